"""What each budget buys: gain against cost, a point at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.optimiser.terms import gap_of
from maturity_tui.analysis.portfolio.best import NoPortfolioError, ready_for, solved
from maturity_tui.analysis.portfolio.infeasible import least_once
from maturity_tui.analysis.portfolio.limits import limits_of
from maturity_tui.analysis.portfolio.problem import Prepared
from maturity_tui.analysis.portfolio.wish import Objective, Point, Portfolio, Wish
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.scenario import Scenario

# Twenty points are wanted within a minute and a half: each is proved to this, unless a coarser one is asked for.
TOLERANCE = 0.004


def frontier(
    model: Model,
    library: Iterable[Intervention],
    scenario: Scenario,
    wish: Wish,
    *,
    points: int = 20,
    stop: Callable[[], bool] | None = None,
) -> Iterator[Point]:
    """The points for so many budgets from what the must-haves cost (else 0) to the most that is worth spending,
    lowest first.

    The most is what the best costs where money once is no limit: beyond it, no budget buys more. `wish.once` is not
    used: the budgets take its place. Each point passes its portfolio on to the next, and nothing else: a larger
    budget never buys less. Ends early where `stop` says so. Raises NoPortfolioError where the other limits leave no
    portfolio at all.
    """
    asked = replace(wish, objective=Objective.GAIN, tolerance=max(wish.tolerance, TOLERANCE), once=0.0)
    ready = ready_for(model, library, scenario, asked)
    everything = sum(option.once for option in ready.columns.options)
    lowest = min(least_once(ready), everything) if wish.must else 0.0
    if stop is not None and stop():
        return
    if (most := _solved(ready, everything, stop)) is None:
        return
    highest = max(lowest, most.cost.once or 0.0)
    before: Portfolio | None = None
    for step in range(points):
        if stop is not None and stop():
            return
        budget = lowest + (highest - lowest) * step / max(points - 1, 1)
        is_last = 0 < step == points - 1
        found = most if is_last else _solved(ready, budget, stop, before.ids if before else ())
        if found is None:
            return
        before = found if before is None or found.gain >= before.gain else before
        yield _point(budget, before, found.bound)


def _solved(
    ready: Prepared, budget: float, stop: Callable[[], bool] | None, start: Sequence[str] = ()
) -> Portfolio | None:
    """The best for a budget; None where it was stopped before there was one. Raises NoPortfolioError."""
    try:
        return solved(_within(ready, budget), stop=stop, start=start)
    except NoPortfolioError:
        if stop is not None and stop():
            return None
        raise


def _within(ready: Prepared, budget: float) -> Prepared:
    """The same problem with another budget."""
    wish = replace(ready.wish, once=budget)
    return replace(ready, wish=wish, limits=limits_of(ready.columns, wish))


def _point(budget: float, portfolio: Portfolio, bound: float) -> Point:
    """A point; where the portfolio is that of a smaller budget, its gap is to this budget's bound."""
    upper = max(bound, portfolio.value)
    cost = portfolio.cost.once or 0.0
    gap = gap_of(portfolio.value, upper)
    return Point(budget, cost, portfolio.gain, upper, gap, portfolio.ids, portfolio)


__all__ = ["Point", "frontier"]
