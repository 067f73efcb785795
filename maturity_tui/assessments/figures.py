"""What a roll-up gives: a figure for every node, exact, with all that must be shown beside it.

Figures are rounded once, half up, when they are shown (`display`, `one_decimal`), and never before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from maturity_tui.assessments.rules import LINEAR, ONE, Part, coefficients, total
from maturity_tui.frameworks.models import Framework, Rule

Bound = Literal["at least", "at most"]
NodeKind = Literal["framework", "area", "capability"]
SHARE_AT_TARGET = "share at target"
NOTHING, NOT_APPLICABLE = "–", "n/a"


@dataclass(frozen=True)
class NodeFigure:
    """One node's figure. `rule` is "" for a capability; `bound` says which way blanks may still move it.

    In a skills framework the score of an area is the share of its skills at target (0 to 1): `at_target` of
    the `with_target` that are scored and have a target.
    """

    id: str
    title: str
    kind: NodeKind
    depth: int
    rule: str
    score: Fraction | None
    floor: Fraction | None
    minimum: Fraction
    maximum: Fraction
    scored: int
    applicable: int
    bound: Bound | None = None
    at_target: int = 0
    with_target: int = 0

    @property
    def display(self) -> str:
        """The figure as it is shown: one decimal, half up; a capability's as its scale writes it."""
        if not self.applicable:
            return NOT_APPLICABLE
        if self.score is None:
            return NOTHING
        if self.rule == SHARE_AT_TARGET:
            return f"{self.at_target} of {self.with_target} at target"
        text = one_decimal(self.score) if self.rule else as_written(self.score)
        return f"{self.bound} {text}" if self.bound else text


class Branch(NamedTuple):
    """A node with what its rule read: its children, or all capabilities below for the rules by level."""

    figure: NodeFigure
    part: Part
    rule: Rule
    read: tuple[Branch, ...] = ()


@dataclass(frozen=True)
class Results:
    """An assessment's figures: the whole first, then each area, its nested areas and its capabilities."""

    framework: Framework
    nodes: tuple[NodeFigure, ...]
    tree: Branch = field(repr=False)

    @cached_property
    def by_id(self) -> dict[str, NodeFigure]:
        """Every figure by its node's id. What is out of scope, or holds nothing in scope, has none."""
        return {node.id: node for node in self.nodes}

    @property
    def whole(self) -> NodeFigure:
        """The figure for the whole framework."""
        return self.nodes[0]

    @cached_property
    def is_linear(self) -> bool:
        """Whether every rule used is a mean or a sum."""
        return all(node.rule in LINEAR for node in self.nodes if node.rule)

    @cached_property
    def weights(self) -> dict[str, Fraction]:
        """The share of each scored capability in the whole; the shares sum to 1.

        Where the rules are linear, `factor` × Σ weight × score is exactly the whole's score. Below a rule
        that is not linear the scored share alike. In a skills framework those take part that are scored and
        have a target.
        """
        return {item: pull / self.factor for item, pull in self._pulls.items()}

    @cached_property
    def factor(self) -> Fraction:
        """What the weighted mean of the scores is multiplied by to give the whole: 1 unless a rule sums."""
        return total(self._pulls.values()) or ONE

    @cached_property
    def _pulls(self) -> dict[str, Fraction]:
        found = dict(_pulls(self.tree, ONE))
        return {node.id: found[node.id] for node in self.nodes if node.id in found}


def one_decimal(number: Fraction) -> str:
    """The number with one decimal, half up."""
    tenths = int(abs(number) * 10 + Fraction(1, 2))
    return f"{'-' if number < 0 and tenths else ''}{tenths // 10}.{tenths % 10}"


def as_written(number: Fraction) -> str:
    """A level as its scale writes it: 2, .25 as 0.25."""
    return str(number.numerator if number.denominator == 1 else float(number))


def _pulls(branch: Branch, pull: Fraction) -> Iterator[tuple[str, Fraction]]:
    """Every scored capability that the whole rests on, and how far a step of it moves the whole."""
    if branch.figure.kind == "capability":
        if branch.part.score is not None:
            yield branch.figure.id, pull
        return
    owns = coefficients(branch.rule, [child.part for child in branch.read])
    for child, own in zip(branch.read, owns, strict=True):
        yield from _pulls(child, pull if own is ONE else pull * own)
