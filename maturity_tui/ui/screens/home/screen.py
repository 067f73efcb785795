"""Home: "where were we?" The figure, the teams, and what waits for you.

Reads the store's glance (plain sqlite3) so that the figures stand at the first paint; what waits is computed by the
store's thread and follows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from maturity_tui.store.errors import StoreError
from maturity_tui.store.glance import Glance, TeamRow, glance
from maturity_tui.store.place import database_url, demo_path, sqlite_path
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import counted, label
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.home.rows import bars_key, team_head, team_row
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.ui.widgets.service_figure import ServiceFigure

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp
    from maturity_tui.ui.waiting import Waiting

NEEDS_TEAMS = frozenset(
    (
        "score",
        "results",
        "what_if",
        "export",
        "compare",
        "ambition",
        "teams",
        "plan",
        "previous_round",
        "next_round",
    )
)
# Seconds: what waits is computed once the figures have been painted.
WARM_AFTER = 0.3


class HomeScreen(MaturityScreen):
    """The current organisation's teams in one round."""

    TITLE = "Home"

    CSS_PATH = styles("home")
    HELP = (
        "Each row is a team. Blue is where it is now, gold where it wants to be; the lowest capability stands beside "
        "the mean, because a mean hides it. Below is what waits for somebody. Left and right show another round."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", "score", label="score"),
        bind("results"),
        bind("what-if"),
        bind("frameworks"),
        bind("new"),
        bind("export"),
        bind("ambition", show=False),
        bind("teams", show=False),
        bind("plan", show=False),
        bind("compare", show=False, tooltip="Compare this team's assessment with others, side by side"),
        bind("demo", key="d", label="worked example", tooltip="Open the worked example, a fictional council"),
        bind("import", "import_files", key="i", label="import", tooltip="Read a folder or a file of assessments"),
        bind("previous-round", key="left,h", label="round before", show=False, tooltip="Show the round before"),
        bind("next-round", key="right,l", label="round after", show=False, tooltip="Show the round after"),
    ]  # fmt: skip

    app: MaturityApp

    def __init__(self) -> None:
        super().__init__()
        self._glance: Glance | None = None
        self._round: str | None = None
        self._trouble = ""
        self._waiting: dict[str, Waiting] = {}
        self._left = False
        self._new_here = False
        """Nothing is here yet, and the tour was not seen."""

    def body(self) -> ComposeResult:
        yield ServiceFigure(id="figure")
        with Pane("Teams", id="teams"):
            yield RowList(id="team-rows", airy=True, open_label="score")
        with Pane("Waiting for you", count=label("tab comes here"), id="waiting"):
            yield RowList(id="waiting-rows")

    def help_about(self) -> str:
        from maturity_tui.ui.screens.home.first_run import FIRST_HELP

        return self.HELP if self._glance is not None else FIRST_HELP

    def on_mount(self) -> None:
        self.show_glance()
        self.set_timer(WARM_AFTER, self._look_for_waiting)

    def on_screen_suspend(self) -> None:
        self._left = True

    def on_screen_resume(self) -> None:
        """Back from another screen: the figures may have changed there."""
        if self._left:
            self.refresh_figures()

    def refresh_figures(self) -> None:
        """Read the figures again, then what waits."""
        self.show_glance()
        self._look_for_waiting()

    def show_glance(self) -> None:
        """Read the figures of the round and draw them."""
        path = sqlite_path(database_url(self.app.url))
        self._trouble = ""
        try:
            self._glance = glance(path, self._round) if path else None
        except StoreError as error:
            self._glance, self._trouble = None, str(error)
        self.set_class(self._glance is None, "-empty")
        for rows in self.query(RowList):
            rows.can_focus = self._glance is not None
        if self._glance is None:
            self.set_focus(None)
        self.refresh_bindings()
        if self._glance is None:
            self._show_first_run()
        else:
            self._show_teams(self._glance)

    def _show_first_run(self) -> None:
        from maturity_tui.ui.screens.home.first_run import first_words

        if not self.query("#first-run"):
            self.mount(Static(id="first-run"), before="#figure")
        text = first_words(self.app, self._trouble, new_here=self._new_here)
        self.query_one("#first-run", Static).update(text)
        self.set_path("maturity")
        self.set_state("" if self._trouble else "nothing here yet")

    def _show_teams(self, seen: Glance) -> None:
        self.set_path(seen.title)
        teams = len({row.team for row in seen.teams})
        self.set_state(
            label(f"{seen.round.title} · {counted(teams, 'team')}" if seen.round else "no rounds yet")
        )
        self.query_one(ServiceFigure).show(seen.service)
        levels = seen.service.levels if seen.service else ()
        team_rows = self.query_one("#team-rows", RowList)
        team_rows.set_rows(
            [Row(_key(row), partial(team_row, row, seen), text=row.title) for row in seen.teams],
            head=lambda width: team_head(levels, seen, width),
            empty="n begins an assessment",
        )
        if self.focused is None:
            team_rows.focus()
        if seen.service:
            self.query_one("#teams", Pane).set_count(bars_key(seen.service.framework))

    # what waits ----------------------------------------------------------------

    def _look_for_waiting(self) -> None:
        work = self._find_waiting() if self._glance is not None else self._look_again()
        self.run_worker(work, group="waiting", exclusive=True)

    async def _look_again(self) -> None:
        """The store makes a new file, and brings an old one up to date: then there may be something to see."""
        from maturity_tui.ui.screens.tour import is_new

        try:
            self._new_here = await self.app.keeper.ask(is_new)
        except StoreError as error:
            self._trouble = self._trouble or str(error)
            self._show_first_run()
            return
        self.show_glance()
        if self._glance is not None:
            await self._find_waiting()

    async def _find_waiting(self) -> None:
        from maturity_tui.ui.screens.home.waiting import NOTHING, keyed, waiting_in, waiting_rows

        seen = self._glance
        if seen is None or seen.round is None:
            return
        try:
            found = await self.app.keeper.ask(lambda store: waiting_in(store, seen))
        except StoreError as error:
            self.notice(str(error), "error")
            return
        self._waiting = keyed(found)
        self.query_one("#waiting-rows", RowList).set_rows(waiting_rows(self._waiting), empty=NOTHING)
        if sqlite_path(database_url(self.app.url)) == demo_path():
            from maturity_tui.ui.screens.tour import offer

            await offer(self.app)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if event.list.id == "waiting-rows":
            # Chosen as the list was read again: it may wait no more.
            if (item := self._waiting.get(event.key)) is not None:
                self._open(item.opens, item.assessment, item.capability, item.team)
        else:
            self.action_score()

    # keys ----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The first run offers what fills it; afterwards those keys leave the footer (the palette keeps them)."""
        if action in NEEDS_TEAMS:
            return self._glance is not None
        return self._glance is None if action in ("demo", "import_files") else True

    @property
    def _row(self) -> TeamRow | None:
        """The team under the cursor."""
        key = self.query_one("#team-rows", RowList).cursor_key
        rows = self._glance.teams if self._glance else ()
        return next((row for row in rows if _key(row) == key), None)

    def action_score(self) -> None:
        row = self._row
        if row and row.assessment:
            self._open("score", row.assessment)
        elif row:
            self._open("new", None)

    def action_results(self) -> None:
        self._open_started("results")

    def action_what_if(self) -> None:
        self._open_started("what-if")

    def action_export(self) -> None:
        self._open_started("export")

    @property
    def assessment_id(self) -> str | None:
        """The assessment under the cursor, which the palette's places are about."""
        row = self._row if self._glance is not None else None
        return row.assessment if row else None

    def action_compare(self) -> None:
        self._open_started("compare")

    def action_ambition(self) -> None:
        self._open("ambition", None)

    def action_teams(self) -> None:
        self._open("organisation", None)

    def action_plan(self) -> None:
        self._open("plan", None)

    def action_frameworks(self) -> None:
        self._open("frameworks", None)

    def action_new(self) -> None:
        self._open("new", None)

    def action_import_files(self) -> None:
        self._open("import", None)

    def _open_started(self, place: str) -> None:
        """Open a place of the assessment under the cursor; where there is none, say what to do."""
        row = self._row
        if row is None:
            self.notice("There is no assessment yet: n begins one, d opens the worked example.")
        elif row.assessment is None:
            self.notice(f"{row.title} has not started: enter begins its assessment.")
        else:
            self._open(place, row.assessment)

    def _open(
        self, place: str, assessment: str | None, capability: str | None = None, team: str | None = None
    ) -> None:
        from maturity_tui.ui import places

        if team is None and (row := self._row) is not None:
            team = row.team
        places.open_place(self.app, place, assessment, capability, team=team)

    def action_demo(self) -> None:
        self.run_worker(self._open_demo(), exclusive=True)

    async def _open_demo(self) -> None:
        from maturity_tui.ui.screens.home.first_run import opened_demo

        if await opened_demo(self):
            self._round = None
            self.refresh_figures()

    def action_previous_round(self) -> None:
        self._step_round(-1)

    def action_next_round(self) -> None:
        self._step_round(1)

    def _step_round(self, step: int) -> None:
        seen = self._glance
        if seen is None or seen.round is None:
            return
        at = seen.rounds.index(seen.round) + step
        if not 0 <= at < len(seen.rounds):
            self.notice("There is no earlier round." if step < 0 else "There is no later round.")
            return
        self._round = seen.rounds[at].id
        self.refresh_figures()


def _key(row: TeamRow) -> str:
    return row.assessment or f"team:{row.team}"
