"""The guarded door: the only place where YAML becomes values.

Events are counted before anything is built, and the tree is built here rather than by PyYAML's composer: its C
version recurses and takes the process with it on deeply nested brackets, keeps the last of duplicate keys, and lets
exceptions other than YAMLError out. Scalars follow YAML 1.2's core schema, so that a file written as JSON reads
alike, `NO` is a country, and 12:30 is not a number of minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from maturity_tui.frameworks.errors import FrameworkError

MOST_BYTES = 8_000_000
MOST_EVENTS = 400_000
DEEPEST = 40
LONGEST_SCALAR = 50_000

_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_CONFLICT = re.compile(r"^(<{7} |={7}$|>{7} )", re.MULTILINE)

PathKey = tuple[Any, ...]


@dataclass(frozen=True)
class Document:
    """What a YAML file holds, and where each part of it stands."""

    data: Any
    file: str
    marks: dict[PathKey, tuple[int, int]] = field(repr=False)

    def error(self, message: str, path: PathKey, hint: str = "") -> FrameworkError:
        """An error at the nearest place that the file has for the path."""
        known: PathKey = path
        while known and known not in self.marks:
            known = known[:-1]
        line, column = self.marks.get(known, (1, 1))
        return FrameworkError(
            message, file=self.file, line=line, column=column, path=spell(path), hint=hint
        )


def spell(path: PathKey) -> str:
    """A path as people write it: `areas[2].capabilities[0].id`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")


def resolve_plain(text: str) -> Any:
    """The value of an unquoted scalar: null, yes or no, a number, else the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text) if len(text) < 40 else text
    return float(text) if _FLOAT.match(text) else text


def read_file(path: Path) -> Document:
    """Read one YAML file. Raises FrameworkError for whatever is wrong with it."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise FrameworkError(f"The file is too large: {size:,} bytes, at most {MOST_BYTES:,}", file=str(path))
        if not path.is_file():
            raise FrameworkError("This is not a file", file=str(path))
        text = path.read_bytes()
    except OSError as error:
        raise FrameworkError(f"The file cannot be read: {error.strerror}", file=str(path)) from None
    return read_bytes(text, str(path))


def read_bytes(data: bytes, file: str = "") -> Document:
    """As `read_text`, from bytes in UTF-8 (with or without a byte-order mark)."""
    if len(data) > MOST_BYTES:
        raise FrameworkError(f"The text is too large: {len(data):,} bytes, at most {MOST_BYTES:,}", file=file)
    try:
        return read_text(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FrameworkError(
            "The text is not UTF-8", file=file, line=line, column=1, hint="Save it as UTF-8."
        ) from None


def read_text(text: str, file: str = "") -> Document:
    """Read one YAML (or JSON) document. Raises FrameworkError for whatever is wrong with it."""
    if len(text) > MOST_BYTES:
        raise FrameworkError(f"The text is too large: at most {MOST_BYTES:,} characters", file=file)
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        raise FrameworkError(
            "There are git conflict markers in the file", file=file, line=line, column=1,
            hint="Settle the merge, then read it again.",
        )  # fmt: skip
    builder = _Builder(file)
    try:
        events = yaml.parse(text, Loader=_loader())
        return Document(builder.document(_guarded(events, file)), file, builder.marks)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "the text ends too soon"
        raise FrameworkError(
            f"This is not YAML: {what}", file=file,
            line=mark.line + 1 if mark else 1, column=mark.column + 1 if mark else 1,
        ) from None  # fmt: skip
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what = getattr(error, "reason", "") or "a character or an escape that YAML does not allow"
        line = text.count("\n", 0, getattr(error, "position", 0) or 0) + 1
        raise FrameworkError(f"This is not YAML: {what}", file=file, line=line, column=1) from None


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _guarded(events: Iterator[yaml.Event], file: str) -> Iterator[yaml.Event]:
    """The same events, until one of them is not allowed."""
    depth = documents = 0
    for count, event in enumerate(events):
        if count > MOST_EVENTS:
            raise _refused("The file has too many parts", event, file)
        if isinstance(event, yaml.AliasEvent):
            raise _refused("Aliases (*name) are not allowed", event, file, "Write the value out.")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _refused("There is more than one document in the file", event, file)
        if isinstance(event, yaml.NodeEvent):
            _refuse_marks(event, file)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _refused(f"The file is nested too deeply (at most {DEEPEST} levels)", event, file)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        yield event


def _refuse_marks(event: Any, file: str) -> None:
    if event.anchor is not None:
        raise _refused("Anchors (&name) are not allowed", event, file, "Write the value out.")
    if getattr(event, "tag", None) is not None:
        raise _refused(f"Tags ({event.tag}) are not allowed", event, file)
    if isinstance(event, yaml.ScalarEvent) and len(event.value) > LONGEST_SCALAR:
        raise _refused(f"A text is too long (at most {LONGEST_SCALAR:,} characters)", event, file)


def _refused(message: str, event: yaml.Event, file: str, hint: str = "") -> FrameworkError:
    mark = event.start_mark
    return FrameworkError(message, file=file, line=mark.line + 1, column=mark.column + 1, hint=hint)


class _Builder:
    """Plain dicts, lists and scalars from events, with the place of each."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.marks: dict[PathKey, tuple[int, int]] = {}

    def document(self, events: Iterator[yaml.Event]) -> Any:
        value = None
        for event in events:
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
                value = self.node(event, events, ())
        return value

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], path: PathKey) -> Any:
        mark = event.start_mark
        self.marks.setdefault(path, (mark.line + 1, mark.column + 1))
        if isinstance(event, yaml.ScalarEvent):
            return resolve_plain(event.value) if event.implicit[0] and not event.style else event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        return self.mapping(events, path)

    def sequence(self, events: Iterator[yaml.Event], path: PathKey) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], path: PathKey) -> dict[Any, Any]:
        items: dict[Any, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise _refused("A key must be a plain word or number", event, self.file)
            key = resolve_plain(event.value) if event.implicit[0] and not event.style else event.value
            if key in items:
                raise _refused(f"The key {event.value!r} stands twice", event, self.file, "Keep one of them.")
            here = (*path, key)
            self.marks[here] = (event.start_mark.line + 1, event.start_mark.column + 1)
            items[key] = self.node(next(events), events, here)
        return items
