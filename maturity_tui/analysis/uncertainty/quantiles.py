"""Quantiles, both ways: of a share's distribution at given chances, and of draws at given percentiles.

The share at a chance u comes from a table. Its grid is a cosine taken twice, u = c(c(v)) with c(v) = (1 − cos πv) / 2:
an even grid in u fails in the tails, where a share may go with the fifth root of u.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from maturity_tui.analysis.projection.shares import Pert

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Draws = NDArray[np.float32]
    Places = NDArray[np.intp]

CELLS = 512
PERCENTILES = (0.05, 0.20, 0.50, 0.80, 0.95)


class Chances:
    """Chances u of one input, and where they lie in the table: all its shares have the same."""

    def __init__(self, u: Array) -> None:
        import numpy as np

        place = _uncosine(_uncosine(u)) * CELLS
        self.at: Places = np.minimum(place.astype(np.intp), CELLS - 1)
        self.beyond = place - self.at

    def shares(self, share: Pert) -> Array:
        """The share at each chance."""
        import numpy as np

        if share.upper <= share.lower:
            return np.full(len(self.at), share.mode)
        table = _table(share.skew)
        below = table[self.at]
        unit = below + self.beyond * (table[self.at + 1] - below)
        return np.asarray(share.lower + (share.upper - share.lower) * unit)


def percentiles(rows: Draws, wanted: tuple[float, ...] = PERCENTILES) -> Array:
    """Percentiles × rows, of rows of draws, which are sorted in place: faster than NumPy's own."""
    import numpy as np

    rows.sort(axis=1)
    place = np.array(wanted) * (rows.shape[1] - 1)
    at = np.minimum(place.astype(np.intp), max(0, rows.shape[1] - 2))
    below, above = rows[:, at].astype(float), rows[:, np.minimum(at + 1, rows.shape[1] - 1)]
    return np.asarray((below + (place - at) * (above - below)).T)


def normal_quantiles(wanted: tuple[float, ...] = PERCENTILES) -> Array:
    """Percentiles of the standard normal."""
    from scipy.special import ndtri

    return ndtri(wanted)  # type: ignore[no-any-return]


@lru_cache(maxsize=1024)
def _table(skew: float) -> Array:
    """Quantiles on the unit interval at the grid's chances."""
    import numpy as np
    from scipy.special import betaincinv

    grid = _cosine(_cosine(np.linspace(0, 1, CELLS + 1)))
    return betaincinv(1 + 4 * skew, 5 - 4 * skew, grid)  # type: ignore[no-any-return]


def _cosine(v: Array) -> Array:
    """(1 − cos πv) / 2, without losing the digits of a small v."""
    import numpy as np

    return np.asarray(np.sin(np.pi / 2 * v) ** 2)


def _uncosine(u: Array) -> Array:
    import numpy as np

    return np.asarray(np.arcsin(np.sqrt(u)) * 2 / np.pi)
