"""The five bands of each cell's scale: the room in them, and how easily each kind of input fills it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from maturity_tui.analysis.assumptions.assumptions import BANDS, Assumptions
from maturity_tui.analysis.inputs.interventions import InputKind
from maturity_tui.analysis.projection.baseline import Baseline

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]

# A level such as .6 on a scale from 0 to 1 stands on a band's edge, whatever the rounding of .6 × 5 says.
_EDGE = 1e-9


class Bands:
    """The five bands of each cell's scale: the room above the score, and how easily each kind fills it."""

    def __init__(self, baseline: Baseline, assumptions: Assumptions) -> None:
        import numpy as np

        cells = baseline.cells
        self.score = np.array([cell.score for cell in cells], dtype=float)
        self.low = np.array([cell.low for cell in cells], dtype=float)
        self.high = np.array([cell.high for cell in cells], dtype=float)
        width = (self.high - self.low) / BANDS
        tops = self.low[:, None] + width[:, None] * np.arange(1, BANDS + 1)
        tops[:, -1] = self.high
        self.room = np.clip(tops - np.maximum(self.score, self.low)[:, None], 0, width[:, None])
        above = np.divide(
            self.score - self.low, width, out=np.full(len(cells), BANDS, dtype=float), where=width > 0
        )
        self.band = np.clip(np.floor(above + _EDGE), 0, BANDS - 1).astype(np.intp)
        # What a back-test found a kind to be worth lies in its ease, so that whoever reads doses has it.
        self.ease = {
            kind: eases(assumptions.bands(kind))[self.band] * assumptions.number(f"{kind}.factor")
            for kind in InputKind
        }


def eases(by_band: Sequence[float]) -> Array:
    """r*[m, b]: the smallest r from the band of the score, m, up to b. Bands below m have no room."""
    import numpy as np

    table = np.tile(np.array(by_band, dtype=float), (BANDS, 1))
    for start in range(BANDS):
        table[start, start:] = np.minimum.accumulate(table[start, start:])
    return table
