"""Noting in a plan who sees to an input, until when, how it stands, and what was actually done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.plan.lateness import STATUSES
from maturity_tui.analysis.scenarios.choices import start_of
from maturity_tui.analysis.scenarios.scenario import Actual, Choice, Scenario, quarter_index
from maturity_tui.frameworks.check import nearest

ACTUAL = ("start", "cost", "coverage")


def noted(
    scenario: Scenario, input: str, known: Mapping[str, Intervention], now: str, said: Mapping[str, Any]
) -> Scenario:
    """The plan with what was said about one of its inputs: `owner`, `due`, `status`, and of what was done `start`,
    `cost`, `coverage`. What is not named stays; None takes away. `now` is the present quarter.

    Raises ValueError, in a sentence, for what cannot be.
    """
    choice = next((one for one in scenario.inputs if one.input == input), None)
    if choice is None:
        hint = nearest(input, [one.input for one in scenario.inputs])
        raise ValueError(f"The plan {scenario.id} has no input {input!r}. {hint}".rstrip())
    for name in ("due", "start"):
        if said.get(name) is not None:
            quarter_index(said[name])
    changed = _with(choice, said)
    planned = start_of(choice, known[input], scenario.start) if input in known else scenario.start
    changed = _settled(changed, planned, now)
    _refuse(changed, planned, now)
    return scenario.changed(inputs=tuple(changed if one.input == input else one for one in scenario.inputs))


def _with(choice: Choice, said: Mapping[str, Any]) -> Choice:
    plain = {name: said[name] for name in ("due", "status") if name in said}
    if "owner" in said:
        plain["owner"] = said["owner"] or ""
    held = {name: getattr(choice.actual, name, None) for name in ACTUAL}
    actual = held | {name: said[name] for name in ACTUAL if name in said}
    stated = {name: value for name, value in actual.items() if value is not None}
    return choice.changed(**plain, actual=Actual(**stated) if stated else None)


def _settled(choice: Choice, planned: str, now: str) -> Choice:
    """What began before its time began now; what has a start and no word on it has started."""
    actual = choice.actual or Actual()
    if choice.status in ("started", "done") and actual.start is None and planned > now:
        return choice.changed(actual=actual.changed(start=now))
    if actual.start is not None and choice.status is None:
        return choice.changed(status="started")
    return choice


def _refuse(choice: Choice, planned: str, now: str) -> None:
    actual = choice.actual or Actual()
    if choice.status not in (*STATUSES, None):
        raise ValueError(f"A status is one of {', '.join(STATUSES)}; found {choice.status!r}.")
    if actual.start is not None and actual.start > now:
        raise ValueError(f"{choice.input} cannot have started in {actual.start}: it is {now}.")
    if choice.status == "planned" and actual.start is not None:
        raise ValueError(
            f"{choice.input} started in {actual.start}, so it is not planned any more: take that start away first."
        )
    if choice.due is not None and choice.due < (actual.start or planned):
        raise ValueError(
            f"{choice.input} would be due in {choice.due}, before it starts in {actual.start or planned}."
        )
