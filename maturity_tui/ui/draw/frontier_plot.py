"""The frontier: what each amount of money could gain, as steps with a point each, and what is chosen now beside them.

Shapes tell the points apart without colour: hollow ones, the full one at the cursor, the square that is chosen now,
and the budget as a dashed upright under its diamond.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from textual.content import Content

from ..glyphs import GLYPHS
from .text import Part, join, line

Point = tuple[float, float]
"""Cost and gain."""

Writes = Callable[[float], str]
"""A figure as it is read."""

Cell = tuple[str, str]
LEFT = 7


@dataclass(frozen=True)
class Frontier:
    """What is drawn: points of rising cost, which of them the cursor is on, what is chosen now, the budget."""

    points: Sequence[Point]
    at: int | None = None
    now: Point | None = None
    budget: float | None = None

    def reach(self) -> Point:
        """The largest cost and gain drawn; an axis of no length is none."""
        every = [*self.points, *([self.now] if self.now else [])]
        cost = max([*(cost for cost, _ in every), self.budget or 0.0], default=0.0)
        return cost or 1.0, max((gain for _, gain in every), default=0.0) or 1.0


@dataclass(frozen=True)
class _Grid:
    """The cells of a plot; both axes begin at nothing; the highest row is the budget's where there is one."""

    chart: Frontier
    width: int
    rows: int
    cost: Writes

    def place(self, point: Point) -> tuple[int, int]:
        """Column, and row from the top."""
        most_cost, most_gain = self.chart.reach()
        x = round(point[0] / most_cost * (self.width - 1))
        top = self.rows - (1 if self.chart.budget is None else 2)
        y = round(max(0.0, point[1]) / most_gain * top)
        return max(0, min(self.width - 1, x)), self.rows - 1 - max(0, min(top, y))

    def cells(self) -> list[list[Cell]]:
        """All of it; what is drawn last stands before the rest."""
        found: list[list[Cell]] = [[(" ", "")] * self.width for _ in range(self.rows)]
        self._budget(found)
        self._steps(found)
        for point in self.chart.points:
            self._mark(found, point, (GLYPHS.nobody, "$projected"))
        if self.chart.now is not None:
            self._mark(found, self.chart.now, (GLYPHS.chosen, "$current"))
        if self.chart.at is not None:
            self._mark(found, self.chart.points[self.chart.at], (GLYPHS.now, "bold $primary"))
        return found

    def _mark(self, found: list[list[Cell]], point: Point, cell: Cell) -> None:
        x, y = self.place(point)
        found[y][x] = cell

    def _budget(self, found: list[list[Cell]]) -> None:
        """An upright under its diamond, with the sum beside that where there is room."""
        if self.chart.budget is None:
            return
        x, _ = self.place((self.chart.budget, 0))
        for y, row in enumerate(found):
            row[x] = (GLYPHS.upright if y else GLYPHS.target, "$target")
        text = self.cost(self.chart.budget)
        first = x + 2 if x + 2 + len(text) <= self.width else x - 1 - len(text)
        for place, letter in enumerate(text, start=first):
            if 0 <= place < self.width:
                found[0][place] = (letter, "$gap")

    def _steps(self, found: list[list[Cell]]) -> None:
        """What a point gains holds until there is money for the next that gains more; one below is beside the curve."""
        rising: list[Point] = []
        for point in self.chart.points:
            if not rising or point[1] >= rising[-1][1]:
                rising.append(point)
        for point, after in pairwise(rising):
            x, y = self.place(point)
            for place in range(x + 1, self.place(after)[0]):
                if found[y][place][0] == " ":
                    found[y][place] = (GLYPHS.light, "$line")


def frontier(chart: Frontier, width: int, height: int, *, cost: Writes, gain: Writes) -> list[Content]:
    """The chart in `height` lines of `width` cells; `cost` and `gain` write the figures at its axes."""
    room, rows = max(8, width - LEFT), max(3, height - 2)
    grid = _Grid(chart, room, rows, cost)
    labels = _left_labels(grid, gain)
    lines = [line(labels.get(y, " " * LEFT), line(*cells).simplify()) for y, cells in enumerate(grid.cells())]
    return [
        *lines,
        line(" " * LEFT, (GLYPHS.light * room, "$line")),
        line(" " * LEFT, (_foot(chart, room, cost), "$muted")),
    ]


def _left_labels(grid: _Grid, gain: Writes) -> dict[int, Part]:
    """The gain at the cursor, at the top and at the bottom; none beside another or twice."""
    chart = grid.chart
    values = [] if chart.at is None else [(chart.points[chart.at][1], "bold $text-primary")]
    values += [(value, "$muted") for _, value in (*chart.points[-1:], (0.0, 0.0))]
    labels: dict[int, Part] = {}
    for value, style in values:
        row = grid.place((0.0, value))[1]
        if all(abs(row - other) > 1 for other in labels):
            labels[row] = (f"{gain(value)} ".rjust(LEFT)[-LEFT:], style)
    return labels


def _foot(chart: Frontier, width: int, cost: Writes) -> str:
    """Nothing at the left, half in the middle, the most at the right."""
    most = chart.reach()[0]
    first, middle, last = cost(0.0), cost(most / 2), cost(most)
    if middle in (first, last):  # too little money for a figure between
        middle = ""
    text = first.ljust(max(len(first) + 1, (width - len(middle)) // 2)) + middle
    return text.ljust(max(len(text) + 1, width - len(last)))[: max(0, width - len(last))] + last


def frontier_key() -> Content:
    """What the shapes mean."""
    shapes = (
        (GLYPHS.now, "$primary", "shown"),
        (GLYPHS.nobody, "$projected", "other budgets"),
        (GLYPHS.chosen, "$current", "chosen now"),
    )
    return join([line((mark, style), (f" {words}", "$muted")) for mark, style, words in shapes])
