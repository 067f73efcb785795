"""What the score screen is made of, and how it shows a capability. How it changes one is in `score_changes`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.draw import join, label, line, wrap
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import hidden
from maturity_tui.ui.screens import score_card
from maturity_tui.ui.screens import score_rows as rows
from maturity_tui.ui.screens.score_keeping import Desk
from maturity_tui.ui.screens.score_values import Opened
from maturity_tui.ui.screens.score_view import Sheet
from maturity_tui.ui.widgets.key_bar import KeyBar
from maturity_tui.ui.widgets.level_ladder import LevelLadder
from maturity_tui.ui.widgets.pane import Pane
from maturity_tui.ui.widgets.row import Drawing
from maturity_tui.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp

LIST_WIDTH = 36
ROOMY = 46
"""From so many rows on there is room for an empty one above the question."""


class ScoreLadder(LevelLadder, inherit_bindings=False):
    """The ladder without its digits and enter: those are the screen's, so that keys typed fast keep their order."""

    HELP = ""
    BINDINGS: ClassVar[list[BindingType]] = [*hidden("up", "down", "first", "last")]


class ScoreDesk(MaturityScreen):
    """One assessment, one capability at a time; without its keys."""

    CSS_PATH = styles("score")

    app: MaturityApp

    def __init__(self, assessment_id: str, capability: str | None = None) -> None:
        super().__init__()
        self.assessment_id = assessment_id
        self.sheet: Sheet | None = None
        self.here = ""
        self._wanted = capability
        self._desk = Desk(assessment_id)
        self._drawn: dict[str, Drawing] = {}
        self._list_width = 0
        self._older: set[str] = set()
        """The areas whose figures are older than their scores."""
        self._on_its_way = 0
        self._all_kept = asyncio.Event()
        self._all_kept.set()
        self._saved = ""
        self._echo = ""
        self._just_agreed = False
        self._away = False

    def body(self) -> ComposeResult:
        yield Static(id="strip")
        with Horizontal(id="pair"):
            with Pane("Areas", id="areas"):
                yield RowList(id="list", open_label="open")
                yield Static(rows.legend(), id="legend")
            with Pane("", id="card"):
                yield Static(id="question")
                yield ScoreLadder(id="ladder")
                yield Static(id="trouble")
                yield Static(id="facts")

    def on_mount(self) -> None:
        self.ladder.wide = self.wide
        self.ladder.focus()
        self.run_worker(self._open(), group="open")

    @property
    def ladder(self) -> ScoreLadder:
        return self.query_one("#ladder", ScoreLadder)

    @property
    def areas(self) -> RowList:
        return self.query_one("#list", RowList)

    # opening ----------------------------------------------------------------------

    async def _open(self) -> None:
        try:
            opened = await self.app.keeper.ask(self._desk.open)
        except Exception as error:
            self.set_path("Score")
            self.query_one("#question", Static).update(line((f"{GLYPHS.stale} {error}", "$text-error")))
            return
        self._show_opened(opened)

    def _show_opened(self, opened: Opened) -> None:
        """A fresh reading; what is on its way there stays laid over it."""
        fresh = Sheet(opened)
        if self.sheet is not None:
            fresh.ahead, fresh.failed = self.sheet.ahead, self.sheet.failed
        self.sheet = fresh
        self.set_path(opened.organisation, opened.team, opened.assessment.round.title)
        start = fresh.first(self.here or self._wanted)
        if start is None:
            self.query_one("#question", Static).update("Nothing is in the scope of this assessment.")
            return
        self.here = start
        self._list_rows()
        self.refresh_card()
        self._say_state()

    def on_screen_resume(self) -> None:
        """Back from another screen, where figures may have changed."""
        if self._away:
            self._away = False
            self.run_worker(self._open(), group="open")

    # showing ----------------------------------------------------------------------

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self.call_after_refresh(self._fit)

    def watch_wide(self, wide: bool) -> None:
        self.remove_class("-areas")
        self.ladder.wide = wide
        if not self.focused:
            self.ladder.focus()

    def _fit(self) -> None:
        self.query_one("#card").set_class(self.size.height >= ROOMY, "-roomy")
        if self.sheet is not None and self.here:
            self._list_rows()
            self.refresh_card()

    def show(self, item: str) -> None:
        """Turn to a capability."""
        if self.sheet is None or item == self.here:
            return
        before, self.here = self.here, item
        if self.sheet.failed.pop(before, None):
            self._say_trouble()
        self.sheet.here = item
        if self.sheet.group_of[before] is self.sheet.group_of[item]:
            self.redraw(before, item)
            self.areas.move_to(item)
        elif self.areas.has_focus:
            self._list_rows()
        else:
            # The question is what the eye meets first: the other area opens in the frame after it.
            self.call_after_refresh(self._list_rows)
        self.refresh_card()

    def _list_rows(self) -> None:
        sheet = self.sheet
        assert sheet is not None
        sheet.here = self.here
        # A column is kept for the scroll bar, so that names break alike with and without it.
        self._list_width = (self.areas.size.width or LIST_WIDTH) - 1
        found = rows.list_rows(sheet, sheet.group_of[self.here].id, self._list_width)
        self._drawn = {row.key: row.content for row in found if row.key}
        self.areas.set_rows(found, cursor=self.here)
        self._count()

    def redraw(self, *keys: str) -> None:
        """Draw some rows of the list anew."""
        for key in keys:
            if key in self._drawn:
                self.areas.update_row(key, self._drawn[key])

    def refresh_item(self, item: str) -> None:
        """Draw a capability anew wherever it is seen."""
        self.redraw(item)
        if item == self.here:
            self.refresh_card()
        else:
            self._draw_strip()

    def refresh_card(self) -> None:
        """Draw the capability that is shown."""
        sheet, item = self.sheet, self.here
        if sheet is None or not item:
            return
        card = self.query_one("#card", Pane)
        card.set_title(sheet.name(item))
        card.set_count(rows.place_words(sheet, item))
        question = self.query_one("#question", Static)
        lines = wrap(sheet.question(item), max(20, question.size.width or 60))[:3]
        question.styles.height = len(lines)
        question.update(Content("\n".join(lines)), layout=False)
        self.ladder.show(score_card.ladder(sheet, item))
        self._draw_facts()
        self._draw_strip()

    def _draw_facts(self) -> None:
        if self.sheet is None or not self.here:
            return
        box = self.query_one("#facts", Static)
        size = box.size
        text = score_card.facts(
            self.sheet, self.here, self.ladder.cursor_value, size.width or 60, size.height or 3
        )
        box.update(text, layout=False)

    def _draw_strip(self) -> None:
        if self.sheet is not None and not self.wide:
            width = max(40, self.size.width - 2)
            self.query_one("#strip", Static).update(rows.strip(self.sheet, self.here, width), layout=False)

    def _count(self) -> None:
        if self.sheet is not None:
            areas, words = self.query_one("#areas", Pane), rows.scored_words(self.sheet)
            areas.set_title("Areas" if self.wide else f"Areas: {words}")
            areas.set_count(words)

    def _say_state(self) -> None:
        """Status, what was saved, when: only what the store has said, and nothing as saved while more is coming."""
        if self.sheet is None:
            return
        status = "signed off, locked" if self.sheet.is_locked else str(self.sheet.status)
        parts: list[Content] = [label(status)]
        echo = self._echo if self.wide else ""
        if self._on_its_way:
            # As wide as what it stands for, so that nothing in the header moves at a key.
            width = len(echo) + 3 if echo else 0
            coming = f"{GLYPHS.more} saving {self._on_its_way}".ljust(len("✓ saved 00:00:00"))
            parts.append(label(" " * width + coming))
        elif self._saved:
            parts += [label(echo), line((GLYPHS.saved, "$success"), (f" saved {self._saved}", "$muted"))]
        if self.sheet.failed:
            parts[1:] = [line((f"{GLYPHS.stale} ", "$error"), ("not all is saved", "$text-error"))]
        self.set_state(join(parts, "   "))

    def _say_trouble(self) -> None:
        """What could not be saved, in sentences that stay until they are dealt with."""
        failed = self.sheet.failed if self.sheet else {}
        lines = [f"{GLYPHS.stale} {sentence}" for sentence in list(failed.values())[-1:]]
        if len(failed) > 1:
            lines.append(f"  {len(failed) - 1} more could not be saved: marked {GLYPHS.stale} in the list.")
        box = self.query_one("#trouble", Static)
        box.set_class(bool(lines), "-shown")
        box.update(Content("\n".join(lines)))
        self._say_state()

    # what the widgets say ---------------------------------------------------------

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        self.catch_up()

    def on_level_ladder_moved(self, event: LevelLadder.Moved) -> None:
        self._draw_facts()

    def catch_up(self) -> None:
        """Show what the list's cursor stands on: its messages may lag behind the keys."""
        key = self.areas.cursor_key
        if self.sheet is not None and key in self.sheet.place and self.areas.has_focus:
            self.show(key or "")

    def hush(self) -> None:
        """A new key: the notice about the last one goes."""
        self.query_one(KeyBar).hush()
