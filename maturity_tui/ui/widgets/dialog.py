"""What every dialog is: a screen over another, left once."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

from ..leaving import LeftInPeace

R = TypeVar("R")


class Dialog(LeftInPeace, ModalScreen[R]):
    """A screen over another. Enter pressed twice, or esc held, leaves it once."""
