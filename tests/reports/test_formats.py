"""What holds for every format: the same figures, the same digest, the same bytes; hostile text stays text."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from maturity_tui.reports import FORMATS, Report, build_report, render
from maturity_tui.reports.csv_files import guarded, unguarded
from maturity_tui.reports.model import Table, Use


class Page(HTMLParser):
    """A page's tables as lists of rows of text, and everything that a test asks about its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.tables: dict[str, list[list[str]]] = {}
        self.text = ""
        self._table = ""
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.tags.append((tag, found))
        if tag not in ("meta", "br", "link", "img"):
            self._open.append(tag)
        if tag == "table":
            self._table = found["id"].removeprefix("t-")
            self.tables[self._table] = []
        elif tag == "tr":
            self._row = []
        elif tag in ("th", "td"):
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"{tag} closes what it did not open"
        if tag == "tr" and self._row is not None:
            self.tables[self._table].append(self._row)
        elif tag in ("th", "td") and self._row is not None and self._cell is not None:
            self._row.append(" ".join("".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] != "style":
            self.text += data
        if self._cell is not None:
            self._cell.append(data)


def page_of(report: Report) -> Page:
    return Page(render(report, "html").decode())


def json_of(report: Report) -> dict[str, Any]:
    return json.loads(render(report, "json"))


def json_tables(report: Report) -> dict[str, dict[str, Any]]:
    blocks = [block for section in json_of(report)["sections"] for block in section["blocks"]]
    return {block["id"]: block for block in blocks if block["type"] == "table"}


def csv_rows(report: Report) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render(report, "csv").decode(), newline="")))


def workbook(report: Report) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(render(report, "xlsx")))


def sheet_text(report: Report) -> str:
    book = workbook(report)
    return "\n".join(
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for cell in row
    )


def shown_in_all(report: Report) -> list[Table]:
    tables = [block for _, block in report.blocks() if isinstance(block, Table)]
    return [table for table in tables if table.use is Use.BOTH]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_is_the_same_bytes(one, format):
    assert render(build_report(one), format) == render(build_report(one), format)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("name", ["one", "several", "skills", "northwick"])
def test_every_format_carries_digest_and_attribution(request, name, format):
    report = build_report(request.getfixturevalue(name))
    data = render(report, format)
    text = sheet_text(report) if format == "xlsx" else data.decode()
    assert report.digest in text
    attribution = report.table("framework-1").rows[4][1].display
    assert attribution in text.replace("\\", "")


@pytest.mark.parametrize("name", ["one", "several", "skills", "northwick"])
def test_all_formats_show_the_same_figures(request, name):
    report = build_report(request.getfixturevalue(name))
    page, held, rows = page_of(report), json_tables(report), csv_rows(report)
    in_csv = {(row["table"], row["row"], row["column"]): row["display"] for row in rows}
    markdown = render(report, "md").decode()
    for table in shown_in_all(report):
        shown = table.on_page()
        for index, row in enumerate(table.rows, start=1):
            for column, cell in zip(table.columns, row, strict=True):
                if not column.kind.numeric:
                    continue
                display = f"{cell.bound} {cell.display}".strip()
                assert in_csv[table.id, str(index), column.key] == display
                assert held[table.id]["rows"][index - 1][column.key]["display"] == cell.display
        for index, row in enumerate(shown.rows, start=1):
            words = [" ".join(f"{cell.bound} {cell.display} {cell.mark}".split()) for cell in row]
            assert page.tables[table.id][index] == words
            assert _line(markdown, words), words


def _line(markdown: str, words: list[str]) -> bool:
    """Whether a table row of these words is among the lines."""
    plain = {re.sub(r"\s*\|\s*", "|", re.sub(r"[\\*]", "", line)) for line in markdown.splitlines()}
    wanted = "|" + "|".join(word.replace("*", "") for word in words) + "|"
    return wanted in {re.sub(r"&#?\w+;", _entity, line) for line in plain}


