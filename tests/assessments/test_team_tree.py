"""Changing the tree of teams."""

import datetime as dt

import pytest

from maturity_tui.assessments import Organisation
from maturity_tui.assessments.teams.tree import (
    TeamError,
    TeamFacts,
    add_team,
    change_team,
    facts_of,
    may_stand_below,
    remove_team,
)

TREE = Organisation.model_validate(
    {
        "id": "o", "title": "Council",
        "teams": [
            {"id": "it", "title": "IT"},
            {"id": "web", "title": "Web team", "parent": "it", "headcount": 9},
            {"id": "data", "title": "Data", "parent": "it", "from": "2025-01-01"},
            {"id": "gis", "title": "Maps", "parent": "data"},
        ],
    }
)  # fmt: skip


def test_a_new_team_stands_where_it_is_put_and_its_name_makes_its_id() -> None:
    changed, team = add_team(TREE, TeamFacts("  Straßen & Wege ", "it", headcount="12"))
    assert (team.id, team.title, team.parent, team.headcount) == ("straen-wege", "Straßen & Wege", "it", 12)
    assert changed.team_by_id[team.id] == team
    assert changed.teams[:4] == TREE.teams


def test_an_id_that_is_taken_gets_a_number() -> None:
    ended = change_team(TREE, "web", TeamFacts("Web team", "it", ends="2026-01-31"))
    again, team = add_team(ended, TeamFacts("Web", "it"))
    assert team.id == "Web-2"
    assert add_team(again, TeamFacts("WEB team"))[1].title == "WEB team"  # the first one has ended


def test_to_change_a_team_keeps_its_id_and_place() -> None:
    facts = TeamFacts("Web and forms", None, "2024-04-01", "2026-03-31", "Data, maps", "11")
    changed = change_team(TREE, "web", facts)
    team = changed.team_by_id["web"]
    assert (team.title, team.parent, team.ends, team.followed_by, team.headcount) == (
        "Web and forms", None, dt.date(2026, 3, 31), ("data", "gis"), 11,
    )  # fmt: skip
    assert [one.id for one in changed.teams] == [one.id for one in TREE.teams]
    assert facts_of(changed, team) == TeamFacts(
        "Web and forms", None, "2024-04-01", "2026-03-31", "Data, Maps", "11"
    )


@pytest.mark.parametrize("team", TREE.teams)
def test_what_is_not_changed_stays_as_it_is(team: object) -> None:
    one = TREE.team_by_id[team.id]  # type: ignore[attr-defined]
    assert change_team(TREE, one.id, facts_of(TREE, one)) == TREE


@pytest.mark.parametrize(
    ("id", "facts", "said"),
    [
        ("web", TeamFacts(" "), "Name the team"),
        ("web", TeamFacts("x" * 201), "too long for a name"),
        ("web", TeamFacts("DATA"), "There is a team Data already"),
        ("data", TeamFacts("Data", "gis"), "cannot stand below itself"),
        ("data", TeamFacts("Data", "data"), "cannot stand below itself"),
        ("web", TeamFacts("Web", ends="31.3.2026"), "“31.3.2026” is no day. A day is written year-month-day"),
        ("web", TeamFacts("Web", begins="2026-02-30"), "is no day"),
        ("web", TeamFacts("Web", begins="2026-02-02", ends="2026-02-01"), "ends before it begins"),
        ("web", TeamFacts("Web", ends="2026-02-01", followed_by="Ghosts"), "There is no team “Ghosts”"),
        ("web", TeamFacts("Web", ends="2026-02-01", followed_by="web"), "cannot be followed by itself"),
        ("web", TeamFacts("Web", followed_by="Data"), "give the day on which it ends too"),
        ("web", TeamFacts("Web", headcount="-3"), "is no number of people"),
        ("web", TeamFacts("Web", headcount="9" * 5000), "is no number of people"),
        ("web", TeamFacts("Web", headcount="²"), "is no number of people"),
    ],
)
def test_what_cannot_be_is_a_sentence(id: str, facts: TeamFacts, said: str) -> None:
    with pytest.raises(TeamError, match=said):
        change_team(TREE, id, facts)


def test_a_name_without_a_letter_makes_no_id() -> None:
    with pytest.raises(TeamError, match="makes no id"):
        add_team(TREE, TeamFacts("!!!"))


def test_a_team_with_others_below_or_before_it_is_not_taken_away() -> None:
    assert remove_team(TREE, "gis").teams == TREE.teams[:3]
    with pytest.raises(TeamError, match="Maps stands below Data"):
        remove_team(TREE, "data")
    followed = change_team(TREE, "web", TeamFacts("Web team", "it", ends="2026-01-31", followed_by="Maps"))
    with pytest.raises(TeamError, match="Web team is followed by Maps"):
        remove_team(followed, "gis")


def test_a_team_may_stand_under_all_but_its_own() -> None:
    assert [team.id for team in may_stand_below(TREE, "data")] == ["it", "web"]
    assert len(may_stand_below(TREE, None)) == 4


def test_followers_are_typed_by_their_ids_where_a_title_would_not_mean_them() -> None:
    tree = change_team(TREE, "gis", TeamFacts("Maps, plans", "data"))
    tree = change_team(tree, "web", TeamFacts("Web", "it", ends="2026-01-31", followed_by="gis, Data"))
    team = tree.team_by_id["web"]
    assert facts_of(tree, team).followed_by == "gis, Data"
    assert change_team(tree, "web", facts_of(tree, team)) == tree
