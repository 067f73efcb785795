"""Person-days against their supply, and money once and by year."""

from __future__ import annotations

from typing import Any

import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.projection.projection import project_scenario
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.demand import costs_of, people_covered, person_days
from maturity_tui.analysis.scenarios.scenario import Choice, Limits, Scenario, quarters_from

QUARTERS = quarters_from("2027-Q1", 6)
KNOWN = Assumptions.default()


def test_demand_is_the_sum_of_the_inputs_days_from_their_starts(make_input: Any) -> None:
    one = make_input("i", {}, kind="training", quarters=2, person_days=[20, 10])
    two = make_input("j", {}, kind="technology", quarters=3, person_days=[5, 6, 7])
    found = person_days([ChosenInput(one, "2027-Q1"), ChosenInput(two, "2027-Q2")], QUARTERS, KNOWN)
    assert found.demand == (20, 15, 6, 7, 0, 0)
    assert found.overload == (0,) * 6


def test_newcomers_take_a_fifth_of_a_colleague_in_their_first_two_quarters(make_input: Any) -> None:
    item = make_input("i", {}, kind="capacity", quarters=2, person_days=[4, 4])
    found = person_days([ChosenInput(item, "2027-Q1")], QUARTERS, KNOWN)
    assert found.demand == pytest.approx((4, 4, 0.2 * 55, 0.2 * 55, 0, 0))
    longer = KNOWN.with_overrides({"capacity.mentor_quarters": 3, "capacity.days_per_fte_quarter": 50})
    assert person_days([ChosenInput(item, "2027-Q1")], QUARTERS, longer).demand == pytest.approx(
        (4, 4, 10, 10, 10, 0)
    )


def test_overload_is_what_lies_above_the_supply_where_one_is_stated(make_input: Any) -> None:
    item = make_input("i", {}, kind="training", quarters=3, person_days=[20, 10, 30])
    chosen = [ChosenInput(item, "2027-Q1")]
    limits = Limits(person_days={"2027-Q1": 15, "2027-Q2": 15})
    found = person_days(chosen, QUARTERS, KNOWN, limits)
    assert found.supply == (15, 15, None, None, None, None)
    assert found.overload == (5, 0, 0, 0, 0, 0)
    assert person_days(chosen, QUARTERS, KNOWN, Limits(person_days=12)).overload == (8, 0, 18, 0, 0, 0)
    assert found.as_json() == {
        "demand": [20, 10, 30, 0, 0, 0],
        "supply": [15, 15, *[None] * 4],
        "overload": [5, *[0] * 5],
    }


