"""The root: help, version, misspelt commands, and what stands there without any command."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui import __version__
from maturity_tui.cli import main as root
from maturity_tui.cli.lazy import LazyGroup


def test_help_names_every_command_and_imports_none(maturity, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} was imported for --help")

    monkeypatch.setattr("maturity_tui.cli.lazy.import_module", refuse)
    said = maturity("--help")
    assert all(f"  {item.name} " in said.out for item in root.COMMANDS)


@pytest.mark.parametrize("name", [item.name for item in root.COMMANDS])
def test_every_command_in_the_table_is_there_and_explains_itself(maturity, name: str) -> None:
    said = maturity(name, "--help")
    assert "Usage: maturity" in said.out


def test_version(maturity) -> None:
    assert maturity("--version").out == f"maturity {__version__}\n"


def test_a_misspelt_command_gets_the_nearest_one(maturity) -> None:
    said = maturity("reslts", "x", code=2)
    assert "Did you mean 'results'?" in said.err


@pytest.mark.parametrize("word", ["x" * 100_000, "\x1b[2J\x1b[31mred", "[/]", "--\x1b[2J", "é" * 5000])
def test_nonsense_as_a_command_is_a_short_usage_error(maturity, word: str) -> None:
    said = maturity(word, code=2)
    assert len(said.err) < 1500
    assert "\x1b" not in said.err


def test_too_many_arguments_are_a_usage_error_without_escapes(maturity) -> None:
    said = maturity("results", "a", "b\x1b[2J", code=2)
    assert "\x1b" not in said.err


def test_the_first_run_says_what_this_is_and_what_to_do(maturity) -> None:
    said = maturity()
    assert "Nothing is here yet" in said.out
    assert "maturity demo" in said.out
    assert "run `maturity` in a terminal" in said.err


def test_the_first_run_makes_no_database(maturity, tmp_path: Path) -> None:
    maturity()
    assert not (tmp_path / "data").exists()


def test_in_a_terminal_the_app_opens_on_the_database_and_in_the_colours_asked_for(
    maturity, terminal, tmp_path: Path
) -> None:
    maturity("--db", tmp_path / "own.db", "--theme", "light", obj=terminal)
    maturity(obj=terminal)
    assert terminal.seen[0] == (f"sqlite:///{tmp_path}/own.db", "maturity-light")
    assert terminal.seen[1][1] is None


def test_the_apps_exit_code_is_ours(maturity, terminal) -> None:
    terminal.code = 3
    maturity(obj=terminal, code=3)


def test_where_there_is_no_terminal_the_app_stays_shut(
    maturity, terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maturity_tui.cli.session.in_a_terminal", lambda: False)
    maturity(obj=terminal)
    assert terminal.seen == []


def test_an_unknown_theme_is_a_usage_error(maturity) -> None:
    assert "contrast" in maturity("--theme", "pink", code=2).err


def test_the_summary_is_the_home_screens(example) -> None:
    said = example()
    assert said.out.startswith("Northwick City Council · ")
    assert "Service operations" in said.out
    assert "gap" in said.out
    skills = next(row for row in said.out.splitlines() if "ddat" in row)
    assert " % " in skills


def test_a_database_that_is_no_file_is_read_through_the_store(maturity) -> None:
    assert "Nothing is here yet" in maturity("--db", "sqlite://").out


def test_a_database_that_cannot_be_had_is_said_without_its_password(maturity, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for url in (
        "nonsense://me:secret@x",
        "mysql+pymysql://me:secret@x/y",
        tmp_path,
        tmp_path / "file" / "x.db",
    ):
        said = maturity("--db", url, "assessments", "list", code=1)
        assert len(said.err.splitlines()) == 1
        assert "secret" not in said.err


def test_a_file_that_is_no_database_is_said(maturity, tmp_path: Path) -> None:
    path = tmp_path / "not.db"
    path.write_text("This is a letter, not a database." * 100, encoding="utf-8")
    assert str(path) in maturity("--db", path, code=1).err
    maturity("--db", path, "assessments", "list", code=1)


def test_the_groups_take_part_in_did_you_mean() -> None:
    assert isinstance(root.cli, LazyGroup)
