"""A concave cover problem, and what one answer to it is worth.

maximise sum_k V_k u_k + sum_j W_j z_j + sum_i linear_i x_i        u_k ≤ 1 − exp(−A_k x), x binary, linear rows on x

and each *ceiling* z_j lies under every one of its caps, which are linear in the u: a prerequisite's gate, a
target that is reached or not, the lowest of all levels.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]

# A sum that fills a limit exactly must not miss it by rounding.
ROUNDING = 1e-9
# Levels run to five: a difference this small is the arithmetic's own.
NOTHING = 1e-13


@dataclass(frozen=True)
class Row:
    """low ≤ sum of coefficient · x ≤ high, with what it stands for in words."""

    coefs: Mapping[int, float]
    low: float = -inf
    high: float = inf
    name: str = ""


@dataclass(frozen=True)
class Cap:
    """constant + sum of coefficient · u, by the place of the term."""

    constant: float
    coefs: Mapping[int, float]


@dataclass(frozen=True)
class Ceiling:
    """A variable z, between low and high, under all its caps; `whole`: it counts only in whole steps."""

    caps: tuple[Cap, ...]
    weight: float = 0.0
    low: float = -inf
    high: float = inf
    whole: bool = False


@dataclass(frozen=True, eq=False)
class CoverProblem:
    """Values of the terms (k), strengths (n columns × k), rows on the columns; ceilings and costs if any."""

    value: Array
    strength: Array
    rows: Sequence[Row] = ()
    ceilings: Sequence[Ceiling] = ()
    linear: Array | None = None
    constant: float = 0.0

    @property
    def size(self) -> int:
        """How many columns there are to choose from."""
        return int(self.strength.shape[0])


@dataclass(frozen=True, eq=False)
class Progress:
    """The best answer so far: its columns, what it is worth, what nothing can exceed, and the gap."""

    x: Array
    gain: float
    upper: float
    proved_gap: float
    seconds: float


@dataclass(frozen=True, eq=False)
class Solution:
    """The answer. `x` is None where no answer keeps all rows (or none was found before it was stopped)."""

    x: Array | None
    gain: float
    upper: float
    proved_gap: float
    stopped: bool = False
    seconds: float = 0.0
    rounds: int = 0
    chosen: tuple[int, ...] = field(default=())

    @property
    def feasible(self) -> bool:
        """Whether there is an answer."""
        return self.x is not None


def gap_of(gain: float, upper: float) -> float:
    """(upper − gain) / upper, the share that might still be had; 0 where nothing might."""
    from math import isfinite

    if not isfinite(upper) or not isfinite(gain):
        return 1.0
    missing = max(0.0, upper - gain)
    return missing / max(abs(upper), abs(gain)) if missing > NOTHING else 0.0


def merged(problem: CoverProblem) -> CoverProblem:
    """The same problem with terms of equal strengths taken together, and those nothing reaches left out."""
    import numpy as np

    strength = np.round(problem.strength, 12)
    rows, where = np.unique(strength.T, axis=0, return_inverse=True)
    where = where.reshape(-1)
    value = np.zeros(len(rows))
    np.add.at(value, where, problem.value)
    ceilings = [_renamed(ceiling, where) for ceiling in problem.ceilings]
    used = value != 0
    used[[k for ceiling in ceilings for cap in ceiling.caps for k in cap.coefs]] = True
    used &= rows.any(axis=1)
    place = np.where(used, np.cumsum(used) - 1, -1)
    kept = [_renamed(ceiling, place) for ceiling in ceilings]
    return CoverProblem(
        value[used], np.ascontiguousarray(rows[used].T), problem.rows, kept, problem.linear, problem.constant
    )


def _renamed(ceiling: Ceiling, place: Places) -> Ceiling:
    caps = []
    for cap in ceiling.caps:
        coefs: dict[int, float] = {}
        for k, coef in cap.coefs.items():
            if place[k] >= 0:
                coefs[int(place[k])] = coefs.get(int(place[k]), 0.0) + coef
        caps.append(Cap(cap.constant, coefs))
    return Ceiling(tuple(caps), ceiling.weight, ceiling.low, ceiling.high, ceiling.whole)


class Worth:
    """What answers are worth, evaluated truly: −inf for one that breaks a row or a ceiling's lower end."""

    def __init__(self, problem: CoverProblem) -> None:
        import numpy as np

        n = problem.size
        self.problem = problem
        self.matrix = np.zeros((len(problem.rows), n))
        for place, row in enumerate(problem.rows):
            for column, coef in row.coefs.items():
                self.matrix[place, column] += coef
        self.low = np.array([row.low for row in problem.rows], dtype=float)
        self.high = np.array([row.high for row in problem.rows], dtype=float)
        self.slack = ROUNDING * np.maximum(1.0, np.abs(self.matrix).sum(axis=1))
        caps = [(j, cap) for j, ceiling in enumerate(problem.ceilings) for cap in ceiling.caps]
        # Each cap has a term at least, so that its sum can be taken over a stretch of them.
        weighed = [(term, coef) for _, cap in caps for term, coef in (cap.coefs or {0: 0.0}).items()]
        self.terms = np.array([term for term, _ in weighed], dtype=int)
        self.coefs = np.array([coef for _, coef in weighed], dtype=float)
        self.stretches = np.cumsum([0, *(max(len(cap.coefs), 1) for _, cap in caps)])[:-1]
        self.constants = np.array([cap.constant for _, cap in caps], dtype=float)
        counts = [len(ceiling.caps) for ceiling in problem.ceilings]
        self.starts = np.cumsum([0, *counts[:-1]]) if counts else np.zeros(0, dtype=int)
        self.weight = np.array([ceiling.weight for ceiling in problem.ceilings], dtype=float)
        self.bottom = np.array([ceiling.low for ceiling in problem.ceilings], dtype=float)
        self.top = np.array([ceiling.high for ceiling in problem.ceilings], dtype=float)
        self.whole = np.array([ceiling.whole for ceiling in problem.ceilings], dtype=bool)

    def kept(self, x: Array, beside: Array | None = None) -> Array:
        """Which answers (rows of x) keep every row."""
        import numpy as np

        sums = _sums(np.atleast_2d(x), self.matrix.T, beside)
        return np.asarray(((sums >= self.low - self.slack) & (sums <= self.high + self.slack)).all(axis=1))

    def of(self, x: Array, beside: Array | None = None) -> Array:
        """What each answer (rows of x) is worth; sooner where they differ little from another, `beside`."""
        import numpy as np

        x = np.atleast_2d(x)
        kept = self.kept(x, beside)
        total = np.full(len(x), -np.inf)
        # What breaks a row need not be worked out, and in a search most do.
        total[kept] = self._of_kept(x[kept], beside)
        return total

    def _of_kept(self, x: Array, beside: Array | None) -> Array:
        import numpy as np

        u = -np.expm1(-_sums(x, self.problem.strength, beside))
        # Not `@`: the threads that it wakes for such small products cost more than they do.
        total = self.problem.constant + np.einsum("ak,k->a", u, self.problem.value)
        if self.problem.linear is not None:
            total = total + np.einsum("ai,i->a", x, self.problem.linear)
        if not len(self.weight) or not len(x):
            return np.asarray(total)
        z = np.minimum.reduceat(self.constants + self._capped(u), self.starts, axis=1)
        z = np.minimum(z, self.top)
        z = np.where(self.whole, np.floor(z + ROUNDING), z)
        reached = (z >= self.bottom - ROUNDING).all(axis=1)
        return np.asarray(np.where(reached, total + np.maximum(z, self.bottom) @ self.weight, -np.inf))

    def _capped(self, u: Array) -> Array:
        import numpy as np

        if not self.problem.strength.shape[1]:  # no column reaches any term
            return np.zeros((len(u), len(self.constants)))
        return np.asarray(np.add.reduceat(u[:, self.terms] * self.coefs, self.stretches, axis=1))


def _sums(x: Array, matrix: Array, beside: Array | None) -> Array:
    """x · matrix, as the sums of a nearby answer and what each changes of it."""
    import numpy as np

    start = np.zeros(x.shape[1]) if beside is None else beside
    changes = x - start
    rows, columns = np.nonzero(changes)
    sums = np.zeros((len(x), matrix.shape[1]))
    if len(rows):
        first = np.flatnonzero(np.diff(rows, prepend=-1))
        sums[rows[first]] = np.add.reduceat(matrix[columns] * changes[rows, columns, None], first, axis=0)
    return np.asarray(sums + np.einsum("i,ij->j", start, matrix))
