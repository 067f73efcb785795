"""One assessment with all that is worked out from it, each figure once: what screens, commands and reports show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from maturity_tui.analysis.gap.gap import Gap, gaps
from maturity_tui.assessments.figures import NodeFigure, Results
from maturity_tui.assessments.means import tree_means
from maturity_tui.assessments.models import Assessment, Perspective
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.scope import in_scope
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
        """The mean of the targets below a node; None where its rule makes that no target of its own."""
        if node.rule not in (Rule.MEAN, Rule.WEIGHTED_MEAN, Rule.LOWEST):
            return None
        return self._mean_targets.get(node.id)

    def gap(self, node: NodeFigure) -> Fraction | None:
        """The mean of the gaps below a node; None in a skills framework."""
        return None if self.framework.is_skills else self._mean_gaps.get(node.id)

    @cached_property
    def _mean_targets(self) -> Mapping[str, Fraction]:
        results = self.results.by_id
        aims = {
            item: exact(target.value)
            for item, target in self.targets.items()
            if item in results and results[item].applicable
        }
        return tree_means(self.framework, aims)

    @cached_property
    def _mean_gaps(self) -> Mapping[str, Fraction]:
        return tree_means(self.framework, {gap.capability: gap.gap for gap in self.gaps})

    def areas(self) -> Iterator[NodeFigure]:
        """The figures of the areas at the top."""
        return (node for node in self.results.nodes if node.kind == "area" and node.depth == 1)
