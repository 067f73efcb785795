"""A projection as it is handed on: JSON, nodes, notes, gains, one figure explained."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.explanation.level import explain
from maturity_tui.analysis.projection.baseline import Baseline, Cell, baseline_of
from maturity_tui.analysis.projection.projection import candidates, marginal_gains, project, project_scenario
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import Scenario, quarters_from
from maturity_tui.assessments.organisation import Organisation, Theme
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.teams.occasion import Occasion
from maturity_tui.assessments.teams.rollup import roll_up_teams

TAGGED = {name: {"level": 1 + place // 2} for place, name in enumerate("abcdef")}


@pytest.fixture
def small(make_framework: Any, make_baseline: Any) -> Baseline:
    """Two teams, three capabilities in two areas."""
    areas = [{"id": "x", "capabilities": ["a", "b"]}, {"id": "y", "capabilities": ["c"]}]
    framework = make_framework({"a": {}, "b": {"needs": {"a": 1}}, "c": {}}, areas=areas)
    return make_baseline(
        framework, {"t": {"a": 1, "b": 2, "c": 3}, "u": {"a": 2, "b": None, "c": "By others"}}
    )


def test_the_json_has_the_keys_that_the_format_fixes(small: Baseline, make_input: Any) -> None:
    item = make_input("i", {"a": [0.1, 0.2, 0.3]}, kind="training", cost={"once": 100})
    plan = Scenario.model_validate(
        {
            "id": "plan",
            "title": "P",
            "start": "2027-Q1",
            "horizon": 3,
            "inputs": [{"input": "i"}],
            "limits": {"person_days": 9},
        }
    )
    found = json.loads(
        json.dumps(project_scenario(plan, [item, make_input("j", {"c": 0.2})], small).as_json())
    )
    assert {"scenario", "quarters", "overall", "nodes", "assumptions", "seed"} < set(found)
    assert (found["scenario"], found["seed"]) == ("plan", None)
    assert found["quarters"] == ["2027-Q1", "2027-Q2", "2027-Q3"]
    assert len(found["overall"]["mean"]) == 3
    assert [found["overall"][name] for name in ("p5", "p20", "p50", "p80", "p95")] == [None] * 5
    assert set(found["nodes"][0]) == {"id", "team", "now", "mean", "p5", "p95"}
    assert found["cost"]["once"] == 100
    assert found["person_days"]["supply"] == [9, 9, 9]
    assert [(gain["input"], gain["chosen"]) for gain in found["gains"]] == [("i", True), ("j", False)]
    assert {entry["name"] for entry in found["assumptions"]} > {"training.floor"}
    assert found["notes"]


def test_percentiles_are_carried_where_they_were_sampled(small: Baseline, run: Any) -> None:
    plain = run(small, quarters=2)
    overall = replace(plain.overall, p5=(1.0, 1.0), p95=(2.0, 2.0))
    found = replace(plain, overall=overall, sampled={("t", "a"): ((0.5, 0.5), (1.5, 1.5))}, seed=7).as_json()
    assert (found["overall"]["p5"], found["overall"]["p20"], found["seed"]) == ([1, 1], None, 7)
    bands = {(node["team"], node["id"]): (node["p5"], node["p95"]) for node in found["nodes"]}
    assert bands["t", "a"] == ([0.5, 0.5], [1.5, 1.5])
    assert bands["t", "b"] == (None, None)


def test_nodes_are_those_of_all_teams_then_of_each(small: Baseline, make_input: Any, run: Any) -> None:
    found = run(small, make_input("i", {"a": 0.5, "c": 0.5}))
    assert [(node.team, node.id) for node in found.nodes] == [
        (None, "small"), (None, "x"), (None, "a"), (None, "b"), (None, "y"), (None, "c"),
        ("t", "small"), ("t", "x"), ("t", "a"), ("t", "b"), ("t", "y"), ("t", "c"),
        ("u", "small"), ("u", "x"), ("u", "a"),
    ]  # fmt: skip
    last = {(node.team, node.id): node.mean[-1] for node in found.nodes}
    assert (last["t", "a"], last["t", "x"], last["t", "y"]) == pytest.approx((3, 2.5, 4))
    assert (last[None, "a"], last[None, "c"]) == pytest.approx((3.25, 4))
    # u has scored one of its two: too little to stand beside t in the whole and in x.
    assert last[None, "x"] == pytest.approx(2.5)
    assert last[None, "small"] == pytest.approx(3.25) == pytest.approx(found.overall.mean[-1])


def test_over_several_teams_the_figures_are_those_of_the_roll_up(
    make_framework: Any, make_assessment: Any, make_input: Any, run: Any
) -> None:
    items = [f"c{number}" for number in range(10)]
    areas = [{"id": "x", "capabilities": items[:5]}, {"id": "y", "capabilities": items[5:]}]
    framework = make_framework(items, areas=areas)
    held = {
        "t": dict.fromkeys(items, 2),
        "u": {item: (4 if place < 8 else None) for place, item in enumerate(items)},
        "v": {item: (5 if place < 7 else None) for place, item in enumerate(items)},
    }
    assessments = [make_assessment(framework, scores, team) for team, scores in held.items()]
    owner = Organisation.model_validate(
        {"id": "org", "title": "Org", "teams": [{"id": team, "title": team} for team in held]}
    )
    rolled = roll_up_teams(
        owner, [(one, framework) for one in assessments], framework, Occasion(assessments[0].round)
    )
    found = run(baseline_of(framework, [(one, ()) for one in assessments]))
    together = {node.id: node.now for node in found.nodes if node.team is None}
    expected = {node.id: rolled.figure(node.id).over.mean for node in rolled.nodes()}
    assert together == {node: float(mean) for node, mean in expected.items() if mean is not None}
    assert together["small"] == 3.0  # t and u; v has scored 7 of 10
    assert together["x"] == pytest.approx(11 / 3)
    [note] = [note for note in found.notes if "Not in the figure" in note]
    assert note == (
        "Not in the figure over all teams, with less than 80 % of its capabilities scored: v (7 of 10 scored)."
    )
    lifted = run(found.baseline, make_input("i", {"c0": {"share": 0.5, "coverage": {"v": 1, "u": 1}}}))
    assert lifted.gain == pytest.approx(0.5 / 10 / 2)  # u's rise alone: v does not count


def test_where_no_team_is_scored_far_enough_whatever_is_scored_counts(
    make_framework: Any, make_baseline: Any, run: Any
) -> None:
    held = {"t": {"a": 1, "b": None}, "u": {"a": 4, "b": None}}
    found = run(make_baseline(make_framework(["a", "b"]), held))
    assert found.now == 2.5
    assert "No team is scored far enough to stand beside others, so whatever is scored counts." in found.notes


def test_one_team_alone_has_no_second_set_of_nodes(make_framework: Any, make_baseline: Any, run: Any) -> None:
    found = run(make_baseline(make_framework(["a"]), {"a": 1}))
    assert [(node.team, node.id) for node in found.nodes] == [("t", "small"), ("t", "all"), ("t", "a")]


def test_teams_that_count_count_alike(make_framework: Any, make_baseline: Any, run: Any) -> None:
    held = {"t": {"a": 1, "b": 1}, "u": {"a": 4, "b": "By others"}}
    assert run(make_baseline(make_framework(["a", "b"]), held)).now == 2.5


@pytest.mark.parametrize("rule", ["lowest", "staged", "cumulative", "nplf"])
def test_other_rules_are_evaluated_on_the_mean_levels(
    make_framework: Any, make_baseline: Any, make_assessment: Any, make_input: Any, run: Any, rule: str
) -> None:
    framework = make_framework(TAGGED, rollup=rule)
    held = {"a": 5, "b": 5, "c": 4, "d": 2, "e": 1, "f": None}
    start = make_baseline(framework, {"t": held, "u": {**held, "a": 0.6}})
    inputs = [
        make_input(
            "i", {"d": {"share": 0.9, "coverage": {"t": 1}}, "e": {"share": 0.9, "coverage": {"t": 1}}}
        )
    ]
    assert run(start).overall.mean == (run(start).now,) * 8
    found = run(start, *inputs)
    lifted = {**held, "d": found.level("t", "d"), "e": found.level("t", "e")}
    expected = roll_up(framework, make_assessment(framework, lifted)).whole.score
    whole = next(node for node in found.nodes if (node.team, node.id) == ("t", "small"))
    assert whole.mean[-1] == pytest.approx(float(expected))  # type: ignore[arg-type]
    unmoved = next(node for node in found.nodes if (node.team, node.id) == ("u", "small"))
    assert found.overall.mean[-1] == pytest.approx((whole.mean[-1] + unmoved.now) / 2)
    if rule in ("lowest", "cumulative"):
        assert whole.mean[-1] > whole.now
    gains = marginal_gains(found.model, found.chosen, candidates(inputs, "2027-Q1"))
    assert gains[0].gain == pytest.approx(found.gain, abs=1e-12)


def test_a_rule_in_an_area_may_differ_from_the_wholes(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    areas = [{"id": "x", "rollup": "lowest", "capabilities": ["a", "b"]}, {"id": "y", "capabilities": ["c"]}]
    start = make_baseline(make_framework(["a", "b", "c"], areas=areas), {"a": 1, "b": 2, "c": 3})
    found = run(start, make_input("i", {"a": 0.5}))
    last = {node.id: node.mean[-1] for node in found.nodes}
    assert (last["a"], last["x"], last["small"]) == pytest.approx((3, 2, 2.5))


def test_an_areas_own_threshold_counts(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    last = {}
    for threshold in ("P", "F"):
        areas = [{"id": "x", "rollup": "cumulative", "threshold": threshold, "capabilities": ["a", "b"]}]
        start = make_baseline(
            make_framework({"a": {"level": 1}, "b": {"level": 2}}, areas=areas), {"a": 3, "b": 0}
        )
        last[threshold] = run(start, make_input("i", {"a": 0.1, "b": 0.3})).overall.mean[-1]
    assert last == {"P": 2, "F": 0}


def test_in_a_skills_framework_the_share_of_skills_at_target_is_projected(
    make_framework: Any, make_assessment: Any, make_input: Any, run: Any
) -> None:
    framework = make_framework(["a", "b", "c", "d"], scale=(1, 2, 3, 4), kind="skills")
    aims = [Theme(id="aim", title="Aim", targets={"a": 2, "b": 3, "c": 4})]
    pairs = [
        (make_assessment(framework, {"a": 2, "b": 2, "c": 2, "d": 1}, "t"), aims),
        (make_assessment(framework, {"a": 1, **dict.fromkeys("bcd", "By others")}, "u"), aims),
    ]
    found = run(baseline_of(framework, pairs), make_input("i", {"b": 0.5, "c": 0.5, "d": 0.5}))
    assert found.now == pytest.approx((1 / 3 + 0) / 2)
    assert found.overall.mean[-1] == pytest.approx((2 / 3 + 0) / 2)
    nodes = {(node.team, node.id): node for node in found.nodes}
    assert nodes["t", "small"].mean[-1] == pytest.approx(2 / 3)
    assert nodes["t", "b"].mean[-1] == pytest.approx(3)
    assert "1 target is the top of the scale, which inputs alone approach and never reach." in found.notes


def test_every_target_at_the_top_is_said_to_be_out_of_reach(
    make_framework: Any, make_baseline: Any, run: Any
) -> None:
    start = make_baseline(
        make_framework(["a", "b", "c"]),
        {"a": {"agreed": 2, "target": 5}, "b": {"agreed": 2, "target": 4}, "c": {"agreed": 5, "target": 5}},
    )
    assert [note for note in run(start).notes if "top of the scale" in note] == [
        "1 target is the top of the scale, which inputs alone approach and never reach."
    ]


def test_what_takes_no_part_is_noted(small: Baseline, make_input: Any, run: Any) -> None:
    notes = run(
        small,
        make_input("i", {"a": 0.1, "aa": 0.1}),
        make_input("j", {"b": {"share": 0.1, "coverage": {"u": 1}}}),
    ).notes
    assert "1 blank capability takes no part, and gates nothing." in notes
    assert "1 not applicable capability takes no part, and gates nothing." in notes
    assert any(note.startswith("i acts on 'aa', which small@1 does not have.") for note in notes)
    assert "j reaches no scored capability: it has no effect." in notes


def test_untimely_starts_are_noted(small: Baseline, make_input: Any) -> None:
    chosen = [
        ChosenInput(make_input("early", {"a": 0.1}), "2026-Q4"),
        ChosenInput(make_input("late", {"a": 0.1}), "2028-Q1"),
        ChosenInput(make_input("barred", {"a": 0.1}, earliest="2027-Q3"), "2027-Q2"),
        ChosenInput(make_input("hasty", {"a": 0.1}, needs={"all": ["barred"]}), "2027-Q2"),
    ]
    notes = project(small, chosen, quarters_from("2027-Q1", 4)).notes
    assert "early starts in 2026-Q4, before the first: the scores may hold part of it." in notes
    assert "late starts in 2028-Q1, after the last quarter: it has no effect yet." in notes
    assert "barred starts in 2027-Q2; it cannot before 2027-Q3." in notes
    assert "hasty starts before barred, which it needs, is delivered." in notes


def test_so_fast_a_rise_is_called_rare(small: Baseline, make_input: Any, run: Any) -> None:
    fast = run(small, make_input("i", {"a": 0.6, "b": 0.6, "c": 0.6}))
    slow = run(small, make_input("i", {"a": 0.1, "b": 0.1, "c": 0.1}))
    assert any("is rare" in note for note in fast.notes)
    assert not any("is rare" in note for note in slow.notes)


def test_an_inputs_gain_is_shown_though_it_cannot_be_chosen_now(
    small: Baseline, make_input: Any, run: Any
) -> None:
    one = make_input("i", {"a": 0.5}, excludes=["j"])
    other, needy = make_input("j", {"c": 0.5}), make_input("k", {"c": 0.5}, needs={"all": ["j"]})
    found = run(small, one)
    gains = {
        gain.input: gain
        for gain in marginal_gains(found.model, found.chosen, candidates([one, other, needy], "2027-Q1"))
    }
    assert gains["i"].gain == pytest.approx(found.gain)
    assert (gains["j"].blocked, gains["k"].blocked, gains["i"].blocked) == ("i excludes it", "needs j", "")
    assert gains["j"].gain > 0


def test_a_prepared_model_answers_as_the_baseline_does(small: Baseline, make_input: Any, run: Any) -> None:
    found = run(small, make_input("i", {"a": 0.5}))
    again = project(found.model, found.chosen)
    assert again.overall == found.overall
    assert run(small, make_input("i", {"a": 0.5})).model is found.model


def test_an_edited_input_is_another_input(small: Baseline, make_input: Any, run: Any) -> None:
    before, after = run(small, make_input("i", {"a": 0.2})), run(small, make_input("i", {"a": 0.4}))
    assert after.gain > before.gain


def test_a_scenarios_assumptions_are_used_and_a_bad_one_is_a_sentence(
    small: Baseline, make_input: Any
) -> None:
    item = make_input("i", {"a": 0.5}, kind="technology")
    fields = {"id": "s", "title": "S", "start": "2027-Q1", "horizon": 4, "inputs": [{"input": "i"}]}
    usual = project_scenario(Scenario.model_validate(fields), [item], small)
    slow = Scenario.model_validate({**fields, "assumptions": {"technology.adoption_quarters": 8}})
    assert project_scenario(slow, [item], small).gain < usual.gain
    with pytest.raises(ValueError, match="There is no assumption 'x'"):
        project_scenario(Scenario.model_validate({**fields, "assumptions": {"x": 1}}), [item], small)
    with pytest.raises(ValueError, match="at least one quarter"):
        project(small, [])


def test_cells_alone_make_a_baseline(make_input: Any, run: Any) -> None:
    cells = (Cell("t", "a", 1, weight=0.25), Cell("t", "b", 2, weight=0.75))
    found = run(Baseline(cells), make_input("i", {"a": 0.5}))
    assert (found.now, found.overall.mean[-1]) == pytest.approx((1.75, 2.25))


def test_a_level_is_explained_with_arithmetic_that_adds_up(small: Baseline, make_input: Any) -> None:
    known = Assumptions.default().with_overrides(
        {"capacity.ramp": [1, 1, 1], "capacity.bands": [1, 1, 1, 0.5, 0.5]}
    )
    item = make_input("i", {"c": {"share": 0.5, "coverage": 0.8}, "b": 0.5}, probability=0.9)
    found = project(small, [ChosenInput(item, "2027-Q1")], quarters_from("2027-Q1", 4), known)
    share = 1 - (0.1 + 0.9 * 0.5 ** (0.8 * 0.5))
    assert explain(found, "t", "c") == (
        f"C rises from 3 to {3 + 2 * share:.2f} by the end of 2027-Q4: 3 + 2 × {100 * share:.1f} %, "
        "from i (share 0.50 × coverage 0.8 × 90 % chance) × 1.00 at work."
    )
    assert explain(found, "t", "b").endswith("; A holds it back to 2.00.")
    assert (
        explain(found, "t", "a") == "A stays at 1 to the end of 2027-Q4: no input at work by then reaches it."
    )
    assert (
        explain(found, "t", "c", "2027-Q1")
        == "C stays at 3 to the end of 2027-Q1: no input at work by then reaches it."
    )


def test_what_cannot_be_explained_is_a_sentence(small: Baseline, run: Any) -> None:
    found = run(small)
    with pytest.raises(ValueError, match="b takes no part for u"):
        explain(found, "u", "b")
    with pytest.raises(
        ValueError, match="2030-Q1 is outside the horizon, which runs from 2027-Q1 to 2028-Q4"
    ):
        explain(found, "t", "a", "2030-Q1")


def test_a_dip_is_explained(make_framework: Any, make_baseline: Any, make_input: Any, run: Any) -> None:
    start = make_baseline(make_framework(["a"]), {"a": 2})
    on = Assumptions.default().with_overrides({"dip.on": 1, "capacity.ramp": [1, 1, 1]})
    found = run(start, make_input("i", {"a": 0.5}, dip=0.1), assumptions=on)
    assert "a dip while people change over leaves" in explain(found, "t", "a", "2027-Q2")
