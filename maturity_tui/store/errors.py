"""What goes wrong with a database or a file, as a sentence. Standard library only."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class StoreError(Exception):
    """Something could not be read or kept; `str(error)` says what, where, and what to do, as it stands."""


def may_only_be_read(where: str) -> str:
    """The sentence for a change to a database that may not be written to."""
    return (
        f"{where} may be read but not changed. Nothing was saved; check the permissions of the file and its"
        " folder."
    )


# What SQLite says, and what a person can do about it. The first match counts.
_SENTENCES = (
    (
        "database is locked",
        "Another program is writing to {where}, and did not finish in time. Nothing was saved; try again.",
    ),
    (
        "database or disk is full",
        "There is no room left for {where}. Nothing was saved; make room on the disk and try again.",
    ),
    (
        "readonly database",
        may_only_be_read("{where}"),
    ),
    (
        "unable to open database",
        "{where} cannot be opened. Check that the folder exists and may be written to.",
    ),
    (
        "file is not a database",
        "{where} is not a database of this app, or it is damaged. Restore a backup, or name another file.",
    ),
    (
        "malformed",
        "{where} is damaged. Nothing was changed; restore a backup (its folder may hold a .backup).",
    ),
    ("disk i/o error", "{where} could not be read or written: the disk reports an error. Nothing was saved."),
    ("append-only", "{where}: ratings and the journal are append-only, and this would have changed them."),
    ("no such table", "{where} lacks a table that should be there. Restore a backup, or name another file."),
)

# Windows knows no quota.
_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def sentence(error: BaseException, where: str) -> str:
    """A database's or an operating system's error as a sentence."""
    if isinstance(error, OSError):
        if error.errno in _NO_ROOM:
            return (
                f"There is no room left for {where}. Nothing was saved; make room on the disk and try again."
            )
        return f"{where} cannot be used: {error.strerror or error}. Check its permissions, and its folder's."
    said = str(getattr(error, "orig", None) or error)
    for part, text in _SENTENCES:
        if part in said.lower():
            return text.format(where=where)
    return f"{where}: the database refused ({' '.join(said.split())[:200]}). Nothing was saved."


@contextmanager
def plain_errors(where: str) -> Iterator[None]:
    """Turn the errors of `sqlite3` and of the operating system into a StoreError."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StoreError(sentence(error, where)) from error
