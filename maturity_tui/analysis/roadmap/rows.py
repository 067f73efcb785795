"""What a roadmap keeps to, as rows: one start each, needs first, days by quarter, money by calendar year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maturity_tui.analysis.optimiser.cover import Row
from maturity_tui.analysis.projection.contribution import Contribution
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.demand import QUARTERS_A_YEAR, people_covered, person_days, supply_of
from maturity_tui.analysis.scenarios.scenario import Limits, quarter_index

# A sum of days or of money that fills its limit exactly must not miss it by rounding.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Spending:
    """What a roadmap keeps to: days a quarter, what recurs in a year, and all that is paid in a calendar year."""

    limits: Limits
    outlay: Mapping[str, float] | float | None = None

    def in_year(self, year: str) -> float | None:
        """All that may be paid in one calendar year; None where no limit is known."""
        if self.outlay is None or isinstance(self.outlay, float | int):
            return self.outlay
        return self.outlay.get(year)


@dataclass(frozen=True, eq=False)
class Option:
    """One column: the starts of an input (and its refreshers), and what they do together."""

    choices: tuple[ChosenInput, ...]
    does: Contribution


def rows_of(model: Model, blocks: Sequence[Sequence[Option]], spending: Spending) -> Iterator[Row]:
    """One option of each block; needs; days by quarter; money by year."""
    options = [option for block in blocks for option in block]
    at = 0
    for block in blocks:
        ids = " and ".join(choice.id for choice in block[0].choices) if block else ""
        yield Row(dict.fromkeys(range(at, at + len(block)), 1.0), 1.0, 1.0, f"start of {ids}")
        at += len(block)
    yield from _needs(model, options)
    yield from _days(model, options, spending.limits)
    yield from _money(model, options, spending)


def _needs(model: Model, options: Sequence[Option]) -> Iterator[Row]:
    """What is needed is delivered before what needs it starts; of several, one is."""
    # The first start that each may have: options come in the order of their starts.
    items = {choice.id: choice for option in reversed(options) for choice in option.choices}
    last = quarter_index(model.quarters[-1])
    for choice in items.values():
        needs: list[tuple[str, ...]] = [(other,) for other in choice.input.needs.all]
        needs += [choice.input.needs.any] if choice.input.needs.any else []
        for some in needs:
            there = [items[other] for other in some if other in items]
            for quarter in range(choice.begins, last + 1):
                row = dict.fromkeys(_begun(options, choice.id, quarter), 1.0)
                for other in there:
                    for column in _begun(options, other.id, quarter - other.input.quarters):
                        row[column] = row.get(column, 0.0) - 1.0
                yield Row(row, high=0.0, name=f"{choice.id} needs {' or '.join(some)}")


def _begun(options: Sequence[Option], item: str, by: int) -> list[int]:
    """The columns in which an input starts in a quarter or before it."""
    return [
        column
        for column, option in enumerate(options)
        if any(choice.id == item and choice.begins <= by for choice in option.choices)
    ]


def _days(model: Model, options: Sequence[Option], limits: Limits) -> Iterator[Row]:
    supply = supply_of(limits, model.quarters)
    if all(there is None for there in supply):
        return
    asked = [person_days(option.choices, model.quarters, model.assumptions).demand for option in options]
    for place, there in enumerate(supply):
        row = {column: days[place] for column, days in enumerate(asked) if days[place]}
        if there is not None and row:
            yield Row(row, high=there + ROUNDING, name=f"person-days in {model.quarters[place]}")


def _money(model: Model, options: Sequence[Option], spending: Spending) -> Iterator[Row]:
    """What recurs in each calendar year, and all that is paid in it: once where it starts, a quarter of the
    yearly cost in each quarter from then on."""
    per_year = spending.limits.per_year
    for year in dict.fromkeys(quarter[:4] for quarter in model.quarters):
        recurring = [_recurring(option.choices, year, model.quarters) for option in options]
        if per_year is not None:
            row = {column: paid for column, paid in enumerate(recurring) if paid}
            yield Row(row, high=float(per_year) + ROUNDING, name=f"yearly costs in {year}")
        if (most := spending.in_year(year)) is not None:
            paid = [
                once_in(option.choices, year, model.baseline.headcount) + again
                for option, again in zip(options, recurring, strict=True)
            ]
            row = {column: amount for column, amount in enumerate(paid) if amount}
            yield Row(row, high=float(most) + ROUNDING, name=f"money in {year}")


def _recurring(choices: Sequence[ChosenInput], year: str, quarters: Sequence[str]) -> float:
    running = [quarter_index(quarter) for quarter in quarters if quarter[:4] == year]
    return sum(
        float(choice.input.cost.per_year) / QUARTERS_A_YEAR * sum(choice.begins <= at for at in running)
        for choice in choices
    )


def once_in(choices: Sequence[ChosenInput], year: str, headcount: Mapping[str, int | None]) -> float:
    """What is paid once for the inputs that start in a calendar year, for the people covered too."""
    return sum(
        float(choice.input.cost.once)
        + float(choice.input.cost.per_person) * people_covered(choice, headcount)
        for choice in choices
        if choice.start[:4] == year
    )
