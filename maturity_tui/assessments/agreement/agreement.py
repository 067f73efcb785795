"""How far the raters of a team agree: over all, by area, and capability by capability.

Only ratings of the perspective *team* count. Who does not know (`x`) gave no level, and what is not applicable is left
out. The statistic is ordinal Krippendorff's alpha (`agreement_alpha`), and beside it always stand plain words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Final, Literal

from maturity_tui.assessments.agreement import alpha as formula
from maturity_tui.assessments.agreement.alpha import Interval
from maturity_tui.assessments.models import EMPTY_SCORE, Assessment, Perspective
from maturity_tui.assessments.scope import in_scope, scores_held
from maturity_tui.assessments.votes import spread
from maturity_tui.frameworks.models import Area, Framework
from maturity_tui.frameworks.values import Number, exact

# Krippendorff's customary limits (Content Analysis, 2004, p. 241): rely on .800 and more; with .667 to .800, only
# tentative conclusions.
ALIKE_FROM: Final = Fraction(800, 1000)
MOSTLY_FROM: Final = Fraction(667, 1000)

FEW_CAPABILITIES: Final = 5
"""Fewer capabilities than this that two have rated are few: the words say so, and there is no interval."""

FEW_RATERS: Final = 3
"""Fewer raters than this are few."""


class Seen(StrEnum):
    """How alike raters see it, as a team lead would say it."""

    ALIKE = "raters see it alike"
    MOSTLY = "mostly alike"
    DIFFERENTLY = "differently"
    ALL_AGREE = "all agree"
    TOO_FEW = "too few to compare"
    NOBODY = "not rated by two"


@dataclass(frozen=True)
class NodeAgreement:
    """The whole's or an area's agreement. Alpha is None where it is undefined; `seen` says why.

    `capabilities` are those that at least two have rated, `raters` those who did. Of the `pairs` of raters of one
    capability, `equal` gave the same level.
    """

    id: str
    title: str
    kind: Literal["framework", "area"]
    depth: int
    alpha: Fraction | None
    interval: Interval | None
    seen: Seen
    capabilities: int
    raters: int
    pairs: int
    equal: int

    @property
    def few(self) -> bool:
        """Whether so few took part that the figure may be chance."""
        some = self.seen not in (Seen.NOBODY, Seen.TOO_FEW)
        return some and (self.capabilities < FEW_CAPABILITIES or self.raters < FEW_RATERS)

    @property
    def words(self) -> str:
        """What to say of it: `mostly alike`, `differently (few)`."""
        return f"{self.seen} (few)" if self.few else str(self.seen)


@dataclass(frozen=True)
class CapabilityAgreement:
    """One capability: the levels that its raters gave, lowest first, and how far apart they are.

    `apart` is the mean squared ordinal difference between two of its raters, over that between any two ratings of the
    assessment: 0 where all gave one level, 1 where they differ like any two. None with fewer than two raters.
    """

    id: str
    levels: tuple[Number, ...]
    spread: Number | None
    apart: Fraction | None


@dataclass(frozen=True)
class Agreement:
    """The whole first, then each area and its nested areas; the capabilities in the order of discussion."""

    nodes: tuple[NodeAgreement, ...]
    capabilities: tuple[CapabilityAgreement, ...]

    @property
    def whole(self) -> NodeAgreement:
        """The agreement over everything in scope."""
        return self.nodes[0]

    @cached_property
    def by_id(self) -> dict[str, NodeAgreement]:
        """The whole and the areas by their ids."""
        return {node.id: node for node in self.nodes}

    @property
    def apart(self) -> tuple[CapabilityAgreement, ...]:
        """The capabilities whose raters differ, the furthest apart first."""
        return tuple(one for one in self.capabilities if one.apart)


def by_disagreement(framework: Framework, assessment: Assessment) -> tuple[str, ...]:
    """The capabilities in scope, those first that are to be discussed first.

    By the mean squared ordinal difference between two of its raters, then by spread, then in the framework's order.
    What fewer than two have rated stands last: nobody can differ there.
    """
    return Votes.of(framework, assessment).order


def agreement(framework: Framework, assessment: Assessment) -> Agreement:
    """How far the team's raters agree. Areas without a capability in scope are left out."""
    votes = Votes.of(framework, assessment)
    nodes = [_node(votes, framework.id, framework.title, "framework", 0, votes.given)]
    for top in framework.areas:
        nodes += _areas(votes, top, 1)
    return Agreement(tuple(nodes), tuple(votes.capability(item) for item in votes.order))


