"""The score screen's half in the store's thread: reads, changes, and the figures that go with them.

The figures are rolled up here and travel with the saved value, so that the screen computes nothing on a key.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from maturity_tui.assessments.models import EMPTY_SCORE, Assessment, Idea, Perspective, Rating, Score, Status
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.scope import scores_held
from maturity_tui.assessments.targets import targets_in_force
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.screens.score.values import Kept, Opened
from maturity_tui.workshop import keeping

if TYPE_CHECKING:
    from maturity_tui.assessments.organisation import Theme
    from maturity_tui.store import Saved, Store

PAINT_FIRST = 0.025
"""Seconds that a save leaves to the screen: both need the interpreter, and the key is to be seen first."""

CHANGED = "Somebody else changed it meanwhile. What they wrote is shown now; look at it again."


class FrameworkMoved(Exception):  # noqa: N818 – no error: an answer that no caller can overlook
    """What was turned is the move to another version of the framework: all that is shown must be read anew."""


class Desk:
    """One assessment in the store's thread. Only `ticket` is called from the screen's."""

    def __init__(self, assessment: str) -> None:
        self.id = assessment
        self._tickets = 0
        self._framework: Framework | None = None
        self._themes: tuple[Theme, ...] = ()
        self._seen: Mapping[str, Score] = {}
        self._owing = False
        """Whether a change left its figures to the one behind it."""

    def ticket(self) -> tuple[int, float]:
        """A number for a change that is about to be handed over, and when that was."""
        self._tickets += 1
        return self._tickets, time.monotonic()

    # reading --------------------------------------------------------------------

    def open(self, store: Store) -> Opened:
        """All that the screen shows."""
        assessment, framework = store.assessment(self.id), store.framework_of(self.id)
        organisation = store.organisation(assessment.organisation)
        self._framework, self._themes = framework, organisation.ambition if organisation else ()
        self._seen = scores_held(framework, assessment)
        round_before, earlier = _before(store, assessment, framework)
        before = {item: score.agreed for item, score in earlier.items() if score.agreed is not None}
        row = next((row for row in store.assessments(assessment.organisation) if row.id == self.id), None)
        return Opened(
            assessment, framework, organisation.title if organisation else assessment.organisation,
            organisation.team_title(assessment.team) if organisation else assessment.team, self._themes,
            targets_in_force(framework, None, self._themes), before, round_before,
            roll_up(framework, assessment, self._themes), row.changed_at if row else None,
            {item: score.note for item, score in earlier.items() if score.note},
            keeping.load(store, self.id), store.rater_names(self.id),
        )  # fmt: skip

    # changes: each returns after COMMIT ------------------------------------------

    def put(
        self,
        store: Store,
        ticket: tuple[int, float],
        capability: str,
        seen: Mapping[str, Any],
        update: Mapping[str, Any],
    ) -> Kept:
        """Change some fields of one capability's score, if they still are what the screen showed."""
        self._wait(ticket)
        held = self._held(store.assessment(self.id), capability)
        if any(getattr(held, name) != value for name, value in seen.items()):
            raise StoreError(CHANGED)
        return self._kept(store, store.save_score(self.id, capability, held.changed(**update)), ticket)

    def vote(
        self,
        store: Store,
        ticket: tuple[int, float],
        capability: str,
        seen: Mapping[str, Rating],
        ratings: Mapping[str, Rating],
    ) -> Kept:
        """Replace all ratings of one capability, if they still are as seen; new raters join as the team's."""
        self._wait(ticket)
        assessment = store.assessment(self.id)
        if dict(self._held(assessment, capability).ratings) != dict(seen):
            raise StoreError(CHANGED)
        new = {rater: Perspective.TEAM for rater in ratings if rater not in assessment.raters}
        if new:
            assessment = store.set_raters(self.id, {**assessment.raters, **new}).assessment
        held = self._held(assessment, capability)
        return self._kept(store, store.save_score(self.id, capability, held.changed(ratings=ratings)), ticket)

    def cast(
        self,
        store: Store,
        ticket: tuple[int, float],
        capability: str,
        votes: Mapping[str, tuple[Rating | None, Rating | None]],
        joining: Mapping[str, Perspective],
    ) -> Kept:
        """Some raters' votes on one capability, each with what was seen before (None: no vote); all others stay.

        `joining`: who sits in the room. They all join with the first vote that any of them gives.
        """
        self._wait(ticket)
        assessment = store.assessment(self.id)
        ratings = dict(self._held(assessment, capability).ratings)
        if any(ratings.get(rater) != seen for rater, (seen, _) in votes.items()):
            raise StoreError(CHANGED)
        new = {rater: whose for rater, whose in joining.items() if rater not in assessment.raters}
        if new:
            assessment = store.set_raters(self.id, {**assessment.raters, **new}).assessment
        for rater, (_, vote) in votes.items():
            if vote is None:
                ratings.pop(rater, None)
            else:
                ratings[rater] = vote
        held = self._held(assessment, capability)
        saved = store.save_score(self.id, capability, held.changed(ratings=ratings))
        # Votes move no figure: none is reckoned, unless an earlier change left that to this one.
        return self._kept(store, saved, ticket, figures=self._owing)

    def replace_idea(
        self, store: Store, ticket: tuple[int, float], old: Idea | None, new: Idea | None
    ) -> Kept:
        """Add, change or remove one idea or blocker."""
        ideas = list(store.assessment(self.id).ideas)
        if old is not None and old not in ideas:
            raise StoreError("Somebody else changed or removed it meanwhile.")
        place = ideas.index(old) if old is not None else len(ideas)
        ideas[place : place + 1] = [new] if new is not None else []
        return self._kept(store, store.save_ideas(self.id, ideas), ticket)

    def move_to(self, store: Store, ticket: tuple[int, float], status: Status, note: str = "") -> Kept:
        """Another status."""
        return self._kept(store, store.set_status(self.id, status, note), ticket)

    def turn(
        self, store: Store, ticket: tuple[int, float], back: bool
    ) -> tuple[Kept, Mapping[str, Score]] | None:
        """Undo (`back`) or redo the last change that can be seen, and the scores as they were; None: there is none.

        Raters join in a change of their own just before their votes: nobody sees that, so it is passed over.
        """
        before, old = store.assessment(self.id), dict(self._seen)
        while (saved := store.undo(self.id) if back else store.redo(self.id)) is not None:
            after = saved.assessment
            if after.framework != before.framework:
                raise FrameworkMoved(after.framework.reference)
            if (after.scores, after.ideas, after.scope) != (before.scores, before.ideas, before.scope):
                return self._kept(store, saved, ticket), old
        return None

    # what all of them do -----------------------------------------------------------

    def _wait(self, ticket: tuple[int, float]) -> None:
        time.sleep(max(0.0, min(PAINT_FIRST, ticket[1] + PAINT_FIRST - time.monotonic())))

    def _held(self, assessment: Assessment, capability: str) -> Score:
        assert self._framework is not None
        return scores_held(self._framework, assessment).get(capability, EMPTY_SCORE)

    def _kept(self, store: Store, saved: Saved, ticket: tuple[int, float], *, figures: bool = True) -> Kept:
        assert self._framework is not None
        assessment = saved.assessment
        now = scores_held(self._framework, assessment)
        changed = _differing(self._seen, now)
        self._seen = now
        last = ticket[0] >= self._tickets
        results = roll_up(self._framework, assessment, self._themes) if last and figures else None
        self._owing = figures and not last
        workshop = keeping.load(store, self.id)
        return Kept(
            saved.at, changed, assessment.raters, assessment.ideas, assessment.status, results, tuple(changed),
            workshop=workshop,
        )  # fmt: skip


def _differing(old: Mapping[str, Score], new: Mapping[str, Score]) -> dict[str, Score]:
    """The scores that are not what they were; an empty one where nothing is held any more."""
    changed = {item: score for item, score in new.items() if old.get(item) != score}
    return changed | {item: EMPTY_SCORE for item in old if item not in new}


def _before(store: Store, assessment: Assessment, framework: Framework) -> tuple[str, Mapping[str, Score]]:
    """The round before of the same team and framework: its title, and what was held then by the ids in force."""
    rows = store.assessments(assessment.organisation)
    mine = [
        row for row in rows if row.team == assessment.team and row.framework.partition("@")[0] == framework.id
    ]
    ids: Sequence[str] = [row.id for row in mine]
    at = ids.index(assessment.id) + 1 if assessment.id in ids else len(ids)
    if at >= len(ids):
        return "", {}
    return mine[at].round_title, scores_held(framework, store.assessment(ids[at]))
