"""Gaps: max(0, target − score), what they weigh, and a node's gap."""

from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.analysis import gaps, node_gap
from maturity_tui.assessments import Assessment, Confidence, Theme, roll_up, summarise
from maturity_tui.frameworks import Framework

MODEL = Framework.model_validate(
    {
        "schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "licence": {"name": "x"},
        "scale": [{"value": value, "name": f"Level {value}"} for value in range(6)],
        "areas": [
            {"id": "a", "title": "A", "weight": 2, "capabilities": [
                {"id": "a1", "title": "A1", "weight": 3}, {"id": "a2", "title": "A2"},
            ]},
            {"id": "b", "title": "B", "areas": [
                {"id": "b-in", "title": "Inner", "capabilities": [{"id": "b1", "title": "B1"}]},
            ], "capabilities": [{"id": "b2", "title": "B2"}]},
        ],
    }
)  # fmt: skip
ITEMS = tuple(MODEL.capabilities)


def assessment(scores: dict[str, Any], **more: Any) -> Assessment:
    pin = {"id": "f", "version": "1"}
    base = {"id": "o/r/t/f", "team": "t", "round": {"id": "r", "title": "R"}, "framework": pin}
    return Assessment.model_validate(base | {"scores": scores} | more)


def aim(name: str, priority: float, **targets: float) -> Theme:
    return Theme(id=name, title=name, priority=priority, targets=targets)


def test_a_gap_holds_all_that_it_was_made_of() -> None:
    held = assessment({"a1": {"agreed": 1, "confidence": "low"}})
    (gap,) = gaps(MODEL, held, [aim("x", 3, a=4), aim("y", 0.5, a1=3)])
    assert (gap.capability, gap.team, gap.score, gap.target) == ("a1", "t", 1, 4)
    assert (gap.gap, gap.weight, gap.priority, gap.weighted) == (3, 6, Fraction(7, 2), 63)
    assert (gap.themes, gap.confidence) == (("y", "x"), Confidence.LOW)


def test_without_a_theme_the_priority_is_one() -> None:
    (gap,) = gaps(MODEL, assessment({"b1": {"agreed": 1, "target": 4}}), [])
    assert (gap.priority, gap.weighted, gap.themes) == (1, 3, ())


def test_a_target_that_is_passed_leaves_no_gap_and_no_negative_one() -> None:
    (gap,) = gaps(MODEL, assessment({"b1": {"agreed": 5, "target": 4}}), [])
    assert (gap.gap, gap.weighted) == (0, 0)


def test_only_what_is_scored_and_has_a_target_has_a_gap() -> None:
    scores = {"a1": {"agreed": 1}, "a2": {"target": 3}, "b1": {"not_applicable": "No", "target": 3}}
    assert gaps(MODEL, assessment(scores), []) == ()


def test_what_is_out_of_scope_has_none() -> None:
    scores = {item: {"agreed": 1, "target": 2} for item in ITEMS}
    assert [gap.capability for gap in gaps(MODEL, assessment(scores, scope=["b1"]), [])] == ["b1"]


def test_gaps_are_exact_in_tenths() -> None:
    (gap,) = gaps(MODEL, assessment({"b1": {"agreed": 0.1, "target": 0.3}}), [])
    assert gap.gap == Fraction(1, 5)


def test_the_largest_weighted_gap_stands_first_and_equals_in_the_framework_s_order() -> None:
    scores = {
        "b2": {"agreed": 1, "target": 3}, "b1": {"agreed": 2, "target": 4},
        "a1": {"agreed": 2, "target": 3}, "a2": {"agreed": 5, "target": 3},
    }  # fmt: skip
    assert [gap.capability for gap in gaps(MODEL, assessment(scores), [])] == ["a1", "b1", "b2", "a2"]


HELD = {
    "a1": {"agreed": 1, "target": 3},
    "a2": {"agreed": 0, "target": 4},
    "b1": {"agreed": 5, "target": 1},
}


