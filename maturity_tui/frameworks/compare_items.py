"""Areas, capabilities and attributes of two versions side by side, in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TypeVar

from maturity_tui.frameworks.compare_parts import Named, Pair, aligned, field_changes, listed, number
from maturity_tui.frameworks.difference import ChangeKind, ItemChange
from maturity_tui.frameworks.models import Area, Capability, Framework
from maturity_tui.frameworks.successors import Successors
from maturity_tui.frameworks.values import Number

T = TypeVar("T", Area, Capability)

AREA_FIELDS = ("rollup", "threshold", "weight")
ITEM_FIELDS = ("weight", "core", "level", "groups", "evidence", "references")


def areas_and_items(old: Framework, new: Framework, next_ids: Successors) -> Iterator[ItemChange]:
    """Every change to an area or to what is scored, area by area."""
    parents = _Parents(old, new, next_ids)
    for pair in aligned(_nodes(old), _nodes(new), partial(_successor, next_ids)):
        if isinstance(pair.any, Area):
            yield from _area(_only(pair, Area), parents)
        else:
            yield from _item(_only(pair, Capability), new.noun, old, new, next_ids)
            yield from parents.moved(Named(new.noun, pair.any.id, pair.any.title), pair)


def attributes(old: Framework, new: Framework, next_ids: Successors) -> Iterator[ItemChange]:
    """Every change to a generic attribute."""
    before, after = ({f"item {item.id}": item for item in side.attributes} for side in (old, new))
    for pair in aligned(before, after, partial(_successor, next_ids)):
        yield from _item(pair, "attribute", old, new, next_ids)


def _nodes(framework: Framework) -> dict[str, Area | Capability]:
    """Areas and items by kind and id: an id that was an area's and is an item's is not the same thing."""
    found: dict[str, Area | Capability] = {}

    def walk(area: Area) -> None:
        found[f"area {area.id}"] = area
        for child in area.areas:
            walk(child)
        found.update((f"item {item.id}", item) for item in area.capabilities)

    for top in framework.areas:
        walk(top)
    return found


def _only(pair: Pair[Area | Capability], kind: type[T]) -> Pair[T]:
    old, new = (side if isinstance(side, kind) else None for side in (pair.old, pair.new))
    return Pair(old, new)


def _successor(next_ids: Successors, key: str) -> str | None:
    """The one thing of the same kind that takes the place of another."""
    kind, _, id = key.partition(" ")
    found = next_ids.of(id)
    return f"{kind} {found[0]}" if len(found) == 1 else None


class _Parents:
    """In which area everything stood and stands."""

    def __init__(self, old: Framework, new: Framework, next_ids: Successors) -> None:
        self.old, self.new, self.next_ids = _parents(old), _parents(new), next_ids

    def moved(self, named: Named, pair: Pair[Area | Capability]) -> Iterator[ItemChange]:
        """That it stands in another area than before."""
        if pair.old is None or pair.new is None:
            return
        before, after = self.old[pair.old.id], self.new[pair.new.id]
        if before is after or (before and after and after.id in (before.id, *self.next_ids.of(before.id))):
            return
        was, now = (area.title if area else "the top" for area in (before, after))
        said = f"The {named.what} {named.called} moved from {was} to {now}."
        ids = (area.id if area else None for area in (before, after))
        yield named.change(ChangeKind.MOVED, said, "area", *ids)


def _parents(framework: Framework) -> dict[str, Area | None]:
    found: dict[str, Area | None] = {area.id: None for area in framework.areas}
    for area in framework.every_area.values():
        found.update((child.id, area) for child in area.areas)
        found.update((item.id, area) for item in area.capabilities)
    return found


def _area(pair: Pair[Area], parents: _Parents) -> Iterator[ItemChange]:
    named = Named("area", pair.any.id, pair.any.title)
    yield from named.come_or_gone(pair, _instead(pair, parents.next_ids))
    if pair.old is None or pair.new is None:
        return
    yield from _replaced(named, pair.old.id)
    yield from named.retitled(pair.old.title, pair.new.title)
    yield from parents.moved(named, Pair(pair.old, pair.new))
    yield from named.texts("description", pair.old.description, pair.new.description)
    yield from field_changes(named, pair.old, pair.new, AREA_FIELDS)


def _item(
    pair: Pair[Capability], what: str, old: Framework, new: Framework, next_ids: Successors
) -> Iterator[ItemChange]:
    named = Named(what, pair.any.id, pair.any.title)
    yield from named.come_or_gone(pair, _instead(pair, next_ids))
    if pair.old is None or pair.new is None:
        return
    yield from _replaced(named, pair.old.id)
    yield from named.retitled(pair.old.title, pair.new.title)
    yield from _levels(named, old, pair.old, new, pair.new)
    yield from field_changes(named, pair.old, pair.new, ITEM_FIELDS)
    yield from _needs(named, pair.old, pair.new, next_ids)
    for part in ("question", "description", "guidance"):
        yield from named.texts(part, getattr(pair.old, part), getattr(pair.new, part))
    yield from _descriptors(named, pair.old, pair.new)


def _instead(pair: Pair[Area] | Pair[Capability], next_ids: Successors) -> str:
    """For what is gone, what the new version names in its place."""
    if pair.old is None or pair.new is not None or not (heirs := next_ids.of(pair.old.id)):
        return ""
    return f"; in its place: {listed(heirs)}"


def _replaced(named: Named, before: str) -> Iterator[ItemChange]:
    if before != named.id:
        said = f"The {named.what} {before} has the id {named.id} now ({named.title})."
        yield named.change(ChangeKind.RENAMED, said, "id", before, named.id)


def _levels(
    named: Named, old: Framework, before: Capability, new: Framework, after: Capability
) -> Iterator[ItemChange]:
    """Levels gained and lost. What follows from the scale alone, the scale says; an answer's text is worded."""
    if bool(before.answers) != bool(after.answers):
        yield from named.set("scored by", _scored_by(before), _scored_by(after))
    if _on_the_scale(before) and _on_the_scale(after):
        return
    was = [level.value for level in old.levels_of(before)]
    now = [level.value for level in new.levels_of(after)]
    if gained := [value for value in now if value not in was]:
        said = f"{named.called} is defined at {_spelled(gained)}, too."
        yield named.change(ChangeKind.LEVELS_GAINED, said, "levels", was, now)
    if lost := [value for value in was if value not in now]:
        said = f"{named.called} is not defined at {_spelled(lost)} any more."
        yield named.change(ChangeKind.LEVELS_LOST, said, "levels", was, now)


