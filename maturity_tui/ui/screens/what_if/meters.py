"""The what-if screen's meters: what is spent and asked for, against the limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from maturity_tui.ui.draw import figure, label, line, money, pad, progress
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.what_if.rows import short_start
from maturity_tui.ui.screens.what_if.view import Answer

LEAST_GAP, MOST_GAP = 3, 6


@dataclass(frozen=True)
class Meter:
    """What is spent or asked for; its share of the limit where there is one; of what that is, in a few words."""

    text: Content
    share: float | None = None
    note: str = ""

    @property
    def width(self) -> int:
        """The cells that it needs."""
        return max(self.text.cell_length, cell_len(self.note))


def meters(answer: Answer) -> list[Meter]:
    """Money once and a year, and person-days."""
    costs, limits, symbol = answer.projection.costs, answer.scenario.limits, answer.symbol
    if costs.once is None or costs.per_year is None:
        return [
            Meter(line(("!", "$warning"), (" several currencies: not added up", "$muted"))),
            _days(answer),
        ]
    return [
        replace(_meter(costs.once, limits.once, partial(money, symbol=symbol), " once"), note=_today(answer)),
        _meter(costs.per_year, limits.per_year, partial(money, symbol=symbol), " a year"),
        _days(answer),
    ]


def _meter(value: float, limit: float | None, show: Callable[[float], str], unit: str) -> Meter:
    over = limit is not None and value > limit
    mark: list[Part] = [(f"{GLYPHS.over} ", "$warning")] if over else []
    of = f" of {show(limit)}" if limit is not None else ""
    text = line(*mark, (show(value), "bold $text-warning" if over else "bold"), (of + unit, "$muted"))
    return Meter(text, None if limit is None else value / limit if limit else float(value > 0) * 2)


def _today(answer: Answer) -> str:
    """What all of it comes to over the quarters, as money at the beginning: `all: £310k discounted`."""
    worth = answer.projection.costs.present_value
    return f"all: {money(worth, answer.symbol)} discounted" if worth else ""


def _days(answer: Answer) -> Meter:
    """The quarter with the most person-days for what there is, or simply with the most."""
    days = answer.projection.person_days
    rows = list(zip(answer.projection.quarters, days.demand, days.supply, strict=True))
    known = [
        (asked / there if there else float(asked > 0) * 2, at)
        for at, (_, asked, there) in enumerate(rows)
        if there is not None
    ]
    at = max(known)[1] if known else max(range(len(rows)), key=lambda place: rows[place][1])
    quarter, asked, there = rows[at]
    found = _meter(asked, there, lambda value: figure(value, 0), " days")
    return replace(found, note=f"busiest quarter, {short_start(quarter)}") if asked else found


def meter_lines(answer: Answer, width: int) -> Content:
    """The meters beside each other: the words, a thin line where there is a limit, and of what that is."""
    found = meters(answer)
    if sum(one.width for one in found) + LEAST_GAP * (len(found) - 1) > width and found[-1].note:
        found[-1] = replace(found[-1], note=found[-1].note.replace(" quarter,", ":"))
    widths = [one.width for one in found]
    gap = " " * max(1, min(MOST_GAP, (width - sum(widths)) // max(1, len(found) - 1)))
    each = list(zip(found, widths, strict=True))
    rows = [[pad(one.text, cells) for one, cells in each]]
    if any(one.share is not None for one in found):
        rows.append([pad(_gauge(one.share, one.text.cell_length), cells) for one, cells in each])
    rows.append([pad((one.note, "$muted"), cells) for one, cells in each])
    return Content("\n").join(Content(gap).join(row) for row in rows)


def meter_column(answer: Answer, width: int) -> list[Content]:
    """The meters below each other, for the narrow screen."""
    found: list[Content] = []
    *money_meters, days = meters(answer)
    for one in (*(replace(meter, note="") for meter in money_meters), days):
        found.append(one.text)
        if one.note:
            found.append(label(one.note))
        elif one.share is not None:
            found.append(_gauge(one.share, width))
    return found


def _gauge(share: float | None, width: int) -> Content:
    if share is None:
        return Content(" " * width)
    return progress(share, 1, width, "$warning" if share > 1 else "$primary")
