"""Scoring: what is acknowledged is kept, what is kept can be undone, what is signed off is locked."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.assessments.models import Assessment, Idea, Perspective, Rating, Score, Status
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import StoreError
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store


def rows(path: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_what_is_saved_is_read_back_by_another_store(
    store: Store, begun: str, open_store: Callable[..., Store], rich_scores: dict[str, Any]
) -> None:
    for capability, data in rich_scores.items():
        saved = store.save_score(begun, capability, Score.model_validate(data))
    assert open_store().assessment(begun) == saved.assessment
    assert saved.assessment.score("a.one").ratings["t2"] == Rating(level=None)
    assert saved.assessment.score("a.two").not_applicable == "Run by others"
    assert saved.assessment.score("a.three").is_empty
    assert store.check() == ()


def test_an_assessment_is_created_with_all_that_it_holds(
    store: Store, make: Callable[..., Assessment], framework: Framework, rich_scores: dict[str, Any]
) -> None:
    value = make(scores=rich_scores, ideas=[{"text": "An idea"}], status="agreed")
    assert store.create(value, framework) == value
    assert store.assessment(value.id) == value
    assert store.framework_of(value.id) == framework
    with pytest.raises(StoreError, match="already"):
        store.create(value, framework)


def test_figures_are_kept_in_step(store: Store, begun: str) -> None:
    store.save_score(begun, "a.one", Score(agreed=2))
    store.save_score(begun, "a.two", Score(not_applicable="n/a here"))
    (row,) = store.assessments()
    assert (row.scored, row.applicable, row.score, row.floor) == (1, 4, 2, 2)
    assert row.gap == 1
    assert row.kind == "maturity"


def test_figures_follow_the_ambition(store: Store, begun: str) -> None:
    store.save_score(begun, "a.one", Score(agreed=1))
    whole = store.organisation()
    assert whole is not None
    assert store.assessments()[0].gap == 2
    store.save_organisation(whole.changed(ambition=()))
    assert store.assessments()[0].gap is None
    assert store.check() == ()


def test_ratings_are_followed_and_never_overwritten(store: Store, begun: str, database: Path) -> None:
    for level in (1, 2, 3):
        store.save_score(begun, "a.one", Score(ratings={"t1": Rating(level=level)}))
    store.save_score(begun, "a.one", Score())
    found = rows(database, "SELECT level, withdrawn FROM rating ORDER BY id")
    assert found == [(1, 0), (2, 0), (3, 0), (None, 1)]
    assert store.assessment(begun).scores == {}


@pytest.mark.parametrize("table", ["rating", "change"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET at = ''", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_past(
    store: Store, begun: str, database: Path, table: str, verb: str
) -> None:
    store.save_score(begun, "a.one", Score(agreed=1, ratings={"t1": Rating(level=1)}))
    with (
        closing(sqlite3.connect(database)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append"),
    ):
        connection.execute(verb.format(f'"{table}"'))


def test_saving_what_is_there_changes_nothing(store: Store, begun: str) -> None:
    first = store.save_score(begun, "a.one", Score(agreed=1))
    again = store.save_score(begun, "a.one", Score(agreed=1))
    assert (again.change, again.at) == (first.change, first.at)


def test_undo_and_redo_work_after_a_restart(
    store: Store, begun: str, open_store: Callable[..., Store]
) -> None:
    store.save_score(begun, "a.one", Score(agreed=1, note="first", ratings={"t1": Rating(level=1)}))
    store.save_score(begun, "a.one", Score(agreed=2, note="second", ratings={"t1": Rating(level=None)}))
    store.close()
    again = open_store()
    saved = again.undo(begun)
    assert saved is not None
    assert saved.assessment.score("a.one") == Score(agreed=1, note="first", ratings={"t1": Rating(level=1)})
    third = open_store()
    back = third.redo(begun)
    assert back is not None
    assert back.assessment.score("a.one").note == "second"
    assert third.redo(begun) is None
    third.undo(begun)
    third.undo(begun)
    assert third.assessment(begun).scores == {}
    assert third.undo(begun) is None
    assert third.check() == ()


def test_something_new_ends_what_could_be_redone(store: Store, begun: str) -> None:
    for level in (0, 1, 2):
        store.save_score(begun, "a.one", Score(agreed=level))
    store.undo(begun)
    store.undo(begun)
    store.save_score(begun, "a.two", Score(agreed=3))
    assert store.redo(begun) is None
    undone = store.undo(begun)
    assert undone is not None
    assert undone.assessment.score("a.one").agreed == 0
    assert store.undo(begun) is not None
    assert store.undo(begun) is None


def test_undo_takes_back_only_what_the_change_touched(
    store: Store, begun: str, open_store: Callable[..., Store]
) -> None:
    store.save_score(begun, "a.one", Score(agreed=1))
    open_store().set_raters(begun, {"t1": Perspective.TEAM})
    store.undo(begun)
    assert store.assessment(begun).score("a.one").agreed == 1
    assert set(store.assessment(begun).raters) == {"t1", "t2", "u1"}


def test_undo_never_brings_back_an_erased_text(store: Store, begun: str, database: Path) -> None:
    store.save_score(begun, "a.one", Score(agreed=1, note="A name that must go"))
    store.save_score(begun, "a.one", Score(agreed=2, note="Better"))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE text SET content = '(erased)', erased_at = 'now' WHERE content LIKE '%name%'"
        )
    saved = store.undo(begun)
    assert saved is not None
    assert saved.assessment.score("a.one") == Score(agreed=1, note="(erased)")
    assert "name" not in str(store.history(begun))
    assert store.check() == ()


def test_signed_off_is_locked_and_reopening_is_recorded(store: Store, begun: str) -> None:
    store.save_score(begun, "a.one", Score(agreed=1))
    store.set_status(begun, "signed-off")
    for change in (
        lambda: store.save_score(begun, "a.one", Score(agreed=2)),
        lambda: store.set_raters(begun, {}),
        lambda: store.save_ideas(begun, []),
        lambda: store.set_scope(begun, "core"),
        lambda: store.undo(begun),
        lambda: store.redo(begun),
    ):
        with pytest.raises(StoreError, match="signed off"):
            change()
    with pytest.raises(StoreError, match="no status"):
        store.set_status(begun, "finished")
    store.set_status(begun, Status.DRAFT, note="The audit came in")
    store.save_score(begun, "a.one", Score(agreed=2))
    kinds = [(change.kind, change.note) for change in store.history(begun)]
    assert kinds[-2] == ("reopened", "The audit came in")
    assert store.undo(begun) is not None


def test_history_names_what_changed(store: Store, begun: str) -> None:
    saved = store.save_score(begun, "a.one", Score(agreed=1, note="Why"))
    change = store.history(begun)[-1]
    assert (change.id, change.at, change.kind) == (saved.change, saved.at, "score")
    assert change.capabilities == ("a.one",)
    assert change.after == {"scores/a.one/agreed": 1, "scores/a.one/note": "Why"}
    assert set(change.before.values()) == {None}
    assert saved.at.utcoffset() is not None


def test_ideas_and_raters_are_kept_and_undone(store: Store, begun: str) -> None:
    ideas = (Idea(kind="blocker", about="a.one", text="Too slow"), Idea(text="Twice"))
    assert store.save_ideas(begun, ideas).assessment.ideas == ideas
    store.set_raters(begun, {"s1": Perspective.STAKEHOLDER})
    undone = store.undo(begun)
    assert undone is not None
    assert set(undone.assessment.raters) == {"t1", "t2", "u1"}
    undone = store.undo(begun)
    assert undone is not None
    assert undone.assessment.ideas == ()


@pytest.mark.parametrize(
    ("capability", "score", "said"),
    [
        ("a.onee", Score(agreed=1), "Did you mean 'a.one'"),
        ("a.one", Score(agreed=4), "cannot be scored at 4"),
        ("b.two", Score(agreed=1), "0.25"),
        ("a.one", Score(target=9), "outside"),
        ("a.one", Score(ratings={"t1": Rating(level=7)}), "7"),
        ("a.one", Score(ratings={"zz": Rating(level=1)}), "among the raters"),
    ],
)
def test_what_the_framework_does_not_know_is_refused(
    store: Store, begun: str, capability: str, score: Score, said: str
) -> None:
    before = store.assessment(begun)
    with pytest.raises(StoreError, match=said):
        store.save_score(begun, capability, score)
    assert store.assessment(begun) == before


def test_a_rater_who_has_rated_cannot_be_left_out(store: Store, begun: str) -> None:
    store.save_score(begun, "a.one", Score(ratings={"t1": Rating(level=1)}))
    with pytest.raises(StoreError, match="t1"):
        store.set_raters(begun, {"u1": Perspective.USER})


def test_two_people_do_not_overwrite_each_other_unseen(
    store: Store, begun: str, open_store: Callable[..., Store]
) -> None:
    seen = store.assessment(begun).score("a.one")
    open_store().save_score(begun, "a.one", Score(agreed=3))
    with pytest.raises(StoreError, match="meanwhile"):
        store.save_score(begun, "a.one", Score(agreed=1), based_on=seen)
    assert store.assessment(begun).score("a.one").agreed == 3


def test_an_unknown_assessment_is_a_sentence(store: Store, begun: str) -> None:
    with pytest.raises(StoreError, match=r"There is no assessment.*Did you mean"):
        store.assessment(begun + "x")


def test_another_content_of_the_framework_is_refused(
    store: Store, make: Callable[..., Assessment], framework: Framework
) -> None:
    with pytest.raises(StoreError, match="other content"):
        store.create(make(), framework.changed(title="Another"))


def test_a_framework_that_changes_later_changes_no_result(
    store: Store, begun: str, framework: Framework, make: Callable[..., Assessment]
) -> None:
    store.save_score(begun, "a.one", Score(agreed=3))
    later = framework.changed(areas=framework.areas[:1])
    value = make("right")
    store.create(value.changed(framework=value.framework.changed(sha256=None)), later)
    assert store.framework_of(begun) == framework
    assert store.framework_of("org/2026-autumn/right/small") == later
    assert {row.applicable for row in store.assessments()} == {3, 5}


def test_the_last_organisation_used_is_the_current_one(store: Store) -> None:
    other = store.organisation()
    assert other is not None
    store.save_organisation(other.changed(id="second", title="Second"))
    assert [item.id for item in store.organisations()] == ["org", "second"]
    current = store.organisation()
    assert current is not None
    assert current.id == "second"
    store.use_organisation("org")
    assert store.organisation() == other
    with pytest.raises(StoreError, match="third"):
        store.use_organisation("third")
