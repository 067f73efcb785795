"""Samples against closed forms that are worked out apart, and what must hold of every sample."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Sequence
from itertools import product
from math import log, sqrt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import roots_jacobi
from scipy.stats import beta

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.projection.baseline import Baseline, Cell, baseline_of
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.projection import Projection, project
from maturity_tui.analysis.projection.shares import pert
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarters_from
from maturity_tui.analysis.uncertainty.sample import (
    Sampled,
    Stopped,
    formula_is_exact,
    sample,
    with_bands,
)
from tests.analysis.conftest import build_assessment, build_framework

START = "2027-Q1"
FLAT = {f"{kind}.bands": [1, 1, 1, 1, 1] for kind in ("training", "capacity", "technology")}
SURE = {**FLAT, "capacity.ramp": [1, 1, 1], "training.floor": 1}
QUIET = {f"score.sd_{held}": 0 for held in ("low", "medium", "high")}
NORMAL = (-1.644854, -0.841621, 0.0, 0.841621, 1.644854)

Build = Callable[..., Intervention]


def plain(scores: Sequence[float], sd: float = 0.0) -> Baseline:
    """Cells `c0`, `c1` … of one team, alike in weight, without a framework."""
    return Baseline(
        tuple(Cell("t", f"c{at}", one, weight=1 / len(scores), sd=sd) for at, one in enumerate(scores))
    )


def model_of(baseline: Baseline, quarters: int = 3, **assumed: Any) -> Model:
    overrides = {**SURE, **{name.replace("__", "."): value for name, value in assumed.items()}}
    return Model(
        baseline, quarters_from(START, quarters), Assumptions.default().with_overrides(overrides), True
    )


def started(*inputs: Intervention) -> list[ChosenInput]:
    return [ChosenInput(item, START) for item in inputs]


def rows_of(sampled: Sampled) -> list[tuple[float, ...] | None]:
    one = sampled.overall
    return [one.p5, one.p20, one.p50, one.p80, one.p95]


# the closed forms ----------------------------------------------------------------------


def left(item: Intervention, *powers: float) -> float:
    """E of the product of (1 − e)^power, for one range, with the chance of delivery; Gauss and Jacobi, 40 nodes."""
    (share,) = {effect.share for effect in item.effects}
    found = pert(*share, 1)
    u = (found.mode - found.lower) / (found.upper - found.lower)
    at, weights = roots_jacobi(40, 4 - 4 * u, 4 * u)
    e = found.lower + (found.upper - found.lower) * (at + 1) / 2
    mean = float(weights @ (1 - e) ** sum(powers) / weights.sum())
    return 1 - item.probability + item.probability * mean


def moments(baseline: Baseline, inputs: Sequence[Intervention]) -> tuple[float, float]:
    """Mean and sd of the overall figure where all is at work in full, the inputs independent, nothing gated."""
    reach = [
        {effect.capability: float(effect.coverage_of("t")) for effect in item.effects} for item in inputs
    ]

    def expected(*cells: Cell) -> float:
        found = 1.0
        for item, cover in zip(inputs, reach, strict=True):
            powers = [cover[cell.capability] for cell in cells if cell.capability in cover]
            found *= left(item, *powers) if powers else 1.0
        return found

    room = {cell.capability: cell.weight * (cell.high - cell.score) for cell in baseline.cells}
    mean = sum(
        cell.weight * cell.score + room[cell.capability] * (1 - expected(cell)) for cell in baseline.cells
    )
    variance = sum(
        room[one.capability]
        * room[other.capability]
        * (expected(one, other) - expected(one) * expected(other))
        for one, other in product(baseline.cells, repeat=2)
    )
    return mean, sqrt(variance)


def several(make_input: Build) -> list[Intervention]:
    half = {"share": [0.2, 0.3, 0.5], "coverage": 0.5}
    return [
        make_input("one", {"c0": [0.1, 0.3, 0.5], "c1": [0.1, 0.3, 0.5]}),
        make_input("two", {"c1": [0.2, 0.3, 0.5], "c2": half, "c3": [0.2, 0.3, 0.5]}, probability=0.7),
        make_input("three", {"c0": [0.0, 0.05, 0.4], "c3": [0.0, 0.05, 0.4]}, probability=0.4),
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_mean_and_sd_are_those_of_the_closed_form(make_input: Build, seed: int) -> None:
    baseline, inputs = plain([0, 1, 2.5, 4]), several(make_input)
    model = model_of(baseline, execution__correlation=0)
    found = sample(model, started(*inputs), seed=seed).draws[:, -1].astype(float)
    mean, sd = moments(baseline, inputs)
    assert found.mean() == pytest.approx(mean, abs=4 * sd / sqrt(len(found)))
    fourth = ((found - mean) ** 4).mean() / sd**4
    assert found.std() == pytest.approx(sd, abs=4 * sd * sqrt((fourth - 1) / 4 / len(found)))


def test_the_central_figure_is_the_formula_where_that_is_exact(make_input: Build) -> None:
    chosen = started(*several(make_input))
    model = model_of(plain([0, 1, 2.5, 4]), execution__correlation=0)
    assert formula_is_exact(model, chosen)
    assert sample(model, chosen, draws=64).overall.mean == project(model, chosen).overall.mean
    assert not formula_is_exact(model_of(plain([0, 1])), chosen)


def test_an_input_that_may_not_come_is_there_or_not(make_input: Build) -> None:
    model = model_of(plain([2.0]))
    sampled = sample(model, started(make_input("i", {"c0": 0.5}, probability=0.3)))
    assert set(sampled.draws[:, -1]) == {2.0, 3.5}
    assert sampled.overall.mean[-1] == pytest.approx(2 + 0.3 * 1.5, abs=1e-12)
    assert sampled.chance(3.5) == pytest.approx(0.3, abs=1 / 4000)
    assert [row[-1] for row in rows_of(sampled) if row] == [2.0, 2.0, 2.0, 3.5, 3.5]


def test_late_draws_are_a_quarter_behind_and_the_mean_is_between(make_input: Build) -> None:
    model = model_of(plain([2.0]), capacity__ramp=[0.5, 0.75, 1], duration__late=0.25)
    chosen = started(make_input("i", {"c0": 0.5}))
    sampled, formula = sample(model, chosen), project(model, chosen).overall.mean
    known = [5 - 3 * 0.5**dose for dose in (0, 0.5, 0.75, 1)]
    assert formula == pytest.approx([2, 0.25 * 2 + 0.75 * known[1], 0.25 * known[1] + 0.75 * known[2]])
    assert sampled.overall.mean == pytest.approx(formula, abs=1e-3)
    assert sampled.overall.mean[0] == 2.0
    assert sorted(set(sampled.draws[:, 2].tolist())) == pytest.approx([known[1], known[2]], abs=1e-6)
    assert (sampled.draws[:, 2] < 3).mean() == pytest.approx(0.25, abs=1 / 2000)


def test_a_gate_costs_on_average_what_the_means_do_not_see(
    make_framework: Any, make_input: Build, make_baseline: Any
) -> None:
    framework = make_framework({"a": {}, "b": {"needs": {"a": 0}}})
    baseline = make_baseline(framework, {"a": 2, "b": 2})
    model = model_of(baseline, execution__correlation=0)
    inputs = started(make_input("a", {"a": 0.5}, probability=0.5), make_input("b", {"b": 0.25}))
    sampled, formula = sample(model, inputs), project(model, inputs)
    # B alone comes to 2.75. Half the draws leave A at 2 and hold B there; in the others A stands at 3.5.
    assert formula.overall.mean[-1] == pytest.approx((2.75 + 2.75) / 2)
    assert sampled.overall.mean[-1] == pytest.approx(((2.75) + (2 + 2.75) / 2) / 2, abs=1e-4)


# correlation, seeds, common numbers ---------------------------------------------------


def test_a_shared_execution_widens_the_band_of_an_average(make_input: Build) -> None:
    baseline = plain([1.0] * 12)
    inputs = started(*(make_input(f"i{at}", {f"c{at}": [0.1, 0.3, 0.5]}) for at in range(12)))
    spread = [
        float(sample(model_of(baseline, execution__correlation=rho), inputs).draws[:, -1].std())
        for rho in (0, 0.3, 0.6)
    ]
    one = spread[0] * sqrt(12)
    # Alike variables with a correlation r have a mean with the variance (1 + 11 r) / 12 of one.
    assert spread[1] == pytest.approx(one * sqrt((1 + 11 * 0.3) / 12), rel=0.05)
    assert spread[2] == pytest.approx(one * sqrt((1 + 11 * 0.6) / 12), rel=0.05)


def test_a_seed_gives_the_same_to_the_last_bit_and_another_something_else(make_input: Build) -> None:
    model, chosen = model_of(plain([0, 1, 2, 4], sd=0.3)), started(*several(make_input))
    one, again, other = (sample(model, chosen, seed=seed, draws=512) for seed in (5, 5, 6))
    assert (one.overall, one.nodes) == (again.overall, again.nodes)
    assert np.array_equal(one.draws, again.draws)
    assert np.array_equal(one.last, again.last)
    assert one.overall != other.overall
    assert (one.seed, other.seed) == (5, 6)


def test_what_else_is_chosen_does_not_change_an_inputs_draws(make_input: Build) -> None:
    model = model_of(plain([1, 2]))
    one, other = make_input("one", {"c0": [0.1, 0.3, 0.6]}), make_input("two", {"c1": [0.2, 0.3, 0.4]})
    order = ("zero", "one", "two")
    alone = sample(model, started(one), order=order)
    both = sample(model, started(other, one), order=order)
    assert alone.nodes["t", "c0"] == both.nodes["t", "c0"]
    assert alone.means["t", "c0"] == pytest.approx(both.means["t", "c0"], abs=1e-4)
    gained = both.draws[:, -1] - alone.draws[:, -1]
    lone = sample(model, started(other), order=order).draws[:, -1] - 1.5
    assert np.abs(gained - lone).max() < 1e-6
    assert not np.allclose(gained, sample(model, started(other)).draws[:, -1] - 1.5, atol=1e-3)


# nothing chosen, and noise -----------------------------------------------------------------


def test_with_nothing_chosen_only_the_scores_noise_is_left(make_framework: Any, make_baseline: Any) -> None:
    baseline = make_baseline(make_framework("abc"), {"t": {"a": 1, "b": 2, "c": 4}, "u": {"a": 3, "b": 3}})
    model = model_of(baseline)
    sampled = sample(model, ())
    now = model.figures.overall_now
    assert set(sampled.overall.mean) == {now}
    sd = sqrt(sum((cell.weight * 0.35) ** 2 for cell in baseline.cells))
    for row, z in zip(rows_of(sampled), NORMAL, strict=True):
        assert row is not None
        assert row == pytest.approx([now + z * sd] * 3, abs=1e-6)
    assert np.std(sampled.last) == pytest.approx(sd, rel=0.01)
    low, high = sampled.nodes["t", "c"]
    assert (low[0], high[0]) == pytest.approx((4 - 1.644854 * 0.35, 4 + 1.644854 * 0.35), abs=1e-6)


@pytest.mark.parametrize("rollup", ["lowest", "staged", "nplf", "weighted-mean"])
def test_with_nothing_chosen_the_figures_are_the_results_own_whatever_the_rule(
    rollup: str, make_framework: Any, make_baseline: Any
) -> None:
    levels = {"a": {"level": 1}, "b": {"level": 1}, "c": {"level": 2}}
    baseline = make_baseline(make_framework(levels, rollup=rollup), {"a": 5, "b": 4, "c": 3})
    model = model_of(baseline)
    projection = project(model, ())
    banded = with_bands(projection, sample(model, (), draws=256))
    assert [node.mean for node in banded.nodes] == [node.mean for node in projection.nodes]
    assert banded.nodes[0].now == float(baseline.results["t"].whole.score)
    assert banded.nodes[0].p5 is not None
    assert banded.nodes[0].p5[0] <= banded.now


def test_noise_widens_a_band_and_moves_nothing(make_framework: Any, make_input: Build) -> None:
    framework = make_framework("abcdef", rollup="lowest")
    scores = dict.fromkeys("abcdef", 2)
    bands = {}
    for name, assumed in (("quiet", QUIET), ("noisy", {})):
        known = Assumptions.default().with_overrides(assumed)
        baseline = baseline_of(framework, [(build_assessment(framework, scores), ())], None, known)
        chosen = started(make_input("i", {item: [0.1, 0.3, 0.5] for item in "abcdef"}))
        bands[name] = sample(model_of(baseline), chosen)
    quiet, noisy = bands["quiet"], bands["noisy"]
    assert np.array_equal(quiet.draws, noisy.draws)
    assert noisy.overall.mean == quiet.overall.mean
    assert float(noisy.last.mean()) == pytest.approx(float(quiet.last.mean()), abs=1e-4)
    assert noisy.last.std() > 1.1 * quiet.last.std()


def test_skills_are_counted_draw_by_draw(make_input: Build) -> None:
    framework = build_framework("ab", scale=(0, 1, 2, 3, 4), kind="skills")
    scores = {"a": {"agreed": 1, "target": 2}, "b": {"agreed": 2, "target": 2}}
    known = Assumptions.default().with_overrides(QUIET)
    baseline = baseline_of(framework, [(build_assessment(framework, scores), ())], None, known)
    # From 1 of 4 a third of the gap must close; the share lies between .2 and .6, and half are not delivered.
    item = make_input("i", {"a": [0.2, 0.4, 0.6]}, probability=0.5)
    sampled = sample(model_of(baseline), started(item))
    share = pert(0.2, 0.4, 0.6, 1)
    u = (share.mode - share.lower) / (share.upper - share.lower)
    over = beta.sf(1 / 3, 1 + 4 * u, 5 - 4 * u, loc=share.lower, scale=share.upper - share.lower)
    assert sampled.overall.mean[-1] == pytest.approx(0.5 + 0.5 * 0.5 * over, abs=2e-3)
    assert set(sampled.draws[:, -1].tolist()) == {0.5, 1.0}


# what must always hold ---------------------------------------------------------------------

SCORE = st.integers(0, 10).map(lambda x: x / 2)
SHARE = st.lists(st.integers(0, 19).map(lambda x: x / 20), min_size=3, max_size=3).map(sorted)


@given(
    scores=st.lists(SCORE, min_size=2, max_size=4),
    shares=st.lists(SHARE, min_size=1, max_size=3),
    chance=st.integers(0, 10).map(lambda x: x / 10),
    sd=st.sampled_from([0.0, 0.35, 2.0]),
)
def test_bands_are_in_order_and_within_the_scale(
    scores: list[float], shares: list[list[float]], chance: float, sd: float, make_input: Build
) -> None:
    reach = [f"c{at}" for at in range(len(scores))]
    inputs = [
        make_input(f"i{at}", {reach[at % len(reach)]: one, reach[-1]: one}, probability=chance)
        for at, one in enumerate(shares)
    ]
    sampled = sample(model_of(plain(scores, sd)), started(*inputs), draws=64)
    rows = np.array([row for row in rows_of(sampled) if row is not None])
    assert (np.diff(rows, axis=0) >= 0).all()
    assert rows.min() >= 0
    assert rows.max() <= 5
    for low, high in sampled.nodes.values():
        assert all(0 <= bottom <= top <= 5 for bottom, top in zip(low, high, strict=True))
    assert sampled.draws.min() >= min(scores) - 1e-6
    assert (np.diff(sampled.last) >= 0).all()
    assert (sampled.chance(5.1), sampled.chance(0)) == (0, 1)


def test_a_projection_takes_the_bands_and_the_central_figure(make_input: Build) -> None:
    model, chosen = model_of(plain([1, 2], sd=0.2)), started(*several(make_input)[:2])
    bare = project(model, chosen)
    assert (bare.seed, bare.overall.p5) == (None, None)
    sampled = sample(model, chosen, seed=9)
    banded: Projection = with_bands(bare, sampled)
    assert banded.seed == 9
    data = banded.as_json()
    assert data["seed"] == 9
    assert data["nodes"][0]["mean"] == data["overall"]["mean"] == list(sampled.overall.mean)
    assert data["nodes"][0]["p95"] == data["overall"]["p95"]
    assert None not in data["overall"].values()
    whole = sample(model, chosen, seed=9, nodes=False)
    assert whole.overall.mean == pytest.approx(sampled.overall.mean, abs=1e-6)
    assert whole.overall.p95 == pytest.approx(sampled.overall.p95, abs=1e-6)
    assert list(whole.nodes) == [(None, "overall")]


def test_a_sample_that_nobody_wants_stops(make_input: Build) -> None:
    asked = []

    def stop() -> bool:
        asked.append(1)
        return len(asked) == 2

    with pytest.raises(Stopped):
        sample(model_of(plain([1.0]), 6), started(make_input("i", {"c0": 0.5})), draws=64, stop=stop)
    assert len(asked) == 2  # the work is not begun again


@pytest.mark.slow
def test_sixty_inputs_on_a_hundred_and_fifty_cells_take_less_than_100_mb(make_input: Build) -> None:
    baseline = plain([at % 5 for at in range(150)], sd=0.35)
    shares = [[0.1, 0.2 + 0.001 * at, 0.5] for at in range(60)]
    inputs = [
        make_input(f"i{at}", {f"c{(at * 7 + step) % 150}": shares[at] for step in range(6)}, probability=0.8)
        for at in range(60)
    ]
    model = model_of(baseline, 12, **{"duration__late": 0.2})
    sample(model, started(*inputs), draws=64)
    tracemalloc.start()
    sampled = sample(model, started(*inputs))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert sampled.draws.shape == (8192, 12)
    assert peak < 100e6


def test_strengths_that_add_up_are_what_is_left_multiplied(make_input: Build) -> None:
    """By hand: two sure inputs of .5 and .2 leave 3 · .5 · .8 of the gap in every draw."""
    sampled = sample(
        model_of(plain([2.0])), started(make_input("h", {"c0": 0.5}), make_input("f", {"c0": 0.2}))
    )
    assert sampled.draws[:, -1] == pytest.approx(np.full(8192, 5 - 3 * 0.5 * 0.8), abs=1e-6)
    assert log(3 / float(5 - sampled.draws[0, -1])) == pytest.approx(-log(0.5) - log(0.8), abs=1e-6)
