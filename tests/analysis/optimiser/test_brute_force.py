"""The optimum is the optimum: every one of 2^n portfolios is worked out, and none is better."""

from __future__ import annotations

import numpy as np
import pytest

from maturity_tui.analysis.portfolio.best import NoPortfolioError, Objective, Portfolio, Wish, best
from tests.analysis.optimiser.oracle import Council, _allowed, council

EXACT = 1e-9
# Figures of two ways to the same sum.
SAME = 1e-8
INSTANCES = [(seed, 8 + seed % 5) for seed in range(28)] + [(28, 13), (29, 14)]


def wished(case: Council, objective: Objective = Objective.GAIN, **changes: object) -> Portfolio:
    wish = Wish(objective, tolerance=EXACT, **{**case.limits, **changes})  # type: ignore[arg-type]
    return best(case.model, case.library, case.scenario, wish)


@pytest.mark.parametrize(("seed", "n"), INSTANCES)
def test_the_best_gain_of_all_portfolios_is_found(seed: int, n: int) -> None:
    case = council(seed, n)
    found = wished(case)
    assert found.gain == pytest.approx(case.gains.max(), abs=SAME)
    assert case.gains[case.row(found.ids)] == pytest.approx(found.gain, abs=SAME)
    assert found.proved_gap <= 1e-7
    assert not found.stopped


@pytest.mark.parametrize("seed", range(100, 112))
def test_the_best_gain_is_found_where_prerequisites_go_round_in_circles(seed: int) -> None:
    case = council(seed, 10, gated=True)
    free = council(seed, 10)
    found = wished(case)
    assert found.gain == pytest.approx(case.gains.max(), abs=SAME)
    assert found.proved_gap <= 1e-7
    assert case.gains.max() <= free.gains.max() + SAME


def test_the_gates_of_these_instances_hold_something_back() -> None:
    held_back = [
        council(seed, 10).gains.max() - council(seed, 10, gated=True).gains.max() for seed in range(100, 112)
    ]
    assert sum(gap > 0.01 for gap in held_back) >= 6


@pytest.mark.parametrize("seed", range(200, 210))
@pytest.mark.parametrize("gated", [False, True])
def test_the_most_cells_at_target_are_found(seed: int, gated: bool) -> None:
    case = council(seed, 9, gated=gated)
    there = np.where(case.allowed, (case.levels >= case.targets - 1e-9).sum(axis=1), -1)
    found = wished(case, Objective.COUNT)
    assert found.value == pytest.approx(there.max(), abs=SAME)
    assert there[case.row(found.ids)] == there.max()
    assert found.proved_gap <= 1e-7


@pytest.mark.parametrize("seed", range(300, 310))
@pytest.mark.parametrize("gated", [False, True])
def test_the_best_lowest_level_is_found(seed: int, gated: bool) -> None:
    case = council(seed, 9, cells=4, gated=gated)
    lowest = np.where(case.allowed, case.levels.min(axis=1), -np.inf)
    found = wished(case, Objective.FLOOR)
    assert found.value == pytest.approx(lowest.max(), abs=SAME)
    assert lowest[case.row(found.ids)] == pytest.approx(lowest.max(), abs=SAME)


@pytest.mark.parametrize("seed", range(400, 412))
@pytest.mark.parametrize("gated", [False, True])
def test_the_least_cost_to_all_targets_within_reach_is_found(seed: int, gated: bool) -> None:
    case = council(seed, 9, cells=4, gated=gated)
    within = case.targets <= case.levels[-1] - 1e-9
    reached = ((case.levels >= case.targets - 1e-9) | ~within).all(axis=1)
    loose = {"once": None, "per_year": None, "person_days": None}
    able = reached & council_rules(case)
    if not able.any():
        # Those that cannot be had even one by one, for what excludes what, are left out too.
        alone = ((case.levels >= case.targets - 1e-9) & council_rules(case)[:, None]).any(axis=0)
        within &= alone
        able = ((case.levels >= case.targets - 1e-9) | ~within).all(axis=1) & council_rules(case)
    if not able.any():
        with pytest.raises(NoPortfolioError):
            wished(case, Objective.TARGETS, **loose)
        return
    found = wished(case, Objective.TARGETS, **loose)
    assert found.value == pytest.approx(case.total[able].min(), abs=1e-6)
    assert able[case.row(found.ids)]
    assert found.proved_gap <= 1e-7
    out = sum(int(note.split()[0]) for note in found.notes if "out of reach" in note)
    assert out == int((~within).sum())


def council_rules(case: Council) -> np.ndarray:  # type: ignore[type-arg]
    """Which portfolios keep needs and excludes, whatever they cost."""
    return np.array([_allowed(case.library, row) for row in case.sets])


def test_some_targets_are_reached_and_some_are_not() -> None:
    cases = [council(seed, 9, cells=4) for seed in range(400, 412)]
    within = [case.targets <= case.levels[-1] - 1e-9 for case in cases]
    assert any(row.all() for row in within) or any(row.any() for row in within)
    assert any(not row.all() for row in within)


@pytest.mark.parametrize("seed", range(500, 506))
def test_must_haves_are_in_and_must_nots_are_not(seed: int) -> None:
    case = council(seed, 9)
    free = case.ids(int(case.gains.argmax()))
    inside, outside = sorted(free)[0], sorted({item.id for item in case.library} - free)
    asked = case.gains.copy()
    column = [item.id for item in case.library].index(inside)
    asked[case.sets[:, column]] = -np.inf
    found = wished(case, must_not=(inside,))
    assert inside not in found.ids
    assert found.gain == pytest.approx(asked.max(), abs=SAME)
    for must in outside:
        asked = case.gains.copy()
        asked[~case.sets[:, [item.id for item in case.library].index(must)]] = -np.inf
        if np.isfinite(asked.max()):
            found = wished(case, must=(must,))
            assert must in found.ids
            assert found.gain == pytest.approx(asked.max(), abs=SAME)
            return


@pytest.mark.parametrize("seed", range(600, 606))
def test_a_larger_budget_never_hurts(seed: int) -> None:
    case = council(seed, 9)
    gains = [wished(case, once=budget).gain for budget in (0, 40, 80, 120, 240)]
    assert gains == sorted(gains)
    assert gains[-1] > gains[0]
