"""The guide for authors says what the code has: every key, every finding, every format, and errors word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maturity_tui.frameworks import FrameworkError, door, framework_from, models
from maturity_tui.frameworks.sources import FORMATS
from maturity_tui.frameworks.values import Value

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "framework-author.md").read_text(encoding="utf-8")
OWN = """\
schema: maturity/framework@1
id: own
version: "1"
title: Own
licence: {name: CC0-1.0}
scale: [{value: 0, name: Nil}, {value: 1, name: One}]
areas:
  - id: a
    title: A
    capabilities:
      - {id: x, title: X, weight: 1}
"""
ERRORS = [
    ("schema: maturity/framework@1\n", "", "The file does not say what it is"),
    ("title: Own", "title: Own: indeed", "This is not YAML: mapping values are not allowed"),
    ("title: Own", "title: Own\ntitle: Two", "The key 'title' stands twice"),
    ("weight: 1", "wieght: 1", "Unknown key 'wieght'"),
    ("title: Own\n", "", "The key 'title' is missing"),
    ('version: "1"', "version: 1.0", "Here should be text; found 1.0"),
    ("id: own", "id: our own", "Here should be an id"),
    ("value: 1,", "value: -1,", "the scale's values must rise"),
    ("weight: 1}", "weight: 1}\n      - {id: x, title: Y}", "The id 'x' stands twice"),
    ("    capabilities:\n      - {id: x, title: X, weight: 1}\n", "", "The area a is empty"),
    ("weight: 1", "defined: [0, 5]", "The scale has no level 5"),
    ("weight: 1", "levels: {5: much}", "x cannot be scored at level 5"),
    ("weight: 1", "needs: [{capability: y}]", "There is no capability 'y'"),
    ("    title: A", "    title: A\n    rollup: staged", "staged needs a level on every item"),
    (
        "licence:",
        "aliases: {x: x}\nlicence:",
        "'x' is an item of this framework, so it cannot stand for another",
    ),
    ("licence:", "roles: [{id: r, title: R, skills: [y]}]\nlicence:", "There is no skill 'y'"),
    ("title: Own", "title: &name Own", "Anchors (&name) are not allowed"),
    ("title: Own\n", "<<<<<<< ours\ntitle: Own\n", "There are git conflict markers in the file"),
]


def rows(heading: str) -> list[list[str]]:
    """The cells of the tables below a heading."""
    part = GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


@pytest.mark.parametrize(("old", "new", "says"), ERRORS, ids=[says[:30] for *_, says in ERRORS])
def test_an_error_of_the_guide_is_what_one_meets(old: str, new: str, says: str) -> None:
    framework_from(door.read_text(OWN))
    assert old in OWN
    with pytest.raises(FrameworkError) as caught:
        framework_from(door.read_text(OWN.replace(old, new, 1)))
    assert says.casefold() in str(caught.value).casefold()
    assert says in [row[0] for row in rows("Errors")]


def test_every_error_of_the_guide_is_tried() -> None:
    elsewhere = {
        "It says",  # the heading
        "Row 7, column 'Weight': Here should be a number",  # tests/frameworks/sources/test_template.py
        "This is none of the formats that can be read",  # tests/cli/test_framework_import.py
    }
    assert {row[0] for row in rows("Errors")} == {says for *_, says in ERRORS} | elsewhere


def test_every_key_of_a_framework_stands_in_the_guide() -> None:
    said = set(re.findall(r"`(\w+)`", GUIDE.split("\n## Every key\n")[1].split("\n## ")[0]))
    known = [one for one in vars(models).values() if isinstance(one, type) and issubclass(one, Value)]
    keys = {info.alias or name for model in known for name, info in model.model_fields.items()}
    assert keys - said == set()


def test_every_finding_stands_in_the_guide_with_its_severity() -> None:
    code = "".join(path.read_text() for path in (ROOT / "maturity_tui/frameworks").glob("lint_*.py"))
    kinds = dict(re.findall(r'Finding\(\s*"([a-z-]+)",\s*"(\w+)"', code))
    kinds |= {"repeated-title": "warning, note", "standard-name": "warning", "two-spellings": "warning"}
    told = {row[0].strip("`"): row[1] for row in rows("Findings") if row[0].startswith("`")}
    assert told == kinds


def test_every_format_stands_in_the_guide() -> None:
    told = [row[0].strip("`") for row in rows("Other communities' formats") if row[0].startswith("`")]
    assert sorted(told) == sorted(FORMATS)
