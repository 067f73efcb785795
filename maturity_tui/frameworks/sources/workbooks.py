"""The sheets of a workbook as plain cells, looked over before the library that reads them may touch it.

The library keeps a sheet as a full rectangle: one stray cell in the last corner asks it for half a terabyte, and
that ends the process rather than the reading. So what a workbook unpacks to, and how far its sheets reach, is
counted first, from its bytes and not from what it says of itself.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.errors import FrameworkError

MOST_CELLS = 2_000_000
MOST_UNPACKED = 100_000_000
MOST_PARTS = 2_000
_CHUNK = 1 << 20
_LONGEST_TAG = 1 << 16

# Cells with a style and nothing in them (`<c r="A1048576" s="1"/>`) take no room: LibreOffice writes them.
_REF = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,4})([0-9]{1,10})["'](?!(?:\s+[\w:]+="[^"<>]*")*\s*/>)""")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_PLACED = re.compile(rb"""<(?:\w+:)?c(?:\s+[\w:]+="[^"<>=]*")*?\s+r="[A-Z]{1,4}[0-9]+\"""")
_KINDS = {"content.xml": "an OpenDocument file", "xl/workbook.bin": "a binary workbook (.xlsb)"}


def sheets(data: bytes, file: str) -> Iterator[tuple[str, list[list[Any]]]]:
    """The name and the rows of every sheet; a sheet of charts has none. Raises FrameworkError."""
    guard(data, file)
    try:
        yield from _read(data)
    except BaseException as error:  # a panic in the library is no Exception
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        said = shorten(str(error) or type(error).__name__)
        raise FrameworkError(f"The workbook cannot be read: {said}", file=file) from None


def _read(data: bytes) -> list[tuple[str, list[list[Any]]]]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [
        (name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names
    ]


def guard(data: bytes, file: str) -> None:
    """Refuse what is no whole workbook, or would take too much room. Raises FrameworkError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
        _refuse_kind({part.filename for part in parts}, file)
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _too_large(file)
        room = MOST_UNPACKED
        for part in parts:
            room -= _look_over(_chunks(data, part, room), file)
            if room < 0:
                raise _too_large(file)
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, LookupError):
        raise FrameworkError("The workbook is damaged: it is no whole zip file", file=file) from None


def _refuse_kind(names: set[str], file: str) -> None:
    found = next((kind for name, kind in _KINDS.items() if name in names), None)
    if found is None and "xl/workbook.xml" not in names:
        found = "a zip file without a workbook in it"
    if found:
        raise FrameworkError(f"This is {found}", file=file, hint="Save the workbook as .xlsx.")


def _too_large(file: str) -> FrameworkError:
    return FrameworkError(
        f"The workbook is too large: it unpacks to more than {MOST_UNPACKED:,} bytes", file=file,
        hint="Keep the sheets that are wanted in a workbook of their own.",
    )  # fmt: skip


def _chunks(data: bytes, part: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    """What a part unpacks to, whatever size it claims; ends soon after `room` is used up."""
    head = part.header_offset
    if data[head : head + 4] != b"PK\x03\x04" or part.flag_bits & 1:
        raise zipfile.BadZipFile
    start = head + 30 + int.from_bytes(data[head + 26 : head + 28], "little")
    start += int.from_bytes(data[head + 28 : head + 30], "little")
    packed = data[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile
    inflate = zlib.decompressobj(-15)
    while not inflate.eof and room >= 0:
        chunk = inflate.decompress(packed, _CHUNK)
        packed = inflate.unconsumed_tail
        if not chunk and not packed:
            raise zipfile.BadZipFile  # it ends in the middle
        room -= len(chunk)
        yield chunk


def _look_over(chunks: Iterator[bytes], file: str) -> int:
    """How many bytes a part has. Refuses a sheet that reaches too far."""
    size, rest = 0, b""
    reach = _Reach()
    for chunk in chunks:
        size += len(chunk)
        text = rest + chunk
        cut = text.rfind(b"<")  # no tag is cut in two
        rest = text[cut:] if cut > 0 and len(text) - cut < _LONGEST_TAG else b""
        reach.add(text[: len(text) - len(rest)])
    reach.add(rest)
    if reach.is_sheet and reach.cells > MOST_CELLS:
        raise FrameworkError(
            f"A sheet is too large: it reaches to column {reach.column:,} and row {reach.row:,}", file=file,
            hint=f"At most {MOST_CELLS:,} cells can be read. Delete what stands far outside of the table.",
        )  # fmt: skip
    return size


class _Reach:
    """How far the cells of a sheet reach, from its XML as it comes by.

    Some writers leave out where rows and cells stand: those follow one another.
    """

    def __init__(self) -> None:
        self.is_sheet = False
        self._column = self._row = self._last_row = self._rows = self._unplaced = self._in_row = 0

    def add(self, text: bytes) -> None:
        """Take in a piece of XML that ends between two tags."""
        self.is_sheet = self.is_sheet or b"sheetData" in text
        for letters, digits in _REF.findall(text):
            self._last_row = max(self._last_row, int(digits))
            if letters:
                self._row = max(self._row, int(digits))
                self._column = max(self._column, _number(letters))
        for index, row in enumerate(_ROW.split(text)):
            self._in_row = len(_CELL.findall(row)) - len(_PLACED.findall(row)) + (
                self._in_row if index == 0 else 0
            )  # fmt: skip
            self._rows += index > 0
            self._unplaced = max(self._unplaced, self._in_row)

    @property
    def row(self) -> int:
        """The last row that may hold something."""
        return self._last_row + self._rows if self._unplaced else self._row

    @property
    def column(self) -> int:
        """The last column that may hold something."""
        return self._column + self._unplaced

    @property
    def cells(self) -> int:
        """How many cells the full rectangle has, at most."""
        return self.row * self.column


def _number(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
