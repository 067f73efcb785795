"""Lines of a page to read: headings, paragraphs, hanging indents. Knows nothing of frameworks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.content import Content

from maturity_tui.ui.draw import line
from maturity_tui.ui.draw.text import Part, as_content, width_of, wrap


def joined(parts: Iterable[Part]) -> Content:
    """One text from lines."""
    return Content("\n").join([as_content(part) for part in parts])


def heading(words: str) -> Iterator[Part]:
    """A heading with the empty line above it."""
    yield ""
    yield line((words, "bold"))


def texts(*parts: str | tuple[str, str]) -> Iterator[Part]:
    """Paragraphs, each with an empty line above it; empty ones are left out."""
    for part in parts:
        if part if isinstance(part, str) else part[0]:
            yield ""
            yield as_content(part)


def hanging(mark: Part, text: str, width: int, *, style: str = "", indent: int | None = None) -> Content:
    """A paragraph after its mark; further lines stand under its first word, or where `indent` says."""
    left = width_of(mark) if indent is None else indent
    # What the mark takes of the first line beyond the indent; a letter stands for each cell, so that `wrap` counts it.
    taken = "x" * (width_of(mark) - left)
    first, *others = wrap(taken + text, max(8, width - left))
    return joined(
        [line(mark, (first[len(taken) :], style)), *(line(" " * left, (row, style)) for row in others)]
    )
