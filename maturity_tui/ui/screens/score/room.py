"""The workshop on the score screen: its clocks, how it is begun, changed, gone on with and ended.

One timer, which only runs while a clock runs, and repaints two lines. What is kept is the clock as it stands, so that
after a restart, also one that nobody wished for, the time in which nobody looked is not counted.
"""

from __future__ import annotations

from typing import Any

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from maturity_tui.store.errors import StoreError
from maturity_tui.ui.draw import join
from maturity_tui.ui.screens.score import clocks as score_clocks
from maturity_tui.ui.screens.score import workshop_desk, workshop_dialogs
from maturity_tui.ui.screens.score.shared import ScoreShared
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.screens.score.workshop_desk import Ground, Wish
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.workshop import keeping
from maturity_tui.workshop.session import Workshop

KEEP_EVERY = 10.0
"""Seconds of a running clock after which it is kept: so much of the session's time a crash may cost."""

BEGUN = "The clock runs. v takes votes, a digit agrees and goes on, space pauses; W changes how it is run."


class ScoreRoom(ScoreShared):
    """The screen with a workshop's clocks."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._ticking: Timer | None = None
        self._kept_at = 0.0
        self._is_due = False

    async def on_mount(self) -> None:
        self._ticking = self.set_interval(1, self.tick, pause=True)
        await super().on_mount()

    # clocks ---------------------------------------------------------------------------

    def tick(self) -> None:
        """A second of a running clock has passed."""
        workshop = self.workshop
        if workshop is None or not workshop.clock.is_running:
            self._beat()
            return
        self.draw_clocks()
        if self._now() - self._kept_at >= KEEP_EVERY:
            self._keep_room()

    def draw_clocks(self) -> None:
        """The two lines that change with time, and nothing else."""
        sheet = self.sheet
        self.set_class(self.workshop is not None, "-workshop")
        if sheet is None or self.workshop is None:
            return
        width = max(40, self.size.width - (4 if self.wide else 2))
        words = score_clocks.session_line(sheet, self._now(), width, card=not self.wide)
        self.query_one("#clock", Static).update(words, layout=False)
        if self.wide:
            self.query_one("#card", Pane).set_count(self._card_count(sheet))

    def _card_count(self, sheet: Sheet) -> Content:
        place = super()._card_count(sheet)
        if self.workshop is None or not self.wide:
            return place
        return join([score_clocks.card_clock(self.workshop, self._now()), place], "   ")

    def show(self, item: str) -> None:
        """Turn to a capability; on a narrow screen its clock stands in the line of the session's."""
        super().show(item)
        if not self.wide:
            self.draw_clocks()

    def _beat(self) -> None:
        """The timer runs while a clock does."""
        if self._ticking is not None:
            if self.workshop is not None and self.workshop.clock.is_running:
                self._ticking.resume()
            else:
                self._ticking.pause()

    def sit(self, workshop: Workshop | None, *, keep: bool = True) -> None:
        """Another state of the workshop: shown, and kept."""
        self.workshop = workshop
        self._show_sitting()
        if keep:
            self._keep_room()

    def _show_sitting(self) -> None:
        if self.sheet is not None:
            self.sheet.sit(self.workshop, self._names)
        self._beat()
        self.draw_clocks()
        self.refresh_bindings()

    def show_room(self) -> None:
        """Somebody else began it, changed it or ended it."""
        self._show_sitting()
        if self.sheet is not None and self.here:
            self._list_rows()
            self.refresh_card()
            self.call_after_refresh(self._fit)

    def go_on(self, workshop: Workshop) -> None:
        """What changes with every capability: shown at once, kept within a second, out of the way of the next key."""
        self.workshop = workshop
        if self.sheet is not None:
            self.sheet.sit(workshop, self._names)
        if not self._is_due:
            self._is_due = True
            self.set_timer(1, self._keep_due)

    def _keep_due(self) -> None:
        if self._is_due:
            self._keep_room()

    def _turned_to(self, item: str) -> None:
        """Its clock runs from now on."""
        if self.workshop is not None:
            self.go_on(self.workshop.turned_to(item, self._now()))

    def _keep_room(self) -> None:
        """Hand the workshop to the store's thread."""
        self._kept_at, self._is_due = self._now(), False
        self.run_worker(self._hand_room(), group="room")

    def on_unmount(self) -> None:
        """The screen is left, or the app is: the clock stands here until somebody goes on with it."""
        if self.workshop is not None and self.sheet is not None:
            self.app.keeper.tell(self._keeping())

    def action_pause(self) -> None:
        """The clock stands, or goes on."""
        self.hush()
        if self.workshop is not None:
            self.sit(self.workshop.toggled(self._now()))

    # beginning, changing, ending ------------------------------------------------------------

    async def _run_workshop(self, sheet: Sheet, item: str) -> None:
        """How it is to be run; asked again, with what was wrong, until it can be so."""
        refused, answers = "", None
        self.hear(await self.app.keeper.ask(lambda store: keeping.load(store, self.assessment_id)))
        while True:
            dialog = workshop_dialogs.workshop_form(sheet, self.workshop, answers, refused)
            answers = await self.app.push_screen_wait(dialog)
            if answers is None:
                return
            if answers.get("end"):
                self._end()
                return
            try:
                wish = workshop_dialogs.wish_of(sheet, answers)
                await self._begin(sheet, wish)
            except (ValueError, StoreError) as error:
                refused = str(error)
                continue
            if wish.setup.named:
                await self._ask_names(sheet)
            return

    async def _begin(self, sheet: Sheet, wish: Wish) -> None:
        opened, running, now = sheet.opened, self.workshop, self._now()
        ground = Ground(sheet.framework, opened.themes, opened.before)
        one, was_there = self.assessment_id, running is not None
        workshop = await self.app.keeper.ask(
            lambda store: workshop_desk.arrange(store, one, ground, running, wish, now)
        )
        self.knows(workshop.stopped_at(now))
        if not wish.setup.named and self._names:
            await self._keep_names({})
        self.sit(workshop, keep=False)
        if self.sheet is not None:
            start = self.here if was_there else self.sheet.first()
            self.show(start or self.here)
            self._turned_to(self.here)
            self._list_rows()
            self.refresh_card()
        self.call_after_refresh(self._fit)
        self.notice(BEGUN)

    async def _ask_names(self, sheet: Sheet) -> None:
        """Who sits where. Names are kept apart from the ratings, and are erased when the workshop ends."""
        workshop = self.workshop
        if workshop is None:
            return
        dialog = workshop_dialogs.names_form(workshop, self._names)
        answers = await self.app.push_screen_wait(dialog)
        if answers is not None:
            await self._keep_names(workshop_dialogs.names_of(workshop, str(answers["names"])))
            self.refresh_card()

    async def _keep_names(self, names: dict[str, str]) -> None:
        one = self.assessment_id
        try:
            await self.app.keeper.ask(lambda store: store.keep_rater_names(one, names))
        except Exception as error:
            self.notice(str(error), "error")
            return
        self._names = names
        if self.sheet is not None:
            self.sheet.sit(self.workshop, names)

    def _end(self) -> None:
        """The workshop is over: votes and scores stay, its clock and its names go."""
        self._names = {}
        self.sit(None)
        self._list_rows()
        self.refresh_card()
        self.call_after_refresh(self._fit)
        self.notice(
            "The workshop has ended. All votes and scores are kept; its clock and names are not.", "success"
        )
