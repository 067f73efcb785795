"""The report as a workbook: a sheet a subject, figures as numbers, fills as native conditional formats,
native charts.

Text is written as text, whatever it begins with: never as a formula, never as a link.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from maturity_tui.reports.model import BarChart, Block, FanChart, Report, Section, Table, Use
from maturity_tui.reports.xlsx_sheet import Place, Sheet
from maturity_tui.reports.xlsx_styles import Styles

# Long tables get a sheet with filters; the first of a section stands on the section's own sheet.
_LONG = {
    "areas-by-team": "Areas by team",
    "gaps": "Gaps",
    "scores": "Scores",
    "ratings": "Ratings",
    "agreement": "Agreement",
    "comments": "Comments",
    "evidence": "Evidence",
}
_SHEETS = {"ratings": "Scores", "comments": "Comments and evidence", "ideas": "Ideas and blockers"}


def render(report: Report) -> bytes:
    """An .xlsx file."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options | {"strings_to_numbers": False})
    book.set_properties(_properties(report))
    _Book(book, report).write()
    book.close()
    return out.getvalue()


def _properties(report: Report) -> dict[str, Any]:
    # The time is that of the report, not of the writing, so that the same report is the same file.
    when = report.generated_at
    return {
        "title": report.cover.title[:250],
        "subject": report.cover.subtitle[:250],
        "author": report.cover.organisation[:250],
        "comments": f"Made by maturity_tui {report.version}. Data digest (SHA-256) {report.digest}",
        "created": when.astimezone(dt.UTC).replace(tzinfo=None) if when.tzinfo else when,
    }


def _parts(section: Section) -> Iterator[list[Block]]:
    """The section's blocks, sheet by sheet: what is for pages is left out, each long table but the first
    stands apart."""
    blocks = [block for block in section.blocks if not (isinstance(block, Table) and block.use is Use.PAGE)]
    first = True
    together: list[Block] = []
    apart: list[list[Block]] = []
    for block in blocks:
        if isinstance(block, Table) and block.id in _LONG and not first:
            apart.append([block])
            continue
        together.append(block)
        first = first and not isinstance(block, Table)
    yield together
    yield from apart


class _Book:
    """The workbook while it is written."""

    def __init__(self, book: Any, report: Report) -> None:
        self.book = book
        self.report = report
        self.styles = Styles(book)
        self.places: dict[str, Place] = {}
        self.charts: list[tuple[Sheet, int, BarChart | FanChart]] = []

    def write(self) -> None:
        """Every section; charts last, when it is known where the figures stand that they draw."""
        headline = next((block for _, block in self.report.blocks() if isinstance(block, BarChart)), None)
        for index, section in enumerate(self.report.sections):
            for part, blocks in enumerate(_parts(section)):
                self._sheet(section, part, blocks, cover=index == 0)
            if index == 0 and headline:
                self._keep_room(self.first, headline)
        for sheet, row, chart in self.charts:
            if chart.table in self.places:
                sheet.chart(row, chart, self.places[chart.table])

    def _sheet(self, section: Section, part: int, blocks: list[Block], *, cover: bool) -> None:
        own = blocks[0].id if part and isinstance(blocks[0], Table) else ""
        name = _LONG[own] if own else _SHEETS.get(section.id, section.title)
        sheet = Sheet(self.book, self.styles, name, self.report, blocks)
        if cover:
            self.first = sheet
            sheet.cover()
        else:
            sheet.heading(blocks[0].title if own and isinstance(blocks[0], Table) else section.title)
        for block in blocks:
            self._block(sheet, block)
        sheet.finish()

    def _block(self, sheet: Sheet, block: Block) -> None:
        match block:
            case Table():
                self.places[block.id] = sheet.table(block, filters=block.id in _LONG or block.id == "ideas")
            case BarChart():
                self._keep_room(sheet, block)
            case FanChart():
                sheet.words(block)
                self._keep_room(sheet, block)
            case _:
                sheet.words(block)

    def _keep_room(self, sheet: Sheet, chart: BarChart | FanChart) -> None:
        self.charts.append((sheet, sheet.room(chart), chart))
