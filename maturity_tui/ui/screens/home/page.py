"""Home's looks: the figure, the teams, what waits. What the keys do is in `screen`.

Reads the store's glance (plain sqlite3) so that the figures stand at the first paint; what waits is computed by the
store's thread and follows.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import Static

from maturity_tui.store.errors import StoreError
from maturity_tui.store.glance import Glance, TeamRow, glance
from maturity_tui.store.place import database_url, demo_path, sqlite_path
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import counted, label
from maturity_tui.ui.screens.home.rows import bars_key, team_head, team_row
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.ui.widgets.service_figure import ServiceFigure

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp
    from maturity_tui.ui.waiting import Waiting

# Seconds: what waits is computed once the figures have been painted.
WARM_AFTER = 0.3


class HomePage(MaturityScreen):
    """The figure of the round, its teams, and what waits for somebody."""

    CSS_PATH = styles("home")

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
            [Row(row_key(row), partial(team_row, row, seen), text=row.title) for row in seen.teams],
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


def row_key(row: TeamRow) -> str:
    """What tells a row of the list of teams apart."""
    return row.assessment or f"team:{row.team}"
