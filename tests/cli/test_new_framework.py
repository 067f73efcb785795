"""`frameworks new`: a file to begin with, in the form that its name asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.frameworks.starter import STARTER


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_a_name_it_is_the_commented_starter(maturity) -> None:
    said = maturity("frameworks", "new").out
    assert "maturity frameworks validate my-framework.yaml" in said
    assert "maturity frameworks import my-framework.yaml" in said
    assert Path("my-framework.yaml").read_text(encoding="utf-8") == STARTER


@pytest.mark.parametrize(
    ("arguments", "name", "begins"),
    [
        (["--template"], "my-framework.xlsx", b"PK"),
        (["own.csv", "--template"], "own.csv", b"\xef\xbb\xbfId,"),
        (["own.xlsx"], "own.xlsx", b"PK"),
        (["own"], "own.yaml", b"# A framework"),
        (["--template", "-o", "own"], "own.xlsx", b"PK"),
        (["-o", "deep/own.yml"], "deep/own.yml", b"# A framework"),
        (["own.yaml", "-o", "own.yaml"], "own.yaml", b"# A framework"),
    ],
)
def test_the_form_is_as_the_name_ends(maturity, arguments: list[str], name: str, begins: bytes) -> None:
    assert f"Wrote {name}" in maturity("frameworks", "new", *arguments).out
    assert Path(name).read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["own.yaml", "--template"], "should end in .xlsx or .csv"),
        (["own.doc"], "should end in .yaml"),
        (["own.yaml", "-o", "other.yaml"], "Name the file once"),
    ],
)
def test_what_cannot_be_meant_is_said(maturity, arguments: list[str], says: str) -> None:
    assert says in maturity("frameworks", "new", *arguments, code=2).err
    assert list(Path().iterdir()) == []


def test_a_file_that_is_there_is_kept_unless_forced(maturity) -> None:
    Path("my-framework.yaml").write_text("mine", encoding="utf-8")
    assert "--force" in maturity("frameworks", "new", code=1).err
    assert Path("my-framework.yaml").read_text(encoding="utf-8") == "mine"
    maturity("frameworks", "new", "--force")
    assert Path("my-framework.yaml").read_text(encoding="utf-8") == STARTER


@pytest.mark.parametrize("name", ["own.yaml", "own.xlsx", "own.csv"])
def test_what_is_written_is_sound_and_can_be_imported_and_used(maturity, name: str) -> None:
    maturity("frameworks", "new", name)
    said = maturity("frameworks", "validate", name, "--strict")
    assert "repair-cafe@1" in said.out
    assert len(said.out.splitlines()) == 1
    data = maturity("frameworks", "import", name, "--json").json
    assert (data["skipped"], data["warnings"]) == ([], [])
    assert data["counts"]["capabilities"] == 4
    begin = ("assessments", "new", "--organisation", "Us", "--team", "web", "--framework", "repair-cafe")
    maturity(*begin, "--round", "2026-winter", "--scope", "all")
