"""What the oracle starts from: the cells of a round, the roll-up, person-days and money (PROJECTION.md §§1, 3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

# §2, §3, §4, §8, as they are printed there.
ASSUMED: dict[str, Any] = {
    "training.half_life_months": 8, "training.floor": 0.3, "training.bands": (1, 1, 0.8, 0.4, 0.15),
    "capacity.ramp": (0.5, 0.75, 1), "capacity.bands": (0.6, 0.8, 1, 0.7, 0.4),
    "capacity.mentor_fte": 0.2, "capacity.mentor_quarters": 2, "capacity.days_per_fte_quarter": 55,
    "technology.adoption": 0.9, "technology.adoption_quarters": 4, "technology.imitation": 12.67,
    "technology.bands": (0.3, 0.6, 1, 1, 0.8), "execution.correlation": 0.3, "range.widening": 2,
    "score.sd_high": 0.15, "score.sd_medium": 0.35, "score.sd_low": 0.70,
}  # fmt: skip
Array = NDArray[np.float64]
Coverage = float | Mapping[str, float] | None
Figures = dict[tuple[str | None, str], Array]


def number_of(quarter: str) -> int:
    return int(quarter[:4]) * 4 + int(quarter[6]) - 1


@dataclass(frozen=True, eq=False)
class Take:
    """An input as it is taken: from which quarter on, and with which coverage, if not its own."""

    item: Any
    start: int
    coverage: Coverage = None

    def reach(self, team: str, own: float) -> float:
        if isinstance(self.coverage, Mapping):
            return self.coverage.get(team, 0.0)
        return own if self.coverage is None or own == 0 else self.coverage


@dataclass
class Cell:
    """§1."""

    team: str
    item: str
    m0: float
    low: float
    high: float
    sd: float
    target: float | None


class Ground:
    """A round of one framework, the quarters, and what is assumed."""

    def __init__(
        self, framework: Any, assessments: Sequence[Any], organisation: Any, start: str, horizon: int,
        changed: Mapping[str, Any] | None = None, calibrated: bool = False,
    ) -> None:  # fmt: skip
        self.framework, self.assessments = framework, assessments
        self.themes = organisation.ambition if organisation else ()
        self.people = {team.id: team.headcount or 0 for team in organisation.teams} if organisation else {}
        self.quarters = [number_of(start) + step for step in range(horizon)]
        self.known = {**ASSUMED, **(changed or {})}
        self.widening = 1.0 if calibrated else self.known["range.widening"]
        self.teams = [one.team for one in assessments]
        self.scope: dict[str, dict[str, bool]] = {}  # team: {capability in scope: whether it applies}
        self.cells = [cell for one in assessments for cell in self._cells(one)]
        self.at = {(cell.team, cell.item): place for place, cell in enumerate(self.cells)}
        self._kept: dict[Take, Any] = {}
        self.m0 = np.array([cell.m0 for cell in self.cells])
        self.sd = np.array([cell.sd for cell in self.cells])

    # §1 the baseline

    def _cells(self, one: Any) -> Iterable[Cell]:
        frame = self.framework
        scores = {frame.resolve(item): score for item, score in one.scores.items()}
        named = None if isinstance(one.scope, str) else {frame.resolve(item) for item in one.scope}
        self.scope[one.team] = {}
        for item, capability in frame.capabilities.items():
            if (named is not None and item not in named) or (one.scope == "core" and not capability.core):
                continue
            score = scores.get(item)
            self.scope[one.team][item] = score is None or score.not_applicable is None
            if score is None or score.agreed is None:
                continue
            levels = [answer.value for answer in capability.answers] or capability.defined
            levels = levels or [level.value for level in frame.scale]
            votes = [
                float(vote.level) for rater, vote in score.ratings.items()
                if vote.level is not None and one.raters.get(rater) == "team"
            ]  # fmt: skip
            sd = self.known[f"score.sd_{score.confidence or 'medium'}"]
            if len(votes) > 1:
                sd = max(sd, float(np.std(votes, ddof=1)) / sqrt(len(votes)))
            target = score.target if score.target is not None else self._aim(item, max(levels))
            yield Cell(
                one.team, item, float(score.agreed), float(min(levels)), float(max(levels)), sd, target
            )

    def _aim(self, item: str, most: float) -> float | None:
        """The highest target of any theme: for the capability, else for the nearest area above it."""
        found = []
        nearest = [item, *(area.id for area in reversed(self.framework.paths[item]))]
        for theme in self.themes:
            aims = {key.rpartition(":")[2]: value for key, value in theme.targets.items()
                    if key.rpartition(":")[0] in ("", self.framework.id)}  # fmt: skip
            if mine := [node for node in nearest if node in aims]:
                found.append(aims[item] if mine[0] == item else min(aims[mine[0]], most))
        return max(found, default=None)

    # §1 the roll-up; docs/method.md: teams below four fifths are left out of figures over several

    def figures(self, levels: Array) -> Figures:
        """Every node of every team, then over all teams (None); `levels` cells × columns."""
        own: Figures = {}
        counted: dict[str, list[Array]] = {}
        enough: dict[tuple[str, str], tuple[int, int]] = {}
        for team in self.teams:
            self._node(team, self.framework, self.framework.id, levels, own, enough)
        whole = [scored and 5 * scored >= 4 * asked for (_, node), (scored, asked) in enough.items()
                 if node == self.framework.id]  # fmt: skip
        strict = len(self.teams) > 1 and any(whole)
        for (team, node), (scored, asked) in enough.items():
            if scored and (not strict or 5 * scored >= 4 * asked):
                value = own.get((team, node))
                if self.framework.is_skills and node in self.framework.capabilities:
                    value = self._met(self.at[team, node], levels)
                if value is not None:
                    counted.setdefault(node, []).append(value)
        return own | {(None, node): np.mean(values, axis=0) for node, values in counted.items()}

    def _met(self, place: int, levels: Array) -> Array | None:
        target = self.cells[place].target
        return None if target is None else (levels[place] >= target - 1e-9).astype(float)

    def _node(
        self, team: str, area: Any, name: str, levels: Array, own: Figures, enough: dict[Any, tuple[int, int]]
    ) -> tuple[Array | None, list[int], int, int]:
        """A node's figure, the cells below it, how many are scored, of how many that apply."""
        parts: list[tuple[float, Array | None]] = []
        places: list[int] = []
        scored = asked = 0
        for child in area.areas:
            value, below, some, of = self._node(team, child, child.id, levels, own, enough)
            parts.append((float(child.weight), value))
            places, scored, asked = places + below, scored + some, asked + of
        for item in getattr(area, "capabilities", {}) if area is not self.framework else ():
            if item.id not in self.scope[team]:
                continue
            place = self.at.get((team, item.id))
            enough[team, item.id] = int(place is not None), int(self.scope[team][item.id])
            scored, asked = scored + (place is not None), asked + self.scope[team][item.id]
            if place is not None:
                own[team, item.id] = levels[place]
                places.append(place)
                parts.append((float(item.weight), levels[place]))
        rule = str(area.rollup or self.framework.rollup)
        if self.framework.is_skills:
            met = [one for one in (self._met(place, levels) for place in places) if one is not None]
            value = np.mean(met, axis=0) if met else None
        else:
            value = _joined(rule, [(weight, part) for weight, part in parts if part is not None])
        if scored or asked:
            enough[team, name] = scored, asked
        if value is not None:
            own[team, name] = value
        return value, places, scored, asked

    # §3 person-days, and money

    def days(self, takes: Sequence[Take]) -> list[float]:
        found = dict.fromkeys(self.quarters, 0.0)
        mentor = self.known["capacity.mentor_fte"] * self.known["capacity.days_per_fte_quarter"]
        for take in takes:
            asked = list(enumerate(take.item.person_days))
            if take.item.kind == "capacity":
                beside = range(self.known["capacity.mentor_quarters"])
                asked += [(take.item.quarters + step, mentor) for step in beside]
            for step, days in asked:
                if take.start + step in found:
                    found[take.start + step] += days
        return list(found.values())

    def once(self, take: Take) -> float:
        """Once, with the price for each person covered: headcount times the widest coverage."""
        covered = 0.0
        for team in self.teams:
            own = [one.coverage.get(team, 0.0) if isinstance(one.coverage, Mapping) else one.coverage
                   for one in take.item.effects]  # fmt: skip
            covered += self.people.get(team, 0) * max((take.reach(team, one) for one in own), default=0.0)
        return float(take.item.cost.once) + float(take.item.cost.per_person) * covered

    def by_year(self, takes: Sequence[Take]) -> dict[str, float]:
        found: dict[str, float] = {}
        for quarter in self.quarters:
            running = sum(float(take.item.cost.per_year) for take in takes if take.start <= quarter)
            found[str(quarter // 4)] = found.get(str(quarter // 4), 0.0) + running / 4
        return found


def _joined(rule: str, parts: Sequence[tuple[float, Array]]) -> Array | None:
    """mean, weighted-mean, sum and lowest of the children that have a figure."""
    if not parts:
        return None
    values = np.array([value for _, value in parts])
    if rule == "lowest":
        return values.min(axis=0)
    if rule == "sum":
        return values.sum(axis=0)
    weights = np.array([weight if rule == "weighted-mean" else 1.0 for weight, _ in parts])
    return np.average(values, axis=0, weights=weights)
