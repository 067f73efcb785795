"""Choose with which other assessments to compare: several of a list that narrows with each key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from maturity_tui.ui.draw import NAME, apart, label, line
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.frameworks.find import FindLine
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.store import AssessmentRow

MOST_ROWS = 12


class ComparePick(Dialog[tuple[str, ...] | None]):
    """Gives the ids of those that were chosen, or nothing."""

    CSS = """
    ComparePick { align: center middle; }
    ComparePick > Pane {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $primary; padding: 1 2;
        border-title-background: $surface; border-subtitle-background: $surface;
    }
    ComparePick FindLine { margin: 0 0 1 0; }
    """
    HELP = (
        "Space chooses one more, enter compares with all that are chosen, or with the one under the cursor. / types a"
        " part of a name: the list narrows with each key."
    )
    BINDINGS = [
        bind("back", "dismiss(None)", key="escape", label="leave it"),
        bind("toggle", "choose_one", label="choose", tooltip="Choose it too, or leave it out"),
        bind("find", "find_line", tooltip="Type a part of a name"),
    ]

    def __init__(self, title: str, others: Sequence[AssessmentRow]) -> None:
        super().__init__()
        self._title, self._others = title, others
        self._chosen: list[str] = []

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="space chooses, enter compares, esc leaves"):
            yield FindLine(id="compare-find")
            yield RowList(id="compare-others", open_label="compare")

    def on_mount(self) -> None:
        self.query_one(RowList).styles.height = max(2, min(MOST_ROWS, len(self._others)))
        self._show()
        self.query_one(RowList).focus()

    def _show(self) -> None:
        words = self.query_one(FindLine).words
        wanted = words.casefold().split()
        found = [
            one
            for one in self._others
            if all(word in f"{one.team_title} {one.round_title} {one.id}".casefold() for word in wanted)
        ]
        rows = [Row(one.id, partial(_row, one, one.id in self._chosen), text=one.title) for one in found]
        self.query_one(RowList).set_rows(rows, empty=f"No assessment is called “{words}”.")

    def on_input_changed(self) -> None:
        self._show()

    def on_input_submitted(self) -> None:
        self.query_one(RowList).focus()

    def on_find_line_step(self, event: FindLine.Step) -> None:
        self.query_one(RowList).step(event.count)

    def on_find_line_left(self) -> None:
        self.query_one(FindLine).value = ""
        self.query_one(RowList).focus()

    def action_find_line(self) -> None:
        self.query_one(FindLine).focus()

    def action_choose_one(self) -> None:
        """Choose the one under the cursor, or leave it out again."""
        key = self.query_one(RowList).cursor_key
        if key is not None:
            if key in self._chosen:
                self._chosen.remove(key)
            else:
                self._chosen.append(key)
            self._show()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(tuple(self._chosen) or (event.key,))


def _row(one: AssessmentRow, chosen: bool, width: int) -> Content:
    mark = (GLYPHS.chosen, "$primary") if chosen else (GLYPHS.unchosen, "$muted")
    scored = f"{one.round_title}   {one.scored}/{one.applicable} scored"
    return apart(line(mark, " ", (one.team_title, NAME)), label(scored), width)
