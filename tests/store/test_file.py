"""The file itself: its settings, its permissions, and what is said when it cannot be used."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from maturity_tui.assessments.models import Assessment, Score
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import StoreError, place
from maturity_tui.store.glance import glance
from maturity_tui.store.store import Store

pytestmark = pytest.mark.store


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_every_connection_is_wal_full_with_foreign_keys(store: Store) -> None:
    with store._engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_the_file_is_0600_in_a_folder_of_0700(store: Store, begun: str, database: Path) -> None:
    assert mode(database.parent) == 0o700
    assert {path.name: mode(path) for path in database.parent.iterdir()} == {
        "maturity.db": 0o600, "maturity.db-wal": 0o600, "maturity.db-shm": 0o600,
    }  # fmt: skip


def test_a_folder_of_the_user_s_keeps_its_permissions(
    tmp_path: Path, open_store: Callable[..., Store]
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    open_store(folder / "a.db")
    assert mode(folder) == 0o755
    assert mode(folder / "a.db") == 0o600


def test_the_default_is_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert place.sqlite_path(place.database_url()) == place.data_folder() / "maturity.db"
    monkeypatch.setenv("MATURITY_DB", str(tmp_path / "b c%.db"))
    assert place.sqlite_path(place.database_url()) == tmp_path / "b c%.db"
    assert place.database_url("postgresql://host/name") == "postgresql://host/name"
    assert place.sqlite_path("postgresql://host/name") is None
    assert place.spoken("postgresql+psycopg://me:secret@host/name?x=1") == "postgresql+psycopg://host/name"


def test_people_lie_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = place.database_url(str(tmp_path / "a.db"))
    assert place.sqlite_path(place.people_url(url)) == tmp_path / "a-people.db"
    with pytest.raises(StoreError, match="MATURITY_PEOPLE_DB"):
        place.people_url("postgresql://host/name")
    monkeypatch.setenv("MATURITY_PEOPLE_DB", str(tmp_path / "p.db"))
    assert place.sqlite_path(place.people_url("postgresql://host/name")) == tmp_path / "p.db"


@pytest.mark.parametrize("name", ["a b.db", "ä%41.db", "what?.db", "#1.db"])
def test_odd_names_are_only_names(tmp_path: Path, open_store: Callable[..., Store], name: str) -> None:
    open_store(tmp_path / name)
    assert (tmp_path / name).is_file()


def test_a_database_in_memory_works(
    open_store: Callable[..., Store], make: Callable[..., Assessment], framework: Framework
) -> None:
    from maturity_tui.assessments.organisation import Organisation

    store = open_store("sqlite://")
    store.save_organisation(
        Organisation.model_validate({"id": "org", "title": "O", "teams": [{"id": "left", "title": "L"}]})
    )
    value = store.create(make(), framework)
    store.save_score(value.id, "a.one", Score(agreed=1))
    assert store.check() == ()


@pytest.mark.parametrize("url", ["nonsense://x", "sqlite+nothing:///x.db", "://"])
def test_a_url_that_is_none_is_a_sentence(url: str) -> None:
    with pytest.raises(StoreError, match="not a database that this app can open"):
        Store.open(url)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(str(tmp_path))


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear council, " * 200)
    with pytest.raises(StoreError, match="not a database of this app, or it is damaged"):
        Store.open(str(path))
    assert path.read_text() == "Dear council, " * 200


def test_another_program_s_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StoreError, match="another program"):
        Store.open(str(path))


def test_a_damaged_page_is_found_by_the_check(
    store: Store, begun: str, open_store: Callable[..., Store], database: Path
) -> None:
    store.close()
    with closing(sqlite3.connect(database)) as connection:
        root, size = (
            connection.execute(query).fetchone()[0]
            for query in (
                "SELECT rootpage FROM sqlite_master WHERE name = 'ix_text_assessment'",
                "PRAGMA page_size",
            )
        )
    with database.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 200)
    try:
        problems = open_store().check()
    except StoreError as error:
        problems = (str(error),)
    assert problems


def test_the_check_finds_figures_that_are_not_those_of_the_scores(
    store: Store, begun: str, database: Path
) -> None:
    store.save_score(begun, "a.one", Score(agreed=1))
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE assessment SET gap = 0.5")
        connection.execute("UPDATE score SET agreed = 2")
    problems = store.check()
    assert any("journal" in text for text in problems)
    assert any("figures" in text for text in problems)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE organisation SET content = '{'", "The organisation org cannot be read"),
        ("UPDATE framework SET content = '{}'", "not what its digest says"),
        ("UPDATE assessment SET raters = '{'", "cannot be read"),
        ("UPDATE assessment SET status = 'lost'", "cannot be read"),
        ("INSERT INTO inputs VALUES ('org', '[]', 1, '')", "The inputs of org cannot be read"),
        (
            "INSERT INTO scenario VALUES ('org', 's', 'S', '{}', 1, '')",
            "The scenario s of org cannot be read",
        ),
    ],
)
def test_what_something_else_wrote_is_a_sentence_and_found(
    store: Store, begun: str, database: Path, open_store: Callable[..., Store], damage: str, said: str
) -> None:
    store.close()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(damage)
    again = open_store()
    assert any(said in text for text in again.check())
    for read in (again.assessments, lambda: again.assessment(begun), again.inputs, again.scenarios):
        with suppress(StoreError):  # and nothing else
            read()


def test_a_database_that_another_program_holds_is_a_sentence(
    store: Store,
    begun: str,
    database: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_store: Callable[..., Store],
) -> None:
    monkeypatch.setattr("maturity_tui.store.engine.BUSY_SECONDS", 0.1)
    impatient = open_store()
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="Nothing was saved; try again"):
            impatient.save_score(begun, "a.one", Score(agreed=1))
        assert impatient.assessment(begun).scores == {}
        other.execute("COMMIT")
    assert impatient.save_score(begun, "a.one", Score(agreed=1)).assessment.score("a.one").agreed == 1


def fill(store: Store, id: str) -> None:
    for number in range(200):
        store.save_score(id, "a.two", Score(note=f"{number} " * 3000))


def test_a_full_disk_loses_nothing_that_was_acknowledged(
    store: Store, begun: str, open_store: Callable[..., Store]
) -> None:
    store.save_score(begun, "a.one", Score(agreed=1, note="kept"))
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="no room left"):
        fill(store, begun)
    acknowledged = store.assessment(begun)
    assert acknowledged.score("a.one") == Score(agreed=1, note="kept")
    again = open_store()
    assert again.assessment(begun) == acknowledged
    assert again.check() == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where the machine lets us have one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    ).returncode == 0  # fmt: skip
    if not mounted:
        pytest.skip("no small disk can be made here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


@pytest.mark.slow
def test_a_disk_that_fills_up_is_a_sentence(
    small_disk: Path,
    tmp_path: Path,
    open_store: Callable[..., Store],
    organisation: object,
    make: Callable[..., Assessment],
    framework: Framework,
) -> None:
    store = open_store(small_disk / "a.db")
    store.save_organisation(organisation)  # type: ignore[arg-type]
    id = store.create(make(), framework).id
    with pytest.raises(StoreError, match="no room left"):
        fill(store, id)
    acknowledged = store.assessment(id)
    store.close()
    for ending in ("", "-wal"):  # there was no room to fold the log into the file
        if (part := small_disk / f"a.db{ending}").exists():
            shutil.copy(part, tmp_path / f"carried.db{ending}")
    carried = open_store(tmp_path / "carried.db")
    assert carried.assessment(id) == acknowledged
    assert carried.check() == ()
    with pytest.raises(StoreError, match="no room left"):
        carried.backup(small_disk / "b.db")
    assert not list(small_disk.rglob(".*")), "nothing half-written is left"


@pytest.mark.parametrize("name", ["new.db", "maturity.db"])
def test_a_read_only_folder_is_a_sentence(
    store: Store, begun: str, database: Path, as_nobody: Callable[[Callable[[], int]], int], name: str
) -> None:
    store.close()
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        shutil.copy(database, folder / "maturity.db")
        (folder / "maturity.db").chmod(0o644)
        folder.chmod(0o555)

        def work() -> int:
            shown = glance(folder / "maturity.db")
            try:
                with Store.open(str(folder / name)) as other:
                    other.save_score(begun, "a.one", Score(agreed=1))
            except StoreError as error:
                known = ("permissions", "may be written", "cannot be opened")
                return 0 if shown and any(part in str(error) for part in known) else 2
            return 1

        assert as_nobody(work) == 0
        assert [path.name for path in folder.iterdir()] == ["maturity.db"]
        folder.chmod(0o755)


def test_a_backup_is_whole_private_and_never_replaces_unasked(
    store: Store, begun: str, tmp_path: Path, open_store: Callable[..., Store]
) -> None:
    store.save_score(begun, "a.one", Score(agreed=1))
    target = store.backup(tmp_path / "b" / "copy.db")
    assert mode(target) == 0o600
    assert [path.name for path in target.parent.iterdir()] == ["copy.db"]
    assert open_store(target).assessment(begun) == store.assessment(begun)
    with pytest.raises(StoreError, match="was kept"):
        store.backup(target)
    assert store.backup(target, force=True) == target
