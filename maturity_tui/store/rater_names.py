"""The names of raters, where a team chose them: in the people's database, never beside the ratings.

Ratings hold opaque ids only. The file is made when the first name is kept; erased names leave no byte in it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from maturity_tui.frameworks.values import clean_line
from maturity_tui.store import place
from maturity_tui.store.engine import BUSY_SECONDS, prepare_file, sentences
from maturity_tui.store.errors import StoreError

LONGEST_NAME = 120
_TABLE = """CREATE TABLE IF NOT EXISTS rater_name (
    assessment TEXT NOT NULL, rater TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (assessment, rater)
) STRICT"""


def rater_names(url: str, assessment: str) -> dict[str, str]:
    """The names that were chosen for the raters of an assessment, by rater; empty where none were."""
    path = _path(url)
    if path is None or not path.exists():
        return {}
    with _open(path) as connection:
        found = connection.execute("SELECT rater, name FROM rater_name WHERE assessment = ?", (assessment,))
        return dict(found.fetchall())


def keep_rater_names(url: str, assessment: str, names: Mapping[str, str]) -> None:
    """Keep these names in the place of those before; none: those before are erased. Raises StoreError."""
    wanted = {rater: clean_line(name)[:LONGEST_NAME] for rater, name in names.items() if clean_line(name)}
    path = _path(url)
    if path is None or not (wanted or path.exists()):
        if wanted:
            raise StoreError(
                "Names are kept apart from ratings, and there is no place for them:"
                f" name one in {place.PEOPLE_VARIABLE}."
            )
        return
    prepare_file(path)
    with _open(path) as connection, connection:
        connection.execute("DELETE FROM rater_name WHERE assessment = ?", (assessment,))
        connection.executemany(
            "INSERT INTO rater_name VALUES (?, ?, ?)",
            [(assessment, rater, name) for rater, name in wanted.items()],
        )


def _path(url: str) -> Path | None:
    try:
        return place.sqlite_path(place.people_url(url))
    except StoreError:
        return None


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    with sentences(str(path)), closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
        # What is deleted is overwritten, and no log keeps it.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(_TABLE)
        yield connection
