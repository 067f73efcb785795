"""The plan screen's steps: what is kept, taken back and done again; releasing; a later round held against it."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

from textual.content import Content

from maturity_tui.analysis.plan.lateness import released
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import MaturityScreen
from maturity_tui.ui.screens.plan.view import PlanView

if TYPE_CHECKING:
    from maturity_tui.analysis.plan.correction import Correction
    from maturity_tui.ui.app import MaturityApp
    from maturity_tui.workshop.plan_reading import PlanGround

Step = tuple[Scenario, Scenario, str, str]
"""What was, what is, the organisation that it is of, and what the step was, in words."""


class PlanSteps(MaturityScreen):
    """Keeps changes of the plan, and the way back and forth as long as the screen is open."""

    app: MaturityApp
    view: PlanView | None = None
    _plan: str | None = None
    _testing = False

    def __init__(self) -> None:
        super().__init__()
        self._past: list[Step] = []
        self._future: list[Step] = []

    def read_again(self) -> None:
        """Read the plan again, and work out how it stands."""
        raise NotImplementedError

    @property
    def can_undo(self) -> bool:
        """Whether something was changed here."""
        return bool(self._past)

    def keep(self, made: Scenario, before: Scenario, what: str) -> None:
        """Keep a change, and remember the way back."""
        if self.view is None:
            return
        step = (before, made, self.view.ground.organisation.id, what)
        self._past.append(step)
        self._future.clear()
        self.run_worker(self._save(made, step[2]), group="save")

    async def _save(self, made: Scenario, owner: str, said: str = "") -> None:
        try:
            await self.app.keeper.ask(lambda store: store.save_scenario(made, owner))
        except StoreError as error:
            self.notice(str(error), "error")
            return
        if made.adopted is not None:
            self._plan = made.id
        self.read_again()
        self.notice(said or f"Saved {dt.datetime.now():%H:%M:%S}.")

    def action_undo(self) -> None:
        self._step(self._past, self._future, "undo")

    def action_redo(self) -> None:
        self._step(self._future, self._past, "redo")

    def _step(self, origin: list[Step], other: list[Step], way: str) -> None:
        if not origin:
            self.notice(f"There is nothing to {way} here.")
            return
        step = origin.pop()
        other.append(step)
        before, made, owner, what = step
        target = before if way == "undo" else made
        self.run_worker(
            self._save(target, owner, f"{'Undone' if way == 'undo' else 'Done again'}: {what}."), group="save"
        )

    def action_release(self) -> None:
        """Make the plan a scenario again; `u` takes that back."""
        view = self.view
        if view is None:
            return
        made, title = released(view.scenario), view.scenario.title
        self._past.append((view.scenario, made, view.ground.organisation.id, f"releasing “{title}”"))
        self._future.clear()
        self._plan = None
        said = f"“{title}” is a scenario again, and no plan; u adopts it again."
        self.run_worker(self._save(made, view.ground.organisation.id, said), group="save")

    # the back-test -------------------------------------------------------------

    def action_back_test(self) -> None:
        """Hold the latest round against what was projected, in a thread."""
        if self.view is not None and not self._testing:
            self._testing = True
            self.notice("Holding the latest round against the plan …")
            self.run_worker(self._test(self.view), group="back-test")

    async def _test(self, view: PlanView) -> None:
        from maturity_tui.ui.screens.plan.tested import BackTestDialog

        try:
            text, suggested = await asyncio.to_thread(tested, view.ground)
        except ValueError as error:
            self.notice(str(error), "warning")
            return
        finally:
            self._testing = False
        if not self.is_left:
            self.notice("")
            dialog = BackTestDialog(f"{view.scenario.title}, held against", text, suggested)
            self.app.push_screen(dialog, lambda taken: self._accept(view, suggested) if taken else None)

    def _accept(self, view: PlanView, suggested: Correction) -> None:
        """Write the suggested correction into the plan's assumptions."""
        held = view.scenario
        made = held.changed(assumptions={**held.assumptions, **suggested.overrides})
        self.keep(made, held, "the correction")


def tested(ground: PlanGround) -> tuple[Content, Correction]:
    """The back-test of the latest round as text, and what it suggests. Raises ValueError, in a sentence."""
    from maturity_tui.analysis.plan.correction import suggest
    from maturity_tui.ui.screens.plan.backtest import text

    found = ground.back_test()
    suggested = suggest(found)
    return text(ground, found, suggested), suggested
