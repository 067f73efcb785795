"""What a framework is: a scale, areas that nest, capabilities; for skills also roles and attributes."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Annotated, Final, Literal, Self

from pydantic import Field, field_validator, model_validator

from maturity_tui.frameworks.values import (
    Frozen,
    ItemId,
    Line,
    Name,
    Number,
    Text,
    Value,
    Weight,
    number_keyed,
)

FRAMEWORK_SCHEMA: Final = "maturity/framework@1"


class Rule(StrEnum):
    """How a node's figure comes from what lies below it (docs/framework-author.md, "The seven rules")."""

    MEAN = "mean"
    WEIGHTED_MEAN = "weighted-mean"
    SUM = "sum"
    LOWEST = "lowest"
    STAGED = "staged"
    CUMULATIVE = "cumulative"
    NPLF = "nplf"

    @property
    def by_level(self) -> bool:
        """Whether the rule reads the level tags of the items rather than their mean."""
        return self in (Rule.STAGED, Rule.CUMULATIVE, Rule.NPLF)


class Kind(StrEnum):
    """What a framework measures."""

    MATURITY = "maturity"
    SKILLS = "skills"


class Licence(Value):
    """Under what terms the framework's content may be used and passed on."""

    name: Name
    attribution: Text = ""
    url: Line = ""
    redistribution: Literal["open", "internal"] = "open"


class Level(Value):
    """One step of a scale."""

    value: Number
    name: Name
    meaning: Text = ""


class Answer(Value):
    """One of a capability's own answers, where it is not scored on the scale."""

    value: Number
    text: Name


class Need(Value):
    """A capability that another rests on, and how many levels it may run ahead of it."""

    capability: ItemId
    slack: Annotated[Number, Field(ge=0)] = 0


class Reference(Value):
    """A point of a published standard."""

    standard: Name
    ref: Name


class Group(Value):
    """A part of a framework that may be assessed by itself, such as an implementation group or a tier."""

    id: ItemId
    title: Name
    description: Text = ""


