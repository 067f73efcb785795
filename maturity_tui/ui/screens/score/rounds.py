"""The rounds of a workshop on the score screen: vote, reveal, and vote anew; each vote kept as it is cast."""

from __future__ import annotations

from typing import Any

from maturity_tui.assessments.models import Rating
from maturity_tui.ui.draw import counted
from maturity_tui.ui.screens.score import votes
from maturity_tui.ui.screens.score.ladder import hidden_words
from maturity_tui.ui.screens.score.room import ScoreRoom
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.screens.score.vote_dialog import REVEAL, VoteDialog
from maturity_tui.ui.screens.score.vote_state import Votes, Voting


class ScoreRounds(ScoreRoom):
    """The screen with its rounds of votes."""

    _could_reveal = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._renewed: set[str] = set()
        """On what a new round was begun."""

    async def _take_votes(self, sheet: Sheet, item: str) -> None:
        """By seats where a workshop has them; else the room's in one line."""
        if self.workshop is not None and self.workshop.setup.seats:
            await self._hold_round(item)
        else:
            await self._take_line(sheet, item)

    async def _take_line(self, sheet: Sheet, item: str) -> None:
        text = await self.app.push_screen_wait(votes.votes_prompt(sheet, item))
        if text is None:
            return
        sheet = self.sheet or sheet
        held = sheet.score(item)
        ratings = votes.cast(sheet, item, votes.read_votes(sheet.steps(item), text))
        if ratings == dict(held.ratings):
            return
        sheet.lay(item, held.changed(ratings=ratings))
        ticket, seen = self._desk.ticket(), held.ratings
        self.hand_over(lambda store: self._desk.vote(store, ticket, item, seen, ratings), item)
        self.refresh_item(item)

    # by seats -------------------------------------------------------------------------

    async def _hold_round(self, item: str) -> None:
        sheet, workshop = self.sheet, self.workshop
        assert sheet is not None
        assert workshop is not None
        ballot = sheet.ballot(item)
        anew = item in workshop.revealed if workshop.setup.hidden else ballot.is_complete
        voting = Voting(
            sheet.steps(item),
            lambda: (self.sheet or sheet).ballot(item),
            lambda cast, new: self._cast(item, cast, anew=new),
            sheet.names if workshop.setup.named else {},
            anew=anew and bool(ballot.voted),
            coming=lambda: (self.sheet or sheet).coming(item),
        )
        wish = await self.app.push_screen_wait(VoteDialog(f"{sheet.name(item)} · votes", voting))
        if wish == REVEAL:
            self._reveal(item)
        self.refresh_card()
        self.refresh_bindings()

    def _cast(self, item: str, cast: Votes, *, anew: bool) -> None:
        """Keep votes. `anew`: a new round begins with them, and what the others gave before is taken out."""
        sheet, workshop = self.sheet, self.workshop
        if sheet is None or workshop is None or sheet.is_locked:
            return
        held, seats = sheet.score(item), workshop.setup.perspectives
        if anew:
            cast = {rater: None for rater in seats if rater in held.ratings} | dict(cast)
            self._renewed.add(item)
            self.sit(workshop.with_hidden(item).with_votes())
        elif workshop.setup.hidden and item in workshop.revealed and not held.ratings.keys() & seats.keys():
            # It was agreed, or left open, before anybody voted: these votes were seen by nobody yet.
            self.sit(workshop.with_hidden(item).with_votes())
        elif not workshop.voted:
            self.sit(workshop.with_votes())
        change = {rater: (held.ratings.get(rater), vote) for rater, vote in cast.items()}
        sheet.lay(item, held.changed(ratings=_with(held.ratings, cast)))
        ticket = self._desk.ticket()
        self.hand_over(lambda store: self._desk.cast(store, ticket, item, change, seats), item)
        self.refresh_item(item)

    def _reveal(self, item: str) -> None:
        """Everybody sees the votes on it from now on."""
        if self.workshop is not None and self.sheet is not None and self.sheet.hides(item):
            self.sit(self.workshop.with_revealed(item))
            self.refresh_item(item)

    def _settled(self, item: str) -> None:
        """What was agreed is no secret, nor is what it was agreed on."""
        if self.workshop is not None and self.workshop.hides(item):
            self.go_on(self.workshop.with_revealed(item))

    def action_reveal_votes(self) -> None:
        self.hush()
        if self.sheet is not None and self._can_reveal():
            self._reveal(self.here)

    def _can_reveal(self) -> bool:
        """Whether votes are in that nobody sees."""
        sheet = self.sheet
        return (
            sheet is not None and bool(self.here) and sheet.hides(self.here)
            and bool(sheet.score(self.here).ratings)
        )  # fmt: skip

    def _waits_for_votes(self, sheet: Sheet, item: str) -> bool:
        """Enter on a capability with hidden votes: they are revealed once all are in, and nothing is agreed unseen."""
        words = hidden_words(sheet, item)
        if not words:
            return False
        left = len(sheet.ballot(item).waiting)
        if left:
            self.notice(f"{words}: v goes on with {counted(left, 'more vote')}, V reveals those that are in.")
        else:
            self._reveal(item)
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What only a workshop has: the pause of its clock, and votes to reveal."""
        if action == "pause":
            return self.workshop is not None
        return self._can_reveal() if action == "reveal_votes" else True

    def refresh_card(self) -> None:
        """As ever; while a dialogue of votes lies over it that one, and the card when it is closed."""
        dialog = self.app.screen
        if isinstance(dialog, VoteDialog):
            dialog.draw()
            return
        super().refresh_card()
        if self._could_reveal is not self._can_reveal():
            self._could_reveal = not self._could_reveal
            self.refresh_bindings()

    async def _refused(self, item: str, error: Exception) -> None:
        await super()._refused(item, error)
        again = self._is_as_before(item)
        dialog = self.app.screen
        if isinstance(dialog, VoteDialog):
            if again:
                dialog.voting.begin_again()
            dialog.say(str(error))

    def _is_as_before(self, item: str) -> bool:
        """Show a round again that a new one was to take the place of, where nothing of that was kept; whether so."""
        room, kept = self.workshop, self._on_disk
        if item not in self._renewed or room is None or kept is None or item not in kept.revealed:
            return False
        self._renewed.discard(item)
        self.sit(room.with_revealed(item))
        self.refresh_item(item)
        return True


def _with(ratings: Any, cast: Votes) -> dict[str, Rating]:
    """The ratings with some changed, and those taken out that are taken back."""
    kept = {rater: rating for rater, rating in ratings.items() if cast.get(rater, rating) is not None}
    return kept | {rater: vote for rater, vote in cast.items() if vote is not None}
