"""How much of the gain each input brings: Shapley values, which are fair between inputs and sum to the gain.

A cell's level is a product over inputs, so that for most cells the values are exact: in the multilinear extension

    φ_i = ∫₀¹ Σ_k V_k (1 − E_ik) Π_{j≠i} (1 − q + q·E_jk) dq

k runs over cells and bands, V is room × weight, E the mean share left. The integrand is a polynomial, so that
Gauss–Legendre with half as many nodes as inputs is exact. Where prerequisites, refreshers, named pairs, dips or a
rule that is not linear come in, orders are drawn (each with its reverse, which halves the noise and more) until the
standard error is small; it is stated. Every order sums to the gain, and so do their means.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maturity_tui.analysis.explanation.game import Game
from maturity_tui.analysis.projection.model import Levels, Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.uncertainty.sample import Stopped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.int64]
    Measure = Callable[[Levels], Array]

SEED = 20270101
MOST_NODES = 32
LEAST_PAIRS, MOST_PAIRS = 16, 256
SMALL_ERROR = 0.005
"""Of the gain: below this standard error no more orders are drawn."""


@dataclass(frozen=True)
class Part:
    """One input: its part of the gain with its standard error (0: exact); what it adds alone, and what leaving it
    out would lose."""

    input: str
    part: float
    error: float
    alone: float
    left_out: float

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {
            "input": self.input, "contribution": self.part, "standard_error": self.error,
            "alone": self.alone, "left_out": self.left_out,
        }  # fmt: skip


@dataclass(frozen=True)
class Contributions:
    """The parts of the gain, the largest first. `orders`: how many were drawn; 0 where all is exact."""

    gain: float
    parts: tuple[Part, ...]
    orders: int = 0
    seed: int | None = None

    @property
    def is_exact(self) -> bool:
        """Whether nothing had to be drawn."""
        return not self.orders

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {
            "gain": self.gain, "exact": self.is_exact, "orders": self.orders, "seed": self.seed,
            "parts": [part.as_json() for part in self.parts],
        }  # fmt: skip


def contributions(
    model: Model,
    chosen: Sequence[ChosenInput],
    *,
    seed: int = SEED,
    most: int = MOST_PAIRS,
    stop: Callable[[], bool] | None = None,
) -> Contributions:
    """What each chosen input brings to the gain at the last quarter-end. Raises `Stopped` once `stop` says so."""
    game = Game(model, chosen)
    if not game.chosen:
        return Contributions(0.0, ())
    gain, alone, left_out = _beside(game)
    values, errors, orders = _values(game, seed, most, stop)
    parts = [
        Part(choice.id, *map(float, row))
        for choice, *row in zip(game.chosen, values, errors, alone, left_out, strict=True)
    ]
    ranked = tuple(sorted(parts, key=lambda part: (-part.part, part.input)))
    return Contributions(gain, ranked, orders, seed if orders else None)


def _beside(game: Game) -> tuple[float, Array, Array]:
    """The gain; what each input adds alone; what is lost without each."""
    import numpy as np

    count = len(game.chosen)
    own = np.eye(count, dtype=bool)
    none, every = np.zeros((1, count), dtype=bool), np.ones((1, count), dtype=bool)
    figures = game.figures(np.concatenate([none, every, own, ~own]))
    return (
        float(figures[1] - figures[0]),
        figures[2 : count + 2] - figures[0],
        figures[1] - figures[count + 2 :],
    )


def _values(game: Game, seed: int, most: int, stop: Callable[[], bool] | None) -> tuple[Array, Array, int]:
    """Values, standard errors, orders drawn: exact for plain cells, by drawing for what is left of the figure."""
    import numpy as np

    figures, plain = game.model.figures, game.plain
    if figures.matrix is None or game.model.baseline.is_skills:
        return drawn(game, lambda levels: figures.overall(levels.final), seed=seed, most=most, stop=stop)
    weights = figures.matrix[0]
    values = exact(game, np.where(plain, weights, 0.0))
    rest = np.where(plain, 0.0, weights)
    if not rest.any():
        return values, np.zeros(len(values)), 0
    more, errors, orders = drawn(
        game, lambda levels: np.asarray(rest @ (levels.final - figures.score[:, None])),
        seed=seed, most=most, stop=stop,
    )  # fmt: skip
    return values + more, errors, orders


def exact(game: Game, weights: Array) -> Array:
    """The Shapley values of the plain cells, each cell with its weight in the figure."""
    import numpy as np

    strength = np.stack([game.strength_of(position) for position in range(len(game.chosen))])
    worth = game.model.doses.bands.room * weights[:, None]
    here = (worth != 0) & strength.any(axis=0)
    closed, worth = -np.expm1(-strength[:, here]), worth[here]
    nodes, shares = _nodes(min(MOST_NODES, (len(closed) + 1) // 2))
    values = np.zeros(len(closed))
    for node, share in zip(nodes, shares, strict=True):
        left = 1 - node * closed
        values += share * (closed / left) @ (worth * left.prod(axis=0))
    return values


def _nodes(count: int) -> tuple[Array, Array]:
    """Gauss–Legendre on [0, 1]."""
    import numpy as np

    points, weights = np.polynomial.legendre.leggauss(count)
    return (points + 1) / 2, weights / 2


def drawn(
    game: Game,
    measure: Measure,
    *,
    seed: int = SEED,
    most: int = MOST_PAIRS,
    stop: Callable[[], bool] | None = None,
) -> tuple[Array, Array, int]:
    """The Shapley values of any figure, their standard errors, and how many orders were drawn."""
    import numpy as np

    count = len(game.chosen)
    dice = np.random.default_rng(seed)
    total, squares, pairs = np.zeros(count), np.zeros(count), 0
    error = np.zeros(count)
    while pairs < most:
        if stop is not None and stop():
            raise Stopped
        order = dice.permutation(count)
        value: Array = (_walk(game, measure, order) + _walk(game, measure, order[::-1])) / 2
        total, squares, pairs = total + value, squares + value * value, pairs + 1
        if pairs >= min(LEAST_PAIRS, most):
            spread = np.maximum(0.0, squares - total * total / pairs) / max(1, pairs - 1)
            error = np.sqrt(spread / pairs)
            if error.max() <= SMALL_ERROR * abs(total.sum()) / pairs:
                break
    return total / pairs, error, 2 * pairs


def _walk(game: Game, measure: Measure, order: Places) -> Array:
    """What each input adds where they come in one after the other."""
    import numpy as np

    count = len(order)
    place = np.empty(count, dtype=int)
    place[order] = np.arange(count)
    figures = measure(game.levels(place[None, :] < np.arange(count + 1)[:, None]))
    found = np.empty(count)
    found[order] = np.diff(figures)
    return found
