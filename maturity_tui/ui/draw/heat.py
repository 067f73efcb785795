"""Cells of a heat map: a figure in every cell, two lines high with a gap between where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from ..glyphs import GLYPHS, shape
from ..ramp import level_index, level_token
from .numbers import score
from .text import Part, line, pad

WIDE, MIDDLE, NARROW, TIGHT = 8, 7, 5, 4


class HeatCell(NamedTuple):
    """A mean, and the lowest beneath it as text; nothing scored is `None`."""

    mean: float | None
    lowest: str = ""
    text: str = ""
    """What stands in the cell instead of the mean with one decimal: a level as its scale writes it, a count."""
    shorter: tuple[str, ...] = ()
    """The same for cells in which that has no room, each shorter than the one before."""


def heat_row(
    cells: Sequence[HeatCell],
    values: tuple[float, ...],
    *,
    cursor: int | None = None,
    size: int = WIDE,
    fills: bool = True,
) -> list[Content]:
    """The lines of one row of cells, each followed by a gap of one: three lines where they are wide, one narrow.

    `size` is the width of a cell: WIDE, MIDDLE (the lowest stands close to the mean), NARROW (without it) or TIGHT
    (no space before the figure).

    Begins with one cell for the left edge of the cursor. Without fills only the line of figures is drawn.
    """
    middle = _figures(cells, values, cursor, size)
    if size <= NARROW or not fills:
        return [middle]
    return [_edge(cells, values, GLYPHS.lower, size), middle, _edge(cells, values, GLYPHS.upper, size)]


def _figures(cells: Sequence[HeatCell], values: tuple[float, ...], cursor: int | None, size: int) -> Content:
    parts: list[Part] = []
    for index, cell in enumerate(cells):
        parts.append(_side(index, cursor))
        parts.append(_cell(cell, values, size))
    parts.append(_side(len(cells), cursor))
    return line(*parts)


def _side(index: int, cursor: int | None) -> Part:
    """The gap before cell `index`: the bright edge of the cell under the cursor, or nothing."""
    if cursor is not None and index == cursor:
        return (GLYPHS.cursor_right, "bold $foreground")
    if cursor is not None and index == cursor + 1:
        return (GLYPHS.cursor, "bold $foreground")
    return " "


def _cell(cell: HeatCell, values: tuple[float, ...], width: int) -> Content:
    if cell.mean is None:
        return pad((GLYPHS.blank, "$muted"), width, "center")
    level = level_index(cell.mean, values)
    token, mark = level_token(len(values), level), shape(len(values), level)
    ink = f"${token}-text on ${token}"
    figure = _fitting(cell, width)
    space = " " if width == WIDE else ""
    low = f"{space}{GLYPHS.lowest}{cell.lowest}" if width > NARROW and cell.lowest else ""
    room = width - len(figure) - 1
    low = low if len(low) <= room else ""
    shown = (mark, f"${token}-shape on ${token}") if room >= 0 else ""
    cells = line((figure, f"bold {ink}"), pad((low, ink), max(0, room)), shown)
    return cells.stylize_before(f"on ${token}")


def _fitting(cell: HeatCell, width: int) -> str:
    """The cell's figure, as long as leaves room for the shape; a space before it where there is one more."""
    figures = [cell.text or score(cell.mean), *cell.shorter]
    figure = next((text for text in figures if len(text) < width), figures[-1])
    return f" {figure}" if len(figure) + 1 < width else figure[:width]


def _edge(cells: Sequence[HeatCell], values: tuple[float, ...], mark: str, size: int) -> Content:
    """The half line above or below the figures."""
    parts: list[Part] = []
    for cell in cells:
        parts.append(" ")
        if cell.mean is None:
            parts.append(" " * size)
        else:
            parts.append((mark * size, f"${level_token(len(values), level_index(cell.mean, values))}"))
    return line(*parts, " ")
