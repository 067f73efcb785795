"""The seven roll-up rules, as arithmetic on exact numbers. They know no tree and no assessment.

A *part* is a child as its parent's rule sees it. A part that is not applicable leaves numerator and
denominator. A part that is applicable and has no score is blank, which is not zero: means leave it out, `sum`
and the rules by level then read "at least", `lowest` reads "at most".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from maturity_tui.frameworks.models import Rule
from maturity_tui.frameworks.values import Number, exact

ZERO, ONE = Fraction(0), Fraction(1)
LINEAR = frozenset({Rule.MEAN, Rule.WEIGHTED_MEAN, Rule.SUM})

# How far an item is met: not, partly, largely, fully, wholly. Each bound still belongs to the grade below it.
NOT, PARTLY, LARGELY, FULLY, WHOLLY = range(5)
BOUNDS = (Fraction(15, 100), Fraction(50, 100), Fraction(85, 100))


class Part(NamedTuple):
    """A child as a rule reads it, or what the rule makes of its children."""

    score: Fraction | None
    minimum: Fraction
    maximum: Fraction
    applicable: bool = True
    weight: Fraction = ONE
    rises: bool = False  # it may prove higher than it reads, once blanks are filled
    falls: bool = False  # it may prove lower


class Item(NamedTuple):
    """A capability as the rules by level read it: its level's tag, and how far it is met (None: blank)."""

    level: int | None
    grade: int | None
    applicable: bool = True


@lru_cache(maxsize=4096)
def grade(score: Number, lowest: Number, highest: Number) -> int:
    """How far a score meets its range: NOT to 15 %, PARTLY to 50, LARGELY to 85, FULLY; WHOLLY at the top.

    In a range of one level, what is scored is met.
    """
    low, high = exact(lowest), exact(highest)
    share = (exact(score) - low) / (high - low) if high > low else ONE
    return WHOLLY if share >= 1 else sum(share > bound for bound in BOUNDS)


def total(values: Iterable[Fraction]) -> Fraction:
    """The exact sum. On one common denominator: adding fractions one by one is most of a roll-up's time."""
    pairs = [value.as_integer_ratio() for value in values]
    common = lcm(*{below for _, below in pairs})
    return Fraction(sum(above * (common // below) for above, below in pairs), common)


def combine(rule: Rule, parts: Sequence[Part]) -> Part:
    """What `mean`, `weighted-mean`, `sum` and `lowest` make of their children. Not for the rules by level."""
    counted = [part for part in parts if part.applicable and (part.weight or rule is not Rule.WEIGHTED_MEAN)]
    scored = [part for part in counted if part.score is not None]
    applicable = any(part.applicable for part in parts)
    if rule is Rule.SUM:
        return _sum(counted, scored)._replace(applicable=applicable)
    # A figure's range is that of the parts it is made of, so that it always lies within.
    made_of = scored or counted or [part for part in parts if part.applicable] or parts
    low = _figure(rule, made_of, [part.minimum for part in made_of])
    high = _figure(rule, made_of, [part.maximum for part in made_of])
    if not scored:
        return Part(None, low, high, applicable)
    score = _figure(rule, scored, [part.score for part in scored if part.score is not None])
    rises, falls = any(part.rises for part in scored), any(part.falls for part in scored)
    if rule is not Rule.LOWEST and len(scored) < len(counted):
        # What is blank may prove better or worse than the mean of the rest.
        rises = falls = True
    if rule is Rule.LOWEST:
        rises = rises and all(part.rises for part in scored if part.score == score)
        falls = falls or len(scored) < len(counted)
    return Part(score, low, high, applicable, rises=rises, falls=falls)


def reached(rule: Rule, items: Sequence[Item], threshold: str | None = None) -> Part:
    """What `staged`, `cumulative` and `nplf` make of all items below: a level from 0 to the highest tag.

    `threshold` (N, P, L, F; largely where none is given) is for `cumulative`. Blanks count as not met, and
    the figure may rise where filling them could lift it. Raises ValueError for an item that has no level.
    """
    tagged = [(item.level, item.grade) for item in items if item.level is not None and item.applicable]
    if any(item.level is None for item in items):
        raise ValueError(f"{rule} needs a level on every item")
    top = max((level for level, _ in tagged), default=max(item.level or 0 for item in items))
    known = [(level, grade) for level, grade in tagged if grade is not None]
    if not known:
        return Part(None, ZERO, Fraction(top), bool(tagged))
    blank = [(level, NOT - 1) for level, grade in tagged if grade is None]
    own, below = _wanted(rule, threshold)
    level = _highest(top, [*known, *blank], own, below)
    rises = bool(blank) and level < _highest(top, known, own, below)
    return Part(Fraction(level), ZERO, Fraction(top), rises=rises)


def coefficients(rule: Rule, parts: Sequence[Part]) -> list[Fraction]:
    """How far a step of each child moves the node, for the linear rules; for the others, equal shares."""
    weighted = rule is Rule.WEIGHTED_MEAN
    weights = [
        (part.weight if weighted else ONE) if part.applicable and part.score is not None else ZERO
        for part in parts
    ]
    whole = total(weights)
    return weights if rule is Rule.SUM or not whole else [weight / whole for weight in weights]


def _figure(rule: Rule, parts: Sequence[Part], values: list[Fraction]) -> Fraction:
    """The parts' values as `mean`, `weighted-mean` or `lowest` joins them; plainly where nothing weighs."""
    first = values[0]
    if all(value is first for value in values):
        return first
    if rule is Rule.LOWEST:
        return min(values)
    if rule is Rule.WEIGHTED_MEAN and (weight := total(part.weight for part in parts)):
        return total(part.weight * value for part, value in zip(parts, values, strict=True)) / weight
    return total(values) / len(values)


def _sum(counted: list[Part], scored: list[Part]) -> Part:
    """The scored parts' sum. A blank adds nothing yet, and widens the range to what it may add."""
    blanks = [part for part in counted if part.score is None]
    low = total(part.minimum for part in scored or blanks)
    high = total(part.maximum for part in scored or blanks)
    if not scored:
        return Part(None, low, high)
    low += total(part.minimum for part in blanks if part.minimum < 0)
    high += total(part.maximum for part in blanks if part.maximum > 0)
    score = total(part.score for part in scored if part.score is not None)
    rises = any(part.rises for part in scored) or any(part.maximum > 0 for part in blanks)
    falls = any(part.falls for part in scored) or any(part.minimum < 0 for part in blanks)
    return Part(score, low, high, rises=rises, falls=falls)


def _wanted(rule: Rule, threshold: str | None) -> tuple[int, int]:
    """The grade that items of the level itself need, and the one that items of all levels below it need."""
    if rule is Rule.STAGED:
        return WHOLLY, WHOLLY
    if rule is Rule.NPLF:
        return LARGELY, FULLY
    stated = "NPLF".index(threshold or "L")
    return stated, stated


def _highest(top: int, graded: Iterable[tuple[int, int]], own: int, below: int) -> int:
    """The highest level whose items all have the grade `own`, and all below it the grade `below`.

    An item that is not yet good enough to build on caps the level at its own; one that does not even hold its
    own level caps it at the level before.
    """
    caps = [level if grade >= own else level - 1 for level, grade in graded if grade < max(own, below)]
    return min([top, *caps])
