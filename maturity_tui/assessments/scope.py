"""What takes part in an assessment: which capabilities, what is held about them, and what they weigh."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from maturity_tui.assessments.models import Assessment, Scope, Score
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import exact


def in_scope(framework: Framework, scope: Scope) -> tuple[str, ...]:
    """The ids of the capabilities that a scope names, in the framework's order.

    Older ids count as those that replaced them; what the framework does not know is left out.
    """
    if scope == "all":
        return tuple(framework.capabilities)
    if scope == "core":
        return framework.core
    wanted = {framework.resolve(item) for item in scope}
    return tuple(item for item in framework.capabilities if item in wanted)


def scores_held(framework: Framework, assessment: Assessment) -> Mapping[str, Score]:
    """What the assessment holds, by the ids in force; of an old and its new id, the new one's score."""
    if not framework.aliases:
        return assessment.scores
    renamed = {framework.resolve(item): score for item, score in assessment.scores.items()}
    in_force = {item: score for item, score in assessment.scores.items() if item not in framework.aliases}
    return renamed | in_force


def path_weights(framework: Framework) -> dict[str, Fraction]:
    """For each capability the product of its own weight and those of the areas above it; not normalised."""
    weights: dict[str, Fraction] = {}
    for item, path in framework.paths.items():
        weight = exact(framework.capabilities[item].weight)
        for area in path:
            if area.weight != 1:
                weight *= exact(area.weight)
        weights[item] = weight
    return weights
