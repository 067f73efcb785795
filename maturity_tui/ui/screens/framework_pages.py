"""What the framework browser shows of one thing: a framework, a capability, a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from maturity_tui.frameworks import Capability, Framework, Role
from maturity_tui.ui.draw import chip, label, line
from maturity_tui.ui.draw.text import Part

MOST_USES = 12


def page(framework: Framework, item: str, used: Sequence[str]) -> tuple[str, Content]:
    """The title and the text for an item of a framework; for no item, of the framework itself."""
    if item.startswith("role:"):
        role = next((role for role in framework.roles if role.id == item.removeprefix("role:")), None)
        if role:
            return role.title, _lines(_role(framework, role))
    capability = framework.capabilities.get(item)
    if capability:
        code = framework.codes.get(item, "")
        return f"{code} {capability.title}".strip(), _lines(_capability(framework, capability))
    return framework.title, _lines(_framework(framework, used))


def _lines(parts: Iterator[Part]) -> Content:
    return Content("\n").join([part if isinstance(part, Content) else line(part) for part in parts])


def _framework(framework: Framework, used: Sequence[str]) -> Iterator[Part]:
    yield line(("Version ", "$muted"), framework.version, ("   kind ", "$muted"), str(framework.kind))
    yield ""
    words = {"role_levels": "role levels"}
    yield ("In it", "bold")
    for name, count in framework.counts().items():
        if count:
            yield line(
                f"{count:>6} ",
                (words.get(name, framework.nouns if name == "capabilities" else name), "$muted"),
            )
    yield ""
    yield ("Scale", "bold")
    for index, level in enumerate(framework.scale):
        meaning = (f"  {level.meaning}", "$muted") if level.meaning else ""
        yield line(chip(len(framework.scale), index, f"{level.value:g}"), " ", level.name, meaning)
    yield ""
    yield ("Licence", "bold")
    yield framework.licence.name
    for text in (framework.licence.attribution, framework.licence.url):
        if text:
            yield label(text)
    if framework.licence.redistribution == "internal":
        yield label("For use inside the organisation; not passed on with anything shared.")
    yield ""
    yield ("Used by", "bold")
    yield from used[:MOST_USES]
    if len(used) > MOST_USES:
        yield label(f"and {len(used) - MOST_USES} more")
    if not used:
        yield label("no assessment yet")


def _capability(framework: Framework, item: Capability) -> Iterator[Part]:
    above = " › ".join(area.title for area in framework.paths[item.id])
    yield label(f"{above}{' · core' if item.core else ''}")
    if item.question:
        yield ""
        yield (item.question, "bold")
    levels = framework.levels_of(item)
    scale = [level.value for level in framework.scale]
    for index, level in enumerate(levels):
        yield ""
        place = scale.index(level.value) if level.value in scale else index
        count = len(scale) if level.value in scale else len(levels)
        yield line(chip(count, place, f"{level.value:g}"), " ", (level.name, "bold"))
        if level.value in item.levels:
            yield item.levels[level.value]
    yield from _beside(framework, item)


def _beside(framework: Framework, item: Capability) -> Iterator[Part]:
    if item.evidence:
        yield ""
        yield ("Evidence to look for", "bold")
        yield from (f"· {hint}" for hint in item.evidence)
    if item.needs:
        yield ""
        yield ("Rests on", "bold")
        for need in item.needs:
            other = framework.capabilities[need.capability]
            ahead = f"  may run {need.slack:g} ahead" if need.slack else "  cannot run ahead"
            yield line(f"· {framework.codes[need.capability]} {other.title}", (ahead, "$muted"))
    if item.references:
        yield ""
        yield ("See also", "bold")
        yield label(" · ".join(f"{ref.standard} {ref.ref}" for ref in item.references))


def _role(framework: Framework, role: Role) -> Iterator[Part]:
    yield label(role.family)
    titles = {skill: item.title for skill, item in framework.capabilities.items()}
    for level in role.levels:
        yield ""
        grades = f"   {' '.join(level.grades)}" if level.grades else ""
        beside = f"   beside {level.parallel_to}, not above it" if level.parallel_to else ""
        yield line((level.title, "bold"), (grades + beside, "$muted"))
        for skill, wanted in level.requires.items():
            yield line(f"  {titles.get(skill, skill)} ", (str(wanted), "$muted"))
    if role.skills:
        yield ""
        yield ("Skills, without a level", "bold")
        yield from (f"  {titles.get(skill, skill)}" for skill in role.skills)
