"""Tabs by name, underlined; the note at the right belongs to the tab that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from ..draw.text import Part, apart, as_content, clip, line, pad
from ..glyphs import GLYPHS
from ..keys import bind


class Tab(NamedTuple):
    """A tab: its id, its name, and a shorter name for narrow screens."""

    id: str
    name: str
    short: str = ""


class TabStrip(Widget, can_focus=True):
    """Two rows: the names, and a line with the chosen one's stretch in primary."""

    BINDINGS = [bind("previous-tab"), bind("next-tab", show=False)]
    DEFAULT_CSS = "TabStrip { height: 2; padding: 0 1; }"

    active: reactive[str] = reactive("")
    note: reactive[Content] = reactive(Content(""))
    short_note: reactive[Content] = reactive(Content(""))

    @dataclass
    class Changed(Message):
        """Another tab was chosen."""

        strip: TabStrip
        tab: str

        @property
        def control(self) -> TabStrip:
            return self.strip

    def __init__(
        self, tabs: Sequence[tuple[str, ...]], active: str = "", *,
        id: str | None = None, classes: str | None = None,
    ) -> None:  # fmt: skip
        super().__init__(id=id, classes=classes)
        self.tabs = [Tab(*tab) for tab in tabs]
        self._spots: list[tuple[int, int, str]] = []
        self.set_reactive(TabStrip.active, active or self.tabs[0].id)

    def set_note(self, note: Part, short: Part = "") -> None:
        """What stands at the right of the names; `short` where there is no room for all of it."""
        self.note, self.short_note = as_content(note), as_content(short or note)

    def step(self, count: int) -> None:
        """Go so many tabs to the right; it ends at the ends."""
        ids = [tab.id for tab in self.tabs]
        self.choose(ids[max(0, min(len(ids) - 1, ids.index(self.active) + count))])

    def choose(self, tab: str) -> None:
        """Show a tab and say so."""
        if tab != self.active:
            self.active = tab
            self.post_message(self.Changed(self, tab))

    def spots(self) -> list[tuple[str, Offset]]:
        """Each tab with the place where its name begins."""
        return [(tab, Offset(start, 0)) for start, _, tab in self._spots]

    def render(self) -> Content:
        names, under = self._drawn([tab.name for tab in self.tabs], 4)
        width, beside = self.size.width, self.note.cell_length + 2 if self.note.plain else 0
        if names.cell_length + beside > width:
            names, under = self._drawn([tab.short or tab.name for tab in self.tabs], 2)
        # Rather the note cut than the name of a tab.
        room = max(0, width - names.cell_length - 2)
        note = self.note if self.note.cell_length <= room else clip(self.short_note, room)
        return Content("\n").join([apart(names, note, width), under])

    def _drawn(self, names: Sequence[str], gap: int) -> tuple[Content, Content]:
        """The names and the line under them, in this width."""
        parts: list[Part] = []
        self._spots, at, start, end = [], 0, 0, 0
        for tab, name in zip(self.tabs, names, strict=True):
            if parts:
                parts.append(" " * gap)
                at += gap
            parts.append((name, "bold $text-primary" if tab.id == self.active else "$muted"))
            stop = at + Content(name).cell_length
            self._spots.append((at, stop, tab.id))
            if tab.id == self.active:
                start, end = at, stop
            at = stop
        rest = max(0, self.size.width - end)
        under = line(
            (GLYPHS.light * start, "$line"),
            (GLYPHS.heavy * (end - start), "$primary"),
            (GLYPHS.light * rest, "$line"),
        )
        return line(*parts), pad(under, self.size.width)

    def action_previous_tab(self) -> None:
        self.step(-1)

    def action_next_tab(self) -> None:
        self.step(1)

    def on_click(self, event: events.Click) -> None:
        spot = event.get_content_offset(self)
        for start, end, tab in self._spots:
            if spot is not None and start <= spot.x < end:
                self.choose(tab)
