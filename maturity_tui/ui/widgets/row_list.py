"""A list by the Line API: at a thousand rows a move of the cursor repaints two lines.

Strips are cached by row, and drawn when they are first seen. The terminal's own cursor follows, so that
braille displays and terminal readers do.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..draw.text import Part, as_content, line, wrap
from ..glyphs import GLYPHS
from ..keys import bind, hidden
from ..pointing import point_at
from .cursor_keys import CursorKeys
from .paint import painted
from .row import Drawing, Row, Stops

GUTTER = 2


class RowList(CursorKeys, ScrollView, can_focus=True):
    """Rows under a heading that stays; says what is highlighted and what was chosen."""

    BINDINGS = [
        *hidden("up", "down", "first", "last", "page-up", "page-down"),
        bind("open", "choose"),
    ]
    DEFAULT_CSS = "RowList { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"

    class AtRow(Message):
        """Something happened at a row."""

        def __init__(self, list: RowList, index: int, key: str) -> None:
            super().__init__()
            self.list, self.index, self.key = list, index, key

        @property
        def control(self) -> RowList:
            return self.list

    class Highlighted(AtRow):
        """The cursor moved to a row."""

        def can_replace(self, message: Message) -> bool:
            """A held key leaves only the last move to be answered."""
            return isinstance(message, RowList.Highlighted) and message.list is self.list

    class Chosen(AtRow):
        """A row was opened, by enter or by a click on the row under the cursor."""

    def __init__(
        self, *, id: str | None = None, classes: str | None = None, open_label: str = "open",
        row_height: int = 1, airy: bool = False, indent: int = GUTTER,
    ) -> None:  # fmt: skip
        super().__init__(id=id, classes=classes)
        self.open_label = open_label
        self.row_height = row_height
        self.airy = airy
        self.airy_below = 9
        self.head_height = 1
        self.indent = indent
        self._rows: list[Row] = []
        self._stops = Stops()
        self._cursor = -1
        self._head: Drawing | None = None
        self._empty: Content = Content("")
        self._strips: dict[tuple[int, bool], list[Strip]] = {}
        self._pitch = row_height
        self._top = 0

    def set_rows(
        self, rows: Sequence[Row], *, cursor: str | None = None, head: Drawing | None = None,
        empty: Part = "",
    ) -> None:  # fmt: skip
        """New rows. The cursor goes to the key named, else stays with its key, else with its place."""
        wanted, place, was_empty = cursor or self.cursor_key, self._cursor, not self._stops.at
        self._rows, self._head, self._empty = list(rows), head, as_content(empty)
        self._stops = Stops(self._rows)
        found = self._stops.of_key(wanted)
        self._cursor = self._stops.nearest(place) if found is None else found
        self._measure()
        self._show_cursor()
        if self.is_mounted and was_empty is bool(self._stops.at):
            self.refresh_bindings()  # enter opens something now, or nothing any more

    def update_row(self, key: str, content: Drawing) -> None:
        """Draw one row anew."""
        for index, row in enumerate(self._rows):
            if row.key == key and not row.heading:
                self._rows[index] = Row(key, content, row.heading, row.indent, row.text)
                self._forget(index)
                return

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    @property
    def cursor(self) -> int:
        """The index of the row under the cursor, -1 where there is none."""
        return self._cursor

    @property
    def cursor_key(self) -> str | None:
        return self._rows[self._cursor].key if 0 <= self._cursor < len(self._rows) else None

    def move_to(self, key: str) -> bool:
        """Put the cursor on a row by its key; false where there is none."""
        return self._go(self._stops.of_key(key))

    def find(self, wanted: str, step: int = 1) -> bool:
        """Go to the next row (or the one before) whose text holds what is wanted; false where none does."""
        return self._go(self._stops.find(wanted, self._cursor, step))

    def _go(self, index: int | None) -> bool:
        self._move(-1 if index is None else index)
        return index is not None

    def _measure(self) -> None:
        """Heights from the room there is; drops every strip."""
        if not self.is_attached:
            return
        height, count = self.size.height, len(self._rows)
        roomy = self.airy and self.row_height == 1 and 0 < len(self._stops.at) < self.airy_below
        head = self.head_height if self._head is not None else 0
        self._pitch = self.row_height + (1 if roomy and count * 2 + head * 2 <= height else 0)
        apart = self._pitch > self.row_height or self.screen.has_class("-wide")
        self._top = head + (1 if head and apart and count * self._pitch + head + 1 <= height else 0)
        self._strips.clear()
        self.virtual_size = Size(self.size.width, self._top + count * self._pitch)
        self.refresh()

    def on_resize(self) -> None:
        self._measure()
        self._show_cursor()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, self._restyle)

    def _restyle(self, _theme: object) -> None:
        """Another theme: every strip is out of date."""
        self._strips.clear()
        self.refresh()

    def _forget(self, index: int) -> None:
        for at_cursor in (True, False):
            self._strips.pop((index, at_cursor), None)
        self._repaint(index)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if y < self._top:
            return self._head_strip(y, width)
        if not self._rows:
            said = wrap(self._empty.plain, max(1, width - self.indent))[y - self._top : y - self._top + 1]
            return painted(self, line(*said), width, indent=self.indent)
        index, offset = divmod(y - self._top + self.scroll_offset.y, self._pitch)
        if index >= len(self._rows):
            return painted(self, Content(""), width)
        strips = self._row_strips(index, width)
        return strips[offset] if offset < len(strips) else painted(self, Content(""), width)

    def _head_strip(self, y: int, width: int) -> Strip:
        lines = Row("", self._head).lines(width - self.indent) if self._head is not None else []
        head = lines[y] if y < min(len(lines), self.head_height) else Content("")
        return painted(self, line(" " * self.indent, head), width)

    def _row_strips(self, index: int, width: int) -> list[Strip]:
        at_cursor = index == self._cursor
        found = self._strips.get((index, at_cursor))
        if found is None or found[0].cell_length != width:
            row = self._rows[index]
            indent = self.indent if row.indent is None else row.indent
            mark = GLYPHS.cursor if at_cursor else None
            found = [
                painted(self, content, width, indent=indent, mark=mark)
                for content in row.lines(width - indent)[: self.row_height] or [Content("")]
            ]
            self._strips[(index, at_cursor)] = found
        return found

    def _repaint(self, index: int) -> None:
        if 0 <= index < len(self._rows):
            y = self._top + index * self._pitch - self.scroll_offset.y
            self.refresh(Region(0, y, self.size.width, self.row_height))

    def _move(self, index: int) -> None:
        if index == self._cursor or not 0 <= index < len(self._rows):
            return
        before, self._cursor = self._cursor, index
        self._repaint(before)
        self._repaint(index)
        self._show_cursor()
        self.post_message(self.Highlighted(self, index, self._rows[index].key))

    def _show_cursor(self) -> None:
        """Scroll so that the cursor is seen, with the headings above it where it is the first."""
        room, index = self.size.height - self._top, self._cursor
        if room <= 0 or index < 0:
            return
        first = 0 if index == self._stops.at[0] else index * self._pitch
        last = index * self._pitch + self.row_height
        if first < self.scroll_offset.y:
            self.scroll_to(y=first, animate=False, force=True)
        elif last > self.scroll_offset.y + room:
            self.scroll_to(y=last - room, animate=False, force=True)
        self._tell_terminal()

    def cursor_spot(self) -> Offset:
        """Where the cursor stands, in cells of the list."""
        return Offset(0, self._top + max(0, self._cursor) * self._pitch - self.scroll_offset.y)

    def _tell_terminal(self) -> None:
        point_at(self)

    on_focus = _tell_terminal

    def step(self, count: int) -> None:
        self._move(self._stops.step(self._cursor, count))

    def page_length(self) -> int:
        return max(1, (self.size.height - self._top) // self._pitch - 1)

    def action_choose(self) -> None:
        if (key := self.cursor_key) is not None and self._cursor in self._stops.at:
            self.post_message(self.Chosen(self, self._cursor, key))

    def on_click(self, event: events.Click) -> None:
        """The first click moves the cursor, a click on its row opens it."""
        index = (event.y - self._top + self.scroll_offset.y) // self._pitch
        if event.y < self._top or index not in self._stops.at:
            return
        if index == self._cursor:
            self.action_choose()
        else:
            self._move(index)

    def shown_label(self, binding: Binding) -> str | None:
        """What the footer says for enter; nothing where it opens nothing."""
        return (self.open_label if self._stops.at else "") if binding.id == "open" else None
