"""In which order a workshop goes."""

from __future__ import annotations

from typing import Any

from maturity_tui.assessments import Assessment, Perspective, Theme
from maturity_tui.frameworks import Framework
from maturity_tui.workshop.agenda import agenda
from maturity_tui.workshop.setup import Order, seats_for


def framework() -> Framework:
    scale = [{"value": value, "name": f"Level {value}"} for value in range(6)]
    items = [
        {"id": f"a.{name}", "title": name, "core": name in "ac", "weight": 3 if name == "d" else 1}
        for name in "abcde"
    ]
    base = {"schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "scale": scale}
    area = {"id": "a", "title": "A", "capabilities": items}
    return Framework.model_validate(base | {"licence": {"name": "x"}, "areas": [area]})


def assessed(scores: dict[str, Any], raters: int = 4) -> Assessment:
    base = {"id": "o/r/t/f", "team": "t", "round": {"id": "r", "title": "R"}}
    return Assessment.model_validate(
        base
        | {"framework": {"id": "f", "version": "1"}, "scores": scores}
        | {"raters": {f"t{number}": "team" for number in range(1, raters + 1)} | {"u1": "user"}}
    )


def order(scores: dict[str, Any], by: Order, **extra: Any) -> str:
    found = agenda(framework(), assessed(scores), extra.pop("ambition", ()), order=by, **extra)
    return "".join(item.removeprefix("a.") for item in found)


def test_by_area_is_the_frameworks_order() -> None:
    assert order({}, Order.AREA) == "abcde"


def test_core_only_leaves_the_others_out() -> None:
    assert order({}, Order.AREA, core_only=True) == "ac"
    assert order({"a.b": {"agreed": 0, "target": 5}}, Order.GAP, core_only=True) == "ac"


def test_by_gap_the_largest_weighted_gap_comes_first() -> None:
    # Gaps by hand: a 1, b 3, c at its target, d 2 with weight 3 = 6; e is not known.
    scores = {
        "a.a": {"agreed": 2, "target": 3}, "a.b": {"agreed": 1, "target": 4},
        "a.c": {"agreed": 4, "target": 4}, "a.d": {"agreed": 1, "target": 3},
    }  # fmt: skip
    assert order(scores, Order.GAP) == "dbaec"


def test_a_gap_is_expected_from_votes_then_from_the_round_before() -> None:
    scores = {"a.b": {"target": 4, "ratings": {"t1": 1, "t2": 2, "u1": 0}}, "a.c": {"target": 4}}
    # b: 4 - lower median 1 = 3 (the user's 0 does not count); c: 4 - 0 from last round = 4.
    assert order(scores, Order.GAP, before={"a.c": 0, "a.b": 4})[:2] == "cb"


def test_priorities_of_themes_weigh() -> None:
    themes = (
        Theme(id="x", title="X", priority=5, targets={"a.b": 3}),
        Theme(id="y", title="Y", priority=1, targets={"a.a": 4}),
    )
    scores = {"a.a": {"agreed": 1}, "a.b": {"agreed": 2}}  # a: 3 x 1, b: 1 x 5
    assert order(scores, Order.GAP, ambition=themes)[:2] == "ba"


def test_by_disagreement_the_furthest_apart_come_first() -> None:
    scores = {
        "a.a": {"ratings": {"t1": 2, "t2": 2, "t3": 2}}, "a.c": {"ratings": {"t1": 0, "t2": 5, "t3": 2}},
        "a.e": {"ratings": {"t1": 1, "t2": 2, "t3": 2}},
    }  # fmt: skip
    assert order(scores, Order.DISAGREEMENT)[:2] == "ce"


def test_every_order_holds_every_capability_once() -> None:
    scores = {"a.c": {"ratings": {"t1": 0, "t2": 5}, "target": 3}, "a.e": {"not_applicable": "no"}}
    for by in Order:
        assert sorted(order(scores, by)) == list("abcde")


def test_seats_are_those_who_rated_already_then_new_ones() -> None:
    seats = seats_for(assessed({}, raters=2), {Perspective.TEAM: 3, Perspective.USER: 2})
    assert [(seat.rater, str(seat.perspective)) for seat in seats] == [
        ("t1", "team"), ("t2", "team"), ("t3", "team"), ("u1", "user"), ("u2", "user"),
    ]  # fmt: skip


def test_fewer_seats_than_raters_are_the_first_of_them() -> None:
    assert [seat.rater for seat in seats_for(assessed({}), {Perspective.TEAM: 2})] == ["t1", "t2"]
