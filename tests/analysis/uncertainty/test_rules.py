"""The rules on rows of draws are the rules of the results, draw by draw."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.analysis.projection.nodes import by_rule
from maturity_tui.analysis.uncertainty.rules import rolled_up
from maturity_tui.assessments.rollup import Results, roll_up

ITEMS = "abcdef"
AREAS = [
    {"id": "one", "capabilities": ["a", "b"], "weight": 2, "areas": [{"id": "deep", "capabilities": ["c"]}]},
    {"id": "two", "capabilities": ["d", "e", "f"]},
]
RULES = ("mean", "weighted-mean", "sum", "lowest", "staged", "cumulative", "nplf")
LEVEL = st.one_of(st.integers(0, 20).map(lambda x: x / 4), st.floats(0, 5, width=16))


def results_of(make_framework: Any, make_assessment: Any, rule: str, scores: dict[str, Any]) -> Results:
    items = {item: {"level": 1 + index // 2, "weight": (index + 1) % 3} for index, item in enumerate(ITEMS)}
    by_level = rule in ("staged", "cumulative", "nplf")
    more = {"threshold": "F"} if rule == "cumulative" else {}
    areas = [{**area, "rollup": rule, **more} for area in AREAS]
    rollup = rule if by_level or rule == "lowest" else "mean"
    framework = make_framework(items, areas=areas, rollup=rollup)
    return roll_up(framework, make_assessment(framework, scores), ())


@pytest.mark.parametrize("rule", RULES)
@given(levels=st.lists(st.tuples(*[LEVEL] * 6), min_size=8, max_size=8), without=st.sampled_from(ITEMS))
def test_each_draw_rolls_up_as_an_assessment_does(
    rule: str, levels: list[tuple[float, ...]], without: str, make_framework: Any, make_assessment: Any
) -> None:
    scores: dict[str, Any] = dict.fromkeys(ITEMS, 2)
    scores[without], scores["a"] = ("never done here", 2) if without in "bdf" else (None, 2)
    results = results_of(make_framework, make_assessment, rule, scores)
    scored = [item for item in ITEMS if scores[item] == 2]
    table = np.array(levels, dtype=np.float32)
    found = rolled_up(results, {item: table[:, ITEMS.index(item)] for item in scored})
    for draw, row in enumerate(table):
        exact = {item: Fraction(float(row[ITEMS.index(item)])) for item in scored}
        known = by_rule(results, exact)
        assert found.keys() == known.keys()
        assert {key: float(row[draw]) for key, row in found.items()} == pytest.approx(
            {key: float(value) for key, value in known.items()}, abs=1e-5
        )
