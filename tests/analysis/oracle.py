"""The projection once more, written from its specification (PROJECTION.md) alone, for the product to be held against.

Nothing of `maturity_tui.analysis` computes here or in `oracle_ground`: only its values are read (inputs, scenarios).
Section numbers are the specification's. Slow and plain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any

import numpy as np
from scipy.optimize import brentq
from scipy.special import roots_jacobi
from scipy.stats import beta

from tests.analysis.oracle_ground import Array, Cell, Ground, Take

Bounds = tuple[float, float, float]
Parts = list[tuple[Bounds, Array]]


@cache
def pert(low: float, mode: float, high: float, widening: float) -> Bounds:
    """§4: bounds of which low and high, widened about the mode, are P5 and P95; then cut to [0, .95]."""
    if low == high:
        return mode, mode, mode
    low, high = mode - widening * (mode - low), mode + widening * (high - mode)

    def ends(u: float) -> tuple[float, float]:
        return beta.ppf(0.05, 1 + 4 * u, 5 - 4 * u), beta.ppf(0.95, 1 + 4 * u, 5 - 4 * u)

    def miss(
        u: float,
    ) -> float:  # the mode must lie as far from low, of the way to high, as in the range given
        p5, p95 = ends(u)
        return (u - p5) * (high - low) - (mode - low) * (p95 - p5)

    u = brentq(miss, 0.0, 1.0, xtol=1e-15)
    p5, p95 = ends(u)
    width = (high - low) / (p95 - p5)
    return max(0.0, mode - u * width), mode, min(0.95, mode + (1 - u) * width)


def shapes(bounds: Bounds) -> tuple[float, float]:
    low, mode, high = bounds
    u = (mode - low) / (high - low)
    return 1 + 4 * u, 5 - 4 * u


@cache
def left_at(bounds: Bounds, dose: float) -> float:
    """§4: E[(1 − e)^dose], by four times as many nodes as the specification asks for."""
    low, mode, high = bounds
    if low == high:
        return (1 - mode) ** dose
    a, b = shapes(bounds)
    x, weight = roots_jacobi(48, b - 1, a - 1)
    e = low + (high - low) * (x + 1) / 2
    return float(((1 - e) ** dose * weight).sum() / weight.sum())


class Oracle(Ground):
    """A round of one framework under the assumptions of a scenario, and what inputs do to it."""

    # §2 an input

    def activation(self, item: Any, k: int) -> float:
        d, known = item.quarters, self.known
        if k <= 0:
            return 0.0
        if item.kind == "training":
            fading = 2 ** (-(k - d) / (known["training.half_life_months"] / 3))
            return k / d if k <= d else known["training.floor"] + (1 - known["training.floor"]) * fading
        if k <= d:
            return 0.0
        if item.kind == "capacity":
            return known["capacity.ramp"][min(k - d, len(known["capacity.ramp"])) - 1]
        q_over_p, share = known["technology.imitation"], known["technology.adoption"]

        def bass(speed: float, quarters: float) -> float:
            return (1 - np.exp(-speed * quarters)) / (1 + q_over_p * np.exp(-speed * quarters))

        speed = brentq(lambda s: bass(s, known["technology.adoption_quarters"]) - share, 1e-6, 50, xtol=1e-15)
        return float(bass(speed, k - d))

    def doses(self, take: Take) -> dict[int, Parts]:
        """§3: by cell the share's bounds and coverage · r* · a, bands × quarters."""
        active = [self.activation(take.item, quarter - take.start + 1) for quarter in self.quarters]
        ease = self.known[f"{take.item.kind}.bands"]
        found: dict[int, Parts] = {}
        for effect in take.item.effects:
            own = effect.coverage
            for team in self.teams:
                place = self.at.get((team, self.framework.resolve(effect.capability)))
                reach = take.reach(team, own.get(team, 0.0) if isinstance(own, Mapping) else own)
                if place is None or reach <= 0:
                    continue
                first = self.band(self.cells[place])
                star = [min(ease[first : max(b, first) + 1]) for b in range(5)]
                dose = reach * np.outer(star, active)
                found.setdefault(place, []).append((pert(*effect.share, self.widening), dose))
        return found

    @staticmethod
    def band(cell: Cell) -> int:
        return min(4, int((cell.m0 - cell.low) / ((cell.high - cell.low) / 5) + 1e-9))

    @cached_property
    def room(self) -> Array:
        """§3: g_b, the part of each fifth of the scale above m0."""
        rows = []
        for cell in self.cells:
            edges = cell.low + (cell.high - cell.low) * np.arange(6) / 5
            rows.append([max(0.0, edges[b + 1] - max(edges[b], cell.m0)) for b in range(5)])
        return np.array(rows)

    def together(self, takes: Sequence[Take]) -> list[Take]:
        """§2: of two that exclude each other the later goes; then what lacks what it needs."""
        kept: list[Take] = []
        for take in sorted(takes, key=lambda one: (one.start, one.item.id)):
            if not any(
                one.item.id in take.item.excludes or take.item.id in one.item.excludes for one in kept
            ):
                kept.append(take)
        while True:
            ids = {one.item.id for one in kept}
            fewer = [one for one in kept if ids.issuperset(one.item.needs.all)
                     and (not one.item.needs.any or ids.intersection(one.item.needs.any))]  # fmt: skip
            if len(fewer) == len(kept):
                return kept
            kept = fewer

    def families(self, takes: Sequence[Take]) -> dict[str, list[Take]]:
        """§2: an input with its refreshers."""
        parents = {one.item.id: one.item.repeat_of for one in takes}
        found: dict[str, list[Take]] = {}
        for one in takes:
            name = one.item.id
            while parents.get(name):
                name = parents[name]
            found.setdefault(name, []).append(one)
        return found

    def pairs(self, families: Mapping[str, Sequence[Take]]) -> dict[tuple[str, str], float]:
        found: dict[tuple[str, str], float] = {}
        for name, takes in families.items():
            for other in (synergy for take in takes for synergy in take.item.synergies):
                beside = next(
                    (key for key, of in families.items() for one in of if one.item.id == other.with_), None
                )
                if beside is not None and beside != name:
                    pair = min(name, beside), max(name, beside)
                    found[pair] = max(found.get(pair, 0.0), other.share)
        return found

    # §3 the formula, in the mean (§4: ŝ = −ln E[F])

    def _mean_strength(self, take: Take) -> tuple[Array, Array]:
        """Of one input, by cell, band and quarter: strength and dose; kept, as searches ask again."""
        if take not in self._kept:
            self._kept[take] = self._worked_out(take)
        return self._kept[take]

    def _worked_out(self, take: Take) -> tuple[Array, Array]:
        strength, most = np.zeros((2, len(self.cells), 5, len(self.quarters)))
        p = take.item.probability
        for place, parts in self.doses(take).items():
            for bounds, dose in parts:
                left = np.vectorize(lambda one, bounds=bounds: left_at(bounds, float(one)))(dose)
                strength[place] -= np.log(1 - p + p * left)
                most[place] = np.maximum(most[place], dose)
        return strength, most

    def strength(self, takes: Sequence[Take]) -> Array:
        families = self.families(takes)
        total = np.zeros((len(self.cells), 5, len(self.quarters)))
        dose, chance = {}, {}
        for name, members in families.items():
            both = [self._mean_strength(take) for take in members]
            total += np.max([strength for strength, _ in both], axis=0)
            dose[name] = np.max([most for _, most in both], axis=0)
            chance[name] = max(take.item.probability for take in members)
        for (one, other), share in self.pairs(families).items():
            less = (1 - share) ** np.minimum(dose[one], dose[other])
            total -= np.log(1 - chance[one] * chance[other] * (1 - less))
        return total

    def levels(self, takes: Sequence[Take]) -> Array:
        """Cells × quarters, after the gate."""
        free = self.m0[:, None] + (self.room[:, :, None] * (1 - np.exp(-self.strength(takes)))).sum(axis=1)
        return self.gated(free)

    @cached_property
    def _needs(self) -> list[tuple[int, int, float]]:
        found = []
        for item in self.framework.capabilities.values():
            for need in item.needs:
                for team in self.teams:
                    here = self.at.get((team, item.id))
                    there = self.at.get((team, self.framework.resolve(need.capability)))
                    if here is not None and there is not None and here != there:
                        found.append((here, there, max(float(need.slack), self.m0[here] - self.m0[there])))
        return found

    def gated(self, free: Array) -> Array:
        """§3: the highest levels that keep every slack, by going round until nothing moves."""
        held = free.copy()
        for _ in range(len(self.cells) + 1):
            before = held.copy()
            for here, there, slack in self._needs:
                held[here] = np.minimum(held[here], held[there] + slack)
            if np.array_equal(before, held):
                return held
        raise AssertionError("the gate does not settle")

    def overall(self, takes: Sequence[Take]) -> Array:
        return self.figures(self.levels(takes))[None, self.framework.id]

    @cached_property
    def weights(self) -> Array:
        """§1: how far one level of each cell moves the overall figure, where rules are linear."""
        steps = np.column_stack([self.m0, self.m0[:, None] + np.eye(len(self.m0))])
        whole = self.figures(steps)[None, self.framework.id]
        return np.asarray(whole[1:] - whole[0])

    def gain(self, takes: Sequence[Take]) -> float:
        """The rise of the overall figure by the last quarter-end, where rules are linear."""
        return float(self.weights @ (self.levels(takes)[:, -1] - self.m0))
