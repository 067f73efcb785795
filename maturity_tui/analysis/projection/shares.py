"""From "low, likely, high" to what an effect leaves of a gap: a share's PERT distribution, and its means.

A share e is a beta distribution stretched between two bounds, with the likely value as its mode and the
two shape parameters adding up to 6. The bounds are solved so that low and high are its P5 and P95; a
range that is not calibrated is first widened about the mode. Bounds outside [0, .95] are cut. With u =
(mode − lower) / (upper − lower), P5 and P95 on the unit interval depend on u alone, so that one root of
one variable settles both bounds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from maturity_tui.analysis.inputs.interventions import HIGHEST_SHARE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

NODES = 12
_GRID = 257
_HALVINGS = 42
Range = tuple[float, float, float]


@dataclass(frozen=True)
class Pert:
    """A share's distribution: its bounds after the cut, and its mode. Equal bounds: a share that is known."""

    lower: float
    mode: float
    upper: float

    @property
    def mean(self) -> float:
        """The mean share at full dose: the figure that is printed beside the range."""
        return (self.lower + 4 * self.mode + self.upper) / 6

    @property
    def skew(self) -> float:
        """Where the mode lies between the bounds, 0 to 1."""
        return (self.mode - self.lower) / (self.upper - self.lower) if self.upper > self.lower else 0.5


_known: dict[tuple[Range, float], Pert] = {}


def perts(ranges: Iterable[Range], widening: float) -> dict[Range, Pert]:
    """The distribution of each (low, likely, high), solved together and kept for the next time."""
    wanted = {(float(low), float(mode), float(high)) for low, mode, high in ranges}
    new = [item for item in wanted if (item, widening) not in _known]
    open_ranges = [item for item in new if item[0] < item[2]]
    _known.update({(item, widening): Pert(item[1], item[1], item[1]) for item in new if item[0] == item[2]})
    if open_ranges:
        solved = _solve(open_ranges, widening)
        _known.update({(item, widening): pert for item, pert in zip(open_ranges, solved, strict=True)})
    return {item: _known[item, widening] for item in wanted}


def pert(low: float, likely: float, high: float, widening: float) -> Pert:
    """The distribution of one share whose range is widened by a factor about its mode (1: as given)."""
    item = (float(low), float(likely), float(high))
    return perts([item], widening)[item]


def _solve(ranges: list[Range], widening: float) -> list[Pert]:
    import numpy as np

    low, mode, high = np.array(ranges).T
    low, high = mode - widening * (mode - low), mode + widening * (high - mode)
    below = (mode - low) / (high - low)
    skew = _skew_where(below)
    p5, p95 = _quantiles(skew)
    width = (high - low) / (p95 - p5)
    lower = np.clip(mode - skew * width, 0, mode)
    upper = np.clip(mode + (1 - skew) * width, mode, HIGHEST_SHARE)
    return [Pert(*map(float, row)) for row in zip(lower, mode, upper, strict=True)]


def _skew_where(below: Array) -> Array:
    """The u at which the mode stands at `below` of the way from P5 to P95 (a rising function of u)."""
    import numpy as np

    grid, values = _table()
    place = np.clip(np.searchsorted(values, below), 1, _GRID - 1)
    left, right = grid[place - 1].copy(), grid[place].copy()
    for _ in range(_HALVINGS):
        middle = (left + right) / 2
        too_low = _mode_between(middle) < below
        left, right = np.where(too_low, middle, left), np.where(too_low, right, middle)
    return np.asarray((left + right) / 2)


@lru_cache(maxsize=1)
def _table() -> tuple[Array, Array]:
    import numpy as np

    grid = np.linspace(0, 1, _GRID)
    return grid, _mode_between(grid)


def _mode_between(skew: Array) -> Array:
    p5, p95 = _quantiles(skew)
    return (skew - p5) / (p95 - p5)


def _quantiles(skew: Array) -> tuple[Array, Array]:
    """P5 and P95 on the unit interval."""
    from scipy.special import betaincinv

    alpha, beta = 1 + 4 * skew, 5 - 4 * skew
    return betaincinv(alpha, beta, 0.05), betaincinv(alpha, beta, 0.95)


@lru_cache(maxsize=4096)
def nodes(share: Pert) -> tuple[Array, Array]:
    """Gauss-Jacobi nodes, as ln(1 − e), and weights that sum to 1: means over the share become short sums."""
    import numpy as np

    if share.upper <= share.lower:
        return np.log1p(-np.array([share.mode])), np.ones(1)
    points, weights = _jacobi(share.skew)
    return np.log1p(-(share.lower + (share.upper - share.lower) * points)), weights


def _jacobi(skew: float) -> tuple[Array, Array]:
    """Nodes on [0, 1] for the beta weight with shapes 1 + 4u and 5 − 4u (Golub & Welsch 1969)."""
    import numpy as np

    a, b = (
        4 - 4 * skew,
        4 * skew,
    )  # exponents of (1 − x) and (1 + x); their sum is 4, so no denominator is zero
    n = np.arange(NODES)
    twice = 2 * n + 4
    diagonal = (b * b - a * a) / (twice * (twice + 2.0))
    m, t = n[1:], twice[1:]
    beside = np.sqrt(4 * m * (m + a) * (m + b) * (m + 4) / (t * t * (t + 1.0) * (t - 1.0)))
    points, vectors = np.linalg.eigh(np.diag(diagonal) + np.diag(beside, 1) + np.diag(beside, -1))
    return (points + 1) / 2, vectors[0] ** 2


def strength(share: Pert, doses: Array, probability: float) -> Array:
    """−ln E[F] at each dose, with F = (1 − e)^dose where the input is delivered and 1 where it is not.

    For a share that is known and sure to be delivered this is dose · −ln(1 − e). A dose of 0 gives exactly 0.
    """
    import numpy as np

    logs, weights = nodes(share)
    lost = np.expm1(np.multiply.outer(doses, logs)) @ weights
    return np.asarray(-np.log1p(probability * lost))
