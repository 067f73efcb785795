"""Frameworks: "what does good look like?" Browse, search across all, read level by level, compare, import."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from maturity_tui.ui.base import styles
from maturity_tui.ui.draw import label
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.screens.frameworks.desk import FrameworkDesk
from maturity_tui.ui.screens.frameworks.find import FindLine
from maturity_tui.ui.screens.frameworks.index import Found, search
from maturity_tui.ui.screens.frameworks.pages import licence_line, page_text, page_title
from maturity_tui.ui.screens.frameworks.reader import Reader
from maturity_tui.ui.screens.frameworks.rows import browse_rows, found_rows
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from textual.widgets import Input

    from maturity_tui.frameworks import Framework


class FrameworksScreen(FrameworkDesk):
    """All frameworks at the left, what is under the cursor at the right."""

    CSS_PATH = styles("frameworks")
    HELP = (
        "Enter opens a framework, and closes it again. Moving through it shows each capability with what every level "
        "looks like, each role with what its steps require. Find looks through all of them as you type, descriptors "
        "too; enter on a hit shows it in its framework."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", "toggle_open", tooltip="Open or close a framework; show a hit in its framework"),
        bind("find"),
        bind("next-pane", "app.focus_next", label="read"),
        bind("compare", tooltip="Compare this framework with another version, or with another framework"),
        bind("import", "import_files", key="i", label="import", tooltip="Read a framework from a file or a folder"),
        bind("remove", key="delete,backspace", label="remove", tooltip="Take this imported framework away"),
        *hidden("find-next", "find-previous"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._open: set[str] = set()
        self._searching = False
        self._key = ""
        """Of what the page shows."""

    def body(self) -> ComposeResult:
        with Horizontal(id="panes"):
            with Pane("Frameworks", id="list"):
                yield FindLine(id="find")
                yield RowList(id="rows", open_label="open")
            with Pane(id="page"):
                yield Reader(id="reader")

    def on_mount(self) -> None:
        self.set_path("Frameworks")
        self.query_one("#rows").focus()
        self.read()

    def shelf_is_read(self, cursor: str | None) -> None:
        known = {framework.reference for framework in self.shelf.frameworks}
        self._open = (self._open & known) or {one.reference for one in self.shelf.frameworks[:1]}
        self._key = ""
        self._show_rows(cursor)

    def index_is_built(self) -> None:
        if self._searching:
            self._show_rows()

    def more_is_known(self, key: str) -> None:
        if self._key == key or self._key.startswith(f"{key}#"):
            self._show_page(self._key, stay=True)

    # showing -------------------------------------------------------------------

    def _show_rows(self, cursor: str | None = None) -> None:
        words = self.query_one(FindLine).words
        self.query_one("#rows", RowList).open_label = "show in place" if self._searching else "open"
        if self._searching and words:
            self._show_found(words)
        else:
            rows = browse_rows(self.shelf.frameworks, self._open, self.shelf.imported)
            self.query_one("#rows", RowList).set_rows(rows, cursor=cursor)
            self._count(f"{len(self.shelf.frameworks)} frameworks")
        if (key := self.query_one("#rows", RowList).cursor_key) and key != self._key:
            self._show_page(key)

    def _show_found(self, words: str) -> None:
        found = search(self.index, words) if self.index else Found()
        nothing = f"Nothing is found for “{words}”. esc shows all again."
        rows = self.query_one("#rows", RowList)
        first = found.items[0].key if found.items else None
        rows.set_rows(found_rows(found), cursor=first, empty=nothing if self.index else "Reading …")
        shown = f", the first {len(found.items)} are shown" if found.total > len(found.items) else ""
        near = "near " if found.instead else ""
        self._count(
            f"{found.total:,} found {near}“{words}”{shown} · esc shows all" if self.index else "reading …"
        )

    def _count(self, text: str) -> None:
        """In the list's border; where it has none, in the header while one searches."""
        self.query_one("#list", Pane).set_count(text)
        self.set_state(label(text) if self._searching and not self.wide else "")

    def _show_page(self, key: str, *, stay: bool = False) -> None:
        shown = self.shown(key)
        if shown is None:
            return
        self._key = key
        pane = self.query_one("#page", Pane)
        pane.set_title(page_title(shown))
        pane.set_count(shown.framework.reference)
        last = partial(licence_line, shown.framework)
        self.query_one(Reader).show(partial(page_text, shown), last, stay=stay)
        self.refresh_bindings()

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self._show_page(event.key)

    def on_row_list_chosen(self) -> None:
        self.action_toggle_open()

    # finding -------------------------------------------------------------------

    def action_find(self) -> None:
        """Show the line to type in."""
        self._searching = True
        self.query_one(FindLine).display = True
        self.query_one(FindLine).focus()
        self._show_rows()

    def on_input_changed(self, event: Input.Changed) -> None:
        """A key more or less: other hits."""
        if self._searching:
            self._show_rows()

    def on_input_submitted(self) -> None:
        self.query_one("#rows").focus()

    def on_find_line_step(self, event: FindLine.Step) -> None:
        self.query_one("#rows", RowList).step(event.count)

    def on_find_line_left(self) -> None:
        self._show_all()

    def _show_all(self, cursor: str | None = None) -> None:
        """Away from what was searched for; what is under the cursor stays in sight."""
        key = cursor or self.query_one("#rows", RowList).cursor_key
        self._searching = False
        self.query_one("#rows").focus()
        self.query_one(FindLine).value = ""
        self.query_one(FindLine).display = False
        self._show_rows(cursor=key)

    # keys ----------------------------------------------------------------------

    @property
    def _current(self) -> Framework | None:
        """The framework under the cursor, or around what is."""
        return self.shelf.framework(self._key.partition("#")[0])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what was imported can be removed; comparing needs a second one."""
        if action == "remove":
            return self._current is not None and self._current.reference in self.shelf.imported
        if action == "find":
            return not isinstance(self.focused, FindLine)
        return len(self.shelf.frameworks) > 1 if action == "compare" else True

    def action_toggle_open(self) -> None:
        """Open or close the framework under the cursor; from a found item, show it in its framework."""
        key = self.query_one("#rows", RowList).cursor_key
        if key is None:
            return
        reference, _, item = key.partition("#")
        if self._searching:
            self._open.add(reference)
            self._show_all(key.partition("/")[0] if item.startswith("role:") else key)
        elif not item:
            self._open ^= {reference}
            self._show_rows(cursor=key)

    def action_find_next(self) -> None:
        self.query_one("#rows", RowList).action_down()

    def action_find_previous(self) -> None:
        self.query_one("#rows", RowList).action_up()

    def action_import_files(self) -> None:
        """Ask for a file or folder; what is kept is shown by `read`."""
        from maturity_tui.ui.places import open_place

        open_place(self.app, "import")

    def action_remove(self) -> None:
        """Take an imported framework away, once that was confirmed."""
        from maturity_tui.ui.screens.frameworks.remove import ask_and_remove

        if (framework := self._current) is not None:
            ask_and_remove(self.app, framework, self.shelf)

    def action_compare(self) -> None:
        """Choose another version or framework, and show what differs."""
        from maturity_tui.ui.screens.frameworks.diff import compare_with

        if (framework := self._current) is not None:
            compare_with(self.app, framework, self.shelf.frameworks)

    def action_back(self) -> None:
        if self._searching:
            self._show_all()
        else:
            super().action_back()
