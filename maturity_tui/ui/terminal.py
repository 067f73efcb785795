"""What differs between terminals and systems, and what Textual 8.2 leaves to its users, in one place.

- SIGTERM and SIGHUP: without a handler Python dies at once and leaves the terminal raw.
- A byte that is not UTF-8, typed or pasted, ends Textual's reading thread with an exception; here it becomes U+FFFD.
"""

from __future__ import annotations

import asyncio
import codecs
import signal
from collections.abc import Callable
from functools import partial


def leave_on_signals(leave: Callable[[], None]) -> None:
    """Call `leave` in the running loop when the system asks the process to end. Does nothing where it cannot."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, leave)
        except (NotImplementedError, RuntimeError, ValueError):
            # Windows' loop has no handlers; a test's loop may not be in the main thread.
            return


def accept_any_byte() -> None:
    """Make Textual's terminal driver read bytes that are not UTF-8 instead of dying of them."""
    try:
        from textual.drivers import linux_driver
    except ImportError:  # Windows reads characters, not bytes
        return
    if hasattr(linux_driver, "getincrementaldecoder"):
        linux_driver.getincrementaldecoder = _forgiving_decoder


def _forgiving_decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
