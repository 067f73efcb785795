"""The facts of a framework in our spreadsheet template: a sheet of their own, or rows above the capabilities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.tables import Table
from maturity_tui.frameworks.sources.template_columns import number_in
from maturity_tui.frameworks.values import Number

# What stands before a fact in the template, and the key it is for.
FACTS = {
    "id": "Id",
    "version": "Version",
    "title": "Title",
    "description": "Description",
    "kind": "Kind",
    "rollup": "Roll-up",
    "licence": "Licence",
    "attribution": "Attribution",
    "url": "Licence address",
    "redistribution": "Passing on",
}
_WORDS = {
    "license": "licence",
    "rollup": "rollup",
    "roll up": "rollup",
    "rule": "rollup",
    "licence address": "url",
    "license address": "url",
    "address": "url",
    "link": "url",
    "passing on": "redistribution",
    "name": "title",
}

# The number of the table among those that were read, the row, the column.
Cell = tuple[int, int, int]


@dataclass
class Facts:
    """What was found, as text, each with its cell; and the scale, level by level."""

    tables: list[Table] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    cells: dict[str, Cell] = field(default_factory=dict)
    levels: list[dict[str, Any]] = field(default_factory=list)
    level_cells: list[Cell] = field(default_factory=list)

    def number_of(self, table: Table) -> int:
        """The number of a table in cells; it is counted in where it is new."""
        known = next((at for at, other in enumerate(self.tables) if other is table), None)
        if known is None:
            self.tables.append(table)
        return len(self.tables) - 1 if known is None else known

    @property
    def names(self) -> dict[str, Number]:
        """The scale's values by the names of its levels."""
        return {
            str(level["name"]): level["value"]
            for level in self.levels
            if isinstance(level["value"], int | float) and level["name"]
        }


def read_facts(table: Table, rows: int, facts: Facts, notes: Notes) -> None:
    """Take in the facts, and the scale, that stand in the first `rows` rows of a table."""
    number = 0
    while number < rows:
        row = table.rows[number]
        scale = _scale_columns(row)
        if scale is not None:
            number = _read_scale(table, number + 1, rows, scale, facts)
            continue
        _read_fact(table, number, facts, notes)
        number += 1


def _read_fact(table: Table, number: int, facts: Facts, notes: Notes) -> None:
    """The label in a row and the cell right beside it; what stands further right explains it."""
    row = table.rows[number]
    label = next((at for at, text in enumerate(row) if text), len(row))
    column, value = label + 1, _at(row, label + 1)
    if not value:  # a heading, or a fact left blank
        return
    what = _fact(row[label])
    if not what:
        notes.skip(f"row “{shorten(row[label])}”", "no fact of a framework that the template has")
    elif what not in facts.values:
        facts.values[what] = value
        facts.cells[what] = (facts.number_of(table), number, column)


def _fact(label: str) -> str:
    words = " ".join(re.findall(r"[^\W\d_]+", label.casefold()))
    return words if words in FACTS else _WORDS.get(words, "")


def _scale_columns(row: tuple[str, ...]) -> tuple[int, int, int | None] | None:
    """The columns of level, name and meaning, where a row is the header of a scale."""
    words = {text.casefold(): at for at, text in reversed(list(enumerate(row))) if text}
    value = words.get("level", words.get("value"))
    if value is None or "name" not in words:
        return None
    return value, words["name"], words.get("meaning")


def _read_scale(
    table: Table, number: int, rows: int, columns: tuple[int, int, int | None], facts: Facts
) -> int:
    """The levels in the rows below a header, up to a blank one; returns the row after them."""
    value, name, meaning = columns
    while number < rows and any(table.rows[number]):
        row = table.rows[number]
        text = _at(row, value)
        found = number_in(text)
        level = {"value": found if found is not None else text or None, "name": _at(row, name)}
        if _at(row, meaning):
            level["meaning"] = _at(row, meaning)
        facts.levels.append(level)
        facts.level_cells.append((facts.number_of(table), number, value))
        number += 1
    return number


def _at(row: tuple[str, ...], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def skipped_cells(table: Table, first: int, known: set[int]) -> Iterator[tuple[int, int]]:
    """The columns that nothing is read from, each with how many of its cells below the header hold something."""
    counts: dict[int, int] = {}
    for row in table.rows[first:]:
        for at, text in enumerate(row):
            if text and at not in known:
                counts[at] = counts.get(at, 0) + 1
    yield from sorted(counts.items())
