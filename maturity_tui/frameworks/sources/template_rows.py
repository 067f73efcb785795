"""The rows of capabilities in our spreadsheet template: areas that nest, and what stands in each cell.

Gives plain data as a YAML file would hold it, and the cell that each part of it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.door import PathKey, shorten
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.sources.ids import LONGEST, Ids, slug
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.tables import Table, key
from maturity_tui.frameworks.sources.template_columns import Columns, number_in
from maturity_tui.frameworks.values import LONGEST_TEXT

# A path of areas is written by hand: what is longer is no path.
DEEPEST = 12
_YES = {"yes", "y", "true", "x", "1", "core", "✓", "✔"}
_NO = {"", "no", "n", "false", "0", "–", "-"}
_SLACK = re.compile(r"(.*?)\s*\(\s*(?:slack\s*)?([0-9][0-9.,]*)\s*\)", re.DOTALL | re.IGNORECASE)
_PATH = re.compile(r"\s*›\s*|\s+>\s+")
_TEXTS = ("title", "question", "description", "guidance")


@dataclass
class Row:
    """A row with a capability: where it stands, its cells by field, its area's path."""

    number: int
    cells: dict[str, str]
    path: tuple[str, ...]
    levels: dict[int, str] = field(default_factory=dict)
    id: str = ""


