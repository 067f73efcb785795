"""Moving to another version: one change, taken back and brought back; nothing is lost on the way, not even erasure."""

from __future__ import annotations

import itertools
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_tui.assessments.models import Assessment, Perspective, Score
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.portable import write_assessment
from maturity_tui.assessments.upgrade.plan import Settlement
from maturity_tui.frameworks import FrameworkError, load_framework
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import StoreError
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.glance import glance
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store

ROOT = Path(__file__).parents[2]
LEFT = "org/2026-autumn/left/small"


@pytest.fixture(scope="session")
def newer(framework: Framework) -> Framework:
    """Version 2: `a.one` is `a.uno`, `a.two` and the area b's `b.two` are gone, `b.one` has lost level 0."""
    data = json.loads(framework.model_dump_json(by_alias=True, exclude_defaults=True))
    first, second = data["areas"]
    first["capabilities"] = [{"id": "a.uno", "title": "one"}, {"id": "a.three", "title": "three"}]
    second["capabilities"] = [{"id": "b.one", "title": "one", "weight": 3, "defined": [1, 2, 3]}]
    return Framework.model_validate({**data, "version": "2", "aliases": {"a.one": "a.uno"}})


@pytest.fixture
def held(
    store: Store, make: Callable[..., Assessment], framework: Framework, rich_scores: dict[str, Any]
) -> Assessment:
    """An assessment with something of everything, in the store."""
    ideas = [
        {"kind": "blocker", "about": "a.two", "text": "Too slow"},
        {"text": "Two lines\nof a note: with a colon"},
    ]
    return store.create(make(scores=rich_scores, ideas=ideas), framework)


def test_it_is_one_change_that_undo_and_redo_turn_after_a_restart(
    store: Store, held: Assessment, newer: Framework, framework: Framework, open_store: Callable[..., Store]
) -> None:
    before = write_assessment(held)
    saved = store.upgrade(held.id, newer)
    assert saved.assessment.framework.sha256 == digest(newer)
    assert store.history(held.id)[-1].kind == "upgrade"
    after = write_assessment(saved.assessment)
    assert store.check() == ()
    store.close()
    again = open_store()
    assert write_assessment(again.assessment(held.id)) == after
    assert again.framework_of(held.id) == newer
    again.undo(held.id)
    assert write_assessment(again.assessment(held.id)) == before
    assert again.framework_of(held.id) == framework
    again.close()
    third = open_store()
    assert write_assessment(third.assessment(held.id)) == before
    third.redo(held.id)
    assert write_assessment(third.assessment(held.id)) == after
    assert third.check() == ()


def test_what_has_no_place_is_in_the_record(store: Store, held: Assessment, newer: Framework) -> None:
    value = store.upgrade(held.id, newer).assessment
    assert value.score("a.uno") == held.score("a.one")
    (upgrade,) = value.upgraded
    assert upgrade.came_from == held.framework
    assert dict(upgrade.kept) == {
        "a.two": held.score("a.two"),
        "b.one": held.score("b.one"),
        "b.two": held.score("b.two"),
    }
    assert value.ideas == held.ideas


def test_the_figures_follow(store: Store, held: Assessment, newer: Framework, database: Path) -> None:
    def row() -> tuple[Any, ...]:
        (one,) = store.assessments()
        return one.framework, one.scored, one.applicable

    assert row() == ("small@1", 3, 4)
    store.upgrade(held.id, newer)
    assert row() == ("small@2", 1, 3)
    shown = glance(database)
    assert shown is not None
    assert [(one.framework, one.scored) for one in shown.teams if one.assessment] == [("small@2", 1)]
    store.undo(held.id)
    assert row() == ("small@1", 3, 4)


def test_settlements_are_heeded(store: Store, held: Assessment, newer: Framework) -> None:
    moves = (Settlement.move("a.two", "a.three"), Settlement.take_level("b.one", 0, 1))
    value = store.upgrade(held.id, newer, moves, based_on=held).assessment
    assert value.score("a.three").not_applicable == "Run by others"
    assert value.score("b.one").agreed == 1
    assert value.upgraded[0].kept["b.one"].agreed == 0


def test_what_cannot_be_moved_is_a_sentence_and_changes_nothing(
    store: Store, held: Assessment, newer: Framework, open_store: Callable[..., Store]
) -> None:
    with pytest.raises(StoreError, match="has no capability"):
        store.upgrade(held.id, newer, [Settlement.move("a.two", "z")])
    with pytest.raises(StoreError, match="another framework"):
        store.upgrade(held.id, newer.changed(id="other"))
    open_store().save_score(held.id, "a.three", Score(agreed=1))
    with pytest.raises(StoreError, match="meanwhile"):
        store.upgrade(held.id, newer, based_on=held)
    store.set_status(held.id, "signed-off")
    with pytest.raises(StoreError, match="Reopen it first"):
        store.upgrade(held.id, newer)
    assert {one.reference for one in store.frameworks() if one.id == "small"} == {"small@1"}
    assert store.assessment(held.id).framework == held.framework


