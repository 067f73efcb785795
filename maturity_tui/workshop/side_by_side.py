"""What is read from the store to put several assessments side by side: roll-ups over teams, comparisons, changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_tui.assessments.comparison.change import Change, change_of
from maturity_tui.assessments.comparison.compare import Comparison, compare_assessments
from maturity_tui.assessments.models import Round
from maturity_tui.assessments.organisation import Organisation, Theme
from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD
from maturity_tui.assessments.teams.figures import TeamRollup
from maturity_tui.assessments.teams.occasion import Occasion, in_time
from maturity_tui.assessments.teams.rollup import Held, RollupError, roll_up_teams

if TYPE_CHECKING:
    from maturity_tui.store import Store

NO_ORGANISATION = "There is no organisation yet: begin an assessment, or import a folder."


def rounds_of(held: Sequence[Held]) -> tuple[Round, ...]:
    """The rounds of these assessments, the latest first."""
    ordered = sorted((one for one, _ in held), key=in_time, reverse=True)
    return tuple({one.round.id: one.round for one in reversed(ordered)}.values())[::-1]


def frameworks_of(held: Sequence[Held], occasion: Occasion) -> tuple[str, ...]:
    """The ids of the frameworks in use then: the one of most teams first, skills after the others."""
    counts: dict[str, int] = {}
    skills: set[str] = set()
    for one, its in held:
        if occasion.takes(one):
            counts[its.id] = counts.get(its.id, 0) + 1
            skills |= {its.id} if its.is_skills else set()
    return tuple(sorted(counts, key=lambda id: (id in skills, -counts[id], id)))


def everything_held(store: Store, organisation: str, framework: str | None = None) -> list[Held]:
    """The assessments of an organisation with their frameworks; of one framework where it is named."""
    wanted = framework.partition("@")[0] if framework else None
    return [
        (store.assessment(row.id), store.framework_of(row.id))
        for row in store.assessments(organisation)
        if wanted is None or row.framework.partition("@")[0] == wanted
    ]


def read_rollup(
    store: Store,
    team: str | None = None,
    *,
    round_id: str | None = None,
    until: dt.date | None = None,
    framework: str | None = None,
    threshold: Fraction = COVERAGE_THRESHOLD,
    by_headcount: bool = False,
) -> TeamRollup:
    """One framework (the most used one) over a team and all below it, in a round (the latest) or up to a date.

    Raises RollupError, with a sentence, where there is nothing to put together.
    """
    owner = store.organisation()
    if owner is None:
        raise RollupError(NO_ORGANISATION)
    held = everything_held(store, owner.id, framework)
    occasion = occasion_of(held, round_id, until)
    chosen = framework or next(iter(frameworks_of(held, occasion)), None)
    if chosen is None:
        raise RollupError(f"{owner.title} has no assessment {occasion.said}.")
    return roll_up_teams(
        owner, held, chosen, occasion, team=team, threshold=threshold, by_headcount=by_headcount
    )


def occasion_of(held: Sequence[Held], round_id: str | None, until: dt.date | None) -> Occasion:
    """The occasion that is asked for; the latest round where none is. Raises RollupError for an unknown round."""
    rounds = rounds_of(held)
    if until is not None:
        return Occasion(until=until)
    if round_id is None:
        return Occasion(round=rounds[0]) if rounds else Occasion()
    wanted = round_id.strip().casefold()
    for one in rounds:
        if wanted in (one.id.casefold(), one.title.casefold()):
            return Occasion(round=one)
    known = ", ".join(one.id for one in rounds) or "none yet"
    raise RollupError(f"There is no round {round_id!r}. The rounds are: {known}.")


def read_comparison(store: Store, ids: Sequence[str]) -> Comparison:
    """These assessments side by side. Raises StoreError for an unknown one, CompareError where they cannot be."""
    held = [(store.assessment(id), store.framework_of(id)) for id in ids]
    owners = {one.organisation for one, _ in held}
    return compare_assessments(held, _ambition(store, owners.pop()) if len(owners) == 1 else ())


def read_change(store: Store, id: str) -> Change:
    """What changed since the earlier rounds of the same team with the same framework. Raises CompareError."""
    this = store.assessment(id)
    owner = store.organisation(this.organisation)
    held = [
        (one, its)
        for one, its in everything_held(store, this.organisation, this.framework.id)
        if one.team == this.team and in_time(one) <= in_time(this)
    ]
    return change_of(held, owner.ambition if owner else ())


def names_of(organisations: dict[str, Organisation], compared: Comparison) -> tuple[str, ...]:
    """What tells the sides apart: the team where teams differ, the round where rounds do, else both."""
    sides = [side.assessment for side in compared.sides]
    several = len({one.organisation for one in sides}) > 1
    teams, rounds = {one.team for one in sides}, {one.round.id for one in sides}
    names = []
    for one in sides:
        owner = organisations.get(one.organisation)
        parts = [owner.title if owner else one.organisation] if several else []
        if len(teams) > 1 or len(rounds) == 1 or several:
            parts.append(owner.team_title(one.team) if owner else one.team)
        if len(rounds) > 1:
            parts.append(one.round.title)
        names.append(" · ".join(parts))
    return tuple(names)


def _ambition(store: Store, organisation: str) -> Sequence[Theme]:
    owner = store.organisation(organisation)
    return owner.ambition if owner else ()
