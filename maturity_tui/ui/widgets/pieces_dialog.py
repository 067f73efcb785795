"""A short list of things that belong to one subject: choose one to change it, add one, take one away."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content

from ..draw.text import Part
from ..keys import bind
from .dialog import Dialog
from .key_bar import KeyBar
from .pane import Pane
from .row import Row
from .row_list import RowList

MOST_ROWS = 12

Wish = tuple[str, int]
"""`("edit", 0)`, `("remove", 1)` or `("new", -1)`."""


class PiecesDialog(Dialog[Wish | None]):
    """Says what was wished for, and leaves it to the asker to do it and to ask again."""

    HELP = "What there is, one a row. What is taken away or changed here can be undone afterwards."
    BINDINGS = [
        bind("back", "dismiss(None)", key="escape,q", label="close"),
        bind("new", "add", label="a new one"),
        bind(
            "remove",
            key="backspace,delete",
            label="take away",
            tooltip="Take this one away; u brings it back",
        ),
    ]

    def __init__(self, title: Part, pieces: Sequence[Content], *, at: int = 0) -> None:
        super().__init__()
        self._title, self._pieces, self._at = title, pieces, at

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="n adds, enter changes, backspace takes away, esc closes"):
            yield RowList(open_label="change")
        yield KeyBar()

    def on_mount(self) -> None:
        rows = [Row(str(place), piece) for place, piece in enumerate(self._pieces)]
        pieces = self.query_one(RowList)
        pieces.styles.height = max(1, min(MOST_ROWS, len(rows)))
        pieces.set_rows(rows, cursor=str(min(self._at, len(rows) - 1)))
        pieces.focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(("edit", int(event.key)))

    def action_add(self) -> None:
        self.dismiss(("new", -1))

    def action_remove(self) -> None:
        """Take the piece under the cursor away."""
        if (key := self.query_one(RowList).cursor_key) is not None:
            self.dismiss(("remove", int(key)))
