"""What the ladder of levels shows, as data, and the lines it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from textual.content import Content

from ..draw.chips import chip, shape_mark
from ..draw.text import Part, as_content, clip, join, line, pad, wrap
from ..glyphs import GLYPHS

MARKS, CHIP_AND_SHAPE = 13, 8


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


def ladder_lines(view: LadderView, cursor: int, width: int, *, wide: bool) -> list[LadderLine]:
    """The ladder in a width. Wide: every descriptor, a blank line between; narrow: those about the cursor."""
    votes = _votes_width(view)
    lines = [LadderLine(_heading(view, width, votes), None)]
    for index, row in enumerate(view.levels):
        if index and wide:
            lines.append(LadderLine(Content(""), None))
        if wide:
            drawn = _wide_level(view, row, index == cursor, width, votes)
        else:
            drawn = _narrow_level(view, row, abs(index - cursor) <= 1, index == cursor, width, votes)
        lines += [LadderLine(content, index) for content in drawn]
    return lines


def _votes_width(view: LadderView) -> int:
    """The cells of the column of dots; more than eight on a level are counted in figures."""
    most = max((row.votes for row in view.levels), default=0)
    return max(5, min(most, 8)) + 1


def _heading(view: LadderView, width: int, votes: int) -> Content:
    note = view.votes_note or ("votes" if any(row.votes for row in view.levels) else "")
    start = max(0, width - MARKS - votes)
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


def _wide_level(view: LadderView, row: LadderRow, at_cursor: bool, width: int, votes: int) -> list[Content]:
    text = max(20, width - CHIP_AND_SHAPE - MARKS)
    left = [_name(view, row, at_cursor)] + [
        line(" " * (CHIP_AND_SHAPE - 1), content) for content in _described(row, text, at_cursor)
    ]
    right: list[Part] = list(row.marks)
    lines = []
    for index in range(max(len(left), len(right))):
        start = left[index] if index < len(left) else Content("")
        mark = right[index] if index < len(right) else ""
        dots = _dots(view, row, votes) if index == 0 else Content("")
        room = width - MARKS - dots.cell_length
        lines.append(line(pad(start, room), dots, clip(mark, MARKS)))
    return lines


def _narrow_level(
    view: LadderView, row: LadderRow, described: bool, at_cursor: bool, width: int, votes: int
) -> list[Content]:
    marks = join(row.marks, "  ")
    room = max(MARKS, marks.cell_length)
    start = as_content(_name(view, row, at_cursor))
    dots = max(0, width - room - votes)
    first = line(pad(start, dots), _dots(view, row, min(votes, width - dots)), clip(marks, room))
    if not described:
        return [first]
    text = _described(row, width - CHIP_AND_SHAPE + 1, at_cursor)
    return [first, *(line(" " * (CHIP_AND_SHAPE - 1), content) for content in text)]
