"""The rows of the framework browser. A row's key is `id@version`, or `id@version#item`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial

from textual.content import Content

from maturity_tui.frameworks import Area, Capability, Framework
from maturity_tui.ui.draw import NAME, apart, clip, label, line
from maturity_tui.ui.draw.text import width_of
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.widgets.row import Row


def browse_rows(frameworks: Sequence[Framework], opened: Collection[str]) -> list[Row]:
    """Each framework, and below the open ones their areas, capabilities and roles."""
    rows: list[Row] = []
    for framework in frameworks:
        is_open = framework.reference in opened
        rows.append(Row(framework.reference, partial(_framework, framework, is_open), text=framework.title))
        if is_open:
            rows += _inside(framework)
    return rows


def found_rows(frameworks: Sequence[Framework], wanted: str) -> list[Row]:
    """What holds all the words, in its titles, questions or descriptors."""
    words = wanted.casefold().split()
    rows: list[Row] = []
    for framework in frameworks:
        hits = [item for item in framework.capabilities.values() if _holds(_text(item), words)]
        roles = [role for role in framework.roles if _holds(f"{role.title} {role.family}", words)]
        if hits or roles:
            rows.append(Row(f"{framework.reference}#", line((framework.title, "bold")), heading=True))
        rows += [_item(framework, item) for item in hits]
        rows += [_role(framework, role.id, role.title, role.family) for role in roles]
    return rows


def _holds(text: str, words: Sequence[str]) -> bool:
    low = text.casefold()
    return all(word in low for word in words)


def _text(item: Capability) -> str:
    return " ".join(
        [item.id, item.title, item.question, *item.levels.values(), *(answer.text for answer in item.answers)]
    )


def _inside(framework: Framework) -> Iterator[Row]:
    for area in framework.areas:
        yield from _area(framework, area, 1)
    family = None
    for role in framework.roles:
        if role.family != family:
            family = role.family
            yield Row(f"{framework.reference}#family", _heading(f"Roles · {family}", 1), heading=True)
        yield _role(framework, role.id, role.title, "")


def _area(framework: Framework, area: Area, depth: int) -> Iterator[Row]:
    code = framework.codes.get(area.id, "")
    yield Row(
        f"{framework.reference}#{area.id}", _heading(f"{code} {area.title}".strip(), depth), heading=True
    )
    for child in area.areas:
        yield from _area(framework, child, depth + 1)
    for item in area.capabilities:
        yield _item(framework, item)


def _heading(title: str, depth: int) -> Content:
    return line("  " * (depth - 1), (title, "bold $muted"))


def _framework(framework: Framework, is_open: bool, width: int) -> Content:
    count = len(framework.capabilities)
    mark = GLYPHS.lowest if is_open else GLYPHS.here
    title = line((f"{mark} ", "$primary"), (framework.title, NAME))
    nouns = f"{count} {framework.nouns}"
    return apart(title, label(nouns if width_of(title) + len(nouns) + 2 <= width else f"{count}"), width)


def _item(framework: Framework, item: Capability) -> Row:
    code = item.id if framework.is_skills and item.id.isupper() else framework.codes.get(item.id, "")
    return Row(
        f"{framework.reference}#{item.id}",
        partial(clip, line("  ", (f"{code:<4} ", "$muted"), (item.title, NAME))),
        text=item.title,
    )


def _role(framework: Framework, id: str, title: str, family: str) -> Row:
    tail = label(f"   {family}") if family else ""
    return Row(
        f"{framework.reference}#role:{id}",
        partial(clip, line("  ", (f"{GLYPHS.now}    ", "$muted"), (title, NAME), tail)),
        text=title,
    )
