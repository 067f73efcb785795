"""Which change an undo takes back and a redo brings back: read from any append-only journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Standing(NamedTuple):
    """For each undone change the entry that undid it; and all changes that can be undone, oldest first."""

    undone: dict[int, int]
    changes: list[int]

    @property
    def next_undo(self) -> int | None:
        """The last change that is not undone."""
        open_ones = [number for number in self.changes if number not in self.undone]
        return open_ones[-1] if open_ones else None

    @property
    def next_redo(self) -> int | None:
        """The first of those undone; none once something new was done after the undo."""
        last = self.changes[-1] if self.changes else 0
        again = [number for number in self.changes if self.undone.get(number, 0) > last]
        return again[0] if again else None


def standing(
    entries: Iterable[tuple[int, str, int | None]], can_be_undone: Callable[[str], bool]
) -> Standing:
    """From the entries of a journal (number, kind, the one it turns), oldest first."""
    undone: dict[int, int] = {}
    changes: list[int] = []
    for number, kind, of in entries:
        if kind == "undo" and of is not None:
            undone[of] = number
        elif kind == "redo" and of is not None:
            undone.pop(of, None)
        elif can_be_undone(kind):
            changes.append(number)
    return Standing(undone, changes)
