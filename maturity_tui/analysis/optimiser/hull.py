"""The tightest cuts there are for a group of terms that few columns reach, its worth for every subset being known.

A tangent touches the curve where columns may be taken in part. Columns are whole, so that only the 2^m subsets count:
the least concave function above them (their hull) lies below every tangent. A facet of it is found by a small simplex
over subsets, and then lifted to where it lies above all of them: whatever the arithmetic did, the cut is valid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_tui.analysis.optimiser.terms import CoverProblem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]

MOST_COLUMNS = 12
MOST_PIVOTS = 200
# By how much a subset must lie above a facet to take part in it, relative to the group's whole worth.
_FINE = 1e-12
# How near a subset must be to a facet for it to be said to touch there.
_TOUCHES = 1e-11


@dataclass(frozen=True, eq=False)
class Facet:
    """θ ≤ constant + slope · x on the group's columns; the subsets at which it touches, as their numbers."""

    slope: Array
    constant: float
    touches: tuple[int, ...]


class Hull:
    """A group of terms on m columns. Subset number s has column j where bit j of s is set."""

    def __init__(self, problem: CoverProblem, weights: Array) -> None:
        import numpy as np

        terms = np.flatnonzero(weights)
        self.columns: Places = np.flatnonzero(problem.strength[:, terms].any(axis=1))
        self.bits = 2 ** np.arange(len(self.columns))
        self.subsets = (np.arange(2 ** len(self.columns))[:, None] & self.bits > 0).astype(float)
        sums = np.einsum("sj,jk->sk", self.subsets, problem.strength[np.ix_(self.columns, terms)])
        self.worth: Array = np.einsum("sk,k->s", -np.expm1(-sums), weights[terms])

    def number(self, x: Array) -> int:
        """Which subset a whole answer takes."""
        return int(self.bits[x[self.columns] > 0.5].sum())

    def facet(self, x: Array) -> Facet:
        """The facet above a point: what mixture of subsets with these shares is worth most, and its prices."""
        import numpy as np

        point = np.append(x[self.columns], 1.0)
        basis = np.concatenate([[0], np.cumsum(self.bits[np.argsort(-point[:-1], kind="stable")])])
        matrix = np.vstack([self.subsets[basis].T, np.ones(len(basis))])
        fine = _FINE * max(float(self.worth[-1]), _FINE)
        inverse = np.linalg.inv(matrix)
        for _ in range(MOST_PIVOTS):
            prices = self.worth[basis] @ inverse
            above = self.worth - np.einsum("sj,j->s", self.subsets, prices[:-1])
            enters = int(above.argmax())
            if above[enters] - prices[-1] <= fine:
                break
            column = np.append(self.subsets[enters], 1.0)
            rate = inverse @ column
            # Divided where it is positive only: what does not shrink cannot leave.
            share = np.divide(inverse @ point, rate, out=np.full(len(rate), np.inf), where=rate > 1e-9)
            leaves = int(share.argmin())
            basis[leaves] = enters
            row = inverse[leaves] / rate[leaves]
            inverse -= np.outer(rate, row)
            inverse[leaves] = row
        # The constant is the least that lies above every subset, whatever the pivots came to.
        constant = float(above.max())
        return Facet(prices[:-1], constant, tuple(np.flatnonzero(above >= constant - _TOUCHES).tolist()))


def hulls_of(problem: CoverProblem, groups: Array) -> dict[int, Hull]:
    """The hulls of those groups that few enough columns reach, by the group's place."""
    import numpy as np

    reached = np.einsum("ik,kg->ig", (problem.strength > 0).astype(float), (groups != 0).astype(float)) > 0
    few = np.flatnonzero((reached.sum(axis=0) <= MOST_COLUMNS) & reached.any(axis=0))
    return {int(place): Hull(problem, groups[:, place]) for place in few}
