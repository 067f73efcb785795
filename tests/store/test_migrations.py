"""One schema, made one way; moving to it is all or nothing."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from maturity_tui.store import StoreError, backup, engine, migrate, place, schema_version
from maturity_tui.store.store import Store
from maturity_tui.store.tables import Base

pytestmark = pytest.mark.store

LATER = '''
"""A later schema, for the tests."""
from alembic import op
revision = "9001"
down_revision = "HEAD"
branch_labels = None
depends_on = None

def upgrade():
    op.execute("ALTER TABLE setting ADD COLUMN note TEXT")
    op.execute("CREATE TABLE later (a TEXT)")
    op.execute("INSERT INTO later SELECT id FROM organisation")
    op.execute("UPDATE setting SET note = 'moved'")
'''


def schema(path: Path) -> tuple[object, ...]:
    """Everything that a half-made migration could have changed."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
        names = {name for _, name, _ in tables}
        revision = (
            connection.execute("SELECT * FROM alembic_version").fetchall()
            if "alembic_version" in names
            else []
        )
        return (tuple(tables), tuple(revision), connection.execute("PRAGMA application_id").fetchone())


def test_the_migrations_make_what_the_tables_say(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_known_revisions_are_those_of_the_migrations() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == schema_version.REVISIONS


def test_a_newer_schema_is_refused_and_left_alone(store: Store, database: Path) -> None:
    store.close()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = database.read_bytes()
    with pytest.raises(StoreError, match="newer version"):
        Store.open(str(database))
    assert database.read_bytes() == before


def killed_at(statement: int, path: Path) -> bool:
    """Open in a child that is killed before a statement; whether it got that far."""
    child = os.fork()
    if child == 0:
        seen = 0

        @event.listens_for(Engine, "before_cursor_execute")
        def count(*_: object) -> None:
            nonlocal seen
            seen += 1
            if seen == statement:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            Store.open(str(path)).close()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.slow
def test_a_kill_between_the_statements_of_the_first_migration_leaves_nothing_or_all(tmp_path: Path) -> None:
    Store.open(str(tmp_path / "whole.db")).close()
    whole = schema(tmp_path / "whole.db")
    for statement in range(1, 200):
        path = tmp_path / f"{statement}.db"
        if not killed_at(statement, path):
            break
        assert schema(path) in (whole, ((), (), (0,))), f"half-made before statement {statement}"
        Store.open(str(path)).close()
        assert schema(path) == whole
    assert statement > 25
    assert schema(path) == whole


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes the app one that knows a later schema."""

    def arrive() -> None:
        scripts = tmp_path / "scripts"
        shutil.copytree(migrate.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "9001_later.py").write_text(LATER.replace("HEAD", schema_version.HEAD))
        monkeypatch.setattr(migrate, "SCRIPTS", scripts)
        monkeypatch.setattr(schema_version, "REVISIONS", (*schema_version.REVISIONS, "9001"))
        monkeypatch.setattr(schema_version, "HEAD", "9001")

    return arrive


def test_a_migration_of_data_is_backed_up_first(
    store: Store, begun: str, database: Path, later: Callable[[], None]
) -> None:
    before = store.assessment(begun)
    store.close()
    old = schema(database)
    later()
    with Store.open(str(database)) as again:
        assert again.assessment(begun) == before
    (copy,) = database.parent.glob("*.backup")
    assert schema(copy) == old
    assert copy.stat().st_mode & 0o777 == 0o600
    assert engine.revision(again._engine, place.file_url(database)) == "9001"


@pytest.mark.slow
def test_a_kill_between_the_statements_of_a_later_migration_leaves_old_or_new(
    store: Store, begun: str, database: Path, later: Callable[[], None], tmp_path: Path
) -> None:
    store.close()
    old = schema(database)
    later()
    for statement in range(1, 100):
        path = tmp_path / f"later-{statement}.db"
        shutil.copy(database, path)
        if not killed_at(statement, path):
            break
        assert schema(path) == old
    assert statement > 4
    assert ("9001",) in schema(path)[1]  # type: ignore[operator]


@pytest.mark.slow
def test_two_programs_may_open_a_new_database_at_once(tmp_path: Path) -> None:
    children = []
    for _ in range(4):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                Store.open(str(tmp_path / "a.db")).close()
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 4
    with Store.open(str(tmp_path / "a.db")) as store:
        assert store.check() == ()


def test_databases_that_are_made_at_once_do_not_mix(tmp_path: Path) -> None:
    """The app opens the worked example in one thread while another makes the user's own."""
    paths = [tmp_path / f"{number}.db" for number in range(8)]

    def make(path: Path) -> tuple[str, ...]:
        with Store.open(str(path)) as store:
            return store.check()

    with ThreadPoolExecutor(len(paths)) as pool:
        assert list(pool.map(make, paths)) == [()] * len(paths)


def test_nobody_migrates_while_another_program_backs_up(
    store: Store, database: Path, later: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    later()
    real, tried = backup.back_up, []

    def slowly(source: Path, target: Path, *, force: bool = False) -> Path:
        locked = pytest.raises(sqlite3.OperationalError, match="locked")
        with closing(sqlite3.connect(source, timeout=0)) as other, locked:
            other.execute("BEGIN IMMEDIATE")
        tried.append(target)
        return real(source, target, force=force)

    monkeypatch.setattr(backup, "back_up", slowly)
    Store.open(str(database)).close()
    assert len(tried) == 1


def test_who_comes_second_keeps_the_backup_of_the_first(
    store: Store, database: Path, later: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.close()
    old = schema(database)
    later()
    real, first = migrate.revision, []

    def overtaken(engine: Engine, url: str) -> str | None:
        found = real(engine, url)
        if not first:
            first.append(found)
            Store.open(str(database)).close()  # another program is faster
        return found

    monkeypatch.setattr(migrate, "revision", overtaken)
    Store.open(str(database)).close()
    (kept,) = database.parent.glob("*.backup")
    assert schema(kept) == old
