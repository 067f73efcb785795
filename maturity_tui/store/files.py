"""Writing files so that nobody ever sees half of one: beside, then renamed into place."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from maturity_tui.store.errors import StoreError, plain_errors

# Windows would otherwise write "\r\n".
_BINARY = getattr(os, "O_BINARY", 0)


def differs(path: Path, data: bytes) -> bool:
    """Whether a file stands there with other content. Raises StoreError where it cannot be read."""
    with plain_errors(str(path)):
        return path.exists() and (not path.is_file() or path.read_bytes() != data)


def keep_existing(path: Path, data: bytes, force: bool) -> None:
    """Refuse to replace a file that differs, unless forced. Raises StoreError."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder, and a file was to be written there. Nothing was written.")
    if not force and differs(path, data):
        raise StoreError(f"{path} exists and differs, and was kept. Use --force to replace it.")


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
