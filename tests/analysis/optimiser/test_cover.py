"""The cover problem by itself: its bound holds, it can be stopped, it is the same each time, it is told of."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from maturity_tui.analysis.optimiser.cover import Cap, Ceiling, CoverProblem, Progress, Row, maximise
from maturity_tui.analysis.optimiser.hull import Hull
from maturity_tui.analysis.optimiser.programme import Programme
from maturity_tui.analysis.optimiser.terms import Worth, gap_of, merged


def problem(seed: int, n: int = 12, terms: int = 15) -> CoverProblem:
    random = np.random.default_rng(seed)
    strength = random.uniform(0, 1, (n, terms)) * (random.random((n, terms)) < 0.4)
    cost = random.integers(1, 20, n).astype(float)
    rows = [Row(dict(enumerate(cost)), high=0.4 * cost.sum()), Row({0: 1.0, 1: -1.0}, high=0.0)]
    return CoverProblem(random.uniform(0, 1, terms), strength, rows)


def all_of(one: CoverProblem) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Every answer that keeps the rows, and its worth, in plain NumPy."""
    x = np.array(list(itertools.product([0.0, 1.0], repeat=one.size)))
    worth = (1 - np.exp(-x @ one.strength)) @ one.value
    for row in one.rows:
        total = sum(coef * x[:, column] for column, coef in row.coefs.items())
        worth[(total > row.high + 1e-9) | (total < row.low - 1e-9)] = -np.inf
    return x, worth


