"""What is typed in a round of votes, without a terminal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments.models import Confidence, Rating
from maturity_tui.ui.screens.score.levels import steps_of
from maturity_tui.ui.screens.score.vote_state import Voting
from maturity_tui.workshop.ballot import Ballot
from tests.ui.score_case import catalogue, own_framework
from tests.ui.workshop_case import seats


class Room:
    """A ballot that keeps what is cast."""

    def __init__(
        self, count: int = 4, ratings: dict[str, Any] | None = None, framework: Any = None, **more: Any
    ) -> None:
        framework = framework or own_framework()
        steps = steps_of(framework, next(iter(framework.capabilities.values())))
        self.ratings = {key: Rating.model_validate(value) for key, value in (ratings or {}).items()}
        self.rounds, self.changes = 0, 0
        self.seats, self.levels = seats(count), tuple(step.value for step in steps)
        self.voting = Voting(steps, self.look, self.cast, {}, anew=more.get("anew", False))

    def look(self) -> Ballot:
        return Ballot(self.levels, self.seats, self.ratings, False)

    def cast(self, votes: Any, anew: bool) -> None:
        self.changes += 1
        if anew:
            self.rounds, self.ratings = self.rounds + 1, {}
        self.ratings = {k: v for k, v in {**self.ratings, **votes}.items() if v is not None}

    def type(self, text: str) -> list[str]:
        return [self.voting.key(letter) for letter in text]

    @property
    def given(self) -> dict[str, Any]:
        return {rater: rating.level for rater, rating in self.ratings.items()}


def test_a_line_typed_fills_the_seats_in_their_order() -> None:
    room = Room()
    assert room.type("1 2 x 3") == [""] * 7
    assert room.given == {"t1": 1, "t2": 2, "t3": None, "t4": 3}
    assert room.changes == 4  # each is kept as it is cast


def test_without_spaces_it_is_the_same() -> None:
    room = Room()
    room.type("12x3")
    assert room.given == {"t1": 1, "t2": 2, "t3": None, "t4": 3}


def test_how_sure_stands_after_a_vote() -> None:
    room = Room()
    assert room.type("?2?3!x")[1:] == [""] * 5
    assert [room.ratings[rater].confidence for rater in ("t1", "t2", "t3")] == [
        Confidence.LOW,
        Confidence.HIGH,
        None,
    ]
    assert "stand after a level" in room.type("?")[0]
    assert room.ratings["t3"].confidence is None


@pytest.mark.parametrize("key", ["7", "z", "-", "é", "[", "."])
def test_what_is_no_vote_is_refused_in_a_sentence_and_changes_nothing(key: str) -> None:
    room = Room()
    sentence = room.voting.key(key)
    assert f"“{key}” is not a vote here: use 0–5" in sentence
    assert room.given == {}
    assert room.changes == 0


def test_more_votes_than_seats_are_refused() -> None:
    room = Room(2)
    assert room.type("125")[2].startswith("3 votes, but 2 take part")
    assert room.given == {"t1": 1, "t2": 2}
    pasted = Room(2)
    assert pasted.voting.line("1 2 3").startswith("3 votes, but 2 raters take part")
    assert pasted.given == {}


def test_a_pasted_line_is_one_change_or_none() -> None:
    room = Room()
    assert "not a vote" in room.voting.line("1 2 nine 3")
    assert room.changes == 0
    assert room.voting.line("1, 2? x") == ""
    assert room.given == {"t1": 1, "t2": 2, "t3": None}
    assert room.ratings["t2"].confidence is Confidence.LOW
    assert room.changes == 1
    assert room.voting.line("1 1") == "2 votes, but 1 of 4 have not voted yet."
    assert room.voting.line("4") == ""
    assert room.given == {"t1": 1, "t2": 2, "t3": None, "t4": 4}


def test_a_huge_paste_is_a_short_sentence() -> None:
    room = Room()
    assert len(room.voting.line("x" * 100_000)) < 200
    assert len(room.voting.line("2 " * 50_000)) < 200
    assert room.changes == 0


def test_backspace_takes_the_last_vote_back_then_goes_to_the_seat_before() -> None:
    room = Room(4, {"t1": 5})
    room.type("12")
    room.voting.back()
    assert room.given == {"t1": 5, "t2": 1}
    assert room.voting.place == 2
    room.voting.back()
    room.voting.back()
    assert room.given == {"t1": 5}
    assert room.voting.place == 0
    room.type("4")
    assert room.given == {"t1": 4}
    assert room.voting.place == 1


def test_a_new_round_begins_with_its_first_key() -> None:
    room = Room(3, {"t1": 1, "t2": 1, "t3": 5}, anew=True)
    assert room.voting.place == 0
    assert room.given == {"t1": 1, "t2": 1, "t3": 5}
    room.type("2")
    assert room.rounds == 1
    assert room.given == {"t1": 2}
    room.type("23")
    assert room.rounds == 1
    assert room.given == {"t1": 2, "t2": 2, "t3": 3}


def test_one_seat_chosen_votes_anew_alone() -> None:
    room = Room(3, {"t1": 1, "t2": 1, "t3": 5}, anew=True)
    room.voting.choose(1)
    room.type("4")
    assert room.rounds == 0
    assert room.given == {"t1": 1, "t2": 4, "t3": 5}


def test_letters_and_their_digits_are_votes_on_a_skills_scale() -> None:
    room = Room(3, framework=catalogue().load("ddat"))
    assert room.type("p4w") == [""] * 3
    assert list(room.given.values()) == [3, 4, 2]


def test_levels_of_several_keys_end_with_a_space() -> None:
    room = Room(3, framework=own_framework(12))
    assert room.type("10 1 x") == [""] * 6
    assert room.given == {"t1": 10, "t2": 1}
    assert room.voting.finish() == ""
    assert room.given == {"t1": 10, "t2": 1, "t3": None}
    again = Room(3, framework=own_framework(12))
    again.type("11? 99")
    assert again.ratings["t1"] == Rating(level=11, confidence=Confidence.LOW)
    assert "“99” is not a vote here" in again.voting.finish()
    assert "too long" in again.type("1" * 20)[-1]


@given(st.text(alphabet="012345x? !,79z", max_size=40), st.integers(1, 9))
def test_whatever_is_typed_only_votes_are_cast_and_never_more_than_seats(text: str, count: int) -> None:
    room = Room(count)
    room.type(text)
    wanted = [None if letter == "x" else int(letter) for letter in text if letter in "012345x"][:count]
    assert list(room.given.values()) == wanted
    assert set(room.given) <= {seat.rater for seat in room.seats}
