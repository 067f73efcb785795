"""SFIA's official workbook, and its copies as separated text: skills, attributes and levels with their prose.

The prose comes from the user's own licensed copy and stays with them (`redistribution: internal`).
"""

from __future__ import annotations

from collections.abc import Sequence

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Capability, Framework, Kind, Licence
from maturity_tui.frameworks.sources import sfia_levels, sfia_sheets, sfia_versions
from maturity_tui.frameworks.sources.columns import skip_others, some
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.reading import Notes, Shipped
from maturity_tui.frameworks.sources.sfia_areas import areas
from maturity_tui.frameworks.sources.sfia_sheets import ATTRIBUTES, SKILLS, Row

TITLE = "SFIA's official workbook, or CSV copies of its sheets"
ID = "sfia"
_OWNER = (
    "SFIA and its content belong to the SFIA Foundation, and using it needs a licence from the Foundation."
)
_NO_ENDORSEMENT = "Not affiliated with or endorsed by the SFIA Foundation."
_INDEX = "Index only: codes, names, categories and defined levels."
_PROSE = "Read from the user's own licensed copy; not to be passed on."
_LICENCE = "SFIA licence"
_TERMS = "https://sfia-online.org/en/about-sfia/licensing-sfia"


def claims(handed: Handed) -> bool:
    """Whether a sheet has the headings of SFIA's skills or attributes."""
    if not handed.is_folder and not handed.is_table(handed.names[0]):
        return False
    return any(True for _ in sfia_sheets.find(handed.tables))


def read(handed: Handed, notes: Notes, shipped: Shipped) -> Framework:
    """The framework, in the order of the shipped index where there is one. Raises FrameworkError."""
    sheets = tuple(sfia_sheets.find(handed.tables))
    rows = [row for sheet in sheets for row in sfia_sheets.rows(sheet, notes)]
    _refuse_duplicates(rows)
    rows = _with_levels(rows, notes)
    skills = [row for row in rows if row.kind is SKILLS]
    attributes = [row for row in rows if row.kind is ATTRIBUTES]
    if not skills:
        raise _no_skills(handed, bool(attributes))
    index = shipped(ID)
    version = sfia_versions.version_of(handed, sheets, skills, notes)
    sfia_versions.warn_of_counts(version, skills, attributes, index, notes)
    sfia_sheets.warn_of_levels(skills, notes)
    sfia_sheets.warn_of_levels(attributes, notes)
    sfia_sheets.warn_of_codes(rows, notes)
    used = [sheet.place for sheet in sheets]
    place = sfia_levels.level_sheet(handed.tables, used)
    skip_others(handed, [*used, *([] if place is None else [place])], "SFIA", notes)
    return Framework(
        id=ID,
        version=version,
        title=f"SFIA {version}",
        kind=Kind.SKILLS,
        licence=_licence(rows, index),
        scale=sfia_levels.scale(None if place is None else handed.tables[place], index, notes),
        areas=areas(skills, index, notes),
        attributes=_attributes(attributes, index),
    )


def _no_skills(handed: Handed, has_attributes: bool) -> FrameworkError:
    what = (
        "There are attributes here, but no skills"
        if has_attributes
        else "No sheet of SFIA's skills was found"
    )
    return FrameworkError(
        what, file=str(handed.path),
        hint="It has the headings Code, Levels, Skill, Category and Subcategory. Of CSV copies, import their folder.",
    )  # fmt: skip


def _refuse_duplicates(rows: Sequence[Row]) -> None:
    """Codes are unique across skills and attributes."""
    seen: dict[str, Row] = {}
    for row in rows:
        first = seen.setdefault(row.code, row)
        if first is not row:
            where = first.record.table.place(first.record.row)
            raise row.record.error(
                f"The code {row.code} stands twice: here and in {where}",
                "Keep one of them, or one edition at a time.",
            )


def _with_levels(rows: Sequence[Row], notes: Notes) -> list[Row]:
    """The rows that can be scored at all."""
    bare = [row.code for row in rows if not row.defined]
    if bare:
        notes.skip("row without a level", "no level from 1 to 7 is defined in it", len(bare))
        notes.warn(f"These have no level and are left out: {some(bare)}.")
    return [row for row in rows if row.defined]


def _licence(rows: Sequence[Row], index: Framework | None) -> Licence:
    has_prose = any(row.description or row.guidance or row.texts for row in rows)
    words = (_OWNER, _PROSE if has_prose else _INDEX, _NO_ENDORSEMENT)
    return Licence(
        name=index.licence.name if index else _LICENCE,
        attribution=" ".join(words),
        url=index.licence.url if index else _TERMS,
        redistribution="internal",
    )


def _attributes(rows: Sequence[Row], index: Framework | None) -> tuple[Capability, ...]:
    rank = {item.id: number for number, item in enumerate(index.attributes)} if index else {}
    found = [row.capability() for row in rows]
    return tuple(sorted(found, key=lambda item: rank.get(item.id, len(rank))))
