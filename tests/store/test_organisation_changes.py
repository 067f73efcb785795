"""Every change of an organisation can be undone and done again, across restarts; nothing is left hanging by it."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation, Profile, Team, Theme
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import StoreError, migrate, schema_version
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store


def held(store: Store) -> Organisation:
    found = store.organisation("org")
    assert found is not None
    return found


def test_a_change_is_kept_with_its_kind_and_can_be_undone_after_a_restart(
    store: Store, organisation: Organisation, open_store: Callable[..., Store]
) -> None:
    new = organisation.changed(profile=Profile(kind="council", residents=2000))
    saved = store.change_organisation(new)
    assert saved is not None
    assert (saved.organisation, saved.kind) == (new, "profile")
    store.close()
    again = open_store()
    assert held(again) == new
    undone = again.undo_organisation("org")
    assert undone is not None
    assert (undone.kind, held(again)) == ("profile", organisation)
    again.close()
    third = open_store()
    assert third.redo_organisation("org") is not None
    assert held(third) == new
    assert third.redo_organisation("org") is None
    assert third.check() == ()


def test_the_journal_says_what_changed_and_nothing_else(store: Store, organisation: Organisation) -> None:
    store.change_organisation(organisation.changed(ambition=()))
    store.undo_organisation("org")
    first, change, undo = store.organisation_history("org")
    assert first.kind == "created"
    assert (change.kind, set(change.before), change.after) == ("ambition", {"ambition"}, {"ambition": None})
    assert (undo.kind, undo.of, undo.after) == ("undo", change.id, change.before)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"title": "Other"}, "title"),
        ({"teams": ()}, "teams"),
        ({"ambition": ()}, "ambition"),
        ({"title": "Other", "ambition": ()}, "organisation"),
    ],
)
def test_the_kind_is_the_part_that_differs(
    store: Store, organisation: Organisation, fields: dict[str, object], kind: str
) -> None:
    saved = store.change_organisation(organisation.changed(**fields))
    assert saved is not None
    assert saved.kind == kind


def test_what_was_undone_is_gone_once_something_else_is_done(
    store: Store, organisation: Organisation
) -> None:
    store.change_organisation(organisation.changed(title="First"))
    store.undo_organisation("org")
    store.change_organisation(organisation.changed(title="Second"))
    assert store.redo_organisation("org") is None
    assert held(store).title == "Second"


def test_what_is_made_cannot_be_undone_and_what_is_the_same_is_no_change(
    store: Store, organisation: Organisation
) -> None:
    assert store.change_organisation(organisation) is None
    assert store.undo_organisation("org") is None
    assert held(store) == organisation


def test_two_people_do_not_overwrite_each_other_unseen(store: Store, organisation: Organisation) -> None:
    store.change_organisation(organisation.changed(title="Theirs"))
    with pytest.raises(StoreError, match="Someone else changed Theirs meanwhile"):
        store.change_organisation(organisation.changed(title="Mine"), based_on=organisation)
    assert held(store).title == "Theirs"


def test_an_unknown_organisation_is_said(store: Store) -> None:
    for work in (store.undo_organisation, store.redo_organisation, store.organisation_history):
        with pytest.raises(StoreError, match="There is no organisation 'nobody'"):
            work("nobody")


def test_a_team_with_assessments_is_not_taken_away(
    store: Store, begun: str, organisation: Organisation
) -> None:
    with pytest.raises(StoreError, match="The team left has assessments, and would be gone"):
        store.change_organisation(organisation.changed(teams=organisation.teams[:1]))
    assert held(store) == organisation


def test_undo_does_not_take_a_team_from_under_its_assessment(
    store: Store, organisation: Organisation, make: Callable[..., Assessment], framework: Framework
) -> None:
    more = organisation.changed(teams=(*organisation.teams, Team(id="new", title="New")))
    store.save_organisation(more)
    store.create(make("new"), framework)
    with pytest.raises(StoreError, match="The team new has assessments"):
        store.undo_organisation("org")
    assert held(store) == more
    assert store.check() == ()


def test_figures_follow_a_changed_ambition_and_its_undo(
    store: Store, organisation: Organisation, make: Callable[..., Assessment], framework: Framework
) -> None:
    store.create(make(scores={"a.one": {"agreed": 1}}), framework)
    (row,) = store.assessments("org")
    store.change_organisation(
        organisation.changed(ambition=(Theme(id="more", title="More", targets={"a.one": 2}),))
    )
    (changed,) = store.assessments("org")
    assert (row.gap, changed.gap) == (2, 1)
    store.undo_organisation("org")
    assert store.assessments("org")[0].gap == 2
    assert store.check() == ()


def test_an_import_is_a_change_like_any_other(
    store: Store, organisation: Organisation, tmp_path: Path
) -> None:
    from maturity_tui.assessments.portable import write_organisation

    other = organisation.changed(title="From a file")
    file = tmp_path / "organisation.yaml"
    file.write_text(write_organisation(other), encoding="utf-8")
    store.import_path(file)
    assert store.organisation_history("org")[-1].kind == "import"
    undone = store.undo_organisation("org")
    assert undone is not None
    assert (undone.kind, held(store)) == ("import", organisation)


def test_other_organisations_are_left_alone(store: Store, organisation: Organisation) -> None:
    other = organisation.changed(id="second", title="Second")
    store.save_organisation(other)
    store.change_organisation(organisation.changed(title="Changed"))
    assert store.undo_organisation("second") is None
    assert store.organisation("second") == other


def test_the_journal_cannot_be_changed(store: Store, organisation: Organisation, database: Path) -> None:
    store.change_organisation(organisation.changed(title="Other"))
    with closing(sqlite3.connect(database)) as connection:
        for statement in ("DELETE FROM organisation_change", "UPDATE organisation_change SET kind = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_what_was_written_past_the_journal_is_found(
    store: Store, organisation: Organisation, database: Path
) -> None:
    content = organisation.changed(ambition=()).model_dump_json(by_alias=True, exclude_defaults=True)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE organisation SET content = ? WHERE id = 'org'", (content,))
    assert "What is in force for org is not what its journal says." in store.check()


def test_a_database_of_before_keeps_all_and_its_next_change_can_be_undone(
    store: Store, begun: str, organisation: Organisation, database: Path, open_store: Callable[..., Store]
) -> None:
    """As 0002 left it: without the table."""
    store.close()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DROP TABLE organisation_change")
        connection.execute("UPDATE alembic_version SET version_num = '0002'")
    again = open_store()
    assert held(again) == organisation
    assert again.organisation_history("org") == ()
    again.change_organisation(organisation.changed(ambition=()))
    assert again.undo_organisation("org") is not None
    assert held(again) == organisation
    assert again.check() == ()
    with closing(sqlite3.connect(database)) as connection:
        assert schema_version.revision_of(connection) == schema_version.HEAD
    assert migrate.SCRIPTS.is_dir()


CHANGES = st.one_of(
    st.tuples(st.just("title"), st.sampled_from(["A", "B"])),
    st.tuples(st.just("profile"), st.sampled_from([Profile(), Profile(sites=2), Profile(kind="x")])),
    st.tuples(
        st.just("ambition"),
        st.sampled_from([(), (Theme(id="t", title="T"),), (Theme(id="t", title="T", targets={"a": 1}),)]),
    ),
    st.tuples(st.just("teams"), st.sampled_from([(), (Team(id="x", title="X"),)])),
)
number = itertools.count()


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, shipped: Catalogue) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("turns") / "a.db"
    yield path
    with Store.open(str(path), shipped) as store:
        assert store.check() == ()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.one_of(CHANGES, st.sampled_from(["undo", "redo"])), max_size=12))
def test_undo_and_redo_do_what_a_list_of_states_does(
    kept: Path, shipped: Catalogue, steps: list[object]
) -> None:
    with Store.open(str(kept), shipped) as store:
        id = f"o{next(number)}"
        states, place = [store.save_organisation(Organisation(id=id, title="A"))], 0
        for step in steps:
            if step == "undo":
                assert (store.undo_organisation(id) is None) is (place == 0)
                place = max(0, place - 1)
            elif step == "redo":
                assert (store.redo_organisation(id) is None) is (place == len(states) - 1)
                place = min(len(states) - 1, place + 1)
            else:
                part, value = step  # type: ignore[misc]
                new = states[place].changed(**{part: value})
                if store.change_organisation(new) is not None:
                    states = [*states[: place + 1], new]
                    place += 1
            assert store.organisation(id) == states[place]
    with Store.open(str(kept), shipped) as again:
        assert again.organisation(id) == states[place]
