"""What lies on the desk: the scenario as it is now, what it was before, and what of it is on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from maturity_tui.analysis.scenarios.scenario import Choice, Scenario
from maturity_tui.ui.screens.what_if.view import UNNAMED, Ground, fresh, to_keep


@dataclass(frozen=True)
class State:
    """A scenario, the scores it starts from (all of the round, or one team's), and as what it was saved."""

    scenario: Scenario
    whole: bool = True
    kept: Scenario | None = None

    @property
    def is_kept(self) -> bool:
        """Whether what is shown is what is on disk."""
        return self.kept is not None and self.kept == self.scenario.changed(baseline=self.kept.baseline)


@dataclass
class Desk:
    """The state, and the way back and forth, which lives as long as the app; what is worked on outlives it."""

    now: State
    drafted: Scenario | None = None
    """The draft that was last handed over to be kept; None: there is nothing to keep."""
    left_out: dict[str, Choice] = field(default_factory=dict)
    """What was taken out, as it was: put back it has its start and coverage again."""
    _past: list[tuple[State, str]] = field(default_factory=list)
    _future: list[tuple[State, str]] = field(default_factory=list)
    _saved: tuple[Scenario, ...] | None = None
    """What is on disk, once it was changed while this desk was in use: steps back may lead to what is gone."""

    def change(self, state: State, what: str) -> None:
        """Go on with another state; `what` names the step for undoing it."""
        self._past.append((self.now, what))
        self._future.clear()
        there = {choice.input for choice in state.scenario.inputs}
        gone = [choice for choice in self.now.scenario.inputs if choice.input not in there]
        self.left_out.update({choice.input: choice for choice in gone})
        self.now = state

    def undo(self) -> str | None:
        """Take the last step back, and say which; None where there is none."""
        return self._step(self._past, self._future)

    def redo(self) -> str | None:
        """Do again what was taken back."""
        return self._step(self._future, self._past)

    def keep(self, saved: Scenario) -> None:
        """The scenario is on disk now, as this."""
        self.now = State(saved, self.now.whole, saved)
        if self._saved is not None:
            self._saved = (*(one for one in self._saved if one.id != saved.id), saved)

    def meet(self, saved: Sequence[Scenario]) -> None:
        """What is saved has changed elsewhere: another name is taken over, what was deleted is a draft from now on."""
        self._saved = tuple(saved)
        if (kept := self.now.kept) is None:
            return
        found = next((one for one in saved if one.id == kept.id), None)
        if found is None:
            scenario = self.now.scenario.changed(id=UNNAMED, title="What if")
            self.now = State(scenario, self.now.whole)
        elif found != kept:
            self.now = State(self.now.scenario.changed(title=found.title), self.now.whole, found)

    def _step(self, origin: list[tuple[State, str]], other: list[tuple[State, str]]) -> str | None:
        if not origin:
            return None
        state, what = origin.pop()
        other.append((self.now, what))
        self.now = state
        if self._saved is not None:
            self.meet(self._saved)
        return what


Drafts = dict[tuple[str, str, str], Desk]
_drafts: WeakKeyDictionary[object, Drafts] = WeakKeyDictionary()


def desk_of(app: object, ground: Ground) -> Desk:
    """The desk of an organisation's round and framework, as it was left, also by an app before this one."""
    held = _drafts.setdefault(app, {})
    if ground.key not in held:
        held[ground.key] = Desk(_left(ground), ground.draft)
    return held[ground.key]


def _left(ground: Ground) -> State:
    """Where the work was left: the draft that was kept, else a clear desk."""
    draft = ground.draft
    if draft is None:
        return State(fresh(ground))
    kept = next((one for one in ground.scenarios if one.id == draft.id), None)
    return State(draft, draft.baseline.assessment is None, kept)


def draft_of(state: State, ground: Ground) -> Scenario | None:
    """What of a state must be kept, as it is on disk under no name; None where nothing would be lost."""
    clear = fresh(ground)
    if state.is_kept or state.scenario.changed(baseline=clear.baseline) == clear:
        return None
    return to_keep(state.scenario, ground, state.whole)
