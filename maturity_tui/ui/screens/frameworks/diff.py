"""Two frameworks held together, mostly two versions of one: what changed, by kind, and each change before and after."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from maturity_tui.frameworks import Framework
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import label
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.frameworks.changes import change_page, change_rows, whole_page
from maturity_tui.ui.screens.frameworks.pages import licence_line
from maturity_tui.ui.screens.frameworks.pick import FrameworkPick
from maturity_tui.ui.screens.frameworks.reader import Reader
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.frameworks.difference import Difference
    from maturity_tui.ui.app import MaturityApp


def compare_with(app: MaturityApp, framework: Framework, every: Sequence[Framework]) -> None:
    """Ask with which other one, its own versions first, and show what differs from the older to the newer."""
    from maturity_tui.store.catalogue import version_order

    others = [one for one in every if one.reference != framework.reference]
    others.sort(key=lambda one: version_order(one.version), reverse=True)
    others.sort(key=lambda one: one.id != framework.id)

    def show(reference: str | None) -> None:
        other = next((one for one in others if one.reference == reference), None)
        if other is None:
            return
        pair = [framework, other]
        if other.id == framework.id:
            pair.sort(key=lambda one: version_order(one.version))
        app.push_screen(DiffScreen(*pair))

    app.push_screen(FrameworkPick(f"Compare {framework.reference} with", others), show)


class DiffScreen(MaturityScreen):
    """The changes at the left, by kind; the one under the cursor at the right."""

    CSS_PATH = styles("frameworks")
    HELP = (
        "What changed from the first framework to the second. An item is the same where its id is, or where the "
        "newer one says that an older id means it. Words that differ are bold."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("next-pane", "app.focus_next", label="read"),
        bind("back"),
    ]

    def __init__(self, old: Framework, new: Framework) -> None:
        super().__init__()
        self._old, self._new = old, new
        self._found: Difference | None = None

    def body(self) -> ComposeResult:
        with Horizontal(id="panes"):
            with Pane("What changed", id="list"):
                yield RowList(id="rows", open_label="")
            with Pane(id="page"):
                yield Reader(id="reader")

    def on_mount(self) -> None:
        self.set_path("Frameworks", f"{self._old.reference} {GLYPHS.to} {self._new.reference}")
        rows = self.query_one("#rows", RowList)
        rows.set_rows([], empty=f"Comparing {GLYPHS.more}")
        rows.focus()
        self.run_worker(self._compare())

    async def _compare(self) -> None:
        from maturity_tui.frameworks.compare import compare

        found = await asyncio.to_thread(compare, self._old, self._new)
        if self.is_left:
            return
        self._found = found
        self.set_state(label("nothing differs" if found.is_empty else f"{len(found.changes):,} changes"))
        rows = self.query_one("#rows", RowList)
        rows.set_rows(change_rows(found))
        if rows.cursor_key:
            self._show(rows.cursor_key)

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self._show(event.key)

    def _show(self, key: str) -> None:
        if self._found is None:
            return
        pane, change = self.query_one("#page", Pane), None
        if key.isdecimal():
            change = self._found.changes[int(key)]
        pane.set_title(change.title if change else "In all")
        pane.set_count(change.id if change else "")
        text = (
            partial(change_page, change) if change else partial(whole_page, self._old, self._new, self._found)
        )
        self.query_one(Reader).show(text, partial(licence_line, self._new))
