"""Best for a budget: "what is best for the money?" The search runs aside, and says the best so far as it comes."""

from __future__ import annotations

from functools import partial
from threading import Event
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from maturity_tui.ui.aside import aside
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.best.form import TITLE, sought_fields, turned, wish_words, with_sought
from maturity_tui.ui.screens.best.page import LIST, WORDS, BestPage
from maturity_tui.ui.screens.best.view import Findings, Kept, Outcome, Plan, Sought, difference, question
from maturity_tui.ui.screens.best.words import about, plan_title
from maturity_tui.ui.screens.what_if.view import Answer
from maturity_tui.ui.screens.what_if.words import title
from maturity_tui.ui.widgets.form_dialog import Answers
from maturity_tui.ui.widgets.row_list import RowList


class BestScreen(BestPage):
    """The best set of inputs for the money, and what other budgets would gain. Left with an `Outcome`."""

    TITLE = "Best for a budget"
    HELP = (
        "The set of inputs that gains most within the limits, with the proof of how near it is to the best there can "
        "be. Each point of the curve is the best for another budget: left and right go from one to the next, enter "
        "takes the one shown over into what-if, where u undoes it. The full point is the one shown, hollow ones are "
        "other budgets, the square is what is chosen now. Gains are means of independent inputs."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "point(-1)", "budget", key_display="←→", id="left", tooltip="The best for a smaller budget"),
        Binding("right,l", "point(1)", "larger", show=False, id="right", tooltip="The best for a larger budget"),
        bind("toggle", label="must, must not", short="must", tooltip="It must be in, must not, or may be"),
        bind("limits", key="L", label="what for", tooltip="The objective, and what may be spent"),
        bind("explain", label="how sure"),
        bind("next-pane", "swap", label="words", show=True, priority=True, tooltip="The list, or how sure it is"),
        bind("previous-pane", "swap", show=False, priority=True),
        bind("open", "take", label="take over", show=False, tooltip="Choose these inputs in what-if"),
        bind("back", tooltip="Stop the search and keep the best so far; then go back"),
    ]  # fmt: skip

    def __init__(self, answer: Answer, kept: Kept | None = None) -> None:
        again = kept.again(answer) if kept is not None else None
        super().__init__(answer, again or Findings(Sought(answer.scenario)))
        self._asked = question(answer, answer.scenario)
        self._stop = Event()

    def on_mount(self) -> None:
        ground = self.answer.ground
        self.set_path(ground.organisation.title, ground.assessment.round.title, "best for a budget")
        self.list.focus()
        self.call_after_refresh(self.redraw)
        limits = self.findings.sought.scenario.limits
        if self.findings.best is None and limits.once is None and limits.per_year is None:
            self.action_limits()
        else:
            self._begin()

    # searching --------------------------------------------------------------------------

    @property
    def is_searching(self) -> bool:
        """Whether more will come by itself."""
        return any(
            worker.group == "search" and worker.node is self and not worker.is_finished
            for worker in self.workers
        )

    def _seek(self, sought: Sought) -> None:
        """Look for something else; what is under way is stopped, and what it brings is not heard."""
        self._shown = None
        self.findings = Findings(sought)
        self._begin()

    def _begin(self) -> None:
        self.draw()
        self._stop = stop = Event()
        self.run_worker(self._search(self.findings, stop), group="search", exclusive=True)

    async def _search(self, held: Findings, stop: Event) -> None:
        from maturity_tui.ui.screens.best import finder

        work = partial(finder.find, self.answer, held, stop.is_set)
        self._hear(await aside(work, self._hear, stop, "optimiser"))
        self.refresh_bindings()

    def _hear(self, findings: Findings) -> None:
        """Something new is found: the newest value is all that is drawn."""
        if not self.is_left:
            self.findings = findings
            self.draw()

    # keys -------------------------------------------------------------------------------

    def shown_label(self, binding: Binding) -> str | None:
        """What the footer says for keys that do not always do the same."""
        if binding.id == "back":
            return "stop" if self.is_searching else ""
        if binding.id == "next-pane":
            return "" if self.wide else "inputs" if self.pane == WORDS else "how sure"
        return None

    def action_point(self, step: int) -> None:
        self.go_to(step)

    def action_swap(self) -> None:
        self.show_pane(LIST if self.pane == WORDS else WORDS)
        self.refresh_bindings()

    def action_limits(self) -> None:
        """The objective and the limits; then look again."""
        from maturity_tui.ui.widgets.form_dialog import FormDialog

        self.app.push_screen(FormDialog(TITLE, sought_fields(self.findings.sought)), self._limited)

    def _limited(self, answers: Answers | None) -> None:
        sought, found = self.findings.sought, self.findings.best
        if answers is not None:
            self._seek(with_sought(sought, answers, self.answer.ground.known))
        elif found is None and not self.is_searching and not self.findings.refusal:
            self._begin()  # no budget was named: the curve shows what each would gain

    def action_switch(self) -> None:
        """Rule the input under the cursor out, ask for it, or let it be free."""
        item, plan, sought = self.list.cursor_key, self.plan, self.findings.sought
        if item is None or plan is None:
            return
        scenario = turned(sought.scenario, item, inside=item in plan.ids)
        self._seek(Sought(scenario, sought.objective))
        self.notice(wish_words(scenario, item, title(self.answer, item)))

    def action_explain(self) -> None:
        """How sure it is, in full."""
        from maturity_tui.ui.widgets.text_dialog import TextDialog

        if (plan := self.plan) is not None:
            lines = about(self.answer, self.findings, plan, 68)
            heading = plan_title(self.answer, self.findings, plan)
            self.app.push_screen(TextDialog(heading, Content("\n").join(lines)))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Leave with the plan that is shown."""
        plan = self.plan
        if plan is None:
            return
        found = difference(plan, self.findings.now)
        if not found.added and not found.removed:
            self.notice("It is what is chosen now: nothing changes.")
        else:
            self._leave(plan)

    def action_back(self) -> None:
        """Stop the search; where none is under way, go back to what-if with nothing changed."""
        if self.is_searching and not self._stop.is_set():
            self._stop.set()
            self.notice("Stopping; the best so far is kept.")
        elif self.pane == WORDS and not self.wide:
            self.action_swap()
        else:
            self._leave(None)

    def _leave(self, taken: Plan | None) -> None:
        asked = question(self.answer, self.findings.sought.scenario)
        self.dismiss(Outcome(Kept((self._asked, asked), self.findings), taken))

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self.redraw)
