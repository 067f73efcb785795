"""What differs between terminals and systems, and what Textual 8.2 leaves to its users, in one place.

- SIGTERM and SIGHUP: without a handler Python dies at once and leaves the terminal raw.
- SIGCONT: Textual starts its driver a second time, though nothing had stopped the first (a lost connection sends
  SIGCONT too): two threads then read the keys, and the terminal's own modes are forgotten.
- A terminal that is gone: the thread that writes dies of it, and whoever writes next waits for ever.
- A byte that is not UTF-8, typed or pasted, ends the reading thread with an exception; here it becomes U+FFFD.
- A paste that holds an escape is taken apart into keys: see `pastes`.
- COLUMNS and LINES, where a shell has exported them, are believed instead of the terminal, also after a resize.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import signal
from collections.abc import Callable
from functools import partial
from typing import Any


def heed_signals(leave: Callable[[], None], driver: Any) -> None:
    """Answer the system's signals in the running loop: leave when asked to end, stop and go on with the terminal in
    order. Does nothing where the system has no such signals. `driver` is Textual's, or None."""
    answers: dict[str, Callable[[], None]] = dict.fromkeys(("SIGTERM", "SIGHUP", "SIGINT"), leave)
    if hasattr(driver, "_sigtstp_application"):
        answers |= {"SIGTSTP": driver._sigtstp_application, "SIGCONT": partial(_go_on, driver)}
    loop = asyncio.get_running_loop()
    for name, answer in answers.items():
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, answer)
        except (NotImplementedError, RuntimeError, ValueError):
            # Windows' loop has no handlers; a test's loop may not be in the main thread.
            return


def _go_on(driver: Any) -> None:
    """Take the terminal over again: after a stop that we were asked for, or one that we were not (SIGSTOP)."""
    if not os.isatty(driver.fileno):  # a lost connection sends SIGCONT as well
        return
    if not driver._must_signal_resume:
        driver.suspend_application_mode()
        driver._must_signal_resume = True  # so that all is painted anew
    driver.resume_application_mode()


def steady_driver() -> None:
    """Make Textual's terminal driver outlive bytes that are not UTF-8, pastes, and a terminal that goes away."""
    try:
        from textual.drivers import linux_driver
        from textual.drivers._writer_thread import WriterThread
    except ImportError:  # Windows reads characters, not bytes
        return
    from maturity_tui.ui.pastes import PasteParser

    class Writer(WriterThread):
        def run(self) -> None:
            try:
                super().run()
            except OSError:
                # Nobody sees it any more. It is still taken, so that nobody waits either.
                while self._queue.get() is not None:
                    pass

    driver: Any = linux_driver
    driver.getincrementaldecoder = lambda encoding: partial(_Forgiving, encoding)
    driver.WriterThread = Writer
    driver.XTermParser = PasteParser


def forget_stated_size() -> None:
    """Let the size be the terminal's own, not one that was exported before somebody resized it."""
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)


class _Forgiving:
    """Decodes what is typed. Nothing to read, where something was announced, is the end of the terminal: Textual
    would ask again for ever."""

    def __init__(self, encoding: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:
        if not data and not final:
            raise EOFError("The terminal is gone.")
        return self._decoder.decode(data, final)
