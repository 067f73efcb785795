"""A round of votes as it is typed: whose turn it is, what a key means, what is refused. Knows no screen.

A key is a vote where every level has one: `1 2 2 x 3` typed is five votes. Where levels want more than one key, a
vote ends with a space, a comma or enter.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from maturity_tui.assessments.models import Confidence, Rating
from maturity_tui.assessments.votes import SURENESS
from maturity_tui.frameworks.values import clean_line
from maturity_tui.ui.screens.score.levels import Step, by_text, spelled
from maturity_tui.ui.screens.score.votes import read_votes
from maturity_tui.workshop.ballot import Ballot
from maturity_tui.workshop.setup import Seat

Votes = Mapping[str, Rating | None]
"""By rater; None takes a vote back."""
LONGEST_VOTE = 12


class Voting:
    """One round of votes. `look` gives the ballot as it is now, `cast` keeps votes."""

    def __init__(
        self,
        steps: Sequence[Step],
        look: Callable[[], Ballot],
        cast: Callable[[Votes, bool], None],
        names: Mapping[str, str],
        *,
        anew: bool,
        coming: Callable[[], Collection[str]] = tuple,
    ) -> None:
        self.steps, self.names = steps, names
        self._look, self._cast = look, cast
        self.coming = coming
        """Whose votes are on their way to the disk."""
        self.is_new = anew
        """The next vote begins a new round: those that were seen are taken out with it."""
        self.typed = ""
        self._chosen: int | None = None
        self._done: list[str] = []

    @property
    def ballot(self) -> Ballot:
        return self._look()

    @property
    def one_key_each(self) -> bool:
        return all(step.key for step in self.steps)

    @property
    def place(self) -> int | None:
        """Whose turn it is, as a place among the seats; None where everybody has voted."""
        ballot = self.ballot
        if self._chosen is not None:
            return min(self._chosen, len(ballot.seats) - 1)
        if self.is_new:
            return 0
        waiting = set(ballot.waiting)
        return next((at for at, seat in enumerate(ballot.seats) if seat.rater in waiting), None)

    @property
    def seat(self) -> Seat | None:
        at = self.place
        return self.ballot.seats[at] if at is not None else None

    def begin_again(self) -> None:
        """The new round could not be begun: nothing of it was kept, and the votes before it are there as they were."""
        self.is_new, self._chosen, self._done, self.typed = True, None, [], ""

    def choose(self, step: int) -> None:
        """Another seat's turn, whatever the order: that one alone votes, or votes anew."""
        count, at = len(self.ballot.seats), self.place
        self.is_new, self.typed = False, ""
        first = 0 if step > 0 else count - 1
        self._chosen = first if at is None else max(0, min(count - 1, at + step))

    # keys: each answers a sentence where it was refused -------------------------------------

    def key(self, character: str) -> str:
        """A character was typed."""
        if character in " ,;\t":
            return self.finish()
        if character in SURENESS and not self.typed:
            return self._sure(SURENESS[character])
        if self.one_key_each:
            return self._vote(character)
        if len(self.typed) >= LONGEST_VOTE:
            return f"“{self.typed}…” is too long for a vote: use {spelled(self.steps)}, or x."
        self.typed += character
        return ""

    def finish(self) -> str:
        """The end of a vote that took several keys."""
        word, self.typed = self.typed, ""
        return self._vote(word) if word else ""

    def line(self, text: str) -> str:
        """A whole line was pasted: for those who have not voted, all of it or nothing."""
        self.typed, ballot = "", self.ballot
        seats = [seat.rater for seat in ballot.seats]
        targets = seats if self.is_new or not ballot.waiting else list(ballot.waiting)
        try:
            votes = read_votes(self.steps, text)
            ballot.check_count(len(votes))
        except ValueError as error:
            return str(error)
        if len(votes) > len(targets):
            return f"{len(votes)} votes, but {len(targets)} of {len(seats)} have not voted yet."
        cast = dict(zip(targets, votes, strict=False))
        if cast:
            self._keep(cast, anew=self.is_new)
            self._done += cast
        return ""

    def back(self) -> str:
        """One back: what was just cast is taken back, else it is the turn of the seat before."""
        if self.typed:
            self.typed = self.typed[:-1]
        elif self._done:
            rater = self._done.pop()
            self._keep({rater: None}, anew=False)
            self._chosen = None
        else:
            self.choose(-1)
        return ""

    def _vote(self, word: str) -> str:
        seat = self.seat
        if seat is None:
            count = len(self.ballot.seats)
            return (
                f"{count + 1} votes, but {count} take part: backspace takes the last back, ↑ chooses a seat."
            )
        sure = SURENESS.get(word[-1:]) if len(word) > 1 else None
        found = self._read(word[:-1] if sure else word)
        if isinstance(found, str):
            return found
        self._keep({seat.rater: found.changed(confidence=sure) if sure else found}, anew=self.is_new)
        self._done.append(seat.rater)
        self._chosen = None
        return ""

    def _read(self, word: str) -> Rating | str:
        if word.casefold() == "x":
            return Rating()
        step = next((step for step in self.steps if step.key == word), None) or by_text(self.steps, word)
        if isinstance(step, str):
            shown = clean_line(word)[:12]
            return f"“{shown}” is not a vote here: use {spelled(self.steps)}, or x for “does not know”."
        return Rating(level=step.value)

    def _sure(self, confidence: Confidence) -> str:
        """`?` or `!` after a vote: how sure the last one was."""
        rater = self._done[-1] if self._done else None
        rating = self.ballot.ratings.get(rater) if rater else None
        if rater is None or rating is None or rating.level is None:
            return "? (unsure) and ! (sure) stand after a level."
        self._keep({rater: rating.changed(confidence=confidence)}, anew=False)
        return ""

    def _keep(self, votes: Votes, *, anew: bool) -> None:
        held = self.ballot.ratings
        changed = {rater: vote for rater, vote in votes.items() if held.get(rater) != vote}
        self.is_new = False
        if changed or anew:
            self._cast(dict(votes) if anew else changed, anew)
