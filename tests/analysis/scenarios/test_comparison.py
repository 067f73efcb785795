"""Scenarios side by side: what each comes to, which is better and how often, and what keeps them from being alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from maturity_tui.analysis.projection.projection import Band, project_scenario
from maturity_tui.analysis.scenarios.comparison import Comparison, ComparisonError, Side, compare, side_of
from maturity_tui.analysis.scenarios.comparison_words import (
    cautions,
    comparison_json,
    difference,
    in_draws,
    versus_words,
    what_draws_hold,
)
from maturity_tui.analysis.scenarios.scenario import Scenario
from tests.analysis.conftest import START, build_framework, build_input

FRAMEWORK = build_framework(["a", "b"])
HALF = build_input("half", {"a": 0.5}, quarters=1, cost={"once": 1000, "per_year": 400}, person_days=[20])
UNSURE = build_input("unsure", {"b": [0.1, 0.3, 0.6]}, quarters=1, person_days=[30], probability=0.7)
LIBRARY = (HALF, UNSURE)


def scenario(name: str, *inputs: str, **fields: Any) -> Scenario:
    choices = [{"input": item} for item in inputs]
    return Scenario.model_validate(
        {"id": name, "title": name.upper(), "start": START, "horizon": 4, "inputs": choices, **fields}
    )


@pytest.fixture
def baseline(make_baseline: Any) -> Any:
    return make_baseline(FRAMEWORK, {"a": 1, "b": 2})


def drawn(baseline: Any, of: Scenario, *overall: float, **fields: Any) -> Side:
    """A side whose overall figure is, in all quarters, each of these in one draw."""
    import numpy as np

    projection = project_scenario(of, LIBRARY, baseline, with_gains=False)
    columns = len(projection.quarters)
    band = Band(projection.overall.mean, p5=(1.0,) * columns, p95=(2.0,) * columns)
    draws = np.repeat(np.array(overall, dtype=np.float32)[:, None], columns, axis=1)
    return Side(of, replace(projection, overall=band, seed=fields.get("seed", 1)), draws)


def two(baseline: Any, one: Scenario | None = None, other: Scenario | None = None) -> Comparison:
    return compare(
        [
            drawn(baseline, one or scenario("one", "half"), 0.1, 0.3, 0.5, 0.7),
            drawn(baseline, other or scenario("other", "unsure"), 0.2, 0.2, 0.2, 0.2),
        ]
    )


def test_which_is_better_is_counted_draw_by_draw(baseline: Any) -> None:
    """Differences −.1, .1, .3, .5: by hand, P5 is −.1 + .15 × .2, and P95 .3 + .85 × .2."""
    (found,) = two(baseline).versus
    assert (found.better, found.alike) == (0.75, 0.0)
    assert (found.p5, found.p95) == (pytest.approx(-0.07), pytest.approx(0.47))


def test_seen_from_the_other_side_everything_turns_round(baseline: Any) -> None:
    (found,) = two(baseline).versus
    turned = found.turned
    assert (turned.one, turned.other) == (found.other, found.one)
    assert (turned.better, turned.mean) == (0.25, -found.mean)
    assert (turned.p5, turned.p95) == (pytest.approx(-0.47), pytest.approx(0.07))
    assert turned.turned == found


def test_the_mean_difference_is_that_of_the_figures_shown(baseline: Any) -> None:
    """Not that of the draws: a reader subtracts what stands side by side."""
    found = two(baseline)
    assert found.versus[0].mean == pytest.approx(found.end(found.sides[0]) - found.end(found.sides[1]))


def test_the_better_one_is_named_first(baseline: Any) -> None:
    found = two(baseline)
    words = versus_words(found, found.versus[0])
    assert words.startswith("By the end of 2027-Q4, “ONE” stands higher than “OTHER” in 8 of 10 draws;")
    assert "from −0.07 to +0.47" in words
    assert versus_words(found, found.versus[0].turned) == words


def test_draws_that_differ_by_rounding_alone_are_alike(baseline: Any) -> None:
    one = drawn(baseline, scenario("one"), 1.0, 2.0)
    other = drawn(baseline, scenario("other"), 1.000001, 2.000001)
    (found,) = compare([one, other]).versus
    assert (found.better, found.alike) == (0.0, 1.0)
    assert versus_words(compare([one, other]), found) == "“ONE” and “OTHER” come to the same in every draw."


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "no draw"), (0.004, "1 of 100 draws"), (0.05, "5 of 100 draws"), (0.75, "8 of 10 draws"),
     (0.94, "9 of 10 draws"), (0.95, "95 of 100 draws"), (0.9999, "99 of 100 draws"), (1, "every draw")],
)  # fmt: skip
def test_a_share_of_draws_never_claims_what_was_not_seen(share: float, words: str) -> None:
    assert in_draws(share) == words


def test_each_side_has_its_own_inputs_costs_and_days(baseline: Any) -> None:
    found = two(baseline, other=scenario("other", "unsure", "half"))
    one, other = found.sides
    assert (found.only(one), found.only(other), found.shared) == ((), ("unsure",), ("half",))
    # Capacity is helped by a colleague for two quarters after it came: .2 × 55 days in each.
    assert one.peak == (20.0, "2027-Q1")
    assert other.peak == (50.0, "2027-Q1")
    assert one.projection.costs.once == 1000


def test_a_shared_input_that_starts_elsewhen_is_said(baseline: Any) -> None:
    later = scenario("other", inputs=[{"input": "half", "start": "2027-Q3"}])
    assert two(baseline, other=later).moved == {"half": ("2027-Q1", "2027-Q3")}
    assert two(baseline, other=scenario("other", "half")).moved == {}


def test_overload_is_added_up(baseline: Any) -> None:
    limited = scenario("one", "half", "unsure", limits={"person_days": 20})
    found = two(baseline, one=limited)
    # Asked for: 50, then twice 2 × 11 days of the newcomers' colleagues.
    assert found.sides[0].overload == pytest.approx(30 + 2 + 2)


def test_different_assumptions_are_not_like_with_like(baseline: Any) -> None:
    other = scenario("other", "half", assumptions={"training.floor": 0.5}, calibrated=True, discount_rate=0.1)
    found = two(baseline, other=other)
    assert [(one.name, one.values) for one in found.assumed] == [
        ("training.floor", (0.3, 0.5)), ("calibrated", (False, True)), ("discount_rate", (0.035, 0.1)),
    ]  # fmt: skip
    assert [one.name for one in found.matters] == ["training.floor", "calibrated"]
    assert cautions(found)[0].startswith(
        "Not like with like: the scenarios do not assume the same of training.floor, calib"
    )
    assert cautions(two(baseline)) == ()


def test_they_are_compared_where_all_of_them_look(baseline: Any) -> None:
    longer = scenario("other", "unsure", horizon=6)
    found = two(baseline, other=longer)
    assert found.quarter == "2027-Q4"
    assert found.column(found.sides[1]) == 3
    assert found.end(found.sides[1]) == found.sides[1].projection.overall.mean[3]
    assert found.lines[0].means[1] == pytest.approx(found.end(found.sides[1]))
    assert "2027-Q4 and 2028-Q2" in cautions(found)[0]


def test_a_later_beginning_is_said(baseline: Any) -> None:
    found = two(baseline, other=scenario("other", "unsure", start="2027-Q2"))
    assert found.quarter == "2027-Q4"
    assert any(text.startswith("They begin in 2027-Q1 and 2027-Q2") for text in cautions(found))


def test_the_whole_and_the_areas_stand_side_by_side(baseline: Any) -> None:
    found = two(baseline)
    assert [(line.id, line.title) for line in found.lines] == [("small", "The whole"), ("all", "all")]
    assert found.lines[1].spread == pytest.approx(abs(found.versus[0].mean))
    assert found.lines[0].now == found.now == 1.5


def test_other_scores_are_refused(baseline: Any, make_baseline: Any) -> None:
    elsewhere = make_baseline(FRAMEWORK, {"a": 1, "b": 3})
    with pytest.raises(ComparisonError, match="“ONE” and “OTHER” do not start from the same scores"):
        compare([drawn(baseline, scenario("one"), 1.0), drawn(elsewhere, scenario("other"), 1.0)])


@pytest.mark.parametrize(
    ("other", "fields", "why"),
    [
        (scenario("other", start="2029-Q1"), {}, "no quarter in common"),
        (scenario("other"), {"seed": 2}, "the same random numbers"),
    ],
)
def test_what_cannot_be_held_against_each_other_is_refused(
    baseline: Any, other: Scenario, fields: dict[str, Any], why: str
) -> None:
    with pytest.raises(ComparisonError, match=why):
        compare([drawn(baseline, scenario("one"), 1.0), drawn(baseline, other, 1.0, **fields)])


def test_one_is_no_comparison(baseline: Any) -> None:
    with pytest.raises(ComparisonError, match="takes two"):
        compare([drawn(baseline, scenario("one"), 1.0)])


def test_the_json_holds_every_figure(baseline: Any) -> None:
    data = comparison_json(two(baseline), {"half": HALF})
    assert [one["id"] for one in data["scenarios"]] == ["one", "other"]
    assert data["versus"][0]["better"] == 0.75
    assert data["inputs"] == [
        {"id": "half", "title": "half", "starts": ["2027-Q1", None]},
        {"id": "unsure", "title": "unsure", "starts": [None, "2027-Q1"]},
    ]
    assert (data["draws"], data["seed"]) == (4, 1)


def test_differences_are_signed_and_nothing_has_no_sign(baseline: Any) -> None:
    found = two(baseline)
    assert [difference(found, value) for value in (0.126, -0.004, -0.5)] == ["+0.13", "0.00", "−0.50"]


# with the sampler -------------------------------------------------------------------------


def sampled(baseline: Any, *of: Scenario, draws: int = 1024) -> Comparison:
    return compare([side_of(one, LIBRARY, baseline, draws=draws) for one in of])


def test_a_scenario_against_itself_differs_by_exactly_nothing(baseline: Any) -> None:
    same = scenario("one", "half", "unsure")
    (found,) = sampled(baseline, same, same.changed(id="other")).versus
    assert (found.better, found.alike, found.mean, found.p5, found.p95) == (0.0, 1.0, 0.0, 0.0, 0.0)


def test_one_input_more_is_never_worse_in_any_draw(baseline: Any) -> None:
    """So it is with common random numbers alone: with others, luck would turn some draws round. Where the input is
    not delivered, three times in ten, both are exactly alike."""
    (found,) = sampled(baseline, scenario("more", "unsure", "half"), scenario("less", "half")).versus
    assert found.better + found.alike == 1.0
    assert found.alike == pytest.approx(0.3, abs=0.01)
    assert found.p5 == 0.0


def test_the_draws_are_named_so_that_they_can_be_drawn_again(baseline: Any) -> None:
    found = sampled(baseline, scenario("one", "half"), scenario("other"), draws=512)
    assert what_draws_hold(found).startswith(f"512 draws, seed {found.sides[0].projection.seed};")
