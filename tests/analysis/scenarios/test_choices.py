"""From a scenario to the inputs that take part; every reason against one is a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from maturity_tui.analysis.scenarios.choices import ChosenInput, check_scenario, choices_of, taking_part
from maturity_tui.analysis.scenarios.scenario import Scenario

ONE_CURRENCY = "Costs are added up and never converted: price them in one currency."


def starts(item: str, quarter: str) -> dict[str, str]:
    return {"input": item, "start": quarter}


def assumed(name: str, value: float) -> dict[str, Any]:
    return {"assumptions": {name: value}}


def scenario(*inputs: Any, **fields: Any) -> Scenario:
    choices = [{"input": one} if isinstance(one, str) else one for one in inputs]
    return Scenario.model_validate(
        {"id": "s", "title": "S", "start": "2027-Q1", "horizon": 8, "inputs": choices, **fields}
    )


def sentences(plan: Scenario, library: Sequence[Any], teams: Sequence[str] = ()) -> list[str]:
    return [f"{fault.message}. {fault.hint}".strip() for fault in check_scenario(plan, library, teams)]


def test_a_choice_starts_as_it_says_else_with_the_scenario_but_not_before_it_can(make_input: Any) -> None:
    library = [
        make_input("i", {}),
        make_input("j", {}, earliest="2027-Q3"),
        make_input("k", {}, earliest="2026-Q1"),
    ]
    chosen, missing = choices_of(scenario({"input": "i", "start": "2027-Q2"}, "j", "k"), library)
    assert [choice.start for choice in chosen] == ["2027-Q2", "2027-Q3", "2027-Q1"]
    assert missing == ()


def test_an_unknown_input_is_a_sentence_and_left_out(make_input: Any) -> None:
    chosen, missing = choices_of(
        scenario("i", "training.onn"), [make_input("i", {}), make_input("training.one", {})]
    )
    assert [choice.id for choice in chosen] == ["i"]
    assert missing == ("There is no input 'training.onn' in the library. Did you mean 'training.one'?",)
    assert "There is no input 'gone' in the library." in sentences(scenario(must=["gone"]), [])


def test_a_stated_coverage_replaces_the_effects_own(make_input: Any) -> None:
    item = make_input("i", {})
    for stated, own, expected in (
        (None, 0.4, 0.4), (0.7, 0.4, 0.7), (0.7, 0.0, 0.0),
        ({"t": 0.9}, 0.4, 0.9), ({"t": 0.9}, 0.0, 0.9), ({"u": 0.9}, 0.4, 0),
    ):  # fmt: skip
        assert ChosenInput(item, "2027-Q1", stated).coverage_in("t", own) == expected


def test_of_two_that_exclude_each_other_the_earlier_takes_part(make_input: Any) -> None:
    one, two = make_input("a", {}, excludes=["b"]), make_input("b", {})
    for starts, kept in ((("2027-Q1", "2027-Q1"), "a"), (("2027-Q2", "2027-Q1"), "b")):
        chosen = [ChosenInput(item, start) for item, start in zip((one, two), starts, strict=True)]
        for turned in (chosen, chosen[::-1]):
            taken, notes = taking_part(turned)
            assert [choice.id for choice in taken] == [kept]
            assert len(notes) == 1
            assert notes[0].endswith("exclude each other.")


def test_what_is_needed_must_be_there_at_second_hand_too(make_input: Any) -> None:
    library = [
        make_input("a", {}), make_input("b", {}, needs={"all": ["a"]}),
        make_input("c", {}, needs={"all": ["b"]}),
        make_input("d", {}, needs={"any": ["a", "x"]}),
    ]  # fmt: skip
    chosen = [ChosenInput(item, "2027-Q1") for item in library]
    assert len(taking_part(chosen)[0]) == 4
    taken, notes = taking_part(chosen[1:])
    assert taken == ()
    assert set(notes) == {
        "b is left out: it needs a.", "c is left out: it needs b.", "d is left out: it needs a or x.",
    }  # fmt: skip


def test_what_is_left_out_does_nothing_and_is_noted(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    start = make_baseline(make_framework(["c"]), {"c": 2})
    found = run(start, make_input("i", {"c": 0.5}, needs={"all": ["gone"]}))
    assert found.overall.mean == (2,) * 8
    assert "i is left out: it needs gone." in found.notes


@pytest.mark.parametrize(
    ("inputs", "fields", "sentence"),
    [
        (["a", "b"], {}, "a and b exclude each other. Take one of them out."),
        (["c"], {}, "c needs a. Choose that too, or take this out."),
        (["a"], {"must_not": ["a"]}, "a is chosen, and must not be."),
        ([starts("a", "2026-Q4")], {}, "a starts in 2026-Q4, before the scenario does in 2027-Q1."),
        ([starts("a", "2029-Q1")], {}, "a starts in 2029-Q1, after the last quarter, 2028-Q4."),
        ([starts("d", "2027-Q1")], {}, "d starts in 2027-Q1; it cannot before 2027-Q2."),
        ([{"input": "a", "coverage": {"tean": 0.5}}], {}, "There is no team 'tean'. Did you mean 'team'?"),
        (["a"], {"baseline": {"teams": ["x"]}}, "There is no team 'x'."),
        (["a", "e"], {}, f"The chosen inputs are priced in EUR and GBP. {ONE_CURRENCY}"),
        (["a"], assumed("dip.om", 1), "There is no assumption 'dip.om'. Did you mean 'dip.on'?"),
        (["a"], assumed("training.floor", 2), "The assumption training.floor lies between 0 and 1; found 2."),
    ],
)  # fmt: skip
def test_each_fault_of_a_scenario_is_a_sentence(
    make_input: Any, inputs: Any, fields: Any, sentence: str
) -> None:
    library = [
        make_input("a", {}, excludes=["b"]), make_input("b", {}), make_input("c", {}, needs={"all": ["a"]}),
        make_input("d", {}, earliest="2027-Q2"), make_input("e", {}, cost={"once": 1, "currency": "EUR"}),
    ]  # fmt: skip
    assert sentences(scenario(*inputs, **fields), library, ["team"]) == [sentence]


def test_a_scenario_without_fault_says_nothing(make_input: Any) -> None:
    library = [make_input("a", {}), make_input("b", {}, needs={"any": ["a", "z"]})]
    plan = scenario("a", {"input": "b", "coverage": {"t": 0.5}}, must=["a"], baseline={"teams": ["t"]})
    assert sentences(plan, library, ["t", "u"]) == []
