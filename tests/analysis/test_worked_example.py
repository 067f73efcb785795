"""The whole worked example against the oracle, which was written from the specification alone."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from maturity_tui.analysis.explanation.contributions import contributions
from maturity_tui.analysis.plan.backtest import back_test
from maturity_tui.analysis.uncertainty.sample import DRAWS, Sampled, sample, with_bands
from tests.analysis.oracle_draws import Draws
from tests.analysis.oracle_ground import Array, Take, number_of
from tests.analysis.worked_case import (
    FRAMEWORK,
    SCENARIOS,
    Case,
    assessments,
    baseline,
    case_of,
    library,
    oracle,
)

COUNT = 8000


@cache
def sampled(name: str) -> Sampled:
    projection = case_of(name).projection
    return sample(projection.model, projection.chosen, order=list(library()))


@pytest.fixture(params=SCENARIOS)
def case(request: pytest.FixtureRequest) -> Case:
    return case_of(request.param)


# the mean --------------------------------------------------------------------------------


def test_cells_are_those_of_the_round_with_their_doubt_target_and_weight(case: Case) -> None:
    cells = case.projection.baseline.cells
    assert len(cells) == len(case.oracle.cells) > 200
    places = [case.oracle.at[one.team, one.capability] for one in cells]
    mine = [case.oracle.cells[place] for place in places]
    assert [(one.score, one.low, one.high, one.target) for one in cells] == [
        (one.m0, one.low, one.high, one.target) for one in mine
    ]
    assert [one.sd for one in cells] == pytest.approx([one.sd for one in mine], abs=1e-12)
    assert [one.weight for one in cells] == pytest.approx(case.oracle.weights[places].tolist(), abs=1e-12)
    assert sum(one.weight for one in cells) == pytest.approx(1)


def test_every_node_of_every_team_at_every_quarter_end(case: Case) -> None:
    figures = case.oracle.figures(case.oracle.levels(case.takes))
    now = case.oracle.figures(case.oracle.m0[:, None])
    nodes = {(one.team, one.id): one for one in case.projection.nodes}
    assert nodes.keys() == figures.keys()
    assert len(nodes) > 350
    off = {
        key: one
        for key, one in nodes.items()
        if np.abs(np.array(one.mean) - figures[key]).max() > 1e-9 or abs(one.now - now[key][0]) > 1e-9
    }
    assert off == {}
    assert case.projection.overall.mean == nodes[None, FRAMEWORK.id].mean


def test_the_example_has_what_is_hard_a_gate_a_refresher_a_pair_and_a_team_that_does_not_count() -> None:
    balanced, people = case_of("balanced"), case_of("people-first")
    free = [
        case.oracle.m0[:, None]
        + (case.oracle.room[:, :, None] * -np.expm1(-case.oracle.strength(case.takes))).sum(axis=1)
        for case in (balanced, people)
    ]
    assert (free[0] - balanced.oracle.levels(balanced.takes)).max() > 0.1
    assert balanced.oracle.pairs(balanced.oracle.families(balanced.takes))
    assert any(len(one) > 1 for one in people.oracle.families(people.takes).values())
    assert not balanced.oracle.weights[[one.team == "data-insight" for one in balanced.oracle.cells]].any()


def test_person_days_and_money(case: Case) -> None:
    mine, found = case.oracle, case.projection
    assert found.person_days.demand == pytest.approx(mine.days(case.takes))
    assert found.costs.once == pytest.approx(sum(map(mine.once, case.takes)))
    assert found.costs.by_year == pytest.approx(mine.by_year(case.takes))
    worth = 0.0
    for take in case.takes:
        ahead = take.start - mine.quarters[0]
        paid = {ahead: mine.once(take)}
        for step in range(ahead, len(mine.quarters)):
            paid[step] = paid.get(step, 0.0) + take.item.cost.per_year / 4
        worth += sum(money * 1.035 ** (-step / 4) for step, money in paid.items())
    assert found.costs.present_value == pytest.approx(worth)


# how sure ---------------------------------------------------------------------------------


def off_by_more_than_luck(value: float, chance: float, draws: Array) -> bool:
    """Whether a percentile lies where the oracle's draws would put it only once in a million samples."""
    luck = 5 * np.sqrt(chance * (1 - chance) * (1 / COUNT + 1 / DRAWS))
    below, up_to = np.mean(draws < value - 1e-6), np.mean(draws <= value + 1e-6)
    return not below - luck <= chance <= up_to + luck


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "quarter"), [("balanced", 2), ("balanced", 7), ("first-year", 7), ("people-first", 7)]
)
def test_means_and_percentiles_of_every_node(name: str, quarter: int) -> None:
    case, bands = case_of(name), sampled(name)
    draws = Draws(case.oracle, case.takes, COUNT, seed=quarter)
    free = case.oracle.figures(draws.levels(quarter))
    noise = case.oracle.figures(draws.noise())  # a mean of noise is the noise of a mean
    off = []
    for node in with_bands(case.projection, bands).nodes:
        key = node.team, node.id
        noisy = np.clip(free[key] + noise[key], 0, 5)
        luck = 5 * free[key].std() * np.sqrt(1 / COUNT + 1 / DRAWS) + 1e-6
        assert node.p5 is not None
        assert node.p95 is not None
        if (
            abs(free[key].mean() - node.mean[quarter]) > luck
            or off_by_more_than_luck(node.p5[quarter], 0.05, noisy)
            or off_by_more_than_luck(node.p95[quarter], 0.95, noisy)
        ):
            off.append(key)
    assert off == []
    whole = np.clip(free[None, FRAMEWORK.id] + noise[None, FRAMEWORK.id], 0, 5)
    for chance in (5, 20, 50, 80, 95):
        row = getattr(bands.overall, f"p{chance}")
        assert not off_by_more_than_luck(row[quarter], chance / 100, whole)


