"""How a workshop is to be run, chosen before it begins: who takes part, what is hidden, in which order, how long."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from maturity_tui.assessments.models import Assessment, Perspective
from maturity_tui.frameworks.values import ItemId, Value

MOST_SEATS = 99


class Order(StrEnum):
    """In which order capabilities are taken."""

    AREA = "area"
    GAP = "gap"
    DISAGREEMENT = "disagreement"


class Seat(Value):
    """One who votes: an opaque id, and whose view it is. Names are kept elsewhere, if anybody chose them."""

    rater: ItemId
    perspective: Perspective = Perspective.TEAM


class Setup(Value):
    """The ways of working. No seats: whoever votes, votes in one line, and nobody is counted."""

    seats: Annotated[tuple[Seat, ...], Field(max_length=MOST_SEATS)] = ()
    named: bool = False
    hidden: bool = True
    order: Order = Order.AREA
    core_only: bool = False
    capability_seconds: Annotated[int, Field(ge=0, le=24 * 3600)] = 180
    session_seconds: Annotated[int, Field(ge=0, le=7 * 24 * 3600)] = 2 * 3600

    @model_validator(mode="after")
    def _one_seat_each(self) -> Self:
        if len({seat.rater for seat in self.seats}) != len(self.seats):
            raise ValueError("two seats have the same rater")
        return self

    @property
    def perspectives(self) -> dict[str, Perspective]:
        """Each rater's perspective, in the order of the seats."""
        return {seat.rater: seat.perspective for seat in self.seats}


# The letters with which ids of raters begin; opaque, but a reader of the file sees whose view it is.
LETTERS = {
    Perspective.TEAM: "t",
    Perspective.USER: "u",
    Perspective.STAKEHOLDER: "s",
    Perspective.REVIEWER: "r",
}


def seats_for(
    assessment: Assessment, wanted: Mapping[Perspective, int], seated: Collection[str] | None = None
) -> tuple[Seat, ...]:
    """So many seats of each perspective: those who rated already first, then new ids.

    `seated`: who sat here before. Then users, stakeholders and reviewers who did not are not taken for people in
    the room: they may have answered a survey, and their answers are theirs.
    """
    seats: list[Seat] = []
    for perspective, count in wanted.items():
        known = [
            rater
            for rater, whose in assessment.raters.items()
            if whose is perspective and (seated is None or whose is Perspective.TEAM or rater in seated)
        ]
        number = 0
        while len(known) < count:
            number += 1
            rater = f"{LETTERS[perspective]}{number}"
            if rater not in assessment.raters and rater not in known:
                known.append(rater)
        seats += [Seat(rater=rater, perspective=perspective) for rater in known[:count]]
    return tuple(seats)
