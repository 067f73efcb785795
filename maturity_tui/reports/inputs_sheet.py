"""Inputs as a workbook with drop-downs, which `analysis.inputs.sheet` reads back.

The template is the same workbook, of two inputs to write over.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from maturity_tui.analysis.inputs.interventions import HIGHEST_SHARE, InputKind, Intervention
from maturity_tui.analysis.inputs.sheet.columns import (
    CAPABILITIES,
    CAPABILITY_TITLE,
    EFFECT,
    EFFECTS,
    FIELDS,
    HOW_TO,
    INPUTS,
    LINKS,
    OF_INPUT,
    OTHER,
    RELATION,
    RELATIONS,
    SHARE,
)
from maturity_tui.reports import palette
from maturity_tui.reports.inputs_cells import Value, effect_cells, input_cells, links
from maturity_tui.reports.inputs_sheet_words import COMMENTS, HOW

# How many rows have drop-downs; further ones are read all the same.
ROWS = 500
GRADES = ("V", "R", "J")
_INK = palette.LIGHT
# Not now: the same inputs are the same bytes.
_MADE = dt.datetime(2026, 1, 1)
_WIDTHS = {
    "id": 30, "kind": 12, "title": 40, "person_days": 16, "repeat_of": 26, "note": 50, "source": 40,
    "input": 30, "capability": 28, "capability_title": 34, "team": 22, "relation": 20, "other": 30,
}  # fmt: skip
_EFFECT_COLUMNS = {
    "input": OF_INPUT,
    "capability": EFFECT["capability"],
    "capability_title": CAPABILITY_TITLE,
}
_EFFECT_COLUMNS |= {name: words for name, words in EFFECT.items() if name != "capability"}
_RELATION_COLUMNS = {"input": OF_INPUT, "relation": RELATION, "other": OTHER, "share": SHARE}


def workbook(inputs: Sequence[Intervention], capabilities: Mapping[str, Mapping[str, str]]) -> bytes:
    """The inputs as an .xlsx file. `capabilities`: titles by id, under each framework's title."""
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options | {"strings_to_numbers": False})
    book.set_properties({"title": "Inputs", "created": _MADE})
    sheets = _Book(book, inputs, capabilities)
    sheets.how_to()
    sheets.inputs()
    sheets.effects()
    sheets.relations()
    sheets.capabilities()
    book.close()
    return out.getvalue()


