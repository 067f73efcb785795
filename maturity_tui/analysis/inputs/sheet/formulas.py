"""Cells whose formula has no value: a reader of cells finds them empty, and empty is not what was meant.

A workbook that a program wrote has no values until a spreadsheet has computed them; an error such as #DIV/0!
is none either.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape

from maturity_tui.frameworks.values import clean_line

Cell = tuple[int, int]

_CELL = re.compile(r"<(?:\w+:)?c\s([^<>]*[^<>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_REF = re.compile(r'\br="([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile(r"<(?:\w+:)?v[^>/]*>([^<]+)</")
_FORMULA = re.compile(r"<(?:\w+:)?f[\s/>]")
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<Relationship\s[^>]*>")


def without_value(data: bytes) -> Mapping[str, Mapping[Cell, str]]:
    """By sheet, the cells (row and column from 0) that hold a formula without a value, or an error; what they say.

    For a workbook that has been read, and so is known to be sound and of a size that can be held.
    """
    if data[:4] != b"PK\x03\x04":
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return {name: dict(_cells(packed.read(part).decode())) for name, part in _parts(packed)}
    except (KeyError, UnicodeDecodeError, zipfile.BadZipFile, RuntimeError):
        return {}  # a workbook of another make: its empty cells are simply empty


def _parts(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Each sheet's name, and the part that holds it."""
    relations = packed.read("xl/_rels/workbook.xml.rels").decode()
    targets = {
        _attribute(one, "Id"): _attribute(one, "Target") for one in _RELATION.findall(relations)
    }  # fmt: skip
    names = set(packed.namelist())
    for sheet in _SHEET.findall(packed.read("xl/workbook.xml").decode()):
        target = targets.get(_attribute(sheet, "r:id"), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            yield clean_line(unescape(_attribute(sheet, "name"))), part


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{re.escape(name)}="([^"]*)"', tag)
    return found[1] if found else ""


def _cells(xml: str) -> Iterator[tuple[Cell, str]]:
    for attributes, content in _CELL.findall(xml):
        ref, value = _REF.search(attributes), _VALUE.search(content)
        if ref is None:
            continue
        if 't="e"' in attributes:
            yield _place(ref), f"the error {unescape(value[1]) if value else ''}".strip()
        elif value is None and _FORMULA.search(content):
            yield _place(ref), "a formula that has no value yet"


def _place(ref: re.Match[str]) -> Cell:
    column = 0
    for letter in ref[1]:
        column = column * 26 + ord(letter) - 64
    return int(ref[2]) - 1, column - 1
