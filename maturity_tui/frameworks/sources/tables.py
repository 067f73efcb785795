"""Workbooks and separated text as tables of clean text, whatever program wrote them.

Headers are found by their words, never by position. Cells come out as people see them: integers that arrive as
floats are integers again, Excel's literal `_x000D_`, non-breaking spaces and blanks at the ends are gone.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.values import clean

MOST_CELLS = 2_000_000
# A workbook is a zip: what it unpacks to is known before it is.
MOST_UNPACKED = 400_000_000
LONGEST_CELL = 50_000
# How far down a header is looked for: titles and notes stand above it in some editions.
HEADER_WITHIN = 30

_EXCEL = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u200b": None, "\u00ad": None})


@dataclass(frozen=True)
class Table:
    """A sheet, or a CSV file: rows of text. `sheet` is empty for a CSV."""

    file: str
    sheet: str
    rows: tuple[tuple[str, ...], ...]

    def header(self, wanted: Iterable[str]) -> int | None:
        """The number of the first row that holds all these headings, in any order and case; None: no row does."""
        need = {key(word) for word in wanted}
        for number, row in enumerate(self.rows[:HEADER_WITHIN]):
            if need <= {key(cell) for cell in row}:
                return number
        return None

    def place(self, row: int) -> str:
        """Where a row stands, for sentences; the first row is 1."""
        sheet = f" › {self.sheet}" if self.sheet else ""
        return f"{self.file}{sheet}, row {row + 1}"

    def error(self, message: str, row: int, hint: str = "") -> FrameworkError:
        """An error at a row, counted from 0."""
        file = f"{self.file} › {self.sheet}" if self.sheet else self.file
        return FrameworkError(message, file=file, line=row + 1, column=1, hint=hint)


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
        return tuple(_sheets(data, file))
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise FrameworkError(
            "This is an old Excel workbook (.xls), or one with a password", file=file,
            hint="Save it as .xlsx without a password.",
        )  # fmt: skip
    return (Table(file, "", tuple(_separated(data, file))),)


def _sheets(data: bytes, file: str) -> Iterator[Table]:
    _refuse_bomb(data, file)
    try:
        from python_calamine import CalamineWorkbook

        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = list(book.sheet_names)
        raw = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]
    except Exception as error:  # calamine raises a dozen kinds, and panics of its library
        raise FrameworkError(
            f"The workbook cannot be read: {shorten(str(error) or type(error).__name__)}", file=file
        ) from None
    for name, rows in zip(names, raw, strict=True):
        yield Table(
            file, clean(name), tuple(_bounded(([text_of(cell) for cell in row] for row in rows), file))
        )


def _refuse_bomb(data: bytes, file: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = sum(part.file_size for part in packed.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise FrameworkError("The workbook is damaged: it is no whole zip file", file=file) from None
    if size > MOST_UNPACKED:
        raise FrameworkError(
            f"The workbook is too large: it unpacks to {size:,} bytes, at most {MOST_UNPACKED:,}", file=file
        )


def _separated(data: bytes, file: str) -> Iterator[tuple[str, ...]]:
    text = decoded(data)
    if "\0" in text:
        raise FrameworkError("This is no text: there are zero bytes in it", file=file, line=1, column=1)
    csv.field_size_limit(LONGEST_CELL * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        yield from _bounded(([text_of(cell) for cell in row] for row in reader), file)
    except csv.Error as error:
        raise FrameworkError(
            f"The file cannot be read as separated text: {error}", file=file, line=reader.line_num, column=1
        ) from None


def decoded(data: bytes) -> str:
    """Text in UTF-8 or UTF-16 as its first bytes say; else UTF-8 if it is, else Windows-1252, as Excel saves it."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The separator that the header's line holds most of: comma, semicolon or tab."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _bounded(rows: Iterable[Sequence[str]], file: str) -> Iterator[tuple[str, ...]]:
    cells = 0
    for number, row in enumerate(rows, start=1):
        cells += max(1, len(row))
        if cells > MOST_CELLS:
            raise FrameworkError(f"The file has too many cells (at most {MOST_CELLS:,})", file=file)
        if any(len(cell) > LONGEST_CELL for cell in row):
            raise FrameworkError(
                f"A cell is too long (at most {LONGEST_CELL:,} characters)", file=file, line=number, column=1
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
    text = _EXCEL.sub(_character, str(cell)).translate(_BLANKS)
    return "\n".join(line.rstrip() for line in clean(text).split("\n")).strip()


def _character(match: re.Match[str]) -> str:
    """Excel's way to write a control character; `_x005F_` is an underscore that would read as one."""
    char = chr(int(match[1], 16))
    return char if char in "\n\t_" else "\n" if char == "\r" else ""
