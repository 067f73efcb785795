"""A role's page: its steps, and beside each other what each step asks of every skill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual.content import Content

from maturity_tui.frameworks import Capability, Framework, Role, RoleLevel
from maturity_tui.ui.draw import chip, clip, label, line, pad
from maturity_tui.ui.draw.text import Part, width_of, wrap
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.frameworks.text import heading, texts
from maturity_tui.ui.screens.score.levels import Step, steps_of

CELL = 4
"""A chip and the space before it."""
SKILL = 22
"""A skill's name needs so much; a role with more steps is shown in two tables, one below the other."""


WHOLE = Capability(id="whole", title="whole")
"""Scored on the whole scale: for the scale's own labels."""


def role_page(framework: Framework, role: Role, level: str, width: int) -> Iterator[Part]:
    """A role with its steps; the one that was searched for is marked."""
    yield label(role.family) if role.family else label("role")
    yield from texts(role.description)
    names = step_names(role.levels)
    if role.levels:
        yield ""
        yield from _steps(role, names, level, width)
        yield from _ladders(framework, role, names, level, width)
    if role.skills:
        yield from heading("Skills, without a level")
        titles = {skill: item.title for skill, item in framework.capabilities.items()}
        yield from (f"  {titles.get(skill, skill)}" for skill in role.skills)
    for one in role.levels:
        if one.description:
            yield from heading(f"{names[one.id]}  {one.title}")
            yield one.description


def step_names(levels: Sequence[RoleLevel]) -> dict[str, str]:
    """The steps by number; those that stand beside each other share it: 1, 2, 3a, 3b, 4."""
    beside: dict[str, list[str]] = {}
    for level in levels:
        above = level.parallel_to if level.parallel_to in beside else level.id
        beside.setdefault(above or level.id, []).append(level.id)
    names: dict[str, str] = {}
    for number, group in enumerate(beside.values(), start=1):
        for place, id in enumerate(group):
            names[id] = f"{number}{_letter(place)}" if len(group) > 1 else str(number)
    return names


def _letter(place: int) -> str:
    return chr(ord("a") + place) if place < 26 else f"·{place}"


def _steps(role: Role, names: Mapping[str, str], chosen: str, width: int) -> Iterator[Part]:
    """The columns of the table by number: what they are called, their grades, and what stands beside what."""
    longest = max(width_of(level.title) for level in role.levels)
    for level in role.levels:
        grades = " ".join(level.grades)
        beside = names.get(level.parallel_to or "", "")
        said = "  ".join(part for part in (grades, f"beside {beside}" if beside else "") if part)
        mark = (GLYPHS.here, "$primary") if level.id == chosen else " "
        title = pad((level.title, "bold" if level.id == chosen else ""), longest)
        yield clip(line(mark, f"{names[level.id]:>3}  ", title, (f"  {said}", "$muted")), width)


def _ladders(
    framework: Framework, role: Role, names: Mapping[str, str], chosen: str, width: int
) -> Iterator[Part]:
    """One table, or several of as many steps as there is room for."""
    wanted = dict.fromkeys(skill for level in role.levels for skill in level.requires)
    if not wanted:
        return
    room = max(1, (width - SKILL) // CELL)
    tables = -(-len(role.levels) // room)
    each = -(-len(role.levels) // tables)
    for start in range(0, len(role.levels), each):
        yield ""
        yield from _table(framework, role.levels[start : start + each], tuple(wanted), names, chosen, width)
    yield ""
    yield from _key(framework, width)


def _table(
    framework: Framework,
    levels: Sequence[RoleLevel],
    skills: Sequence[str],
    names: Mapping[str, str],
    chosen: str,
    width: int,
) -> Iterator[Content]:
    titles = {skill: _title(framework, skill) for skill in skills}
    longest = max(map(width_of, titles.values()))
    room = max(8, min(longest, width - CELL * len(levels)))
    heads = [
        line(" ", pad((names[level.id], "bold" if level.id == chosen else "$muted"), CELL - 1, "center"))
        for level in levels
    ]
    yield line(pad(label("Skill"), room), *heads)
    scale = _scale(framework)
    for skill in skills:
        first, *others = wrap(titles[skill], room)
        cells = [line(" ", _cell(scale, level.requires.get(skill))) for level in levels]
        yield line(pad(first, room), *cells)
        yield from (line(f" {row}") for row in others)


def _title(framework: Framework, skill: str) -> str:
    item = framework.capabilities.get(skill)
    return item.title if item else skill


def _scale(framework: Framework) -> dict[str | float, Step]:
    """The levels by their names and their values, as requirements name them."""
    steps = steps_of(framework, WHOLE)
    found: dict[str | float, Step] = {}
    for level, step in zip(framework.scale, steps, strict=True):
        found[level.name.casefold()] = found[level.value] = step
    return found


def _cell(scale: Mapping[str | float, Step], wanted: str | float | None) -> Part:
    """The chip of a required level; a dot where the step asks for none."""
    if wanted is None:
        return line(" ", (GLYPHS.none, "$muted"), " ")
    step = scale.get(wanted.casefold() if isinstance(wanted, str) else wanted)
    return chip(step.count, step.slot, step.label) if step else pad(str(wanted), 3)


def _key(framework: Framework, width: int) -> Iterator[Content]:
    """What the letters mean, in as many lines as that takes."""
    row = line()
    for step in steps_of(framework, WHOLE):
        entry = line(chip(step.count, step.slot, step.label), (f" {step.name}", "$muted"))
        if row.plain and row.cell_length + entry.cell_length + 3 > width:
            yield row
            row = line()
        row = line(row, "   " if row.plain else "", entry)
    yield row


def asked_by(framework: Framework, item: Capability, width: int, most: int) -> Iterator[Part]:
    """The roles that ask for a skill, and what each of their steps asks."""
    asking = [role for role in framework.roles if any(item.id in level.requires for level in role.levels)]
    named = [role for role in framework.roles if item.id in role.skills]
    if not asking and not named:
        return
    scale = _scale(framework)
    yield from heading("Roles that ask for it")
    longest = max((width_of(role.title) for role in asking[:most]), default=0)
    for role in asking[:most]:
        cells = [line(" ", _cell(scale, level.requires.get(item.id))) for level in role.levels]
        room = max(8, min(longest, width - CELL * len(cells)))
        yield clip(line(pad(role.title, room), *cells), width)
    if len(asking) > most:
        yield label(f"and {len(asking) - most} more")
    if named:
        yield line(("without a level: ", "$muted"), ", ".join(role.title for role in named))
