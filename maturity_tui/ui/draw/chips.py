"""Levels as chips: three cells, a digit or letter on the level's fill, and the level's shape.

The shape has the colour of the fill, and so is only seen where fills are not (the terminal's own colours,
`NO_COLOR`); it is always there for whoever copies the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from ..glyphs import shape
from ..ramp import level_index, level_token
from .text import Part, line, pad, width_of


def chip(count: int, index: int | None, text: str = "", *, shaped: bool = True) -> Content:
    """The chip of level `index` (from 0) on a scale of `count` levels; `text` is its digit, letter or short number.

    Without `shaped` there is no shape in it: for places that draw the shape beside it.
    """
    if index is None:
        return Content("   ")
    token, label = level_token(count, index), (text or str(index))[:3]
    last = (shape(count, index) if shaped else " ")[: 3 - max(2, len(label))]
    return line((f"{label:>2}", f"bold ${token}-text on ${token}"), (last, f"${token}-shape on ${token}"))


def mean_chip(value: float | None, values: tuple[float, ...], text: str) -> Content:
    """A figure on the fill of the level it rounds to (half up), in text's width and two cells."""
    if value is None:
        return pad((text, "$muted"), len(text) + 2, "center")
    token = level_token(len(values), level_index(value, values))
    mark = shape(len(values), level_index(value, values))
    return line(
        (f" {text}", f"bold ${token}-text on ${token}"),
        (mark, f"${token}-shape on ${token}"),
    )


def shape_mark(count: int, index: int) -> Content:
    """The shape beside a chip on the ladder."""
    return line((shape(count, index), "$current"))


def key_strip(names: Sequence[str], labels: Sequence[str], width: int | None = None) -> Content:
    """The key of a heat map: one strip of named levels; only their labels where the names have no room."""
    count = len(names)
    parts: list[Part] = []
    for index, (name, text) in enumerate(zip(names, labels, strict=True)):
        token = level_token(count, index)
        parts += [
            (f" {text}", f"${token}-text on ${token}"),
            (shape(count, index), f"${token}-shape on ${token}"),
            (f"{name} ", f"${token}-text on ${token}"),
        ]
    strip = line(*parts)
    if width is not None and width_of(strip) > width and any(names):
        return key_strip([""] * count, labels)
    return strip
