"""The rows and pages of what changed between two frameworks."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import partial
from typing import Any

from textual.content import Content

from maturity_tui.frameworks import Framework
from maturity_tui.frameworks.compare_text import HEADINGS, summary
from maturity_tui.frameworks.difference import ChangeKind, Difference, ItemChange
from maturity_tui.ui.draw import NAME, apart, clip, label, line
from maturity_tui.ui.draw.text import Part, width_of
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.frameworks.text import heading, joined
from maturity_tui.ui.widgets.row import Row

ALL = "all"
MOST_WORDS = 800
"""Longer texts are shown without their differing words: finding those takes time by the square."""


def change_rows(found: Difference) -> list[Row]:
    """The whole, then each kind with its changes. A row's key is the place of its change."""
    places = {id(change): place for place, change in enumerate(found.changes)}
    rows = [Row(ALL, line(("In all", NAME)))]
    for kind in ChangeKind:
        changes = found.of_kind(kind)
        if changes:
            rows.append(
                Row("", line((f"{HEADINGS[kind]} ", "bold $muted"), (f"{len(changes):,}", "$muted")), True)
            )
        rows += [Row(str(places[id(one)]), partial(_row, one), text=one.title) for one in changes]
    return rows


def _row(change: ItemChange, width: int) -> Content:
    name = line("  ", (change.title, NAME))
    for tail in (f"{change.what} {change.part}".strip(), change.part or change.what):
        if width_of(name) + width_of(tail) + 2 <= width:
            return apart(name, label(tail), width)
    return clip(name, width)


def whole_page(old: Framework, new: Framework, found: Difference, width: int) -> Content:
    """Which two, and how much of each kind."""
    return joined(_whole(old, new, found))


def _whole(old: Framework, new: Framework, found: Difference) -> Iterator[Part]:
    yield line(old.title, (f"  {old.reference}", "$muted"))
    yield line((f"{GLYPHS.to} ", "$primary"), new.title, (f"  {new.reference}", "$muted"))
    yield ""
    yield line((summary(found), "bold"))
    if found.is_empty:
        return
    yield ""
    for kind, count in found.counts.items():
        yield line(f"{count:>6,} ", (HEADINGS[ChangeKind(kind)].lower(), "$muted"))


def change_page(change: ItemChange, width: int) -> Content:
    """A change in a sentence, then what was there and what is there now."""
    return joined(_change(change))


def _change(change: ItemChange) -> Iterator[Part]:
    yield label(" · ".join(part for part in (HEADINGS[change.kind], change.what, change.part) if part))
    yield ""
    yield line((change.sentence, "bold"))
    before, after = (_told(change, value) for value in (change.before, change.after))
    first, second = _differing(before, after)
    if before:
        yield from heading("Before")
        yield first
    if after:
        yield from heading("Now")
        yield second


def _told(change: ItemChange, value: Any) -> str:
    """A value, unless it is only the title of what came or went: the sentence has it."""
    alone = change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED) and value == change.title
    return "" if alone else written(value)


def written(value: Any) -> str:
    """A value of JSON as a person reads it; nothing for nothing."""
    if isinstance(value, dict):
        return "\n".join(f"{key}: {written(inner)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(written(inner) for inner in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _differing(before: str, after: str) -> tuple[Part, Part]:
    """The two texts with the words bold that only one of them has."""
    first, second = before.split(" "), after.split(" ")
    if not before or not after or len(first) + len(second) > MOST_WORDS:
        return before, after
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return (
        _marked(first, {at for block in blocks for at in range(block.a, block.a + block.size)}),
        _marked(second, {at for block in blocks for at in range(block.b, block.b + block.size)}),
    )


def _marked(words: list[str], same: set[int]) -> Content:
    parts = [(f"{word} ", "" if place in same else "bold $text-primary") for place, word in enumerate(words)]
    return line(*parts).simplify()