class _Book:
    """The workbook while it is written."""

    def __init__(
        self, book: Any, inputs: Sequence[Intervention], capabilities: Mapping[str, Mapping[str, str]]
    ) -> None:
        self.book, self.listed = book, inputs
        self.known = [
            (framework, id, title) for framework, items in capabilities.items() for id, title in items.items()
        ]
        self.titles = {id: title for _, id, title in self.known}
        head = {"bold": True, "valign": "vcenter", "text_wrap": True, "bottom": 1, "bottom_color": _INK.muted}
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.text = book.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
        self.number = book.add_format({"valign": "top"})
        self.head = book.add_format(head | {"bg_color": _INK.panel, "font_color": _INK.foreground})
        self.quiet = book.add_format({"font_color": _INK.muted, "valign": "top", "text_wrap": True})

    def how_to(self) -> None:
        """The sheet that says what to do."""
        sheet = self.book.add_worksheet(HOW_TO)
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 100)
        sheet.write_string(0, 0, "How to describe your own inputs", self.title)
        plain = self.book.add_format({"text_wrap": True, "valign": "top"})
        for row, sentence in enumerate(HOW, start=2):
            sheet.write_string(row, 0, sentence, plain)

    def inputs(self) -> None:
        """A row an input."""
        sheet = self._sheet(INPUTS, FIELDS)
        sheet.activate()
        sheet.freeze_panes(1, 3)
        self._rows(sheet, [list(input_cells(item).values()) for item in self.listed])
        lists = {"kind": [str(kind) for kind in InputKind], "grade": list(GRADES)}
        for name, words in lists.items():
            self._check(sheet, FIELDS, name, _choice(words))
        for name in ("once", "per_year", "per_person"):
            self._check(
                sheet, FIELDS, name, _between("decimal", 0, 1e15, "An amount is a number, 0 or more.")
            )
        for name in ("probability", "dip"):
            self._check(sheet, FIELDS, name, _between("decimal", 0, 1, "A share is a number from 0 to 1."))
        self._check(sheet, FIELDS, "quarters", _between("integer", 1, 40, "From 1 to 40 quarters."))

    def effects(self) -> None:
        """A row an effect, and a team where it reaches some further than others."""
        sheet = self._sheet(EFFECTS, _EFFECT_COLUMNS)
        sheet.freeze_panes(1, 2)
        rows = [
            [item.id, cells[0], self.titles.get(str(cells[0]), ""), *cells[1:]]
            for item in self.listed
            for effect in item.effects
            for cells in effect_cells(effect)
        ]
        self._rows(sheet, rows)
        self._check(sheet, _EFFECT_COLUMNS, "input", _from_sheet(INPUTS, "A", ROWS))
        self._check(sheet, _EFFECT_COLUMNS, "capability", _from_sheet(CAPABILITIES, "A", len(self.known)))
        words = f"A share is a number from 0 to {HIGHEST_SHARE}."
        for name in ("low", "likely", "high"):
            self._check(sheet, _EFFECT_COLUMNS, name, _between("decimal", 0, HIGHEST_SHARE, words))
        coverage = _between("decimal", 0, 1, "A coverage is a number from 0 to 1.")
        self._check(sheet, _EFFECT_COLUMNS, "coverage", coverage)

    def relations(self) -> None:
        """A row for each input that another needs, excludes or works better with."""
        sheet = self._sheet(RELATIONS, _RELATION_COLUMNS)
        sheet.freeze_panes(1, 1)
        self._rows(
            sheet,
            [
                [item.id, LINKS[kind], other, share]
                for item in self.listed
                for kind, other, share in links(item)
            ],
        )
        self._check(sheet, _RELATION_COLUMNS, "input", _from_sheet(INPUTS, "A", ROWS))
        self._check(sheet, _RELATION_COLUMNS, "relation", _choice(list(LINKS.values())))
        words = f"A share is a number from 0 to {HIGHEST_SHARE}."
        self._check(sheet, _RELATION_COLUMNS, "share", _between("decimal", 0, HIGHEST_SHARE, words))

    def capabilities(self) -> None:
        """What effects may name."""
        sheet = self.book.add_worksheet(CAPABILITIES)
        sheet.freeze_panes(1, 0)
        for column, (heading, wide) in enumerate((("Id", 30), ("Title", 44), ("Framework", 34))):
            sheet.set_column(column, column, wide)
            sheet.write_string(0, column, heading, self.head)
        for row, (framework, id, title) in enumerate(self.known, start=1):
            for column, text in enumerate((id, title, framework)):
                sheet.write_string(row, column, text, self.text if column == 0 else self.quiet)

    def _sheet(self, name: str, columns: Mapping[str, str]) -> Any:
        sheet = self.book.add_worksheet(name)
        sheet.set_row(0, 32)
        for column, (field, heading) in enumerate(columns.items()):
            sheet.set_column(column, column, _WIDTHS.get(field, 11))
            sheet.write_string(0, column, heading, self.head)
            sheet.write_comment(
                0, column, COMMENTS[field], {"x_scale": 2, "y_scale": 1.2, "author": "maturity"}
            )
        return sheet

    def _rows(self, sheet: Any, rows: Iterable[Sequence[Value]]) -> None:
        for row, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell, self.text)
                elif cell is not None and float(f"{cell:.16G}") == cell:
                    sheet.write_number(row, column, cell, self.number)
                elif cell is not None:  # the file keeps 16 digits of a number, and all of a text
                    sheet.write_string(row, column, repr(cell), self.text)

    def _check(self, sheet: Any, columns: Mapping[str, str], name: str, check: dict[str, Any]) -> None:
        column = list(columns).index(name)
        sheet.data_validation(1, column, ROWS, column, check)


def _choice(words: list[str]) -> dict[str, Any]:
    return {
        "validate": "list", "source": words, "error_title": "One of the list",
        "error_message": f"Choose one of {', '.join(words)}.",
    }  # fmt: skip


def _from_sheet(sheet: str, column: str, rows: int) -> dict[str, Any]:
    """A drop-down of what stands in another sheet; other words are allowed, and read with care."""
    source = f"={sheet}!${column}$2:${column}${max(2, rows + 1)}"
    return {"validate": "list", "source": source, "error_type": "warning", "error_title": "Not in the list",
            "error_message": f"It is not on the sheet {sheet}."}  # fmt: skip


def _between(kind: str, least: float, most: float, sentence: str) -> dict[str, Any]:
    return {
        "validate": kind, "criteria": "between", "minimum": least, "maximum": most,
        "error_title": "A number", "error_message": sentence,
    }  # fmt: skip
