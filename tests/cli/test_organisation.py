"""`maturity organisation`: shown, changed, weighed by groups, undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import LATEST, Run

COUNCIL = "Northwick City Council"
HEAD = "Group,resident-first,Safe systems that stay up,trusted-data,people-and-value\n"
POINTS = HEAD + "Directors,40,40,10,10\nStaff,10,20,20,50\n"


def shown(run: Run) -> Any:
    return run("organisation", "show", "--json").json


def theme(run: Run, id: str) -> Any:
    return next(one for one in shown(run)["ambition"] if one["id"] == id)


def test_it_shows_profile_themes_and_how_their_weights_were_made(example: Run) -> None:
    said = example("organisation", "show").out
    assert "city council · 410,000 residents · 350 staff in scope · 85 % in-house" in said
    assert "Safe systems that stay up            safe-and-steady          3   30 %  2028-Q2        6" in said
    assert "Safe systems that stay up: Priority 3, from points: directors 40, members 30, staff 20." in said
    data = shown(example)
    assert (data["id"], data["profile"]["sites"], len(data["teams"])) == ("northwick", 5, 9)
    assert [one["share"] for one in data["ambition"]] == [0.3, 0.3, 0.2, 0.2]
    assert data["ambition"][1]["how"].startswith("Priority 3, from points")


def test_without_an_organisation_it_says_what_to_do(maturity: Run) -> None:
    assert (
        "There is no organisation yet. `maturity import FOLDER`"
        in maturity("organisation", "show", code=1).err
    )


def test_one_of_several_is_named_by_id_or_title(example: Run) -> None:
    example("assessments", "new", "--organisation", "Riverside", "--team", "web", "--framework",
            "digital-service", "--round", "r1")  # fmt: skip
    assert shown(example)["id"] == "riverside"
    assert "No themes yet" in example("organisation", "show").out
    assert COUNCIL in example("organisation", "show", "--organisation", "northwick").out
    assert "There is no organisation 'nortwick'. Did you mean 'northwick'?" in (
        example("organisation", "show", "--organisation", "nortwick", code=1).err
    )


def test_a_fact_is_set_and_undone_in_another_run(example: Run) -> None:
    said = example("organisation", "set", "residents", "500k")
    assert "500,000 residents" in said.out
    assert "`maturity organisation undo` takes it back." in said.err
    assert shown(example)["profile"]["residents"] == 500_000
    undone = example("organisation", "undo", "--json").json
    assert (undone["done"], undone["kind"]) == (True, "profile")
    assert shown(example)["profile"]["residents"] == 410_000
    assert "Done again: the profile of Northwick City Council." in example("organisation", "redo").out
    assert shown(example)["profile"]["residents"] == 500_000
    assert "There is nothing to redo" in example("organisation", "redo").out
    assert "Nothing was changed" in example("organisation", "set", "residents", "500000").out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("set", "resident", "5"), "Did you mean 'residents'?"),
        (("set", "sites", "many"), "Sites: write a number"),
        (("theme", "set", "safe-and-steady"), "Say what to change"),
        (("theme", "set", "save-and-steady", "--priority", "2"), "Did you mean 'safe-and-steady'?"),
        (("theme", "add", "Trusted-Data"), "There is a theme"),
        (("theme", "add", "Green", "--by", "soon"), "'soon' is no quarter"),
        (("theme", "add", "Green", "--priority", "nan"), "The priority of a theme cannot be that"),
        (("theme", "target", "trusted-data", "data.qualty", "4"), "Did you mean 'data.quality'?"),
        (
            ("theme", "target", "trusted-data", "users", "9"),
            "outside the scale of users: it runs from 0 to 5.",
        ),
        (("theme", "target", "trusted-data", "users"), "Give a LEVEL, or --clear"),
        (("theme", "target", "trusted-data", "users", "3", "--clear"), "Give a LEVEL, or --clear"),
        (("theme", "target", "trusted-data", "user", "--clear"), "has no target for 'user'"),
        (("priorities", "p.csv", "--weight", "staff"), "write it as directors=2"),
    ],
)
def test_what_cannot_be_is_a_misuse_and_changes_nothing(
    example: Run, args: tuple[str, ...], said: str
) -> None:
    before = shown(example)
    assert said in example("organisation", *args, code=2).err
    assert shown(example) == before


def test_a_theme_comes_changes_and_goes(example: Run) -> None:
    assert "Added Green IT (green-it), priority 1.5." in (
        example("organisation", "theme", "add", "Green IT", "--priority", "1.5", "--by", "2029 q1").out
    )
    example("organisation", "theme", "target", "Green IT", "architecture", "3")
    example("organisation", "theme", "target", "green-it", "ddat:data-modelling", "2")
    example(
        "organisation", "theme", "set", "green-it", "--title", "Greener IT", "--priority", "2", "--by", ""
    )
    made = theme(example, "green-it")
    assert (made["title"], made["priority"], made["by"]) == ("Greener IT", 2, None)
    assert made["targets"] == {"architecture": 3, "ddat:data-modelling": 2}
    example("organisation", "theme", "target", "green-it", "architecture", "--clear")
    assert theme(example, "green-it")["targets"] == {"ddat:data-modelling": 2}
    assert "Removed Greener IT (green-it) and its 1 target." in (
        example("organisation", "theme", "remove", "greener it").out
    )
    for _ in range(6):
        example("organisation", "undo")
    assert [one["id"] for one in shown(example)["ambition"]][-1] == "people-and-value"
    assert "There is nothing to undo" in example("organisation", "undo").out


def test_a_target_moves_the_gap_list(example: Run) -> None:
    def gap_of(item: str) -> Any:
        listed = example("gap", "northwick/2026-autumn/data-insight/digital-service", "--json").json
        return next(one for one in listed if one["capability"] == item)

    before = gap_of("data.quality")
    example("organisation", "theme", "target", "trusted-data", "data.quality", "5")
    assert gap_of("data.quality")["gap"] == before["gap"] + 1


# priorities ---------------------------------------------------------------------------


def test_a_table_of_groups_becomes_priorities(example: Run, tmp_path: Path) -> None:
    """By hand: (.4 + .1) ÷ 2 is .25; (.4 + .2) ÷ 2 .3; .15; .3."""
    file = tmp_path / "p.csv"
    file.write_text(POINTS, encoding="utf-8")
    said = example("organisation", "priorities", file).out
    assert "Services residents choose to use 2.5 25 % 40 % 10 % 30 %" in " ".join(said.split())
    assert "Groups disagree most on Skilled people, money well spent: staff 50 %, directors 10 %." in said
    assert {one["id"]: one["priority"] for one in shown(example)["ambition"]} == {
        "resident-first": 2.5, "safe-and-steady": 3, "trusted-data": 1.5, "people-and-value": 3,
    }  # fmt: skip
    kept = theme(example, "trusted-data")
    assert kept["priority_from"] == {
        "method": "points", "groups": {"directors": 10, "staff": 20}, "of": 100, "weights": {},
    }  # fmt: skip
    assert "ten times the mean of the groups' shares of 100 points (directors 10, staff 20)" in kept["how"]
    example("organisation", "undo")
    assert theme(example, "trusted-data")["priority"] == 2


def test_a_dry_run_changes_nothing_and_weights_count(example: Run, tmp_path: Path) -> None:
    file = tmp_path / "p.csv"
    file.write_text(POINTS, encoding="utf-8")
    before = shown(example)
    data = example("organisation", "priorities", file, "--weight", "Directors=2", "--dry-run", "--json").json
    assert data["themes"][0]["priority"] == 3  # (2 × .4 + .1) ÷ 3
    assert data["weights"] == {"directors": 2, "staff": 1}
    assert data["disputed"] == ["people-and-value"]
    assert shown(example) == before


def test_ranks_from_yaml(example: Run, tmp_path: Path) -> None:
    """By hand: of ten Borda points 4 and 1 are .4 and .1, 3 and 2 .3 and .2, ties 2.5 each."""
    file = tmp_path / "p.yaml"
    file.write_text(
        "members: {resident-first: 1, safe-and-steady: 2, trusted-data: 2, people-and-value: 4}\n",
        encoding="utf-8",
    )
    example("organisation", "priorities", file, "--ranks")
    assert [one["priority"] for one in shown(example)["ambition"]] == [4, 2.5, 2.5, 1]


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        (POINTS.replace("10,10", "10,5"), (), "staff shared out 100 points and directors 95"),
        (POINTS, ("--of", "50"), "The points of directors add up to 100, not to 50."),
        (POINTS, ("--ranks",), "with 4 themes a rank is from 1"),
        (POINTS.replace("resident-first", "resident-frist"), (), "Did you mean 'resident-first'?"),
        (POINTS.replace("Staff", "DIRECTORS"), (), "The group directors stands there twice."),
        (POINTS.replace("50\n", "many\n"), (), "'many', from Staff for people-and-value, is no number."),
        ("", (), "The table is empty"),
        (None, (), "There is no such file or folder"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_and_nothing_is_kept(
    example: Run, tmp_path: Path, text: str | None, more: tuple[str, ...], said: str
) -> None:
    file = tmp_path / "p.csv"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    before = shown(example)
    assert said in example("organisation", "priorities", file, *more, code=1).err
    assert shown(example) == before
    assert "There is nothing to undo" in example("organisation", "undo").out


# gap by theme -------------------------------------------------------------------------


def test_gaps_by_theme_over_the_teams_of_a_round(example: Run) -> None:
    said = example("gap", LATEST, "--themes")
    assert "2026-autumn · digital-service@2026.1 · 7 teams" in said.out
    assert "No theme sets a target for anything in it." in said.out
    rows = [one for one in example("gap", LATEST, "--themes", "--json").json if one["framework"][:2] == "di"]
    assert [one["weighted"] for one in rows] == sorted((one["weighted"] for one in rows), reverse=True)
    for row in rows:
        assert row["met"] == sum(team["met"] for team in row["teams"])
        assert row["scored"] == sum(team["scored"] for team in row["teams"])
        known = [team["gap"] for team in row["teams"] if team["gap"] is not None]
        assert row["gap"] == pytest.approx(sum(known) / len(known))
        assert len(row["teams"]) == 7


def test_gaps_by_theme_without_themes_say_so(example: Run) -> None:
    for one in shown(example)["ambition"]:
        example("organisation", "theme", "remove", one["id"])
    assert "No themes yet" in example("gap", LATEST, "--themes").out
