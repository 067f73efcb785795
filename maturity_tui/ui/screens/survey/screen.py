"""Bring in survey answers: what each column is taken for, what is wrong, and then all in one change, or nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from maturity_tui.assessments.models import Perspective
from maturity_tui.assessments.scope import in_scope
from maturity_tui.assessments.survey.table import letters, read_bytes
from maturity_tui.assessments.survey.values import SurveyError
from maturity_tui.store.errors import StoreError
from maturity_tui.store.survey_desk import SurveyDesk, bring_in, open_desk
from maturity_tui.ui.base import styles
from maturity_tui.ui.draw import counted, label, line
from maturity_tui.ui.finding import Finds
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.screens.survey.path import PathPrompt
from maturity_tui.ui.screens.survey.pick import SurveyPick, column_choices, key_of, taken_of
from maturity_tui.ui.screens.survey.rows import AGAIN, BRING, KEEP_GOOD, WHOSE, all_rows, coming, use_words
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.store import Store
    from maturity_tui.ui.app import MaturityApp

MOST_SHOWN = 200
COLUMN_SAYS = "column"
WHOSE_CHOICES = (
    (COLUMN_SAYS, "a column says it"),
    ("user", "all are users"),
    ("stakeholder", "all are stakeholders"),
    ("reviewer", "all are reviewers"),
)


async def reflect(app: MaturityApp, assessment: str) -> None:
    """Ask for the file, show how it is read. Run in a worker."""
    from maturity_tui.ui.screens.import_files import say_in_full

    text = await app.push_screen_wait(PathPrompt())
    if not text:
        return
    path = Path(text).expanduser()

    def opened(store: Store) -> SurveyDesk:
        desk = open_desk(store, assessment, read_bytes(path), path.name)
        assert desk.survey  # read here, in the store's thread
        return desk

    try:
        desk = await app.keeper.ask(opened)
    except (SurveyError, StoreError) as error:
        say_in_full(app, f"{path.name} cannot be read", str(error))
        return
    app.push_screen(SurveyScreen(desk))


class SurveyScreen(Finds):
    """How a survey is read. Enter on a column changes what it is taken for; on the first row it brings all in."""

    CSS_PATH = styles("survey")
    HELP = (
        "How the survey is read: what each column is taken for, and below what is wrong. Enter on a column changes it. "
        "Enter on the first row brings the answers in, as one change that u takes back; until then nothing is kept. "
        "Columns are remembered for the same questions. Tab goes to the problems."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind(
            "next-pane",
            "app.focus_next",
            label="problems",
            tooltip="Go to the problems, or back to the columns",
        ),
        bind("back", label="leave it", tooltip="Leave without bringing anything in"),
        *hidden("find", "find-next", "find-previous"),
    ]

    app: MaturityApp

    FIND_HINT = "Part of a question."

    def __init__(self, desk: SurveyDesk) -> None:
        super().__init__()
        self._desk = desk
        self._busy = False

    def body(self) -> ComposeResult:
        yield RowList(id="survey-rows", open_label="bring in or change")
        with Pane("What is wrong", id="survey-problems"), VerticalScroll():
            yield Static(id="survey-text")

    def on_mount(self) -> None:
        self._show()
        self.query_one(RowList).focus()

    def _show(self) -> None:
        """Draw how it is read now."""
        desk, survey = self._desk, self._desk.survey
        held = desk.assessment
        self.set_path(held.team, held.round.title, "survey", desk.sheet.file)
        self.set_state(label("nothing has come in yet"))
        self.query_one(RowList).set_rows(list(all_rows(desk)))
        problems = [line((f"{GLYPHS.stale} ", "$warning"), str(one)) for one in desk.problems[:MOST_SHOWN]]
        if (more := len(desk.problems) - MOST_SHOWN) > 0:
            problems.append(label(f"and {more:,} more"))
        notes = [label(text) for text in survey.notes]
        remembered = [label("The columns are taken as the last time.")] if desk.remembered else []
        nothing = [] if problems else [line((f"{GLYPHS.saved} ", "$success"), "Every answer can be read.")]
        self.query_one("#survey-text", Static).update(
            Content("\n").join([*nothing, *problems, *notes, *remembered])
        )
        pane = self.query_one("#survey-problems", Pane)
        pane.set_title("What is wrong" if problems else "Nothing is wrong")
        pane.set_count(counted(len(desk.problems), "problem") if problems else "")

    # keys ----------------------------------------------------------------------

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        if self._busy:
            return
        if event.key in (BRING, KEEP_GOOD):
            self._bring_in(keep_good=event.key == KEEP_GOOD)
        elif event.key == AGAIN:
            self._read(lambda desk: replace(desk, again=True))
        elif event.key == WHOSE:
            self.run_worker(self._pick_whose(), group="dialogue", exclusive=True)
        else:
            self.run_worker(self._pick_column(int(event.key)), group="dialogue", exclusive=True)

    async def _pick_column(self, column: int) -> None:
        desk = self._desk
        scope = in_scope(desk.framework, desk.assessment.scope)
        title = f"Take column {letters(column)} for"
        chosen = key_of(desk.columns.columns[column])
        key = await self.app.push_screen_wait(
            SurveyPick(title, column_choices(desk.framework, scope), chosen)
        )
        if key is not None:
            taken = taken_of(key)
            self._read(lambda desk: desk.taken(column, taken))
            self.notice(f"Column {letters(column)}: {use_words(desk.framework, taken)}.")

    async def _pick_whose(self) -> None:
        now = self._desk.perspective
        key = await self.app.push_screen_wait(
            SurveyPick("Whose view it is", WHOSE_CHOICES, now or COLUMN_SAYS)
        )
        if key is not None:
            self._read(lambda desk: desk.seen_by(None if key == COLUMN_SAYS else Perspective(key)))

    def _read(self, change: Callable[[SurveyDesk], SurveyDesk]) -> None:
        self.run_worker(self._read_again(change), group="read")

    async def _read_again(self, change: Callable[[SurveyDesk], SurveyDesk]) -> None:
        """Read it so, out of the way of the keys, and show it."""
        desk = change(self._desk)
        await asyncio.to_thread(lambda: desk.survey)
        self._desk = desk
        self._show()

    def _bring_in(self, *, keep_good: bool) -> None:
        if self._desk.fatal:
            self.notice(str(self._desk.problems[0]), "error")
            return
        self._busy = True
        self.run_worker(self._brought_in(keep_good), group="keep")

    async def _brought_in(self, keep_good: bool) -> None:
        desk = self._desk
        try:
            await self.app.keeper.ask(lambda store: bring_in(store, desk, keep_good=keep_good))
        except StoreError as error:
            self._busy = False
            self.notice(str(error), "error")
            return
        self.app.refresh_home()
        self.dismiss(None)
        self.app.call_after_refresh(
            self.app.say, f"Brought in {', '.join(coming(desk))}. u takes it back.", "success"
        )
