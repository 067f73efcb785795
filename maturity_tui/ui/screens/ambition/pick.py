"""Choose what is to have a target, by typing a part of its name; and choose the level."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.content import Content

from maturity_tui.assessments.ambition.themes import Aim
from maturity_tui.frameworks.models import Level
from maturity_tui.frameworks.values import Number
from maturity_tui.ui.draw import NAME, apart, label, line
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.frameworks.find import FindLine
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

MOST_ROWS = 12


def matching(aims: Sequence[Aim], words: str) -> list[Aim]:
    """The aims that have all words in code, title, id or framework; those whose title or id begins so come first."""
    wanted = words.casefold().split()
    if not wanted:
        return list(aims)
    texts = [(aim, f"{aim.code} {aim.title} {aim.id} {aim.framework}".casefold()) for aim in aims]
    found = [aim for aim, text in texts if all(word in text for word in wanted)]
    start = " ".join(wanted)
    return sorted(
        found,
        key=lambda aim: (
            not (aim.title.casefold().startswith(start) or start in (aim.code.casefold(), aim.id.casefold()))
        ),
    )


class AimPick(Dialog[Aim | None]):
    """Gives the area or capability that was chosen, or nothing."""

    HELP = (
        "Type a part of a name, a code or an id: the list narrows with each key. Up and down move in it, enter takes "
        "what is under the cursor. An area stands for all of its capabilities."
    )
    BINDINGS = [bind("back", "dismiss(None)", key="escape", label="leave it")]

    def __init__(self, title: str, aims: Sequence[Aim]) -> None:
        super().__init__()
        self._title, self._aims = title, aims

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="enter takes it, esc leaves"):
            yield FindLine(id="aim-find")
            yield RowList(id="aims", open_label="take it")

    def on_mount(self) -> None:
        self.query_one(RowList).styles.height = MOST_ROWS
        self.query_one(FindLine).focus()
        self._show()

    def _show(self) -> None:
        words = self.query_one(FindLine).words
        found = matching(self._aims, words)
        rows = [Row(aim.key, partial(_aim_row, aim), text=aim.title) for aim in found]
        first = rows[0].key if rows else None
        self.query_one(RowList).set_rows(rows, cursor=first, empty=f"Nothing is called “{words}”.")

    def on_input_changed(self) -> None:
        self._show()

    def on_find_line_step(self, event: FindLine.Step) -> None:
        self.query_one(RowList).step(event.count)

    def on_find_line_left(self) -> None:
        self.dismiss(None)

    def on_input_submitted(self) -> None:
        self._take(self.query_one(RowList).cursor_key)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self._take(event.key)

    def _take(self, key: str | None) -> None:
        aim = next((aim for aim in self._aims if aim.key == key), None)
        if aim is not None:
            self.dismiss(aim)


class LevelPick(Dialog[Number | None]):
    """Gives the level that was chosen, or nothing."""

    HELP = "The levels of this scale. Enter takes the one under the cursor as the target."
    BINDINGS = [bind("back", "dismiss(None)", label="leave it")]

    def __init__(self, title: str, levels: Sequence[Level], value: Number | None) -> None:
        super().__init__()
        self._title, self._levels, self._value = title, levels, value

    def compose(self) -> ComposeResult:
        with Pane(self._title, count="enter takes it, esc leaves"):
            yield RowList(id="levels", open_label="take it")

    def on_mount(self) -> None:
        rows = [Row(f"{level.value:g}", _level_row(level), text=level.name) for level in self._levels]
        held = self._levels[-1].value if self._value is None else self._value
        chosen = self.query_one(RowList)
        chosen.styles.height = max(1, min(MOST_ROWS, len(rows)))
        chosen.set_rows(rows, cursor=f"{held:g}")
        chosen.focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(next(level.value for level in self._levels if f"{level.value:g}" == event.key))


def _aim_row(aim: Aim, width: int) -> Content:
    kind = f"whole area, {aim.framework}" if aim.is_area else aim.framework
    return apart(line((f"{aim.code} ", "$muted"), (aim.title, NAME)), label(kind), width)


def _level_row(level: Level) -> Content:
    return line((f"{level.value:g}  ", "bold"), (level.name, NAME))
