"""The workbook: figures as numbers, text as text, native formats, a native chart."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from maturity_tui.reports import Report, build_report, render
from maturity_tui.reports.palette import fill

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(report: Report) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(render(report, "xlsx"))) as book:
        return {name: book.read(name) for name in book.namelist()}


def sheets(report: Report) -> dict[str, ElementTree.Element]:
    """Each sheet's XML by its name."""
    files = parts(report)
    names = [
        item.get("name", "") for item in ElementTree.fromstring(files["xl/workbook.xml"]).iter(f"{MAIN}sheet")
    ]
    return {
        name: ElementTree.fromstring(files[f"xl/worksheets/sheet{index}.xml"])
        for index, name in enumerate(names, start=1)
    }


def test_a_sheet_a_subject(report):
    assert list(sheets(report)) == [
        "Summary", "Now and target", "Gaps", "Heat map", "Scores", "Ratings", "Agreement", "Comments and evidence",
        "Evidence",
        "Ideas and blockers", "Method",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["one", "several", "skills", "hostile", "northwick"])
def test_there_is_no_formula_and_no_link(request, name):
    files = parts(build_report(request.getfixturevalue(name)))
    for path, data in files.items():
        if path.startswith("xl/worksheets/sheet"):
            root = ElementTree.fromstring(data)
            assert not list(root.iter(f"{MAIN}f")), path
            assert not list(root.iter(f"{MAIN}hyperlink")), path
        if path.endswith(".rels"):
            assert b'TargetMode="External"' not in data


def test_hostile_text_is_read_back_as_it_is(hostile):
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(build_report(hostile), "xlsx")))
    cells = [
        cell
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for cell in row
        if isinstance(cell, str)
    ]
    assert "=1+1" in cells
    assert "x" * 10_000 in cells
    assert any(cell.startswith("@SUM(A1)\n\n# heading") for cell in cells)
    assert any("<script>alert(1)</script>" in cell for cell in cells)
    assert any(cell.startswith("-[/]") for cell in cells)


def test_the_heat_map_is_filled_by_native_rules(several):
    root = sheets(build_report(several))["Heat map"]
    rules = list(root.iter(f"{MAIN}cfRule"))
    assert {rule.get("type") for rule in rules} == {"cellIs"}
    assert {rule.get("operator") for rule in rules} == {"between"}
    # Two maps (means, lowest), four columns each, six levels a column.
    assert len(rules) == 2 * 4 * 6
    edges = sorted({float(item.text or 0) for item in root.iter(f"{MAIN}formula")})
    assert edges == [-1_000_000, 0.5, 1.5, 2.5, 3.5, 4.5, 1_000_000]


def test_a_value_on_an_edge_takes_the_upper_fill(several):
    root = sheets(build_report(several))["Heat map"]
    block = next(root.iter(f"{MAIN}conditionalFormatting"))
    by_priority = sorted(block.iter(f"{MAIN}cfRule"), key=lambda rule: int(rule.get("priority", 0)))
    lows = [float(next(rule.iter(f"{MAIN}formula")).text or 0) for rule in by_priority]
    assert lows == [4.5, 3.5, 2.5, 1.5, 0.5, -1_000_000]


def test_the_fills_are_those_of_the_ramp(several):
    styles = parts(build_report(several))["xl/styles.xml"].decode().lower()
    for step in range(6):
        assert fill(6, step).ground[1:] in styles


def test_heat_cells_hold_numbers_and_their_figure_is_shown(several):
    report = build_report(several)
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(report, "xlsx")))
    rows = book.get_sheet_by_name("Heat map").to_python(skip_empty_area=False)
    start = next(index for index, row in enumerate(rows) if row[1] == "Team")
    heat = report.table("heat-map")
    for wanted, found in zip(heat.rows, rows[start + 1 :], strict=False):
        for cell, value in zip(wanted[1:], found[2:], strict=False):
            assert value == (float(cell.value) if cell.value is not None else cell.display)


def test_there_is_a_native_bar_chart_over_the_cells(report):
    files = parts(report)
    chart = files["xl/charts/chart1.xml"].decode()
    assert '<c:barDir val="bar"/>' in chart
    assert "'Now and target'!" in chart
    assert re.findall(r"<c:tx><c:v>(.*?)</c:v>", chart) or "Now" in chart
    assert sum(name.startswith("xl/charts/chart") for name in files) == 2
    drawing = files["xl/drawings/drawing1.xml"].decode()
    assert "Blue is now" in drawing


def test_gaps_can_be_filtered_and_heads_stay(report):
    found = sheets(report)
    for name in ("Gaps", "Scores", "Ratings"):
        assert found[name].find(f"{MAIN}autoFilter") is not None
        pane = next(found[name].iter(f"{MAIN}pane"))
        assert pane.get("state") == "frozen"


def test_sheets_are_set_up_for_paper(report):
    for root in sheets(report).values():
        setup, fit = root.find(f"{MAIN}pageSetup"), next(root.iter(f"{MAIN}pageSetUpPr"))
        assert setup is not None
        assert (setup.get("orientation"), setup.get("paperSize"), fit.get("fitToPage")) == (
            "landscape",
            "9",
            "1",
        )


def test_ranges_have_names(report):
    workbook = parts(report)["xl/workbook.xml"].decode()
    for name in ("Gaps", "Heat_map", "Ratings", "Areas", "Fact_now", "Fact_gap"):
        assert f'name="{name}"' in workbook


def test_a_title_with_an_ampersand_is_no_code_in_the_footer(one):
    report = build_report(one, title="R&D &C")
    footers = [next(root.iter(f"{MAIN}oddFooter")).text or "" for root in sheets(report).values()]
    assert all("R&&D &&C" in footer for footer in footers)
