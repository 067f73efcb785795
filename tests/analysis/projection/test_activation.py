"""How much of an input is at work at each quarter-end."""

from __future__ import annotations

import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import InputKind
from maturity_tui.analysis.projection.activation import activation, activations

KNOWN = Assumptions.default()
TRAINING, CAPACITY, TECHNOLOGY = InputKind.TRAINING, InputKind.CAPACITY, InputKind.TECHNOLOGY


def test_training_grows_while_it_is_taught_then_fades_to_72_and_55_percent() -> None:
    assert activations(TRAINING, range(1, 4), 3, KNOWN) == (1 / 3, 2 / 3, 1)
    assert activation(TRAINING, 3 + 2, 3, KNOWN) == pytest.approx(0.72, abs=0.005)
    assert activation(TRAINING, 3 + 4, 3, KNOWN) == pytest.approx(0.55, abs=0.005)


def test_training_never_fades_below_its_floor() -> None:
    assert activation(TRAINING, 400, 1, KNOWN) == pytest.approx(0.3)


def test_technology_is_taken_up_after_delivery_by_15_43_73_and_90_percent() -> None:
    found = activations(TECHNOLOGY, range(3, 7), 2, KNOWN)
    assert found == pytest.approx((0.15, 0.43, 0.73, 0.90), abs=0.005)
    assert activations(TECHNOLOGY, (1, 2), 2, KNOWN) == (0, 0)
    assert found[3] == pytest.approx(0.90, abs=1e-12)


def test_newcomers_reach_full_output_in_three_quarters_after_recruitment() -> None:
    assert activations(CAPACITY, range(1, 7), 2, KNOWN) == (0, 0, 0.5, 0.75, 1, 1)


def test_nothing_is_at_work_before_the_start() -> None:
    assert all(activation(kind, k, 1, KNOWN) == 0 for kind in InputKind for k in (-7, -1, 0))


def test_slower_adoption_reaches_the_same_share_later() -> None:
    slow = KNOWN.with_overrides({"technology.adoption_quarters": 6})
    assert activation(TECHNOLOGY, 1 + 6, 1, slow) == pytest.approx(0.90)
    assert activation(TECHNOLOGY, 1 + 4, 1, slow) < 0.8


@pytest.mark.parametrize("kind", list(InputKind))
def test_activation_is_a_share(kind: InputKind) -> None:
    assert all(0 <= activation(kind, k, d, KNOWN) <= 1 for k in range(-3, 60) for d in (1, 2, 5, 40))
