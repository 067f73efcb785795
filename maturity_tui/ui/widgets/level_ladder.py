"""The levels of one capability; the chosen one is lit. Data down, messages up."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..glyphs import GLYPHS
from ..keys import bind, digits, hidden
from ..pointing import point_at
from .cursor_keys import CursorKeys
from .ladder_view import LadderLine, LadderRow, LadderView, ladder_lines
from .paint import painted

__all__ = ["LadderRow", "LadderView", "LevelLadder"]


class LevelLadder(CursorKeys, ScrollView, can_focus=True):
    """Level, descriptor, votes and marks in rows; a digit chooses, and so does enter at the cursor."""

    BINDINGS = [
        *digits("score"),
        *hidden("up", "down", "first", "last"),
        bind("open", "choose", show=False, tooltip="Set the level under the cursor"),
    ]
    DEFAULT_CSS = "LevelLadder { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }"
    HELP = "A digit sets the agreed score. Dots are votes; each stands on the row of its level."

    wide: reactive[bool] = reactive(True)

    @dataclass
    class Chosen(Message):
        """A level was chosen as the agreed score."""

        ladder: LevelLadder
        value: float

        @property
        def control(self) -> LevelLadder:
            return self.ladder

    @dataclass
    class Moved(Message):
        """The cursor stands on another level."""

        ladder: LevelLadder
        value: float

        @property
        def control(self) -> LevelLadder:
            return self.ladder

    def __init__(
        self, view: LadderView | None = None, *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._view = LadderView()
        self._cursor = 0
        self._lines: list[LadderLine] = []
        if view is not None:
            self._take(view)

    # data down -----------------------------------------------------------------

    def show(self, view: LadderView) -> None:
        """Show a capability's levels, the cursor where the view says, else at the chosen one."""
        before = [row.label for row in self._view.levels]
        self._take(view)
        self._draw()
        # The footer names the digits that there are: it is drawn anew only where those are others.
        if self.is_mounted and before != [row.label for row in view.levels]:
            self.refresh_bindings()

    def _take(self, view: LadderView) -> None:
        self._view = view
        wanted = view.cursor if view.cursor is not None else view.chosen
        values = [row.value for row in view.levels]
        self._cursor = values.index(wanted) if wanted in values else 0

    @property
    def view(self) -> LadderView:
        return self._view

    @property
    def cursor_value(self) -> float | None:
        return self._view.levels[self._cursor].value if self._view.levels else None

    # drawing -------------------------------------------------------------------

    def watch_wide(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self, before: int | None = None) -> None:
        """Lay the lines out as the room allows; after a move from `before` only what differs is painted."""
        if not self.is_attached:
            return
        width = self.scrollable_content_region.width - 1
        if width < 20:
            return
        old, top = self._lines, self.scroll_offset.y
        self._lines = ladder_lines(self._view, self._cursor, width, wide=self.wide, height=self.size.height)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._follow()
        if before is None or len(old) != len(self._lines) or top != self.scroll_offset.y:
            self.refresh()
            return
        lit = (before, self._cursor)
        changed = [at for at, one in enumerate(self._lines) if one.level in lit or one != old[at]]
        self.refresh(*(Region(0, at - top, self.size.width, 1) for at in changed))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return painted(self, Content(""), width)
        content, level = self._lines[at]
        lit = level is not None and level == self._cursor
        return painted(self, content, width, indent=1, mark=GLYPHS.cursor if lit else None)

    def _follow(self) -> None:
        """Keep the cursor's lines in sight, and the terminal's own cursor on them."""
        mine = [at for at, one in enumerate(self._lines) if one.level == self._cursor]
        if not mine or not self.size.height:
            return
        if mine[0] < self.scroll_offset.y:
            self.scroll_to(y=0 if self._cursor == 0 else mine[0], animate=False, force=True)
        elif mine[-1] >= self.scroll_offset.y + self.size.height:
            self.scroll_to(y=mine[-1] + 1 - self.size.height, animate=False, force=True)
        point_at(self)

    def cursor_spot(self) -> Offset:
        """Where the cursor stands, in cells of the ladder."""
        mine = [at for at, one in enumerate(self._lines) if one.level == self._cursor]
        return Offset(0, mine[0] - self.scroll_offset.y if mine else 0)

    # keys ----------------------------------------------------------------------

    def _move(self, index: int) -> None:
        index = max(0, min(len(self._view.levels) - 1, index))
        if index != self._cursor and self._view.levels:
            before, self._cursor = self._cursor, index
            self._draw(before)
            self.post_message(self.Moved(self, self._view.levels[index].value))

    def step(self, count: int) -> None:
        self._move(self._cursor + count)

    def action_choose(self) -> None:
        if (value := self.cursor_value) is not None:
            self.post_message(self.Chosen(self, value))

    def action_score(self, digit: int) -> None:
        """A digit is a level by its label; where levels have letters, by its place from 1."""
        labels = [row.label for row in self._view.levels]
        lettered = not any(label.isdigit() for label in labels)
        index = digit - 1 if lettered else labels.index(str(digit)) if str(digit) in labels else -1
        if 0 <= index < len(labels):
            self._cursor = index
            self._draw()
            self.action_choose()

    def on_click(self, event: events.Click) -> None:
        """The first click moves, a click on the level under the cursor chooses it."""
        at = event.y + self.scroll_offset.y
        level = self._lines[at].level if 0 <= at < len(self._lines) else None
        if level is None:
            return
        if level == self._cursor:
            self.action_choose()
        else:
            self._move(level)

    def shown_key(self, binding: Binding) -> str | None:
        """The footer names the digits that there are: `0–5`, `1–7`."""
        found = [row.label for row in self._view.levels if row.label.isdigit()]
        found = found or [str(place + 1) for place in range(len(self._view.levels))]
        if binding.id != f"score-{binding.key}" or not found:  # of another id, or remapped
            return None
        return found[0] if len(found) == 1 else f"{found[0]}{GLYPHS.nothing}{found[-1]}"
