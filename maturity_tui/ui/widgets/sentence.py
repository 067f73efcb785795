"""One sentence to be read, and left by any of the usual keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from maturity_tui.ui.keys import bind
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.pane import Pane


class Sentence(Dialog[None]):
    """A title, and what is to be said about it."""

    CSS = """
    Sentence { align: center middle; }
    Sentence > Pane {
        width: 76; max-width: 100%; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 1 2;
    }
    """
    BINDINGS = [
        bind("back", "dismiss(None)", key="escape,q,enter,space,i", label="leave it"),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="esc leaves"):
            yield Static(Content(self._text))
