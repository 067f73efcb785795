"""Inputs: what can be put in, what it costs, what it is assumed to do. In code: `Intervention`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from maturity_tui.assessments.organisation import Currency, Money, Quarter
from maturity_tui.frameworks.values import FiniteFloat, Frozen, ItemId, Line, Name, Text, Value

INPUTS_SCHEMA: Final = "maturity/inputs@1"
HIGHEST_SHARE = 0.95

Fraction01 = Annotated[FiniteFloat, Field(ge=0, le=1)]
Share = Annotated[FiniteFloat, Field(ge=0, le=HIGHEST_SHARE)]
Days = Annotated[FiniteFloat, Field(ge=0, le=1_000_000)]


class InputKind(StrEnum):
    """The three kinds of input."""

    TRAINING = "training"
    CAPACITY = "capacity"
    TECHNOLOGY = "technology"

    @property
    def letter(self) -> str:
        """T training, C capacity, K technology."""
        return {"training": "T", "capacity": "C", "technology": "K"}[self.value]


class Cost(Value):
    """What an input costs: once, in each year, and for each person covered."""

    once: Money = 0
    per_year: Money = 0
    per_person: Money = 0
    currency: Currency = "GBP"


class Effect(Value):
    """The share of a capability's remaining gap that the input closes at full dose: P5, most likely, P95."""

    capability: ItemId
    share: tuple[Share, Share, Share]
    coverage: Fraction01 | Frozen[ItemId, Fraction01] = 1.0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        low, likely, high = self.share
        if not low <= likely <= high:
            raise ValueError("a share is [low, likely, high], each at least the one before")
        return self

    def coverage_of(self, team: str) -> float:
        """How far the effect reaches into one team; a team that a map leaves out is not reached."""
        return self.coverage if isinstance(self.coverage, float | int) else self.coverage.get(team, 0.0)


class InputNeeds(Value):
    """Other inputs that must be chosen too: all of these, and at least one of those."""

    all: tuple[ItemId, ...] = ()
    any: tuple[ItemId, ...] = ()


class Synergy(Value):
    """Another input that this one works better beside."""

    with_: ItemId = Field(alias="with")
    share: Share


class Basis(Value):
    """Where an assumption comes from: V seen in the source, R recalled, to be checked, J our judgement."""

    grade: Literal["V", "R", "J"] = "J"
    note: Text = ""
    source: Line = ""


class Intervention(Value):
    """An input: a training, capacity or technology investment."""

    id: ItemId
    kind: InputKind
    title: Name
    cost: Cost = Cost()
    quarters: Annotated[int, Field(ge=1, le=40)] = 1
    person_days: tuple[Days, ...] = ()
    probability: Fraction01 = 1.0
    effects: tuple[Effect, ...] = ()
    needs: InputNeeds = InputNeeds()
    excludes: tuple[ItemId, ...] = ()
    earliest: Quarter | None = None
    dip: Fraction01 | None = None
    synergies: tuple[Synergy, ...] = ()
    repeat_of: ItemId | None = None
    basis: Basis = Basis()

    @model_validator(mode="after")
    def _a_figure_a_quarter(self) -> Self:
        if self.person_days and len(self.person_days) != self.quarters:
            raise ValueError(f"person_days needs one figure for each of the {self.quarters} quarters")
        return self


class InputLibrary(Value):
    """A list of inputs, as one file holds it."""

    format: Literal["maturity/inputs@1"] = Field(default=INPUTS_SCHEMA, alias="schema")
    inputs: tuple[Intervention, ...] = ()

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        seen: set[str] = set()
        for item in self.inputs:
            if item.id in seen:
                raise ValueError(f"the input {item.id!r} stands twice")
            seen.add(item.id)
        return self
