"""The last row: the keys that work now, or for a moment one sentence about what happened. A long one takes more rows:
an error that is cut short cannot be acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ..draw.text import Part, clip, line, pad, width_of, wrap
from ..glyphs import GLYPHS
from ..key_order import in_order
from ..keys import key_name, short_label

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.timer import Timer

MOST = 7
GAP = "   "
NOTICE_SECONDS = 8.0
MOST_ROWS = 4

_KINDS = {
    "info": ("", "$foreground"),
    "success": ("saved", "$success"),
    "warning": ("stale", "$warning"),
    "error": ("stale", "$error"),
}


class KeyBar(Widget):
    """Made from the bindings of whatever has the focus; a click on a key presses it."""

    DEFAULT_CSS = "KeyBar { height: 1; padding: 0 1; dock: bottom; }"

    notice: reactive[tuple[str, str] | None] = reactive(None)
    """A sentence and its kind, in the place of the keys."""

    def __init__(self) -> None:
        super().__init__()
        self._spots: list[tuple[int, int, str]] = []
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def say(self, text: str, kind: str = "info") -> None:
        """Show a sentence until the next key, or for some seconds."""
        self.notice = (text, kind)
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(NOTICE_SECONDS, self.hush)

    def hush(self) -> None:
        """Show the keys again."""
        self.notice = None

    def watch_notice(self) -> None:
        self._take_rows()

    def on_resize(self) -> None:
        self._take_rows()

    def _take_rows(self) -> None:
        """As many rows as the sentence needs; another height lays the screen out anew, so only where it is one."""
        rows = len(self._said(self.content_size.width)) if self.notice else 1
        if self.is_mounted and self.styles.height is not None and self.styles.height.value != rows:
            self.styles.height = rows

    def render(self) -> Content:
        self._spots = []
        return self._notice() if self.notice else self._keys(self.size.width)

    def _notice(self) -> Content:
        _, kind = self.notice or ("", "info")
        glyph, style = _KINDS.get(kind, _KINDS["info"])
        mark: Part = (f"{getattr(GLYPHS, glyph)} ", style) if glyph else ""
        width = self.size.width
        first, *others = self._said(width)
        under = " " * width_of(mark)
        rows = [line(mark, first), *(line(under, row) for row in others)]
        return Content("\n").join(pad(row, width) for row in rows)

    def _said(self, width: int) -> list[str]:
        """The sentence in rows beside its mark."""
        room = max(1, width - 2)
        rows = wrap((self.notice or ("", ""))[0], room)
        return (
            [*rows[: MOST_ROWS - 1], clip(" ".join(rows[MOST_ROWS - 1 :]), room).plain]
            if len(rows) > MOST_ROWS
            else rows
        )

    def _keys(self, width: int) -> Content:
        found = self._offered()
        aside = [entry for entry in found if entry[1].id == "help"][:1]
        main = [entry for entry in found if entry[1].id != "help"][:MOST]
        tail = _entry(*aside[0]) if aside else Content("")
        room = width - width_of(tail) - len(GAP)
        shown = _fit(main, room)
        self._mark(shown, 0)
        if aside:
            self._spots.append((width - width_of(tail), width, aside[0][1].key))
        return line(pad(Content(GAP).join(item for item, _ in shown), max(0, width - width_of(tail))), tail)

    def _mark(self, shown: list[tuple[Content, Binding]], at: int) -> None:
        """Remember where each key stands, for clicks."""
        for item, binding in shown:
            self._spots.append((at, at + item.cell_length, binding.key))
            at += item.cell_length + len(GAP)

    def _offered(self) -> list[tuple[DOMNode, Binding]]:
        """The shown bindings of the focused chain, one an action, nearest first."""
        found: dict[str, tuple[DOMNode, Binding]] = {}
        for node, binding, enabled, _tooltip in in_order(self.screen):
            if enabled and binding.show and _words(node, binding):
                found.setdefault(binding.id or binding.action, (node, binding))
        return list(found.values())

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        spot = event.get_content_offset(self)
        if spot is None:
            return
        for start, end, key in self._spots:
            if start <= spot.x < end:
                self.app.simulate_key(key)
                return


def _entry(node: DOMNode, binding: Binding, short: bool = False) -> Content:
    """A key, bold, and its label."""
    ask = getattr(node, "shown_key", None)
    name = (ask(binding) if ask else None) or key_name(binding)
    words = _words(node, binding, short)
    return line((name, "bold $text-primary"), " ", (words, "$muted"))


def _words(node: DOMNode, binding: Binding, short: bool = False) -> str:
    """What a key does: as the widget says, else as its binding does."""
    ask = getattr(node, "shown_label", None)
    said: str | None = ask(binding) if ask else None
    return said if said is not None else short_label(binding) if short else binding.description


def _fit(entries: list[tuple[DOMNode, Binding]], room: int) -> list[tuple[Content, Binding]]:
    """As many entries as there is room for: long labels, else short ones, else fewer."""
    for short in (False, True):
        items = [(_entry(node, binding, short), binding) for node, binding in entries]
        if _length(items) <= room:
            return items
    while items and _length(items) > room:
        items.pop()
    return items


def _length(items: list[tuple[Content, Binding]]) -> int:
    return sum(item.cell_length for item, _ in items) + len(GAP) * max(0, len(items) - 1)
