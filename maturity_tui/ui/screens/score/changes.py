"""How a change goes from the score screen to the store, and what comes back.

It is laid over what is on disk, handed to the store's thread at once, and shown as saved when the store has answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from maturity_tui.assessments.models import EMPTY_SCORE, Score, Status
from maturity_tui.ui.screens.score import rows
from maturity_tui.ui.screens.score.desk import ScoreDesk
from maturity_tui.ui.screens.score.keeping import FrameworkMoved
from maturity_tui.ui.screens.score.values import Kept
from maturity_tui.ui.screens.score.view import what_changed

if TYPE_CHECKING:
    from maturity_tui.store import Store


class ScoreChanges(ScoreDesk):
    """The screen with its changes; without its keys."""

    def put(self, item: str, *, leaving: bool = False, **update: Any) -> bool:
        """Change some fields of a capability's score; false, with a sentence, where they cannot be so.

        `leaving`: another capability is shown next, so that the card is not drawn twice for one key.
        """
        sheet = self.sheet
        assert sheet is not None
        held = sheet.score(item)
        try:
            new = held.changed(**update)
        except ValidationError as error:
            problem = error.errors(include_input=False, include_url=False)[0]["msg"].removeprefix(
                "Value error, "
            )
            self.notice(f"{sheet.code(item)} was not changed: {problem}.", "error")
            return False
        if new == held:
            return True
        seen = {name: getattr(held, name) for name in update}
        sheet.lay(item, new)
        ticket = self._desk.ticket()
        self.hand_over(lambda store: self._desk.put(store, ticket, item, seen, update), item)
        if leaving:
            self.redraw(item)
        else:
            self.refresh_item(item)
        return True

    def hand_over(
        self, change: Callable[[Store], Kept], item: str = "", then: Callable[[Kept], None] | None = None
    ) -> None:
        """Give a change to the store's thread, behind those given before; what comes back is shown."""
        self._set_out()
        self._just_agreed = False
        # Never exclusive: to cancel the waiting would not stop the thread.
        self.run_worker(self._keep(change, item, then), group="saves")

    async def _keep(
        self, change: Callable[[Store], Kept], item: str, then: Callable[[Kept], None] | None
    ) -> None:
        sheet = self.sheet
        assert sheet is not None
        try:
            kept = await self.app.keeper.ask(change)
        except Exception as error:
            # Whatever went wrong: it is not on disk, and nothing may look as if it were.
            sheet.lift(item)
            await self._refused(item, error)
        else:
            sheet.lift(item)
            self.take(kept, item)
            if then is not None:
                then(kept)
        finally:
            self._arrived()

    def _set_out(self) -> None:
        """One change more is on its way to the disk."""
        self._on_its_way += 1
        self._all_kept.clear()
        self._say_state()

    def _arrived(self) -> None:
        """The store has answered one of them."""
        self._on_its_way -= 1
        if not self._on_its_way:
            self._all_kept.set()
        self._say_state()

    def take(self, kept: Kept, item: str = "") -> None:
        """Show what is on disk now."""
        sheet = self.sheet
        assert sheet is not None
        was_locked = sheet.is_locked
        sheet.take(kept)
        self._saved = f"{kept.at.astimezone():%H:%M:%S}"
        if item:
            score = sheet.score(item)
            level = "n/a" if score.not_applicable else sheet.level_name(item, score.agreed)
            self._echo = sheet.code(item) if score.is_blank else f"{sheet.code(item)} {level}"
        changed = dict.fromkeys([*kept.touched, *([item] if item else [])])
        troubled = [key for key in (*changed, "") if sheet.failed.pop(key, None)]
        self._redraw_all(changed, kept)
        if troubled:
            self._say_trouble()
        if was_locked != sheet.is_locked:
            self.refresh_bindings()

    def _redraw_all(self, changed: Iterable[str], kept: Kept) -> None:
        sheet = self.sheet
        assert sheet is not None
        self.redraw(*changed)
        self._older |= {sheet.group_of[key].id for key in changed if key in sheet.group_of}
        if kept.results is not None:
            self.redraw(*(rows.AREA + group for group in self._older))
            self._older.clear()
            self._count()
        if self.here in changed or not kept.touched:
            self.refresh_card()
        else:
            self._draw_strip()

    async def _refused(self, item: str, error: Exception) -> None:
        """Show what is on disk again, and say what was not saved and why."""
        sheet = self.sheet
        assert sheet is not None
        what = sheet.name(item) if item else "The last change"
        sentence = f"{what} was not saved: {str(error) or type(error).__name__}"
        try:
            self._show_opened(await self.app.keeper.ask(self._desk.open))
        except Exception:
            self._list_rows()
            self.refresh_card()
        self.sheet.failed[item] = sentence  # type: ignore[union-attr]
        self.redraw(item)
        self._say_trouble()

    async def all_kept(self) -> None:
        """Wait until the store has answered everything that was handed over."""
        await self._all_kept.wait()

    # undo, redo, status -----------------------------------------------------------------

    async def _turn(self, *, back: bool) -> None:
        """Take the last change back, or bring it back, and say which it was."""
        ticket = self._desk.ticket()
        self._set_out()
        try:
            turned = await self.app.keeper.ask(lambda store: self._desk.turn(store, ticket, back))
            if turned is None:
                self.notice("There is nothing to undo." if back else "There is nothing to do again.")
            else:
                self.take(turned[0])
                self._say_turned(*turned, "Undone" if back else "Done again")
        except FrameworkMoved as moved:
            self._show_opened(await self.app.keeper.ask(self._desk.open))
            self.notice(
                f"{'Undone' if back else 'Done again'}: the move to another version; it is {moved} now.",
                "success",
            )
        except Exception as error:
            await self._refused("", error)
        finally:
            self._arrived()

    def _say_turned(self, kept: Kept, old: Mapping[str, Score], word: str) -> None:
        sheet = self.sheet
        assert sheet is not None
        seen = [item for item in kept.touched if item in sheet.place]
        if not seen:
            self.notice(f"{word}: a change to the ideas and blockers, or to the scope.", "success")
            return
        item = seen[0]
        self.show(item)
        self.refresh_card()
        what = what_changed(sheet, item, old.get(item, EMPTY_SCORE), sheet.score(item))
        more = f", and {len(seen) - 1} more" if len(seen) > 1 else ""
        self.notice(f"{word} in {sheet.code(item)}: {what}{more}.", "success")

    def _set_status(self, status: Status, said: str, note: str = "") -> None:
        ticket = self._desk.ticket()

        def then(kept: Kept) -> None:
            self._just_agreed = kept.status is Status.AGREED
            self.notice(said, "success")

        self.hand_over(lambda store: self._desk.move_to(store, ticket, status, note), then=then)
