"""When to start what is chosen, as a cover problem: a column for each input and each start that it may have.

An input and its refreshers share their columns, one for each combination of their starts, since at each moment
the larger of them counts. A named pair gets a column for each two starts, which may be taken only with both.
Every (cell, band, quarter) is a term; where a prerequisite can hold a cell back in a quarter, a ceiling is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from maturity_tui.analysis.optimiser.cover import CoverProblem, Row
from maturity_tui.analysis.projection.contribution import largest
from maturity_tui.analysis.projection.families import families, pairs_of
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.roadmap.rows import Option, Spending, once_in, rows_of
from maturity_tui.analysis.roadmap.terms import terms_of
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarter_index, quarter_name

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# A sum of days or of money that fills its limit exactly must not miss it by rounding.
ROUNDING = 1e-9
NEAR = 1e-7
# Beyond this an input and its refreshers move together, at the distances that they have now.
MOST_TOGETHER = 200


@dataclass(frozen=True, eq=False)
class Starts:
    """The problem, and what its columns mean: one option of each block, then the columns of pairs.

    `weights`: how far a step of each cell moves the figure; `columns`: how much each quarter counts.
    """

    problem: CoverProblem
    blocks: tuple[tuple[Option, ...], ...]
    pairs: tuple[tuple[int, int], ...]
    weights: Array
    columns: Array

    def choices(self, x: Array) -> tuple[ChosenInput, ...]:
        """The inputs with the starts that an answer gives them."""
        options = [option for block in self.blocks for option in block]
        taken = [option for option, value in zip(options, x, strict=False) if value > 0.5]
        return tuple(choice for option in taken for choice in option.choices)

    def answer(self, chosen: Sequence[ChosenInput]) -> Array | None:
        """The columns of given starts; None where one of them is not among the options."""
        import numpy as np

        begins = {choice.id: choice.begins for choice in chosen}
        x, at = np.zeros(self.problem.size), 0
        for block in self.blocks:
            places = [
                place
                for place, option in enumerate(block)
                if all(begins.get(choice.id) == choice.begins for choice in option.choices)
            ]
            if len(places) != 1:
                return None
            x[at + places[0]] = 1.0
            at += len(block)
        for place, (one, other) in enumerate(self.pairs):
            x[at + place] = x[one] * x[other]
        return x

    def keeps(self, x: Array) -> bool:
        """Whether an answer keeps every limit."""
        matrix, low, high = self._rows
        sums = matrix @ x
        return bool(((sums >= low - NEAR) & (sums <= high + NEAR)).all())

    def settled(self, x: Array) -> Array:
        """An answer in which what does nothing here starts as early as the limits allow."""
        import numpy as np

        x, at = (np.asarray(x) > 0.5).astype(float), 0
        for block in self.blocks:
            own = slice(at, at + len(block))
            at += len(block)
            if not any(len(option.does.cells) for option in block):
                trials = (self._moved(x, own, place) for place in range(int(x[own].argmax())))
                x = next((trial for trial in trials if self.keeps(trial)), x)
        return x

    def _moved(self, x: Array, own: slice, place: int) -> Array:
        trial = x.copy()
        trial[own] = 0.0
        trial[own.start + place] = 1.0
        return trial

    @cached_property
    def _rows(self) -> tuple[Array, Array, Array]:
        import numpy as np

        rows = self.problem.rows
        matrix = np.zeros((len(rows), self.problem.size))
        for place, row in enumerate(rows):
            matrix[place, list(row.coefs)] = list(row.coefs.values())
        return matrix, np.array([row.low for row in rows]), np.array([row.high for row in rows])


def starts_problem(
    model: Model,
    chosen: Sequence[ChosenInput],
    spending: Spending,
    weights: Array,
    columns: Array,
    fixed: Collection[str] = (),
) -> Starts:
    """The problem of the starts of inputs that take part.

    The start of each `chosen` is the first that it may have, and of those in `fixed` the only one.
    """
    model.doses.prepare(choice.input for choice in chosen)
    grouped = families(chosen)
    blocks = {name: _options(model, choices, fixed) for name, choices in grouped.items()}
    first, at = {}, 0
    for name, options in blocks.items():
        first[name] = at
        at += len(options)
    pair_columns: list[tuple[int, int]] = []
    does = [option.does for options in blocks.values() for option in options]
    rows = list(rows_of(model, tuple(blocks.values()), spending))
    for pair in pairs_of(grouped):
        one, other = blocks[pair.one], blocks[pair.other]
        own = range(at + len(pair_columns), at + len(pair_columns) + len(one) * len(other))
        both = list(product(range(len(one)), range(len(other))))
        pair_columns += [(first[pair.one] + a, first[pair.other] + b) for a, b in both]
        does += [pair.contribution(one[a].does, other[b].does) for a, b in both]
        # One column of the pair at most for each start of either, and none without that start.
        for side, name in ((0, pair.one), (1, pair.other)):
            for place in range(len(blocks[name])):
                taken = {column: 1.0 for column, ab in zip(own, both, strict=True) if ab[side] == place}
                rows.append(Row({**taken, first[name] + place: -1.0}, high=0.0, name="pair"))
    problem = terms_of(model, does, rows, weights, columns, [len(block) for block in blocks.values()])
    return Starts(problem, tuple(blocks.values()), tuple(pair_columns), weights, columns)


# columns ---------------------------------------------------------------------------------


def _options(model: Model, choices: Sequence[ChosenInput], fixed: Collection[str]) -> tuple[Option, ...]:
    """Every combination of starts of an input and its refreshers."""
    last = quarter_index(model.quarters[-1])
    each = [
        [one] if one.id in fixed else [_from(one, start) for start in range(one.begins, last + 1)]
        for one in choices
    ]
    if prod(map(len, each)) <= MOST_TOGETHER:
        combined: Iterator[tuple[ChosenInput, ...]] = product(*each)
    else:
        combined = _together(choices, last)
    return tuple(Option(some, largest([model.doses.of(one) for one in some])) for some in combined)


def _together(choices: Sequence[ChosenInput], last: int) -> Iterator[tuple[ChosenInput, ...]]:
    latest = max(one.begins for one in choices)
    for later in range(last - latest + 1):
        yield tuple(_from(one, one.begins + later) for one in choices)


def _from(choice: ChosenInput, start: int) -> ChosenInput:
    return ChosenInput(choice.input, quarter_name(start), choice.coverage)


__all__ = ["Option", "Spending", "Starts", "once_in", "starts_problem"]
