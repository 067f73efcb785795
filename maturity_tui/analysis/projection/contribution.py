"""What an input does to each cell, as arrays: strengths and doses by band and quarter; how several are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_tui.analysis.assumptions.assumptions import BANDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Contribution:
    """What one input, or several that count as one, does: `cells` it reaches (rising), and for each of
    them, band (lowest first) and column its strength and dose; `dip` is its dip's size by cell and
    column, None without one.
    """

    cells: Places
    strength: Array
    dose: Array
    dip: Array | None = None

    def at(self, column: int) -> Contribution:
        """The same, in one column alone."""
        pick = slice(column, None) if column == -1 else slice(column, column + 1)
        dip = None if self.dip is None else self.dip[:, pick]
        return Contribution(self.cells, self.strength[..., pick], self.dose[..., pick], dip)


def nothing(columns: int) -> Contribution:
    """What an input does that reaches no cell."""
    import numpy as np

    empty = np.zeros((0, BANDS, columns))
    return Contribution(np.zeros(0, dtype=np.intp), empty, empty)


def added(parts: Sequence[Contribution]) -> Contribution:
    """Several effects of one input: strengths add up, and the larger dose counts where two meet."""
    import numpy as np

    return _merged(parts, np.add)


def largest(parts: Sequence[Contribution]) -> Contribution:
    """An input and its refreshers: at each moment the one that is most at work counts."""
    import numpy as np

    return parts[0] if len(parts) == 1 else _merged(parts, np.maximum)


def _merged(parts: Sequence[Contribution], join: np.ufunc) -> Contribution:
    import numpy as np

    cells, where = np.unique(np.concatenate([part.cells for part in parts]), return_inverse=True)
    shape = (len(cells), *parts[0].strength.shape[1:])
    strengths, doses, dip = np.zeros(shape), np.zeros(shape), np.zeros((shape[0], shape[-1]))
    join.at(strengths, where, np.concatenate([part.strength for part in parts]))
    np.maximum.at(doses, where, np.concatenate([part.dose for part in parts]))
    if all(part.dip is None for part in parts):
        return Contribution(cells, strengths, doses)
    dips = [np.zeros(part.strength[:, 0].shape) if part.dip is None else part.dip for part in parts]
    np.maximum.at(dip, where, np.concatenate(dips))
    return Contribution(cells, strengths, doses, dip)
