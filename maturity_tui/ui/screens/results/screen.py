"""Results: "what did we learn?" A tab for each answer; what a tab shows is its page's, in `page`'s table."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import ContentSwitcher

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import styles
from maturity_tui.ui.draw import label
from maturity_tui.ui.finding import Finds
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.places import open_place
from maturity_tui.ui.screens.results.page import PAGES, ResultsPage
from maturity_tui.ui.screens.results.view import ResultsView, read_results
from maturity_tui.ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp


class ResultsScreen(Finds):
    """One assessment's results, beside those of the other teams of its round."""

    CSS_PATH = styles("results")
    HELP = (
        "What this assessment says, a tab for each question. Tab shows the next; i explains the figure here, b "
        "notes an idea or blocker about it."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("next-pane", "next_tab", label="next tab", tooltip="Show the next tab", priority=True),
        bind("explain"),
        bind("what-if"),
        bind("idea", label="idea", tooltip="Note an idea or something in the way, about what is here"),
        bind("export"),
        bind("compare", show=False, tooltip="Compare with other assessments, side by side"),
        bind(
            "previous-pane",
            "previous_tab",
            show=False,
            label="tab before",
            tooltip="Show the tab before",
            priority=True,
        ),
        *hidden("find", "find-next", "find-previous"),
    ]

    app: MaturityApp

    def __init__(self, assessment: str, tab: str = "overview") -> None:
        super().__init__()
        self.assessment_id = assessment
        self._tab = tab
        self._view: ResultsView | None = None

    def body(self) -> ComposeResult:
        yield TabStrip([page[:3] for page in PAGES], self._tab, id="tabs")
        with ContentSwitcher(initial=self._tab, id="pages"):
            yield self._make(self._tab)

    def _make(self, tab: str) -> ResultsPage:
        return next(page for page in PAGES if page.id == tab).make()

    @property
    def page(self) -> ResultsPage:
        """The page that is shown."""
        return self.query_one(f"#{self._tab}", ResultsPage)

    def on_mount(self) -> None:
        self.query_one(TabStrip).can_focus = False
        self._read()

    def on_screen_resume(self) -> None:
        """Back from scoring or another screen: the figures may have changed."""
        if self._view is not None:
            self._read()

    def _read(self) -> None:
        self.run_worker(self._read_view(), group="read", exclusive=True)

    async def _read_view(self) -> None:
        try:
            self._view = await self.app.keeper.ask(lambda store: read_results(store, self.assessment_id))
        except StoreError as error:
            self.notice(str(error), "error")
            return
        view, assessment = self._view, self._view.study.assessment
        self.set_path(view.organisation.title, view.study.team, assessment.round.title)
        self._show()

    def _show(self) -> None:
        """Draw the tab that is shown, and say in the header what its figures are."""
        view = self._view
        if view is None or self.is_left:
            return
        self.page.show(view)
        whole = view.results.whole
        raters = sum(view.study.raters.values())
        self.set_state(label(f"{whole.rule} · {whole.scored} of {whole.applicable} scored · {raters} raters"))
        self.on_results_page_noted()
        self.page.query_one(self.page.LIST).focus()
        self.refresh_bindings()

    def on_results_page_noted(self) -> None:
        """Say beside the tabs what the page has to say of itself."""
        self.query_one(TabStrip).set_note(label(self.page.note), label(self.page.short_note))

    def on_results_page_said(self, event: ResultsPage.Said) -> None:
        self.notice(event.text, event.kind)

    def on_results_page_changed(self) -> None:
        self._read()

    def help_about(self) -> str:
        return f"{self.HELP} {self.page.HELP_PAGE}".strip()

    # keys ----------------------------------------------------------------------

    def action_next_tab(self) -> None:
        self._turn(1)

    def action_previous_tab(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        names = [page.id for page in PAGES]
        self.query_one(TabStrip).choose(names[(names.index(self._tab) + step) % len(names)])

    async def on_tab_strip_changed(self, event: TabStrip.Changed) -> None:
        await self._mount_page(event.tab)
        self._tab = self.query_one(ContentSwitcher).current = event.tab
        self.call_after_refresh(self._show)

    async def on_results_page_narrowed(self, event: ResultsPage.Narrowed) -> None:
        from maturity_tui.ui.screens.results.gaps import Gaps

        await self._mount_page("gaps")
        self.query_one(Gaps).theme = event.theme
        self.query_one(TabStrip).choose("gaps")

    async def _mount_page(self, tab: str) -> None:
        """A page is mounted when it is first wanted."""
        if not self.query(f"#{tab}"):
            await self.query_one(ContentSwitcher).add_content(self._make(tab))

    def on_results_page_opened(self, event: ResultsPage.Opened) -> None:
        open_place(self.app, "score", event.assessment or self.assessment_id, event.capability)

    def action_explain(self) -> None:
        """How the figure under the cursor came about, in one sentence."""
        from maturity_tui.ui.widgets.sentence import Sentence

        found = self.page.explained(self._view) if self._view is not None else None
        if found is not None:
            self.app.push_screen(Sentence(*found))
        else:
            self.notice("There is no figure under the cursor.")

    def action_what_if(self) -> None:
        if self._view is None:
            return
        item = self.page.node
        known = item in self._view.framework.capabilities
        open_place(self.app, "what-if", self.assessment_id, item if known else None)

    def action_idea(self) -> None:
        """Note an idea or blocker about what is under the cursor, on whatever tab."""
        from maturity_tui.ui.screens.results.noting import LOCKED

        view = self._view
        if view is None or self._is_noting:
            return
        if view.study.assessment.is_locked:
            self.notice(LOCKED, "warning")
        else:
            self.run_worker(self._note_idea(view, self.page.node), group="noting")

    @property
    def _is_noting(self) -> bool:
        """Whether the form is there already: a key that is held down opens one."""
        return any(one.group == "noting" and one.node is self and not one.is_finished for one in self.workers)

    async def _note_idea(self, view: ResultsView, about: str | None) -> None:
        from maturity_tui.ui.screens.results.noting import kept, noted

        try:
            new = await noted(self.app, view, about)
        except StoreError as error:
            self.notice(str(error), "error")
            return
        if new is not None:
            self.notice(kept(view, new), "success")
            await self._read_view()

    def action_compare(self) -> None:
        open_place(self.app, "compare", self.assessment_id)

    def action_export(self) -> None:
        if self._view is not None:
            open_place(self.app, "export", self.assessment_id)

    def find_here(self, wanted: str, step: int) -> bool:
        return self.page.find(wanted, step)

    def action_back(self) -> None:
        if not self.end_find() and not self.page.close():
            super().action_back()
