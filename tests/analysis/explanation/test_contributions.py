"""Contributions: what enumerating every set of inputs says, to the last digits, and they sum to the gain."""

from __future__ import annotations

from itertools import combinations
from math import factorial
from typing import Any

import pytest

from maturity_tui.analysis.explanation.contributions import Contributions, Stopped, contributions
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput


def enumerated(model: Model, chosen: list[ChosenInput]) -> dict[str, float]:
    """Shapley's own formula over all 2^n sets, each projected by itself."""
    count = len(chosen)
    worth: dict[frozenset[int], float] = {}
    for size in range(count + 1):
        for members in combinations(range(count), size):
            final = model.run([chosen[place] for place in members]).final
            worth[frozenset(members)] = float(model.figures.overall(final)[-1])
    found = {}
    for place in range(count):
        found[chosen[place].id] = sum(
            factorial(len(rest)) * factorial(count - len(rest) - 1) / factorial(count)
            * (worth[rest | {place}] - worth[rest])
            for rest in worth
            if place not in rest
        )  # fmt: skip
    return found


def gain_of(model: Model, chosen: list[ChosenInput]) -> float:
    return float(model.figures.overall(model.run(chosen).final)[-1]) - model.figures.overall_now


def by_input(found: Contributions) -> dict[str, float]:
    return {part.input: part.part for part in found.parts}


@pytest.mark.parametrize(("seed", "inputs"), [(1, 1), (2, 2), (3, 5), (4, 8), (5, 9), (6, 12)])
def test_exact_values_are_those_of_enumeration_and_sum_to_the_gain(
    instance: Any, seed: int, inputs: int
) -> None:
    model, chosen = instance(seed, inputs)
    found = contributions(model, chosen)
    assert found.is_exact
    assert by_input(found) == pytest.approx(enumerated(model, chosen), abs=1e-12)
    assert sum(by_input(found).values()) == pytest.approx(gain_of(model, chosen), abs=1e-12)
    assert found.gain == pytest.approx(gain_of(model, chosen), abs=1e-12)


@pytest.mark.parametrize(
    ("seed", "fields"),
    [(11, {"gated": True}), (12, {"gated": True}), (13, {"tied": True}), (14, {"dip": True}),
     (15, {"gated": True, "tied": True, "dip": True})],
)  # fmt: skip
def test_drawn_values_are_within_four_standard_errors_of_enumeration(
    instance: Any, seed: int, fields: dict[str, bool]
) -> None:
    model, chosen = instance(seed, 7, **fields)
    found = contributions(model, chosen)
    truth = enumerated(model, chosen)
    assert found.orders
    for part in found.parts:
        assert abs(part.part - truth[part.input]) <= 4 * part.error + 1e-12
    assert sum(by_input(found).values()) == pytest.approx(gain_of(model, chosen), abs=1e-12)


def test_a_gate_that_never_binds_leaves_the_values_exact(
    make_framework: Any, make_input: Any, run: Any, make_baseline: Any
) -> None:
    framework = make_framework({"a": {}, "b": {"needs": {"a": 3}}})
    projection = run(make_baseline(framework, {"a": 2, "b": 2}), make_input("x", {"b": 0.5}))
    assert contributions(projection.model, projection.chosen).is_exact


def test_alone_and_left_out_are_those_of_projections_apart(instance: Any) -> None:
    model, chosen = instance(21, 5, gated=True, tied=True)
    for part in contributions(model, chosen).parts:
        own = [one for one in chosen if one.id == part.input]
        rest = [one for one in chosen if one.id != part.input]
        assert part.alone == pytest.approx(gain_of(model, own), abs=1e-12)
        assert part.left_out == pytest.approx(gain_of(model, chosen) - gain_of(model, rest), abs=1e-12)


def test_the_same_seed_draws_the_same_orders_and_another_does_not(instance: Any) -> None:
    model, chosen = instance(11, 7, gated=True)
    assert contributions(model, chosen, most=4) == contributions(model, chosen, most=4)
    assert contributions(model, chosen, most=4) != contributions(model, chosen, most=4, seed=2)


def test_two_halves_share_alike_and_an_input_that_does_nothing_has_no_part(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    """By hand: from 2 of 5 two halves lift by 1.5 and then .75; each brings half of the 2.25."""
    halves = [make_input(name, {"a": 0.5}) for name in ("x", "y")]
    projection = run(make_baseline(make_framework(["a"]), {"a": 2}), *halves, make_input("z", {"other": 0.5}))
    found = by_input(contributions(projection.model, projection.chosen))
    assert found == pytest.approx({"x": 1.125, "y": 1.125, "z": 0.0}, abs=1e-12)


def test_whoever_no_longer_wants_the_answer_stops_it(instance: Any) -> None:
    model, chosen = instance(11, 5, gated=True)
    with pytest.raises(Stopped):
        contributions(model, chosen, stop=lambda: True)


def test_without_inputs_there_is_nothing_to_share(instance: Any) -> None:
    model, _ = instance(1, 1)
    assert contributions(model, ()) == Contributions(0.0, ())


def test_strong_inputs_that_meet_in_one_cell_are_exact_too(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    """Where each leaves a tenth of the gap, one node too few is wrong in the third digit."""
    inputs = [
        make_input(f"i{place}", {"a": share}) for place, share in enumerate([0.9, 0.95, 0.85, 0.9, 0.7])
    ]
    projection = run(make_baseline(make_framework(["a"]), {"a": 0}), *inputs)
    found = by_input(contributions(projection.model, projection.chosen))
    assert found == pytest.approx(enumerated(projection.model, list(projection.chosen)), abs=1e-12)
