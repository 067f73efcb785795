"""What there is to choose from: each input at its start, what it costs and asks for, and what it does by the horizon.

A column stands for an input. Of inputs that repeat one another only the most at work counts: there a column
stands for one set of them, and one set at most is chosen. A named pair has a column of its own, chosen only
with both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from maturity_tui.analysis.assumptions.assumptions import BANDS
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.projection.families import families, pairs_of
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput, start_of
from maturity_tui.analysis.scenarios.demand import costs_of, person_days
from maturity_tui.analysis.scenarios.scenario import Scenario

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# Sets of inputs that repeat one another are listed one by one up to this many inputs: 31 sets.
MOST_REPEATS = 5


@dataclass(frozen=True, eq=False)
class Option:
    """An input that can be chosen: as the scenario has it (more than once perhaps), else at its earliest."""

    input: Intervention
    choices: tuple[ChosenInput, ...]
    once: float
    by_year: Mapping[str, float]
    days: tuple[float, ...]
    total: float

    @property
    def id(self) -> str:
        """The input's id."""
        return self.input.id


@dataclass(frozen=True, eq=False)
class Column:
    """What is chosen as one: some inputs (one, or a set that repeat one another); a pair has none of its own."""

    options: tuple[int, ...]
    strength: Array
    both: tuple[int, int] | None = None


def options_of(
    model: Model, library: Iterable[Intervention], scenario: Scenario, column: int, barred: Iterable[str]
) -> tuple[Option, ...]:
    """Every input of the library but those that are barred."""
    asked: dict[str, list[ChosenInput]] = {}
    items = {item.id: item for item in library}
    for choice in scenario.inputs:
        if item := items.get(choice.input):
            start = start_of(choice, item, scenario.start)
            asked.setdefault(item.id, []).append(ChosenInput(item, start, choice.coverage))
    left_out = set(barred)
    return tuple(
        _option(
            model,
            item,
            tuple(asked.get(item.id, [ChosenInput(item, start_of(None, item, scenario.start))])),
            column,
        )
        for item in items.values()
        if item.id not in left_out
    )


def _option(model: Model, item: Intervention, choices: tuple[ChosenInput, ...], column: int) -> Option:
    headcount = {team: model.baseline.headcount.get(team) for team in model.baseline.teams}
    costs, _ = costs_of(choices, model.quarters, headcount)
    within, _ = costs_of(choices, model.quarters[: column + 1], headcount)
    days = person_days(choices, model.quarters, model.assumptions).demand
    once = costs.once or 0.0
    return Option(item, choices, once, costs.by_year, days, once + sum(within.by_year.values()))


class Columns:
    """The columns of some options at one quarter-end, and which columns an option stands in."""

    def __init__(self, model: Model, options: Sequence[Option], column: int) -> None:
        self.model = model
        self.options = options
        self.column = column
        self.notes: list[str] = []
        model.doses.prepare(option.input for option in options)
        self.columns: list[Column] = []
        self.sets: list[tuple[int, ...]] = []
        named = {option.id: place for place, option in enumerate(options)}
        grouped = families([choice for option in options for choice in option.choices])
        self.families = {
            name: tuple(dict.fromkeys(named[choice.id] for choice in choices))
            for name, choices in grouped.items()
        }
        self.by_family = {name: self._family(members) for name, members in self.families.items()}
        for pair in pairs_of(grouped):
            self._pair(pair.one, pair.other)

    @cached_property
    def where(self) -> dict[int, tuple[int, ...]]:
        """For each option the columns that choose it."""
        found: dict[int, list[int]] = {place: [] for place in range(len(self.options))}
        for place, column in enumerate(self.columns):
            for option in column.options:
                found[option].append(place)
        return {option: tuple(places) for option, places in found.items()}

    @property
    def strength(self) -> Array:
        """Columns × (cell, band)."""
        import numpy as np

        width = len(self.model.baseline.cells) * BANDS
        return np.array([column.strength for column in self.columns]).reshape(-1, width)

    def chosen(self, columns: Iterable[int]) -> tuple[int, ...]:
        """The options that some columns choose, in order."""
        return tuple(sorted({option for column in columns for option in self.columns[column].options}))

    def answer(self, options: Iterable[int]) -> Array:
        """The columns that choose exactly these options."""
        import numpy as np

        wanted = set(options)
        x = np.zeros(len(self.columns))
        for members in self.families.values():
            here = tuple(option for option in members if option in wanted)
            for place in {place for option in here for place in self.where[option]}:
                own = self.columns[place].options
                x[place] = float(own == here or (len(own) == 1 and len(members) > MOST_REPEATS))
        for place, column in enumerate(self.columns):
            if column.both is not None:
                x[place] = min(x[column.both[0]], x[column.both[1]])
        return x

    def _family(self, members: tuple[int, ...]) -> list[int]:
        """The columns of a family, by their places."""
        sizes = range(1, len(members) + 1)
        if len(members) > MOST_REPEATS:
            title = self.options[members[0]].id
            self.notes.append(
                f"{len(members)} inputs repeat {title}: the search adds them up, the gain shown does not."
            )
            sizes = range(1, 2)
        sets = [one for size in sizes for one in combinations(members, size)]
        first = len(self.columns)
        self.columns += [Column(one, self._strength(self._choices(one))) for one in sets]
        places = list(range(first, len(self.columns)))
        if len(members) in sizes and len(places) > 1:
            self.sets.append(tuple(places))
        return places

    def _pair(self, one: str, other: str) -> None:
        """A column for each set of one family beside each of another, where the two work better together."""
        for here in self.by_family[one]:
            for there in self.by_family[other]:
                both = self._choices((*self.columns[here].options, *self.columns[there].options))
                parts = self.model.contributions(both, self.column)
                if len(parts) > 2 and parts[2].strength.any():
                    self.columns.append(Column((), self._row(parts[2:]), (here, there)))

    def _choices(self, members: Iterable[int]) -> tuple[ChosenInput, ...]:
        return tuple(choice for member in members for choice in self.options[member].choices)

    def _strength(self, choices: Sequence[ChosenInput]) -> Array:
        return self._row(self.model.contributions(choices, self.column)[:1])

    def _row(self, parts: Sequence[object]) -> Array:
        import numpy as np

        total, _ = self.model.total(parts, 1)  # type: ignore[arg-type]
        return np.asarray(total[:, :, 0].reshape(-1))
