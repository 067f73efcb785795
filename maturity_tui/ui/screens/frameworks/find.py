"""The line in which one types what to find: the list below narrows with each key, and keeps its own cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from maturity_tui.ui.keys import bind
from maturity_tui.ui.widgets.prompt import cleaned


class FindLine(Input):
    """Says what is typed, and which keys are meant for the list."""

    HELP = "Type a part of a name, a code or any text. The best hits come first; enter goes to the list."
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("down", "step(1)", key="down", show=False),
        bind("up", "step(-1)", key="up", show=False),
        bind("page-down", "step(10)", key="pagedown", show=False),
        bind("page-up", "step(-10)", key="pageup", show=False),
        bind("to-the-list", "submit", key="enter", label="to the list", tooltip="Go to what was found"),
        bind("back", "leave", key="escape", label="show all"),
    ]

    @dataclass
    class Step(Message):
        """The cursor of the list is to move."""

        count: int

    class Left(Message):
        """Nothing is searched for any more."""

    def __init__(self, *, id: str) -> None:
        super().__init__(placeholder="name, code or text", select_on_focus=False, id=id)

    @property
    def words(self) -> str:
        """What is typed."""
        return cleaned(self.value).strip()

    def action_step(self, count: int) -> None:
        """Move in the list without leaving the line."""
        self.post_message(self.Step(count))

    def action_leave(self) -> None:
        """Show everything again."""
        self.post_message(self.Left())
