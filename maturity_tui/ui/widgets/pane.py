"""A bordered pane: title above left, one count below right; brighter when the focus is inside."""

from __future__ import annotations

from typing import Self

from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from ..draw.text import Part, as_content, line


class Pane(Vertical):
    """A frame around what belongs together. In narrow screens only its top rule is left."""

    def __init__(
        self, title: Part = "", *children: Widget, count: Part = "",
        id: str | None = None, classes: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(*children, id=id, classes=classes)
        self._heading = as_content(title)
        self._framed = True
        self._edge: str | None = None
        self._write_title()
        self.set_count(count)

    @property
    def heading(self) -> Content:
        """The title, without what a narrow screen puts about it."""
        return self._heading

    def set_title(self, title: Part) -> None:
        """The title, shown as it is written."""
        self._heading = as_content(title)
        self._write_title()

    def set_count(self, count: Part) -> None:
        """The one count, or the key of the picture; it goes with the lower border in narrow screens."""
        self._edge = "bottom"
        self.border_subtitle = as_content(count)
        self._edge = None

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:  # fmt: skip
        """As every widget; a new title or count is painted alone, not with all that is inside."""
        if self._edge is not None and self.is_mounted and not (regions or layout or recompose):
            at, size = self.content_offset, self.outer_size
            y = 0 if self._edge == "top" else size.height - 1
            regions = (Region(-at.x, y - at.y, size.width, 1),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def on_resize(self) -> None:
        framed = self.styles.border_left[0] != ""
        if framed != self._framed:
            self._framed = framed
            self._write_title()

    def _write_title(self) -> None:
        """Without corners Textual leaves no space about a title."""
        name = self._heading
        self._edge = "top"
        self.border_title = name if self._framed or not name.plain else line(" ", name, " ")
        self._edge = None
