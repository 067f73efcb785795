"""What fills the pane "What moves it": worked out in a thread once somebody looks; the newest answer wins."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from maturity_tui.ui.aside import aside
from maturity_tui.ui.screens.what_if.drivers_pane import DriversPane
from maturity_tui.ui.screens.what_if.page import PANES
from maturity_tui.ui.screens.what_if.scenarios import WhatIfScenarios
from maturity_tui.ui.screens.what_if.view import Answer

if TYPE_CHECKING:
    from maturity_tui.ui.screens.what_if.drivers_rows import Drivers

PAUSE = 0.1
"""Seconds after a change before the work begins: of keys that are held only the last is explained."""


class WhatIfDrivers(WhatIfScenarios):
    """Explains the answer, once somebody looks."""

    def __init__(self, assessment: str, capability: str | None = None) -> None:
        super().__init__(assessment, capability)
        self._drivers: Drivers | None = None
        self._driving: Answer | None = None

    @property
    def drivers_pane(self) -> DriversPane:
        """The pane."""
        return self.query_one(DriversPane)

    def show_answer(self, answer: Answer) -> None:
        """Draw an answer, and explain it where that is looked at."""
        super().show_answer(answer)
        self._explain_answer()

    def next_pane(self, step: int) -> str:
        """The pane after this one, or before it; the explanation is one of them only where it has no room beside."""
        panes = PANES[:3] if self.wide else PANES
        here = panes.index(self.pane) if self.pane in panes else 0
        return panes[(here + step) % len(panes)]

    def show_pane(self, pane: str) -> None:
        """At the right the roadmap, or what moves it: whichever was asked for last."""
        if pane in ("roadmap", "drivers"):
            self.set_class(pane == "drivers", "-moves")
        super().show_pane(pane)
        self._explain_answer()

    def explain_driver(self) -> bool:
        """Say what the row under the cursor means; false where the cursor is elsewhere."""
        key = self.drivers_pane.listing.cursor_key
        if self.pane != "drivers" or key is None:
            return False
        self._explain_row(key)
        return True

    def on_drivers_pane_asked(self, event: DriversPane.Asked) -> None:
        event.stop()
        self._explain_row(event.key)

    def on_drivers_pane_at_input(self, event: DriversPane.AtInput) -> None:
        """The other lists follow, so that the keys act on the input that the row is about."""
        event.stop()
        self.inputs.move_to(event.item)

    def _explain_row(self, key: str) -> None:
        from maturity_tui.ui.screens.what_if.drivers_words import row_words
        from maturity_tui.ui.widgets.text_dialog import TextDialog

        if self._drivers is not None:
            self.app.push_screen(TextDialog(*row_words(self._drivers, key)))

    def _explain_answer(self) -> None:
        """Begin to explain the answer that is shown, unless that is known, or nobody looks."""
        answer = self.answer
        if answer is None or not self.has_class("-moves"):
            return
        if not answer.projection.chosen:
            self._drivers, self._driving = None, None
            self.workers.cancel_group(self, "drivers")
            self.drivers_pane.say("Nothing is chosen yet: space in the list chooses.")
        elif self._drivers is not None and self._drivers.answer is answer:
            self.drivers_pane.show(self._drivers)
        elif self._driving is not answer:
            self._driving, self._drivers = answer, None
            self.drivers_pane.say("Working out what moves it …")
            self.run_worker(self._drive(answer), group="drivers", exclusive=True)

    async def _drive(self, answer: Answer) -> None:
        await asyncio.sleep(PAUSE)
        stop = Event()

        def work(tell: Callable[[Drivers], None]) -> Drivers:
            return worked_out(answer, tell, stop.is_set)

        self._explained(await aside(work, self._explained, stop, "drivers"))

    def _explained(self, drivers: Drivers) -> None:
        if drivers.answer is self.answer:
            self._drivers = drivers
            self.drivers_pane.show(drivers)


def worked_out(answer: Answer, tell: Callable[[Drivers], None], stop: Callable[[], bool]) -> Drivers:
    """The explanation of an answer; `tell` gets it before what must be drawn is known."""
    from maturity_tui.analysis.explanation.explained import explained, informed
    from maturity_tui.analysis.explanation.portfolios import wishes_of
    from maturity_tui.analysis.projection.projection import candidates
    from maturity_tui.ui.screens.what_if.drivers_rows import Drivers

    drivers = Drivers(answer, explained(answer.projection, stop=stop))
    tell(drivers)
    offered = [view.item for view in answer.offered.values()]
    wishes = wishes_of(answer.scenario, candidates(offered, answer.scenario.start), answer.ground.scenarios)
    wishes = replace(wishes, order=tuple(item.id for item in answer.ground.library))
    return replace(drivers, information=informed(answer.projection, wishes, stop=stop))