def test_a_node_s_gap_is_the_mean_of_the_gaps_below_it_as_its_rule_takes_them() -> None:
    held = assessment(HELD)
    results, found = roll_up(MODEL, held), gaps(MODEL, held, [])
    assert node_gap(results, found, "a") == Fraction(2 + 4, 2)
    assert node_gap(results, found, "a1") == 2
    assert node_gap(results, found, "b-in") == 0
    assert node_gap(results, found, "f") == Fraction(3 + 0, 2)


def test_weights_count_under_weighted_mean_only() -> None:
    weighted = MODEL.changed(rollup="weighted-mean")
    held = assessment(HELD)
    results, found = roll_up(weighted, held), gaps(weighted, held, [])
    assert node_gap(results, found, "a") == Fraction(3 * 2 + 1 * 4, 4)
    assert node_gap(results, found, "f") == (2 * Fraction(10, 4) + 1 * 0) / 3


def test_where_all_have_a_gap_the_whole_s_gap_is_its_target_less_its_score() -> None:
    """Areas of different sizes: a flat mean of the gaps would say 2.2 beside a score of 2 and a target of 4."""
    items = [{"id": f"c{n}", "title": "C"} for n in range(4)]
    uneven = MODEL.changed(
        areas=(
            {"id": "big", "title": "Big", "capabilities": items},
            {"id": "small", "title": "Small", "capabilities": [{"id": "d", "title": "D", "weight": 5}]},
        )
    )
    scores = {f"c{n}": {"agreed": 4, "target": 4} for n in range(4)} | {"d": {"agreed": 0, "target": 4}}
    held = assessment(scores)
    summary = summarise(uneven, held, [])
    assert (summary.score, summary.target, summary.gap) == (2, 4, 2)
    assert node_gap(roll_up(uneven, held), gaps(uneven, held, []), "f") == 2


def test_a_node_without_gaps_has_none() -> None:
    held = assessment({"a1": {"agreed": 1, "target": 3}})
    results, found = roll_up(MODEL, held), gaps(MODEL, held, [])
    assert node_gap(results, found, "b") is None
    assert node_gap(results, found, "b2") is None
    assert node_gap(results, found, "unknown") is None


def test_areas_of_a_skills_framework_have_no_mean_gap() -> None:
    model = MODEL.changed(kind="skills")
    held = assessment({"a1": {"agreed": 1, "target": 3}})
    results, found = roll_up(model, held), gaps(model, held, [])
    assert [node_gap(results, found, node) for node in ("f", "a", "a1")] == [None, None, 2]


LEVELS = st.one_of(st.none(), st.integers(0, 5))


@settings(max_examples=60, deadline=None)
@given(
    st.tuples(*(st.tuples(LEVELS, LEVELS) for _ in ITEMS)),
    st.lists(st.dictionaries(st.sampled_from(["a", "b", "b-in", *ITEMS]), st.integers(0, 5)), max_size=3),
)
def test_gaps_are_never_negative_and_agree_with_the_summary(
    held: tuple[tuple[int | None, int | None], ...], targets: list[dict[str, int]]
) -> None:
    pairs = zip(ITEMS, held, strict=True)
    scores = {item: {"agreed": agreed, "target": target} for item, (agreed, target) in pairs}
    ambition = [Theme(id=f"t{n}", title="T", priority=n, targets=aims) for n, aims in enumerate(targets)]
    made = assessment(scores)
    found = gaps(MODEL, made, ambition)
    for gap in found:
        assert gap.gap == max(0, Fraction(gap.target) - Fraction(gap.score))
        assert gap.gap >= 0
        assert gap.weighted == gap.gap * gap.weight * gap.priority
    assert [gap.weighted for gap in found] == sorted((gap.weighted for gap in found), reverse=True)
    whole = node_gap(roll_up(MODEL, made, ambition), found, "f")
    assert summarise(MODEL, made, ambition).gap == (None if whole is None else float(whole))
