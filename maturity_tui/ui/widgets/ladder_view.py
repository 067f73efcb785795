"""What the ladder of levels shows, as data, and the lines it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from textual.content import Content

from ..draw.chips import chip, shape_mark
from ..draw.text import Part, clip, join, line, pad, wrap
from ..glyphs import GLYPHS

MARKS, CHIP_AND_SHAPE = 13, 8
OVER = 3
"""So many lines of all descriptors may lie below the edge before only those about the cursor are shown."""


@dataclass(frozen=True)
class LadderRow:
    """A level of the capability. `slot` is its place on the scale, from 0."""

    value: float
    label: str
    name: str
    descriptor: str = ""
    slot: int = 0
    votes: int = 0
    marks: Sequence[Part] = ()
    """What stands at this level: `("suggested", "$text-primary")`, last round, users, target."""


@dataclass(frozen=True)
class LadderView:
    """All that the ladder shows; `count` is the number of levels of the scale."""

    levels: Sequence[LadderRow] = field(default=())
    count: int = 6
    chosen: float | None = None
    cursor: float | None = None
    saved: bool = True
    votes_note: str = ""
    """In the place of the dots: `6 of 6 voted` until they are revealed."""


class LadderLine(NamedTuple):
    """A line of the ladder and the level it belongs to (`None`: to none)."""

    content: Content
    level: int | None


class Style(NamedTuple):
    """How much room the ladder takes: `reach` levels about the cursor are described (all: a large number)."""

    reach: int
    blanks: bool = False
    column: bool = False
    """Whether descriptors leave the column of the votes free."""


ALL = 1_000_000
WIDE = (Style(ALL, blanks=True, column=True), Style(ALL, blanks=True), Style(ALL))
NEAR = (Style(1), Style(0))


def ladder_lines(view: LadderView, cursor: int, width: int, *, wide: bool, height: int = 0) -> list[LadderLine]:
    """The ladder in a width, as roomy as the height allows (0: as roomy as can be).

    Wide: every descriptor; a line or two too many are scrolled rather than left out. Else those about the cursor.
    """
    lines: list[LadderLine] = []
    for style in (*(WIDE if wide else ()), *NEAR):
        lines = _styled(view, cursor, width, style)
        if not height or len(lines) <= height + (OVER if style == WIDE[-1] else 0):
            break
    return lines


def _styled(view: LadderView, cursor: int, width: int, style: Style) -> list[LadderLine]:
    votes, marks = _votes_width(view), _marks_width(view, width)
    lines = [LadderLine(_heading(view, width, marks, votes), None)] if style.blanks or view.votes_note else []
    for index, row in enumerate(view.levels):
        if index and style.blanks:
            lines.append(LadderLine(Content(""), None))
        described = abs(index - cursor) <= style.reach
        room = max(20, width - CHIP_AND_SHAPE + 1 - (marks if style.column else 0))
        lines += [
            LadderLine(content, index)
            for content in _level(view, row, index == cursor, (width, marks, votes), room if described else 0)
        ]
    return lines


def _votes_width(view: LadderView) -> int:
    """The cells of the column of dots; more than eight on a level are counted in figures."""
    most = max((row.votes for row in view.levels), default=0)
    return max(5, min(most, 8)) + 1


def _marks_width(view: LadderView, width: int) -> int:
    """The cells of the column of marks: one place for all rows, so that the dots stand in line."""
    widest = max((join(row.marks, "  ").cell_length for row in view.levels), default=0)
    return max(MARKS, min(widest, width // 2))


def _heading(view: LadderView, width: int, marks: int, votes: int) -> Content:
    note = view.votes_note or ("votes" if any(row.votes for row in view.levels) else "")
    start = max(0, width - marks - votes)
    return line(" " * start, (note, "$muted"))


def _dots(view: LadderView, row: LadderRow, width: int) -> Content:
    if view.votes_note or not row.votes:
        return Content(" " * width)
    dots = GLYPHS.vote * row.votes if row.votes < width else f"{GLYPHS.vote}{GLYPHS.times}{row.votes}"
    return pad((dots, "$foreground"), width)


def _name(view: LadderView, row: LadderRow, at_cursor: bool) -> Content:
    """Chip, shape and name; the agreed level is marked, solid only when it is saved."""
    parts: list[Part] = [
        chip(view.count, row.slot, row.label, shaped=False),
        " ",
        shape_mark(view.count, row.slot),
        "  ",
        (row.name, "bold" if at_cursor or row.value == view.chosen else "$foreground"),
    ]
    if view.chosen is not None and row.value == view.chosen:
        parts += ["  ", (GLYPHS.chosen if view.saved else GLYPHS.unchosen, "$primary"), (" agreed", "$muted")]
    return line(*parts)


def _described(row: LadderRow, width: int, at_cursor: bool) -> list[Content]:
    style = "$foreground" if at_cursor else "$muted"
    return [line((text, style)) for text in wrap(row.descriptor, width)] if row.descriptor else []


def _level(
    view: LadderView, row: LadderRow, at_cursor: bool, columns: tuple[int, int, int], room: int
) -> list[Content]:
    """A level in its lines: name, dots and marks, then its text in `room` cells (0: none)."""
    width, marks, votes = columns
    start = max(0, width - marks - votes)
    name = pad(_name(view, row, at_cursor), start)
    first = line(name, _dots(view, row, min(votes, width - start)), clip(join(row.marks, "  "), marks))
    text = _described(row, room, at_cursor) if room else []
    return [first, *(line(" " * (CHIP_AND_SHAPE - 1), content) for content in text)]
