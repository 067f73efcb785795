"""From a model and a wish to a cover problem: one term for each cell and band with room.

V is the cell's weight × the band's room, A the strength of each column at the horizon; gated cells, targets
and the lowest level become ceilings over the same terms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_tui.analysis.assumptions.assumptions import BANDS
from maturity_tui.analysis.optimiser.terms import Cap, Ceiling, CoverProblem, Row
from maturity_tui.analysis.portfolio.limits import Limit, limit_row, limits_of, logic_rows
from maturity_tui.analysis.portfolio.options import Columns
from maturity_tui.analysis.portfolio.wish import Objective, Wish
from maturity_tui.analysis.projection.figures import ROUNDING
from maturity_tui.analysis.projection.model import Model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Aim:
    """What is maximised: weights of the terms, ceilings, costs of the columns, a constant; and what to say.

    `names`: of the ceilings, where each is a target.
    """

    value: Array
    ceilings: tuple[Ceiling, ...] = ()
    linear: Array | None = None
    constant: float = 0.0
    notes: tuple[str, ...] = field(default=())
    names: tuple[str, ...] = ()


class Cells:
    """The cells at the horizon: where each starts, how high all inputs together could lift it, what gates it."""

    def __init__(self, model: Model, strength: Array) -> None:
        import numpy as np

        bands = model.doses.bands
        self.model = model
        self.score = bands.score
        self.room = bands.room
        lift = (self.room * -np.expm1(-strength.sum(axis=0).reshape(-1, BANDS))).sum(axis=1)
        self.reach = self.score + lift
        self.top = model.gate.held(self.reach[:, None], self.score)[:, 0]
        gate = model.gate
        ends = [*gate.starts.tolist()[1:], len(gate.by)][: len(gate.cells)]
        self.gates = {
            int(cell): list(zip(gate.by[first:last].tolist(), gate.slack[first:last].tolist(), strict=True))
            for cell, first, last in zip(gate.cells, gate.starts.tolist(), ends, strict=True)
        }

    def caps(self, cell: int, shift: float = 0.0, scale: float = 1.0) -> tuple[Cap, ...]:
        """What a cell's level lies under, (level + shift) · scale: its own terms, and each gate that can bind."""
        own = self._cap(cell, shift, scale)
        gates = [
            self._cap(by, slack + shift, scale)
            for by, slack in self.gates.get(cell, ())
            if self.score[by] + slack < self.reach[cell] - ROUNDING
        ]
        return (own, *gates)

    def _cap(self, cell: int, shift: float, scale: float) -> Cap:
        coefs = {
            cell * BANDS + band: float(room) * scale for band, room in enumerate(self.room[cell]) if room > 0
        }
        return Cap((float(self.score[cell]) + shift) * scale, coefs)


@dataclass(frozen=True, eq=False)
class Prepared:
    """A wish made into rows and an aim, over the columns of its options."""

    columns: Columns
    wish: Wish
    logic: tuple[Row, ...]
    limits: tuple[Limit, ...]
    aim: Aim

    @cached_property
    def problem(self) -> CoverProblem:
        """The problem with all its limits."""
        return self.under(self.limits)

    def under(self, limits: Iterable[Limit]) -> CoverProblem:
        """The problem under some limits only."""
        rows = (*self.logic, *(limit_row(self.columns, limit) for limit in limits))
        aim = self.aim
        return CoverProblem(aim.value, self.columns.strength, rows, aim.ceilings, aim.linear, aim.constant)


def prepared(columns: Columns, wish: Wish) -> Prepared:
    """The problem that a wish comes to."""
    logic = tuple(logic_rows(columns, wish.must))
    return Prepared(columns, wish, logic, limits_of(columns, wish), aim_of(columns, wish.objective))


def aim_of(columns: Columns, objective: Objective) -> Aim:
    """What an objective maximises."""
    cells = Cells(columns.model, columns.strength)
    match objective:
        case Objective.TARGETS:
            return _targets(columns, cells)
        case Objective.COUNT:
            return _count(cells, [1.0] * len(cells.score), without_targets(cells))
        case Objective.FLOOR:
            return _floor(cells)
        case _:
            return _gain(cells)


def weights_of(model: Model) -> tuple[list[float], tuple[str, ...]]:
    """How far a step of each cell moves the overall figure; where the roll-up is not linear, the plain mean."""
    count = len(model.baseline.cells)
    if model.figures.matrix is not None:
        return model.figures.matrix[0].tolist(), ()
    note = "The roll-up is not a mean: the search maximises the mean of the levels, the gain shown is by the roll-up."
    return [1.0 / count] * count, (note,)