@dataclass(frozen=True)
class Votes:
    """The levels that the team's raters gave, by capability in scope and rater, in the framework's order."""

    given: dict[str, dict[str, Number]]

    @classmethod
    def of(cls, framework: Framework, assessment: Assessment) -> Votes:
        """What was given; nothing where the capability is not applicable."""
        held = scores_held(framework, assessment)
        team = {who for who, side in assessment.raters.items() if side is Perspective.TEAM}
        found: dict[str, dict[str, Number]] = {}
        for item in in_scope(framework, assessment.scope):
            score = held.get(item, EMPTY_SCORE)
            found[item] = {
                rater: rating.level
                for rater, rating in score.ratings.items()
                if rating.level is not None and rater in team and score.not_applicable is None
            }
        return cls(found)

    def units(self, items: Iterable[str]) -> list[tuple[Number, ...]]:
        """The levels that each of these capabilities was given."""
        return [tuple(self.given[item].values()) for item in items]

    def raters(self, items: Iterable[str]) -> int:
        """How many raters share a capability among these with another."""
        return len({rater for item in items if len(self.given[item]) > 1 for rater in self.given[item]})

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The capabilities, those first whose raters are most apart."""
        found = {item: self.capability(item) for item in self.given}
        return tuple(sorted(found, key=lambda item: _reading(found[item])))

    def capability(self, item: str) -> CapabilityAgreement:
        """What the raters of one capability gave, and how far apart they are."""
        levels = tuple(sorted(self.given[item].values()))
        apart = _mean_difference(levels, self._ranks)
        if apart and self._difference:
            apart /= self._difference
        return CapabilityAgreement(item, levels, spread(levels), apart)

    @cached_property
    def _ranks(self) -> dict[Number, int]:
        return formula.mid_ranks(self.units(self.given))

    @cached_property
    def _difference(self) -> Fraction | None:
        """The mean squared ordinal difference between any two ratings."""
        every = [level for unit in formula.pairable(self.units(self.given)) for level in unit]
        return _mean_difference(every, self._ranks)


def _mean_difference(levels: formula.Unit, ranks: dict[Number, int]) -> Fraction | None:
    pairs = len(levels) * (len(levels) - 1)
    return Fraction(formula.within(levels, ranks), pairs) if pairs else None


def _reading(one: CapabilityAgreement) -> tuple[bool, Fraction, Fraction]:
    return one.apart is None, -(one.apart or Fraction(0)), -exact(one.spread or 0)


def _areas(votes: Votes, area: Area, depth: int) -> Iterator[NodeAgreement]:
    items = [item.id for item in area.each_capability() if item.id in votes.given]
    if items:
        yield _node(votes, area.id, area.title, "area", depth, items)
        for below in area.areas:
            yield from _areas(votes, below, depth + 1)


def _node(
    votes: Votes, id: str, title: str, kind: Literal["framework", "area"], depth: int, items: Iterable[str]
) -> NodeAgreement:
    items = tuple(items)
    units = formula.pairable(votes.units(items))
    alpha = formula.alpha(units) if len(units) > 1 else None
    enough = len(units) >= FEW_CAPABILITIES
    counts = [Counter(unit) for unit in units]
    return NodeAgreement(
        id,
        title,
        kind,
        depth,
        alpha,
        formula.interval(units) if enough else None,
        _seen(alpha, units),
        len(units),
        votes.raters(items),
        sum(len(unit) * (len(unit) - 1) // 2 for unit in units),
        sum(count * (count - 1) // 2 for one in counts for count in one.values()),
    )


def _seen(alpha: Fraction | None, units: list[formula.Unit]) -> Seen:
    if not units:
        return Seen.NOBODY
    if len({level for unit in units for level in unit}) == 1:
        return Seen.ALL_AGREE
    if alpha is None:
        return Seen.TOO_FEW
    return Seen.ALIKE if alpha >= ALIKE_FROM else Seen.MOSTLY if alpha >= MOSTLY_FROM else Seen.DIFFERENTLY
