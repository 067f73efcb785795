"""A fan in whatever room there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.content import Content
from textual.widget import Widget

from ..draw.fan_plot import LEFT, RIGHT, Fan, fan, is_small
from ..themes import fills

# A quarter's name and the gap after it; in a low chart a year stands in the same row.
NAME, YEAR = 3, 5


class FanChart(Widget):
    """The likely line of a projection against its target."""

    DEFAULT_CSS = "FanChart { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fan: Fan | None = None

    def show(self, chart: Fan | None) -> None:
        """Draw this."""
        self._fan = chart
        self.refresh()

    def render(self) -> Content:
        width, height = self.size
        if self._fan is None or width < 20 or height < 5:
            return Content("")
        least = YEAR if is_small(height) else NAME
        chart = replace(self._fan, quarters=thinned(self._fan.quarters, width - LEFT - RIGHT, least))
        return Content("\n").join(fan(chart, width, height, fills=fills(self.app)))


def thinned(quarters: Sequence[tuple[str, str]], width: int, least: int = NAME) -> list[tuple[str, str]]:
    """The quarters' names at even distances, as many as there is room for."""
    every = next((step for step in (1, 2, 4) if width * step // max(1, len(quarters)) > least), 4)
    return [(name if at % every == 0 else "", year) for at, (name, year) in enumerate(quarters)]