@pytest.mark.parametrize("seed", range(6))
def test_the_optimum_equals_that_of_all_answers(seed: int) -> None:
    one = problem(seed)
    assert maximise(one, tolerance=1e-9).gain == pytest.approx(all_of(one)[1].max(), abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_every_bound_on_the_way_lies_above_the_optimum_and_every_gain_below(seed: int) -> None:
    one = problem(seed)
    best = all_of(one)[1].max()
    heard: list[Progress] = []
    maximise(one, tolerance=1e-9, heard=heard.append)
    assert heard
    assert all(progress.gain <= best + 1e-9 and progress.upper >= best - 1e-7 for progress in heard)
    gains = [progress.gain for progress in heard]
    uppers = [progress.upper for progress in heard]
    assert gains == sorted(gains)
    assert uppers == sorted(uppers, reverse=True)
    for progress in heard:
        assert progress.proved_gap == gap_of(progress.gain, progress.upper)


def test_a_coarser_tolerance_is_kept_and_says_what_it_left() -> None:
    one = problem(3)
    found = maximise(one, tolerance=0.05)
    assert found.proved_gap <= 0.05
    assert found.upper >= all_of(one)[1].max() - 1e-9
    assert found.proved_gap == pytest.approx((found.upper - found.gain) / found.upper)


def test_stopped_at_once_it_hands_over_the_best_so_far_and_its_gap() -> None:
    one = problem(1)
    found = maximise(one, tolerance=1e-9, stop=lambda: True)
    assert found.stopped
    assert found.x is not None
    assert np.isclose(all_of(one)[1], found.gain, rtol=0, atol=1e-12).any()
    assert found.proved_gap > 0


def test_stopped_in_the_middle_its_bound_still_holds() -> None:
    one = problem(1, 14, 40)
    best = all_of(one)[1].max()
    asked: Iterator[int] = itertools.count()
    found = maximise(one, tolerance=1e-9, stop=lambda: next(asked) > 6)
    assert found.stopped
    assert found.gain <= best + 1e-9 <= found.upper + 1e-6


def test_the_same_problem_has_the_same_answer_each_time() -> None:
    def heard(seed: int) -> list[tuple[float, float]]:
        found: list[tuple[float, float]] = []
        maximise(problem(seed, 14, 40), tolerance=1e-6, heard=lambda now: found.append((now.gain, now.upper)))
        return found

    assert heard(5) == heard(5)


def test_an_answer_to_begin_with_is_the_first_that_is_heard_of() -> None:
    one = problem(2)
    x, worth = all_of(one)
    heard: list[Progress] = []
    maximise(one, start=x[worth.argmax()], heard=heard.append)
    assert heard[0].gain == pytest.approx(worth.max())


def test_an_answer_to_begin_with_that_breaks_a_row_is_left_aside() -> None:
    one = problem(2)
    found = maximise(one, tolerance=1e-9, start=np.ones(one.size))
    assert found.gain == pytest.approx(all_of(one)[1].max(), abs=1e-9)


def test_terms_of_equal_strength_are_taken_together() -> None:
    one = problem(4, terms=6)
    twice = CoverProblem(
        np.concatenate([one.value, 2 * one.value, [5.0]]),
        np.hstack([one.strength, one.strength, np.zeros((one.size, 1))]),
        one.rows,
    )
    small = merged(twice)
    assert small.strength.shape[1] == 6
    assert small.value.sum() == pytest.approx(3 * one.value.sum())
    assert maximise(twice, tolerance=1e-9).gain == pytest.approx(3 * all_of(one)[1].max(), abs=1e-8)


def test_a_ceiling_lies_under_each_of_its_caps() -> None:
    # z ≤ u0 and z ≤ u1 / 2, and only one column can be had: column 2 does a little for both.
    strength = np.array([[2.0, 0.0], [0.0, 2.0], [0.4, 0.4]])
    rows = [Row({0: 1.0, 1: 1.0, 2: 1.0}, high=1.0)]
    gate = Ceiling((Cap(0.0, {0: 1.0}), Cap(0.0, {1: 0.5})), 1.0)
    found = maximise(CoverProblem(np.zeros(2), strength, rows, [gate]), tolerance=1e-9)
    assert found.chosen == (2,)
    assert found.gain == pytest.approx((1 - np.exp(-0.4)) / 2)


def test_what_no_answer_keeps_has_none() -> None:
    rows = [Row({0: 1.0}, low=1.0), Row({0: 1.0, 1: 1.0}, high=0.0)]
    found = maximise(CoverProblem(np.ones(1), np.ones((2, 1)), rows))
    assert found.x is None
    assert not found.feasible


def test_a_tangent_lies_above_the_curve_and_touches_it() -> None:
    programme = Programme(CoverProblem(np.ones(1), np.ones((1, 1))), exact=True)
    rows = programme.solver.getNumRow()
    assert programme.tangents(np.array([0.7]), None) == 1
    assert programme.solver.getNumRow() == rows + 1
    # x = .7 fixed: the relaxation's u is then what the tangent allows, 1 − e^(−.7).
    programme.solver.changeColBounds(0, 0.7, 0.7)
    assert programme.relaxed(None).bound == pytest.approx(1 - np.exp(-0.7))
    programme.solver.changeColBounds(0, 0.2, 0.2)
    assert programme.relaxed(None).bound >= 1 - np.exp(-0.2)


@given(
    columns=st.integers(1, 6), terms=st.integers(1, 3), seed=st.integers(0, 2**16),
    shares=st.lists(st.floats(0, 1), min_size=6, max_size=6),
)  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_a_facet_lies_above_every_subset_touches_one_more_than_columns_and_is_no_looser_than_a_mixture(
    columns: int, terms: int, seed: int, shares: list[float]
) -> None:
    random = np.random.default_rng(seed)
    strength, value = random.uniform(0.01, 2, (columns, terms)), random.uniform(0.1, 1, terms)
    x = np.array(shares[:columns])
    facet = Hull(CoverProblem(value, strength), value).facet(x)
    sets = np.array(list(itertools.product([0.0, 1.0], repeat=columns)))
    worth = (1 - np.exp(-sets @ strength)) @ value
    over = facet.constant + sets @ facet.slope - worth
    assert over.min() >= -1e-12
    assert (over <= 1e-9).sum() >= columns + 1
    # What the facet allows at x is what a mixture of subsets with these shares is worth at most: SciPy's simplex.
    equal = np.vstack([sets.T, np.ones(len(sets))])
    mixed = linprog(-worth, A_eq=equal, b_eq=np.append(x, 1.0), method="highs")
    assert facet.constant + facet.slope @ x == pytest.approx(-mixed.fun, abs=1e-7)


@pytest.mark.parametrize("seed", range(4))
def test_no_cut_that_is_added_cuts_off_an_answer(seed: int) -> None:
    one = merged(problem(seed, n=9))
    programme = Programme(one, exact=True)
    x = np.random.default_rng(seed).uniform(0, 1, one.size)
    for point in (x, np.round(x)):
        assert programme.sharpen(point, None)
    programme.tangents(x, None)
    assert {len(touches) > 0 for _, _, touches in programme.cuts} == {True, False}
    for answer in all_of(one)[0][::7]:
        index = np.arange(one.size, dtype=np.int32)
        programme.solver.changeColsBounds(one.size, index, answer, answer)
        truth = (1 - np.exp(-answer @ one.strength)) @ one.value
        found = programme.relaxed(None)
        assert found.infeasible or found.bound >= truth - 1e-8


def test_tidying_leaves_the_bound_where_it_was() -> None:
    programme = Programme(merged(problem(3)), exact=True)
    for place in range(6):
        programme.sharpen(np.full(12, 0.1 + 0.15 * place), None)
    before, cuts = programme.relaxed(None).bound, len(programme.cuts)
    programme.tidy()
    assert len(programme.cuts) < cuts
    assert programme.solver.getNumRow() == programme.fixed + len(programme.cuts)
    assert programme.relaxed(None).bound == pytest.approx(before, abs=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_terms_that_many_columns_reach_have_tangents_only_and_the_same_optimum(seed: int) -> None:
    one = problem(seed, n=14)
    dense = CoverProblem(one.value, one.strength + 0.02, one.rows)
    assert not Programme(merged(dense), exact=True).hulls
    assert maximise(dense, tolerance=1e-9).gain == pytest.approx(all_of(dense)[1].max(), abs=1e-9)


def test_an_answer_beside_another_is_worth_the_same_as_by_itself() -> None:
    one = problem(5)
    worth = Worth(one)
    x, truth = all_of(one)
    for start in (x[0], x[77], x[-1]):
        assert worth.of(x[:300], start) == pytest.approx(truth[:300], abs=1e-12)


def test_a_gap_within_rounding_is_none() -> None:
    assert gap_of(0.0, 5.6e-17) == 0
    assert gap_of(1.0, 1.0 + 1e-15) == 0
    assert gap_of(0.0, 1e-9) == 1
    assert gap_of(0.999, 1.0) == pytest.approx(0.001)
