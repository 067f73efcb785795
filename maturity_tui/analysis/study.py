"""One assessment with all that is worked out from it, each figure once: what screens, commands and reports show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from maturity_tui.analysis.gap import Gap, gaps
from maturity_tui.assessments.figures import NodeFigure, Results
from maturity_tui.assessments.models import Assessment, Perspective
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.scope import in_scope, path_weights, weighted_mean
from maturity_tui.assessments.targets import TargetInForce, targets_in_force
from maturity_tui.frameworks.models import Framework, Rule
from maturity_tui.frameworks.values import clean_line, exact


@dataclass(frozen=True)
class Study:
    """One assessment, studied. `label` names it among others that are shown beside it."""

    assessment: Assessment
    framework: Framework
    organisation: Organisation
    label: str = ""

    @classmethod
    def of(cls, assessment: Assessment, framework: Framework, organisation: Organisation) -> Study:
        """The study of an assessment under its team's title."""
        return cls(assessment, framework, organisation, organisation.team_title(assessment.team))

    @cached_property
    def results(self) -> Results:
        """Every node's figure."""
        return roll_up(self.framework, self.assessment, self.organisation.ambition)

    @cached_property
    def targets(self) -> Mapping[str, TargetInForce]:
        """The target in force of each capability that has one."""
        return targets_in_force(self.framework, self.assessment, self.organisation.ambition)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Gaps, the largest weighted one first."""
        return gaps(self.framework, self.assessment, self.organisation.ambition)

    @cached_property
    def scope(self) -> tuple[str, ...]:
        """The capabilities in scope."""
        return in_scope(self.framework, self.assessment.scope)

    @property
    def team(self) -> str:
        """The team's title."""
        return clean_line(self.organisation.team_title(self.assessment.team))

    @property
    def whole(self) -> NodeFigure:
        """The figure for the whole."""
        return self.results.whole

    @cached_property
    def raters(self) -> Counter[Perspective]:
        """How many raters there are of each perspective."""
        return Counter(self.assessment.raters.values())

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """For the whole, each area and each capability, the capabilities in scope below it (or it itself)."""
        found: dict[str, list[str]] = {self.framework.id: list(self.scope)}
        for item in self.scope:
            found.setdefault(item, []).append(item)
            for area in self.framework.paths[item]:
                found.setdefault(area.id, []).append(item)
        return {node: tuple(items) for node, items in found.items()}

    def target(self, node: NodeFigure) -> Fraction | None:
        """The mean of the targets below a node, by weight; None where its rule makes that no target of its own."""
        if node.rule not in (Rule.MEAN, Rule.WEIGHTED_MEAN, Rule.LOWEST):
            return None
        weights = path_weights(self.framework)
        below = [
            item
            for item in self.below[node.id]
            if item in self.targets and self.results.by_id[item].applicable
        ]
        return weighted_mean([(weights[item], exact(self.targets[item].value)) for item in below])

    def gap(self, node: NodeFigure) -> Fraction | None:
        """The mean of the gaps below a node, by weight; None in a skills framework."""
        if self.framework.is_skills:
            return None
        below = frozenset(self.below[node.id])
        return weighted_mean([(gap.weight, gap.gap) for gap in self.gaps if gap.capability in below])

    def areas(self) -> Iterator[NodeFigure]:
        """The figures of the areas at the top."""
        return (node for node in self.results.nodes if node.kind == "area" and node.depth == 1)
