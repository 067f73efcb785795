"""A workshop that several screens look at: what one of them keeps, the others take over with their next reading.

Each screen remembers what it last knew to be kept. What is kept is its own changes since, laid over what is there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from maturity_tui.ui.screens.score.changes import ScoreChanges
from maturity_tui.ui.screens.score.values import Kept, Opened
from maturity_tui.workshop import keeping
from maturity_tui.workshop.session import Workshop

if TYPE_CHECKING:
    from maturity_tui.store import Store

ENDED = "The workshop was ended elsewhere. All votes and scores are kept."


class ScoreShared(ScoreChanges):
    """The screen as far as it keeps its workshop, and hears what others made of it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._known: Workshop | None = None
        """The workshop as it will be kept once all that was handed over is."""
        self._on_disk: Workshop | None = None
        """As the store last said it to be."""
        self._keeps = 0

    def _keeping(self) -> Callable[[Store], Workshop | None]:
        """What hands the workshop to the store's thread, its clock as it stands."""
        mine, seen, one = self.workshop, self._known, self.assessment_id
        if mine is not None:
            mine = mine.stopped_at(self._now())
        self._known = mine
        return lambda store: keeping.keep_over(store, one, seen, mine)

    async def _hand_room(self) -> None:
        """Keep it, and take over what others changed meanwhile."""
        change, self._keeps = self._keeping(), self._keeps + 1
        sent = self._known
        try:
            theirs = await self.app.keeper.ask(change)
        except Exception as error:
            # Scores and votes are kept apart from it; but a clock that is lost at the next start is to be known of.
            self.notice(f"The workshop's clock could not be kept: {error}", "error")
            self._known = self._on_disk
            return
        finally:
            self._keeps -= 1
        self._on_disk = theirs
        if theirs != sent:
            self._take_over(sent, theirs)

    def hear(self, theirs: Workshop | None) -> None:
        """What the store holds of the workshop was read: where that is news, it holds here as well."""
        if not self._keeps and theirs != self._known:
            self._take_over(self._known, theirs)

    def _sit_down(self, opened: Opened) -> None:
        if self.sheet is None:
            self.workshop, self._names = opened.workshop, opened.names
            self.knows(opened.workshop)
        else:
            self.hear(opened.workshop)

    def _take_over(self, seen: Workshop | None, theirs: Workshop | None) -> None:
        had = self.workshop is not None
        workshop = keeping.merged(seen, self.workshop, theirs)
        self.knows(theirs)
        if workshop is None:
            self._names = {}
        elif self.here:
            workshop = workshop.turned_to(self.here, self._now())
        self.workshop = workshop
        self.show_room()
        if had and workshop is None:
            self.notice(ENDED)

    def knows(self, workshop: Workshop | None) -> None:
        """So it is kept."""
        self._known = self._on_disk = workshop

    def show_room(self) -> None:
        """Another workshop, or none: drawn anew."""

    def take(self, kept: Kept, item: str = "") -> None:
        """What others did to the workshop comes first: it decides which votes are seen."""
        self.hear(kept.workshop)
        super().take(kept, item)
