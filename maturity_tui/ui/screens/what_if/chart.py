"""The what-if screen's chart: the likely line at once, and how sure it is as soon as that has been drawn.

The bands come from a thread. Until they are there, and from the moment at which something changes, there are none: a
band is never one of another scenario.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from maturity_tui.ui.base import MaturityScreen
from maturity_tui.ui.draw import fan_key, line, wrap
from maturity_tui.ui.draw.fan_plot import bands_drawn
from maturity_tui.ui.draw.numbers import counted
from maturity_tui.ui.screens.what_if import figures
from maturity_tui.ui.screens.what_if.meters import meter_column
from maturity_tui.ui.screens.what_if.view import Answer
from maturity_tui.ui.themes import fills
from maturity_tui.ui.widgets.fan_chart import FanChart
from maturity_tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from maturity_tui.analysis.uncertainty.sample import Sampled

# The lines beside the chart of a narrow screen, and their cells.
SIDE, SIDE_WIDTH = 10, 23
# While keys follow each other faster than this nobody waits for the bands of what lies between.
PAUSE = 0.15
BANDS = "bands"


class WhatIfChart(MaturityScreen):
    """The pane with figures, line and bands."""

    def __init__(self) -> None:
        super().__init__()
        self.sampled: Sampled | None = None
        self._charted: Answer | None = None
        self._unwanted = Event()
        self._drawing = asyncio.Lock()

    def on_unmount(self) -> None:
        self._unwanted.set()

    def _show_chart(self, answer: Answer) -> None:
        if answer is not self._charted:
            self._ask_bands(answer)
        shown = banded(answer, self.sampled)
        framework, baseline = answer.ground.framework, answer.setting.baseline
        teams, counted_in = len(baseline.teams), len(baseline.counted)
        over = f"{teams}" if counted_in == teams else f"{counted_in} of {teams}"
        kind = "Skills at target, %" if answer.is_skills else f"Maturity, {framework.rollup}"
        pane, chart = self.query_one("#chart-pane", Pane), self.query_one("#chart", FanChart)
        pane.set_title(f"{kind} of {over} teams" if teams > 1 else kind)
        drawn = figures.chart(shown)
        pane.set_count(_foot(shown, bands_drawn(drawn, chart.size.height), fills(self.app), pane.size.width))
        chart.show(drawn)
        parts, sure = figures.figures(shown), figures.sure(shown, self.sampled)
        held = self.query_one("#figures", Static)
        close = sum(part.cell_length for part in sure) + 3 > held.size.width > 0
        lines = [Content("   ").join(parts), Content("  " if close else "   ").join(sure)]
        held.update(Content("\n").join(lines))
        above = figures.column(shown, self.sampled)
        below = meter_column(answer, SIDE_WIDTH)
        apart = [Content("")] if len(above) + len(below) < SIDE else []
        self.query_one("#side", Static).update(Content("\n").join([*above, *apart, *below]))

    def _ask_bands(self, answer: Answer) -> None:
        """Forget the bands that were there, and have those of this answer drawn; the newest wins."""
        self._unwanted.set()
        self._charted, self.sampled, self._unwanted = answer, None, Event()
        if answer.projection.chosen:
            self.run_worker(self._bands(answer, self._unwanted), group=BANDS)

    async def _bands(self, answer: Answer, unwanted: Event) -> None:
        from maturity_tui.analysis.uncertainty.sample import Stopped

        await asyncio.sleep(PAUSE)
        async with self._drawing:
            if unwanted.is_set():
                return
            try:
                sampled = await asyncio.to_thread(drawn, answer, unwanted)
            except Stopped:
                return
        if not unwanted.is_set():
            self.sampled = sampled
            self._show_chart(answer)

    def with_sure_words(self, text: Content, width: int) -> Content:
        """A text, and below it how sure the figure is and what that takes for granted, where it is known."""
        answer, sampled = self._charted, self.sampled
        if answer is None or sampled is None:
            return text
        told = wrap(figures.sure_in_full(banded(answer, sampled), sampled), width)
        return Content("\n").join([text, Content(""), *map(line, told)])


def drawn(answer: Answer, unwanted: Event) -> Sampled:
    """The bands of the whole. In a thread: half a second, and the first time SciPy on top."""
    from maturity_tui.analysis.uncertainty.sample import sample

    projection = answer.projection
    order = [item.id for item in answer.ground.library]
    return sample(projection.model, projection.chosen, order=order, stop=unwanted.is_set, nodes=False)


def banded(answer: Answer, sampled: Sampled | None) -> Answer:
    """The answer with the bands and the central figure of its draws, where they are known."""
    if sampled is None:
        return answer
    from maturity_tui.analysis.uncertainty.sample import with_bands

    return replace(answer, projection=with_bands(answer.projection, sampled))


def _foot(answer: Answer, bands: int, fills: bool, width: int) -> Content:
    """What line and fills mean, and how much there is to read, as far as there is room."""
    notes = len(answer.projection.notes)
    told = [f"   i explains, {counted(notes, 'note')}"] if notes else []
    ways = [(fan_key(bands=bands, fills=fills), text) for text in (*told, "   i explains")]
    if bands:
        ways.append((fan_key(bands=bands, fills=fills, likely=False), "   i explains"))
    key, text = next((way for way in ways if way[0].cell_length + len(way[1]) <= width), ways[-1])
    return line(key, (text, "$muted"))
