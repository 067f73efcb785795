"""What-if's way to the best for a budget, and back with what was taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.ui.draw import label, money
from maturity_tui.ui.screens.what_if.desk import State
from maturity_tui.ui.screens.what_if.scenarios import WhatIfScenarios
from maturity_tui.ui.widgets.header_bar import HeaderBar

if TYPE_CHECKING:
    from maturity_tui.ui.screens.best.view import Kept, Outcome, Plan


class WhatIfBest(WhatIfScenarios):
    """Opens the search with what is chosen, and takes its answer over as one change that can be undone."""

    def __init__(self, assessment: str, capability: str | None = None) -> None:
        super().__init__(assessment, capability)
        self._found: Kept | None = None
        self._proved: tuple[Scenario, str] | None = None

    def action_best(self) -> None:
        """What is best for the money."""
        from maturity_tui.ui.screens.best.screen import BestScreen

        if self.answer is None:
            return
        if not self.answer.inputs:
            self.notice("There are no inputs yet, so there is nothing to choose from.")
            return
        self.app.push_screen(BestScreen(self.answer, self._found), self._take_best)

    def _take_best(self, outcome: Any) -> None:
        if outcome is None or self._desk is None or self.answer is None:
            return
        self._found = outcome.kept
        if outcome.taken is not None:
            self._go_on_with(outcome, outcome.taken)

    def _go_on_with(self, outcome: Outcome, plan: Plan) -> None:
        """The plan's inputs, with the limits and wishes that it was found under."""
        from maturity_tui.ui.screens.best.view import with_plan
        from maturity_tui.ui.screens.best.words import proved_words

        if self._desk is None or self.answer is None:
            return
        sought = outcome.kept.findings.sought.scenario
        budget = plan.budget if plan.budget is not None else sought.limits.once
        symbol = self.answer.symbol
        now = self._desk.now.scenario
        wished = now.changed(must=(), must_not=()).changed(
            limits=sought.limits, must=sought.must, must_not=sought.must_not
        )
        taken = with_plan(wished, plan)
        self._proved = taken, proved_words(plan, budget, symbol)
        what = f"taking the best for {money(budget, symbol)}" if budget is not None else "taking the best"
        self.sort_again()
        self._at = max(plan.ids, key=lambda item: plan.gains.get(item, 0.0), default=self._at)
        self._change(taken, what)

    def _show_state(self, state: State) -> None:
        """What of the scenario is on disk; before it what is proved of it, as long as it is unchanged."""
        super()._show_state(state)
        if self._proved is not None and state.scenario == self._proved[0]:
            self.set_state(label(f"{self._proved[1]} · ") + self.query_one(HeaderBar).state)
