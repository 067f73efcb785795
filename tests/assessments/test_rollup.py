"""Roll-up by hand: every rule, what N/A and blank do, bounds, coverage, what is shown."""

from fractions import Fraction
from typing import Any

import pytest

from maturity_tui.assessments import Assessment, Results, Theme, as_written, one_decimal, roll_up
from maturity_tui.assessments.rules import FULLY, LARGELY, NOT, PARTLY, WHOLLY, grade
from maturity_tui.frameworks import Framework

NA = {"not_applicable": "Run by another team"}


def area(name: str, *below: dict[str, Any], **more: Any) -> dict[str, Any]:
    nested = [item for item in below if "areas" in item]
    items = [item for item in below if "areas" not in item]
    return {"id": name, "title": name.title(), "areas": nested, "capabilities": items} | more


def cap(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": name.title()} | more


def answered(name: str, *values: float, **more: Any) -> dict[str, Any]:
    return cap(name, answers=[{"value": value, "text": f"Answer {value}"} for value in values], **more)


def top(*areas: dict[str, Any], **more: Any) -> Framework:
    """A framework with a scale of 0 to 5."""
    scale = [{"value": value, "name": f"Level {value}"} for value in range(6)]
    base = {"schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "scale": scale}
    return Framework.model_validate(base | {"licence": {"name": "x"}, "areas": areas} | more)


def assessment(scores: dict[str, Any], **more: Any) -> Assessment:
    """Scores by capability: a number is an agreed score, None a blank, a map anything else."""
    held = {
        item: value if isinstance(value, dict) else {"agreed": value}
        for item, value in scores.items()
        if value is not None
    }
    pin = {"id": "f", "version": "1"}
    base = {"id": "o/r/t/f", "team": "t", "round": {"id": "r", "title": "R"}, "framework": pin}
    return Assessment.model_validate(base | {"scores": held} | more)


def rolled(
    model: Framework, scores: dict[str, Any], ambition: tuple[Theme, ...] = (), **more: Any
) -> Results:
    return roll_up(model, assessment(scores, **more), ambition)


def flat(rule: str, scores: list[Any], tags: list[int] | None = None, **more: Any) -> Results:
    """One area `a` under a rule, items c0, c1 …"""
    items = [cap(f"c{n}", **({"level": tags[n]} if tags else {})) for n in range(len(scores))]
    model = top(area("a", *items, rollup=rule, **more))
    return rolled(model, {f"c{n}": score for n, score in enumerate(scores)})


# The worked example: two streams a level, three levels a practice


def test_two_answers_a_level_and_three_levels_make_a_practice() -> None:
    levels = [
        area(f"level{n}", *(answered(f"q{n}{stream}", 0, 0.25, 0.5, 1) for stream in "ab"), rollup="mean")
        for n in (1, 2, 3)
    ]
    model = top(area("practice", *levels, rollup="sum"))
    results = rolled(model, {"q1a": 1, "q1b": 0.5, "q2a": 0.5, "q2b": 0.25, "q3a": 0, "q3b": 0})
    assert [results.by_id[f"level{n}"].score for n in (1, 2, 3)] == [Fraction(3, 4), Fraction(3, 8), 0]
    practice = results.by_id["practice"]
    assert practice.score == Fraction(9, 8)
    assert (practice.minimum, practice.maximum, practice.floor) == (0, 3, 0)
    assert practice.display == "1.1"
    assert practice.bound is None


def test_tenths_are_added_as_they_are_written() -> None:
    model = top(area("a", *(answered(f"q{n}", 0, 0.1, 0.2) for n in range(3)), rollup="sum"))
    assert rolled(model, {"q0": 0.1, "q1": 0.2, "q2": 0}).by_id["a"].score == Fraction(3, 10)


# Means


def test_a_mean_is_of_the_scored_alone() -> None:
    results = flat("mean", [1, 2, None, 4])
    assert results.by_id["a"].score == Fraction(7, 3)
    assert (results.by_id["a"].scored, results.by_id["a"].applicable) == (3, 4)
    assert results.by_id["a"].bound is None


def test_a_blank_is_not_a_zero() -> None:
    assert flat("mean", [4, None]).whole.score == 4
    assert flat("mean", [4, 0]).whole.score == 2


def test_does_not_know_is_neither_zero_nor_not_applicable() -> None:
    model = top(area("a", cap("c0"), cap("c1")))
    results = rolled(model, {"c0": 4, "c1": {"ratings": {"t1": "x"}}}, raters={"t1": "team"})
    assert (results.whole.score, results.whole.scored, results.whole.applicable) == (4, 1, 2)


def test_what_is_not_applicable_leaves_numerator_and_denominator() -> None:
    results = flat("mean", [4, NA, 1])
    assert results.by_id["a"].score == Fraction(5, 2)
    assert (results.by_id["a"].scored, results.by_id["a"].applicable) == (2, 2)
    assert results.by_id["c1"].display == "n/a"


def test_a_mean_pays_no_heed_to_weights() -> None:
    model = top(area("a", cap("c0", weight=9), cap("c1"), rollup="mean"))
    assert rolled(model, {"c0": 4, "c1": 2}).whole.score == 3


def test_a_weighted_mean_does() -> None:
    model = top(area("a", cap("c0", weight=3), cap("c1"), cap("c2", weight=96), rollup="weighted-mean"))
    assert rolled(model, {"c0": 4, "c1": 2}).by_id["a"].score == Fraction(14, 4)


def test_weights_of_areas_count_one_level_up() -> None:
    heavy = area("a", cap("a1"), weight=3)
    light = area("b", cap("b1"), cap("b2"))
    results = rolled(top(heavy, light, rollup="weighted-mean"), {"a1": 5, "b1": 1, "b2": 2})
    assert results.whole.score == (3 * 5 + Fraction(3, 2)) / 4


def test_what_weighs_nothing_is_shown_and_counts_for_nothing() -> None:
    model = top(area("a", cap("c0", weight=0), cap("c1"), rollup="weighted-mean"))
    assert rolled(model, {"c0": 5, "c1": 1}).whole.score == 1
    assert rolled(model, {"c0": 5}).whole.score is None


def test_the_range_is_of_what_applies_even_where_that_weighs_nothing() -> None:
    model = top(area("a", answered("c0", 0, 1, weight=0), cap("c1"), rollup="weighted-mean"))
    assert rolled(model, {"c0": 1, "c1": NA}).by_id["a"].maximum == 1


def test_a_mean_of_areas_counts_areas_alike_whatever_their_size() -> None:
    model = top(area("a", cap("a1")), area("b", cap("b1"), cap("b2"), cap("b3")))
    assert rolled(model, {"a1": 5, "b1": 1, "b2": 1, "b3": 1}).whole.score == 3


# Sum


def test_a_sum_adds_and_its_maximum_is_the_children_s() -> None:
    figure = flat("sum", [1, 2, 3]).by_id["a"]
    assert (figure.score, figure.minimum, figure.maximum, figure.bound) == (6, 0, 15, None)


def test_not_applicable_lowers_the_maximum_of_a_sum() -> None:
    figure = flat("sum", [1, 2, NA]).by_id["a"]
    assert (figure.score, figure.maximum, figure.bound) == (3, 10, None)


def test_a_blank_makes_a_sum_read_at_least() -> None:
    figure = flat("sum", [1, 2, None]).by_id["a"]
    assert (figure.score, figure.maximum, figure.bound) == (3, 15, "at least")
    assert figure.display == "at least 3.0"


def test_a_blank_that_may_take_away_makes_a_sum_read_at_most() -> None:
    model = top(area("a", answered("c0", 0, 1), answered("penalty", -2, -1, 0), rollup="sum"))
    figure = rolled(model, {"c0": 1}).by_id["a"]
    assert (figure.score, figure.minimum, figure.maximum, figure.bound) == (1, -2, 1, "at most")


def test_a_bound_is_passed_up_through_a_sum() -> None:
    inner = area("a", cap("a1"), cap("a2"), rollup="sum")
    model = top(area("outer", inner, area("b", cap("b1")), rollup="sum"))
    assert rolled(model, {"a1": 1, "b1": 1}).by_id["outer"].bound == "at least"


# Lowest


def test_lowest_is_the_lowest() -> None:
    figure = flat("lowest", [3, 2, 4]).by_id["a"]
    assert (figure.score, figure.bound, figure.display) == (2, None, "2.0")


def test_a_blank_makes_lowest_read_at_most() -> None:
    figure = flat("lowest", [3, None, 4]).by_id["a"]
    assert (figure.score, figure.bound, figure.display) == (3, "at most", "at most 3.0")


def test_not_applicable_does_not() -> None:
    assert flat("lowest", [3, NA, 4]).by_id["a"].bound is None


# Staged


@pytest.mark.parametrize(
    ("scores", "level"),
    [
        ([5, 5, 5], 3),
        ([5, 5, 4], 2),
        ([5, 4, 5], 1),
        ([4, 5, 5], 0),
    ],
)
def test_staged_is_the_highest_level_all_of_which_is_fully_met(scores: list[int], level: int) -> None:
    figure = flat("staged", scores, [1, 2, 3]).by_id["a"]
    assert (figure.score, figure.minimum, figure.maximum) == (level, 0, 3)


def test_a_level_without_items_is_met_with_those_below() -> None:
    assert flat("staged", [0, 0], [2, 3]).by_id["a"].score == 1
    assert flat("staged", [5, 0], [1, 4]).by_id["a"].score == 3


def test_full_means_the_top_of_the_item_s_own_range() -> None:
    items = [answered("c0", 1, 2, 3, level=1), cap("c1", defined=[2, 3, 4], level=2), cap("c2", level=3)]
    model = top(area("a", *items, rollup="staged"))
    assert rolled(model, {"c0": 3, "c1": 4, "c2": 4}).by_id["a"].score == 2


def test_nearly_full_is_not_full() -> None:
    model = top(area("a", answered("c0", *range(101), level=1), rollup="staged"))
    assert rolled(model, {"c0": 99}).by_id["a"].score == 0
    assert rolled(model, {"c0": 100}).by_id["a"].score == 1


def test_a_blank_that_could_lift_the_stage_makes_it_read_at_least() -> None:
    figure = flat("staged", [5, None, 5], [1, 2, 3]).by_id["a"]
    assert (figure.score, figure.bound) == (1, "at least")


def test_a_blank_above_a_stage_that_fails_anyway_changes_nothing() -> None:
    figure = flat("staged", [4, None], [1, 2]).by_id["a"]
    assert (figure.score, figure.bound) == (0, None)


def test_not_applicable_items_do_not_hold_a_stage_back() -> None:
    figure = flat("staged", [5, NA, 5], [1, 2, 3]).by_id["a"]
    assert (figure.score, figure.maximum, figure.bound) == (3, 3, None)
    assert flat("staged", [5, 5, NA], [1, 2, 3]).by_id["a"].maximum == 2


def test_staged_looks_at_all_items_below_however_nested() -> None:
    inner = area("inner", cap("c0", level=1), cap("c1", level=3))
    model = top(area("a", inner, cap("c2", level=2), rollup="staged"))
    assert rolled(model, {"c0": 5, "c1": 5, "c2": 0}).by_id["a"].score == 1
    assert rolled(model, {"c0": 5, "c1": 0, "c2": 5}).by_id["a"].score == 2


def test_the_framework_s_rule_holds_for_areas_without_one() -> None:
    model = top(area("a", cap("c0", level=1), cap("c1", level=2)), rollup="staged")
    results = rolled(model, {"c0": 5, "c1": 5})
    assert (results.by_id["a"].rule, results.by_id["a"].score, results.whole.score) == ("staged", 2, 2)


def test_an_item_without_a_level_is_refused() -> None:
    model = top(area("a", cap("c0"), rollup="staged"))
    with pytest.raises(ValueError, match="staged needs a level on every item"):
        rolled(model, {"c0": 1})


# Cumulative


@pytest.mark.parametrize(
    ("threshold", "percent", "level"),
    [
        ("N", 0, 1), ("N", 15, 1),
        ("P", 15, 0), ("P", 16, 1), ("P", 50, 1),
        ("L", 50, 0), ("L", 51, 1), ("L", 85, 1),
        ("F", 85, 0), ("F", 86, 1), ("F", 100, 1),
        (None, 50, 0), (None, 51, 1),
    ],
)  # fmt: skip
def test_cumulative_at_each_threshold(threshold: str | None, percent: int, level: int) -> None:
    item = answered("c0", *range(101), level=1)
    model = top(area("a", item, rollup="cumulative", **({"threshold": threshold} if threshold else {})))
    assert rolled(model, {"c0": percent}).by_id["a"].score == level


def test_cumulative_asks_the_same_of_every_level_below() -> None:
    assert flat("cumulative", [3, 3, 2], [1, 2, 3], threshold="L").by_id["a"].score == 2
    assert flat("cumulative", [2, 3, 3], [1, 2, 3], threshold="L").by_id["a"].score == 0


# N P L F


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (0, NOT), (15, NOT), (16, PARTLY), (50, PARTLY), (51, LARGELY), (85, LARGELY), (86, FULLY),
        (99, FULLY), (100, WHOLLY),
    ],
)  # fmt: skip
def test_a_bound_belongs_to_the_grade_below_it(percent: int, expected: int) -> None:
    assert grade(percent, 0, 100) == expected


