"""Scenarios side by side, on the same scores and with the same random numbers.

    sides = [side_of(scenario, library, baseline) for scenario in scenarios]
    comparison = compare(sides)

Every input has the same random numbers in every scenario, so that a difference is that of what was chosen, and
not of luck: a scenario against itself differs by exactly nothing. The doubt about today's scores is the same on
all sides, and takes no part in a difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, Any

from maturity_tui.analysis.assumptions.assumption import Quantity
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.projection.baseline import Baseline
from maturity_tui.analysis.projection.projection import Projection, project_scenario
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.analysis.uncertainty.sample import DRAWS, SEED, sample, with_bands

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.floating[Any]]

# Draws are kept in single precision: what lies nearer than this is the same figure.
ALIKE = 1e-5
NINE_IN_TEN = (0.05, 0.95)


class ComparisonError(ValueError):
    """Why scenarios cannot be held against each other, in a sentence."""


@dataclass(frozen=True, eq=False)
class Side:
    """One scenario: its projection with bands, and its overall figure in every draw (draws × quarters)."""

    scenario: Scenario
    projection: Projection
    draws: Draws

    @property
    def title(self) -> str:
        """What it is called."""
        return self.scenario.title

    @property
    def inputs(self) -> dict[str, str]:
        """The inputs that take part, with their start quarters."""
        return {choice.id: choice.start for choice in self.projection.chosen}

    @property
    def peak(self) -> tuple[float, str]:
        """The most person-days that a quarter asks for, and the first such quarter."""
        days = self.projection.person_days.demand
        most = max(days, default=0.0)
        return most, self.projection.quarters[days.index(most)]

    @property
    def overload(self) -> float:
        """The person-days that are lacking, over all quarters."""
        return sum(self.projection.person_days.overload)


@dataclass(frozen=True)
class Versus:
    """One scenario against another, by their places: in which share of the draws the first stands higher, in
    which they stand alike; by how much on average, and between which figures in 9 of 10 draws."""

    one: int
    other: int
    better: float
    alike: float
    mean: float
    p5: float
    p95: float

    @property
    def turned(self) -> Versus:
        """The same, seen from the other."""
        worse = max(0.0, 1.0 - self.better - self.alike)
        return Versus(self.other, self.one, worse, self.alike, -self.mean, -self.p95, -self.p5)


@dataclass(frozen=True)
class Assumed:
    """Something that the scenarios assume differently: its value on each side."""

    name: str
    values: tuple[Quantity | bool, ...]


@dataclass(frozen=True)
class Line:
    """The whole or an area: its figure now, and on each side at the quarter that is compared."""

    id: str
    title: str
    now: float
    means: tuple[float, ...]

    @property
    def spread(self) -> float:
        """How far the sides lie apart."""
        return max(self.means) - min(self.means)


@dataclass(frozen=True, eq=False)
class Comparison:
    """Scenarios side by side. All are compared at `quarter`, the last that all of them look at."""

    sides: tuple[Side, ...]
    quarter: str

    @property
    def now(self) -> float:
        """Where all of them start."""
        return self.sides[0].projection.now

    def column(self, side: Side) -> int:
        """The place of the compared quarter among a side's own."""
        return side.projection.quarters.index(self.quarter)

    def end(self, side: Side) -> float:
        """A side's overall figure at the compared quarter."""
        return side.projection.overall.mean[self.column(side)]

    def band(self, side: Side) -> tuple[float, float] | None:
        """Between which figures a side lies in 9 of 10 draws, the doubt about today's scores included."""
        band, column = side.projection.overall, self.column(side)
        return None if band.p5 is None or band.p95 is None else (band.p5[column], band.p95[column])

    @cached_property
    def versus(self) -> tuple[Versus, ...]:
        """Every two of them, in order."""
        return tuple(self._versus(one, other) for one, other in combinations(range(len(self.sides)), 2))

    def _versus(self, one: int, other: int) -> Versus:
        import numpy as np

        first, second = (
            self.sides[at].draws[:, self.column(self.sides[at])].astype(float) for at in (one, other)
        )
        apart = first - second
        low, high = np.quantile(apart, NINE_IN_TEN)
        return Versus(
            one,
            other,
            float(np.mean(apart > ALIKE)),
            float(np.mean(np.abs(apart) <= ALIKE)),
            self.end(self.sides[one]) - self.end(self.sides[other]),
            float(low),
            float(high),
        )

    @cached_property
    def assumed(self) -> tuple[Assumed, ...]:
        """What is not assumed alike on all sides."""
        rows: dict[str, tuple[Quantity | bool, ...]] = {
            entry.name: tuple(side.projection.assumptions.by_name[entry.name].value for side in self.sides)
            for entry in self.sides[0].projection.assumptions.entries
        }
        rows["calibrated"] = tuple(side.scenario.calibrated for side in self.sides)
        rows["discount_rate"] = tuple(side.scenario.discount_rate for side in self.sides)
        return tuple(Assumed(name, values) for name, values in rows.items() if len(set(values)) > 1)

    @property
    def matters(self) -> tuple[Assumed, ...]:
        """Of these, what changes levels: the rate of discount changes only what money is worth."""
        return tuple(one for one in self.assumed if one.name != "discount_rate")

    def only(self, side: Side) -> tuple[str, ...]:
        """The inputs that no other side has."""
        others = {item for other in self.sides if other is not side for item in other.inputs}
        return tuple(item for item in side.inputs if item not in others)

    @cached_property
    def shared(self) -> tuple[str, ...]:
        """The inputs that all sides have."""
        first, *others = (side.inputs for side in self.sides)
        return tuple(item for item in first if all(item in other for other in others))

    @cached_property
    def moved(self) -> dict[str, tuple[str, ...]]:
        """The shared inputs that do not start in the same quarter everywhere, with their starts."""
        starts = {item: tuple(side.inputs[item] for side in self.sides) for item in self.shared}
        return {item: found for item, found in starts.items() if len(set(found)) > 1}

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The whole, then the areas at the top."""
        framework = self.sides[0].projection.baseline.framework
        areas = {area.id: area.title for area in framework.areas} if framework else {}
        nodes = [self._nodes(side) for side in self.sides]
        found = []
        for place, node in enumerate(nodes[0]):
            if node.kind != "framework" and node.id not in areas:
                continue
            means = tuple(
                rows[place].mean[self.column(side)] for rows, side in zip(nodes, self.sides, strict=True)
            )
            found.append(Line(node.id, areas.get(node.id, "The whole"), node.now, means))
        return tuple(found)

    @staticmethod
    def _nodes(side: Side) -> list[Any]:
        """The nodes of all teams together where there are several, else of the one."""
        nodes = side.projection.nodes
        return [node for node in nodes if node.team == nodes[0].team]

    @property
    def is_skills(self) -> bool:
        """Whether figures are shares of skills at target."""
        return self.sides[0].projection.baseline.is_skills


def side_of(
    scenario: Scenario,
    library: Iterable[Intervention],
    baseline: Baseline,
    *,
    seed: int = SEED,
    draws: int = DRAWS,
    stop: Callable[[], bool] | None = None,
) -> Side:
    """A scenario projected and sampled, with the random numbers that it has beside any other of the library.

    Raises ValueError, in a sentence, for a bad assumption; `Stopped` once `stop` says so.
    """
    items = tuple(library)
    projection = project_scenario(scenario, items, baseline, with_gains=False)
    order = tuple(item.id for item in items)
    sampled = sample(projection.model, projection.chosen, seed=seed, draws=draws, order=order, stop=stop)
    return Side(scenario, with_bands(projection, sampled), sampled.draws)


def compare(sides: Sequence[Side]) -> Comparison:
    """Scenarios side by side. Raises ComparisonError where they cannot be held against each other."""
    if len(sides) < 2:
        raise ComparisonError("It takes two scenarios to compare: name another.")
    first = sides[0]
    for side in sides[1:]:
        if _scores(side.projection.baseline) != _scores(first.projection.baseline):
            raise ComparisonError(
                f"“{first.title}” and “{side.title}” do not start from the same scores, so their figures "
                "cannot be held against each other: compare them on one round and the same teams."
            )
        if side.projection.seed != first.projection.seed or len(side.draws) != len(first.draws):
            raise ComparisonError(
                f"“{first.title}” and “{side.title}” were not drawn with the same random numbers: draw both anew."
            )
    common = set(first.projection.quarters).intersection(*(side.projection.quarters for side in sides[1:]))
    if not common:
        raise ComparisonError(
            f"“{first.title}” and {_names(sides[1:])} look at no quarter in common: give them starts and "
            "horizons that overlap."
        )
    return Comparison(tuple(sides), max(common))


def _scores(baseline: Baseline) -> set[tuple[str, str, float, float, float]]:
    """What two scenarios must share: whose level is what, on which scale. How sure the scores are may differ."""
    return {(cell.team, cell.capability, cell.score, cell.low, cell.high) for cell in baseline.cells}


def _names(sides: Sequence[Side]) -> str:
    return " and ".join(f"“{side.title}”" for side in sides)
