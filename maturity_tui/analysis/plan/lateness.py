"""What of a plan is late in a quarter: from its dates alone, nothing projected. Cheap enough for the home screen.

A quarter is the grain: an input that is planned for this quarter and has not begun is not late; from the next on
it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.choices import ChosenInput, start_of
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario, quarter_index, quarter_name

Status = Literal["planned", "started", "done", "stopped"]
STATUSES: tuple[Status, ...] = ("planned", "started", "done", "stopped")


@dataclass(frozen=True)
class Lateness:
    """One input of a plan in a quarter.

    `planned`: the quarter in which it was to start. `due`: in which it was to be done. `start`: in which it started,
    or can at the earliest; "" for one that is stopped. `delay`: quarters from the planned start to that one.
    `overdue`: quarters since it was due, while it is not done.
    """

    input: Intervention
    choice: Choice
    status: Status
    planned: str
    due: str
    start: str
    delay: int
    overdue: int

    @property
    def id(self) -> str:
        """The input's id."""
        return self.input.id

    @property
    def is_late(self) -> bool:
        """Whether it began or begins after its quarter, or should be done and is not; what is stopped is not late."""
        return self.status != "stopped" and (self.delay > 0 or self.overdue > 0)

    @property
    def waits(self) -> bool:
        """Whether somebody is to do something about it: it should have begun, or should be done."""
        return (self.status == "planned" and self.delay > 0) or self.overdue > 0

    def as_stands(self) -> ChosenInput | None:
        """The input as it was or can be done; None where it is stopped."""
        return ChosenInput(self.input, self.start, reached(self.choice)) if self.start else None

    def as_planned(self) -> ChosenInput:
        """The input as it was decided."""
        return ChosenInput(self.input, self.planned, self.choice.coverage)


def lateness(scenario: Scenario, known: Mapping[str, Intervention], on: str) -> tuple[Lateness, ...]:
    """Every input of a plan that the library has, as it stands in the quarter `on`, in the scenario's order."""
    now = quarter_index(on)
    return tuple(
        _stands(scenario, choice, known[choice.input], now)
        for choice in scenario.inputs
        if choice.input in known
    )


def waiting(late: Iterable[Lateness]) -> tuple[Lateness, ...]:
    """Those that somebody is to do something about, the longest overdue first."""
    return tuple(sorted((one for one in late if one.waits), key=lambda one: -max(one.delay, one.overdue)))


def reached(choice: Choice) -> float | Mapping[str, float] | None:
    """The coverage as it came out: where it was planned by team, the same in each of those teams."""
    actual = choice.actual.coverage if choice.actual else None
    if actual is None:
        return choice.coverage
    return dict.fromkeys(choice.coverage, actual) if isinstance(choice.coverage, Mapping) else actual


def begun(choice: Choice, item: Intervention, first: str) -> str | None:
    """The quarter in which an input started: as stated, else its planned one; None where it has not, or is stopped."""
    if choice.status == "stopped":
        return None
    if choice.actual is not None and choice.actual.start is not None:
        return choice.actual.start
    return start_of(choice, item, first) if choice.status in ("started", "done") else None


def adopted_from(scenario: Scenario, day: dt.date) -> Scenario:
    """The scenario as a plan, decided on a day: every input has a status from then on."""
    return scenario.changed(
        adopted=day,
        inputs=tuple(one.changed(status=one.status or "planned") for one in scenario.inputs),
    )


def released(scenario: Scenario) -> Scenario:
    """The plan as a scenario again. Owners, dates and what was done stay, should it be adopted once more."""
    return scenario.changed(adopted=None)


def _stands(scenario: Scenario, choice: Choice, item: Intervention, now: int) -> Lateness:
    planned = quarter_index(start_of(choice, item, scenario.start))
    due = quarter_index(choice.due) if choice.due else planned + item.quarters - 1
    status: Status = choice.status or "planned"
    stated = begun(choice, item, scenario.start)
    # What was begun is begun, whatever its status says.
    if stated is not None and status == "planned":
        status = "started"
    start = _start(status, planned if stated is None else quarter_index(stated), item.quarters, now)
    return Lateness(
        item, choice, status, quarter_name(planned), quarter_name(due),
        "" if start is None else quarter_name(start),
        0 if start is None else max(0, start - planned),
        max(0, now - due) if status in ("planned", "started") else 0,
    )  # fmt: skip


def _start(status: Status, begins: int, quarters: int, now: int) -> int | None:
    """When it started; of what is not done, at the earliest that can still be true."""
    match status:
        case "stopped":
            return None
        case "planned":
            return max(begins, now)
        case "started":
            # Not done by now: its last quarter is this one at the earliest.
            return max(begins, now - quarters + 1)
        case _:
            # Done by now, though it was to take longer.
            return min(begins, now - quarters + 1)
