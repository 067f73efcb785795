"""Krippendorff's alpha for ordinal levels, exactly, and its bootstrap interval. Knows units of levels, no assessment.

The published form (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011): with the coincidences o_ck,
their margins n_c and n = Σ n_c, and the ordinal difference δ_ck = Σ n_g (g from c to k) − (n_c + n_k) / 2,

    alpha = 1 − (n − 1) · Σ o_ck δ²_ck / Σ n_c n_k δ²_ck.

δ_ck is the distance between the mid-ranks of c and k among all that were given, so that both sums are sums of
squares of mid-ranks: that is how they are computed here, and the bootstrap's thousands of resamples at once. Ranks are
doubled, so that they are whole numbers; alpha is a ratio, in which the factor falls out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from maturity_tui.frameworks.values import Number

SEED: Final = 20260401
RESAMPLES: Final = 2000
COVERAGE: Final = 0.95
ENOUGH_VARIED: Final = 0.95

Unit = Sequence[Number]
"""The levels that were given to one thing; one who gave none is not in it."""


class Interval(NamedTuple):
    """Between which values 95 in 100 resamples lie; `without` is the share of resamples that had no variation."""

    low: float
    high: float
    without: float


def pairable(units: Iterable[Unit]) -> list[Unit]:
    """The units with at least two levels: one alone cannot agree or differ."""
    return [unit for unit in units if len(unit) > 1]


def mid_ranks(units: Iterable[Unit]) -> dict[Number, int]:
    """For each level that was given in a pairable unit, twice its mid-rank among all that were given."""
    margins = Counter(level for unit in pairable(units) for level in unit)
    found, below = {}, 0
    for level in sorted(margins):
        found[level] = below + margins[level]
        below += 2 * margins[level]
    return found


def within(unit: Unit, ranks: Mapping[Number, int]) -> int:
    """The sum of squared differences of ranks over the ordered pairs of one unit."""
    own = [ranks[level] for level in unit]
    return 2 * (len(own) * sum(rank * rank for rank in own) - sum(own) ** 2)


def alpha(units: Iterable[Unit]) -> Fraction | None:
    """Ordinal alpha; None where it is undefined: nothing can be paired, or everyone gave the same level everywhere."""
    paired = pairable(units)
    ranks = mid_ranks(paired)
    if len(ranks) < 2:
        return None
    observed = sum((Fraction(within(unit, ranks), len(unit) - 1) for unit in paired), Fraction(0))
    every = [level for unit in paired for level in unit]
    return 1 - (len(every) - 1) * observed / within(every, ranks)


def interval(units: Iterable[Unit], seed: int = SEED, resamples: int = RESAMPLES) -> Interval | None:
    """The percentile interval of alpha over resampled units, drawn with replacement; always the same for a seed.

    Ranks are taken anew in each resample. A resample in which only one level occurs has no alpha: it is left out of
    the percentiles and counted; None where more than one in twenty is such, or there are fewer than two units.
    """
    paired = pairable(units)
    levels = sorted({level for unit in paired for level in unit})
    if len(paired) < 2 or len(levels) < 2:
        return None
    import numpy as np

    place = {level: at for at, level in enumerate(levels)}
    counts = np.zeros((len(paired), len(levels)))
    for row, unit in enumerate(paired):
        for level in unit:
            counts[row, place[level]] += 1
    sizes = counts.sum(axis=1)
    draws = np.random.default_rng(seed).multinomial(len(paired), [1 / len(paired)] * len(paired), resamples)
    margins = draws @ counts
    ranks = margins.cumsum(axis=1) - margins / 2
    spread = sizes * (ranks**2 @ counts.T) - (ranks @ counts.T) ** 2
    observed = (draws * spread / (sizes - 1)).sum(axis=1)
    given = margins.sum(axis=1)
    expected = given * (margins * ranks**2).sum(axis=1) - (margins * ranks).sum(axis=1) ** 2
    varied = (margins > 0).sum(axis=1) > 1
    if varied.mean() < ENOUGH_VARIED:
        return None
    found = 1 - (given[varied] - 1) * observed[varied] / expected[varied]
    outside = 50 * (1 - COVERAGE)
    low, high = np.percentile(found, [outside, 100 - outside])
    return Interval(float(low), min(1.0, float(high)), float(1 - varied.mean()))
