"""The crosswalks that ship with the app, and the user's own, which stand before them. Nothing is read until asked.

A title comes from the framework that the crosswalk names; where only another version of it is there, from that one;
where there is none (a build without SFIA, say), there is no title, and the link is there all the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from maturity_tui.frameworks.crosswalk import Certainty, Crosswalk, Link, item_of, load_crosswalk
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import place
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.errors import StoreError, plain_errors
from maturity_tui.store.files import write_file

FOLDER = "crosswalks"
ONLY_MINE, MY_FOLDER = 0o600, 0o700


@dataclass(frozen=True)
class Tie:
    """A link as seen from one of its two items: `framework`, `item` and `title` are those of the other."""

    link: Link
    framework: str
    item: str
    title: str
    source: str
    date: dt.date

    @property
    def certainty(self) -> Certainty:
        """How sure the link is."""
        return self.link.certainty

    @property
    def note(self) -> str:
        """Why, where it is not plain."""
        return self.link.note

    @property
    def name(self) -> str:
        """The other item's title; its id where its framework is not here."""
        return self.title or self.item

    @property
    def shown(self) -> str:
        """The name, with the id behind it where people know it as a code: `Data management (DATM)`."""
        return f"{self.title} ({self.item})" if self.title and self.item.isupper() else self.name


@dataclass(frozen=True)
class Found:
    """A crosswalk, and the file that holds it."""

    crosswalk: Crosswalk
    path: Path
    own: bool


class Crosswalks:
    """What goes with what, by ids without versions. Reads files: not for the thread that draws."""

    def __init__(
        self, catalogue: Catalogue | None = None, folder: Path | None = None, own: Path | None = None
    ) -> None:
        """The catalogue gives the titles; the folders default to what ships and to the user's own."""
        self._catalogue = catalogue or Catalogue()
        self._folder = folder
        self._own = own
        self._frameworks: dict[str, Framework | None] = {}
        self.unreadable: tuple[str, ...] = ()
        """What is wrong with the user's own files, a sentence each, once any was asked for."""

    @property
    def own_folder(self) -> Path:
        """Where the user's own lie. It may not exist."""
        return self._own or place.data_folder() / FOLDER

    def all(self) -> tuple[Crosswalk, ...]:
        """The shipped ones by file, each replaced by the user's own for the same two ids; then the user's others.

        A broken file of the user's own is left out, and said in `unreadable`. Raises FrameworkError for a broken
        shipped one.
        """
        return tuple(one.crosswalk for one in self.found)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """As `all`, with the files."""
        own = {_pair(one.crosswalk): one for one in self._read_own()}
        shipped = [Found(load_crosswalk(path), path, own=False) for path in self._shipped()]
        first = [own.pop(_pair(one.crosswalk), one) for one in shipped]
        return (*first, *own.values())

    # Links, from one item

    def skills_for(
        self, capability: str, framework: str = "digital-service", to: str | None = None
    ) -> tuple[Tie, ...]:
        """What a capability rests on: the skills of the framework `to`, or of all that it has a crosswalk to."""
        return tuple(
            self._tie(one, link, one.to, link.to)
            for one in self.all()
            if one.from_id == framework and to in (None, one.to_id)
            for name in self._names(one.from_, capability)
            for link in one.links_from(name)
        )

    def used_by(self, item: str, framework: str) -> tuple[Tie, ...]:
        """The other way: what rests on a skill."""
        return tuple(
            self._tie(one, link, one.from_, link.from_)
            for one in self.all()
            if one.to_id == framework
            for name in self._names(one.to, item)
            for link in one.links_to(name)
        )

    def ties(self, item: str, framework: str) -> tuple[Tie, ...]:
        """All that an item is linked with, whichever way the crosswalks run."""
        return (*self.skills_for(item, framework), *self.used_by(item, framework))

    # Frameworks, for titles

    def framework(self, reference: str) -> Framework | None:
        """The framework that a crosswalk names, else the latest of its id; None where there is none at all."""
        if reference not in self._frameworks:
            self._frameworks[reference] = self._load(reference)
        return self._frameworks[reference]

    def title(self, reference: str, item: str) -> str:
        """An item's title; empty where it is not here."""
        framework = self.framework(reference)
        known = item_of(framework, item) if framework else None
        return known.title if known else ""

    def _names(self, reference: str, item: str) -> tuple[str, ...]:
        """The id, and the older ones that it took the place of: a crosswalk may be older than the framework."""
        framework = self.framework(reference)
        older = framework.aliases.items() if framework else ()
        return (item, *(old for old, new in older if new == item))

    def _tie(self, crosswalk: Crosswalk, link: Link, reference: str, item: str) -> Tie:
        id = reference.partition("@")[0]
        return Tie(link, id, item, self.title(reference, item), crosswalk.source, crosswalk.date)

    def _load(self, reference: str) -> Framework | None:
        for name in (reference, reference.partition("@")[0]):
            try:
                return self._catalogue.load(name)
            except StoreError:
                continue
        return None

    # Files

    def edit_copy(self, found: Found) -> tuple[Path, bool]:
        """The user's own copy of a shipped crosswalk, and whether it was made now; one that is there is kept."""
        if found.own:
            return found.path, False
        path = self.own_folder / found.path.name
        if path.exists():
            return path, False
        text = found.path.read_text(encoding="utf-8").split("\n", 1)
        # The first line leads editors to a schema by a relative path, which is wrong in another folder.
        body = text[1] if text[0].startswith("# yaml-language-server:") else "\n".join(text)
        with plain_errors(str(self.own_folder)):
            for folder in (self.own_folder.parent, self.own_folder):  # `parents=True` heeds no mode
                folder.mkdir(parents=True, exist_ok=True, mode=MY_FOLDER)
        return write_file(path, body, mode=ONLY_MINE), True

    def _shipped(self) -> Iterator[Path]:
        yield from sorted((self._folder or place.shipped_folder("frameworks") / FOLDER).glob("*.yaml"))

    def _read_own(self) -> list[Found]:
        found: dict[tuple[str, str], Found] = {}
        wrong = []
        for path in self._own_paths():
            try:
                one = Found(load_crosswalk(path), path, own=True)
            except FrameworkError as error:
                wrong.append(str(error))
                continue
            first = found.setdefault(_pair(one.crosswalk), one)
            if first is not one:
                names = " to ".join(_pair(one.crosswalk))
                wrong.append(f"{path}: {first.path.name} links {names} already, so this one is not used.")
        self.unreadable = tuple(wrong)
        return list(found.values())

    def _own_paths(self) -> list[Path]:
        try:
            return sorted(self.own_folder.glob("*.yaml"))
        except OSError:
            return []


def _pair(crosswalk: Crosswalk) -> tuple[str, str]:
    return crosswalk.from_id, crosswalk.to_id
