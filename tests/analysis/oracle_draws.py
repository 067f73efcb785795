"""The oracle's uncertainty (PROJECTION.md §4): plain Monte Carlo, with random numbers of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
from scipy.special import ndtr
from scipy.stats import beta

from tests.analysis.oracle import Bounds, Oracle, shapes
from tests.analysis.oracle_ground import Array, Take

Strengths = dict[tuple[int, int], Array]
"""By cell and band the strength in every draw."""


class Draws:
    """What is random: how well each input goes (correlated through a common factor), and whether it is delivered."""

    def __init__(self, oracle: Oracle, takes: Sequence[Take], count: int, seed: int) -> None:
        self.dice = np.random.default_rng(seed)
        self.oracle, self.count = oracle, count
        self.families = oracle.families(takes)
        rho, common = oracle.known["execution.correlation"], self.dice.standard_normal(count)
        self.rank = {
            name: ndtr(sqrt(rho) * common + sqrt(1 - rho) * self.dice.standard_normal(count))
            for name in self.families
        }
        self.luck = {name: self.dice.random(count) for name in self.families}
        self.kept: dict[tuple[str, Bounds], Array] = {}

    def levels(self, quarter: int) -> Array:
        """Cells × draws at one quarter-end, without the noise of today's scores."""
        oracle = self.oracle
        total: Strengths = {}
        doses: dict[str, dict[int, Array]] = {}
        for name in self.families:
            found, doses[name] = self._family(name, quarter)
            _add(total, found)
        for (one, other), share in oracle.pairs(self.families).items():
            _add(total, self._pair(one, other, share, doses))
        levels = np.repeat(oracle.m0[:, None], self.count, axis=1)
        for (place, band), strength in total.items():
            levels[place] -= oracle.room[place, band] * np.expm1(-strength)
        return oracle.gated(levels)

    def noise(self) -> Array:
        """Of each cell's score in every draw: added after the gate."""
        return self.oracle.sd[:, None] * self.dice.standard_normal((len(self.oracle.cells), self.count))

    def _family(self, name: str, quarter: int) -> tuple[Strengths, dict[int, Array]]:
        """An input with its refreshers: at each moment the one most at work; and by cell its doses."""
        best: Strengths = {}
        doses: dict[int, Array] = {}
        for take in self.families[name]:
            delivered = self.luck[name] < take.item.probability
            for place, parts in self.oracle.doses(take).items():
                for bounds, by_quarter in parts:
                    dose = by_quarter[:, quarter]
                    doses[place] = np.maximum(doses.get(place, np.zeros(5)), dose)
                    for band in self._open(place, dose):
                        here = self._strength(name, bounds) * delivered * dose[band]
                        best[place, band] = np.maximum(best.get((place, band), 0.0), here)
        return best, doses

    def _strength(self, name: str, bounds: Bounds) -> Array:
        """−ln(1 − e), all shares of an input at one quantile."""
        if (name, bounds) not in self.kept:
            low, _, high = bounds
            unit = beta.ppf(self.rank[name], *shapes(bounds)) if high > low else np.zeros(self.count)
            self.kept[name, bounds] = -np.log1p(-(low + (high - low) * unit))
        return self.kept[name, bounds]

    def _pair(self, one: str, other: str, share: float, doses: Mapping[str, dict[int, Array]]) -> Strengths:
        """Where both are delivered, at the lesser dose."""
        both = np.ones(self.count)
        for name in (one, other):
            both *= self.luck[name] < max(take.item.probability for take in self.families[name])
        found: Strengths = {}
        for place in doses[one].keys() & doses[other].keys():
            least = np.minimum(doses[one][place], doses[other][place])
            for band in self._open(place, least):
                found[place, band] = -np.log(1 - share) * least[band] * both
        return found

    def _open(self, place: int, dose: Array) -> list[int]:
        return [band for band in range(5) if self.oracle.room[place, band] > 0 and dose[band] > 0]


def _add(total: Strengths, more: Strengths) -> None:
    for key, strength in more.items():
        total[key] = total[key] + strength if key in total else strength
