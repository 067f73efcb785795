"""What the screen "best for a budget" shows: values only. Found in a thread (`finder`), drawn by the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from maturity_tui.analysis.scenarios.choices import ChosenInput, start_of
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario
from maturity_tui.ui.screens.what_if.view import Answer

OBJECTIVES: Final = {
    "gain": "Best gain for the money",
    "targets": "Cheapest that reaches all targets",
    "count": "Most capabilities at target",
    "floor": "Best lowest level",
}
BUDGETS: Final = 20
"""The points of the curve."""


@dataclass(frozen=True)
class Sought:
    """What is looked for: an objective, under the limits of a scenario with its quarters, musts and starts."""

    scenario: Scenario
    objective: str = "gain"


@dataclass(frozen=True)
class Plan:
    """A set of inputs: what it is worth by an objective, what nothing under the limits can exceed, what it costs.

    `value` and `upper` are in the objective's unit: a rise, a cost in all (nothing then costs less than `upper`),
    cells at target, a level. `rise` is that of the overall figure at the last quarter-end, `at_target` and `lowest`
    how the cells then stand; `gains` what each input loses when left out; `days` the most that a quarter is asked for.
    """

    ids: tuple[str, ...]
    value: float
    upper: float
    gap: float
    rise: float
    once: float
    yearly: float
    days: float = 0.0
    at_target: int = 0
    lowest: float = 0.0
    gains: Mapping[str, float] = field(default_factory=dict, hash=False)
    objective: str = "gain"
    budget: float | None = None
    difference: float | None = None
    notes: tuple[str, ...] = ()
    stopped: bool = False

    @property
    def place(self) -> tuple[float, float]:
        """Where it stands on the curve: what it costs once, and by how much the figure rises."""
        return self.once, self.rise


@dataclass(frozen=True)
class SoFar:
    """How far a search has come: the best value, and the share by which a better one may exceed it."""

    value: float
    gap: float


@dataclass(frozen=True)
class Findings:
    """What was found up to now. `is_whole`: the curve has all its points; `refusal`: why nothing can be;
    `is_done`: nothing more will come by itself."""

    sought: Sought
    now: Plan | None = None
    best: Plan | None = None
    curve: tuple[Plan, ...] = ()
    is_whole: bool = False
    so_far: SoFar | None = None
    refusal: str = ""
    is_done: bool = False
    is_stopped: bool = False

    @property
    def plans(self) -> tuple[Plan, ...]:
        """All of them, the cheapest first. Of budgets that buy the same the largest is named, since what is best for
        that is best for less too; the best that was sought stands for a point that is the same."""
        found = {frozenset(plan.ids): plan for plan in (*self.curve, *([self.best] if self.best else []))}
        return tuple(sorted(found.values(), key=lambda plan: plan.place))

    def changed(self, **more: object) -> Findings:
        """The same with other parts."""
        return replace(self, **more)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Kept:
    """What was found, kept while what-if lives. `asked`: the questions that lead to it, as what-if had it when the
    screen was opened and as it was changed there."""

    asked: tuple[tuple[object, ...], ...]
    findings: Findings

    def again(self, answer: Answer) -> Findings | None:
        """The findings for what-if as it is now; None where it asks for something else."""
        if question(answer, answer.scenario) not in self.asked:
            return None
        sought = self.findings.sought
        here = sought.scenario.changed(inputs=answer.scenario.inputs)
        return self.findings.changed(sought=replace(sought, scenario=here), now=None)


@dataclass(frozen=True)
class Outcome:
    """How the screen was left: with what was found, and a plan that is taken over, if one is."""

    kept: Kept
    taken: Plan | None = None


def question(answer: Answer, scenario: Scenario) -> tuple[object, ...]:
    """All of a scenario that findings depend on; which inputs are chosen is no part of it, when they start is."""
    moved = sorted(
        repr(choice.changed(owner="", due=None, status=None, actual=None)) for choice in scenario.inputs
         if choice.start is not None or choice.coverage is not None
    )  # fmt: skip
    bare = scenario.changed(id="any", title="any", inputs=())
    return answer.setting, repr(bare), *moved


def chosen_of(answer: Answer, scenario: Scenario, ids: tuple[str, ...]) -> list[ChosenInput]:
    """Inputs by their ids, each with the start and coverage that the scenario gives it, else its earliest."""
    own = {choice.input: choice for choice in scenario.inputs}
    known = answer.ground.known
    return [
        ChosenInput(
            known[item], start_of(own.get(item), known[item], scenario.start),
            own[item].coverage if item in own else None,
        )
        for item in ids if item in known
    ]  # fmt: skip


def with_plan(scenario: Scenario, plan: Plan) -> Scenario:
    """The scenario with the inputs of a plan; those that were chosen before keep their start and coverage."""
    kept = tuple(choice for choice in scenario.inputs if choice.input in plan.ids)
    before = {choice.input for choice in kept}
    more = tuple(Choice(input=item) for item in plan.ids if item not in before)
    return scenario.changed(inputs=(*kept, *more))


@dataclass(frozen=True)
class Difference:
    """A plan beside what is chosen now."""

    added: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


def difference(plan: Plan, now: Plan | None) -> Difference:
    """What a plan adds to what is chosen, keeps of it and leaves out, each by what it adds."""
    before = set(now.ids) if now else set()

    def by_gain(ids: set[str], gains: Mapping[str, float]) -> tuple[str, ...]:
        return tuple(sorted(ids, key=lambda item: (-gains.get(item, 0.0), item)))

    ids = set(plan.ids)
    return Difference(
        by_gain(ids - before, plan.gains),
        by_gain(ids & before, plan.gains),
        by_gain(before - ids, now.gains if now else {}),
    )
