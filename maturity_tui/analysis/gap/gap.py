"""Gaps: how far each scored capability lies below its target, and which matter most. Exact, never below 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_tui.assessments.figures import Results
from maturity_tui.assessments.means import tree_means
from maturity_tui.assessments.models import Assessment, Confidence
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.scope import in_scope, path_weights, scores_held
from maturity_tui.assessments.targets import targets_in_force
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number, exact


@dataclass(frozen=True)
class Gap:
    """One capability's gap, in levels: max(0, target − score).

    `weight` is the product of the framework's own weights on the path; `priority` the sum of the priorities
    of the themes that set a target for it (1 where none does); `weighted` is gap × weight × priority.
    """

    capability: str
    team: str
    score: Number
    target: Number
    gap: Fraction
    weight: Fraction
    priority: Fraction
    weighted: Fraction
    themes: tuple[str, ...]
    confidence: Confidence | None


def gaps(framework: Framework, assessment: Assessment, ambition: Sequence[Theme]) -> tuple[Gap, ...]:
    """The gaps of all capabilities in scope that are scored and have a target; largest weighted one first.

    A target that is reached gives a gap of 0, not a negative one. Equals stand in the framework's order.
    """
    targets = targets_in_force(framework, assessment, ambition)
    weights = path_weights(framework)
    held = scores_held(framework, assessment)
    priorities = {theme.id: exact(theme.priority) for theme in ambition}
    found = []
    for item in in_scope(framework, assessment.scope):
        score, target = held.get(item), targets.get(item)
        if score is None or score.agreed is None or target is None:
            continue
        gap = max(Fraction(), exact(target.value) - exact(score.agreed))
        asked = [priorities[theme] for theme in target.themes] or [Fraction(1)]
        priority = sum(asked, Fraction())
        found.append(
            Gap(
                item, assessment.team, score.agreed, target.value, gap, weights[item], priority,
                gap * weights[item] * priority, target.themes, score.confidence,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda gap: -gap.weighted))


def node_gap(results: Results, gaps: Sequence[Gap], node: str) -> Fraction | None:
    """A node's gap: the mean of the gaps of its capabilities, by the weights of the tree; None where it has none.

    None too for an area and for the whole of a skills framework, where it would be a mean of levels.
    """
    framework = results.framework
    if node not in framework.capabilities and framework.is_skills:
        return None
    return tree_means(framework, {gap.capability: gap.gap for gap in gaps}).get(node)
