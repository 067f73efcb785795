"""A survey's export as rows of text: which encoding, which separator, which row holds the questions.

Reading never takes half a line for a whole one: a row that ends early, or a quote that is never closed, is a problem
with its place. Bytes of any kind give a sheet or a SurveyError, and nothing else.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from maturity_tui.assessments.survey.values import Problem, SurveyError
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.tables import (
    LONGEST_CELL,
    Table,
    delimiter_of,
    tables_of,
    text_of,
)
from maturity_tui.frameworks.values import clean_line

MOST_ROWS = 5_000
MOST_COLUMNS = 1_000
HEADER_WITHIN = 5
"""How far down the row of questions is looked for: some tools put a title above it."""

_WINDOWS = "It is not UTF-8 and was read as Windows-1252, as Excel saves it: look at accents and dashes."

Counted = Callable[[Sequence[str]], int]
"""How many of a row's cells are questions that are known."""


@dataclass(frozen=True)
class SheetRow:
    """One row below the questions; `number` is the row as a spreadsheet counts it."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text in a column; empty beyond the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """The questions, the rows below them, and what is wrong with rows as rows. `digest` is that of the file."""

    file: str
    headers: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    digest: str
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def title(self, column: int) -> str:
        """A column for sentences: `column D “B3 Leadership …”`."""
        header = clean_line(self.headers[column])
        shown = header if len(header) <= 40 else f"{header[:39]}…"
        return (
            f"column {letters(column)} “{shown}”" if shown else f"column {letters(column)} without a heading"
        )


def letters(column: int) -> str:
    """A column as spreadsheets name it: A … Z, AA …; counted from 0."""
    name, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def read_bytes(path: Path) -> bytes:
    """The bytes of a survey's export. Raises SurveyError."""
    try:
        handed = Handed(path)
        if handed.is_folder:
            raise SurveyError(f"{path.name or path} is a folder. Name the file that the survey tool wrote.")
        return handed.read(handed.names[0])
    except FrameworkError as error:
        raise SurveyError(_said(error)) from None


def read_sheet(data: bytes, file: str, known: Counted) -> Sheet:
    """The sheet of an export that holds the survey: of a workbook, the one with the most known questions."""
    name = PurePath(file).name
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    if not data.strip():
        raise SurveyError(f"{name} is empty. Export the survey's answers again.")
    if data[:4] == b"PK\x03\x04" or data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        tables = _workbook(data, name)
    else:
        tables, problems, notes = _separated(data, name)
    digest = hashlib.sha256(data).hexdigest()
    best = max(tables, key=lambda table: max((known(row) for row in table.rows[:HEADER_WITHIN]), default=0))
    if len(filled := [table for table in tables if any(map(any, table.rows))]) > 1:
        notes = (*notes, f"Of {len(filled)} sheets, “{best.name}” is read.")
    return _sheet(best, name, digest, known, problems, notes)


def _sheet(
    table: Table,
    name: str,
    digest: str,
    known: Counted,
    problems: tuple[Problem, ...],
    notes: tuple[str, ...],
) -> Sheet:
    top = [number for number, row in enumerate(table.rows[:HEADER_WITHIN]) if any(row)]
    if not top:
        raise SurveyError(f"{name} holds no questions: its first rows are blank.")
    head = max(top, key=lambda number: (known(table.rows[number]), -number))
    headers = _trimmed(table.rows[head])
    if len(headers) > MOST_COLUMNS:
        raise SurveyError(f"{name} has {len(headers):,} columns; at most {MOST_COLUMNS:,} can be read.")
    rows = [SheetRow(at + 1, row) for at, row in enumerate(table.rows) if at > head and any(row)]
    if not rows and not problems:
        raise SurveyError(f"{name} holds questions and no answers yet.")
    if len(rows) > MOST_ROWS:
        raise SurveyError(f"{name} has {len(rows):,} rows; at most {MOST_ROWS:,} can be read.")
    uneven = {row.number: found for row in rows if (found := _uneven(row, len(headers), bool(table.sheet)))}
    whole = tuple(row for row in rows if row.number not in uneven)
    short = tuple(Problem(message, row=number) for number, message in uneven.items())
    return Sheet(name, headers, whole, digest, (*short, *problems), notes)


def _trimmed(row: Sequence[str]) -> tuple[str, ...]:
    """The headings without the empty ones at the end."""
    end = max((at for at, cell in enumerate(row, start=1) if cell), default=0)
    return tuple(row[:end])


def _uneven(row: SheetRow, columns: int, workbook: bool) -> str:
    """What is wrong with the length of a row; a workbook's rows are all of one length."""
    if len(row.cells) < columns and not workbook:
        return f"it has {len(row.cells)} cells where {columns} are asked for: half a line"
    if any(row.cells[columns:]):
        return f"it has more cells than there are questions ({columns})"
    return ""


def _workbook(data: bytes, name: str) -> tuple[Table, ...]:
    try:
        tables = tables_of(data, name)
    except FrameworkError as error:
        raise SurveyError(_said(error)) from None
    if not tables or not any(any(map(any, table.rows)) for table in tables):
        raise SurveyError(f"{name} is a workbook with nothing in it.")
    return tables


def _said(error: FrameworkError) -> str:
    return f"{error.file}: {error.message[:1].lower()}{error.message[1:]}. {error.hint}".strip()


# separated text ---------------------------------------------------------------------------


def _separated(data: bytes, name: str) -> tuple[tuple[Table, ...], tuple[Problem, ...], tuple[str, ...]]:
    text, notes = decoded(data, name)
    if not text.strip():
        raise SurveyError(f"{name} is empty. Export the survey's answers again.")
    csv.field_size_limit(LONGEST_CELL * 4)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    rows: list[tuple[str, ...]] = []
    problems: tuple[Problem, ...] = ()
    try:
        for row in reader:
            rows.append(tuple(text_of(cell) for cell in row))
            if len(rows) > MOST_ROWS + HEADER_WITHIN or len(row) > MOST_COLUMNS * 2:
                raise SurveyError(
                    f"{name} is too large: at most {MOST_ROWS:,} rows and {MOST_COLUMNS:,} columns can be read."
                )
    except csv.Error as error:
        problems = (Problem(f"{_broken(str(error))}; from there on nothing can be read", row=len(rows) + 1),)
    if problems and len(rows) < 2:
        raise SurveyError(f"{name} cannot be read: in row {len(rows) + 1} {problems[0].message}.")
    return (Table(name, "", tuple(rows)),), problems, notes


def _broken(error: str) -> str:
    if "unexpected end" in error:
        return "a quotation mark is opened and never closed"
    if "expected after" in error:
        return "text stands behind a closed quotation mark"
    return "a cell is too long" if "limit" in error else "the separated text is broken"


def decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text, and what to know of its encoding. Raises SurveyError for what is in none that is known."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return _as(data, encoding, name), ()
    if b"\0" in data[:200]:
        # UTF-16 without its mark: the questions are mostly Latin letters, every other byte of which is zero.
        low = data[1:200:2].count(0) >= data[0:200:2].count(0)
        return _as(data, "utf-16-le" if low else "utf-16-be", name), ()
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _as(data, "cp1252", name), (_WINDOWS,)
    return _as(data, "utf-8", name), ()


def _as(data: bytes, encoding: str, name: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    controls = sum(char < " " and char not in "\t\r\n\f" for char in text[:4000])
    if "\0" in text or controls > len(text[:4000]) // 50:
        raise SurveyError(
            f"{name} is no text in an encoding that is known here. Export it again as CSV (UTF-8) or as .xlsx."
        )
    return text
