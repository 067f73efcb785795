"""Choosing inputs: needs come along, what is excluded is refused, starts stay inside the quarters looked at."""

from __future__ import annotations

from typing import Any

import pytest

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.choosing import choose, leave_out, move
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario


def item(id: str, **fields: Any) -> Intervention:
    return Intervention.model_validate({"id": id, "kind": "training", "title": id.upper(), **fields})


def known(*items: Intervention) -> dict[str, Intervention]:
    return {one.id: one for one in items}


def scenario(*inputs: str, **fields: Any) -> Scenario:
    return Scenario(
        id="s", title="S", start="2027-Q1", inputs=tuple(Choice(input=one) for one in inputs), **fields
    )


def ids(found: Scenario) -> list[str]:
    return [choice.input for choice in found.inputs]


def test_what_an_input_needs_is_chosen_before_it_and_delivered_first() -> None:
    library = known(
        item("a", quarters=2), item("b", needs={"all": ["a"]}, quarters=3), item("c", needs={"all": ["b"]})
    )
    found = choose(scenario(), "c", library)
    assert ids(found.scenario) == ["a", "b", "c"]
    assert [choice.start for choice in found.scenario.inputs] == [None, "2027-Q3", "2028-Q2"]
    assert found.added == ("a", "b")


def test_of_several_that_would_do_the_one_worth_most_is_taken() -> None:
    library = known(item("a"), item("b"), item("c", needs={"any": ["a", "b"]}))
    assert ids(choose(scenario(), "c", library, {"b": 1.0}).scenario) == ["b", "c"]
    assert ids(choose(scenario("a"), "c", library, {"b": 1.0}).scenario) == ["a", "c"]


def test_of_several_that_would_do_one_that_is_excluded_is_passed_over() -> None:
    library = known(item("x", excludes=["b"]), item("a"), item("b"), item("c", needs={"any": ["b", "a"]}))
    assert ids(choose(scenario("x"), "c", library, {"b": 1.0}).scenario) == ["x", "a", "c"]


@pytest.mark.parametrize("one_says", ["a", "b"])
def test_what_excludes_another_is_refused_whichever_says_so(one_says: str) -> None:
    other = {"a": "b", "b": "a"}[one_says]
    library = known(*(item(id, excludes=[other] if id == one_says else []) for id in "ab"))
    found = choose(scenario("a"), "b", library)
    assert found.scenario == scenario("a")
    assert found.refusal == "“B” and “A”, which is chosen, exclude each other."


def test_a_need_that_cannot_be_met_refuses_with_its_reason() -> None:
    library = known(
        item("x"),
        item("a", excludes=["x"]),
        item("b", needs={"all": ["a"]}),
        item("c", needs={"all": ["gone"]}),
    )
    assert (
        choose(scenario("x"), "b", library).refusal
        == "“B” needs “A”, and that and “X”, which is chosen, exclude each other."
    )
    assert choose(scenario(), "c", library).refusal == "“C” needs gone, which is not in the library."
    assert choose(scenario(), "nobody", library).refusal == "nobody is not in the library."


def test_what_comes_back_has_its_start_and_coverage_again() -> None:
    library = known(item("a"), item("b", needs={"all": ["a"]}))
    held = {
        "a": Choice(input="a", start="2027-Q3", coverage=0.4, owner="role:lead"),
        "b": Choice(input="b", start="2028-Q1"),
    }
    assert choose(scenario(), "b", library, None, held).scenario.inputs == (held["a"], held["b"])
    outside = {"a": held["a"].changed(start="2026-Q1"), "b": held["b"].changed(start="2032-Q1")}
    found = choose(scenario(), "b", library, None, outside).scenario.inputs
    assert [choice.start for choice in found] == [None, "2027-Q2"]


def test_needs_in_a_circle_end() -> None:
    library = known(item("a", needs={"all": ["b"]}), item("b", needs={"all": ["a"]}))
    assert sorted(ids(choose(scenario(), "a", library).scenario)) == ["a", "b"]


def test_leaving_one_out_takes_along_what_needed_it_and_no_other() -> None:
    library = known(
        item("a"),
        item("b", needs={"all": ["a"]}),
        item("c", needs={"any": ["a", "d"]}),
        item("d"),
        item("e", needs={"all": ["z"]}),
    )
    found = leave_out(scenario("a", "b", "c", "d", "e"), "a", library)
    assert ids(found.scenario) == ["c", "d", "e"]
    assert found.removed == ("b",)


def test_choosing_and_leaving_out_brings_back_what_was() -> None:
    library = known(item("a"), item("b", needs={"all": ["a"]}))
    assert leave_out(choose(scenario(), "b", library).scenario, "a", library).scenario == scenario()


def test_what_a_scenario_ruled_out_or_asked_for_is_so_no_longer() -> None:
    library = known(item("a"), item("b"))
    chosen = choose(scenario(must_not=("a",)), "a", library)
    assert chosen.freed
    assert chosen.scenario.must_not == ()
    left = leave_out(scenario("b", must=("b",)), "b", library)
    assert left.freed
    assert left.scenario.must == ()


def test_a_start_moves_between_the_earliest_and_the_last_quarter() -> None:
    late = item("a", earliest="2027-Q2")
    start = scenario("a")
    assert move(start, late, -1).refusal == "“A” cannot start before Q2 2027."
    assert move(start, late, 1).scenario.inputs[0].start == "2027-Q3"
    assert move(move(start, late, 1).scenario, late, -1).scenario == start
    assert move(start, late, 6).scenario.inputs[0].start == "2028-Q4"
    assert move(start, late, 7).refusal == "Q4 2028 is the last quarter looked at."
    assert "is not chosen" in move(scenario(), late, 1).refusal
