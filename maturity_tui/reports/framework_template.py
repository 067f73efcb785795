"""The spreadsheet template for authors of frameworks: a workbook with drop-downs, or one CSV file.

Both hold an example, and read back as that framework (frameworks/sources/template.py knows the headings).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Any

from maturity_tui.frameworks.models import Area, Capability, Framework, Kind, Need, Rule
from maturity_tui.frameworks.sources.template import CAPABILITIES, FRAMEWORK, HOW_TO
from maturity_tui.frameworks.sources.template_columns import HEADINGS
from maturity_tui.frameworks.sources.template_facts import FACTS
from maturity_tui.frameworks.starter import starter
from maturity_tui.reports import palette
from maturity_tui.reports.csv_files import guarded
from maturity_tui.reports.framework_template_words import COMMENTS, FACT_HINTS, HOW, LEVEL_COMMENT

# How many rows have drop-downs; a framework of more is read all the same.
ROWS = 1000
SCALE_ROWS = 20
# The columns that the template shows; the reader knows further ones.
SHOWN = tuple(name for name in HEADINGS if name not in ("description", "guidance"))
_WIDTHS = {"area": 20, "sub_area": 18, "id": 18, "title": 26, "question": 36, "weight": 8, "core": 7}
_WIDTHS |= {"rollup": 15, "level": 9, "needs": 24, "evidence": 36}
_LEVEL_WIDTH = 34
_INK = palette.LIGHT
# Not now: the same template is the same bytes.
_MADE = dt.datetime(2026, 1, 1)

Value = str | int | float


def workbook() -> bytes:
    """The template as an .xlsx file."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options | {"strings_to_numbers": False})
    book.set_properties({"title": "A framework of your own", "created": _MADE})
    template = _Book(book, starter())
    template.how_to()
    template.facts()
    template.capabilities()
    book.close()
    return out.getvalue()


def separated() -> bytes:
    """The template as a .csv file in UTF-8 with a byte-order mark, without which Excel misreads it."""
    framework = starter()
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([label, guarded(value)] for label, value in fact_rows(framework) if value)
    writer.writerow([])
    writer.writerow(headings(framework))
    for row in capability_rows(framework):
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")


def fact_rows(framework: Framework) -> list[tuple[str, str]]:
    """The facts as the template lists them: label and value."""
    licence = framework.licence
    values = {
        "id": framework.id,
        "version": framework.version,
        "title": framework.title,
        "description": framework.description,
        "kind": str(framework.kind),
        "rollup": str(framework.rollup),
        "licence": licence.name,
        "attribution": licence.attribution,
        "url": licence.url,
        "redistribution": licence.redistribution,
    }
    return [(label, values[name]) for name, label in FACTS.items()]


def headings(framework: Framework) -> list[str]:
    """The header of the capabilities: the columns that are shown, then one for each level."""
    return [HEADINGS[name] for name in SHOWN] + [f"{level.value} {level.name}" for level in framework.scale]


def capability_rows(framework: Framework) -> Iterator[list[Value]]:
    """A row for each capability, in the order of the headings. An area's rule stands in its first row."""
    for area in framework.areas:
        yield from _rows(framework, area, ())


def _rows(framework: Framework, area: Area, above: tuple[Area, ...]) -> Iterator[list[Value]]:
    here = (*above, area)
    for child in area.areas:
        yield from _rows(framework, child, here)
    for index, item in enumerate(area.capabilities):
        rule = str(area.rollup) if area.rollup and index == 0 else ""
        path = [area.title for area in here]
        known = {"area": path[0], "sub_area": " › ".join(path[1:]), "rollup": rule, **_cells(item)}
        levels: list[Value] = [item.levels.get(level.value, "") for level in framework.scale]
        yield [known[name] for name in SHOWN] + levels


def _cells(item: Capability) -> dict[str, Value]:
    return {
        "id": item.id,
        "title": item.title,
        "question": item.question,
        "weight": item.weight if item.weight != 1 else "",
        "core": "yes" if item.core else "",
        "level": "" if item.level is None else item.level,
        "needs": "\n".join(_need(need) for need in item.needs),
        "evidence": "\n".join(item.evidence),
    }


def _need(need: Need) -> str:
    return f"{need.capability} ({need.slack})" if need.slack else need.capability


