"""A baseline prepared for many questions: what would the levels be, with these inputs, at each quarter-end?

X_b(t) = sum over inputs of the strength in band b        M(t) = m0 + sum over bands of room_b · (1 −
exp(−X_b(t)))

then the gate (`gate.py`), then the dip where it is turned on. Every input closes a share of what is left:
more is never worse, and the top is approached and never reached. This is the mean, in closed form: exact
where nothing is gated and inputs are independent; for named pairs a pair's own strength is taken to be
independent of the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from maturity_tui.analysis.assumptions.assumptions import BANDS, Assumptions
from maturity_tui.analysis.projection.baseline import Baseline
from maturity_tui.analysis.projection.contribution import Contribution, largest
from maturity_tui.analysis.projection.doses import Doses
from maturity_tui.analysis.projection.families import families, pairs_of
from maturity_tui.analysis.projection.figures import Figures
from maturity_tui.analysis.projection.gate import gate_of
from maturity_tui.analysis.scenarios.choices import ChosenInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Levels:
    """Cells × columns: how far the inputs alone would lift each cell, and its level after gate and dip."""

    free: Array
    final: Array


class Model:
    """A baseline, quarters and assumptions, prepared: cheap enough then to answer every key press."""

    def __init__(
        self, baseline: Baseline, quarters: Sequence[str], assumptions: Assumptions, calibrated: bool = False
    ) -> None:
        self.baseline = baseline
        self.quarters = tuple(quarters)
        self.assumptions = assumptions
        self.calibrated = calibrated
        self.doses = Doses(baseline, quarters, assumptions, calibrated)
        self.figures = Figures(baseline)
        self.gate = gate_of(baseline)

    def under(self, assumptions: Assumptions, quarters: Sequence[str] = ()) -> Model:
        """The same baseline under other assumptions, with doses of its own; over these quarters, or the same."""
        other = copy(self)
        other.assumptions = assumptions
        other.quarters = tuple(quarters) or self.quarters
        other.doses = Doses(self.baseline, other.quarters, assumptions, self.calibrated)
        return other

    def contributions(self, chosen: Sequence[ChosenInput], column: int | None = None) -> list[Contribution]:
        """What each family of inputs does, and each named pair; in all columns, or in one."""
        self.doses.prepare(choice.input for choice in chosen)
        grouped = families(chosen)
        found = {
            name: largest([self._of(choice, column) for choice in choices])
            for name, choices in grouped.items()
        }
        pairs = [pair.contribution(found[pair.one], found[pair.other]) for pair in pairs_of(grouped)]
        return [*found.values(), *pairs]

    def total(self, contributions: Sequence[Contribution], columns: int) -> tuple[Array, Array | None]:
        """The strength X, cells × bands × columns, and the sum of the dips, cells × columns, if any."""
        import numpy as np

        strength = np.zeros((len(self.baseline.cells), BANDS, columns))
        dip: Array | None = None
        for part in contributions:
            strength[part.cells] += part.strength
            if part.dip is not None:
                dip = np.zeros((len(self.baseline.cells), columns)) if dip is None else dip
                dip[part.cells] += part.dip
        return strength, dip

    def levels(self, strength: Array, dip: Array | None = None) -> Levels:
        """The levels that a strength (cells × bands × columns) leads to."""
        import numpy as np

        bands = self.doses.bands
        lifted = np.einsum("cb,cbk->ck", bands.room, -np.expm1(-strength))
        free = np.minimum(bands.score[:, None] + lifted, np.maximum(bands.high, bands.score)[:, None])
        final = self.gate.held(free, bands.score)
        if dip is not None:
            final = bands.low[:, None] + (final - bands.low[:, None]) * np.exp(-dip)
        return Levels(free, final)

    def run(self, chosen: Sequence[ChosenInput]) -> Levels:
        """The levels at each quarter-end, with these inputs, whatever they need or exclude."""
        return self.levels(*self.total(self.contributions(chosen), len(self.quarters)))

    def _of(self, choice: ChosenInput, column: int | None) -> Contribution:
        whole = self.doses.of(choice)
        return whole if column is None else whole.at(column)


@lru_cache(maxsize=8)
def model_of(
    baseline: Baseline, quarters: tuple[str, ...], assumptions: Assumptions, calibrated: bool
) -> Model:
    """The model for a baseline, prepared once and kept: toggling an input asks for the same one again."""
    return Model(baseline, quarters, assumptions, calibrated)
