"""From `Content` to a strip: for widgets that draw by the line.

A key repaints dozens of lines, so what costs most is kept: styles are parsed once a theme, and joined once a ground.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from ..draw.text import NAME

Theme = tuple[str, bool, bool]
"""What the tokens of a style depend on: the theme, whether it is the terminal's own colours, whether there are any."""


def _theme(widget: Widget) -> Theme:
    app = widget.app
    return app.theme, app.native_ansi_color, app.no_color


def ground(widget: Widget, at_cursor: bool) -> Style:
    """The style under a row: the widget's, or the cursor's `panel` (bold in the terminal's own colours)."""
    theme = _theme(widget)
    base = widget.visual_style
    return base + _parsed(theme, "bold" if theme[1] else "on $panel") if at_cursor else base


def painted(
    widget: Widget, content: Content, width: int, *, indent: int = 0, mark: str | None = None
) -> Strip:
    """One line of exactly `width` cells. With a `mark` the line is under the cursor, and begins with it."""
    at_cursor = mark is not None
    theme = _theme(widget)
    base = ground(widget, at_cursor)
    segments: list[Segment] = []
    if indent or mark:
        segments.append(Segment(mark or " ", _joined(theme, base, "$primary", at_cursor)))
        segments.append(Segment(" " * max(0, indent - 1), base.rich_style))
    segments += _pieces(content, theme, base, at_cursor)
    strip = Strip([segment for segment in segments if segment.text])
    return strip.adjust_cell_length(width, base.rich_style)


def _pieces(content: Content, theme: Theme, base: Style, at_cursor: bool) -> Iterator[Segment]:
    """The text with its styles. Spans that stand one after the other, as `line` makes them, need no stack."""
    text, at = content.plain, 0
    spans = content.spans
    if any(later.start < span.end for span, later in pairwise(spans)):
        for piece, style in content.render(
            base, end="", parse_style=lambda words: _style(theme, words, at_cursor)
        ):
            yield Segment(piece, style.rich_style)
        return
    for span in spans:
        if span.start > at:
            yield Segment(text[at : span.start], base.rich_style)
        yield Segment(text[span.start : span.end], _joined(theme, base, span.style, at_cursor))
        at = max(at, span.end)
    yield Segment(text[at:], base.rich_style)


@lru_cache(maxsize=2048)
def _parsed(theme: Theme, words: str) -> Style:
    return Style.parse(words)


@lru_cache(maxsize=4096)
def _joined(theme: Theme, base: Style, words: str | Style, at_cursor: bool) -> RichStyle:
    return (base + _style(theme, words, at_cursor)).rich_style


def _style(theme: Theme, words: str | Style, at_cursor: bool) -> Style:
    if isinstance(words, Style):
        return words
    if words == NAME:
        return Style(bold=True) if at_cursor else Style.null()
    return _parsed(theme, words)
