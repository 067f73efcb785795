"""Two versions of a framework side by side: everything that differs, in the order of the frameworks.

Pure, and linear in the number of items. Blanks at the ends and between words are no difference.
"""

from __future__ import annotations

from collections.abc import Iterator

from maturity_tui.frameworks.compare_items import areas_and_items, attributes
from maturity_tui.frameworks.compare_parts import Named, Pair, aligned, field_changes, number
from maturity_tui.frameworks.compare_roles import roles
from maturity_tui.frameworks.difference import ChangeKind, Difference, ItemChange
from maturity_tui.frameworks.models import Framework, Group, Level
from maturity_tui.frameworks.successors import Successors


def compare(old: Framework, new: Framework) -> Difference:
    """What changed from one framework to another. Mostly two versions of one; any two can be held together."""
    next_ids = Successors(old, new)
    changes = (
        *_whole(old, new),
        *_scale(old, new),
        *_groups(old, new),
        *areas_and_items(old, new, next_ids),
        *attributes(old, new, next_ids),
        *roles(old, new, next_ids),
    )
    return Difference(old.reference, new.reference, changes)


def _whole(old: Framework, new: Framework) -> Iterator[ItemChange]:
    named = Named("framework", new.id, new.title)
    if old.id != new.id:
        yield named.change(
            ChangeKind.RENAMED, f"The framework {old.id} is {new.id} now.", "id", old.id, new.id
        )
    yield from named.retitled(old.title, new.title)
    yield from named.texts("description", old.description, new.description)
    yield from field_changes(named, old, new, ("kind", "licence", "rollup"))


def _scale(old: Framework, new: Framework) -> Iterator[ItemChange]:
    before = {number(level.value): level for level in old.scale}
    after = {number(level.value): level for level in new.scale}
    for pair in aligned(before, after, lambda value: value):
        yield from _level(pair)


def _level(pair: Pair[Level]) -> Iterator[ItemChange]:
    level = pair.any
    named = Named("scale", number(level.value), level.name)
    said = f"the level {number(level.value)} {level.name}"
    if pair.old is None:
        yield named.change(ChangeKind.ADDED, f"The scale has {said} now.", after=level.name)
    elif pair.new is None:
        yield named.change(ChangeKind.REMOVED, f"The scale has lost {said}.", before=level.name)
    else:
        yield from named.retitled(pair.old.name, pair.new.name)
        yield from named.texts("meaning", pair.old.meaning, pair.new.meaning)


def _groups(old: Framework, new: Framework) -> Iterator[ItemChange]:
    before, after = {one.id: one for one in old.groups}, {one.id: one for one in new.groups}
    for pair in aligned(before, after, lambda id: id):
        yield from _group(pair)


def _group(pair: Pair[Group]) -> Iterator[ItemChange]:
    named = Named("group", pair.any.id, pair.any.title)
    yield from named.come_or_gone(pair)
    if pair.old is not None and pair.new is not None:
        yield from named.retitled(pair.old.title, pair.new.title)
        yield from named.texts("description", pair.old.description, pair.new.description)


__all__ = ["ChangeKind", "Difference", "ItemChange", "compare"]
