"""The user's folder of imported frameworks: each a YAML file, beside a record of where it came from.

They are no part of any database, so that every one of them can begin an assessment on them; what an assessment pins
is kept in its own database, and outlives the file here.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field

from maturity_tui.frameworks import door
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.load import value_from
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.sources.reading import Reading
from maturity_tui.frameworks.values import Line, Name, Value
from maturity_tui.frameworks.write import to_yaml
from maturity_tui.store import place
from maturity_tui.store.errors import StoreError, plain_errors
from maturity_tui.store.files import write_file

SOURCE_SCHEMA: Final = "maturity/source@1"
RECORD = ".source.yaml"
ONLY_MINE, MY_FOLDER = 0o600, 0o700


class LeftOut(Value):
    """Something that a source held and the framework does not."""

    kind: Name
    count: Annotated[int, Field(ge=1)]
    reason: Line = ""


class Source(Value):
    """Where an imported framework came from: the record beside it."""

    format: Literal["maturity/source@1"] = Field(default=SOURCE_SCHEMA, alias="schema")
    framework: Name
    read_as: Name
    file: Name
    date: dt.date
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    imported: dt.date
    skipped: tuple[LeftOut, ...] = ()
    warnings: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Kept:
    """What keeping a reading did, and the file that holds it."""

    reference: str
    status: Literal["added", "updated", "unchanged"]
    path: Path


class Imports:
    """The folder. It is made at the first import, and read only when asked."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """Where imported frameworks lie."""
        return self._folder or place.data_folder() / "frameworks"

    def paths(self) -> Iterator[Path]:
        """The files of the frameworks, by name."""
        try:
            found = sorted(self.folder.glob("*.yaml"))
        except OSError:
            return
        yield from (path for path in found if not path.name.endswith(RECORD))

    def file_of(self, reference: str) -> Path:
        """The file for a reference. What a file's name may not hold is replaced, and told apart by a digest."""
        safe = "".join(
            char if char.isascii() and (char.isalnum() or char in "._-@") else "-" for char in reference
        )
        if safe != reference or len(safe) > 120:
            safe = f"{safe[:120]}-{hashlib.sha256(reference.encode()).hexdigest()[:8]}"
        return self.folder / f"{safe}.yaml"

    def keep(self, reading: Reading) -> Kept:
        """Write a reading's framework and the record of its source, readable by the user alone. Raises StoreError."""
        framework, origin = reading.framework, reading.origin
        path = self.file_of(framework.reference)
        text = _readable(framework)
        with plain_errors(str(path)):
            before = path.read_bytes() if path.is_file() else None
        status: Literal["added", "updated", "unchanged"] = (
            "added" if before is None else "unchanged" if before == text.encode() else "updated"
        )
        record = Source(
            framework=framework.reference, read_as=origin.format, file=origin.file, date=origin.date,
            sha256=origin.sha256, imported=dt.datetime.now(dt.UTC).date(), warnings=reading.warnings,
            skipped=tuple(LeftOut(kind=one.kind, count=one.count, reason=one.reason) for one in reading.skipped),
        )  # fmt: skip
        with plain_errors(str(self.folder)):
            for folder in (self.folder.parent, self.folder):  # `parents=True` heeds no mode
                folder.mkdir(parents=True, exist_ok=True, mode=MY_FOLDER)
        write_file(_record(path), to_yaml(record), force=True, mode=ONLY_MINE)
        if status != "unchanged":
            write_file(path, text, force=True, mode=ONLY_MINE)
        return Kept(framework.reference, status, path)

    def source(self, path: Path) -> Source | None:
        """Where the framework in a file came from; None where no sound record lies beside it."""
        beside = _record(path)
        try:
            return value_from(Source, door.read_file(beside), SOURCE_SCHEMA) if beside.is_file() else None
        except FrameworkError:
            return None

    def remove(self, path: Path) -> None:
        """Take a framework's file and its record away. Raises StoreError where they may not be."""
        with plain_errors(str(path)):
            path.unlink(missing_ok=True)
            _record(path).unlink(missing_ok=True)


def _readable(framework: Framework) -> str:
    """The framework as YAML that the door takes in again. Raises StoreError where it holds too much for that."""
    text = to_yaml(framework)
    try:
        door.read_text(text)
    except FrameworkError as error:
        raise StoreError(f"{framework.reference} is too large to be kept: {error.message}.") from None
    return text


def _record(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".yaml") + RECORD)
