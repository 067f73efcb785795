"""The terminal's own cursor stands where the focus is: braille displays and terminal readers read what is under it.

Widgets with a cursor of their own say where it is (`cursor_spot`, in cells of the widget); of others the first cell
counts. Lines of text look after themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.geometry import Offset

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    Base = Screen[Any]
else:
    Base = object


def point_at(widget: Widget) -> None:
    """Put the terminal's cursor on a widget that has the focus."""
    if widget.has_focus:
        ask = getattr(widget, "cursor_spot", None)
        spot = ask() if ask else Offset(0, 0)
        widget.app.cursor_position = widget.content_region.offset + spot


class Pointing(Base):
    """To be named before the kind of screen that it is for."""

    def on_descendant_focus(self) -> None:
        """The focus went elsewhere; where that stands is known after the next layout."""
        self.call_after_refresh(self.point)

    def on_screen_resume(self) -> None:
        """Back from another screen, which had the cursor."""
        self.call_after_refresh(self.point)

    def point(self) -> None:
        """Put the terminal's cursor where the focus is."""
        widget = self.focused
        if widget is None or self.app.screen is not self:
            return
        # Textual's fields of text have it; their classes cost too much to import only to be asked for.
        offset = getattr(widget, "cursor_screen_offset", None)
        if offset is not None:
            self.app.cursor_position = offset
        else:
            point_at(widget)