def test_a_score_is_a_share_of_its_own_range() -> None:
    assert grade(3, 1, 5) == PARTLY  # half of the way from 1 to 5, not three fifths
    assert grade(7, 7, 7) == WHOLLY


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [
        (50, 100, 0),  # P at level 1
        (51, 0, 1),    # L at level 1 reaches it
        (85, 100, 1),  # but L is nothing to build level 2 on
        (86, 50, 1),   # F is; P at level 2 does not reach it
        (86, 51, 2),
        (86, 85, 2),
        (100, 100, 2),
    ],
)  # fmt: skip
def test_a_level_is_largely_met_and_rests_on_fully_met_ones(first: int, second: int, level: int) -> None:
    items = [answered(f"c{n}", *range(101), level=n + 1) for n in range(2)]
    model = top(area("a", *items, rollup="nplf"))
    assert rolled(model, {"c0": first, "c1": second}).by_id["a"].score == level


# Nothing there


def test_nothing_scored_gives_no_figure() -> None:
    for rule in ("mean", "weighted-mean", "sum", "lowest"):
        whole = flat(rule, [None, None]).whole
        assert (whole.score, whole.floor, whole.bound, whole.display) == (None, None, None, "–")
        assert (whole.scored, whole.applicable) == (0, 2)
    for rule in ("staged", "cumulative", "nplf"):
        figure = flat(rule, [None, None], [1, 2]).by_id["a"]
        assert (figure.score, figure.bound, figure.maximum) == (None, None, 2)


