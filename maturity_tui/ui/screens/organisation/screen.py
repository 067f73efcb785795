"""Organisation: "how do all of us stand?" The tree of teams with figures over those that count, and who does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from maturity_tui.assessments.organisation import Team
from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD, in_per_cent
from maturity_tui.assessments.teams.figures import TeamRollup
from maturity_tui.assessments.teams.words import counting
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.base import styles
from maturity_tui.ui.draw import label, line
from maturity_tui.ui.finding import Finds
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.places import open_place
from maturity_tui.ui.screens.organisation.rows import area_rows, left_lines, team_rows
from maturity_tui.ui.screens.organisation.steps import OrganisationSteps
from maturity_tui.ui.screens.organisation.talks import OrganisationTalks
from maturity_tui.ui.screens.organisation.view import OrganisationView, read_organisation, why_in_short
from maturity_tui.ui.widgets.row_list import GUTTER, RowList

if TYPE_CHECKING:
    from maturity_tui.store import Store

NO_TEAMS = "No teams yet: n adds one. Teams form a tree, and each level is a roll-up of those below it."
NOBODY = "There is no organisation yet: n at home begins an assessment, and makes one."


class OrganisationScreen(Finds, OrganisationSteps, OrganisationTalks):
    """The tree in one round and framework; below it who is left out of the row under the cursor."""

    CSS_PATH = styles("organisation")
    HELP = (
        "Each row is a team with all below it: the mean over the teams that can be put together, the range from the"
        " lowest team to the highest, the lowest capability anywhere. What is on another version, or scored to less"
        f" than {in_per_cent(COVERAGE_THRESHOLD)}, is left out and said below. Left and right show another round, tab"
        " another framework."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", label="open", tooltip="Open a team's results; on a team above others, those below it"),
        bind("areas", label="areas or teams", short="areas", tooltip="Switch between teams and areas"),
        bind("new", label="new team", tooltip="Add a team below this one"),
        bind("change-team", "change", key="E", label="change team", short="change",
             tooltip="Name, place in the tree, people, from when to when, who follows"),
        bind("next-pane", "next_framework", label="next framework", short="framework", priority=True,
             tooltip="Show the next framework"),
        bind("explain"),
        bind("previous-pane", "previous_framework", show=False, tooltip="Show the framework before", priority=True),
        bind("remove", key="backspace,delete", label="take away", show=False,
             tooltip="Take a team away that has no assessment; u brings it back"),
        bind("headcount", key="H", label="by headcount", show=False,
             tooltip="Teams count by their headcount, or alike"),
        bind("previous-round", key="left,h", label="round before", show=False, tooltip="Show the round before"),
        bind("next-round", key="right,l", label="round after", show=False, tooltip="Show the round after"),
        *hidden("undo", "redo", "find", "find-next", "find-previous"),
    ]  # fmt: skip

    def __init__(self, below: str | None = None) -> None:
        super().__init__()
        self.view: OrganisationView | None = None
        self._below = [below] if below else []
        self._by_headcount = False
        self._areas = False

    def body(self) -> ComposeResult:
        yield Static(id="organisation-head")
        yield RowList(id="organisation-rows")
        yield Static(id="organisation-left")

    def on_mount(self) -> None:
        self.set_path("Organisation")
        self.query_one(RowList).focus()
        self.read()

    def on_screen_resume(self) -> None:
        """Back from a team's results: figures may have changed."""
        if self.view is not None:
            self.read()

    def read(self, cursor: str | None = None) -> None:
        """Read everything again."""
        self.run_worker(self._read(cursor), group="read", exclusive=True)

    async def _read(self, cursor: str | None) -> None:
        def ask(store: Store) -> OrganisationView | None:
            return read_organisation(store, self._round, self._framework, by_headcount=self._by_headcount)

        try:
            self.view = await self.app.keeper.ask(ask)
        except StoreError as error:
            self.notice(str(error), "error")
            return
        if not self.is_left:
            self._draw(cursor)

    # drawing -------------------------------------------------------------------

    @property
    def below(self) -> str | None:
        """The team that is narrowed to."""
        return self._below[-1] if self._below else None

    def _draw(self, cursor: str | None = None) -> None:
        view = self.view
        rows = self.query_one(RowList)
        if view is None:
            rows.set_rows([], empty=NOBODY)
            return
        self._below = [team for team in self._below if team in view.organisation.team_by_id]
        self._show_head(view)
        rolled = view.of(self.below)
        if self._areas and rolled is not None and rolled.standings:
            self._draw_areas(rows, rolled)
        else:
            self._draw_teams(rows, view, cursor)
        self._show_left()
        self.refresh_bindings()

    def _show_head(self, view: OrganisationView) -> None:
        names = [view.organisation.team_title(team) for team in self._below]
        self.set_path(view.organisation.title, "Organisation", *names)
        self.set_state(label(f"{view.round.title} {GLYPHS.dot} {counting(self._by_headcount)[:-1].lower()}"
                             if view.round else "no round yet"))  # fmt: skip
        parts = [
            line((title, "bold $text-primary") if id == view.framework else (id, "$muted"))
            for id, title in view.frameworks
        ]
        self.query_one("#organisation-head", Static).update(Content("    ").join(parts))

    def _draw_teams(self, rows: RowList, view: OrganisationView, cursor: str | None) -> None:
        lines = view.lines(self.below)
        head, found = team_rows(view, lines, self._room(len(lines)))
        rows.open_label = "open"
        rows.set_rows(found, cursor=cursor, empty=NO_TEAMS, head=head if found else None)

    def _draw_areas(self, rows: RowList, rolled: TeamRollup) -> None:
        head, found = area_rows(rolled, self._room(len(rolled.nodes())))
        rows.open_label = ""
        rows.set_rows(found, head=head)

    def _room(self, count: int) -> int:
        """The cells of so many rows, less the gutter, and less a scroll bar where there is one."""
        size = self.query_one(RowList).size
        return max(40, size.width - GUTTER - (2 if count >= size.height else 0))

    def on_resize(self, event: events.Resize) -> None:
        if self.view is not None:
            self.call_after_refresh(self._draw)

    def on_row_list_highlighted(self) -> None:
        self._show_left()

    @property
    def _here(self) -> tuple[TeamRollup, str | None] | None:
        """The roll-up of the row under the cursor, and its node where areas are shown."""
        view, key = self.view, self.query_one(RowList).cursor_key
        if view is None or key is None:
            return None
        rolled = view.of(self.below if self._areas else key)
        return (rolled, key if self._areas else None) if rolled is not None else None

    def _show_left(self) -> None:
        """Who is left out of the figure under the cursor; as many sentences as there is room for."""
        here = self._here
        if here is None:
            said = "" if self.view is None or self.view.rolled else "Nothing is assessed in this round."
            self.query_one("#organisation-left", Static).update(said)
            return
        rolled, node = here
        width, most = min(110, max(40, self.app.size.width - 6)), 8 if self.has_class("-wide") else 4
        lines = left_lines(rolled.left_out(node), width, most)
        self.query_one("#organisation-left", Static).update(Content("\n").join(map(label, lines)))

    # keys ----------------------------------------------------------------------

    @property
    def team(self) -> Team | None:
        """The team under the cursor; where areas are shown, the one narrowed to."""
        key = self.below if self._areas else self.query_one(RowList).cursor_key
        return self.view.organisation.team_by_id.get(key or "") if self.view is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing but what there is something for."""
        if action in ("next_framework", "previous_framework"):
            return self.view is not None and len(self.view.frameworks) > 1
        if action == "new":
            return self.view is not None
        if action in ("change", "remove"):
            return self.team is not None and not self._areas
        if action in ("areas", "explain", "headcount"):
            return self.view is not None and self.view.rolled is not None
        return True

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        view, team = self.view, self.team
        if view is None or team is None or self._areas:
            return
        if view.organisation.children(team.id) and team.id != self.below:
            self._below.append(team.id)
            self._draw()
        elif (one := view.assessment(team.id)) is not None:
            open_place(self.app, "results", one)
        else:
            why = why_in_short(view, team) or "it is the roll-up of the teams below it"
            self.notice(f"{team.title} has no results of its own here: {why}.")

    def action_back(self) -> None:
        """Out of what is narrowed to, then off the screen."""
        if self.end_find():
            return
        if self._below:
            gone = self._below.pop()
            self._areas = False
            self._draw(gone)
        else:
            super().action_back()

    def action_areas(self) -> None:
        self._areas = not self._areas
        self._draw(self.below)

    def action_headcount(self) -> None:
        self._by_headcount = not self._by_headcount
        self.notice(counting(self._by_headcount))
        self.read()

    def action_explain(self) -> None:
        """How the figure under the cursor came about, and all who are left out."""
        from maturity_tui.ui.widgets.text_dialog import TextDialog

        here = self._here
        if here is not None:
            rolled, node = here
            self.app.push_screen(TextDialog(rolled.title, Content(rolled.explain(node))))
