"""The names and meanings of SFIA's seven levels, from whichever way round the sheet of levels is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from maturity_tui.frameworks.models import Framework, Level
from maturity_tui.frameworks.sources.columns import fitted, some
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.sfia_sheets import LEVELS
from maturity_tui.frameworks.sources.tables import Table, key

# The sheet is small: what lies further out is none of it.
_WITHIN = 40
_HEADING = re.compile(r"(?:level\s*)?([1-7])(?:\.0+)?(?:\s*[-–—.:]\s*(\S.*)|\s+([^\W\d].*))?", re.IGNORECASE)
_NAMES = ("guiding phrase", "name", "title", "level name")
_MEANINGS = ("essence", "description", "summary")


def level_sheet(tables: Sequence[Table], used: Iterable[int]) -> int | None:
    """The place of the sheet that says what the seven levels are; None: there is none."""
    taken = set(used)
    places = [place for place, table in enumerate(tables) if place not in taken and _block(table)]
    return max(places, key=lambda place: len(_read(tables[place], Notes())[0]), default=None)


def scale(table: Table | None, index: Framework | None, notes: Notes) -> tuple[Level, ...]:
    """The seven levels: as a sheet names them, else as `index` does, else by their numbers."""
    names, meanings = _read(table, notes) if table else ({}, {})
    shipped = {level.value: level for level in index.scale} if index else {}
    lacking = [level for level in LEVELS if level not in names]
    if lacking and table:
        notes.warn(f"{table.name} has no guiding phrase for level {some(list(map(str, lacking)))}.")
    for level in lacking:
        names[level] = shipped[level].name if level in shipped else f"Level {level}"
    return tuple(Level(value=level, name=names[level], meaning=meanings.get(level, "")) for level in LEVELS)


def _read(table: Table, notes: Notes) -> tuple[dict[int, str], dict[int, str]]:
    block = _block(table)
    assert block is not None
    headings, rows = block
    names = {level: name for level, (_, name) in headings.items() if name}
    meanings: dict[int, str] = {}
    for row in rows:
        label = key(next(filter(None, row), ""))
        cells = {level: _cell(row, column) for level, (column, _) in headings.items()}
        if not any(cells.values()):
            continue
        if label in _NAMES:
            names |= {level: fitted(cell, notes) for level, cell in cells.items() if cell}
        elif label.startswith(_MEANINGS) and not meanings:
            meanings = {level: fitted(cell, notes) for level, cell in cells.items()}
        else:
            notes.skip(f"row of {table.name}", "only a level's guiding phrase and essence have a place")
    return names, meanings


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


_Block = tuple[dict[int, tuple[int, str]], Sequence[Sequence[str]]]


def _block(table: Table) -> _Block | None:
    """Of each level its column and any name in its heading, and the rows below; the table may lie on its side."""
    upright = [row[:_WITHIN] for row in table.rows[:_WITHIN]]
    sides: tuple[Sequence[Sequence[str]], ...] = (upright, list(zip_longest(*upright, fillvalue="")))
    for rows in sides:
        for number, row in enumerate(rows):
            headings = dict(_headings(row))
            if len(headings) == len(LEVELS):
                return headings, rows[number + 1 :]
    return None


def _headings(row: Sequence[str]) -> Iterator[tuple[int, tuple[int, str]]]:
    for column, cell in enumerate(row):
        if match := _HEADING.fullmatch(" ".join(cell.split())):
            yield int(match[1]), (column, match[2] or match[3] or "")
