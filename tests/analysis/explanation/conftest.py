"""Random instances for the tests of the explanation: with bands, gates, refreshers, pairs."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarters_from

START = "2027-Q1"
KINDS = ("training", "capacity", "technology")
Instance = tuple[Model, list[ChosenInput]]


@pytest.fixture(scope="session")
def instance(make_framework: Any, make_baseline: Any, make_input: Any) -> Callable[..., Instance]:
    """A model of six capabilities in two teams, and some inputs; `gated`, `tied`, `dip` make it no plain product."""

    def build(
        seed: int, inputs: int, *, gated: bool = False, tied: bool = False, dip: bool = False
    ) -> Instance:
        dice = random.Random(seed)
        names = [f"c{place}" for place in range(6)]
        needs = {name: {} for name in names}
        if gated:
            needs["c1"] = {"needs": {"c0": 0.0}}
            needs["c2"] = {"needs": {"c1": 0.25, "c3": 0.5}}
        framework = make_framework(needs)
        scores = {team: {name: dice.choice([0, 1, 2, 2, 3, 4]) for name in names} for team in ("t", "u")}
        made = []
        for place in range(inputs):
            effects = {
                name: {
                    "share": sorted(dice.uniform(0.02, 0.7) for _ in range(3)),
                    "coverage": dice.choice([0.4, 1]),
                }
                for name in dice.sample(names, dice.randint(1, 3))
            }
            fields: dict[str, Any] = {"probability": dice.choice([1, 0.8])}
            if tied and place == 1:
                fields["repeat_of"] = "i0"
            if tied and place == 3:
                fields["synergies"] = [{"with": "i2", "share": 0.3}]
            made.append(make_input(f"i{place}", effects, kind=dice.choice(KINDS), **fields))
        overrides = {"dip.on": 1, "dip.quarters": 4} if dip else {}
        quarters = quarters_from(START, 6)
        model = Model(
            make_baseline(framework, scores), quarters, Assumptions.default().with_overrides(overrides)
        )
        return model, [ChosenInput(item, dice.choice(quarters[:4])) for item in made]

    return build
