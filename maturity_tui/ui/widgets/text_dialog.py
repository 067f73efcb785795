"""A few sentences on top of the screen, to read and to close."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from ..draw.text import Part, as_content
from ..keys import bind
from .dialog import Dialog
from .pane import Pane


class TextDialog(Dialog[None]):
    """A title and a text; esc, enter or the key that opened it closes it."""

    BINDINGS = [
        bind("back", "dismiss(None)", key="escape,q,enter,i", label="close"),
        bind("down", "scroll(1)", show=False),
        bind("up", "scroll(-1)", show=False),
    ]

    def __init__(self, title: Part, text: Part) -> None:
        super().__init__()
        self._title, self._text = title, as_content(text)

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="esc closes"):
            yield Static(self._text)

    def action_scroll(self, count: int) -> None:
        """Move the text by lines."""
        self.query_one(Pane).scroll_relative(y=count, animate=False)
