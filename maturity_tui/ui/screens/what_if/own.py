"""What-if: one's own inputs, and the order of the list: by gain, by what suits the gaps, by gain for the money."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.content import Content

from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.demand import present_value
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.ui.draw import label, wrap
from maturity_tui.ui.screens.what_if.scenarios import WhatIfScenarios
from maturity_tui.ui.screens.what_if.skills import Skills
from maturity_tui.ui.screens.what_if.view import Answer, Ground

if TYPE_CHECKING:
    from maturity_tui.analysis.inputs.suggest import Suggestion

ORDERS = {
    "gain": "By gain: what each adds beside what is chosen.",
    "suggested": "Suggested for the gaps, before anything is chosen; below is why.",
    "cost": "By gain for the money, over the quarters that are looked at.",
}
TITLES = {"gain": "", "suggested": "suggested for the gaps", "cost": "by gain for the money"}


class WhatIfOwn(WhatIfScenarios):
    """Leads to the own inputs, and orders the list."""

    order = "gain"

    def __init__(self, assessment: str, capability: str | None = None) -> None:
        super().__init__(assessment, capability)
        self._suggested: dict[str, Suggestion] = {}

    def action_own_inputs(self) -> None:
        """Make and change inputs; what is there is read again on the way back."""
        from maturity_tui.ui.places import open_place

        self._left = True
        open_place(self.app, "inputs", self._assessment)

    def action_order(self) -> None:
        """The next order of the list."""
        orders = list(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        if self.order == "suggested":
            self.run_worker(self._suggest(), group="answer")
        else:
            self._order_again()

    async def _suggest(self) -> None:
        """Work the suggestions out in a thread: it is a matter of a tenth of a second."""
        ground, desk = self._ground, self._desk
        if ground is None or desk is None:
            return
        now = desk.now
        async with self._thread:
            found = await asyncio.to_thread(suggestions, ground, now.scenario, now.whole, self.skills)
        self._suggested = found
        if self.order == "suggested":
            self._order_again()

    def _order_again(self) -> None:
        if self.answer is not None:
            self.sort_again(from_top=True)
            self.show_answer(self.answer)
            self._explain_input()
            self.notice(ORDERS[self.order])

    # what the page asks for -------------------------------------------------------------

    def rank(self, answer: Answer) -> Mapping[str, float] | None:
        """What the list is ordered by; None: gain."""
        if self.order == "suggested":
            return {id: one.closes for id, one in self._suggested.items()}
        return for_the_money(answer) if self.order == "cost" else None

    def order_words(self) -> str:
        """What stands behind the list's name."""
        return TITLES[self.order]

    def reasons(self, answer: Answer, item: str, width: int) -> list[Content]:
        """Why an input is suggested, where that is the order."""
        if self.order != "suggested":
            return []
        from maturity_tui.analysis.inputs.suggest import reason

        one = self._suggested.get(item)
        framework = answer.ground.framework
        names = {id: framework.codes.get(id) or item.title for id, item in framework.capabilities.items()}
        titles = {id: known.title for id, known in answer.ground.known.items()}
        text = reason(one, names, titles) if one else "It acts on nothing that has a gap."
        return [label(row) for row in wrap(text, width)]


def suggestions(ground: Ground, scenario: Scenario, whole: bool, skills: Skills) -> dict[str, Suggestion]:
    """What suits the gaps of the teams that the scenario starts from, by input."""
    from maturity_tui.analysis.assumptions.assumptions import Assumptions
    from maturity_tui.analysis.gap.gap import gaps
    from maturity_tui.analysis.inputs.suggest import suggest

    held, ambition = ground.held(scenario, whole), ground.organisation.ambition
    found = [gap for one in held for gap in gaps(ground.framework, one, ambition)]
    people = {team.id: team.headcount for team in ground.organisation.teams}
    every = suggest(
        ground.framework, found, ground.library,
        headcount={one.team: people.get(one.team) for one in held},
        assumptions=Assumptions.default().with_overrides(scenario.assumptions),
        calibrated=scenario.calibrated, skills=skills, discount_rate=scenario.discount_rate,
    )  # fmt: skip
    return {one.input.id: one for one in every}


def for_the_money(answer: Answer) -> dict[str, float]:
    """What each input adds for what it costs over the quarters, discounted; what costs nothing comes first."""
    quarters, people = answer.projection.quarters, answer.setting.baseline.headcount
    starts = {choice.id: choice for choice in answer.projection.chosen}
    found = {}
    for key, view in answer.inputs.items():
        choice = starts.get(key) or ChosenInput(view.item, view.start)
        cost = present_value(choice, quarters, people, answer.scenario.discount_rate)
        gain = view.gain or 0.0
        found[key] = gain / cost if cost else gain * 1e9
    return found