class Rows:
    """Every capability of a sheet, in order."""

    def __init__(self, table: Table, columns: Columns, notes: Notes) -> None:
        self.table = table
        self.columns = columns
        self.notes = notes
        self.rows = list(self._rows())
        self.made = 0
        self._name()

    def error(self, number: int, what: str, message: str, hint: str = "") -> FrameworkError:
        """An error at a cell: the sheet, the row, and the heading of its column."""
        column = self.columns.fields.get(what, self.columns.areas[0] if self.columns.areas else 0)
        if what == "sub_area" and self.columns.sub_areas:
            column = self.columns.sub_areas[0]
        return cell_error(self.table, number, column, self.columns.text(column), message, hint)

    def _rows(self) -> Iterator[Row]:
        above: list[str] = [""] * len(self.columns.areas)
        for number in range(self.columns.row + 1, len(self.table.rows)):
            row = self.table.rows[number]
            cells = {name: row[at] for name, at in self.columns.fields.items() if at < len(row) and row[at]}
            levels = {at.column: row[at.column] for at in self.columns.levels if at.column < len(row)}
            levels = {at: text for at, text in levels.items() if text}
            above = self._filled_down(row, above)
            if not levels and not cells.keys() - {"area", "sub_area"}:
                continue  # blank, or the name of an area above its capabilities
            if "title" not in cells:
                raise self.error(
                    number, "title", "this is blank", "A row is a capability, and needs a title."
                )
            path = self._path(number, above)
            yield Row(number, cells, path, levels)

    def _filled_down(self, row: tuple[str, ...], above: list[str]) -> list[str]:
        """The cells of the area's path; one that is blank has what stands above it, as merged cells do."""
        here = [row[at] if at < len(row) else "" for at in self.columns.areas]
        first = next((at for at, text in enumerate(here) if text), len(here))
        return [*above[:first], *here[first:]]

    def _path(self, number: int, cells: list[str]) -> tuple[str, ...]:
        parts = tuple(part.strip() for cell in cells for part in _PATH.split(cell) if part.strip())
        if not parts:
            raise self.error(number, "area", "this is blank, and so are those above it", "Name an area.")
        if len(parts) > DEEPEST:
            raise self.error(number, "area", f"the path is too deep (at most {DEEPEST})", "Use fewer areas.")
        return parts

    def _name(self) -> None:
        """An id for every row: its own, else one made from its title that no other row has."""
        taken: dict[str, int] = {}
        for row in self.rows:
            row.id = row.cells.get("id", "").strip()
            if row.id and row.id in taken:
                first = taken[row.id] + 1
                raise self.error(row.number, "id", f"the id {row.id!r} stands in row {first} too")
            if row.id:
                taken[row.id] = row.number
        self.ids = Ids(*taken)
        for row in self.rows:
            if not row.id:
                row.id = self.ids.unique(slug(row.cells["title"]))
                self.made += 1

    # Cells

    def capability(self, row: Row) -> tuple[dict[str, Any], dict[PathKey, int]]:
        """The capability in a row as data, and the column that each of its keys came from."""
        data: dict[str, Any] = {"id": row.id}
        at: dict[PathKey, int] = {("id",): self.columns.fields.get("id", self.columns.fields["title"])}
        for name, value in self._values(row):
            data[name] = value
            at[(name,)] = self.columns.fields[name]
        levels = {
            one.value: row.levels[one.column] for one in self.columns.levels if one.column in row.levels
        }
        if levels:
            data["levels"] = {value: self.text(row.number, text) for value, text in levels.items()}
            at |= {("levels", one.value): one.column for one in self.columns.levels}
        return data, at

    def _values(self, row: Row) -> Iterator[tuple[str, Any]]:
        for name in _TEXTS:
            if name in row.cells:
                yield name, self.text(row.number, row.cells[name])
        for name in ("weight", "level"):
            if text := row.cells.get(name):
                found = number_in(text)
                yield name, text if found is None else found
        if "core" in row.cells:
            yield "core", self._yes(row)
        if needs := list(self._needs(row)):
            yield "needs", needs
        if evidence := parts_of(row.cells.get("evidence", "")):
            yield "evidence", evidence

    def text(self, number: int, text: str) -> str:
        """A cell's text, shortened where it is longer than a value may be."""
        if len(text) <= LONGEST_TEXT:
            return text
        self.notes.warn(f"Row {number + 1}: a text was cut to {LONGEST_TEXT:,} characters.")
        return text[: LONGEST_TEXT - 1] + "…"

    def _yes(self, row: Row) -> bool:
        word = row.cells["core"].strip().casefold()
        if word in _YES or word in _NO:
            return word in _YES
        raise self.error(row.number, "core", f"{shorten(word)!r} is neither yes nor no", "Write yes or no.")

    def _needs(self, row: Row) -> Iterator[dict[str, Any]]:
        for text in self._named(row.cells.get("needs", "")):
            with_slack = None if self._meant(text) else _SLACK.fullmatch(text)
            word, slack = (with_slack[1], number_in(with_slack[2])) if with_slack else (text, None)
            found = self._meant(word)
            if len(found) != 1:
                raise self._unclear(row, word, found)
            yield {"capability": found[0]} | ({} if slack is None else {"slack": slack})

    def _named(self, text: str) -> list[str]:
        """What is needed, one by one: a line each, between semicolons, or ids between commas."""
        parts = parts_of(text)
        between_commas = [part.strip() for part in text.split(",")]
        if len(parts) == 1 and len(between_commas) > 1 and not self._meant(parts[0]):
            plain = [_SLACK.fullmatch(part) for part in between_commas]
            names = [match[1] if match else part for match, part in zip(plain, between_commas, strict=True)]
            if all(self._meant(name) for name in names):
                return between_commas
        return parts

    def _meant(self, word: str) -> list[str]:
        """The ids that a need's word may mean: that very id, else all that have it as id or title but for case."""
        if not hasattr(self, "_by_word"):
            self._by_word: dict[str, list[str]] = {}
            for row in self.rows:
                for name in {key(row.id), key(row.cells["title"])}:
                    self._by_word.setdefault(name, []).append(row.id)
            self._every_id = {row.id for row in self.rows}
        return [word] if word in self._every_id else self._by_word.get(key(word), [])

    def _unclear(self, row: Row, word: str, found: list[str]) -> FrameworkError:
        if found:
            some = ", ".join(found[:4])
            return self.error(row.number, "needs", f"{shorten(word)!r} may mean {some}", "Write the id.")
        names = [name for other in self.rows for name in (other.id, other.cells["title"])]
        hint = nearest(shorten(word, 120), names) or "Write the id or the title of another row."
        return self.error(row.number, "needs", f"there is no capability {shorten(word)!r}", hint)


def parts_of(text: str) -> list[str]:
    """The parts of a cell that holds several: a line each, or between semicolons."""
    return [part.strip() for part in re.split(r"[\n;]", text) if part.strip()]


def area_id(parent: str, title: str) -> str:
    """An area's id from its title, below its parent's where that leaves room."""
    own = slug(title, "area")
    joined = f"{parent}.{own}" if parent else own
    return joined if len(joined) <= LONGEST else own


def cell_error(
    table: Table, row: int, column: int, heading: str, message: str, hint: str = ""
) -> FrameworkError:
    """An error at a cell, which a person finds by its row and its column's heading."""
    file = f"{table.file} › {table.sheet}" if table.sheet else table.file
    where = f"Row {row + 1}, column {shorten(heading)!r}: {message}"
    line = table.lines[row] if row < len(table.lines) else row + 1
    return FrameworkError(where, file=file, line=line, column=column + 1, hint=hint)
