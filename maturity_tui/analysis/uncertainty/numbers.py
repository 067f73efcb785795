"""The random numbers behind a sample: scrambled Sobol points, the same for an input whatever else is chosen.

An input's place in `order` settles its dimensions, so that two scenarios differ by their inputs and not by luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Draws = NDArray[np.float32]

# Sobol points are known for 21,201 dimensions; a library beyond this shares no numbers between scenarios.
MOST_INPUTS = 2000
# Two dimensions are common to all: how well everything is carried out, and today's scores.
_COMMON = 2
_AT_ONCE = 1024
_EDGE = 2.0**-32


class Numbers:
    """One row of draws for everything that is uncertain: uniform, or normal where it says so."""

    def __init__(
        self, ids: Sequence[str], order: Sequence[str], seed: int, draws: int, correlation: float
    ) -> None:
        listed = tuple(dict.fromkeys(order)) if len(order) <= MOST_INPUTS else ()
        places = (*listed, *sorted(set(ids) - set(listed)))
        self.draws = draws
        self.correlation = correlation
        self._place = {item: index for index, item in enumerate(places)}
        used = sorted(self._place[item] for item in set(ids))
        self._at = {place: index for index, place in enumerate(used)}
        self._rows = _sobol(len(places), used, seed, draws)

    @cached_property
    def noise(self) -> Array:
        """The error of today's scores, a standard normal."""
        return _normal(self._rows[1])

    @cached_property
    def _execution(self) -> Array:
        """How well everything is carried out, a standard normal."""
        return _normal(self._rows[0])

    def share(self, item: str) -> Array:
        """Where an input's shares lie in their ranges, 0 to 1: correlated with those of all others."""
        from scipy.special import ndtr

        own = self._own(0, item)
        if not self.correlation:
            return own
        joined = sqrt(self.correlation) * self._execution + sqrt(1 - self.correlation) * _normal(own)
        return _inside(ndtr(joined))

    def delivery(self, item: str) -> Array:
        """Below its probability an input is delivered."""
        return self._own(1, item)

    def delay(self, item: str) -> Array:
        """Below the chance of being late an input is late."""
        return self._own(2, item)

    def _own(self, which: int, item: str) -> Array:
        row: Array = self._rows[_COMMON + which * len(self._at) + self._at[self._place[item]]]
        return row


def cell_noise(cells: int, draws: int, seed: int) -> Draws:
    """A standard normal for each cell and draw, for figures that must be rolled up draw by draw."""
    import numpy as np

    return np.random.default_rng([seed, 1]).standard_normal((cells, draws), dtype=np.float32)


def _sobol(places: int, used: Sequence[int], seed: int, draws: int) -> Array:
    """The common rows, then three for each place in use: share, delivery, delay."""
    import numpy as np
    from scipy.stats import qmc

    at = [0, 1, *(_COMMON + which * places + place for which in range(3) for place in used)]
    engine = qmc.Sobol(_COMMON + 3 * places, scramble=True, seed=seed)
    rows = np.empty((len(at), draws))
    for start in range(0, draws, _AT_ONCE):
        count = min(_AT_ONCE, draws - start)
        rows[:, start : start + count] = engine.random(count)[:, at].T
    return _inside(rows)


def _inside(rows: Array) -> Array:
    """Never 0 or 1, whose normal quantiles are infinite."""
    import numpy as np

    return np.asarray(np.clip(rows, _EDGE, 1 - _EDGE))


def _normal(row: Array) -> Array:
    from scipy.special import ndtri

    return ndtri(row)  # type: ignore[no-any-return]
