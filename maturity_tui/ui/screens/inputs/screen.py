"""Inputs: "what could we put in, and what do we think it does?" Own ones, made and changed; the shipped ones beside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import styles
from maturity_tui.ui.finding import Finds
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.screens.inputs.rows import about, counts, input_rows
from maturity_tui.ui.screens.inputs.talks import InputsTalks
from maturity_tui.ui.screens.inputs.view import InputsView, read_inputs
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp

EMPTY = "No inputs of your own yet: n makes one, i brings a spreadsheet in, x writes one to fill in."
READABLE = 110


class InputsScreen(Finds, InputsTalks):
    """All inputs, and what is known of the one under the cursor."""

    CSS_PATH = styles("inputs")
    HELP = (
        "Own inputs come first, then those that ship with the app. Enter changes one; of a shipped one it makes a copy "
        "of your own, which counts in its place. Everything can be changed: the figures are assumptions, and each says "
        "what it rests on."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", label="change", tooltip="Change it; of a shipped one, a copy of your own"),
        bind("new", label="new input", tooltip="Make an input; after find, the next that was found"),
        bind("import", "import_files", key="i", label="bring in", tooltip="Bring inputs in from a spreadsheet or YAML"),
        bind("export", label="write", tooltip="Write your own inputs to a spreadsheet or a file, or a template of one"),
        bind("own", key="z", label="own or all", tooltip="Show only your own, or all"),
        bind("remove", key="backspace,delete", label="take away", tooltip="Take an own input away; u brings it back"),
        *hidden("undo", "find", "find-previous"),
    ]  # fmt: skip

    app: MaturityApp

    def __init__(self, assessment: str | None = None) -> None:
        super().__init__()
        self._assessment = assessment
        self.view: InputsView | None = None
        self._own_only = False

    def body(self) -> ComposeResult:
        yield RowList(id="input-rows", open_label="change")
        yield Static(id="input-about")

    def on_mount(self) -> None:
        self.set_path("Inputs")
        self.query_one(RowList).focus()
        self.read()

    def read(self, cursor: str | None = None) -> None:
        """Read everything again."""
        self.run_worker(self._read(cursor), group="read", exclusive=True)

    async def _read(self, cursor: str | None) -> None:
        try:
            self.view = await self.app.keeper.ask(partial(read_inputs, assessment=self._assessment))
        except StoreError as error:
            self.query_one(RowList).set_rows([], empty=str(error))
            return
        if not self.is_left:
            self.set_path(self.view.title, "what-if", "inputs")
            self.set_state(counts(self.view))
            self._draw(cursor)

    def _draw(self, cursor: str | None = None) -> None:
        if self.view is None:
            return
        rows = self.query_one(RowList)
        head, found = input_rows(self.view, own_only=self._own_only)
        rows.set_rows(found, cursor=cursor or rows.cursor_key, empty=EMPTY, head=head if found else None)
        self._show_about()
        self.refresh_bindings()

    def _show_about(self) -> None:
        width = min(READABLE, max(40, self.app.size.width - 8))
        most = 7 if self.has_class("-wide") else 4
        lines = about(self.view, self.here, width, most) if self.view is not None else []
        self.query_one("#input-about", Static).update(Content("\n").join(lines))

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._draw)

    @property
    def here(self) -> Intervention | None:
        """The input under the cursor."""
        key = self.query_one(RowList).cursor_key
        return self.view.known.get(key) if self.view is not None and key is not None else None

    def on_row_list_highlighted(self) -> None:
        self._show_about()
        self.refresh_bindings()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if self.here is not None:
            self.change(self.here)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing before it was read."""
        if action == "remove":
            return self.view is not None and self.here is not None and self.here.id in self.view.mine
        if action in ("new", "import_files", "export", "own", "undo"):
            return self.view is not None
        return True

    def action_new(self) -> None:
        """A new input; after find, the next that was found."""
        if self.finding:
            self.go_on(1)
        else:
            super().action_new()

    def action_own(self) -> None:
        """Only one's own, or all."""
        self._own_only = not self._own_only
        self._draw()

    def action_back(self) -> None:
        if not self.end_find():
            super().action_back()
