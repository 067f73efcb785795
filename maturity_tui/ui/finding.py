"""Finding by name in a screen's list: `/` asks, `n` and `N` go on, `esc` ends it before it leaves the screen."""

from __future__ import annotations

from typing import ClassVar

from maturity_tui.ui.base import FIND_OVER, MaturityScreen
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.row_list import RowList


class Finds(MaturityScreen):
    """A screen with one list to find in. Stands first among a screen's bases, so that esc comes here first."""

    FIND_HINT: ClassVar[str] = "Part of a name."
    _wanted: str = ""

    @property
    def finding(self) -> bool:
        """Whether n goes to the next that was found, and is nobody's own key."""
        return bool(self._wanted)

    def find_here(self, wanted: str, step: int) -> bool:
        """Go to the next row (-1: the one before) that has this in its name; false where there is none."""
        return self.query_one(RowList).find(wanted, step)

    def action_find(self) -> None:
        self.app.push_screen(Prompt("Find", hint=self.FIND_HINT), self._find)

    def _find(self, wanted: str | None) -> None:
        if wanted:
            self._wanted = wanted
            self.go_on(1)
            self.refresh_bindings()

    def action_find_next(self) -> None:
        self.go_on(1)

    def action_find_previous(self) -> None:
        self.go_on(-1)

    def go_on(self, step: int) -> None:
        """To the next that was found, or the one before; says where there is none."""
        if self._wanted and not self.find_here(self._wanted, step):
            self.notice(f"“{self._wanted}” is not in this list.")
            self._wanted = ""

    def end_find(self) -> bool:
        """End the find; false where nothing was looked for."""
        if not self._wanted:
            return False
        self._wanted = ""
        self.notice(FIND_OVER)
        self.refresh_bindings()
        return True

    def action_back(self) -> None:
        if not self.end_find():
            super().action_back()
