"""Score: "what level are we at, honestly?" One capability at a time, by keyboard; every key is saved as it is typed.

The keys; what they show and save is in `score_desk`. All that changes something is bound here rather than in the
widgets: bindings of one chain are run one after the other, messages between widgets are not.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from maturity_tui.assessments.models import Confidence, Score, Status
from maturity_tui.frameworks.values import Number
from maturity_tui.ui.draw import line
from maturity_tui.ui.keys import bind, digits, hidden
from maturity_tui.ui.screens import score_dialogs as dialogs
from maturity_tui.ui.screens.score_desk import ScoreDesk
from maturity_tui.ui.screens.score_explain import explain
from maturity_tui.ui.screens.score_levels import by_digit, by_text, spelled
from maturity_tui.ui.screens.score_rows import AREA
from maturity_tui.ui.screens.score_view import Kept, Sheet, what_changed
from maturity_tui.ui.widgets.level_ladder import LevelLadder
from maturity_tui.ui.widgets.pieces_dialog import PiecesDialog
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.ui.widgets.text_dialog import TextDialog

LOCKED = "Signed off and locked: nothing changes here. s reopens it, with a reason."
NEXT_CONFIDENCE = {
    None: Confidence.LOW,
    Confidence.LOW: Confidence.MEDIUM,
    Confidence.MEDIUM: Confidence.HIGH,
    Confidence.HIGH: Confidence.LOW,
}

Talk = Callable[[Sheet, str], Coroutine[Any, Any, None]]


class ScoreScreen(ScoreDesk):
    """Scores one assessment, from the capability given, else from the first blank."""

    HELP = (
        "A digit sets the agreed score of the capability shown and goes on to the next blank. It is on disk when the "
        "list marks it and the header says saved. Votes are dots on the row of their level, never a name; users and "
        "stakeholders stand beside, from five of them on. Blank, not applicable and does not know are three things, "
        "none of them zero."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *digits("score"),
        bind("not-applicable"),
        bind("votes"),
        bind("target"),
        bind("evidence"),
        bind("confidence"),
        bind("idea"),
        bind("open", "choose", show=False, label="score", tooltip="Set the level under the cursor"),
        bind("clear", key="backspace,delete", label="clear", show=False, tooltip="Clear: blank is nothing, not zero"),
        bind("note", key="m", label="note and comments", show=False, tooltip="Write a note; read what raters said"),
        bind("status", key="s", label="status", show=False, tooltip="Draft, then agreed, then signed off; reopen"),
        bind("areas", show=False, label="areas", tooltip="Go to the areas, or back"),
        bind("left", "previous", show=False, label="one back", tooltip="The capability before"),
        bind("right", "next", show=False, label="one on", tooltip="The capability after"),
        *hidden("find", "find-next", "find-previous", "undo", "redo", "repeat", "explain"),
        *hidden("results", "what-if", "export"),
    ]  # fmt: skip

    def __init__(self, assessment_id: str, capability: str | None = None) -> None:
        super().__init__(assessment_id, capability)
        self._last: Number | None = None
        self._sought = ""

    def shown_key(self, binding: Binding) -> str | None:
        """The footer names the digits that there are here: `0–5`, `4–7`."""
        return self.ladder.shown_key(binding)

    # what every key begins with -----------------------------------------------------

    def _subject(self, *, changing: bool = True) -> tuple[Sheet, str] | None:
        """The capability that is shown: a key is about it. None, with a sentence, where nothing may change."""
        self.hush()
        if self.sheet is None or not self.here:
            return None
        self.catch_up()
        if changing and self.sheet.is_locked:
            self.notice(LOCKED, "warning")
            return None
        return self.sheet, self.here

    async def _talk(self, talk: Talk, *, changing: bool = True) -> None:
        """Begin a dialogue about the capability that is shown now, whatever is shown when it ends."""
        subject = self._subject(changing=changing)
        if subject is not None:
            self.run_worker(talk(*subject), group="dialogue")
            await asyncio.sleep(0)

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

    async def _score(self, item: str, value: Number) -> None:
        self._last = value
        await self._settle(item, agreed=value, not_applicable=None)

    async def _settle(self, item: str, **update: Any) -> None:
        """Save what was agreed and go on."""
        sheet = self.sheet
        assert sheet is not None
        held = sheet.score(item)
        following = sheet.following(item, held.is_blank) if item == self.here else self.here
        if not self.put(item, leaving=following != item, **update):
            return
        self.show(following)
        if held.is_blank and sheet.blank_in(sheet.scope) is None:
            self.notice(
                f"That was the last blank {sheet.framework.noun}: s moves the assessment from draft to agreed."
            )
        # One turn of the loop: the worker starts, and the change is the store's before the next key.
        await asyncio.sleep(0)

    async def _type_level(self, sheet: Sheet, item: str, typed: str) -> None:
        text = await self.app.push_screen_wait(dialogs.level_prompt(sheet, item, typed))
        found = by_text(sheet.steps(item), text) if text else ""
        if not isinstance(found, str):
            await self._score(item, found.value)

    async def action_choose(self) -> None:
        """Enter: the level under the ladder's cursor."""
        subject = self._subject()
        if subject is None:
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

    async def _set_aside(self, sheet: Sheet, item: str) -> None:
        reason = await self.app.push_screen_wait(
            dialogs.reason_prompt(
                f"{sheet.name(item)} is not applicable",
                "Why? It then counts in no figure.",
                "Not applicable needs a reason: say why in a few words.",
                sheet.score(item).not_applicable or "",
            )
        )
        if reason is not None:
            await self._settle(item, agreed=None, not_applicable=reason)

    # beside the score -----------------------------------------------------------------

    async def action_votes(self) -> None:
        await self._talk(self._take_votes)

    async def _take_votes(self, sheet: Sheet, item: str) -> None:
        text = await self.app.push_screen_wait(dialogs.votes_prompt(sheet, item))
        if text is None:
            return
        ratings = dialogs.cast(sheet, item, dialogs.read_votes(sheet.steps(item), text))
        held = sheet.score(item)
        others = {
            rater: one
            for rater, one in held.ratings.items()
            if rater in sheet.raters and str(sheet.raters[rater]) != "team"
        }
        new = held.changed(ratings=others | ratings)
        if new == held:
            return
        sheet.lay(item, new)
        ticket = self._desk.ticket()
        self.hand_over(lambda store: self._desk.vote(store, ticket, item, ratings), item)
        self.refresh_item(item)

    async def action_target(self) -> None:
        await self._talk(self._aim)

    async def _aim(self, sheet: Sheet, item: str) -> None:
        text = await self.app.push_screen_wait(dialogs.target_prompt(sheet, item))
        if text is None:
            return
        value = dialogs.read_target(sheet.steps(item), text)
        if not isinstance(value, str):
            self.put(item, target=value)

    async def action_confidence(self) -> None:
        """Low, medium, high, and round again."""
        subject = self._subject()
        if subject is not None:
            sheet, item = subject
            self.put(item, confidence=NEXT_CONFIDENCE[sheet.score(item).confidence])
            await asyncio.sleep(0)

    async def action_evidence(self) -> None:
        await self._talk(self._evidence)

    async def _evidence(self, sheet: Sheet, item: str) -> None:
        """List the pieces; a form for each; again until the list is left."""
        at = 0
        while True:
            pieces = [*sheet.score(item).evidence]
            wish = await self._wish(
                f"Evidence for {sheet.name(item)}", dialogs.evidence_rows(pieces, dt.date.today()), at
            )
            if wish is None:
                return
            what, at = wish
            if what == "remove":
                del pieces[at]
            else:
                piece = pieces[at] if what == "edit" else None
                answers = await self.app.push_screen_wait(dialogs.evidence_form(sheet, item, piece))
                if answers is None:
                    if pieces:
                        continue
                    return
                place = at if what == "edit" else len(pieces)
                pieces[place : place + 1] = [dialogs.evidence_of(answers)]
            sheet = self.sheet or sheet
            self.put(item, evidence=tuple(pieces))
            if not pieces or (what == "new" and len(pieces) == 1):
                return

    async def _wish(self, title: str, shown: list[Content], at: int) -> tuple[str, int] | None:
        """What is to be done with one of the pieces; where there are none, a new one is wished for."""
        if not shown:
            return "new", -1
        return await self.app.push_screen_wait(PiecesDialog(title, shown, at=max(0, at)))

    async def action_idea(self) -> None:
        await self._talk(self._ideas)

    async def _ideas(self, sheet: Sheet, item: str) -> None:
        """As for evidence."""
        about, at = [*sheet.ideas_about(item)], 0
        while True:
            wish = await self._wish(
                f"Ideas and blockers for {sheet.name(item)}", dialogs.idea_rows(about), at
            )
            if wish is None:
                return
            what, at = wish
            old = about[at] if what != "new" else None
            new = None
            if what != "remove":
                answers = await self.app.push_screen_wait(dialogs.idea_form(sheet, item, old))
                if answers is None:
                    if about:
                        continue
                    return
                new = dialogs.idea_of(answers, item)
            place = at if old is not None else len(about)
            about[place : place + 1] = [new] if new is not None else []
            ticket = self._desk.ticket()
            self.hand_over(partial(self._desk.replace_idea, ticket=ticket, old=old, new=new))
            if not about or (what == "new" and len(about) == 1):
                return

    async def action_note(self) -> None:
        await self._talk(self._note, changing=False)

    async def _note(self, sheet: Sheet, item: str) -> None:
        """The note; where raters commented, first the list of what they said."""
        while sheet.score(item).comments:
            shown, comments = dialogs.note_rows(sheet, item, sheet.raters)
            wish = await self.app.push_screen_wait(
                PiecesDialog(f"Note and comments on {sheet.name(item)}", shown)
            )
            if wish is None:
                return
            if wish == ("edit", 0) or wish[0] == "new":
                break
            if wish[0] == "edit":
                who, text = comments[wish[1] - 1]
                await self.app.push_screen_wait(TextDialog(f"A comment: {who}", line(text)))
        if sheet.is_locked:
            await self.app.push_screen_wait(
                TextDialog(f"Note on {sheet.name(item)}", line(sheet.score(item).note or LOCKED))
            )
            return
        answers = await self.app.push_screen_wait(dialogs.note_form(sheet, item))
        if answers is not None:
            self.put(item, note=str(answers["note"]))

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

    async def _turn(self, *, back: bool) -> None:
        """Take the last change back, or bring it back, and say which it was."""
        ticket = self._desk.ticket()
        try:
            turned = await self.app.keeper.ask(lambda store: self._desk.turn(store, ticket, back))
        except Exception as error:
            await self._refused("", error)
            return
        if turned is None:
            self.notice("There is nothing to undo." if back else "There is nothing to do again.")
            return
        kept, old = turned
        self.take(kept)
        self._say_turned(kept, old, "Undone" if back else "Done again")

    def _say_turned(self, kept: Kept, old: Any, word: str) -> None:
        sheet = self.sheet
        assert sheet is not None
        seen = [item for item in kept.touched if item in sheet.place]
        if not seen:
            self.notice(f"{word}: a change to the ideas and blockers, or to the scope.", "success")
            return
        item = seen[0]
        self.show(item)
        self.refresh_card()
        what = what_changed(sheet, item, old.get(item, Score()), sheet.score(item))
        more = f", and {len(seen) - 1} more" if len(seen) > 1 else ""
        self.notice(f"{word} in {sheet.code(item)}: {what}{more}.", "success")

    async def action_status(self) -> None:
        """Draft, agreed, signed off; from there, reopened with a reason."""
        subject = self._subject(changing=False)
        if subject is None:
            return
        sheet = subject[0]
        if sheet.is_locked:
            await self._talk(self._reopen, changing=False)
        elif sheet.status is Status.DRAFT:
            self._set_status(Status.AGREED, "Agreed. s signs it off and locks it; u makes it a draft again.")
        else:
            self._set_status(
                Status.SIGNED_OFF, f"Signed off and locked{_left(sheet)}: nothing changes until s reopens it."
            )
        await asyncio.sleep(0)

    def _set_status(self, status: Status, said: str, note: str = "") -> None:
        ticket = self._desk.ticket()

        def then(kept: Kept) -> None:
            self._just_agreed = kept.status is Status.AGREED
            self.notice(said, "success")

        self.hand_over(lambda store: self._desk.move_to(store, ticket, status, note), then=then)

    async def _reopen(self, sheet: Sheet, item: str) -> None:
        reason = await self.app.push_screen_wait(
            dialogs.reason_prompt(
                "Reopen this assessment", "Why? It becomes a draft again, and the reason is recorded.",
                "Reopening needs a reason: it is recorded.",
            )
        )  # fmt: skip
        if reason is not None:
            self._set_status(Status.DRAFT, "Reopened as a draft; the reason is recorded.", reason)

    # moving and finding -------------------------------------------------------------------

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
            hint="A part of its name, or its code such as B3; n and N go on",
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
        else:
            self.show(found)

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

    async def _go(self, place: str) -> None:
        """To another screen, once everything typed is on disk: it is to show it."""

        async def go(sheet: Sheet, item: str) -> None:
            from maturity_tui.ui import places

            await self.all_kept()
            self._away = True
            places.open_place(self.app, place, self.assessment_id, item)

        await self._talk(go, changing=False)

    def action_back(self) -> None:
        """From the areas of a narrow screen to the card; else to the screen before, with everything on disk."""
        if self.has_class("-areas"):
            self._to_ladder()
        elif self._on_its_way:
            self.run_worker(self._leave(), group="leaving", exclusive=True)
        else:
            super().action_back()

    async def _leave(self) -> None:
        await self.all_kept()
        super().action_back()


def _left(sheet: Sheet) -> str:
    """What a signed-off assessment leaves blank."""
    scored, applicable = sheet.scored
    return f" with {applicable - scored} left blank" if scored < applicable else ""
