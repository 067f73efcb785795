"""The organisation's profile on the cover, and the themes' weights with how they were made, in every format."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest

from maturity_tui.assessments import Profile
from maturity_tui.assessments.ambition.priorities import Method, gather
from maturity_tui.assessments.organisation import PriorityFrom
from maturity_tui.reports import Material, build_report
from maturity_tui.reports.write import render

FACTS = (
    "city council, 410,000 residents, 85 % in-house, £24,000,000 a year, 5 sites,"
    " main platforms: web, maps, post and 1 more"
)
HOW = (
    "Priority 6: ten times the mean of the groups' shares of 100 points (directors 80, staff 40), groups counting"
    " alike."
)


@pytest.fixture
def weighed(one: Material) -> Material:
    owner = one.organisation
    points = {"directors": {"first": 80, "second": 20}, "staff": {"first": 40, "second": 60}}
    profile = Profile(
        kind="city council", residents=410_000, in_house=0.85, yearly_budget=24_000_000, sites=5,
        platforms=("web", "maps", "post", "data"),
    )  # fmt: skip
    gathered = gather(owner.ambition, Method.POINTS, points)
    return replace(one, organisation=gathered.put_into(owner.changed(profile=profile)))


def test_the_cover_has_one_line_about_the_organisation(weighed: Material) -> None:
    assert build_report(weighed).cover.facts[0] == ("Organisation", FACTS)


def test_without_a_profile_there_is_no_such_line(one: Material) -> None:
    assert "Organisation" not in dict(build_report(one).cover.facts)


def test_the_method_says_what_each_theme_weighs_and_how_that_was_made(weighed: Material) -> None:
    """By hand: (80 + 40) ÷ 200 is .6."""
    table = build_report(weighed).table("themes")
    assert [column.key for column in table.columns] == ["theme", "priority", "share", "by", "targets", "from"]
    assert [cell.display for cell in table.rows[0]] == ["Northwick first", "6", "60 %", "–", "2", HOW]
    assert [row[0].display for row in table.rows] == ["Northwick first", "Northwick second"]


def test_the_heaviest_theme_stands_first_and_one_by_hand_says_so(one: Material) -> None:
    first, second = one.organisation.ambition
    owner = one.organisation.changed(ambition=(first.changed(priority=1), second))
    rows = build_report(replace(one, organisation=owner)).table("themes").rows
    assert [row[0].display for row in rows] == ["Northwick second", "Northwick first"]
    assert rows[0][-1].display == "Priority 2, set by hand."


@pytest.mark.parametrize("format_", ["html", "md", "json", "csv"])
def test_every_format_says_both(weighed: Material, format_: str) -> None:
    text = " ".join(render(build_report(weighed), format_).decode().replace("&#39;", "'").split())
    assert FACTS in text
    assert HOW in text


def test_the_workbook_says_both(weighed: Material) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(render(build_report(weighed), "xlsx")))
    cells = {
        str(cell)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for cell in row
    }
    assert any(FACTS in cell for cell in cells)
    assert HOW in cells


def test_a_hostile_profile_stays_text(one: Material) -> None:
    owner = one.organisation.changed(
        profile=Profile(kind="=1+1 <script>x</script>"),
        ambition=(one.organisation.ambition[0].changed(priority_from=PriorityFrom(method="=1+1 <i>zz")),),
    )
    report = build_report(replace(one, organisation=owner))
    page = render(report, "html").decode()
    assert "<script>x" not in page
    assert "<i>zz" not in page
    rows: list[Any] = list(csv.reader(io.StringIO(render(report, "csv").decode("utf-8-sig"))))
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    assert json.loads(render(report, "json"))
