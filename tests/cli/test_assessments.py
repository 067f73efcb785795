"""`assessments`: begin, list, show, sign off, reopen."""

from __future__ import annotations

import pytest

NEW = ("assessments", "new", "--team", "web", "--framework", "digital-service", "--round", "2026-autumn")
ID = "riverside/2026-autumn/web/digital-service"


@pytest.fixture
def begun(maturity):
    """An organisation with one empty assessment of the core."""
    maturity(*NEW, "--organisation", "Riverside", "--team-title", "Web team")
    return maturity


def test_a_first_assessment_makes_its_organisation_and_team(begun) -> None:
    said = begun("assessments", "list", "--json").json
    assert said == [
        {
            "id": ID,
            "title": said[0]["title"],
            "team": "web",
            "round": "2026-autumn",
            "framework": "digital-service@2026.1",
            "status": "draft",
            "scored": 0,
            "applicable": 40,
        }
    ]


def test_new_prints_the_id_and_nothing_else_on_stdout(maturity) -> None:
    said = maturity(*NEW, "--organisation", "Riverside")
    assert said.out == f"{ID}\n"
    assert "40 capabilities to score" in said.err


def test_new_as_json_is_a_line_of_the_list(maturity) -> None:
    assert maturity(*NEW, "--json").json["applicable"] == 40


def test_without_a_name_the_organisation_is_ours(maturity) -> None:
    assert maturity(*NEW).out.startswith("our-organisation/")


def test_titles_become_ids(maturity) -> None:
    said = maturity(
        "assessments", "new", "--team", "Élan & Co: data", "--framework", "digital-service",
        "--round", "Autumn 2026", "--organisation", "St. John's Borough", "--scope", "all",
    )  # fmt: skip
    assert said.out == "st.-john-s-borough/autumn-2026/elan-co-data/digital-service\n"


def test_an_unknown_team_is_not_added_by_a_slip(begun) -> None:
    said = begun(*NEW[:3], "wep", *NEW[4:], code=1)
    assert "Did you mean 'web'?" in said.err
    assert "--team-title" in said.err
    begun(*NEW[:3], "data", *NEW[4:], "--team-title", "Data team")
    assert len(begun("assessments", "list", "--json").json) == 2


def test_a_team_can_be_named_by_its_title(begun) -> None:
    said = begun("assessments", "new", "--team", "web TEAM", *NEW[4:6], "--round", "2027-spring")
    assert said.out == "riverside/2027-spring/web/digital-service\n"


def test_a_second_assessment_of_the_same_is_refused(begun) -> None:
    assert "already" in begun(*NEW, code=1).err


def test_an_unknown_framework_gets_the_nearest(maturity) -> None:
    said = maturity(*NEW[:4], "--framework", "digital-servce", "--round", "r", code=1)
    assert "Did you mean 'digital-service'?" in said.err


def test_a_misspelt_organisation_is_not_made_anew(begun) -> None:
    said = begun(*NEW[:-1], "2027", "--organisation", "riversid", code=1)
    assert "Did you mean 'riverside'?" in said.err


def test_the_scope_can_be_all_areas_or_capabilities(maturity) -> None:
    for scope, applicable in (
        ("all", 59),
        ("security,operations.incidents", None),
        ("operations.incidents", 1),
    ):
        row = maturity(*NEW[:-1], f"r-{scope[:3]}-{applicable}", "--scope", scope, "--json").json
        assert row["applicable"] == applicable or (applicable is None and 1 < row["applicable"] < 15)


@pytest.mark.parametrize("scope", ["", ",", " , ,"])
def test_a_scope_of_nothing_is_a_usage_error(maturity, scope: str) -> None:
    maturity(*NEW, "--scope", scope, code=2)


def test_an_unknown_capability_in_the_scope_gets_the_nearest(maturity) -> None:
    assert (
        "Did you mean 'operations.incidents'?" in maturity(*NEW, "--scope", "operations.incident", code=1).err
    )


def test_dates_belong_to_the_round_and_are_kept_for_the_next_team(begun) -> None:
    begun(*NEW[:-1], "r2", "--from", "2027-01-05", "--to", "2027-02-01", "--round-title", "Winter 2027")
    begun(*NEW[:3], "data", *NEW[4:-1], "r2", "--team-title", "Data")
    shown = begun("assessments", "show", "riverside/r2/data/digital-service", "--json").json
    assert shown["round"] == {"id": "r2", "title": "Winter 2027", "from": "2027-01-05", "to": "2027-02-01"}


def test_a_round_cannot_end_before_it_begins(maturity) -> None:
    assert "before it begins" in maturity(*NEW, "--from", "2027-02-01", "--to", "2027-01-01", code=1).err
    maturity(*NEW, "--from", "yesterday", code=2)


def test_an_empty_list_says_what_to_do(maturity) -> None:
    said = maturity("assessments", "list")
    assert "no assessments yet" in said.out
    assert "import FOLDER" in said.err
    assert maturity("assessments", "list", "--json").json == []


def test_show_has_the_keys_of_the_file(begun) -> None:
    shown = begun("assessments", "show", ID, "--json").json
    assert shown["schema"] == "maturity/assessment@1"
    assert shown["framework"]["id"] == "digital-service"
    assert len(shown["framework"]["sha256"]) == 64
    assert "operations.incidents" in begun("assessments", "show", ID).out


def test_signing_off_locks_and_reopening_unlocks(begun) -> None:
    said = begun("assessments", "sign-off", ID, "--note", "Board, 3 May")
    assert "40 capabilities of 40 stay blank" in said.err
    locked = begun("assessments", "score", ID, "operations.incidents", "2", code=1)
    assert "signed off" in locked.err
    begun("assessments", "reopen", ID, "--note", "a slip")
    begun("assessments", "score", ID, "operations.incidents", "2")
    assert "draft already" in begun("assessments", "reopen", ID).out


def test_an_unknown_id_gets_the_nearest(begun) -> None:
    said = begun("assessments", "show", "riverside/2026-autumn/wep/digital-service", code=1)
    assert f"Did you mean '{ID}'?" in said.err
    for word in ("", "/", "\x1b[2J", "x" * 50_000, "../../etc/passwd", "%s", "' OR 1=1 --"):
        said = begun("results", word, code=1)
        assert len(said.err) < 1000


def test_where_one_is_wanted_several_are_named(example) -> None:
    said = example("assessments", "show", "2026-autumn", code=1)
    assert "Name one of them" in said.err


def test_names_that_look_like_markup_or_escapes_are_only_names(maturity) -> None:
    said = maturity(*NEW, "--organisation", "[/] \x1b[2J Council", "--team-title", "[bold]x")
    assert said.out.startswith("council/")
    assert "[/] Council" in maturity().out
    assert "[bold]x" in maturity().out
