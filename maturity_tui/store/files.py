"""Writing files so that nobody ever sees half of one: beside, then renamed into place."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path

from maturity_tui.store.errors import StoreError, plain_errors

# Windows would otherwise write "\r\n".
_BINARY = getattr(os, "O_BINARY", 0)
# How a database begins, and what SQLite keeps beside it while it is in use; a hard link may have any name
# (sqlite.org/fileformat2.html, sqlite.org/walformat.html).
_DATABASE = b"SQLite format 3\0"
_BESIDE = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83", (3007000).to_bytes(4, sys.byteorder))
_BESIDE_NAMES = ("-wal", "-shm", "-journal")


def is_database(path: Path) -> bool:
    """Whether a place is, or belongs to, an SQLite database: nothing else is ever to be written there.

    Links are followed. Raises OSError where it cannot be told.
    """
    for place in (path, Path(os.path.realpath(path))):
        for ending in _BESIDE_NAMES:
            if (
                place.name.endswith(ending)
                and _begins(place.with_name(place.name[: -len(ending)])) == _DATABASE
            ):
                return True
    begins = _begins(path)
    return begins == _DATABASE or begins.startswith(_BESIDE)


def database_kept(path: Path) -> str:
    """The sentence for a place that `is_database`."""
    return (
        f"“{path}” is a database (SQLite), which no other file may replace. It was kept; choose another name."
    )


def _begins(path: Path) -> bytes:
    # A pipe or device would wait to be read.
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(len(_DATABASE))


def differs(path: Path, data: bytes) -> bool:
    """Whether a file stands there with other content. Raises StoreError where it cannot be read."""
    with plain_errors(str(path)):
        return path.exists() and (not path.is_file() or path.read_bytes() != data)


def keep_existing(path: Path, data: bytes, force: bool) -> None:
    """Refuse to replace a file that differs, unless forced, and a database always. Raises StoreError."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder, and a file was to be written there. Nothing was written.")
    keep_database(path)
    if not force and differs(path, data):
        raise StoreError(f"{path} exists and differs, and was kept. Use --force to replace it.")


def keep_database(path: Path) -> None:
    """Refuse to write where a database is. Raises StoreError."""
    with plain_errors(str(path)):
        if is_database(path):
            raise StoreError(database_kept(path))


def write_file(path: Path, content: bytes | str, *, force: bool = False, mode: int = 0o666) -> Path:
    """Write a whole file, or nothing. One that differs is kept unless forced. Raises StoreError."""
    data = content.encode() if isinstance(content, str) else content
    keep_existing(path, data, force)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with plain_errors(str(path)):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(beside, data, mode)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    return path


def _write(path: Path, data: bytes, mode: int) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
