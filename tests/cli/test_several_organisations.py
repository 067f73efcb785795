"""Commands on a database of several organisations, and on one that was not there."""

from __future__ import annotations

from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "assessments" / "northwick"
ONE = "northwick/2026-autumn/service-operations/digital-service"
NEW = ("assessments", "new", "--team", "web", "--framework", "digital-service", "--round", "2026-autumn")
OURS = "riverside/2026-autumn/web/digital-service"


@pytest.fixture
def two(example):
    """The worked example, and beside it a new organisation, which is the current one."""
    example(*NEW, "--organisation", "riverside", "--team-title", "Web")
    return example


@pytest.mark.parametrize(
    "command",
    [
        ("results", ONE), ("gap", ONE), ("project", ONE), ("project", ONE, "--scenario", "balanced"),
        ("assessments", "show", ONE), ("assessments", "score", ONE, "operations.incidents", "--target", "3"),
        ("assessments", "reopen", ONE), ("assessments", "sign-off", ONE),
    ],
)  # fmt: skip
def test_every_command_takes_a_whole_id_of_another_organisation(two, command: tuple[str, ...]) -> None:
    two("assessments", "reopen", ONE)
    assert two("assessments", "list", "--json").json[0]["id"] == OURS, "another one is current"
    two(*command)


def test_a_report_takes_a_whole_id_and_a_scenario_of_another_organisation(two, tmp_path: Path) -> None:
    two("report", ONE, "--scenario", "balanced", "-o", tmp_path / "r.md")
    assert "Northwick" in (tmp_path / "r.md").read_text(encoding="utf-8")


def test_a_slip_in_a_whole_id_gets_the_nearest_of_all_organisations(two) -> None:
    assert f"Did you mean '{ONE}'?" in two("results", ONE.replace("service-op", "servic-op"), code=1).err


def test_the_list_shows_all_the_current_one_s_first(two) -> None:
    owners = [row["id"].partition("/")[0] for row in two("assessments", "list", "--json").json]
    assert owners == ["riverside", *["northwick"] * (len(owners) - 1)]
    assert len(owners) > 15
    assert two("assessments", "list").out.splitlines()[1].startswith(OURS)


def test_the_list_of_one_organisation(two) -> None:
    for named in ("northwick", "Northwick City Council"):
        rows = two("assessments", "list", "--organisation", named, "--json").json
        assert {row["id"].partition("/")[0] for row in rows} == {"northwick"}
    assert "Did you mean 'northwick'?" in two("assessments", "list", "--organisation", "nortwick", code=1).err


def test_another_organisation_is_exported_by_name(two, tmp_path: Path) -> None:
    two("export", tmp_path / "north", "--organisation", "northwick")
    assert "id: northwick\n" in (tmp_path / "north" / "organisation.yaml").read_text(encoding="utf-8")
    two("export", tmp_path / "ours")
    assert "id: riverside\n" in (tmp_path / "ours" / "organisation.yaml").read_text(encoding="utf-8")
    assert (
        "no organisation 'nowhere'" in two("export", tmp_path / "n", "--organisation", "nowhere", code=1).err
    )


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_an_import_of_another_organisation_is_said_on_stderr(maturity, options: tuple[str, ...]) -> None:
    maturity(*NEW, "--organisation", "riverside", "--team-title", "Web")
    said = maturity("import", EXAMPLE, *options)
    assert "Northwick City Council (northwick) is the current organisation now." in said.err
    assert "riverside (riverside) is kept" in said.err
    assert "current organisation now" not in maturity("import", EXAMPLE, *options).err


# A database that was named and was not there


@pytest.mark.parametrize("by_option", [True, False])
def test_a_mistyped_database_is_noticed_once(
    maturity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_option: bool
) -> None:
    path = tmp_path / "slip.db"
    if not by_option:
        monkeypatch.setenv("MATURITY_DB", str(path))
    option = ("--db", path) if by_option else ()
    said = maturity(*option, "assessments", "list", "--json")
    assert said.json == []
    assert said.err == f"There was no database at {path}: a new, empty one was made.\n"
    assert "no database" not in maturity(*option, "assessments", "list").err


@pytest.mark.parametrize("command", [("results", "x"), ("gap", "x"), ("project",), ("export", "out")])
def test_the_note_stands_beside_the_failure(maturity, command: tuple[str, ...]) -> None:
    note, failure, *_ = maturity(*command, code=1).err.splitlines()
    assert note.startswith("There was no database at ")
    assert failure.startswith("Error: ")


def test_what_begins_something_makes_its_database_without_a_word(maturity, tmp_path: Path) -> None:
    assert "no database" not in maturity(*NEW).err
    assert "no database" not in maturity("--db", tmp_path / "b.db", "import", EXAMPLE).err


def test_the_usual_place_needs_no_note(maturity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MATURITY_DB")
    assert "no database" not in maturity("assessments", "list").err
