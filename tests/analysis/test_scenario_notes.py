"""What a scenario says that its projection does not take as it stands is noted."""

from __future__ import annotations

from typing import Any

from maturity_tui.analysis.projection import project_scenario
from maturity_tui.analysis.scenario import Scenario

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


def test_what_is_left_out_is_not_said_to_have_moved(
    make_framework: Any, make_baseline: Any, make_input: Any
) -> None:
    make = make_framework, make_baseline, make_input
    library = [make_input("i", {"a": 0.1}, earliest="2027-Q3", needs={"all": ["gone"]})]
    assert notes(make, library, {"input": "i"}) == ["i is left out: it needs gone."]
