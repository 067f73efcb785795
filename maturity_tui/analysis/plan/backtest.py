"""The back-test: a later round held against what was projected for it, *given what was actually done*.

A cell's band is the sampler's 9 in 10 at the last quarter-end before the round was over. It holds the doubt about both
scores: that of the first round and that of the later one, which is besides rounded to a level of its scale (half a
level either way, a spread of a level / √12). Only cells that both rounds scored on one scale are held against each
other; the rest is listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import sqrt

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import InputKind, Intervention
from maturity_tui.analysis.plan.done import done_until, last_quarter_end
from maturity_tui.analysis.plan.tested import BackTest, Held, NotHeld, Row, Sampled, Sampler
from maturity_tui.analysis.projection.baseline import Baseline, Cell
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import Scenario, quarter_index, quarters_from
from maturity_tui.assessments.models import Round

DRAWS = 4096


def back_test(
    scenario: Scenario,
    library: Iterable[Intervention],
    baseline: Baseline,
    later: Baseline,
    round: Round,
    sampler: Sampler | None = None,
) -> BackTest:
    """A plan's later round against what was projected, given what was done.

    Raises ValueError, in a sentence, where the round came too early, or nothing is scored in both.
    """
    quarter = _quarter(scenario, round)
    done = done_until(scenario, library, quarter)
    pairs, left_out = _pairs(baseline, later)
    if not pairs:
        raise ValueError(
            f"Nothing is scored on the same scale both in {baseline.round} and in {round.title}."
        )
    model = _model(scenario, baseline, pairs, quarter)
    levels = model.run(done.chosen).final[:, -1]
    bands = (sampler or usual_sampler)(model, done.chosen).nodes
    reached = _reached(model, done.chosen)
    cells = [
        _held(cell, now.score, float(levels[place]), bands[cell.team, cell.capability], reached.get(place))
        for place, (cell, now) in sorted(pairs.items())
    ]
    return BackTest(
        scenario, round, quarter, done, tuple(cells), tuple(left_out), model, _overall(cells, pairs)
    )


def _held(
    cell: Cell, now: float, projected: float, band: tuple[Row, Row], kinds: frozenset[InputKind] | None
) -> Held:
    low, high = (float(row[-1]) for row in band)
    return Held(cell.team, cell.capability, cell.score, projected, low, high, now, kinds or frozenset())


def _quarter(scenario: Scenario, round: Round) -> str:
    quarter = last_quarter_end(round)
    if quarter < scenario.start:
        raise ValueError(
            f"{round.title} was over before the plan's first quarter, {scenario.start}: "
            "there is nothing yet to hold against it."
        )
    return quarter


def _pairs(baseline: Baseline, later: Baseline) -> tuple[dict[int, tuple[Cell, Cell]], list[NotHeld]]:
    """By their place in the baseline the cells that both rounds have, and what only the first has."""
    found: dict[int, tuple[Cell, Cell]] = {}
    left_out: dict[tuple[str, str | None], NotHeld] = {}
    teams = {cell.team for cell in later.cells}
    resolve = later.framework.resolve if later.framework else str
    for place, cell in enumerate(baseline.cells):
        at = later.place.get((cell.team, resolve(cell.capability)))
        if cell.team not in teams:
            left_out[cell.team, None] = NotHeld(cell.team, None, "no scores in the later round")
        elif at is None:
            left_out[cell.team, cell.capability] = NotHeld(cell.team, cell.capability, "not scored again")
        elif (later.cells[at].low, later.cells[at].high) != (cell.low, cell.high):
            left_out[cell.team, cell.capability] = NotHeld(cell.team, cell.capability, "on another scale now")
        else:
            found[place] = cell, later.cells[at]
    return found, [*left_out.values(), *_new(baseline, later)]


def _new(baseline: Baseline, later: Baseline) -> Iterator[NotHeld]:
    """Teams that only the later round has: new ones, or those that others became."""
    before = {cell.team for cell in baseline.cells}
    for team in dict.fromkeys(cell.team for cell in later.cells):
        if team not in before:
            yield NotHeld(team, None, "no scores in the first round")


def _model(
    scenario: Scenario, baseline: Baseline, pairs: Mapping[int, tuple[Cell, Cell]], quarter: str
) -> Model:
    """The model up to the quarter; each compared cell is as unsure as its two scores together."""
    cells = tuple(
        replace(cell, sd=_both(cell, pairs[place][1], _step(baseline, cell))) if place in pairs else cell
        for place, cell in enumerate(baseline.cells)
    )
    count = quarter_index(quarter) - quarter_index(scenario.start) + 1
    assumptions = Assumptions.default().with_overrides(scenario.assumptions)
    return Model(
        replace(baseline, cells=cells),
        quarters_from(scenario.start, count)[-1:],
        assumptions,
        scenario.calibrated,
    )


def _both(before: Cell, now: Cell, step: float) -> float:
    return sqrt(before.sd**2 + now.sd**2 + step**2 / 12)


def _step(baseline: Baseline, cell: Cell) -> float:
    """How far apart the levels are between which a capability is scored."""
    framework = baseline.framework
    item = framework.capabilities.get(cell.capability) if framework else None
    if framework is None or item is None:
        return 1.0
    values = sorted(float(level.value) for level in framework.levels_of(item))
    return min((high - low for low, high in pairwise(values)), default=0.0)


def usual_sampler(model: Model, chosen: Sequence[ChosenInput]) -> Sampled:
    """The sampler of this package."""
    from maturity_tui.analysis.uncertainty.sample import sample

    return sample(model, chosen, draws=DRAWS)


def _reached(model: Model, chosen: Sequence[ChosenInput]) -> dict[int, frozenset[InputKind]]:
    """For each cell the kinds of input that are at work in it."""
    found: dict[int, frozenset[InputKind]] = {}
    for choice in chosen:
        part = model.doses.of(choice)
        for place in part.cells[part.strength[..., -1].max(axis=1) > 0] if len(part.cells) else ():
            found[int(place)] = found.get(int(place), frozenset()) | {choice.input.kind}
    return found


def _overall(cells: Sequence[Held], pairs: Mapping[int, tuple[Cell, Cell]]) -> tuple[float, float, float]:
    weights = [pairs[place][0].weight for place in sorted(pairs)]
    total = sum(weights)
    if not total:
        weights, total = [1.0] * len(cells), float(len(cells))

    def mean(values: Iterable[float]) -> float:
        return sum(weight * value for weight, value in zip(weights, values, strict=True)) / total

    return (
        mean(one.was for one in cells),
        mean(one.projected for one in cells),
        mean(one.now for one in cells),
    )