def test_all_not_applicable_reads_n_a() -> None:
    for rule in ("mean", "weighted-mean", "sum", "lowest"):
        figure = flat(rule, [NA, NA]).by_id["a"]
        assert (figure.score, figure.applicable, figure.display, figure.bound) == (None, 0, "n/a", None)
    assert flat("nplf", [NA, NA], [1, 2]).by_id["a"].display == "n/a"


def test_an_area_that_is_not_applicable_leaves_its_parent_too() -> None:
    model = top(area("a", cap("a1")), area("b", cap("b1")), rollup="sum")
    whole = rolled(model, {"a1": 4, "b1": NA}).whole
    assert (whole.score, whole.maximum, whole.bound) == (4, 5, None)


def test_a_sum_that_is_not_applicable_is_no_blank_to_its_parent() -> None:
    model = top(area("outer", area("a", cap("a1"), rollup="sum"), area("b", cap("b1")), rollup="lowest"))
    assert rolled(model, {"a1": NA, "b1": 2}).by_id["outer"].bound is None


def test_only_what_is_in_scope_takes_part() -> None:
    model = top(area("a", cap("a1", core=True), cap("a2")), area("b", cap("b1")))
    results = rolled(model, {"a1": 4, "a2": 0, "b1": 0}, scope="core")
    assert [node.id for node in results.nodes] == ["f", "a", "a1"]
    assert (results.whole.score, results.whole.applicable) == (4, 1)


