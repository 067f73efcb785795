"""The fan: the likely line of a projection, its bands as fills, and the target across.

Fills end in eighths of a cell: a cell shows its lower colour as a block before its upper colour. Without
fills (the terminal's own colours) the bands are `▒` and `░`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.content import Content

from ..glyphs import GLYPHS, ascii_only, lower_eighth
from .numbers import score
from .text import Part, line

Band = tuple[Sequence[float], Sequence[float]]
"""The low and the high edge."""

LEFT, RIGHT = 5, 11
# At least so much is left free above and below; a line that is flat needs no other label than its own.
AIR = 0.05
# The axis below the plot; and the lines that the wider band must take for a narrower one to show inside it.
FOOT, LEAST_ROWS = 3, 3
_BACKGROUND, _WIDE, _INNER = "$background", "$band-wide", "$band"


@dataclass(frozen=True)
class Fan:
    """What is drawn: a value a point in time, first now, evenly spaced to the end."""

    likely: Sequence[float]
    target: float | None = None
    inner: Band | None = None
    """6 in 10"""
    outer: Band | None = None
    """9 in 10"""
    quarters: Sequence[tuple[str, str]] = field(default=())
    """The quarters under the plot, such as `("Q1", "2027")`."""

    def reach(self) -> tuple[float, float]:
        """The lowest and the highest value drawn, with a little air; the axis need not start at 0."""
        bands = [band for band in (self.inner, self.outer) if band]
        values = [*self.likely, *(value for band in bands for edge in band for value in edge)]
        if self.target is not None:
            values.append(self.target)
        low, high = min(values), max(values)
        air = max((high - low) * 0.06, AIR)
        return low - air, high + air


@dataclass(frozen=True)
class _Plot:
    """A fan on a grid of cells; heights are in eighths of a cell from the bottom."""

    fan: Fan
    width: int
    rows: int
    low: float
    high: float

    def height(self, value: float) -> float:
        return (value - self.low) / (self.high - self.low) * self.rows * 8

    def row_of(self, value: float) -> int:
        """The row from the top."""
        return self.rows - 1 - max(0, min(self.rows - 1, int(self.height(value) // 8)))

    def at(self, values: Sequence[float], x: int) -> float:
        """The height of a curve in column `x`, straight between its points."""
        if len(values) == 1:
            return self.height(values[0])
        place = (x + 0.5) / self.width * (len(values) - 1)
        index = min(len(values) - 2, int(place))
        share = place - index
        # Of two equal values exactly that one: a line on the edge of two rows must not fall into both.
        return self.height(values[index] + (values[index + 1] - values[index]) * share)

    def column(self, x: int) -> list[tuple[str, str]]:
        """The cells of a column from the top: (character, style)."""
        edges = [
            (self.at(band[0], x), self.at(band[1], x), colour)
            for band, colour in ((self.fan.inner, _INNER), (self.fan.outer, _WIDE))
            if band
        ]
        likely = self.at(self.fan.likely, x)
        return [self._cell(self.rows - 1 - row, edges, likely) for row in range(self.rows)]

    def _cell(self, row: int, edges: list[tuple[float, float, str]], likely: float) -> tuple[str, str]:
        colours = [_colour(row * 8 + eighth + 0.5, edges) for eighth in range(8)]
        if likely // 8 == row or (likely >= self.rows * 8 and row == self.rows - 1):
            part = min(7, int(likely - row * 8))
            ground = max(dict.fromkeys(colours), key=colours.count)
            return _line_mark(part), f"$projected on {ground}"
        if self.fan.target is not None and self.height(self.fan.target) // 8 == row:
            return GLYPHS.dashed, f"$target on {colours[4]}"
        bottom, top = colours[0], colours[7]
        if bottom == top:
            return " ", f"on {bottom}"
        share = next(index for index, colour in enumerate(colours) if colour != bottom)
        return lower_eighth(share), f"{bottom} on {top}"


def _colour(height: float, edges: list[tuple[float, float, str]]) -> str:
    return next((colour for low, high, colour in edges if low <= height <= high), _BACKGROUND)


def _line_mark(part: int) -> str:
    if ascii_only():
        return "_" if part < 3 else GLYPHS.heavy
    return "▁" if part < 3 else "━" if part < 6 else "▔"


def _unfilled(cell: tuple[str, str]) -> tuple[str, str]:
    """The same cell for the terminal's own colours."""
    mark, style = cell
    if "$projected" in style or "$target" in style:
        return mark, style.split(" on ")[0]
    ground = style.split("on ")[-1]
    return {_INNER: GLYPHS.band, _WIDE: GLYPHS.band_wide}.get(ground, " "), "$line"


def is_small(height: int) -> bool:
    """Whether a chart of so many lines has room for one band and one line of labels only."""
    return height < 12


def bands_drawn(chart: Fan, height: int) -> int:
    """How many bands a chart of so many lines shows: two need room, and to be high enough to be told apart."""
    if chart.outer is None:
        return 0
    low, high = chart.reach()
    widest = max(above - below for below, above in zip(*chart.outer, strict=True))
    rows = (height - FOOT) * widest / (high - low)
    return 1 if is_small(height) or rows < LEAST_ROWS else 2


