"""What the columns of our spreadsheet template are called, and how a heading that a person changed is still known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from maturity_tui.frameworks.door import resolve_plain
from maturity_tui.frameworks.sources.tables import HEADER_WITHIN, Table, key
from maturity_tui.frameworks.values import Number

# The headings as the template writes them; `{level}` columns follow.
HEADINGS = {
    "area": "Area",
    "sub_area": "Sub-area",
    "id": "Id",
    "title": "Title",
    "question": "Question",
    "weight": "Weight",
    "core": "Core",
    "rollup": "Roll-up of area",
    "level": "Level tag",
    "needs": "Needs",
    "evidence": "Evidence",
    "description": "Description",
    "guidance": "Guidance",
}
# The words that make a heading, the most telling first: `Roll-up of area` is no area.
_KNOWN: tuple[tuple[str, tuple[frozenset[str], ...]], ...] = tuple(
    (name, tuple(frozenset(words.split()) for words in wordings))
    for name, *wordings in (
        ("rollup", "rollup", "roll up", "rule"),
        ("level", "tag"),
        ("question", "question"),
        ("description", "description"),
        ("guidance", "guidance"),
        ("evidence", "evidence"),
        ("needs", "needs", "need", "prerequisites", "rests on"),
        ("weight", "weight", "weighting"),
        ("core", "core"),
        ("", "area id"),
        ("sub_area", "sub area", "subarea"),
        ("area", "area"),
        ("id", "id"),
        ("title", "title", "name", "capability", "skill"),
    )
)
_LONGEST_HEADING = 8  # words; what is longer is a sentence
# The title makes a header, so it must be sure: “in name only” is the meaning of a level.
_OF_A_TITLE = {"title", "name", "capability", "skill", "item", "the", "of", "a", "short", "full"}
_LEVEL = re.compile(
    r"(?:level\s*)?([-+]?[0-9]+(?:[.,][0-9]+)?)(?![\w%])[\s.:)–—-]*(.*)", re.IGNORECASE | re.DOTALL
)
_PLAIN = re.compile(r"\b(descriptors?|description)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Heading:
    """A level's column: the value it is of, and the name that stands in the heading."""

    column: int
    value: Number
    name: str


@dataclass
class Columns:
    """Which column holds what, below the header at `row` (counted from 0)."""

    row: int
    texts: tuple[str, ...]
    fields: dict[str, int] = field(default_factory=dict)
    sub_areas: list[int] = field(default_factory=list)
    levels: list[Heading] = field(default_factory=list)

    @property
    def known(self) -> set[int]:
        """The columns that are read."""
        return {*self.fields.values(), *self.sub_areas, *(level.column for level in self.levels)}

    @property
    def areas(self) -> list[int]:
        """The columns that make an area's path, the outermost first."""
        return [*([self.fields["area"]] if "area" in self.fields else []), *self.sub_areas]

    def text(self, column: int) -> str:
        """A column's heading, or its letter where it has none."""
        return self.texts[column] if column < len(self.texts) and self.texts[column] else letter(column)

    def of(self, name: str) -> str:
        """The heading under which a field stands in this file."""
        return self.text(self.fields[name]) if name in self.fields else HEADINGS[name]


def find_columns(table: Table, names: Mapping[str, Number] | None = None) -> Columns | None:
    """The header of the sheet of capabilities: a title beside an area or levels.

    `names`: the scale's levels, whose names alone may head their columns, too.
    """
    values = {key(name): value for name, value in (names or {}).items()}
    for number, row in enumerate(table.rows[:HEADER_WITHIN]):
        columns = None if _is_a_fact(row) else _columns(number, row, values)
        if columns and "title" in columns.fields and (columns.areas or columns.levels):
            return columns
    return None


def _is_a_fact(row: tuple[str, ...]) -> bool:
    """Whether this is `title, Area planning` above the header rather than a header of two columns."""
    texts = [key(text) for text in row if text]
    return len(texts) < 3 and not set(texts) <= {key(heading) for heading in HEADINGS.values()}


def _columns(number: int, row: tuple[str, ...], values: Mapping[str, Number]) -> Columns:
    columns = Columns(number, row)
    for at, text in enumerate(row):
        level = (values[key(text)], "") if key(text) in values else level_heading(text)
        what = field_of(text)
        if level:
            if all(level[0] != other.value for other in columns.levels):
                columns.levels.append(Heading(at, *level))
        elif what == "sub_area":
            columns.sub_areas.append(at)
        elif what:
            columns.fields.setdefault(what, at)
    return columns


def field_of(heading: str) -> str:
    """The field that a heading means, by its words in any order and case; empty for none."""
    words = re.findall(r"[^\W\d_]+", heading.casefold())
    if len(words) > _LONGEST_HEADING:
        return ""
    for name, wordings in _KNOWN:
        if any(wording <= set(words) for wording in wordings):
            return name if name != "title" or set(words) <= _OF_A_TITLE else ""
    return ""


def level_heading(heading: str) -> tuple[Number, str] | None:
    """The value and the name in a heading such as `0 Not started`, `Level 2` or `3: Managed`; None for others."""
    found = _LEVEL.fullmatch(heading.strip())
    value = number_in(found[1]) if found else None
    if found is None or value is None:
        return None
    return value, " ".join(_PLAIN.sub("", found[2]).split())


def number_in(text: str) -> Number | None:
    """A number as people write it (`1.5`, `1,5`, `20 %`); None for what is none."""
    plain = text.strip().removesuffix("%").rstrip()
    if re.fullmatch(r"[-+]?\d+,\d{1,2}", plain):
        plain = plain.replace(",", ".")
    value = resolve_plain(plain)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def letter(column: int) -> str:
    """The column's letter, as spreadsheets show it."""
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
