"""From YAML's events to plain dicts, lists and scalars, with the place of each.

Scalars follow YAML 1.2's core schema. The events were counted before: `door` is the only one to use this.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from maturity_tui.frameworks.anchors import Anchors, RefusedError
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.values import clean_line

_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip

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


def refused(message: str, event: Any, file: str, hint: str = "") -> FrameworkError:
    """An error at the place of an event."""
    line, column = _line_and_column(event)
    return FrameworkError(message, file=file, line=line, column=column, hint=hint)


def _line_and_column(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


class Builder:
    """Plain dicts, lists and scalars from events, with the place of each."""

    def __init__(self, file: str, aliases: bool, deepest: int) -> None:
        self.file = file
        self.aliases = aliases
        self.deepest = deepest
        self.begin()

    def begin(self) -> None:
        """Forget what belongs to the document before."""
        self.marks: dict[PathKey, tuple[int, int]] = {}
        self.written: dict[PathKey, str] = {}
        self.alias: tuple[int, int] | None = None
        self.anchors = Anchors(self.deepest)

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
            raise refused(str(why), event, self.file, "Write the value out.") from None

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
                raise refused("A key must be a plain word or number", event, self.file)
            key = resolve_plain(event.value) if event.implicit[0] and not event.style else event.value
            if key in items or str(key) in names:
                raise refused(
                    f"The key {shorten(event.value)!r} stands twice", event, self.file, "Keep one of them."
                )
            names.add(str(key))
            here = (*path, key)
            self.marks[here] = _line_and_column(event)
            items[key] = self.node(next(events), events, here)
        return items
