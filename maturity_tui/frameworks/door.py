"""The guarded door: the only place where YAML becomes values.

Events are counted before anything is built, and the tree is built here rather than by PyYAML's composer: its
C version recurses and takes the process with it on deeply nested brackets, keeps the last of duplicate keys,
and lets exceptions other than YAMLError out. Scalars follow YAML 1.2's core schema, so that a file written as
JSON reads alike, `NO` is a country, and 12:30 is not a number of minutes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from maturity_tui.frameworks.anchors import Anchors, RefusedError
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.values import clean_line

MOST_BYTES = 8_000_000
MOST_EVENTS = 400_000
DEEPEST = 40
LONGEST_SCALAR = 50_000
MOST_DOCUMENTS = 20

_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
# The characters that no YAML file may hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# JSON writes a character beyond U+FFFF as two escapes, which YAML does not join.
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_CONFLICT = re.compile(r"^(<{7} |={7}\r?$|>{7} |\|{7} )", re.MULTILINE)

# What people most often did, by a part of the parser's own words.
_HINTS = {
    "mapping values are not allowed": "Text with a colon and a space in it needs quotes.",
    "start any token": "Text that begins with @, ` or % needs quotes.",
    "could not find expected ':'": "Is a colon missing, or a quote not closed?",
    "block end": "Is the indentation off, or a quote not closed?",
    "expected key": "Is the indentation off?",
    "expected ','": "Is a comma or a closing bracket missing?",
    "end of stream": "Is a quote not closed?",
    "'-' indicator": "Is the indentation off?",
    "hexdecimal": "In double quotes a backslash is written twice.",
    "escape": "In double quotes a backslash is written twice.",
}

PathKey = tuple[Any, ...]


@dataclass(frozen=True)
class Document:
    """What a YAML file holds, and where each part of it stands.

    `written` has the text of values that read as another one: 5.10 is the number 5.1, and may be a chapter.
    `alias` is the place of the first anchor or alias, where they were allowed and there is one.
    """

    data: Any
    file: str
    marks: dict[PathKey, tuple[int, int]] = field(repr=False)
    written: dict[PathKey, str] = field(default_factory=dict, repr=False)
    alias: tuple[int, int] | None = None

    def error(self, message: str, path: PathKey, hint: str = "") -> FrameworkError:
        """An error at the nearest place that the file has for the path."""
        known: PathKey = path
        while known and known not in self.marks:
            known = known[:-1]
        line, column = self.marks.get(known, (1, 1))
        return FrameworkError(message, file=self.file, line=line, column=column, path=spell(path), hint=hint)


def spell(path: PathKey) -> str:
    """A path as people write it: `areas[2].capabilities[0].id`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{shorten(str(part))}"
    return text.removeprefix(".")


def shorten(text: str, most: int = 60) -> str:
    """Text from a file for use in a sentence: on one line, without control characters, not long."""
    text = clean_line(text[: 20 * most])
    return text if len(text) <= most else text[: most - 1] + "…"


def resolve_plain(text: str) -> Any:
    """The value of an unquoted scalar: null, yes or no, a number, else the text itself."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text) if len(text) < 40 else text
    number = float(text) if _FLOAT.match(text) else math.nan
    return number if math.isfinite(number) else text


def read_file(path: Path) -> Document:
    """Read one YAML file. Raises FrameworkError for whatever is wrong with it."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise FrameworkError(
                f"The file is too large: {size:,} bytes, at most {MOST_BYTES:,}", file=str(path)
            )
        if not path.is_file():
            raise FrameworkError("This is not a file", file=str(path))
        text = path.read_bytes()
    except OSError as error:
        raise FrameworkError(f"The file cannot be read: {error.strerror or error}", file=str(path)) from None
    except ValueError:
        raise FrameworkError("No file can have this name", file=shorten(str(path))) from None
    return read_bytes(text, str(path))


def read_bytes(data: bytes, file: str = "") -> Document:
    """As `read_text`, from bytes in UTF-8 (with or without a byte-order mark)."""
    return read_text(_decoded(data, file), file)


