"""A plan as it was actually done up to a round: what a projection has to be held against.

A projection is wrong only where it is wrong about what was done: an input that never began proves nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.plan.lateness import begun, reached
from maturity_tui.analysis.scenarios.choices import ChosenInput, taking_part
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario, quarter_index, quarter_name, quarter_of
from maturity_tui.assessments.models import Round


@dataclass(frozen=True)
class Done:
    """What was done up to the end of the quarter `until`, and sentences on what was not, or is not known."""

    until: str
    chosen: tuple[ChosenInput, ...]
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def last_quarter_end(round: Round) -> str:
    """The last quarter that was over when a round ended: the quarter-end that its scores are held against.

    Raises ValueError, in a sentence, for a round without dates.
    """
    day = round.ends or round.begins
    if day is None:
        raise ValueError(f"The round {round.title} has no dates, so no quarter can be held against it.")
    here = quarter_index(quarter_of(day))
    is_the_end = quarter_of(day + dt.timedelta(days=1)) != quarter_of(day)
    return quarter_name(here if is_the_end else here - 1)


def done_until(scenario: Scenario, library: Iterable[Intervention], until: str) -> Done:
    """What of a plan was done by the end of a quarter, as far as it has been noted.

    Stopped inputs are out, and so is what had not begun. Without a stated start, one that is started or done is
    taken to have started as planned. One that is started and is not done was not delivered by then: it counts as if
    it had a quarter to go, if by its dates it would be done.
    """
    known = {item.id: item for item in library}
    found: list[ChosenInput] = []
    left_out, notes = [], []
    for choice in scenario.inputs:
        item = known.get(choice.input)
        if item is None:
            left_out.append(f"{choice.input} is left out: it is not in the library any more.")
            continue
        start = begun(choice, item, scenario.start)
        if start is None or start > until:
            left_out.append(_why_not(choice, start, until))
            continue
        found.append(_as_done(choice, item, start, until))
        if choice.actual is None or choice.actual.start is None:
            notes.append(
                f"{choice.input} is taken to have started as planned, in {start}: no start is noted."
            )
    taken, unmet = taking_part(found)
    return Done(until, taken, (*left_out, *unmet), tuple(notes))


def _as_done(choice: Choice, item: Intervention, start: str, until: str) -> ChosenInput:
    """Of what is done, the chance that it would not be is over; what is not done is not delivered."""
    if choice.status == "done":
        return ChosenInput(item.changed(probability=1.0), start, reached(choice))
    latest = quarter_index(until) - item.quarters + 2
    return ChosenInput(item, quarter_name(max(quarter_index(start), latest)), reached(choice))


def _why_not(choice: Choice, start: str | None, until: str) -> str:
    if choice.status == "stopped":
        return f"{choice.input} was stopped."
    if start is None:
        return f"{choice.input} had not begun by the end of {until}."
    return f"{choice.input} began in {start}, after {until}."
