"""The votes on one capability: who has voted, what may be shown, and what the room says once it is.

Votes are ratings: they are kept as soon as they are cast. What is hidden is only not shown, until it is revealed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maturity_tui.assessments.models import Confidence, Perspective, Rating, Score
from maturity_tui.assessments.votes import distribution, lower_median, parse_votes, spread
from maturity_tui.frameworks.values import Number
from maturity_tui.workshop.setup import Seat

SPEAK_FROM = 2
"""Levels between the highest and the lowest vote from which both are asked to speak."""


@dataclass(frozen=True)
class Standing:
    """What a perspective's votes say, once they may be seen. Nobody's name, but the raters of both ends."""

    levels: tuple[Number, ...]
    """Sorted: their order is nobody's business."""
    unknown: int
    distribution: Mapping[Number, int]
    suggested: Number | None
    """The lower median: levels are ordinal."""
    spread: Number
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    unsure: int = 0
    """How many of those who gave a level said that they are not sure of it."""

    @property
    def range(self) -> tuple[Number, Number] | None:
        return (self.levels[0], self.levels[-1]) if self.levels else None

    @property
    def should_speak(self) -> bool:
        """Whether the highest and the lowest are asked to say why."""
        return self.spread >= SPEAK_FROM

    @property
    def confidence(self) -> Confidence | None:
        """What to suggest as the team's: low where half or more are unsure of their level, else nothing."""
        return Confidence.LOW if self.unsure and self.unsure * 2 >= len(self.levels) else None


@dataclass(frozen=True)
class Ballot:
    """The round of votes on one capability."""

    levels: tuple[Number, ...]
    """At which it can be scored, lowest first."""
    seats: tuple[Seat, ...]
    ratings: Mapping[str, Rating]
    """All that were given, by whatever perspective."""
    is_open: bool = True
    """Whether votes may be seen: they are not hidden, or they were revealed."""

    @property
    def voted(self) -> tuple[str, ...]:
        """The seats that have voted, in their order."""
        return tuple(seat.rater for seat in self.seats if seat.rater in self.ratings)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The seats that have not."""
        return tuple(seat.rater for seat in self.seats if seat.rater not in self.ratings)

    @property
    def is_complete(self) -> bool:
        """Everybody who takes part has voted."""
        return bool(self.seats) and not self.waiting

    def cast(self, rater: str, rating: Rating) -> dict[str, Rating]:
        """All ratings with one vote more, or one changed. Raises ValueError for what is no vote here."""
        if self.seats and rater not in {seat.rater for seat in self.seats}:
            raise ValueError(f"{rater} does not take part in this workshop.")
        if rating.level is not None and rating.level not in self.levels:
            raise ValueError(f"{rating.level:g} is no level here.")
        return {**self.ratings, rater: rating}

    def withdrawn(self, rater: str) -> dict[str, Rating]:
        """All ratings but one rater's."""
        return {other: rating for other, rating in self.ratings.items() if other != rater}

    def cast_line(self, line: str) -> dict[str, Rating]:
        """All ratings with those of a line such as `1 2 2 x 3` for the seats in their order; the rest stay blank.

        Raises ValueError, with a sentence, for what is no vote, and for more votes than seats.
        """
        votes = parse_votes(line, self.levels)
        self.check_count(len(votes))
        seated = {seat.rater for seat in self.seats}
        others = {rater: rating for rater, rating in self.ratings.items() if rater not in seated}
        for seat, vote in zip(self.seats, votes, strict=False):
            held = self.ratings.get(seat.rater)
            # Who votes as before keeps the confidence that was given with it.
            same = held is not None and held.level == vote.level and vote.confidence is None
            others[seat.rater] = held if same and held is not None else vote
        return others

    def check_count(self, votes: int) -> None:
        """Raises ValueError, with a sentence, for more votes than seats."""
        if votes > len(self.seats):
            people = f"{len(self.seats)} raters take" if len(self.seats) != 1 else "one rater takes"
            raise ValueError(f"{votes:,} votes, but {people} part: take some out, or add a seat.")

    def standing(self, perspective: Perspective = Perspective.TEAM) -> Standing | None:
        """What the votes of a perspective say; None while they are hidden."""
        if not self.is_open:
            return None
        whose = {seat.rater: seat.perspective for seat in self.seats}
        return standing(self.ratings, whose, self.levels, perspective)


def standing(
    ratings: Mapping[str, Rating],
    raters: Mapping[str, Perspective],
    levels: Sequence[Number],
    perspective: Perspective = Perspective.TEAM,
) -> Standing:
    """What the ratings of one perspective say, hidden or not."""
    given = {
        rater: rating.level
        for rater, rating in ratings.items()
        if raters.get(rater, Perspective.TEAM) is perspective
    }
    known = sorted(level for level in given.values() if level is not None)
    unsure = [
        rater
        for rater, level in given.items()
        if level is not None and ratings[rater].confidence is Confidence.LOW
    ]
    ends = (known[0], known[-1]) if known else (None, None)
    apart = ends[0] != ends[1]
    return Standing(
        tuple(known),
        len(given) - len(known),
        distribution(known, levels),
        lower_median(known),
        spread(known) or 0,
        tuple(rater for rater, level in given.items() if apart and level == ends[0]),
        tuple(rater for rater, level in given.items() if apart and level == ends[1]),
        len(unsure),
    )


def ballot(score: Score, levels: Sequence[Number], seats: Sequence[Seat], *, is_open: bool) -> Ballot:
    """The round of votes on a capability from what is held about it."""
    return Ballot(tuple(levels), tuple(seats), score.ratings, is_open)
