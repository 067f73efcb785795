"""The file or folder that was handed over, read once, by whatever it holds: YAML or JSON, CSV, a workbook.

Nothing outside it is ever opened: links that leave the folder are refused, and there are bounds on number and size.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

from maturity_tui.frameworks import door
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.sources.tables import Table, tables_of

# A published framework is a few megabytes; SAMM's folder holds some 300 files among 1,000.
MOST_BYTES = 64_000_000
MOST_TOGETHER = 256_000_000
MOST_FILES = 5_000
DOCUMENTS = (".yaml", ".yml", ".json")
HIDDEN = (".", "~$")
TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


class Handed:
    """One file, or a folder with all that lies below it. Raises FrameworkError for what cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._documents: dict[str, tuple[door.Document, ...]] = {}
        self._bytes: dict[str, bytes] = {}
        self._unreadable: dict[str, FrameworkError] = {}
        try:
            self.is_folder = path.is_dir()
            if not self.is_folder and not path.is_file():
                none = (
                    "This is neither a file nor a folder"
                    if path.exists()
                    else "There is no such file or folder"
                )
                raise FrameworkError(none, file=door.shorten(str(path)))
        except (OSError, ValueError):
            raise FrameworkError("No file can have this name", file=door.shorten(str(path))) from None

    @property
    def name(self) -> str:
        """The file's or folder's own name."""
        return self.path.resolve().name

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The files, by their names below the folder (with /), in order; for a single file its own name.

        Hidden files and folders (.git, .github) are not looked at, nor what Excel and LibreOffice leave beside
        a workbook that is open.
        """
        if not self.is_folder:
            return (self.path.name,)
        return tuple(sorted(self._below(self.path, 0)))

    def _below(self, folder: Path, depth: int) -> Iterator[str]:
        root, count = self.path.resolve(), 0
        stack = [folder]
        while stack:
            here = stack.pop()
            try:
                entries = sorted(here.iterdir())
            except OSError as error:
                raise FrameworkError(f"The folder cannot be read: {error.strerror}", file=str(here)) from None
            for entry in entries:
                if entry.name.startswith(HIDDEN):
                    continue
                if entry.is_symlink() and not _leads_into(entry, root):
                    raise FrameworkError("A link in the folder leads out of it", file=str(entry))
                if entry.is_dir() and not entry.is_symlink():
                    stack.append(entry)
                elif entry.is_file():
                    count += 1
                    if count > MOST_FILES:
                        raise FrameworkError(
                            f"The folder holds too many files (at most {MOST_FILES:,})", file=str(self.path),
                            hint="Name the folder of the model itself.",
                        )  # fmt: skip
                    yield entry.relative_to(folder).as_posix()

    def place(self, name: str) -> str:
        """The path of one of `names`, for sentences."""
        return str(self.path / name) if self.is_folder else str(self.path)

    def read(self, name: str) -> bytes:
        """The bytes of one of `names`."""
        if name not in self._bytes:
            path = self.path / PurePosixPath(name) if self.is_folder else self.path
            try:
                size = path.stat().st_size
                if size > MOST_BYTES:
                    raise FrameworkError(
                        f"The file is too large: {size:,} bytes, at most {MOST_BYTES:,}", file=str(path)
                    )
                if size + sum(map(len, self._bytes.values())) > MOST_TOGETHER:
                    raise FrameworkError(
                        f"The folder holds too much: more than {MOST_TOGETHER:,} bytes", file=str(self.path),
                        hint="Name the folder of the model itself.",
                    )  # fmt: skip
                self._bytes[name] = path.read_bytes()
            except OSError as error:
                what = f"The file cannot be read: {error.strerror or error}"
                raise FrameworkError(what, file=str(path)) from None
        return self._bytes[name]

    def documents(self, name: str) -> tuple[door.Document, ...]:
        """The YAML documents (or the one JSON document) of a file, through the guarded door.

        Files of others may hold aliases; `Document.alias` tells whether one does.
        """
        if name not in self._documents:
            self._documents[name] = door.read_documents(self.read(name), self.place(name), aliases=True)
        return self._documents[name]

    def document(self, name: str) -> door.Document:
        """The first YAML document of a file."""
        return self.documents(name)[0]

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every sheet of every workbook and every CSV file, in the order of `names`.

        A folder's files that cannot be read are left out, and stand in `unreadable`.
        """
        return tuple(table for name in self.names if self.is_table(name) for table in self._tables_of(name))

    @cached_property
    def unreadable(self) -> dict[str, FrameworkError]:
        """The tables of a folder that cannot be read: why, by their names."""
        _ = self.tables
        return self._unreadable

    def _tables_of(self, name: str) -> tuple[Table, ...]:
        try:
            return tables_of(self.read(name), self.place(name))
        except FrameworkError as error:
            if not self.is_folder:
                raise
            self._unreadable[name] = error
            return ()

    def is_table(self, name: str) -> bool:
        """Whether a file is a workbook or separated text, by its name and its first bytes."""
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in TABLES:
            return True
        return suffix not in DOCUMENTS and not self.is_folder and self.read(name)[:4] == b"PK\x03\x04"

    def is_document(self, name: str) -> bool:
        """Whether a file is to be read as YAML or JSON."""
        suffix = PurePosixPath(name).suffix.lower()
        return suffix in DOCUMENTS or (not self.is_folder and not self.is_table(name))

    @cached_property
    def sha256(self) -> str:
        """Of the file's bytes; of a folder, of its files' names and digests, line by line."""
        if not self.is_folder:
            return hashlib.sha256(self.read(self.names[0])).hexdigest()
        lines = [f"{hashlib.sha256(self.read(name)).hexdigest()}  {name}\n" for name in sorted(self._bytes)]
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    @cached_property
    def date(self) -> dt.date:
        """The day of the last change to what was read (UTC)."""
        paths = [self.path / name for name in self._bytes] if self.is_folder else [self.path]
        times = [path.stat().st_mtime for path in paths] or [self.path.stat().st_mtime]
        return dt.datetime.fromtimestamp(max(times), dt.UTC).date()


def _leads_into(link: Path, folder: Path) -> bool:
    """Whether a link ends in the folder; one that ends nowhere, or in itself, does not."""
    try:
        return link.resolve().is_relative_to(folder)
    except (OSError, RuntimeError):
        return False
