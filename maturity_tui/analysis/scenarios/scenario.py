"""A scenario: a set of inputs with start quarters, on a baseline, under limits."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationInfo, field_validator

from maturity_tui.analysis.inputs.interventions import Days, Fraction01
from maturity_tui.assessments.organisation import Money, Quarter
from maturity_tui.frameworks.values import FiniteFloat, Frozen, ItemId, Line, Name, Number, Value

SCENARIO_SCHEMA: Final = "maturity/scenario@1"
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])\Z")


def quarter_index(quarter: str) -> int:
    """Quarters since year 0, so that differences count quarters. Raises ValueError for what is none."""
    match = _QUARTER.match(quarter)
    if not match:
        raise ValueError(f"{quarter!r} is not a quarter such as 2027-Q1")
    return int(match[1]) * 4 + int(match[2]) - 1


def quarter_name(index: int) -> str:
    """The name of a quarter: the inverse of `quarter_index`."""
    return f"{index // 4:04d}-Q{index % 4 + 1}"


def quarter_of(day: dt.date) -> str:
    """The quarter that a day lies in."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarters_from(start: str, count: int) -> tuple[str, ...]:
    """`count` quarters in a row."""
    first = quarter_index(start)
    return tuple(quarter_name(first + step) for step in range(count))


class Baseline(Value):
    """Which agreed scores the scenario starts from."""

    round: ItemId | None = None
    teams: Literal["all"] | tuple[ItemId, ...] = "all"
    assessment: Line | None = None


class Limits(Value):
    """What may be spent: money once and in each year, person-days in each quarter."""

    once: Money | None = None
    per_year: Money | None = None
    person_days: Days | Frozen[Quarter, Days] | None = None


class Actual(Value):
    """What was done, once the scenario is a plan."""

    start: Quarter | None = None
    cost: Money | None = None
    coverage: Fraction01 | None = None


class Choice(Value):
    """One input in a scenario: when it starts and whom it covers; in a plan who sees to it, how it stands."""

    input: ItemId
    start: Quarter | None = None
    coverage: Fraction01 | Frozen[ItemId, Fraction01] | None = None
    owner: Line = ""
    due: Quarter | None = None
    status: Literal["planned", "started", "done", "stopped"] | None = None
    actual: Actual | None = None


class Scenario(Value):
    """A set of inputs with start quarters, and what it assumes. One that is adopted is a plan."""

    format: Literal["maturity/scenario@1"] = Field(default=SCENARIO_SCHEMA, alias="schema")
    id: ItemId
    title: Name
    adopted: dt.date | None = None
    baseline: Baseline = Baseline()
    start: Quarter
    horizon: Annotated[int, Field(ge=1, le=80)] = 8
    limits: Limits = Limits()
    must: tuple[ItemId, ...] = ()
    must_not: tuple[ItemId, ...] = ()
    discount_rate: Annotated[FiniteFloat, Field(ge=0, le=1)] = 0.035
    calibrated: bool = False
    assumptions: Frozen[Line, bool | Number | tuple[Number, ...]] = Field(
        default_factory=dict, validate_default=True
    )
    inputs: tuple[Choice, ...] = ()

    @field_validator("must_not")
    @classmethod
    def _not_asked_for_too(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        for item in value:
            if item in info.data.get("must", ()):
                raise ValueError(f"{item!r} stands in must too: keep it in one of the two")
        return value
