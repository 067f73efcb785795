"""The right half of the framework browser: a text that scrolls, drawn for its width, and the licence below it."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

Drawn = Callable[[int], Content]
"""A text for a width in cells."""


class Reader(Vertical):
    """A page to read. Data down: it is told what to draw."""

    DEFAULT_CSS = """
    Reader { height: 1fr; }
    Reader > VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Reader .text { height: auto; padding: 0 1 0 0; }
    Reader .last { height: auto; max-height: 2; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._text: Drawn = lambda width: Content("")
        self._last: Drawn = lambda width: Content("")
        self._width = 0

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(classes="text")
        yield Static(classes="last")

    def show(self, text: Drawn, last: Drawn | None = None, *, stay: bool = False) -> None:
        """Draw this text, and the line that stays below it; from its beginning, unless one is to `stay`."""
        self._text = text
        self._last = last or (lambda width: Content(""))
        self._draw()
        if not stay:
            self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_resize(self) -> None:
        """Another width is another text."""
        if self._room != self._width:
            self._draw()

    @property
    def _room(self) -> int:
        """The cells of a line; one more stays free before the scroll bar."""
        return self.query_one(VerticalScroll).scrollable_content_region.width - 1

    def _draw(self) -> None:
        self._width = self._room
        if self._width > 0:
            self.query_one(".text", Static).update(self._text(self._width))
            self.query_one(".last", Static).update(self._last(self._width))
