"""What screens and dialogs do below 80 × 24: one line in the place of everything. The app takes no key then but the
one that leaves: nobody is to change what cannot be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.geometry import Size

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

    Base = Screen[Any]
else:
    Base = object

SMALLEST = Size(80, 24)


def too_small(size: Size) -> bool:
    """Whether there is too little room to show anything."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class NeedsRoom(Base):
    """To be named before the kind of screen that it is for."""

    _focus_before: Widget | None = None

    def on_resize(self, event: events.Resize) -> None:
        """Hide everything, or bring it back with the focus where it was: what is hidden loses it."""
        small, was_small = too_small(event.size), bool(self.query("TooSmall"))
        self.set_class(small, "-small")
        if small and not was_small:
            from .widgets.too_small import TooSmall

            self._focus_before = self.focused
            self.mount(TooSmall())
        elif was_small and not small:
            self.query("TooSmall").remove()
            self.call_after_refresh(self._focus_again)

    def _focus_again(self) -> None:
        before, self._focus_before = self._focus_before, None
        if self.focused is None and before is not None and before.is_attached:
            self.set_focus(before)
        elif self.focused is None:
            self.focus_next()
