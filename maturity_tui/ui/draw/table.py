"""Columns of a list: columns go before names are cut, those of least weight before the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from .text import Part, clip, line, pad

NARROWEST = 8


class Column(NamedTuple):
    """A column of a list.

    `width` is its cells; 0 takes the widest text given to `fit` (or what is left, where it is `flex`).
    `drop` says how early it goes where there is no room: 0 never, then the highest first.
    """

    id: str
    title: Part = ""
    width: int = 0
    align: str = "left"
    drop: int = 0
    gap: int = 2
    flex: bool = False
    title_align: str = ""


class Layout(NamedTuple):
    """Columns that fit a width; draws the heading and the rows."""

    columns: tuple[Column, ...]
    widths: tuple[int, ...]

    def has(self, column: str) -> bool:
        return any(one.id == column for one in self.columns)

    def width_of(self, column: str) -> int:
        """The cells of a column, 0 where it was left out."""
        return next((w for one, w in zip(self.columns, self.widths, strict=True) if one.id == column), 0)

    def merged(self, *columns: str) -> Layout:
        """The same with neighbouring columns as one, under the first one's name: for a row that has words there."""
        at = [place for place, one in enumerate(self.columns) if one.id in columns]
        if not at:
            return self
        first, end = at[0], at[-1] + 1
        width = sum(self.widths[first:end]) + sum(one.gap for one in self.columns[first + 1 : end])
        one = self.columns[first]._replace(id=columns[0], align="left")
        return Layout(
            (*self.columns[:first], one, *self.columns[end:]),
            (*self.widths[:first], width, *self.widths[end:]),
        )

    def head(self) -> Content:
        """The headings, muted, aligned as their columns."""
        titles = [(c.title, "$muted") if isinstance(c.title, str) else c.title for c in self.columns]
        return self._line(titles, [c.title_align or c.align for c in self.columns])

    def row(self, cells: dict[str, Part]) -> Content:
        """A row from its cells by column; a column without one stays empty."""
        return self._line([cells.get(c.id, "") for c in self.columns], [c.align for c in self.columns])

    def _line(self, cells: Sequence[Part], aligns: Sequence[str]) -> Content:
        parts: list[Part] = []
        for index, (column, width, cell, align) in enumerate(
            zip(self.columns, self.widths, cells, aligns, strict=True)
        ):
            if index:
                parts.append(" " * column.gap)
            parts.append(pad(cell, width, align))
        return line(*parts)


def fit(columns: Sequence[Column], width: int, texts: dict[str, Sequence[str]] | None = None) -> Layout:
    """The columns that a width has room for; `texts` gives what stands in columns of width 0, to measure."""
    kept = list(columns)
    widths = {column.id: _natural(column, (texts or {}).get(column.id, ())) for column in columns}
    while _total(kept, widths) > width and any(column.drop for column in kept):
        last = max(range(len(kept)), key=lambda at: (kept[at].drop, at))
        del kept[last]
    spare = width - _total(kept, widths)
    measured = [column.id for column in kept if column.flex or not column.width]
    if measured and spare < 0:  # rather a name cut than figures out of sight
        widest = max(measured, key=lambda name: widths[name])
        widths[widest] = max(NARROWEST, widths[widest] + spare)
    flexible = [column.id for column in kept if column.flex]
    if flexible and spare > 0:
        widths[flexible[0]] = max(4, widths[flexible[0]] + spare)
    return Layout(tuple(kept), tuple(widths[column.id] for column in kept))


def _natural(column: Column, texts: Sequence[str]) -> int:
    title = column.title if isinstance(column.title, str) else column.title[0]
    heading = cell_len(title if isinstance(title, str) else title.plain)
    return column.width or max([heading, *(cell_len(text) for text in texts)])


def _total(columns: Sequence[Column], widths: dict[str, int]) -> int:
    return sum(widths[column.id] for column in columns) + sum(column.gap for column in columns[1:])


__all__ = ["Column", "Layout", "clip", "fit"]
