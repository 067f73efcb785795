"""Tables come out alike whatever program wrote them, and what is no table is refused before it does harm."""

from __future__ import annotations

import datetime as dt
import io
import struct
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.sources import workbooks
from maturity_tui.frameworks.sources.tables import LONGEST_CELL, Table, decoded, records, tables_of, text_of
from tests.frameworks.sources.official import separated, sound_or_refused, workbook

ROWS = [["Code", "Name"], ["A", "Äpfel – “good”"], ["B", "one\ntwo"]]


def table(data: bytes) -> Table:
    (found,) = tables_of(data, "some.csv")
    return found


def refused(data: bytes) -> FrameworkError:
    with pytest.raises(FrameworkError) as caught:
        tables_of(data, "some.xlsx")
    return caught.value


def book(*cells: tuple[int, int, Any]) -> bytes:
    out = io.BytesIO()
    written = xlsxwriter.Workbook(out)
    written.set_properties({"created": dt.datetime(2026, 1, 1)})  # the same bytes every time
    sheet = written.add_worksheet("Sheet")
    for cell in cells:
        sheet.write(*cell)
    written.close()
    return out.getvalue()


def with_sheet(data: bytes, change: dict[bytes, bytes]) -> bytes:
    """The workbook with its sheet's XML changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                for before, after in change.items():
                    assert before in text
                    text = text.replace(before, after)
            new.writestr(part.filename, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ","), ("cp1252", ","), ("cp1252", ";"), ("utf-16", "\t"), ("utf-16", ",")],
)
def test_separated_text_reads_alike_however_excel_saved_it(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    path = separated(tmp_path / "some.csv", ROWS, encoding, delimiter)
    assert [list(row) for row in table(path.read_bytes()).rows] == ROWS


def test_a_workbook_and_its_separated_copy_hold_the_same_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "some.xlsx", {"Sheet": ROWS})
    (found,) = tables_of(path.read_bytes(), "some.xlsx")
    assert [list(row) for row in found.rows] == ROWS


@pytest.mark.parametrize("delimiter", list(",;\t"))
def test_prose_and_titles_full_of_other_separators_do_not_hide_the_real_one(
    tmp_path: Path, delimiter: str
) -> None:
    long = "; ".join(["one, two"] * 40)
    rows = [
        ["A title, of one; or two words, and more, and more"],
        *[[""]] * 10,
        ["Code", "Name", "Text"],
        ["A", "B", long],
    ]
    path = separated(tmp_path / "some.csv", rows, delimiter=delimiter)
    found = table(path.read_bytes())
    assert found.header(["name", "CODE", " text "]) == 11
    (record,) = records(found, 11)
    assert (record.get("code"), record.get("Text")) == ("A", long)


def test_excels_marks_blanks_and_floats_come_out_as_people_see_them() -> None:
    assert text_of("one_x000D_\ntwo_x000D_") == "one\ntwo"
    assert text_of("one\r\ntwo\u00a0\r\n") == "one\ntwo"
    assert text_of(" a\u00a0b \u200b") == "a b"
    assert text_of("_x005F_x000D_") == "_x000D_"
    assert [text_of(cell) for cell in (4.0, 4.5, True, None, 10**20, float("nan"))] == [
        "4", "4.5", "TRUE", "", "100000000000000000000", "nan",
    ]  # fmt: skip
    assert text_of("\x1b[2Jred\x00") == "red"


def test_an_error_names_the_line_for_editors_and_the_row_as_spreadsheets_count() -> None:
    found = table(b'Code,Name\r\nA,"one\r\ntwo\r\nthree"\r\nB,four\r\n')
    error = found.error("This is wrong", 2)
    assert (error.line, error.path) == (5, "row 3")
    assert found.place(2) == "some.csv, row 3"


def test_an_empty_sheet_and_a_sheet_of_charts_hold_no_rows(tmp_path: Path) -> None:
    written = xlsxwriter.Workbook(tmp_path / "some.xlsx")
    written.add_worksheet("Full").write(0, 0, "a")
    written.add_worksheet("Empty")
    chart = written.add_chart({"type": "line"})
    assert chart is not None
    chart.add_series({"values": "=Full!$A$1:$A$2"})
    written.add_chartsheet("Chart").set_chart(chart)
    written.close()
    found = tables_of((tmp_path / "some.xlsx").read_bytes(), "some.xlsx")
    assert {one.sheet: one.rows for one in found} == {"Full": (("a",),), "Empty": (), "Chart": ()}
    assert table(b"").rows == ()


def test_one_cell_in_the_last_corner_is_refused_and_does_not_end_the_process() -> None:
    error = refused(book((0, 0, "a"), (1_048_575, 16_383, 1)))
    assert "column 16,384 and row 1,048,576" in str(error)


def test_a_styled_cell_far_out_that_holds_nothing_is_no_reason_to_refuse() -> None:
    data = with_sheet(
        book((0, 0, 5)), {b"</sheetData>": b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'}
    )
    assert tables_of(data, "some.xlsx")[0].rows == (("5",),)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c x=">" r="XFD1048576"><v>1</v></c>',
        b"<c  r = 'XFD1048576'><v>1</v></c>",
        b'<c r="XFD1048576" x="/>"><v>1</v></c>',
        b'<c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c>',
    ],
)
def test_a_far_cell_that_is_written_oddly_is_found_as_well(cell: bytes) -> None:
    data = with_sheet(book((0, 0, 5)), {b"</sheetData>": b"<row>" + cell + b"</row></sheetData>"})
    assert "too large" in refused(data).message


def test_cells_that_do_not_say_where_they_stand_are_read_in_their_order() -> None:
    data = with_sheet(
        book((0, 0, 5), (1, 0, 6)),
        {b' r="A1"': b"", b' r="A2"': b"", b'<row r="1"': b"<row", b'<row r="2"': b"<row"},
    )
    assert tables_of(data, "some.xlsx")[0].rows == (("5",), ("6",))


def test_a_bomb_is_refused_by_what_it_unpacks_to_whatever_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "MOST_UNPACKED", 1_000_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"<a/>" + b" " * 2_000_000)
    honest = out.getvalue()
    assert "too large" in refused(honest).message
    size = struct.pack("<I", 2_000_004)
    assert honest.count(size) >= 2
    assert "too large" in refused(honest.replace(size, struct.pack("<I", 10))).message


def test_a_workbook_cut_short_is_called_damaged() -> None:
    whole = book((0, 0, "a"))
    for length in range(4, len(whole) - 1, 97):
        assert refused(whole[:length]).message.startswith("The workbook is damaged")


def test_other_kinds_of_files_are_refused_by_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("content.xml", "<a/>")
    assert "OpenDocument" in refused(out.getvalue()).message
    assert ".xls" in str(refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)))
    assert "zero bytes" in refused(b"a,b\n\0\0,c").message


def test_too_many_and_too_long_cells_are_refused() -> None:
    assert "too many cells" in refused(b"a,b,c,d,e,f,g\n" * 300_000).message
    assert "too long" in refused(b"a," + b"b" * (LONGEST_CELL + 1)).message
    assert table(b"a," + b"b" * 60_000).rows[0][1] == "b" * 60_000
    assert "separated text" in refused(b'a,"' + b"b,\n" * 200_000).message


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xff\xfe\x00")
@example(b'"')
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    sound_or_refused(lambda: tables_of(data, "some.csv"))
    assert isinstance(decoded(data), str)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_workbook_with_bytes_changed_is_a_table_or_refused(data: st.DataObject) -> None:
    changed = bytearray(book((0, 0, "a"), (3, 2, 4.0)))
    for place in data.draw(st.lists(st.integers(0, len(changed) - 1), min_size=1, max_size=6)):
        changed[place] = data.draw(st.integers(0, 255))
    sound_or_refused(lambda: tables_of(bytes(changed), "some.xlsx"))


@settings(max_examples=60, deadline=None)
@given(st.text("<>/ rct=\"'A1X9v&;\n", max_size=60))
def test_a_sheet_with_nonsense_in_its_xml_is_a_table_or_refused(nonsense: str) -> None:
    data = with_sheet(book((0, 0, 5)), {b"</sheetData>": nonsense.encode() + b"</sheetData>"})
    sound_or_refused(lambda: tables_of(data, "some.xlsx"))


@given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), min_size=1, max_size=5))
def test_rows_written_are_the_rows_read(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = separated(Path(folder) / "some.csv", [["Code", "Name"], *rows])
        data = path.read_bytes()
    if b"\0" in data:
        return
    assert [list(row) for row in table(data).rows[1:]] == [[text_of(cell) for cell in row] for row in rows]
