"""A row of a list, as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content

Drawn = Content | Sequence[Content]
"""One line, or the lines of a row that is higher than one."""

Drawing = Drawn | Callable[[int], Drawn]
"""What is drawn, or how to draw it in a width: then only rows that are seen are drawn."""


class Stops:
    """The rows that the cursor may stand on."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self._rows = rows
        self.at = [index for index, row in enumerate(rows) if not row.heading]

    def of_key(self, key: str | None) -> int | None:
        """The row with a key."""
        return next((at for at in self.at if self._rows[at].key == key), None)

    def nearest(self, place: int) -> int:
        """The row nearest to a place; -1 where there is none."""
        return min(self.at, key=lambda at: abs(at - max(0, place)), default=-1)

    def step(self, here: int, count: int) -> int:
        """The row so many steps on; it ends at the ends."""
        if not self.at:
            return -1
        place = self.at.index(here) if here in self.at else 0
        return self.at[max(0, min(len(self.at) - 1, place + count))]

    def find(self, wanted: str, here: int, step: int) -> int | None:
        """The next row (or the one before) whose text holds what is wanted; it goes round."""
        low = wanted.casefold()
        hits = [at for at in self.at if low in (self._rows[at].text or self._rows[at].key).casefold()]
        ahead = [at for at in hits if (at > here if step > 0 else at < here)]
        return next(iter((ahead or hits)[:: 1 if step > 0 else -1]), None)


class Row(NamedTuple):
    """A row; a `heading` is drawn, and skipped by the cursor."""

    key: str
    content: Drawing
    heading: bool = False
    indent: int | None = None
    """Cells before the content; by default the list's gutter, in which the cursor stands."""
    text: str = ""
    """What `RowList.find` looks in."""

    @classmethod
    def blank(cls) -> Row:
        """An empty line between groups."""
        return cls("", Content(""), heading=True)

    def lines(self, width: int) -> list[Content]:
        """The row drawn in a width."""
        drawn = self.content(width) if callable(self.content) else self.content
        return [drawn] if isinstance(drawn, Content) else list(drawn)
