"""The tables of what inputs would do: the inputs, their shares, areas, quarters, what is held back."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_tui.analysis.inputs.interventions import HIGHEST_SHARE
from maturity_tui.reports import cells, figures
from maturity_tui.reports.cells import columns, row
from maturity_tui.reports.figures import precise
from maturity_tui.reports.model import Block, Cell, Column, Kind, Table
from maturity_tui.reports.sections.what_if_view import View

_MOST_GATED = 10
_GAIN = (
    "Gain: how much higher the whole stands at the end with the input than without it. "
    "The gains do not add up: inputs share what is left to close."
)
_GRADES = {"V": "seen in the source", "R": "recalled, to be checked", "J": "judgement"}


def inputs(view: View) -> Iterator[Block]:
    """What goes in: when, at what cost, and what each adds."""
    gains = {gain.input: gain.gain for gain in view.projection.gains if gain.chosen}
    heads = columns(
        ("input", "Input"), ("kind", "Kind"), ("start", "Start"), ("quarters", "Quarters", Kind.COUNT),
        ("once", "Once", Kind.MONEY), ("per_year", "A year", Kind.MONEY),
        ("per_person", "Each person", Kind.MONEY),
        Column("gain", "Gain", Kind.CHANGE), ("basis", "Basis"),
        Column("id", "Id", Kind.ID, data_only=True),
    )  # fmt: skip
    rows = tuple(
        row(
            cells.line(choice.input.title), cells.text(choice.input.kind), cells.text(choice.start),
            cells.count(choice.input.quarters),
            _price(choice.input.cost.once, choice.input.cost.currency),
            _price(choice.input.cost.per_year, choice.input.cost.currency),
            _price(choice.input.cost.per_person, choice.input.cost.currency),
            view.change(gains[choice.id]) if choice.id in gains else cells.change(None),
            cells.text(_GRADES[choice.input.basis.grade]), cells.text(choice.id),
        )
        for choice in view.projection.chosen
    )  # fmt: skip
    if rows:
        yield Table("what-if-inputs", "The inputs", heads, rows, _GAIN)


def _price(value: float, currency: str) -> Cell:
    """An input's price in its own currency; nothing for nought."""
    return cells.money(value or None, currency)


def shares(view: View) -> Iterator[Block]:
    """What share of the open gap each effect closes: the range as given, and the mean that is used."""
    heads = columns(
        ("input", "Input"), ("capability", "Capability"), ("low", "Low", Kind.SHARE),
        ("likely", "Likely", Kind.SHARE), ("high", "High", Kind.SHARE), ("mean", "Mean used", Kind.SHARE),
        Column("id", "Id", Kind.ID, data_only=True),
        Column("capability_id", "Capability id", Kind.ID, data_only=True),
    )  # fmt: skip
    rows = tuple(
        row(
            cells.line(view.title_of(one.input)), cells.line(cells.label(view.framework, one.capability)),
            *(cells.share(precise(value)) for value in (one.low, one.likely, one.high, one.mean)),
            cells.text(one.input), cells.text(one.capability),
        )
        for one in view.projection.shares
    )  # fmt: skip
    if rows:
        yield Table("what-if-shares", "Share of the open gap closed", heads, rows, _mean_words(view))


def _mean_words(view: View) -> str:
    factor = view.projection.model.doses.widening
    treated = "taken as given"
    if factor != 1:
        treated = (
            f"widened {factor:g} times about the likely value and cut to 0–{figures.percent(HIGHEST_SHARE)}"
        )
    return (
        f"Each range is {treated}; the projection counts with the mean of what results. "
        "Coverage and the chance of delivery come on top."
    )


