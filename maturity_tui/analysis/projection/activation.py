"""How much of an input is at work at each quarter-end: training fades, technology is taken up, people
settle in.

Throughout, `k` counts quarter-ends since the start (1 at the end of the first quarter, 0 or less before)
and `d` is the number of quarters to deliver. Every figure lies in [0, 1].
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import InputKind

MONTHS_A_QUARTER = 3


def activation(kind: InputKind, k: int, d: int, assumptions: Assumptions) -> float:
    """The share of an input's effect that is at work at the end of its k-th quarter."""
    if k <= 0:
        return 0.0
    if kind is InputKind.TRAINING:
        return _training(k, d, assumptions)
    if k <= d:
        return 0.0
    return _adopted(k - d, assumptions) if kind is InputKind.TECHNOLOGY else _settled(k - d, assumptions)


def activations(kind: InputKind, ks: Iterable[int], d: int, assumptions: Assumptions) -> tuple[float, ...]:
    """`activation` at each of several quarter-ends."""
    return tuple(activation(kind, k, d, assumptions) for k in ks)


def _training(k: int, d: int, assumptions: Assumptions) -> float:
    """Grows as it is taught, then fades to a floor with a half-life."""
    if k <= d:
        return k / d
    floor = assumptions.number("training.floor")
    half_life = assumptions.number("training.half_life_months") / MONTHS_A_QUARTER
    return float(floor + (1 - floor) * 2 ** (-(k - d) / half_life))


def _adopted(quarters: int, assumptions: Assumptions) -> float:
    """Bass's curve, its pace chosen so that the assumed share is reached in the assumed quarter."""
    ratio = assumptions.number("technology.imitation")
    reached = assumptions.number("technology.adoption")
    # F = (1 - x) / (1 + (q/p) x) with x = exp(-(p + q) t): solve for x at the quarter that is known.
    rate = -log((1 - reached) / (1 + ratio * reached)) / assumptions.number("technology.adoption_quarters")
    left = exp(-rate * quarters)
    return (1 - left) / (1 + ratio * left)


def _settled(quarters: int, assumptions: Assumptions) -> float:
    """Newcomers reach full output by quarters; the last figure stays."""
    ramp = assumptions.row("capacity.ramp")
    return ramp[min(quarters, len(ramp)) - 1]
