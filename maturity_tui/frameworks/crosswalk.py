"""Which items of one framework go with which of another: who says so, since when, and how sure that is.

A crosswalk joins ids and says nothing of levels: no scale is ever turned into another. It is whole without the
frameworks that it joins; whether its items are there is asked apart, because a framework may be left out or be newer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from maturity_tui.frameworks import door
from maturity_tui.frameworks.check import Fault, nearest
from maturity_tui.frameworks.load import value_from
from maturity_tui.frameworks.models import Area, Capability, Framework, Licence
from maturity_tui.frameworks.values import ItemId, Layout, Line, Name, Value, clean_line

CROSSWALK_SCHEMA: Final = "maturity/crosswalk@1"
MOST_LINKS = 20_000

FrameworkReference = Annotated[
    str,
    Field(strict=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*@\S.*$", max_length=240),
    AfterValidator(clean_line),
]


class Certainty(StrEnum):
    """How sure a link is."""

    STATED = "stated"
    JUDGED = "judged"
    SUGGESTED = "suggested"

    @property
    def words(self) -> str:
        """What a reader is told of it."""
        return _WORDS[self]


_WORDS = {
    Certainty.STATED: "stated by the source",
    Certainty.JUDGED: "a judgement",
    Certainty.SUGGESTED: "suggested by name, not looked at",
}


class Link(Value):
    """One item of the first framework and one of the second."""

    from_: ItemId = Field(alias="from")
    to: ItemId
    certainty: Certainty
    note: Line = ""


class Crosswalk(Value):
    """The links between two frameworks, each named as id@version."""

    format: Literal["maturity/crosswalk@1"] = Field(default=CROSSWALK_SCHEMA, alias="schema")
    from_: FrameworkReference = Field(alias="from")
    to: FrameworkReference
    title: Line = ""
    source: Name
    date: dt.date
    licence: Licence | None = None
    links: Annotated[tuple[Link, ...], Field(min_length=1, max_length=MOST_LINKS), Layout.ONE_LINE]

    @property
    def from_id(self) -> str:
        """The first framework's id, without its version."""
        return self.from_.partition("@")[0]

    @property
    def to_id(self) -> str:
        """The second framework's id, without its version."""
        return self.to.partition("@")[0]

    @property
    def full_title(self) -> str:
        """What screens print."""
        return self.title or f"{self.from_id} to {self.to_id}"

    def links_from(self, item: str) -> tuple[Link, ...]:
        """The links that begin at an item of the first framework, in the order of the file."""
        return self._by_from.get(item, ())

    def links_to(self, item: str) -> tuple[Link, ...]:
        """The links that end at an item of the second framework, in the order of the file."""
        return self._by_to.get(item, ())

    @cached_property
    def _by_from(self) -> dict[str, tuple[Link, ...]]:
        return _grouped((link.from_, link) for link in self.links)

    @cached_property
    def _by_to(self) -> dict[str, tuple[Link, ...]]:
        return _grouped((link.to, link) for link in self.links)


def _grouped(pairs: Iterator[tuple[str, Link]]) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = {}
    for item, link in pairs:
        found.setdefault(item, []).append(link)
    return {item: tuple(links) for item, links in found.items()}


def load_crosswalk(path: Path) -> Crosswalk:
    """Read one crosswalk and check it whole. Raises FrameworkError."""
    return crosswalk_from(door.read_file(path))


def crosswalk_from(document: door.Document) -> Crosswalk:
    """The crosswalk that a document holds. Raises FrameworkError at the first fault's place."""
    crosswalk = value_from(Crosswalk, document, CROSSWALK_SCHEMA)
    for fault in crosswalk_faults(crosswalk):
        raise document.error(fault.message, fault.path, fault.hint)
    return crosswalk


def crosswalk_faults(crosswalk: Crosswalk) -> Iterator[Fault]:
    """What does not hold, whatever the frameworks are: one framework on both sides, a link that stands twice."""
    if crosswalk.from_ == crosswalk.to:
        yield Fault(("to",), f"Both sides are {crosswalk.to}", "A crosswalk joins two frameworks.")
    seen: set[tuple[str, str]] = set()
    for index, link in enumerate(crosswalk.links):
        if (link.from_, link.to) in seen:
            yield Fault(
                ("links", index), f"The link from {link.from_!r} to {link.to!r} stands twice", "Keep one."
            )
        seen.add((link.from_, link.to))


def item_of(framework: Framework, id: str) -> Capability | Area | None:
    """What a link names: a capability, a generic attribute or an area, by its id or an older one."""
    id = framework.resolve(id)
    found = framework.capabilities.get(id) or framework.every_area.get(id)
    return found or next((item for item in framework.attributes if item.id == id), None)


def unresolved(crosswalk: Crosswalk, first: Framework | None, second: Framework | None) -> Iterator[Fault]:
    """The links whose items are not in the frameworks given, with the nearest id; None: that side is not asked."""
    for side, framework in (("from", first), ("to", second)):
        if framework is not None:
            ids = [link.from_ if side == "from" else link.to for link in crosswalk.links]
            yield from _unknown(side, ids, framework)


def _unknown(side: str, ids: Sequence[str], framework: Framework) -> Iterator[Fault]:
    known = [*framework.capabilities, *(item.id for item in framework.attributes), *framework.every_area]
    for index, id in enumerate(ids):
        if item_of(framework, id) is None:
            message = f"{framework.reference} has no {framework.noun} {id!r}"
            yield Fault(("links", index, side), message, nearest(id, known))
