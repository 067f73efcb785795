"""Frameworks: "what does good look like?" Browse, search across all, read level by level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.screens.framework_pages import page
from maturity_tui.ui.screens.framework_rows import browse_rows, found_rows
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.frameworks import Framework
    from maturity_tui.store import Store
    from maturity_tui.ui.app import MaturityApp

Used = Mapping[str, tuple[str, ...]]


def read_all(store: Store) -> tuple[tuple[Framework, ...], Used]:
    """Every framework, and which assessments use which. Asked in the store's thread."""
    entries = sorted(store.frameworks(), key=lambda entry: entry.kind != "maturity")
    frameworks = tuple(store.framework(entry.reference) for entry in entries)
    used: dict[str, list[str]] = {}
    for row in store.assessments():
        used.setdefault(row.framework, []).append(f"{row.team_title}, {row.round_title}")
    return frameworks, {name: tuple(titles) for name, titles in used.items()}


class FrameworksScreen(MaturityScreen):
    """All frameworks at the left, what is under the cursor at the right."""

    CSS_PATH = styles("frameworks")
    HELP = (
        "Enter opens a framework, and closes it again. Moving through it shows each capability with what every level "
        "looks like, each role with what it requires. Find looks through all of them, descriptors too."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", "toggle_open", label="open or close"),
        bind("find"),
        bind("next-pane", "app.focus_next", label="read"),
        *hidden("find-next", "find-previous"),
    ]

    app: MaturityApp

    def __init__(self) -> None:
        super().__init__()
        self._frameworks: tuple[Framework, ...] = ()
        self._used: Used = {}
        self._open: set[str] = set()
        self._wanted = ""

    def body(self) -> ComposeResult:
        with Horizontal(id="panes"):
            with Pane("Frameworks", id="list"):
                yield RowList(id="rows", open_label="open or close")
            with Pane(id="page"), VerticalScroll(id="reader"):
                yield Static(id="text")

    def on_mount(self) -> None:
        self.set_path("Frameworks")
        self.query_one("#rows").focus()
        self.run_worker(self._read())

    async def _read(self) -> None:
        try:
            self._frameworks, self._used = await self.app.keeper.ask(read_all)
        except StoreError as error:
            self.notice(str(error), "error")
            return
        if self.is_left:
            return
        self._open = {self._frameworks[0].reference} if self._frameworks else set()
        self._show_rows()

    def _show_rows(self, cursor: str | None = None) -> None:
        rows = self.query_one("#rows", RowList)
        if self._wanted:
            found = found_rows(self._frameworks, self._wanted)
            rows.set_rows(found, empty=f"Nothing is found for “{self._wanted}”. esc shows all again.")
            hits = sum(not row.heading for row in found)
            self.query_one("#list", Pane).set_count(f"{hits} found for “{self._wanted}” · esc shows all")
        else:
            rows.set_rows(browse_rows(self._frameworks, self._open), cursor=cursor)
            self.query_one("#list", Pane).set_count(f"{len(self._frameworks)} frameworks")
        if rows.cursor_key:
            self._show_page(rows.cursor_key)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self._show_page(event.key)

    def on_row_list_chosen(self) -> None:
        self.action_toggle_open()

    def _show_page(self, key: str) -> None:
        reference, _, item = key.partition("#")
        framework = next((one for one in self._frameworks if one.reference == reference), None)
        if framework is None:
            return
        title, text = page(framework, item, self._used.get(reference, ()))
        self.query_one("#page", Pane).set_title(title)
        self.query_one("#page", Pane).set_count(reference)
        self.query_one("#text", Static).update(text)
        self.query_one("#reader", VerticalScroll).scroll_home(animate=False)

    # keys ----------------------------------------------------------------------

    def action_toggle_open(self) -> None:
        """Open or close the framework under the cursor; from a found item, show it in its framework."""
        key = self.query_one("#rows", RowList).cursor_key
        if key is None:
            return
        reference, _, item = key.partition("#")
        if self._wanted:
            self._wanted = ""
            self._open.add(reference)
        elif not item:
            self._open ^= {reference}
        self._show_rows(cursor=key)

    def action_find(self) -> None:
        self.app.push_screen(
            Prompt("Find in all frameworks", hint="A word or two; descriptors are searched too."), self._find
        )

    def _find(self, wanted: str | None) -> None:
        if wanted is not None:
            self._wanted = wanted.strip()
            self._show_rows()

    def action_find_next(self) -> None:
        self._step(1)

    def action_find_previous(self) -> None:
        self._step(-1)

    def _step(self, step: int) -> None:
        rows = self.query_one("#rows", RowList)
        rows.action_down() if step > 0 else rows.action_up()

    def action_back(self) -> None:
        if self._wanted:
            self._wanted = ""
            self._show_rows()
            return
        super().action_back()
