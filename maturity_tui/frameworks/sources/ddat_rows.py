"""The rows of DDaT's two published tables: who needs which skill at which level, and what the skills are.

`roles.csv` has one row for a role × level × skill; `skills.csv` one for a skill. Both may be sheets of a workbook.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.sources.columns import fitted, same, skip_columns
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.tables import HEADER_WITHIN, Record, Table, key, records
from maturity_tui.frameworks.values import clean_line

LEVELS = ("Awareness", "Working", "Practitioner", "Expert")
_NAMES = {name.casefold(): name.casefold() for name in LEVELS}
_NEEDS = ("Role Family", "Role", "Role Level", "Skill Name", "Skill Level")
_NEED_TEXTS = ("Role Description", "Role Level Description", "Skill Description", "Skill Level Description")
_SKILLS = ("Skill Name", *LEVELS)
_MENTIONS = "Roles that require Skill"
# What the source writes where it has nothing to say.
_NOTHING = {"not in use", "missing"}
_WHY_NOTHING = "stands where the source has nothing"
_UNDEFINED = "currently not defined"


@dataclass(frozen=True)
class Sheet:
    """One of the two tables, and the row of its headings."""

    place: int  # in the tables that were handed over
    table: Table
    header: int
    is_roles: bool

    @property
    def needed(self) -> tuple[str, ...]:
        """Every heading without which the table cannot be read."""
        return _NEEDS if self.is_roles else _SKILLS


@dataclass(frozen=True)
class Need:
    """That a role's level asks for a skill at a level. Blank: the source names none."""

    record: Record
    family: str
    role: str
    role_level: str
    skill: str
    skill_level: str
    role_text: str
    role_level_text: str
    skill_text: str
    skill_level_text: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What may be asked for once."""
        return same(self.role), same(self.role_level), same(self.skill)


@dataclass(frozen=True)
class Skill:
    """What a skill is, and what each of its levels; `undefined` are the levels that it does not have."""

    record: Record
    name: str
    text: str
    level_texts: dict[str, str]
    undefined: frozenset[str]
    mentions: tuple[str, ...]

    @property
    def words(self) -> tuple[object, ...]:
        """What may be said in one way only."""
        return self.text, self.level_texts, self.undefined


def find(tables: Sequence[Table]) -> Iterator[Sheet]:
    """The tables of roles and of skills."""
    for place, table in enumerate(tables):
        for number, row in enumerate(table.rows[:HEADER_WITHIN]):
            here = {key(cell) for cell in row}
            roles = sum(key(word) in here for word in (*_NEEDS, *_NEED_TEXTS, "Role Type"))
            skills = sum(key(word) in here for word in (*_SKILLS, "Skill Description", _MENTIONS))
            if max(roles, skills) >= 4:
                yield Sheet(place, table, number, roles >= skills)
                break


def _records(sheets: Sequence[Sheet], taken: Sequence[str], notes: Notes) -> list[Record]:
    """The rows that are not a word-for-word copy of an earlier one. Raises where a heading is missing."""
    seen: dict[tuple[str, ...], Record] = {}
    for sheet in sheets:
        _refuse_missing(sheet)
        skip_columns(sheet.table, sheet.header, taken, notes)
        for record in records(sheet.table, sheet.header):
            cells = tuple(record.get(word) for word in taken)
            if seen.setdefault(cells, record) is not record:
                notes.skip(f"row of {sheet.table.name}", "stands twice, word for word")
    return list(seen.values())


def _refuse_missing(sheet: Sheet) -> None:
    here = {key(cell) for cell in sheet.table.rows[sheet.header]}
    missing = [f"“{word}”" for word in sheet.needed if key(word) not in here]
    if missing:
        raise sheet.table.error(
            f"{sheet.table.name} has no column {' and no column '.join(missing)}", sheet.header,
            "The headings of the official file must be kept as they are.",
        )  # fmt: skip


def needs(sheets: Sequence[Sheet], notes: Notes) -> list[Need]:
    """What the roles need, in the order of the files. Raises FrameworkError where two rows contradict each other."""
    found: dict[tuple[str, str, str], Need] = {}
    for record in _records(sheets, (*_NEEDS, *_NEED_TEXTS), notes):
        need = _need(record, notes)
        if not need.role:
            notes.skip(f"row of {record.table.name}", "it names no role")
            continue
        first = found.setdefault(need.key, need)
        if first.skill_level != need.skill_level:
            raise contradiction(
                need.record, first.record, f"{_asks(need)} at {_level(need)}, but at {_level(first)}"
            )
        if first is not need:
            notes.skip(f"row of {record.table.name}", "asks for the same as another, in other words")
    return list(found.values())


def _asks(need: Need) -> str:
    who = shorten(need.role_level or need.role)
    return f"{who} needs “{shorten(need.skill)}”"


def _level(need: Need) -> str:
    return need.skill_level or "no level"


def contradiction(here: Record, there: Record, what: str) -> FrameworkError:
    """Two rows that cannot both be right."""
    where = there.table.place(there.row)
    return here.error(f"Two rows contradict each other: {what} in {where}", "Keep the one that is right.")


def _need(record: Record, notes: Notes) -> Need:
    level = clean_line(record.get("Skill Level"))
    name = _NAMES.get(level.casefold(), "")
    if same(level) in _NOTHING:
        notes.skip(f"“{level}”", _WHY_NOTHING)
    elif level and not name:
        notes.skip("level of a skill", f"is none of {', '.join(LEVELS)}")
        notes.warn(f"“{shorten(level)}” is no level of a skill ({record.table.place(record.row)}).")
    return Need(
        record=record,
        family=_title(record, "Role Family", notes),
        role=_title(record, "Role", notes),
        role_level=_title(record, "Role Level", notes),
        skill=_title(record, "Skill Name", notes),
        skill_level=name,
        role_text=_text(record, "Role Description", notes),
        role_level_text=_text(record, "Role Level Description", notes),
        skill_text=_text(record, "Skill Description", notes),
        skill_level_text=_text(record, "Skill Level Description", notes),
    )


def _title(record: Record, heading: str, notes: Notes) -> str:
    return clean_line(_text(record, heading, notes))


def _text(record: Record, heading: str, notes: Notes) -> str:
    """A cell's text; nothing where the source only says that it has none."""
    text = record.get(heading)
    if len(text) < 100 and (same(text) in _NOTHING or _UNDEFINED in same(text)):
        notes.skip(f"“{text}”", _WHY_NOTHING)
        return ""
    return fitted(text, notes)


