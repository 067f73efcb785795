"""What cells must hold beside one another, said at the cell: before the input as a whole is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from maturity_tui.analysis.inputs.sheet.columns import EFFECT
from maturity_tui.analysis.inputs.sheet.drafts import Draft
from maturity_tui.analysis.inputs.sheet.faults import Place

SHARES = ("low", "likely", "high")


def count_days(draft: Draft, place: Place) -> None:
    """Person-days are said for each quarter."""
    days, quarters = draft.data.get("person_days"), draft.data.get("quarters", 1)
    if days and len(days) != quarters:
        few = f"{_counted(len(days), 'figure')} for {_counted(quarters, 'quarter')}"
        verb = "is" if len(days) == 1 else "are"
        draft.fault(place, f"Here {verb} {few}", "One for each, such as 20; 10.")


def in_order(draft: Draft, places: Sequence[Place], shares: Sequence[float | None]) -> None:
    """Low, likely, high: each at least the one before."""
    known = list(zip(SHARES, places, shares, strict=True))
    for (one, place, low), (other, _, high) in pairwise(known):
        if low is not None and high is not None and low > high:
            draft.fault(place, f"{EFFECT[one]} is {low:g} and {EFFECT[other]} only {high:g}")
            return


def _counted(count: float, noun: str) -> str:
    return f"{count:g} {noun}{'' if count == 1 else 's'}"
