"""What the ladder of levels shows, as data, and the lines it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

from textual.content import Content

from ..draw.chips import chip, shape_mark
from ..draw.text import Part, clip, join, line, pad, wrap
from ..glyphs import GLYPHS

MARKS, INDENT = 13, 7
AIR = 2
"""Empty lines above and below, where the height allows: what the texts need comes first."""
OVER = 3
"""So many lines of all texts may lie below the edge before only those about the cursor are shown."""


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
    """How roomy the ladder is: blank lines between levels; texts that leave the votes' column free."""

    blanks: bool = False
    column: bool = False


STYLES = (Style(blanks=True, column=True), Style(blanks=True), Style())
Columns = tuple[int, int, int]
"""The cells of the whole line, of the marks, and of the votes."""


def ladder_lines(
    view: LadderView, cursor: int, width: int, *, wide: bool, height: int = 0
) -> list[LadderLine]:
    """The ladder in a width, as roomy as the height allows (0: as roomy as can be).

    Wide: every text; a few lines too many are scrolled rather than left out. Else those about the cursor.
    """
    columns = width, _marks_width(view, width), _votes_width(view)
    for style in STYLES if wide else ():
        # Counted before anything is drawn: to draw a ladder three times would be felt at every key.
        needed = _height(view, columns, style)
        if not height or needed <= height + (OVER if style == STYLES[-1] else -AIR):
            above = [LadderLine(Content(""), None)] if needed + AIR <= height else []
            if height and needed > height:  # the texts come first: how many voted is said below as well
                view = replace(view, votes_note="")
            return [*above, *_described(view, cursor, columns, style)]
    return _near(view, cursor, columns, height, len(view.levels) if wide else 1)


def _height(view: LadderView, columns: Columns, style: Style) -> int:
    """The lines that a style takes."""
    texts = sum(len(_wrapped(row.descriptor, _room(columns, style))) for row in view.levels if row.descriptor)
    apart = len(view.levels) if style.blanks else int(bool(view.votes_note))
    return len(view.levels) + texts + apart


def _room(columns: Columns, style: Style) -> int:
    width, marks, votes = columns
    return max(20, width - INDENT - (marks + votes if style.column else 0))


@lru_cache(maxsize=512)
def _wrapped(text: str, width: int) -> tuple[str, ...]:
    return tuple(wrap(text, width)) if text else ()


def _described(view: LadderView, cursor: int, columns: Columns, style: Style) -> list[LadderLine]:
    """Every level with its whole text."""
    lines = [LadderLine(_heading(view, columns), None)] if style.blanks or view.votes_note else []
    for index, row in enumerate(view.levels):
        if index and style.blanks:
            lines.append(LadderLine(Content(""), None))
        text = _wrapped(row.descriptor, _room(columns, style))
        lines += _level(view, index, index == cursor, columns, text)
    return lines


def _near(view: LadderView, cursor: int, columns: Columns, height: int, reach: int) -> list[LadderLine]:
    """Every level by name; the text of the one at the cursor, and of those up to `reach` about it as room allows."""
    room = max(20, columns[0] - INDENT)
    order = sorted(range(len(view.levels)), key=lambda at: (abs(at - cursor), at < cursor))
    texts = {at: _wrapped(view.levels[at].descriptor, room) for at in order if abs(at - cursor) <= reach}
    lines = [LadderLine(_heading(view, columns), None)] if view.votes_note else []
    if height:
        spare = height - len(lines) - len(view.levels)
        texts = {at: _cut(text, share, room) for (at, text), share in _shares(texts, cursor, spare)}
    for index in range(len(view.levels)):
        lines += _level(view, index, index == cursor, columns, texts.get(index, ()))
    return lines


Texts = dict[int, tuple[str, ...]]


def _shares(texts: Texts, cursor: int, spare: int) -> Iterator[tuple[tuple[int, tuple[str, ...]], int]]:
    """How many lines each text gets: the cursor's all, its neighbours alike, those further away what is left."""
    near = [at for at in texts if abs(at - cursor) == 1]
    spare -= len(texts.get(cursor, ()))
    given = {at: max(0, min(len(texts[at]), spare // len(near))) for at in near}
    spare -= sum(given.values())
    for at, text in texts.items():
        more = min(len(text) - given.get(at, 0), max(0, spare)) if at != cursor else 0
        spare -= more
        yield (at, text), len(text) if at == cursor else given.get(at, 0) + more


def _cut(text: tuple[str, ...], count: int, width: int) -> tuple[str, ...]:
    """The first lines of a text; what is left out is marked."""
    if len(text) <= count:
        return text
    last = f"{text[count - 1].rstrip(' ,.;')}{GLYPHS.more}" if count else ""
    return (*text[: count - 1], clip(last, width).plain) if count else ()


def _votes_width(view: LadderView) -> int:
    """The cells of the column of dots; more than eight on a level are counted in figures."""
    most = max((row.votes for row in view.levels), default=0)
    return max(5, min(most, 8)) + 1


def _marks_width(view: LadderView, width: int) -> int:
    """The cells of the column of marks: one place for all rows, so that the dots stand in line."""
    widest = max((join(row.marks, "  ").cell_length for row in view.levels), default=0)
    return max(MARKS, min(widest, width // 2))


def _heading(view: LadderView, columns: Columns) -> Content:
    width, marks, votes = columns
    note = view.votes_note or ("votes" if any(row.votes for row in view.levels) else "")
    return line(" " * max(0, width - marks - votes), (note, "$muted"))


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


def _level(
    view: LadderView, index: int, at_cursor: bool, columns: Columns, text: Sequence[str]
) -> list[LadderLine]:
    """A level in its lines: name, dots and marks, then its text."""
    width, marks, votes = columns
    row, start = view.levels[index], max(0, width - marks - votes)
    name = pad(_name(view, row, at_cursor), start)
    first = line(name, _dots(view, row, min(votes, width - start)), clip(join(row.marks, "  "), marks))
    style = "$foreground" if at_cursor else "$muted"
    rest = [line(" " * INDENT, (words, style)) for words in text if words]
    return [LadderLine(content, index) for content in (first, *rest)]
