"""The home screen's plain look into the file agrees with the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.assessments.organisation import Team
from maturity_tui.store import StoreError, glance_service
from maturity_tui.store.glance import glance
from maturity_tui.store.place import shipped_folder
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store


def test_nothing_is_there_before_the_first_start(tmp_path: Path, open_store: Callable[..., Store]) -> None:
    assert glance(tmp_path / "none.db") is None
    assert not (tmp_path / "none.db").exists()
    (tmp_path / "empty.db").touch()
    assert glance(tmp_path / "empty.db") is None
    open_store(tmp_path / "new.db")
    assert glance(tmp_path / "new.db") is None


def test_it_agrees_with_the_store(open_store: Callable[..., Store], generated: Path, database: Path) -> None:
    store = open_store()
    store.import_path(generated)
    whole = store.organisation()
    for round_id in ("2025-autumn", "2026-autumn"):
        shown = glance(database, round_id)
        assert shown is not None
        assert whole is not None
        assert (shown.organisation, shown.title) == (whole.id, whole.title)
        expected = {row.id: row for row in store.assessments() if row.round == round_id}
        started = {row.assessment: row for row in shown.teams if row.assessment}
        assert started.keys() == expected.keys()
        for id, row in started.items():
            line = expected[id]
            for name in (
                "team",
                "framework",
                "kind",
                "status",
                "scored",
                "applicable",
                "score",
                "target",
                "gap",
                "floor",
                "minimum",
                "maximum",
            ):
                assert getattr(row, name) == getattr(line, name), name
            assert row.title == line.team_title
            assert row.changed_at == line.changed_at.isoformat(timespec="microseconds")
    latest = glance(database)
    assert latest is not None
    assert latest.round is not None
    assert latest.round.id == "2026-autumn"
    assert [item.id for item in latest.rounds] == ["2025-autumn", "2026-autumn"]


def test_it_follows_the_current_organisation(
    open_store: Callable[..., Store], generated: Path, database: Path
) -> None:
    store = open_store()
    store.import_path(generated)
    whole = store.organisation()
    assert whole is not None
    store.save_organisation(whole.changed(id="second", title="Second"))
    shown = glance(database)
    assert shown is not None
    assert shown.title == "Second"
    store.use_organisation("org")
    shown = glance(database)
    assert shown is not None
    assert shown.title == "An organisation"


def test_it_sees_what_was_just_saved_and_holds_nobody_up(store: Store, begun: str, database: Path) -> None:
    from maturity_tui.assessments.models import Score

    store.save_score(begun, "a.one", Score(agreed=2))
    shown = glance(database)
    assert shown is not None
    assert [row.score for row in shown.teams if row.assessment] == [2]
    assert shown.service is not None
    assert (shown.service.score, shown.service.left_out) == (
        None,
        ("1 below 80 % scored", "2 without an assessment"),
    )


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, store: Store, begun: str, database: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear council, " * 100)
    with pytest.raises(StoreError, match="not a database"):
        glance(tmp_path / "letter.db")
    store.close()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer version"):
        glance(database)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StoreError, match="another program"):
        glance(tmp_path / "other.db")


def _begin(store: Store, framework: str, team: str, scored: int) -> None:
    """A team with so many capabilities scored on a framework of its own or of others."""
    from maturity_tui.assessments.models import Score
    from maturity_tui.ui.screens.new_assessment import create

    answers = {
        "organisation": "Council",
        "team": team,
        "framework": framework,
        "round": "Autumn",
        "scope": "all",
    }
    made = create(store, answers)
    chosen = store.framework_of(made)
    for item in [*chosen.capabilities][:scored]:
        store.save_score(made, item, Score(agreed=chosen.scale[-1].value))


@pytest.mark.parametrize(
    ("services", "declaration", "main"),
    [(9, 2, "digital-service"), (1, 2, "local-digital-declaration"), (2, 2, "digital-service")],
)
def test_of_two_frameworks_the_one_with_most_scored_is_the_figure(
    open_store: Callable[..., Store], database: Path, services: int, declaration: int, main: str
) -> None:
    store = open_store()
    known = {entry.reference.partition("@")[0]: entry.reference for entry in store.frameworks()}
    _begin(store, known["local-digital-declaration"], "Policy", declaration)
    _begin(store, known["digital-service"], "Web", services)
    shown = glance(database)
    assert shown is not None
    assert shown.service is not None
    assert shown.service.framework.partition("@")[0] == main
    assert (shown.service.teams_scored, shown.service.teams) == (0, 2)
    assert shown.service.left_out == ("1 below 80 % scored", "1 without an assessment")


def test_home_reads_the_same_threshold_as_the_core() -> None:
    """The glance may not import the core, which would cost the first paint: so it has the number written down."""
    from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD

    assert Fraction(*glance_service.COVERED) == COVERAGE_THRESHOLD


DATES: list[dict[str, Any]] = [
    {},
    {"to": "2026-01-31"},
    {"to": "2026-10-20", "followed_by": ["cyber-security"]},
    {"from": "2026-06-01"},
    {"from": "2027-06-01"},
]


@pytest.mark.parametrize("dates", DATES)
@pytest.mark.parametrize("other", [False, True])
def test_home_s_figure_is_the_roll_up_s(
    open_store: Callable[..., Store], database: Path, dates: dict[str, Any], other: bool
) -> None:
    """Whatever the dates of a team, in both rounds, and where one team is on another version."""
    from maturity_tui.assessments.teams.occasion import Occasion
    from maturity_tui.assessments.teams.rollup import roll_up_teams

    store = open_store()
    store.import_path(shipped_folder("assessments") / "northwick")
    whole = store.organisation()
    assert whole is not None
    teams = [
        Team.model_validate(team.model_dump(by_alias=True) | dates)
        if team.id == "infrastructure-cloud"
        else team
        for team in whole.teams
    ]
    store.save_organisation(whole.changed(teams=tuple(teams)))
    if other:
        theirs = store.assessment("northwick/2026-autumn/programme-delivery/digital-service")
        framework = store.framework_of(theirs.id).changed(version="2027.1")
        store.upgrade(theirs.id, framework)
    for round_id in ("2025-autumn", "2026-autumn"):
        shown = glance(database, round_id)
        assert shown is not None
        assert shown.service is not None
        rows = [row for row in store.assessments() if row.round == round_id]
        held = [(store.assessment(row.id), store.framework_of(row.id)) for row in rows]
        rolled = roll_up_teams(
            store.organisation() or whole, held, "digital-service", Occasion(held[0][0].round)
        )
        figure, seen = rolled.figure(), shown.service
        over = figure.over
        assert seen.framework == rolled.framework.reference
        assert (seen.teams_scored, seen.teams) == (over.teams_scored, over.teams)
        assert (seen.scored, seen.applicable, seen.floor) == (over.scored, over.applicable, over.floor)
        wanted = (over.mean, figure.target, figure.gap)
        assert [seen.score, seen.target, seen.gap] == [pytest.approx(float(one or 0)) for one in wanted]
