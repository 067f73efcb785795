"""Bars, dumbbells and small distributions. Values are on the scale from `low` to `high`."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ..glyphs import GLYPHS, left_eighth, lower_eighth
from .text import Part, line


def _cell(value: float, width: int, low: float, high: float) -> int:
    """The cell a value falls in."""
    share = (value - low) / (high - low) if high > low else 0.0
    return max(0, min(width - 1, int(share * width)))


def _rest(start: int, target: float | None, width: int, low: float, high: float) -> list[Part]:
    """From the end of a bar: the gold stretch to the target, then the rest of the scale."""
    if target is None:
        return [(GLYPHS.light * (width - start), "$line")]
    mark = _cell(target, width, low, high)
    if mark < start:
        return [(GLYPHS.light * (width - start), "$line")]
    return [
        (GLYPHS.dashed * (mark - start), "$target"),
        (GLYPHS.target, "$target"),
        (GLYPHS.light * (width - mark - 1), "$line"),
    ]


def _with_target(drawn: Content, target: float | None, width: int, low: float, high: float) -> Content:
    """Where the bar has passed the target, the mark is cut out of the bar."""
    if target is None:
        return drawn
    mark = _cell(target, width, low, high)
    if drawn.plain[mark] == GLYPHS.target:
        return drawn
    return line(drawn[:mark], (GLYPHS.target, "$background on $current"), drawn[mark + 1 :])


def bar(now: float | None, target: float | None, width: int, *, low: float = 0, high: float = 5) -> Content:
    """A full bar for rows that stand apart: now to an eighth of a cell, gold to the target, then a line."""
    if now is None:
        return line(*_rest(0, target, width, low, high))
    share = (now - low) / (high - low) if high > low else 0.0
    eighths = max(0, min(width * 8, round(share * width * 8)))
    full, part = divmod(eighths, 8)
    end = left_eighth(part) if part else ""
    body = line((GLYPHS.full * full + end, "$current"))
    drawn = line(body, *_rest(full + len(end), target, width, low, high))
    return _with_target(drawn, target, width, low, high)


def thin_bar(
    now: float | None, target: float | None, width: int, *, low: float = 0, high: float = 5
) -> Content:
    """A thin bar for rows that touch, to half a cell."""
    if now is None:
        return line(*_rest(0, target, width, low, high))
    share = (now - low) / (high - low) if high > low else 0.0
    full, half = divmod(max(0, min(width * 2, round(share * width * 2))), 2)
    body = GLYPHS.heavy * full + GLYPHS.heavy_half * half
    drawn = line((body, "$current"), *_rest(len(body), target, width, low, high))
    if target is None:
        return drawn
    mark = _cell(target, width, low, high)
    if drawn.plain[mark] == GLYPHS.target:
        return drawn
    return line(drawn[:mark], (GLYPHS.target, "$target"), drawn[mark + 1 :])


def progress(done: float, total: float, width: int, token: str = "$primary") -> Content:
    """How much is done: a thin line on a lighter one."""
    share = min(1.0, max(0.0, done / total)) if total > 0 else 0.0
    full, half = divmod(round(share * width * 2), 2)
    body = GLYPHS.heavy * full + GLYPHS.heavy_half * half
    return line((body, token), (GLYPHS.light * (width - len(body)), "$line"))


def even(width: int, levels: int) -> int:
    """The widest bar in a room on which all levels of a scale stand equally far apart, each in a cell of its own."""
    steps = max(1, levels - 1)
    return (width - 1) // steps * steps + 1 if width > steps else max(1, width)


def axis(width: int, labels: Sequence[str], strong: int | None = None, *, inside: bool = False) -> Content:
    """The labels of a scale over a bar of `width` cells, first at its start and last at its end.

    A label that would touch the one before it is left out; `strong` is set in bold. A long last label begins at the
    end of the bar, or with `inside` ends there.
    """
    parts: list[Part] = []
    at = 0
    for index, text in enumerate(labels):
        place = width * index // max(1, len(labels) - 1)
        if index == len(labels) - 1:
            place = max(width - len(text) if inside or len(text) < 3 else place, 0)
        if parts and place < at + 1:
            continue
        style = "bold" if index == strong else "$muted"
        parts += [" " * (place - at), (text, style)]
        at = place + len(text)
    return line(*parts)


def dumbbell_width(levels: int, step: int = 5) -> int:
    return (levels - 1) * step + 1


def dumbbell(
    now: float | None, target: float | None, levels: int = 6, *, step: int = 5, low: float = 0
) -> Content:
    """`●━━━◆` on a dot per level, `step` cells apart; without a score only the target is shown."""
    width = dumbbell_width(levels, step)
    cells: list[tuple[str, str]] = [(" ", "")] * width
    for index in range(levels):
        cells[index * step] = (GLYPHS.dot, "$line")

    def place(value: float) -> int:
        return max(0, min(width - 1, int((value - low) * step + 0.5)))

    if now is not None and target is not None:
        for index in range(place(now) + 1, place(target)):
            cells[index] = (GLYPHS.heavy, "$target")
    if target is not None:
        cells[place(target)] = (GLYPHS.target, "$target")
    if now is not None and (target is None or place(now) != place(target)):
        cells[place(now)] = (GLYPHS.now, "$current")
    return line(*cells).simplify()


def dumbbell_axis(labels: Sequence[str], step: int = 5) -> Content:
    """The labels above a column of dumbbells."""
    return line(*[(text[:step].ljust(step), "$muted") for text in labels[:-1]], (labels[-1], "$muted"))


def spread(counts: Sequence[int], token: str = "$projected") -> Content:
    """How many capabilities stand at each level; a level with none is a dot."""
    top = max(counts, default=0)
    parts: list[Part] = []
    for count in counts:
        if not count:
            parts.append((GLYPHS.none, "$muted"))
        else:
            parts.append((lower_eighth(max(1, round(count / top * 8))), token))
    return line(*parts)


def sparkline(values: Sequence[float | None], *, low: float, high: float, token: str = "$current") -> Content:
    """A value a cell, in eighths between `low` and `high`; a gap where there is no value."""
    room = (high - low) or 1.0
    parts: list[Part] = []
    for value in values:
        if value is None:
            parts.append((GLYPHS.none, "$muted"))
        else:
            parts.append((lower_eighth(max(1, min(8, round((value - low) / room * 8)))), token))
    return line(*parts)
