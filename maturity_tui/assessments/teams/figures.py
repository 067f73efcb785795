"""What a roll-up over teams gives: each node's figure over the teams that count, and who is left out and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from maturity_tui.assessments.figures import NodeFigure, Results
from maturity_tui.assessments.means import weighted_mean
from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.teams import words
from maturity_tui.assessments.teams.occasion import Occasion, within
from maturity_tui.assessments.teams.service import ServiceFigure, over_teams, value_of
from maturity_tui.frameworks.models import Framework


class Reason(StrEnum):
    """Why a team is left out."""

    VERSION = "another version"
    COVERAGE = "below the coverage threshold"
    NO_FIGURE = "no figure"
    HEADCOUNT = "no headcount"
    NO_ASSESSMENT = "no assessment"
    ENDED = "ended"
    NOT_BEGUN = "not begun"


@dataclass(frozen=True)
class LeftOut:
    """A team that does not count, and why."""

    team: str
    reason: Reason
    sentence: str
    assessment: str | None = None


@dataclass(frozen=True)
class Standing:
    """A team's assessment of the version that is rolled up, with its figures."""

    team: str
    assessment: Assessment
    results: Results
    targets: Mapping[str, Fraction] = field(repr=False)
    gaps: Mapping[str, Fraction] = field(repr=False)


@dataclass(frozen=True)
class TeamsFigure:
    """One node over the teams that count: `over` them, and the means of their targets and gaps where they have any."""

    over: ServiceFigure
    target: Fraction | None
    gap: Fraction | None


@dataclass(frozen=True)
class TeamRollup:
    """What `roll_up_teams` gives. `apart` are the teams left out of every node; `left_out` says who and why."""

    organisation: Organisation
    team: str | None
    framework: Framework
    occasion: Occasion
    threshold: Fraction
    by_headcount: bool
    standings: Mapping[str, Standing]
    apart: tuple[LeftOut, ...]
    teams: int
    """How many teams there were: those that count, and those that might have."""

    @cached_property
    def results(self) -> dict[str, Results]:
        """The figures of each team that was scored on this version."""
        return {team: one.results for team, one in self.standings.items()}

    @cached_property
    def weights(self) -> dict[str, Fraction] | None:
        """What each team counts, where not all count alike."""
        if not self.by_headcount:
            return None
        return {
            team: Fraction(self.organisation.team_by_id[team].headcount or 0)
            if team in self.organisation.team_by_id
            else Fraction()
            for team in self.standings
        }

    @property
    def title(self) -> str:
        """Whose roll-up it is."""
        return self.organisation.title if self.team is None else self.organisation.team_title(self.team)

    def figure(self, node: str | None = None) -> TeamsFigure:
        """One node's figure; without a node, the whole's."""
        node = node or self.framework.id
        over = over_teams(self.results, node, threshold=self.threshold, weights=self.weights)
        counted = [team for team in self.standings if team not in over.left_out]
        target = self._mean(counted, {team: self.standings[team].targets.get(node) for team in counted})
        gap = self._mean(counted, {team: self.standings[team].gaps.get(node) for team in counted})
        return TeamsFigure(replace(over, teams=self.teams), target, gap)

    def value(self, team: str, node: str | None = None) -> Fraction | None:
        """What a team counts with in a node; None where it does not count."""
        results = self.results[team]
        if self.weights is not None and not self.weights[team]:
            return None
        return value_of(results, results.by_id.get(node or self.framework.id), self.threshold)

    def nodes(self) -> tuple[NodeFigure, ...]:
        """Every node that any team has, in the framework's order, as its first team has it."""
        found: dict[str, NodeFigure] = {}
        for one in self.standings.values():
            for node in one.results.nodes:
                found.setdefault(node.id, node)
        order = [self.framework.id, *_ids(self.framework)]
        return tuple(found[id] for id in order if id in found)

    def left_out(self, node: str | None = None) -> tuple[LeftOut, ...]:
        """Who does not count in a node (the whole), and why; in the tree's order."""
        found = {one.team: one for one in self.apart}
        for team in self.figure(node).over.left_out:
            found[team] = self._why(team, node or self.framework.id)
        order = {team.id: place for place, team in enumerate(within(self.organisation, self.team))}
        return tuple(sorted(found.values(), key=lambda one: (order.get(one.team, len(order)), one.team)))

    def narrowed(self, team: str) -> TeamRollup:
        """The roll-up of one team with all below it, on the same version: that of all, of those within."""
        inside = {one.id for one in within(self.organisation, team)}
        standings = {id: one for id, one in self.standings.items() if id in inside}
        apart = tuple(one for one in self.apart if one.team in inside)
        owed = sum(one.reason in (Reason.VERSION, Reason.NO_ASSESSMENT) for one in apart)
        return replace(self, team=team, standings=standings, apart=apart, teams=len(standings) + owed)

    def explain(self, node: str | None = None) -> str:
        """How a node's figure came about, with who is left out."""
        return words.explain(self, node or self.framework.id)

    def _mean(self, teams: Sequence[str], values: Mapping[str, Fraction | None]) -> Fraction | None:
        weights = self.weights
        pairs = [
            (Fraction(1) if weights is None else weights[team], value)
            for team in teams
            if (value := values[team]) is not None
        ]
        return weighted_mean(pairs) if pairs else None

    def _why(self, team: str, node: str) -> LeftOut:
        one, title = self.standings[team], self.organisation.team_title(team)
        figure = one.results.by_id.get(node)
        if value_of(one.results, figure, self.threshold) is not None:
            reason, sentence = Reason.HEADCOUNT, words.no_headcount(title)
        elif figure is None or value_of(one.results, figure, Fraction()) is None:
            reason, sentence = Reason.NO_FIGURE, words.no_figure(title, self.framework, figure)
            if figure is not None and figure.applicable and not figure.scored:
                reason = Reason.COVERAGE
        else:
            reason, sentence = Reason.COVERAGE, words.not_covered(title, figure, self.threshold)
        return LeftOut(team, reason, sentence, one.assessment.id)


def _ids(framework: Framework) -> list[str]:
    """The ids of areas and capabilities in the order of results."""
    found: dict[str, None] = {}
    for item, path in framework.paths.items():
        found |= dict.fromkeys([*(area.id for area in path), item])
    return list(found)
