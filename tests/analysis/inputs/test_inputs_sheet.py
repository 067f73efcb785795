"""A spreadsheet of inputs that is wrong: every fault at its cell, nothing half-taken, and never a traceback."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.analysis.inputs.sheet.faults import letters
from maturity_tui.analysis.inputs.sheet.reading import SheetReading, read_sheet
from maturity_tui.frameworks.errors import FrameworkError

CAPABILITIES = {
    "people.leadership": "Leadership",
    "people.learning": "Learning",
    "ops.incidents": "Incidents",
}
INPUTS = [
    "Id",
    "Kind",
    "Title",
    "Cost once",
    "Cost a year",
    "Currency",
    "Quarters",
    "Person-days",
    "Probability",
]
EFFECTS = ["Input", "Capability", "Low", "Likely", "High", "Coverage", "Team"]
RELATIONS = ["Input", "Relation", "Other input", "Share"]
COURSE = ["t.course", "training", "A course", 1000, 0, "GBP", 2, "20; 10", 0.9]
TOOL = ["k.tool", "technology", "A tool", 5000, 100, "GBP", 1, "", 1]
RIGHT = ["t.course", "people.leadership", 0.1, 0.2, 0.4, 0.5, ""]


def book(
    inputs: Sequence[list[Any]],
    effects: Sequence[list[Any]] = (),
    relations: Sequence[list[Any]] = (),
) -> bytes:
    """A workbook as a person would fill it in; a pair is a formula with the value that was computed."""
    out = io.BytesIO()
    file = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_numbers": False})
    tables = {
        "Inputs": [INPUTS, *inputs],
        "Effects": [EFFECTS, *effects],
        "Relations": [RELATIONS, *relations],
    }
    for name, rows in tables.items():
        sheet = file.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, tuple):
                    sheet.write_formula(row, column, cell[0], None, cell[1])
                else:
                    sheet.write(row, column, cell)
    file.close()
    return out.getvalue()


def read(*tables: Sequence[list[Any]], **more: Any) -> SheetReading:
    return read_sheet(book(*tables), "own.xlsx", CAPABILITIES, **more)


def said(*tables: Sequence[list[Any]]) -> list[str]:
    reading = read(*tables)
    assert reading.inputs == ()
    return [str(fault) for fault in reading.faults]


def but(row: list[Any], heads: list[str], **cells: Any) -> list[Any]:
    """A row with other cells, by their headings with _ for a blank."""
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return [named.get(head.replace("-", " "), value) for head, value in zip(heads, row, strict=True)]


def course(**cells: Any) -> list[Any]:
    return but(COURSE, INPUTS, **cells)


def effect(**cells: Any) -> list[Any]:
    return but(RIGHT, EFFECTS, **cells)


def test_what_is_right_is_read() -> None:
    reading = read([COURSE, TOOL], [RIGHT], [["k.tool", "Needs all of", "t.course"]])
    assert (reading.faults, reading.ignored) == ((), ())
    one, other = reading.inputs
    assert (one.cost.once, one.quarters, one.person_days, one.probability) == (1000, 2, (20, 10), 0.9)
    assert (one.effects[0].share, one.effects[0].coverage) == ((0.1, 0.2, 0.4), 0.5)
    assert other.needs.all == ("t.course",)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (effect(High=0.96), "Effects, row 2, column E (High): The number must be at most 0.95; found 0.96."),
        (effect(Low=-0.1), "Effects, row 2, column C (Low): The number must be at least 0; found -0.1."),
        (effect(High=40), "Effects, row 2, column E (High): The number must be at most 0.95; found 40. "
         "40 per cent is written 0.4, or 40 %."),
        (effect(Low=0.3), "Effects, row 2, column C (Low): Low is 0.3 and Likely only 0.2."),
        (effect(Likely=0.5), "Effects, row 2, column D (Likely): Likely is 0.5 and High only 0.4."),
        (effect(Low=""), "Effects, row 2, column C (Low): Low is missing."),
        (effect(Likely="much"), "Effects, row 2, column D (Likely): Here should be a number; found 'much'."),
        (effect(Likely="0,2"), "Effects, row 2, column D (Likely): Here should be a number; found '0,2'. "
         "Write it with a point: 0.2."),
        (effect(High="1e400"), "Effects, row 2, column E (High): The number is too large; found '1e400'."),
        (effect(Coverage=1.5), "Effects, row 2, column F (Coverage): The number must be at most 1; found 1.5."),
        (effect(Capability="people.leadrship"), "Effects, row 2, column B (Capability): There is no capability "
         "'people.leadrship'. Did you mean 'people.leadership'?"),
        (effect(Capability=""), "Effects, row 2, column B (Capability): Capability is missing."),
        (effect(Input="t.corse"), "Effects, row 2, column A (Input): There is no input 't.corse' in this file. "
         "Did you mean 't.course'?"),
        (effect(Likely=("=B9", "")), "Effects, row 2, column D (Likely): Here is a formula that has no value yet. "
         "Open the file in a spreadsheet and save it, or type the figure."),
        (effect(Likely=("=1/0", "#DIV/0!")), "Effects, row 2, column D (Likely): Here is the error #DIV/0!. "
         "Open the file in a spreadsheet and save it, or type the figure."),
    ],
)  # fmt: skip
def test_a_wrong_effect_is_said_at_its_cell(row: list[Any], sentence: str) -> None:
    assert said([COURSE], [row]) == [sentence]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (course(Cost_once=-5), "Inputs, row 2, column D (Cost once): The number must be at least 0; found -5."),
        (course(Cost_once=1e16), "Inputs, row 2, column D (Cost once): The number must be at most 1e+15; found 1e+16."),
        (course(Cost_once="1e400"), "Inputs, row 2, column D (Cost once): The number is too large; found '1e400'."),
        (course(Cost_once="a lot"), "Inputs, row 2, column D (Cost once): Here should be a number; found 'a lot'."),
        (course(Cost_once="2027-01-01"), "Inputs, row 2, column D (Cost once): Here should be a number; found the "
         "date 2027-01-01. Give the cell the format of a number, and type it again."),
        (course(Kind="trainning"), "Inputs, row 2, column B (Kind): Here should be training, capacity or technology; "
         "found 'trainning'."),
        (course(Kind=""), "Inputs, row 2, column A (Id): Kind is missing."),
        (course(Title=""), "Inputs, row 2, column A (Id): Title is missing."),
        (course(Id=""), "Inputs, row 2, column A (Id): The id is missing. Each input has an id of its own."),
        (course(Id="my course"), "Inputs, row 2, column A (Id): Here should be an id: letters, digits, dots, dashes "
         "and underscores, the first a letter or digit; found 'my course'."),
        (course(Currency="pounds"), "Inputs, row 2, column F (Currency): Here should be a currency in three capitals, "
         "such as GBP; found 'POUNDS'."),
        (course(Quarters=3), "Inputs, row 2, column H (Person-days): Here are 2 figures for 3 quarters. One for "
         "each, such as 20; 10."),
        (course(Quarters=2.5, Person_days=""), "Inputs, row 2, column G (Quarters): Here should be a whole number; "
         "found 2.5."),
        (course(Person_days="20; some"), "Inputs, row 2, column H (Person-days): Here should be a number; found "
         "'some'. One for each quarter, such as 20; 10."),
        (course(Probability=90), "Inputs, row 2, column I (Probability): The number must be at most 1; found 90. "
         "90 per cent is written 0.9, or 90 %."),
    ],
)  # fmt: skip
def test_a_wrong_input_is_said_at_its_cell(row: list[Any], sentence: str) -> None:
    assert said([row]) == [sentence]


def test_two_rows_with_one_id_are_said_at_the_second() -> None:
    assert said([COURSE, TOOL, COURSE]) == [
        "Inputs, row 4, column A (Id): The input 't.course' stands twice, first in Inputs, row 2, column A (Id). "
        "Keep one of them."
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["k.tool", "Needs all of", "t.corse"], "Relations, row 2, column C (Other input): k.tool needs 't.corse', "
         "and there is no such input. Did you mean 't.course'?"),
        (["k.tool", "Excludes", "k.tool"], "Relations, row 2, column C (Other input): k.tool excludes itself."),
        (["k.tool", "Likes", "t.course"], "Relations, row 2, column B (Relation): Here should be one of Needs all of, "
         "Needs one of, Excludes, Works better with; found 'Likes'."),
        (["k.tool", "Works better with", "t.course", 2], "Relations, row 2, column D (Share): The number must be at "
         "most 0.95; found 2. 2 per cent is written 0.02, or 2 %."),
        (["k.tool", "Works better with", "t.course"], "Relations, row 2, column D (Share): Share is missing."),
    ],
)  # fmt: skip
def test_a_wrong_relation_is_said_at_its_cell(row: list[Any], sentence: str) -> None:
    assert said([COURSE, TOOL], [], [row]) == [sentence]


def test_an_excluded_must_have_can_never_be_chosen() -> None:
    both = [["k.tool", "Needs all of", "t.course"], ["k.tool", "Excludes", "t.course"]]
    assert said([COURSE, TOOL], [], both) == [
        "Relations, row 3, column C (Other input): k.tool needs t.course and excludes it: it can never be chosen."
    ]
    either = [["k.tool", "Needs one of", "t.course"], ["k.tool", "Excludes", "t.course"]]
    assert said([COURSE, TOOL], [], either) == [
        "Relations, row 2, column C (Other input): k.tool needs one of t.course and excludes all of them: it can "
        "never be chosen."
    ]


def test_prices_are_of_one_currency() -> None:
    dear = but(TOOL, INPUTS, Id="k.two", Currency="EUR")
    assert said([COURSE, TOOL, dear]) == [
        "Inputs, row 4, column F (Currency): k.two is priced in EUR and others in GBP. Costs are added up and never "
        "converted: give them all in one currency."
    ]


def test_every_fault_is_said_not_only_the_first() -> None:
    found = said(
        [course(Cost_once=-1, Probability="likely"), TOOL], [effect(Low=""), effect(Input="k.tool", High=2)]
    )
    assert [sentence.partition(":")[0] for sentence in found] == [
        "Inputs, row 2, column D (Cost once)", "Inputs, row 2, column I (Probability)",
        "Effects, row 2, column C (Low)", "Effects, row 3, column E (High)",
    ]  # fmt: skip


def test_the_good_can_be_taken_and_the_rest_is_named_with_what_needs_it() -> None:
    third = but(TOOL, INPUTS, Id="k.three", Title="A third")
    reading = read([course(Cost_once=-1), TOOL, third], [], [["k.tool", "Needs all of", "t.course"]])
    assert reading.inputs == ()
    assert [item.id for item in reading.good] == ["k.three"]
    assert reading.kept_out == {
        "t.course": "Inputs, row 2, column D (Cost once): The number must be at least 0; found -1.",
        "k.tool": "k.tool needs 't.course', and there is no such input.",
    }
    assert len(reading.faults) == 1


def test_what_other_libraries_have_may_be_named(make_input: Any) -> None:
    relation = [["k.tool", "Needs all of", "training.shipped"]]
    shipped = make_input("training.shipped", {})
    assert len(read([TOOL], [], relation).faults) == 1
    assert read([TOOL], [], relation, others=[shipped]).inputs[0].needs.all == ("training.shipped",)


def test_an_effect_by_team_is_a_row_for_each() -> None:
    rows = [effect(Team="ops", Coverage=0.5), ["t.course", "Leadership", "", "", "", 0.2, "desk"]]
    (item,) = read([COURSE], rows).inputs
    assert dict(item.effects[0].coverage) == {"ops": 0.5, "desk": 0.2}  # type: ignore[arg-type]
    other = [effect(Team="ops"), effect(Team="desk", High=0.3)]
    assert said([COURSE], other) == [
        "Effects, row 3, column E (High): people.leadership has another share in a row above."
    ]
    assert said([COURSE], [RIGHT, RIGHT]) == [
        "Effects, row 3, column B (Capability): t.course names people.leadership twice. Keep one of the rows, or "
        "give each a team of its own."
    ]


def test_people_write_per_cent_pounds_and_titles() -> None:
    (item,) = read([course(Cost_once="£12,000")]).inputs
    assert item.cost.once == 12000
    (item,) = read([COURSE], [effect(Capability="learning", Low="5 %", Likely="10%", High="20 %")]).inputs
    assert (item.effects[0].capability, item.effects[0].share) == ("people.learning", (0.05, 0.1, 0.2))


def test_one_csv_file_holds_effects_in_rows() -> None:
    text = (
        "Id,Kind,Title,Needs all of,Works better with,Capability,Low,Likely,High\n"
        "a,training,A,,,people.leadership,0.1,0.2,0.3\n"
        ",,,,,people.learning,0.1,0.1,0.1\n"
        "b,technology,B,a,a (0.05),,,,\n"
    )
    one, other = read_sheet(text.encode(), "own.csv", CAPABILITIES).inputs
    assert [effect.capability for effect in one.effects] == ["people.leadership", "people.learning"]
    assert (other.needs.all, other.synergies[0].share) == (("a",), 0.05)
    wrong = read_sheet(text.replace("(0.05)", "").replace("0.3", "-1").encode(), "own.csv", CAPABILITIES)
    assert [str(fault) for fault in wrong.faults] == [
        "row 2, column H (Likely): Likely is 0.2 and High only -1.",
        "row 2, column I (High): The number must be at least 0; found -1.",
        "row 4, column E (Works better with): Here should be an input with a share in brackets; found 'a'. "
        "Such as technology.service-desk (0.05).",
    ]


def test_a_file_without_inputs_is_refused_with_what_to_do() -> None:
    with pytest.raises(FrameworkError, match="No row has the headings Id, Kind, Title"):
        read_sheet(b"a,b\n1,2\n", "own.csv", CAPABILITIES)


def test_columns_are_named_as_a_spreadsheet_names_them() -> None:
    assert [letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


cell = st.one_of(
    st.sampled_from(["", "t.course", "k.tool", "training", "people.learning", "Needs all of", "=1+1", "2027-01-01",
                     "1e400", "-1", "nan", "inf", "0.5 %", "99999999999999999999", "['x']", "\x00\x1b[31m", "ﬁ", "½",
                     "Works better with", "20; 10", ";;", "()", "TRUE"]),
    st.floats(allow_nan=False, allow_infinity=False), st.integers(-10, 10**18), st.booleans(),
    st.text(max_size=12), st.just(("=B2", "")),
)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(
    inputs=st.lists(st.lists(cell, min_size=9, max_size=9), max_size=4),
    effects=st.lists(st.lists(cell, min_size=7, max_size=7), max_size=4),
    relations=st.lists(st.lists(cell, min_size=4, max_size=4), max_size=3),
)
def test_whatever_stands_in_the_cells_is_read_or_said(
    inputs: list[list[Any]], effects: list[list[Any]], relations: list[list[Any]]
) -> None:
    reading = read(inputs, effects, relations)
    assert not (reading.inputs and reading.faults)
    assert {item.id for item in reading.good} & set(reading.kept_out) == set()
    for fault in reading.faults:
        assert str(fault).endswith((".", "?")), fault
        assert fault.place.row > 0


@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=300), cut=st.integers(0, 9000))
def test_a_broken_file_is_refused_in_a_sentence(data: bytes, cut: int) -> None:
    whole = book([COURSE], [RIGHT])
    for broken in (data, whole[:cut] + data, b"Id,Kind,Title\n" + data):
        assert sentence_of(broken).rstrip().endswith((".", "?", "read"))


def sentence_of(data: bytes) -> str:
    try:
        read_sheet(data, "own.xlsx", CAPABILITIES)
    except FrameworkError as error:
        return str(error)
    return "read"


def test_a_further_row_of_a_csv_input_may_not_say_otherwise() -> None:
    head = "Id,Kind,Title,Capability,Low,Likely,High\na,training,A,people.leadership,0.1,0.2,0.3\n"
    same = read_sheet(f"{head}a,training,A,people.learning,0.1,0.2,0.3\n".encode(), "own.csv", CAPABILITIES)
    assert len(same.inputs[0].effects) == 2
    other = read_sheet(f"{head}a,capacity,A,people.learning,0.1,0.2,0.3\n".encode(), "own.csv", CAPABILITIES)
    assert [str(fault) for fault in other.faults] == [
        "row 3, column B (Kind): a says something else in row 2."
    ]
