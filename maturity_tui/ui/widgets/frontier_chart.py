"""A frontier in whatever room there is."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content
from textual.widget import Widget

from ..draw.frontier_plot import Frontier, frontier

Writes = Callable[[float], str]


class FrontierChart(Widget):
    """What each amount of money could gain."""

    DEFAULT_CSS = "FrontierChart { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._chart: Frontier | None = None
        self._cost: Writes = str
        self._gain: Writes = str

    def show(self, chart: Frontier | None, *, cost: Writes = str, gain: Writes = str) -> None:
        """Draw this; `cost` and `gain` write the figures at the axes."""
        self._chart, self._cost, self._gain = chart, cost, gain
        self.refresh()

    def render(self) -> Content:
        width, height = self.size
        if self._chart is None or width < 20 or height < 5:
            return Content("")
        drawn = frontier(self._chart, width, height, cost=self._cost, gain=self._gain)
        return Content("\n").join(drawn)
