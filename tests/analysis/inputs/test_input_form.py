"""An input as it is typed in a form: back and forth without loss, and what is wrong in one sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from maturity_tui.analysis.inputs.form import InputFacts, InputFormError, facts_of, made
from maturity_tui.analysis.inputs.interventions import Intervention

NAMES = {
    "people.leadership": "B3 Leadership and management",
    "people.learning": "B2 Learning and careers",
    "data.quality": "G2 Data quality",
}
RIGHT = InputFacts(
    "A course",
    "training",
    "12k",
    "500",
    "",
    "2",
    "20; 10",
    "0.9",
    "B3 0.10 0.25 0.40 0.8\ndata quality 5% 10% 20%",
)


def test_what_is_typed_becomes_an_input() -> None:
    item = made(RIGHT, None, NAMES, ())
    assert (item.id, item.cost.once, item.cost.per_year, item.quarters) == (
        "training.a-course",
        12_000,
        500,
        2,
    )
    assert (item.person_days, item.probability) == ((20, 10), 0.9)
    assert [(one.capability, one.share, one.coverage) for one in item.effects] == [
        ("people.leadership", (0.1, 0.25, 0.4), 0.8), ("data.quality", (0.05, 0.1, 0.2), 1.0),
    ]  # fmt: skip


def test_every_shipped_input_goes_through_the_form_unchanged() -> None:
    from maturity_tui.store import Catalogue

    shipped = Catalogue().inputs()
    known = {effect.capability: effect.capability for item in shipped for effect in item.effects}
    assert len(shipped) > 20
    for item in shipped:
        assert made(facts_of(item), item, known, (), shipped) == item


def test_what_the_form_does_not_ask_for_stays() -> None:
    whole = Intervention.model_validate({
        "id": "x", "kind": "capacity", "title": "X", "earliest": "2027-Q2", "dip": 0.1, "excludes": ["y"],
        "needs": {"any": ["y"], "all": ["z"]}, "synergies": [{"with": "y", "share": 0.2}],
        "cost": {"once": 5, "currency": "EUR"},
        "effects": [{"capability": "data.quality", "share": [0.1, 0.2, 0.3], "coverage": {"ops": 0.5, "desk": 0.25}}],
    })  # fmt: skip
    others = [Intervention(id=id, kind="training", title=id) for id in ("y", "z")]  # type: ignore[arg-type]
    whole = whole.changed(excludes=())
    assert made(facts_of(whole), whole, NAMES, [whole], others) == whole
    renamed = made(replace(facts_of(whole), title="Y"), whole, NAMES, [whole], others)
    assert renamed == whole.changed(title="Y")


def test_a_new_one_has_an_id_of_its_own_and_the_own_currency() -> None:
    first = made(RIGHT, None, NAMES, ()).changed(cost={"once": 1, "currency": "EUR"})
    second = made(RIGHT, None, NAMES, [first])
    assert (second.id, second.cost.currency) == ("training.a-course-2", "EUR")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"title": ""}, "Name: this must not be empty."),
        ({"once": "a lot"}, "Cost once: here should be a number; found 'a lot'."),
        ({"once": "-5"}, "Cost once: the number must be at least 0."),
        ({"per_year": "1e400"}, "Cost a year: the number is too large; found '1e400'."),
        ({"quarters": "2.5", "person_days": ""}, "Quarters to deliver: here should be a whole number."),
        ({"quarters": "1"}, "Person-days: there are 2 for 1 quarter. One for each, such as 20; 10."),
        ({"quarters": "3"}, "Person-days: there are 2 for 3 quarters. One for each, such as 20; 10."),
        ({"probability": "90"}, "Chance of delivery: the number must be at most 1."),
        ({"effects": "B3"}, "Effects, line 1: here should be a capability, then low, likely and high, and the "
         "coverage. Such as people.leadership 0.10 0.25 0.40 0.8."),
        ({"effects": "B3 0.1 0.2 0.3\nG2 0.4 0.2 0.3"}, "Effects, line 2: low, likely and high are 0.4, 0.2 and 0.3. "
         "Each is at least the one before."),
        ({"effects": "B3 0.1 0.2 0.96"}, "Effects, line 1: a share lies between 0 and 0.95; found 0.96."),
        ({"effects": "B3 0.1 0.2 0.3 1.2"}, "Effects, line 1: a coverage lies between 0 and 1; found 1.2."),
        ({"effects": "B9 0.1 0.2 0.3"}, "Effects, line 1: there is no capability 'B9'."),
        ({"effects": "people.leadrship 0.1 0.2 0.3"}, "Effects, line 1: there is no capability 'people.leadrship'. Did "
         "you mean 'people.leadership'?"),
        ({"effects": "and 0.1 0.2 0.3"}, "Effects, line 1: 'and' may be B3 Leadership and management, B2 Learning and "
         "careers. Write more of it."),
        ({"effects": "B3 .1 .2 .3\nleadership .1 .2 .3"}, "Effects, line 2: people.leadership stands twice. Keep "
         "one of the lines."),
        ({"needs": "training.x"}, "Needs: there is no input 'training.x'."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InputFormError) as caught:
        made(replace(RIGHT, **changes), None, NAMES, ())
    assert str(caught.value).rstrip() == said


def test_it_is_held_against_the_other_inputs() -> None:
    first = made(RIGHT, None, NAMES, ())
    second = made(replace(RIGHT, title="B", needs=first.id), None, NAMES, [first])
    with pytest.raises(InputFormError, match="needs itself, by way of other inputs"):
        made(replace(RIGHT, needs=second.id), first, NAMES, [first, second])
