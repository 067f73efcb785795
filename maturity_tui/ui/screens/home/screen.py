"""Home: "where were we?" The figure, the teams, what waits for you; and the keys that lead on from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from maturity_tui.store.glance import TeamRow
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.home.page import HomePage, row_key
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    pass

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


class HomeScreen(HomePage):
    """The current organisation's teams in one round."""

    TITLE = "Home"

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
        return next((row for row in rows if row_key(row) == key), None)

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