def test_a_scope_that_names_nothing_known_gives_an_empty_whole() -> None:
    results = rolled(top(area("a", cap("a1"))), {"a1": 4}, scope=["gone"])
    assert [(node.id, node.display) for node in results.nodes] == [("f", "n/a")]
    assert (results.weights, results.whole.minimum, results.whole.maximum) == ({}, 0, 0)


# Order, depth, floor, bounds further up


def test_the_whole_comes_first_then_areas_with_their_own() -> None:
    model = top(area("a", area("a-in", cap("deep")), cap("shallow")), area("b", cap("last")))
    results = rolled(model, {})
    assert [(node.id, node.depth, node.kind) for node in results.nodes] == [
        ("f", 0, "framework"), ("a", 1, "area"), ("a-in", 2, "area"), ("deep", 3, "capability"),
        ("shallow", 2, "capability"), ("b", 1, "area"), ("last", 2, "capability"),
    ]  # fmt: skip


def test_the_floor_is_the_lowest_scored_capability_below() -> None:
    model = top(area("a", cap("a1"), cap("a2")), area("b", cap("b1"), cap("b2")))
    results = rolled(model, {"a1": 3, "a2": 2, "b1": 1, "b2": None})
    assert [results.by_id[node].floor for node in ("f", "a", "b", "b2")] == [1, 2, 1, None]