def fan(chart: Fan, width: int, height: int, *, fills: bool = True, ends: bool = True) -> list[Content]:
    """The chart in `height` lines of `width` cells, with its axis; with `ends` the last values at the right.

    Under 12 lines the years share the line of the quarters. Where there is no room for two bands the wider is drawn.
    """
    small = is_small(height)
    if chart.inner and bands_drawn(chart, height) == 1:
        chart = Fan(chart.likely, chart.target, chart.outer, None, chart.quarters)
    room = max(8, width - LEFT - (RIGHT if ends else 0))
    foot = _foot(chart, room, small)
    plot = _Plot(chart, room, max(3, height - len(foot)), *chart.reach())
    columns = [plot.column(x) for x in range(plot.width)]
    left, right = _left_labels(plot), _right_labels(plot) if ends else {}
    lines = []
    for row in range(plot.rows):
        cells = [column[row] for column in columns]
        body = cells if fills else [_unfilled(cell) for cell in cells]
        tail: list[Part] = ["  ", *right[row]] if row in right else []
        lines.append(line(left.get(row, " " * LEFT), line(*body).simplify(), *tail))
    return lines + foot


def _left_labels(plot: _Plot) -> dict[int, Part]:
    """Now and the target in their rows, and round values where there is room between; no text twice."""
    values: dict[int, tuple[float, str]] = {plot.row_of(plot.fan.likely[0]): (plot.fan.likely[0], "$muted")}
    if plot.fan.target is not None:
        values[plot.row_of(plot.fan.target)] = (plot.fan.target, "$gap")
    for row in range(1, plot.rows, 4) if plot.high - plot.low > 3 * AIR else ():
        if all(abs(row - other) > 2 for other in values):
            value = plot.high - (row + 0.5) / plot.rows * (plot.high - plot.low)
            values[row] = (max(0.0, value), "$muted")
    places = _places([value for value, _ in values.values()])
    labels: dict[int, Part] = {}
    told = set()
    for row, (value, style) in values.items():
        text = score(value, places)
        if text not in told:
            told.add(text)
            labels[row] = (text.rjust(LEFT - 1) + " ", style)
    return labels


def _places(values: Sequence[float]) -> int:
    """Two decimals where one would say the same of different heights, and there is room for them."""
    alike = len({score(value) for value in values}) < len(values)
    return 2 if alike and all(len(score(value, 2)) < LEFT for value in values) else 1


def _right_labels(plot: _Plot) -> dict[int, list[Part]]:
    """The values at the end: likely first, then the target, then the ends of the wider band."""
    end = plot.fan.likely[-1]
    labels: dict[int, list[Part]] = {plot.row_of(end): [(score(end), "bold $text-projected")]}
    if plot.fan.target is not None:
        mark: list[Part] = [(GLYPHS.target, "$target"), (" target", "$gap")]
        labels.setdefault(plot.row_of(plot.fan.target), mark)
    band = plot.fan.outer or plot.fan.inner
    for edge in band or ():
        labels.setdefault(plot.row_of(edge[-1]), [(score(edge[-1]), "$muted")])
    return labels


def _foot(chart: Fan, width: int, small: bool) -> list[Content]:
    """The axis, the quarters and their years; of quarters without a name only the place is kept."""
    if not chart.quarters:
        return []
    count = len(chart.quarters)
    stops = [(width * at // count, name, year) for at, (name, year) in enumerate(chart.quarters)]
    named = [stop for stop in stops if stop[1]]
    indent = " " * LEFT
    if small:
        first = {place for place, _ in _years(named)}
        told = [(place, year if place in first else name) for place, name, year in named]
        return [line(indent, (_spaced(told, width), "$muted"))]
    rule = line(indent, (GLYPHS.light * width, "$line"))
    quarters = _spaced([(place, name) for place, name, _ in named], width)
    return [rule, line(indent, (quarters, "$muted")), line(indent, (_spaced(_years(stops), width), "$muted"))]


def _years(stops: Sequence[tuple[int, str, str]]) -> list[tuple[int, str]]:
    """Where each year begins."""
    before = ["", *(year for *_, year in stops)]
    return [(place, year) for (place, _, year), last in zip(stops, before, strict=False) if year != last]


def _spaced(labels: Sequence[tuple[int, str]], width: int) -> str:
    """Labels, each at its place; one that would touch the one before is left out."""
    text = ""
    for place, label in labels:
        if place > len(text) or not text:
            text = text.ljust(place) + label
    return text[:width]


def fan_key(*, bands: int, fills: bool = True, likely: bool = True) -> Content:
    """What line and fills mean; `bands` is how many are drawn (0 until they are known)."""
    parts: list[Part] = [(GLYPHS.heavy, "$projected"), (" likely", "$muted")] if likely else []
    for colour, mark, words in ((_INNER, GLYPHS.band, " 6 in 10"), (_WIDE, GLYPHS.band_wide, " 9 in 10")):
        if (bands == 2) or (bands == 1 and "9" in words):
            ground = _INNER if bands == 1 else colour
            gap = "     " if likely else "   " if parts else ""
            parts += [gap, ("  ", f"on {ground}") if fills else (mark * 2, "$line"), (words, "$muted")]
    return line(*parts)
