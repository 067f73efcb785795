"""Every node's figure in every draw, with and without the noise of today's scores.

The noise widens bands and moves nothing: the mean of a figure with it is that of the figure without.

- Where figures are linear in the levels a node's noise is normal, with the exact sd √Σ (share × sd)²: one row serves
  all nodes. How the noise of two nodes hangs together is not shown.
- Where they are not (`lowest`, the rules by level, skills at target) each draw is rolled up with noise in each cell,
  and what that moves on average is taken off again.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_tui.analysis.projection.figures import Figures
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.nodes import Node, teams_of
from maturity_tui.analysis.uncertainty.numbers import Numbers, cell_noise
from maturity_tui.analysis.uncertainty.rules import rolled_up

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Draws = NDArray[np.float32]
    Places = NDArray[np.intp]

_ROUNDING = 1e-6


class DrawnFigures:
    """Nodes of a model's baseline, in their order; `places` are those that are asked for."""

    def __init__(self, model: Model, numbers: Numbers, seed: int, touched: Array, *, every: bool) -> None:
        import numpy as np

        self.baseline = model.baseline
        self.figures = model.figures
        self.nodes = _shown(model) if every else self.figures.nodes[:1]
        places = {(node.team, node.id): place for place, node in enumerate(self.figures.nodes)}
        self.places = [places[node.team, node.id] for node in self.nodes]
        self.own = [(index, node.cell) for index, node in enumerate(self.nodes) if node.cell is not None]
        self.joint = [index for index, node in enumerate(self.nodes) if node.cell is None]
        self.sd_of_cells = np.array([cell.sd for cell in self.baseline.cells])
        self.by_draw = not self.figures.linear or self.baseline.is_skills
        self.low, self.high = self._range()
        self._normal = numbers.noise.astype(np.float32)
        self._cells = cell_noise(len(self.baseline.cells), numbers.draws, seed) if self.by_draw else None
        self._cell_low = model.doses.bands.low.astype(np.float32)[:, None]
        self._cell_high = model.doses.bands.high.astype(np.float32)[:, None]
        self._touched = np.flatnonzero(touched)
        self._shares = self._shared()
        self.moves = self._moves(touched)
        self.sd = self._sd()

    def free(self, levels: Draws) -> Draws:
        """Nodes × draws without noise."""
        import numpy as np

        found = np.empty((len(self.nodes), levels.shape[1]), dtype=np.float32)
        found[self.joint] = self._joint(levels)
        if self.own:
            places, cells = zip(*self.own, strict=True)
            found[list(places)] = levels[list(cells)]
        return found

    def noisy(self, free: Draws, levels: Draws) -> Draws:
        """Nodes × draws with the noise of today's scores, within the scale."""
        import numpy as np

        found = free + self.sd.astype(np.float32)[:, None] * self._normal
        if self._cells is not None:
            noise = self.sd_of_cells.astype(np.float32)[:, None] * self._cells
            shaken = self._joint(np.clip(levels + noise, self._cell_low, self._cell_high))
            centre = free[self.joint].mean(axis=1, dtype=float) - shaken.mean(axis=1, dtype=float)
            found[self.joint] = shaken + centre.astype(np.float32)[:, None]
        return np.clip(found, self.low[:, None], self.high[:, None], out=found)

    def _joint(self, levels: Draws) -> Draws:
        """The figures of all nodes but single cells, nodes × draws."""
        import numpy as np

        if self._shares is None:
            return self._by_rule(levels)
        now = np.array([self.nodes[index].now for index in self.joint])
        cells = np.arange(len(levels)) if self.by_draw else self._touched
        change = _change(self.figures, levels[cells], cells)
        return np.asarray(now.astype(np.float32)[:, None] + self._shares[:, cells] @ change)

    def _shared(self) -> Any:
        """How far a step of each cell moves each node but single cells, None where rules are not linear. Sparse:
        an area has few cells, and a product of its kind keeps to one core."""
        import numpy as np
        from scipy.sparse import csr_array

        matrix = self.figures.matrix
        if matrix is None:
            return None
        return csr_array(matrix[[self.places[index] for index in self.joint]].astype(np.float32))

    def _by_rule(self, levels: Draws) -> Draws:
        import numpy as np

        found = {
            team: rolled_up(
                results,
                {item: levels[place] for (own, item), place in self.baseline.place.items() if own == team},
            )
            for team, results in self.baseline.results.items()
        }
        return np.stack([self._figure(self.nodes[index], found) for index in self.joint])

    def _figure(self, node: Node, found: dict[str, dict[str, Draws]]) -> Draws:
        """A node's figure: what it is now, plus what its teams gain on average."""
        import numpy as np

        teams = teams_of(node, self.baseline)
        if node.team is not None:
            return found[node.team][node.id]
        before = sum(float(self.baseline.results[team].by_id[node.id].score or 0) for team in teams)
        total = np.sum([found[team][node.id] for team in teams], axis=0)
        return np.asarray(np.float32(node.now) + (total - np.float32(before)) / np.float32(len(teams)))

    def _moves(self, touched: Array) -> Array:
        """Whether a node's figure can change with the inputs; rolled up draw by draw, always."""
        import numpy as np

        found = np.zeros(len(self.nodes), dtype=bool)
        for index, cell in self.own:
            found[index] = touched[cell]
        if self.by_draw or self._shares is None:
            found[self.joint] = True
        else:
            found[self.joint] = np.asarray((self._shares[:, self._touched] != 0).sum(axis=1)) > 0
        return found

    def _sd(self) -> Array:
        """The sd of each node's noise where it is normal."""
        import numpy as np

        found = np.zeros(len(self.nodes))
        for index, cell in self.own:
            found[index] = self.sd_of_cells[cell]
        matrix = self.figures.matrix
        if not self.by_draw and matrix is not None:
            rows = matrix[[self.places[index] for index in self.joint]]
            found[self.joint] = np.sqrt(rows**2 @ self.sd_of_cells**2)
        return found

    def _range(self) -> tuple[Draws, Draws]:
        """The lowest and the highest value that each node can have."""
        import numpy as np

        rows = np.array([self._range_of(node) for node in self.nodes])
        now = np.array([node.now for node in self.nodes])
        return np.minimum(rows[:, 0], now).astype(np.float32), np.maximum(rows[:, 1], now).astype(np.float32)

    def _range_of(self, node: Node) -> tuple[float, float]:
        cells, results = self.baseline.cells, self.baseline.results
        if node.cell is not None:
            return cells[node.cell].low, cells[node.cell].high
        if self.baseline.is_skills:
            return 0.0, 1.0
        if not results:
            return sum(one.weight * one.low for one in cells), sum(one.weight * one.high for one in cells)
        figures = [results[team].by_id[node.id] for team in teams_of(node, self.baseline)]
        low = sum((one.minimum for one in figures), Fraction(0)) / len(figures)
        high = sum((one.maximum for one in figures), Fraction(0)) / len(figures)
        return float(low), float(high)


def _shown(model: Model) -> tuple[Node, ...]:
    """Every node that a projection shows: where there is one team, its own figures are those of all teams."""
    nodes = model.figures.nodes
    several = len(model.baseline.teams) > 1 or not model.baseline.results
    return nodes if several else (nodes[0], *(node for node in nodes if node.team is not None))


def _change(figures: Figures, levels: Draws, cells: Places) -> Draws:
    """What changes in each of some cells: its level or, in a skills framework, whether it is at target."""
    import numpy as np

    score = figures.score[cells, None]
    if not figures.baseline.is_skills:
        return np.asarray(levels - score.astype(np.float32))
    bar = figures.target[cells, None] - _ROUNDING
    return np.subtract(levels >= bar.astype(np.float32), score >= bar, dtype=np.float32)
