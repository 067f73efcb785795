"""A roadmap: delivering, in use, and what keeps working; one column group a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from ..glyphs import GLYPHS
from .text import Part, line


class RoadmapRow(NamedTuple):
    """Quarters from the plan's first: delivery starts, is in use, and stops working (`None`: does not)."""

    start: float
    in_use: float
    until: float | None = None


def roadmap_row(row: RoadmapRow, quarters: int, step: int = 3) -> Content:
    """One line of `quarters * step` cells (less the gap after the last)."""
    width = quarters * step - 1
    start, use = (_place(value, step, width) for value in (row.start, row.in_use))
    end = width if row.until is None else _place(row.until, step, width)
    parts: list[Part] = [
        " " * start,
        (GLYPHS.heavy * (use - start), "$current"),
        (GLYPHS.held, "$projected"),
        (GLYPHS.light * max(0, end - use - 1), "$projected"),
    ]
    drawn = line(*parts)
    return drawn.pad_right(max(0, width - drawn.cell_length))


def _place(value: float, step: int, width: int) -> int:
    return max(0, min(width - 1, round(value * step)))


def roadmap_axis(labels: Sequence[str], step: int = 3) -> Content:
    """The quarters under the rows."""
    return line(("".join(text[: step - 1].ljust(step) for text in labels).rstrip(), "$muted"))


def roadmap_key() -> Content:
    """What the marks mean."""
    return line(
        (GLYPHS.heavy, "$current"),
        (" delivering   ", "$muted"),
        (GLYPHS.held, "$projected"),
        (" in use   ", "$muted"),
        (GLYPHS.light, "$projected"),
        (" keeps working", "$muted"),
    )
