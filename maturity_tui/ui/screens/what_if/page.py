"""The what-if screen's looks: what it is made of, how an answer is drawn. What the keys do is in `what_if`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from maturity_tui.ui.base import styles
from maturity_tui.ui.draw import clip, line, roadmap_key
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.what_if import rows
from maturity_tui.ui.screens.what_if.chart import WhatIfChart
from maturity_tui.ui.screens.what_if.drivers_pane import DriversPane
from maturity_tui.ui.screens.what_if.meters import meter_lines
from maturity_tui.ui.screens.what_if.roadmap import plan_of, roadmap_foot, roadmap_rows
from maturity_tui.ui.screens.what_if.view import Answer, in_order
from maturity_tui.ui.screens.what_if.words import InputEffect, about, nothing_reaches, overload_words
from maturity_tui.ui.widgets.fan_chart import FanChart
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.analysis.roadmap.phases import Phase
    from maturity_tui.ui.app import MaturityApp

PANES = ("inputs", "roadmap", "drivers", "about")
FOCUS = {"inputs": "#inputs", "roadmap": "#roadmap", "drivers": "#drivers", "about": "#about"}
# Borders, padding, the cursor's gutter and a scroll bar stand beside the longest title and its figures.
BESIDE = 7
# What the chart and eight quarters of the roadmap need, with their borders.
LEAST_LEFT, LEAST_RIGHT = 60, 47


class WhatIfPage(WhatIfChart):
    """Inputs at the left; the chart, and the roadmap below it, at the right. Narrow: one below the other."""

    CSS_PATH = styles("what_if")

    app: MaturityApp

    def __init__(self, capability: str | None = None) -> None:
        super().__init__()
        self.answer: Answer | None = None
        self.pane = PANES[0]
        self.only = capability
        self.every = False
        self._at: str | None = None
        self.phases: Mapping[str, Phase] = {}
        self._order: list[str] = []
        self._drawn: Mapping[str, tuple[object, ...]] = {}
        self._columns: rows.Columns | None = None
        self._effect: InputEffect | None = None
        self._from_top = False

    def body(self) -> ComposeResult:
        yield Static(id="nothing")
        with Container(id="desk"):
            with Pane("Inputs", id="inputs-pane"):
                yield Static(id="meters")
                yield RowList(id="inputs", open_label="details")
                with VerticalScroll(id="about"):
                    yield Static(id="about-text")
            with Pane(id="chart-pane"):
                yield Static(id="figures")
                yield FanChart(id="chart")
                yield Static(id="side")
            with Pane("Roadmap", id="roadmap-pane"):
                yield RowList(id="roadmap", open_label="details")
                yield Static(id="foot")
            yield DriversPane("What moves it", id="drivers-pane")

    # what is shown ------------------------------------------------------------------

    @property
    def inputs(self) -> RowList:
        """The list of inputs."""
        return self.query_one("#inputs", RowList)

    @property
    def roadmap(self) -> RowList:
        """The list of what is chosen, by start."""
        return self.query_one("#roadmap", RowList)

    def say_nothing(self, sentence: str) -> None:
        """There is nothing to show, and why."""
        self.add_class("-nothing")
        self.query_one("#nothing", Static).update(line(sentence))

    def show_answer(self, answer: Answer) -> None:
        """Draw an answer: of the list, only the rows that changed."""
        self.answer = answer
        self.remove_class("-nothing")
        self._show_inputs(answer)
        self._show_chart(answer)
        self._show_roadmap(answer)

    def sort_again(self, *, from_top: bool = False) -> None:
        """Put what is chosen first, then what adds most. Choosing itself moves no row: the cursor keeps its place."""
        self._order = []
        self._from_top = from_top

    def _show_inputs(self, answer: Answer) -> None:
        listing, columns, rank = self.inputs, rows.columns_of(answer), self.rank(answer)
        grouped = self.wide and rank is None
        drawn = {
            key: (view.chosen, view.start, view.once, view.yearly, round(view.gain or 0, columns.places + 2))
            for key, view in answer.inputs.items()
        }
        if self._order and columns == self._columns and drawn.keys() == self._drawn.keys():
            for key in self._order:
                if drawn[key] != self._drawn[key]:
                    listing.update_row(key, rows.input_line(answer.inputs[key], columns, letter=not grouped))
            listing.refresh(Region(0, 0, listing.size.width, 1))
        else:
            self._order = self._order or in_order(answer, self._listed(answer), grouped=grouped, rank=rank)
            found = rows.input_rows(answer, self._order, grouped=grouped)
            cursor = self._order[0] if self._from_top and self._order else self._at
            listing.set_rows(found, cursor=cursor, head=self._head, empty=self._empty(answer))
            self._at, self._from_top = listing.cursor_key, False
        self._drawn, self._columns = drawn, columns
        self._show_meters(answer)

    def rank(self, answer: Answer) -> Mapping[str, float] | None:
        """What the list is ordered by, where that is not the gain."""
        return None

    def order_words(self) -> str:
        """What stands behind the list's name; empty for the usual order."""
        return ""

    def reasons(self, answer: Answer, item: str, width: int) -> list[Content]:
        """What is said of an input before what it does."""
        return []

    def _offered(self, answer: Answer) -> list[str]:
        """The ids of all that can be put in here, whatever the list is narrowed to."""
        return list(answer.inputs if self.every else answer.offered)

    def _listed(self, answer: Answer) -> list[str]:
        """The ids that the list holds: of those the ones that reach one capability, or all."""
        only, ground = self.only, answer.ground
        offered = self._offered(answer)
        return [key for key in offered if only is None or ground.reaches(answer.inputs[key].item, only)]

    def _empty(self, answer: Answer) -> str:
        if not answer.inputs:
            return "There are no inputs yet: import a file of them, or use a framework that ships some."
        return nothing_reaches(answer, self.only)

    def _head(self, width: int) -> Content:
        if self.answer is None:
            return Content("")
        return rows.input_head(self.answer, width, "" if self.wide else self._count(self.answer))

    def _count(self, answer: Answer) -> str:
        return f"{len(answer.chosen)} of {len(self._offered(answer))} chosen"

    def _show_meters(self, answer: Answer) -> None:
        pane = self.query_one("#inputs-pane", Pane)
        name = "What it does" if self.pane == "about" and not self.wide else "Inputs"
        pane.set_title(
            f"Inputs for {answer.ground.named(self.only)}" if self.only and name == "Inputs" else name
        )
        if (order := self.order_words()) and name == "Inputs":
            pane.set_title(f"Inputs, {order}")
        pane.set_count(self._count(answer))
        meters = self.query_one("#meters", Static)
        meters.update(meter_lines(answer, max(20, meters.size.width)))

    def _show_roadmap(self, answer: Answer) -> None:
        listing = self.roadmap
        plan = plan_of(answer, max(30, listing.size.width - 3))
        listing.row_height = 2 if plan.two_lines else 1
        listing.set_rows(
            roadmap_rows(answer, plan, self.phases if self.wide else {}),
            cursor=self._at,
            empty="Nothing is chosen yet: space chooses.",
        )
        words = overload_words(answer)
        pane = self.query_one("#roadmap-pane", Pane)
        pane.set_count(roadmap_key() if answer.chosen else "")
        foot = roadmap_foot(answer, plan, words) if answer.chosen else []
        if plan.two_lines and (pane.size.height - len(foot)) % 2 == 0:
            foot = [Content(""), *foot]  # no name without its bar
        self.query_one("#foot", Static).update(Content("\n").join(foot))

    def show_effect(self, effect: InputEffect | None) -> None:
        """Draw what the input under the cursor does."""
        self._effect = effect
        answer, pane = self.answer, self.query_one("#about", VerticalScroll)
        lines: list[Content] = []
        if answer is not None and effect is not None and self._at in answer.inputs:
            width = max(30, pane.size.width - 3)
            lines = [*self.reasons(answer, self._at, width), *about(answer, self._at, effect, width)]
        room = pane.size.height
        if self.wide and len(lines) > room > 0:
            lines = [*lines[: room - 1], clip(line(lines[room - 1], " ", GLYPHS.more), pane.size.width - 1)]
        self.query_one("#about-text", Static).update(Content("\n").join(lines))
        pane.scroll_home(animate=False)

    # size, panes ----------------------------------------------------------------------

    def watch_wide(self, wide: bool) -> None:
        if self.answer is not None:
            self.sort_again()
            self.call_after_refresh(self.redraw)

    def fit(self) -> None:
        """Give the list the room that its titles need, as far as the chart leaves it."""
        if self.answer is None or not self.wide:
            return
        wanted = rows.natural_width(self.answer) + BESIDE
        left = max(LEAST_LEFT, min(wanted, self.app.size.width - 2 - LEAST_RIGHT))
        self.query_one("#desk").styles.grid_columns = f"{left} 1fr"

    def redraw(self) -> None:
        """Draw all again: the room changed."""
        if self.answer is not None:
            self.fit()
            self.call_after_refresh(partial(self._again, self.answer))

    def _again(self, answer: Answer) -> None:
        if answer is self.answer:
            self.show_answer(answer)
            self.show_effect(self._effect)

    def on_descendant_focus(self) -> None:
        """The mouse may have gone to another pane."""
        here = next((name for name in PANES if self.query_one(FOCUS[name]).has_focus), None)
        if self.wide and here is not None:
            self.pane = here

    def show_pane(self, pane: str) -> None:
        """Narrow: show one of the panes. Wide: give it the focus."""
        self.pane = pane
        for name in PANES:
            self.set_class(name == pane, f"-{name}")
        self.query_one(FOCUS[pane]).focus()
        if not self.wide:
            self.call_after_refresh(self.redraw)
