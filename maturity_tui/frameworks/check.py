"""What must hold in a framework beyond the shape of each value: unique ids, references that resolve."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from maturity_tui.frameworks.door import PathKey, shorten
from maturity_tui.frameworks.models import Area, Capability, Framework

# How alike a word must be to be offered; a little less, and `rollup` is taken for `groups`. In a word of three letters
# one slip is a third of it.
NEAR, NEAR_IF_SHORT, SHORT = 0.68, 0.6, 4


class Fault(NamedTuple):
    """Something that does not hold, and where."""

    path: PathKey
    message: str
    hint: str = ""


def faults(framework: Framework) -> Iterator[Fault]:
    """Every fault in the framework, in the order of the file."""
    yield from _duplicates(framework)
    for path, item in each_item(framework):
        yield from _capability(framework, path, item)
    yield from _rules(framework)
    yield from _roles(framework)
    for old, new in framework.aliases.items():
        if old in framework.capabilities or old in framework.every_area:
            yield Fault(
                ("aliases", old), f"{old!r} is an item of this framework, so it cannot stand for another"
            )
        if new not in framework.capabilities and new not in framework.every_area:
            yield Fault(("aliases", old), f"There is no item {new!r}", nearest(new, framework.capabilities))


def nearest(word: object, known: object) -> str:
    """A hint that names the nearest known word, or nothing."""
    cutoff = NEAR if len(str(word)) > SHORT else NEAR_IF_SHORT
    close = get_close_matches(str(word), [str(item) for item in known], n=1, cutoff=cutoff)  # type: ignore[attr-defined]
    return f"Did you mean {close[0]!r}?" if close else ""


def each_item(framework: Framework) -> Iterator[tuple[PathKey, Capability]]:
    """Every capability and attribute with its path in the file, in the order of the file."""

    def walk(area: Area, path: PathKey) -> Iterator[tuple[PathKey, Capability]]:
        for index, child in enumerate(area.areas):
            yield from walk(child, (*path, "areas", index))
        for index, item in enumerate(area.capabilities):
            yield (*path, "capabilities", index), item

    for index, area in enumerate(framework.areas):
        yield from walk(area, ("areas", index))
    for index, item in enumerate(framework.attributes):
        yield ("attributes", index), item


def each_area(framework: Framework) -> Iterator[tuple[PathKey, Area]]:
    """Every area with its path in the file, parents before children."""

    def walk(area: Area, path: PathKey) -> Iterator[tuple[PathKey, Area]]:
        yield path, area
        for index, child in enumerate(area.areas):
            yield from walk(child, (*path, "areas", index))

    for index, area in enumerate(framework.areas):
        yield from walk(area, ("areas", index))


def _duplicates(framework: Framework) -> Iterator[Fault]:
    seen: set[str] = {framework.id}
    nodes: list[tuple[PathKey, Area | Capability]] = [*each_area(framework), *each_item(framework)]
    for path, item in nodes:
        if item.id in seen:
            yield Fault(
                (*path, "id"), f"The id {item.id!r} stands twice", "Ids are unique within a framework."
            )
        seen.add(item.id)
    groups: set[str] = set()
    for index, group in enumerate(framework.groups):
        if group.id in groups:
            yield Fault(("groups", index, "id"), f"The group {group.id!r} stands twice")
        groups.add(group.id)
    roles: set[str] = set()
    for index, role in enumerate(framework.roles):
        if role.id in roles:
            yield Fault(("roles", index, "id"), f"The role {role.id!r} stands twice")
        roles.add(role.id)


def _capability(framework: Framework, path: PathKey, item: Capability) -> Iterator[Fault]:
    scale = {level.value for level in framework.scale}
    spelled = ", ".join(str(value) for value in sorted(scale))
    for value in item.defined or ():
        if value not in scale:
            yield Fault((*path, "defined"), f"The scale has no level {value}", f"It has {spelled}.")
    if item.defined == ():
        yield Fault((*path, "defined"), "At least one level must be defined")
    scoreable = {level.value for level in framework.levels_of(item)}
    for value in item.levels:
        if value not in scoreable:
            yield Fault((*path, "levels", value), f"{item.id} cannot be scored at level {value}")
    for index, need in enumerate(item.needs):
        if need.capability not in framework.capabilities:
            hint = nearest(need.capability, framework.capabilities)
            yield Fault(
                (*path, "needs", index, "capability"), f"There is no capability {need.capability!r}", hint
            )
        elif need.capability == item.id:
            yield Fault((*path, "needs", index, "capability"), f"{item.id} cannot need itself")


def _rules(framework: Framework) -> Iterator[Fault]:
    named = [((), framework.rollup, tuple(framework.capabilities.values()))]
    named += [
        (path, area.rollup or framework.rollup, tuple(area.each_capability()))
        for path, area in each_area(framework)
    ]
    for path, rule, items in named:
        if rule.by_level and any(item.level is None for item in items):
            missing = next(item.id for item in items if item.level is None)
            yield Fault(
                (*path, "rollup"), f"{rule} needs a level on every item, and {missing} has none",
                "For “the lowest score wins” on an untagged model, use `rollup: lowest`.",
            )  # fmt: skip
    for path, area in each_area(framework):
        if not area.areas and not area.capabilities:
            yield Fault(
                path, f"The area {area.id} is empty", "Give it areas or capabilities, or leave it out."
            )


def _roles(framework: Framework) -> Iterator[Fault]:
    names = {level.name.casefold() for level in framework.scale}
    values = {level.value for level in framework.scale}
    for index, role in enumerate(framework.roles):
        ids = {level.id for level in role.levels}
        if len(ids) != len(role.levels):
            yield Fault(("roles", index, "levels"), f"Two levels of {role.id} have the same id")
        for skill in role.skills:
            if skill not in framework.capabilities:
                yield Fault(
                    ("roles", index, "skills"),
                    f"There is no skill {skill!r}",
                    nearest(skill, framework.capabilities),
                )
        for place, level in enumerate(role.levels):
            path: PathKey = ("roles", index, "levels", place)
            if level.parallel_to is not None and level.parallel_to not in ids:
                yield Fault(
                    (*path, "parallel_to"),
                    f"{role.id} has no level {level.parallel_to!r}",
                    nearest(level.parallel_to, ids),
                )
            for skill, wanted in level.requires.items():
                if skill not in framework.capabilities:
                    yield Fault(
                        (*path, "requires", skill),
                        f"There is no skill {skill!r}",
                        nearest(skill, framework.capabilities),
                    )
                known = wanted.casefold() in names if isinstance(wanted, str) else wanted in values
                if not known:
                    yield Fault(
                        (*path, "requires", skill),
                        f"The scale has no level {shorten(str(wanted))!r}",
                        nearest(wanted, names),
                    )
