"""What a set of inputs asks for: person-days by quarter against their supply, and money once and by year.

Person-days are a limit, not a force: an overload is shown, and changes no projection.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import InputKind
from maturity_tui.analysis.scenarios.choices import ChosenInput, mixed_currencies
from maturity_tui.analysis.scenarios.scenario import Limits, quarter_index, quarter_name

QUARTERS_A_YEAR = 4
DISCOUNT_RATE = 0.035
"""A year's, where no scenario says another: HM Treasury's Green Book."""


@dataclass(frozen=True)
class PersonDays:
    """Days asked for, there to be had (None: no limit is known) and lacking, for each quarter."""

    demand: tuple[float, ...]
    supply: tuple[float | None, ...]

    @property
    def overload(self) -> tuple[float, ...]:
        """By how much the demand lies above the supply; 0 where it does not, or where no limit is known."""
        return tuple(
            0.0 if there is None else max(0.0, asked - there)
            for asked, there in zip(self.demand, self.supply, strict=True)
        )

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {"demand": list(self.demand), "supply": list(self.supply), "overload": list(self.overload)}


@dataclass(frozen=True)
class Costs:
    """What the inputs cost, in one currency; no sums (None) where they are priced in several.

    `once` includes what is paid for each person covered (`people`). `per_year` is the yearly cost when
    all inputs run. `by_year` is what recurs within the horizon, by calendar year: a quarter of the yearly
    cost for each quarter from an input's start. `present_value` is all of that (`once`, and what recurs within
    the horizon), discounted at `discount_rate` a year to the beginning of the first quarter.
    """

    currency: str | None
    once: float | None
    people: float | None
    per_year: float | None
    by_year: Mapping[str, float]
    present_value: float | None = None
    discount_rate: float = DISCOUNT_RATE

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {
            "currency": self.currency, "once": self.once, "people": self.people,
            "per_year": self.per_year, "by_year": dict(self.by_year),
            "present_value": self.present_value, "discount_rate": self.discount_rate,
        }  # fmt: skip


def person_days(
    chosen: Iterable[ChosenInput],
    quarters: Sequence[str],
    assumptions: Assumptions,
    limits: Limits | None = None,
) -> PersonDays:
    """Person-days for each quarter: the inputs' own, and the colleague's time that newcomers take."""
    demand: dict[int, float] = {}
    for choice in chosen:
        for quarter, days in _days_of(choice, assumptions):
            demand[quarter] = demand.get(quarter, 0.0) + days
    return PersonDays(
        tuple(demand.get(quarter_index(quarter), 0.0) for quarter in quarters), supply_of(limits, quarters)
    )


def supply_of(limits: Limits | None, quarters: Sequence[str]) -> tuple[float | None, ...]:
    """The person-days that there are in each quarter; None where none are stated."""
    stated = limits.person_days if limits else None
    if stated is None or isinstance(stated, float | int):
        return (stated,) * len(quarters)
    return tuple(stated.get(quarter) for quarter in quarters)


def _days_of(choice: ChosenInput, assumptions: Assumptions) -> Iterable[tuple[int, float]]:
    for step, days in enumerate(choice.input.person_days):
        yield choice.begins + step, days
    if choice.input.kind is InputKind.CAPACITY:
        days = assumptions.number("capacity.mentor_fte") * assumptions.number("capacity.days_per_fte_quarter")
        for step in range(round(assumptions.number("capacity.mentor_quarters"))):
            yield choice.delivered + step, days


def costs_of(
    chosen: Sequence[ChosenInput],
    quarters: Sequence[str],
    headcount: Mapping[str, int | None],
    discount_rate: float = DISCOUNT_RATE,
) -> tuple[Costs, tuple[str, ...]]:
    """What the inputs cost, and a sentence for whatever could not be counted.

    `headcount`: people by team, for the teams of the baseline; None where it is not known. In each team
    those are covered whom the input's widest effect reaches.
    """
    if message := mixed_currencies(chosen):
        return Costs(None, None, None, None, {}, None, discount_rate), (
            f"{message}: their costs are not added up.",
        )
    unknown = sorted(team for team, people in headcount.items() if people is None)
    charged = [choice for choice in chosen if choice.input.cost.per_person]
    people = sum(
        (float(choice.input.cost.per_person) * people_covered(choice, headcount) for choice in charged), 0.0
    )
    once = sum((float(choice.input.cost.once) for choice in chosen), 0.0)
    yearly = sum((float(choice.input.cost.per_year) for choice in chosen), 0.0)
    currency = chosen[0].input.cost.currency if chosen else None
    notes = (
        [f"The cost for each person leaves out {', '.join(unknown)}: no headcount is known."]
        if unknown and charged
        else []
    )
    worth = sum(present_value(choice, quarters, headcount, discount_rate) for choice in chosen)
    costs = Costs(
        currency, once + people, people, yearly, _recurring(chosen, quarters), worth, discount_rate
    )  # fmt: skip
    return costs, tuple(notes)


def present_value(
    choice: ChosenInput, quarters: Sequence[str], headcount: Mapping[str, int | None], discount_rate: float
) -> float:
    """What an input costs over the quarters, as money at the beginning of the first of them.

    Each payment counts as made on the first day of its quarter: what is paid once (with the price for each
    person covered) in the quarter of the start, a quarter of the yearly cost in each from then on. One that
    is k quarters away is divided by (1 + rate) ** (k / 4). What began before the first quarter counts whole.
    """
    first, cost = quarter_index(quarters[0]), choice.input.cost
    once = float(cost.once)
    if cost.per_person:
        once += float(cost.per_person) * people_covered(choice, headcount)
    ahead = max(0, choice.begins - first)
    running = sum(discount(step, discount_rate) for step in range(ahead, len(quarters)))
    return once * discount(ahead, discount_rate) + float(cost.per_year) / QUARTERS_A_YEAR * running


def discount(quarters: int, rate: float) -> float:
    """What one unit of money is worth today that is paid so many quarters from now."""
    return float((1 + rate) ** (-quarters / QUARTERS_A_YEAR))


def people_covered(choice: ChosenInput, headcount: Mapping[str, int | None]) -> float:
    """How many people an input reaches: headcount times coverage, over the teams."""
    return sum(
        (people or 0)
        * max(
            (choice.coverage_in(team, effect.coverage_of(team)) for effect in choice.input.effects),
            default=0.0,
        )
        for team, people in headcount.items()
    )


def _recurring(chosen: Sequence[ChosenInput], quarters: Sequence[str]) -> dict[str, float]:
    by_year: dict[str, float] = {}
    yearly = [(choice.begins, float(choice.input.cost.per_year)) for choice in chosen]
    for quarter in map(quarter_index, quarters):
        year = quarter_name(quarter)[:4]
        running = sum((cost for begins, cost in yearly if begins <= quarter), 0.0)
        by_year[year] = by_year.get(year, 0.0) + running / QUARTERS_A_YEAR
    return by_year
