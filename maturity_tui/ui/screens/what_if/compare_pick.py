"""Choose which scenarios to hold against each other: two or three of those that are saved and the one on the desk."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.content import Content

from maturity_tui.analysis.scenarios.names import UNNAMED
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.ui.draw import NAME, apart, label, line
from maturity_tui.ui.draw.numbers import counted
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.what_if.desk import State
from maturity_tui.ui.screens.what_if.dialogs import FRAME
from maturity_tui.ui.screens.what_if.view import spoken
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.key_bar import KeyBar
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

MOST = 3
MOST_ROWS = 14


def to_compare(state: State, saved: Sequence[Scenario]) -> tuple[Scenario, ...]:
    """What can be held against each other: first what is chosen now, where it is not as saved; then what is saved."""
    now = state.scenario
    if state.is_kept:
        return (now, *(one for one in saved if one.id != now.id))
    if not now.inputs:
        return tuple(saved)
    title = "What is chosen now" if now.id == UNNAMED else f"{now.title}, as it is now"
    return (now.changed(id=UNNAMED, title=title), *saved)


class ScenarioPick(Dialog[tuple[str, ...] | None]):
    """Gives the ids of two or three scenarios, in the order in which they were chosen; or nothing."""

    CSS = FRAME.format(name="ScenarioPick").replace("height: 90%", "height: auto")
    HELP = (
        "Space chooses a scenario, enter holds those that are chosen against each other; with one chosen, it and the "
        "one under the cursor. All start from the same scores, and every input has the same random numbers in each."
    )
    BINDINGS = [
        bind("back", "dismiss(None)", key="escape,q,equals_sign", label="leave it"),
        bind("toggle", "choose_one", label="choose", tooltip="Choose it, or leave it out"),
    ]

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        super().__init__()
        self._scenarios = scenarios
        self._chosen = [scenarios[0].id]

    def compose(self) -> ComposeResult:
        with Pane("Compare scenarios", count="space chooses, enter compares, esc leaves"):
            yield RowList(open_label="compare")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(RowList).styles.height = max(2, min(MOST_ROWS, len(self._scenarios)))
        self._show(self._scenarios[1].id)
        self.query_one(RowList).focus()

    def _show(self, cursor: str | None = None) -> None:
        rows = [
            Row(one.id, partial(_row, one, one.id in self._chosen), text=one.title) for one in self._scenarios
        ]
        self.query_one(RowList).set_rows(rows, cursor=cursor)

    def action_choose_one(self) -> None:
        """Choose the one under the cursor, or leave it out again; of too many the first gives way."""
        key = self.query_one(RowList).cursor_key
        if key is None:
            return
        if key in self._chosen:
            self._chosen.remove(key)
        elif len(self._chosen) < MOST:
            self._chosen.append(key)
        else:
            self.query_one(KeyBar).say(
                f"{MOST} stand beside each other at most: leave one out first.", "warning"
            )
        self._show()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        chosen = (
            self._chosen if event.key in self._chosen or len(self._chosen) > 1 else [*self._chosen, event.key]
        )
        if len(chosen) < 2:
            self.query_one(KeyBar).say("It takes two: space chooses another.", "warning")
        else:
            self.dismiss(tuple(chosen))


def _row(one: Scenario, chosen: bool, width: int) -> Content:
    mark = (GLYPHS.chosen, "$primary") if chosen else (GLYPHS.unchosen, "$muted")
    more = f"{counted(len(one.inputs), 'input')} · from {spoken(one.start)}"
    return apart(line(mark, " ", (one.title, NAME)), label(more), width)
