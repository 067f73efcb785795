"""What is noted about an input of a plan, and what cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from maturity_tui.analysis.plan.noting import noted
from maturity_tui.analysis.scenarios.scenario import Actual
from tests.analysis.plan.plan_case import item, plan

KNOWN = {"half": item("half", quarters=2)}
NOW = "2026-Q2"


def after(said: dict[str, Any], **choice: Any) -> Any:
    return noted(plan({"input": "half", **choice}, {"input": "other"}), "half", KNOWN, NOW, said).inputs[0]


def test_only_what_was_said_changes() -> None:
    found = after({"cost": 5}, owner="role:x", due="2026-Q3", actual={"start": "2026-Q1"}, status="started")
    assert (found.owner, found.due, found.status) == ("role:x", "2026-Q3", "started")
    assert found.actual == Actual(start="2026-Q1", cost=5)


def test_none_takes_away_and_an_actual_without_anything_goes() -> None:
    found = after(
        {"owner": None, "due": None, "cost": None}, owner="role:x", due="2026-Q3", actual={"cost": 5}
    )
    assert (found.owner, found.due, found.actual) == ("", None, None)


def test_a_start_without_a_status_has_started() -> None:
    assert after({"start": "2026-Q1"}).status == "started"


def test_what_began_before_its_time_began_now_and_else_as_planned() -> None:
    assert after({"status": "started"}, start="2026-Q4").actual == Actual(start=NOW)
    assert after({"status": "started"}, start="2026-Q1").actual is None


@pytest.mark.parametrize(
    ("said", "choice", "told"),
    [
        ({"start": "2026-Q3"}, {}, "cannot have started in 2026-Q3: it is 2026-Q2"),
        ({"status": "planned"}, {"actual": {"start": "2026-Q1"}}, "take that start away first"),
        ({"due": "2025-Q4"}, {}, "would be due in 2025-Q4, before it starts in 2026-Q1"),
        (
            {"due": "2026-Q1"},
            {"actual": {"start": "2026-Q2"}, "status": "started"},
            "before it starts in 2026-Q2",
        ),
        ({"due": "soon"}, {}, "not a quarter"),
    ],
)
def test_what_cannot_be_is_a_sentence(said: dict[str, Any], choice: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        after(said, **choice)


def test_an_input_that_is_not_in_the_plan_is_named_with_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"no input 'hlaf'\. Did you mean 'half'"):
        noted(plan({"input": "half"}), "hlaf", KNOWN, NOW, {"owner": "x"})
