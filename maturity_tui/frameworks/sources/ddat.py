"""The Government Digital and Data framework's official download: `roles.csv`, `skills.csv`, or a folder with both.

The source has no version number: its version is the date in the file's name, else the file's own.
"""

from __future__ import annotations

import datetime as dt
import re

from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Framework, Kind, Level, Licence
from maturity_tui.frameworks.sources import ddat_roles, ddat_rows, ddat_skills
from maturity_tui.frameworks.sources.columns import same, skip_others
from maturity_tui.frameworks.sources.ddat_ids import skill_ids
from maturity_tui.frameworks.sources.ddat_rows import LEVELS
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.reading import Notes, Shipped

TITLE = "the Government Digital and Data framework's roles.csv and skills.csv"
ID = "ddat"
_NAME = "Government Digital and Data Profession Capability Framework"
_SITE = "https://understand-digital-data-roles-skills.service.gov.uk/"
_OGL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
_DATE = re.compile(r"(?<!\d)(20\d\d)[-_. ]?([01]\d)[-_. ]?([0-3]\d)(?!\d)")


def claims(handed: Handed) -> bool:
    """Whether a table has the headings of DDaT's roles or skills."""
    if not handed.is_folder and not handed.is_table(handed.names[0]):
        return False
    return any(True for _ in ddat_rows.find(handed.tables))


def read(handed: Handed, notes: Notes, shipped: Shipped) -> Framework:
    """The framework, with the ids, order, grades and parallel levels that ship. Raises FrameworkError."""
    sheets = tuple(ddat_rows.find(handed.tables))
    needs = ddat_rows.needs([sheet for sheet in sheets if sheet.is_roles], notes)
    skills = ddat_rows.skills([sheet for sheet in sheets if not sheet.is_roles], notes)
    skip_others(handed, [sheet.place for sheet in sheets], "DDaT", notes)
    titles = [title for title in (*(one.name for one in skills), *(need.skill for need in needs)) if title]
    if not titles:
        raise FrameworkError(
            "No skill was found in this", file=str(handed.path), hint=f"It should be {TITLE}."
        )
    if not needs:
        notes.warn(
            "There are no roles in this, only skills; import the folder with roles.csv beside it for both."
        )
    known = shipped(ID)
    ids = skill_ids(titles, known)
    found = ddat_skills.capabilities([need for need in needs if need.skill], skills, ids, notes)
    roles = ddat_roles.roles(needs, ids, known, notes)
    mentions = {ids[same(skill.name)]: skill.mentions for skill in skills}
    areas = ddat_skills.areas(found, roles, mentions, known, notes)
    taken = {*found, *(area.id for area in areas)}
    aliases = known.aliases if known else {}
    return Framework(
        id=ID,
        version=_version(handed),
        title=known.title if known else _NAME,
        kind=Kind.SKILLS,
        licence=_licence(handed, known),
        scale=tuple(Level(value=value, name=name) for value, name in enumerate(LEVELS, start=1)),
        areas=areas,
        roles=roles,
        aliases={old: new for old, new in aliases.items() if new in taken and old not in taken},
    )


def _version(handed: Handed) -> str:
    """A date in a file's or the folder's name, else that of the last change to what was read."""
    for name in (handed.name, *handed.names):
        for match in _DATE.finditer(name):
            try:
                return dt.date(int(match[1]), int(match[2]), int(match[3])).isoformat()
            except ValueError:
                continue
    return handed.date.isoformat()


def _licence(handed: Handed, known: Framework | None) -> Licence:
    return Licence(
        name=known.licence.name if known else "OGL v3.0",
        attribution=f"Contains public sector information from the {_NAME} ({_SITE}), licensed under the Open "
        f"Government Licence v3.0. © Crown copyright. Read from a download of {_version(handed)}.",
        url=_OGL,
        redistribution="open",
    )
