"""The report as one tidy CSV: a row a figure, with where it stands, its exact value and how it reads.

Text that a spreadsheet would take for a formula gets a leading apostrophe, which `unguarded` removes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from maturity_tui.reports.model import (
    BarChart,
    Bullets,
    Cell,
    Facts,
    FanChart,
    Kind,
    Paragraph,
    Report,
    Table,
    Use,
)

COLUMNS = ("section", "table", "row", "item", "column", "value", "display", "unit")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = tuple[str, str, int | str, str, str, str, str, str]


def guarded(text: str) -> str:
    """The text so that no spreadsheet runs it: `=1+1` becomes `'=1+1`."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def unguarded(text: str) -> str:
    """The inverse of `guarded`."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text


def number(value: object) -> str:
    """A figure as it is computed with: whole numbers without a point."""
    if isinstance(value, Fraction):
        return str(value.numerator) if value.denominator == 1 else repr(float(value))
    return "" if value is None else str(value)


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows of text as UTF-8 with the mark by which Excel knows it, formulas guarded."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def render(report: Report) -> bytes:
    """UTF-8, a header, then every fact, figure and sentence of the report."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_cover(report))
    for section, block in report.blocks():
        writer.writerows(_block(section.id, block))
    return out.getvalue().encode()


def _text(section: str, table: str, row: int, text: str, item: str = "") -> Row:
    return section, table, row, guarded(item), "text", guarded(text), guarded(text), ""


def _cover(report: Report) -> Iterator[Row]:
    cover = report.cover
    named = [("Organisation", cover.organisation), ("Title", cover.title), ("Subject", cover.subtitle)]
    facts = [*named, *cover.facts, ("Data digest (SHA-256)", report.digest)]
    for index, (label, text) in enumerate(facts, start=1):
        yield _text("cover", "facts", index, text, label)
    for index, text in enumerate(cover.warnings, start=1):
        yield _text("cover", "warnings", index, text)


def _block(section: str, block: object) -> Iterator[Row]:
    match block:
        case Paragraph(text=text):
            yield _text(section, "text", 1, text)
        case Bullets(items=items):
            yield from (_text(section, "text", index, item) for index, item in enumerate(items, start=1))
        case Facts(id=table, items=facts):
            for index, fact in enumerate(facts, start=1):
                yield section, table, index, guarded(fact.label), fact.key, *_cell(fact.cell), ""
        case BarChart(id=table, alternative=text) | FanChart(id=table, alternative=text):
            yield _text(section, table, 1, text)
        case Table(use=use) as table if use is not Use.PAGE:
            yield from _table(section, table)


def _table(section: str, table: Table) -> Iterator[Row]:
    for index, row in enumerate(table.rows, start=1):
        item = guarded(row[0].display)
        for column, cell in zip(table.columns, row, strict=True):
            yield section, table.id, index, item, column.key, *_cell(cell, column.kind), column.unit
    if table.note:
        yield _text(section, f"{table.id}-note", 1, table.note)


def _cell(cell: Cell, kind: Kind = Kind.NUMBER) -> tuple[str, str]:
    if isinstance(cell.value, str) or not kind.numeric:
        text = cell.display if cell.value is None else str(cell.value)
        return guarded(text), guarded(text)
    display = f"{cell.bound} {cell.display}".strip()
    # A figure such as -0.2 is no formula; anything else that begins so is guarded.
    return number(cell.value), display if cell.value is not None else guarded(display)
