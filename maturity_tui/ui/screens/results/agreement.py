"""Results, agreement: how far the team's raters agree by area, and which capabilities to discuss first."""

from __future__ import annotations

import asyncio
from functools import partial

from textual.app import ComposeResult

from maturity_tui.assessments.agreement.agreement import Agreement as Figures
from maturity_tui.assessments.agreement.agreement import Seen, agreement
from maturity_tui.assessments.agreement.words import (
    READING,
    TEACHES,
    capability_explained,
    node_explained,
    two_decimals,
)
from maturity_tui.assessments.models import Assessment
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.results.agreement_rows import Shown, area_rows, capability_rows
from maturity_tui.ui.screens.results.page import ResultsPage
from maturity_tui.ui.screens.results.view import ResultsView
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList


class Agreement(ResultsPage):
    """Areas with alpha and its interval, then capabilities with their votes, those most apart first."""

    LIST = "#agreement-rows"
    HELP_PAGE = f"{READING} Enter on an area goes to what its raters see most differently."

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._view: ResultsView | None = None
        self._figures: Figures | None = None
        self._of: Assessment | None = None

    def compose(self) -> ComposeResult:
        yield RowList(id="agreement-rows", open_label="go to it")

    def show(self, view: ResultsView) -> None:
        """Draw these results; alpha and its interval are worked out aside, once an assessment."""
        self._view = view
        if self._of is view.study.assessment:
            self._draw()
        else:
            self.run_worker(self._work_out(view), group="agreement", exclusive=True)

    async def _work_out(self, view: ResultsView) -> None:
        held = view.study.assessment
        figures = await asyncio.to_thread(agreement, view.framework, held)
        self._figures, self._of = figures, held
        self._draw()
        self.post_message(self.Noted())

    def _draw(self) -> None:
        view, figures = self._view, self._figures
        if view is None or figures is None:
            return
        rows = self.query_one(RowList)
        if figures.whole.seen is Seen.NOBODY:
            rows.set_rows([], empty=TEACHES.format(noun=view.framework.noun))
            return
        shown = Shown(view, figures)
        found = area_rows(shown)
        below = capability_rows(shown)
        rows.set_rows([*found, Row.blank(), *below] if below else found)

    @property
    def note(self) -> str:
        """The whole in words, and its alpha."""
        if self._figures is None or self._figures.whole.seen is Seen.NOBODY:
            return ""
        whole = self._figures.whole
        return whole.words if whole.alpha is None else f"{self.short_note} {GLYPHS.dot} {whole.words}"

    @property
    def short_note(self) -> str:
        """Its alpha alone; the list has the words."""
        alpha = self._figures.whole.alpha if self._figures else None
        return "" if alpha is None else f"alpha {two_decimals(alpha, GLYPHS.minus)}"

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A capability is gone to; from an area to the one that its raters see most differently."""
        event.stop()
        view, figures = self._view, self._figures
        if view is None or figures is None:
            return
        if event.key in view.framework.capabilities:
            self.post_message(self.Opened(event.key))
            return
        below = view.study.below.get(event.key, ())
        first = next((one.id for one in figures.capabilities if one.id in below and one.apart), None)
        if first is not None:
            self.query_one(RowList).move_to(first)
        else:
            self.post_message(self.Said("No two raters differ here."))

    def explained(self, view: ResultsView) -> tuple[str, str] | None:
        """How the figure under the cursor came about."""
        figures, key = self._figures, self.node
        if figures is None or key is None:
            return None
        named = view.framework.title if key == view.framework.id else view.named(key)
        if key in figures.by_id:
            return named, node_explained(view.framework, figures.by_id[key], named, GLYPHS.minus)
        one = next(one for one in figures.capabilities if one.id == key)
        write = partial(view.level_said, key)
        return named, capability_explained(view.framework, figures, one, named, write)