def _gain(cells: Cells) -> Aim:
    import numpy as np

    weights, notes = weights_of(cells.model)
    if cells.model.baseline.is_skills:
        now = [
            cell.target is not None and cell.score >= cell.target - ROUNDING
            for cell in cells.model.baseline.cells
        ]
        already = sum(weight for weight, there in zip(weights, now, strict=True) if there)
        aim = _count(cells, weights, notes)
        return Aim(aim.value, aim.ceilings, None, aim.constant - already, aim.notes)
    value = np.array(weights)[:, None] * cells.room
    ceilings, constant = [], 0.0
    for cell in cells.gates:
        if len(caps := cells.caps(cell)) > 1 and weights[cell]:
            value[cell] = 0.0
            ceilings.append(Ceiling(caps, weights[cell]))
            constant -= weights[cell] * float(cells.score[cell])
    return Aim(value.reshape(-1), tuple(ceilings), None, constant, notes)


def _count(cells: Cells, weights: list[float], notes: tuple[str, ...]) -> Aim:
    """How much weight is at target: a ceiling in whole steps for each cell that could come to be."""
    ceilings, constant = [], 0.0
    for place, cell in enumerate(cells.model.baseline.cells):
        if cell.target is None or not weights[place]:
            continue
        missing = cell.target - cell.score
        if missing <= ROUNDING:
            constant += weights[place]
        elif cells.top[place] >= cell.target - ROUNDING:
            caps = cells.caps(place, -cell.score, 1 / missing)
            ceilings.append(Ceiling(caps, weights[place], 0.0, 1.0, whole=True))
    return Aim(_nothing(cells), tuple(ceilings), None, constant, notes)


def _targets(columns: Columns, cells: Cells) -> Aim:
    """The least cost at which every target is reached that can be; the others are named."""
    import numpy as np

    ceilings, names, beyond = [], [], []
    baseline = cells.model.baseline
    for place, cell in enumerate(baseline.cells):
        if cell.target is None or cell.score >= cell.target - ROUNDING:
            continue
        name = f"{cell.capability} of {cell.team}" if len(baseline.teams) > 1 else cell.capability
        if cells.top[place] < cell.target - ROUNDING:
            beyond.append(name)
            continue
        caps = tuple(cap for cap in cells.caps(place) if cap.constant < cell.target)
        ceilings.append(Ceiling(caps, 0.0, cell.target, cell.target))
        names.append(name)
    cost = [-sum(columns.options[option].total for option in column.options) for column in columns.columns]
    return Aim(
        _nothing(cells),
        tuple(ceilings),
        np.array(cost),
        0.0,
        beyond_reach(beyond, len(ceilings), "all inputs together") or without_targets(cells),
        tuple(names),
    )


def without_targets(cells: Cells) -> tuple[str, ...]:
    """Said where nothing that is scored has a target, so that they are all reached by nothing."""
    if any(cell.target is not None for cell in cells.model.baseline.cells):
        return ()
    return ("No target is set for what is scored, so there is none to reach.",)


def beyond_reach(beyond: list[str], left: int, of: str) -> tuple[str, ...]:
    """Which targets are left out, in a sentence; none where there are none."""
    if not beyond:
        return ()
    named = ", ".join(beyond[:5]) + (f" and {len(beyond) - 5} more" if len(beyond) > 5 else "")
    targets = "target is" if len(beyond) == 1 else "targets are"
    others = "the other one counts" if left == 1 else f"the other {left} count"
    rest = others if left else "no other is still to be reached"
    return (f"{len(beyond)} {targets} out of reach of {of} ({named}): {rest}.",)


def _floor(cells: Cells) -> Aim:
    """The lowest of all levels: one ceiling, under every cell that could be the lowest."""
    lowest = float(cells.top.min())
    caps = []
    for cell in range(len(cells.score)):
        own, *gates = cells.caps(cell)
        caps += [cap for cap in (own, *(gate for gate in gates)) if cap.constant < lowest]
    unique = {(cap.constant, tuple(cap.coefs.items())): cap for cap in caps}
    ceiling = Ceiling(tuple(unique.values()), 1.0, high=lowest) if unique else None
    notes = () if unique else ("No input reaches the lowest cell, so that the lowest level cannot rise.",)
    if ceiling is None:
        return Aim(_nothing(cells), (), None, lowest, notes)
    return Aim(_nothing(cells), (ceiling,), None, 0.0, notes)


def _nothing(cells: Cells) -> Array:
    import numpy as np

    return np.zeros(cells.room.size)
