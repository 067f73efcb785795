"""What a scenario says that its projection does not take as it stands is noted."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from maturity_tui.analysis.projection.projection import project_scenario
from maturity_tui.analysis.scenarios.scenario import Scenario

DONE = "What was actually done is not part of this projection"


def notes(make: tuple[Any, Any, Any], library: list[Any], *inputs: dict[str, Any]) -> list[str]:
    framework, baseline, _ = make
    plan = {"id": "s", "title": "S", "start": "2027-Q1", "horizon": 4, "inputs": inputs}
    start = baseline(framework(["a"]), {"a": 1})
    return list(project_scenario(Scenario.model_validate(plan), library, start).notes)


def test_what_was_stopped_or_done_otherwise_is_said(
    make_framework: Any, make_baseline: Any, make_input: Any
) -> None:
    make = make_framework, make_baseline, make_input
    library = [make_input(item, {"a": 0.1}) for item in "ijkl"]
    found = notes(
        make,
        library,
        {"input": "i", "status": "stopped"},
        {"input": "j", "status": "started", "actual": {"start": "2027-Q2", "cost": 5}},
        {"input": "k", "status": "planned", "owner": "role:x", "due": "2027-Q4"},
        {"input": "l", "status": "done", "actual": {}},
    )
    assert [note for note in found if DONE in note] == [
        f"{DONE}, which takes each input as planned: i (stopped); j (actual start, cost)."
    ]


def test_a_plan_that_goes_as_planned_has_no_such_note(
    make_framework: Any, make_baseline: Any, make_input: Any
) -> None:
    make = make_framework, make_baseline, make_input
    assert notes(make, [make_input("i", {"a": 0.1})], {"input": "i", "status": "planned"}) == []


def test_a_start_that_the_earliest_moves_is_said(
    make_framework: Any, make_baseline: Any, make_input: Any
) -> None:
    make = make_framework, make_baseline, make_input
    library = [
        make_input("i", {"a": 0.1}, earliest="2027-Q3"),
        make_input("j", {"a": 0.1}, earliest="2026-Q3"),
        make_input("k", {"a": 0.1}, earliest="2027-Q2"),
    ]
    chosen = {"input": "i"}, {"input": "j"}, {"input": "k", "start": "2027-Q2"}
    assert notes(make, library, *chosen) == [
        "i starts in 2027-Q3, its earliest, and not with the scenario in 2027-Q1."
    ]


def planned(make: tuple[Any, Any, Any], library: list[Any], chosen: str, **more: Any) -> list[str]:
    """The notes of a plan with some inputs, whose yearly costs fall in 2027 and half of 2028."""
    framework, baseline, _ = make
    plan = {
        "id": "s",
        "title": "S",
        "start": "2027-Q1",
        "horizon": 6,
        "inputs": [{"input": i} for i in chosen],
    }
    start = baseline(framework(["a"]), {"a": 1})
    return list(project_scenario(Scenario.model_validate(plan | more), library, start).notes)


def test_what_must_be_in_and_is_not_and_the_other_way_round_is_said(
    make_framework: Any, make_baseline: Any, make_input: Any
) -> None:
    make = make_framework, make_baseline, make_input
    library = [make_input(item, {"a": 0.1}) for item in "ijk"]
    library.append(make_input("l", {"a": 0.1}, needs={"all": ["gone"]}))
    found = planned(make, library, "ijl", must=["i", "k", "l", "gone"], must_not=["j", "never"])
    assert [note for note in found if "says" in note] == [
        "The scenario says that k must be in, and it takes no part.",
        "The scenario says that l must be in, and it takes no part.",
        "The scenario says that gone must be in, and it takes no part.",
        "The scenario says that j must not be in, and it is.",
    ]
    assert not [note for note in planned(make, library, "i", must=["i"], must_not=["j"]) if "says" in note]


def test_money_over_a_limit_is_said_once_and_by_year(
    make_framework: Any, make_baseline: Any, make_input: Any
) -> None:
    make = make_framework, make_baseline, make_input
    library = [make_input("i", {"a": 0.1}, cost={"once": 1200, "per_year": 400.5})]

    def told(**limits: float) -> list[str]:
        return [note for note in planned(make, library, "i", limits=limits) if "limit" in note]

    assert told(once=1000, per_year=200) == [
        "The cost once is GBP 1,200, 200 over the limit of 1,000.",
        "The yearly cost is over the limit of GBP 200: 200.50 in 2027; 0.25 in 2028.",
    ]
    assert told(once=1200, per_year=400.5) == []
    assert told() == []
    late = [make_input("i", {"a": 0.1}, cost={"per_year": 400}, earliest="2027-Q4")]
    assert [note for note in planned(make, late, "i", limits={"per_year": 300}) if "limit" in note] == [
        "The yearly cost is GBP 400 when all inputs run, 100 over the limit of 300; within these quarters no year is."
    ]


def test_an_input_cannot_be_asked_for_and_ruled_out() -> None:
    plan = {"id": "s", "title": "S", "start": "2027-Q1", "must": ["a", "b"], "must_not": ["b"]}
    with pytest.raises(ValidationError, match="'b' stands in must too: keep it in one of the two"):
        Scenario.model_validate(plan)


def test_what_is_left_out_is_not_said_to_have_moved(
    make_framework: Any, make_baseline: Any, make_input: Any
) -> None:
    make = make_framework, make_baseline, make_input
    library = [make_input("i", {"a": 0.1}, earliest="2027-Q3", needs={"all": ["gone"]})]
    assert notes(make, library, {"input": "i"}) == ["i is left out: it needs gone."]
