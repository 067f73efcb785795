"""The app as a process on a pseudo-terminal: what it shows, and how it leaves the terminal behind."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

# What pyte would print: private forms, keyboard protocols, strings for the terminal itself.
NOISE = re.compile(
    rb"\x1b\[[?>=<]?[0-9;]*\$[a-z]|\x1b\[[><=][0-9;]*[A-Za-z]|\x1b\[\?[0-9;]*u"
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[P_^][^\x1b]*\x1b\\"
)
UNFINISHED = re.compile(rb"\x1b(?:\[[?>=<]?[0-9;:]*\$?|\][^\x07\x1b]*\x1b?|[P_^][^\x1b]*\x1b?)?\Z")
MODES = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
ALTERNATE, CURSOR, PASTE, MOUSE = 1049, 25, 2004, 1000
# Seconds. The machine may be busy with other tests; nothing waits so long unless something is wrong.
PATIENCE = 60.0
# As a shell may have exported it, long before the window got the size it has.
STALE_SIZE = {"COLUMNS": "80", "LINES": "24"}


class RealTerminal:
    """`maturity` in a session of its own, on a terminal of this size."""

    def __init__(self, *arguments: str, env: dict[str, str], size: tuple[int, int] = (120, 40)) -> None:
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._unread = b""
        self.modes: dict[int, bool] = {}
        self._master, self._slave = pty.openpty()
        self.resize(*size)
        self.settings = self._flags()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "maturity_tui", *arguments],
            stdin=self._slave, stdout=self._slave, stderr=self._slave, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env={**os.environ, **STALE_SIZE, "TERM": "xterm-256color", "COLORTERM": "truecolor", **env},
        )  # fmt: skip

    def __enter__(self) -> RealTerminal:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()

    # what a person does ---------------------------------------------------------

    def type(self, keys: str | bytes) -> None:
        os.write(self._master, keys.encode() if isinstance(keys, str) else keys)

    def resize(self, width: int, height: int) -> None:
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        self.screen.resize(height, width)

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """The connection is lost: both ends close, and the system says so."""
        for end in (self._master, self._slave):
            with contextlib.suppress(OSError):
                os.close(end)

    # what a person sees ---------------------------------------------------------

    def read(self, seconds: float = 0.05) -> bool:
        """Take what has been written; false where nothing came."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        data = os.read(self._master, 65536)
        for numbers, way in MODES.findall(data):
            self.modes |= {int(number): way == b"h" for number in numbers.split(b";")}
        data = NOISE.sub(b"", self._unread + data)
        rest = UNFINISHED.search(data)
        at = rest.start() if rest else len(data)
        self._unread = data[at:]
        self._stream.feed(data[:at])
        return True

    def read_all(self) -> None:
        """Take everything that was written before the process ended."""
        while self.read(0.0):
            pass

    @property
    def text(self) -> str:
        return "\n".join(row.rstrip() for row in self.screen.display)

    def until(self, seen: Callable[[str], object], what: str) -> None:
        """Read until the screen shows it."""
        end = time.monotonic() + PATIENCE
        while not seen(self.text):
            assert time.monotonic() < end, f"never seen: {what}\n{self.text}"
            assert self.process.poll() is None, f"the app ended before {what}\n{self.text}"
            self.read()

    def shows(self, pattern: str) -> None:
        """Read until the screen shows what the pattern describes."""
        self.until(lambda text: re.search(pattern, text), pattern)

    def until_stopped(self) -> None:
        """Until the system has stopped the process, and all that it wrote before is read."""
        end = time.monotonic() + PATIENCE
        while Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
            assert time.monotonic() < end, "it does not stop"
            self.read()
        self.read_all()

    # how it ends ------------------------------------------------------------------

    def ends(self) -> int:
        """The exit code; the process must end by itself."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"it does not end\n{self.text}"
            self.read()
        self.read_all()
        return self.process.returncode

    def _flags(self) -> tuple[int, ...]:
        """Input, output, control and local modes of the terminal."""
        return tuple(termios.tcgetattr(self._slave)[:4])

    def is_as_before(self) -> bool:
        """Echo, lines and signals are back; the alternate screen, mouse and pastes are off; the cursor shows."""
        off = not any(self.modes.get(mode) for mode in (ALTERNATE, PASTE, MOUSE))
        return self._flags() == self.settings and off and self.modes.get(CURSOR, True)


def environment(folder: Path) -> dict[str, str]:
    """A database and folders of the test's own."""
    return {
        "MATURITY_DB": str(folder / "maturity.db"),
        "XDG_DATA_HOME": str(folder / "home"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
