"""Who is assessed and what they aim at: the profile, the tree of teams, the ambition's themes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Final, Literal, Self

from pydantic import Field, model_validator

from maturity_tui.frameworks.values import FiniteFloat, Frozen, ItemId, Line, Name, Number, Value, Weight

ORGANISATION_SCHEMA: Final = "maturity/organisation@1"

Quarter = Annotated[str, Field(strict=True, pattern=r"^\d{4}-Q[1-4]$")]
Currency = Annotated[str, Field(strict=True, pattern=r"^[A-Z]{3}$")]
Money = Annotated[Number, Field(ge=0, le=1e15)]


class Profile(Value):
    """What kind of organisation this is; it stands on report covers."""

    kind: Line = ""
    residents: Annotated[int, Field(ge=0)] | None = None
    staff_in_scope: Annotated[int, Field(ge=0)] | None = None
    in_house: Annotated[FiniteFloat, Field(ge=0, le=1)] | None = None
    yearly_budget: Money | None = None
    currency: Currency = "GBP"
    sites: Annotated[int, Field(ge=0)] | None = None
    platforms: tuple[Line, ...] = ()


class Team(Value):
    """Who is assessed. Teams form a tree, have dates, and may be followed by others."""

    id: ItemId
    title: Name
    parent: ItemId | None = None
    begins: dt.date | None = Field(default=None, alias="from")
    ends: dt.date | None = Field(default=None, alias="to")
    followed_by: tuple[ItemId, ...] = ()
    headcount: Annotated[int, Field(ge=0)] | None = None


class PriorityFrom(Value):
    """How a theme's priority was made: by what method, and what each group gave.

    `of` is how many points each group shared out, or how many themes it ranked. Groups without a weight have 1.
    """

    method: Name
    groups: Frozen[ItemId, Number] = Field(default_factory=dict, validate_default=True)
    of: Annotated[Number, Field(ge=0)] | None = None
    weights: Frozen[ItemId, Weight] = Field(default_factory=dict, validate_default=True)


# An item of any framework that has it, or of one framework by name.
TargetKey = Annotated[
    str,
    Field(
        strict=True, pattern=r"^([A-Za-z0-9][A-Za-z0-9_.\-]*:)?[A-Za-z0-9][A-Za-z0-9_.\-]*$", max_length=240
    ),
]


class Theme(Value):
    """A strategic aim with priority and targets, by capability or area.

    `ddat:family-data` names an item of one framework; without a framework's id it is that of every one that has it.
    """

    id: ItemId
    title: Name
    by: Quarter | None = None
    priority: Annotated[Number, Field(ge=0, le=1_000_000)] = 1
    priority_from: PriorityFrom | None = None
    targets: Frozen[TargetKey, Number] = Field(default_factory=dict, validate_default=True)


class Organisation(Value):
    """An organisation: profile, teams, ambition."""

    format: Literal["maturity/organisation@1"] = Field(default=ORGANISATION_SCHEMA, alias="schema")
    id: ItemId
    title: Name
    profile: Profile = Profile()
    teams: tuple[Team, ...] = ()
    ambition: tuple[Theme, ...] = ()

    @model_validator(mode="after")
    def _teams_form_a_tree(self) -> Self:
        by_id = {team.id: team for team in self.teams}
        if len(by_id) != len(self.teams):
            raise ValueError("two teams have the same id")
        for team in self.teams:
            for other in [team.parent, *team.followed_by]:
                if other is not None and other not in by_id:
                    raise ValueError(f"the team {team.id} names {other!r}, which is not a team")
            seen = {team.id}
            above = team.parent
            while above is not None:
                if above in seen:
                    raise ValueError(f"the team {team.id} stands above itself")
                seen.add(above)
                above = by_id[above].parent
        if len({theme.id for theme in self.ambition}) != len(self.ambition):
            raise ValueError("two themes have the same id")
        return self

    @cached_property
    def team_by_id(self) -> dict[str, Team]:
        """Every team by its id."""
        return {team.id: team for team in self.teams}

    def children(self, team: str | None) -> tuple[Team, ...]:
        """The teams directly below one (None: those at the top)."""
        return tuple(item for item in self.teams if item.parent == team)

    def below(self, team: str) -> Iterator[Team]:
        """A team and all teams below it, in their order."""
        yield self.team_by_id[team]
        for child in self.children(team):
            yield from self.below(child.id)

    def team_title(self, team: str) -> str:
        """A team's title; its id where it is not known."""
        known = self.team_by_id.get(team)
        return known.title if known else team
