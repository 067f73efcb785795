"""The guarded door: the only place where YAML becomes values.

Events are counted before anything is built, and the tree is built here rather than by PyYAML's composer: its
C version recurses and takes the process with it on deeply nested brackets, keeps the last of duplicate keys,
and lets exceptions other than YAMLError out. Scalars follow YAML 1.2's core schema, so that a file written as
JSON reads alike, `NO` is a country, and 12:30 is not a number of minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from maturity_tui.frameworks.building import (
    Builder,
    Document,
    PathKey,
    refused,
    resolve_plain,
    shorten,
    spell,
)
from maturity_tui.frameworks.errors import FrameworkError

MOST_BYTES = 8_000_000
MOST_EVENTS = 400_000
DEEPEST = 40
LONGEST_SCALAR = 50_000
MOST_DOCUMENTS = 20

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
    builder = Builder(file, aliases, DEEPEST)
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
            raise refused("The file has too many parts", event, file)
        if isinstance(event, yaml.AliasEvent) and not aliases:
            raise refused("Aliases (*name) are not allowed", event, file, "Write the value out.")
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > most:
                many = "more than one document" if most == 1 else f"more than {most} documents"
                raise refused(f"There is {many} in the file", event, file)
        if isinstance(event, yaml.NodeEvent):
            _refuse_marks(event, file, aliases)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise refused(f"The file is nested too deeply (at most {DEEPEST} levels)", event, file)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        yield event


def _refuse_marks(event: Any, file: str, aliases: bool) -> None:
    if event.anchor is not None and not aliases:
        raise refused("Anchors (&name) are not allowed", event, file, "Write the value out.")
    if getattr(event, "tag", None) is not None:
        raise refused(f"Tags ({shorten(event.tag)}) are not allowed", event, file)
    if isinstance(event, yaml.ScalarEvent) and len(event.value) > LONGEST_SCALAR:
        raise refused(f"A text is too long (at most {LONGEST_SCALAR:,} characters)", event, file)


__all__ = [
    "DEEPEST", "Document", "PathKey", "read_bytes", "read_documents", "read_file", "read_text", "resolve_plain",
    "shorten", "spell",
]  # fmt: skip
