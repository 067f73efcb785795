"""The rows of the framework browser. A row's key is `id@version`, or `id@version#item`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from textual.content import Content

from maturity_tui.frameworks import Area, Capability, Framework
from maturity_tui.ui.draw import NAME, apart, clip, label, line
from maturity_tui.ui.draw.text import Part, width_of
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.frameworks.index import Found, Item, code_of
from maturity_tui.ui.widgets.row import Row


def browse_rows(
    frameworks: Sequence[Framework], opened: Collection[str], imported: Collection[str] = ()
) -> list[Row]:
    """Each framework, and below the open ones their areas, capabilities, attributes and roles."""
    twice = _several(frameworks)
    rows: list[Row] = []
    for framework in frameworks:
        is_open = framework.reference in opened
        version = framework.version if framework.id in twice else ""
        source = "imported" if framework.reference in imported else ""
        drawn = partial(_framework, framework, is_open, version, source)
        rows.append(Row(framework.reference, drawn, text=framework.title))
        if is_open:
            rows += _inside(framework)
    return rows


def _several(frameworks: Sequence[Framework]) -> set[str]:
    """The ids of which there are several versions."""
    ids = [framework.id for framework in frameworks]
    return {id for id in ids if ids.count(id) > 1}


def found_rows(found: Found) -> list[Row]:
    """The hits, the best first; under a line that says what was searched for instead of what was typed."""
    rows: list[Row] = []
    if found.instead:
        typed = ", ".join(f"“{word}”" for word, _ in found.instead)
        nearest = ", ".join(f"“{word}”" for _, words in found.instead for word in words)
        rows.append(Row("", partial(clip, line(("Nothing holds ", "$muted"), typed)), heading=True))
        rows.append(Row("", partial(clip, line(("nearest: ", "$muted"), (nearest, "bold"))), heading=True))
    return rows + [Row(item.key, partial(_hit, item), text=item.title) for item in found.items]


def _hit(item: Item, width: int) -> Content:
    """A hit: its code, its title, what it is, and of which framework, as far as there is room."""
    reference = item.key.partition("#")[0]
    mark = (
        GLYPHS.now if item.kind.startswith("role") else GLYPHS.here if item.kind == "framework" else item.code
    )
    name = line((f"{mark:<4} ", "$muted"), (item.title, NAME))
    of = f"{item.kind} of {item.within}" if item.kind == "role level" else item.kind
    short = reference.partition("@")[0]
    for tail in (f"{of}  {reference}", f"{item.kind}  {reference}", f"{item.kind}  {short}", short):
        if width_of(name) + len(tail) + 2 <= width:
            return apart(name, label(tail), width)
    return clip(name, width)


def _inside(framework: Framework) -> Iterator[Row]:
    for area in framework.areas:
        yield from _area(framework, area, 1)
    if framework.attributes:
        yield Row(f"{framework.reference}#attributes", _heading("Generic attributes", 1), heading=True)
    for item in framework.attributes:
        yield _item(framework, item)
    family = None
    for role in framework.roles:
        if role.family != family:
            family = role.family
            yield Row(f"{framework.reference}#family", _heading(f"Roles · {family}", 1), heading=True)
        key = f"{framework.reference}#role:{role.id}"
        yield Row(key, partial(_line, GLYPHS.now, role.title, 1), text=role.title)


def _area(framework: Framework, area: Area, depth: int) -> Iterator[Row]:
    code = code_of(framework, area)
    key = f"{framework.reference}#{area.id}"
    yield Row(key, partial(_heading_line, f"{code} {area.title}".strip(), depth), text=area.title)
    for child in area.areas:
        yield from _area(framework, child, depth + 1)
    for item in area.capabilities:
        yield _item(framework, item, depth)


def _heading(title: str, depth: int) -> Content:
    return line("  " * (depth - 1), (title, "bold $muted"))


def _heading_line(title: str, depth: int, width: int) -> Content:
    return clip(_heading(title, depth), width)


def _framework(framework: Framework, is_open: bool, version: str, source: str, width: int) -> Content:
    count = len(framework.capabilities)
    mark = GLYPHS.lowest if is_open else GLYPHS.here
    title = line(
        (f"{mark} ", "$primary"), (framework.title, NAME), (f"  {version}" if version else "", "$muted")
    )
    tails = [f"{source} · {count} {framework.nouns}"] if source else []
    tails += [f"{count} {framework.nouns}", f"{count}"]
    fitting = (tail for tail in tails if width_of(title) + len(tail) + 2 <= width)
    return apart(title, label(next(fitting, "")), width)


def _item(framework: Framework, item: Capability, depth: int = 1) -> Row:
    key = f"{framework.reference}#{item.id}"
    return Row(key, partial(_line, code_of(framework, item), item.title, depth), text=item.title)


def _line(mark: str, title: str, depth: int, width: int) -> Content:
    parts: list[Part] = ["  " * depth, (f"{mark:<4} ", "$muted"), (title, NAME)]
    return clip(line(*parts), width)
