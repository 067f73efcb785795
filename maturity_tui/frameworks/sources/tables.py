"""Workbooks and separated text as tables of clean text, whatever program wrote them.

Headers are found by their words, never by position. Cells come out as people see them: integers that arrive as
floats are integers again, Excel's literal `_x000D_`, non-breaking spaces and blanks at the ends are gone.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import Any

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.sources.workbooks import MOST_CELLS, sheets
from maturity_tui.frameworks.values import clean, clean_line

# Excel itself stops at 32,767; a CSV may hold more. Readers shorten a text to what a framework may hold.
LONGEST_CELL = 100_000
# How far down a header is looked for: titles and notes stand above it in some editions.
HEADER_WITHIN = 30

# Windows ends a line with two characters, of which Excel writes out the first.
_LINE_END = re.compile(r"_x000[Dd]_[ \u00a0]*\n")
_EXCEL = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u200b": None, "\u00ad": None})


@dataclass(frozen=True)
class Table:
    """A sheet, or a CSV file: rows of text. `sheet` is empty for a CSV.

    `lines` are the lines of a CSV's text at which its rows begin: a cell may be of many lines.
    """

    file: str
    sheet: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...] = ()

    def header(self, wanted: Iterable[str]) -> int | None:
        """The number of the first row that holds all these headings, in any order and case; None: no row does."""
        need = {key(word) for word in wanted}
        for number, row in enumerate(self.rows[:HEADER_WITHIN]):
            if need <= {key(cell) for cell in row}:
                return number
        return None

    @property
    def name(self) -> str:
        """What a person calls it: the sheet's name, or the file's own."""
        return self.sheet or PurePath(self.file).name

    def place(self, row: int) -> str:
        """Where a row stands, as a spreadsheet counts, for sentences; `row` is counted from 0."""
        sheet = f" › {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet}, row {row + 1}"

    def error(self, message: str, row: int, hint: str = "") -> FrameworkError:
        """An error at a row, counted from 0: with the line for editors, and the row as spreadsheets count."""
        file = f"{self.file} › {self.sheet}" if self.sheet else self.file
        line = self.lines[row] if row < len(self.lines) else row + 1
        return FrameworkError(message, file=file, line=line, column=1, path=f"row {row + 1}", hint=hint)


@dataclass(frozen=True)
class Record:
    """A row under a header: its cells by heading."""

    table: Table
    row: int
    cells: dict[str, str]

    def get(self, heading: str) -> str:
        """The cell under a heading; empty where there is none."""
        return self.cells.get(key(heading), "")

    def error(self, message: str, hint: str = "") -> FrameworkError:
        """An error at this row."""
        return self.table.error(message, self.row, hint)


def records(table: Table, header: int) -> Iterator[Record]:
    """The rows below a header that are not blank. Of columns with one heading, the first holds."""
    names = [key(cell) for cell in table.rows[header]]
    for number in range(header + 1, len(table.rows)):
        row = table.rows[number]
        if any(row):
            cells: dict[str, str] = {}
            for name, cell in zip(names, row, strict=False):
                if name:
                    cells.setdefault(name, cell)
            yield Record(table, number, cells)


def key(heading: str) -> str:
    """A heading for comparing: case and spaces do not matter."""
    return " ".join(heading.split()).casefold()


def tables_of(data: bytes, file: str) -> tuple[Table, ...]:
    """Every sheet of a workbook, or the one table of separated text. Raises FrameworkError."""
    if data[:4] == b"PK\x03\x04":
        return tuple(_sheet(name, rows, file) for name, rows in sheets(data, file))
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise FrameworkError(
            "This is an old Excel workbook (.xls), or one with a password", file=file,
            hint="Save it as .xlsx without a password.",
        )  # fmt: skip
    return (_separated(data, file),)


def _sheet(name: str, rows: list[list[Any]], file: str) -> Table:
    return Table(
        file, clean_line(name), tuple(_bounded(([text_of(cell) for cell in row] for row in rows), file))
    )


def _separated(data: bytes, file: str) -> Table:
    text = decoded(data)
    if "\0" in text:
        raise FrameworkError("This is no text: there are zero bytes in it", file=file, line=1, column=1)
    csv.field_size_limit(LONGEST_CELL * 4)
    reader = _reader(text, _delimiter(text))
    ends: list[int] = []
    try:
        rows = tuple(_bounded(_counted(reader, ends), file))
    except csv.Error as error:
        raise FrameworkError(
            f"The file cannot be read as separated text: {error}", file=file, line=reader.line_num, column=1
        ) from None
    return Table(file, "", rows, (1, *(end + 1 for end in ends)))


def _reader(text: str, delimiter: str) -> Any:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _counted(reader: Any, ends: list[int]) -> Iterator[list[str]]:
    """The rows as text; `ends` takes the line at which each ends."""
    for row in reader:
        ends.append(reader.line_num)
        yield [text_of(cell) for cell in row]


def decoded(data: bytes) -> str:
    """Text in UTF-8 or UTF-16 as its first bytes say; else UTF-8 if it is, else Windows-1252, as Excel saves it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    """Comma, semicolon or tab: what separates the cells of a text."""
    return _delimiter(text)


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab: what makes the most rows of one width near the top.

    A title above the header, or prose with commas in a cell, would mislead a count of characters.
    """
    return max(",;\t", key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the commonest width above one, and that width."""
    try:
        widths = Counter(map(len, islice(_reader(text, delimiter), HEADER_WITHIN)))
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _bounded(rows: Iterable[Sequence[str]], file: str) -> Iterator[tuple[str, ...]]:
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += max(1, len(row))
        if cells > MOST_CELLS:
            raise FrameworkError(f"The file has too many cells (at most {MOST_CELLS:,})", file=file)
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise FrameworkError(
                f"A cell is too long (at most {LONGEST_CELL:,} characters)", file=file, path=f"row {number}"
            )
        yield tuple(row)


def text_of(cell: Any) -> str:
    """A cell as the text that a person sees."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    text = _EXCEL.sub(_character, _LINE_END.sub("\n", str(cell))).translate(_BLANKS)
    return "\n".join(line.rstrip() for line in clean(text).split("\n")).strip()


def _character(match: re.Match[str]) -> str:
    """Excel's way to write a control character; `_x005F_` is an underscore that would read as one."""
    char = chr(int(match[1], 16))
    return char if char in "\n\t_" else "\n" if char == "\r" else ""
