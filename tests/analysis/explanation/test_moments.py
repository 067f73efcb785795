"""Variance and indices: what drawing, and formulas by hand, say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import stats
from scipy.integrate import quad

from maturity_tui.analysis.explanation.moments import moments
from maturity_tui.analysis.projection.shares import pert


def beta_of(low: float, likely: float, high: float) -> tuple[Any, float, float]:
    """A share's distribution in SciPy's words, with its bounds."""
    share = pert(low, likely, high, 2.0)
    return stats.beta(1 + 4 * share.skew, 5 - 4 * share.skew), share.lower, share.upper


def test_one_input_in_one_cell_is_that_of_an_integral(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    """From 2 of 5, all at work: the figure is 5 − 3·(1 − e), so that its variance is nine times that of the share."""
    given = (0.1, 0.3, 0.5)
    projection = run(
        make_baseline(make_framework(["a"]), {"a": 2}), make_input("x", {"a": given}, probability=0.7)
    )
    found = moments(projection.model, projection.chosen)
    dist, lower, upper = beta_of(*given)
    first = lower + (upper - lower) * dist.mean()
    second = quad(lambda x: (lower + (upper - lower) * x) ** 2 * dist.pdf(x), 0, 1)[0]
    assert found is not None
    assert found.exact
    assert found.sd**2 == pytest.approx(9 * (0.7 * second - (0.7 * first) ** 2), rel=1e-8)
    assert (found.indices[0].first, found.indices[0].total) == pytest.approx((1, 1))
    assert found.noise == pytest.approx(0.35)


def test_three_inputs_are_those_of_draws(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    """Two cells of a mean, r = a = 1; x reaches both with different ranges at one quantile, y and z one each."""
    ranges = {"xa": (0.1, 0.3, 0.5), "xb": (0.2, 0.25, 0.6), "ya": (0.05, 0.2, 0.3), "zb": (0.1, 0.4, 0.5)}
    inputs = [
        make_input("x", {"a": ranges["xa"], "b": {"share": ranges["xb"], "coverage": 0.5}}),
        make_input("y", {"a": ranges["ya"]}, probability=0.6),
        make_input("z", {"b": ranges["zb"]}),
    ]
    projection = run(make_baseline(make_framework(["a", "b"]), {"a": 2, "b": 1}), *inputs)
    found = moments(projection.model, projection.chosen)
    assert found is not None

    dice = np.random.default_rng(5)
    size = 400_000
    u = {name: dice.random(size) for name in "xyz"}
    other = {name: dice.random(size) for name in "xyz"}
    done, done_too = dice.random(size) < 0.6, dice.random(size) < 0.6

    def share(name: str, q: Any) -> Any:
        dist, lower, upper = beta_of(*ranges[name])
        grid = (1 - np.cos(np.linspace(0, np.pi, 4001))) / 2
        return lower + (upper - lower) * np.interp(q, grid, dist.ppf(grid))

    left = {name: 1 - share(name, u[name[0]]) for name in ranges}
    again = {name: 1 - share(name, other[name[0]]) for name in ranges}

    def figure(x: Any, y: Any, z: Any, delivered: Any) -> Any:
        a = 5 - 3 * x["xa"] * np.where(delivered, y["ya"], 1)
        b = 5 - 4 * x["xb"] ** 0.5 * z["zb"]
        return (a + b) / 2

    # Pick and freeze: Sobol 2001 for the first order, Jansen 1999 for the total.
    base = figure(left, left, left, done)
    truth = base.var()
    assert found.sd**2 == pytest.approx(truth, rel=0.01)
    kept = {
        "x": figure(left, again, again, done_too),
        "y": figure(again, left, again, done),
        "z": figure(again, again, left, done_too),
    }
    moved = {
        "x": figure(again, left, left, done),
        "y": figure(left, again, left, done_too),
        "z": figure(left, left, again, done),
    }
    for index in found.indices:
        first = np.mean((base - base.mean()) * (kept[index.input] - kept[index.input].mean()))
        assert index.first == pytest.approx(first / truth, abs=0.01)
        assert index.total == pytest.approx(np.mean((base - moved[index.input]) ** 2) / 2 / truth, abs=0.01)
    assert [index.input for index in found.indices] == sorted(
        kept, key=lambda name: -next(one.total for one in found.indices if one.input == name)
    )


def test_means_are_those_of_the_model_and_indices_bracket_one(instance: Any) -> None:
    from maturity_tui.analysis.explanation.factors import factors_of

    for seed in range(4):
        model, chosen = instance(seed, 8)
        terms = factors_of(model, chosen)
        left = terms.worth.copy()
        for factor in terms.factors:
            left[factor.terms] *= factor.mean
        gain = model.figures.overall(model.run(chosen).final)[-1] - model.figures.overall_now
        assert terms.worth.sum() - left.sum() == pytest.approx(float(gain), abs=1e-7)
        found = moments(model, chosen)
        assert found is not None
        assert sum(index.first for index in found.indices) <= 1 + 1e-9
        assert sum(index.total for index in found.indices) >= 1 - 1e-9
        assert all(index.total >= index.first - 1e-9 for index in found.indices)


def test_what_is_held_back_or_repeated_is_said_to_be_no_exact_answer(instance: Any) -> None:
    for fields in ({"gated": True}, {"tied": True}, {"dip": True}):
        found = moments(*instance(11, 6, **fields))
        assert found is not None
        assert not found.exact


def test_where_nothing_is_chosen_only_the_scores_are_unsure(instance: Any) -> None:
    model, _ = instance(3, 1)
    found = moments(model, ())
    assert found is not None
    weights = model.figures.matrix[0]
    assert (found.sd, found.indices) == (0, ())
    assert found.noise == pytest.approx(0.35 * float(np.sqrt((weights**2).sum())))


def test_a_figure_that_is_no_mean_has_no_exact_moments(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    framework = make_framework(["a", "b"], rollup="lowest")
    projection = run(make_baseline(framework, {"a": 2, "b": 1}), make_input("x", {"a": 0.5}))
    assert moments(projection.model, projection.chosen) is None


def test_an_input_that_may_be_late_varies_by_that_alone(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any, flat_assumptions: Any
) -> None:
    """Known to halve the gap of 3, in the one quarter looked at; late in 3 of 10: sd = 1.5·√(.3·.7)."""
    assumptions = flat_assumptions.with_overrides({"duration.late": 0.3, "duration.late_quarters": 1})
    item = make_input("x", {"a": 0.5}, kind="capacity")
    projection = run(
        make_baseline(make_framework(["a"]), {"a": 2}), item, quarters=2, assumptions=assumptions
    )
    found = moments(projection.model, projection.chosen)
    assert found is not None
    assert found.sd == pytest.approx(1.5 * 0.21**0.5, abs=1e-9)
