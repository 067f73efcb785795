"""What takes part, and which target is in force."""

from fractions import Fraction
from pathlib import Path
from typing import Any

from maturity_tui.assessments import (
    Assessment,
    TargetInForce,
    Theme,
    in_scope,
    path_weights,
    targets_in_force,
)
from maturity_tui.assessments.portable import read_organisation
from maturity_tui.frameworks import Framework, door, load_framework

MODEL = Framework.model_validate(
    {
        "schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "licence": {"name": "x"},
        "scale": [{"value": value, "name": f"Level {value}"} for value in range(6)],
        "aliases": {"old": "a2", "old-area": "b"},
        "areas": [
            {
                "id": "a", "title": "A", "weight": 2,
                "areas": [
                    {"id": "a-in", "title": "Inner", "weight": 0.5,
                     "capabilities": [{"id": "a1", "title": "A1", "weight": 3, "core": True}]},
                ],
                "capabilities": [{"id": "a2", "title": "A2"}],
            },
            {"id": "b", "title": "B", "capabilities": [
                {"id": "b1", "title": "B1", "core": True},
                {"id": "b2", "title": "B2", "answers": [
                    {"value": 0, "text": "No"}, {"value": 1, "text": "Yes"},
                ]},
            ]},
        ],
    }
)  # fmt: skip


def assessment(scores: dict[str, Any], **more: Any) -> Assessment:
    pin = {"id": "f", "version": "1"}
    base = {"id": "o/r/t/f", "team": "t", "round": {"id": "r", "title": "R"}, "framework": pin}
    return Assessment.model_validate(base | {"scores": scores} | more)


def theme(name: str, **targets: float) -> Theme:
    by_id = {item.replace("_", "-"): value for item, value in targets.items()}
    return Theme(id=name, title=name, targets=by_id)


def test_a_scope_is_all_the_core_or_a_list_in_the_framework_s_order() -> None:
    assert in_scope(MODEL, "all") == ("a1", "a2", "b1", "b2")
    assert in_scope(MODEL, "core") == ("a1", "b1")
    assert in_scope(MODEL, ("b1", "old", "unknown")) == ("a2", "b1")


def test_a_path_s_weight_is_the_product_of_all_weights_on_it() -> None:
    weights = path_weights(MODEL.changed(areas=(*MODEL.areas[:1], MODEL.areas[1].changed(weight=0.1))))
    assert weights == {"a1": 3, "a2": 2, "b1": Fraction(1, 10), "b2": Fraction(1, 10)}


def test_the_assessment_s_own_target_wins_even_where_a_theme_asks_for_more() -> None:
    found = targets_in_force(MODEL, assessment({"a1": {"target": 2}}), [theme("x", a1=5)])
    assert found["a1"] == TargetInForce(2, own=True, themes=("x",))


def test_else_the_highest_theme_s() -> None:
    found = targets_in_force(MODEL, None, [theme("x", a1=3), theme("y", a1=4), theme("z", b1=1)])
    assert found["a1"] == TargetInForce(4, own=False, themes=("x", "y"))
    assert list(found) == ["a1", "b1"]


def test_a_theme_s_target_for_a_capability_comes_before_its_area_s() -> None:
    found = targets_in_force(MODEL, None, [theme("x", a=5, a1=2), theme("y", a_in=1)])
    assert found["a1"] == TargetInForce(2, own=False, themes=("x", "y"))
    assert found["a2"] == TargetInForce(5, own=False, themes=("x",))


def test_of_two_areas_the_nearest_speaks() -> None:
    assert targets_in_force(MODEL, None, [theme("x", a=5, a_in=3)])["a1"].value == 3


def test_themes_stand_by_how_near_they_come() -> None:
    ambition = [theme("far", a=4), theme("near", a_in=4), theme("self", a1=4)]
    assert targets_in_force(MODEL, None, ambition)["a1"].themes == ("self", "near", "far")


def test_an_area_s_target_asks_no_more_than_a_capability_can_reach() -> None:
    found = targets_in_force(MODEL, None, [theme("x", b=4)])
    assert (found["b1"].value, found["b2"].value) == (4, 1)


def test_older_ids_in_themes_and_scores_count_as_the_new_ones() -> None:
    found = targets_in_force(MODEL, assessment({"old": {"target": 1}}), [theme("x", old_area=2)])
    assert found["a2"] == TargetInForce(1, own=True, themes=())
    assert found["b1"].value == 2


def test_what_nobody_sets_a_target_for_has_none() -> None:
    assert targets_in_force(MODEL, assessment({"a1": {"agreed": 1}}), []) == {}


def test_a_target_of_zero_is_a_target() -> None:
    assert targets_in_force(MODEL, assessment({"a1": {"target": 0}}), [theme("x", a1=3)])["a1"].value == 0


def test_a_target_may_name_its_framework() -> None:
    ours, theirs = (
        Theme(id="x", title="X", targets={"f:a1": 3}),
        Theme(id="y", title="Y", targets={"ddat:a1": 2}),
    )
    assert targets_in_force(MODEL, None, [ours, theirs])["a1"].themes == ("x",)
    assert targets_in_force(MODEL, None, [theirs]) == {}


def test_no_theme_of_the_worked_example_aims_at_skills_by_the_way() -> None:
    root = Path(__file__).parents[2]
    ambition = read_organisation(
        door.read_file(root / "assessments" / "northwick" / "organisation.yaml")
    ).ambition
    skills = load_framework(root / "frameworks" / "ddat" / "ddat.yaml")
    assert targets_in_force(skills, None, ambition) == {}