def test_the_content_in_use_changes_nothing(store: Store, held: Assessment, framework: Framework) -> None:
    entries = store.history(held.id)
    assert store.upgrade(held.id, framework).assessment == held
    assert store.history(held.id) == entries


def test_scoring_goes_on_after_it_and_undo_takes_one_after_the_other(
    store: Store, held: Assessment, newer: Framework
) -> None:
    store.save_score(held.id, "a.three", Score(agreed=2))
    before = store.assessment(held.id)
    after = store.upgrade(held.id, newer).assessment
    store.save_score(held.id, "a.uno", Score(agreed=1))
    with pytest.raises(StoreError, match=r"no capability 'a.one'"):
        store.save_score(held.id, "a.one", Score(agreed=1))
    with pytest.raises(StoreError, match="one has a rating"):  # it is in the record
        store.set_raters(held.id, {"u1": Perspective.USER})
    assert [store.undo(held.id).assessment for _ in range(3)] == [after, before, held]  # type: ignore[union-attr]
    assert store.check() == ()


def test_two_moves_keep_two_records(
    store: Store, held: Assessment, newer: Framework, framework: Framework
) -> None:
    store.upgrade(held.id, newer)
    value = store.upgrade(held.id, framework).assessment
    assert [one.came_from.version for one in value.upgraded] == ["1", "2"]
    assert value.score("a.one") == held.score("a.one")
    assert "b.one" in value.upgraded[0].kept
    store.undo(held.id)
    store.undo(held.id)
    assert write_assessment(store.assessment(held.id)) == write_assessment(held)


def test_no_undo_brings_back_a_text_that_was_erased_after_the_move(
    store: Store, held: Assessment, newer: Framework, database: Path
) -> None:
    """A text that moves keeps its number: in an alias's place, and in the record."""
    texts = "SELECT count(*) FROM text"
    with closing(sqlite3.connect(database)) as connection, connection:
        before = connection.execute(texts).fetchone()
    store.upgrade(held.id, newer)
    store.close()
    with closing(sqlite3.connect(database)) as connection, connection:
        assert connection.execute(texts).fetchone() == before
        connection.execute(
            "UPDATE text SET content = '(erased)' WHERE content LIKE 'Run by%' OR content LIKE 'Two lines%'"
        )
        connection.execute("UPDATE assessment SET version = version + 1")
    with Store.open(str(database)) as again:
        value = again.assessment(held.id)
        assert value.upgraded[0].kept["a.two"].not_applicable == "(erased)"
        again.undo(held.id)
        back = again.assessment(held.id)
        assert (back.score("a.two").not_applicable, back.score("a.one").note) == ("(erased)", "(erased)")
        assert again.check() == ()


def test_a_rater_called_text_is_no_free_text(
    store: Store, make: Callable[..., Assessment], framework: Framework, newer: Framework
) -> None:
    scores = {
        "a.two": {"ratings": {"text": 3}, "comments": {"text": "So"}},
        "b.two": {"ratings": {"text": 0}},
    }
    value = make(scores=scores, raters={"text": "team"})
    store.create(value, framework)
    assert dict(store.upgrade(value.id, newer).assessment.upgraded[0].kept) == dict(value.scores)
    assert store.check() == ()


def test_db_check_sees_a_pin_that_the_journal_does_not_know(
    store: Store, held: Assessment, newer: Framework, database: Path
) -> None:
    store.upgrade(held.id, newer)
    store.close()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE assessment SET framework_version = '1', version = version + 1")
    with Store.open(str(database)) as again:
        assert any("journal" in one or "pins" in one for one in again.check())


# The folder


@pytest.fixture
def taken_in(open_store: Callable[..., Store], generated: Path) -> Store:
    """A store with the generated folder, its signed-off assessment reopened."""
    store = open_store()
    store.import_path(generated)
    store.set_status(LEFT, "draft")
    return store