def test_a_bound_is_passed_up_through_a_mean() -> None:
    model = top(area("a", cap("a1"), cap("a2"), rollup="sum"), area("b", cap("b1")))
    assert rolled(model, {"a1": 1, "b1": 1}).whole.bound == "at least"
    assert rolled(model, {"a1": 1, "a2": 1}).whole.bound is None  # means leave blanks out


def test_bounds_that_point_both_ways_say_nothing() -> None:
    sums = area("a", cap("a1"), cap("a2"), rollup="sum")
    lows = area("b", cap("b1"), cap("b2"), rollup="lowest")
    whole = rolled(top(sums, lows), {"a1": 1, "b1": 1}).whole
    assert (whole.score, whole.bound) == (1, None)
    assert whole.display == "1.0"


def test_lowest_may_rise_only_where_all_that_hold_it_down_may() -> None:
    sums = area("a", cap("a1"), cap("a2"), rollup="sum")
    model = top(sums, area("b", cap("b1")), rollup="lowest")
    areas = model.areas
    model = model.changed(areas=(areas[0], areas[1].changed(rollup="mean")))
    assert rolled(model, {"a1": 1, "b1": 4}).whole.bound == "at least"
    assert rolled(model, {"a1": 4, "b1": 1}).whole.bound is None
    assert rolled(model, {"a1": 1, "b1": 1}).whole.bound is None


def test_a_score_lies_within_its_range_though_a_blank_has_another() -> None:
    model = top(area("a", cap("c0"), answered("c1", 0, 1)))
    figure = rolled(model, {"c0": 5}).by_id["a"]
    assert (figure.score, figure.maximum) == (5, 5)
    assert rolled(model, {}).by_id["a"].maximum == 3


def test_an_older_id_counts_as_the_one_that_replaced_it() -> None:
    model = top(area("a", cap("new")), aliases={"old": "new"})
    assert rolled(model, {"old": 3}).whole.score == 3
    assert rolled(model, {"new": 4, "old": 3}).whole.score == 4


# What is shown


def test_figures_are_rounded_half_up() -> None:
    shown = {"1.25": "1.3", "1.245": "1.2", "0.05": "0.1", "-0.01": "0.0"}
    assert {number: one_decimal(Fraction(number)) for number in shown} == shown
    assert one_decimal(Fraction(-5, 4)) == "-1.3"
    assert one_decimal(Fraction(9_96, 100)) == "10.0"


def test_a_capability_is_shown_as_its_scale_writes_it() -> None:
    model = top(area("a", cap("c0"), answered("c1", 0, 0.25, 1)))
    results = rolled(model, {"c0": 2, "c1": 0.25})
    assert [results.by_id[item].display for item in ("c0", "c1")] == ["2", "0.25"]
    assert as_written(Fraction(1, 2)) == "0.5"


# Skills frameworks


def skills() -> Framework:
    one = area("a", *(cap(f"s{n}") for n in range(4)))
    return top(one, area("b", cap("s4", defined=[2, 3])), kind="skills")


