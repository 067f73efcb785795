"""What can be chosen without a database: what ships with the app, and what the user imported.

Read once, and then from a compiled cache: checked JSON under the digest of the source, the schema and the app's
version, so that a changed file or app never meets an old one. Where its folder cannot be written there is none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from maturity_tui import __version__
from maturity_tui.analysis.inputs.interventions import INPUTS_SCHEMA, InputLibrary, Intervention
from maturity_tui.frameworks import door
from maturity_tui.frameworks.canonical import canonical_json, from_json
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.load import framework_from, value_from
from maturity_tui.frameworks.models import FRAMEWORK_SCHEMA, Framework
from maturity_tui.frameworks.sources.reading import Reading
from maturity_tui.store import place
from maturity_tui.store.errors import StoreError
from maturity_tui.store.files import write_file
from maturity_tui.store.imported import Imports, Kept, Source

_HEAD = 4000


@dataclass(frozen=True)
class Entry:
    """A framework that can be chosen, without its content."""

    id: str
    version: str
    title: str
    kind: str
    path: Path | None
    source: Literal["shipped", "imported", "own"]

    @property
    def reference(self) -> str:
        """id@version."""
        return f"{self.id}@{self.version}"


def version_order(version: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts versions as people count them: 2026.2 before 2026.10."""
    parts = re.findall(r"\d+|\D+", version)
    return tuple((1, int(part), "") if part.isdecimal() else (0, 0, part) for part in parts)


