"""How sure a projection is: percentiles of every figure, from thousands of draws.

    sampled = sample(model, chosen, order=[item.id for item in library])      half a second
    projection = with_bands(projection, sampled)

A draw settles for each input where its shares lie in their ranges (all of them alike, and alike with other inputs as
far as `execution.correlation` says), whether it is delivered, and whether late. The central figure is the mean of the
draws; the noise of today's scores comes on top, and widens the bands only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from maturity_tui.analysis.projection.families import families, pairs_of
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.projection import Band, Projection, Row
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.uncertainty.figures import DrawnFigures
from maturity_tui.analysis.uncertainty.levels import DrawnLevels
from maturity_tui.analysis.uncertainty.numbers import Numbers
from maturity_tui.analysis.uncertainty.quantiles import normal_quantiles, percentiles
from maturity_tui.analysis.uncertainty.terms import Sources

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Draws = NDArray[np.float32]

SEED = 20270101
DRAWS = 8192
LEAST_DRAWS, MOST_DRAWS = 64, 2**17
Key = tuple[str | None, str]


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Whoever asked no longer wants the answer."""


@dataclass(frozen=True, eq=False)
class Sampled:
    """The percentiles of a projection, a figure a quarter-end; `nodes` holds P5 and P95, `means` the central figure.

    `draws` are the overall figures without noise, draws × quarters; `last` is that with noise at the last quarter-end,
    one a draw, rising.
    """

    overall: Band
    nodes: Mapping[Key, tuple[Row, Row]]
    means: Mapping[Key, Row]
    draws: Draws = field(repr=False)
    last: Draws = field(repr=False)
    seed: int = SEED

    def chance(self, level: float) -> float:
        """The share of draws whose overall figure is at or above a level at the last quarter-end.

        It takes everything for granted that the projection does: it is no chance that something comes true.
        """
        return float((self.last >= level - 1e-6).mean())


def sample(
    model: Model,
    chosen: Sequence[ChosenInput],
    *,
    seed: int = SEED,
    draws: int = DRAWS,
    order: Sequence[str] = (),
    stop: Callable[[], bool] | None = None,
    nodes: bool = True,
) -> Sampled:
    """The percentiles of what some inputs (those that take part) do; `nodes`: of every node, not only the whole.

    `order` lists the ids of the whole library: an input then has the same draws in every scenario. `draws` is rounded
    up to a power of two. Raises `Stopped` soon after `stop` says so.
    """

    def go_on() -> None:
        if stop is not None and stop():
            raise Stopped

    work = _Work(model, tuple(chosen), seed, _power_of_two(draws), order, nodes, go_on)
    for quarter in range(len(model.quarters)):
        go_on()
        work.take(quarter)
    return work.done()


def with_bands(projection: Projection, sampled: Sampled) -> Projection:
    """A projection with its percentiles, and the means that they are about; the seed is kept beside them."""
    return replace(
        projection,
        overall=sampled.overall,
        sampled=sampled.nodes,
        sampled_means=sampled.means,
        seed=sampled.seed,
    )


def formula_is_exact(model: Model, chosen: Sequence[ChosenInput]) -> bool:
    """Whether the closed form is the mean of all draws: nothing gates, and what meets in a cell is independent."""
    if model.figures.matrix is None or model.baseline.is_skills or len(model.gate.cells):
        return False
    grouped = families(chosen)
    alone = len(grouped) <= 1 or not model.assumptions.number("execution.correlation")
    single = all(len(choices) == 1 for choices in grouped.values())
    late = model.assumptions.number("duration.late") and model.assumptions.number("dip.on")
    return alone and single and not late and not pairs_of(grouped)


class _Work:
    """What one sampling has in hand."""

    def __init__(
        self, model: Model, chosen: tuple[ChosenInput, ...], seed: int, draws: int, order: Sequence[str],
        every: bool, go_on: Callable[[], None],
    ) -> None:  # fmt: skip
        import numpy as np

        correlation = model.assumptions.number("execution.correlation")
        go_on()
        numbers = Numbers(tuple(families(chosen)), order, seed, draws, correlation)
        go_on()
        self.seed = seed
        self._levels = DrawnLevels(model, chosen, Sources(numbers, model.doses.late))
        go_on()
        self._figures = DrawnFigures(model, numbers, seed, self._levels.touched, every=every)
        columns = len(model.quarters)
        self.means = model.figures.of_nodes(model.run(chosen).final)[self._figures.places]
        self._is_exact = formula_is_exact(model, chosen) or not self._levels.touched.any()
        self._now = np.array([node.now for node in self._figures.nodes])
        self.rows = np.empty((5, len(self._figures.nodes), columns))
        self.draws = np.empty((draws, columns), dtype=np.float32)
        self.last = np.zeros(draws, dtype=np.float32)

    def take(self, quarter: int) -> None:
        """Work out one quarter."""
        import numpy as np

        figures = self._figures
        levels = self._levels.at(quarter)
        free = figures.free(levels)
        self.draws[:, quarter] = free[0]
        noisy = figures.noisy(free, levels)
        moves = figures.moves
        if not self._is_exact:
            # What a float32 loses of today's figure is given back: where nothing is at work yet nothing moves.
            lost = self._now - self._now.astype(np.float32)
            self.means[moves, quarter] = (free.mean(axis=1, dtype=float) + lost)[moves]
        still = np.logical_not(moves)
        normal = np.clip(
            self.means[still, quarter] + np.multiply.outer(normal_quantiles(), figures.sd[still]),
            figures.low[still],
            figures.high[still],
        )
        self.rows[:, still, quarter] = normal
        self.rows[:, moves, quarter] = percentiles(noisy[moves])
        if quarter == len(self._levels.model.quarters) - 1:
            self.last = np.sort(noisy[0])

    def done(self) -> Sampled:
        """Everything as plain values."""
        keys = [(node.team, node.id) for node in self._figures.nodes]
        means = [tuple(row) for row in self.means.tolist()]
        p5, *_, p95 = ([tuple(row) for row in rows] for rows in self.rows.tolist())
        overall = Band(means[0], *(tuple(row) for row in self.rows[:, 0].tolist()))
        return Sampled(
            overall,
            dict(zip(keys, zip(p5, p95, strict=True), strict=True)),
            dict(zip(keys, means, strict=True)),
            self.draws,
            self.last,
            self.seed,
        )


def _power_of_two(draws: int) -> int:
    """Sobol points are even only then."""
    return 1 << (max(LEAST_DRAWS, min(MOST_DRAWS, draws)) - 1).bit_length()
