"""What a projection starts from, and that it is the results themselves."""

from __future__ import annotations

from statistics import stdev
from typing import Any

import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.projection.baseline import Cell, baseline_of, score_sd
from maturity_tui.assessments.models import Perspective, Score
from maturity_tui.assessments.organisation import Theme

KNOWN = Assumptions.default()
TEAM = {f"r{number}": Perspective.TEAM for number in range(4)} | {"u": Perspective.USER}


def test_cells_hold_score_target_range_and_their_share_of_the_whole(
    make_framework: Any, make_assessment: Any
) -> None:
    framework = make_framework(["a", "b", "c"])
    aim = Theme(id="aim", title="Aim", targets={"all": 4})
    one = make_assessment(framework, {"a": 1, "b": {"agreed": 2, "target": 3}, "c": None}, "t")
    other = make_assessment(framework, {"a": 5, "b": None, "c": "Run by others"}, "u")
    found = baseline_of(framework, [(one, (aim,)), (other, ())])
    assert found.cells == (
        Cell("t", "a", 1, 4, 0, 5, 0.25),
        Cell("t", "b", 2, 3, 0, 5, 0.25),
        Cell("u", "a", 5, None, 0, 5, 0.5),
    )
    assert [(item.team, item.capability, item.why) for item in found.left_out] == [
        ("t", "c", "blank"), ("u", "b", "blank"), ("u", "c", "not applicable"),
    ]  # fmt: skip
    assert found.round == "r1"


def test_an_items_own_answers_make_its_range(make_framework: Any, make_baseline: Any) -> None:
    answers = [{"value": value, "text": f"{value}"} for value in (0, 0.25, 1)]
    found = make_baseline(
        make_framework({"a": {"answers": answers}, "b": {"defined": [2, 3]}}), {"a": 0.25, "b": 2}
    )
    assert [(cell.low, cell.high) for cell in found.cells] == [(0, 1), (2, 3)]


def test_what_is_out_of_scope_is_neither_a_cell_nor_left_out(
    make_framework: Any, make_assessment: Any
) -> None:
    framework = make_framework({"a": {"core": True}, "b": {}})
    one = make_assessment(framework, {"a": 1, "b": 2}, scope="core")
    found = baseline_of(framework, [(one, ())])
    assert [cell.capability for cell in found.cells] == ["a"]
    assert found.left_out == ()


def test_an_old_id_counts_as_the_one_in_force(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    found = run(
        make_baseline(make_framework(["a"], aliases={"old": "a"}), {"old": 2}), make_input("i", {"old": 0.5})
    )
    assert found.level("t", "a") == pytest.approx(3.5)


def test_effects_on_an_old_and_its_new_id_add_up(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    start = make_baseline(make_framework(["a"], aliases={"old": "a"}), {"a": 2})
    found = run(start, make_input("i", {"old": 0.5, "a": 0.2}))
    assert found.level("t", "a") == pytest.approx(5 - 3 * 0.5 * 0.8)


@pytest.mark.parametrize(
    ("confidence", "sd"), [("high", 0.15), ("medium", 0.35), ("low", 0.70), (None, 0.35)]
)
def test_the_uncertainty_of_a_score_is_by_its_confidence(confidence: Any, sd: float) -> None:
    assert score_sd(Score(agreed=2, confidence=confidence), {}, KNOWN) == sd


def test_the_teams_own_spread_counts_where_it_is_wider() -> None:
    ratings = {"r0": 0, "r1": 5, "r2": 2, "r3": "x", "u": 5}
    score = Score.model_validate({"agreed": 2, "confidence": "high", "ratings": ratings})
    assert score_sd(score, TEAM, KNOWN) == pytest.approx(stdev([0, 5, 2]) / 3**0.5)
    alike = Score.model_validate({"agreed": 2, "confidence": "high", "ratings": {"r0": 2, "r1": 2, "u": 5}})
    assert score_sd(alike, TEAM, KNOWN) == 0.15
    alone = Score.model_validate({"agreed": 2, "confidence": "high", "ratings": {"r0": 2}})
    assert score_sd(alone, TEAM, KNOWN) == 0.15


def test_a_team_without_any_score_counts_for_nothing(
    make_framework: Any, make_baseline: Any, run: Any
) -> None:
    found = run(make_baseline(make_framework(["a"]), {"t": {"a": 2}, "u": {"a": None}}))
    assert found.overall.mean == (2,) * 8
    assert found.baseline.teams == ("t", "u")


def test_nothing_scored_is_a_sentence(make_framework: Any, make_baseline: Any) -> None:
    with pytest.raises(ValueError, match="Nothing is scored yet, so there is nothing to project"):
        make_baseline(make_framework(["a"]), {"a": None})
    with pytest.raises(ValueError, match="No skill is both scored and given a target"):
        make_baseline(make_framework(["a"], kind="skills"), {"a": 2})


def test_assessments_that_do_not_belong_together_are_a_sentence(
    make_framework: Any, make_assessment: Any
) -> None:
    framework, other = make_framework(["a"]), make_framework(["a"], id="other")
    one = make_assessment(framework, {"a": 1})
    later = make_assessment(framework, {"a": 1}, "u").changed(
        id="org/r2/u/small", round={"id": "r2", "title": "Two"}
    )
    for assessments, sentence in (
        ([], "There is no assessment to start from"),
        ([one, one], "There are two assessments of the team t"),
        ([one, later], r"several rounds \(r1, r2\)"),
        ([make_assessment(other, {"a": 1})], "was made with other@1, not with small@1"),
    ):
        with pytest.raises(ValueError, match=sentence):
            baseline_of(framework, [(item, ()) for item in assessments])


def test_people_are_known_by_team(make_framework: Any, make_assessment: Any) -> None:
    framework = make_framework(["a"])
    pairs = [(make_assessment(framework, {"a": 1}, team), ()) for team in ("t", "u")]
    assert baseline_of(framework, pairs, {"t": 40, "elsewhere": 9}).headcount == {"t": 40, "u": None}
