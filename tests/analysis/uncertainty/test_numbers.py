"""Random numbers: even, the same for a seed, an input's own whatever else is chosen, correlated as asked."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import kstest

from maturity_tui.analysis.uncertainty.numbers import Numbers, cell_noise

ORDER = ("a", "b", "c", "d")
DRAWS = 4096


def numbers(*ids: str, seed: int = 1, rho: float = 0.3, order: tuple[str, ...] = ORDER) -> Numbers:
    return Numbers(ids, order, seed, DRAWS, rho)


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.9])
def test_every_input_is_spread_evenly(rho: float) -> None:
    found = numbers("a", "c", rho=rho)
    for row in (found.share("a"), found.share("c"), found.delivery("a"), found.delay("c")):
        assert kstest(row, "uniform").statistic < 0.02
    assert kstest(found.noise, "norm").statistic < 0.005


@pytest.mark.parametrize("rho", [0.0, 0.3, 0.6])
def test_shares_of_two_inputs_are_correlated_as_asked(rho: float) -> None:
    found = numbers("a", "d", rho=rho)
    # Pearson's correlation of the ranks under a Gaussian copula: 6/π · asin(ρ/2).
    known = 6 / np.pi * np.arcsin(rho / 2)
    assert np.corrcoef(found.share("a"), found.share("d"))[0, 1] == pytest.approx(known, abs=0.03)
    assert abs(np.corrcoef(found.delivery("a"), found.share("a"))[0, 1]) < 0.03
    assert abs(np.corrcoef(found.noise, found.share("a"))[0, 1]) < 0.03


def test_an_input_keeps_its_numbers_whatever_else_is_chosen() -> None:
    alone, beside = numbers("c"), numbers("d", "c", "a")
    assert np.array_equal(alone.share("c"), beside.share("c"))
    assert np.array_equal(alone.delivery("c"), beside.delivery("c"))
    assert np.array_equal(alone.delay("c"), beside.delay("c"))
    assert not np.array_equal(beside.share("c"), beside.share("a"))


def test_an_input_that_is_not_listed_has_numbers_too() -> None:
    found = numbers("own", "a")
    assert not np.array_equal(found.share("own"), found.share("a"))


def test_a_seed_gives_the_same_again_and_another_other_numbers() -> None:
    assert np.array_equal(numbers("a").share("a"), numbers("a").share("a"))
    assert not np.array_equal(numbers("a").share("a"), numbers("a", seed=2).share("a"))
    assert np.array_equal(cell_noise(2, 64, 1), cell_noise(2, 64, 1))
    assert not np.array_equal(cell_noise(2, 64, 1), cell_noise(2, 64, 2))
