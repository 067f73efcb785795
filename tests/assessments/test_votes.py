"""A line of votes, and what the room says."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments import (
    Perspective,
    Rating,
    Score,
    distribution,
    levels_by,
    lower_median,
    parse_votes,
    spread,
    suggested,
)

SCALE = (0, 1, 2, 3, 4, 5)


def levels(line: str, scale: tuple[float, ...] = SCALE) -> list[float | None]:
    return [rating.level for rating in parse_votes(line, scale)]


@pytest.mark.parametrize("line", ["1 2 x 3", "1,2,x,3", " 1, 2 ,x,,3 ", "1\t2\nX 3", "1.0 2 x 3."])
def test_votes_are_separated_by_spaces_and_commas(line: str) -> None:
    assert levels(line) == [1, 2, None, 3]


def test_an_empty_line_holds_no_votes() -> None:
    assert parse_votes("  , ", SCALE) == ()


def test_x_is_does_not_know_and_not_zero() -> None:
    assert parse_votes("x 0", SCALE) == (Rating(level=None), Rating(level=0))


def test_a_vote_may_say_how_sure_it_is() -> None:
    low, sure, plain = parse_votes("2? 3! 2", SCALE)
    assert (low.level, low.confidence) == (2, "low")
    assert (sure.level, sure.confidence) == (3, "high")
    assert plain.confidence is None


@pytest.mark.parametrize("word", ["2??", "2?!", "?", "!", "x?", "?2", "7!", "2 ?"])
def test_sureness_without_a_level_is_no_vote(word: str) -> None:
    with pytest.raises(ValueError, match="not a vote"):
        parse_votes(word, SCALE)


def test_levels_need_not_be_whole() -> None:
    assert levels("0.25 .5 1", (0, 0.25, 0.5, 1)) == [0.25, 0.5, 1]


@pytest.mark.parametrize(
    "word",
    ["6", "-1", "1.5", "nan", "inf", "1e0", "1_0", "²", "٣", "y", "xx", "12", "1;2", "--1", "-", ".",
     "0x1", "9" * 5000],
)  # fmt: skip
def test_nonsense_is_refused_with_a_sentence(word: str) -> None:
    with pytest.raises(ValueError, match="not a vote") as error:
        parse_votes(f"1 2 {word}", SCALE)
    shown, rest = str(error.value).removeprefix("“").split("”", 1)
    assert 1 <= len(shown) <= 20
    assert rest == " is not a vote here: use 0, 1, 2, 3, 4, 5, or x for “does not know”."


def test_escapes_in_a_vote_do_not_reach_the_sentence() -> None:
    with pytest.raises(ValueError, match="not a vote") as error:
        parse_votes("\x1b[2J7", SCALE)
    assert "\x1b" not in str(error.value)


def test_a_level_that_a_skill_does_not_define_is_no_vote() -> None:
    with pytest.raises(ValueError, match="use 2, 3, or x"):
        parse_votes("1", (2, 3))


@pytest.mark.parametrize(
    ("given_levels", "middle"),
    [([], None), ([3], 3), ([1, 4], 1), ([4, 1, 2], 2), ([5, 0, 2, 3], 2), ([1, 1, 5, 5], 1)],
)
def test_of_two_middle_levels_the_lower_is_taken(given_levels: list[int], middle: int | None) -> None:
    assert lower_median(given_levels) == middle


@given(st.lists(st.sampled_from(SCALE), min_size=1))
def test_the_middle_is_a_level_that_was_given_with_half_on_either_side(votes: list[int]) -> None:
    middle = lower_median(votes)
    assert middle in votes
    assert 2 * sum(vote <= middle for vote in votes) >= len(votes)
    assert 2 * sum(vote < middle for vote in votes) < len(votes)


def test_spread_is_from_lowest_to_highest() -> None:
    assert (spread([1, 4, 2]), spread([3]), spread([])) == (3, 0, None)
    assert spread([0.1, 0.3]) == 0.2


def test_a_distribution_counts_every_level_even_those_not_given() -> None:
    counts = distribution([1, 2, 2], (0, 1, 2))
    assert list(counts.items()) == [(0, 0), (1, 1), (2, 2)]


def score(**ratings: Any) -> Score:
    return Score(ratings=ratings)


RATERS = {
    "t1": Perspective.TEAM, "t2": Perspective.TEAM, "t3": Perspective.TEAM,
    "u1": Perspective.USER, "s1": Perspective.STAKEHOLDER, "r1": Perspective.REVIEWER,
}  # fmt: skip


def test_only_the_team_s_ratings_feed_the_suggestion() -> None:
    assert suggested(score(t1=1, t2=2, t3=2, u1=5, s1=5, r1=5), RATERS) == 2
    assert suggested(score(u1=5, s1=5, r1=5), RATERS) is None


def test_those_who_do_not_know_are_left_out_of_it() -> None:
    assert suggested(score(t1="x", t2=3, t3=4), RATERS) == 3
    assert suggested(score(t1="x"), RATERS) is None


def test_levels_can_be_asked_for_by_perspective() -> None:
    held = score(t1=1, t2="x", u1=4)
    assert levels_by(held, RATERS, Perspective.TEAM) == (1,)
    assert levels_by(held, RATERS, Perspective.USER) == (4,)
