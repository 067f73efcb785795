"""SFIA's workbook and DDaT's tables as they are published, built from the shipped names with invented prose."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from maturity_tui.frameworks import Framework, FrameworkError, load_framework
from maturity_tui.frameworks.sources import Reading, read_source

ROOT = Path(__file__).parents[3]
FILES = Path(__file__).parent / "files"
SFIA = ROOT / "frameworks/sfia/sfia.yaml"
# The folder may be left out of a build, with everything else whole.
with_sfia = pytest.mark.skipif(not SFIA.exists(), reason="this build has no SFIA index")

Rows = list[list[Any]]
Sheets = dict[str, Rows]
LEVELS = range(1, 8)
PROSE = ["Overall description", "Guidance notes", *(f"Level {level} description" for level in LEVELS)]
SKILLS_9 = ["#", "Levels", *[""] * 6, "Code", "URL", "Skill", "Category", "Subcategory", *PROSE]
SKILLS_8 = [heading for heading in SKILLS_9 if heading != "URL"]
ATTRIBUTES_9 = ["Levels", *[""] * 6, "Code", "URL", "Attribute name", "Type", *PROSE]
ROLES = [
    "Role Family", "Role", "Role Description", "Role Level", "Role Level Description", "Skill Name",
    "Skill Description", "Skill Level", "Skill Level Description", "Role Type",
]  # fmt: skip
DEGREES = ["Awareness", "Working", "Practitioner", "Expert"]
SKILLS = ["Skill Name", "Skill Description", *DEGREES, "Roles that require Skill"]
PHRASES = ["Guiding phrase", "Begin", "Help", "Do", "Enable", "Advise", "Lead", "Inspire"]


@cache
def shipped(id: str) -> Framework | None:
    """The framework that ships under an id, as the app hands it to a reader."""
    path = {"sfia": SFIA, "ddat": ROOT / "frameworks/ddat/ddat.yaml"}[id]
    return load_framework(path) if path.exists() else None


def nothing_shipped(_: str) -> None:
    """A build without the framework."""


def read(path: Path, format: str, known: Callable[[str], Framework | None] = shipped) -> Reading:
    """The file or folder as it is imported."""
    return read_source(path, format, shipped=known)


def refused(path: Path, format: str) -> FrameworkError:
    """Why it is not imported."""
    with pytest.raises(FrameworkError) as caught:
        read(path, format)
    assert str(caught.value)
    return caught.value


def sound_or_refused(make: Callable[[], Any]) -> Any:
    """What is made, or None where it is refused in a sentence; anything else fails the test."""
    try:
        return make()
    except FrameworkError as error:
        said = str(error)
    assert said
    return None


def skipped(reading: Reading) -> dict[str, int]:
    """What was left out, by kind."""
    found: dict[str, int] = {}
    for one in reading.skipped:
        found[one.kind] = found.get(one.kind, 0) + one.count
    return found


def workbook(path: Path, sheets: Sheets, merge: str = "Levels") -> Path:
    """A workbook with these sheets; a heading named `merge` lies over the blank cells to its right."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell not in ("", None):
                    sheet.write(number, column, cell)
            if merge in row:
                start = row.index(merge)
                sheet.merge_range(number, start, number, start + 6, merge)
    book.close()
    return path


