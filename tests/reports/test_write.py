"""Writing: whole or not at all, never over a file that was not given up, and a sentence when it fails."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from maturity_tui.reports import FORMATS, ReportError, format_of, render, write_report
from maturity_tui.reports import write as writing


@pytest.mark.parametrize("format", FORMATS)
def test_a_report_is_written_and_nothing_else(report, tmp_path, format):
    place = write_report(report, format, tmp_path / f"gap.{format}")
    assert place.read_bytes() == render(report, format)
    assert [item.name for item in tmp_path.iterdir()] == [f"gap.{format}"]


def test_an_existing_file_is_kept(report, tmp_path):
    place = tmp_path / "gap.md"
    place.write_text("mine")
    with pytest.raises(ReportError, match=r"exists already and was kept.*--force"):
        write_report(report, "md", place)
    assert place.read_text() == "mine"


def test_force_replaces_it(report, tmp_path):
    place = tmp_path / "gap.md"
    place.write_text("mine")
    write_report(report, "md", place, force=True)
    assert place.read_text().startswith("# Gap report")


def test_a_file_that_appears_meanwhile_is_kept(report, tmp_path, monkeypatch):
    place = tmp_path / "gap.md"
    through = writing._write_through

    def slow(path: Path, data: bytes) -> None:
        through(path, data)
        place.write_text("theirs")

    monkeypatch.setattr(writing, "_write_through", slow)
    with pytest.raises(ReportError, match="was kept"):
        write_report(report, "md", place)
    assert place.read_text() == "theirs"
    assert [item.name for item in tmp_path.iterdir()] == ["gap.md"]


def test_a_missing_folder_is_said(report, tmp_path):
    with pytest.raises(ReportError, match=r"The folder .*nowhere.* does not exist"):
        write_report(report, "md", tmp_path / "nowhere" / "gap.md")


def test_a_folder_is_no_file(report, tmp_path):
    with pytest.raises(ReportError, match="is a folder"):
        write_report(report, "md", tmp_path)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EROFS, "cannot be written to"),
        (errno.EACCES, "You may not write in"),
        (errno.EIO, "could not be written"),
    ],
)
def test_what_the_disk_refuses_is_a_sentence_and_leaves_nothing(report, tmp_path, monkeypatch, code, said):
    def refuse(path: Path, data: bytes) -> None:
        path.write_bytes(data[:10])
        raise OSError(code, os.strerror(code))

    place = tmp_path / "gap.md"
    place.write_text("mine")
    monkeypatch.setattr(writing, "_write_through", refuse)
    with pytest.raises(ReportError, match=said):
        write_report(report, "md", place, force=True)
    assert place.read_text() == "mine"
    assert [item.name for item in tmp_path.iterdir()] == ["gap.md"]


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b"])
def test_a_name_that_no_file_can_have_is_said(report, tmp_path, name):
    with pytest.raises(ReportError):
        write_report(report, "md", tmp_path / name)


def test_an_unknown_format_is_said_with_those_there_are(report, tmp_path):
    with pytest.raises(
        ReportError, match=r"no report format .pptx.; choose one of xlsx, html, md, csv, json"
    ):
        write_report(report, "pptx", tmp_path / "gap.pptx")


def test_a_file_name_says_its_format():
    assert format_of(Path("gap.HTML")) == "html"
    assert format_of(Path("gap.htm")) == "html"
    with pytest.raises(ReportError, match="does not say which format"):
        format_of(Path("gap"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="file modes do not hold here")
def test_a_folder_that_is_not_mine_is_said(report, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ReportError, match="You may not write"):
        write_report(report, "md", tmp_path / "gap.md")


@pytest.fixture
def database(tmp_path):
    """A database that is in use, so that its files for writing ahead are there."""
    place = tmp_path / "own.db"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE kept (one)")
        connection.commit()
        yield place


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
@pytest.mark.parametrize("way", ["itself", "symlink", "hard link"])
def test_a_database_is_never_replaced(report, database, ending, way):
    real = Path(f"{database}{ending}")
    place = real if way == "itself" else database.with_name("a.md")
    if way == "symlink":
        place.symlink_to(real)
    elif way == "hard link":
        place.hardlink_to(real)
    before = real.read_bytes()
    for force in (False, True):
        with pytest.raises(ReportError, match=r"a database \(SQLite\).*It was kept; choose another name"):
            write_report(report, "md", place, force=force)
    assert real.read_bytes() == before
    with closing(sqlite3.connect(database)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("kept",)]


def test_nothing_is_put_where_a_database_will_look(report, tmp_path):
    place = tmp_path / "at-rest.db"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TABLE kept (one)")
    with pytest.raises(ReportError, match="a database"):
        write_report(report, "md", tmp_path / "at-rest.db-wal")
    assert write_report(report, "md", tmp_path / "notes-wal").is_file()


def test_a_file_system_that_may_only_be_read_is_said_with_the_name_that_was_asked_for(
    report, tmp_path, monkeypatch
):
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    monkeypatch.setattr(writing, "_write_through", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)  # even of what is not there
    with pytest.raises(ReportError, match=r"gap\.md” lies on a file system that cannot be written to"):
        write_report(report, "md", tmp_path / "gap.md")
