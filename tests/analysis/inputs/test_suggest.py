"""Inputs suggested for the gaps: by hand, and by what must hold whatever the figures are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.analysis.gap.gap import gaps
from maturity_tui.analysis.inputs.suggest import Suggestion, reason, suggest
from maturity_tui.frameworks.models import Framework

NAMES = {"a": "A1 Leaders", "b": "A2 Learning", "c": "A3 Data"}


def of(
    make: Any, framework: Framework, library: list[Any], *teams: dict[str, Any], **more: Any
) -> tuple[Suggestion, ...]:
    """Suggestions for teams whose scores are {capability: (agreed, target)}."""
    found = []
    for at, held in enumerate(teams):
        scores = {id: {"agreed": agreed, "target": target} for id, (agreed, target) in held.items()}
        found += gaps(framework, make(framework, scores, f"t{at}"), ())
    return suggest(framework, found, library, calibrated=True, **more)


@pytest.fixture(scope="module")
def framework(make_framework: Any) -> Framework:
    made: Framework = make_framework({"a": {}, "b": {"needs": {"a": 1}}, "c": {}})
    return made


def test_the_figure_is_gap_times_share_times_coverage_times_chance(
    framework: Framework, make_assessment: Any, make_input: Any
) -> None:
    item = make_input(
        "i", {"a": {"share": 0.5, "coverage": 0.5}, "b": 0.25}, probability=0.8, cost={"once": 20_000}
    )
    (one,) = of(make_assessment, framework, [item], {"a": (1, 3), "b": (2, 4), "c": (0, 4)})
    # a: 2 × .5 × .5 × .8 = .4; b: 2 × .25 × .8 = .4; of 8 levels of gap; weights are 1.
    assert dict(one.where) == pytest.approx({"a": 0.4, "b": 0.4})
    assert (one.closes, one.part) == pytest.approx((0.8, 0.1))
    assert (one.cost, one.per_cost) == pytest.approx((20_000, 0.4))


def test_teams_count_alike_and_only_where_the_input_reaches(
    framework: Framework, make_assessment: Any, make_input: Any
) -> None:
    item = make_input("i", {"a": {"share": 0.5, "coverage": {"t0": 1.0}}})
    (one,) = of(make_assessment, framework, [item], {"a": (1, 3)}, {"a": (0, 4)})
    assert one.closes == pytest.approx(2 * 0.5 / 2)
    assert one.part == pytest.approx(1 / 6)
    assert one.per_cost is None


def test_what_closes_nothing_is_not_suggested_and_the_most_comes_first(
    framework: Framework, make_assessment: Any, make_input: Any
) -> None:
    library = [
        make_input("small", {"a": 0.1}),
        make_input("met", {"c": 0.9}),
        make_input("large", {"a": 0.4}),
    ]
    found = of(make_assessment, framework, library, {"a": (1, 3), "c": (4, 3)})
    assert [one.input.id for one in found] == ["large", "small"]


def test_a_prerequisite_that_holds_is_named_and_one_that_does_not_is_not(
    framework: Framework, make_assessment: Any, make_input: Any
) -> None:
    item = make_input("i", {"b": 0.5}, needs={"all": ["first"]})
    (held,) = of(make_assessment, framework, [item], {"a": (1, 3), "b": (1, 4)})
    assert held.waits_for == {"b": "a"}
    text = reason(held, NAMES, {"first": "a first course"})
    assert text == (
        "Closes 30 % of the weighted gap, most of it in A2 Learning; A2 Learning waits for A1 Leaders; "
        "it needs a first course."
    )
    (free,) = of(make_assessment, framework, [item], {"a": (3, 3), "b": (1, 4)})
    assert free.waits_for == {}


def test_a_shared_skill_is_a_reason_that_enters_no_figure(
    framework: Framework, make_assessment: Any, make_input: Any
) -> None:
    skills = {"a": ("Coaching", "Planning", "Writing"), "c": ("Planning", "Coaching"), "b": ("Planning",)}
    held = {"a": (1, 3), "b": (1, 2), "c": (1, 4)}
    item = make_input("i", {"a": 0.5})
    (without,) = of(make_assessment, framework, [item], held)
    (one,) = of(make_assessment, framework, [item], held, skills=skills)
    assert one.through_skills == ("c",)  # one skill in common, as with b, says little
    assert one.skills == ("Coaching", "Planning")
    assert (one.closes, one.per_cost) == (without.closes, without.per_cost)
    assert "A3 Data rests on the same skills (Coaching and Planning), which counts in no figure" in reason(
        one, NAMES
    )


def test_an_untrained_range_is_widened_as_in_the_projection(
    framework: Framework, make_assessment: Any, make_input: Any
) -> None:
    item = make_input("i", {"a": [0.1, 0.25, 0.4]})
    scores = {"a": {"agreed": 1, "target": 3}}
    found = gaps(framework, make_assessment(framework, scores), ())
    (wide,) = suggest(framework, found, [item])
    assert wide.closes == pytest.approx(
        2 * 0.29, abs=0.01
    )  # docs/method.md: .10/.25/.40 comes to a mean of .29


@settings(max_examples=40, deadline=None)
@given(
    share=st.floats(0.01, 0.9), more=st.floats(0, 0.05), coverage=st.floats(0.05, 1),
    scores=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=3, max_size=3),
)  # fmt: skip
def test_more_closes_no_less_and_never_more_than_there_is(
    framework: Framework, make_assessment: Any, make_input: Any, share: float, more: float, coverage: float,
    scores: list[tuple[int, int]],
) -> None:  # fmt: skip
    held = dict(zip("abc", scores, strict=True))
    items = [
        make_input("less", {id: {"share": share, "coverage": coverage} for id in "abc"}),
        make_input("more", {id: {"share": min(0.95, share + more), "coverage": coverage} for id in "abc"}),
    ]
    found = {one.input.id: one for one in of(make_assessment, framework, items, held)}
    if any(target > agreed for agreed, target in scores):
        assert found["more"].closes >= found["less"].closes > 0
        assert found["more"].part <= 1
    else:
        assert not found
