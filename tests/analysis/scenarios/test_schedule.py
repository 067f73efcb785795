"""Starts that fit the person-days: they only move later, needs come first, what fits nowhere stays."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.choices import choices_of
from maturity_tui.analysis.scenarios.demand import person_days
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario, quarters_from
from maturity_tui.analysis.scenarios.schedule import schedule

ASSUMED = Assumptions.default()


def item(id: str, *days: float, **fields: Any) -> Intervention:
    return Intervention.model_validate(
        {"id": id, "kind": "training", "title": id, "quarters": len(days), "person_days": days, **fields}
    )


def scenario(days: Any, *inputs: str, **starts: str) -> Scenario:
    choices = tuple(Choice(input=one, start=starts.get(one)) for one in inputs)
    return Scenario.model_validate(
        {"id": "s", "title": "S", "start": "2027-Q1", "limits": {"person_days": days}, "inputs": choices}
    )


def overload(found: Scenario, library: list[Intervention]) -> float:
    chosen, _ = choices_of(found, library)
    return sum(person_days(chosen, quarters_from(found.start, found.horizon), ASSUMED, found.limits).overload)


def test_what_is_worth_less_moves() -> None:
    library = [item("a", 8), item("b", 8)]
    found = schedule(scenario(10, "a", "b"), library, ASSUMED, {"b": 1.0})
    assert found.moved == {"a": "2027-Q2"}
    assert overload(found.scenario, library) == 0


def test_nothing_moves_that_fits_or_has_no_limit() -> None:
    library = [item("a", 8), item("b", 8)]
    assert schedule(scenario(16, "a", "b"), library, ASSUMED).moved == {}
    assert schedule(scenario(None, "a", "b"), library, ASSUMED).moved == {}


def test_what_needs_another_moves_behind_it() -> None:
    library = [item("a", 8, 8), item("b", 1, needs={"all": ["a"]}), item("x", 5)]
    found = schedule(scenario(10, "b", "a", "x"), library, ASSUMED, {"x": 1.0})
    assert found.moved == {"a": "2027-Q2", "b": "2027-Q4"}


def test_what_fits_nowhere_stays_and_is_named() -> None:
    library = [item("a", 80), item("b", 8)]
    found = schedule(scenario(10, "a", "b", a="2027-Q3"), library, ASSUMED)
    assert found.unfit == ("a",)
    assert found.moved == {}


def test_needs_in_a_circle_end() -> None:
    library = [item("a", 8, needs={"all": ["b"]}), item("b", 8, needs={"all": ["a"]})]
    assert overload(schedule(scenario(10, "a", "b"), library, ASSUMED).scenario, library) == 0


@given(
    st.lists(st.tuples(st.lists(st.integers(0, 30), min_size=1, max_size=3), st.integers(0, 7)), max_size=6),
    st.integers(0, 60),
)
def test_starts_never_move_earlier_and_overload_never_grows(
    asked: list[tuple[list[int], int]], days: int
) -> None:
    library = [item(f"i{at}", *map(float, each)) for at, (each, _) in enumerate(asked)]
    quarters = quarters_from("2027-Q1", 8)
    before = scenario(
        days,
        *(one.id for one in library),
        **{f"i{at}": quarters[start] for at, (_, start) in enumerate(asked)},
    )
    found = schedule(before, library, ASSUMED)
    starts = {choice.input: choice.start or "2027-Q1" for choice in before.inputs}
    assert all(quarter > starts[one] for one, quarter in found.moved.items())
    if not found.unfit:
        assert overload(found.scenario, library) == 0
    again = schedule(found.scenario, library, ASSUMED)
    assert found.unfit or again.moved == {}
