"""Several likely lines on one chart, told apart by their numbers and strokes, not by colour alone."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ..glyphs import GLYPHS
from .fan_plot import LEFT, Fan, _foot, _left_labels, _line_mark, _Plot, is_small
from .numbers import score
from .text import Part, line

# The line's colour, its figure's, and which of three neighbouring cells are drawn: a line, dashes, dots.
STROKES = (
    ("$projected", "$text-projected", (True, True, True)),
    ("$current", "$text-current", (True, True, False)),
    ("$foreground", "$foreground", (True, False, False)),
)
ENDS = 12


def lines_plot(
    curves: Sequence[Sequence[float]],
    quarters: Sequence[tuple[str, str]],
    width: int,
    height: int,
    *,
    target: float | None = None,
    factor: float = 1,
) -> list[Content]:
    """At most three curves with as many points each, in `height` lines of `width` cells; the first hides the others."""
    scaled = [[value * factor for value in curve] for curve in curves]
    edges = (
        [min(points) for points in zip(*scaled, strict=True)],
        [max(points) for points in zip(*scaled, strict=True)],
    )
    chart = Fan(scaled[0], None if target is None else target * factor, outer=edges, quarters=quarters)
    room = max(8, width - LEFT - ENDS)
    foot = _foot(chart, room, is_small(height))
    plot = _Plot(chart, room, max(3, height - len(foot)), *chart.reach())
    cells = _cells(plot, scaled)
    left, right = _left_labels(plot), _ends(plot, scaled)
    rows = [
        line(left.get(row, " " * LEFT), line(*cells[row]).simplify(), *right.get(row, ()))
        for row in range(plot.rows)
    ]
    return rows + foot


def _cells(plot: _Plot, curves: Sequence[Sequence[float]]) -> list[list[Part]]:
    """The drawing, row by row from the top: the target below, then the last curve to the first."""
    rows: list[list[Part]] = [[" "] * plot.width for _ in range(plot.rows)]
    if plot.fan.target is not None:
        rows[plot.row_of(plot.fan.target)] = [(GLYPHS.dashed, "$target")] * plot.width
    for curve, (colour, _, stroke) in reversed(list(zip(curves, STROKES, strict=False))):
        for x in range(plot.width):
            if stroke[x % len(stroke)]:
                row, part = _place(plot, plot.at(curve, x))
                rows[row][x] = (_line_mark(part), colour)
    return rows


def _place(plot: _Plot, height: float) -> tuple[int, int]:
    """The row from the top, and the eighth in it, of a height in eighths."""
    from_below = max(0, min(plot.rows - 1, int(height // 8)))
    return plot.rows - 1 - from_below, max(0, min(7, int(height - from_below * 8)))


def _ends(plot: _Plot, curves: Sequence[Sequence[float]]) -> dict[int, list[Part]]:
    """At the right, in its row or the next that is free, each curve's number and where it ends."""
    taken: dict[int, list[Part]] = {}
    for at, curve in sorted(enumerate(curves), key=lambda one: -one[1][-1]):
        row = plot.row_of(curve[-1])
        while row in taken and row < plot.rows - 1:
            row += 1
        while row in taken and row > 0:
            row -= 1
        taken[row] = [
            "  ",
            (f"{at + 1} ", "bold $text-primary"),
            (score(curve[-1], 2), f"bold {STROKES[at][1]}"),
        ]
    if plot.fan.target is not None and (row := plot.row_of(plot.fan.target)) not in taken:
        taken[row] = ["  ", (GLYPHS.target, "$target"), (" target", "$gap")]
    return taken
