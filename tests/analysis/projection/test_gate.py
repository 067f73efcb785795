"""Prerequisites against an oracle in plain Python: the highest levels that keep every slack."""

from __future__ import annotations

import random
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.analysis.projection.baseline import Baseline, Cell
from maturity_tui.analysis.projection.gate import gate_of

Needs = dict[str, dict[str, float]]


def oracle(now: dict[str, float], wanted: dict[str, float], needs: Needs) -> dict[str, float]:
    """Lower what runs too far ahead of a prerequisite, one step at a time, until nothing does."""
    held = dict(wanted)
    for _ in range(len(now) + 1):
        for cell, prerequisites in needs.items():
            for need, slack in prerequisites.items():
                if cell in held and need in held:
                    held[cell] = min(held[cell], held[need] + max(slack, now[cell] - now[need]))
    return held


def baseline(now: dict[str, float], needs: Needs, team: str = "t") -> Baseline:
    return Baseline(
        tuple(Cell(team, cell, score) for cell, score in now.items()),
        {cell: tuple(prerequisites.items()) for cell, prerequisites in needs.items()},
    )


def gated(now: dict[str, float], wanted: dict[str, float], needs: Needs) -> dict[str, float]:
    start = baseline(now, needs)
    levels = np.array([[wanted[cell.capability]] for cell in start.cells])
    held = gate_of(start).held(levels, np.array(list(now.values())))
    return {cell.capability: float(held[place, 0]) for place, cell in enumerate(start.cells)}


names = st.sampled_from("abcdefg")
level = st.integers(0, 10).map(lambda half: half / 2)
webs = st.dictionaries(
    names, st.dictionaries(names, st.integers(0, 4).map(lambda n: n / 2), max_size=4), max_size=7
)


@settings(max_examples=300, deadline=None)
@given(
    now=st.dictionaries(names, level, min_size=1), rises=st.lists(level, min_size=7, max_size=7), needs=webs
)
def test_the_gate_finds_the_highest_levels_that_keep_every_slack(
    now: dict[str, float], rises: list[float], needs: Needs
) -> None:
    needs = {cell: {need: slack for need, slack in of.items() if need != cell} for cell, of in needs.items()}
    wanted = {cell: score + rise for (cell, score), rise in zip(now.items(), rises, strict=False)}
    assert gated(now, wanted, needs) == pytest.approx(oracle(now, wanted, needs), abs=1e-12)


@settings(max_examples=200, deadline=None)
@given(now=st.dictionaries(names, st.floats(0, 5), min_size=1), needs=webs)
def test_what_a_team_already_has_is_never_taken_away(now: dict[str, float], needs: Needs) -> None:
    assert gated(now, now, needs) == now


def test_no_rounding_of_sums_takes_anything_away_either() -> None:
    dice = random.Random(5)
    needs = {cell: {need: 0.0} for cell, need in pairwise("gfedcba")}
    for _ in range(300):
        now = dict(zip("abcdefg", sorted(dice.uniform(0, 5) for _ in range(7)), strict=True))
        assert gated(now, now, needs) == now


def test_a_chain_holds_back_at_second_hand() -> None:
    now = {"a": 1.0, "b": 1.0, "c": 1.0}
    needs = {"c": {"b": 1.0}, "b": {"a": 0.5}}
    assert gated(now, {"a": 1.2, "b": 4.0, "c": 5.0}, needs) == pytest.approx({"a": 1.2, "b": 1.7, "c": 2.7})


def test_in_a_circle_all_rise_only_together() -> None:
    now = {"a": 1.0, "b": 1.0, "c": 1.0}
    needs = {"a": {"b": 0.0}, "b": {"c": 0.0}, "c": {"a": 0.0}}
    assert gated(now, {"a": 4.0, "b": 2.0, "c": 3.0}, needs) == pytest.approx(dict.fromkeys("abc", 2.0))


def test_a_lead_that_is_already_there_may_be_kept_but_not_grown() -> None:
    assert gated({"a": 1.0, "c": 4.0}, {"a": 1.0, "c": 5.0}, {"c": {"a": 1.0}}) == {"a": 1.0, "c": 4.0}
    assert gated({"a": 1.0, "c": 4.0}, {"a": 1.5, "c": 5.0}, {"c": {"a": 1.0}}) == {"a": 1.5, "c": 4.5}


@pytest.mark.parametrize("missing", [None, "Run by others"])
def test_a_prerequisite_that_is_blank_or_not_applicable_does_not_gate(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any, missing: str | None
) -> None:
    framework = make_framework({"p": {}, "b": {"needs": {"p": 0}}, "c": {"needs": {"b": 0}}})
    inputs = [make_input("i", {"c": 0.5})]
    free = run(make_baseline(framework, {"p": 0, "b": missing, "c": 1}), *inputs)
    assert free.level("t", "c") == pytest.approx(3)
    assert any("c by b (t)" in note for note in free.notes)
    assert run(make_baseline(framework, {"p": 0, "b": 1, "c": 1}), *inputs).level("t", "c") == 1


def test_teams_do_not_gate_one_another(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    framework = make_framework({"p": {}, "c": {"needs": {"p": 0}}})
    found = run(
        make_baseline(framework, {"t": {"p": 1, "c": 1}, "u": {"p": 5, "c": 1}}), make_input("i", {"c": 0.5})
    )
    assert (found.level("t", "c"), found.level("u", "c")) == pytest.approx((1, 3))
    assert [(item.team, item.capability, item.by) for item in found.gated] == [("t", "c", "p")]
    assert found.gated[0].held_back == pytest.approx(2)


def test_lifting_the_prerequisite_sets_the_gain_free(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    start = make_baseline(make_framework({"p": {}, "c": {"needs": {"p": 1}}}), {"p": 1, "c": 2})
    alone = run(start, make_input("i", {"c": 0.5}))
    both = run(start, make_input("i", {"c": 0.5}), make_input("j", {"p": 0.25}))
    assert alone.level("t", "c") == 2
    assert both.level("t", "c") == pytest.approx(3)
    assert alone.levels.free[alone.baseline.place["t", "c"], -1] == pytest.approx(3.5)
