"""The plain conversation's half at the store: reads what it tells, does what it wishes, each returned after COMMIT."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from maturity_tui.assessments.models import DOES_NOT_KNOW, Assessment, Perspective, Rating, Score
from maturity_tui.assessments.scope import scores_held
from maturity_tui.assessments.targets import targets_in_force
from maturity_tui.assessments.votes import SURENESS
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.errors import StoreError
from maturity_tui.workshop.agenda import agenda
from maturity_tui.workshop.ballot import ballot
from maturity_tui.workshop.guard import without_hidden
from maturity_tui.workshop.keeping import hidden_in, load
from maturity_tui.workshop.plain.sheet import Sheet
from maturity_tui.workshop.plain.state import Cast, Catch, Put, Turn, Wish
from maturity_tui.workshop.setup import Order, Seat, Setup

if TYPE_CHECKING:
    from maturity_tui.store import Saved, Store

CHANGED = "somebody else changed it meanwhile. ? reads what it is now."


class PlainDesk:
    """One assessment at the store, asked for in one order: that wanted, else that of the workshop under way."""

    def __init__(self, store: Store, id: str, order: Order | None = None, core_only: bool = False) -> None:
        self.store, self.id = store, id
        self._order, self._core_only = order, core_only
        self._taken: tuple[str, ...] | None = None

    def read(self) -> Sheet:
        """All that is told. The order is settled once: it does not change under the conversation."""
        store = self.store
        assessment, framework = store.assessment(self.id), store.framework_of(self.id)
        owner = store.organisation(assessment.organisation)
        themes = owner.ambition if owner else ()
        occasion, before = round_before(store, assessment, framework)
        if self._taken is None or not set(self._taken) <= set(framework.capabilities):
            levels = {item: score.agreed for item, score in before.items() if score.agreed is not None}
            workshop = load(store, self.id)
            ways = workshop.setup if workshop else Setup()
            self._taken = agenda(  # hidden votes order nothing
                framework, without_hidden(assessment, workshop), themes, levels,
                order=self._order or ways.order, core_only=self._core_only or ways.core_only,
            )  # fmt: skip
        return Sheet(
            assessment, framework, owner.team_title(assessment.team) if owner else assessment.team,
            self._taken, themes, targets_in_force(framework, None, themes), before, occasion, dt.date.today(),
            hidden_in(load(store, self.id), tuple(framework.capabilities)),
        )  # fmt: skip

    def do(self, wish: Wish, sheet: Sheet) -> Sheet | None:
        """Do what is wished; what is on disk then. None: there was nothing to turn. Raises StoreError."""
        match wish:
            case Put():
                return sheet.holding(self._put(wish).assessment)
            case Cast():
                return sheet.holding(self._cast(wish).assessment)
            case Catch():
                ideas = (*self.store.assessment(self.id).ideas, wish.idea)
                return sheet.holding(self.store.save_ideas(self.id, ideas).assessment)
            case Turn():
                return self._turn(wish.back)

    def _put(self, wish: Put) -> Saved:
        held = self._held(wish.item)
        if any(getattr(held, name) != getattr(wish.seen, name) for name in wish.update):
            raise StoreError(CHANGED)
        return self.store.save_score(self.id, wish.item, held.changed(**wish.update))

    def _cast(self, wish: Cast) -> Saved:
        held, assessment = self._held(wish.item), self.store.assessment(self.id)
        if dict(held.ratings) != dict(wish.seen.ratings):
            raise StoreError(CHANGED)
        workshop = load(self.store, self.id)
        seats = workshop.setup.seats if workshop else ()
        ratings = (
            self._seated(wish, held, seats)
            if seats
            else with_votes(held.ratings, assessment.raters, wish.votes)
        )
        whose = {seat.rater: seat.perspective for seat in seats}
        new = {
            rater: whose.get(rater, Perspective.TEAM) for rater in ratings if rater not in assessment.raters
        }
        if new:
            self.store.set_raters(self.id, {**assessment.raters, **new})
        return self.store.save_score(self.id, wish.item, held.changed(ratings=ratings))

    def _seated(self, wish: Cast, held: Score, seats: tuple[Seat, ...]) -> dict[str, Rating]:
        """In a workshop under way the votes are those of its seats, in their order, and no more."""
        framework = self.store.framework_of(self.id)
        levels = [level.value for level in framework.levels_of(framework.capabilities[wish.item])]
        line = " ".join(map(_as_typed, wish.votes))
        try:
            return ballot(held, levels, seats, is_open=True).cast_line(line)
        except ValueError as error:
            raise StoreError(str(error)) from None

    def _turn(self, back: bool) -> Sheet | None:
        """Undo or redo the last change that can be told. Raters join in a change of their own, just before their
        votes: nobody hears of that, so it is passed over."""
        before = _told(self.store.assessment(self.id))
        while (saved := self.store.undo(self.id) if back else self.store.redo(self.id)) is not None:
            if _told(saved.assessment) != before:
                return self.read()
        return None

    def _held(self, item: str) -> Score:
        return scores_held(self.store.framework_of(self.id), self.store.assessment(self.id)).get(
            item, Score()
        )


def _as_typed(vote: Rating) -> str:
    """A vote as it stands in a line: `2?` is an unsure two."""
    sure = next((mark for mark, confidence in SURENESS.items() if confidence is vote.confidence), "")
    return DOES_NOT_KNOW if vote.level is None else f"{vote.level}{sure}"


def _told(assessment: Assessment) -> tuple[object, ...]:
    """All but the raters and the status."""
    return assessment.scores, assessment.ideas, assessment.scope, assessment.framework


def with_votes(
    held: Mapping[str, Rating], raters: Mapping[str, Perspective], votes: tuple[Rating, ...]
) -> dict[str, Rating]:
    """All ratings with these as the team's: by those who voted here, its others, then new ones: t1, t2 …

    Who votes as before keeps the confidence that was given with it.
    """
    team = [rater for rater in held if raters.get(rater) is Perspective.TEAM]
    team += [rater for rater, who in raters.items() if who is Perspective.TEAM and rater not in held]
    number = 0
    while len(team) < len(votes):
        number += 1
        if f"t{number}" not in raters:
            team.append(f"t{number}")
    others = {rater: one for rater, one in held.items() if raters.get(rater) is not Perspective.TEAM}
    return others | {
        rater: held[rater] if rater in held and held[rater].level == vote.level else vote
        for rater, vote in zip(team, votes, strict=False)
    }


def round_before(
    store: Store, assessment: Assessment, framework: Framework
) -> tuple[str, Mapping[str, Score]]:
    """The round before of the same team and framework: its title, and what it held, by the ids in force."""
    rows = store.assessments(assessment.organisation)
    mine = [
        row for row in rows if row.team == assessment.team and row.framework.partition("@")[0] == framework.id
    ]
    ids = [row.id for row in mine]
    at = ids.index(assessment.id) + 1 if assessment.id in ids else len(ids)
    if at >= len(ids):
        return "", {}
    return mine[at].round_title, scores_held(framework, store.assessment(ids[at]))
