"""What of a plan is late, and what that costs: dates on the fingers of a hand, levels by one multiplication."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from maturity_tui.analysis.plan.lateness import adopted_from, lateness, released, waiting
from maturity_tui.analysis.plan.standing import standing
from tests.analysis.plan.plan_case import baseline, item, plan

HALF = item("half", share=0.5, quarters=1, cost={"once": 1000, "per_year": 50})
LONG = item("long", share=0.5, quarters=3)
KNOWN = {one.id: one for one in (HALF, LONG)}


def late(on: str, which: str = "half", **fields: Any) -> Any:
    return lateness(plan({"input": which, **fields}), KNOWN, on)[0]


def test_an_input_is_late_from_the_quarter_after_the_one_it_was_to_start_in() -> None:
    assert not late("2026-Q1").is_late
    found = late("2026-Q2")
    assert (found.is_late, found.delay, found.start, found.planned) == (True, 1, "2026-Q2", "2026-Q1")
    assert not late("2026-Q2", start="2026-Q3").is_late


def test_what_has_begun_late_stays_late_by_as_much() -> None:
    found = late("2026-Q3", "long", status="started", actual={"start": "2026-Q2"})
    assert (found.delay, found.overdue, found.start) == (1, 0, "2026-Q2")
    assert found.is_late
    assert not found.waits


def test_what_is_not_done_when_due_is_overdue_and_ends_this_quarter_at_the_earliest() -> None:
    found = late("2026-Q4", "long", status="started", actual={"start": "2026-Q1"}, due="2026-Q3")
    # Three quarters that end in Q4 began, as it stands, in Q2.
    assert (found.overdue, found.delay, found.start) == (1, 1, "2026-Q2")
    assert found.waits


def test_the_due_quarter_is_the_last_of_delivery_unless_it_is_stated() -> None:
    assert late("2026-Q1", "long").due == "2026-Q3"
    assert late("2026-Q1", "long", due="2026-Q4").due == "2026-Q4"


def test_done_and_stopped_inputs_wait_for_nobody() -> None:
    done = late("2027-Q4", "long", status="done", actual={"start": "2026-Q1"})
    assert (done.is_late, done.waits, done.overdue) == (False, False, 0)
    stopped = late("2027-Q4", status="stopped")
    assert (stopped.is_late, stopped.waits, stopped.start, stopped.as_stands()) == (False, False, "", None)


def test_done_sooner_than_it_was_to_take_is_delivered_by_now() -> None:
    assert late("2026-Q2", "long", status="done").start == "2025-Q4"


def test_a_stated_start_says_that_it_has_begun_whatever_the_status() -> None:
    assert late("2026-Q4", actual={"start": "2026-Q1"}).status == "started"


def test_the_longest_overdue_comes_first_among_what_waits() -> None:
    scenario = plan({"input": "long"}, {"input": "half"}, {"input": "half", "status": "done"})
    found = waiting(lateness(scenario, KNOWN, "2026-Q4"))
    assert [one.id for one in found] == ["long", "half"]
    assert [max(one.delay, one.overdue) for one in found] == [3, 3]
    later = waiting(
        lateness(plan({"input": "half", "start": "2026-Q3"}, {"input": "long"}), KNOWN, "2026-Q4")
    )
    assert [one.id for one in later] == ["long", "half"]


def test_lateness_costs_the_level_for_the_quarters_in_which_it_is_missing() -> None:
    found = standing(plan({"input": "half"}), [HALF], baseline({"a": 2}), "2026-Q3")
    assert found.planned == pytest.approx((3.5, 3.5, 3.5, 3.5))
    assert found.stands == pytest.approx((2, 2, 3.5, 3.5))
    assert (found.at_end, found.level_quarters) == (pytest.approx(0), pytest.approx(3.0))
    assert found.inputs[0].level_quarters == pytest.approx(3.0)


def test_what_is_stopped_is_out_and_so_is_what_needs_it() -> None:
    needs = item("after", share=0.2, on=("b",), quarters=1, needs={"all": ["half"]})
    scenario = plan({"input": "half", "status": "stopped"}, {"input": "after"})
    found = standing(scenario, [HALF, needs], baseline({"a": 2, "b": 2}), "2026-Q1")
    assert found.stands == pytest.approx((2, 2, 2, 2))
    # (3.5 + 2.6) / 2 was planned; what follows is charged to the input that was stopped.
    assert found.at_end == pytest.approx(1.05)
    assert found.inputs[0].at_end == pytest.approx(1.05)
    assert any("after" in note and "half" in note for note in found.notes)
    assert [one.id for one in found.stopped] == ["half"]


def test_an_actual_coverage_counts_in_the_teams_that_it_was_planned_for() -> None:
    scenario = plan(
        {
            "input": "half",
            "status": "done",
            "coverage": {"t": 1.0, "other": 0.4},
            "actual": {"start": "2026-Q1", "coverage": 0.5},
        }
    )
    found = standing(scenario, [HALF], baseline({"a": 2}), "2026-Q1")
    assert found.stands[-1] == pytest.approx(5 - 3 * 0.5**0.5)
    assert found.inputs[0].late.as_stands().coverage == {"t": 0.5, "other": 0.5}  # type: ignore[union-attr]


def test_two_late_inputs_are_each_charged_with_what_they_alone_would_mend() -> None:
    other = item("other", share=0.2, quarters=1)
    found = standing(
        plan({"input": "half"}, {"input": "other"}), [HALF, other], baseline({"a": 2}), "2026-Q2"
    )
    # In the first quarter nothing is there: alone the one would give 1.5 and the other .6, both together 1.8.
    assert [one.level_quarters for one in found.inputs] == pytest.approx([1.5, 0.6])
    assert found.level_quarters == pytest.approx(1.8)


def test_money_is_counted_as_planned_as_spent_and_as_it_will_come_to() -> None:
    charged = item("charged", cost={"once": 100, "per_person": 10})
    scenario = plan(
        {"input": "half", "status": "done", "actual": {"cost": 1300}},
        {"input": "long", "status": "started"},
        {"input": "charged"},
    )
    found = standing(scenario, [HALF, LONG, charged], baseline({"a": 2}, headcount={"t": 20}), "2026-Q1")
    assert [one.planned_cost for one in found.inputs] == [1000, 0, 300]
    assert (found.planned_cost, found.spent, found.expected_cost) == (1300, 1300, 1600)
    assert found.unstated == ("long",)
    assert found.currency == "GBP"


def test_what_was_stopped_before_it_cost_anything_is_not_expected_to() -> None:
    found = standing(plan({"input": "half", "status": "stopped"}), [HALF], baseline({"a": 2}), "2026-Q1")
    assert (found.planned_cost, found.expected_cost) == (1000, 0)


def test_an_input_that_the_library_lost_is_said() -> None:
    found = standing(plan({"input": "half"}, {"input": "gone"}), [HALF], baseline({"a": 2}), "2026-Q1")
    assert [one.id for one in found.inputs] == ["half"]
    assert any("gone" in note for note in found.notes)


def test_adopting_gives_every_input_a_status_and_releasing_keeps_what_was_noted() -> None:
    scenario = plan(
        {"input": "half", "status": "started", "owner": "role:x"}, {"input": "long"}, adopted=None
    )
    adopted = adopted_from(scenario, dt.date(2026, 11, 25))
    assert adopted.adopted == dt.date(2026, 11, 25)
    assert [one.status for one in adopted.inputs] == ["started", "planned"]
    back = released(adopted)
    assert back.adopted is None
    assert back.inputs == adopted.inputs
