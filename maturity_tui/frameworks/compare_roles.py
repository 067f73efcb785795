"""Roles, their levels and what these require, in two versions side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from maturity_tui.frameworks.compare_parts import Named, Pair, aligned, field_changes
from maturity_tui.frameworks.difference import ChangeKind, ItemChange
from maturity_tui.frameworks.models import Framework, Role, RoleLevel
from maturity_tui.frameworks.successors import Successors
from maturity_tui.frameworks.values import Number

LEVEL_FIELDS = ("order", "grades", "parallel_to")


def roles(old: Framework, new: Framework, next_ids: Successors) -> Iterator[ItemChange]:
    """Every change to a role, role by role: the role, its levels, their requirements.

    Aliases know no roles: one whose id is gone is taken for the new one of the same title.
    """
    before, after = {role.id: role for role in old.roles}, {role.id: role for role in new.roles}
    same = _by_title(before, after)
    for pair in aligned(before, after, lambda id: same.get(id, id)):
        yield from _role(pair, old, new, next_ids)


def _by_title(old: Mapping[str, Role | RoleLevel], new: Mapping[str, Role | RoleLevel]) -> dict[str, str]:
    """For ids that are gone, the new id of the same title, where there is one and no more."""
    fresh: dict[str, list[str]] = {}
    for id, thing in new.items():
        if id not in old:
            fresh.setdefault(thing.title.casefold(), []).append(id)
    titles = [thing.title.casefold() for id, thing in old.items() if id not in new]
    found: dict[str, str] = {}
    for id, thing in old.items():
        title = thing.title.casefold()
        if id not in new and len(fresh.get(title, ())) == 1 and titles.count(title) == 1:
            found[id] = fresh[title][0]
    return found


def _role(pair: Pair[Role], old: Framework, new: Framework, next_ids: Successors) -> Iterator[ItemChange]:
    role = pair.any
    named = Named("role", role.id, role.title)
    more = f", with {len(role.levels)} levels" if pair.old is None and role.levels else ""
    yield from named.come_or_gone(pair, more)
    if pair.old is None or pair.new is None:
        return
    yield from _replaced(named, pair.old.id)
    yield from named.retitled(pair.old.title, pair.new.title)
    yield from named.texts("description", pair.old.description, pair.new.description)
    yield from field_changes(named, pair.old, pair.new, ("family",))
    yield from named.set("skills", _followed(pair.old.skills, next_ids), list(pair.new.skills))
    before, after = ({level.id: level for level in side.levels} for side in (pair.old, pair.new))
    same = _by_title(before, after)
    levels = _Levels(pair.new, old, new, next_ids)
    for step in aligned(before, after, lambda id: same.get(id, id)):
        yield from levels.changes(step)


def _replaced(named: Named, before: str) -> Iterator[ItemChange]:
    if before != named.id:
        said = f"The {named.what} {before} has the id {named.id} now ({named.title})."
        yield named.change(ChangeKind.RENAMED, said, "id", before, named.id)


def _followed(skills: Sequence[str], next_ids: Successors) -> list[str]:
    """Skills by the ids in the new version; one that is gone keeps its own."""
    return [(next_ids.of(skill) or (skill,))[0] for skill in skills]


class _Levels:
    """The levels of one role in both versions."""

    def __init__(self, role: Role, old: Framework, new: Framework, next_ids: Successors) -> None:
        self.role, self.old, self.new, self.next_ids = role, old, new, next_ids

    def changes(self, pair: Pair[RoleLevel]) -> Iterator[ItemChange]:
        """Every change to one level; of one that is new or gone, the requirements are only counted."""
        level = pair.any
        named = Named("role level", f"{self.role.id}/{level.id}", level.title)
        more = f", with {len(level.requires)} requirements" if pair.old is None and level.requires else ""
        yield from named.come_or_gone(pair, more)
        if pair.old is None or pair.new is None:
            return
        yield from _replaced(named, f"{self.role.id}/{pair.old.id}" if pair.old.id != level.id else named.id)
        yield from named.retitled(pair.old.title, pair.new.title)
        yield from named.texts("description", pair.old.description, pair.new.description)
        yield from field_changes(named, pair.old, pair.new, LEVEL_FIELDS)
        yield from self._requirements(named, pair.old, pair.new)

    def _requirements(self, level: Named, old: RoleLevel, new: RoleLevel) -> Iterator[ItemChange]:
        before = {skill: (skill, wanted) for skill, wanted in old.requires.items()}
        after = {skill: (skill, wanted) for skill, wanted in new.requires.items()}
        for pair in aligned(before, after, self._successor):
            yield from self._requirement(level, pair)

    def _successor(self, skill: str) -> str | None:
        found = self.next_ids.of(skill)
        return found[0] if len(found) == 1 else None

    def _requirement(self, level: Named, pair: Pair[tuple[str, Number | str]]) -> Iterator[ItemChange]:
        skill = pair.any[0]
        item = (self.new if pair.new else self.old).capabilities.get(skill)
        title = f"{level.title}: {item.title if item else skill}"
        named = Named("requirement", f"{level.id}/{skill}", title)
        was = level_name(self.old, pair.old[1]) if pair.old else None
        now = level_name(self.new, pair.new[1]) if pair.new else None
        if was is None:
            yield named.change(ChangeKind.ADDED, f"{named.title}: {now} is required now.", after=now)
        elif now is None:
            yield named.change(
                ChangeKind.REMOVED, f"{named.title}: nothing is required any more.", before=was
            )
        elif was.casefold() != now.casefold():
            yield named.change(ChangeKind.CHANGED, f"{named.title}: {was} → {now}.", "level", was, now)


def level_name(framework: Framework, wanted: Number | str) -> str:
    """The name of the level that a requirement names, by name or by value."""
    for level in framework.scale:
        if wanted == level.value or str(wanted).casefold() == level.name.casefold():
            return level.name
    return str(wanted)