def separated(
    path: Path, rows: Iterable[Sequence[Any]], encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    """Separated text as Excel writes it."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def marks(defined: Iterable[int]) -> list[Any]:
    """The seven cells under `Levels`."""
    return [float(level) if level in defined else "" for level in LEVELS]


def prose(code: str, defined: Iterable[int]) -> list[str]:
    """Invented prose of a skill, with what the official cells hold besides it."""
    levels = [f"{code} at {level}.\u00a0_x000D_\nMore. " if level in defined else "" for level in LEVELS]
    return [f"What {code} is. ", f"How to go about {code}:_x000D_\n\nthis\nthat\n", *levels]


def skill_9(
    number: int, code: str, title: str, category: str, subcategory: str, defined: Iterable[int]
) -> list[Any]:
    """A row of the sheet of skills."""
    link = f"https://sfia-online.org/en/skillcode/9/{code}"
    return [number, *marks(defined), code, link, title, category, subcategory, *prose(code, defined)]


def attribute_9(code: str, title: str, kind: str = "Attributes") -> list[Any]:
    """A row of the sheet of attributes."""
    link = f"https://sfia-online.org/en/shortcode/9/{code}"
    return [*marks(LEVELS), code, link, title, kind, *prose(code, LEVELS)]


def small_sfia() -> Sheets:
    """Three skills and an attribute in the official layout."""
    return {
        "Read me": [["SFIA 9"], ["Invented for a test"]],
        "Skills": [
            [*SKILLS_9],
            skill_9(1, "ABCD", "Apples", "Fruit and more", "Of trees", (2, 3, 4)),
            skill_9(2, "BCDE", "Berries", "Fruit and more", "Of shrubs", (1, 2)),
            skill_9(3, "CDEF", "Carrots", "Roots", "Of beds", (5, 6, 7)),
        ],
        "Attributes": [[*ATTRIBUTES_9], attribute_9("ZYXW", "Patience")],
        "Levels of responsibility": [
            ["Level", *LEVELS],
            PHRASES,
            ["Essence of the level", *(f"Essence {level}" for level in LEVELS)],
            ["URL", *(f"https://sfia-online.org/en/lor/9/{level}" for level in LEVELS)],
        ],
    }


def whole_sfia() -> Sheets:
    """The workbook of which the shipped index is the index."""
    index = shipped("sfia")
    assert index is not None
    skills = [
        skill_9(
            number, item.id, item.title, *(area.title for area in index.paths[item.id]), item.defined or ()
        )
        for number, item in enumerate(index.capabilities.values(), start=1)
    ]
    return {
        "Skills": [[*SKILLS_9], *skills],
        "Attributes": [[*ATTRIBUTES_9], *(attribute_9(item.id, item.title) for item in index.attributes)],
        "Levels of responsibility": [
            ["Level", *LEVELS],
            ["Guiding phrase", *(level.name for level in index.scale)],
        ],
    }


def role_row(
    family: str, role: str, level: str, skill: str, degree: str, kind: str = "", **texts: str
) -> list[str]:
    """A row of the table of roles; `about_role`, `about_step`, `about_skill` and `about_degree` are its prose."""
    return [
        family, role, texts.get("about_role", f"A {role} works.\n\n- here"),
        level, texts.get("about_step", f"{level} at work."),
        skill, texts.get("about_skill", f"{skill} is known."), degree,
        texts.get("about_degree", f"You can:\n- do {skill} as {degree}"), kind,
    ]  # fmt: skip


def senior_row(family: str, role: str, skill: str) -> list[str]:
    """A row of a Senior Civil Service role, which names no levels."""
    nothing = "NOT IN USE"
    texts = {"about_step": nothing, "about_degree": nothing}
    return role_row(family, role, nothing, skill, nothing, "Senior Civil Service", **texts)


def skill_row(skill: str, *roles: str, **texts: str) -> list[str]:
    """A row of the table of skills."""
    levels = [texts.get(name.casefold(), f"You can:\n- {name} {skill}") for name in DEGREES]
    return [skill, texts.get("text", f"{skill} as the skills say."), *levels, ", ".join(roles)]


def small_ddat() -> Rows:
    """Two families, three roles, and one that names skills only."""
    return [
        [*ROLES],
        role_row("Trees", "Apple picker", "Apple picker", "Picking", "Working"),
        role_row("Trees", "Apple picker", "Apple picker", "Climbing", "Awareness"),
        role_row("Trees", "Apple picker", "Senior apple picker", "Picking", "Expert"),
        role_row("Trees", "Apple picker", "Trainee apple picker", "Picking", "Awareness"),
        role_row("Shrubs", "Berry picker", "Berry picker", "Picking", "Practitioner"),
        role_row("Shrubs", "Berry picker", "Berry picker", "Kneeling", "Working"),
        senior_row("Chiefs", "Chief picker", "Orchard planning"),
    ]


def whole_ddat() -> tuple[Rows, Rows]:
    """The two tables of which the shipped framework holds the names."""
    known = shipped("ddat")
    assert known is not None
    titles = {item.id: item.title for item in known.capabilities.values()}
    rows = [
        role_row(role.family, role.title, step.title, titles[skill], str(level).capitalize())
        for role in known.roles
        for step in role.levels
        for skill, level in step.requires.items()
    ]
    rows += [
        senior_row(role.family, role.title, titles[skill]) for role in known.roles for skill in role.skills
    ]
    return rows, [skill_row(title) for title in titles.values()]