def test_areas_of_a_skills_framework_show_the_share_at_target() -> None:
    theme = Theme(id="aim", title="Aim", targets={"a": 3})
    results = rolled(skills(), {"s0": 5, "s1": 3, "s2": 2, "s4": 3}, (theme,))
    figure = results.by_id["a"]
    assert (figure.score, figure.minimum, figure.maximum) == (Fraction(2, 3), 0, 1)
    assert figure.rule == "share at target"
    assert figure.display == "2 of 3 at target"
    assert (figure.scored, figure.applicable, figure.floor) == (3, 4, None)
    assert (results.by_id["s0"].display, results.by_id["s0"].floor) == ("5", 5)


def test_a_skill_far_above_target_counts_no_more_than_one_at_it() -> None:
    theme = Theme(id="aim", title="Aim", targets={"a": 3})
    high, just = ({"s0": level, "s1": 1} for level in (5, 3))
    assert rolled(skills(), high, (theme,)).whole.score == rolled(skills(), just, (theme,)).whole.score


def test_skills_without_a_target_have_no_share() -> None:
    results = rolled(skills(), {"s0": 5, "s1": 3})
    assert (results.whole.score, results.whole.display, results.whole.scored) == (None, "–", 2)
    assert results.weights == {}


def test_the_whole_of_a_skills_framework_is_the_share_of_all_skills() -> None:
    theme = Theme(id="aim", title="Aim", targets={"a": 3, "b": 3})
    results = rolled(skills(), {"s0": 1, "s1": 1, "s2": 1, "s4": 3}, (theme,))
    assert results.whole.display == "1 of 4 at target"
    assert results.whole.score == Fraction(1, 4)  # not the mean of 0 and 1
    assert set(results.weights.values()) == {Fraction(1, 4)}


# Shares in the whole


def test_weights_are_each_capability_s_share_in_the_whole() -> None:
    model = top(area("a", cap("a1")), area("b", cap("b1"), cap("b2"), cap("b3")))
    assert rolled(model, {"a1": 1, "b1": 1, "b2": 1}).weights == {
        "a1": Fraction(1, 2), "b1": Fraction(1, 4), "b2": Fraction(1, 4),
    }  # fmt: skip


def test_under_a_sum_the_whole_is_a_multiple_of_the_weighted_mean() -> None:
    results = rolled(top(area("a", cap("a1"), cap("a2"), cap("a3"), rollup="sum")), {"a1": 1, "a2": 3})
    assert results.weights == {"a1": Fraction(1, 2), "a2": Fraction(1, 2)}
    assert results.factor == 2
    assert results.is_linear


def test_below_a_rule_that_is_not_linear_the_scored_share_alike() -> None:
    results = flat("lowest", [1, 2, None])
    assert results.weights == {"c0": Fraction(1, 2), "c1": Fraction(1, 2)}
    assert not results.is_linear


def test_below_a_rule_by_level_all_items_share_alike_however_nested() -> None:
    inner = area("inner", cap("c0", level=1), cap("c1", level=1))
    model = top(area("a", inner, cap("c2", level=2), rollup="staged"))
    assert set(rolled(model, {"c0": 1, "c1": 1, "c2": 1}).weights.values()) == {Fraction(1, 3)}


def test_a_mean_beside_blanks_does_not_say_at_least() -> None:
    """The sum may only rise, but the blank beside it may pull the mean down."""
    framework = Framework.model_validate(
        {
            "schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "licence": {"name": "x"},
            "scale": [{"value": value, "name": f"Level {value}"} for value in range(2)],
            "areas": [
                {"id": "s", "title": "S", "rollup": "sum", "capabilities": [
                    {"id": "s1", "title": "S1"}, {"id": "s2", "title": "S2"}]},
                {"id": "m", "title": "M", "capabilities": [{"id": "m1", "title": "M1"}]},
            ],
        }
    )  # fmt: skip

    def bound(scores: dict[str, int]) -> str | None:
        pin = {"id": "f", "version": "1"}
        base = {"id": "o/r/t/f", "team": "t", "round": {"id": "r", "title": "R"}, "framework": pin}
        held = {item: {"agreed": level} for item, level in scores.items()}
        return roll_up(framework, Assessment.model_validate(base | {"scores": held})).whole.bound

    assert bound({"s1": 1}) is None
    assert bound({"s1": 1, "m1": 0}) == "at least"
    assert bound({"s1": 1, "s2": 0, "m1": 0}) is None
