"""The moves of a cursor in a list: what the keys of every list do."""

from __future__ import annotations

from abc import abstractmethod

FAR = 1_000_000


class CursorKeys:
    """Actions for up, down, the ends and pages, in steps of a cursor that stops at the ends."""

    @abstractmethod
    def step(self, count: int) -> None:
        """Move the cursor so many rows on."""

    def page_length(self) -> int:
        """The rows of a page."""
        return 1

    def action_up(self) -> None:
        self.step(-1)

    def action_down(self) -> None:
        self.step(1)

    def action_first(self) -> None:
        self.step(-FAR)

    def action_last(self) -> None:
        self.step(FAR)

    def action_page_up(self) -> None:
        self.step(-self.page_length())

    def action_page_down(self) -> None:
        self.step(self.page_length())