def skills(sheets: Sequence[Sheet], notes: Notes) -> list[Skill]:
    """The skills, in the order of the files. Raises FrameworkError where one stands there twice, differently."""
    found: dict[str, Skill] = {}
    for record in _records(sheets, (*_SKILLS, "Skill Description", _MENTIONS), notes):
        skill = _skill(record, notes)
        if not skill.name:
            notes.skip(f"row of {record.table.name}", "it names no skill")
            continue
        first = found.setdefault(same(skill.name), skill)
        if first.words != skill.words:
            raise contradiction(
                record, first.record, f"“{shorten(skill.name)}” is described here, and otherwise"
            )
        if first is not skill:
            notes.skip(f"row of {record.table.name}", "describes the same skill again")
            found[same(skill.name)] = replace(first, mentions=(*first.mentions, *skill.mentions))
    return list(found.values())


def _skill(record: Record, notes: Notes) -> Skill:
    undefined = {name for name in LEVELS if _UNDEFINED in same(record.get(name)[:200])}
    return Skill(
        record=record,
        name=_title(record, "Skill Name", notes),
        text=_text(record, "Skill Description", notes),
        level_texts={name.casefold(): _text(record, name, notes) for name in LEVELS},
        undefined=frozenset(name.casefold() for name in undefined),
        mentions=tuple(filter(None, map(same, record.get(_MENTIONS).replace("\n", ",").split(",")))),
    )
