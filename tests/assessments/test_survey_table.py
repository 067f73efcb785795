"""Surveys' exports as rows: encodings, separators, workbooks, and what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.assessments.survey.survey import open_sheet
from maturity_tui.assessments.survey.table import MOST_ROWS, letters
from maturity_tui.assessments.survey.values import SurveyError
from tests.assessments.survey_case import DESK, H1, H2, SURVEYS, levels, read, said, service, table

HEAD = ("Perspective", H1, H2)
ROW = ("User", "3 – Established", "Don’t know")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_and_separator_reads_alike(encoding: str, separator: str) -> None:
    survey = read(table(HEAD, ROW, separator=separator, encoding=encoding))
    assert said(survey) == []
    assert levels(survey) == [{DESK: 3, "operations.incidents": "x"}]
    assert any("Windows-1252" in note for note in survey.notes) is (encoding == "cp1252")


def test_a_cell_may_hold_lines_separators_and_quotation_marks() -> None:
    text = 'They said: "wait",\nand hung up; twice'
    survey = read(table(("Perspective", H1, "Why?"), ("User", "3", text)))
    assert survey.respondents[0].comments == {DESK: text}


def test_titles_above_the_questions_are_passed_over() -> None:
    survey = read(table(("Survey of 2026",), (), HEAD, ROW))
    assert [one.row for one in survey.respondents] == [4]


def test_of_several_sheets_the_one_with_the_questions_is_read(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "b.xlsx"))
    book.add_worksheet("About").write_row(0, 0, ["Made by", "somebody"])
    sheet = book.add_worksheet("Answers")
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ROW)
    book.close()
    survey = read((tmp_path / "b.xlsx").read_bytes(), file="b.xlsx")
    assert len(survey.respondents) == 1
    assert "“Answers” is read" in survey.notes[0]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (b" \r\n \n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b",,,\n,,,\n", "holds no questions"),
        (table(HEAD), "holds questions and no answers yet"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4, "no text in an encoding"),
        (bytes(range(1, 32)) * 20, "no text in an encoding"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "old Excel workbook"),
        (table(HEAD, *[ROW] * (MOST_ROWS + 20)), f"at most {MOST_ROWS:,} rows"),
        (table([f"q{number}" for number in range(3000)], ["1"] * 3000), "1,000 columns"),
        (b'"Perspective","H1 Serv', "quotation mark is opened and never closed"),
    ],
)
def test_what_is_no_survey_is_said_in_one_sentence(data: bytes, why: str) -> None:
    with pytest.raises(SurveyError, match=why) as error:
        open_sheet(data, "folder/answers.csv", service())
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("answers.csv")


def test_half_a_line_is_not_taken_for_a_whole_one() -> None:
    """The download broke off: the last row ends early, and what it has is not believed."""
    whole = table(HEAD, ROW, ROW)
    survey = read(whole[: whole.rindex(b",")])
    assert said(survey) == ["Row 3: it has 2 cells where 3 are asked for: half a line."]
    assert len(survey.respondents) == 1


def test_a_quotation_mark_that_is_never_closed_swallows_nothing() -> None:
    data = table(HEAD, ROW) + b'User,"3 - Established,1\r\nUser,2,1\r\nUser,4,1\r\n'
    survey = read(data)
    assert said(survey) == [
        "Row 3: a quotation mark is opened and never closed; from there on nothing can be read."
    ]
    assert levels(survey) == [{DESK: 3, "operations.incidents": "x"}]


def test_more_cells_than_questions_are_a_problem_unless_they_are_blank() -> None:
    survey = read(table(HEAD, (*ROW, ""), (*ROW, "stray")))
    assert said(survey) == ["Row 3: it has more cells than there are questions (3)."]


def test_columns_are_named_as_spreadsheets_do() -> None:
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


@given(st.binary(max_size=400))
@settings(max_examples=150)
def test_any_bytes_give_a_survey_or_a_survey_error(data: bytes) -> None:
    _tried(data)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_spoilt_export_gives_a_survey_or_a_survey_error(data: st.DataObject) -> None:
    """Bytes of real exports, cut, doubled and overwritten."""
    name = data.draw(st.sampled_from(["google_forms.csv", "smart_survey.csv", "ms_forms.xlsx"]))
    whole = bytearray((SURVEYS / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        piece = data.draw(st.sampled_from([b'"', b"\0", b"\n", b"\r", b",", b";", b"\xff", b"", b"\xe2\x80"]))
        end = data.draw(st.sampled_from([at, at + 1, at + 40, len(whole)]))
        whole[at:end] = piece
        if not whole:
            break
    _tried(bytes(whole))


def _tried(data: bytes) -> None:
    try:
        survey = read(data)
    except SurveyError:
        return
    assert len(survey.respondents) or survey.problems
