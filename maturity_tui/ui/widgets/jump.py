"""Jump mode: a letter over everything that can be gone to. Any other key leaves all as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.errors import NoWidget
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Static

from ..draw.text import line
from ..keys import bind
from ..leaving import LeftInPeace
from ..room import NeedsRoom
from .key_bar import KeyBar

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
HINT = "A letter goes there; anything else leaves all as it was."


class Spot(NamedTuple):
    """A place to go to: where its letter stands, and how one gets there."""

    at: Offset
    go: Callable[[], object]


def jump(screen: Screen[Any]) -> None:
    """Put letters over what can be gone to on a screen; where there is only one place, say so."""
    if isinstance(screen, Jump):
        return
    spots = list(spots_of(screen))[: len(LETTERS)]
    if spots:
        screen.app.push_screen(Jump(spots), lambda go: go() if go is not None else None)


def spots_of(screen: Screen[Any]) -> Iterator[Spot]:
    """The tabs, then whatever can have the focus, in the order of the screen."""
    from .tab_strip import (
        TabStrip,
    )  # here: what a module imports at its top stands on its screens, says `key_list`

    for strip in screen.query(TabStrip):
        if _is_seen(strip):
            yield from (
                Spot(strip.content_region.offset + at, partial(strip.choose, tab))
                for tab, at in strip.spots()
            )
    for widget in screen.focus_chain:
        if _is_seen(widget):
            yield Spot(widget.region.offset, partial(screen.set_focus, widget))


def _is_seen(widget: Widget) -> bool:
    """Whether its first cell is on the screen, and not scrolled out of sight."""
    try:
        seen = widget.screen.find_widget(widget).visible_region
    except NoWidget:
        return False
    return widget.visible and bool(seen) and seen.contains_point(widget.region.offset)


class Jump(NeedsRoom, LeftInPeace, ModalScreen[Callable[[], object]]):
    """The letters, over the screen as it is."""

    BINDINGS = [bind("back", "dismiss(None)", key="escape", label="leave it")]
    CSS = """
    Jump { background: transparent; layers: below letters; }
    Jump KeyBar { background: $background; }
    Jump .letter {
        layer: letters; position: absolute; width: 3; height: 1;
        background: $primary; color: $background; text-style: bold;
    }
    """

    def __init__(self, spots: list[Spot]) -> None:
        super().__init__()
        self._spots = dict(zip(LETTERS, _apart(spots), strict=False))

    def compose(self) -> ComposeResult:
        for letter, spot in self._spots.items():
            mark = Static(line(f" {letter} "), classes="letter")
            mark.styles.offset = (min(spot.at.x, self.app.size.width - 3), spot.at.y)
            yield mark
        yield KeyBar()

    def on_mount(self) -> None:
        self._size = self.app.size
        self.query_one(KeyBar).say(HINT)

    def on_key(self, event: events.Key) -> None:
        """A letter goes; whatever else is pressed only ends it."""
        event.stop()
        event.prevent_default()
        spot = self._spots.get(event.key)
        self.dismiss(spot.go if spot else None)

    def on_click(self) -> None:
        self.dismiss(None)

    def on_resize(self, event: events.Resize) -> None:
        """Another size: what is below is laid out anew, and the letters would stand over other things."""
        if event.size != self._size:
            self.dismiss(None)


def _apart(spots: list[Spot]) -> list[Spot]:
    """Letters that would stand on one another, side by side."""
    taken: set[tuple[int, int]] = set()
    found: list[Spot] = []
    for spot in spots:
        at = spot.at
        while (at.x // 3, at.y) in taken:
            at += Offset(3, 0)
        taken |= {(at.x // 3, at.y)}
        found.append(spot._replace(at=at))
    return found
