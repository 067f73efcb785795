"""Prerequisites: the weakest link holds back what rests on it, directly and by way of others.

Within a team, c may run ahead of p by the slack between them, and never lies lower for it than it does
now: each slack is at least m0_c − m0_p. With D the all-pairs shortest paths over those slacks, z_c = min
over p of (M_p + D[c, p]) is the highest set of levels that keeps every slack. Cycles are fine, as no
slack around one adds up to less than zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_tui.analysis.projection.baseline import Baseline

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Gate:
    """Which cells are gated: those of cells[i] are by `by` and `slack`, from `starts[i]` on."""

    cells: Places
    starts: Places
    by: Places
    slack: Array

    def held(self, levels: Array, now: Array) -> Array:
        """The levels, cells × columns, after the gate; `now`, the levels today, are never taken away."""
        import numpy as np

        if not len(self.cells):
            return levels
        held = levels.copy()
        limits = np.minimum.reduceat(levels[self.by] + self.slack[:, None], self.starts, axis=0)
        at = self.cells
        # The second bound holds exactly what sums of differences hold but for rounding.
        held[at] = np.maximum(np.minimum(levels[at], limits), now[at, None])
        return held

    def tightest(self, cell: int, levels: Array) -> int | None:
        """The cell that holds one back most, given a level for each; None where nothing does."""
        import numpy as np

        found = np.flatnonzero(self.cells == cell)
        if not len(found):
            return None
        first = int(self.starts[found[0]])
        last = int(self.starts[found[0] + 1]) if found[0] + 1 < len(self.starts) else len(self.by)
        limits = levels[self.by[first:last]] + self.slack[first:last]
        best = int(np.argmin(limits))
        return int(self.by[first + best]) if limits[best] < levels[cell] - 1e-12 else None


def gate_of(baseline: Baseline) -> Gate:
    """The gate of a baseline: for each team the shortest paths over its own slacks."""
    import numpy as np

    cells: list[int] = []
    starts: list[int] = []
    by: list[int] = []
    slack: list[float] = []
    for team in baseline.teams:
        for cell, gates in _paths(baseline, team).items():
            cells.append(cell)
            starts.append(len(by))
            by += gates
            slack += gates.values()
    return Gate(
        np.array(cells, dtype=np.intp),
        np.array(starts, dtype=np.intp),
        np.array(by, dtype=np.intp),
        np.array(slack),
    )


def _edges(baseline: Baseline, team: str) -> list[tuple[int, int, float]]:
    """(cell, prerequisite, slack) where both are scored; a blank or N/A prerequisite does not gate."""
    found: list[tuple[int, int, float]] = []
    for capability, needs in baseline.needs.items():
        here = baseline.place.get((team, capability))
        for need, slack in needs if here is not None else ():
            there = baseline.place.get((team, need))
            if here is not None and there is not None and here != there:
                ahead = baseline.cells[here].score - baseline.cells[there].score
                found.append((here, there, max(slack, ahead)))
    return found


def _paths(baseline: Baseline, team: str) -> dict[int, dict[int, float]]:
    """For each gated cell of a team its gates, at first or second hand, with the shortest slack to each."""
    import numpy as np

    edges = _edges(baseline, team)
    nodes = sorted({cell for here, there, _ in edges for cell in (here, there)})
    at = {cell: index for index, cell in enumerate(nodes)}
    distance = np.full((len(nodes), len(nodes)), np.inf)
    np.fill_diagonal(distance, 0.0)
    for here, there, slack in edges:
        distance[at[here], at[there]] = min(distance[at[here], at[there]], slack)
    for middle in range(len(nodes)):  # Floyd 1962, Warshall 1962
        np.minimum(distance, distance[:, middle, None] + distance[None, middle], out=distance)
    np.fill_diagonal(distance, np.inf)
    return {
        nodes[row]: {
            nodes[column]: float(distance[row, column])
            for column in np.flatnonzero(np.isfinite(distance[row]))
        }
        for row in range(len(nodes))
        if np.isfinite(distance[row]).any()
    }