def test_an_overload_is_noted_and_changes_no_level(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    start = make_baseline(make_framework(["c"]), {"c": 2})
    item = make_input("i", {"c": 0.5}, person_days=[100])
    short = run(start, item, limits=Limits(person_days=20))
    assert short.overall == run(start, item).overall
    assert "More person-days are asked for than there are in 2027-Q1; all are assumed found." in short.notes


def test_costs_are_paid_once_each_year_and_for_each_person_covered(make_input: Any) -> None:
    cost = {"once": 1000, "per_year": 400, "per_person": 10}
    effects = {
        "a": {"share": 0.1, "coverage": {"t": 0.5, "u": 0.2}},
        "b": {"share": 0.1, "coverage": {"t": 0.3, "u": 0.4}},
    }
    chosen = [
        ChosenInput(make_input("i", effects, cost=cost), "2027-Q3"),
        ChosenInput(make_input("j", {}, cost={"once": 5}), "2027-Q1"),
    ]
    costs, notes = costs_of(chosen, QUARTERS, {"t": 40, "u": 10})
    assert (costs.currency, costs.people, costs.once, costs.per_year) == ("GBP", 240, 1245, 400)
    assert costs.by_year == {"2027": 200, "2028": 200}
    assert notes == ()


def test_a_coverage_that_the_scenario_states_decides_who_is_paid_for(make_input: Any) -> None:
    item = make_input("i", {"a": {"share": 0.1, "coverage": 0.5}}, cost={"per_person": 1})
    assert people_covered(ChosenInput(item, "2027-Q1"), {"t": 40, "u": 10}) == 25
    assert people_covered(ChosenInput(item, "2027-Q1", {"t": 0.9}), {"t": 40, "u": 10}) == 36


def test_people_who_are_not_counted_are_said(make_input: Any) -> None:
    chosen = [ChosenInput(make_input("i", {"a": 0.1}, cost={"per_person": 10}), "2027-Q1")]
    costs, notes = costs_of(chosen, QUARTERS, {"t": 40, "u": None})
    assert costs.people == 400
    assert notes == ("The cost for each person leaves out u: no headcount is known.",)
    assert costs_of([ChosenInput(make_input("j", {"a": 0.1}), "2027-Q1")], QUARTERS, {"u": None})[1] == ()


def test_several_currencies_are_not_added_up(make_input: Any) -> None:
    chosen = [
        ChosenInput(make_input(c.lower(), {}, cost={"once": 9, "currency": c}), "2027-Q1")
        for c in ("GBP", "EUR")
    ]
    costs, notes = costs_of(chosen, QUARTERS, {})
    assert (costs.once, costs.per_year, costs.by_year) == (None, None, {})
    assert notes == ("The chosen inputs are priced in EUR and GBP: their costs are not added up.",)


def test_nothing_costs_nothing() -> None:
    costs, notes = costs_of([], QUARTERS, {"t": None})
    assert (costs.once, costs.per_year, set(costs.by_year.values()), notes) == (0, 0, {0}, ())


def test_the_present_value_is_that_of_a_calculation_by_hand(make_input: Any) -> None:
    """1,000 once in the third quarter, 400 a year from then on; 10 % a year, six quarters from Q1 2027."""
    item = make_input(
        "i", {"a": {"share": 0.1, "coverage": 0.5}}, cost={"once": 980, "per_year": 400, "per_person": 2}
    )
    costs, _ = costs_of([ChosenInput(item, "2027-Q3")], QUARTERS, {"t": 20}, 0.1)
    # In hand: 1.1^-0.5 = .953463, 1.1^-0.75 = .931012, 1.1^-1 = .909091, 1.1^-1.25 = .887686.
    by_hand = 1000 * 0.953463 + 100 * (0.953463 + 0.931012 + 0.909091 + 0.887686)
    assert costs.present_value == pytest.approx(by_hand, rel=1e-6)
    assert (costs.once, costs.discount_rate) == (1000, 0.1)
    assert costs.as_json()["present_value"] == costs.present_value


def test_what_is_paid_in_a_year_is_divided_by_the_rate(make_input: Any) -> None:
    later = make_input("i", {}, cost={"once": 1035})
    assert costs_of([ChosenInput(later, "2028-Q1")], QUARTERS, {})[0].present_value == pytest.approx(1000)
    assert costs_of([ChosenInput(later, "2027-Q1")], QUARTERS, {})[0].present_value == 1035
    # What was begun before is money that is spent: it neither grows nor shrinks.
    assert costs_of([ChosenInput(later, "2026-Q1")], QUARTERS, {})[0].present_value == 1035


def test_without_a_rate_the_present_value_is_the_sum(make_input: Any) -> None:
    chosen = [
        ChosenInput(make_input("i", {}, cost={"once": 9, "per_year": 8}), "2027-Q2"),
        ChosenInput(make_input("j", {}, cost={"once": 5, "per_year": 3}), "2028-Q2"),
    ]
    costs, _ = costs_of(chosen, QUARTERS, {}, 0.0)
    assert costs.once is not None
    assert costs.present_value is not None
    assert costs.present_value == pytest.approx(costs.once + sum(costs.by_year.values()))
    dearer, _ = costs_of(chosen, QUARTERS, {}, 0.2)
    assert dearer.present_value is not None
    assert dearer.present_value < costs.present_value


def test_several_currencies_have_no_present_value(make_input: Any) -> None:
    chosen = [
        ChosenInput(make_input(c.lower(), {}, cost={"once": 9, "currency": c}), "2027-Q1")
        for c in ("GBP", "EUR")
    ]
    assert costs_of(chosen, QUARTERS, {})[0].present_value is None


def test_the_scenarios_own_rate_counts(make_framework: Any, make_baseline: Any, make_input: Any) -> None:
    start = make_baseline(make_framework(["c"]), {"c": 2})
    item = make_input("i", {"c": 0.5}, cost={"once": 1200})
    scenario = Scenario(
        id="s", title="S", start="2027-Q1", discount_rate=0.2, inputs=(Choice(input="i", start="2028-Q1"),)
    )  # fmt: skip
    assert project_scenario(scenario, [item], start).costs.present_value == pytest.approx(1000)
