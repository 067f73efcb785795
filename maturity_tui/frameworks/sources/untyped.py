"""Safe steps through what a file holds before anything is known of it: every failure names its place.

Texts come out clean and no longer than a framework may hold; numbers that are written as text are numbers here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from maturity_tui.frameworks.door import Document, PathKey, resolve_plain, shorten, spell
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.sources.reading import Notes
from maturity_tui.frameworks.values import LONGEST_TEXT, Number, clean, clean_line

LARGEST = 1e15
LONGEST_TITLE = 90


@dataclass(frozen=True)
class Node:
    """One value in a file, with its place."""

    document: Document
    notes: Notes
    data: Any
    path: PathKey = field(default=())

    @classmethod
    def of(cls, document: Document, notes: Notes) -> Node:
        """The whole of a document."""
        return cls(document, notes, document.data)

    def error(self, message: str, hint: str = "") -> FrameworkError:
        """An error at this place."""
        return self.document.error(message, self.path, hint)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing: no such key, or a key without a value."""
        return self.data is None or self.data in ("", [], {})

    @property
    def is_map(self) -> bool:
        """Whether it holds keys."""
        return isinstance(self.data, dict)

    def get(self, key: str) -> Node:
        """What stands under a key; an empty node where nothing does. Raises FrameworkError unless a mapping."""
        return self._below(key, self._mapping().get(key))

    def first(self, *keys: str) -> Node:
        """What stands under the first of the keys that has a value."""
        found = (node for node in map(self.get, keys) if not node.is_empty)
        return next(found, self.get(keys[0]))

    def entries(self) -> list[tuple[str, Node]]:
        """The keys, as text, and what stands under each. Raises FrameworkError unless a mapping or nothing."""
        return [(clean_line(str(key)), self._below(key, value)) for key, value in self._mapping().items()]

    def items(self) -> list[Node]:
        """The items of a list; none where there is nothing. Raises FrameworkError where it is no list."""
        if self.data is None or self.data == "":
            return []
        if not isinstance(self.data, list):
            raise self.error(f"A list is wanted here; found {self._shown()}")
        return [self._below(index, value) for index, value in enumerate(self.data)]

    def several(self) -> list[Node]:
        """The items of a list, or the one value that stands here without one."""
        if isinstance(self.data, list):
            return self.items()
        return [] if self.is_empty else [self]

    def text(self) -> str:
        """The text as it is written; empty for nothing. Raises FrameworkError for a list or a mapping."""
        if self.data is None:
            return ""
        if isinstance(self.data, dict | list):
            raise self.error(f"A text is wanted here; found {self._shown()}")
        return self.fitted(clean(self.document.written.get(self.path) or str(self.data)))

    def line(self) -> str:
        """As `text`, on one line."""
        return clean_line(self.text())

    def texts(self) -> list[str]:
        """The texts of a list, or of the one text that stands here; those that say nothing are left out."""
        return [text for text in (item.text() for item in self.several()) if text]

    def fitted(self, text: str) -> str:
        """The text, cut (and said so) where it is longer than a framework may hold."""
        if len(text) <= LONGEST_TEXT:
            return text
        where = f"{self.document.file} › {spell(self.path)}" if self.path else self.document.file
        self.notes.warn(f"A text is longer than {LONGEST_TEXT:,} characters and was cut there: {where}.")
        return text[: LONGEST_TEXT - 1].rstrip() + "…"

    def joined(self, texts: Iterable[str], between: str = "\n\n") -> str:
        """Those texts that say something, as one."""
        return self.fitted(between.join(text for text in texts if text))

    def number(self) -> Number | None:
        """The number; None for nothing. Raises FrameworkError for anything else."""
        value = resolve_plain(self.data.strip()) if isinstance(self.data, str) else self.data
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > LARGEST:
            raise self.error(f"A number is wanted here; found {self._shown()}")
        return int(value) if isinstance(value, float) and value.is_integer() else value

    def whole(self) -> int | None:
        """As `number`, of which no part may be left."""
        value = self.number()
        if isinstance(value, float):
            raise self.error(f"A whole number is wanted here; found {self._shown()}")
        return value

    def skip_others(self, kind: str, taken: Iterable[str], reason: str) -> None:
        """Count every key that has a value and is not among those taken, by its name."""
        known = set(taken)
        for key, node in self.entries():
            if key not in known and not node.is_empty:
                self.notes.skip(f"{kind}: {shorten(key)}", reason, len(node.several()))

    def _mapping(self) -> dict[Any, Any]:
        if self.data is None:
            return {}
        if not isinstance(self.data, dict):
            raise self.error(f"Keys and values are wanted here; found {self._shown()}")
        return self.data

    def _below(self, key: Any, value: Any) -> Node:
        return Node(self.document, self.notes, value, (*self.path, key))

    def _shown(self) -> str:
        if isinstance(self.data, dict | list):
            return "a list" if isinstance(self.data, list) else "keys and values"
        return "nothing" if self.data is None else repr(shorten(str(self.data)))


def beginning(text: str) -> str:
    """The beginning of a text as a title: its first line, cut at a word."""
    line = clean_line(text.strip().split("\n", 1)[0])
    if len(line) <= LONGEST_TITLE:
        return line
    return line[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:.–-") + "…"


def points(text: str) -> list[str]:
    """The points of a list that is written as text (`- Show …`); lines that go on from one belong to it."""
    found: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        if bare.startswith(("- ", "* ")):
            found.append(bare[2:].strip())
        elif bare and found and line.startswith((" ", "\t")):
            found[-1] += f" {bare}"
        elif bare:
            found.append(bare)
    return [point for point in found if point not in ("", "-", "*")]


@contextmanager
def sound(file: str) -> Iterator[None]:
    """Whatever a framework made of the file cannot hold leaves as a FrameworkError."""
    try:
        yield
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise FrameworkError(f"What the file holds makes no sound framework: {first['msg']}", file=file, path=place) \
            from None  # fmt: skip
