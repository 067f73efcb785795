"""The pane "What moves it": rows about an answer, and nothing of how they were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.message import Message

from maturity_tui.ui.draw import label
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.ui.screens.what_if.drivers_rows import Drivers

EDGES = 3
"""The gutter of the list, and its scroll bar."""


class DriversPane(Pane):
    """What each input brings, what moves the figure most, what is held back; each row explains itself."""

    class Asked(Message):
        """A row is to explain itself."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class AtInput(Message):
        """The cursor stands on a row about an input."""

        def __init__(self, item: str) -> None:
            super().__init__()
            self.item = item

    def compose(self) -> ComposeResult:
        yield RowList(id="drivers", open_label="explain")

    @property
    def listing(self) -> RowList:
        """The rows."""
        return self.query_one(RowList)

    def show(self, drivers: Drivers) -> None:
        """Draw what was found."""
        from maturity_tui.ui.screens.what_if.drivers_rows import driver_rows

        width = max(30, self.listing.size.width - EDGES)
        self.listing.set_rows(driver_rows(drivers, width))
        drawn = "" if drivers.found.contributions.is_exact else "drawn, "
        self.set_count(label(f"{drawn}by {drivers.answer.end}, enter explains"))

    def say(self, sentence: str) -> None:
        """There is nothing to show, and why."""
        self.listing.set_rows([], empty=sentence)
        self.set_count("")

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        event.stop()
        kind, _, item = event.key.partition(":")
        if kind == "part" and self.listing.has_focus:
            self.post_message(self.AtInput(item))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        self.post_message(self.Asked(event.key))
