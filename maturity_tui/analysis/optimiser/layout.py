"""How the solver's columns and rows are laid out, and its options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_tui.analysis.optimiser.hull import MOST_COLUMNS
from maturity_tui.analysis.optimiser.terms import ROUNDING, CoverProblem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SEED = 20261125
# Fewer groups make smaller programmes with looser tangents; this many, or a few more than columns, did best.
LEAST_GROUPS = 100
# More hulls than this (or than two a column) would take longer than they save.
MOST_HULLS = 250


def model_of(problem: CoverProblem, groups: Array, worth: Array, scale: float) -> Any:
    """The programme without tangents, as highspy takes it: costs over `scale`, rows, caps."""
    import highspy
    import numpy as np

    n, g = problem.size, len(worth)
    most = -np.expm1(-problem.strength.sum(axis=0)) @ groups
    inf = highspy.kHighsInf
    lp: Any = highspy.HighsLp()
    lows: list[float] = []
    highs: list[float] = []
    starts: list[int] = [0]
    index: list[int] = []
    value: list[float] = []

    def row(coefs: Any, low: float, high: float) -> None:
        pairs = [(place, coef) for place, coef in coefs if coef]
        index.extend(place for place, _ in pairs)
        value.extend(coef for _, coef in pairs)
        starts.append(len(index))
        lows.append(max(low, -inf))
        highs.append(min(high, inf))

    for one in problem.rows:
        row(one.coefs.items(), one.low, one.high)
    column = groups.argmax(axis=1) if g else []
    for place, ceiling in enumerate(problem.ceilings):
        for cap in ceiling.caps:
            down = [(int(n + column[term]), -coef) for term, coef in cap.coefs.items()]
            row([(n + g + place, 1.0), *down], -inf, cap.constant)
    linear = np.zeros(n) if problem.linear is None else problem.linear
    weight = [ceiling.weight for ceiling in problem.ceilings]
    lp.num_col_, lp.num_row_ = n + g + len(weight), len(lows)
    lp.col_cost_ = np.concatenate([linear, worth, weight]) / scale
    lp.col_lower_ = np.concatenate([np.zeros(n + g), [c.low for c in problem.ceilings]])
    lp.col_upper_ = np.concatenate([np.ones(n), most, [c.high for c in problem.ceilings]])
    lp.row_lower_, lp.row_upper_ = np.array(lows), np.array(highs)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array(starts, dtype=np.int32)
    lp.a_matrix_.index_ = np.array(index, dtype=np.int32)
    lp.a_matrix_.value_ = np.array(value, dtype=float)
    lp.offset_ = problem.constant / scale
    lp.sense_ = highspy.ObjSense.kMaximize
    return lp


def groups_of(problem: CoverProblem) -> tuple[Array, Array]:
    """Terms × groups, and what a step of each group's column is worth.

    Terms under a cap stand alone. Those that the same few columns reach stand together, so that a hull can be made of
    them; of the others, those whose strengths resemble one another, so that a tangent fits them all.
    """
    import numpy as np

    n, k = problem.strength.shape
    reached = problem.strength > 0
    capped = np.zeros(k, dtype=bool)
    capped[[term for ceiling in problem.ceilings for cap in ceiling.caps for term in cap.coefs]] = True
    few = ~capped & (reached.sum(axis=0) <= MOST_COLUMNS)
    kinds, place = np.unique(reached[:, few].T, axis=0, return_inverse=True)
    if len(kinds) > max(MOST_HULLS, 2 * n):
        few[:], kinds = False, kinds[:0]
    many = np.flatnonzero(~capped & ~few)
    count = min(len(many), max(LEAST_GROUPS - len(kinds), n + n // 4))
    alike = many[np.lexsort(reached[:, many][::-1])] if len(many) else many
    own = np.flatnonzero(capped)
    groups = np.zeros((k, len(kinds) + count + len(own)))
    if len(kinds):
        groups[np.flatnonzero(few), place.reshape(-1)] = problem.value[few]
    groups[alike, len(kinds) + np.arange(len(many)) * count // max(len(many), 1)] = problem.value[alike]
    groups[own, len(kinds) + count + np.arange(len(own))] = 1.0
    return groups, np.concatenate([np.ones(len(kinds) + count), problem.value[own]])


def scale_of(problem: CoverProblem) -> float:
    """What the objective is divided by, so that the solver's absolute tolerances mean something."""
    import numpy as np

    total = float(np.abs(problem.value).sum()) + sum(abs(one.weight) for one in problem.ceilings)
    if problem.linear is not None:
        total += float(np.abs(problem.linear).max(initial=0.0))
    return total or 1.0


def options_of(exact: bool) -> dict[str, Any]:
    """One thread, one seed, no time limit: the same answer each time."""
    tight = 1e-9 if exact else 1e-7
    return {
        "output_flag": False, "threads": 1, "parallel": "off", "random_seed": SEED,
        # The greedy start and the exchanges find as good answers for less.
        "mip_heuristic_effort": 0.0,
        "mip_abs_gap": 1e-12 if exact else 1e-9,
        "primal_feasibility_tolerance": tight, "dual_feasibility_tolerance": tight,
        "mip_feasibility_tolerance": 1e-9 if exact else 1e-6,
    }  # fmt: skip


def columns_of(problem: CoverProblem, groups: Array, x: Array) -> Array:
    """A whole solution that an answer leads to: x | θ | z."""
    import numpy as np

    u = -np.expm1(-np.einsum("i,ik->k", x, problem.strength))
    z = []
    for ceiling in problem.ceilings:
        caps = (
            cap.constant + sum(coef * u[term] for term, coef in cap.coefs.items()) for cap in ceiling.caps
        )
        most = min([ceiling.high, *caps])
        z.append(max(float(np.floor(most + ROUNDING)) if ceiling.whole else most, ceiling.low))
    return np.concatenate([x, np.einsum("k,kg->g", u, groups), np.array(z, dtype=float)])
