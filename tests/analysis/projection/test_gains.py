"""What each input adds is worked out in one go; it is what two projections apart would say."""

from __future__ import annotations

import random
from typing import Any

import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.projection.gains import marginal_gains
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput

QUARTERS = tuple(f"{year}-Q{part}" for year in (2027, 2028) for part in (1, 2, 3, 4))


@pytest.mark.parametrize("seed", range(6))
def test_gains_equal_those_of_single_projections(
    make_framework: Any, make_baseline: Any, make_input: Any, seed: int
) -> None:
    dice = random.Random(seed)
    library = [
        make_input("a", {"c": 0.3}, kind="training"),
        make_input("b", {"c": 0.2}, kind="training", repeat_of="a"),
        make_input(
            "d",
            {"c": 0.25},
            kind="technology",
            synergies=[{"with": "a", "share": 0.1}],
        ),
        make_input(
            "e",
            {"c": 0.15},
            kind="capacity",
            synergies=[{"with": "d", "share": 0.2}],
        ),
        make_input("f", {"c": 0.4}, kind="technology", dip=0.05),
        make_input("g", {"c": 0.1}, kind="training"),
    ]
    baseline = make_baseline(make_framework(["c"]), {"c": 1})
    choices = [ChosenInput(item, dice.choice(QUARTERS[:6])) for item in library]
    chosen = dice.sample(choices, 3)
    model = Model(baseline, QUARTERS, Assumptions.default().with_overrides({"dip.on": seed % 2}))

    def last(some: list[ChosenInput]) -> float:
        return float(model.figures.overall(model.run(some).final)[-1])

    for gain in marginal_gains(model, chosen, choices):
        own = next(one for one in choices if one.id == gain.input)
        rest = [one for one in chosen if one is not own]
        expected = last([*rest, own]) - last(rest)
        assert gain.chosen == (own in chosen)
        assert gain.gain == pytest.approx(expected, abs=1e-12)