def test_the_record_goes_out_and_comes_in_with_the_folder(
    taken_in: Store, newer: Framework, tmp_path: Path, open_store: Callable[..., Store],
    contents: Callable[[Path], dict[str, bytes]],
) -> None:  # fmt: skip
    value = taken_in.upgrade(LEFT, newer).assessment
    taken_in.export_folder(tmp_path / "out", history=True)
    assert {"frameworks/small@1.yaml", "frameworks/small@2.yaml"} <= contents(tmp_path / "out").keys()
    again = open_store(tmp_path / "again.db")
    again.import_path(tmp_path / "out")
    assert again.assessment(LEFT) == value
    again.export_folder(tmp_path / "once more", history=True)
    assert contents(tmp_path / "once more") == contents(tmp_path / "out")
    assert again.check() == ()


def test_an_assessment_upgraded_elsewhere_comes_in_as_an_upgrade(
    taken_in: Store, newer: Framework, tmp_path: Path, open_store: Callable[..., Store]
) -> None:
    before = taken_in.assessment(LEFT)
    taken_in.export_folder(tmp_path / "sent")
    other = open_store(tmp_path / "other.db")
    other.import_path(tmp_path / "sent")
    value = other.upgrade(LEFT, newer).assessment
    other.export_folder(tmp_path / "back")
    assert LEFT in taken_in.import_path(tmp_path / "back").assessments
    assert taken_in.assessment(LEFT) == value
    assert taken_in.history(LEFT)[-1].kind == "upgrade"
    assert taken_in.framework_of(LEFT) == newer
    assert taken_in.check() == ()
    taken_in.undo(LEFT)
    assert taken_in.assessment(LEFT) == before
    assert taken_in.check() == ()


def test_a_file_of_before_the_upgrade_is_refused_in_a_sentence(
    taken_in: Store, newer: Framework, tmp_path: Path
) -> None:
    taken_in.export_folder(tmp_path / "old")
    value = taken_in.upgrade(LEFT, newer).assessment
    with pytest.raises(FrameworkError, match="upgraded here since the file was written"):
        taken_in.import_path(tmp_path / "old")
    assert taken_in.assessment(LEFT) == value


def test_another_version_without_an_upgrade_is_refused(
    taken_in: Store, newer: Framework, tmp_path: Path, make: Callable[..., Assessment]
) -> None:
    from maturity_tui.frameworks.write import to_yaml

    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "small.yaml").write_text(to_yaml(newer))
    (folder / "left.yaml").write_text(write_assessment(make(framework={"id": "small", "version": "2"})))
    with pytest.raises(FrameworkError, match="keeps its framework unless it is upgraded"):
        taken_in.import_path(folder)


# Databases of before


