"""The score screen's dialogues: each about the capability that was shown when its key was typed."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from textual.content import Content

from maturity_tui.assessments.models import Idea, Status
from maturity_tui.frameworks.values import Number
from maturity_tui.ui.draw import line
from maturity_tui.ui.screens.score import dialogs, notes
from maturity_tui.ui.screens.score.levels import by_text
from maturity_tui.ui.screens.score.rounds import ScoreRounds
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.widgets.pieces_dialog import PiecesDialog
from maturity_tui.ui.widgets.text_dialog import TextDialog

LOCKED = "Signed off and locked: nothing changes here. A reopens it, with a reason."

Talk = Callable[[Sheet, str], Coroutine[Any, Any, None]]


class ScoreTalks(ScoreRounds):
    """The screen with its dialogues."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._last: Number | None = None

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
        self._settled(item)
        self.show(following)
        if held.is_blank and sheet.blank_in(sheet.agenda) is None:
            self.notice(_last_blank(sheet))
        # One turn of the loop: the worker starts, and the change is the store's before the next key.
        await asyncio.sleep(0)

    async def _type_level(self, sheet: Sheet, item: str, typed: str) -> None:
        text = await self.app.push_screen_wait(dialogs.level_prompt(sheet, item, typed))
        found = by_text(sheet.steps(item), text) if text else ""
        if not isinstance(found, str):
            await self._score(item, found.value)

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

    async def _aim(self, sheet: Sheet, item: str) -> None:
        text = await self.app.push_screen_wait(dialogs.target_prompt(sheet, item))
        if text is None:
            return
        value = dialogs.read_target(sheet.steps(item), text)
        if not isinstance(value, str):
            self.put(item, target=value)

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
        wish: tuple[str, int] | None = await self.app.push_screen_wait(
            PiecesDialog(title, shown, at=max(0, at))
        )
        return wish

    async def _ideas(self, sheet: Sheet, item: str) -> None:
        """As for evidence."""
        about, at = [*sheet.ideas_about(item)], 0
        while True:
            wish = await self._wish(f"Ideas and blockers for {sheet.name(item)}", notes.idea_rows(about), at)
            if wish is None:
                return
            what, at = wish
            old = about[at] if what != "new" else None
            new = None
            if what != "remove":
                answers = await self.app.push_screen_wait(notes.idea_form(sheet, item, old))
                if answers is None:
                    if about:
                        continue
                    return
                new = notes.idea_of(sheet, answers)
            place = at if old is not None else len(about)
            # What is about another capability now, or about none, is found elsewhere.
            about[place : place + 1] = [new] if new is not None and new.about == item else []
            self._say_caught(sheet, item, new)
            ticket = self._desk.ticket()
            self.hand_over(partial(self._desk.replace_idea, ticket=ticket, old=old, new=new))
            if not about or (what == "new" and len(about) == 1):
                return

    def _say_caught(self, sheet: Sheet, item: str, new: Idea | None) -> None:
        """Where an idea went that is not about what is shown."""
        if new is not None and new.about != item:
            subject = f"about {sheet.name(new.about)}" if new.about else f"about no {sheet.framework.noun}"
            self.notice(f"Noted, {subject}: results lists all ideas and blockers.", "success")

    async def _note(self, sheet: Sheet, item: str) -> None:
        """The note; where raters commented, first the list of what they said."""
        while sheet.score(item).comments:
            shown, comments = notes.note_rows(sheet, item, sheet.raters)
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
        answers = await self.app.push_screen_wait(notes.note_form(sheet, item))
        if answers is not None:
            self.put(item, note=str(answers["note"]))

    async def _reopen(self, sheet: Sheet, item: str) -> None:
        reason = await self.app.push_screen_wait(
            dialogs.reason_prompt(
                "Reopen this assessment", "Why? It becomes a draft again, and the reason is recorded.",
                "Reopening needs a reason: it is recorded.",
            )
        )  # fmt: skip
        if reason is not None:
            self._set_status(Status.DRAFT, "Reopened as a draft; the reason is recorded.", reason)


def _last_blank(sheet: Sheet) -> str:
    """What comes after the last blank."""
    noun = sheet.framework.noun
    if (left := sum(sheet.score(item).is_blank for item in sheet.scope)) > 0:
        return f"That was the last {noun} of the agenda; {left} are not on it: W takes them in."
    return f"That was the last blank {noun}: A moves the assessment from draft to agreed."
