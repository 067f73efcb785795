"""What may be done with an SQLite file, and how one is opened that may only be read. Standard library only."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote


def may_be_changed(path: Path) -> bool:
    """Whether the file can be written to, and files can be put beside it; true where it is not there yet."""
    there = os.access(path, os.F_OK)  # `exists` raises where a folder above may not be entered
    return not there or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def reading_uri(path: Path) -> str:
    """The URI that opens a file for reading only. Ask anew for each connection: a writer may have come.

    A database in WAL mode wants a -wal and a -shm file beside it even when it is only read. Where there is none
    and none can be made, SQLite may be told that the file does not change.
    """
    log = path.with_name(f"{path.name}-wal")
    settled = not os.access(log, os.F_OK) and not os.access(path.parent, os.W_OK)
    return f"file:{quote(str(path))}?mode=ro{'&immutable=1' if settled else ''}"
