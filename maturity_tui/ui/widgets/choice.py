"""Choosing one of a few, and yes or no, in one row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ..draw.text import Part, join, line
from ..glyphs import GLYPHS
from ..keys import bind


class Choice(Widget, can_focus=True):
    """Options in a row, `■ medium`; where they have no room, the one chosen with its place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("left", label="before", show=False),
        bind("right", label="next", show=False),
        bind("toggle", "right", label="next"),
    ]

    value: reactive[str] = reactive("")

    def __init__(self, options: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options = list(options)
        known = [key for key, _ in self.options]
        self.set_reactive(Choice.value, value if value in known else (known[0] if known else ""))

    def render(self) -> Content:
        items = [_option(name, key == self.value) for key, name in self.options]
        row = join(items, "   ")
        if row.cell_length <= self.size.width or not self.options:
            return row
        place = self._place()
        name = self.options[place][1]
        return line(
            (f"{GLYPHS.previous} ", "$primary"), (name, "bold"), (f" {GLYPHS.then}", "$primary"),
            (f"  {place + 1} of {len(self.options)}", "$muted"),
        )  # fmt: skip

    def _place(self) -> int:
        return next((at for at, (key, _) in enumerate(self.options) if key == self.value), 0)

    def _step(self, count: int) -> None:
        if self.options:
            self.value = self.options[(self._place() + count) % len(self.options)][0]

    def action_left(self) -> None:
        self._step(-1)

    def action_right(self) -> None:
        self._step(1)

    def on_click(self) -> None:
        self._step(1)


class Checks(Widget, can_focus=True):
    """`■ yes` or `□ no`, with its sentence."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("toggle", label="yes or no"),
        bind("open", "switch", show=False),
    ]

    value: reactive[bool] = reactive(False)

    def __init__(self, words: str, value: bool = False, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self.set_reactive(Checks.value, value)

    def render(self) -> Content:
        return _option(self._words, self.value)

    def action_switch(self) -> None:
        self.value = not self.value

    def on_click(self) -> None:
        self.action_switch()


def _option(name: str, chosen: bool) -> Content:
    mark: Part = (GLYPHS.chosen, "$primary") if chosen else (GLYPHS.unchosen, "$muted")
    return line(mark, " ", (name, "bold" if chosen else "$muted"))
