"""A verified copy of an SQLite database, made while it may be in use. Standard library only."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from maturity_tui.store.access import may_be_changed, reading_uri
from maturity_tui.store.errors import StoreError, plain_errors


def back_up(source: Path, target: Path, *, force: bool = False) -> Path:
    """Copy a database by the online backup API, check the copy, and only then give it its name.

    Raises StoreError, and leaves an existing target as it was unless forced.
    """
    if target.exists() and not force:
        raise StoreError(f"{target} exists and was kept. Use --force to replace it, or choose another name.")
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    with plain_errors(str(target)):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            _copy(source, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    return target


def _copy(source: Path, beside: Path) -> None:
    uri = source.absolute().as_uri() if may_be_changed(source) else reading_uri(source)
    with closing(sqlite3.connect(uri, uri=True)) as old, closing(sqlite3.connect(beside)) as new:
        old.backup(new)
        # Out of WAL, so that the copy is one file that can be carried away.
        new.execute("PRAGMA journal_mode = DELETE")
        if problems := damage(new):
            raise StoreError(f"The backup of {source} is not sound ({problems[0]}), and was not kept.")
        if _tables(old) != _tables(new):
            raise StoreError(f"The backup of {source} lacks something, and was not kept.")
    with beside.open("rb") as file:
        os.fsync(file.fileno())


def damage(connection: sqlite3.Connection) -> tuple[str, ...]:
    """What SQLite's own check of the whole file finds; empty where it is sound."""
    found = [str(text) for (text,) in connection.execute("PRAGMA integrity_check(20)")]
    return () if found == ["ok"] else tuple(found)


def _tables(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    query = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite%' ORDER BY 1, 2"
    return [(kind, name) for kind, name in connection.execute(query)]
