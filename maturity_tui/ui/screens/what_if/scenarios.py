"""The what-if screen's scenarios: new, opened, saved; their assumptions, their limits, whose scores they start from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.screens.what_if.desk import State
from maturity_tui.ui.screens.what_if.reckoning import WhatIfReckoning
from maturity_tui.ui.screens.what_if.view import UNNAMED, Ground, fresh, named, to_keep
from maturity_tui.ui.widgets.form_dialog import Answers

if TYPE_CHECKING:
    from maturity_tui.ui.screens.what_if.saved import Left


class WhatIfScenarios(WhatIfReckoning):
    """What is done with a scenario as a whole."""

    def begin(self) -> None:
        """A new scenario, with nothing chosen."""
        if self._ground is not None and self._desk is not None:
            self._desk.change(State(fresh(self._ground), self._desk.now.whole), "the new scenario")
            self.sort_again(from_top=True)
            self._answer()

    def action_scenarios(self) -> None:
        from maturity_tui.ui.screens.what_if.saved import ScenariosDialog

        if self._ground is not None and self._desk is not None:
            owner = self._ground.organisation.id
            self.app.push_screen(
                ScenariosDialog(self._ground.scenarios, self._desk.now.scenario.id, owner), self._left_list
            )

    def _left_list(self, left: Left | None) -> None:
        """Back from the saved scenarios: some may have other names or be gone; one may be opened."""
        if left is None or self._ground is None or self._desk is None:
            return
        self._ground = replace(self._ground, scenarios=left.saved)
        self._desk.meet(left.saved)
        if left.opened is not None:
            self._open(left.opened)
        else:
            self._answer()

    def _open(self, item: str | None) -> None:
        """Go on with a saved scenario, on the scores that it starts from."""
        ground, desk = self._ground, self._desk
        found = next((one for one in ground.scenarios if one.id == item), None) if ground else None
        if ground is None or desk is None or found is None:
            return
        origin = found.baseline
        alone = origin.assessment == ground.assessment.id
        desk.change(State(found, not alone, found), f"opening “{found.title}”")
        self.sort_again(from_top=True)
        self._answer()
        if origin.round not in (None, ground.assessment.round.id) or (origin.assessment and not alone):
            made = origin.round or origin.assessment
            self.notice(
                f"“{found.title}” was made for {made}; here it starts from {ground.assessment.round.title}."
            )

    def action_save(self) -> None:
        from maturity_tui.ui.widgets.prompt import Prompt

        if self._ground is None or self._desk is None:
            return
        scenario = self._desk.now.scenario
        value = "" if scenario.id == UNNAMED else scenario.title
        hint = "Under the same name it takes the place of what was saved."
        self.app.push_screen(
            Prompt("Save under a name", hint=hint, value=value, check=self._wrong_name), self._save_as
        )

    def _wrong_name(self, text: str) -> str:
        """What is wrong with a name; empty where nothing is."""
        if self._ground is None or self._desk is None:
            return ""
        if not text.strip():
            return "A name is wanted here."
        own = self._desk.now.scenario.id
        if any(one.title == text.strip() and one.id != own for one in self._ground.scenarios):
            return f"There is a scenario “{text.strip()}” already: S opens it."
        return ""

    def _save_as(self, name: str | None) -> None:
        if name and self._ground is not None and self._desk is not None:
            scenario = named(self._desk.now.scenario, name, self._ground.scenarios)
            self.run_worker(
                self._save(to_keep(scenario, self._ground, self._desk.now.whole), self._ground), group="save"
            )

    async def _save(self, scenario: Scenario, ground: Ground) -> None:
        owner = ground.organisation.id
        try:
            await self.app.keeper.ask(lambda store: store.save_scenario(scenario, owner))
            kept = await self.app.keeper.ask(lambda store: store.scenarios(owner))
        except StoreError as error:
            self.notice(str(error), "error")
            return
        self._ground = replace(ground, scenarios=kept)
        if self._desk is not None:
            self._desk.keep(scenario)
            self._answer()
            self.saved(f"{dt.datetime.now():%H:%M:%S}")

    def action_assumptions(self) -> None:
        from maturity_tui.ui.screens.what_if.dialogs import AssumptionsDialog

        if self._desk is not None:
            self.app.push_screen(AssumptionsDialog(self._desk.now.scenario.assumptions), self._assume)

    def _assume(self, overrides: dict[str, object] | None) -> None:
        if overrides is not None and self._desk is not None:
            self._change(self._desk.now.scenario.changed(assumptions=overrides), "the assumptions")

    def action_limits(self) -> None:
        from maturity_tui.ui.screens.what_if.limits import limit_fields
        from maturity_tui.ui.widgets.form_dialog import FormDialog

        if self._desk is not None:
            self.app.push_screen(FormDialog("Limits", limit_fields(self._desk.now.scenario)), self._limit)

    def _limit(self, answers: Answers | None) -> None:
        from maturity_tui.ui.screens.what_if.limits import with_limits

        if answers is not None and self._ground is not None and self._desk is not None:
            self._change(with_limits(self._desk.now.scenario, answers, self._ground.known), "the limits")

    def ask_days(self, then: Callable[[], None]) -> None:
        """How many person-days there are; then go on with them."""
        from maturity_tui.ui.screens.what_if.limits import DAYS_HINT, days_field, with_days
        from maturity_tui.ui.widgets.prompt import Prompt

        def take(text: str | None) -> None:
            if text and self._desk is not None and self._ground is not None:
                self._change(with_days(self._desk.now.scenario, text, self._ground.known), "the limits")
                then()

        if self._desk is not None:
            field = days_field(self._desk.now.scenario)
            hint = f"{DAYS_HINT} The best starts within them are then looked for."
            self.app.push_screen(Prompt(field.title, hint=hint, check=field.check), take)

    def action_whole(self) -> None:
        """All teams of the round, or this team only."""
        if self._desk is not None:
            now = self._desk.now
            self._desk.change(State(now.scenario, not now.whole, now.kept), "the change of teams")
            self._answer()