def _on_the_scale(item: Capability) -> bool:
    return item.defined is None and not item.answers


def _scored_by(item: Capability) -> str:
    return "answers of its own" if item.answers else "the scale"


def _spelled(values: list[Number]) -> str:
    return f"level{'s' * (len(values) > 1)} {listed(number(value) for value in values)}"


def _descriptors(named: Named, old: Capability, new: Capability) -> Iterator[ItemChange]:
    """Descriptors, and the texts of answers that are in both versions."""
    for value in sorted({*old.levels, *new.levels}):
        part = f"descriptor of level {number(value)}"
        yield from named.texts(part, old.levels.get(value, ""), new.levels.get(value, ""))
    before, after = ({answer.value: answer.text for answer in side.answers} for side in (old, new))
    for value in sorted(before.keys() & after.keys()):
        yield from named.texts(f"answer for {number(value)}", before[value], after[value])


def _needs(named: Named, old: Capability, new: Capability, next_ids: Successors) -> Iterator[ItemChange]:
    """What it rests on; an id that was only replaced is no change."""
    before = {(next_ids.of(need.capability) or (need.capability,))[0]: need.slack for need in old.needs}
    after = {need.capability: need.slack for need in new.needs}
    if before != after:
        yield from named.set("needs", dict(before), dict(after))
