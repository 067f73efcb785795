"""A difference between frameworks as lines of text and as Markdown. Every title is only text, in both.

Long texts (a descriptor before and after) are only in the JSON: here a line says which one reads differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from maturity_tui.frameworks.difference import ChangeKind, Difference, ItemChange
from maturity_tui.frameworks.values import clean_line

HEADINGS = {
    ChangeKind.ADDED: "New",
    ChangeKind.REMOVED: "Gone",
    ChangeKind.RENAMED: "Renamed",
    ChangeKind.MOVED: "Moved to another area",
    ChangeKind.LEVELS_GAINED: "Levels gained",
    ChangeKind.LEVELS_LOST: "Levels lost",
    ChangeKind.CHANGED: "Changed",
    ChangeKind.REWORDED: "Reworded",
}
_VERBS = {
    ChangeKind.ADDED: "new",
    ChangeKind.REMOVED: "gone",
    ChangeKind.LEVELS_GAINED: "with levels gained",
    ChangeKind.LEVELS_LOST: "with levels lost",
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]()|~^$#!])")
_LONGEST = 400


def as_lines(difference: Difference) -> Iterator[str]:
    """The difference as plain text: what it is of, the counts, then the changes by kind."""
    yield f"{difference.old} → {difference.new}"
    yield summary(difference)
    for kind in ChangeKind:
        changes = difference.of_kind(kind)
        if changes:
            yield from ("", f"{HEADINGS[kind]} ({len(changes):,})")
            yield from (f"  {_cut(change.sentence)}" for change in changes)


def summary(difference: Difference) -> str:
    """The counts in one sentence: “2 skills new, 1 role renamed.”"""
    if difference.is_empty:
        return "Nothing differs."
    parts = [
        f"{count:,} {what if count == 1 else plural(what)} {_VERBS.get(kind, str(kind))}"
        for (kind, what), count in difference.counts_by_what.items()
    ]
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def plural(what: str) -> str:
    """`skills`, `capabilities`, `role levels`."""
    return f"{what[:-1]}ies" if what.endswith("y") else what if what == "scale" else f"{what}s"


def as_markdown(difference: Difference) -> str:
    """The difference as Markdown: a table of counts, then a table for each kind."""
    return "\n".join(_markdown(difference)).rstrip("\n") + "\n"


def _markdown(difference: Difference) -> Iterator[str]:
    yield from (
        f"# {escaped(difference.old)} → {escaped(difference.new)}",
        "",
        escaped(summary(difference)),
        "",
    )
    if difference.is_empty:
        return
    yield from ("| Change | Number |", "| --- | --: |")
    yield from (f"| {HEADINGS[ChangeKind(kind)]} | {number} |" for kind, number in difference.counts.items())
    for kind in ChangeKind:
        if changes := difference.of_kind(kind):
            yield from ("", f"## {HEADINGS[kind]}", "", "| What | Id | Change |", "| --- | --- | --- |")
            yield from map(_row, changes)


def _row(change: ItemChange) -> str:
    cells = (change.what, change.id, _cut(change.sentence))
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def escaped(text: str) -> str:
    """A text on one line with nothing left that Markdown or HTML would act on, a bare address included."""
    line = clean_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", line).replace("://", ":&#47;/").replace("www.", "www&#46;")


def _cut(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
