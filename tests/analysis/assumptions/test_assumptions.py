"""The named defaults: what they are, where they come from, and what they may be set to."""

from __future__ import annotations

import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import InputKind

KNOWN = Assumptions.default()


def test_the_defaults_are_those_that_the_documentation_states() -> None:
    assert KNOWN.row("training.share") == (0.10, 0.25, 0.40)
    assert KNOWN.bands(InputKind.TRAINING) == (1, 1, 0.8, 0.4, 0.15)
    assert KNOWN.bands(InputKind.CAPACITY) == (0.6, 0.8, 1, 0.7, 0.4)
    assert KNOWN.bands(InputKind.TECHNOLOGY) == (0.3, 0.6, 1, 1, 0.8)
    stated = {
        "training.half_life_months": 8, "training.floor": 0.3, "technology.adoption": 0.9,
        "technology.adoption_quarters": 4, "technology.imitation": 12.67, "capacity.mentor_fte": 0.2,
        "dip.size": 0.05, "dip.quarters": 2, "execution.correlation": 0.3, "range.widening": 2,
        "score.sd_high": 0.15, "score.sd_medium": 0.35, "score.sd_low": 0.70,
    }  # fmt: skip
    assert {name: KNOWN.number(name) for name in stated} == stated


def test_the_dip_is_off_unless_it_is_turned_on() -> None:
    assert KNOWN.number("dip.on") == 0
    assert KNOWN.with_overrides({"dip.on": True}).number("dip.on") == 1


def test_every_assumption_says_where_it_comes_from_and_how_sure_that_is() -> None:
    assert all(entry.source and entry.unit and entry.grade in "VRJ" for entry in KNOWN.entries)
    assert KNOWN.by_name["training.floor"].grade == "J"
    assert KNOWN.by_name["training.half_life_months"].grade == "V"
    assert KNOWN.by_name["capacity.ramp"].grade == "R"
    assert all("our judgement" in entry.source or entry.grade != "J" for entry in KNOWN.entries)


def test_each_default_is_within_its_own_limits() -> None:
    for entry in KNOWN.entries:
        assert entry.set_to(entry.value).value == entry.value
        values = entry.value if isinstance(entry.value, tuple) else (entry.value,)
        assert all(entry.least <= value <= entry.most for value in values)
        if entry.low is not None and entry.high is not None:
            assert entry.least <= entry.low <= values[0] <= entry.high <= entry.most


def test_an_override_is_marked_as_changed_and_the_others_are_not() -> None:
    changed = KNOWN.with_overrides({"technology.adoption_quarters": 6})
    assert changed.number("technology.adoption_quarters") == 6
    assert [entry["name"] for entry in changed.as_json() if entry["changed"]] == [
        "technology.adoption_quarters"
    ]
    assert KNOWN.number("technology.adoption_quarters") == 4
    assert hash(changed) != hash(KNOWN)
    assert KNOWN.with_overrides({}) == KNOWN
    assert KNOWN.with_overrides({"training.floor": 0.3}) == KNOWN


def test_an_unknown_name_is_a_sentence_with_the_nearest_one() -> None:
    with pytest.raises(
        ValueError,
        match=r"no assumption 'technology.adoption_quarter'\. Did you mean 'technology.adoption_quarters'\?",
    ):
        KNOWN.with_overrides({"technology.adoption_quarter": 6})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("training.floor", "much", "is a number"),
        ("training.floor", 1.5, "lies between 0 and 1"),
        ("training.floor", float("nan"), "is a number"),
        ("training.floor", [0.3], "is a number"),
        ("technology.adoption_quarters", 0, "lies between 0.25 and 80"),
        ("training.bands", [1, 1, 1], "is a row of 5 numbers"),
        ("training.bands", [1, 1, 1, 1, 2], "lies between 0 and 1"),
        ("training.bands", "easy", "is a row of 5 numbers"),
        ("training.share", [0.4, 0.2, 0.1], "low, likely, high"),
        ("range.widening", 0.5, "lies between 1 and 10"),
    ],
)
def test_a_value_that_cannot_be_is_a_sentence(name: str, value: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=rf"The assumption {name} .*{sentence}"):
        KNOWN.with_overrides({name: value})
