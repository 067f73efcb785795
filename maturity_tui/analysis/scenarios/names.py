"""What scenarios are called: a title of its own for each, and an id that stays when the title changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from maturity_tui.analysis.scenarios.scenario import Scenario

UNNAMED: Final = "what-if"
"""The id of what has no name yet."""
LONGEST_STEM = 80


def wrong_title(title: str, own: str, others: Sequence[Scenario]) -> str:
    """What is wrong with a title for the scenario with the id `own`, in a sentence; empty where nothing is."""
    if not title.strip():
        return "A name is wanted here."
    if any(one.title.casefold() == title.strip().casefold() and one.id != own for one in others):
        return f"There is a scenario “{title.strip()}” already: take another name."
    return ""


def id_for(title: str, others: Sequence[Scenario]) -> str:
    """An id made of a title, that no other scenario has."""
    stem = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:LONGEST_STEM].strip("-") or "scenario"
    used, item, count = {other.id for other in others} | {UNNAMED}, stem, 2
    while item in used:
        item, count = f"{stem}-{count}", count + 1
    return item


def renamed(scenario: Scenario, title: str, others: Sequence[Scenario]) -> Scenario:
    """The scenario under another title; its id, by which reports and commands know it, stays.

    Raises ValueError, in a sentence, for a title that another has.
    """
    if wrong := wrong_title(title, scenario.id, others):
        raise ValueError(wrong)
    return scenario.changed(title=title.strip())


def copied(scenario: Scenario, title: str, others: Sequence[Scenario]) -> Scenario:
    """The scenario once more, under another title and id: the same choices, and nothing of what was done.

    Raises ValueError, in a sentence, for a title that another has.
    """
    if wrong := wrong_title(title, "", others):
        raise ValueError(wrong)
    return undone(scenario).changed(id=id_for(title, others), title=title.strip())


def undone(scenario: Scenario) -> Scenario:
    """The same choices, with nothing decided and nothing of what was done."""
    afresh = tuple(choice.changed(status=None, actual=None) for choice in scenario.inputs)
    return scenario.changed(inputs=afresh, adopted=None)


def title_of_copy(scenario: Scenario, others: Sequence[Scenario]) -> str:
    """A title to begin with: `Balanced, copy`, `Balanced, copy 2`."""
    taken = {one.title.casefold() for one in others}
    title, count = f"{scenario.title}, copy", 2
    while title.casefold() in taken:
        title, count = f"{scenario.title}, copy {count}", count + 1
    return title
