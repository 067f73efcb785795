"""What the score screen is made of, and how it shows a capability. How it changes one is in `changes`."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from maturity_tui.ui.base import styles
from maturity_tui.ui.draw import label, line, wrap
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.score import card as score_card
from maturity_tui.ui.screens.score import ladder as score_ladder
from maturity_tui.ui.screens.score import rows
from maturity_tui.ui.screens.score.keeping import Desk
from maturity_tui.ui.screens.score.ladder import ScoreLadder
from maturity_tui.ui.screens.score.states import ScoreStates
from maturity_tui.ui.screens.score.values import Opened
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.widgets.level_ladder import LevelLadder
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Drawing
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.workshop.session import Workshop

LIST_WIDTH = 36
FIRST_FRAME = 0.2
"""Seconds that the first frame waits for what is to be in it."""
ROOMY = 46
"""From so many rows on there is room for an empty one above the question."""


class ScoreDesk(ScoreStates):
    """One assessment, one capability at a time; without its keys."""

    CSS_PATH = styles("score")

    def __init__(
        self, assessment_id: str, capability: str | None = None, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__()
        self.assessment_id = assessment_id
        self._now = now
        self.workshop: Workshop | None = None
        """The one under way; what the store holds of it is what it was when it was last kept."""
        self._names: Mapping[str, str] = {}
        self._wanted = capability
        self._read = asyncio.Event()
        self._desk = Desk(assessment_id)
        self._drawn: dict[str, Drawing] = {}
        self._list_width = 0
        self._older: set[str] = set()
        """The areas whose figures are older than their scores."""
        self._just_agreed = False
        self._away = False

    def body(self) -> ComposeResult:
        yield Static(id="strip")
        yield Static(id="clock")
        with Horizontal(id="pair"):
            with Pane("Areas", id="areas"):
                yield RowList(id="list", open_label="open")
                yield Static(rows.legend(), id="legend")
            with Pane("", id="card"):
                yield Static(id="question")
                yield ScoreLadder(id="ladder")
                yield Static(id="trouble")
                yield Static(id="facts")

    async def on_mount(self) -> None:
        self.ladder.wide = self.wide
        self.ladder.focus()
        self.run_worker(self._open(), group="open")
        # Painted once, with what is read: an empty frame first would be a second layout. A slow disk is not waited for.
        with suppress(TimeoutError):
            await asyncio.wait_for(self._read.wait(), FIRST_FRAME)

    @property
    def ladder(self) -> ScoreLadder:
        return self.query_one("#ladder", ScoreLadder)

    @property
    def areas(self) -> RowList:
        return self.query_one("#list", RowList)

    # opening ----------------------------------------------------------------------

    async def _open(self) -> None:
        try:
            opened = await self.app.keeper.ask(self._desk.open)
        except Exception as error:
            self.set_path("Score")
            self.query_one("#question", Static).update(line((f"{GLYPHS.stale} {error}", "$text-error")))
            self._read.set()
            return
        self._show_opened(opened)
        self._read.set()

    def _show_opened(self, opened: Opened) -> None:
        """A fresh reading; what is on its way there stays laid over it."""
        fresh = Sheet(opened)
        if self.sheet is not None:
            fresh.ahead, fresh.failed = self.sheet.ahead, self.sheet.failed
        self._sit_down(opened)
        fresh.sit(self.workshop, self._names)
        self.sheet = fresh
        self.set_path(opened.organisation, opened.team, opened.assessment.round.title)
        start = fresh.first(self.here or self._wanted or (self.workshop.here if self.workshop else None))
        if start is None:
            self.query_one("#question", Static).update("Nothing is in the scope of this assessment.")
            return
        self.here = start
        self._turned_to(start)
        self._list_rows()
        self.refresh_card()
        self._say_state()
        self.draw_clocks()

    def on_screen_resume(self) -> None:
        """Back from another screen, where figures may have changed."""
        if self._away:
            self._away = False
            self.run_worker(self._open(), group="open")

    # showing ----------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._fit)

    def watch_wide(self, wide: bool) -> None:
        self.remove_class("-areas")
        self.ladder.wide = wide
        if not self.focused:
            self.ladder.focus()

    def _fit(self) -> None:
        self.query_one("#card").set_class(self.size.height >= ROOMY, "-roomy")
        if self.sheet is not None and self.here:
            self._list_rows()
            self.refresh_card()
            self.draw_clocks()

    def show(self, item: str) -> None:
        """Turn to a capability."""
        if self.sheet is None or item == self.here:
            return
        before, self.here = self.here, item
        if self.sheet.failed.pop(before, None):
            self._say_trouble()
        self.sheet.here = item
        self._turned_to(item)
        if self.sheet.is_flat or self.sheet.group_of[before] is self.sheet.group_of[item]:
            self.redraw(before, item)
            self.areas.move_to(item)
        elif self.areas.has_focus:
            self._list_rows()
        else:
            # The question is what the eye meets first: the other area opens in the frame after it.
            self.call_after_refresh(self._list_rows)
        self.refresh_card()

    def _list_rows(self) -> None:
        sheet = self.sheet
        assert sheet is not None
        sheet.here = self.here
        # A column is kept for the scroll bar, so that names break alike with and without it.
        self._list_width = (self.areas.size.width or LIST_WIDTH) - 1
        found = rows.list_rows(sheet, sheet.group_of[self.here].id, self._list_width)
        self._drawn = {row.key: row.content for row in found if row.key}
        self.areas.set_rows(found, cursor=self.here)
        self._count()

    def redraw(self, *keys: str) -> None:
        """Draw some rows of the list anew."""
        for key in keys:
            if key in self._drawn:
                self.areas.update_row(key, self._drawn[key])

    def refresh_item(self, item: str) -> None:
        """Draw a capability anew wherever it is seen."""
        self.redraw(item)
        if item == self.here:
            self.refresh_card()
        else:
            self._draw_strip()

    def refresh_card(self) -> None:
        """Draw the capability that is shown."""
        sheet, item = self.sheet, self.here
        if sheet is None or not item:
            return
        card = self.query_one("#card", Pane)
        card.set_title(sheet.name(item))
        card.set_count(self._card_count(sheet))
        question = self.query_one("#question", Static)
        lines = wrap(sheet.question(item), max(20, question.size.width or 60))[:3]
        question.styles.height = len(lines)
        question.update(Content("\n".join(lines)), layout=False)
        self.ladder.show(score_ladder.ladder(sheet, item))
        self._draw_facts()
        self._draw_strip()

    # what a workshop adds is in `room`

    def _sit_down(self, opened: Opened) -> None:
        """The workshop was read: begun with, or with what others made of it."""

    def _turned_to(self, item: str) -> None:
        """Another capability is on the table."""

    def draw_clocks(self) -> None:
        """The two lines that change with time."""

    def _card_count(self, sheet: Sheet) -> Content:
        return label(rows.place_words(sheet, self.here))

    def _draw_facts(self) -> None:
        if self.sheet is None or not self.here:
            return
        box = self.query_one("#facts", Static)
        size = box.size
        text = score_card.facts(
            self.sheet, self.here, self.ladder.cursor_value, size.width or 60, size.height or 3
        )
        box.update(text, layout=False)

    # what the widgets say ---------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self.catch_up()

    def on_level_ladder_moved(self, event: LevelLadder.Moved) -> None:
        self._draw_facts()

    def catch_up(self) -> None:
        """Show what the list's cursor stands on: its messages may lag behind the keys."""
        key = self.areas.cursor_key
        if self.sheet is not None and key in self.sheet.place and self.areas.has_focus:
            self.show(key or "")
