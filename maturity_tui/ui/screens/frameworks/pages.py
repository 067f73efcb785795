"""What the framework browser shows of one thing: a framework, an area, a capability; roles are in `framework_roles`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from textual.content import Content

from maturity_tui.frameworks import Area, Capability, Framework, Role
from maturity_tui.frameworks.models import areas_by_depth
from maturity_tui.ui.draw import chip, clip, label, line
from maturity_tui.ui.draw.text import Part, width_of
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.frameworks.index import code_of
from maturity_tui.ui.screens.frameworks.roles import WHOLE, asked_by, role_page
from maturity_tui.ui.screens.frameworks.shelf import ItemUses, Shelf
from maturity_tui.ui.screens.frameworks.text import hanging, heading, joined, texts
from maturity_tui.ui.screens.frameworks.ties import Ties, tied
from maturity_tui.ui.screens.frameworks.users import scorers, users
from maturity_tui.ui.screens.score.levels import Step, as_typed, steps_of

MOST_ROLES = 12
_COUNTED = {
    "areas": ("area", "areas"), "attributes": ("generic attribute", "generic attributes"),
    "roles": ("role", "roles"), "role_levels": ("role level", "role levels"),
    "requirements": ("requirement", "requirements"), "dependencies": ("dependency", "dependencies"),
}  # fmt: skip
INTERNAL = "internal use only"


@dataclass(frozen=True)
class Shown:
    """What a page is made from; `used` and `ties` follow when they are known."""

    shelf: Shelf
    framework: Framework
    item: str = ""
    used: ItemUses = field(default_factory=ItemUses)
    ties: Ties = field(default_factory=Ties)


def page_title(shown: Shown) -> str:
    """The title of an item's page; for no item, of the framework's own."""
    framework, item = shown.framework, shown.item
    if role := _role(shown):
        return role.title
    one = framework.every_area.get(item) or capability_of(framework, item)
    return f"{code_of(framework, one)} {one.title}".strip() if one else framework.title


def page_text(shown: Shown, width: int) -> Content:
    """The text of a page in a width."""
    framework, item = shown.framework, shown.item
    if role := _role(shown):
        return joined(role_page(framework, role, item.partition("/")[2], width))
    if area := framework.every_area.get(item):
        return joined(_area(framework, area))
    if one := capability_of(framework, item):
        return joined(_capability(shown, one, width))
    return joined(_framework(shown, width))


def _role(shown: Shown) -> Role | None:
    """The role that is shown; `role:ID/LEVEL` marks one of its levels."""
    id = shown.item.removeprefix("role:").partition("/")[0]
    return next(
        (one for one in shown.framework.roles if shown.item.startswith("role:") and one.id == id), None
    )


def capability_of(framework: Framework, item: str) -> Capability | None:
    """A capability, or a generic attribute, by its id."""
    attributes = (one for one in framework.attributes if one.id == item)
    return framework.capabilities.get(item) or next(attributes, None)


def licence_line(framework: Framework, width: int) -> Content:
    """The last line of every page: the licence, who may have it, and as much of the attribution as there is room."""
    licence = framework.licence
    parts = ["Licence: " + licence.name]
    parts += [INTERNAL] if licence.redistribution == "internal" else []
    parts += [licence.attribution] if licence.attribution else []
    return clip(label(" ".join(" · ".join(parts).split())), width)


# a framework ------------------------------------------------------------------------


def _framework(shown: Shown, width: int) -> Iterator[Part]:
    framework = shown.framework
    yield line(("Version ", "$muted"), framework.version, ("   kind ", "$muted"), str(framework.kind))
    yield from texts(framework.description)
    yield from heading("In it")
    yield from counts_of(framework)
    yield from heading("Scale")
    for step in steps_of(framework, WHOLE):
        yield _named(step, step.descriptor, width, bold=False)
    if framework.groups:
        yield from heading("Groups")
        for group in framework.groups:
            yield hanging(f"{GLYPHS.dot} ", group.title, width)
            if group.description:
                yield hanging("  ", group.description, width, style="$muted")
    yield from heading("Licence")
    yield from licence_in_full(framework)
    yield from _source(shown)
    yield from heading("Used by")
    yield from users(shown.shelf.uses_of(framework), framework.reference)


def counts_of(framework: Framework) -> Iterator[Part]:
    """How much there is of each kind, and of areas at each depth."""
    depths = areas_by_depth(framework)
    for name, count in framework.counts().items():
        deep = name == "areas" and len(depths) > 1
        more = f"  in {len(depths)} depths: {' › '.join(map(str, depths))}" if deep else ""
        one, many = (framework.noun, framework.nouns) if name == "capabilities" else _COUNTED[name]
        if count:
            yield line(f"{count:>6,} ", ((one if count == 1 else many) + more, "$muted"))


def licence_in_full(framework: Framework) -> Iterator[Part]:
    """All that is known about the terms."""
    yield framework.licence.name
    for text in (framework.licence.attribution, framework.licence.url):
        if text:
            yield label(text)
    if framework.licence.redistribution == "internal":
        yield label("Internal: for use inside the organisation only; left out of whatever is shared.")


def _source(shown: Shown) -> Iterator[Part]:
    if shown.framework.reference not in shown.shelf.imported:
        return
    yield from heading("Imported")
    source = shown.shelf.origins.get(shown.framework.reference)
    if source is None:
        yield label("Where it came from is not recorded any more.")
        return
    yield line(source.file, (f"  of {source.date}, read as {source.read_as}", "$muted"))
    yield line(("SHA-256 ", "$muted"), source.sha256[:16], (f"{GLYPHS.more}  on {source.imported}", "$muted"))
    for one in source.skipped:
        yield line(f"{one.count:>6,} ", (f"{one.kind} left out: {one.reason}", "$muted"))
    for sentence in source.warnings:
        yield line((f"{GLYPHS.stale} ", "$warning"), sentence)


# an area ----------------------------------------------------------------------------


def _area(framework: Framework, area: Area) -> Iterator[Part]:
    rule = "" if framework.is_skills else f" · rolls up by {area.rollup or framework.rollup}"
    weight = f" · weight {as_typed(area.weight)}" if area.weight != 1 else ""
    count = sum(1 for _ in area.each_capability())
    nouns = framework.noun if count == 1 else framework.nouns
    yield label(f"{count:,} {nouns}{rule}{weight}")
    yield from texts(area.description)
    yield from heading("In it")
    for child in area.areas:
        yield line((f"{code_of(framework, child):<4} ", "$muted"), (child.title, "bold"))
    for item in area.capabilities:
        yield line((f"{code_of(framework, item):<4} ", "$muted"), item.title)


# a capability -----------------------------------------------------------------------


def _capability(shown: Shown, item: Capability, width: int) -> Iterator[Part]:
    framework = shown.framework
    above = " › ".join(area.title for area in framework.paths.get(item.id, ()))
    about = [above or "generic attribute", *(["core"] if item.core else [])]
    about += [f"weight {as_typed(item.weight)}"] if item.weight != 1 else []
    yield label(" · ".join(about))
    yield from texts((item.question, "bold"))
    yield from texts(item.description)
    yield from _levels(framework, item, width)
    if item.guidance:
        yield from heading("Guidance")
        yield item.guidance
    yield from _beside(framework, item, width)
    yield from tied(shown.ties, width)
    yield from asked_by(framework, item, width, MOST_ROLES)
    yield from heading("Scored by")
    yield from scorers(framework, item, shown.used, len(shown.shelf.uses.get(framework.id, ())), width)


def _levels(framework: Framework, item: Capability, width: int) -> Iterator[Part]:
    described = any(item.levels.values())
    if not described:
        yield ""
    for step in steps_of(framework, item):
        own = item.levels.get(step.value) or (step.descriptor if item.answers else "")
        if described:
            yield ""
        meaning = "" if own or item.answers else step.descriptor
        yield _named(step, meaning, width)
        if own:
            yield own


def _named(step: Step, meaning: str, width: int, *, bold: bool = True) -> Content:
    """A level: its chip, its name, and what the scale says about it."""
    name = line(chip(step.count, step.slot, step.label), " ", (step.name, "bold" if bold else ""))
    if not meaning:
        return name
    room = width - width_of(name) - 2
    if room < width_of(meaning.split()[0]):
        return joined([name, hanging(" " * 4, meaning, width, style="$muted")])
    return hanging(line(name, "  "), meaning, width, style="$muted", indent=4)


def _beside(framework: Framework, item: Capability, width: int) -> Iterator[Part]:
    titles = {group.id: group.title for group in framework.groups}
    if item.groups:
        yield from heading("Groups")
        yield " · ".join(titles.get(group, group) for group in item.groups)
    if item.evidence:
        yield from heading("Evidence to look for")
        for hint in item.evidence:
            yield hanging(f"{GLYPHS.dot} ", hint, width)
    if item.needs:
        yield from heading("Rests on")
        for need in item.needs:
            other = framework.capabilities[need.capability]
            ahead = f"  may run {need.slack:g} ahead" if need.slack else "  cannot run ahead"
            yield line(f"{GLYPHS.dot} {framework.codes[need.capability]} {other.title}", (ahead, "$muted"))
    if item.references:
        yield from heading("See also")
        yield label(" · ".join(f"{ref.standard} {ref.ref}" for ref in item.references))
