"""What each input leaves of the gap in each cell and band at the last quarter-end, as a random factor.

A term is a cell's band with room. Terms that every input reaches alike are one. All shares of an input, and of its
refreshers, lie at one quantile; where a refresher is more at work than what it repeats, it alone counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from maturity_tui.analysis.explanation.game import Game
from maturity_tui.analysis.projection.contribution import largest
from maturity_tui.analysis.projection.families import families, pairs_of
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.shares import Pert
from maturity_tui.analysis.scenarios.choices import ChosenInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]

POINTS = 24
Row = tuple[Pert, int]


@dataclass(frozen=True, eq=False)
class Factor:
    """One input on the terms that it reaches: what it leaves where it is delivered (points × terms), with the weights
    of the points, and how likely delivery is. Where it is not delivered it leaves all."""

    input: str
    terms: Places
    left: Array
    weights: Array
    probability: float

    @cached_property
    def mean(self) -> Array:
        """E[F] of each term."""
        return 1 + self.probability * (self.weights @ self.left - 1)

    @cached_property
    def ratio(self) -> Array:
        """E[F_k F_l] ÷ (E[F_k] E[F_l])."""
        both = (self.left * self.weights[:, None]).T @ self.left
        return (1 + self.probability * (both - 1)) / self.mean[:, None] / self.mean


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms' worth in the overall figure (room × weight), the factors, and the strength of named pairs, which is
    taken as known. `exact`: nothing but plain products comes in."""

    worth: Array
    factors: tuple[Factor, ...]
    shared: Array
    exact: bool


def factors_of(model: Model, chosen: Sequence[ChosenInput]) -> Terms:
    """The terms of a linear figure with their factors."""
    import numpy as np

    assert model.figures.matrix is not None
    game = Game(model, chosen)
    grouped = families(chosen)
    worth = (model.doses.bands.room * model.figures.matrix[0][:, None]).ravel()
    owned = {name: _rows(model, choices) for name, choices in grouped.items()}
    shared = _pairs(model, grouped).ravel()
    rows = [row for rows in owned.values() for row in rows.values()]
    at = np.flatnonzero((worth != 0) & (np.any(rows, axis=0) if rows else False))
    keys = np.array([row[at] for row in (*rows, shared)])
    _, first, where = np.unique(keys, axis=1, return_index=True, return_inverse=True)
    merged: Array = np.bincount(where.ravel(), weights=worth[at], minlength=len(first)).astype(float)
    found = [
        _factor(model, name, {key: row[at][first] for key, row in owned[name].items()}, choices)
        for name, choices in grouped.items()
    ]
    plain = bool(game.plain[model.figures.matrix[0] != 0].all()) and not shared.any()
    return Terms(merged, tuple(found), shared[at][first], plain)


def _factor(model: Model, name: str, rows: dict[Row, Array], choices: Sequence[ChosenInput]) -> Factor:
    import numpy as np

    reached = np.any([row != 0 for row in rows.values()], axis=0) if rows else np.zeros(0, dtype=bool)
    terms, weights = np.flatnonzero(reached), _rule()[1]
    left = []
    for late, _ in _fates(model):
        logs = np.zeros((POINTS, len(terms)))
        for (share, when), row in rows.items():
            if when == late:
                logs += np.multiply.outer(np.log1p(-quantiles(share)), row[terms])
        left.append(np.exp(logs))
    chances = [chance * weights for _, chance in _fates(model)]
    chance = max(choice.input.probability for choice in choices)
    return Factor(name, terms, np.concatenate(left), np.concatenate(chances), chance)


def _fates(model: Model) -> list[tuple[int, float]]:
    """By how many quarters an input may be late, and how likely that is."""
    late = model.doses.late
    return [(0, 1.0 - late), (model.doses.late_quarters, late)] if late else [(0, 1.0)]


def _rows(model: Model, choices: Sequence[ChosenInput]) -> dict[Row, Array]:
    """The doses of a family by share and lateness: over cells and bands."""
    import numpy as np

    leads = np.stack([_whole(model, choice) for choice in choices]).argmax(axis=0)
    found: dict[Row, Array] = {}
    for place, choice in enumerate(choices):
        ease = model.doses.bands.ease[choice.input.kind]
        active = {late: model.doses.activations(choice, late)[-1] for late, _ in _fates(model)}
        for effect in choice.input.effects:
            cells, coverage = model.doses.reach(choice, effect)
            for late, share in active.items():
                own = np.zeros(leads.shape)
                own[cells] = ease[cells] * coverage[:, None] * share
                row = found.setdefault((model.doses.share(effect), late), np.zeros(own.size))
                row += np.where(leads == place, own, 0.0).ravel()
    return found


def _whole(model: Model, choice: ChosenInput) -> Array:
    import numpy as np

    found = np.zeros(model.doses.bands.room.shape)
    part = model.doses.of(choice).at(-1)
    found[part.cells] = part.strength[..., 0]
    return found


def _pairs(model: Model, grouped: dict[str, list[ChosenInput]]) -> Array:
    """The strength of named pairs, cells × bands."""
    import numpy as np

    found = np.zeros(model.doses.bands.room.shape)
    together = {
        name: largest([model.doses.of(choice).at(-1) for choice in choices])
        for name, choices in grouped.items()
    }
    for pair in pairs_of(grouped):
        part = pair.contribution(together[pair.one], together[pair.other])
        found[part.cells] += part.strength[..., 0]
    return found


@lru_cache(maxsize=4096)
def quantiles(share: Pert) -> Array:
    """A share at the points of the rule on which all shares of an input are evaluated together."""
    import numpy as np
    from scipy.special import betaincinv

    if share.upper <= share.lower:
        return np.full(POINTS, share.mode)
    unit = betaincinv(1 + 4 * share.skew, 5 - 4 * share.skew, _rule()[0])
    return np.asarray(share.lower + (share.upper - share.lower) * unit)


@lru_cache(maxsize=1)
def _rule() -> tuple[Array, Array]:
    """Quantiles and weights. A share as a function of its quantile has roots at both ends, on which Gauss–Legendre
    converges slowly; with the quantile t³(10 − 15t + 6t²) it is smooth in t, and 24 points give nine digits."""
    import numpy as np

    points, weights = np.polynomial.legendre.leggauss(POINTS)
    t = (points + 1) / 2
    return t**3 * (10 - 15 * t + 6 * t * t), weights / 2 * 30 * t * t * (1 - t) ** 2
