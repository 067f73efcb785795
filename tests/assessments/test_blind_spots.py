"""Blind spots: the team beside the others, in steps of the scale, and nothing that tells a small group apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments.blind_spots import FEWEST, blind_spots, may_show, said_by
from maturity_tui.assessments.models import Assessment, Perspective
from maturity_tui.frameworks.models import Framework

NAMES = ("one", "two", "three", "four")
PREFIX = {"team": "t", "user": "u", "stakeholder": "s", "reviewer": "r"}


def framework(**capability: Any) -> Framework:
    items = [{"id": f"a.{name}", "title": name, **capability} for name in NAMES]
    return Framework.model_validate(
        {
            "id": "small", "version": "1", "title": "Small", "licence": {"name": "CC0"},
            "scale": [{"value": value, "name": f"L{value}"} for value in range(6)],
            "areas": [
                {"id": "a", "title": "A", "capabilities": items[:3]},
                {"id": "b", "title": "B", "capabilities": items[3:]},
            ],
        }
    )  # fmt: skip


def assessed(scores: dict[str, dict[str, Any]]) -> Assessment:
    """`{"a.one": {"agreed": 3, "user": [1, 2, "x"]}}`: who said what, by perspective."""
    raters: dict[str, str] = {}
    held: dict[str, Any] = {}
    for item, score in scores.items():
        ratings = {}
        for who, letter in PREFIX.items():
            given = {f"{letter}{at}": level for at, level in enumerate(score.get(who, ()), start=1)}
            raters |= dict.fromkeys(given, who)
            ratings |= given
        held[item] = {key: value for key, value in score.items() if key not in PREFIX} | {"ratings": ratings}
    return Assessment.model_validate(
        {
            "id": "o/r/t/small", "team": "t", "round": {"id": "r", "title": "R"},
            "framework": {"id": "small", "version": "1"}, "raters": raters, "scores": held,
        }
    )  # fmt: skip


def test_the_lower_median_stands_beside_the_agreed_score_and_who_does_not_know_is_counted_apart() -> None:
    """By hand: users 0 1 1 2 3 4 have the middles 1 and 2, the lower is 1; agreed 3, so two steps lower."""
    found = blind_spots(framework(), assessed({"a.one": {"agreed": 3, "user": [4, 1, 0, "x", 3, 2, 1]}}))
    (row,) = found.rows
    (view,) = row.views
    assert (view.middle, view.difference, view.direction, view.answers, view.unknown) == (
        1,
        -2,
        "lower",
        6,
        1,
    )
    assert dict(view.counts) == {0: 1, 1: 2, 2: 1, 3: 1, 4: 1, 5: 0}
    assert row.is_blind_spot


def test_one_step_is_a_blind_spot_and_none_is_not() -> None:
    found = blind_spots(
        framework(),
        assessed({"a.one": {"agreed": 2, "user": [3] * 5}, "a.two": {"agreed": 3, "user": [3] * 5}}),
    )
    assert [(row.capability, row.is_blind_spot, row.views[0].direction) for row in found.rows] == [
        ("a.one", True, "higher"),
        ("a.two", False, "alike"),
    ]


def test_the_furthest_apart_come_first_then_those_seen_lower_and_what_is_blank_last() -> None:
    scores = {
        "a.one": {"user": [1] * 5},
        "a.two": {"agreed": 1, "user": [3] * 5},
        "a.three": {"agreed": 3, "user": [1] * 5},
        "a.four": {"agreed": 4, "stakeholder": [1] * 5, "user": [4] * 5},
    }
    assert [row.capability for row in blind_spots(framework(), assessed(scores)).rows] == [
        "a.four", "a.three", "a.two", "a.one"
    ]  # fmt: skip


def test_areas_count_what_can_be_compared_and_no_score_changes() -> None:
    scores = {
        "a.one": {"agreed": 2, "user": [3] * 5}, "a.two": {"agreed": 3, "user": [3] * 5},
        "a.three": {"user": [3] * 5}, "a.four": {"agreed": 5, "user": [1] * 4},
    }  # fmt: skip
    found = blind_spots(framework(), assessed(scores))
    assert [(one.area, one.compared, one.blind, one.share) for one in found.areas] == [("a", 2, 1, 0.5)]
    assert found.too_few == ("a.four",)


def test_with_own_answers_a_step_is_from_one_answer_to_the_next() -> None:
    own = framework(answers=[{"value": value, "text": str(value)} for value in (0, 0.25, 0.5, 1)])
    (row,) = blind_spots(own, assessed({"a.one": {"agreed": 1, "user": [0.25] * 5}})).rows
    assert row.views[0].difference == -2


def test_what_is_set_aside_is_not_compared() -> None:
    found = blind_spots(framework(), assessed({"a.one": {"not_applicable": "others do it", "user": [1] * 5}}))
    assert found.rows == ()


@pytest.mark.parametrize("who", ["user", "stakeholder", "reviewer"])
def test_four_levels_are_not_shown_and_five_are(who: str) -> None:
    four = blind_spots(framework(), assessed({"a.one": {"agreed": 3, who: [1, 1, 1, 1, "x", "x"]}}))
    assert four.rows == ()
    assert four.too_few == ("a.one",)
    assert len(blind_spots(framework(), assessed({"a.one": {"agreed": 3, who: [1] * 5}})).rows) == 1


levels = st.lists(st.sampled_from([0, 1, 2, 3, 4, 5, "x"]), max_size=9)


@given(levels, levels, levels, levels, levels)
def test_a_group_of_fewer_than_five_changes_nothing_that_is_shown(
    team: list[Any], user: list[Any], stakeholder: list[Any], small: list[Any], other: list[Any]
) -> None:
    """No figure is made over perspectives: with another small group, all that is shown is the same, so nothing can be
    taken from it by subtraction."""

    def shown(group: list[Any]) -> Any:
        known = [level for level in group if level != "x"][: FEWEST - 1]
        scores = {
            "a.one": {"agreed": 3, "team": team, "user": user, "stakeholder": stakeholder, "reviewer": known}
        }
        found = blind_spots(framework(), assessed(scores))
        return [(row.capability, row.views) for row in found.rows], found.areas

    assert shown(small) == shown(other)


@given(levels, levels, levels)
def test_a_view_is_its_own_perspective_s_ratings_and_nobody_else_s(
    user: list[Any], stakeholder: list[Any], reviewer: list[Any]
) -> None:
    given_ = {"user": user, "stakeholder": stakeholder, "reviewer": reviewer}
    found = blind_spots(framework(), assessed({"a.one": {"agreed": 3, **given_}}))
    for row in found.rows:
        for view in row.views:
            own = sorted(level for level in given_[view.perspective] if level != "x")
            assert len(own) >= FEWEST
            assert sorted(level for level, count in view.counts.items() for _ in range(count)) == own
            assert view.middle == own[(len(own) - 1) // 2]
    assert {view.perspective for row in found.rows for view in row.views} == {
        who for who, group in given_.items() if sum(level != "x" for level in group) >= FEWEST
    }


def comments(user: int, stakeholder: int, **said: str) -> tuple[Any, Assessment]:
    one = assessed({"a.one": {"agreed": 3, "user": [1] * user, "stakeholder": [2] * stakeholder}})
    score = one.score("a.one").changed(comments=said)
    return score, one


def test_a_comment_is_never_of_a_person_and_of_a_perspective_from_five_on() -> None:
    score, one = comments(5, 5, u1="a", s1="b")
    assert [said_by(score, one.raters, rater) for rater in score.comments] == ["user", "stakeholder"]
    score, one = comments(4, 0, u1="a")
    assert said_by(score, one.raters, "u1") == "user or stakeholder"
    assert not may_show(score, one.raters, Perspective.USER)


def test_a_comment_of_the_many_does_not_give_away_whose_the_other_is() -> None:
    """Five users, one stakeholder: were the users named, the one without a name would be the stakeholder's."""
    score, one = comments(5, 1, u1="a", s1="b")
    assert {said_by(score, one.raters, rater) for rater in score.comments} == {"user or stakeholder"}
    score, one = comments(5, 1, u1="a")
    assert said_by(score, one.raters, "u1") == "user"
