"""Which schema a database has, asked with plain `sqlite3`, so that a normal start never imports Alembic."""

from __future__ import annotations

import sqlite3

# All revisions, oldest first; the last is what this version writes. A test holds it to the migrations.
REVISIONS = ("0001", "0002", "0003")
HEAD = REVISIONS[-1]

# Those whose tables hold what the home screen reads, as `glance` reads it.
AT_A_GLANCE = ("0001", "0002", "0003")

# "mtui": stands in the header of every SQLite file that this app makes.
APPLICATION_ID = 0x6D747569


def revision_of(connection: sqlite3.Connection) -> str | None:
    """The revision that an open SQLite database is at; None where it has no tables. Raises sqlite3.Error."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "alembic_version" in tables:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None
    return "foreign" if tables else None


def complaint(revision: str | None, where: str) -> str:
    """Why a database at this revision cannot be used; "" if it can (perhaps after an upgrade)."""
    if revision is None or revision in REVISIONS:
        return ""
    if revision == "foreign":
        return f"{where} is a database of another program. Name another file."
    return (
        f"{where} was written by a newer version of this app (schema {revision}, this one knows {HEAD})."
        " Nothing was changed; update the app to open it."
    )
