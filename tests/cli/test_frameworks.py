"""`frameworks`: what ships, what a file of one's own is, and the schemas."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parents[2] / "frameworks"
COUNTS = {"areas", "capabilities", "attributes", "roles", "role_levels", "requirements", "dependencies"}
SMALL = """\
schema: maturity/framework@1
id: small
version: "1"
title: Small
licence: {name: CC0-1.0}
scale: [{value: 0, name: No}, {value: 1, name: Yes}]
areas: [{id: a, title: A, capabilities: [{id: a.one, title: One}]}]
"""


def test_the_list_has_counts_of_every_kind(maturity) -> None:
    data = maturity("frameworks", "list", "--json").json
    known = {item["id"]: item for item in data}
    assert {"digital-service", "local-digital-declaration", "ddat"} <= set(known)
    assert all(set(item) == {"id", "version", "title", "kind", "counts"} for item in data)
    assert all(set(item["counts"]) == COUNTS for item in data)
    assert known["digital-service"]["counts"]["capabilities"] == 59
    assert known["ddat"]["kind"] == "skills"


def test_looking_at_frameworks_makes_no_database(maturity, tmp_path: Path) -> None:
    assert "digital-service@2026.1" in maturity("frameworks", "list").out
    maturity("frameworks", "show", "digital-service")
    assert not (tmp_path / "data").exists()


def test_show_prints_scale_areas_and_core(maturity) -> None:
    said = maturity("frameworks", "show", "digital-service")
    assert "Not started" in said.out
    assert "A1   " in said.out
    assert "(operations.incidents) · core" in said.out
    assert maturity("frameworks", "show", "digital-service@2026.1").out == said.out


def test_show_as_json_is_the_framework_itself(maturity, tmp_path: Path) -> None:
    path = tmp_path / "again.json"
    path.write_text(
        maturity("frameworks", "show", "local-digital-declaration", "--json").out, encoding="utf-8"
    )
    assert "local-digital-declaration" in maturity("frameworks", "validate", path).out


def test_an_unknown_framework_gets_the_nearest(maturity) -> None:
    assert "Did you mean 'ddat'?" in maturity("frameworks", "show", "dat", code=1).err


def test_an_imported_framework_is_listed_and_can_be_used(maturity, tmp_path: Path) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    assert maturity("import", path, "--json").json["frameworks"] == ["small@1"]
    assert "small" in {item["id"] for item in maturity("frameworks", "list", "--json").json}
    maturity("assessments", "new", "--team", "t", "--framework", "small", "--round", "r")
    maturity("assessments", "score", "t", "a.one", "1")
    assert maturity("results", "t", "--json").json["nodes"][0]["score"] == 1


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*/*.yaml")), ids=lambda path: path.name)
def test_every_shipped_file_is_sound(maturity, path: Path) -> None:
    assert "a sound file" in maturity("frameworks", "validate", path).out


def test_each_faulty_file_is_named_with_its_place(maturity, tmp_path: Path) -> None:
    good, bad, worse = (tmp_path / name for name in ("good.yaml", "bad.yaml", "worse.yaml"))
    good.write_text(SMALL, encoding="utf-8")
    bad.write_text(SMALL.replace("title: Small", "titel: Small"), encoding="utf-8")
    worse.write_text("a: [1", encoding="utf-8")
    said = maturity("frameworks", "validate", good, bad, worse, code=1)
    assert f"{good}: a sound file" in said.out
    assert f"{bad}:4:1: " in said.err
    assert f"{worse}:" in said.err
    data = maturity("frameworks", "validate", good, bad, worse, "--json", code=1).json
    assert [item["valid"] for item in data] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no keys"),
        ("- 1", "no keys"),
        ("schema: maturity/framwork@1", "Did you mean 'framework'?"),
        ("schema: 3", "not known"),
        ("a: *b", "Aliases"),
        ("[" * 5000, "deep"),
        ("schema: !!python/object:os.system x", "Tags"),
        ("\x1b[2J", "control character"),
    ],
)
def test_hostile_files_get_a_sentence(maturity, tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    said = maturity("frameworks", "validate", path, code=1)
    assert says in said.err
    assert "\x1b" not in said.err
    assert len(said.err.splitlines()) == 1


def test_what_is_no_file_is_said(maturity, tmp_path: Path) -> None:
    assert "cannot be read" in maturity("frameworks", "validate", tmp_path / "none.yaml", code=1).err
    assert "none of the formats" in maturity("frameworks", "validate", tmp_path, code=1).err
    maturity("frameworks", "validate", code=2)


def test_schemas_are_printed_by_name_or_written_to_a_folder(maturity, tmp_path: Path) -> None:
    assert "scenario" in maturity("frameworks", "schema").out
    printed = maturity("frameworks", "schema", "assessment").json
    folder = tmp_path / "schema"
    assert "Wrote" in maturity("frameworks", "schema", "-o", folder).out
    assert json.loads((folder / "assessment.json").read_text(encoding="utf-8")) == printed
    assert {path.stem for path in folder.iterdir()} >= {"framework", "assessment", "organisation", "scenario"}
    assert "Did you mean 'scenario'?" in maturity("frameworks", "schema", "scenaro", code=1).err


def test_a_schema_that_was_changed_is_kept_unless_forced(maturity, tmp_path: Path) -> None:
    path = tmp_path / "inputs.json"
    path.write_text("mine", encoding="utf-8")
    assert "--force" in maturity("frameworks", "schema", "inputs", "-o", tmp_path, code=1).err
    assert path.read_text(encoding="utf-8") == "mine"
    maturity("frameworks", "schema", "inputs", "-o", tmp_path, "--force")
    maturity("frameworks", "schema", "inputs", "-o", tmp_path)
