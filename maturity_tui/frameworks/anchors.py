"""What the anchors of one YAML document stand for, and how much their aliases may add up to.

Only for files of others, whose writers (PyYAML's among them) use aliases for lists that stand twice. An alias
costs what it stands for each time, so that a few lines cannot become a billion: they share memory, but whoever
walks the tree would walk it that often.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

# Of what aliases stand for, all together: a text counts one more for every so many characters.
MOST_EXPANDED = 400_000
CHARACTERS = 20


class RefusedError(Exception):
    """An alias that may not be used; the message is a sentence without a place."""


@dataclass
class Anchored:
    """What an anchor stands for: its value, how large that is, and how many levels lie below it."""

    value: Any = None
    weight: int = 0
    height: int = 0


class Anchors:
    """Measures values while they are built, and hands out those that aliases name."""

    def __init__(self, deepest: int) -> None:
        self.deepest = deepest
        self._known: dict[str, Anchored | None] = {}
        self._weight = self._peak = self._expanded = 0

    def met(self, depth: int, characters: int) -> None:
        """Count a node at a depth; a text with its characters."""
        self._weight += 1 + characters // CHARACTERS
        self._peak = max(self._peak, depth)

    @contextmanager
    def named(self, name: str, depth: int) -> Iterator[Anchored]:
        """While the node of an anchor is built; the caller puts its value in."""
        found = Anchored()
        outer, self._peak, before = self._peak, depth, self._weight
        self._known[name] = None
        yield found
        found.weight, found.height = self._weight - before, self._peak - depth
        self._peak = max(outer, self._peak)
        self._known[name] = found

    def value(self, name: str, depth: int) -> Any:
        """What an alias stands for. Raises RefusedError: unknown, within itself, too deep, or too much."""
        found = self._known.get(name)
        if found is None:
            within = name in self._known
            raise RefusedError(
                "An alias stands within what it stands for" if within else "An alias has no anchor"
            )
        if depth + found.height > self.deepest:
            raise RefusedError(
                f"With its aliases the file is nested too deeply (at most {self.deepest} levels)"
            )
        self._expanded += found.weight
        self._weight += found.weight
        self._peak = max(self._peak, depth + found.height)
        if self._expanded > MOST_EXPANDED:
            raise RefusedError("What the aliases stand for is too large")
        return found.value
