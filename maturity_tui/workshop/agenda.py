"""In which order a workshop takes the capabilities, and which of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.scope import in_scope, path_weights, scores_held
from maturity_tui.assessments.targets import targets_in_force
from maturity_tui.assessments.votes import suggested
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number, exact
from maturity_tui.workshop.setup import Order


def agenda(
    framework: Framework,
    assessment: Assessment,
    ambition: Sequence[Theme] = (),
    before: Mapping[str, Number] | None = None,
    *,
    order: Order = Order.AREA,
    core_only: bool = False,
) -> tuple[str, ...]:
    """The capabilities of an assessment in the order in which they are talked about.

    By area: the framework's order. By gap: the largest weighted gap first. By disagreement: where the team's
    votes lie furthest apart first. `before` holds last round's agreed scores. Equals stand in the framework's order.
    """
    scope = in_scope(framework, assessment.scope)
    if core_only:
        scope = tuple(item for item in scope if framework.capabilities[item].core)
    if order is Order.GAP:
        gaps = expected_gaps(framework, assessment, ambition, before or {})
        # What nobody knows anything of stands before what is known to be at its target.
        return tuple(sorted(scope, key=lambda item: -gaps.get(item, Fraction(1, 10**9))))
    if order is Order.DISAGREEMENT:
        from maturity_tui.assessments.agreement.agreement import by_disagreement

        place = {item: index for index, item in enumerate(by_disagreement(framework, assessment))}
        return tuple(sorted(scope, key=lambda item: place.get(item, len(place))))
    return scope


def expected_gaps(
    framework: Framework, assessment: Assessment, ambition: Sequence[Theme], before: Mapping[str, Number]
) -> dict[str, Fraction]:
    """The weighted gap of every capability that has a target and a level: the agreed score's, else what the team's
    votes suggest, else last round's. Weighted as in the list of gaps."""
    weights, held = path_weights(framework), scores_held(framework, assessment)
    priority = {theme.id: exact(theme.priority) for theme in ambition}
    found = {}
    for item, target in targets_in_force(framework, assessment, ambition).items():
        score = held.get(item)
        level = score.agreed if score else None
        if level is None and score is not None:
            level = suggested(score, assessment.raters)
        if level is None:
            level = before.get(item)
        if level is not None:
            asked = sum((priority[theme] for theme in target.themes), Fraction()) if target.themes else 1
            found[item] = max(Fraction(), exact(target.value) - exact(level)) * weights[item] * asked
    return found