def _entity(found: re.Match[str]) -> str:
    return {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&#47;": "/", "&#46;": "."}[found[0]]


def test_the_workbook_holds_the_same_numbers(one):
    report = build_report(one)
    book = workbook(report)
    gaps = report.table("gaps")
    rows = [row for row in book.get_sheet_by_name("Gaps").to_python(skip_empty_area=False) if len(row) > 3]
    start = next(index for index, row in enumerate(rows) if row[1] == "Capability")
    for wanted, found in zip(gaps.rows, rows[start + 1 :], strict=False):
        for cell, value in zip(wanted, found[1:], strict=False):
            if isinstance(cell.value, Fraction | int):
                assert value == float(cell.value)
            elif cell.value is not None:
                assert value == cell.value


@pytest.mark.parametrize("format", FORMATS)
def test_hostile_text_stays_text_in_every_format(hostile, format):
    data = render(build_report(hostile), format)
    parts = [data]
    if format == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            parts = [book.read(name) for name in book.namelist()]
    for part in parts:
        assert b"\x1b" not in part
        assert b"[2J" not in part
        assert "\u202e".encode() not in part
        if format != "json" and format != "csv":
            assert b"<script" not in part
        assert b"{{ 49" not in part


def test_hostile_text_is_whole_in_json(hostile):
    report = build_report(hostile)
    comments = {row["text"] for row in json_tables(report)["comments"]["rows"]}
    assert "x" * 10_000 in comments
    assert "=1+1" in comments
    assert "<script>alert(1)</script>" in json_of(report)["organisation"]


def test_no_cell_of_a_csv_is_a_formula(hostile):
    for row in csv_rows(build_report(hostile)):
        for key, cell in row.items():
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), (key, cell)
            if cell.startswith("-"):
                float(cell)


def test_what_a_csv_guards_comes_back():
    for text in ["=1", "'=1", "''-x", "plain", "'plain", "+", "", "'", "@a"]:
        assert unguarded(guarded(text)) == text
    assert guarded("=1+1") == "'=1+1"
    assert guarded("plain") == "plain"


def test_every_row_of_a_markdown_table_has_as_many_cells_as_its_head(hostile, northwick):
    for material in (hostile, northwick):
        cells = 0
        for line in render(build_report(material), "md").decode().splitlines():
            if not line.startswith("|"):
                cells = 0
                continue
            found = len(re.findall(r"(?<!\\)\|", line))
            assert cells in (0, found), line[:200]
            cells = found


def test_markdown_turns_nothing_from_outside_into_markup(hostile):
    from markdown_it import MarkdownIt

    html = (
        MarkdownIt("commonmark", {"html": True})
        .enable("table")
        .render(render(build_report(hostile), "md").decode())
    )
    tags = {tag for tag, _ in Page(f"<div>{_with_ids(html)}</div>").tags}
    assert tags <= {
        "div", "h1", "h2", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code",
        "blockquote",
    }  # fmt: skip


def _with_ids(html: str) -> str:
    return html.replace("<table>", '<table id="t-x">').replace("<hr />", "").replace("<br />", "")


def test_json_is_what_its_schema_says(one, several, skills, northwick):
    import jsonschema

    from maturity_tui.reports.json_file import REPORT_SCHEMA, schema

    for material in (one, several, skills, northwick):
        found = json_of(build_report(material))
        assert found["schema"] == REPORT_SCHEMA == "maturity/report@1"
        jsonschema.validate(found, schema())


def test_json_holds_exact_values_beside_display_strings(report):
    row = json_tables(report)["areas"]["rows"][0]
    assert row["target"] == {"value": 4.25, "display": "4.3"}
    assert row["in_scope"] == {"value": 4, "display": "4"}


def test_csv_is_tidy_and_plain(report):
    data = render(report, "csv")
    assert data.startswith(b"section,table,row,item,column,value,display,unit\r\n")
    rows = csv_rows(report)
    found = next(row for row in rows if row["table"] == "areas" and row["column"] == "target")
    assert (found["item"], found["value"], found["display"]) == ("A Small area 0", "4.25", "4.3")
    assert {row["table"] for row in rows} >= {
        "gaps",
        "heat-map",
        "scores",
        "ratings",
        "comments",
        "evidence",
        "rules",
    }
