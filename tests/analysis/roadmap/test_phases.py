"""Phases: foundations first, then what builds on them; each has its reason, and circles end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.projection.baseline import baseline_of
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.roadmap.phases import Part, Phase, phases_of
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarters_from
from tests.analysis.conftest import build_assessment, build_framework, build_input

START = "2027-Q1"


def phases(
    *inputs: Intervention, needs: Mapping[str, Mapping[str, float]] | None = None, **scores: float
) -> dict[str, Phase]:
    """The phases of inputs, on capabilities p to r at 1 unless a score is given."""
    rests = needs or {}
    framework = build_framework({item: {"needs": rests.get(item, {})} for item in "pqr"})
    held: dict[str, Any] = {"p": 1, "q": 1, "r": 1, **scores}
    baseline = baseline_of(framework, [(build_assessment(framework, held), ())])
    model = Model(baseline, quarters_from(START, 8), Assumptions.default())
    found = phases_of(model, [ChosenInput(item, START) for item in inputs])
    assert sorted(one.input for one in found) == sorted(item.id for item in inputs)
    return {one.input: one for one in found}


def test_what_needs_another_builds_on_it() -> None:
    found = phases(
        build_input("c", {"p": 0.2}, needs={"all": ["b"]}),
        build_input("b", {"q": 0.2}, needs={"all": ["a"]}),
        build_input("a", {"r": 0.2}),
        build_input("x", {"r": 0.2}),
    )
    assert {item: (one.number, one.part) for item, one in found.items()} == {
        "a": (1, Part.FOUNDATION),
        "b": (2, Part.BUILDS),
        "c": (3, Part.BUILDS),
        "x": (1, Part.ALONE),
    }
    assert found["b"].reason == "“b” needs “a” delivered first."
    assert found["c"].on == ("b",)


def test_the_foundations_come_first_and_what_stands_alone_last() -> None:
    found = phases(
        build_input("x", {"r": 0.2}),
        build_input("b", {"q": 0.2}, needs={"all": ["a"]}),
        build_input("a", {"r": 0.2}),
    )
    assert list(found) == ["a", "b", "x"]


def test_one_of_several_builds_on_the_one_that_is_there() -> None:
    both = (build_input("a", {"q": 0.2}), build_input("z", {"q": 0.2}))
    needs_any = build_input("b", {"p": 0.2}, needs={"any": ["a", "z"]})
    assert phases(needs_any, both[0])["b"].on == ("a",)
    assert phases(needs_any, *both)["b"].on == ()


def test_a_refresher_builds_on_what_it_refreshes() -> None:
    found = phases(
        build_input("again", {"p": 0.2}, "training", repeat_of="a"), build_input("a", {"p": 0.2}, "training")
    )
    assert (found["a"].part, found["again"].on) == (Part.FOUNDATION, ("a",))


def test_what_lifts_a_prerequisite_is_the_foundation_of_what_it_would_hold_back() -> None:
    lifts_p, lifts_q = build_input("top", {"p": 0.6}), build_input("base", {"q": 0.6})
    found = phases(lifts_p, lifts_q, needs={"p": {"q": 0.0}})
    assert (found["base"].part, found["top"].part) == (Part.FOUNDATION, Part.BUILDS)
    assert found["top"].reason == "“top” lifts P, which rests on Q; “base” lifts that."


def test_a_prerequisite_with_room_ties_nothing() -> None:
    lifts_p, lifts_q = build_input("top", {"p": 0.6}), build_input("base", {"q": 0.6})
    free = phases(lifts_p, lifts_q, needs={"p": {"q": 0.0}}, q=5)
    assert {one.part for one in free.values()} == {Part.ALONE}


def test_a_circle_ends_and_a_need_goes_before_a_gate() -> None:
    one, other = build_input("a", {"p": 0.6}), build_input("b", {"q": 0.3}, needs={"all": ["a"]})
    found = phases(one, other, needs={"p": {"q": 0.0}, "q": {"p": 0.0}})
    assert (found["a"].number, found["b"].number) == (1, 2)
    circle = phases(
        build_input("a", {"p": 0.2}, needs={"all": ["b"]}), build_input("b", {"q": 0.2}, needs={"all": ["a"]})
    )
    assert sorted(one.number for one in circle.values()) == [1, 2]
