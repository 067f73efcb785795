"""The home screen's plain look into the file agrees with the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from maturity_tui.store import StoreError
from maturity_tui.store.glance import glance
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
    assert shown.service.score == 2


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
    assert (shown.service.teams_scored, shown.service.teams) == (1, 1)
