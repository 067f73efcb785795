"""Start quarters that the person-days allow: a greedy roadmap, in which starts only ever move later.

What is needed is placed before what needs it, then what starts first, then what gains most. Each takes the
first quarter from its own start in which all its quarters still have the days; what fits nowhere stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.choices import ChosenInput, choices_of
from maturity_tui.analysis.scenarios.choosing import started
from maturity_tui.analysis.scenarios.demand import person_days, supply_of
from maturity_tui.analysis.scenarios.scenario import Scenario, quarter_index, quarter_name, quarters_from

# A sum of days that fills a quarter exactly must not miss it by rounding.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Scheduled:
    """A scenario with starts that fit: which moved, to which quarter, and which fit nowhere."""

    scenario: Scenario
    moved: Mapping[str, str]
    unfit: tuple[str, ...] = ()


def schedule(
    scenario: Scenario,
    library: Iterable[Intervention],
    assumptions: Assumptions,
    worth: Mapping[str, float] | None = None,
) -> Scheduled:
    """The scenario with starts moved later until each quarter's person-days are enough, as far as they can be."""
    chosen, _ = choices_of(scenario, library)
    quarters = quarters_from(scenario.start, scenario.horizon)
    left = list(supply_of(scenario.limits, quarters))
    placed: dict[str, ChosenInput] = {}
    unfit = []
    for choice in _in_order(chosen, worth or {}):
        fits = next(
            (
                later
                for later in _starts(choice, placed, quarters)
                if _fits(later, left, quarters, assumptions)
            ),
            None,
        )
        if fits is None:
            unfit.append(choice.id)
        placed[choice.id] = fits or choice
        _take(placed[choice.id], left, quarters, assumptions)
    moved = {
        choice.id: placed[choice.id].start for choice in chosen if placed[choice.id].start != choice.start
    }
    changed = scenario
    for choice in chosen:
        if choice.id in moved:
            changed = started(changed, choice.input, moved[choice.id])
    return Scheduled(changed, moved, tuple(unfit))


def _in_order(chosen: Sequence[ChosenInput], worth: Mapping[str, float]) -> list[ChosenInput]:
    """What is needed before what needs it; else by start, then by worth."""
    waiting = sorted(chosen, key=lambda one: (quarter_index(one.start), -worth.get(one.id, 0.0), one.id))
    ids = {one.id for one in chosen}
    found: list[ChosenInput] = []
    while waiting:
        done = {one.id for one in found}
        # In a circle of needs nothing is free: then the first goes.
        ready = next((one for one in waiting if not (set(one.input.needs.all) & ids) - done), waiting[0])
        waiting.remove(ready)
        found.append(ready)
    return found


def _starts(
    choice: ChosenInput, placed: Mapping[str, ChosenInput], quarters: Sequence[str]
) -> Iterable[ChosenInput]:
    """The choice at each start that it may have, its own first."""
    needed = [placed[need].delivered for need in choice.input.needs.all if need in placed]
    first = max([quarter_index(choice.start), *needed])
    for quarter in range(first, quarter_index(quarters[-1]) + 1):
        yield ChosenInput(choice.input, quarter_name(quarter), choice.coverage)


def _days(choice: ChosenInput, quarters: Sequence[str], assumptions: Assumptions) -> tuple[float, ...]:
    return person_days([choice], quarters, assumptions).demand


def _fits(
    choice: ChosenInput, left: Sequence[float | None], quarters: Sequence[str], assumptions: Assumptions
) -> bool:
    days = _days(choice, quarters, assumptions)
    return all(
        not asked or there is None or asked <= there + _ROUNDING
        for asked, there in zip(days, left, strict=True)
    )


def _take(
    choice: ChosenInput, left: list[float | None], quarters: Sequence[str], assumptions: Assumptions
) -> None:
    for place, asked in enumerate(_days(choice, quarters, assumptions)):
        there = left[place]
        left[place] = None if there is None else there - asked
