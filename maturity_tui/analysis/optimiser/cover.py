"""The cover problem solved, with its gap proved: tangents under a mixed-integer programme.

1 − exp(−q) is concave, so each of its tangents lies above it: a programme with tangents in its place is
never worth less than the truth, and its dual bound is an upper bound. The best answer found, evaluated truly,
is the lower one. Tangents are added where an answer shows them to be lacking, until the two are within the tolerance;
where few columns reach a term, the facets of its hull over whole answers, which are tighter (hull.py).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from maturity_tui.analysis.optimiser.terms import Cap, Ceiling, CoverProblem, Progress, Row, Solution

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Heard = Callable[[Progress], None]
Stop = Callable[[], bool]


def maximise(
    problem: CoverProblem,
    *,
    tolerance: float = 0.001,
    heard: Heard | None = None,
    stop: Stop | None = None,
    start: Array | None = None,
) -> Solution:
    """The best answer to within a relative `tolerance`, or the best so far where `stop` says so.

    `heard` is told of each better answer or bound; `start` is an answer to begin with (left aside where it
    breaks a row). Deterministic: one thread, a fixed seed, no time limit.
    """
    from maturity_tui.analysis.optimiser.search import Search

    return Search(problem, tolerance, heard, stop).run(start)


__all__ = ["Cap", "Ceiling", "CoverProblem", "Progress", "Row", "Solution", "maximise"]
