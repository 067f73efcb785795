"""Choosing an input, leaving one out, moving its start: what else changes with it, and why it cannot be.

Each answers with a new scenario and the ids that changed beside the one asked for, so that whoever shows it
can say so. Nothing is raised: what cannot be is a `refusal`, a sentence, and leaves the scenario as it was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.choices import exclude, start_of, unmet
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario, quarter_index, quarter_name

Known = Mapping[str, Intervention]


@dataclass(frozen=True)
class Chosen:
    """A scenario after a change. `added` and `removed` are the inputs that came or went with it; `freed` says
    that the scenario had ruled it out, or asked for it, and no longer does."""

    scenario: Scenario
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    freed: bool = False
    refusal: str = ""


class _RefusedError(Exception):
    """Why an input cannot be chosen."""


def choose(
    scenario: Scenario,
    wanted: str,
    known: Known,
    worth: Mapping[str, float] | None = None,
    before: Mapping[str, Choice] | None = None,
) -> Chosen:
    """The scenario with an input, and with whatever that needs.

    `before`: choices that were left out; one that comes back has its start, coverage and owner again.

    Where any one of several is enough, the one of the highest `worth` (its gain, say) is taken. What needs
    another starts when that is delivered.
    """
    ids = _ids(scenario)
    if wanted in ids:
        return Chosen(scenario)
    try:
        more = _needed(wanted, ids, known, worth or {})
    except _RefusedError as error:
        return Chosen(scenario, refusal=str(error))
    changed = scenario
    for item in more:
        choice = (before or {}).get(item)
        if choice is None or not _fits(changed, choice, known[item]):
            choice = _choice(changed, known[item], _first_start(changed, known[item], known))
        changed = changed.changed(inputs=(*changed.inputs, choice))
    ruled = [item for item in more if item in scenario.must_not]
    left = tuple(item for item in scenario.must_not if item not in more)
    return Chosen(
        changed.changed(must_not=left), tuple(item for item in more if item != wanted), freed=bool(ruled)
    )


def leave_out(scenario: Scenario, unwanted: str, known: Known) -> Chosen:
    """The scenario without an input, and without those that needed it."""
    before = _ids(scenario)
    # What lacked something already is left alone: it is not this change that takes its needs away.
    whole = {item for item in before if item in known and not unmet(known[item], before)}
    ids = before - {unwanted}
    while lacking := {item for item in ids & whole if unmet(known[item], ids)}:
        ids -= lacking
    gone = before - ids
    changed = scenario.changed(
        inputs=tuple(choice for choice in scenario.inputs if choice.input in ids),
        must=tuple(item for item in scenario.must if item not in gone),
    )
    removed = tuple(choice.input for choice in scenario.inputs if choice.input in gone - {unwanted})
    return Chosen(changed, removed=tuple(dict.fromkeys(removed)), freed=bool(gone & set(scenario.must)))


def move(scenario: Scenario, item: Intervention, quarters: int) -> Chosen:
    """The scenario with an input that starts so many quarters later (earlier where negative)."""
    choice = next((one for one in scenario.inputs if one.input == item.id), None)
    if choice is None:
        return Chosen(scenario, refusal=f"“{item.title}” is not chosen, so it has no start.")
    here = quarter_index(start_of(choice, item, scenario.start))
    first = quarter_index(max(scenario.start, item.earliest or scenario.start))
    last = last_quarter(scenario)
    start = here + quarters
    if quarters < 0 and start < first:
        return Chosen(scenario, refusal=f"“{item.title}” cannot start before {said(quarter_name(first))}.")
    if quarters > 0 and start > last:
        return Chosen(scenario, refusal=f"{said(quarter_name(last))} is the last quarter looked at.")
    return Chosen(started(scenario, item, quarter_name(start)))


def started(scenario: Scenario, item: Intervention, start: str) -> Scenario:
    """The scenario with another start for a chosen input."""
    usual = start_of(None, item, scenario.start)
    return scenario.changed(
        inputs=tuple(
            choice.changed(start=None if start == usual else start) if choice.input == item.id else choice
            for choice in scenario.inputs
        )
    )


def last_quarter(scenario: Scenario) -> int:
    """The index of the last quarter that a scenario looks at."""
    return quarter_index(scenario.start) + scenario.horizon - 1


def said(quarter: str) -> str:
    """A quarter as people say it: `Q1 2027`."""
    year, _, part = quarter.partition("-")
    return f"{part} {year}"


def _ids(scenario: Scenario) -> set[str]:
    return {choice.input for choice in scenario.inputs}


def _choice(scenario: Scenario, item: Intervention, start: str) -> Choice:
    return Choice(input=item.id, start=None if start == start_of(None, item, scenario.start) else start)


def _fits(scenario: Scenario, choice: Choice, item: Intervention) -> bool:
    """Whether a choice's start still lies in the quarters looked at."""
    start = quarter_index(start_of(choice, item, scenario.start))
    return quarter_index(scenario.start) <= start <= last_quarter(scenario)


