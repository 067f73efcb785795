"""What it would be worth to know better, before choosing: the expected value of perfect information.

All portfolios are drawn with the same random numbers. With V_p the figure of portfolio p at the last quarter-end,

    of everything     E[max_p V_p] − max_p E[V_p]
    of one input      E over bins of the input's outcome of max_p E[V_p | bin], less max_p E[V_p]

An input's outcome is whether it is delivered, and where in its range its share lies: one bin for "not delivered",
twenty of equal size for the rest. The larger of several noisy means is too large on average, so that what the same
bins give for shuffled outcomes is taken off; the value is then rather too low. Knowledge that would change no choice
is worth nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.floating[Any]]
    Array = NDArray[np.float64]
    Places = NDArray[np.intp]

BINS = 20
SHUFFLES = 8
SAME = 1e-6
"""Figures of float32 that are no further apart are one figure."""


@dataclass(frozen=True)
class Win:
    """A portfolio: its mean figure, and the share of draws in which none is better (of equals the first counts)."""

    name: str
    mean: float
    best_in: float


@dataclass(frozen=True)
class Worth:
    """What knowing one input's outcome would be worth, in levels of the overall figure."""

    input: str
    value: float


@dataclass(frozen=True)
class Information:
    """The value of knowing all, with its standard error, and of knowing single inputs, the largest first. `wins`: the
    portfolios, the best mean first. `left_out`: why others were not compared."""

    wins: tuple[Win, ...]
    perfect: float
    error: float
    inputs: tuple[Worth, ...]
    decided: bool
    draws: int
    seed: int | None = None
    left_out: tuple[str, ...] = ()

    @property
    def best(self) -> str:
        """The portfolio with the best mean."""
        return self.wins[0].name

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {
            "decided": self.decided, "best": self.best, "perfect": self.perfect, "standard_error": self.error,
            "inputs": [vars(one) for one in self.inputs], "portfolios": [vars(one) for one in self.wins],
            "draws": self.draws, "seed": self.seed, "left_out": list(self.left_out),
        }  # fmt: skip


def information(draws: Mapping[str, Draws], outcomes: Mapping[str, Draws], *, seed: int = 0) -> Information:
    """The values of information among portfolios (at least one), each with one figure a draw.

    `outcomes`: for each input −1 in the draws in which it is not delivered, else where its share lies, 0 to 1.
    """
    import numpy as np

    names = list(draws)
    table = np.stack([np.asarray(draws[name], dtype=float) for name in names])
    means = table.mean(axis=1)
    lead, top = int(means.argmax()), table.max(axis=0)
    regret = top - table[lead]
    decided = bool((regret <= SAME).all())
    count = table.shape[1]
    firsts = np.bincount((table >= top - SAME).argmax(axis=0), minlength=len(names)) / count
    wins = [Win(name, float(means[at]), float(firsts[at])) for at, name in enumerate(names)]
    ranked = [wins[lead], *sorted((win for win in wins if win is not wins[lead]), key=lambda win: -win.mean)]
    if decided:
        return Information(tuple(ranked), 0.0, 0.0, (), True, count)
    dice = np.random.default_rng(seed)
    values = [Worth(name, _partial(table, np.asarray(row), dice)) for name, row in outcomes.items()]
    error = float(regret.std(ddof=1) / count**0.5) if count > 1 else 0.0
    worth = sorted((one for one in values if one.value > 0), key=lambda one: (-one.value, one.input))
    return Information(tuple(ranked), float(regret.mean()), error, tuple(worth), False, count)


def _partial(table: Array, outcome: Draws, dice: np.random.Generator) -> float:
    """The value of knowing one outcome, without what noise alone would give."""
    import numpy as np

    bins = _bins(outcome)
    chance = np.mean([_known(table, dice.permutation(bins)) for _ in range(SHUFFLES)])
    return max(0.0, _known(table, bins) - float(chance))


def _bins(outcome: Draws) -> Places:
    """The bin of each draw: 0 not delivered, then bins of equal size by where the share lies."""
    import numpy as np

    found = np.zeros(len(outcome), dtype=np.intp)
    there = np.flatnonzero(outcome >= 0)
    ranks = outcome[there].argsort(kind="stable").argsort(kind="stable")
    found[there] = 1 + ranks * BINS // max(1, len(there))
    return found


def _known(table: Array, bins: Places) -> float:
    """E over bins of the best mean in the bin, less the best mean of all."""
    import numpy as np

    sums = np.stack([np.bincount(bins, weights=row) for row in table])
    return float(sums.max(axis=0).sum() / table.shape[1] - table.mean(axis=1).max())


def sentence(found: Information, names: Mapping[str, str], factor: float = 1) -> str:
    """What it comes to, in words; `names` says how portfolios and inputs are called. `factor`: 100 for shares of skills
    at target, which are said in points."""
    if len(found.wins) < 2:
        return (
            "There is nothing of the same cost to choose between, so measuring more would change no choice."
        )
    others = len(found.wins) - 1
    best, among = (
        names.get(found.best, found.best),
        f"{others} others that cost no more" if others > 1 else "1 other that costs no more",
    )
    if found.decided:
        return f"No need to measure more: in every draw {best} does at least as well as {among}."
    often = f"{best} has the best mean and is best in {100 * found.wins[0].best_in:.0f} of 100 draws against {among}"
    worth = f"Knowing all beforehand would add {_size(found.perfect, factor)} on average"
    if not found.inputs:
        return f"{often}. {worth}; no single input is worth measuring better."
    first = found.inputs[0]
    return (
        f"{often}. {worth}, knowing {names.get(first.input, first.input)} alone {_size(first.value, factor)}."
    )


def _size(value: float, factor: float) -> str:
    return f"{value:.3f}" if factor == 1 else f"{value * factor:.2f} points"
