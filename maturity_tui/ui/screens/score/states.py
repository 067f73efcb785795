"""What the score screen says of itself: what is saved, what could not be, how many are scored."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from maturity_tui.ui.base import MaturityScreen
from maturity_tui.ui.draw import join, label, line
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.score import rows
from maturity_tui.ui.screens.score.view import Sheet
from maturity_tui.ui.widgets.key_bar import KeyBar
from maturity_tui.ui.widgets.pane import Pane

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp


class ScoreStates(MaturityScreen):
    """A score screen as far as it says how things stand."""

    app: MaturityApp

    def __init__(self) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self.here = ""
        self._on_its_way = 0
        self._all_kept = asyncio.Event()
        self._all_kept.set()
        self._saved = ""
        self._echo = ""

    def _count(self) -> None:
        if self.sheet is not None:
            areas, words = self.query_one("#areas", Pane), rows.scored_words(self.sheet)
            title = "Agenda" if self.sheet.is_flat else "Areas"
            areas.set_title(title if self.wide else f"{title}: {words}")
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

    def _draw_strip(self) -> None:
        if self.sheet is not None and not self.wide:
            width = max(40, self.size.width - 2)
            self.query_one("#strip", Static).update(rows.strip(self.sheet, self.here, width), layout=False)

    def hush(self) -> None:
        """A new key: the notice about the last one goes."""
        self.query_one(KeyBar).hush()
