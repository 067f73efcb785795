"""The table of quantiles against SciPy's own, tails included; percentiles against NumPy's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from maturity_tui.analysis.projection.shares import Pert, pert
from maturity_tui.analysis.uncertainty.quantiles import Chances, normal_quantiles, percentiles

TAIL = np.logspace(-7, -2, 301)
CHANCES = np.concatenate([TAIL, np.linspace(0.01, 0.99, 4001), 1 - TAIL[::-1]])


@pytest.mark.parametrize("skew", [0.0, 0.03, 0.25, 0.5, 0.8, 1.0])
def test_the_table_is_the_inverse_of_the_distribution_into_the_tails(skew: float) -> None:
    share = Pert(0.1, 0.1 + 0.6 * skew, 0.7)
    known = beta.ppf(CHANCES, 1 + 4 * skew, 5 - 4 * skew, loc=0.1, scale=0.6)
    found = Chances(CHANCES).shares(share)
    assert np.abs(found - known).max() < 5e-5
    assert (np.diff(found) >= 0).all()


def test_low_and_high_come_back_as_the_5th_and_95th_percentiles() -> None:
    found = Chances(np.array([0.05, 0.95])).shares(pert(0.1, 0.25, 0.5, 1))
    assert found == pytest.approx([0.1, 0.5], abs=1e-5)


def test_a_share_that_is_known_is_the_same_at_every_chance() -> None:
    assert set(Chances(CHANCES).shares(Pert(0.3, 0.3, 0.3))) == {0.3}


@given(st.lists(st.lists(st.floats(-9, 9, width=32), min_size=64, max_size=64), min_size=1, max_size=3))
def test_percentiles_are_those_of_numpy(rows: list[list[float]]) -> None:
    wanted = (0.05, 0.2, 0.5, 0.8, 0.95)
    held = np.array(rows, dtype=np.float32)
    known = np.quantile(held.astype(float), wanted, axis=1)
    assert percentiles(held, wanted) == pytest.approx(known, abs=1e-5)


def test_the_normal_percentiles_are_those_in_every_table() -> None:
    assert normal_quantiles() == pytest.approx([-1.6449, -0.8416, 0, 0.8416, 1.6449], abs=5e-5)
