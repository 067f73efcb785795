"""How the score screen is moved about in: one back, one on, the list of areas, and find."""

from __future__ import annotations

from typing import Any

from maturity_tui.ui.screens.score.rows import AREA
from maturity_tui.ui.screens.score.talks import ScoreTalks
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.row_list import RowList


class ScoreMoves(ScoreTalks):
    """The screen as far as it is gone through."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._sought = ""

    def action_previous(self) -> None:
        self._step(-1)

    def action_next(self) -> None:
        self._step(1)

    def _step(self, count: int) -> None:
        if (subject := self._subject(changing=False)) is not None:
            self.show(subject[0].step(subject[1], count))

    def action_areas(self) -> None:
        """To the list of areas and back; on a narrow screen it takes the card's place."""
        if self.areas.has_focus:
            self._to_ladder()
            return
        self.set_class(not self.wide, "-areas")
        self.areas.focus()
        self.call_after_refresh(self._fit)

    def _to_ladder(self) -> None:
        self.remove_class("-areas")
        self.ladder.focus()
        self.call_after_refresh(self._fit)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Enter in the list: an area opens at its first blank, a capability is gone to."""
        sheet = self.sheet
        if sheet is None:
            return
        if event.key.startswith(AREA):
            group = next(group for group in sheet.groups if AREA + group.id == event.key)
            self.show(sheet.blank_in(group.members) or group.members[0])
            self.areas.move_to(self.here)
        else:
            self.show(event.key)
            self._to_ladder()

    async def action_find(self) -> None:
        await self._talk(self._find, changing=False)

    async def _find(self, sheet: Sheet, item: str) -> None:
        prompt = Prompt(
            f"Find a {sheet.framework.noun}",
            hint="A part of its name, or its code such as B3; n and N go on, esc ends it",
            value="",
        )
        text = await self.app.push_screen_wait(prompt)
        if text:
            self._sought = text
            self._go_to_found(1)

    def action_find_next(self) -> None:
        self._go_to_found(1)

    def action_find_previous(self) -> None:
        self._go_to_found(-1)

    def _go_to_found(self, step: int) -> None:
        subject = self._subject(changing=False)
        if subject is None:
            return
        sheet, item = subject
        if not self._sought:
            self.notice("Nothing is looked for yet: / finds by name.")
        elif (found := sheet.find(self._sought, item, step)) is None:
            self.notice(f"No {sheet.framework.noun} here is called “{self._sought[:40]}”.", "warning")
            self._sought = ""
        else:
            self.show(found)
