"""The roll-up over teams: one framework, one occasion, a team of the tree with all below it.

Never like with unlike. One version of the framework is rolled up, the one that most teams are on unless one is named;
who is on another, is not covered far enough, has no assessment, has ended or is yet to begin is left out, each with its
reason, a sentence. Teams count alike, or by headcount. Exact: rounded once, at display.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation, Team
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.teams import words
from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD
from maturity_tui.assessments.teams.figures import LeftOut, Reason, Standing, TeamRollup
from maturity_tui.assessments.teams.occasion import (
    Occasion,
    has_ended,
    is_to_begin,
    latest_of_each,
    teams_at,
    within,
)
from maturity_tui.assessments.teams.summary import targets_and_gaps
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.models import Framework

Held = tuple[Assessment, Framework]


class RollupError(ValueError):
    """There is nothing to roll up; a sentence."""


def roll_up_teams(
    organisation: Organisation,
    held: Iterable[Held],
    framework: str | Framework,
    occasion: Occasion,
    *,
    team: str | None = None,
    threshold: Fraction = COVERAGE_THRESHOLD,
    by_headcount: bool = False,
) -> TeamRollup:
    """The roll-up of a team with all below it, or of all teams.

    `held` are assessments of the organisation, as many as one likes; `framework` is `id`, `id@version`, or the very
    one. Raises RollupError where no team has an assessment with it then.
    """
    if team is not None and team not in organisation.team_by_id:
        raise RollupError(f"There is no team {team!r} in {organisation.title}.")
    id = framework.id if isinstance(framework, Framework) else framework.partition("@")[0]
    every = {one.id for one in within(organisation, team)}
    known = {
        one.id: (one, its)
        for one, its in held
        if one.framework.id == id
        and (one.team in every or (team is None and one.team not in organisation.team_by_id))
    }
    taken = latest_of_each((one for one, _ in known.values()), occasion)
    chosen = _chosen(framework, [known[one.id] for one in taken.values()])
    if chosen is None:
        name = organisation.title if team is None else organisation.team_title(team)
        asked = framework.reference if isinstance(framework, Framework) else framework
        raise RollupError(f"No team of {name} has an assessment with {asked} {occasion.said}.")
    return _Roll(organisation, team, chosen, occasion, taken, known).roll(threshold, by_headcount)


def main_version(held: Sequence[Held]) -> Framework | None:
    """The framework that most assessments are on: of equals, where most is scored, then by id and version."""
    groups: dict[str, list[Held]] = {}
    for one, its in held:
        groups.setdefault(_content(one, its), []).append((one, its))
    if not groups:
        return None
    return min(groups.values(), key=_rank)[0][1]


def _rank(group: Sequence[Held]) -> tuple[int, int, str]:
    scored = sum(score.agreed is not None for one, _ in group for score in one.scores.values())
    return -len(group), -scored, group[0][1].reference


def _chosen(framework: str | Framework, held: Sequence[Held]) -> Framework | None:
    if isinstance(framework, Framework):
        return framework if any(_is(one, its, digest(framework)) for one, its in held) else None
    return main_version([(one, its) for one, its in held if framework in (its.id, its.reference)])


def _content(assessment: Assessment, framework: Framework) -> str:
    return assessment.framework.sha256 or digest(framework)


def _is(assessment: Assessment, framework: Framework, sha256: str) -> bool:
    return _content(assessment, framework) == sha256


class _Roll:
    """One roll-up on its way: who stands, who is apart."""

    def __init__(
        self, organisation: Organisation, team: str | None, framework: Framework, occasion: Occasion,
        taken: Mapping[str, Assessment], known: Mapping[str, Held],
    ) -> None:  # fmt: skip
        self.organisation, self.team, self.framework = organisation, team, framework
        self.occasion, self.taken, self.known = occasion, taken, known
        self.sha256 = digest(framework)

    def roll(self, threshold: Fraction, by_headcount: bool) -> TeamRollup:
        """The whole of it."""
        standings: dict[str, Standing] = {}
        apart: list[LeftOut] = []
        there = teams_at(self.organisation, self.team, self.occasion)
        order = [one.id for one in within(self.organisation, self.team)]
        order += sorted(self.taken.keys() - set(order))
        wanted = {one.id for one in there} | self.taken.keys()
        counted = 0
        for team in order:
            why = self.gone(self.organisation.team_by_id.get(team), team in wanted)
            if why is not None:
                apart.append(why)
            elif team in wanted:
                counted += 1
                standing = self.standing(team)
                if isinstance(standing, Standing):
                    standings[team] = standing
                else:
                    apart.append(standing)
        return TeamRollup(
            self.organisation, self.team, self.framework, self.occasion, threshold, by_headcount,
            standings, tuple(apart), counted,
        )  # fmt: skip

    def gone(self, team: Team | None, wanted: bool) -> LeftOut | None:
        """Whether a team was not there. An assessment in a round counts, unless a team that followed has one too."""
        if team is None:
            return None
        held = self.taken.get(team.id)
        followers = [self.organisation.team_title(id) for id in team.followed_by]
        if has_ended(team, self.occasion) or (team.ends and self.succeeded(team)):
            if held is not None and self.occasion.round and not self.succeeded(team):
                return None
            return LeftOut(team.id, Reason.ENDED, words.ended(team, followers), held.id if held else None)
        if is_to_begin(team, self.occasion) and not (held and self.occasion.round):
            return LeftOut(team.id, Reason.NOT_BEGUN, words.to_begin(team), held.id if held else None)
        return None

    def succeeded(self, team: Team) -> bool:
        """Whether a team that has ended is followed by one that is assessed here: both would count the same people."""
        ended = team.ends is not None and (self.occasion.last is None or team.ends <= self.occasion.last)
        return ended and any(id in self.taken for id in team.followed_by)

    def standing(self, team: str) -> Standing | LeftOut:
        """A team's figures; or why there are none to put together."""
        title, held = self.organisation.team_title(team), self.taken.get(team)
        if held is None:
            sentence = words.no_assessment(title, self.framework, self.occasion)
            return LeftOut(team, Reason.NO_ASSESSMENT, sentence)
        its = self.known[held.id][1]
        if not _is(held, its, self.sha256):
            sentence = words.other_version(title, its, self.framework)
            return LeftOut(team, Reason.VERSION, sentence, held.id)
        results = roll_up(its, held, self.organisation.ambition)
        targets, gaps = targets_and_gaps(results, held, self.organisation.ambition)
        return Standing(team, held, results, targets, gaps)
