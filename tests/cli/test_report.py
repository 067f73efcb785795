"""`report`: one file, in one of the formats."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

ONE = "northwick/2026-autumn/service-operations/digital-service"


@pytest.mark.parametrize("format_", ["html", "md", "json", "csv", "xlsx"])
def test_every_format_is_written_and_nothing_else(example, tmp_path: Path, format_: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / f"report.{format_}"
    said = example("report", ONE, "--format", format_, "-o", path)
    assert said.out == f"Wrote {path}.\n"
    assert [item.name for item in folder.iterdir()] == [path.name]
    content = path.read_bytes()
    assert len(content) > 1000
    if format_ == "xlsx":
        assert zipfile.is_zipfile(path)
    if format_ == "json":
        json.loads(content)


def test_the_files_name_can_say_the_format(example, tmp_path: Path) -> None:
    example("report", ONE, "-o", tmp_path / "a.md")
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("#")
    assert ".xlsx" in example("report", ONE, "-o", tmp_path / "a.docx", code=2).err
    example("report", ONE, "--format", "docx", "-o", tmp_path / "a", code=2)
    example("report", ONE, "--format", "md", code=2)


def test_a_file_that_is_there_is_kept_unless_forced(example, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("mine", encoding="utf-8")
    assert "--force" in example("report", ONE, "-o", path, code=1).err
    assert path.read_text(encoding="utf-8") == "mine"
    example("report", ONE, "-o", path, "--force")
    assert path.read_text(encoding="utf-8") != "mine"


def test_a_round_is_one_report(example, tmp_path: Path) -> None:
    example("report", "2026-autumn", "-o", tmp_path / "all.md", "--title", "What we [/] found")
    text = (tmp_path / "all.md").read_text(encoding="utf-8")
    assert "found" in text.splitlines()[0]
    assert "Cyber security" in text


def test_a_scenario_is_shown_with_its_assumptions(example, tmp_path: Path) -> None:
    example("report", "2026-autumn", "-o", tmp_path / "all.md", "--scenario", "balanced")
    text = (tmp_path / "all.md").read_text(encoding="utf-8")
    assert "Balanced" in text
    assert "(changed, was 4)" in text


def test_where_it_cannot_be_written_is_said(example, tmp_path: Path) -> None:
    assert "does not exist" in example("report", ONE, "-o", tmp_path / "none" / "a.md", code=1).err
    example("report", ONE, "--format", "md", "-o", tmp_path, code=2)
    example("report", "nobody", "-o", tmp_path / "a.md", code=1)
    assert len(example("report", ONE, "-o", "x" * 10_000 + ".md", code=1).err) < 1500


def test_the_database_in_use_is_never_written_over(example, tmp_path: Path) -> None:
    path = example("db", "path").out.strip()
    said = example("report", ONE, "--format", "md", "-o", path, "--force", code=1)
    assert "is a database" in said.err
    assert example("db", "check").out == "The database is clean.\n"
    link = tmp_path / "organisation.yaml"
    link.symlink_to(path)
    assert "is a database" in example("export", tmp_path, "--force", code=1).err
    assert [item.name for item in tmp_path.iterdir() if item.suffix in (".yaml", ".md")] == [link.name]
    copy = tmp_path / "copy.db"
    example("db", "backup", copy)
    example("db", "backup", copy, "--force")


def test_themes_are_told_apart_whatever_their_titles_hold(example, tmp_path: Path) -> None:
    example("report", "digital-services", "-o", tmp_path / "a.md")
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "Services residents choose to use; Skilled people, money well spent" in text
