"""The search for the best starts: the greedy answer, the programme, and what fits nowhere set aside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.optimiser.cover import Progress, Solution, maximise
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.roadmap.roadmap import Aim, Roadmap, Stop
from maturity_tui.analysis.roadmap.starts import Spending, Starts, starts_problem
from maturity_tui.analysis.scenarios.choices import ChosenInput, choices_of, taking_part
from maturity_tui.analysis.scenarios.choosing import started
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario
from maturity_tui.analysis.scenarios.schedule import schedule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

NOT_LINEAR = (
    "The starts are chosen, and proved, by the mean rise of the levels: the roll-up in use moves in steps, which says "
    "nothing on the way to the next one."
)
DIPS = "The bound leaves the dip out, so that the gap cannot close: it holds all the same."


class Starting:
    """One search: what is free to move, the problem, and what an answer means."""

    def __init__(
        self, model: Model, scenario: Scenario, library: tuple[Intervention, ...], aim: Aim,
        outlay: Mapping[str, float] | float | None, heard: Callable[[Roadmap], None] | None,
    ) -> None:  # fmt: skip
        self.model, self.scenario, self.library = model, scenario, library
        self.aim: Aim = aim
        self.spending = Spending(scenario.limits, outlay)
        self.heard = heard
        self.taken = _once(taking_part(choices_of(scenario, library)[0])[0])
        self.weights, self.columns = weights_of(model), columns_of(model, aim)

    def run(self, tolerance: float, worth: Mapping[str, float], stop: Stop | None) -> Roadmap:
        """The greedy answer, then the proved one."""
        if not self.taken:
            return self._found((), 0.0, ())
        first = self._at_first(self.taken)
        greedy = schedule(_with_starts(self.scenario, first), self.library, self.model.assumptions, worth)
        start = self._taken_of(greedy.scenario)
        problem = starts_problem(self.model, first, self.spending, self.weights, self.columns, self.fixed)
        unfit: tuple[str, ...] = ()
        # No answer may be worse than what stands now, or than what `schedule` says at once.
        known = [x for x in map(problem.answer, (self.taken, start)) if x is not None and problem.keeps(x)]
        told = [self._found(problem.choices(x), float("inf"), unfit) for x in known]
        at = max(range(len(known)), key=lambda place: told[place].gain, default=None)
        x = None if at is None else known[at]
        if self.heard and at is not None:
            self.heard(told[at])
        solution = self._solve(problem, x, tolerance, unfit, stop)
        if not solution.feasible and not solution.stopped:
            fits = self._that_fit(first, worth, stop)
            unfit = tuple(choice.id for choice in first if choice not in fits)
            if not fits:
                return self._found((), 0.0, unfit)
            problem = starts_problem(self.model, fits, self.spending, self.weights, self.columns, self.fixed)
            solution = self._solve(problem, None, tolerance, unfit, stop)
        if solution.x is None:
            kept = self._found(start, solution.upper, greedy.unfit)
            return replace(kept, stopped=solution.stopped)
        found = self._found(problem.choices(problem.settled(solution.x)), solution.upper, unfit)
        return replace(found, stopped=solution.stopped)

    @cached_property
    def fixed(self) -> frozenset[str]:
        """What has begun: it keeps its start."""
        return frozenset(choice.input for choice in self.scenario.inputs if _has_begun(choice))

    def _solve(
        self, problem: Starts, start: Array | None, tolerance: float, unfit: tuple[str, ...], stop: Stop | None
    ) -> Solution:  # fmt: skip
        def better(progress: Progress) -> None:
            if self.heard is not None:
                self.heard(self._found(problem.choices(progress.x), progress.upper, unfit))

        return maximise(problem.problem, tolerance=tolerance, heard=better, stop=stop, start=start)

    def _that_fit(
        self, first: Sequence[ChosenInput], worth: Mapping[str, float], stop: Stop | None
    ) -> list[ChosenInput]:
        """As many of the inputs as have starts within the limits, what is worth most first, needs before it."""
        held: list[ChosenInput] = []
        for choice in sorted(
            first, key=lambda one: (one.id not in self.fixed, -worth.get(one.id, 0.0), one.id)
        ):
            more = [one for one in first if one in held or one is choice]
            more += [one for one in first if one not in more and one.id in _needed(choice, first)]
            if all(one in held for one in more) or (stop is not None and stop()):
                continue
            problem = starts_problem(
                self.model, more, self.spending, self.weights, self.columns * 0.0, self.fixed
            )
            if maximise(problem.problem, tolerance=0.5, stop=stop).feasible:
                held = more
        return [one for one in first if one in held]

    def _at_first(self, chosen: Sequence[ChosenInput]) -> list[ChosenInput]:
        """Each as early as it can start; what has begun, when it did."""
        opens = self.scenario.start
        return [
            one
            if one.id in self.fixed
            else ChosenInput(one.input, max(opens, one.input.earliest or opens), one.coverage)
            for one in chosen
        ]

    def _taken_of(self, scenario: Scenario) -> tuple[ChosenInput, ...]:
        ids = {choice.id for choice in self.taken}
        return _once(one for one in choices_of(scenario, self.library)[0] if one.id in ids)

    def _found(self, chosen: Sequence[ChosenInput], upper: float, unfit: Sequence[str]) -> Roadmap:
        """What an answer means: what fits nowhere stays where it was."""
        starts = {choice.id: choice for choice in chosen}
        whole = tuple(starts.get(one.id, one) for one in self.taken)
        part = [one for one in whole if one.id not in unfit]
        gain = self._gain(part)
        before = {one.id: one.start for one in self.taken}
        moved = {one.id: one.start for one in whole if one.start != before[one.id]}
        notes = [NOT_LINEAR] if not linear(self.model) else []
        notes += [DIPS] if self.model.assumptions.number("dip.on") else []
        return Roadmap(
            self.model, _with_starts(self.scenario, whole), tuple(part), self.aim, gain, max(gain, upper),
            moved, tuple(unfit), notes=tuple(notes), whole=whole, before=self.taken,
            gain_before=self._gain([one for one in self.taken if one.id not in unfit]),
        )  # fmt: skip

    def _gain(self, chosen: Sequence[ChosenInput]) -> float:
        """The rise of the figure with some starts, over the quarters as the aim counts them."""
        if not chosen:
            return 0.0
        rise = self.model.run(chosen).final - self.model.doses.bands.score[:, None]
        return float(self.weights @ rise @ self.columns)


def linear(model: Model) -> bool:
    """Whether the overall figure is linear in the levels."""
    return model.figures.matrix is not None and not model.baseline.is_skills


def weights_of(model: Model) -> Array:
    """How far a step of each cell moves the overall figure; where that is not linear, the mean of the levels."""
    import numpy as np

    if linear(model) and model.figures.matrix is not None:
        return np.asarray(model.figures.matrix[0], dtype=float)
    cells = len(model.baseline.cells)
    return np.full(cells, 1 / cells)


def columns_of(model: Model, aim: Aim) -> Array:
    """How much each quarter-end counts."""
    import numpy as np

    count = len(model.quarters)
    if aim == "path":
        return np.full(count, 1 / count)
    return np.asarray(np.eye(count)[-1], dtype=float)


def _has_begun(choice: Choice) -> bool:
    begun = choice.actual is not None and choice.actual.start is not None
    return begun or choice.status in ("started", "done", "stopped")


def _once(chosen: Iterable[ChosenInput]) -> tuple[ChosenInput, ...]:
    """Each input once, also where a scenario names it twice."""
    return tuple({choice.id: choice for choice in reversed(list(chosen))}.values())[::-1]


def _with_starts(scenario: Scenario, chosen: Iterable[ChosenInput]) -> Scenario:
    for choice in chosen:
        scenario = started(scenario, choice.input, choice.start)
    return scenario


def _needed(choice: ChosenInput, chosen: Sequence[ChosenInput]) -> set[str]:
    """All that an input needs among the others, at first or second hand; of several each that is there."""
    known = {one.id: one for one in chosen}
    found, ahead = set[str](), [choice]
    while ahead:
        needs = ahead.pop().input.needs
        more = {other for other in (*needs.all, *needs.any) if other in known} - found
        found |= more
        ahead += [known[other] for other in sorted(more)]
    return found


def roadmap(
    model: Model,
    scenario: Scenario,
    library: Iterable[Intervention],
    *,
    aim: Aim = "path",
    outlay: Mapping[str, float] | float | None = None,
    tolerance: float = 0.001,
    worth: Mapping[str, float] | None = None,
    heard: Callable[[Roadmap], None] | None = None,
    stop: Stop | None = None,
) -> Roadmap:
    """The best starts for a scenario's inputs, within its person-days and money by year.

    `outlay`: what may be paid in one calendar year, once and recurring together. What is already started, done or
    stopped keeps its start. `heard` is told of each better answer, the greedy one first; `stop` ends it early.
    """
    return Starting(model, scenario, tuple(library), aim, outlay, heard).run(tolerance, worth or {}, stop)
