"""`assessments score`: a level, n/a, a dash, votes, a target, a note."""

from __future__ import annotations

import pytest

ID = "our-organisation/r1/web/digital-service"
ITEM = "operations.incidents"


@pytest.fixture
def score(maturity):
    """Score one capability of a fresh assessment; returns what is held, as JSON."""
    maturity("assessments", "new", "--team", "web", "--framework", "digital-service", "--round", "r1")

    def run(*args: object, item: str = ITEM, code: int = 0):
        if code:
            return maturity("assessments", "score", ID, item, *args, code=code).err
        return maturity("assessments", "score", ID, item, *args, "--json").json

    run.maturity = maturity
    return run


def held(**fields: object) -> dict[str, object]:
    """What the JSON of a score should be."""
    return {"id": ID, "capability": ITEM, **fields}


def test_a_level_by_value_or_by_name(score) -> None:
    assert score("2") == held(agreed=2)
    assert score("3.0") == held(agreed=3)
    assert score("Established") == held(agreed=3)
    assert score("0") == held(agreed=0)


def test_a_capability_by_its_short_code(score) -> None:
    assert score("2", item="A1")["capability"] == "strategy.direction"


def test_a_dash_makes_it_blank_which_is_not_zero(score) -> None:
    score("2")
    assert score("-") == held()


def test_not_applicable_needs_a_reason_and_replaces_the_score(score) -> None:
    score("2")
    assert "--reason" in score("n/a", code=2)
    assert "--reason" in score("n/a", "--reason", "  ", code=2)
    assert score("n/a", "--reason", "Run by the county") == held(not_applicable="Run by the county")
    assert score("2") == held(agreed=2)


def test_a_reason_belongs_to_not_applicable(score) -> None:
    assert "--note" in score("2", "--reason", "why", code=2)


@pytest.mark.parametrize(
    "level", ["6", "2.5", "nan", "inf", "-1e999", "9" * 5000, "two", "", "1_0", "0x2", "[/]"]
)
def test_what_the_scale_does_not_have_is_refused_with_what_it_has(score, level: str) -> None:
    said = score("--", level, code=1)
    assert "0 Not started" in said
    assert len(said) < 600


def test_the_rest_is_kept_when_one_thing_changes(score) -> None:
    score("2", "--confidence", "high", "--target", "4", "--note", "Three reviews")
    assert score("3") == held(agreed=3, confidence="high", target=4, note="Three reviews")
    assert score("--target", "-", "--note", "") == held(agreed=3, confidence="high")


def test_nothing_to_change_is_a_usage_error(score) -> None:
    assert "Nothing to change" in score(code=2)


def test_votes_are_ratings_of_the_team(score) -> None:
    assert score("--votes", "1 2 2 x")["ratings"] == {"t1": 1, "t2": 2, "t3": 2, "t4": "x"}
    shown = score.maturity("assessments", "show", ID, "--json").json
    assert shown["raters"] == dict.fromkeys(("t1", "t2", "t3", "t4"), "team")
    assert score("2", "--votes", "3,3")["ratings"] == {"t1": 3, "t2": 3}


def test_votes_without_a_level_suggest_one(score) -> None:
    said = score.maturity("assessments", "score", ID, ITEM, "--votes", "1 2 2 3 x")
    assert "suggest 2" in said.err


def test_a_vote_that_is_none_is_said(score) -> None:
    assert "“7”" in score("--votes", "1 7", code=1)


def test_an_unknown_capability_gets_the_nearest(score) -> None:
    assert f"Did you mean '{ITEM}'?" in score("2", item="operations.incident", code=1)


def test_what_is_out_of_scope_cannot_be_scored(score) -> None:
    shown = score.maturity("frameworks", "show", "digital-service", "--json").json
    every = [item for area in shown["areas"] for item in area["capabilities"]]
    outside = next(item["id"] for item in every if not item.get("core"))
    assert "scope" in score("2", item=outside, code=1)


def test_a_note_longer_than_a_note_may_be_is_refused_shortly(score) -> None:
    said = score("--note", "x" * 60_000, code=1)
    assert "note" in said
    assert len(said) < 300


def test_escapes_in_a_note_are_taken_out(score) -> None:
    assert score("--note", "a\x1b[2Jb [/]")["note"] == "ab [/]"


def test_what_is_said_to_people(score) -> None:
    said = score.maturity("assessments", "score", ID, ITEM, "2", "--target", "4")
    assert said.out == f"{ITEM}: 2, target 4\n"
