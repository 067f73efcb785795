"""When several teams' assessments are put together: one round, or each team's latest up to a date; and who was a team
then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from maturity_tui.assessments.models import Assessment, Round
from maturity_tui.assessments.organisation import Organisation, Team


@dataclass(frozen=True)
class Occasion:
    """A round, or, without one, each team's latest assessment up to a date."""

    round: Round | None = None
    until: dt.date | None = None

    @property
    def first(self) -> dt.date | None:
        """The first day that counts for who was a team; None where a round has no dates."""
        return self.round.begins if self.round else self.until

    @property
    def last(self) -> dt.date | None:
        """The last day that counts."""
        return (self.round.ends or self.round.begins) if self.round else self.until

    @property
    def said(self) -> str:
        """`in Autumn 2026`, `up to 25 November 2026`."""
        if self.round:
            return f"in {self.round.title}"
        return f"up to {in_words(self.until)}" if self.until else "so far"

    def takes(self, assessment: Assessment) -> bool:
        """Whether an assessment belongs to it."""
        if self.round:
            return assessment.round.id == self.round.id
        begins = assessment.round.begins
        return self.until is None or begins is None or begins <= self.until


def in_words(day: dt.date) -> str:
    """25 November 2026."""
    return f"{day.day} {day:%B %Y}"


def in_time(assessment: Assessment) -> tuple[dt.date, str]:
    """What assessments are sorted by: when their round began, then its id."""
    return assessment.round.begins or dt.date.min, assessment.round.id


def latest_of_each(assessments: Iterable[Assessment], occasion: Occasion) -> dict[str, Assessment]:
    """The assessment of each team that the occasion takes: the only one of a round, else the latest."""
    found: dict[str, Assessment] = {}
    for one in sorted(assessments, key=in_time):
        if occasion.takes(one):
            found[one.team] = one
    return found


def has_ended(team: Team, occasion: Occasion) -> bool:
    """Whether a team was over before the occasion. Where no day is known, any end counts."""
    return team.ends is not None and (occasion.first is None or team.ends < occasion.first)


def is_to_begin(team: Team, occasion: Occasion) -> bool:
    """Whether a team began only after the occasion."""
    return team.begins is not None and occasion.last is not None and team.begins > occasion.last


def teams_at(organisation: Organisation, team: str | None, occasion: Occasion) -> tuple[Team, ...]:
    """The teams to be assessed below a team, itself among them: those then there with nobody then there below them."""
    there = [one for one in within(organisation, team) if _is_there(one, occasion)]
    above = {one.parent for one in organisation.teams if _is_there(one, occasion)}
    return tuple(one for one in there if one.id not in above)


def within(organisation: Organisation, team: str | None) -> Sequence[Team]:
    """A team with all below it in the tree's order; without one, all teams."""
    tops = organisation.children(None) if team is None else (organisation.team_by_id[team],)
    return [one for top in tops for one in _below(_children(organisation), top)]


def _children(organisation: Organisation) -> Mapping[str, list[Team]]:
    found: dict[str, list[Team]] = {}
    for team in organisation.teams:
        if team.parent is not None:
            found.setdefault(team.parent, []).append(team)
    return found


def _below(children: Mapping[str, list[Team]], team: Team) -> Iterator[Team]:
    yield team
    for child in children.get(team.id, []):
        yield from _below(children, child)


def _is_there(team: Team, occasion: Occasion) -> bool:
    return not has_ended(team, occasion) and not is_to_begin(team, occasion)
