"""Cells of a heat map: a figure in every cell, two lines high with a gap between where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from ..glyphs import GLYPHS, shape
from ..ramp import level_index, level_token
from .numbers import score
from .text import Part, line, pad

WIDE, NARROW = 8, 5


class HeatCell(NamedTuple):
    """A mean, and the lowest beneath it as text; nothing scored is `None`."""

    mean: float | None
    lowest: str = ""


def heat_row(
    cells: Sequence[HeatCell],
    values: tuple[float, ...],
    *,
    cursor: int | None = None,
    wide: bool = True,
    fills: bool = True,
) -> list[Content]:
    """The lines of one row of cells, each followed by a gap of one: three lines wide, one narrow.

    Begins with one cell for the left edge of the cursor. Without fills only the line of figures is drawn.
    """
    middle = _figures(cells, values, cursor, wide)
    if not (wide and fills):
        return [middle]
    return [
        _edge(cells, values, GLYPHS.lower, cursor),
        middle,
        _edge(cells, values, GLYPHS.upper, cursor),
    ]


def _figures(cells: Sequence[HeatCell], values: tuple[float, ...], cursor: int | None, wide: bool) -> Content:
    parts: list[Part] = []
    for index, cell in enumerate(cells):
        parts.append(_side(index, cursor))
        parts.append(_cell(cell, values, wide))
    parts.append(_side(len(cells), cursor))
    return line(*parts)


def _side(index: int, cursor: int | None) -> Part:
    """The gap before cell `index`: the bright edge of the cell under the cursor, or nothing."""
    if cursor is not None and index == cursor:
        return (GLYPHS.cursor_right, "bold $foreground")
    if cursor is not None and index == cursor + 1:
        return (GLYPHS.cursor, "bold $foreground")
    return " "


def _cell(cell: HeatCell, values: tuple[float, ...], wide: bool) -> Content:
    width = WIDE if wide else NARROW
    if cell.mean is None:
        return pad((GLYPHS.blank, "$muted"), width, "center")
    level = level_index(cell.mean, values)
    token, mark = level_token(len(values), level), shape(len(values), level)
    ink = f"${token}-text on ${token}"
    figure = f" {score(cell.mean)}"
    low = f" {GLYPHS.lowest}{cell.lowest}" if wide and cell.lowest else ""
    room = width - len(figure) - 1
    cells = line((figure, f"bold {ink}"), pad((low, ink), room), (mark, f"${token}-shape on ${token}"))
    return cells.stylize_before(f"on ${token}")


def _edge(cells: Sequence[HeatCell], values: tuple[float, ...], mark: str, cursor: int | None) -> Content:
    """The half line above or below the figures."""
    parts: list[Part] = []
    for cell in cells:
        parts.append(" ")
        if cell.mean is None:
            parts.append(" " * WIDE)
        else:
            parts.append((mark * WIDE, f"${level_token(len(values), level_index(cell.mean, values))}"))
    return line(*parts, " ")
