"""The mean share that is printed beside each effect's range."""

from __future__ import annotations

from typing import Any

import pytest

from maturity_tui.analysis.projection.baseline import Baseline

WIDE = [0.1, 0.25, 0.4]


@pytest.fixture
def start(make_framework: Any, make_baseline: Any) -> Baseline:
    return make_baseline(make_framework(["a", "b", "c"]), {"a": 1, "b": 2, "c": None})


def test_the_mean_is_that_of_the_widened_and_cut_range(start: Baseline, make_input: Any, run: Any) -> None:
    item = make_input("i", {"a": WIDE, "b": 0.3}, probability=0.5)
    found = {one.capability: one for one in run(start, item).shares}
    assert (found["a"].input, found["a"].low, found["a"].likely, found["a"].high) == ("i", *WIDE)
    assert found["a"].mean == pytest.approx(0.289, abs=5e-4)
    assert found["b"].mean == 0.3


def test_a_calibrated_range_is_taken_as_given(start: Baseline, make_input: Any, run: Any) -> None:
    (one,) = run(start, make_input("i", {"a": WIDE}), calibrated=True).shares
    assert one.mean == pytest.approx(0.25)


def test_the_mean_is_the_one_that_the_projection_counts_with(
    start: Baseline, make_input: Any, run: Any
) -> None:
    found = run(start, make_input("i", {"a": WIDE}))
    # One fully active input at full coverage leaves E[1 - e] of the gap from 1 to 5.
    assert found.level("t", "a") == pytest.approx(1 + 4 * found.shares[0].mean)


def test_only_what_takes_part_and_reaches_a_score_is_listed(
    start: Baseline, make_input: Any, run: Any
) -> None:
    inputs = [
        make_input("i", {"a": 0.1, "c": 0.1, "gone": 0.1, "b": {"share": 0.1, "coverage": {"u": 1}}}),
        make_input("j", {"a": 0.1}, needs={"all": ["k"]}),
    ]
    found = run(start, *inputs)
    assert [(one.input, one.capability) for one in found.shares] == [("i", "a")]
    (listed,) = found.as_json()["inputs"]
    assert listed["input"] == "i"
    assert [share["capability"] for share in listed["mean_share"]] == ["a"]
