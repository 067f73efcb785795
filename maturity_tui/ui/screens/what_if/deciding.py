"""What-if: a saved scenario that is decided on becomes the plan, and the plan is one key away."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.screens.what_if.scenarios import WhatIfScenarios
from maturity_tui.ui.widgets.form_dialog import Answers


class WhatIfDeciding(WhatIfScenarios):
    """Opens the plan of the scenario on the desk; one that is none yet is adopted first, on the day that is given."""

    def action_plan(self) -> None:
        """The plan; where this scenario is none yet, ask from which day on it is to be one."""
        from maturity_tui.ui.screens.plan.forms import adopting
        from maturity_tui.ui.widgets.form_dialog import FormDialog

        desk = self._desk
        if self._ground is None or desk is None:
            return
        kept = desk.now.kept
        if kept is not None and kept.adopted is not None:
            self._open_plan(kept.id)
        elif not desk.now.scenario.inputs:
            self._open_plan(None)
        elif kept is None or not desk.now.is_kept:
            self.notice("Only what is saved can be decided on: s saves it under a name, then D adopts it.")
        else:
            title = f"Adopt “{kept.title}” as the plan"
            self.app.push_screen(
                FormDialog(title, adopting(dt.date.today())), lambda day: self._adopt(kept, day)
            )

    def _adopt(self, kept: Scenario, answers: Answers | None) -> None:
        from maturity_tui.ui.screens.plan.forms import day_of

        if answers is not None:
            self.run_worker(self._adopted(kept, day_of(str(answers["day"]))), group="save")

    async def _adopted(self, kept: Scenario, day: dt.date) -> None:
        from maturity_tui.workshop.plan_reading import adopt, read_plan

        ground, desk = self._ground, self._desk
        if ground is None or desk is None:
            return
        owner = ground.organisation.id
        try:
            made = await self.app.keeper.ask(lambda store: adopt(store, read_plan(store, kept, owner), day))
            saved = await self.app.keeper.ask(lambda store: store.scenarios(owner))
        except StoreError as error:
            self.notice(str(error), "error")
            return
        self._ground = replace(ground, scenarios=saved)
        desk.keep(made)
        self._open_plan(made.id)

    def _open_plan(self, plan: str | None) -> None:
        from maturity_tui.ui.screens.plan.screen import PlanScreen

        self._left = True
        self.app.push_screen(PlanScreen(plan))
