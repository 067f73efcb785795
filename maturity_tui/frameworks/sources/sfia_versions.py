"""Which version of SFIA a file is, by all that speaks for one, and whether it has as many items as it should.

The figures and the two skills that tell SFIA 8 from 9 are facts of the published versions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.sources.columns import some
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.sources.sfia_sheets import Row, Sheet
from maturity_tui.frameworks.sources.tables import key

LATEST = "9"
# Skills, levels of skills, attributes; None: no figure that can be sourced.
_COUNTS: dict[str, tuple[int, int | None, int | None]] = {"8": (121, None, None), "9": (147, 672, 16)}
_IN_NAME = re.compile(r"sfia[\s_-]*v?([0-9]{1,2})(?![0-9])", re.IGNORECASE)
_IN_LINK = re.compile(r"/(?:skillcode|shortcode|lor)/([0-9]{1,2})/")
# Levels that a skill has in SFIA 8 and has no longer in SFIA 9.
_LOST_IN_9 = {"DATS": {7}, "MKTG": {2, 3}}
_Clue = tuple[str, str]


def version_of(handed: Handed, sheets: Sequence[Sheet], skills: Sequence[Row], notes: Notes) -> str:
    """The version's number. Warns where the file speaks for two, or for none."""
    clues = [*_named(handed, sheets), *_linked(sheets), *_counted(skills), *_lost(skills)]
    if not clues:
        version = LATEST if _has_links(sheets) or not skills else "8"
        notes.warn(
            f"Nothing in the file says which version of SFIA it is; it is taken for SFIA {version}, by its columns."
        )
        return version
    version, why = clues[0]
    other = next((clue for clue in clues if clue[0] != version), None)
    if other:
        notes.warn(
            f"This is taken for SFIA {version}, going by {why}; going by {other[1]} it would be SFIA {other[0]}."
        )
    return version


def _named(handed: Handed, sheets: Sequence[Sheet]) -> Iterator[_Clue]:
    for name in (handed.name, *dict.fromkeys(sheet.table.file.rpartition("/")[2] for sheet in sheets)):
        if match := _IN_NAME.search(name):
            yield match[1].lstrip("0") or "0", "the name"
            return
    for sheet in sheets:
        for text in (sheet.table.sheet, *(cell for row in sheet.table.rows[: sheet.header] for cell in row)):
            if match := _IN_NAME.search(text):
                yield match[1].lstrip("0") or "0", "a title in the file"
                return


def _linked(sheets: Sequence[Sheet]) -> Iterator[_Clue]:
    for sheet in sheets:
        for row in sheet.table.rows[sheet.header + 1 :]:
            for cell in row:
                if len(cell) < 200 and (match := _IN_LINK.search(cell)):
                    yield match[1], "the links in it"
                    return


def _counted(skills: Sequence[Row]) -> Iterator[_Clue]:
    for version, (count, _, _) in _COUNTS.items():
        if len(skills) == count:
            yield version, "the number of its skills"


def _lost(skills: Sequence[Row]) -> Iterator[_Clue]:
    for row in skills:
        if row.code in _LOST_IN_9:
            older = bool(_LOST_IN_9[row.code] & set(row.defined))
            yield "8" if older else "9", f"the levels of {row.code}"
            return


def _has_links(sheets: Sequence[Sheet]) -> bool:
    return any("url" in map(key, sheet.table.rows[sheet.header]) for sheet in sheets)


def warn_of_counts(
    version: str, skills: Sequence[Row], attributes: Sequence[Row], index: Framework | None, notes: Notes
) -> None:
    """Say where the file has more or fewer items than the version has."""
    if version not in _COUNTS:
        notes.warn(f"SFIA {version} is none of the versions that are known here ({', '.join(_COUNTS)}).")
        return
    wanted = dict(zip(("skills", "levels of skills", "attributes"), _COUNTS[version], strict=True))
    found = {
        "skills": len(skills),
        "levels of skills": sum(len(row.defined) for row in skills),
        "attributes": len(attributes),
    }
    if not attributes:
        notes.warn("There is no sheet of attributes in this; the framework has none.")
        del found["attributes"]
    for what, count in found.items():
        if wanted[what] not in (None, count):
            notes.warn(f"SFIA {version} has {wanted[what]:,} {what}; this file has {count:,}.")
    if index and index.version == version:
        _warn_of_codes(index.capabilities, [row.code for row in skills], version, notes)


def _warn_of_codes(known: Mapping[str, object], codes: Sequence[str], version: str, notes: Notes) -> None:
    if missing := sorted(set(known) - set(codes)):
        notes.warn(f"Skills of SFIA {version} that are not in this file: {some(missing)}.")
    if strange := sorted(set(codes) - set(known)):
        notes.warn(f"Skills in this file that SFIA {version} does not have: {some(strange)}.")
