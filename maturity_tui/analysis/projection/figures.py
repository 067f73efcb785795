"""From projected levels to a figure for every node: the roll-up of the results, for many columns at once.

A column is a quarter, or one of several sets of inputs. Every figure is what the results show now plus what
the change in the cells adds to it: where nothing changes, it is that of the results to the last bit.

Means and sums are linear: one matrix serves all columns. The others (lowest, staged, cumulative, N-P-L-F) are
evaluated as they are, on the mean levels: the rule of the means, not the mean of the rule, so that under
`staged` no input alone makes an item "fully met". In a skills framework a node is the share of its skills at
target, counted on the mean levels.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_tui.analysis.projection.baseline import Baseline, exact_score
from maturity_tui.analysis.projection.nodes import Node, by_rule, nodes_of, shares_of, teams_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# A level that reaches a target but for the rounding of a sum has reached it.
ROUNDING = 1e-12


class Figures:
    """The nodes of a baseline, and their figures for given levels of its cells."""

    def __init__(self, baseline: Baseline) -> None:
        import numpy as np

        self.baseline = baseline
        self.score = np.array([cell.score for cell in baseline.cells], dtype=float)
        self.target = np.array([np.inf if cell.target is None else cell.target for cell in baseline.cells])
        self.linear = all(results.is_linear or baseline.is_skills for results in baseline.results.values())
        self.nodes = nodes_of(baseline)
        self.matrix = self._matrix() if self.linear else None
        self.overall_now = self.nodes[0].now

    def overall(self, levels: Array) -> Array:
        """The figure for all teams, one for each column of the levels (cells × columns)."""
        import numpy as np

        if self.matrix is None:
            return np.asarray(self.of_nodes(levels)[0])
        return np.asarray(self.overall_now + self.matrix[0] @ self._change(levels))

    def of_nodes(self, levels: Array) -> Array:
        """Every node's figure, nodes × columns; a capability's is its level."""
        import numpy as np

        if self.matrix is not None:
            now = np.array([node.now for node in self.nodes])
            found = now[:, None] + self.matrix @ self._change(levels)
        else:
            found = np.stack([self._by_rule(column) for column in levels.T], axis=1)
        own = [(index, node.cell) for index, node in enumerate(self.nodes) if node.cell is not None]
        found[[index for index, _ in own]] = levels[[cell for _, cell in own]]
        return np.asarray(found)

    def _change(self, levels: Array) -> Array:
        """What changes in each cell: its level or, in a skills framework, whether it is at target."""
        import numpy as np

        if not self.baseline.is_skills:
            return np.asarray(levels - self.score[:, None])
        bar = self.target[:, None] - ROUNDING
        return np.asarray(np.subtract(levels >= bar, self.score[:, None] >= bar, dtype=float))

    def _matrix(self) -> Array:
        """How far a step of each cell moves each node but capabilities."""
        import numpy as np

        rows = np.zeros((len(self.nodes), len(self.baseline.cells)))
        if not self.baseline.results:
            rows[0] = [cell.weight for cell in self.baseline.cells]
            return rows
        shares = {team: shares_of(self.baseline, team) for team in self.baseline.results}
        for index, node in enumerate(self.nodes):
            teams = teams_of(node, self.baseline) if node.cell is None else []
            for team in teams:
                for capability, share in shares[team].get(node.id, {}).items():
                    rows[index, self.baseline.place[team, capability]] = float(share / len(teams))
        return rows

    def _by_rule(self, column: Array) -> Array:
        """Every node's figure in one column, by the rules themselves."""
        import numpy as np

        found = {
            team: by_rule(results, self._levels_of(team, column))
            for team, results in self.baseline.results.items()
        }
        return np.array([self._figure(node, found) for node in self.nodes])

    def _figure(self, node: Node, found: Mapping[str, Mapping[str, Fraction]]) -> float:
        """A node's figure from its teams' figures: what it is now, plus what they gain on average."""
        if node.team is not None:
            return float(found[node.team][node.id])
        teams = teams_of(node, self.baseline)
        gains = [found[team][node.id] - self._score_now(team, node) for team in teams]
        return node.now + float(sum(gains, Fraction(0)) / len(teams))

    def _score_now(self, team: str, node: Node) -> Fraction:
        return self.baseline.results[team].by_id[node.id].score or Fraction(0)

    def _levels_of(self, team: str, column: Array) -> dict[str, Fraction]:
        """A team's levels; an unchanged one exactly, so that rounding never misses a threshold."""
        cells = self.baseline.cells
        return {
            capability: exact_score(self.baseline, cells[place])
            if column[place] == cells[place].score
            else Fraction(float(column[place]))
            for (owner, capability), place in self.baseline.place.items()
            if owner == team
        }
