"""Priorities from groups: points and ranks, hand-computed and published, and what must always hold."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments.ambition.priorities import (
    Gathered,
    Method,
    PriorityError,
    borda,
    gather,
    point_shares,
    rank_shares,
)
from maturity_tui.assessments.ambition.priority_words import (
    by_priority,
    how_made,
    shares_of_weight,
    where_groups_disagree,
)
from maturity_tui.assessments.organisation import Organisation, PriorityFrom, Theme
from maturity_tui.assessments.portable import read_organisation
from maturity_tui.frameworks.door import read_file

NORTHWICK = Path(__file__).parents[2] / "assessments" / "northwick" / "organisation.yaml"


def themes(*ids: str) -> tuple[Theme, ...]:
    return tuple(Theme(id=id, title=id.title()) for id in ids)


ABC = themes("a", "b", "c")
FOUR = themes("memphis", "nashville", "chattanooga", "knoxville")


def priorities(gathered: Gathered) -> dict[str, float]:
    return {item.theme.id: item.priority for item in gathered.themes}


# points -------------------------------------------------------------------------------


def test_points_are_the_mean_of_each_groups_shares_times_ten() -> None:
    """By hand: a has .6 and .2, so .4; b .3 and .2, so .25; c .1 and .6, so .35."""
    found = gather(ABC, Method.POINTS, {"x": {"a": 60, "b": 30, "c": 10}, "y": {"a": 20, "b": 20, "c": 60}})
    assert priorities(found) == {"a": 4, "b": 2.5, "c": 3.5}
    assert [item.spread for item in found.themes] == [Fraction(2, 5), Fraction(1, 10), Fraction(1, 2)]
    assert [item.theme.id for item in found.disputed] == ["c"]
    assert found.of == 100


def test_the_worked_examples_priorities_are_what_its_groups_points_make() -> None:
    """The council's file holds both: 35, 40 and 15 of 100 points each, and the priority 3."""
    council = read_organisation(read_file(NORTHWICK))
    given: dict[str, dict[str, float]] = {}
    for theme in council.ambition:
        assert theme.priority_from is not None
        for group, points in theme.priority_from.groups.items():
            given.setdefault(group, {})[theme.id] = points
    found = gather(council.ambition, Method.POINTS, given, of=100)
    assert priorities(found) == {theme.id: theme.priority for theme in council.ambition}


def test_groups_count_alike_unless_a_weight_is_stated() -> None:
    """By hand: twice .6 and once .2 is 1.4 of 3."""
    points = {"x": {"a": 60, "b": 40}, "y": {"a": 20, "b": 80}}
    alike = gather(themes("a", "b"), Method.POINTS, points)
    found = gather(themes("a", "b"), Method.POINTS, points, weights={"x": 2})
    assert alike.themes[0].share == Fraction(2, 5)
    assert found.themes[0].share == Fraction(7, 15)
    assert priorities(found) == {"a": 4.67, "b": 5.33}


def test_a_theme_without_points_has_none_of_it() -> None:
    found = gather(ABC, Method.POINTS, {"x": {"a": 3, "b": 1}})
    assert priorities(found) == {"a": 7.5, "b": 2.5, "c": 0}


# ranks --------------------------------------------------------------------------------


def test_the_borda_count_of_the_textbooks_tennessee() -> None:
    """The often-printed example, 42, 26, 15 and 17 per cent of the voters: 126, 194, 173, 107 points with 0 for a
    last place (https://en.wikipedia.org/wiki/Borda_count); ours gives the last one point, so 100 more each."""
    ranked = {
        "m": (42, ("memphis", "nashville", "chattanooga", "knoxville")),
        "n": (26, ("nashville", "chattanooga", "knoxville", "memphis")),
        "c": (15, ("chattanooga", "knoxville", "nashville", "memphis")),
        "k": (17, ("knoxville", "chattanooga", "nashville", "memphis")),
    }
    given = {group: {city: at for at, city in enumerate(order, 1)} for group, (_, order) in ranked.items()}
    weights = {group: weight for group, (weight, _) in ranked.items()}
    found = gather(FOUR, Method.RANKS, given, weights=weights)
    points = {"memphis": 226, "nashville": 294, "chattanooga": 273, "knoxville": 207}
    assert {item.theme.id: item.share for item in found.themes} == {
        city: Fraction(number, 1000) for city, number in points.items()
    }
    assert sum(points.values()) == 1000