class _Book:
    """The workbook while it is written."""

    def __init__(self, book: Any, framework: Framework) -> None:
        self.book = book
        self.framework = framework
        text = {"valign": "top", "text_wrap": True, "num_format": "@"}
        head = {"bold": True, "valign": "vcenter", "text_wrap": True, "bottom": 1, "bottom_color": _INK.muted}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.text = book.add_format(text)
        self.number = book.add_format({"valign": "top"})
        self.head = book.add_format(head | {"bg_color": _INK.panel, "font_color": _INK.foreground})
        self.label = book.add_format({"bold": True, "valign": "top"})
        self.quiet = book.add_format({"font_color": _INK.muted, "valign": "top", "text_wrap": True})

    def how_to(self) -> None:
        """The sheet that says what to do."""
        sheet = self.book.add_worksheet(HOW_TO)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, "How to make a framework here", self.title)
        plain = self.book.add_format({"text_wrap": True, "valign": "top"})
        for row, sentence in enumerate(HOW, start=2):
            sheet.write_string(row, 0, sentence, plain)

    def facts(self) -> None:
        """The sheet of facts, and the scale below them."""
        sheet = self.book.add_worksheet(FRAMEWORK)
        sheet.set_column(0, 0, 17)
        sheet.set_column(1, 1, 34, self.text)
        sheet.set_column(2, 2, 70)
        rows = fact_rows(self.framework)
        lists: dict[str, list[str]] = {
            "kind": list(Kind), "rollup": list(Rule), "redistribution": ["open", "internal"],
        }  # fmt: skip
        for row, (name, (label, value)) in enumerate(zip(FACTS, rows, strict=True)):
            sheet.write_string(row, 0, label, self.label)
            sheet.write_string(row, 1, value, self.text)
            sheet.write_string(row, 2, FACT_HINTS[name], self.quiet)
            if name in lists:
                sheet.data_validation(row, 1, row, 1, _choice(lists[name]))
        self._scale(sheet, len(rows) + 1)

    def _scale(self, sheet: Any, row: int) -> None:
        for column, heading in enumerate(("Level", "Name", "Meaning")):
            sheet.write_string(row, column, heading, self.head)
        for at, level in enumerate(self.framework.scale, start=row + 1):
            sheet.write_number(at, 0, level.value, self.number)
            sheet.write_string(at, 1, level.name, self.text)
            sheet.write_string(at, 2, level.meaning, self.text)
        sheet.data_validation(
            row + 1, 0, row + SCALE_ROWS, 0, _bound("decimal", -1000, "A level is a number.")
        )

    def capabilities(self) -> None:
        """The sheet of capabilities: headings with comments, drop-downs, the example."""
        sheet = self.book.add_worksheet(CAPABILITIES)
        sheet.activate()
        sheet.freeze_panes(1, SHOWN.index("title") + 1)
        sheet.set_row(0, 32)
        for column, heading in enumerate(headings(self.framework)):
            name = SHOWN[column] if column < len(SHOWN) else ""
            sheet.set_column(column, column, _WIDTHS.get(name, _LEVEL_WIDTH))
            sheet.write_string(0, column, heading, self.head)
            size = {"x_scale": 2, "y_scale": 1.2, "author": "maturity"}
            sheet.write_comment(0, column, COMMENTS.get(name, LEVEL_COMMENT), size)
        for row, cells in enumerate(capability_rows(self.framework), start=1):
            for column, cell in enumerate(cells):
                self._cell(sheet, row, column, cell)
        self._checks(sheet)

    def _cell(self, sheet: Any, row: int, column: int, cell: Value) -> None:
        if isinstance(cell, str):
            sheet.write_string(row, column, cell, self.text)
        else:
            sheet.write_number(row, column, cell, self.number)

    def _checks(self, sheet: Any) -> None:
        checks = {
            "core": _choice(["yes", "no"]),
            "rollup": _choice([*Rule]),
            "weight": _bound("decimal", 0, "A weight is a number, 0 or more."),
            "level": _bound("integer", 1, "A level tag is a whole number, 1 or more."),
        }
        for name, check in checks.items():
            column = SHOWN.index(name)
            sheet.data_validation(1, column, ROWS, column, check)


def _choice(words: list[str]) -> dict[str, Any]:
    shown = [str(word) for word in words]
    return {
        "validate": "list", "source": shown, "error_title": "One of the list",
        "error_message": f"Choose one of {', '.join(shown)}.",
    }  # fmt: skip


def _bound(kind: str, least: int, sentence: str) -> dict[str, Any]:
    return {
        "validate": kind, "criteria": ">=", "value": least, "error_title": "A number",
        "error_message": sentence,
    }  # fmt: skip
