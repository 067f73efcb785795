"""Results, change: areas and capabilities was → is since the round before, and a small series over more rounds."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from maturity_tui.assessments.comparison.change import Change as Found
from maturity_tui.assessments.comparison.change import Move, Moved
from maturity_tui.assessments.comparison.compare import CompareError
from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.store.errors import StoreError
from maturity_tui.ui.draw import label, wrap
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.results.change_projected import Projected, explained, projected, sentence
from maturity_tui.ui.screens.results.change_rows import NOTE, area_row, layout, move_row
from maturity_tui.ui.screens.results.page import READABLE, ResultsPage
from maturity_tui.ui.screens.results.view import ResultsView
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.workshop.plan_reading import plan_between

if TYPE_CHECKING:
    from maturity_tui.ui.app import MaturityApp

NO_ROUND = (
    "There is no earlier round of this team with this framework yet. Assess it again in a later round, with n at home,"
    " and this tab shows area by area what was, what is, and which capabilities moved."
)
NOTHING_YET = (
    "Nothing is scored in both rounds yet: score here what was scored in the round before, and its change stands"
    " here."
)
MOST_NOTES = 2


class Change(ResultsPage):
    """The areas; enter opens one into its capabilities, z all of them."""

    LIST = "#change-rows"
    HELP_PAGE = (
        "Change: each area was → is, over what both rounds have scored, so that no figure moves because more was"
        f" scored. {GLYPHS.up} rose, {GLYPHS.down} fell; z shows the capabilities."
    )
    BINDINGS = [bind("areas")]

    app: MaturityApp

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._view: ResultsView | None = None
        self._found: Found | None = None
        self._plan: Projected | None = None
        self._open: set[str] = set()

    def compose(self) -> ComposeResult:
        yield RowList(id="change-rows", open_label="open area")
        yield Static(id="change-notes")

    def show(self, view: ResultsView) -> None:
        """Read the earlier rounds of the team, and draw."""
        self._view = view
        self.run_worker(self._read(view), group="change", exclusive=True)

    async def _read(self, view: ResultsView) -> None:
        from maturity_tui.workshop.side_by_side import read_change

        assessment = view.study.assessment
        empty, self._plan = "", None
        try:
            self._found = await self.app.keeper.ask(lambda store: read_change(store, assessment.id))
        except CompareError as error:
            self._found = None
            empty = NO_ROUND if "earlier round" in str(error) else NOTHING_YET
        except StoreError as error:
            self._found, empty = None, str(error)
        if self.is_attached:
            self._draw(empty)
            self.post_message(self.Noted())
            if self._found is not None:
                self.run_worker(self._read_plan(self._found), group="projected", exclusive=True)

    async def _read_plan(self, found: Found) -> None:
        """What the plan between the two rounds projected, if there is one; the change stands there before."""
        earlier, later = (side.assessment for side in found.before.sides)
        try:
            ground = await self.app.keeper.ask(lambda store: plan_between(store, earlier, later))
            plan = await asyncio.to_thread(projected, ground, found) if ground is not None else None
        except (StoreError, ValueError):  # a round too early to hold against the plan; the change stands
            plan = None
        if plan is not None and plan.by_id and found is self._found and self.is_attached:
            self._plan = plan
            self._draw()

    def on_resize(self) -> None:
        if self._found is not None:
            self._draw()

    def _draw(self, empty: str = "") -> None:
        view, found = self._view, self._found
        rows = self.query_one(RowList)
        if view is None or found is None:
            rows.set_rows([], empty=empty)
            self.query_one("#change-notes", Static).update("")
            return
        shown = [*self._shown(view, found)]
        names = tuple(_indented(view, one) for one in shown)
        drawn = [_row(view, found, self._plan, one, names) for one in shown]
        whole = _row(view, found, self._plan, view.results.whole, names)
        rows.set_rows(
            [*drawn, Row.blank(), whole],
            head=lambda width: layout(width, names, len(found.rounds), self._plan is not None).head(),
        )
        width = min(READABLE, max(40, self.size.width - 4))
        notes = [NOTE, *found.before.left_out[:MOST_NOTES]]
        if self._plan is not None:
            names_of = {item: view.named(item) for item in self._plan.by_id}
            notes.append(sentence(self._plan, names_of))
        lines = [label(text) for note in notes for text in wrap(note, width)]
        self.query_one("#change-notes", Static).update(Content("\n").join(lines))

    def _shown(self, view: ResultsView, found: Found) -> list[NodeFigure | Move]:
        """Each area, and where it is open its capabilities that either round has scored; those of no area last."""
        shown: list[NodeFigure | Move] = []
        for area in view.study.areas():
            shown.append(area)
            if area.id in self._open:
                shown += [move for move in found.below(area.id) if move.moved is not Moved.NONE]
        if self._open:
            paths = found.framework.paths
            shown += [move for move in found.moves if move.capability not in paths]
        return shown

    # keys ----------------------------------------------------------------------

    @property
    def note(self) -> str:
        """The round before; this one stands above."""
        return f"since {self._found.rounds[-2]}" if self._found is not None else ""

    def on_row_list_highlighted(self, event: RowList.Highlighted) -> None:
        """Enter opens an area, and goes to a capability on the score screen."""
        known = self._view.framework.capabilities if self._view else {}
        wanted = "score it" if event.key in known else "open area"
        if event.list.open_label != wanted:
            event.list.open_label = wanted
            self.refresh_bindings()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        event.stop()
        view = self._view
        if view is None:
            return
        if event.key in view.framework.every_area:
            self._open ^= {event.key}
            self._draw()
        elif event.key in view.framework.capabilities:
            self.post_message(self.Opened(event.key))

    def action_areas(self) -> None:
        """Open every area into its capabilities, or close all."""
        if self._view is not None and self._found is not None:
            areas = {node.id for node in self._view.study.areas()}
            self._open = set() if self._open >= areas else areas
            self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is nothing, there is nothing to open."""
        return action != "areas" or self._found is not None

    def explained(self, view: ResultsView) -> tuple[str, str] | None:
        """How a figure moved, in sentences."""
        if self._found is None or self.node is None:
            return None
        title = view.framework.title if self.node == view.framework.id else view.named(self.node)
        more = explained(self._plan, self.node) if self._plan is not None else ""
        return title, self._found.explain(self.node) + more


def _row(
    view: ResultsView, found: Found, plan: Projected | None, one: NodeFigure | Move, names: tuple[str, ...]
) -> Row:
    if isinstance(one, Move):
        return Row(
            one.capability, partial(move_row, view, found, plan, one, names), text=view.named(one.capability)
        )
    return Row(one.id, partial(area_row, view, found, plan, one, names), text=one.title)


def _indented(view: ResultsView, one: NodeFigure | Move) -> str:
    """A name as it stands in its column, to be measured."""
    if isinstance(one, Move):
        return "  " * len(view.framework.paths.get(one.capability, ())) + view.named(one.capability)
    return "  " * max(0, one.depth - 1) + view.named(one.id)
