"""The distribution of a share, against scipy.stats, quadrature and sampling."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import integrate, optimize, stats

from maturity_tui.analysis.projection.shares import Pert, pert, perts, strength

RANGES = [
    (0.10, 0.25, 0.40), (0.10, 0.20, 0.35), (0.05, 0.10, 0.20), (0.0, 0.05, 0.30), (0.2, 0.2, 0.3),
    (0.1, 0.3, 0.3), (0.0, 0.0, 0.1), (0.60, 0.80, 0.95), (0.30, 0.5, 0.51),
]  # fmt: skip


def distribution(share: Pert) -> stats.rv_continuous:
    """The same share as SciPy sees it."""
    width = share.upper - share.lower
    alpha = 1 + 4 * (share.mode - share.lower) / width
    return stats.beta(alpha, 6 - alpha, share.lower, width)


def solved_apart(low: float, mode: float, high: float) -> tuple[float, float]:
    """The bounds of the PERT whose P5 and P95 are low and high, by a root of two variables."""

    def miss(bounds: np.ndarray) -> np.ndarray:
        lower, upper = mode - math.exp(bounds[0]), mode + math.exp(bounds[1])
        alpha = 1 + 4 * (mode - lower) / (upper - lower)
        found = stats.beta(alpha, 6 - alpha, lower, upper - lower)
        return np.array([found.ppf(0.05) - low, found.ppf(0.95) - high])

    root = optimize.root(miss, np.log([mode - low + 0.05, high - mode + 0.05]), tol=1e-13)
    assert root.success
    return mode - math.exp(root.x[0]), mode + math.exp(root.x[1])


@pytest.mark.parametrize(
    "given", [(0.10, 0.25, 0.40), (0.10, 0.20, 0.35), (0.25, 0.30, 0.50), (0.30, 0.45, 0.50)]
)
def test_low_and_high_of_a_calibrated_range_are_its_p5_and_p95(given: tuple[float, float, float]) -> None:
    low, mode, high = given
    share = pert(low, mode, high, widening=1)
    assert (share.lower, share.upper) == pytest.approx(solved_apart(low, mode, high), abs=1e-9)
    assert distribution(share).ppf([0.05, 0.95]) == pytest.approx([low, high], abs=1e-9)


def test_a_range_that_is_not_calibrated_is_widened_about_its_mode_before_it_is_solved() -> None:
    wide = pert(0.25, 0.30, 0.37, widening=2)
    assert (wide.lower, wide.upper) == pytest.approx(solved_apart(0.20, 0.30, 0.44), abs=1e-9)
    assert wide.mode == 0.30


@pytest.mark.parametrize("given", RANGES)
@pytest.mark.parametrize("widening", [1.0, 2.0])
def test_bounds_are_cut_to_what_a_share_can_be(given: tuple[float, float, float], widening: float) -> None:
    share = pert(*given, widening)
    assert 0 <= share.lower <= share.mode <= share.upper <= 0.95
    assert share.mean == pytest.approx(distribution(share).mean(), abs=1e-12)


def test_a_share_that_is_known_stays_as_it_is() -> None:
    assert pert(0.3, 0.3, 0.3, widening=2) == Pert(0.3, 0.3, 0.3)
    assert pert(0.3, 0.3, 0.3, widening=2).mean == pytest.approx(0.3)


def test_many_shares_solved_together_are_those_solved_alone() -> None:
    together = perts([*RANGES, (0.17, 0.29, 0.41)], 1.7)
    assert together[0.17, 0.29, 0.41] == pert(0.17, 0.29, 0.41, 1.7)
    assert len(together) == len(RANGES) + 1


@pytest.mark.parametrize("given", RANGES)
@pytest.mark.parametrize("dose", [0.05, 0.36, 1.0])
@pytest.mark.parametrize("probability", [1.0, 0.8])
def test_what_is_left_of_a_gap_is_the_mean_over_the_share(
    given: tuple[float, float, float], dose: float, probability: float
) -> None:
    share = pert(*given, 2)
    known = distribution(share)
    left, _ = integrate.quad(lambda e: known.pdf(e) * (1 - e) ** dose, share.lower, share.upper, epsabs=1e-13)
    expected = -math.log(1 - probability + probability * left)
    assert strength(share, np.array([dose]), probability)[0] == pytest.approx(expected, abs=2e-7)


def test_what_is_left_of_a_gap_agrees_with_sampling() -> None:
    share = pert(0.10, 0.25, 0.40, 2)
    drawn = distribution(share).rvs(200_000, random_state=7)
    delivered = np.random.default_rng(8).random(200_000) < 0.7
    left = np.where(delivered, (1 - drawn) ** 0.6, 1.0)
    error = left.std() / math.sqrt(len(left))
    assert abs(math.exp(-strength(share, np.array([0.6]), 0.7)[0]) - left.mean()) < 4 * error


def test_a_known_share_adds_up_like_a_logarithm_and_no_dose_does_exactly_nothing() -> None:
    share = pert(0.5, 0.5, 0.5, 2)
    found = strength(share, np.array([0.0, 0.5, 1.0]), 1.0)
    assert found[0] == 0
    assert found[1:] == pytest.approx([-0.5 * math.log(0.5), -math.log(0.5)], abs=1e-15)
    assert strength(pert(0.1, 0.2, 0.4, 2), np.zeros(3), 0.5).tolist() == [0, 0, 0]


def test_what_is_never_delivered_does_nothing() -> None:
    assert strength(pert(0.1, 0.2, 0.4, 2), np.array([1.0]), 0.0)[0] == 0
