"""Lines of text in tokens: joining, padding and wrapping by cells, never by characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from ..glyphs import GLYPHS

Part = str | tuple[str, str] | Content
"""Plain text, text with a style such as `("12", "bold $text-primary")`, or finished content."""

NAME = ".name"
"""A style for the name in a list's row: bold where the cursor is."""


# Escapes and other control characters would reach the terminal; a line's end may stay.
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if code != 10} | {9: " "}


def harmless(text: str) -> str:
    """A text without control characters."""
    return text if text.isprintable() else text.translate(_CONTROLS)


def line(*parts: Part) -> Content:
    """One line from parts. Text is shown as it is: brackets are only brackets, escapes are taken out."""
    return Content.assemble(*map(_harmless, parts))


def _harmless(part: Part) -> Part:
    if isinstance(part, str):
        return harmless(part)
    return part if isinstance(part, Content) else (harmless(part[0]), part[1])


def label(text: str) -> Content:
    """A muted label, heading or unit."""
    return line((text, "$muted"))


def as_content(part: Part) -> Content:
    return part if isinstance(part, Content) else line(part)


def width_of(part: Part) -> int:
    return as_content(part).cell_length


def clip(part: Part, width: int) -> Content:
    """At most `width` cells; what is lost is marked."""
    content = as_content(part)
    if content.cell_length <= width:
        return content
    if width <= 1:
        return Content(GLYPHS.more[:width])
    return content.truncate(width - 1) + Content(GLYPHS.more)


def pad(part: Part, width: int, align: str = "left") -> Content:
    """Exactly `width` cells, aligned `left`, `right` or `center`."""
    content = clip(part, width)
    room = width - content.cell_length
    if room <= 0:
        return content
    if align == "right":
        return content.pad_left(room)
    if align == "center":
        return content.pad(room // 2, room - room // 2)
    return content.pad_right(room)


def join(parts: Iterable[Part], gap: str = "   ") -> Content:
    """Parts beside each other with a gap between; empty ones take no room."""
    kept = [content for content in map(as_content, parts) if content.plain]
    return Content(gap).join(kept)


def apart(left: Part, right: Part, width: int) -> Content:
    """Left and right at the two ends of a row; the left gives way first, but keeps a third of it."""
    kept = min(width_of(left), width // 3)
    tail = clip(right, max(0, width - kept - 2))
    room = width - tail.cell_length - (2 if tail.plain else 0)
    return line(pad(left, max(0, room)), "  " if tail.plain else "", tail)


def wrap(text: str, width: int) -> list[str]:
    """A text in lines of at most `width` cells, broken at spaces; a longer word is folded."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        row = ""
        for word in paragraph.split():
            if row and cell_len(row) + 1 + cell_len(word) <= width:
                row = f"{row} {word}"
                continue
            if row:
                lines.append(row)
            *folded, row = _fold(word, width)
            lines.extend(folded)
        lines.append(row)
    return lines


def wrap_to(text: str, width: int, most: int) -> list[str]:
    """As `wrap`, in at most so many lines; where the text goes on, the last one says so."""
    rows = wrap(text, width)
    if len(rows) <= most:
        return rows
    last = f"{rows[most - 1]}{GLYPHS.more}"
    if cell_len(last) > width:
        kept = rows[most - 1].rpartition(" ")[0]
        last = f"{kept}{GLYPHS.more}" if kept else clip(last, width).plain
    return [*rows[: most - 1], last]


def packed(parts: Iterable[Part], width: int, gap: str = "   ") -> list[Content]:
    """Parts one after the other in as many lines as they take; none is broken over two."""
    rows: list[Content] = []
    for content in map(as_content, parts):
        if rows and rows[-1].cell_length + len(gap) + content.cell_length <= width:
            rows[-1] = line(rows[-1], gap, content)
        else:
            rows.append(clip(content, width))
    return rows


def fitting(parts: Sequence[Part], width: int, gap: str = "   ") -> Content:
    """As many parts as one line has room for, each whole, and how many more there are."""
    for count in range(len(parts), 0, -1):
        more = [label(f"{len(parts) - count} more")] if count < len(parts) else []
        found = join([*parts[:count], *more], gap)
        if found.cell_length <= width or count == 1:
            return clip(found, width)
    return Content("")


def _fold(word: str, width: int) -> list[str]:
    """A word in pieces that fit."""
    if width < 1 or cell_len(word) <= width:
        return [word]
    pieces, piece = [], ""
    for character in word:
        if piece and cell_len(piece + character) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]