def read_documents(data: bytes, file: str = "", *, aliases: bool = False) -> tuple[Document, ...]:
    """All documents of a file that may hold several, in order; at least one. Raises FrameworkError.

    `aliases` is for files of others: they are resolved then, within bounds (`anchors`).
    """
    return _read(_decoded(data, file), file, most=MOST_DOCUMENTS, aliases=aliases)


def _decoded(data: bytes, file: str) -> str:
    if len(data) > MOST_BYTES:
        raise FrameworkError(f"The text is too large: {len(data):,} bytes, at most {MOST_BYTES:,}", file=file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise FrameworkError(
            "The text is not UTF-8", file=file, line=line, column=1, hint="Save it as UTF-8."
        ) from None


def read_text(text: str, file: str = "") -> Document:
    """Read one YAML (or JSON) document. Raises FrameworkError for whatever is wrong with it."""
    return _read(text, file, most=1)[0]


def _read(text: str, file: str, most: int, aliases: bool = False) -> tuple[Document, ...]:
    if len(text) > MOST_BYTES:
        raise FrameworkError(f"The text is too large: at most {MOST_BYTES:,} characters", file=file)
    _refuse_text(text, file)
    if text.lstrip()[:1] == "{":
        text = _PAIR.sub(_joined, text)
    builder = _Builder(file, aliases)
    try:
        events = yaml.parse(text, Loader=_loader())
        return tuple(builder.documents(_guarded(events, file, most, aliases)))
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error, text, file) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        what = getattr(error, "reason", "") or "a character or an escape that YAML does not allow"
        raise FrameworkError(f"This is not YAML: {what}", file=file, line=1, column=1) from None


def _not_yaml(error: yaml.MarkedYAMLError, text: str, file: str) -> FrameworkError:
    what = error.problem or error.context or "the text ends too soon"
    hint = next((hint for part, hint in _HINTS.items() if part in what), "")
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines() or [""]
    if line > len(lines):  # beyond the end, where no editor can go
        line, column = len(lines), len(lines[-1]) + 1
    elif "start any token" in what and lines[line - 1][column - 1 : column] == "\t":
        hint = "Indent with spaces, not with tabs."
    what = what.replace("hexdecimal", "hexadecimal")
    return FrameworkError(f"This is not YAML: {what}", file=file, line=line, column=column, hint=hint)


def _refuse_text(text: str, file: str) -> None:
    """Raise for what can be seen before parsing, at its exact place."""
    if odd := _UNPRINTABLE.search(text):
        what = f"There is a control character (U+{ord(odd[0]):04X}) in the file"
        raise _error_at(what, text, odd.start(), file, "Take it out.")
    if conflict := _CONFLICT.search(text):
        hint = "Settle the merge, then read it again."
        raise _error_at("There are git conflict markers in the file", text, conflict.start(), file, hint)


def _error_at(message: str, text: str, position: int, file: str, hint: str) -> FrameworkError:
    line = text.count("\n", 0, position) + 1
    column = position - text.rfind("\n", 0, position)
    return FrameworkError(message, file=file, line=line, column=column, hint=hint)


