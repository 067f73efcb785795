"""The search: a greedy start, the root bound, then integer programmes until the gap is proved."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from maturity_tui.analysis.optimiser.greedy import beside, exchanged, greedy, rounded
from maturity_tui.analysis.optimiser.programme import Found, Programme
from maturity_tui.analysis.optimiser.terms import CoverProblem, Progress, Solution, Worth, gap_of, merged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MOST_ROUNDS = 60
ROOT_ROUNDS = 12
EXACT = 1e-6
# By how much θ must lie above the curve for a cut to be worth a row.
FINEST, COARSEST = 1e-10, 1e-7
# Answers met on the way whose cuts are taken along; answers beside the best, and how much less they may be worth.
LEARNT = 8
BESIDE, NEARLY = 30, 0.02


class Search:
    """One problem being solved: the best answer, the bound, and who is told of them."""

    def __init__(
        self,
        problem: CoverProblem,
        tolerance: float,
        heard: Callable[[Progress], None] | None,
        stop: Callable[[], bool] | None,
    ) -> None:
        import numpy as np

        self.began = monotonic()
        self.problem = merged(problem)
        self.worth = Worth(self.problem)
        self.tolerance = tolerance
        self.heard = heard
        self.stop = stop
        self.best: Array | None = None
        self.gain = -np.inf
        self.upper = np.inf
        self.stopped = False
        self.seen: list[Array] = []
        self.more = True
        self.tight = False
        self.over = FINEST if tolerance < EXACT else COARSEST
        self.told: tuple[float, float] = (-np.inf, np.inf)

    def run(self, start: Array | None) -> Solution:
        """The answer."""
        if start is not None:
            self._offer(start)
        for x in greedy(self.problem, self.worth):
            self._offer(x)
        programme = Programme(self.problem, self.tolerance < EXACT)
        if self._root(programme):
            self._rounds(programme)
        return self._solution()

    def _root(self, programme: Programme) -> bool:
        """The bound of the relaxation, cuts added until it stands; whether there is more to do."""
        import numpy as np

        programme.tangents(np.zeros(self.problem.size), None)
        if self.best is not None:
            programme.tangents(self.best, None)
        self._settled(programme, programme.tangents)
        if self.more and self.best is not None:
            self._offer(exchanged(self.best, self.problem, self.worth))
        if not programme.hulls or not self.more:
            return self.more
        found = self._settled(programme, programme.sharpen)
        if self.more and found is not None:
            programme.tidy()
            self.tight = True
            self._offer(rounded(found, self.problem, self.worth))
            self._learn_beside(programme)
        return self.more

    def _settled(self, programme: Programme, cut: Callable[[Array, Array, float], int]) -> Array | None:
        """The relaxation solved and cut until its bound stands; where it stood in the end."""
        import numpy as np

        before = np.inf
        for _ in range(ROOT_ROUNDS):
            found = programme.relaxed(self.stop)
            if found.infeasible:
                self.upper, self.more = self.gain, False
            if self._stopping() or found.x is None or found.theta is None:
                self.more = self.more and not self.stopped
                return None
            self._bound(found.bound)
            self.more = not self.done
            if not self.more or before - found.bound < 0.05 * self.tolerance * abs(found.bound):
                break
            before = found.bound
            if not cut(found.x, found.theta, self.over):
                break
        return found.x

    def _rounds(self, programme: Programme) -> None:
        for _ in range(MOST_ROUNDS):
            if self.done:
                return
            self.seen = []
            found = programme.whole(self.best, self._inner(), self._enough, self._improved)
            if found.infeasible:
                self.upper = min(self.upper, self.gain)
                return
            self._bound(found.bound)
            if found.x is not None:
                self._improved(found.x)
            if self._stopping():
                return
            self._learn(programme, found)

    def _learn(self, programme: Programme, found: Found) -> None:
        """Cuts at the answers met; where they tell nothing new of the last, it is left out by name."""
        if found.x is not None and not programme.sharpen(found.x, found.theta, self.over):
            programme.without(found.x)
        for x in self.seen[-LEARNT:]:
            programme.sharpen(x, None)
        self._learn_beside(programme)

    def _learn_beside(self, programme: Programme) -> None:
        """Facets at the best answers that differ from the best in a column or two: the tree will meet them."""
        if self.best is None or not programme.hulls:
            return
        for x in beside(self.best, self.worth, self.gain - NEARLY * abs(self.gain))[:BESIDE]:
            programme.facets(x, None)

    @property
    def done(self) -> bool:
        """Whether what might still be had is within the tolerance."""
        return self._near(self.upper)

    def _near(self, upper: float) -> bool:
        return gap_of(self.gain, upper) <= self.tolerance

    def _inner(self) -> float:
        """How far each programme is solved: while it has loose tangents only, not far."""
        left = 0.0 if self.tight else gap_of(self.gain, self.upper)
        return max(self.tolerance / 2, min(0.005, left / 4), 1e-10)

    def _enough(self, bound: float) -> bool:
        self._bound(bound)
        return self._stopping() or self.done

    def _improved(self, x: Array) -> None:
        self.seen.append(x)
        self._offer(x)

    def _offer(self, x: Array) -> None:
        worth = float(self.worth.of(x)[0])
        if worth > self.gain:
            self.best, self.gain = x, worth
            self._tell()

    def _bound(self, bound: float) -> None:
        import numpy as np

        if np.isfinite(bound) and bound < self.upper:
            self.upper = max(bound, self.gain)
            self._tell()

    def _tell(self) -> None:
        if self.heard is None or self.best is None or (self.gain, self.upper) == self.told:
            return
        self.told = self.gain, self.upper
        self.heard(
            Progress(
                self.best, self.gain, self.upper, gap_of(self.gain, self.upper), monotonic() - self.began
            )
        )

    def _stopping(self) -> bool:
        if not self.stopped and self.stop is not None and self.stop():
            self.stopped = True
        return self.stopped

    def _solution(self) -> Solution:
        import numpy as np

        chosen = () if self.best is None else tuple(int(i) for i in np.flatnonzero(self.best > 0.5))
        gap = gap_of(self.gain, self.upper)
        seconds = monotonic() - self.began
        return Solution(self.best, self.gain, self.upper, gap, self.stopped, seconds, chosen=chosen)
