"""What a plan's lateness costs in maturity: the projection as planned against the projection as it stands.

As it stands: what is late begins at the earliest that is still possible, what is stopped is out, what reached fewer
people counts for those. Costs are in levels at the last quarter-end, and in *level-quarters*: the difference summed
over all quarter-ends, since a level that comes a year later was missing for four quarters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.plan.lateness import Lateness, lateness
from maturity_tui.analysis.projection.baseline import Baseline
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.projection import scenario_model
from maturity_tui.analysis.scenarios.choices import ChosenInput, taking_part
from maturity_tui.analysis.scenarios.demand import people_covered
from maturity_tui.analysis.scenarios.scenario import Scenario

Row = tuple[float, ...]


@dataclass(frozen=True)
class Standing:
    """One input: its dates, what it was to cost and did (once, with what is paid a person), and what its being late,
    stopped or smaller takes away: at the last quarter-end, and in level-quarters (0 where it is as planned)."""

    late: Lateness
    planned_cost: float
    spent: float | None
    at_end: float
    level_quarters: float

    @property
    def id(self) -> str:
        """The input's id."""
        return self.late.id


@dataclass(frozen=True, eq=False)
class PlanStanding:
    """A plan in a quarter. `planned` and `stands` are the overall figure at each quarter-end of the plan."""

    scenario: Scenario
    on: str
    quarters: tuple[str, ...]
    now: float
    planned: Row
    stands: Row
    inputs: tuple[Standing, ...]
    currency: str | None
    notes: tuple[str, ...] = ()

    @property
    def late(self) -> tuple[Standing, ...]:
        """The inputs that are late."""
        return tuple(one for one in self.inputs if one.late.is_late)

    @property
    def stopped(self) -> tuple[Standing, ...]:
        """The inputs that are stopped."""
        return tuple(one for one in self.inputs if one.late.status == "stopped")

    @property
    def at_end(self) -> float:
        """How much lower the figure will be at the last quarter-end than was planned."""
        return self.planned[-1] - self.stands[-1]

    @property
    def level_quarters(self) -> float:
        """How many level-quarters will be missing."""
        return sum(self.planned) - sum(self.stands)

    @property
    def planned_cost(self) -> float:
        """What all inputs were to cost once."""
        return sum(one.planned_cost for one in self.inputs)

    @property
    def spent(self) -> float:
        """What was stated as spent."""
        return sum(one.spent or 0.0 for one in self.inputs)

    @property
    def expected_cost(self) -> float:
        """What it comes to: as spent where that is stated, else as planned; nothing for what was stopped unspent."""
        return sum(
            one.spent if one.spent is not None else 0.0 if one.late.status == "stopped" else one.planned_cost
            for one in self.inputs
        )

    @property
    def unstated(self) -> tuple[str, ...]:
        """The inputs that have begun, and of which nobody has said what they cost."""
        return tuple(
            one.id for one in self.inputs if one.spent is None and one.late.status in ("started", "done")
        )


def standing(
    scenario: Scenario, library: Iterable[Intervention], baseline: Baseline, on: str
) -> PlanStanding:
    """How a plan stands in the quarter `on`. Raises ValueError, in a sentence, for an assumption that cannot be."""
    known = {item.id: item for item in library}
    late = lateness(scenario, known, on)
    model = scenario_model(scenario, baseline)
    planned = _figures(model, [one.as_planned() for one in late])
    as_stands = {one.id: one.as_stands() for one in late}
    stands = _figures(model, _there(as_stands.values()))
    notes = (*_unknown(scenario, known), *_follow(_there(as_stands.values())))
    inputs = []
    for one in late:
        with_it = (
            stands
            if one.as_stands() == one.as_planned()
            else _figures(model, _there({**as_stands, one.id: one.as_planned()}.values()))
        )
        inputs.append(
            Standing(
                one, _cost(one, baseline), _spent(one), with_it[-1] - stands[-1], sum(with_it) - sum(stands)
            )
        )
    currencies = {one.input.cost.currency for one in late}
    return PlanStanding(
        scenario, on, model.quarters, model.figures.overall_now, planned, stands, tuple(inputs),
        currencies.pop() if len(currencies) == 1 else None, notes,
    )  # fmt: skip


def _there(choices: Iterable[ChosenInput | None]) -> list[ChosenInput]:
    return [choice for choice in choices if choice is not None]


def _figures(model: Model, chosen: Sequence[ChosenInput]) -> Row:
    taken, _ = taking_part(chosen)
    return tuple(model.figures.overall(model.run(taken).final).tolist())


def _follow(chosen: Sequence[ChosenInput]) -> tuple[str, ...]:
    """What falls away with what was stopped, in sentences."""
    return taking_part(chosen)[1]


def _unknown(scenario: Scenario, known: dict[str, Intervention]) -> tuple[str, ...]:
    return tuple(
        f"{choice.input} is left out: it is not in the library any more."
        for choice in scenario.inputs
        if choice.input not in known
    )


def _cost(one: Lateness, baseline: Baseline) -> float:
    headcount = {team: baseline.headcount.get(team) for team in baseline.teams}
    cost = one.input.cost
    return float(cost.once) + float(cost.per_person) * people_covered(one.as_planned(), headcount)


def _spent(one: Lateness) -> float | None:
    actual = one.choice.actual
    return None if actual is None or actual.cost is None else float(actual.cost)
