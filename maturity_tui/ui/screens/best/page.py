"""The looks of "best for a budget": the plan's inputs at the left, the curve and how sure it is at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import label, line
from maturity_tui.ui.draw.frontier_plot import frontier_key
from maturity_tui.ui.keys import key_of
from maturity_tui.ui.screens.best import rows
from maturity_tui.ui.screens.best.form import sought_lines
from maturity_tui.ui.screens.best.view import Findings, Plan
from maturity_tui.ui.screens.best.words import (
    about,
    brief,
    counts,
    plan_title,
    state_words,
    within,
)
from maturity_tui.ui.screens.what_if.details import with_titles
from maturity_tui.ui.screens.what_if.rows import natural_width
from maturity_tui.ui.screens.what_if.view import Answer
from maturity_tui.ui.widgets.frontier_chart import FrontierChart
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp

# Borders, padding, gutter, scroll bar and the mark stand beside the longest title and its figures.
BESIDE = 9
LEAST_LEFT, LEAST_RIGHT = 60, 47
LIST, WORDS = "list", "words"


class BestPage(MaturityScreen):
    """One plan's inputs; narrow: the curve above them, and `tab` for the words."""

    CSS_PATH = styles("best")

    app: MaturityApp

    def __init__(self, answer: Answer, findings: Findings) -> None:
        super().__init__()
        self.answer = answer
        self.findings = findings
        self.pane = LIST
        self._shown: tuple[str, ...] | None = None

    def body(self) -> ComposeResult:
        with Container(id="best-desk"):
            with Pane("Inputs", id="plan-pane"):
                yield Static(id="sought")
                yield RowList(id="plan", open_label="take over")
            with Pane(id="curve-pane"):
                yield FrontierChart(id="curve")
            with Pane("How sure it is", id="words-pane"), VerticalScroll(id="best-words"):
                yield Static(id="best-text")

    @property
    def list(self) -> RowList:
        """The inputs of the plan that is shown."""
        return self.query_one("#plan", RowList)

    @property
    def plan(self) -> Plan | None:
        """The plan that is shown: the one that was gone to, else the best for the budget."""
        plans = self.findings.plans
        gone_to = next((plan for plan in plans if plan.ids == self._shown), None)
        return gone_to or self.findings.best or (plans[0] if plans else None)

    def go_to(self, step: int) -> None:
        """Show the plan of a larger or smaller budget."""
        plans, here = self.findings.plans, self.plan
        if here is not None:
            place = max(0, min(len(plans) - 1, plans.index(here) + step))
            self._shown = plans[place].ids
            self.draw()

    # drawing ------------------------------------------------------------------------

    def draw(self) -> None:
        """All of it, from what is found."""
        self.set_state(label(state_words(self.answer, self.findings)))
        self._draw_sought()
        self._draw_plan()
        self._draw_curve()
        self._draw_words()

    def _draw_sought(self) -> None:
        box = self.query_one("#sought", Static)
        lines = sought_lines(self.answer, self.findings.sought, max(30, box.size.width - 3))
        box.update(Content("\n").join(lines))

    def _draw_plan(self) -> None:
        plan, pane = self.plan, self.query_one("#plan-pane", Pane)
        if plan is None:
            pane.set_title("Inputs")
            pane.set_count("")
            self.list.set_rows([], empty=self.nothing_words())
            return
        pane.set_title(f"{plan_title(self.answer, self.findings, plan)}, {within(plan.gap)}")
        pane.set_count(counts(plan, self.findings.now))
        found = rows.plan_rows(self.answer, self.findings, plan)
        self.list.set_rows(
            found, head=partial(self._head, plan), empty="Nothing: no input is affordable or of use."
        )

    def _head(self, plan: Plan, width: int) -> Content:
        note = "" if self.wide else brief(self.answer, self.findings, plan)
        return rows.head(self.answer, note, width)

    def nothing_words(self) -> str:
        """What stands in the place of a plan: why there is none, and which key helps; or that it is looked for."""
        if self.findings.refusal:
            why = with_titles(self.answer, self.findings.refusal)
            return f"{why} {key_of_limits(self.app)} changes what is sought."
        return f"Looking for the best … {key_of(self.app, 'back')} stops, and keeps the best so far."

    def _draw_curve(self) -> None:
        findings, plan, answer = self.findings, self.plan, self.answer
        pane = self.query_one("#curve-pane", Pane)
        at = findings.plans.index(plan) if plan is not None else None
        unit = ", points" if answer.is_skills else ""
        pane.set_title(f"Rise{unit} by {answer.end}, for money once")
        pane.set_count(frontier_key() if findings.plans else "")
        chart = rows.chart(findings, at) if findings.plans else None
        self.query_one("#curve", FrontierChart).show(chart, **rows.axes(answer))

    def _draw_words(self) -> None:
        plan, room = self.plan, self.query_one("#best-words", VerticalScroll)
        width = max(30, room.size.width - 2)
        lines = about(self.answer, self.findings, plan, width) if plan is not None else []
        self.query_one("#best-text", Static).update(Content("\n").join(lines) if lines else line(""))
        room.scroll_home(animate=False)

    # size, panes -----------------------------------------------------------------------

    def watch_wide(self, wide: bool) -> None:
        self.call_after_refresh(self.redraw)

    def redraw(self) -> None:
        """Draw all again: the room changed."""
        if self.wide:
            wanted = natural_width(self.answer) + BESIDE
            left = max(LEAST_LEFT, min(wanted, self.app.size.width - 2 - LEAST_RIGHT))
            self.query_one("#best-desk").styles.grid_columns = f"{left} 1fr"
        self.call_after_refresh(self.draw)

    def show_pane(self, pane: str) -> None:
        """The list or the words: narrow in each other's place, wide beside each other."""
        self.pane = pane
        self.set_class(pane == WORDS, "-words")
        self.query_one("#best-words" if pane == WORDS else "#plan").focus()
        if not self.wide:
            self.call_after_refresh(self.redraw)


def key_of_limits(app: MaturityApp) -> str:
    """The key that changes what is sought; the user's own where there is one."""
    return app._keymap.get("limits", "L").split(",")[0]
