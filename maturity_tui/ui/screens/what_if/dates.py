"""What-if's dates: the best start quarters, looked for beside the screen, and the phases of what is chosen.

The search has a model of its own: the screen's keeps what it computed, and two threads must not share it.
"""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING

from textual.message import Message

from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.ui.screens.what_if.desk import State
from maturity_tui.ui.screens.what_if.scenarios import WhatIfScenarios
from maturity_tui.ui.screens.what_if.view import Answer
from maturity_tui.ui.screens.what_if.words import dated_words, within
from maturity_tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from collections.abc import Callable

    from maturity_tui.analysis.roadmap.phases import Phase
    from maturity_tui.analysis.roadmap.roadmap import Roadmap

WHAT_IT_IS = {"foundation": "a foundation", "builds": "builds on others", "alone": "on its own"}
AFTER_KEYS = 0.15
"""Seconds without a further choice, after which the phases are worked out."""


class WhatIfDates(WhatIfScenarios):
    """Looks for the best starts; each better answer is shown as it comes, and all are one step to undo."""

    class Dated(Message):
        """Better starts, or a better proof of them, in one search."""

        def __init__(self, search: Event, found: Roadmap) -> None:
            super().__init__()
            self.search, self.found = search, found

        def can_replace(self, message: Message) -> bool:
            """Of several that wait only the last counts."""
            return isinstance(message, WhatIfDates.Dated) and message.search is self.search

    def __init__(self, assessment: str, capability: str | None = None) -> None:
        super().__init__(assessment, capability)
        self._search: Event | None = None
        self._before: Scenario | None = None
        self._dates: tuple[Scenario, str] | None = None
        self._phased: frozenset[str] = frozenset()

    # the best starts -------------------------------------------------------------------

    def action_dates(self) -> None:
        """The best start quarters within the person-days; while they are looked for, leave off."""
        answer = self.answer
        if answer is None or self._desk is None:
            return
        scenario = self._desk.now.scenario
        if self._search is not None:
            self._search.set()
        elif not scenario.inputs:
            self.notice("Nothing is chosen yet, so there is no start to move.")
        elif scenario.limits.person_days is None:
            self.ask_days(self.action_dates)
        else:
            self.run_worker(self._look(answer, scenario), group="dates")

    async def _look(self, answer: Answer, scenario: Scenario) -> None:
        search = self._search = Event()
        self._before, self._dates = scenario, (scenario, "looking, d stops")
        self._show_proof(scenario)

        def heard(found: Roadmap) -> None:
            self.post_message(self.Dated(search, found))

        try:
            found = await asyncio.to_thread(best_starts, answer, scenario, heard, search.is_set)
        finally:
            self._search = None
        if self._is_ours and self.is_attached:
            self._take_dates(found, done=True)
            self.notice(dated_words(answer, found), "warning" if found.unfit else "info")

    def on_what_if_dates_dated(self, event: Dated) -> None:
        """Show better starts as they come, unless something else was changed meanwhile."""
        if event.search is self._search and self._is_ours:
            self._take_dates(event.found, done=False)

    @property
    def _is_ours(self) -> bool:
        """Whether what lies on the desk is what the search put there, or began from."""
        return (
            self._desk is not None and self._dates is not None and self._desk.now.scenario == self._dates[0]
        )

    def _take_dates(self, found: Roadmap, *, done: bool) -> None:
        """Go on with the starts found: the first of a search is a step, those after it take its place."""
        if self._desk is None:
            return
        now = self._desk.now
        proof = within(found)
        if done:
            self._dates = found.scenario, f"proved {proof}" if proof else "stopped, nothing proved"
        else:
            self._dates = found.scenario, f"so far {proof}, d stops" if proof else "looking, d stops"
        if found.scenario == now.scenario:
            self._show_proof(found.scenario)
        elif now.scenario == self._before:
            self._change(found.scenario, "the dates")
        else:
            self._desk.now = State(found.scenario, now.whole, now.kept)
            self._answer()

    def on_unmount(self) -> None:
        if self._search is not None:
            self._search.set()

    # the roadmap -----------------------------------------------------------------------

    def show_answer(self, answer: Answer) -> None:
        super().show_answer(answer)
        if self._search is not None and not self._is_ours:
            self._search.set()  # something else was changed meanwhile
        self._show_proof(answer.scenario)
        chosen = frozenset(choice.id for choice in answer.projection.chosen)
        if chosen != self._phased:
            self._phased = chosen
            self.run_worker(self._read_phases(answer), group="phases", exclusive=True)

    def _show_proof(self, scenario: Scenario) -> None:
        """Beside the roadmap's name how good its starts are proved to be, as long as they are those."""
        proof = f" · {self._dates[1]}" if self._dates is not None and self._dates[0] == scenario else ""
        self.query_one("#roadmap-pane", Pane).set_title(f"Roadmap{proof}")

    async def _read_phases(self, answer: Answer) -> None:
        """What is a foundation of what: some twenty projections, so beside the screen and after the last key."""
        await asyncio.sleep(AFTER_KEYS)
        found = await asyncio.to_thread(phases_of_answer, answer)
        self.phases = {phase.input: phase for phase in found}
        if self.answer is not None:
            self._show_roadmap(self.answer)
            self._show_proof(self.answer.scenario)

    def phase_words(self, item: str) -> str:
        """What an input is to the others that are chosen, with the reason."""
        phase = self.phases.get(item)
        return f"{WHAT_IT_IS[phase.part.value]}. {phase.reason}" if phase is not None else ""


def model_apart(answer: Answer) -> Model:
    """The answer's model once more, for another thread."""
    held = answer.projection.model
    return Model(held.baseline, held.quarters, held.assumptions, held.calibrated)


def best_starts(
    answer: Answer, scenario: Scenario, heard: Callable[[Roadmap], None], stop: Callable[[], bool]
) -> Roadmap:
    """The best starts for a scenario."""
    from maturity_tui.analysis.roadmap.starting import roadmap

    worth = {key: view.gain or 0.0 for key, view in answer.inputs.items()}
    return roadmap(model_apart(answer), scenario, answer.ground.library, worth=worth, heard=heard, stop=stop)


def phases_of_answer(answer: Answer) -> tuple[Phase, ...]:
    """The phases of what takes part."""
    from maturity_tui.analysis.roadmap.phases import phases_of

    return phases_of(model_apart(answer), answer.projection.chosen)