@pytest.fixture
def old_database(store: Store, held: Assessment, database: Path, tmp_path: Path) -> Path:
    """A database at revision 0001, with a journal that says nothing of the framework."""
    store.save_score(held.id, "a.three", Score(agreed=2, note="Late"))
    store.close()
    path = tmp_path / "old" / "maturity.db"
    path.parent.mkdir()
    shutil.copy(database, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for name in ("change_no_update",):
            (trigger,) = connection.execute(
                "SELECT sql FROM sqlite_master WHERE name = ?", (name,)
            ).fetchone()
            connection.execute(f"DROP TRIGGER {name}")
            connection.execute("UPDATE change SET before = json_remove(before, '$.framework')")
            connection.execute("UPDATE change SET after = json_remove(after, '$.framework')")
            connection.execute(trigger)
        connection.execute("ALTER TABLE assessment DROP COLUMN upgraded")
        connection.execute("DROP TABLE organisation_change")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    return path


def test_an_older_database_keeps_its_content_and_its_journal_still_undoes(
    old_database: Path, open_store: Callable[..., Store], held: Assessment, newer: Framework
) -> None:
    shown = glance(old_database)
    assert shown is not None
    assert [one.scored for one in shown.teams if one.assessment] == [4]
    store = open_store(old_database)
    assert store.check() == ()
    before = store.assessment(held.id)
    assert before.score("a.three").note == "Late"
    assert store.upgrade(held.id, newer).assessment.framework.version == "2"
    assert store.check() == ()
    store.undo(held.id)
    assert store.assessment(held.id) == before
    store.undo(held.id)
    assert write_assessment(store.assessment(held.id)) == write_assessment(held)
    assert store.check() == ()
    assert glance(old_database) is not None


# SFIA 8 to 9, and a later DDaT


def begin(store: Store, framework: Framework, scores: dict[str, Any]) -> str:
    value = Assessment.model_validate(
        {
            "id": f"org/r/left/{framework.id}", "team": "left", "round": {"id": "r", "title": "R"},
            "framework": {"id": framework.id, "version": framework.version}, "scores": scores,
        }
    )  # fmt: skip
    return store.create(value, framework).id


def changed_items(framework: Framework, changes: dict[str, dict[str, Any]], version: str) -> Framework:
    """Another version of a framework, with some items' fields replaced."""
    data = json.loads(framework.model_dump_json(by_alias=True, exclude_defaults=True))

    def walk(areas: list[dict[str, Any]]) -> None:
        for area in areas:
            walk(area.get("areas", []))
            for item in area.get("capabilities", []):
                item.update(changes.get(item["id"], {}))

    walk(data["areas"])
    return Framework.model_validate({**data, "version": version})


def test_sfia_8_to_9(store: Store) -> None:
    path = ROOT / "frameworks" / "sfia" / "sfia.yaml"
    if not path.exists():
        pytest.skip("this build has no SFIA index")
    nine = load_framework(path)
    eight = changed_items(
        nine,
        {
            "DATS": {"defined": [2, 3, 4, 5, 6, 7]},
            "MKTG": {"defined": [2, 3, 4, 5, 6, 7], "title": "Another name"},
        },
        "8",
    )
    id = begin(
        store, eight, {"DATS": {"agreed": 7}, "MKTG": {"agreed": 3, "target": 5}, "ITSP": {"agreed": 5}}
    )
    before = store.assessment(id)
    value = store.upgrade(id, nine, [Settlement.take_level("DATS", 7, 6)]).assessment
    assert (value.score("DATS").agreed, value.score("ITSP").agreed) == (6, 5)
    assert value.score("MKTG") == Score(target=5)
    assert dict(value.upgraded[0].kept) == {"DATS": Score(agreed=7), "MKTG": Score(agreed=3)}
    assert value.upgraded[0].came_from.reference == "sfia@8"
    store.undo(id)
    assert store.assessment(id) == before


def test_a_later_ddat(store: Store) -> None:
    ddat = load_framework(ROOT / "frameworks" / "ddat" / "ddat.yaml")
    first = next(iter(ddat.capabilities))
    data = json.loads(
        ddat.model_dump_json(by_alias=True, exclude_defaults=True).replace(f'"{first}"', '"renamed"')
    )
    later = Framework.model_validate(
        {**data, "version": "2027-01-01", "aliases": {**data.get("aliases", {}), first: "renamed"}}
    )
    id = begin(store, ddat, {first: {"agreed": 3, "note": "Kept"}})
    value = store.upgrade(id, later).assessment
    assert value.score("renamed") == Score(agreed=3, note="Kept")
    assert dict(value.upgraded[0].kept) == {}
    assert store.check() == ()


# Undo gives the bytes back, whatever was held

number = itertools.count()
SCORES = st.dictionaries(
    st.sampled_from(["a.one", "a.two", "a.three", "b.one"]),
    st.builds(
        Score, agreed=st.sampled_from([None, 0, 1, 3]), target=st.sampled_from([None, 0, 2]),
        note=st.sampled_from(["", "a note", "another"]),
        ratings=st.dictionaries(st.sampled_from(["t1", "u1"]), st.sampled_from([0, 2, "x"]), max_size=2),
        comments=st.dictionaries(st.sampled_from(["t1", "u1"]), st.sampled_from(["a note", "so"]), max_size=1),
    ),
    max_size=4,
)  # fmt: skip


@pytest.fixture(scope="module")
def kept(
    tmp_path_factory: pytest.TempPathFactory, shipped: Catalogue, organisation: Organisation
) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("upgrade") / "a.db"
    with Store.open(str(path), shipped) as store:
        store.save_organisation(organisation)
    yield path
    with Store.open(str(path), shipped) as store:
        assert store.check() == ()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(scores=SCORES, scope=st.sampled_from(["all", ["a.one", "a.two"]]), merged=st.booleans())
def test_undo_gives_the_bytes_back(
    kept: Path, shipped: Catalogue, make: Callable[..., Assessment], framework: Framework, newer: Framework,
    scores: dict[str, Score], scope: Any, merged: bool,
) -> None:  # fmt: skip
    target = newer.changed(aliases={**newer.aliases, "a.two": "a.uno"}) if merged else newer
    with Store.open(str(kept), shipped) as store:
        filled = {item: score for item, score in scores.items() if not score.is_empty}
        value = make(round_id=f"2026-{next(number)}", scores=filled, scope=scope)
        store.create(value, framework)
        before = write_assessment(store.assessment(value.id))
        after = write_assessment(store.upgrade(value.id, target).assessment)
        store.undo(value.id)
        assert write_assessment(store.assessment(value.id)) == before
    with Store.open(str(kept), shipped) as again:
        again.redo(value.id)
        assert write_assessment(again.assessment(value.id)) == after
        again.undo(value.id)
        assert write_assessment(again.assessment(value.id)) == before
