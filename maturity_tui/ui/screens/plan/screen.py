"""The plan: "what did we decide, and where are we?" Inputs with owner, dates and status, and what lateness costs."""

from __future__ import annotations

import asyncio
import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from maturity_tui.analysis.plan.noting import noted
from maturity_tui.analysis.scenarios.scenario import quarter_of
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import styles
from maturity_tui.ui.draw import label, wrap
from maturity_tui.ui.finding import Finds
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.screens.plan.rows import brief, detail, head, notes, plan_row, summary
from maturity_tui.ui.screens.plan.steps import PlanSteps
from maturity_tui.ui.screens.plan.view import read, worked_out
from maturity_tui.ui.widgets.form_dialog import Answers
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp

NOTHING = (
    "Nothing is decided yet. w at home opens what-if; there s saves a scenario under a name, and D adopts it: from then"
    " on it is a plan, with owners, dates, status and what was actually done."
)
READABLE = 110
MOST_NOTES = 2


class PlanScreen(Finds, PlanSteps):
    """One plan: its inputs, and below them the one under the cursor in sentences."""

    CSS_PATH = styles("plan")
    HELP = (
        "Each row is an input that was decided on: when it was to start, when it did or can at the earliest, when it is"
        " due. ! waits for somebody. The last column is what it costs that an input is not as planned: level-quarters,"
        " a level that is missing for a quarter. Enter notes status, dates, money and reach; B holds a later round"
        " against the plan."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", label="note", tooltip="Note status, dates, owner, cost and reach of the input"),
        bind("explain"),
        bind("back-test", key="B", label="back-test", tooltip="Hold a later round against what the plan projected"),
        bind("undo", tooltip="Take the last change made here back"),
        bind("back"),
        bind("release", key="backspace,delete", label="release", show=False,
             tooltip="Make it a scenario again; what was noted stays, u adopts it again"),
        bind("previous-plan", "step_plan(-1)", key="left,h", label="plan before", show=False,
             tooltip="Show the plan before"),
        bind("next-plan", "step_plan(1)", key="right,l", label="next plan", show=False, tooltip="Show the next plan"),
        *hidden("redo", "find", "find-next", "find-previous"),
    ]  # fmt: skip

    app: MaturityApp

    def __init__(self, plan: str | None = None) -> None:
        super().__init__()
        self._plan = plan

    def body(self) -> ComposeResult:
        yield Static(id="plan-head")
        yield RowList(id="plan-rows", open_label="note")
        yield Static(id="plan-detail")

    def on_mount(self) -> None:
        self.set_path("Plan")
        self.query_one(RowList).set_rows([], empty="Reading the plan …")
        self.query_one(RowList).focus()
        self.read_again()

    def read_again(self) -> None:
        """Read the plan again, and work out how it stands."""
        self.run_worker(self._read(), group="read", exclusive=True)

    async def _read(self) -> None:
        rows = self.query_one(RowList)
        try:
            ground, plans = await self.app.keeper.ask(lambda store: read(store, self._plan))
            if ground is not None:
                found = await asyncio.to_thread(worked_out, ground, plans, dt.date.today())
        except (StoreError, ValueError) as error:
            self.view = None
            rows.set_rows([], empty=str(error))
            return
        if self.is_left:
            return
        if ground is None:
            self._show_nothing()
        else:
            self.view = found
            self._draw()

    def _show_nothing(self) -> None:
        self.view = None
        self.set_path("Plan")
        self.set_state("")
        for part in ("#plan-head", "#plan-detail"):
            self.query_one(part, Static).update("")
        self.query_one(RowList).set_rows([], empty=NOTHING)
        self.refresh_bindings()

    # drawing -------------------------------------------------------------------

    def _draw(self) -> None:
        view = self.view
        if view is None:
            return
        self._plan = view.scenario.id
        self.set_path(view.ground.organisation.title, "Plan", view.scenario.title)
        adopted = view.scenario.adopted
        said = f"adopted {adopted.day} {adopted:%b %Y} {GLYPHS.dot} " if adopted else ""
        self.set_state(label(f"{said}{brief(view.standing.on)}"))
        drawn = [
            Row(one.id, partial(plan_row, view, one), text=one.late.input.title)
            for one in view.standing.inputs
        ]
        self.query_one(RowList).set_rows(drawn, head=partial(head, view))
        self._show_head()
        self._show_detail()
        self.refresh_bindings()

    def _width(self) -> int:
        return min(READABLE, max(30, self.app.size.width - 8))

    def _show_head(self) -> None:
        if self.view is not None:
            self.query_one("#plan-head", Static).update(Content("\n").join(summary(self.view, self._width())))

    def _show_detail(self) -> None:
        view = self.view
        one = view.by_id.get(self.query_one(RowList).cursor_key or "") if view else None
        if view is None:
            return
        found = [detail(view, one)] if one else []
        texts = [*found, *notes(view)[:MOST_NOTES]]
        rows = [label(row) for text in texts for row in wrap(text, self._width())]
        self.query_one("#plan-detail", Static).update(Content("\n").join(rows))

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._show_head()
        self._show_detail()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self._show_detail()

    # keys ----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a plan there is nothing to note, to test or to release."""
        needs = ("explain", "back_test", "release", "undo", "redo")
        return action not in needs or self.view is not None or (action == "undo" and self.can_undo)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._ask(event.key)

    def _ask(self, key: str, refused: str = "", before: Answers | None = None) -> None:
        """The form for an input; what was refused is shown again, with the reason."""
        from dataclasses import replace

        from maturity_tui.ui.screens.plan.forms import fields
        from maturity_tui.ui.widgets.form_dialog import FormDialog

        if self.view is None or key not in self.view.by_id:
            return
        late = self.view.by_id[key].late
        shown = [replace(one, value=before[one.key]) if before else one for one in fields(late)]
        self.app.push_screen(FormDialog(late.input.title, shown, refused), partial(self._note, key))

    def _note(self, key: str, answers: Answers | None) -> None:
        from maturity_tui.ui.screens.plan.forms import said

        view = self.view
        if answers is None or view is None:
            return
        now = quarter_of(view.day)
        try:
            made = noted(view.scenario, key, view.ground.known, now, said(view.by_id[key].late, answers))
        except ValueError as error:
            self._ask(key, str(error), answers)
            return
        if made != view.scenario:
            self.keep(made, view.scenario, f"what was noted about “{view.by_id[key].late.input.title}”")

    def action_explain(self) -> None:
        """How lateness costs what it costs, quarter by quarter."""
        from maturity_tui.ui.screens.plan.explained import explained
        from maturity_tui.ui.widgets.text_dialog import TextDialog

        if self.view is not None:
            self.app.push_screen(TextDialog("What it costs to be late", explained(self.view)))

    def action_step_plan(self, step: int) -> None:
        """Another of the plans."""
        view = self.view
        if view is None:
            return
        at = [one.id for one in view.plans].index(view.scenario.id) + step
        if 0 <= at < len(view.plans):
            self._plan = view.plans[at].id
            self.read_again()
        else:
            self.notice(
                "There is no other plan on that side." if len(view.plans) > 1 else "This is the only plan."
            )

    def find_here(self, wanted: str, step: int) -> bool:
        return self.query_one(RowList).find(wanted, step)
