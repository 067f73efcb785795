"""Libraries of inputs: what does not hold in them, as sentences at their places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from maturity_tui.analysis.inputs.interventions import InputLibrary
from maturity_tui.analysis.inputs.library import check_inputs, join_libraries, read_inputs
from maturity_tui.frameworks import FrameworkError, door, load_framework

SHIPPED = Path(__file__).parents[3] / "frameworks" / "best-practice"
TEXT = """
schema: maturity/inputs@1
inputs:
  - id: training.one
    kind: training
    title: One
    cost: {once: 100, per_year: 10, per_person: 1, currency: GBP}
    quarters: 2
    person_days: [3, 4]
    effects:
      - {capability: a, share: [0.1, 0.2, 0.3], coverage: {t: 0.5}}
    synergies: [{with: training.two, share: 0.1}]
"""


def sentences(*inputs: Any, capabilities: tuple[str, ...] = ("a", "b"), others: Any = ()) -> list[str]:
    return [f"{fault.message}. {fault.hint}".strip() for fault in check_inputs(inputs, capabilities, others)]


def test_a_library_is_read_with_everything_that_it_says() -> None:
    item = read_inputs(door.read_text(TEXT)).inputs[0]
    assert (item.cost.per_person, item.person_days, item.synergies[0].with_) == (1, (3, 4), "training.two")
    assert (item.effects[0].coverage_of("t"), item.effects[0].coverage_of("u")) == (0.5, 0)


def test_what_a_library_cannot_be_is_said_with_its_line() -> None:
    with pytest.raises(FrameworkError, match=r"^own.yaml:3:.*one figure for each of the 2 quarters"):
        read_inputs(door.read_text(TEXT.replace("[3, 4]", "[3]").lstrip(), "own.yaml"))
    with pytest.raises(FrameworkError, match="capabilty"):
        read_inputs(door.read_text(TEXT.replace("capability: a", "capabilty: a")))


def test_the_shipped_library_holds_together() -> None:
    framework = load_framework(SHIPPED / "digital-service.yaml")
    library = read_inputs(door.read_file(SHIPPED / "inputs.yaml"))
    assert list(check_inputs(library, framework.capabilities)) == []
    assert len(library.inputs) > 40


def test_an_unknown_capability_is_named_with_the_nearest(make_input: Any) -> None:
    found = sentences(make_input("i", {"data.qualty": 0.2}), capabilities=("data.quality",))
    assert found == ["i acts on 'data.qualty', and there is no such capability. Did you mean 'data.quality'?"]


@pytest.mark.parametrize(
    ("field", "verb"),
    [
        ({"needs": {"all": ["gone"]}}, "needs"),
        ({"needs": {"any": ["gone", "j"]}}, "needs"),
        ({"excludes": ["gone"]}, "excludes"),
        ({"synergies": [{"with": "gone", "share": 0.1}]}, "works better with"),
        ({"repeat_of": "gone"}, "repeats"),
    ],
)
def test_an_input_that_does_not_exist_is_said(make_input: Any, field: dict[str, Any], verb: str) -> None:
    items = make_input("i", {"a": 0.2}, **field), make_input("j", {"a": 0.2})
    assert sentences(*items) == [f"i {verb} 'gone', and there is no such input."]
    assert sentences(*items, others=[make_input("gone", {"a": 0.2})]) == []


def test_a_fault_says_where_it_stands(make_input: Any) -> None:
    items = make_input("i", {"a": 0.2}), make_input("j", {"a": 0.2, "x": 0.1}, needs={"all": ["gone"]})
    assert [fault.path for fault in check_inputs(items, ("a",))] == [
        ("inputs", 1, "effects", 1, "capability"), ("inputs", 1, "needs", "all", 0),
    ]  # fmt: skip


def test_an_input_cannot_refer_to_itself(make_input: Any) -> None:
    assert "i excludes itself." in sentences(make_input("i", {"a": 0.2}, excludes=["i"]))


def test_needs_that_lead_back_are_a_circle(make_input: Any) -> None:
    one = make_input("i", {"a": 0.2}, needs={"all": ["j"]})
    two = make_input("j", {"a": 0.2}, needs={"all": ["k"]})
    three = make_input("k", {"a": 0.2}, needs={"all": ["i"]})
    assert "i needs itself, by way of other inputs. Break the circle." in sentences(one, two, three)
    assert sentences(one, two, make_input("k", {"a": 0.2})) == []


def test_repeats_that_lead_back_are_a_circle(make_input: Any) -> None:
    one, two = make_input("i", {"a": 0.2}, repeat_of="j"), make_input("j", {"a": 0.2}, repeat_of="i")
    assert "i repeats itself, by way of other inputs. Break the circle." in sentences(one, two)


def test_a_refresher_is_of_the_kind_that_it_repeats(make_input: Any) -> None:
    one, two = make_input("i", {"a": 0.2}, kind="training"), make_input("j", {"a": 0.2}, repeat_of="i")
    assert sentences(one, two) == [
        "j is capacity and repeats i, which is training. A repeat is of the same kind."
    ]


def test_what_is_needed_cannot_be_excluded(make_input: Any) -> None:
    one = make_input("i", {"a": 0.2}, needs={"all": ["j"]})
    two = make_input("j", {"a": 0.2}, needs={"all": ["k"]})
    three = make_input("k", {"a": 0.2}, excludes=["i"])
    assert sentences(one, two, three) == ["i needs k and excludes it: it can never be chosen."]


def test_a_mix_of_currencies_is_said_once(make_input: Any) -> None:
    items = [
        make_input(f"i{n}", {"a": 0.2}, cost={"once": 1, "currency": c})
        for n, c in enumerate(("GBP", "EUR", "GBP", "EUR"))
    ]
    hint = "Costs are added up and never converted: give them all in one currency."
    assert sentences(*items) == [f"i1 is priced in EUR and others in GBP. {hint}"]


def test_a_capability_named_twice_is_said_once(make_input: Any) -> None:
    one = make_input("i", {"a": 0.2})
    twice = one.changed(effects=[*one.effects, *one.effects])
    assert sentences(twice) == ["i names a twice. Keep one of the effects."]


def test_an_organisations_own_input_takes_the_place_of_a_shipped_one(make_input: Any) -> None:
    shipped, own = (
        InputLibrary(inputs=(make_input("i", {"a": 0.2}), make_input("j", {}))),
        make_input("i", {"b": 0.3}),
    )
    assert join_libraries(shipped.inputs, [own]) == (own, shipped.inputs[1])
