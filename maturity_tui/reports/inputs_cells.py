"""Inputs as the cells of a spreadsheet, and as one CSV file; and the examples that its template holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from maturity_tui.analysis.inputs.interventions import Effect, Intervention
from maturity_tui.analysis.inputs.sheet.columns import EFFECT, FIELDS, LINKS
from maturity_tui.reports.csv_files import csv_bytes

Value = str | int | float | None


def separated(inputs: Iterable[Intervention]) -> bytes:
    """The inputs as a .csv file: a row an effect, what is said of the input in the first of its rows."""
    heads = [*FIELDS.values(), *LINKS.values(), *EFFECT.values()]
    rows: list[list[str]] = [heads]
    for item in inputs:
        own = [*(_written(value) for value in input_cells(item).values()), *_lists(item)]
        below = [item.id, *[""] * (len(own) - 1)]
        effects = [row for effect in item.effects for row in effect_cells(effect)] or [[None] * len(EFFECT)]
        for at, cells in enumerate(effects):
            rows.append([*(own if at == 0 else below), *map(_written, cells)])
    return csv_bytes(rows)


def _written(value: Value) -> str:
    return "" if value is None else str(value)


def _lists(item: Intervention) -> Iterator[str]:
    """What an input needs, excludes and works better with, each in one cell."""
    for name in LINKS:
        yield "; ".join(
            other if share is None else f"{other} ({share})"
            for kind, other, share in links(item)
            if kind == name
        )


def input_cells(item: Intervention) -> dict[str, Value]:
    """What is said of an input, by column; None where the cell is blank."""
    cost, basis = item.cost, item.basis
    days = "; ".join(map(str, map(_plain, item.person_days)))
    return {
        "id": item.id, "kind": str(item.kind), "title": item.title, "once": cost.once or None,
        "per_year": cost.per_year or None, "per_person": cost.per_person or None, "currency": cost.currency,
        "quarters": item.quarters, "person_days": days or None, "probability": item.probability,
        "earliest": item.earliest, "dip": item.dip, "repeat_of": item.repeat_of, "grade": basis.grade,
        "note": basis.note or None, "source": basis.source or None,
    }  # fmt: skip


def effect_cells(effect: Effect) -> Iterator[list[Value]]:
    """The rows of an effect, in the order of its columns: one, or one for each team."""
    low, likely, high = effect.share
    if isinstance(effect.coverage, float | int):
        yield [effect.capability, low, likely, high, effect.coverage, None]
        return
    # A map that names no team reaches nobody.
    if not effect.coverage:
        yield [effect.capability, low, likely, high, 0, None]
    for team, coverage in effect.coverage.items():
        yield [effect.capability, low, likely, high, coverage, team]


def links(item: Intervention) -> Iterator[tuple[str, str, float | None]]:
    """Relation, other input, and the share where the two work better together."""
    yield from (("all", other, None) for other in item.needs.all)
    yield from (("any", other, None) for other in item.needs.any)
    yield from (("excludes", other, None) for other in item.excludes)
    yield from (("synergies", one.with_, one.share) for one in item.synergies)


def _plain(value: float) -> int | float:
    return int(value) if float(value).is_integer() else value


def examples(capabilities: Mapping[str, str]) -> tuple[Intervention, ...]:
    """Two inputs to write over, on capabilities that are there."""
    first = list(capabilities)[:2]
    share = [(0.1, 0.25, 0.4), (0.05, 0.15, 0.25)]
    effects = [{"capability": id, "share": share[at], "coverage": 0.6} for at, id in enumerate(first)]
    note = "Why these figures: what others saw, or what you expect and on what grounds."
    return (
        Intervention.model_validate({
            "id": "example.training", "kind": "training", "title": "An example: a course of two quarters",
            "cost": {"once": 12000, "per_person": 150}, "quarters": 2, "person_days": (20, 10),
            "probability": 0.9, "effects": effects, "basis": {"grade": "J", "note": note},
        }),
        Intervention.model_validate({
            "id": "example.technology", "kind": "technology", "title": "An example: a tool that builds on it",
            "cost": {"once": 40000, "per_year": 9000}, "quarters": 3, "person_days": (10, 20, 20),
            "probability": 0.8, "effects": effects[:1], "needs": {"all": ("example.training",)},
            "basis": {"grade": "J", "note": note},
        }),
    )  # fmt: skip
