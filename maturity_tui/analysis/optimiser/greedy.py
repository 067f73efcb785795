"""A first answer at once: what gains most for the scarcest limit, with all that it needs, as long as it fits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_tui.analysis.optimiser.terms import CoverProblem, Worth

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SWEEPS = 3
# What has less of a share in the relaxation is not rounded up.
LEAST_SHARE = 0.3
# Among so many columns, pairs of them are still looked at.
MOST_PAIRED = 120


def greedy(problem: CoverProblem, worth: Worth) -> Iterator[Array]:
    """Answers that keep the rows: by gain for what they use of the limits, then by gain alone."""
    import numpy as np

    bundles = _bundles(problem)
    nothing = np.zeros(problem.size)
    if not worth.kept(nothing)[0]:
        return
    if not problem.size:  # there is nothing to choose from
        yield nothing
        return
    use = _use(worth)
    for one in (use, None):
        yield _grown(nothing, bundles, worth, one)


def exchanged(x: Array, problem: CoverProblem, worth: Worth) -> Array:
    """An answer made better by exchanging one column for one bundle, as far as a few sweeps show."""
    return _swapped(x, _bundles(problem), worth)


def rounded(x: Array, problem: CoverProblem, worth: Worth) -> Array:
    """An answer near a point of the relaxation: its columns by their share, as long as they fit, then made better."""
    import numpy as np

    bundles = _bundles(problem)
    answer = np.zeros(problem.size)
    for column in np.argsort(-x, kind="stable"):
        if x[column] < LEAST_SHARE:
            break
        more = np.maximum(answer, bundles[column])
        if worth.kept(more)[0]:
            answer = more
    return _swapped(_grown(answer, bundles, worth, None), bundles, worth)


def beside(x: Array, worth: Worth, least: float) -> Array:
    """The answers that differ from x in one column or two and are worth no less than `least`, the best first."""
    import numpy as np

    flips = np.eye(len(x), dtype=bool)
    if len(x) <= MOST_PAIRED:
        first, second = np.triu_indices(len(x), 1)
        flips = np.vstack([flips, flips[first] | flips[second]])
    others = np.where(flips, 1.0 - x, x)
    values = worth.of(others, x)
    order = np.argsort(-values, kind="stable")
    return np.asarray(others[order[values[order] >= least]])


def _grown(x: Array, bundles: Array, worth: Worth, use: Array | None) -> Array:
    """An answer to which the best bundle is added as long as one adds anything."""
    import numpy as np

    here = float(worth.of(x)[0])
    if not np.isfinite(here):
        return x
    while True:
        more = np.maximum(bundles, x)
        gains = worth.of(more, x) - here
        gains[(more == x).all(axis=1)] = -np.inf
        rate = gains if use is None else gains / (1e-6 + (more - x) @ use)
        rate = np.where(gains > 0, rate, -np.inf)
        best = int(np.argmax(rate))
        if not np.isfinite(rate[best]):
            return x
        x, here = more[best], here + float(gains[best])


def _swapped(x: Array, bundles: Array, worth: Worth) -> Array:
    """An answer in which no exchange of one column for one bundle is better, as far as a few sweeps show."""
    import numpy as np

    here = float(worth.of(x)[0])
    for _ in range(SWEEPS):
        before = here
        for column in np.flatnonzero(x > 0.5):
            less = x.copy()
            less[column] = 0.0
            others = np.maximum(bundles, less)
            values = worth.of(others, less)
            best = int(np.argmax(values))
            if values[best] > here:
                x = _grown(others[best], bundles, worth, None)
                here = float(worth.of(x)[0])
        if here <= before:
            break
    return x


def _use(worth: Worth) -> Array:
    """How much of the limits each column uses, each limit's whole being 1."""
    import numpy as np

    limit = (worth.matrix >= 0).all(axis=1) & np.isfinite(worth.high) & (worth.high > 0)
    if not limit.any():
        return np.ones(worth.problem.size)
    return np.asarray((worth.matrix[limit] / worth.high[limit, None]).sum(axis=0))


def _bundles(problem: CoverProblem) -> Array:
    """Each column with those that it needs, as the rows x_i − x_j − … ≤ 0 say; of several, the first."""
    import numpy as np

    needs: dict[int, set[int]] = {}
    for row in problem.rows:
        ups = [i for i, coef in row.coefs.items() if coef > 0]
        downs = [i for i, coef in row.coefs.items() if coef < 0]
        if row.high == 0 and len(ups) == 1 and downs:
            needs.setdefault(ups[0], set()).add(downs[0])
    found = np.eye(problem.size)
    for column in range(problem.size):
        waiting = [column]
        while waiting:
            for need in needs.get(waiting.pop(), ()):
                if not found[column, need]:
                    found[column, need] = 1.0
                    waiting.append(need)
    return found
