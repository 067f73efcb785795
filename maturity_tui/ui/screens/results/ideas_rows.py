"""Results, ideas: the rows of the list."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from maturity_tui.assessments.ideas import Caught
from maturity_tui.ui.draw import NAME, clip, label, line, pad, wrap_to
from maturity_tui.ui.draw.text import Part, width_of
from maturity_tui.ui.screens.results.page import READABLE
from maturity_tui.ui.screens.results.view import ResultsView

KIND = 7
MOST_LINES = 4
LEAST_WORDS = 40
"""Cells that the words need beside the names."""


def keyed(every: Sequence[Caught]) -> dict[str, Caught]:
    """Each by a key of its own that stays when another is added or taken away, so that the cursor stays with it."""
    found: dict[str, Caught] = {}
    for one in every:
        key = f"{one.idea.kind} {one.about} {one.idea.text}"
        while key in found:
            key += "+"
        found[key] = one
    return found


def names_width(view: ResultsView, every: Sequence[Caught]) -> int:
    """The cells that the longest of what they are about takes, or of the themes below it."""
    return max((width_of(text) for one in every for text in (about(view, one), _theme(one))), default=0)


def beside(names: int, width: int) -> bool:
    """Whether the words have room beside the names: a name is never cut."""
    return width - KIND - names - 4 >= LEAST_WORDS


def lines_beside(every: Sequence[Caught], names: int, width: int) -> int:
    """The lines that the longest words take beside the names, two to four."""
    room = width - KIND - names - 4
    return max([2, *(len(_text(one, room, MOST_LINES)) for one in every)])


def _theme(one: Caught) -> str:
    return one.themes[0] if one.themes else ""


def about(view: ResultsView, one: Caught) -> str:
    return view.named(one.about) if one.about else one.name


def _kind(one: Caught) -> Part:
    style = "bold $text-warning" if one.idea.kind == "blocker" else "$muted"
    return pad((one.idea.kind, style), KIND)


def _text(one: Caught, width: int, most: int = 2) -> list[Content]:
    return [line(row) for row in wrap_to(" ".join(one.idea.text.split()), min(READABLE, max(8, width)), most)]


def narrow_row(view: ResultsView, one: Caught, width: int) -> Sequence[Content]:
    """What it is about, and below its words in up to two lines."""
    head = clip(line(_kind(one), "  ", (about(view, one), NAME)), width)
    return [head, *(line(" " * (KIND + 2), row) for row in _text(one, width - KIND - 2))]


def wide_row(view: ResultsView, one: Caught, width: int, *, names: int) -> Sequence[Content]:
    """Kind and what it is about at the left, the theme that wants it below; the words beside."""
    left = [
        line((about(view, one), NAME)),
        label(_theme(one)),
    ]
    words = _text(one, width - KIND - names - 4, MOST_LINES)
    rows = []
    for at in range(max(len(left), len(words))):
        first = _kind(one) if at == 0 else " " * KIND
        said = words[at] if at < len(words) else Content("")
        name = left[at] if at < len(left) else Content("")
        rows.append(line(first, "  ", pad(name, names), "  ", said))
    return rows
