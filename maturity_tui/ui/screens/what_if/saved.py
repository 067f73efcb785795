"""The saved scenarios: one is opened; any is copied, renamed, or deleted and brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult
from textual.content import Content

from maturity_tui.analysis.scenarios.names import copied, renamed, title_of_copy, wrong_title
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.draw import NAME, line, pad
from maturity_tui.ui.draw.numbers import counted
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.what_if.dialogs import FRAME
from maturity_tui.ui.screens.what_if.view import spoken
from maturity_tui.ui.widgets.dialog import Dialog
from maturity_tui.ui.widgets.key_bar import KeyBar
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.store import Store
    from maturity_tui.ui.app import MaturityApp

MOST_ROWS = 14
NONE = "Nothing is saved yet: s saves what is chosen."


class Left(NamedTuple):
    """How the list was left: the id of the one to open, and what is saved now."""

    opened: str | None
    saved: tuple[Scenario, ...]


class ScenariosDialog(Dialog[Left | None]):
    """The saved scenarios; gives the id of the one that was opened, and what is saved by then."""

    HELP = (
        "What was saved under a name. Enter shows it in the place of what is chosen now. What is deleted comes back "
        "with u, as long as this list is open."
    )
    CSS = FRAME.format(name="ScenariosDialog").replace("height: 90%", "height: auto")
    BINDINGS = [
        bind("back", "close", key="escape,q,S", label="close"),
        bind("copy", key="C", label="copy", tooltip="Save it once more, under another name"),
        bind("rename", key="E", label="rename", tooltip="Give it another name; its id stays"),
        bind("remove", key="backspace,delete", label="delete", tooltip="Delete it"),
        bind("undo", label="bring back", tooltip="Bring back what was deleted last"),
    ]

    app: MaturityApp

    def __init__(self, scenarios: Sequence[Scenario], current: str, organisation: str) -> None:
        super().__init__()
        self._scenarios, self._current, self._owner = tuple(scenarios), current, organisation
        self._gone: list[Scenario] = []

    def compose(self) -> ComposeResult:
        with Pane("Saved scenarios", count="enter opens, esc closes"):
            yield RowList()
        yield KeyBar()

    def on_mount(self) -> None:
        self._show(self._current)
        self.query_one(RowList).focus()

    def _show(self, cursor: str | None = None) -> None:
        rows = [Row(item.id, partial(_scenario, item), text=item.title) for item in self._scenarios]
        found = self.query_one(RowList)
        found.styles.height = max(1, min(MOST_ROWS, len(rows)))
        found.set_rows(rows, cursor=cursor, empty=NONE)

    @property
    def _at(self) -> Scenario | None:
        key = self.query_one(RowList).cursor_key
        return next((one for one in self._scenarios if one.id == key), None)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.dismiss(Left(event.key, self._scenarios))

    def action_close(self) -> None:
        self.dismiss(Left(None, self._scenarios))

    # changing ------------------------------------------------------------------------------

    def action_copy(self) -> None:
        if (one := self._at) is not None:
            prompt = Prompt(
                f"A copy of “{one.title}”",
                hint="The same choices, and nothing of what was done.",
                value=title_of_copy(one, self._scenarios),
                check=lambda text: wrong_title(text, "", self._scenarios),
            )
            self.app.push_screen(prompt, partial(self._made, one, copied))

    def action_rename(self) -> None:
        if (one := self._at) is not None:
            prompt = Prompt(
                f"Another name for “{one.title}”",
                hint=f"Its id stays {one.id}.",
                value=one.title,
                check=lambda text: wrong_title(text, one.id, self._scenarios),
            )
            self.app.push_screen(prompt, partial(self._made, one, renamed))

    def _made(
        self, one: Scenario, make: Callable[[Scenario, str, Sequence[Scenario]], Scenario], title: str | None
    ) -> None:
        if not title:
            return
        try:
            made = make(one, title, self._scenarios)
        except ValueError:
            self._say(f"“{title}” is too long for a name, or has signs that cannot be kept.", "error")
            return
        self._keep(made, f"Saved “{made.title}”.")

    def _keep(self, made: Scenario, said: str) -> None:
        self._ask(lambda store: store.save_scenario(made, self._owner), made.id, said)

    def action_remove(self) -> None:
        """Delete the one under the cursor; u brings it back."""
        if (one := self._at) is not None:
            self._gone.append(one)
            what = f"the plan “{one.title}”, with all that was done" if one.adopted else f"“{one.title}”"
            self._ask(
                lambda store: store.delete_scenario(one.id, self._owner),
                None,
                f"Deleted {what}: u brings it back.",
            )

    def action_undo(self) -> None:
        """Bring back what was deleted last."""
        if not self._gone:
            self._say("Nothing was deleted here.", "info")
            return
        one = self._gone.pop()
        self._keep(one, f"“{one.title}” is back.")

    def _ask(self, change: Callable[[Store], object], cursor: str | None, said: str) -> None:
        self.run_worker(self._changed(change, cursor, said), group="save")

    async def _changed(self, change: Callable[[Store], object], cursor: str | None, said: str) -> None:
        """Make a change, then show what is saved by then, whatever came of it."""

        def ask(store: Store) -> tuple[Scenario, ...]:
            change(store)
            return store.scenarios(self._owner)

        try:
            self._scenarios = await self.app.keeper.ask(ask)
        except StoreError as error:
            self._say(str(error), "error")
            return
        self._show(cursor)
        self._say(said, "success")

    def _say(self, text: str, kind: str) -> None:
        self.query_one(KeyBar).say(text, kind)

    def on_key(self) -> None:
        """A notice goes with the next key."""
        self.query_one(KeyBar).hush()


def _scenario(item: Scenario, width: int) -> Content:
    origin = item.baseline.assessment or item.baseline.round or ""
    plan = "plan · " if item.adopted else ""
    more = f"{plan}{counted(len(item.inputs), 'input')} · from {spoken(item.start)}" + (
        f" · {origin}" if origin else ""
    )
    return line(pad((item.title, NAME), max(12, width - len(more) - 2)), "  ", (more, "$muted"))
