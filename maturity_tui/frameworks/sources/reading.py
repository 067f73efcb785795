"""What reading a foreign file gives: a framework, what was left out and why, and where it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import clean_line

# The framework that ships under an id, for the facts that a file leaves out; None where a build has none.
Shipped = Callable[[str], Framework | None]


@dataclass(frozen=True)
class Skipped:
    """Something that the file holds and the framework does not: what, how often, and why."""

    kind: str
    count: int
    reason: str


@dataclass(frozen=True)
class Origin:
    """Where a framework was read from: the file's (or folder's) name, its date, and the SHA-256 of its bytes."""

    file: str
    date: dt.date
    sha256: str
    format: str


@dataclass
class Notes:
    """Collects, while a file is read, what is left out and what a person should know."""

    _skipped: dict[tuple[str, str], int] = field(default_factory=dict)
    _warnings: dict[str, None] = field(default_factory=dict)

    def skip(self, kind: str, reason: str, count: int = 1) -> None:
        """Count something that is left out, by name and reason. Nothing is left out without this."""
        key = (clean_line(kind), clean_line(reason))
        if count:
            self._skipped[key] = self._skipped.get(key, 0) + count

    def warn(self, sentence: str) -> None:
        """Say something once."""
        self._warnings[clean_line(sentence)] = None

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """What was left out, in the order in which it was met."""
        return tuple(Skipped(kind, count, reason) for (kind, reason), count in self._skipped.items())

    @property
    def warnings(self) -> tuple[str, ...]:
        """The sentences, each once."""
        return tuple(self._warnings)


@dataclass(frozen=True)
class Reading:
    """A framework as it was read from a file or folder of any format."""

    framework: Framework
    origin: Origin
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
