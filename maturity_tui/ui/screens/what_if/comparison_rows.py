"""The rows of scenarios side by side: figures, money and days, areas, inputs, and what is assumed otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.content import Content

from maturity_tui.analysis.assumptions.assumption import Quantity
from maturity_tui.analysis.scenarios.comparison import Assumed, Comparison, Versus
from maturity_tui.analysis.scenarios.comparison_words import (
    cautions,
    difference,
    every_input,
    in_draws,
    value_said,
    what_draws_hold,
)
from maturity_tui.ui.draw import NAME, label, line, money, pad, percent, score
from maturity_tui.ui.draw.numbers import counted
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.what_if.assumed import plain
from maturity_tui.ui.screens.what_if.view import Ground, spoken
from maturity_tui.ui.widgets.row import Row

CELL, NOW = 10, 5
# However wide the screen is, figures stay near their names.
WIDEST = 100
# The longest title of an input that ships: today's figure goes before a name is cut.
NAME_CELLS = 42


@dataclass(frozen=True)
class Told:
    """A row: its name, what stands under "now", and on each side; `says` explains it in full."""

    key: str
    name: str
    cells: tuple[Part, ...]
    now: str = ""
    says: str = ""


def rows_of(found: Comparison, ground: Ground, symbol: str) -> list[tuple[str, list[Told]]]:
    """The groups of rows, each under its heading; empty groups are left out."""
    groups = [
        (f"At the end of {spoken(found.quarter)}", list(_figures(found))),
        ("Money and days", list(_money(found, symbol))),
        ("Areas", list(_areas(found))),
        ("Inputs, by their start", list(_inputs(found, ground))),
        ("Assumed otherwise", list(_assumed(found))),
    ]
    return [(title, rows) for title, rows in groups if rows]


def list_rows(groups: list[tuple[str, list[Told]]], sides: int) -> list[Row]:
    """The rows for a list, with their headings."""
    found: list[Row] = []
    for title, rows in groups:
        if found:
            found.append(Row.blank())
        found.append(Row("", line((title, "bold")), heading=True))
        found += [Row(one.key, partial(drawn, one, sides), text=one.name) for one in rows]
    return found


def drawn(one: Told, sides: int, width: int) -> Content:
    """One row: the name, now, and a column for each side."""
    room = min(width, WIDEST) - sides * (CELL + 1)
    has_now = room - NOW - 1 >= NAME_CELLS
    cells: list[Part] = [pad((one.name, NAME), max(8, room - (NOW + 1 if has_now else 0)))]
    if has_now:
        cells += [" ", pad((one.now, "$muted"), NOW, "right")]
    for cell in one.cells:
        cells += [" ", pad(cell, CELL, "right")]
    return line(*cells)


def head(sides: int, width: int) -> Content:
    """The columns' headings: each side's number."""
    numbers = tuple((str(at + 1), "bold $text-primary") for at in range(sides))
    return drawn(Told("", "", numbers, now="now"), sides, width)


def _figures(found: Comparison) -> Iterator[Told]:
    said = figure_of(found)
    whole = found.lines[0]
    yield Told(
        "whole", "The whole, likely", tuple((said(mean), "bold $text-projected") for mean in whole.means),
        said(whole.now), "The mean of what the inputs of each scenario come to, all else as it is today.",
    )  # fmt: skip
    bands = [found.band(side) for side in found.sides]
    spans = tuple(GLYPHS.nothing if band is None else f"{said(band[0])}–{said(band[1])}" for band in bands)
    yield Told(
        "band",
        "9 in 10",
        spans,
        says="In nine of ten draws each scenario ends between these two, the doubt about today's scores included.",
    )
    gains = tuple((difference(found, mean - whole.now), "bold $text-projected") for mean in whole.means)
    yield Told("gain", "Gain", gains, says="The figure at the end less today's.")
    yield from _against(found)


def _against(found: Comparison) -> Iterator[Told]:
    """Each other side against the first."""
    first = [one.turned for one in found.versus if one.one == 0]
    rows: tuple[tuple[str, str, Callable[[Versus], str]], ...] = (
        ("better", "Higher than 1 in", lambda one: _share(one.better)),
        ("alike", "As high as 1 in", lambda one: _share(one.alike)),
        ("least", "Against 1, lowest", lambda one: difference(found, one.p5)),
        ("most", "Against 1, highest", lambda one: difference(found, one.p95)),
    )
    says = (
        "Draw by draw, with the same random numbers for each input in all scenarios; between lowest and highest "
        "lie nine of ten draws. The doubt about today's scores is the same on all sides and takes no part."
    )
    for key, name, said in rows:
        if key != "alike" or any(one.alike for one in first):
            yield Told(key, name, ("", *map(said, first)), says=says)


def _share(share: float) -> str:
    """Short: `8 of 10`, near the ends `97 of 100`."""
    return {"every draw": "all draws", "no draw": "no draw"}.get(
        in_draws(share), in_draws(share).removesuffix(" draws")
    )


def _money(found: Comparison, symbol: str) -> Iterator[Told]:
    costs = [side.projection.costs for side in found.sides]
    yield Told(
        "once",
        "Once",
        tuple(money(cost.once, symbol) for cost in costs),
        says="What is paid once, with the price for each person covered.",
    )
    yield Told(
        "year",
        "A year, when all run",
        tuple(money(cost.per_year, symbol) for cost in costs),
        says="What recurs, a year, once all inputs run.",
    )
    if any(cost.present_value is not None for cost in costs):
        rates = " and ".join(dict.fromkeys(percent(cost.discount_rate, 1) for cost in costs))
        yield Told(
            "worth", "Present value", tuple(money(cost.present_value, symbol) for cost in costs),
            says=f"All that is paid within the quarters looked at, discounted at {rates} a year to the first of them.",
        )  # fmt: skip
    peaks = tuple(
        f"{days:.0f} {_short(quarter)}" if days else GLYPHS.none
        for days, quarter in (side.peak for side in found.sides)
    )
    yield Told(
        "peak",
        "Most person-days a quarter",
        peaks,
        says="The person-days of the quarter that asks for the most, and which quarter that is.",
    )
    lacking = tuple(
        (f"{GLYPHS.stale} {side.overload:.0f}", "$text-warning") if side.overload else GLYPHS.none
        for side in found.sides
    )
    yield Told(
        "lacking",
        "Person-days lacking",
        lacking,
        says="Person-days asked for above what each scenario says there are, over all its quarters.",
    )


def _areas(found: Comparison) -> Iterator[Told]:
    said = figure_of(found)
    for area in found.lines[1:]:
        yield Told(f"area/{area.id}", area.title, tuple(map(said, area.means)), said(area.now))


def _inputs(found: Comparison, ground: Ground) -> Iterator[Told]:
    """First what not all have, then what starts elsewhen, then what is alike."""
    shared = set(found.shared)

    def place(item: str) -> tuple[bool, bool]:
        return item in shared, item not in found.moved

    for item in sorted(every_input(found), key=place):
        starts = [side.inputs.get(item) for side in found.sides]
        alike = item in shared and item not in found.moved
        cells = tuple(
            (GLYPHS.none if start is None else _short(start), "$muted" if alike else "") for start in starts
        )
        name = ground.known[item].title if item in ground.known else item
        yield Told(f"input/{item}", name, cells, says=item)


def _assumed(found: Comparison) -> Iterator[Told]:
    names = {"calibrated": "Ranges taken as calibrated", "discount_rate": "Discount rate"}
    for one in found.assumed:
        for part, values in _parts(one):
            cells = tuple((value_said(value), "$text-warning") for value in values)
            yield Told(
                f"assumed/{one.name}{part}", names.get(one.name, plain(one.name)) + part, cells, says=one.name
            )


def _parts(one: Assumed) -> Iterator[tuple[str, tuple[Quantity | bool, ...]]]:
    """Of a row of numbers, those that differ, each on a line of its own."""
    rows = [value for value in one.values if isinstance(value, tuple)]
    if not rows:
        yield "", one.values
        return
    for at, values in enumerate(zip(*rows, strict=True), start=1):
        if len(set(values)) > 1:
            yield f", {at} of {len(rows[0])}", values


def _short(quarter: str) -> str:
    """`Q1 27`."""
    return f"{quarter[-2:]} {quarter[2:4]}"


def figure_of(found: Comparison) -> Callable[[float], str]:
    """How an overall figure is written."""
    return percent if found.is_skills else partial(score, places=2)


def notes_of(found: Comparison) -> tuple[str, ...]:
    """What keeps the figures from being like with like, then what the draws are."""
    return (*cautions(found, spoken), what_draws_hold(found))


def names(found: Comparison) -> list[Content]:
    """Which column is which."""
    return [
        line((f"{at} ", "bold $text-primary"), side.title, label(f", {counted(len(side.inputs), 'input')}"))
        for at, side in enumerate(found.sides, start=1)
    ]
