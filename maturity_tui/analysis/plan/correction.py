"""What a back-test suggests to change: a factor on each kind of input, and how far ranges are widened.

The factors are fitted by least squares on the cells that inputs reached, each cell by the doubt about its two scores,
and drawn towards 1 as far as the assumption's own range says: with few cells little is learnt, and little changes.
How far the cells moved that no input reached is taken off before: that rise is no input's doing.
Where kinds reach the same cells they cannot be told apart, and get one factor. A person accepts it, or does not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maturity_tui.analysis.inputs.interventions import InputKind
from maturity_tui.analysis.plan.backtest import usual_sampler
from maturity_tui.analysis.plan.calibration import EXPECTED, calibration
from maturity_tui.analysis.plan.tested import FEWEST, BackTest, Held, Sampler
from maturity_tui.analysis.projection.model import Model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LEAST, MOST = 0.25, 2.0
ALIKE = 0.9
"""Two kinds whose effects over the cells are correlated more than this cannot be told apart."""
WIDENINGS = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_Z = 1.6448536269514722  # P95 of the normal distribution
_STEP = 0.02
_NOTHING_TO_SAY = 0.05
_ROUNDS = 40


@dataclass(frozen=True)
class Correction:
    """Assumptions that the later round speaks for, by name, and in sentences why. Empty: nothing is suggested."""

    overrides: dict[str, float] = field(default_factory=dict)
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fit:
    """One factor for some kinds, and its standard error."""

    kinds: tuple[InputKind, ...]
    factor: float
    error: float


def suggest(test: BackTest, sampler: Sampler | None = None) -> Correction:
    """What the later round suggests to change in the plan's assumptions."""
    reached = [one for one in test.cells if one.reached_by]
    if len(reached) < FEWEST:
        few = f"Inputs had reached {len(reached)} of the cells compared: too few to learn from."
        return Correction(why=(few,))
    overrides: dict[str, float] = {}
    why: list[str] = [_drift_words(test)]
    for fit in fitted(test):
        names = " and ".join(kind.value for kind in fit.kinds)
        if abs(fit.factor - 1) < _NOTHING_TO_SAY:
            why.append(f"{names.capitalize()} did about what was assumed: its factor stays at 1.")
            continue
        overrides |= {f"{kind}.factor": fit.factor for kind in fit.kinds}
        why.append(_factor_words(names, fit, several=len(fit.kinds) > 1))
    widening, said = _widening(test, overrides, sampler or usual_sampler)
    if widening is not None:
        overrides["range.widening"] = widening
    return Correction(overrides, (*why, *said))


def fitted(test: BackTest) -> tuple[Fit, ...]:
    """The factors: one a kind where they can be told apart, else one for all."""
    import numpy as np

    kinds = [
        kind
        for kind in InputKind
        if sum(kind in one.reached_by for one in test.cells) >= FEWEST
    ]  # fmt: skip
    alone = len(kinds) < 2 or not _apart(_slopes(test, [(kind,) for kind in kinds], np.ones(len(kinds))))
    present = tuple(sorted({kind for one in test.cells for kind in one.reached_by}))
    groups = [present] if alone else [(kind,) for kind in kinds]
    factors, errors = _least_squares(test, groups)
    return tuple(
        Fit(group, round(float(factor), 2), float(error))
        for group, factor, error in zip(groups, factors, errors, strict=True)
    )


def predicted(test: BackTest, factors: dict[InputKind, float]) -> Array:
    """The levels of the compared cells with these factors."""
    model = test.model
    assumed = model.assumptions.with_overrides({f"{kind}.factor": factor for kind, factor in factors.items()})
    other = Model(model.baseline, model.quarters, assumed, model.calibrated)
    return other.run(test.done.chosen).final[_places(test), -1]


Group = tuple[InputKind, ...]


def _least_squares(test: BackTest, groups: Sequence[Group]) -> tuple[Array, Array]:
    """The factors that make the sum of squares least, within their limits; and their standard errors.

    Gauss-Newton with a prior of mean 1, as wide as the assumptions' own range.
    """
    import numpy as np

    now = np.array([one.now - (test.drift or 0.0) for one in test.cells])
    doubt = np.array([test.model.baseline.cells[place].sd for place in _places(test)])
    prior = np.array([1 / _spread(test, group) for group in groups])
    factors = np.ones(len(groups))

    def cost(at: Array) -> float:
        left = (now - predicted(test, _by_kind(groups, at))) / doubt
        return float(left @ left + ((at - 1) * prior) @ ((at - 1) * prior))

    best = cost(factors)
    for _ in range(_ROUNDS):
        slopes = _slopes(test, groups, factors) / doubt[:, None]
        left = (now - predicted(test, _by_kind(groups, factors))) / doubt
        curve = slopes.T @ slopes + np.diag(prior**2)
        step = np.linalg.solve(curve, slopes.T @ left - prior**2 * (factors - 1))
        factors, moved, best = _stepped(cost, factors, step, best)
        if moved < 1e-4:
            break
    return factors, np.sqrt(np.diag(np.linalg.inv(curve)))


