"""The rows that every portfolio keeps: needs, excludes, must-haves, and the limits on money and person-days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from maturity_tui.analysis.optimiser.terms import Row
from maturity_tui.analysis.portfolio.options import Columns
from maturity_tui.analysis.portfolio.wish import Wish
from maturity_tui.analysis.scenarios.choices import exclude


@dataclass(frozen=True)
class Limit:
    """A limit that a sum over the options keeps: on what ("once", "year", "days"), in which year or quarter."""

    kind: str
    when: str
    use: tuple[float, ...]
    most: float


def limits_of(columns: Columns, wish: Wish) -> tuple[Limit, ...]:
    """Every limit that the wish states."""
    options, found = columns.options, []
    if wish.once is not None:
        found.append(Limit("once", "", tuple(option.once for option in options), float(wish.once)))
    if wish.per_year is not None:
        for year in sorted({year for option in options for year in option.by_year}):
            use = tuple(option.by_year.get(year, 0.0) for option in options)
            found.append(Limit("year", year, use, float(wish.per_year)))
    for place, quarter in enumerate(columns.model.quarters):
        most = wish.person_days.get(quarter) if isinstance(wish.person_days, Mapping) else wish.person_days
        if most is not None:
            found.append(Limit("days", quarter, tuple(option.days[place] for option in options), float(most)))
    return tuple(limit for limit in found if any(limit.use))


def limit_row(columns: Columns, limit: Limit) -> Row:
    """A limit as a row on the columns."""
    return Row(_sum(columns, dict(enumerate(limit.use))), high=limit.most, name=f"{limit.kind} {limit.when}")


def logic_rows(columns: Columns, must: tuple[str, ...]) -> Iterator[Row]:
    """What can be chosen with what, and what must be."""
    options = columns.options
    place = {option.id: index for index, option in enumerate(options)}
    for index, option in enumerate(options):
        for need in option.input.needs.all:
            yield _needs(columns, index, [place[need]] if need in place else [])
        if option.input.needs.any:
            yield _needs(columns, index, [place[item] for item in option.input.needs.any if item in place])
        for other in range(index):
            if exclude(option.input, options[other].input):
                yield Row(_sum(columns, {index: 1.0, other: 1.0}), high=1.0, name="excludes")
    for item in must:
        yield Row(_sum(columns, {place[item]: 1.0}), low=1.0, name=f"must {item}")
    for places in columns.sets:
        yield Row(dict.fromkeys(places, 1.0), high=1.0, name="one set")
    for index, column in enumerate(columns.columns):
        for side in column.both or ():
            yield Row({index: 1.0, side: -1.0}, high=0.0, name="pair")


def _needs(columns: Columns, index: int, needed: list[int]) -> Row:
    coefs = _sum(columns, {index: 1.0})
    for column, coef in _sum(columns, dict.fromkeys(needed, -1.0)).items():
        coefs[column] = max(-1.0, coefs.get(column, 0.0) + coef)
    return Row({column: coef for column, coef in coefs.items() if coef}, high=0.0, name="needs")


def _sum(columns: Columns, coefs: Mapping[int, float]) -> dict[int, float]:
    """A sum over options as one over columns."""
    found: dict[int, float] = {}
    for option, coef in coefs.items():
        for column in columns.where[option] if coef else ():
            found[column] = found.get(column, 0.0) + coef
    return found
