"""What is wished for, and what is found: an objective under limits, and the portfolio that is best for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.demand import Costs, PersonDays
from maturity_tui.analysis.scenarios.scenario import Scenario

TOLERANCE = 0.001


class Objective(StrEnum):
    """What is best: the highest gain, the least cost to all targets, the most at target, the best lowest level."""

    GAIN = "gain"
    TARGETS = "targets"
    COUNT = "count"
    FLOOR = "floor"


class NoPortfolioError(ValueError):
    """There is no portfolio as wished: a sentence that says which limit binds and what would free it."""


@dataclass(frozen=True)
class Wish:
    """An objective and its limits: money once, in any year, person-days in each quarter; None: no limit.

    `by`: the quarter at whose end the gain counts; None: the model's last. `person_days`: one figure for all
    quarters, or a figure for each that has a limit.
    """

    objective: Objective = Objective.GAIN
    once: float | None = None
    per_year: float | None = None
    person_days: float | Mapping[str, float] | None = None
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    tolerance: float = TOLERANCE
    by: str | None = None

    @classmethod
    def of(cls, scenario: Scenario, objective: Objective = Objective.GAIN, **changes: Any) -> Wish:
        """What a scenario says of limits, must-haves and must-nots, with changes."""
        limits = scenario.limits
        own = cls(
            objective, limits.once, limits.per_year, limits.person_days, scenario.must, scenario.must_not
        )
        return replace(own, **changes)


@dataclass(frozen=True)
class BestSoFar:
    """A portfolio on the way: its inputs, its value and bound in the objective's unit, and the proved gap."""

    ids: tuple[str, ...]
    gain: float
    upper: float
    proved_gap: float
    seconds: float


@dataclass(frozen=True, eq=False)
class Portfolio:
    """The best set of inputs found, and how good it is proved to be.

    `value` and `bound` are in the objective's unit: a gain, a cost (the bound then lies below), a number of
    cells, a level; `proved_gap` is the share between the two. `gain` is the true rise of the overall figure by
    the quarter `by`, `upper_bound` what no portfolio can exceed (for the objective gain). `stopped`: it was
    stopped before the gap was within the tolerance.
    """

    objective: Objective
    chosen: tuple[ChosenInput, ...]
    gain: float
    upper_bound: float | None
    value: float
    bound: float
    proved_gap: float
    cost: Costs
    person_days: PersonDays
    by: str
    notes: tuple[str, ...] = ()
    stopped: bool = False
    seconds: float = 0.0
    sampled_difference: float | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its inputs, in the library's order."""
        return tuple(choice.id for choice in self.chosen)

    def as_json(self) -> dict[str, Any]:
        """The JSON of `optimise`, but for frontier, roadmap and assumptions."""
        return {
            "objective": str(self.objective),
            "selected": list(self.ids),
            "gain": self.gain,
            "upper_bound": self.upper_bound,
            "value": self.value,
            "bound": self.bound,
            "proved_gap": self.proved_gap,
            "cost": self.cost.as_json(),
            "person_days": self.person_days.as_json(),
            "by": self.by,
            "sampled_difference": self.sampled_difference,
            "stopped": self.stopped,
            "notes": list(self.notes),
        }


@dataclass(frozen=True)
class Point:
    """A point of the frontier: what a budget buys, once, and how near to the best that is proved to be."""

    budget: float
    cost: float
    gain: float
    upper: float
    proved_gap: float
    ids: tuple[str, ...]
    portfolio: Portfolio | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "budget": self.budget, "cost": self.cost, "gain": self.gain, "upper_bound": self.upper,
            "proved_gap": self.proved_gap, "selected": list(self.ids),
        }  # fmt: skip