def _first_start(scenario: Scenario, item: Intervention, known: Known) -> str:
    """As early as the input can, once what it needs is delivered; within the quarters looked at."""
    ends = [
        quarter_index(start_of(choice, known[choice.input], scenario.start)) + known[choice.input].quarters
        for choice in scenario.inputs
        if choice.input in item.needs.all and choice.input in known
    ]
    usual = quarter_index(start_of(None, item, scenario.start))
    return quarter_name(max(usual, min(max(ends, default=usual), last_quarter(scenario))))


def _needed(wanted: str, ids: Collection[str], known: Known, worth: Mapping[str, float]) -> list[str]:
    """The input and all that it needs and is not there, what is needed first. Raises _RefusedError."""
    found: list[str] = []
    _gather(wanted, set(ids), known, worth, found, ())
    return found


def _gather(
    item: str,
    ids: set[str],
    known: Known,
    worth: Mapping[str, float],
    found: list[str],
    path: tuple[str, ...],
) -> None:
    """Add an input to what is found, after what it needs."""
    if item in ids or item in found or item in path:
        return
    _allow(item, {*ids, *found}, known, path)
    needs = known[item].needs
    for other in needs.all:
        _gather(other, ids, known, worth, found, (*path, item))
    if needs.any and not any(other in ids or other in found for other in needs.any):
        _gather_any(item, ids, known, worth, found, path)
    _allow(item, {*ids, *found}, known, path)
    found.append(item)


def _gather_any(
    item: str,
    ids: set[str],
    known: Known,
    worth: Mapping[str, float],
    found: list[str],
    path: tuple[str, ...],
) -> None:
    """Add the best of those of which one is enough, and that can be chosen."""
    refusals = []
    for other in sorted(known[item].needs.any, key=lambda one: -worth.get(one, 0.0)):
        trial = list(found)
        try:
            _gather(other, ids, known, worth, trial, (*path, item))
        except _RefusedError as error:
            refusals.append(str(error))
            continue
        found[:] = trial
        return
    raise _RefusedError(refusals[0])


def _allow(item: str, beside: Collection[str], known: Known, path: tuple[str, ...]) -> None:
    """Raise _RefusedError where an input cannot stand beside the others."""
    asked = f"“{known[path[0]].title}” needs " if path else ""
    if item not in known:
        raise _RefusedError(f"{asked}{item}{', which' if path else ''} is not in the library.")
    against = next(_against(item, beside, known), None)
    if against is not None:
        title, other = known[item].title, known[against].title
        start = f"{asked}“{title}”, and that" if path else f"“{title}”"
        raise _RefusedError(f"{start} and “{other}”, which is chosen, exclude each other.")


def _against(item: str, beside: Collection[str], known: Known) -> Iterator[str]:
    return (other for other in sorted(beside) if other in known and exclude(known[item], known[other]))
