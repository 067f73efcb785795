"""The levels of single draws equal those worked out by hand, whatever of the model takes part."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.projection.families import families
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarters_from
from maturity_tui.analysis.uncertainty.levels import DrawnLevels
from maturity_tui.analysis.uncertainty.numbers import Numbers
from maturity_tui.analysis.uncertainty.terms import Sources
from tests.analysis.uncertainty.by_hand import levels_by_hand

START = "2027-Q1"
QUARTERS = 5
SCORES = {"one": {"a": 1, "b": 2, "c": 0, "d": 4}, "two": {"a": 3, "b": 1.5, "c": 2, "d": 5}}
PLAIN = {
    "teach": {"effects": {"a": [0.1, 0.3, 0.5], "b": [0.2, 0.25, 0.6]}, "kind": "training", "quarters": 2},
    "hire": {
        "effects": {
            "a": [0.05, 0.1, 0.4],
            "c": {"share": [0.3, 0.5, 0.6], "coverage": {"one": 0.5, "two": 1}},
        },
        "kind": "capacity",
        "probability": 0.6,
    },
    "tool": {"effects": {"a": 0.4, "b": [0, 0.2, 0.3], "d": [0.2, 0.4, 0.5]}, "kind": "technology"},
}
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    "plain": (PLAIN, {}, {}),
    "independent": (PLAIN, {"execution.correlation": 0}, {}),
    "late": (PLAIN, {"duration.late": 0.5, "duration.late_quarters": 2}, {}),
    "dip": (PLAIN, {"dip.on": 1, "dip.size": 0.1, "duration.late": 0.4}, {}),
    "gate": (PLAIN, {}, {"a": {"needs": {"b": 0.5}}, "b": {"needs": {"c": 0}}, "c": {"needs": {"a": 1}}}),
    "pair": (
        {**PLAIN, "tool": {**PLAIN["tool"], "synergies": [{"with": "hire", "share": 0.3}]}},
        {"duration.late": 0.3},
        {},
    ),
    "refresher": (
        {**PLAIN, "again": {**PLAIN["teach"], "quarters": 1, "repeat_of": "teach", "earliest": "2027-Q4"}},
        {},
        {},
    ),
    "another refresher": (
        {
            **PLAIN,
            "again": {
                "kind": "training",
                "repeat_of": "teach",
                "earliest": "2027-Q3",
                "probability": 0.5,
                "effects": {"a": [0.3, 0.35, 0.4], "b": [0.2, 0.25, 0.6]},
            },
        },
        {"duration.late": 0.3},
        {},
    ),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("calibrated", [True, False])
def test_a_draw_is_what_the_formula_says(
    case: str, calibrated: bool, make_framework: Any, make_input: Any, make_baseline: Any
) -> None:
    inputs, assumed, needs = CASES[case]
    framework = make_framework({item: needs.get(item, {}) for item in "abcd"})
    model = Model(
        make_baseline(framework, SCORES), quarters_from(START, QUARTERS),
        Assumptions.default().with_overrides(assumed), calibrated,
    )  # fmt: skip
    chosen = [
        ChosenInput(made, made.earliest or START) for made in (make_input(k, **v) for k, v in inputs.items())
    ]
    rho = model.assumptions.number("execution.correlation")
    numbers = Numbers(tuple(families(chosen)), (), 3, 64, rho)
    drawn = DrawnLevels(model, chosen, Sources(numbers, model.doses.late))
    assert drawn.touched.all()
    for quarter in range(QUARTERS):
        found = drawn.at(quarter)
        for draw in range(0, 64, 5):
            known = levels_by_hand(model, chosen, numbers, draw, quarter)
            assert found[:, draw] == pytest.approx(known, abs=5e-6)


def test_what_nothing_reaches_keeps_its_score_to_the_last_bit(
    make_framework: Any, make_input: Any, make_baseline: Any
) -> None:
    model = Model(
        make_baseline(make_framework("ab"), {"a": 1, "b": 2}), quarters_from(START, 3), Assumptions.default()
    )
    chosen = [ChosenInput(make_input("i", {"a": 0.5}), START)]
    drawn = DrawnLevels(model, chosen, Sources(Numbers(("i",), (), 1, 64, 0.3), 0))
    assert list(drawn.touched) == [True, False]
    assert set(np.ravel(drawn.at(2)[1])) == {2.0}