def _stepped(
    cost: Callable[[Array], float], factors: Array, step: Array, best: float
) -> tuple[Array, float, float]:
    """As far along the step as makes it better, how far that was, and the cost there."""
    import numpy as np

    for part in (1.0, 0.5, 0.25, 0.1):
        trial = np.clip(factors + part * step, LEAST, MOST)
        found = cost(trial)
        if found < best:
            return trial, float(np.abs(trial - factors).max()), found
    return factors, 0.0, best


def _slopes(test: BackTest, groups: Sequence[Group], factors: Array) -> Array:
    """How the levels of the compared cells move with each factor."""
    import numpy as np

    columns = []
    for at in range(len(groups)):
        up, down = factors.copy(), factors.copy()
        up[at], down[at] = min(MOST, up[at] + _STEP), max(LEAST, down[at] - _STEP)
        far = predicted(test, _by_kind(groups, up)) - predicted(test, _by_kind(groups, down))
        columns.append(far / (up[at] - down[at]))
    return np.column_stack(columns)


def _apart(slopes: Array) -> bool:
    """Whether each kind moves other cells than the others do."""
    import numpy as np

    sizes = np.linalg.norm(slopes, axis=0)
    if not (sizes > 0).all():
        return False
    alike = (slopes / sizes).T @ (slopes / sizes)
    return bool((np.abs(alike - np.eye(len(sizes))) < ALIKE).all())


def _spread(test: BackTest, group: Group) -> float:
    """What is believed of a factor beforehand: half its range, as a standard deviation."""
    entry = test.model.assumptions.by_name[f"{group[0]}.factor"]
    return ((entry.high or 1.5) - (entry.low or 0.5)) / (2 * _Z)


def _by_kind(groups: Sequence[Group], factors: Array) -> dict[InputKind, float]:
    return {kind: float(factor) for group, factor in zip(groups, factors, strict=True) for kind in group}


def _places(test: BackTest) -> list[int]:
    return [test.model.baseline.place[one.team, one.capability] for one in test.cells]


def _factor_words(names: str, fit: Fit, *, several: bool) -> str:
    less = "less" if fit.factor < 1 else "more"
    whose = "they reach the same cells, so one factor for all" if several else "on the cells it reached"
    limit = ", the limit of what is suggested" if fit.factor in (LEAST, MOST) else ""
    return (
        f"{names.capitalize()} did {less} than was assumed: factor {fit.factor:g}{limit} "
        f"({whose}; standard error {fit.error:.2f})."
    )


def _drift_words(test: BackTest) -> str:
    alone = sum(not one.reached_by for one in test.cells)
    if test.drift is None:
        return f"Only {alone} cells were reached by no input, so what came about by itself is counted as the inputs'."
    return (
        f"The {alone} cells that no input reached moved by {test.drift:+.2f} of a level on average; "
        "so much is taken off before inputs are judged."
    )


def _widening(
    test: BackTest, overrides: dict[str, float], sampler: Sampler
) -> tuple[float | None, tuple[str, ...]]:
    """How far ranges are to be widened so that 9 in 10 lie inside, where they now do not; with the factors in place."""
    touched = [one for one in test.cells if one.reached_by]
    now = _inside(test, touched, overrides, sampler)
    found = calibration(now, [0.0] * len(now))
    if found is None or found.verdict == "in keeping":
        return None, ()
    how = "wider" if found.verdict == "too narrow" else "narrower"
    fact = f"{found.inside} of the {found.of} cells reached lie inside, and 9 in 10 should"
    if test.model.calibrated:
        return None, (f"{fact}; the plan takes its ranges as calibrated, and widens none.",)
    before = test.model.assumptions.number("range.widening")
    counted = {
        width: sum(_inside(test, touched, {**overrides, "range.widening": width}, sampler))
        for width in WIDENINGS
        if (width > before) == (how == "wider") and width != before
    }
    best = min(counted, key=lambda width: (abs(counted[width] - EXPECTED * found.of), abs(width - before)))
    if abs(counted[best] - EXPECTED * found.of) >= abs(found.inside - EXPECTED * found.of):
        return None, (f"{fact}; no other widening of the ranges would mend that.",)
    return best, (
        f"{fact}: ranges {how}, {best:g} times instead of {before:g} ({counted[best]} then lie inside).",
    )


def _inside(
    test: BackTest, cells: Sequence[Held], overrides: dict[str, float], sampler: Sampler
) -> list[bool]:
    """Which cells lie inside their band with other assumptions."""
    model = test.model
    other = Model(
        model.baseline, model.quarters, model.assumptions.with_overrides(overrides), model.calibrated
    )
    bands = sampler(other, test.done.chosen).nodes
    drift = test.drift or 0.0
    return [
        bands[one.team, one.capability][0][-1] <= one.now - drift <= bands[one.team, one.capability][1][-1]
        for one in cells
    ]
