"""Choosing one of a few, and yes or no, in one row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ..draw.text import Part, clip, join, line
from ..glyphs import GLYPHS
from ..keys import bind


class Choice(Widget, can_focus=True):
    """Options in a row, `■ medium`; where they have no room, the one chosen with its place."""

    HELP = "One of a few: left and right change it."

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("left", label="before", show=False, tooltip="Choose the one before"),
        bind("right", label="next", show=False, tooltip="Choose the next one"),
        bind("toggle", "right", label="next", tooltip="Choose the next one"),
    ]

    value: reactive[str] = reactive("")

    def __init__(self, options: Sequence[tuple[str, str]], value: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.options = list(options)
        self._wished = ""
        known = [key for key, _ in self.options]
        self.set_reactive(Choice.value, value if value in known else (known[0] if known else ""))

    def render(self) -> Content:
        items = [_option(name, key == self.value) for key, name in self.options]
        row = join(items, "   ")
        if row.cell_length <= self.size.width or not self.options:
            return row
        return self._one(self._place())

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Other options. What is chosen stays chosen; where it is not among them, it is again once it is offered."""
        self.options, known = list(options), [key for key, _ in options]
        self._wished = self._wished or self.value
        self.value = self._wished if self._wished in known or not known else known[0]
        if self.value == self._wished:
            self._wished = ""
        self.refresh()

    def _one(self, place: int) -> Content:
        """The one chosen: the name first, and which of how many it is as far as there is room."""
        end = f" {GLYPHS.then}"
        name = clip((self.options[place][1], "bold"), self.size.width - 4)
        room = self.size.width - name.cell_length - 4
        at, count = place + 1, len(self.options)
        words = next((text for text in (f"  {at} of {count}", f"  {at}/{count}") if len(text) <= room), "")
        return line((f"{GLYPHS.previous} ", "$primary"), name, (end, "$primary"), (words, "$muted"))

    def _place(self) -> int:
        return next((at for at, (key, _) in enumerate(self.options) if key == self.value), 0)

    def _step(self, count: int) -> None:
        if len(self.options) > 1:
            self._wished = ""
            self.value = self.options[(self._place() + count) % len(self.options)][0]

    def action_left(self) -> None:
        self._step(-1)

    def action_right(self) -> None:
        self._step(1)

    def on_click(self) -> None:
        self._step(1)


class Checks(Widget, can_focus=True):
    """`■ yes` or `□ no`, with its sentence."""

    HELP = "Yes or no: space changes it."

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("toggle", label="yes or no", tooltip="Yes or no"),
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
