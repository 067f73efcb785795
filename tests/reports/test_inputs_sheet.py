"""Inputs as a spreadsheet: what is written reads back the same, and the template guides the one who fills it in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.analysis.inputs.interventions import InputKind, Intervention
from maturity_tui.analysis.inputs.sheet.reading import read_sheet
from maturity_tui.reports.inputs_cells import examples, separated
from maturity_tui.reports.inputs_sheet import workbook
from maturity_tui.reports.inputs_sheet_words import COMMENTS, HOW

CAPABILITIES = {"people.a": "Leaders", "people.b": "Learning", "data.c": "Data quality"}
SHEETS = {"A framework": CAPABILITIES}
FORMS: list[Any] = [(lambda items: workbook(items, SHEETS), "own.xlsx"), (separated, "own.csv")]

words = st.text("abcdefghij XYZ0129=+-@'\"_;,()%£é–", min_size=1, max_size=30).filter(
    lambda text: " ".join(text.split()) == text and text.strip()
)
fraction = st.floats(0, 1)
share = st.lists(st.floats(0, 0.95), min_size=3, max_size=3).map(sorted).map(tuple)
money = st.one_of(st.integers(0, 10**9), st.floats(0, 1e9))
coverage = st.one_of(fraction, st.dictionaries(st.sampled_from(["ops", "desk"]), fraction, min_size=1))
quarter = st.builds("{}-Q{}".format, st.integers(2020, 2040), st.integers(1, 4))


@st.composite
def inputs(draw: Any) -> tuple[Intervention, ...]:
    """Some inputs that hold together: needs and repeats look back only, exclusions go to what is not needed."""
    made: list[Intervention] = []
    for at in range(draw(st.integers(1, 4))):
        count = draw(st.integers(1, 4))
        before = [item.id for item in made]
        linked = draw(st.sampled_from(["needs", "excludes", "synergies", "none"])) if before else "none"
        some = draw(st.lists(st.sampled_from(before), unique=True, min_size=1)) if linked != "none" else []
        effects = draw(st.lists(st.sampled_from(sorted(CAPABILITIES)), unique=True))
        made.append(
            Intervention.model_validate({
                "id": f"own.i{at}", "kind": draw(st.sampled_from(list(InputKind))), "title": draw(words),
                "cost": {"once": draw(money), "per_year": draw(money), "per_person": draw(money), "currency": "EUR"},
                "quarters": count, "probability": draw(fraction), "dip": draw(st.none() | fraction),
                "person_days": draw(st.just(()) | st.tuples(*[st.floats(0, 1e6)] * count)),
                "earliest": draw(st.none() | quarter),
                "effects": [
                    {"capability": id, "share": draw(share), "coverage": draw(coverage)} for id in effects
                ],
                "needs": {"all": some[:1], "any": some[1:]} if linked == "needs" else {},
                "excludes": some if linked == "excludes" else (),
                "synergies": [{"with": id, "share": draw(st.floats(0, 0.95))} for id in some]
                if linked == "synergies" else (),
                "basis": {"grade": draw(st.sampled_from("VRJ")), "note": draw(words), "source": draw(words)},
            })
        )  # fmt: skip
    return tuple(made)


@pytest.mark.parametrize(("write", "name"), FORMS)
@settings(max_examples=40, deadline=None)
@given(items=inputs())
def test_what_is_written_reads_back_the_same(
    write: Callable[[Any], bytes], name: str, items: tuple[Intervention, ...]
) -> None:
    reading = read_sheet(write(items), name, CAPABILITIES)
    assert [str(fault) for fault in reading.faults] == []
    assert reading.inputs == items


@pytest.mark.parametrize(("write", "name"), FORMS)
def test_the_template_is_right_as_it_stands_and_always_the_same(
    write: Callable[[Any], bytes], name: str
) -> None:
    some = examples(CAPABILITIES)
    assert write(some) == write(some)
    reading = read_sheet(write(some), name, CAPABILITIES)
    assert (reading.inputs, reading.faults) == (some, ())
    assert [effect.capability for effect in some[0].effects] == ["people.a", "people.b"]
    assert some[1].needs.all == ("example.training",)


def inside(name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook(examples(CAPABILITIES), SHEETS))) as packed:
        parts = [packed.read(part).decode() for part in packed.namelist() if name in part]
    return "".join(parts).replace("&quot;", '"')


def test_kinds_grades_and_relations_are_in_drop_downs_and_capabilities_are_listed() -> None:
    sheets = inside("worksheets/sheet")
    assert '"training,capacity,technology"' in sheets
    assert '"V,R,J"' in sheets
    assert '"Needs all of,Needs one of,Excludes,Works better with"' in sheets
    assert "Capabilities!$A$2:$A$4" in sheets
    assert all(title in inside("sharedStrings") for title in CAPABILITIES.values())


def test_every_heading_is_explained_and_nothing_is_a_formula() -> None:
    from maturity_tui.analysis.inputs.sheet.columns import EFFECT, FIELDS

    assert inside("comments").count("<comment ") == len(FIELDS) + len(EFFECT) + 2 + 4
    assert set(FIELDS) | set(EFFECT) <= set(COMMENTS)
    assert "<f>" not in inside("worksheets/sheet")
    assert sum("maturity inputs" in sentence for sentence in HOW) >= 2


def test_a_text_that_begins_like_a_formula_is_kept_and_runs_nowhere() -> None:
    item = examples(CAPABILITIES)[0].changed(title="=1+1")
    data = separated([item])
    assert b"'=1+1" in data
    assert read_sheet(data, "own.csv", CAPABILITIES).inputs == (item,)
