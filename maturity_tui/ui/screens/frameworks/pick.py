"""Choose one framework from a list, on top of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.content import Content

from maturity_tui.frameworks import Framework
from maturity_tui.ui.draw import NAME, apart, label, line
from maturity_tui.ui.keys import bind
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

MOST_ROWS = 14


class FrameworkPick(Dialog[str | None]):
    """Gives the reference that was chosen, or nothing."""

    CSS = """
    FrameworkPick { align: center middle; }
    FrameworkPick > Pane {
        width: 76; max-width: 100%; height: auto; max-height: 90%;
        background: $surface; border: round $primary; padding: 1 2;
        border-title-background: $surface; border-subtitle-background: $surface;
    }
    """
    BINDINGS = [bind("back", "dismiss(None)", label="leave it")]

    def __init__(self, title: str, frameworks: Sequence[Framework]) -> None:
        super().__init__()
        self._title, self._frameworks = title, frameworks

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="enter takes it, esc leaves"):
            yield RowList(open_label="take it")

    def on_mount(self) -> None:
        rows = [Row(one.reference, partial(_row, one), text=one.title) for one in self._frameworks]
        chosen = self.query_one(RowList)
        chosen.styles.height = max(1, min(MOST_ROWS, len(rows)))
        chosen.set_rows(rows)
        chosen.focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(event.key)


def _row(framework: Framework, width: int) -> Content:
    return apart(line((framework.title, NAME)), label(framework.reference), width)
