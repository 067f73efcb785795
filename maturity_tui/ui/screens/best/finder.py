"""The search itself, run in a thread: the best for the budget, its sampled mean, then the curve, told as they come.

It has a model of its own: the one that what-if answers from keeps what it computed, and two threads may not share it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.projection.gains import marginal_gains
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.projection import project
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarters_from
from maturity_tui.ui.screens.best.view import BUDGETS, Findings, Plan, SoFar, chosen_of
from maturity_tui.ui.screens.what_if.view import Answer

if TYPE_CHECKING:
    from maturity_tui.analysis.portfolio.best import BestSoFar, Portfolio, Wish
    from maturity_tui.analysis.portfolio.frontier import Point

Tell = Callable[[Findings], None]
Stop = Callable[[], bool]
# What reaches its target but for the rounding of a sum has reached it.
ROUNDING = 1e-9


def find(answer: Answer, held: Findings, stop: Stop, tell: Tell) -> Findings:
    """All findings, going on from those held; `tell` is given each new one. What cannot be is a `refusal`."""
    search = _Search.of(answer, held, stop, tell)
    try:
        search.run()
    except ValueError as error:  # each is a sentence; what was found before it stands
        best = search.found.best
        if best is None:
            search.take(refusal=str(error))
        else:
            search.take(best=replace(best, notes=(*best.notes, str(error))))
    return search.found.changed(so_far=None, is_done=True, is_stopped=stop() and search.is_short)


@dataclass
class _Search:
    """One search: what it is for, and what it has found."""

    answer: Answer
    model: Model
    found: Findings
    stop: Stop
    tell: Tell

    @classmethod
    def of(cls, answer: Answer, held: Findings, stop: Stop, tell: Tell) -> _Search:
        scenario = held.sought.scenario
        assumptions = Assumptions.default().with_overrides(scenario.assumptions)
        quarters = quarters_from(scenario.start, scenario.horizon)
        model = Model(answer.setting.baseline, quarters, assumptions, scenario.calibrated)
        return cls(answer, model, held.changed(is_done=False, is_stopped=False), stop, tell)

    @property
    def is_short(self) -> bool:
        """Whether a stop left something out."""
        best = self.found.best
        return best is None or best.stopped or not self.found.is_whole

    def take(self, **more: object) -> None:
        """Something is found."""
        self.found = self.found.changed(**more)
        self.tell(self.found)

    def run(self) -> None:
        """What is chosen now, the best, its sampled mean, the curve; what is held already is not sought again."""
        self.take(now=self._now())
        if self.found.best is None or self.found.best.stopped:
            self._best()
        if self.found.best is not None and self.found.best.difference is None and not self.stop():
            self._sampled(self.found.best)
        if not self.found.is_whole and not self.stop():
            self._curve()

    # the best ---------------------------------------------------------------------------

    def _best(self) -> None:
        from maturity_tui.analysis.portfolio.best import best

        sought = self.found.sought
        found = best(
            self.model,
            self.answer.ground.library,
            sought.scenario,
            self._wish(),
            heard=self._heard,
            stop=self.stop,
        )
        self.take(best=self._plan_of(found), so_far=None)

    def _wish(self) -> Wish:
        from maturity_tui.analysis.portfolio.best import Objective, Wish

        sought = self.found.sought
        return Wish.of(sought.scenario, Objective(sought.objective))

    def _heard(self, news: BestSoFar) -> None:
        best = self.found.best
        if best is None or best.ids != news.ids:
            best = self._plan(news.ids)
        objective = self.found.sought.objective
        best = replace(
            best, value=news.gain, upper=news.upper, gap=news.proved_gap, objective=objective, stopped=True
        )
        self.take(best=best, so_far=SoFar(news.gain, news.proved_gap))

    def _sampled(self, best: Plan) -> None:
        """The sampled mean of the best beside its mean in closed form; left out where the search is stopped."""
        if not best.ids:
            return
        chosen = chosen_of(self.answer, self.found.sought.scenario, best.ids)
        order = [item.id for item in self.answer.ground.library]
        mean = sampled_mean(self.model, chosen, order, self.stop)
        if mean is not None:
            off = mean - self.model.figures.overall_now - best.rise
            self.take(best=replace(best, difference=off))

    # the curve ----------------------------------------------------------------------------

    def _curve(self) -> None:
        from maturity_tui.analysis.portfolio.best import NoPortfolioError
        from maturity_tui.analysis.portfolio.frontier import frontier

        sought, held = self.found.sought, len(self.found.curve)
        library = self.answer.ground.library
        points = frontier(self.model, library, sought.scenario, self._wish(), points=BUDGETS, stop=self.stop)
        try:
            for place, point in enumerate(points):
                if self.stop():
                    break  # that point was cut short: nothing is proved of it
                if place >= held:
                    self.take(curve=(*self.found.curve, self._plan_at(point)))
        except NoPortfolioError:
            pass  # the best stands; there is no other budget to show
        if not self.stop():
            self.take(is_whole=True)

    # plans ------------------------------------------------------------------------------------

    def _plan_of(self, found: Portfolio) -> Plan:
        return replace(
            self._plan(found.ids), value=found.value, upper=found.bound, gap=found.proved_gap, notes=found.notes,
            stopped=found.stopped, difference=found.sampled_difference, objective=str(found.objective),
        )  # fmt: skip

    def _plan_at(self, point: Point) -> Plan:
        """A point of the curve, which is always one of gain for money."""
        plan = self._plan_of(point.portfolio) if point.portfolio is not None else self._plan(point.ids)
        return replace(
            plan,
            value=point.gain,
            upper=point.upper,
            gap=point.proved_gap,
            budget=point.budget,
            objective="gain",
        )

    def _now(self) -> Plan:
        return self._plan(tuple(choice.input for choice in self.answer.scenario.inputs))

    def _plan(self, ids: Sequence[str]) -> Plan:
        """What a set of inputs is worth and costs, whoever chose it; nothing is proved of it."""
        projection = project(self.model, chosen_of(self.answer, self.found.sought.scenario, tuple(ids)))
        gains = marginal_gains(self.model, projection.chosen, ())
        costs, levels = projection.costs, projection.levels.final[:, -1]
        return Plan(
            tuple(ids), projection.gain, inf, 1.0, projection.gain, costs.once or 0.0, costs.per_year or 0.0,
            max(projection.person_days.demand, default=0.0),
            int((levels >= self.model.figures.target - ROUNDING).sum()), float(levels.min()),
            {gain.input: gain.gain for gain in gains},
        )  # fmt: skip


def sampled_mean(
    model: Model, chosen: Sequence[ChosenInput], order: Sequence[str], stop: Stop
) -> float | None:
    """The overall figure at the last quarter-end, as the mean of the draws; None where it was stopped."""
    from maturity_tui.analysis.uncertainty.sample import Stopped, sample

    try:
        return sample(model, chosen, order=order, stop=stop).overall.mean[-1]
    except Stopped:
        return None
