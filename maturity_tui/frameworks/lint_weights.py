"""Findings in the weights: all zero, percentages that do not add up, weights that the rule does not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from maturity_tui.frameworks.check import each_area
from maturity_tui.frameworks.door import PathKey
from maturity_tui.frameworks.findings import Finding, listed, named, number
from maturity_tui.frameworks.models import Area, Capability, Framework, Rule
from maturity_tui.frameworks.values import Number, exact

# Sums that lie so near to a whole that the whole was most likely meant.
WHOLES = ((100, 90, 110), (1, 0.9, 1.1))


class _Node(NamedTuple):
    """An area, or the whole, with what its rule joins."""

    id: str
    title: str
    path: PathKey
    rule: Rule
    children: tuple[Area | Capability, ...]

    @property
    def weights(self) -> list[Number]:
        return [child.weight for child in self.children]


def _nodes(framework: Framework) -> Iterator[_Node]:
    if framework.is_skills:  # shares at target: no rule joins levels, and nothing is weighed
        return
    yield _Node(framework.id, framework.title, (), framework.rollup, framework.areas)
    for path, area in each_area(framework):
        rule = area.rollup or framework.rollup
        yield _Node(area.id, area.title, path, rule, (*area.areas, *area.capabilities))


def zero_weights(framework: Framework) -> Iterator[Finding]:
    """Weighted means in which nothing weighs: they never have a figure."""
    for node in _nodes(framework):
        if node.rule is Rule.WEIGHTED_MEAN and not any(node.weights):
            message = (
                f"All that lies in {named(node.title)} weighs 0, so its weighted mean never has a figure."
            )
            yield Finding("zero-weights", "warning", node.id, message, node.path)


def odd_sums(framework: Framework) -> Iterator[Finding]:
    """Weights that look like shares of 100, or of 1, and add up to a little more or less."""
    for node in _nodes(framework):
        if node.rule is not Rule.WEIGHTED_MEAN or len(set(node.weights)) < 2:
            continue
        total = sum(exact(weight) for weight in node.weights)
        for whole, least, most in WHOLES:
            if exact(least) <= total <= exact(most) and total != whole and _like_shares(node.weights, whole):
                message = (
                    f"The weights in {named(node.title)} look like shares of {whole}, and add up to "
                    f"{number(float(total))}."
                )
                yield Finding("odd-sum", "warning", node.id, message, node.path)


def _like_shares(weights: list[Number], whole: int) -> bool:
    """Weights such as 40 and 58, or 0.5 and 0.48: some are large parts of the whole, none is larger."""
    return whole / 10 <= max(weights) < whole


def ignored_weights(framework: Framework) -> Iterator[Finding]:
    """Weights under a rule that does not read them; they still count in gaps."""
    for node in _nodes(framework):
        set_ = [child.title for child in node.children if child.weight != 1]
        if set_ and node.rule is not Rule.WEIGHTED_MEAN:
            which = listed([named(title) for title in set_], 3)
            message = (
                f"The weight of {which} counts in gaps only, not in the score: the rule of {named(node.title)} is "
                f"`{node.rule}`."
            )
            yield Finding("ignored-weight", "note", node.id, message, node.path)
