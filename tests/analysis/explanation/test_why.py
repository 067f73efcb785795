"""Why this number: sentences whose arithmetic adds up to the projected figure."""

from __future__ import annotations

import re
from typing import Any

import pytest

from maturity_tui.analysis.explanation.why import explain_node
from maturity_tui.analysis.projection.projection import Projection, project
from maturity_tui.analysis.scenarios.scenario import quarters_from


def sum_of(sentence: str) -> float:
    """The products of a sentence, added up, with what "more" capabilities add."""
    products = re.findall(r"(-?\d+\.\d+) × (\d+\.\d+)", sentence)
    more = re.findall(r"\d+ more (-?\d+\.\d+)", sentence)
    return sum(float(one) * float(other) for one, other in products) + sum(map(float, more))


def node_of(projection: Projection, team: str | None, item: str, column: int = -1) -> float:
    nodes = projection.model.figures.nodes
    place = next(at for at, node in enumerate(nodes) if (node.team, node.id) == (team, item))
    return float(projection.model.figures.of_nodes(projection.levels.final)[place, column])


@pytest.fixture
def two_areas(make_framework: Any) -> Any:
    areas = [
        {"id": "one", "capabilities": ["a", "b"]},
        {"id": "two", "capabilities": ["c", "d", "e", "f", "g"], "weight": 3},
    ]
    body = {item: {} for item in "abcdefg"} | {"b": {"needs": {"a": 0}}}
    return make_framework(body, areas=areas, rollup="weighted-mean")


@pytest.mark.parametrize("node", ["one", "two", "small"])
@pytest.mark.parametrize("team", [None, "u"])
def test_an_area_and_the_whole_are_sums_that_come_to_the_figure(
    two_areas: Any, make_baseline: Any, make_input: Any, run: Any, node: str, team: str | None
) -> None:
    scores = {team: {item: 1 + (place + shift) % 3 for place, item in enumerate("abcdefg")}
              for shift, team in enumerate(("t", "u"))}  # fmt: skip
    projection = run(
        make_baseline(two_areas, scores),
        make_input("x", {item: 0.1 + ord(item) % 5 / 10 for item in "abcdefg"}),
    )
    said = explain_node(projection, team, node)
    figure = node_of(projection, team, node)
    now = next(one.now for one in projection.model.figures.nodes if (one.team, one.id) == (team, node))
    assert f"from {now:.2f} to {figure:.2f} by the end of 2028-Q4" in said
    assert sum_of(said) == pytest.approx(figure - now, abs=0.004)
    assert ("over 2 teams" in said) == (team is None)


def test_what_prerequisites_take_from_an_area_is_said(
    two_areas: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    """A stays at 2 and holds B at 2 of a free 3.5: half of 1.5 in the area."""
    scores = dict.fromkeys("abcdefg", 2) | {"b": 1}
    projection = run(make_baseline(two_areas, scores), make_input("x", {"b": 0.75}))
    assert explain_node(projection, None, "one") == (
        "one rises from 1.50 to 2.00 by the end of 2028-Q4: 1.500 + 0.500, the sum of rise × weight: "
        "B 1.000 × 0.500; prerequisites hold back another 1.000."
    )


def test_a_capability_is_its_own_arithmetic_and_over_teams_their_mean(
    two_areas: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    scores = {"t": dict.fromkeys("abcdefg", 2), "u": dict.fromkeys("abcdefg", 3)}
    projection = run(make_baseline(two_areas, scores), make_input("x", {"c": 0.5}))
    assert explain_node(projection, "t", "c").startswith(
        "C rises from 2 to 3.50 by the end of 2028-Q4: 2 + 3 × 50.0 %"
    )
    assert "C over 2 teams rises from 2.50 to 3.75" in explain_node(projection, None, "c")
    assert "no input at work by then" in explain_node(projection, None, "c", "2027-Q1")


def test_a_rule_that_is_no_mean_names_what_it_reads(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    framework = make_framework(["a", "b"], rollup="lowest")
    projection = run(make_baseline(framework, {"a": 1, "b": 2}), make_input("x", {"a": 0.5}))
    assert explain_node(projection, None, "all") == (
        "all rises from 1.00 to 2.00 by the end of 2028-Q4: the rule “lowest” applied to A 3.00, B 2.00."
    )


def test_lateness_and_the_chance_of_delivery_stand_in_the_sentence(
    two_areas: Any, make_baseline: Any, make_input: Any, flat_assumptions: Any
) -> None:
    from maturity_tui.analysis.scenarios.choices import ChosenInput

    assumptions = flat_assumptions.with_overrides({"duration.late": 0.25})
    item = ChosenInput(make_input("x", {"c": 0.5}, probability=0.8), "2027-Q1")
    baseline = make_baseline(two_areas, dict.fromkeys("abcdefg", 2))
    projection = project(baseline, [item], quarters_from("2027-Q1", 2), assumptions)
    said = explain_node(projection, None, "c")
    assert "× 80 % chance" in said
    assert "× 1.00 at work, or 0.00 with a chance of 25 % that it is late" in said


def test_what_has_no_figure_is_a_sentence(
    two_areas: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    projection = run(make_baseline(two_areas, {"a": 2}), make_input("x", {"a": 0.5}))
    for team, node, said in (
        (
            "t",
            "ones",
            "ones has no figure for t: it is blank, not applicable or unknown. Did you mean 'one'?",
        ),
        ("t", "c", "c has no figure for t: it is blank, not applicable or unknown."),
        ("nobody", "one", "There is no team 'nobody' in the projection."),
    ):
        with pytest.raises(ValueError, match=re.escape(said)):
            explain_node(projection, team, node)
    with pytest.raises(ValueError, match="outside the horizon"):
        explain_node(projection, None, "one", "2040-Q1")


def test_skills_are_counted(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any, make_assessment: Any
) -> None:
    from maturity_tui.analysis.projection.baseline import baseline_of

    framework = make_framework(["a", "b"], kind="skills")
    one = make_assessment(framework, {"a": {"agreed": 1, "target": 2}, "b": {"agreed": 2, "target": 2}})
    projection = run(baseline_of(framework, [(one, ())]), make_input("x", {"a": 0.5}))
    assert explain_node(projection, None, "small") == (
        "The whole goes from 50 % to 100 % of skills at target by the end of 2028-Q4: A comes to its target."
    )


def test_an_area_that_prerequisites_hold_wholly_says_so(
    two_areas: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    projection = run(make_baseline(two_areas, dict.fromkeys("abcdefg", 2)), make_input("x", {"b": 0.5}))
    assert explain_node(projection, None, "one") == (
        "one stays at 2.00 to the end of 2028-Q4: prerequisites hold back all that would move it."
    )
    assert "no input at work by then moves it" in explain_node(projection, None, "two")


def test_so_fast_a_rise_is_called_rare_with_its_source(
    two_areas: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    strong = make_input("x", dict.fromkeys("abcdefg", 0.6))
    projection = run(make_baseline(two_areas, dict.fromkeys("abcdefg", 1)), strong)
    source = projection.assumptions.by_name["rise.rare_levels_a_year"].source
    assert any("is rare" in note and source in note for note in projection.notes)
    slow = run(make_baseline(two_areas, dict.fromkeys("abcdefg", 1)), make_input("x", {"a": 0.6}))
    assert not any("is rare" in note for note in slow.notes)
