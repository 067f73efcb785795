"""From `Content` to a strip: for widgets that draw by the line."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from ..draw.text import NAME

_BOLD = Style(bold=True)


def ground(widget: Widget, at_cursor: bool) -> Style:
    """The style under a row: the widget's, or the cursor's `panel` (bold in the terminal's own colours)."""
    base = widget.visual_style
    if not at_cursor:
        return base
    words = "bold" if widget.app.native_ansi_color else "on $panel"
    return base + Style.parse(words)


def painted(
    widget: Widget, content: Content, width: int, *, indent: int = 0, mark: str | None = None
) -> Strip:
    """One line of exactly `width` cells. With a `mark` the line is under the cursor, and begins with it."""
    at_cursor = mark is not None
    base = ground(widget, at_cursor)

    def style(text: str | Style) -> Style:
        if isinstance(text, Style):
            return text
        if text == NAME:
            return _BOLD if at_cursor else Style.null()
        return Style.parse(text)

    segments: list[Segment] = []
    if indent or mark:
        segments.append(Segment(mark or " ", (base + Style.parse("$primary")).rich_style))
        segments.append(Segment(" " * max(0, indent - 1), base.rich_style))
    pieces = content.render(base, end="", parse_style=style)
    segments += [Segment(text, piece.rich_style) for text, piece in pieces]
    strip = Strip([segment for segment in segments if segment.text])
    return strip.adjust_cell_length(width, base.rich_style)
