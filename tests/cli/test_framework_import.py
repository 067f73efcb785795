"""`frameworks import` and `remove`: what is said, what is kept, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.cli import framework_import
from maturity_tui.frameworks.sources import FORMATS
from maturity_tui.store.place import data_folder

SMALL = """\
schema: maturity/framework@1
id: small
version: "1"
title: Small
licence: {name: CC0-1.0, attribution: By us}
scale: [{value: 0, name: No}, {value: 1, name: Yes}]
areas: [{id: a, title: A, areas: [{id: a.a, title: AA, capabilities: [{id: a.one, title: One}]}]}]
"""
KEYS = {
    "id",
    "version",
    "title",
    "kind",
    "format",
    "status",
    "counts",
    "skipped",
    "warnings",
    "source",
    "licence",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.yaml"
    path.write_text(SMALL)
    return path


def test_the_formats_are_those_that_can_be_read() -> None:
    assert framework_import.FORMATS == FORMATS


def test_json_says_what_was_read_and_what_was_done(maturity, small: Path) -> None:
    data = maturity("frameworks", "import", small, "--json").json
    assert set(data) == KEYS
    assert (data["id"], data["version"], data["format"], data["status"]) == (
        "small",
        "1",
        "maturity",
        "added",
    )
    assert data["counts"]["areas"] == 2
    assert data["counts"]["areas_by_depth"] == [1, 1]
    assert data["counts"]["capabilities"] == 1
    assert (data["skipped"], data["warnings"]) == ([], [])
    assert data["source"]["file"] == "theirs.yaml"
    assert maturity("frameworks", "import", small, "--json").json["status"] == "unchanged"
    small.write_text(SMALL.replace("title: Small", "title: Newer"))
    assert maturity("frameworks", "import", small, "--json").json["status"] == "updated"


def test_it_is_in_use_at_once_in_every_database(maturity, small: Path, tmp_path: Path) -> None:
    maturity("frameworks", "import", small)
    assert not (tmp_path / "data").exists()  # no database is made for it
    listed = maturity("frameworks", "list").out
    assert "imported" in next(line for line in listed.splitlines() if line.startswith("small@1"))
    begin = ("assessments", "new", "--organisation", "Us", "--team", "web", "--framework", "small")
    maturity(*begin, "--round", "2026-winter", "--scope", "all")
    assert "a.one" in maturity("assessments", "show", "web").out
    shown = maturity("frameworks", "show", "small").out
    assert "from theirs.yaml" in shown


def test_the_licence_is_said(maturity, small: Path) -> None:
    said = maturity("frameworks", "import", small).out
    assert "Licence: CC0-1.0. By us" in said
    small.write_text(SMALL.replace("attribution: By us", "redistribution: internal"))
    assert "For use inside the organisation only." in maturity("frameworks", "import", small).out


def test_a_preview_keeps_nothing(maturity, small: Path) -> None:
    assert maturity("frameworks", "import", small, "--preview", "--json").json["status"] == "preview"
    assert not (data_folder() / "frameworks").exists()


def test_a_version_can_be_given(maturity, small: Path) -> None:
    assert (
        maturity("frameworks", "import", small, "--version", "2026.2", "--json").json["version"] == "2026.2"
    )
    maturity("frameworks", "show", "small@2026.2")


def test_removing_takes_the_file_and_its_record(maturity, small: Path) -> None:
    maturity("frameworks", "import", small)
    maturity("frameworks", "remove", "small@1")
    assert list((data_folder() / "frameworks").iterdir()) == []
    assert "ships with the app" in maturity("frameworks", "remove", "ddat", code=1).err
    assert "There is no framework" in maturity("frameworks", "remove", "small", code=1).err


def test_what_is_none_of_the_formats_is_a_sentence_that_names_them(maturity, tmp_path: Path) -> None:
    path = tmp_path / "letter.yaml"
    path.write_text("dear: council\n")
    said = maturity("frameworks", "import", path, code=1).err
    assert "none of the formats" in said
    assert all(name in said for name in FORMATS)
    (tmp_path / "empty").mkdir()
    assert "none of the formats" in maturity("frameworks", "import", tmp_path / "empty", code=1).err
    assert "no such file" in maturity("frameworks", "import", tmp_path / "nowhere", code=1).err
    maturity("frameworks", "import", path, "--as", "samba", code=2)


def test_a_broken_import_is_noted_and_breaks_no_list(maturity, small: Path) -> None:
    maturity("frameworks", "import", small)
    (data_folder() / "frameworks" / "broken.yaml").write_text("schema: maturity/framework@1\nid: [\n")
    said = maturity("frameworks", "list")
    assert "small@1" in said.out
    assert "broken.yaml" in said.err
    assert "broken.yaml" in maturity("doctor", code=1).out


def test_a_slow_reading_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(framework_import, "SLOW", 0.0)
    with framework_import.said_if_slow("Reading theirs …") as timer:
        timer.join()
    assert "Reading theirs" in capsys.readouterr().err


def test_a_group_is_a_scope(maturity, small: Path) -> None:
    two = "capabilities: [{id: a.one, title: One, groups: [bronze]}, {id: a.two, title: Two}]"
    small.write_text(
        SMALL.replace("capabilities: [{id: a.one, title: One}]", two)
        + "groups: [{id: bronze, title: Bronze}]\n"
    )
    maturity("frameworks", "import", small)
    begin = (
        "assessments",
        "new",
        "--organisation",
        "Us",
        "--team",
        "web",
        "--framework",
        "small",
        "--round",
        "w",
    )
    assert maturity(*begin, "--scope", "bronze", "--json").json["applicable"] == 1
    assert "Did you mean 'bronze'?" in maturity(*begin, "--scope", "bronce", code=1).err