# why ----------------------------------------------------------------------------------------


def test_contributions_sum_to_the_gain_and_stand_beside_true_figures(case: Case) -> None:
    found = contributions(case.projection.model, case.projection.chosen)
    mine, whole = case.oracle, case.oracle.gain(case.takes)
    assert found.gain == pytest.approx(whole, abs=1e-9)
    assert sum(part.part for part in found.parts) == pytest.approx(whole, abs=1e-9)
    parts = {part.input: part for part in found.parts}
    assert parts.keys() == {take.item.id for take in case.takes}
    for take in case.takes:
        others = [one for one in case.takes if one is not take]
        part = parts[take.item.id]
        assert part.alone == pytest.approx(mine.gain([take]), abs=1e-9)
        assert part.left_out == pytest.approx(whole - mine.gain(others), abs=1e-9)


# the back-test -------------------------------------------------------------------------------


def done(ready: Case, until: int) -> list[Take]:
    """What was done by a quarter's end: the done surely, the started not delivered yet."""
    found = []
    for one in ready.scenario.inputs:
        item, actual = library()[one.input], one.actual
        start = number_of((actual and actual.start) or one.start or ready.scenario.start)
        if one.status not in ("started", "done") or start > until:
            continue
        if one.status == "done":
            item = item.changed(probability=1.0)
        elif start + item.quarters - 1 <= until:
            start = until - item.quarters + 2
        coverage: Any = one.coverage
        if actual is not None and actual.coverage is not None:
            named = coverage if not isinstance(coverage, float | int | None) else None
            coverage = dict.fromkeys(named, actual.coverage) if named else actual.coverage
        found.append(Take(item, start, coverage))
    return found


@pytest.mark.slow
def test_the_back_test_counts_what_other_bands_count() -> None:
    ready = case_of("first-year")
    later = assessments("2026-autumn")[0].round
    found = back_test(
        ready.scenario,
        library().values(),
        ready.projection.baseline,
        baseline("2026-autumn", ready.scenario),
        later,
    )
    until = number_of("2026-Q3")  # the last quarter that was over by 20 November 2026
    first = number_of(ready.scenario.start)
    mine = oracle("2025-autumn", ready.scenario, horizon=until - first + 1)
    then = oracle("2026-autumn", ready.scenario, horizon=1)
    takes = mine.together(done(ready, until))
    levels = Draws(mine, takes, COUNT, seed=5).levels(until - first)
    noise = np.random.default_rng(6).standard_normal(levels.shape)
    reached = {place for take in takes for place, parts in mine.doses(take).items() if any(
        dose[:, -1].any() for _, dose in parts)}  # fmt: skip
    inside: dict[tuple[str, str], bool] = {}
    for place, cell in enumerate(mine.cells):
        again = then.at.get((cell.team, cell.item))
        if again is None:
            continue
        doubt = np.sqrt(cell.sd**2 + then.sd[again] ** 2 + 1 / 12)
        low, high = np.quantile(np.clip(levels[place] + doubt * noise[place], 0, 5), [0.05, 0.95])
        inside[cell.team, cell.item] = low <= then.cells[again].m0 <= high
    told = {(one.team, one.capability): one.inside for one in found.cells}
    assert told.keys() == inside.keys()
    assert len(told) == 251
    assert sum(told[key] != inside[key] for key in told) <= 3
    assert abs(sum(told.values()) - 204) <= 2
    touched = [(one.team, one.capability) for one in found.cells if one.reached_by]
    assert set(touched) == {(mine.cells[place].team, mine.cells[place].item) for place in reached} & set(told)
    assert len(touched) == 73
    assert abs(sum(told[key] for key in touched) - 67) <= 1
