"""The published standards that a framework may refer to: names and codes, no text of any standard."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field

from maturity_tui.frameworks import door
from maturity_tui.frameworks.check import Fault, nearest
from maturity_tui.frameworks.load import value_from
from maturity_tui.frameworks.models import Framework, Reference
from maturity_tui.frameworks.values import Line, Name, Value

STANDARDS_SCHEMA: Final = "maturity/standards@1"


class Point(Value):
    """One point of a standard: its code, and its name where the standard is open."""

    ref: Name
    name: Line = ""
    parent: Name | None = None


class Standard(Value):
    """A published standard or model."""

    name: Name
    title: Line = ""
    publisher: Line = ""
    licence: Line = ""
    redistribution: Literal["open", "internal"] | None = None
    url: Line = ""
    pointer: bool = False
    points: tuple[Point, ...] = ()

    @property
    def full_title(self) -> str:
        """What reports print."""
        return self.title or self.name


class Standards(Value):
    """The standards that references resolve to."""

    format: Literal["maturity/standards@1"] = Field(default=STANDARDS_SCHEMA, alias="schema")
    standards: Annotated[tuple[Standard, ...], Field(min_length=1)]

    @cached_property
    def by_name(self) -> dict[str, Standard]:
        """Every standard by the name that references use."""
        return {standard.name: standard for standard in self.standards}

    @cached_property
    def points(self) -> dict[tuple[str, str], Point]:
        """Every point by its standard's name and its own code."""
        return {(item.name, point.ref): point for item in self.standards for point in item.points}

    def resolve(self, reference: Reference) -> Point | None:
        """The point that a reference names; nothing where there is no such point."""
        return self.points.get((reference.standard, reference.ref))


def load_standards(path: Path) -> Standards:
    """Read the file of standards and check it whole. Raises FrameworkError."""
    return standards_from(door.read_file(path))


def standards_from(document: door.Document) -> Standards:
    """The standards that a document holds. Raises FrameworkError at the first fault's place."""
    standards = value_from(Standards, document, STANDARDS_SCHEMA)
    for fault in standards_faults(standards):
        raise document.error(fault.message, fault.path, fault.hint)
    return standards


def standards_faults(standards: Standards) -> Iterator[Fault]:
    """What does not hold: a name or a code that stands twice, a parent that is not there."""
    names: set[str] = set()
    for index, standard in enumerate(standards.standards):
        path: door.PathKey = ("standards", index)
        if standard.name in names:
            yield Fault((*path, "name"), f"The standard {standard.name!r} stands twice")
        names.add(standard.name)
        yield from _point_faults(standard, path)


def _point_faults(standard: Standard, path: door.PathKey) -> Iterator[Fault]:
    refs = [point.ref for point in standard.points]
    for place, point in enumerate(standard.points):
        here: door.PathKey = (*path, "points", place)
        if point.ref in refs[:place]:
            yield Fault((*here, "ref"), f"{standard.name} has the point {point.ref!r} twice")
        if point.parent is not None and point.parent not in refs:
            message = f"{standard.name} has no point {point.parent!r}"
            yield Fault((*here, "parent"), message, nearest(point.parent, refs))


def unresolved(framework: Framework, standards: Standards) -> Iterator[Fault]:
    """The references of a framework that name no standard, or no point of it. Paths are by capability id."""
    for item in framework.capabilities.values():
        for index, reference in enumerate(item.references):
            path: door.PathKey = (item.id, "references", index)
            standard = standards.by_name.get(reference.standard)
            if standard is None:
                hint = nearest(reference.standard, standards.by_name)
                yield Fault((*path, "standard"), f"There is no standard {reference.standard!r}", hint)
            elif standards.resolve(reference) is None:
                hint = nearest(reference.ref, [point.ref for point in standard.points])
                yield Fault((*path, "ref"), f"{standard.name} has no point {reference.ref!r}", hint)
