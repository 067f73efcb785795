"""What every dialog is: a screen over another, left once."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import BindingType
from textual.screen import ModalScreen

from ..keys import bind
from ..leaving import LeftInPeace
from ..pointing import Pointing
from ..room import NeedsRoom

R = TypeVar("R")


class Dialog(NeedsRoom, Pointing, LeftInPeace, ModalScreen[R]):
    """A screen over another. Enter pressed twice, or esc held, leaves it once."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("jump", "app.jump", show=False), bind("help")]
    HELP: ClassVar[str] = ""
    """What it is for, and how it is used; shown by F1, and by `?` where no text is typed."""

    def action_text_help(self) -> None:
        """Help for what has the focus; to close it gives the dialog back as it was."""
        from .help import HelpScreen, help_for

        self.app.push_screen(HelpScreen(help_for(self)))
