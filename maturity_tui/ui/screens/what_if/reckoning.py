"""The what-if screen's reckoning: reads the scores, answers each change of the scenario, says where it stands."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.draw import label, line
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.what_if.desk import Desk, State, desk_of, draft_of
from maturity_tui.ui.screens.what_if.page import WhatIfPage
from maturity_tui.ui.screens.what_if.skills import Skills, read_skills
from maturity_tui.ui.screens.what_if.view import (
    UNNAMED,
    Answer,
    Ground,
    Setting,
    answer_of,
    read_ground,
    rests_on,
    setting_of,
)
from maturity_tui.ui.screens.what_if.words import effect_of
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.store import Store

T = TypeVar("T")

PAINT_FIRST = 0.012
"""Seconds that keeping a draft leaves to the screen: both need the interpreter, and the key is to be seen first."""


class WhatIfReckoning(WhatIfPage):
    """Keeps the desk and its answer in step."""

    def __init__(self, assessment: str, capability: str | None = None) -> None:
        super().__init__(capability)
        self._assessment = assessment
        self._ground: Ground | None = None
        self._desk: Desk | None = None
        self._settings: dict[tuple[object, ...], Setting] = {}
        self._ready: set[tuple[object, ...]] = set()
        self._turn = 0
        self._thread = asyncio.Lock()
        self._left = False
        self._draft_is_kept = True
        self.skills: Skills = {}

    def on_mount(self) -> None:
        self.set_path("What if")
        self.say_nothing("Reading the scores and the inputs …")
        self.add_class("-inputs")
        self._read()

    def on_screen_resume(self) -> None:
        """Back from another screen: the scores may have changed there."""
        if self._left:
            self._left = False
            self._read()

    # reading, and answering ------------------------------------------------------------

    def _read(self) -> None:
        self.run_worker(self._read_ground(), group="read", exclusive=True)

    async def _read_ground(self) -> None:
        try:
            ground = await self.app.keeper.ask(lambda store: read_ground(store, self._assessment))
        except StoreError as error:
            self.say_nothing(str(error))
            return
        self._ground, self._desk = ground, desk_of(self.app, ground)
        self.answer = None
        self._settings.clear()
        self._ready.clear()
        self.sort_again()
        self._answer()

    def _answer(self) -> None:
        """Answer the state as it is now: at once where that takes milliseconds, else in a thread (the newest wins)."""
        ground, desk = self._ground, self._desk
        if ground is None or desk is None:
            return
        self._turn += 1
        state = desk.now
        self._keep_draft(ground, desk)
        key = rests_on(ground, state.scenario, state.whole)
        if self._prepared(state, key) in self._ready and self.answer is not None and self.answer.is_light:
            self._show(answer_of(ground, state.scenario, state.whole, self._settings[key]), state)
        else:
            self.run_worker(self._answer_later(ground, state, self._turn), group="answer")

    def _prepared(self, state: State, key: tuple[object, ...]) -> tuple[object, ...]:
        return (*key, state.scenario.start, state.scenario.horizon, state.scenario.calibrated)

    async def _answer_later(self, ground: Ground, state: State, turn: int) -> None:
        try:
            answer = await self._in_turn(turn, partial(self._worked_out, ground, state))
        except ValueError as error:
            self._cannot(str(error))
            return
        if answer is not None and turn == self._turn:
            self._ready.add(self._prepared(state, rests_on(ground, state.scenario, state.whole)))
            self._show(answer, state)

    def _worked_out(self, ground: Ground, state: State) -> Answer:
        """The answer, with its setting prepared where it is not. Raises ValueError, in a sentence."""
        key = rests_on(ground, state.scenario, state.whole)
        if key not in self._settings:
            self._settings[key] = setting_of(ground, state.scenario, state.whole)
        return answer_of(ground, state.scenario, state.whole, self._settings[key])

    async def _in_turn(self, turn: int, work: Callable[[], T]) -> T | None:
        """Work in a thread, one at a time: the model keeps what it computed. None where it is out of date by then."""
        async with self._thread:
            return await asyncio.to_thread(work) if turn == self._turn else None

    def _cannot(self, sentence: str) -> None:
        """Nothing to project: say so; where something was shown, go on showing it."""
        if self.answer is None or self._desk is None:
            self.set_path(self._ground.organisation.title if self._ground else "What if", "what-if")
            self.say_nothing(sentence)
        else:
            self._desk.undo()
            if self._ground is not None:
                self._keep_draft(self._ground, self._desk)
            self.notice(sentence, "warning")

    # the draft ----------------------------------------------------------------------------

    def _keep_draft(self, ground: Ground, desk: Desk) -> None:
        """Hand over what is worked on and has no name: leaving the app loses none of it."""
        draft = draft_of(desk.now, ground)
        if draft != desk.drafted:
            desk.drafted, self._draft_is_kept = draft, False
            self.run_worker(self._keep(ground, desk, draft), group="save")

    async def _keep(self, ground: Ground, desk: Desk, draft: Scenario | None) -> None:
        def keep(store: Store) -> None:
            time.sleep(PAINT_FIRST)
            if desk.drafted is draft:  # of keys that are held only the last counts
                store.keep_draft(ground.organisation.id, ground.draft_key, draft)

        try:
            await self.app.keeper.ask(keep)
        except StoreError as error:
            self.notice(f"The draft is not kept: {error}", "error")
            return
        if draft is not None and desk.drafted is draft and self.answer is not None:
            self._draft_is_kept = True
            self._show_state(desk.now)

    def _show(self, answer: Answer, state: State) -> None:
        first = self.answer is None
        self.show_answer(answer)
        self._show_header(answer, state)
        if first and answer.reaches_nothing and self.inputs.rows:
            noun = answer.ground.framework.noun
            self.notice(
                f"None of these inputs reaches a {noun} that is scored here; an input of your own can."
            )
        if first:
            self.query_one("#inputs").focus()
            self.redraw()
            self.run_worker(self._read_skills(answer.ground), group="read")
        self._explain_input()

    async def _read_skills(self, ground: Ground) -> None:
        """Only now: they are seen in an input's details alone, and nobody waits for them before."""
        self.skills = await self.app.keeper.ask(lambda store: read_skills(store, ground.framework))

    def _show_header(self, answer: Answer, state: State) -> None:
        ground, scenario = answer.ground, state.scenario
        teams = len(answer.setting.baseline.teams)
        owner = ground.organisation.team_title(ground.assessment.team)
        origin = f"all {teams} teams" if state.whole and teams > 1 else owner
        name = "what-if" if scenario.id == UNNAMED else f"what-if “{scenario.title}”"
        self.set_path(ground.organisation.title, f"{origin}, {ground.assessment.round.title}", name)
        self._show_state(state)

    def _show_state(self, state: State) -> None:
        """What of the scenario is on disk."""
        if state.is_kept:
            self.set_state(label("as saved"))
        elif state.scenario.id == UNNAMED and not state.scenario.inputs:
            self.set_state(label("nothing chosen"))
        elif self._draft_is_kept:
            words = "changes kept as a draft" if state.kept else "draft kept"
            self.set_state(line((GLYPHS.saved, "$success"), (f" {words}", "$muted")))
        else:
            self.set_state(label("changed since it was saved" if state.kept else "draft"))

    def _explain_input(self) -> None:
        """Say what the input under the cursor does."""
        answer, item = self.answer, self._at
        if answer is None or item not in answer.inputs:
            self.show_effect(None)
        elif answer.is_light:
            self.show_effect(effect_of(answer, item))
        else:
            self.run_worker(self._explain_later(answer, item, self._turn), group="explain")

    async def _explain_later(self, answer: Answer, item: str, turn: int) -> None:
        effect = await self._in_turn(turn, partial(effect_of, answer, item))
        if effect is not None and item == self._at and answer is self.answer:
            self.show_effect(effect)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        if event.key == self._at:
            return
        self._at = event.key
        (self.roadmap if event.list is self.inputs else self.inputs).move_to(event.key)
        self._explain_input()

    def _change(self, scenario: Scenario, what: str) -> None:
        """Go on with another scenario, and answer it."""
        if self._desk is not None:
            self._desk.change(State(scenario, self._desk.now.whole, self._desk.now.kept), what)
            self._answer()
