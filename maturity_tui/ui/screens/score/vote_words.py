"""What the vote dialogue shows: who has voted, whose turn it is, and what a key does."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from maturity_tui.assessments.models import Perspective
from maturity_tui.ui.draw import Part, clip, join, line, packed
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.score.levels import spelled
from maturity_tui.ui.screens.score.vote_state import Voting
from maturity_tui.workshop.ballot import Ballot
from maturity_tui.workshop.setup import Seat

LABEL, LONGEST_NAME = 14, 40
TITLES = {
    Perspective.TEAM: "team", Perspective.USER: "users", Perspective.STAKEHOLDER: "stakeholders",
    Perspective.REVIEWER: "reviewers",
}  # fmt: skip


def pad_content(voting: Voting, width: int) -> Content:
    """The whole of it: how many voted, every seat, whose turn it is."""
    ballot = voting.ballot
    rows = [_count(voting, ballot), Content("")]
    for who, title in TITLES.items():
        seats = [(at, seat) for at, seat in enumerate(ballot.seats) if seat.perspective is who]
        if seats:
            rows += _seats(voting, ballot, title, seats, width)
    return Content("\n").join([*rows, Content(""), _turn(voting, ballot)])


def _count(voting: Voting, ballot: Ballot) -> Content:
    if voting.is_new:
        return line(
            ("A new round", "bold"),
            ("  the first key begins it; ↑ ↓ choose one seat alone", "$muted"),
        )
    hidden = "" if ballot.is_open else "  hidden until they are revealed"
    return line((f"{len(ballot.voted)} of {len(ballot.seats)} voted", "bold"), (hidden, "$muted"))


def _seats(
    voting: Voting, ballot: Ballot, title: str, seats: list[tuple[int, Seat]], width: int
) -> Iterator[Content]:
    """A perspective's seats in as many rows as they take: dots, and names where the team chose names."""
    voted = set() if voting.is_new else set(ballot.voted)
    coming = voted & set(voting.coming())
    marks = [_seat(voting, ballot, at, seat, seat.rater in voted, seat.rater in coming) for at, seat in seats]
    named = any(voting.names.get(seat.rater) for _, seat in seats)
    gap = "  " if named else " "
    for place, row in enumerate(packed(marks, width - LABEL, gap)):
        yield line(((title if not place else "").ljust(LABEL), "$muted"), row)


def _seat(voting: Voting, ballot: Ballot, at: int, seat: Seat, voted: bool, coming: bool) -> Content:
    # A dot is a vote that is on disk.
    mark: Part = (GLYPHS.vote, "$foreground") if voted else (GLYPHS.nobody, "$muted")
    if coming:
        mark = (GLYPHS.more, "$muted")
    if at == voting.place:
        mark = line((GLYPHS.here, "$primary")) if not voted else line((GLYPHS.here, "$primary"), mark)
    name = _name(voting, seat)
    if not name:
        return line(mark)
    rating = ballot.ratings.get(seat.rater)
    shown = ballot.is_open and voted and rating is not None
    level = f" {_level(voting, rating.level)}" if shown and rating is not None else ""
    return line(mark, " ", (name, "bold" if at == voting.place else "$foreground"), (level, "bold"))


def _name(voting: Voting, seat: Seat) -> str:
    """What its rater is called; only what no row can hold is cut, and says so."""
    return clip(line(voting.names.get(seat.rater, "")), LONGEST_NAME).plain


def _level(voting: Voting, value: float | None) -> str:
    return next((step.label for step in voting.steps if step.value == value), "x")


def _turn(voting: Voting, ballot: Ballot) -> Content:
    """Whose turn it is and what to type; or what enter does, once everybody has voted."""
    seat, at = voting.seat, voting.place
    if seat is None or at is None:
        return line(
            ("Everybody has voted: enter ", "bold"), ("reveals." if not ballot.is_open else "closes.", "bold")
        )
    who = _name(voting, seat) or f"seat {at + 1} of {len(ballot.seats)}, {seat.perspective}"
    typed = (GLYPHS.vote * len(voting.typed) if not ballot.is_open else voting.typed) if voting.typed else ""
    keys = f"{spelled(voting.steps)}, or x for “does not know”"
    return join([line((f"{GLYPHS.here} ", "$primary"), (who, "bold"), f": {keys}"), (typed, "bold")], "  ")
