"""Means of targets and of gaps up the framework's tree, by the same weights as the scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from maturity_tui.assessments.rules import ONE, total
from maturity_tui.frameworks.models import Area, Framework, Rule
from maturity_tui.frameworks.values import exact

Weighted = list[tuple[Fraction, Fraction]]


def tree_means(framework: Framework, values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """For the whole, each area and each capability that has any, the mean of the values below it.

    Each node joins its children by its own weights: under `weighted-mean` by theirs, else alike. So a capability
    weighs the product of the normalised weights on its way up, as it does in the score, and where all of them have a
    gap, the whole's gap is its target less its score.
    """
    found: dict[str, Fraction] = {}
    tops = [(area, _mean_of(framework, area, values, found)) for area in framework.areas]
    whole = [(_weight(framework.rollup, area.weight), mean) for area, mean in tops if mean is not None]
    if whole:
        found[framework.id] = weighted_mean(whole)
    return found


def _mean_of(
    framework: Framework, area: Area, values: Mapping[str, Fraction], found: dict[str, Fraction]
) -> Fraction | None:
    rule = area.rollup or framework.rollup
    below: Weighted = []
    for child in area.areas:
        mean = _mean_of(framework, child, values, found)
        if mean is not None:
            below.append((_weight(rule, child.weight), mean))
    for item in area.capabilities:
        if item.id in values:
            found[item.id] = values[item.id]
            below.append((_weight(rule, item.weight), values[item.id]))
    if not below:
        return None
    found[area.id] = weighted_mean(below)
    return found[area.id]


def _weight(rule: Rule, weight: int | float) -> Fraction:
    return exact(weight) if rule is Rule.WEIGHTED_MEAN else ONE


def weighted_mean(pairs: Weighted) -> Fraction:
    """The mean of (weight, value) pairs, of which there is at least one; plainly where nothing weighs."""
    whole = total(weight for weight, _ in pairs)
    if not whole:
        return total(value for _, value in pairs) / len(pairs)
    return total(weight * value for weight, value in pairs) / whole


def plain_mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """The mean of what is there; None where nothing is. Over teams, which count alike."""
    known = [value for value in values if value is not None]
    return total(known) / len(known) if known else None
