"""The cover problem as a linear programme in highspy: tangents added to a live model, its dual bound read.

Columns: x | θ | z. Terms are added up in groups, and θ_g ≤ sum over its terms of V (1 − (1 + p) e^(−p) + e^(−p) A x),
p = A x at the point where the tangent touches. A term that stands under a cap is a group of its own. Fewer, longer
rows make the tree several times faster than a column for each term, and are as tight where they touch. A group that
few columns reach has facets of its hull besides, which are tighter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maturity_tui.analysis.optimiser.hull import hulls_of
from maturity_tui.analysis.optimiser.layout import columns_of, groups_of, model_of, options_of, scale_of
from maturity_tui.analysis.optimiser.terms import CoverProblem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]

# How far from a bound of the relaxation a cut may lie and still be kept.
_BINDING = 1e-6
# How far the points that facets are sought above are drawn inside, where no two are alike.
_INSIDE = 0.02


@dataclass(frozen=True, eq=False)
class Found:
    """What a solve found: the columns' values (None: none), its bound, and whether there can be none."""

    x: Array | None
    theta: Array | None
    bound: float
    infeasible: bool = False
    stopped: bool = False


class Programme:
    """The relaxation of a cover problem that a solver holds."""

    def __init__(self, problem: CoverProblem, exact: bool) -> None:
        import highspy
        import numpy as np

        self.problem = problem
        self.n, self.k = problem.strength.shape
        self.groups, self.value = groups_of(problem)
        self.g = self.groups.shape[1]
        self.weights = self.groups.sum(axis=1)
        group = self.groups.argmax(axis=1) if self.g else np.zeros(self.k, dtype=int)
        self.order = np.argsort(group, kind="stable")
        self.firsts = np.searchsorted(group[self.order], np.arange(self.g))
        self.scale = scale_of(problem)
        # `highspy.Highs()` prints a banner before it can be told not to, into whatever is on the screen.
        self.solver: Any = highspy._core._Highs()
        self.highspy: Any = highspy
        for name, value in options_of(exact).items():
            self.solver.setOptionValue(name, value)
        self.solver.passModel(model_of(problem, self.groups, self.value, self.scale))
        self.integer = False
        self.hulls = hulls_of(problem, self.groups)
        self.fixed = int(self.solver.getNumRow())
        # Of each cut in the solver: its group, its right-hand side, the subsets at which it touches the hull.
        self.cuts: list[tuple[int, float, tuple[int, ...]]] = []
        self.touched: list[set[int]] = [set() for _ in range(self.g)]
        # A point in the middle: shares between .3 and .5, no two alike (multiples of the golden section).
        self.middle = 0.3 + 0.2 * (np.arange(1, self.n + 1) * 0.6180339887498949 % 1.0)

    def sharpen(self, x: Array, theta: Array | None, over: float = 0.0) -> int:
        """The tightest cuts there are at x, of those groups whose θ lies above the curve there (None: of all)."""
        return self.facets(x, theta, over) + self.tangents(x, theta, over, hulls=False)

    def tangents(self, x: Array, theta: Array | None, over: float = 0.0, hulls: bool = True) -> int:
        """The tangents that touch at x, of those groups whose θ lies above the curve there (None: of all).

        `hulls`: also of the groups that have a hull.
        """
        import numpy as np

        left = np.exp(-np.einsum("i,ik->k", x, self.problem.strength))
        curve = self._grouped(1 - left)
        lacking = np.ones(self.g, dtype=bool) if theta is None else theta - curve > over
        if not hulls:
            lacking[list(self.hulls)] = False
        places = np.flatnonzero(lacking)
        slopes = self._grouped(self.problem.strength * left)[:, places].T
        high = curve[places] - np.einsum("gi,i->g", slopes, x)
        for place, slope, most in zip(places, slopes, high, strict=True):
            columns = np.flatnonzero(slope)
            self._cut(int(place), columns, slope[columns], float(most), ())
        return len(places)

    def _grouped(self, terms: Array) -> Array:
        """What each group's terms add up to, along the last axis; always in the same order, unlike `@`."""
        import numpy as np

        return np.asarray(np.add.reduceat((terms * self.weights)[..., self.order], self.firsts, axis=-1))

    def facets(self, x: Array, theta: Array | None, over: float = 0.0) -> int:
        """The facets above x of those hulls that θ lies above (None: of those that no cut touches yet at x)."""
        whole = bool(((x < _BINDING) | (x > 1 - _BINDING)).all())
        inner = (1 - _INSIDE) * x + _INSIDE * self.middle
        count = 0
        for place, hull in self.hulls.items():
            number = hull.number(x)
            if whole and theta is None and number in self.touched[place]:
                continue
            if whole and theta is not None and theta[place] - hull.worth[number] <= over:
                continue
            facet = hull.facet(inner)
            above = theta is None or theta[place] - facet.constant - facet.slope @ x[hull.columns] > over
            if above:
                self._cut(place, hull.columns, facet.slope, facet.constant, facet.touches)
                count += 1
        return count

    def _cut(self, place: int, columns: Places, slope: Array, high: float, touches: tuple[int, ...]) -> None:
        """θ of a group − slope · x ≤ high, as a row."""
        import numpy as np

        index = np.append(columns, self.n + place).astype(np.int32)
        self.solver.addRow(-self.highspy.kHighsInf, high, len(index), index, np.append(-slope, 1.0))
        self.cuts.append((place, high, touches))
        self.touched[place].update(touches)

    def tidy(self) -> None:
        """Leave out the cuts that do not bind at the relaxation's optimum."""
        import numpy as np

        if self.relaxed(None).x is None:
            return
        values = np.array(self.solver.getSolution().row_value)[self.fixed :]
        binds = np.array([high for _, high, _ in self.cuts]) - values <= _BINDING
        loose = self.fixed + np.flatnonzero(~binds)
        self.solver.deleteRows(len(loose), loose.astype(np.int32))
        self.cuts = [cut for cut, keep in zip(self.cuts, binds, strict=True) if keep]
        self.touched = [set() for _ in range(self.g)]
        for place, _, touches in self.cuts:
            self.touched[place].update(touches)

    def without(self, x: Array) -> None:
        """No longer this very answer: its worth is known."""
        import numpy as np

        signs = np.where(x > 0.5, -1.0, 1.0)
        index = np.arange(self.n, dtype=np.int32)
        low = 1.0 - float((x > 0.5).sum())
        self.solver.addRow(low, self.highspy.kHighsInf, self.n, index, signs)

    def relaxed(self, stop: Callable[[], bool] | None) -> Found:
        """The linear relaxation, solved."""
        self._integers(False)
        kinds = self.highspy.cb.HighsCallbackType
        return self._solve([kinds.kCallbackSimplexInterrupt], lambda *_: bool(stop and stop()), None)

    def whole(
        self,
        start: Array | None,
        gap: float,
        enough: Callable[[float], bool],
        improved: Callable[[Array], None],
    ) -> Found:
        """The integer programme, to a relative gap. `improved` is given each answer; `enough` is asked, with
        the bound so far, whether to leave off."""
        import numpy as np

        self._integers(True)
        self.solver.setOptionValue("mip_rel_gap", gap)
        if start is not None:
            solution = self.highspy.HighsSolution()
            solution.col_value = columns_of(self.problem, self.groups, start).tolist()
            solution.value_valid = True
            self.solver.setSolution(solution)
        kinds = self.highspy.cb.HighsCallbackType

        def ask(out: Any) -> bool:
            return enough(float(out.mip_dual_bound) * self.scale)

        def tell(out: Any) -> None:
            improved(np.round(np.array(out.mip_solution[: self.n])))

        return self._solve([kinds.kCallbackMipInterrupt, kinds.kCallbackMipSolution], ask, tell)

    def _solve(
        self, kinds: list[Any], leave_off: Callable[[Any], bool], tell: Callable[[Any], None] | None
    ) -> Found:
        import numpy as np

        left: list[bool] = []
        failed: list[BaseException] = []
        solution_kind = self.highspy.cb.HighsCallbackType.kCallbackMipSolution

        def called(kind: Any, _message: str, out: Any, give: Any, _data: Any) -> None:
            try:
                if kind == solution_kind:
                    if tell is not None:
                        tell(out)
                elif left or leave_off(out):
                    left.append(True)
                    give.user_interrupt = True
            except BaseException as error:  # an error must not pass through the solver's own code
                failed.append(error)
                if kind != solution_kind:
                    give.user_interrupt = True

        self.solver.setCallback(called, None)
        for kind in kinds:
            self.solver.startCallback(kind)
        self.solver.run()
        for kind in kinds:
            self.solver.stopCallback(kind)
        if failed:
            raise failed[0]
        status = self.solver.getModelStatus()
        states = self.highspy.HighsModelStatus
        if status in (states.kInfeasible, states.kUnboundedOrInfeasible):
            return Found(None, None, -np.inf, infeasible=True, stopped=bool(left))
        info = self.solver.getInfo()
        bound = info.mip_dual_bound if self.integer else info.objective_function_value
        if not self.integer and status != states.kOptimal:
            bound = np.inf
        values = np.array(self.solver.getSolution().col_value)
        if not len(values) or info.primal_solution_status != 2:
            return Found(None, None, float(bound) * self.scale, stopped=bool(left))
        x, theta = values[: self.n], values[self.n : self.n + self.g]
        return Found(
            np.round(x) if self.integer else np.clip(x, 0, 1),
            theta,
            float(bound) * self.scale,
            stopped=bool(left),
        )

    def _integers(self, on: bool) -> None:
        import numpy as np

        if on == self.integer:
            return
        self.integer = on
        index = np.arange(self.n, dtype=np.int32)
        kind = self.highspy.HighsVarType.kInteger if on else self.highspy.HighsVarType.kContinuous
        self.solver.changeColsIntegrality(self.n, index, np.full(self.n, int(kind), dtype=np.uint8))
        for place, ceiling in enumerate(self.problem.ceilings):
            if ceiling.whole:
                self.solver.changeColIntegrality(self.n + self.g + place, kind)
