"""Results, below the overview: what is strongest, what is furthest from its target, what to look at again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from maturity_tui.ui.draw import label, line, packed, pad, wrap
from maturity_tui.ui.draw.text import Part, width_of
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.results.marks import level_chip, short
from maturity_tui.ui.screens.results.view import (
    NO_TARGETS,
    ResultsView,
    before_sharing,
    furthest,
    strongest,
)

MARKS = {"stale evidence": GLYPHS.stale, "raters far apart": GLYPHS.disagreement}
MOST = 3
GAP = 3
LABEL = 11


class Entry(NamedTuple):
    """An entry of a list: its mark, its words, and a figure after them."""

    mark: Part
    text: str
    figure: str = ""

    def natural(self) -> int:
        """The cells that it takes on one line."""
        return width_of(self.mark) + width_of(self.text) + (width_of(self.figure) + 1 if self.figure else 0)

    def lines(self, width: int) -> list[Content]:
        """The entry in this width; what does not fit on its first line goes on below its words."""
        indent = width_of(self.mark)
        rows = wrap(f"{self.text} {self.figure}".rstrip(), max(8, width - indent))
        drawn: list[Part] = list(rows)
        if self.figure:
            drawn[-1] = line(rows[-1][: -len(self.figure)], (self.figure, "bold $gap"))
        return [line(self.mark if at == 0 else " " * indent, row) for at, row in enumerate(drawn)]


class Lists(NamedTuple):
    """The three lists; what an empty one says instead."""

    strongest: list[Entry]
    furthest: list[Entry]
    look: list[Entry]


def lists(view: ResultsView) -> Lists:
    """The entries of the three lists."""
    best = [
        Entry(line(level_chip(view, node.id, node.score), " "), view.named(node.id))
        for node in strongest(view, MOST)
    ]
    far = [
        Entry(
            line(level_chip(view, gap.capability, gap.score), " "), view.named(gap.capability), short(gap.gap)
        )
        for gap in furthest(view.study.gaps, MOST)
    ]
    look = [
        Entry((f"{MARKS.get(reason, GLYPHS.blank)} ", "$warning"), text)
        for reason, text in before_sharing(view)[:MOST]
    ]
    return Lists(
        best or [_said("Nothing is scored yet.")],
        far or [_said(NO_TARGETS if not view.study.targets else "Nothing scored lies below its target.")],
        look or [_said("Nothing wants another look.")],
    )


def _said(text: str) -> Entry:
    return Entry("", text)


def beside(view: ResultsView, width: int, room: int) -> list[Content]:
    """The lists beside each other under their headings, each as wide as its words; the widest gives way.

    Of each as many entries as there is room for, and one at least.
    """
    found = lists(view)
    columns = [
        ("Strongest", found.strongest),
        ("Furthest from target", found.furthest),
        ("Before you share this", found.look),
    ]
    widths = _widths(columns, width - GAP * (len(columns) - 1))
    drawn = [
        [line((title, "bold")), *_entries(entries, cells, room - 1)]
        for (title, entries), cells in zip(columns, widths, strict=True)
    ]
    return [
        line(
            *[
                pad(rows[at] if at < len(rows) else "", cells + GAP)
                for rows, cells in zip(drawn, widths, strict=True)
            ]
        )
        for at in range(max(map(len, drawn)))
    ]


def _entries(entries: Sequence[Entry], width: int, room: int) -> list[Content]:
    rows: list[Content] = []
    for entry in entries:
        more = entry.lines(width)
        if rows and len(rows) + len(more) > room:
            break
        rows += more
    return rows


def _widths(columns: Sequence[tuple[str, list[Entry]]], room: int) -> list[int]:
    widths = [max(width_of(title), *(entry.natural() for entry in entries)) for title, entries in columns]
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    spare = (room - sum(widths)) // max(1, len(widths) - 1)
    return [width + (spare if at + 1 < len(widths) else 0) for at, width in enumerate(widths)]


def below(view: ResultsView, width: int, room: int) -> list[Content]:
    """The lists below each other in so many lines, their names at the left; the strongest give way first."""
    found = lists(view)
    named = {"Furthest": found.furthest, "Strongest": found.strongest, "To check": found.look}
    drawn = {name: _flowed(entries, width - LABEL) for name, entries in named.items()}
    for name, least in (("Strongest", 1), ("Furthest", 1), ("To check", 1), ("Strongest", 0)):
        over = sum(map(len, drawn.values())) - room
        if over > 0:
            drawn[name] = drawn[name][: max(least, len(drawn[name]) - over)]
    return [
        line(pad(label(name if at == 0 else ""), LABEL), row)
        for name, rows in drawn.items()
        for at, row in enumerate(rows)
    ]


def _flowed(entries: Sequence[Entry], width: int) -> list[Content]:
    """Entries one after the other; one that is longer than a line goes on below."""
    rows: list[Content] = []
    short_ones: list[Content] = []
    for entry in entries:
        if entry.natural() <= width:
            short_ones.append(entry.lines(width)[0])
            continue
        rows += [*packed(short_ones, width), *entry.lines(width)]
        short_ones = []
    return [*rows, *packed(short_ones, width)]
