"""What-if: holding scenarios against each other, on the scores that the screen starts from."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.ui.screens.what_if.scenarios import WhatIfScenarios
from maturity_tui.ui.screens.what_if.view import Ground, setting_of

if TYPE_CHECKING:
    from maturity_tui.analysis.scenarios.comparison import Comparison


class WhatIfComparing(WhatIfScenarios):
    """Asks which scenarios, and shows them side by side."""

    def action_compare(self) -> None:
        """Choose two or three scenarios, and hold them against each other."""
        from maturity_tui.ui.screens.what_if.compare_pick import ScenarioPick, to_compare

        if self._ground is None or self._desk is None:
            return
        offered = to_compare(self._desk.now, self._ground.scenarios)
        if len(offered) < 2:
            self.notice("It takes two scenarios to compare: s saves this one under a name, n begins another.")
            return
        self.app.push_screen(ScenarioPick(offered), lambda ids: self._compare(offered, ids))

    def _compare(self, offered: Sequence[Scenario], ids: tuple[str, ...] | None) -> None:
        from maturity_tui.ui.screens.what_if.comparison import ScenarioComparison

        ground, desk = self._ground, self._desk
        if ids is None or ground is None or desk is None:
            return
        known = {one.id: one for one in offered}
        chosen, whole = [known[id] for id in ids], desk.now.whole

        async def work(stop: Callable[[], bool]) -> Comparison:
            # The models keep what they computed: one thread at a time.
            async with self._thread:
                return await asyncio.to_thread(compared, ground, chosen, whole, stop)

        self.app.push_screen(ScenarioComparison(ground, chosen, whole, work))


def compared(
    ground: Ground, scenarios: Sequence[Scenario], whole: bool, stop: Callable[[], bool] | None = None
) -> Comparison:
    """Scenarios on one setting's scores, side by side. Raises ValueError, in a sentence, where they cannot be."""
    from maturity_tui.analysis.scenarios.comparison import compare, side_of

    sides = []
    for scenario in scenarios:
        baseline = setting_of(ground, scenario, whole).baseline
        sides.append(side_of(scenario, ground.library, baseline, stop=stop))
    return compare(sides)
