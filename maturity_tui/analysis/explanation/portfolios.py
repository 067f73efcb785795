"""What else could be bought: the portfolios that the chosen one is compared with.

Only what costs no more than the limit (without one: than the chosen inputs), once and in a year when all run, is a
candidate; else the dearer would win for being dearer. Candidates are saved scenarios, the chosen inputs without one of
them, and the best of those that differ by one input exchanged or added. All start from the same scores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from maturity_tui.analysis.explanation.information import Information, information
from maturity_tui.analysis.projection.families import families
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput, choices_of, taking_part
from maturity_tui.analysis.scenarios.demand import costs_of
from maturity_tui.analysis.scenarios.scenario import Limits, Scenario
from maturity_tui.analysis.uncertainty.sample import SEED, Stopped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.float32]

CHOSEN = "chosen"
DRAWS = 2048
MOST_TRIED, MOST_NEAR = 400, 6
Inputs = tuple[ChosenInput, ...]
Sampler = Callable[[Inputs], "Draws"]


@dataclass(frozen=True)
class Wishes:
    """What bounds the choice: limits on money, what must and must not be in, and what could be put in."""

    limits: Limits = field(default_factory=Limits)
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    offered: Inputs = ()
    saved: Mapping[str, Inputs] = field(default_factory=dict)
    """The inputs of saved scenarios, and of any others, by name."""
    order: tuple[str, ...] = ()
    """The ids of the whole library, so that inputs have the draws that they have elsewhere."""


def wishes_of(scenario: Scenario, library: Sequence[ChosenInput], saved: Iterable[Scenario] = ()) -> Wishes:
    """The wishes of a scenario; `library` holds every input with its usual start. A saved scenario of which the library
    lacks an input is none to compare with."""
    items = [choice.input for choice in library]
    others = {
        one.title: taking_part(inputs)[0]
        for one in saved
        for inputs, missing in [choices_of(one, items)]
        if one.id != scenario.id and not missing
    }
    return Wishes(scenario.limits, scenario.must, scenario.must_not, tuple(library), others)


def portfolios(model: Model, chosen: Inputs, wishes: Wishes) -> tuple[dict[str, Inputs], tuple[str, ...]]:
    """The candidates by name, the chosen one first as `CHOSEN`; and why others are none."""
    bound = _Bound(model, chosen, wishes.limits)
    if bound.most is None:
        return {CHOSEN: chosen}, (
            "The inputs are priced in several currencies: what costs no more is not known.",
        )
    found, dear = {CHOSEN: chosen}, []
    for name, inputs in wishes.saved.items():
        if not inputs or _key(inputs) == _key(chosen):
            continue
        if bound.holds(inputs):
            found[name] = inputs
        else:
            dear.append(name)
    tried = islice(_near(chosen, wishes), MOST_TRIED)
    seen = {_key(inputs) for inputs in found.values()}
    near = [(name, inputs) for name, inputs in tried if bound.holds(inputs) and _key(inputs) not in seen]
    near.sort(key=lambda item: -_figure(model, item[1]))
    found |= dict(near[:MOST_NEAR])
    return found, tuple(f"{name} is not compared: it costs more." for name in dear)


def value_of_information(
    model: Model,
    chosen: Inputs,
    wishes: Wishes,
    *,
    seed: int = SEED,
    draws: int = DRAWS,
    sampler: Sampler | None = None,
    stop: Callable[[], bool] | None = None,
) -> Information:
    """What knowing more would be worth for choosing between the candidates. Raises `Stopped` once `stop` says so."""
    candidates, left_out = portfolios(model, chosen, wishes)
    order = wishes.order or tuple(choice.id for choice in wishes.offered)
    draw = sampler or _sampler(model, order, seed, draws, stop)
    figures: dict[str, Draws] = {}
    for name, inputs in candidates.items():
        if stop is not None and stop():
            raise Stopped
        figures[name] = draw(inputs)
    outcomes = {} if sampler else _outcomes(model, [*candidates.values()], order, seed, draws)
    return replace(information(figures, outcomes, seed=seed), seed=seed, left_out=left_out)


class _Bound:
    """What a portfolio may cost, once and in a year when all run; None where that cannot be said."""

    def __init__(self, model: Model, chosen: Inputs, limits: Limits) -> None:
        self._model = model
        own = self._cost(chosen)
        self.most = own and (
            max(own[0], float(limits.once or 0)) if limits.once is not None else own[0],
            max(own[1], float(limits.per_year or 0)) if limits.per_year is not None else own[1],
        )

    def holds(self, inputs: Inputs) -> bool:
        """Whether these cost no more."""
        cost = self._cost(inputs)
        return bool(self.most and cost) and all(
            one <= most + 0.005 for one, most in zip(cost or (), self.most or (), strict=True)
        )

    def _cost(self, inputs: Inputs) -> tuple[float, float] | None:
        costs, _ = costs_of(inputs, self._model.quarters, self._model.baseline.headcount)
        return None if costs.once is None or costs.per_year is None else (costs.once, costs.per_year)


def _near(chosen: Inputs, wishes: Wishes) -> Iterator[tuple[str, Inputs]]:
    """The chosen inputs without one, with one exchanged, with one more: those whose needs are met."""
    free = [choice for choice in chosen if choice.id not in wishes.must]
    ids = {choice.id for choice in chosen}
    more = [one for one in wishes.offered if one.id not in ids and one.id not in wishes.must_not]
    for gone in free:
        rest = tuple(one for one in chosen if one is not gone)
        kept, _ = taking_part(rest)
        if kept:
            yield f"without {gone.id}", kept
    for new in more:
        if all_in := _together((*chosen, new)):
            yield f"with {new.id} too", all_in
        for gone in free:
            if all_in := _together((*(one for one in chosen if one is not gone), new)):
                yield f"{new.id} for {gone.id}", all_in


def _together(inputs: Inputs) -> Inputs:
    """The inputs, where all of them can be together; else none."""
    kept, _ = taking_part(inputs)
    return kept if len(kept) == len(inputs) else ()


def _key(inputs: Inputs) -> frozenset[tuple[str, str]]:
    return frozenset((one.id, one.start) for one in inputs)


def _figure(model: Model, inputs: Inputs) -> float:
    total = model.total(model.contributions(inputs, column=-1), 1)
    return float(model.figures.overall(model.levels(*total).final)[-1])


def _sampler(
    model: Model, order: tuple[str, ...], seed: int, draws: int, stop: Callable[[], bool] | None
) -> Sampler:
    from maturity_tui.analysis.uncertainty.sample import sample

    last = model.under(model.assumptions, model.quarters[-1:])

    def draw(inputs: Inputs) -> Draws:
        return sample(last, inputs, seed=seed, draws=draws, order=order, stop=stop, nodes=False).draws[:, -1]

    return draw


def _outcomes(
    model: Model, candidates: Sequence[Inputs], order: tuple[str, ...], seed: int, draws: int
) -> dict[str, Draws]:
    """Each input's outcome in every draw: the same random numbers that the sampler used."""
    import numpy as np

    from maturity_tui.analysis.uncertainty.numbers import Numbers

    every = {one.id: one for inputs in candidates for one in inputs}
    grouped = families(every.values())
    numbers = Numbers(tuple(grouped), order, seed, draws, model.assumptions.number("execution.correlation"))
    return {
        name: np.where(
            numbers.delivery(name) < max(one.input.probability for one in members), numbers.share(name), -1.0
        )
        for name, members in grouped.items()
    }
