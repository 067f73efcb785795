"""Ambition: "where do we want to be, and who says so?" Themes by weight, their targets, the organisation's profile."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import styles
from maturity_tui.ui.finding import Finds
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.screens.ambition.rows import ambition_rows, changed_row, count_said, head, theme_of
from maturity_tui.ui.screens.ambition.talks import AmbitionTalks
from maturity_tui.ui.screens.ambition.text import EMPTY, NOBODY, about, facts_line
from maturity_tui.ui.screens.ambition.view import AmbitionView, read_ambition
from maturity_tui.ui.screens.frameworks.reader import Reader
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.assessments.organisation import Theme

KINDS = {
    "title": "the name", "profile": "the profile", "teams": "the teams", "ambition": "the ambition",
    "organisation": "several parts of the organisation", "import": "the import",
}  # fmt: skip


class AmbitionScreen(Finds, AmbitionTalks):
    """The themes and their targets at the left, what stands behind the one under the cursor at the right."""

    CSS_PATH = styles("ambition")
    HELP = (
        "Themes are the organisation's aims, the heaviest first; below each stand the levels that it wants. A team's "
        "own target comes before them. Weights order the list of gaps: v makes them from what groups say, enter sets "
        "one by hand. Whatever changes here is kept at once; u takes it back, also after a restart."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", "edit", label="change", tooltip="Change this theme, or the level of this target"),
        bind("new", label="theme", tooltip="Add a theme"),
        bind("target", "aim", label="target", tooltip="Set a target in this theme: choose the area or capability"),
        bind("votes", "gather", label="priorities", tooltip="Make the weights from what groups say: points or ranks"),
        bind("profile", "profile", key="P", label="profile", tooltip="Say what kind of organisation this is"),
        bind("remove", key="backspace,delete", label="remove", tooltip="Take this theme or target away; u undoes it"),
        bind("undo"),
        *hidden("redo", "find", "find-next", "find-previous"),
        bind("explain", show=False, tooltip="Say how this weight was made"),
    ]  # fmt: skip

    FIND_HINT = "Part of a theme's or a target's name."

    def __init__(self) -> None:
        super().__init__()
        self.view: AmbitionView | None = None

    def body(self) -> ComposeResult:
        yield Static(id="ambition-facts")
        with Horizontal(id="ambition-panes"):
            with Pane("Themes", id="ambition-list"):
                yield RowList(id="ambition-rows", open_label="change")
            with Pane(id="ambition-page"):
                yield Reader(id="ambition-reader")
        yield Static(id="ambition-nothing")

    def on_mount(self) -> None:
        self.set_path("Ambition")
        self.query_one(RowList).focus()
        self.read()

    def read(self, cursor: str | None = None) -> None:
        """Read everything again, and show it."""
        self.run_worker(self._read(cursor), group="read", exclusive=True)

    async def _read(self, cursor: str | None) -> None:
        try:
            view = await self.app.keeper.ask(read_ambition)
        except StoreError as error:
            self.notice(str(error), "error")
            return
        if not self.is_left:
            self.show(view, cursor)

    def show(self, view: AmbitionView | None, cursor: str | None = None) -> None:
        """Draw this; the cursor goes to a row, else it stays."""
        self.view = view
        nothing = EMPTY if view else NOBODY
        self.set_class(view is None or not view.themes, "-nothing")
        self.query_one("#ambition-nothing", Static).update(Content(nothing))
        if view is not None:
            self.set_path(view.organisation.title, "Ambition")
            self._show_facts()
            rows = ambition_rows(view)
            self.query_one("#ambition-rows", RowList).set_rows(rows, cursor=cursor, head=partial(head, view))
            self.query_one("#ambition-list", Pane).set_count(count_said(view))
        self._show_page()
        self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        self._show_facts()

    def _show_facts(self) -> None:
        if self.view is not None:
            width = max(20, self.app.size.width - 6)
            self.query_one("#ambition-facts", Static).update(facts_line(self.view, width))

    # what is under the cursor --------------------------------------------------------

    @property
    def here(self) -> tuple[Theme, str] | None:
        """The theme under the cursor or above it, and the target's key there ("" on the theme itself)."""
        key = self.query_one("#ambition-rows", RowList).cursor_key
        if self.view is None or key is None:
            return None
        id, target = theme_of(key)
        theme = self.view.theme(id)
        return (theme, target) if theme and (not target or target in theme.targets) else None

    def on_row_list_highlighted(self) -> None:
        self._show_page()

    def _show_page(self) -> None:
        here = self.here
        if self.view is None or here is None:
            return
        theme, target = here
        aims = self.view.aims_at(target) if target else []
        page = self.query_one("#ambition-page", Pane)
        page.set_title(aims[0].title if aims else target or theme.title)
        self.query_one(Reader).show(partial(about, self.view, theme, target))

    # keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing but what there is something for."""
        if action in ("edit", "aim", "gather", "remove", "explain", "find", "find_next", "find_previous"):
            return self.view is not None and bool(self.view.themes)
        return self.view is not None if action in ("new", "profile", "undo", "redo") else True

    def on_row_list_chosen(self) -> None:
        self.action_edit()

    async def action_undo(self) -> None:
        await self._turn("undo")

    async def action_redo(self) -> None:
        await self._turn("redo")

    async def _turn(self, way: str) -> None:
        if self.view is None:
            return
        id = self.view.organisation.id
        try:
            saved = await self.app.keeper.ask(
                lambda store: store.undo_organisation(id) if way == "undo" else store.redo_organisation(id)
            )
        except StoreError as error:
            self.notice(str(error), "error")
            return
        if saved is None:
            self.notice(f"There is nothing to {way}.")
            return
        cursor = changed_row(self.view.organisation, saved.organisation)
        self.show(AmbitionView(saved.organisation, self.view.frameworks), cursor)
        self.kept(saved.at)
        self.notice(f"{'Undone' if way == 'undo' else 'Done again'}: {KINDS[saved.kind]}.")

    def kept(self, at: dt.datetime) -> None:
        """It is on disk: say when, and let home's figures follow."""
        self.saved(f"{at.astimezone():%H:%M:%S}")
        self.app.refresh_home()

    def action_explain(self) -> None:
        """How the weight or the target under the cursor came about."""
        from maturity_tui.ui.screens.ambition.text import explained
        from maturity_tui.ui.widgets.sentence import Sentence

        if self.view is not None and (here := self.here) is not None:
            self.app.push_screen(Sentence(*explained(self.view, *here)))