def test_a_tie_is_half_a_point_each() -> None:
    """By hand: first 4 points; two level with one below them 1 + 1 + ½; the last 1. Together 10."""
    ranks = {"a": 1, "b": 2, "c": 2, "d": 4}
    assert [borda(ranks, theme) for theme in ranks] == [4, Fraction(5, 2), Fraction(5, 2), 1]
    assert rank_shares(ranks)["b"] == Fraction(1, 4)
    assert rank_shares(ranks) == rank_shares({"a": 1, "b": 2, "c": 2, "d": 3}), "only the order counts"


def test_the_theme_that_is_ranked_last_keeps_a_weight() -> None:
    found = gather(ABC, Method.RANKS, {"x": {"a": 1, "b": 2, "c": 3}})
    assert priorities(found) == {"a": 5, "b": 3.33, "c": 1.67}


# what always holds --------------------------------------------------------------------

POINTS = st.lists(
    st.lists(st.integers(0, 40), min_size=3, max_size=3).filter(any), min_size=1, max_size=4
).map(lambda rows: {f"g{at}": dict(zip("abc", row, strict=True)) for at, row in enumerate(rows)})


def levelled(rows: dict[str, dict[str, int]]) -> dict[str, dict[str, float]]:
    """The same shares, with one total for all groups."""
    sums = [sum(row.values()) for row in rows.values()]
    whole = 1
    for one in sums:
        whole *= one
    return {
        group: {theme: number * whole // sum(row.values()) for theme, number in row.items()}
        for group, row in rows.items()
    }


@given(rows=POINTS, times=st.integers(2, 9))
def test_points_have_no_unit(rows: dict[str, dict[str, int]], times: int) -> None:
    once = levelled(rows)
    more = {group: {theme: number * times for theme, number in row.items()} for group, row in once.items()}
    assert gather(ABC, Method.POINTS, once).themes == gather(ABC, Method.POINTS, more).themes


@given(rows=POINTS, seed=st.randoms(use_true_random=False))
def test_no_group_comes_first(rows: dict[str, dict[str, int]], seed: object) -> None:
    given_, names = levelled(rows), list(rows)
    seed.shuffle(names)  # type: ignore[attr-defined]
    other = gather(ABC, Method.POINTS, {group: given_[group] for group in names})
    assert {item.theme.id: (item.share, item.spread) for item in other.themes} == {
        item.theme.id: (item.share, item.spread) for item in gather(ABC, Method.POINTS, given_).themes
    }


@given(row=st.lists(st.integers(0, 40), min_size=3, max_size=3).filter(any), groups=st.integers(1, 5))
def test_groups_that_agree_have_no_spread_and_get_what_they_gave(row: list[int], groups: int) -> None:
    held = dict(zip("abc", row, strict=True))
    found = gather(ABC, Method.POINTS, {f"g{at}": held for at in range(groups)})
    assert [item.spread for item in found.themes] == [0, 0, 0]
    assert {item.theme.id: item.share for item in found.themes} == point_shares(held)
    assert found.disputed == ()


@given(
    ranks=st.lists(st.lists(st.integers(1, 3), min_size=3, max_size=3), min_size=1, max_size=4),
    weights=st.lists(st.integers(1, 5), min_size=4, max_size=4),
)
def test_shares_add_up_and_follow_the_order(ranks: list[list[int]], weights: list[int]) -> None:
    given_ = {f"g{at}": dict(zip("abc", row, strict=True)) for at, row in enumerate(ranks)}
    found = gather(ABC, Method.RANKS, given_, weights={group: weights[at] for at, group in enumerate(given_)})
    assert sum(item.share for item in found.themes) == 1
    for group, row in given_.items():
        for one in found.themes:
            for two in found.themes:
                above = row[one.theme.id] < row[two.theme.id]
                assert above is (one.by_group[group] > two.by_group[group])


# what is refused ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "given_", "more", "said"),
    [
        ("points", {"x": {"a": 50, "b": 45}}, {"of": 100}, "The points of x add up to 95, not to 100."),
        ("points", {"x": {"a": 100}, "y": {"a": 90}}, {}, "y shared out 90 points and x 100: every group"),
        ("points", {"x": {"a": 0}}, {}, "x gave no points at all."),
        ("points", {"x": {"a": -5, "b": 105}}, {}, "x gave a -5: a negative number is no weight."),
        ("points", {"x": {"a": float("nan")}}, {}, "What x gave a is no number."),
        ("points", {"x": {"aa": 100}}, {}, "There is no theme 'aa', to which x gave something."),
        ("ranks", {"x": {"a": 1, "b": 2}}, {}, "x did not rank c: every theme needs a rank."),
        ("ranks", {"x": {"a": 1, "b": 2, "c": 7}}, {}, "with 3 themes a rank is from 1 (first) to 3."),
        ("ranks", {"x": {"a": 0, "b": 2, "c": 1}}, {}, "x ranked a 0"),
        ("points", {}, {}, "No group has given anything."),
        ("points", {"x": {"a": 1}}, {"weights": {"y": 2}}, "There is no group 'y' to weigh."),
        ("points", {"x": {"a": 1}}, {"weights": {"x": -1}}, "The group x cannot weigh -1"),
        ("points", {"x": {"a": 1}}, {"weights": {"x": 0}}, "No group weighs anything."),
    ],
)
def test_what_cannot_be_is_said(method: str, given_: dict, more: dict, said: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(PriorityError) as error:
        gather(ABC, Method(method), given_, **more)
    assert said in str(error.value)
    assert str(error.value).endswith((".", "?"))


def test_without_themes_there_is_nothing_to_weigh() -> None:
    with pytest.raises(PriorityError, match="no themes"):
        gather((), Method.POINTS, {"x": {"a": 1}})


def test_a_slip_in_a_themes_name_gets_the_nearest() -> None:
    with pytest.raises(PriorityError, match="Did you mean 'resident-first'"):
        gather(themes("resident-first"), Method.POINTS, {"x": {"resident-frist": 1}})


# what is kept, and said ---------------------------------------------------------------


def council(*given_: Theme) -> Organisation:
    return Organisation(id="o", title="O", ambition=given_)


def test_what_a_priority_was_made_from_is_kept_with_it() -> None:
    points = {"directors": {"a": 60, "b": 40}, "staff": {"a": 20, "b": 80}}
    kept = gather(themes("a", "b"), Method.POINTS, points).put_into(council(*themes("a", "b"))).ambition[0]
    assert kept.priority == 4
    assert kept.priority_from == PriorityFrom(method="points", groups={"directors": 60, "staff": 20}, of=100)
    assert how_made(kept) == (
        "Priority 4: ten times the mean of the groups' shares of 100 points (directors 60, staff 20), groups"
        " counting alike."
    )


def test_unequal_weights_and_ranks_are_said() -> None:
    ranks = {"directors": {"a": 1, "b": 2}, "staff": {"a": 2, "b": 1}}
    made = gather(themes("a", "b"), Method.RANKS, ranks, weights={"directors": 3})
    kept = made.put_into(council(*themes("a", "b"))).ambition[0]
    assert how_made(kept) == (
        "Priority 5.83: ten times the mean share of the Borda points from the groups' ranks of 2 themes (directors 1,"
        " staff 2), groups weighing directors 3, staff 1."
    )


def test_other_themes_are_left_as_they_are() -> None:
    both = themes("a", "b")
    kept = gather(both[:1], Method.POINTS, {"x": {"a": 1}}).put_into(council(*both))
    assert kept.ambition[1] == both[1]


@pytest.mark.parametrize(
    ("theme", "said"),
    [
        (Theme(id="a", title="A", priority=2), "Priority 2, set by hand."),
        (
            Theme(
                id="a", title="A", priority=3, priority_from=PriorityFrom(method="points", groups={"x": 35})
            ),
            "Priority 3, from points: x 35.",
        ),
        (
            Theme(
                id="a",
                title="A",
                priority=9,
                priority_from=PriorityFrom(method="points", groups={"x": 35}, of=100),
            ),
            "Priority 9, set by hand since; ten times the mean of the groups' shares of 100 points (x 35) would be"
            " 3.5.",
        ),
        (
            Theme(id="a", title="A", priority_from=PriorityFrom(method="a vote of the cabinet")),
            "Priority 1, from a vote of the cabinet.",
        ),
    ],
)
def test_a_weight_states_how_it_was_made(theme: Theme, said: str) -> None:
    assert how_made(theme) == said


def test_where_groups_disagree_is_one_sentence() -> None:
    points = {"x": {"a": 60, "b": 30, "c": 10}, "y": {"a": 20, "b": 20, "c": 60}}
    assert where_groups_disagree(gather(ABC, Method.POINTS, points)) == (
        "Groups disagree most on C: y 60 %, x 10 %."
    )
    assert where_groups_disagree(gather(ABC, Method.POINTS, {"x": points["x"], "y": points["x"]})) == (
        "All groups agree."
    )
    assert "Only one group" in where_groups_disagree(gather(ABC, Method.POINTS, {"x": points["x"]}))


def test_shares_of_the_weight_and_the_order() -> None:
    given_ = (Theme(id="a", title="A", priority=1), Theme(id="b", title="B", priority=3))
    assert shares_of_weight(given_) == {"a": Fraction(1, 4), "b": Fraction(3, 4)}
    assert [theme.id for theme in by_priority(given_)] == ["b", "a"]
    assert shares_of_weight([theme.changed(priority=0) for theme in given_]) == {}
