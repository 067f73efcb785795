"""The best portfolio for a wish: `best(model, library, scenario, wish)`.

The search counts inputs as independent of one another, as the mean in closed form does; `sampled_difference`
says what that leaves out. What is found is evaluated by the model itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.optimiser.cover import maximise
from maturity_tui.analysis.optimiser.terms import Progress, Solution, Worth, gap_of
from maturity_tui.analysis.portfolio.infeasible import named, refuse, why
from maturity_tui.analysis.portfolio.options import Columns, options_of
from maturity_tui.analysis.portfolio.problem import Prepared, prepared
from maturity_tui.analysis.portfolio.wish import BestSoFar, NoPortfolioError, Objective, Portfolio, Wish
from maturity_tui.analysis.portfolio.within_reach import within_reach
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.demand import costs_of, person_days
from maturity_tui.analysis.scenarios.scenario import Limits, Scenario

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Heard = Callable[[BestSoFar], None]
Stop = Callable[[], bool]
# Above this the search's own figure and the model's are not one figure rounded.
_SAME = 1e-9


def best(
    model: Model,
    library: Iterable[Intervention],
    scenario: Scenario,
    wish: Wish,
    *,
    heard: Heard | None = None,
    stop: Stop | None = None,
    start: Iterable[str] = (),
) -> Portfolio:
    """The best portfolio from a library, each input at its start in the scenario (else as early as it can).

    `heard` is told of each better portfolio or bound; `stop`, asked often, ends the search with the best so
    far. `start`: ids to begin from. Raises NoPortfolioError (a ValueError), in a sentence, where there is none.
    """
    ready = ready_for(model, library, scenario, wish)
    return solved(ready, heard=heard, stop=stop, start=start)


def ready_for(model: Model, library: Iterable[Intervention], scenario: Scenario, wish: Wish) -> Prepared:
    """The problem that a wish comes to. Raises NoPortfolioError for a wish that cannot be meant."""
    items = tuple(library)
    refuse(wish, items, model)
    column = len(model.quarters) - 1 if wish.by is None else model.quarters.index(wish.by)
    options = options_of(model, items, scenario, column, wish.must_not)
    return prepared(Columns(model, options, column), wish)


def solved(
    ready: Prepared, *, heard: Heard | None = None, stop: Stop | None = None, start: Iterable[str] = ()
) -> Portfolio:
    """The portfolio for a prepared problem."""
    columns, wish = ready.columns, ready.wish
    sign = -1.0 if wish.objective is Objective.TARGETS else 1.0

    def tell(progress: Progress) -> None:
        if heard is not None:
            ids = named(columns.options, _options(columns, progress.x))
            gain, upper = sign * progress.gain + 0.0, sign * progress.upper + 0.0  # no minus nought
            heard(BestSoFar(ids, gain, upper, progress.proved_gap, progress.seconds))

    solution = maximise(
        ready.problem, tolerance=wish.tolerance, heard=tell, stop=stop, start=_start(columns, start)
    )
    if solution.x is None:
        if solution.stopped:
            raise NoPortfolioError(
                "The search was stopped before it found a portfolio that keeps all limits."
            )
        if wish.objective is Objective.TARGETS and (fewer := within_reach(ready)) is not None:
            return solved(fewer, heard=heard, stop=stop, start=start)
        raise NoPortfolioError(why(ready))
    return _portfolio(ready, solution)


def gain_of(model: Model, chosen: Sequence[ChosenInput], column: int) -> float:
    """How much the overall figure rises by one quarter-end with some inputs, by the model itself."""
    levels = model.levels(*model.total(model.contributions(chosen, column), 1))
    return float(model.figures.overall(levels.final)[0]) - model.figures.overall_now


def with_sampled_difference(
    portfolio: Portfolio,
    model: Model,
    library: Iterable[Intervention],
    *,
    seed: int | None = None,
    stop: Stop | None = None,
) -> Portfolio:
    """The portfolio with the sampled mean of its gain less the gain of independent inputs filled in.

    Takes seconds the first time, as SciPy's samplers load: for a worker, never for a key press.
    """
    from maturity_tui.analysis.uncertainty.sample import SEED, sample

    order = [item.id for item in library]
    sampled = sample(model, portfolio.chosen, seed=SEED if seed is None else seed, order=order, stop=stop)
    mean = sampled.overall.mean[model.quarters.index(portfolio.by)]
    return replace(portfolio, sampled_difference=mean - model.figures.overall_now - portfolio.gain)


def _options(columns: Columns, x: Array) -> tuple[int, ...]:
    import numpy as np

    return columns.chosen(np.flatnonzero(x > 0.5).tolist())


def _start(columns: Columns, ids: Iterable[str]) -> Array | None:
    wanted = set(ids)
    places = [place for place, option in enumerate(columns.options) if option.id in wanted]
    return columns.answer(places) if places else None


def _portfolio(ready: Prepared, solution: Solution) -> Portfolio:
    columns, wish, model = ready.columns, ready.wish, ready.columns.model
    assert solution.x is not None
    chosen_options = _lean(ready, _options(columns, solution.x), solution.gain)
    chosen = tuple(choice for place in chosen_options for choice in columns.options[place].choices)
    gain = gain_of(model, chosen, columns.column)
    value, bound, gap, notes = solution.gain, solution.upper, solution.proved_gap, list(ready.aim.notes)
    linear = model.figures.matrix is not None
    if wish.objective is Objective.GAIN and linear:
        value, bound = gain, max(bound, gain)
        gap = gap_of(value, bound) if abs(gain - solution.gain) > _SAME else gap
    if wish.objective is Objective.TARGETS:
        value, bound = 0.0 - value, 0.0 - bound  # no minus nought
    headcount = {team: model.baseline.headcount.get(team) for team in model.baseline.teams}
    costs, unpriced = costs_of(chosen, model.quarters, headcount)
    days = person_days(chosen, model.quarters, model.assumptions, Limits(person_days=wish.person_days))
    return Portfolio(
        wish.objective, chosen, gain,
        bound if wish.objective is Objective.GAIN and linear else None,
        value, bound, gap, costs, days, model.quarters[columns.column],
        (*notes, *columns.notes, *unpriced, *_dips(model, gain, solution, wish)), solution.stopped, solution.seconds,
    )  # fmt: skip


def _dips(model: Model, gain: float, solution: Solution, wish: Wish) -> tuple[str, ...]:
    if not model.assumptions.number("dip.on") or wish.objective is not Objective.GAIN:
        return ()
    if abs(gain - solution.gain) <= _SAME:
        return ()
    return ("The search leaves dips out; the gain shown, and the gap with it, counts them.",)


def _lean(ready: Prepared, options: tuple[int, ...], value: float) -> tuple[int, ...]:
    """Without inputs that add nothing to the count or the lowest level, the most expensive first."""
    if ready.wish.objective not in (Objective.COUNT, Objective.FLOOR):
        return options
    worth, columns = Worth(ready.problem), ready.columns
    kept = set(options)
    for place in sorted(options, key=lambda one: (-columns.options[one].total, one)):
        less = kept - {place}
        if float(worth.of(columns.answer(less))[0]) >= value - _SAME:
            kept = less
    return tuple(sorted(kept))


__all__ = [
    "BestSoFar", "NoPortfolioError", "Objective", "Portfolio", "Wish",
    "best", "gain_of", "ready_for", "solved", "with_sampled_difference",
]  # fmt: skip
