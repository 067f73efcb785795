"""One sheet of the workbook, written from top to bottom. Knows the model's blocks and nothing of what they
mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

from maturity_tui.reports import xlsx_layout as layout
from maturity_tui.reports.model import (
    BarChart,
    Block,
    Bullets,
    Cell,
    Facts,
    FanChart,
    Kind,
    Paragraph,
    Report,
    Table,
)
from maturity_tui.reports.xlsx_chart import bar_chart, fan_chart
from maturity_tui.reports.xlsx_styles import Styles

_LONGEST = 32_000  # Excel holds 32,767 characters in a cell; XlsxWriter silently drops what is longer
_LEFT = 1  # an empty, narrow first column is the margin
_SPAN = 9  # how many columns sentences run across
_ROW, _LINE, _TALLEST = 18, 14.5, 400
_FACT = 22
_ONE_PAGE = 75  # rows


class Place(NamedTuple):
    """Where a table's figures stand."""

    sheet: str
    first: int
    table: Table


class Sheet:
    """A sheet while it is written; `row` is the next free one."""

    def __init__(self, book: Any, styles: Styles, name: str, report: Report, blocks: Sequence[Block]) -> None:
        self.book = book
        self.styles = styles
        self.report = report
        self.name = name[:31]
        self.sheet = book.add_worksheet(self.name)
        self.row = 0
        self.span = _SPAN
        self.widths = self._plan(blocks)
        self._set_up()

    def _plan(self, blocks: Sequence[Block]) -> dict[int, float]:
        """Column widths that suit every table and headline figure on the sheet."""
        widths: dict[int, float] = {_LEFT: 30}
        for block in blocks:
            wanted: list[float] = []
            if isinstance(block, Table):
                wanted = [layout.width(block, index) for index in range(len(block.columns))]
                self.span = max(self.span, layout.shown(block))
            elif isinstance(block, Facts):
                wanted = [max(16, len(fact.cell.display) * _FACT / 11 + 4) for fact in block.items]
            for index, width in enumerate(wanted):
                widths[_LEFT + index] = max(widths.get(_LEFT + index, 9), width)
        return widths

    def _set_up(self) -> None:
        sheet = self.sheet
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        title = self.report.cover.title[:90].replace("&", "&&")
        sheet.set_footer(f"&L&8{title}&R&8&P / &N")
        sheet.set_column(0, 0, 2)
        for column, width in self.widths.items():
            sheet.set_column(column, column, width)

    def finish(self) -> None:
        """Print what pages show, on one page where there is a chart; what only computing needs stands
        outside."""
        self.sheet.print_area(0, 0, max(self.row, 1), _LEFT + self.span - 1)

    def heading(self, title: str) -> None:
        """The sheet's title."""
        self.sheet.set_row(0, 30)
        self.text(0, _LEFT, title, self.styles.words("h1"))
        self.row = 2

    def cover(self) -> None:
        """The first sheet's title: organisation, report, subject, and what a reader must know first."""
        cover = self.report.cover
        self.sheet.set_row(1, 36)
        self.text(0, _LEFT, cover.organisation, self.styles.words("who"))
        self.text(1, _LEFT, cover.title, self.styles.words("title"))
        self.text(2, _LEFT, cover.subtitle, self.styles.words("quiet"))
        self.row = 4
        for label, text in cover.facts:
            self.line(f"{label}: {text}", "quiet")
        for warning in cover.warnings:
            self.line(f"! {warning}", "warning")
        self.row += 1

    def text(self, row: int, column: int, text: str, style: Any) -> None:
        """Text as text."""
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        if shown:
            self.sheet.write_string(row, column, shown, style)
        else:
            self.sheet.write_blank(row, column, None, style)

    def line(self, text: str, tone: str) -> None:
        """A sentence across the page, as high as it needs."""
        size = self.styles.size(tone)
        lines = layout.lines(text, self._across(_LEFT, _LEFT + self.span - 1) * 11 / size)
        self._merged(self.row, _LEFT, text, self.styles.words(tone, wrap=True))
        self.sheet.set_row(self.row, min(_TALLEST, lines * (size + 4.5) + 2))
        self.row += 1

    def _across(self, first: int, last: int) -> float:
        return sum(self.widths.get(column, 8.43) for column in range(first, last + 1))

    def _merged(self, row: int, column: int, text: str, style: Any) -> None:
        last = _LEFT + self.span - 1
        if last > column:
            self.sheet.merge_range(row, column, row, last, "", style)
        self.text(row, column, text, style)

    def words(self, block: Block) -> None:
        """Sentences, lists and headline figures."""
        match block:
            case Paragraph(text=text, tone=tone):
                self.line(f"! {text}" if tone == "warning" else text, tone)
            case Bullets(items=items):
                for item in items:
                    self.line(f"·  {item}", "plain")
            case FanChart(alternative=text):
                self.line(text, "plain")
            case Facts():
                self._facts(block)
        self.row += 1

    def _facts(self, block: Facts) -> None:
        """Big figures side by side, each over its label."""
        self.sheet.set_row(self.row, 34)
        for index, fact in enumerate(block.items):
            column = _LEFT + index
            self.figure(self.row, column, fact.cell, self.styles.fact(fact, _FACT))
            self.text(self.row + 1, column, fact.label, self.styles.words("label"))
            self.text(self.row + 2, column, fact.note, self.styles.words("quiet", wrap=True))
            self._name(f"Fact_{fact.key}", (self.row, column, self.row, column))
        lines = [
            layout.lines(fact.note, self.widths[_LEFT + index]) for index, fact in enumerate(block.items)
        ]
        self.sheet.set_row(self.row + 2, max(lines, default=1) * 13 + 2)
        self.row += 3

    def figure(self, row: int, column: int, cell: Cell, style: Any) -> None:
        """A number as a number, a date as a date, anything else as text."""
        match cell.value:
            case None:
                self.text(row, column, cell.display, style)
            case int() | float() | Fraction():
                self.sheet.write_number(row, column, float(cell.value), style)
            case dt.date():
                self.sheet.write_datetime(row, column, dt.datetime.combine(cell.value, dt.time()), style)
            case _:
                self.text(row, column, str(cell.value), style)

    def table(self, table: Table, *, filters: bool = False) -> Place:
        """A caption, heads, rows; fills as conditional formats; filters and fixed heads where asked for."""
        self.text(self.row, _LEFT, table.title, self.styles.words("h2"))
        self.sheet.set_row(self.row, 20)
        top = self.row + 1
        self._heads(table, top)
        self.row = top + 1
        for index, row in enumerate(table.rows):
            self._row(table, row, index in table.totals)
        last = max(self.row - 1, top + 1)
        self._mark(table, top, last, filters)
        self.row = last + 1
        self._after(table)
        return Place(self.name, top + 1, table)

    def _heads(self, table: Table, row: int) -> None:
        titles = [
            f"{column.title} ({column.unit})" if column.unit else column.title for column in table.columns
        ]
        lines = [layout.lines(title, self.widths[_LEFT + index]) for index, title in enumerate(titles)]
        self.sheet.set_row(row, 4 + 14 * max(lines, default=1))
        for index, (column, title) in enumerate(zip(table.columns, titles, strict=True)):
            style = self.styles.head(column, first=index == 0)
            if layout.runs_on(table, index):
                self._merged(row, _LEFT + index, title, style)
            else:
                self.text(row, _LEFT + index, title, style)

    def _row(self, table: Table, row: Sequence[Cell], total: bool) -> None:
        high = 1
        for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            style = self.styles.cell(column, cell, total=total, first=index == 0)
            at = _LEFT + index
            if layout.runs_on(table, index):
                self._merged(self.row, at, cell.display, style)
                high = max(high, layout.lines(cell.display, self._across(at, _LEFT + self.span - 1)))
                continue
            self.figure(self.row, at, cell, style)
            if column.kind is Kind.TEXT:
                high = max(high, layout.lines(cell.display, self.widths[at]))
        base = 25 if table.ramp else _ROW
        self.sheet.set_row(self.row, min(_TALLEST, base + _LINE * (high - 1)))
        self.row += 1

    def _mark(self, table: Table, top: int, last: int, filters: bool) -> None:
        """What Excel needs to know about the table: its name, fills, filters, fixed heads."""
        right = _LEFT + len(table.columns) - 1
        self._name(table.id.replace("-", "_").capitalize(), (top, _LEFT, last, right))
        for index, column in enumerate(table.columns):
            if column.filled and table.rows:
                self._fills(table, column.step, (top + 1, _LEFT + index, last, _LEFT + index))
        if filters:
            self.sheet.autofilter(top, _LEFT, last, right)
            self.sheet.freeze_panes(top + 1, _LEFT + 1)
            self.sheet.repeat_rows(top)

    def _fills(self, table: Table, only: int | None, area: tuple[int, int, int, int]) -> None:
        """A rule a step. Text is above every number to Excel: each rule has an upper end, so a dash stays
        plain."""
        steps = len(table.ramp)
        if only is not None:
            self._between(area, 1, 1_000_000, self.styles.fill(steps, only))
            return
        edges = [float(low.value + high.value) / 2 for low, high in pairwise(table.ramp)]
        bounds = [-1_000_000, *edges, 1_000_000]
        # From the top: a value on an edge belongs to the step above it, as half is rounded up.
        for step in reversed(range(steps)):
            self._between(area, bounds[step], bounds[step + 1], self.styles.fill(steps, step))

    def _between(self, area: tuple[int, int, int, int], low: float, high: float, style: Any) -> None:
        rule = {"type": "cell", "criteria": "between", "minimum": low, "maximum": high, "stop_if_true": True}
        self.sheet.conditional_format(*area, rule | {"format": style})

    def _name(self, name: str, area: tuple[int, int, int, int]) -> None:
        """A name for a range, so that other sheets and workbooks can point at it."""
        from xlsxwriter.utility import xl_range_abs

        self.book.define_name(name, f"='{self.name}'!{xl_range_abs(*area)}")

    def _after(self, table: Table) -> None:
        """The note and, below a heat map, what its fills mean."""
        if table.note:
            self.line(table.note, "quiet")
        self.row += 1
        if table.ramp:
            for step, one in enumerate(table.ramp):
                self.text(
                    self.row, _LEFT, f"{one.label} {one.name}".strip(), self.styles.key(len(table.ramp), step)
                )
                self.row += 1
            self.row += 1

    def room(self, chart: BarChart | FanChart) -> int:
        """Keep rows free for a chart; return the first."""
        first = self.row
        self.row += -(-layout.height(chart) // 20) + 2
        return first

    def chart(self, row: int, chart: BarChart | FanChart, place: Place) -> None:
        """A native chart of the figures that stand at a place: bars, or lines over the quarters."""
        draw: Any = bar_chart if isinstance(chart, BarChart) else fan_chart
        drawing = draw(self.book, chart, place)
        drawing.set_size({"width": 900, "height": layout.height(chart)})
        self.sheet.fit_to_pages(1, 1 if self.row < _ONE_PAGE else 0)
        self.sheet.insert_chart(
            row, _LEFT, drawing, {"object_position": 2, "description": chart.alternative[:1000]}
        )
        self.finish()
