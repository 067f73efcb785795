"""`maturity plan`: adopting, noting, what is late, and a later round against what was projected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.store
PLAN = "first-year"


def inputs(said: Any) -> dict[str, Any]:
    return {one["input"]: one for one in said.json["inputs"]}


def test_a_scenario_is_adopted_listed_and_released(example: Any) -> None:
    assert [one["id"] for one in example("plan", "list", "--json").json] == [PLAN]
    said = example("plan", "adopt", "balanced", "--on", "2026-11-25")
    assert "2026-11-25" in said.out
    assert "release" in said.err
    assert [one["id"] for one in example("plan", "list", "--json").json] == ["balanced", PLAN]
    assert "already" in example("plan", "adopt", "balanced", code=1).err
    example("plan", "release", "balanced")
    assert [one["id"] for one in example("plan", "list", "--json").json] == [PLAN]
    assert "plan adopt balanced" in example("plan", "show", "balanced", code=1).err


def test_what_is_late_is_shown_as_of_a_day(example: Any) -> None:
    then = inputs(example("plan", "show", PLAN, "--on", "2026-05-01", "--json"))
    now = inputs(example("plan", "show", "--on", "2026-11-25", "--json"))
    exercise = "training.cyber-exercise"
    assert (then[exercise]["late"], now[exercise]["late"], now[exercise]["delay"]) == (False, True, 1)
    register = now["technology.application-register"]
    assert (register["delay"], register["overdue"], register["due"]) == (1, 1, "2026-Q3")
    assert now["training.contract-management"]["start"] is None


def test_what_lateness_costs_is_the_difference_of_two_projections(example: Any) -> None:
    data = example("plan", "show", PLAN, "--on", "2026-11-25", "--json").json
    planned, stands = data["overall"]["planned"], data["overall"]["stands"]
    assert data["level_quarters"] == pytest.approx(sum(planned) - sum(stands))
    assert data["level_quarters"] > 0
    assert data["at_end"] == pytest.approx(planned[-1] - stands[-1])
    apart = example("project", "--scenario", PLAN, "--json").json["overall"]["mean"]
    assert planned == pytest.approx(apart, abs=0.01)


def test_text_and_json_say_the_same(example: Any) -> None:
    data = example("plan", "show", PLAN, "--on", "2026-11-25", "--json").json
    out = example("plan", "show", PLAN, "--on", "2026-11-25").out
    assert f"costs {data['level_quarters']:.2f} level-quarters" in out
    assert f"GBP {data['cost']['spent']:,.0f} spent" in out
    assert "3 inputs are late, 1 stopped." in out
    assert "-0.00" not in out


def test_what_is_noted_is_kept_and_taken_away_again(example: Any) -> None:
    exercise = "training.cyber-exercise"
    note = ("plan", "set", PLAN, exercise)
    example(*note, "--status", "started", "--start", "2026-q4", "--cost", "5,900", "--coverage", "0.7",
            "--owner", "role:chief", "--due", "2027-Q1")  # fmt: skip
    found = inputs(example("plan", "show", PLAN, "--on", "2026-11-25", "--json"))[exercise]
    assert (found["owner"], found["status"], found["start"], found["due"]) == (
        "role:chief", "started", "2026-Q4", "2027-Q1",
    )  # fmt: skip
    assert found["cost"]["spent"] == 5900
    example(*note, "--cost", "", "--owner", "")
    found = inputs(example("plan", "show", PLAN, "--json"))[exercise]
    assert (found["owner"], found["cost"]["spent"]) == ("", None)
    assert "is so already" in example(*note, "--owner", "").out


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--start", "2999-Q1"), 1, "cannot have started"),
        (("--due", "2026-Q1"), 1, "before it starts"),
        (("--due", "soon"), 2, "--due wants a quarter"),
        (("--cost", "-1"), 2, "--cost wants an amount"),
        (("--cost", "nan"), 2, "--cost wants an amount"),
        (("--cost", "1e15"), 2, "at most 1,000,000,000,000"),
        (("--coverage", "70"), 2, "--coverage wants a share"),
        (("--status", "finished"), 2, "finished"),
        (("--status", ""), 2, "status"),
        ((), 2, "Say what to note"),
    ],
)
def test_what_cannot_be_is_a_sentence_and_changes_nothing(
    example: Any, options: tuple[str, ...], code: int, told: str
) -> None:
    before = example("plan", "show", PLAN, "--json").out
    assert told in example("plan", "set", PLAN, "training.cyber-exercise", *options, code=code).err
    assert example("plan", "show", PLAN, "--json").out == before


def test_unknown_plans_inputs_and_rounds_are_named(example: Any) -> None:
    assert "no scenario 'first-yaer'" in example("plan", "show", "first-yaer", code=1).err
    for command in ("show", "adopt", "release"):
        said = example("plan", command, "zz", code=1).err
        assert "`maturity scenarios list` shows what there is." in said
    assert "training.cyber-exercise" in example(
        "plan", "set", PLAN, "training.cyber-exercize", "--owner", "x", code=1
    ).err  # fmt: skip
    assert "2026-autumn" in example("plan", "backtest", PLAN, "--round", "2030", code=1).err
    example("plan", "adopt", "balanced")
    assert "There is no later round" in example("plan", "backtest", "balanced", code=1).err


def test_without_a_plan_the_next_step_is_named(example: Any) -> None:
    example("plan", "release", PLAN)
    assert "plan adopt" in example("plan", "show", code=1).err
    assert example("plan", "list", "--json").json == []
    assert "plan adopt" in example("plan", "list").err


def test_a_later_round_is_held_against_what_was_done(example: Any) -> None:
    data = example("plan", "backtest", PLAN, "--json").json
    assert (data["round"], data["quarter"]) == ("2026-autumn", "2026-Q3")
    assert [one["input"] for one in data["done"]].count("training.contract-management") == 0
    inside = [one["p5"] <= one["now"] <= one["p95"] for one in data["cells"]]
    assert inside == [one["inside"] for one in data["cells"]]
    whole = data["calibration"]["all"]
    assert (whole["inside"], whole["of"]) == (sum(inside), len(inside))
    assert whole["low"] < whole["share"] < whole["high"]
    assert {one["why"] for one in data["left_out"]} == {"not scored again"}
    text = example("plan", "backtest", PLAN)
    assert f"{whole['inside']}  {whole['of']}" in text.out
    assert "capabilities not scored again" in text.err


def test_a_back_test_says_the_same_twice(example: Any) -> None:
    assert example("plan", "backtest", "--json").out == example("plan", "backtest", "--json").out


def test_a_correction_is_written_only_when_it_is_accepted(example: Any, tmp_path: Path) -> None:
    suggested = example("plan", "backtest", PLAN, "--json").json["correction"]
    assert suggested["written"] is None
    assert suggested["assumptions"]
    before = example("project", "--scenario", "balanced", "--json").json
    example("plan", "backtest", PLAN, "--accept", "--into", "balanced")
    after = example("project", "--scenario", "balanced", "--json").json
    assert after["overall"]["mean"] != before["overall"]["mean"]
    changed = {one["name"]: one["value"] for one in after["assumptions"] if one["changed"]}
    assert suggested["assumptions"].items() <= changed.items()
    assert changed["technology.adoption_quarters"] == 6
    assert "--into" in example("plan", "backtest", PLAN, "--into", "balanced", code=2).err
    example("export", tmp_path / "out")
    text = (tmp_path / "out" / "scenarios" / "first-year.yaml").read_text()
    assert "adopted: 2025-12-01" in text
    assert json.dumps("training.factor") not in text


def test_an_amount_is_read_as_elsewhere_and_said_back(example: Any) -> None:
    said = example("plan", "set", PLAN, "training.cyber-exercise", "--cost", "13.1k")
    assert said.out == "Noted: training.cyber-exercise, cost 13,100.\n"
