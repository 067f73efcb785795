"""Home: "where were we?" The figure, the teams, and what waits for you.

Reads the store's glance (plain sqlite3) so that the figures stand at the first paint; what waits is computed by the
store's thread and follows.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from maturity_tui.store.errors import StoreError
from maturity_tui.store.glance import Glance, TeamRow, glance
from maturity_tui.store.place import database_url, sqlite_path
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import counted, label, line
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.home_rows import name_width, team_head, team_row, waiting_row
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.ui.widgets.service_figure import ServiceFigure

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp
    from maturity_tui.ui.waiting import Waiting

# Seconds: what waits is computed once the figures have been painted.
WARM_AFTER = 0.3
EMPTY = (
    "Score how well your team does what it does, see the gap to where it needs to be, and see what training, capacity "
    "or technology would change."
)
FIRST_HELP = (
    "Nothing is here yet. Look at the worked example first, a fictional council in a database of its own, or begin an "
    "assessment: it asks for your organisation, the team, what it is scored against and the round."
)


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
        self._waiting: tuple[Waiting, ...] = ()
        self._left = False

    def body(self) -> ComposeResult:
        yield ServiceFigure(id="figure")
        with Pane("Teams", id="teams"):
            yield RowList(id="team-rows", airy=True, open_label="score")
        with Pane("Waiting for you", count=label("tab comes here"), id="waiting"):
            yield RowList(id="waiting-rows")

    def help_about(self) -> str:
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
        keys = [
            ("d", "the worked example: a fictional council"),
            ("n", "a new assessment of your own"),
            ("i", "import a folder or a file"),
        ]
        rows = [line((key, "bold $text-primary"), f"  {what}") for key, what in keys]
        said = [line((f"{GLYPHS.stale} ", "$error"), self._trouble)] if self._trouble else [Content(EMPTY)]
        text = Content("\n").join([*said, Content(""), *(rows[:1] if self._trouble else rows)])
        if not self.query("#first-run"):
            self.mount(Static(id="first-run"), before="#figure")
        self.query_one("#first-run", Static).update(text)
        self.set_path("maturity")
        self.set_state("" if self._trouble else "nothing here yet")

    def _show_teams(self, seen: Glance) -> None:
        self.set_path(seen.title)
        teams = len({row.team for row in seen.teams})
        self.set_state(
            line(
                (
                    f"{seen.round.title} · {counted(teams, 'team')}" if seen.round else "no rounds yet",
                    "$muted",
                )
            )
        )
        self.query_one(ServiceFigure).show(seen.service)
        rows = [Row(_key(row), partial(team_row, row, seen), text=row.title) for row in seen.teams]
        levels = seen.service.levels if seen.service else ()
        team_rows = self.query_one("#team-rows", RowList)
        team_rows.set_rows(
            rows, head=lambda width: team_head(levels, seen, width), empty="n begins an assessment"
        )
        if self.focused is None:
            team_rows.focus()
        if seen.service:
            key = line(
                (seen.service.framework, "$muted"),
                ("   ● ", "$current"),
                ("now   ", "$muted"),
                ("◆ ", "$target"),
                ("target", "$muted"),
            )
            self.query_one("#teams", Pane).set_count(key)

    # what waits ----------------------------------------------------------------

    def _look_for_waiting(self) -> None:
        work = self._find_waiting() if self._glance is not None else self._look_again()
        self.run_worker(work, group="waiting", exclusive=True)

    async def _look_again(self) -> None:
        """The store makes a new file, and brings an old one up to date: then there may be something to see."""
        try:
            await self.app.keeper.ask(lambda store: None)
        except StoreError as error:
            self._trouble = self._trouble or str(error)
            self._show_first_run()
            return
        self.show_glance()
        if self._glance is not None:
            await self._find_waiting()

    async def _find_waiting(self) -> None:
        from maturity_tui.ui.waiting import waiting

        seen = self._glance
        if seen is None or seen.round is None:
            return
        round_id, main = seen.round.id, seen.service.framework if seen.service else ""
        # In a round that is over, nobody is to begin any more.
        now = seen.round == seen.rounds[-1]
        absent = [(row.team, row.title) for row in seen.teams if now and row.assessment is None]
        try:
            self._waiting = await self.app.keeper.ask(
                lambda store: waiting(store, round_id, main, dt.date.today(), absent)
            )
        except StoreError as error:
            self.notice(str(error), "error")
            return
        names = name_width(self._waiting)
        rows = [
            Row(str(at), partial(waiting_row, item, names), text=item.title)
            for at, item in enumerate(self._waiting)
        ]
        self.query_one("#waiting-rows", RowList).set_rows(
            rows, empty="Nothing waits: every assessment of this round is signed off."
        )

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        if event.list.id == "waiting-rows":
            item = self._waiting[int(event.key)]
            self._open(item.opens, item.assessment, item.capability, item.team)
        else:
            self.action_score()

    # keys ----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The first run offers what fills it; afterwards those keys leave the footer (the palette keeps them)."""
        if action in ("score", "results", "what_if", "export", "previous_round", "next_round"):
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
        if (row := self._started()) is not None:
            self._open("results", row.assessment)

    def action_what_if(self) -> None:
        if (row := self._started()) is not None:
            self._open("what-if", row.assessment)

    def action_export(self) -> None:
        if (row := self._started()) is not None:
            self._open("export", row.assessment)

    def action_frameworks(self) -> None:
        self._open("frameworks", None)

    def action_new(self) -> None:
        self._open("new", None)

    def action_import_files(self) -> None:
        self._open("import", None)

    def _started(self) -> TeamRow | None:
        """The row under the cursor if it has an assessment; says what to do where it has not."""
        row = self._row
        if row is None:
            self.notice("There is no assessment yet: n begins one, d opens the worked example.")
        elif row.assessment is None:
            self.notice(f"{row.title} has not started: enter begins its assessment.")
            return None
        return row

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
        from maturity_tui.store.demo import demo_url

        self.notice("Opening the worked example …")
        try:
            url = await self.app.keeper.do(demo_url)
        except StoreError as error:
            self.notice(str(error), "error")
            return
        self._round = None
        await self.app.switch_to(url)
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
