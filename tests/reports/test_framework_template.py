"""The spreadsheet template: what it holds reads back, and it guides the one who fills it in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from maturity_tui.frameworks import Framework
from maturity_tui.frameworks.models import Level, Rule
from maturity_tui.frameworks.sources import Handed, Notes, template
from maturity_tui.frameworks.sources.template_columns import find_columns
from maturity_tui.frameworks.starter import starter
from maturity_tui.reports.framework_template import SHOWN, headings, separated, workbook
from maturity_tui.reports.framework_template_words import COMMENTS, FACT_HINTS


def read(folder: Path, name: str, data: bytes) -> tuple[Framework, Notes]:
    path = folder / name
    path.write_bytes(data)
    notes = Notes()
    assert template.claims(Handed(path))
    return template.read(Handed(path), notes, lambda _: None), notes


def inside(name: str) -> str:
    """All parts of the workbook whose name holds a word, as text."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as packed:
        return "".join(packed.read(part).decode() for part in packed.namelist() if name in part)


def test_the_workbook_reads_back_as_the_starter(tmp_path: Path) -> None:
    framework, notes = read(tmp_path, "own.xlsx", workbook())
    assert framework == starter()
    assert (notes.skipped, notes.warnings) == ((), ())


def test_the_csv_reads_back_as_the_starter_but_for_the_meanings(tmp_path: Path) -> None:
    framework, notes = read(tmp_path, "own.csv", separated())
    bare = tuple(Level(value=level.value, name=level.name) for level in starter().scale)
    assert framework == starter().changed(scale=bare)
    assert (notes.skipped, notes.warnings) == ((), ())


@pytest.mark.parametrize("write", [workbook, separated])
def test_the_same_template_is_the_same_bytes(write) -> None:  # type: ignore[no-untyped-def]
    assert write() == write()
    assert "2026-01-01T00:00:00Z" in inside("core.xml")


def test_every_rule_is_in_the_drop_down_and_core_is_yes_or_no() -> None:
    sheets = inside("worksheets/sheet")
    assert sheets.replace("&quot;", '"').count(f'"{",".join(Rule)}"') == 2  # the framework's, an area's
    assert '"yes,no"' in sheets.replace("&quot;", '"')
    assert '"open,internal"' in sheets.replace("&quot;", '"')


def test_the_header_stays_in_sight_and_each_heading_is_explained() -> None:
    assert 'state="frozen"' in inside("worksheets/sheet3")
    assert inside("comments").count("<comment ") == len(headings(starter()))
    assert set(COMMENTS) == set(SHOWN)
    assert all(FACT_HINTS.values())


def test_nothing_in_it_is_a_formula() -> None:
    assert "<f>" not in inside("worksheets/sheet")


def test_how_to_and_facts_are_not_taken_for_capabilities(tmp_path: Path) -> None:
    path = tmp_path / "own.xlsx"
    path.write_bytes(workbook())
    found = {table.sheet: find_columns(table) is not None for table in Handed(path).tables}
    assert found == {"How to": False, "Framework": False, "Capabilities": True}
