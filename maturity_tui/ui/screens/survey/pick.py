"""What a column is to be taken for: a list that narrows as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from maturity_tui.assessments.survey.values import Taken, Use
from maturity_tui.frameworks.models import Framework
from maturity_tui.ui.draw import NAME, line
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.frameworks.find import FindLine
from maturity_tui.ui.screens.survey.rows import WORDS, use_words
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList


class PickLine(FindLine):
    """The line above the list; enter takes what is under the list's cursor."""

    HELP = "Type a part of a name or a code; the arrows move, enter takes it."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("to-the-list", "submit", key="enter", label="take it", tooltip="Take what is under the cursor"),
        bind("back", "leave", key="escape", label="leave it", tooltip="Leave it as it was"),
    ]


class SurveyPick(Dialog[str | None]):
    """Gives the key of what was chosen, or nothing."""

    HELP = "One of these: type to find it, enter takes it, esc leaves everything as it was."

    def __init__(self, title: str, choices: Sequence[tuple[str, str]], chosen: str = "") -> None:
        super().__init__()
        self._title, self._choices, self._chosen = title, choices, chosen

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="enter takes it, esc leaves"):
            yield PickLine(id="pick-line")
            yield RowList(id="pick-rows", open_label="take it")

    def on_mount(self) -> None:
        self.query_one("#pick-rows").can_focus = False
        self._narrow("")
        self.query_one(RowList).move_to(self._chosen)
        self.query_one(PickLine).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._narrow(self.query_one(PickLine).words)

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        found = [
            (key, text) for key, text in self._choices if all(word in text.casefold() for word in wanted)
        ]
        rows = [Row(key, line((text, NAME)), text=text) for key, text in found]
        self.query_one(RowList).set_rows(rows, empty=f"“{words}” is in none of them.")

    def on_find_line_step(self, event: FindLine.Step) -> None:
        self.query_one(RowList).step(event.count)

    def on_find_line_left(self) -> None:
        self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if (key := self.query_one(RowList).cursor_key) is not None:
            self.dismiss(key)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(event.key)


def column_choices(framework: Framework, scope: Sequence[str]) -> list[tuple[str, str]]:
    """All that a column can be taken for, by key."""
    plain = [Use.IGNORED, Use.PERSPECTIVE, Use.RESPONDENT]
    found = [(key_of(Taken(use)), WORDS[use]) for use in plain]
    for use in (Use.RATING, Use.COMMENT):
        found += [
            (key_of(taken), use_words(framework, taken)) for taken in (Taken(use, item) for item in scope)
        ]
    return found


def key_of(taken: Taken) -> str:
    """A use as the key of a row."""
    return f"{taken.use.value}:{taken.capability or ''}"


def taken_of(key: str) -> Taken:
    """The inverse of `key_of`."""
    use, _, item = key.partition(":")
    return Taken(Use(use), item or None)
