"""Bringing a database to this version's schema: a verified backup first, then one real transaction."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from maturity_tui.store import place, schema_version
from maturity_tui.store.access import may_be_changed
from maturity_tui.store.engine import BUSY_SECONDS, revision, sentences
from maturity_tui.store.errors import StoreError, plain_errors

SCRIPTS = Path(__file__).parent / "migrations"

# Alembic keeps the migration that runs in globals: two threads that open two databases would mix them.
_ONE_AT_A_TIME = threading.Lock()


def bring_up_to_date(engine: Engine, url: str) -> None:
    """Migrate where it is needed; a database that is up to date costs one `SELECT`. Raises StoreError."""
    found = revision(engine, url)
    where = place.spoken(url)
    if complaint := schema_version.complaint(found, where):
        raise StoreError(complaint)
    if found == schema_version.HEAD:
        return
    path = place.sqlite_path(url)
    if path is not None and not may_be_changed(path):
        why = "is empty" if found is None else "has to be brought up to date first"
        raise StoreError(f"{where} {why}, and may be read but not changed. Copy it, and open the copy.")
    if found is not None and path is not None and not _backed_up(engine, url, path):
        return
    with sentences(where):
        upgrade(engine)


def _backed_up(engine: Engine, url: str, path: Path) -> bool:
    """Back up while nobody else can migrate; false where another program had done so by then.

    Without the turn a second program would copy half of what the first one is changing, or lay a copy of the new
    schema over the backup of the old one.
    """
    from maturity_tui.store.backup import back_up

    with plain_errors(str(path)), closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as turn:
        turn.execute("BEGIN IMMEDIATE")
        if revision(engine, url) == schema_version.HEAD:
            return False
        back_up(path, path.with_name(f"{path.name}.before-{schema_version.HEAD}.backup"), force=True)
    return True


def upgrade(engine: Engine, target: str = "head") -> None:
    """Run the migrations in one transaction: after a kill the database is as it was, or at the new schema."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    with _ONE_AT_A_TIME, engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, target)
