"""Opening a database: the file and its permissions, SQLite's settings, real transactions."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, StaticPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from maturity_tui.store import place, schema_version
from maturity_tui.store.access import may_be_changed, reading_uri
from maturity_tui.store.errors import StoreError, plain_errors, sentence

BUSY_SECONDS = 10.0


@contextmanager
def sentences(where: str) -> Iterator[None]:
    """Turn the errors of SQLAlchemy, `sqlite3` and the operating system into a StoreError."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise StoreError(sentence(error, where)) from error


def prepare_file(path: Path) -> None:
    """Make the file 0600, and its folder 0700, where missing. SQLite gives -wal and -shm the file's mode."""
    with plain_errors(str(path)):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.is_dir():
            raise StoreError(f"{path} is a folder. Name a file for the database.")
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        elif path.parent == place.data_folder():
            _tighten(path.parent, 0o700)
            _tighten(path, 0o600)


def _tighten(path: Path, mode: int) -> None:
    """Take rights away from others, and give none: a file that was made read-only stays so."""
    held = stat.S_IMODE(path.stat().st_mode)
    if held & ~mode:
        path.chmod(held & mode)


def engine_for(url: str) -> Engine:
    """An engine for the URL. Raises StoreError where it is none, or its driver is not installed."""
    path = place.sqlite_path(url)
    try:
        target = make_url(url) if path is None else make_url(url).set(database=str(path))
        if target.get_backend_name() != "sqlite":
            return create_engine(target, pool_pre_ping=True)
        if path is not None and not may_be_changed(path):
            return _reading_engine(target, path)
        return _sqlite_engine(target, in_memory=path is None)
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError(f"{place.spoken(url)!r} is not a database that this app can open: {error}") from None
    except ImportError as error:
        raise StoreError(f"The driver for {place.spoken(url)} is not installed ({error.name}).") from None


def _sqlite_engine(target: URL, in_memory: bool) -> Engine:
    arguments: dict[str, Any] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    if in_memory:
        engine = create_engine(target, poolclass=StaticPool, connect_args=arguments)
    else:
        engine = create_engine(target, pool_size=1, max_overflow=4, connect_args=arguments)
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    return engine


def _reading_engine(target: URL, path: Path) -> Engine:
    """An engine on a file that may only be read. Each connection looks anew how the file can be opened."""

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(reading_uri(path), uri=True, timeout=BUSY_SECONDS, check_same_thread=False)

    engine = create_engine(target, poolclass=NullPool, creator=connect)
    event.listen(engine, "connect", _reading_settings)
    event.listen(engine, "begin", _begin)
    return engine


def _reading_settings(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("query_only = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _settings(connection: Any, _record: Any) -> None:
    # None: the driver begins nothing by itself, so that a transaction is what `_begin` says, DDL included.
    connection.isolation_level = None
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # Plain BEGIN, then a write, fails at once under load (the busy timeout is not asked):
    # writers take the lock first.
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def revision(engine: Engine, url: str) -> str | None:
    """The schema revision of the database; None where it is empty. Raises StoreError for a damaged file."""
    path = place.sqlite_path(url)
    if path is not None:
        with plain_errors(str(path)), closing(_plain_connection(path)) as connection:
            return schema_version.revision_of(connection)
    return _revision_by_engine(engine, url)


def _plain_connection(path: Path) -> sqlite3.Connection:
    if may_be_changed(path):
        return sqlite3.connect(path, timeout=BUSY_SECONDS)
    return sqlite3.connect(reading_uri(path), uri=True, timeout=BUSY_SECONDS)


def _revision_by_engine(engine: Engine, url: str) -> str | None:
    from sqlalchemy import inspect

    with sentences(place.spoken(url)), engine.connect().execution_options(reading=True) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return "foreign" if inspect(connection).has_table("assessment") else None
        row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
        return str(row[0]) if row else None
