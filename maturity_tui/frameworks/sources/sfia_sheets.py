"""The sheets of SFIA's skills and attributes: where they are, and what stands in their rows.

Headings are known by their words. The seven columns of `Levels` share one heading, which in a workbook stands in
the first of them only; they hold the level's number where it is defined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from maturity_tui.frameworks.models import Capability
from maturity_tui.frameworks.sources.columns import fitted, skip_columns, some
from maturity_tui.frameworks.sources.ids import own_id
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.tables import HEADER_WITHIN, Record, Table, key, records

LEVELS = range(1, 8)
_TEXTS = {level: f"Level {level} description" for level in LEVELS}
_PROSE = ("Overall description", "Guidance notes", *_TEXTS.values())
_COMMON = {key(heading) for heading in ("Code", "Levels", *_PROSE)}
# What a heading may be called, as well as by its own name.
_OTHER_NAMES = {
    "Skill": ("Skill name",),
    "Subcategory": ("Sub-category", "Sub category"),
    "Attribute name": ("Attribute",),
}
_LEVELS_HEADING = re.compile(r"levels?(\.\d)?")
_MORE_LEVELS = re.compile(
    r"|levels?(\.\d)?|(level )?[1-7]|unnamed: \d+"
)  # an export by pandas numbers and names
_KEEP = "The headings of the official file must be kept as they are."
_LEVEL = re.compile(r"([1-7])(?:\.0+)?")


@dataclass(frozen=True)
class Kind:
    """One of the two kinds of sheets: what its items are called, and the headings that it must have."""

    noun: str
    nouns: str
    title: str
    own: tuple[str, ...]

    @property
    def needed(self) -> tuple[str, ...]:
        """Every heading without which the sheet cannot be read."""
        return ("Code", *(heading for heading in self.own if heading != "Type"))


SKILLS = Kind("skill", "skills", "Skill", ("Skill", "Category", "Subcategory"))
ATTRIBUTES = Kind("attribute", "attributes", "Attribute name", ("Attribute name", "Type"))


@dataclass(frozen=True)
class Sheet:
    """A sheet of one kind, and the row of its headings."""

    place: int  # in the tables that were handed over
    table: Table
    header: int
    kind: Kind


@dataclass(frozen=True)
class Row:
    """A skill or an attribute, as the file has it."""

    kind: Kind
    record: Record
    code: str
    title: str
    category: str
    subcategory: str
    description: str
    guidance: str
    defined: tuple[int, ...]
    texts: dict[int | float, str]

    def capability(self) -> Capability:
        """As the framework holds it. An attribute of all seven levels needs no list of them."""
        whole = self.kind is ATTRIBUTES and len(self.defined) == len(LEVELS)
        return Capability(
            id=self.code,
            title=self.title or self.code,
            description=self.description,
            guidance=self.guidance,
            levels=self.texts,
            defined=None if whole else self.defined,
        )


def find(tables: Sequence[Table]) -> Iterator[Sheet]:
    """The sheets that hold skills or attributes."""
    for place, table in enumerate(tables):
        for number, row in enumerate(table.rows[:HEADER_WITHIN]):
            if kind := _kind(row):
                yield Sheet(place, table, number, kind)
                break


def _kind(row: Sequence[str]) -> Kind | None:
    """The kind of sheet that a row is the heading of; one or two of the headings may be missing."""
    here = {key(cell) for cell in row}
    common = len(here & _COMMON)
    own = {
        kind.noun: sum(_named(heading, here) is not None for heading in kind.own)
        for kind in (SKILLS, ATTRIBUTES)
    }
    kind = max((SKILLS, ATTRIBUTES), key=lambda kind: own[kind.noun])
    return kind if own[kind.noun] and common and own[kind.noun] + common >= 4 else None


def _named(heading: str, here: set[str]) -> str | None:
    """What a heading is called here, or None."""
    names = (heading, *_OTHER_NAMES.get(heading, ()))
    return next((name for name in names if key(name) in here), None)


def rows(sheet: Sheet, notes: Notes) -> list[Row]:
    """The items of a sheet, in its order. Raises FrameworkError where the sheet of skills lacks a heading.

    A sheet of attributes that lacks one is left out: they are not worth refusing the skills.
    """
    headings = sheet.table.rows[sheet.header]
    here = {key(cell) for cell in headings}
    levels = level_columns(headings)
    missing = [heading for heading in sheet.kind.needed if _named(heading, here) is None]
    missing += [] if levels else ["Levels"]
    if missing and sheet.kind is SKILLS:
        raise sheet.table.error(f"{sheet.table.name} has no column {_quoted(missing)}", sheet.header, _KEEP)
    if missing:
        what = f"{sheet.table.name} has no column {_quoted(missing)}"
        notes.warn(f"{what}, so the attributes are left out. {_KEEP}")
        notes.skip(f"sheet {sheet.table.name}", f"it has no column {_quoted(missing)}")
        return []
    names = {heading: _named(heading, here) or heading for heading in (*sheet.kind.needed, *_PROSE)}
    skip_columns(sheet.table, sheet.header, names.values(), notes, levels)
    _warn_of_prose(sheet, here, notes)
    found = [_row(record, sheet, names, levels, notes) for record in records(sheet.table, sheet.header)]
    return [row for row in found if row is not None]


def _quoted(headings: Sequence[str]) -> str:
    return " and no column ".join(f"“{heading}”" for heading in headings)


def _warn_of_prose(sheet: Sheet, here: set[str], notes: Notes) -> None:
    """An index without prose is whole; one that has only some of it is not."""
    missing = [heading for heading in _PROSE if key(heading) not in here]
    if missing and len(missing) < len(_PROSE):
        notes.warn(f"{sheet.table.name} has no column {_quoted(missing)}; those texts are left out.")


def level_columns(headings: Sequence[str]) -> tuple[int, ...]:
    """The columns under the heading `Levels`, at most seven; empty where there is none."""
    words = [key(heading) for heading in headings]
    start = next((column for column, word in enumerate(words) if _LEVELS_HEADING.fullmatch(word)), None)
    if start is None:
        named = [column for column, word in enumerate(words) if re.fullmatch(r"(level )?[1-7]", word)]
        return tuple(named[: len(LEVELS)])
    end = start + 1
    while end < len(words) and end - start < len(LEVELS) and _MORE_LEVELS.fullmatch(words[end]):
        end += 1
    return tuple(range(start, end))


def _row(
    record: Record, sheet: Sheet, names: dict[str, str], levels: tuple[int, ...], notes: Notes
) -> Row | None:
    code = own_id(record.get("Code"), "")
    if not code or key(code) == "code":
        what = "the headings stand there again" if code else "it has no code"
        notes.skip(f"row of {sheet.table.name}", what)
        return None
    defined = _defined(record, levels, notes)
    return Row(
        kind=sheet.kind,
        record=record,
        code=code,
        title=fitted(record.get(names[sheet.kind.title]), notes),
        category=fitted(record.get(names.get("Category", "")), notes),
        subcategory=fitted(record.get(names.get("Subcategory", "")), notes),
        description=fitted(record.get("Overall description"), notes),
        guidance=fitted(record.get("Guidance notes"), notes),
        defined=defined,
        texts=_texts(record, defined, notes),
    )


def _defined(record: Record, levels: tuple[int, ...], notes: Notes) -> tuple[int, ...]:
    cells = record.table.rows[record.row]
    found: set[int] = set()
    for column in levels:
        cell = cells[column] if column < len(cells) else ""
        if match := _LEVEL.fullmatch(cell):
            found.add(int(match[1]))
        elif cell:
            notes.skip(f"mark under Levels in {record.table.name}", "is no level from 1 to 7")
    return tuple(sorted(found))


def _texts(record: Record, defined: tuple[int, ...], notes: Notes) -> dict[int | float, str]:
    texts: dict[int | float, str] = {}
    for level, heading in _TEXTS.items():
        text = fitted(record.get(heading), notes)
        if text and level in defined:
            texts[level] = text
        elif text:
            notes.skip("level description", "its level is not defined")
    return texts


def warn_of_levels(found: Sequence[Row], notes: Notes) -> None:
    """Say what is unusual in the levels: gaps, and defined levels without a text where others have one."""
    gaps = [row.code for row in found if row.defined and len(row.defined) <= row.defined[-1] - row.defined[0]]
    if gaps:
        notes.warn(f"The levels do not follow one another in {some(gaps)}.")
    if any(row.texts for row in found):
        bare = [row.code for row in found for level in row.defined if level not in row.texts]
        if bare:
            notes.warn(
                f"{len(bare):,} defined levels have no description, in {some(list(dict.fromkeys(bare)))}."
            )


def warn_of_codes(found: Sequence[Row], notes: Notes) -> None:
    """Say which codes are not of four capitals."""
    odd = [row.code for row in found if not re.fullmatch("[A-Z]{4}", row.code)]
    if odd:
        notes.warn(f"Codes are four capitals; these are not: {some(odd)}.")
