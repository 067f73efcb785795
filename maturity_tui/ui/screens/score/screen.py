"""Score: "what level are we at, honestly?" One capability at a time, by keyboard; every key is saved as it is typed.

These are the keys; what is shown is in `desk`, what is asked in `talks`, what is saved in `changes`.
All that changes something is bound here rather than in the widgets: bindings of one chain are run one after the
other, messages between widgets are not.
"""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from maturity_tui.assessments.models import Confidence, Status
from maturity_tui.ui.base import FIND_OVER
from maturity_tui.ui.keys import bind, digits, hidden
from maturity_tui.ui.screens.score.explain import explain
from maturity_tui.ui.screens.score.levels import by_digit, spelled
from maturity_tui.ui.screens.score.moves import ScoreMoves
from maturity_tui.ui.screens.score.rows import AREA
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.widgets.level_ladder import LevelLadder
from maturity_tui.ui.widgets.text_dialog import TextDialog

NEXT_CONFIDENCE = {
    None: Confidence.LOW,
    Confidence.LOW: Confidence.MEDIUM,
    Confidence.MEDIUM: Confidence.HIGH,
    Confidence.HIGH: Confidence.LOW,
}


class ScoreScreen(ScoreMoves):
    """Scores one assessment, from the capability given, else from the first blank."""

    HELP = (
        "A digit sets the agreed score of the capability shown and goes on to the next blank. It is on disk when the "
        "list marks it and the header says saved. Votes are dots on the row of their level, without names unless the "
        "team chose them; users and stakeholders stand beside, from five of them on. Blank, not applicable and does "
        "not know are three things, none of them zero. W runs a workshop: who votes, hidden or not, with a clock."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *digits("score"),
        bind("reveal-votes"),
        bind("not-applicable"),
        bind("votes"),
        bind("pause"),
        bind("target"),
        bind("idea"),
        bind("evidence"),
        bind("workshop"),
        bind("confidence"),
        bind("open", "choose", show=False, label="score", tooltip="Set the level under the cursor"),
        bind("clear", key="backspace,delete", label="clear", show=False, tooltip="Clear: blank is nothing, not zero"),
        bind("note", key="m", label="note and comments", show=False, tooltip="Write a note; read what raters said"),
        bind("status", label="status", show=False, tooltip="Draft, then agreed, then signed off; reopen"),
        bind("areas", show=False, label="areas", tooltip="Go to the areas, or back"),
        bind("left", "previous", show=False, label="one back", tooltip="The capability before"),
        bind("right", "next", show=False, label="one on", tooltip="The capability after"),
        *hidden("find", "find-next", "find-previous", "undo", "redo", "repeat", "explain"),
        *hidden("results", "what-if", "export", "journal"),
    ]  # fmt: skip

    def shown_key(self, binding: Binding) -> str | None:
        """The footer names the digits that there are here: `0–5`, `4–7`."""
        return self.ladder.shown_key(binding)

    # scoring --------------------------------------------------------------------------

    async def action_score(self, digit: int) -> None:
        """Set the agreed score by a digit, save it, go on."""
        subject = self._subject()
        if subject is None:
            return
        sheet, item = subject
        found = by_digit(sheet.framework, sheet.steps(item), digit, sheet.code(item))
        if found == "":
            await self._talk(lambda sheet, item: self._type_level(sheet, item, str(digit)))
        elif isinstance(found, str):
            self.notice(found, "warning")
        else:
            await self._score(item, found.value)

    async def action_choose(self) -> None:
        """Enter: the level under the ladder's cursor."""
        subject = self._subject()
        if subject is None or self._waits_for_votes(*subject):
            return
        step = subject[0].step_at(subject[1], self.ladder.cursor_value)
        if step is not None:
            await self._score(subject[1], step.value)

    async def on_level_ladder_chosen(self, event: LevelLadder.Chosen) -> None:
        """A click on the level under the cursor."""
        await self.action_choose()

    async def action_repeat(self) -> None:
        """The last score again, here."""
        subject = self._subject()
        if subject is None:
            return
        sheet, item = subject
        if self._last is None:
            self.notice("There is nothing to repeat yet: score something first.")
        elif sheet.step_at(item, self._last) is None:
            self.notice(
                f"{sheet.code(item)} has no level {self._last:g}: it can be scored at {spelled(sheet.steps(item))}.",
                "warning",
            )
        else:
            await self._score(item, self._last)

    async def action_clear(self) -> None:
        """Back to blank; stays here."""
        subject = self._subject()
        if subject is None:
            return
        sheet, item = subject
        if sheet.score(item).is_blank:
            self.notice(f"{sheet.code(item)} is blank already.")
        else:
            self.put(item, agreed=None, not_applicable=None)
            await asyncio.sleep(0)

    async def action_not_applicable(self) -> None:
        await self._talk(self._set_aside)

    # beside the score -----------------------------------------------------------------

    async def action_votes(self) -> None:
        await self._talk(self._take_votes)

    async def action_workshop(self) -> None:
        """Begin one; change or end the one that is under way."""
        await self._talk(self._run_workshop)

    async def action_target(self) -> None:
        await self._talk(self._aim)

    async def action_confidence(self) -> None:
        """Low, medium, high, and round again."""
        subject = self._subject()
        if subject is not None:
            sheet, item = subject
            self.put(item, confidence=NEXT_CONFIDENCE[sheet.score(item).confidence])
            await asyncio.sleep(0)

    async def action_evidence(self) -> None:
        await self._talk(self._evidence)

    async def action_idea(self) -> None:
        await self._talk(self._ideas)

    async def action_note(self) -> None:
        await self._talk(self._note, changing=False)

    # undo, redo, status -----------------------------------------------------------------

    async def action_undo(self) -> None:
        if (self._subject()) is None:
            return
        if self._just_agreed:
            self._set_status(Status.DRAFT, "Undone: the assessment is a draft again.")
        else:
            self.run_worker(self._turn(back=True), group="turns")
        await asyncio.sleep(0)

    async def action_redo(self) -> None:
        if self._subject() is not None:
            self.run_worker(self._turn(back=False), group="turns")
            await asyncio.sleep(0)

    async def action_status(self) -> None:
        """Draft, agreed, signed off; from there, reopened with a reason."""
        subject = self._subject(changing=False)
        if subject is None:
            return
        sheet = subject[0]
        if sheet.is_locked:
            await self._talk(self._reopen, changing=False)
        elif sheet.status is Status.DRAFT:
            self._set_status(Status.AGREED, "Agreed. A signs it off and locks it; u makes it a draft again.")
        else:
            self._set_status(
                Status.SIGNED_OFF, f"Signed off and locked{_left(sheet)}: nothing changes until A reopens it."
            )
        await asyncio.sleep(0)

    # elsewhere -----------------------------------------------------------------------------

    async def action_explain(self) -> None:
        await self._talk(self._explain, changing=False)

    async def _explain(self, sheet: Sheet, item: str) -> None:
        key = self.areas.cursor_key or ""
        path = sheet.framework.paths[item]
        area = key.removeprefix(AREA) if self.areas.has_focus and key.startswith(AREA) else path[-1].id
        await self.app.push_screen_wait(
            TextDialog("How this figure comes about", Content(explain(sheet.results, area)))
        )

    async def action_results(self) -> None:
        await self._go("results")

    async def action_what_if(self) -> None:
        await self._go("what-if")

    async def action_export(self) -> None:
        await self._go("export")

    async def action_journal(self) -> None:
        await self._go("journal")

    async def _go(self, place: str) -> None:
        """To another screen, once everything typed is on disk: it is to show it."""

        async def go(sheet: Sheet, item: str) -> None:
            from maturity_tui.ui import places

            await self.all_kept()
            self._away = True
            places.open_place(self.app, place, self.assessment_id, item)

        await self._talk(go, changing=False)

    def action_back(self) -> None:
        """End a find; from the areas of a narrow screen to the card; else to the screen before, with all on disk."""
        if self._sought:
            self._sought = ""
            self.notice(FIND_OVER)
        elif self.has_class("-areas"):
            self._to_ladder()
        elif self._on_its_way:
            self.run_worker(self._leave(), group="leaving")
        else:
            super().action_back()

    async def _leave(self) -> None:
        await self.all_kept()
        if not self.is_left:  # esc may have been pressed more than once
            super().action_back()


def _left(sheet: Sheet) -> str:
    """What a signed-off assessment leaves blank."""
    scored, applicable = sheet.scored
    return f" with {applicable - scored} left blank" if scored < applicable else ""
