"""Results: "what did we learn?" Overview, heat map, gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import ContentSwitcher

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import FIND_OVER, MaturityScreen, styles
from maturity_tui.ui.draw import counted, label
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.places import open_place
from maturity_tui.ui.screens.results_gaps import Gaps
from maturity_tui.ui.screens.results_heat import Heat
from maturity_tui.ui.screens.results_overview import Overview
from maturity_tui.ui.screens.results_view import GAPS_NOTE, ResultsView, read_results
from maturity_tui.ui.screens.score_explain import explain
from maturity_tui.ui.widgets.heat_table import HeatTable
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp

TABS = (("overview", "Overview"), ("heat", "Heat map", "Heat"), ("gaps", "Gaps"))
FOCUS = {"overview": "#overview-rows", "heat": "#heat-table", "gaps": "#gap-rows"}


class ResultsScreen(MaturityScreen):
    """One assessment's results, beside those of the other teams of its round."""

    CSS_PATH = styles("results")
    HELP = (
        "Overview: each area from now to its target; the lowest capability stands beside the mean. Heat map: all teams "
        "of the round; enter opens an area into its capabilities. Gaps: in the order of gap × weight × priority of the "
        f"aims that want it. {GAPS_NOTE} Tab shows the next."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("next-pane", "next_tab", label="next tab", tooltip="Show the next tab", priority=True),
        bind("areas"),
        bind("theme", "theme", key="t", label="theme", tooltip="Show one theme's gaps after the other"),
        bind("explain"),
        bind("what-if"),
        bind("export"),
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
        self._assessment = assessment
        self._tab = tab
        self._view: ResultsView | None = None
        self._wanted = ""

    def body(self) -> ComposeResult:
        yield TabStrip(TABS, self._tab, id="tabs")
        with ContentSwitcher(initial=self._tab, id="pages"):
            yield Overview("overview")
            yield Heat("heat")
            yield Gaps("gaps")

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
            self._view = await self.app.keeper.ask(lambda store: read_results(store, self._assessment))
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
        page = self.query_one(f"#{self._tab}")
        assert isinstance(page, Overview | Heat | Gaps)
        page.show(view)
        whole = view.results.whole
        raters = sum(view.study.raters.values())
        self.set_state(label(f"{whole.rule} · {whole.scored} of {whole.applicable} scored · {raters} raters"))
        self._show_note()
        self.query_one(FOCUS[self._tab]).focus()
        self.refresh_bindings()

    def _show_note(self) -> None:
        strip, gaps = self.query_one(TabStrip), self.query_one(Gaps)
        count = len(gaps.shown())
        # Nothing below its target, whatever the theme: the list says why.
        shown = self._tab == "gaps" and (count or gaps.theme)
        strip.set_note(label(f"{counted(count, 'gap')} · by theme: {gaps.theme_title}" if shown else ""))

    # keys ----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys of other tabs stay out of this one's footer."""
        if action == "theme":
            return self._tab == "gaps" and self._view is not None and self._view.has_gaps
        return self._tab != "gaps" if action == "areas" else True

    def action_next_tab(self) -> None:
        self._turn(1)

    def action_previous_tab(self) -> None:
        self._turn(-1)

    def _turn(self, step: int) -> None:
        names = [tab[0] for tab in TABS]
        self.query_one(TabStrip).choose(names[(names.index(self._tab) + step) % len(names)])

    def on_tab_strip_changed(self, event: TabStrip.Changed) -> None:
        self._tab = event.tab
        self.query_one(ContentSwitcher).current = event.tab
        self.call_after_refresh(self._show)

    def action_areas(self) -> None:
        if self._tab == "overview":
            self.query_one(Overview).toggle_all()
        elif self._tab == "heat":
            self.query_one(Heat).toggle()

    def action_theme(self) -> None:
        self.query_one(Gaps).next_theme()
        self._show_note()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        view = self._view
        if view is not None and event.list.id == "overview-rows" and event.key in view.framework.every_area:
            self.query_one(Overview).toggle(event.key)
        elif view is not None and event.key in view.framework.capabilities:
            open_place(self.app, "score", self._assessment, event.key)

    def on_heat_opened(self, event: Heat.Opened) -> None:
        if self._view is not None:
            open_place(self.app, "score", self._view.ids[event.team], event.capability)

    @property
    def _item(self) -> str | None:
        """The node under the cursor."""
        if self._tab == "heat":
            return self.query_one(Heat).node
        return self.query_one(FOCUS[self._tab], RowList).cursor_key

    def _is_capability(self, item: str | None) -> bool:
        return self._view is not None and item in self._view.framework.capabilities

    def action_explain(self) -> None:
        """How the figure under the cursor came about, in one sentence."""
        from maturity_tui.ui.widgets.sentence import Sentence

        view, item = self._view, self._item
        if view is None or item is None:
            return
        results = view.results
        if self._tab == "heat" and (team := self.query_one(HeatTable).cursor_key) is not None:
            results = view.of_team(team)
        self.app.push_screen(Sentence(view.named(item), view.explained(results, item, explain)))

    def action_what_if(self) -> None:
        if self._view is None:
            return
        item = self._item
        open_place(self.app, "what-if", self._assessment, item if self._is_capability(item) else None)

    def action_export(self) -> None:
        if self._view is not None:
            open_place(self.app, "export", self._assessment)

    def action_find(self) -> None:
        self.app.push_screen(Prompt("Find", hint="Part of a name."), self._find)

    def _find(self, wanted: str | None) -> None:
        if wanted:
            self._wanted = wanted
            self._found(1)

    def action_find_next(self) -> None:
        self._found(1)

    def action_find_previous(self) -> None:
        self._found(-1)

    def _found(self, step: int) -> None:
        if self._wanted and not self.query_one(FOCUS[self._tab], RowList).find(self._wanted, step):
            self.notice(f"“{self._wanted}” is not in this list.")
            self._wanted = ""

    def action_back(self) -> None:
        if self._wanted:
            self._wanted = ""
            self.notice(FIND_OVER)
            return
        if self._tab == "heat" and self.query_one(Heat).close():
            return
        super().action_back()