class Capability(Value):
    """What is scored; in a skill framework, a skill (or a generic attribute).

    `description` says what it is, `guidance` how to go about it; `groups` names the framework's groups it belongs to.
    """

    id: ItemId
    title: Name
    question: Line = ""
    description: Text = ""
    guidance: Text = ""
    groups: tuple[ItemId, ...] = ()
    weight: Weight = 1
    core: bool = False
    levels: Frozen[Number, Text] = Field(
        default_factory=dict, validate_default=True, json_schema_extra=number_keyed
    )
    defined: tuple[Number, ...] | None = None
    answers: tuple[Answer, ...] = ()
    level: Annotated[int, Field(ge=1, le=1000)] | None = None
    evidence: tuple[Line, ...] = ()
    needs: tuple[Need, ...] = ()
    references: tuple[Reference, ...] = ()

    @field_validator("answers")
    @classmethod
    def _answers_differ(cls, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        if len({answer.value for answer in answers}) != len(answers):
            raise ValueError("two answers have the same value")
        return answers


class Area(Value):
    """A node that groups areas or capabilities and names its roll-up rule."""

    id: ItemId
    title: Name
    description: Text = ""
    rollup: Rule | None = None
    threshold: Literal["N", "P", "L", "F"] | None = None
    weight: Weight = 1
    areas: tuple[Area, ...] = ()
    capabilities: tuple[Capability, ...] = ()

    def each_capability(self) -> Iterator[Capability]:
        """All capabilities below, in their order: those of nested areas first."""
        for area in self.areas:
            yield from area.each_capability()
        yield from self.capabilities

    def each_area(self) -> Iterator[Area]:
        """This area and all below it, in their order."""
        yield self
        for area in self.areas:
            yield from area.each_area()


class RoleLevel(Value):
    """A step of a role, with the skill levels it requires (by the name of the level, or its value)."""

    id: ItemId
    title: Name
    description: Text = ""
    order: int = 0
    grades: tuple[Line, ...] = ()
    parallel_to: ItemId | None = None
    requires: Frozen[ItemId, Number | Name] = Field(default_factory=dict, validate_default=True)


class Role(Value):
    """A named role and its steps. `skills` are named without a level."""

    id: ItemId
    title: Name
    description: Text = ""
    family: Line = ""
    skills: tuple[ItemId, ...] = ()
    levels: tuple[RoleLevel, ...] = ()


class Framework(Value):
    """A versioned definition. `reference` names it; `canonical.digest` pins its content."""

    format: Literal["maturity/framework@1"] = Field(default=FRAMEWORK_SCHEMA, alias="schema")
    id: ItemId
    version: Name
    title: Name
    description: Text = ""
    kind: Kind = Kind.MATURITY
    licence: Licence
    scale: Annotated[tuple[Level, ...], Field(min_length=1)]
    rollup: Rule = Rule.MEAN
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]
    attributes: tuple[Capability, ...] = ()
    roles: tuple[Role, ...] = ()
    groups: tuple[Group, ...] = ()
    aliases: Frozen[ItemId, ItemId] = Field(default_factory=dict, validate_default=True)

    @model_validator(mode="after")
    def _scale_rises(self) -> Self:
        values = [level.value for level in self.scale]
        if any(low >= high for low, high in pairwise(values)):
            raise ValueError("the scale's values must rise from one level to the next")
        return self

    @property
    def reference(self) -> str:
        """id@version."""
        return f"{self.id}@{self.version}"

    @property
    def is_skills(self) -> bool:
        """Whether capabilities are skills, and areas show shares at target rather than means."""
        return self.kind is Kind.SKILLS

    @property
    def noun(self) -> str:
        """What this framework calls a capability on screen."""
        return "skill" if self.is_skills else "capability"

    @property
    def nouns(self) -> str:
        """The plural of `noun`."""
        return "skills" if self.is_skills else "capabilities"

    @cached_property
    def capabilities(self) -> dict[str, Capability]:
        """Every capability by its id, in the framework's order; attributes are not among them."""
        return {item.id: item for area in self.areas for item in area.each_capability()}

    @cached_property
    def every_area(self) -> dict[str, Area]:
        """Every area by its id, parents before children."""
        return {area.id: area for top in self.areas for area in top.each_area()}

    @cached_property
    def paths(self) -> dict[str, tuple[Area, ...]]:
        """For each capability the areas above it, outermost first."""
        found: dict[str, tuple[Area, ...]] = {}

        def walk(area: Area, above: tuple[Area, ...]) -> None:
            here = (*above, area)
            for child in area.areas:
                walk(child, here)
            for item in area.capabilities:
                found[item.id] = here

        for top in self.areas:
            walk(top, ())
        return found

    @cached_property
    def codes(self) -> dict[str, str]:
        """Short codes for screens: top areas are A, B, C …; their capabilities A1, A2 …"""
        codes: dict[str, str] = {}
        for index, area in enumerate(self.areas):
            letter = _letters(index)
            codes[area.id] = letter
            for number, item in enumerate(area.each_capability(), start=1):
                codes[item.id] = f"{letter}{number}"
        return codes

    @cached_property
    def core(self) -> tuple[str, ...]:
        """The ids of the short workshop; where a framework marks none, all of them."""
        marked = tuple(item.id for item in self.capabilities.values() if item.core)
        return marked or tuple(self.capabilities)

    def in_group(self, group: str) -> tuple[str, ...]:
        """The ids of the capabilities that belong to a group."""
        return tuple(item.id for item in self.capabilities.values() if group in item.groups)

    def resolve(self, item: str) -> str:
        """The id in force for an id that may be an older one."""
        return self.aliases.get(item, item)

    def levels_of(self, capability: Capability) -> tuple[Level, ...]:
        """The steps at which this capability can be scored, lowest first."""
        if capability.answers:
            ordered = sorted(capability.answers, key=lambda answer: answer.value)
            return tuple(Level(value=answer.value, name=answer.text) for answer in ordered)
        if capability.defined is None:
            return self.scale
        return tuple(level for level in self.scale if level.value in capability.defined)

    def counts(self) -> dict[str, int]:
        """The figures that `frameworks list` prints."""
        levels = [level for role in self.roles for level in role.levels]
        return {
            "areas": len(self.every_area),
            "capabilities": len(self.capabilities),
            "attributes": len(self.attributes),
            "roles": len(self.roles),
            "role_levels": len(levels),
            "requirements": sum(len(level.requires) for level in levels),
            "dependencies": sum(len(item.needs) for item in self.capabilities.values()),
        }


def areas_by_depth(framework: Framework) -> tuple[int, ...]:
    """How many areas there are at each depth, the top areas first."""
    found: list[int] = []
    row: tuple[Area, ...] = framework.areas
    while row:
        found.append(len(row))
        row = tuple(child for area in row for child in area.areas)
    return tuple(found)


def _letters(index: int) -> str:
    """A … Z, then AA, AB …"""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
