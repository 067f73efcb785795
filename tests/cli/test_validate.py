"""`frameworks validate` beyond the first fault: findings with their places, files of other formats, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.frameworks.sources import FORMATS

KEYS = {"file", "valid", "kind", "id", "fault", "findings"}
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
      - id: x
        title: X
        references: [{standard: Servce Standard, ref: SS1}]
        levels: {0: same, 1: same}
      - {id: y, title: Y, weight: 2, levels: {0: none, 1: all}}
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return path


def test_findings_stand_at_their_places_in_the_order_of_the_file(maturity, own: Path) -> None:
    lines = maturity("frameworks", "validate", own).out.splitlines()
    assert lines[0].startswith(f"{own}: a sound file (framework): own@1")
    assert [line.rpartition(f"{own}:")[2].split(" ")[:2] for line in lines[1:]] == [
        ["8:5:", "note:"],
        ["13:23:", "warning:"],
        ["14:27:", "warning:"],
    ]
    assert "most likely “Service Standard”" in lines[2]


def test_findings_fail_only_where_that_is_asked_for(maturity, own: Path, tmp_path: Path) -> None:
    maturity("frameworks", "validate", own)
    maturity("frameworks", "validate", own, "--strict", code=1)
    maturity("frameworks", "validate", own, "--strict", "--json", code=1)
    clean = tmp_path / "clean.yaml"
    maturity("frameworks", "new", clean)
    maturity("frameworks", "validate", clean, "--strict")


def test_json_has_the_findings_beside_the_keys_there_were(maturity, own: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(OWN.replace("title: Own", "titel: Own"), encoding="utf-8")
    good, broken = maturity("frameworks", "validate", own, bad, "--json", code=1).json
    assert set(good) == set(broken) == KEYS
    assert (good["valid"], good["kind"], good["id"], good["fault"]) == (True, "framework", "own", None)
    assert good["findings"][1] == {
        "kind": "standard-name",
        "severity": "warning",
        "item": "x",
        "message": "“Servce Standard” is most likely “Service Standard”, the standard's name.",
        "line": 13,
        "column": 23,
    }
    assert (broken["valid"], broken["findings"]) == (False, [])


def test_findings_show_no_escapes(maturity, own: Path) -> None:
    own.write_text(OWN.replace("title: X", r'title: "\x1b[2J X"'), encoding="utf-8")
    assert "\x1b" not in maturity("frameworks", "validate", own).out


def test_a_spreadsheet_is_checked_and_its_fault_named_at_the_cell(maturity, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("Area,Title,Weight,0 No,1 Yes\nA,One,2,same,same\n", encoding="utf-8")
    said = maturity("frameworks", "validate", path).out
    assert f"{path}: a sound file (framework, in the format template): own@" in said
    assert f"{path}: warning: Levels 0 and 1 of “One” have the same descriptor." in said
    (found, _) = maturity("frameworks", "validate", path, "--json").json[0]["findings"]
    assert (found["line"], found["column"]) == (None, None)
    path.write_text("Area,Title,Weight,0 No,1 Yes\nA,One,heavy,,\n", encoding="utf-8")
    assert f"{path}:2:3: Row 2, column 'Weight': " in maturity("frameworks", "validate", path, code=1).err


def test_a_folder_or_a_table_that_is_no_framework_is_said(maturity, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = maturity("frameworks", "validate", tmp_path / "empty", code=1).err
    assert all(name in said for name in FORMATS)
    table = tmp_path / "people.csv"
    table.write_text("name,street\nJo,High Street\n", encoding="utf-8")
    assert "none of the formats" in maturity("frameworks", "validate", table, code=1).err


SCENARIO = """\
schema: maturity/scenario@1
id: s
title: S
start: 2027-Q1
must: [a, b]
assumptions:
  training.floor: 0.4
"""


def test_a_sound_scenario_can_be_projected(maturity, tmp_path: Path) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    assert "a sound file (scenario): s." in maturity("frameworks", "validate", path).out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "floor",
            "flor",
            ":7:3: There is no assumption 'training.flor' (at assumptions.training.flor). Did you",
        ),
        ("0.4", "4", ":7:3: The assumption training.floor lies between 0 and 1; found 4 (at"),
        (
            "assume",
            "must_not: [c, b]\nassume",
            ":6:1: 'b' stands in must too: keep it in one of the two (at",
        ),
    ],
)
def test_a_scenario_that_would_fail_later_is_refused_at_its_place(
    maturity, tmp_path: Path, old: str, new: str, said: str
) -> None:
    path = tmp_path / "s.yaml"
    path.write_text(
        SCENARIO.replace("assumptions", "assume").replace(old, new).replace("assume", "assumptions")
    )
    assert f"{path}{said}" in maturity("frameworks", "validate", path, code=1).err
