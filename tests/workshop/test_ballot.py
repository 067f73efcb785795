"""The votes on one capability: cast, hidden, revealed; what the room then says."""

from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments import Perspective, Rating
from maturity_tui.workshop.ballot import Ballot, standing
from maturity_tui.workshop.setup import Seat

SCALE = (0, 1, 2, 3, 4, 5)
TEAM = tuple(Seat(rater=f"t{number}") for number in range(1, 5))
USER = Seat(rater="u1", perspective=Perspective.USER)
VOTES = st.lists(st.sampled_from([None, *SCALE]), max_size=8)


def ballot(*levels: int | None, is_open: bool = True) -> Ballot:
    given = {seat.rater: Rating(level=level) for seat, level in zip(TEAM, levels, strict=False)}
    return Ballot(SCALE, TEAM, given, is_open)


def test_hidden_votes_say_only_who_has_voted() -> None:
    hidden = ballot(1, 5, is_open=False)
    assert hidden.standing() is None
    assert (hidden.voted, hidden.waiting) == (("t1", "t2"), ("t3", "t4"))
    assert not hidden.is_complete
    assert ballot(1, 2, 3, None, is_open=False).is_complete


def test_the_suggestion_is_the_lower_of_two_middles() -> None:
    # The case of the plan: 1 2 2 x 3 -> the lower median of 1 2 2 3 is 2; x is no level.
    shown = standing({f"t{n}": Rating(level=v) for n, v in enumerate([1, 2, 2, None, 3])}, {}, SCALE)
    assert (shown.suggested, shown.unknown, shown.range, shown.spread) == (2, 1, (1, 3), 2)
    assert shown.distribution == {0: 0, 1: 1, 2: 2, 3: 1, 4: 0, 5: 0}
    assert standing({"t1": Rating(level=1), "t2": Rating(level=4)}, {}, SCALE).suggested == 1


@given(VOTES)
def test_the_standing_agrees_with_the_standard_library(levels: list[int | None]) -> None:
    shown = standing({f"t{n}": Rating(level=level) for n, level in enumerate(levels)}, {}, SCALE)
    known = [level for level in levels if level is not None]
    assert shown.suggested == (statistics.median_low(known) if known else None)
    assert shown.spread == (max(known) - min(known) if known else 0)
    assert shown.unknown == len(levels) - len(known)
    assert sum(shown.distribution.values()) == len(known)


def test_highest_and_lowest_are_asked_from_two_levels_apart() -> None:
    shown = ballot(1, 3, 2, 3).standing()
    assert shown is not None
    assert shown.should_speak
    assert (shown.lowest, shown.highest) == (("t1",), ("t2", "t4"))
    near = ballot(2, 3, 2, 2).standing()
    assert near is not None
    assert not near.should_speak


def test_nobody_is_highest_where_all_say_the_same() -> None:
    same = ballot(2, 2, 2, None).standing()
    assert same is not None
    assert (same.lowest, same.highest, same.should_speak) == ((), (), False)


def test_users_never_feed_the_teams_suggestion() -> None:
    votes = {"t1": Rating(level=1), "u1": Rating(level=5)}
    mixed = Ballot(SCALE, (TEAM[0], USER), votes)
    team, users = mixed.standing(), mixed.standing(Perspective.USER)
    assert team is not None
    assert users is not None
    assert (team.levels, users.levels) == ((1,), (5,))


def test_a_line_fills_the_seats_in_their_order() -> None:
    cast = ballot().cast_line("1 2? x")
    assert {rater: rating.level for rater, rating in cast.items()} == {"t1": 1, "t2": 2, "t3": None}
    assert cast["t2"].confidence == "low"


def test_more_votes_than_raters_are_refused_whole() -> None:
    one = ballot(3)
    with pytest.raises(ValueError, match="5 votes, but 4 raters take part"):
        one.cast_line("1 2 3 4 5")
    assert one.ratings["t1"].level == 3


def test_a_shorter_line_takes_the_rest_back() -> None:
    assert set(ballot(1, 2, 3, 4).cast_line("2 2")) == {"t1", "t2"}


def test_ratings_of_others_stay() -> None:
    votes = {"old": Rating(level=4), "t1": Rating(level=1)}
    assert Ballot(SCALE, TEAM, votes).cast_line("2")["old"].level == 4


def test_who_votes_as_before_keeps_the_confidence() -> None:
    votes = {"t1": Rating(level=1, confidence="high")}
    assert Ballot(SCALE, TEAM, votes).cast_line("1")["t1"].confidence == "high"
    assert Ballot(SCALE, TEAM, votes).cast_line("1?")["t1"].confidence == "low"
    assert Ballot(SCALE, TEAM, votes).cast_line("2")["t1"].confidence is None


def test_a_vote_outside_the_scale_or_by_a_stranger_is_refused() -> None:
    with pytest.raises(ValueError, match="7 is no level here"):
        ballot().cast("t1", Rating(level=7))
    with pytest.raises(ValueError, match="stranger does not take part"):
        ballot().cast("stranger", Rating(level=1))


def test_one_vote_can_be_cast_and_withdrawn() -> None:
    cast = ballot(1).cast("t2", Rating(level=4))
    assert {rater: rating.level for rater, rating in cast.items()} == {"t1": 1, "t2": 4}
    assert set(Ballot(SCALE, TEAM, cast).withdrawn("t2")) == {"t1"}


@given(VOTES, st.randoms())
def test_the_order_of_votes_says_nothing(levels: list[int | None], random: object) -> None:
    votes = [(f"t{n}", Rating(level=level)) for n, level in enumerate(levels)]
    mixed = list(votes)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    one, other = (standing(dict(order), {}, SCALE) for order in (votes, mixed))
    assert (one.levels, one.suggested, set(one.highest)) == (
        other.levels,
        other.suggested,
        set(other.highest),
    )
