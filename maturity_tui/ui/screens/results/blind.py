"""Results, blind spots: the team's agreed scores beside what users, stakeholders and reviewers say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from maturity_tui.assessments.blind_spots import FEWEST, Seen, blind_spots
from maturity_tui.ui.draw import clip
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.places import open_place
from maturity_tui.ui.screens.results.blind_rows import HEADS, Shown, detail, head, row
from maturity_tui.ui.screens.results.page import READABLE, ResultsPage
from maturity_tui.ui.screens.results.view import ResultsView
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp

TEACHES = (
    "Nobody outside the team can be compared with it yet. Ask users and stakeholders with any survey tool "
    "(`maturity assessments survey ID -o questions.md` writes the questions), and n brings in what it exports, csv or "
    f"xlsx. A perspective is shown from {FEWEST} of it on who gave a level."
)
TOO_FEW = (
    "Others rated {count}, but fewer than {fewest} of a perspective gave a level there: nothing of it is shown, so "
    "that nobody can be told apart. n brings more answers in."
)


class BlindSpots(ResultsPage):
    """The list, the furthest apart first, and what was said and written about the one under the cursor."""

    LIST = "#blind-rows"
    HELP_PAGE = (
        "Blind spots: one step of the scale or more between the team and the middle of what users (U), stakeholders "
        f"(S) or reviewers (R) say. Each is shown from {FEWEST} of it on, and none is averaged into a score. n brings "
        "a survey in."
    )
    BINDINGS = [
        bind(
            "new",
            "bring_in",
            label="survey answers",
            short="survey",
            tooltip="Bring in what a survey tool exported",
        ),
        *hidden("undo", "redo"),
    ]

    app: MaturityApp

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._shown: Shown | None = None

    def compose(self) -> ComposeResult:
        yield RowList(id="blind-rows", open_label="score it")
        with Pane(id="blind-detail"):
            yield Static(id="blind-text")

    def show(self, view: ResultsView) -> None:
        """Compare, and draw."""
        if self._shown is None or self._shown.view.study is not view.study:
            self._shown = Shown(view, blind_spots(view.framework, view.study.assessment))
        shown = self._shown
        rows = [
            Row(seen.capability, partial(row, shown, seen), text=view.named(seen.capability))
            for seen in shown.spots.rows
        ]
        self.query_one(RowList).set_rows(
            rows, head=partial(head, shown) if rows else None, empty=self._nothing(shown)
        )
        self._show_detail()

    def _nothing(self, shown: Shown) -> str:
        few = len(shown.spots.too_few)
        framework = shown.view.framework
        count = f"{few} {framework.noun if few == 1 else framework.nouns}"
        return TOO_FEW.format(count=count, fewest=FEWEST) if few else TEACHES

    @property
    def note(self) -> str:
        """How many are blind spots, of those that can be compared."""
        count, compared = self._counts
        return _blind_of(count, compared) if compared else ""

    @property
    def short_note(self) -> str:
        """`5 of 10 blind`."""
        count, compared = self._counts
        return f"{count} of {compared} blind" if compared else ""

    @property
    def _counts(self) -> tuple[int, int]:
        """How many are blind spots, and how many can be compared."""
        spots = self._shown.spots if self._shown else None
        return (len(spots.blind), sum(area.compared for area in spots.areas)) if spots else (0, 0)

    @property
    def here(self) -> Seen | None:
        """The one under the cursor."""
        key = self.query_one(RowList).cursor_key
        return self._shown.spots.by_capability.get(key or "") if self._shown else None

    def explained(self, view: ResultsView) -> tuple[str, str] | None:
        """How the difference came about; what its area looks like."""
        seen = self.here
        if seen is None or self._shown is None:
            return None
        return view.named(seen.capability), explained(self._shown, seen)

    # keys ----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """After a find, n goes to the next that was found."""
        return not getattr(self.screen, "finding", False) if action == "bring_in" else True

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.post_message(self.Opened(event.key))

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self._show_detail()

    def on_resize(self) -> None:
        self._show_detail()

    def action_bring_in(self) -> None:
        """Bring in what a survey tool exported."""
        if self._shown is not None:
            open_place(self.app, "reflect", self._shown.view.study.assessment.id)

    def action_undo(self) -> None:
        self._turn(back=True)

    def action_redo(self) -> None:
        self._turn(back=False)

    def _turn(self, *, back: bool) -> None:
        if self._shown is not None:
            self.run_worker(self._turned(self._shown.view.study.assessment.id, back), group="keep")

    async def _turned(self, one: str, back: bool) -> None:
        from maturity_tui.store.errors import StoreError
        from maturity_tui.store.survey_desk import turn

        try:
            said = await self.app.keeper.ask(lambda store: turn(store, one, back=back))
        except StoreError as error:
            self.post_message(self.Said(str(error), "error"))
        else:
            self.post_message(self.Said(said, "success"))
        self.post_message(self.Changed())

    # below the list --------------------------------------------------------------------

    def _show_detail(self) -> None:
        seen, pane = self.here, self.query_one("#blind-detail", Pane)
        pane.display = seen is not None
        if seen is None or self._shown is None:
            return
        wide = self.screen.has_class("-wide")
        width = min(READABLE, max(40, self.size.width - (6 if wide else 2)))
        pane.set_title(self._shown.view.named(seen.capability))
        lines = detail(self._shown, seen, width, most=8 if wide else 6)
        self.query_one("#blind-text", Static).update(Content("\n").join(clip(one, width) for one in lines))


def explained(shown: Shown, seen: Seen) -> str:
    """One sentence a perspective, and one on the area."""
    view, item = shown.view, seen.capability
    team = "The team has not agreed on a level yet"
    if seen.agreed is not None:
        team = f"The team agreed on {view.level_said(item, seen.agreed)}"
    said = [
        f"half or more of {one.answers} {HEADS[one.perspective].lower()} say {view.level_said(item, one.middle)} or "
        f"less{_apart(one.difference)}"
        for one in seen.views
    ]
    top = view.framework.paths[item][0]
    area = next((area for area in shown.spots.areas if area.area == top.id), None)
    counted_ = f" In {top.title} {_blind_of(area.blind, area.compared, ' compared')}." if area else ""
    return (
        f"{team}; {'; '.join(said)}. One step or more is a blind spot; no score is changed by it.{counted_}"
    )


def _blind_of(count: int, compared: int, those: str = "") -> str:
    return f"{count} of {compared}{those} {'is a blind spot' if count == 1 else 'are blind spots'}"


def _apart(difference: int | None) -> str:
    if difference is None:
        return ""
    if not difference:
        return " (the lower median), which is the same"
    steps = "1 step" if abs(difference) == 1 else f"{abs(difference)} steps"
    return f" (the lower median), {steps} {'lower' if difference < 0 else 'higher'}"
