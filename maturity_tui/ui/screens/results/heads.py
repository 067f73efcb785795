"""Results, heat map: what stands over its columns, and how wide its cells are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from maturity_tui.ui.draw.heat import MIDDLE, NARROW, TIGHT, WIDE

MOST_LINES = 3
# Words at which a title is cut short, and those that cannot end it.
_JOINTS = frozenset({"and", "or", "&", "–", "-"})
_SMALL = _JOINTS | {"a", "an", "as", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"}


class Heads(NamedTuple):
    """The headings, in how many lines they stand, and whether they are letters that want a key."""

    texts: tuple[str, ...]
    lines: int = 1
    coded: bool = True


def cell_size(width: int, names: int, whole: int, columns: int, *, high: bool) -> int:
    """The widest cells that leave every column in sight; narrow ones where none do, or rows are not `high`.

    `names` and `whole` are the cells that teams' names and their figures over all take.
    """
    for size in (WIDE, MIDDLE) if high else (NARROW,):
        if names + (size + 1) * columns + 1 + whole + 2 <= width:
            return size
    if names + (NARROW + 1) * columns + 1 + whole + 2 <= width:
        return NARROW
    return TIGHT


def heads(codes: Sequence[str], titles: Sequence[str], size: int, beside: int) -> Heads:
    """Short names over cells that have room for them in up to three lines; else codes.

    A name stands over as many cells as there are lines; those at the right have `beside` cells after the last.
    """
    if size <= NARROW:
        return Heads(tuple(codes))
    for lines in range(1, MOST_LINES + 1):
        rooms = [min(lines * (size + 1), left * (size + 1) + beside) - 1 for left in range(len(codes), 0, -1)]
        rooms = rooms if lines > 1 else [size] * len(codes)
        every = list(zip(codes, titles, rooms, strict=True))
        names = [_name(*one) for one in every]
        fits = all(cell_len(f"{code} {' '.join(_until_joint(title))}") <= room for code, title, room in every)
        if fits or (lines == MOST_LINES and all(names)):
            return Heads(tuple(names), lines, coded=False)
    return Heads(tuple(codes))


def _name(code: str, title: str, room: int) -> str:
    """The code and as much of a title as has room: all of it, or its first words; "" where not even one has."""
    if cell_len(f"{code} {title}") <= room:
        return f"{code} {title}"
    words = _until_joint(title)
    while words and (cell_len(f"{code} {' '.join(words)}") > room or words[-1].lower() in _SMALL):
        words.pop()
    return f"{code} {' '.join(words)}" if words else ""


def _until_joint(title: str) -> list[str]:
    """The words before the first `and`, comma or bracket: `People` of `People, skills and change`."""
    words: list[str] = []
    for word in title.split():
        if words and (word.lower() in _JOINTS or word.startswith("(")):
            break
        words.append(word.rstrip(",;:"))
        if word.endswith((",", ";", ":")):
            break
    return words