class Catalogue:
    """The shipped and the imported frameworks, and the shipped inputs. What a build leaves out (sfia) is not there.

    An imported framework stands before a shipped one of the same id and version: it is the licensed, whole one.
    """

    def __init__(
        self, folder: Path | None = None, cache: Path | None = None, imports: Path | None = None
    ) -> None:
        """The folders default to what ships, the user's cache, and the user's imports; none is opened yet."""
        self._folder = folder
        self._cache = cache
        self.imports = Imports(imports)
        self.unreadable: tuple[str, ...] = ()
        """What is wrong with imported files, a sentence each, once `entries` was asked."""
        self._texts: dict[Path, tuple[dict[str, Any], str]] = {}
        self._frameworks: dict[Path, Framework] = {}
        self._inputs: tuple[Intervention, ...] | None = None

    @property
    def folder(self) -> Path:
        """Where the frameworks lie."""
        return self._folder or place.shipped_folder("frameworks")

    def entries(self) -> tuple[Entry, ...]:
        """The shipped frameworks by folder and file, then the imported ones. Raises FrameworkError for a broken
        shipped one; an imported file that somebody broke is left out, and said in `unreadable`."""
        imported = self._imported()
        taken = {entry.reference for entry in imported}
        return tuple(one for one in self.shipped() if one.reference not in taken) + imported

    def shipped(self) -> tuple[Entry, ...]:
        """What ships, also where an imported framework stands before it."""
        return tuple(self._entry(path, "shipped") for path in self._files(FRAMEWORK_SCHEMA))

    def load(self, reference: str) -> Framework:
        """A framework by `id` (its latest version) or `id@version`. Raises StoreError with the nearest."""
        return self._content(find_entry(self.entries(), reference))

    def contents(self, reference: str) -> tuple[Framework, ...]:
        """All that is known under `id@version`: what was imported first, then what ships."""
        every = (*self._imported(), *self.shipped())
        return tuple(self._content(entry) for entry in every if entry.reference == reference)

    def shipped_framework(self, id: str) -> Framework | None:
        """The framework that ships under an id; None where this build has none."""
        found = [entry for entry in self.shipped() if entry.id == id]
        return self._content(max(found, key=lambda entry: version_order(entry.version))) if found else None

    # Imports

    def keep(self, reading: Reading) -> Kept:
        """Keep what was read from a file, for every database; not what ships anyway. Raises StoreError."""
        framework = reading.framework
        for entry in self.shipped():
            if entry.reference == framework.reference and self._content(entry) == framework and entry.path:
                return Kept(entry.reference, "unchanged", entry.path)
        kept = self.imports.keep(reading)
        self._forget(kept.path)
        return kept

    def origin(self, reference: str) -> Source | None:
        """Where an imported framework came from; None for one that ships."""
        entry = next((one for one in self._imported() if one.reference == reference), None)
        return self.imports.source(entry.path) if entry and entry.path else None

    def remove(self, reference: str) -> None:
        """Take an imported framework away; assessments keep what they pinned. Raises StoreError."""
        entry = find_entry(self.entries(), reference)
        if entry.source != "imported" or entry.path is None:
            raise StoreError(f"{entry.reference} ships with the app, so it cannot be removed.")
        self.imports.remove(entry.path)
        self._forget(entry.path)

    def _forget(self, path: Path) -> None:
        self._texts.pop(path, None)
        self._frameworks.pop(path, None)

    def _imported(self) -> tuple[Entry, ...]:
        found, wrong = [], []
        for path in self.imports.paths():
            try:
                found.append(self._entry(path, "imported"))
            except (FrameworkError, OSError) as error:
                wrong.append(str(error))
        self.unreadable = tuple(wrong)
        return tuple(found)

    def _content(self, entry: Entry) -> Framework:
        assert entry.path is not None
        if entry.path not in self._frameworks:
            self._frameworks[entry.path] = self._load(entry.path)
        return self._frameworks[entry.path]

    # What ships

    def inputs(self) -> tuple[Intervention, ...]:
        """The shipped library of inputs."""
        if self._inputs is None:
            paths = self._files(INPUTS_SCHEMA)
            self._inputs = tuple(item for path in paths for item in self._library(path).inputs)
        return self._inputs

    def _files(self, schema: str) -> Iterator[Path]:
        """The YAML files of one schema, told by their first lines."""
        wanted = re.compile(rf"""^["']?schema["']?:\s*["']?{re.escape(schema)}""", re.MULTILINE)
        for path in sorted(self.folder.glob("*/*.yaml")):
            with path.open(encoding="utf-8", errors="replace") as file:
                if wanted.search(file.read(_HEAD)):
                    yield path

    def _entry(self, path: Path, source: Literal["shipped", "imported"]) -> Entry:
        head, _ = self._compiled(path)
        return Entry(head["id"], head["version"], head["title"], head["kind"], path, source)

    def _load(self, path: Path) -> Framework:
        _, text = self._compiled(path)
        if path in self._frameworks:
            return self._frameworks[path]
        try:
            return from_json(text)
        except ValidationError:
            return framework_from(door.read_file(path))

    def _compiled(self, path: Path) -> tuple[dict[str, Any], str]:
        if path not in self._texts:
            cached = self._read_cache(path)
            self._texts[path] = cached or self._compile(path)
        return self._texts[path]

    def _compile(self, path: Path) -> tuple[dict[str, Any], str]:
        framework = self._frameworks[path] = framework_from(door.read_file(path))
        head = {
            "id": framework.id,
            "version": framework.version,
            "title": framework.title,
            "kind": str(framework.kind),
        }
        text = canonical_json(framework)
        self._write_cache(path, head, text)
        return head, text

    def _library(self, path: Path) -> InputLibrary:
        if cached := self._read_cache(path):
            try:
                return InputLibrary.model_validate_json(cached[1])
            except ValidationError:
                pass
        library = value_from(InputLibrary, door.read_file(path), INPUTS_SCHEMA)
        self._write_cache(path, {}, library.model_dump_json(by_alias=True, exclude_defaults=True))
        return library

    def _cache_file(self, path: Path) -> Path:
        made_by = f"{__version__}\0{FRAMEWORK_SCHEMA}\0".encode()
        key = hashlib.sha256(made_by + path.read_bytes()).hexdigest()
        return (self._cache or place.cache_folder() / "compiled") / f"{path.stem}-{key}.json"

    def _read_cache(self, path: Path) -> tuple[dict[str, Any], str] | None:
        """The head (one line of JSON) and the text; nothing where there is no cache, or it was changed."""
        try:
            head, digest, text = self._cache_file(path).read_text(encoding="utf-8").split("\n", 2)
            sound = hashlib.sha256(f"{head}\n{text}".encode()).hexdigest() == digest
            return (json.loads(head), text) if sound else None
        except (OSError, ValueError):
            return None

    def _write_cache(self, path: Path, head: dict[str, Any], text: str) -> None:
        first = json.dumps(head, ensure_ascii=False)
        digest = hashlib.sha256(f"{first}\n{text}".encode()).hexdigest()
        target = self._cache_file(path)
        try:
            write_file(target, f"{first}\n{digest}\n{text}", force=True, mode=0o600)
            for old in target.parent.glob(f"{path.stem}-{'[0-9a-f]' * 64}.json"):
                if old != target:
                    old.unlink(missing_ok=True)
        except (StoreError, OSError):
            return


def find_entry(entries: tuple[Entry, ...], reference: str) -> Entry:
    """The entry for `id@version`, or the latest for `id`. Raises StoreError with the nearest name."""
    id, _, version = reference.partition("@")
    found = [entry for entry in entries if entry.id == id and version in ("", entry.version)]
    if not found:
        known = [name for entry in entries for name in (entry.id, entry.reference)]
        raise StoreError(f"There is no framework {reference!r}. {nearest(reference, known)}".strip())
    return max(found, key=lambda entry: version_order(entry.version))
