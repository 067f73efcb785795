"""`import`, `export`, `db`, `demo`, `doctor`."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "assessments" / "northwick"
IMPORT_KEYS = {"assessments", "frameworks", "inputs", "scenarios", "skipped", "warnings"}
needs_file_rights = pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere"
)


def test_import_says_what_came_in(maturity) -> None:
    data = maturity("import", EXAMPLE, "--json").json
    assert set(data) == IMPORT_KEYS
    assert len(data["assessments"]) >= 15
    assert "balanced" in data["scenarios"]
    assert "Imported" in maturity("import", EXAMPLE).out


def test_export_then_import_then_export_gives_the_same_bytes(maturity, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    maturity("import", EXAMPLE)
    maturity("export", first)
    maturity("--db", tmp_path / "other.db", "import", first)
    maturity("--db", tmp_path / "other.db", "export", second)
    assert files(first) == files(second)
    assert len(files(first)) > 15


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_export_keeps_what_was_edited_unless_forced(example, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    example("export", folder)
    path = folder / "organisation.yaml"
    before = path.read_bytes()
    path.write_text("mine", encoding="utf-8")
    assert "--force" in example("export", folder, code=1).err
    assert path.read_text(encoding="utf-8") == "mine"
    example("export", folder, "--force")
    assert path.read_bytes() == before


def test_a_faulty_file_changes_nothing_and_is_named_with_its_line(maturity, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(EXAMPLE, folder)
    path = next((folder / "2026-autumn").glob("cyber*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("status:", "statuss:"), encoding="utf-8")
    said = maturity("import", folder, code=1)
    assert f"{path}:" in said.err
    assert "Did you mean 'status'?" in said.err
    assert maturity("assessments", "list", "--json").json == []


def test_what_is_not_there_is_a_usage_error(maturity, tmp_path: Path) -> None:
    assert "does not exist" in maturity("import", tmp_path / "none", code=2).err
    assert len(maturity("import", "x" * 100_000, code=2).err) < 1500


def test_an_export_of_nothing_is_said(maturity, tmp_path: Path) -> None:
    assert "organisation" in maturity("export", tmp_path / "out", code=1).err
    assert not (tmp_path / "out").exists()


def test_an_export_onto_a_file_is_refused(example, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert example("export", tmp_path / "file", code=2).err
    assert example("export", tmp_path / "file" / "below", code=1).err


@needs_file_rights
def test_an_unwritable_folder_is_said(example, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    assert str(folder) in example("export", folder / "out", code=1).err
    assert example("report", "2026-autumn", "-o", folder / "r.md", code=1).err
    assert example("db", "backup", folder / "copy.db", code=1).err


def test_the_database_has_a_path_a_check_and_a_backup(example, tmp_path: Path) -> None:
    path = example("db", "path").out.strip()
    assert path == str(tmp_path / "example.db")
    assert example("db", "path", "--json").json == {"path": path}
    assert example("db", "check").out == "The database is clean.\n"
    assert example("db", "check", "--json").json == {"clean": True, "faults": []}
    copy = tmp_path / "copy.db"
    assert str(copy) in example("db", "backup", copy).out
    assert example("--db", copy, "assessments", "list").out == example("assessments", "list").out
    assert "--force" in example("db", "backup", copy, code=1).err


def test_a_password_is_not_printed(maturity) -> None:
    said = maturity("--db", "postgresql+psycopg://user:secret@host/name", "db", "path")
    assert "secret" not in said.out
    assert "host/name" in said.out


def test_a_damaged_database_is_said(example, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "example.db") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE assessment SET scored = 999")
    connection.close()
    said = example("db", "check", "--json", code=1).json
    assert said["clean"] is False
    assert said["faults"]
    assert "fault" in example("db", "check", code=1).err
    assert example("doctor", code=1).out


def test_the_demo_has_a_database_of_its_own(maturity, tmp_path: Path) -> None:
    said = maturity("demo")
    assert said.out.startswith("Northwick City Council")
    assert "Preparing" in said.err
    assert "run `maturity demo` in a terminal" in said.err
    assert "Preparing" not in maturity("demo").err
    assert "Nothing is here yet" in maturity().out


def test_reset_forgets_what_was_changed_in_the_demo(maturity, tmp_path: Path) -> None:
    maturity("demo")
    path = next((tmp_path / "home").rglob("example.db"))
    new = ("assessments", "new", "--team", "service-operations", "--framework", "digital-service")
    maturity("--db", path, *new, "--round", "2027-autumn")
    assert "2 rounds" not in maturity("demo").out
    assert "2 rounds" in maturity("demo", "--reset").out


def test_in_a_terminal_the_demo_opens_the_app(maturity, terminal) -> None:
    assert maturity("demo", obj=terminal).out == ""
    assert terminal.seen[0][0].endswith("example.db")


def test_the_doctor_speaks_in_sentences_and_makes_nothing(maturity, tmp_path: Path) -> None:
    said = maturity("doctor")
    for name in ("python", "terminal", "colour", "locale", "folder", "database", "frameworks", "data"):
        assert f"  {name} " in said.out
    assert "does not exist yet" in said.out
    assert not (tmp_path / "data").exists()
    data = maturity("doctor", "--json").json
    assert all(set(item) == {"check", "state", "says", "do"} for item in data)


def test_the_doctor_finds_what_is_wrong(maturity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "not.db"
    path.write_text("a letter " * 200, encoding="utf-8")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    said = maturity("--db", path, "doctor", code=1)
    assert "bad   database" in said.out
    assert "Unset PYTHONDONTWRITEBYTECODE" in said.out
    assert "NO_COLOR is set" in said.out


def test_the_doctor_counts_the_assessments(example) -> None:
    assert "is clean and holds" in example("doctor").out


def test_a_folder_that_holds_nothing_of_ours_is_no_success(maturity, tmp_path: Path) -> None:
    (tmp_path / "mistyped").mkdir()
    (tmp_path / "mistyped" / "notes.yaml").write_text("dear: council\n")
    said = maturity("import", tmp_path / "mistyped", code=1)
    assert "holds nothing of an organisation" in said.err
    assert "maturity frameworks import" in said.err