def _joined(match: re.Match[str]) -> str:
    high, low = int(match[2], 16), int(match[3], 16)
    return match[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _guarded(events: Iterator[yaml.Event], file: str, most: int, aliases: bool) -> Iterator[yaml.Event]:
    """The same events, until one of them is not allowed."""
    depth = documents = 0
    for count, event in enumerate(events):
        if count > MOST_EVENTS:
            raise _refused("The file has too many parts", event, file)
        if isinstance(event, yaml.AliasEvent) and not aliases:
            raise _refused("Aliases (*name) are not allowed", event, file, "Write the value out.")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > most:
                many = "more than one document" if most == 1 else f"more than {most} documents"
                raise _refused(f"There is {many} in the file", event, file)
        if isinstance(event, yaml.NodeEvent):
            _refuse_marks(event, file, aliases)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _refused(f"The file is nested too deeply (at most {DEEPEST} levels)", event, file)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        yield event


def _refuse_marks(event: Any, file: str, aliases: bool) -> None:
    if event.anchor is not None and not aliases:
        raise _refused("Anchors (&name) are not allowed", event, file, "Write the value out.")
    if getattr(event, "tag", None) is not None:
        raise _refused(f"Tags ({shorten(event.tag)}) are not allowed", event, file)
    if isinstance(event, yaml.ScalarEvent) and len(event.value) > LONGEST_SCALAR:
        raise _refused(f"A text is too long (at most {LONGEST_SCALAR:,} characters)", event, file)


def _refused(message: str, event: Any, file: str, hint: str = "") -> FrameworkError:
    line, column = _line_and_column(event)
    return FrameworkError(message, file=file, line=line, column=column, hint=hint)


def _line_and_column(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


class _Builder:
    """Plain dicts, lists and scalars from events, with the place of each."""

    def __init__(self, file: str, aliases: bool) -> None:
        self.file = file
        self.aliases = aliases
        self.begin()

    def begin(self) -> None:
        """Forget what belongs to the document before."""
        self.marks: dict[PathKey, tuple[int, int]] = {}
        self.written: dict[PathKey, str] = {}
        self.alias: tuple[int, int] | None = None
        self.anchors = Anchors(DEEPEST)

    def documents(self, events: Iterator[yaml.Event]) -> Iterator[Document]:
        """Each document with its own places; an empty file is one document that holds nothing."""
        count = 0
        for event in events:
            if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
                self.begin()
                count += 1
                data = self.node(event, events, ())
                yield Document(data, self.file, self.marks, self.written, self.alias)
        if not count:
            yield Document(None, self.file, {})

    def node(self, event: Any, events: Iterator[yaml.Event], path: PathKey) -> Any:
        self.marks.setdefault(path, _line_and_column(event))
        return self.named(event, events, path) if self.aliases else self.value(event, events, path)

    def named(self, event: Any, events: Iterator[yaml.Event], path: PathKey) -> Any:
        """As `value`, where it may have an anchor or be an alias."""
        if isinstance(event, yaml.AliasEvent):
            return self.known(event, path)
        if event.anchor is None:
            return self.measured(event, events, path)
        self.alias = self.alias or _line_and_column(event)
        with self.anchors.named(event.anchor, len(path)) as found:
            found.value = self.measured(event, events, path)
        return found.value

    def measured(self, event: Any, events: Iterator[yaml.Event], path: PathKey) -> Any:
        self.anchors.met(len(path), len(event.value) if isinstance(event, yaml.ScalarEvent) else 0)
        return self.value(event, events, path)

    def value(self, event: Any, events: Iterator[yaml.Event], path: PathKey) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, path)
        return self.mapping(events, path)

    def scalar(self, event: Any, path: PathKey) -> Any:
        if not event.implicit[0] or event.style:
            return event.value
        value = resolve_plain(event.value)
        if not isinstance(value, str | None) and str(value) != event.value:
            self.written[path] = event.value
        return value

    def known(self, event: Any, path: PathKey) -> Any:
        self.alias = self.alias or _line_and_column(event)
        try:
            return self.anchors.value(event.anchor, len(path))
        except RefusedError as why:
            raise _refused(str(why), event, self.file, "Write the value out.") from None

    def sequence(self, events: Iterator[yaml.Event], path: PathKey) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, (*path, len(items))))
        return items

    def mapping(self, events: Iterator[yaml.Event], path: PathKey) -> dict[Any, Any]:
        items: dict[Any, Any] = {}
        names: set[str] = set()  # 1 and "1" are one key to whoever reads the levels of a scale
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                raise _refused("A key must be a plain word or number", event, self.file)
            key = resolve_plain(event.value) if event.implicit[0] and not event.style else event.value
            if key in items or str(key) in names:
                raise _refused(
                    f"The key {shorten(event.value)!r} stands twice", event, self.file, "Keep one of them."
                )
            names.add(str(key))
            here = (*path, key)
            self.marks[here] = _line_and_column(event)
            items[key] = self.node(next(events), events, here)
        return items
