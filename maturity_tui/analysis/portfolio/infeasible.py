"""Why there is no portfolio as wished, in a sentence: what binds, and what would free it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from math import isfinite

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.optimiser.cover import maximise
from maturity_tui.analysis.optimiser.terms import CoverProblem, Row
from maturity_tui.analysis.portfolio.limits import Limit, limit_row
from maturity_tui.analysis.portfolio.options import Columns, Option
from maturity_tui.analysis.portfolio.problem import Prepared, prepared
from maturity_tui.analysis.portfolio.wish import NoPortfolioError, Objective, Wish
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput, exclude, mixed_currencies
from maturity_tui.frameworks.check import nearest

# More than any council spends; beyond it sums of pennies are lost in the rounding.
MOST = 1e12
_EXACT = 1e-9
_PENNY = 0.005


def refuse(wish: Wish, library: Sequence[Intervention], model: Model) -> None:
    """Raises NoPortfolioError for a wish that cannot be meant, before anything is solved."""
    known = {item.id: item for item in library}
    if not known:
        raise NoPortfolioError("The library holds no inputs: there is nothing to choose from.")
    for name in (*wish.must, *wish.must_not):
        if name not in known:
            hint = nearest(name, known)
            raise NoPortfolioError(f"There is no input {name!r} in the library. {hint}".rstrip())
    for words, limit in _stated(wish):
        if not isfinite(limit) or limit < 0:
            raise NoPortfolioError(f"The limit on {words} is {limit:g}: it must be a number from 0 up.")
        if limit > MOST:
            raise NoPortfolioError(f"The limit on {words} is {limit:g}, more than can be counted exactly.")
    if not isfinite(wish.tolerance) or not 0 <= wish.tolerance < 1:
        raise NoPortfolioError(
            f"The tolerance is {wish.tolerance:g}: it must lie between 0 and 1, such as 0.001."
        )
    if wish.by is not None and wish.by not in model.quarters:
        first, last = model.quarters[0], model.quarters[-1]
        raise NoPortfolioError(f"{wish.by} is outside the horizon, which runs from {first} to {last}.")
    _priced(wish, [item for item in library if item.id not in wish.must_not])
    _wanted(wish, known)


def _stated(wish: Wish) -> list[tuple[str, float]]:
    stated = [("money once", wish.once), ("money a year", wish.per_year)]
    if isinstance(wish.person_days, Mapping):
        stated += [(f"person-days in {quarter}", days) for quarter, days in wish.person_days.items()]
    else:
        stated.append(("person-days", wish.person_days))
    return [(words, float(limit)) for words, limit in stated if limit is not None]


def _priced(wish: Wish, items: Sequence[Intervention]) -> None:
    counted = wish.once is not None or wish.per_year is not None or wish.objective is Objective.TARGETS
    if counted and (mixed_currencies([ChosenInput(item, "2000-Q1") for item in items])):
        used = " and ".join(sorted({item.cost.currency for item in items}))
        raise NoPortfolioError(
            f"The inputs are priced in {used}, and money is never converted: price them in one currency, or set no "
            "limit on money."
        )
    for item in items:
        for cost in (item.cost.once, item.cost.per_year, item.cost.per_person):
            if float(cost) > MOST:
                raise NoPortfolioError(f"{item.id} costs {float(cost):g}, more than can be counted exactly.")


def _wanted(wish: Wish, known: Mapping[str, Intervention]) -> None:
    """The must-haves with all that they need: each must be there, and none excluded."""
    because: dict[str, str] = {}
    waiting = [(item, "") for item in wish.must]
    while waiting:
        name, by = waiting.pop(0)
        if name in because:
            continue
        because[name] = by
        needed = f"{by} must be in and needs {name}" if by else f"{name} must be in"
        if name in wish.must_not:
            raise NoPortfolioError(f"{needed}, and {name} must not be: keep it in one of the two.")
        if name not in known:
            raise NoPortfolioError(f"{needed}, which is not in the library.")
        needs = known[name].needs
        if needs.any and not [item for item in needs.any if item in known and item not in wish.must_not]:
            some = " or ".join(needs.any)
            raise NoPortfolioError(
                f"{name} must be in and needs {some}, of which none can be chosen: allow one."
            )
        waiting += [(need, name) for need in needs.all]
    names = list(because)
    for place, one in enumerate(names):
        for other in names[:place]:
            if exclude(known[one], known[other]):
                raise NoPortfolioError(
                    f"{_with_why(other, because)} and {_with_why(one, because)} exclude each other: take one of them "
                    "out of what must be in."
                )


def _with_why(name: str, because: Mapping[str, str]) -> str:
    return f"{name} (needed by {because[name]})" if because[name] else name


def why(ready: Prepared) -> str:
    """The sentence for a problem that no answer solves."""
    if not _answer(ready.under(()), None)[1]:
        return _without_limits(ready)
    for limit in ready.limits:
        least, found = _answer(ready.under(()), limit, ready.columns)
        if found and least > limit.most + _PENNY:
            return _short(ready, limit, least)
    return _together(ready)


def least_once(ready: Prepared) -> float:
    """The least that any portfolio costs once; 0 where there is none."""
    use = tuple(option.once for option in ready.columns.options)
    least, found = _answer(_logic(ready), Limit("once", "", use, 0.0), ready.columns)
    return max(least, 0.0) if found else 0.0


def _answer(problem: CoverProblem, limit: Limit | None, columns: Columns | None = None) -> tuple[float, bool]:
    """The least use of a limit (0 without one) and whether there is any answer."""
    import numpy as np

    linear = np.zeros(problem.size)
    if limit is not None and columns is not None:
        for column, coef in limit_row(columns, limit).coefs.items():
            linear[column] = -coef
    bare = [replace(ceiling, weight=0.0) for ceiling in problem.ceilings if np.isfinite(ceiling.low)]
    solution = maximise(
        CoverProblem(np.zeros_like(problem.value), problem.strength, problem.rows, bare, linear),
        tolerance=_EXACT,
    )
    return -solution.gain, solution.feasible


def _without_limits(ready: Prepared) -> str:
    if ready.wish.objective is Objective.TARGETS and _answer(_logic(ready), None)[1]:
        return (
            "No set of inputs that can be chosen together reaches every target: lower a target, or ask for the most "
            "at target (count) instead."
        )
    return "What must be in cannot be chosen together, for what it needs and what excludes it: take one of them out."


def _logic(ready: Prepared) -> CoverProblem:
    whole = ready.under(())
    return CoverProblem(whole.value, whole.strength, whole.rows)


def _short(ready: Prepared, limit: Limit, least: float) -> str:
    """One limit alone is too low: by how much, and which must-haves could go instead."""
    lacking = least - limit.most
    beyond = " that inputs can reach" if ready.aim.notes else ""
    subject = (
        f"To reach every target{beyond}"
        if ready.wish.objective is Objective.TARGETS
        else "What must be in, with what it needs,"
    )
    at_least = (
        f"{subject} takes at least {_amount(least)} {_unit(limit)}, and the limit is {_amount(limit.most)}"
    )
    others = _could_go(ready, limit)
    instead = f", or take out {' or '.join(others[:3])}" if others else ""
    return f"{at_least}: allow {_amount(lacking)} more{instead}."


def _unit(limit: Limit) -> str:
    return {"once": "once", "year": f"in {limit.when}", "days": f"person-days in {limit.when}"}[limit.kind]


def _could_go(ready: Prepared, limit: Limit) -> list[str]:
    """The must-haves without any one of which this limit would do."""
    found = []
    for item in ready.wish.must:
        less = replace(ready.wish, must=tuple(other for other in ready.wish.must if other != item))
        least, there = _answer(prepared(ready.columns, less).under(()), limit, ready.columns)
        if there and least <= limit.most + _PENNY:
            found.append(item)
    return found


def _together(ready: Prepared) -> str:
    """Each limit alone would do: the least that all of them together lack."""
    import numpy as np

    problem = ready.under(())
    n, count = problem.size, len(ready.limits)
    # A limit's excess is a column of its own, in sixteen binary steps of what choosing everything would use.
    steps = 16
    strength = np.vstack([problem.strength, np.zeros((count * steps, problem.strength.shape[1]))])
    linear = np.zeros(n + count * steps)
    rows = list(problem.rows)
    sizes = []
    for place, limit in enumerate(ready.limits):
        most = max(sum(limit.use) - limit.most, 0.0)
        size = [
            most / 2 ** (step + 1) if step < steps - 1 else most / 2 ** (steps - 1) for step in range(steps)
        ]
        first = n + place * steps
        linear[first : first + steps] = [-one / max(limit.most, 1.0) for one in size]
        excess = {first + step: -one for step, one in enumerate(size) if one}
        rows.append(Row({**limit_row(ready.columns, limit).coefs, **excess}, high=limit.most))
        sizes.append(size)
    bare = [replace(ceiling, weight=0.0) for ceiling in problem.ceilings if np.isfinite(ceiling.low)]
    solution = maximise(
        CoverProblem(np.zeros(problem.strength.shape[1]), strength, rows, bare, linear), tolerance=0.01
    )
    if solution.x is None:
        return _without_limits(ready)
    return _lacking(ready, solution.x[:n])


def _lacking(ready: Prepared, x: Iterable[float]) -> str:
    chosen = ready.columns.chosen(place for place, on in enumerate(x) if on > 0.5)
    over = []
    for limit in ready.limits:
        use = sum(limit.use[option] for option in chosen)
        if use > limit.most + _PENNY:
            over.append(
                f"{_amount(use - limit.most)} more {_unit(limit)} (the limit is {_amount(limit.most)})"
            )
    named = " and ".join(over)
    return f"Each limit alone would do, but not all of them together: {named} would be enough."


def _amount(value: float) -> str:
    return f"{value:,.2f}".removesuffix(".00")


def named(options: Sequence[Option], places: Collection[int]) -> tuple[str, ...]:
    """The ids of some options."""
    return tuple(options[place].id for place in sorted(places))
