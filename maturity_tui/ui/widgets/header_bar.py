"""One row at the top: where we are at the left, the state at the right."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ..draw.text import Part, apart, line
from ..glyphs import GLYPHS


class HeaderBar(Widget):
    """The path, its first part bold, and what is true now (`✓ saved 14:02:11`)."""

    DEFAULT_CSS = "HeaderBar { height: 1; padding: 0 1; }"

    path: reactive[tuple[str, ...]] = reactive((), always_update=False)
    state: reactive[Content] = reactive(Content(""))

    def render(self) -> Content:
        path = self.path
        if len(path) > 2 and self.screen.has_class("-narrow"):
            path = path[1:]
        return apart(path_line(path), self.state, self.size.width)


def path_line(path: Sequence[str]) -> Content:
    """`Northwick City Council › Data and insight › autumn 2026`"""
    parts: list[Part] = []
    for index, part in enumerate(path):
        if index:
            parts.append((f" {GLYPHS.then} ", "$muted"))
        parts.append((part, "$muted" if index else "bold"))
    return line(*parts)