def nodes(view: View) -> Table:
    """The whole and the areas, now and at the end; for several teams each team's whole too."""
    several = len(view.projection.baseline.teams) > 1
    found = [node for node in view.projection.nodes if view.is_told(node)]
    sampled = any(node.p5 is not None for node in found)
    heads = columns(
        ("name", "Team or area" if several else "Area"), ("now", "Now", view.kind),
        ("projected", "Then", view.kind),
        ("p5", "Low, P5", view.kind) if sampled else None, ("p95", "High, P95", view.kind) if sampled else None,
        ("change", "Change", Kind.CHANGE), Column("id", "Id", Kind.ID, data_only=True),
    )  # fmt: skip
    rows = tuple(
        row(
            cells.line(view.label(node)), view.figure(node.now), view.figure(node.mean[-1]),
            view.figure(node.p5[-1] if node.p5 else None) if sampled else None,
            view.figure(node.p95[-1] if node.p95 else None) if sampled else None,
            view.change(node.mean[-1] - node.now), cells.text(node.id),
        )
        for node in found
    )  # fmt: skip
    return Table("what-if-nodes", f"Now and at the end of {view.projection.quarters[-1]}", heads, rows)


def quarters(view: View) -> Table:
    """Each quarter-end, and the person-days asked for in the quarter."""
    days, band = view.projection.person_days, view.projection.overall
    names = {"p5": "Low, P5", "p20": "P20", "p50": "P50", "p80": "P80", "p95": "High, P95"}
    drawn = {name: values for name in names if (values := getattr(band, name)) is not None}
    heads = columns(
        ("quarter", "Quarter"), ("mean", "Mean", view.kind),
        *((name, names[name], view.kind) for name in drawn), ("demand", "Person-days", Kind.COUNT),
        ("supply", "Available", Kind.COUNT), ("overload", "Over", Kind.COUNT),
    )  # fmt: skip
    rows = tuple(
        row(
            cells.text(quarter), view.figure(band.mean[at]), *(view.figure(values[at]) for values in drawn.values()),
            _count(days.demand[at]), _count(days.supply[at]), _count(days.overload[at]),
        )
        for at, quarter in enumerate(view.projection.quarters)
    )  # fmt: skip
    return Table("what-if-quarters", "Quarter by quarter", heads, rows)


def costs(view: View) -> Iterator[Block]:
    """What it costs by calendar year, and what all of it is worth at the beginning."""
    found = view.projection.costs
    if not found.by_year or found.per_year is None:
        return
    heads = columns(("year", "Calendar year"), ("recurring", "Recurring", Kind.MONEY))
    rows = tuple(
        row(cells.text(year), view.money(amount)) for year, amount in sorted(found.by_year.items()) if amount
    )
    if rows:
        first = view.projection.quarters[0]
        note = (
            "A quarter of the yearly cost for each quarter from an input's start; "
            f"{view.money(found.once).display} once comes on top."
        )
        if found.present_value is not None:
            note += (
                f" All of it discounted at {figures.rounded(found.discount_rate * 100, 1)} % a year to {first}, "
                f"the present value: {view.money(found.present_value).display}."
            )
        yield Table("what-if-costs", "What recurs, year by year", heads, rows, note)


def gated(view: View) -> Iterator[Block]:
    """What prerequisites hold back the most."""
    found = view.projection.gated[:_MOST_GATED]
    heads = columns(
        ("capability", "Capability"),
        ("team", "Team"),
        ("by", "Held back by"),
        Column("held_back", "Levels", Kind.GAP),
    )
    rows = tuple(
        row(
            cells.line(cells.label(view.framework, item.capability)),
            cells.line(view.material.organisation.team_title(item.team)),
            cells.line(cells.label(view.framework, item.by)),
            Cell(item.held_back, figures.rounded(item.held_back, 2)),
        )
        for item in found
    )  # fmt: skip
    if rows:
        yield Table("what-if-gated", "Held back by what they rest on", heads, rows)


def days(value: float) -> str:
    """Person-days, to the day."""
    return f"{int(figures.rounded(value, 0)):,}"


def _count(value: float | None) -> Cell:
    return cells.count(int(figures.rounded(value, 0))) if value is not None else cells.count_of_nothing()
