"""What comparing areas, items and roles has in common: lining up, naming, and saying a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from maturity_tui.frameworks.difference import ChangeKind, ItemChange
from maturity_tui.frameworks.values import Number

T = TypeVar("T")


@dataclass(frozen=True)
class Pair(Generic[T]):
    """The same thing in both versions; None where it is not there."""

    old: T | None
    new: T | None

    @property
    def any(self) -> T:
        """The thing as it is now, or as it was if it is gone."""
        found = self.new if self.new is not None else self.old
        assert found is not None
        return found


def aligned(
    old: Mapping[str, T], new: Mapping[str, T], successor: Callable[[str], str | None]
) -> Iterator[Pair[T]]:
    """Both versions' things in one order: the new one's, each thing that is gone after the one it stood behind.

    `successor` gives the id that an old id leads to. Of several that lead to one, the first that keeps its id, else
    the first, is that one; the others are gone.
    """
    partner = _partners(old, new, successor)
    gone: dict[str | None, list[T]] = {}
    anchor: str | None = None
    followed = {earlier: now for now, earlier in partner.items()}
    for id, thing in old.items():
        if id in followed:
            anchor = followed[id]
        else:
            gone.setdefault(anchor, []).append(thing)
    yield from (Pair(thing, None) for thing in gone.get(None, ()))
    for id, thing in new.items():
        yield Pair(old[partner[id]] if id in partner else None, thing)
        yield from (Pair(lost, None) for lost in gone.get(id, ()))


def _partners(
    old: Mapping[str, T], new: Mapping[str, T], successor: Callable[[str], str | None]
) -> dict[str, str]:
    """By id in the new version, the id of the same thing in the old one."""
    partner = {id: id for id in new if id in old}
    for id in old:
        now = successor(id)
        if now is not None and now in new and id not in new:
            partner.setdefault(now, id)
    return partner


@dataclass(frozen=True)
class Named:
    """What a change is about: `what` it is, its id and title, and how sentences call it."""

    what: str
    id: str
    title: str

    @property
    def called(self) -> str:
        """Title and id, as sentences have them."""
        return f"{self.title} ({self.id})"

    def change(
        self, kind: ChangeKind, sentence: str, part: str = "", before: Any = None, after: Any = None
    ) -> ItemChange:
        """One change of it."""
        return ItemChange(kind, self.what, self.id, self.title, sentence, part, before, after)

    def come_or_gone(self, pair: Pair[Any], more: str = "") -> Iterator[ItemChange]:
        """That it is new, or that it is gone; nothing where it is in both versions."""
        if pair.old is None:
            yield self.change(ChangeKind.ADDED, f"New {self.what}: {self.called}{more}.", after=self.title)
        elif pair.new is None:
            said = f"The {self.what} {self.called} is gone{more}."
            yield self.change(ChangeKind.REMOVED, said, before=self.title)

    def retitled(self, before: str, after: str) -> Iterator[ItemChange]:
        """That its title is another one."""
        if before != after:
            said = f"The {self.what} {self.id} is called “{after}” now; it was “{before}”."
            yield self.change(ChangeKind.RENAMED, said, "title", before, after)

    def texts(self, part: str, before: str, after: str) -> Iterator[ItemChange]:
        """That one of its texts reads differently."""
        if before.split() == after.split():
            return
        how = "is new" if not before else "is gone" if not after else "reads differently"
        said = f"{self.called}: the {part} {how}."
        yield self.change(ChangeKind.REWORDED, said, part, before or None, after or None)

    def set(self, part: str, before: Any, after: Any) -> Iterator[ItemChange]:
        """That one of its settings is another one; both are JSON values."""
        if before != after:
            said = f"{self.called}: {part.replace('_', ' ')} {spoken(before)} → {spoken(after)}."
            yield self.change(ChangeKind.CHANGED, said, part, before, after)


def field_changes(
    named: Named, old: BaseModel, new: BaseModel, fields: Iterable[str]
) -> Iterator[ItemChange]:
    """The settings among these fields that differ, as JSON has them."""
    for field in fields:
        if getattr(old, field) != getattr(new, field):
            before, after = (side.model_dump(mode="json", include={field})[field] for side in (old, new))
            yield from named.set(field, before, after)


def number(value: Number) -> str:
    """A level's value as it is written: 2, 0.25."""
    return str(value)


def listed(parts: Iterable[str]) -> str:
    """`2`, `2 and 3`, `2, 3 and 4`."""
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def spoken(value: Any) -> str:
    """A setting's value in a sentence."""
    if value is None or value == "" or value == []:
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(spoken(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{key} {spoken(part)}" for key, part in value.items())
    return str(value)
