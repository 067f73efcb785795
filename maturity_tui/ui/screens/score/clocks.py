"""What a workshop's clocks say on the score screen, in words. Told the time; knows no screen."""

from __future__ import annotations

from collections.abc import Callable

from textual.content import Content

from maturity_tui.ui.draw import Part, apart, join, line
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.score.walk import Walk
from maturity_tui.workshop.clock import Pace, hours, minutes, pace_words
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Order

ORDERS = {Order.AREA: "by area", Order.GAP: "largest gap first", Order.DISAGREEMENT: "furthest apart first"}


def card_clock(workshop: Workshop, now: float) -> Content:
    """The time on the capability on the table: `02:41 of 03:00`."""
    return _clock(workshop.on_table(now), workshop.setup.capability_seconds, minutes)


def session_line(walk: Walk, now: float, width: int, *, card: bool) -> Content:
    """The session's clock and its pace, then how it is run; on a narrow screen the card's clock instead of that."""
    workshop = walk.workshop
    if workshop is None:
        return Content("")
    clock = _clock(workshop.clock.at(now), workshop.setup.session_seconds, hours)
    right = card_clock(workshop, now) if card else line((_ways(walk, workshop), "$muted"))
    lefts = [join([clock, words]) for words in _said(walk, workshop, now)]
    fits = (left for left in lefts if left.cell_length + 2 + right.cell_length <= width)
    return apart(next(fits, lefts[-1]), right, width)


def _clock(spent: float, allowed: int, written: Callable[[float], str]) -> Content:
    """Time spent of the time there is; over it, in pink with its mark."""
    words = f"{written(spent)} of {written(allowed)}" if allowed else written(spent)
    if allowed and spent > allowed:
        return line((f"{GLYPHS.over} ", "$warning"), (words, "$text-warning"))
    return line((words, "bold"))


def _said(walk: Walk, workshop: Workshop, now: float) -> list[Part]:
    """That it stands, or at what pace it goes; the longest form first."""
    if not workshop.clock.is_running:
        return [("paused: space goes on", "$text-warning"), ("paused", "$text-warning")]
    found = pace_of(walk, workshop, now)
    if found is None:
        return [""]
    style = "$text-warning" if found.too_many else "$muted"
    whole = pace_words(found)
    return [(whole, style), (whole.replace("at this pace you finish", "done", 1), style)]


def pace_of(walk: Walk, workshop: Workshop, now: float) -> Pace | None:
    """Its pace, by what of its agenda was settled since it began."""
    settled = [item for item in walk.agenda if not walk.score(item).is_blank]
    done = sum(item not in workshop.settled for item in settled)
    return workshop.pace(done, len(walk.agenda) - len(settled), now)


def _ways(walk: Walk, workshop: Workshop) -> str:
    """`8 take part · votes hidden · largest gap first · core only`"""
    setup = workshop.setup
    count = len(setup.seats)
    parts = [
        f"{count} take{'s' * (count == 1)} part" if count else "",
        "votes hidden" if setup.seats and setup.hidden else "",
        ORDERS[setup.order] if setup.order is not Order.AREA else "",
        "core only" if setup.core_only else "",
    ]
    return " · ".join(part for part in parts if part)
