"""Results, heat map: teams × areas, and from an area its capabilities. A sentence below says what a cell hides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from maturity_tui.assessments.teams.service import Column
from maturity_tui.ui.draw import key_strip, label, line, packed
from maturity_tui.ui.keys import bind
from maturity_tui.ui.screens.results.cells import said, team_row
from maturity_tui.ui.screens.results.heads import MOST_LINES, Heads, cell_size, heads
from maturity_tui.ui.screens.results.page import ResultsPage
from maturity_tui.ui.screens.results.view import ResultsView
from maturity_tui.ui.widgets.heat_table import HeatRow, HeatTable, HeatView
from maturity_tui.ui.widgets.row_list import GUTTER

if TYPE_CHECKING:
    from maturity_tui.assessments.figures import Results

# Lines below the table: the key and what is said about a cell, with the blank ones above them.
BELOW = 6


class Heat(ResultsPage):
    """The table, its key, and the sentence about the cell under the cursor."""

    LIST = "#heat-table"
    HELP_PAGE = "Heat map: all teams of the round; enter opens an area into its capabilities."
    BINDINGS = [bind("areas")]

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._view: ResultsView | None = None
        self._area: str | None = None
        self._start: str | None = None
        self._heads = Heads(())

    def compose(self) -> ComposeResult:
        yield HeatTable(id="heat-table")
        yield Static(id="heat-key")
        yield Static(id="heat-detail")

    def show(self, view: ResultsView) -> None:
        """Draw these results; the cursor begins on the assessment's own team."""
        if self._view is None:
            self._start = view.study.assessment.team
        self._view = view
        columns = self._columns()
        rows = tuple(team_row(view, team, columns) for team in view.service.teams)
        size = self._cell_size(rows, len(columns))
        codes = [view.framework.codes.get(column.id, column.id) for column in columns]
        whole = max((len(row.whole) for row in rows), default=0)
        self._heads = heads(codes, [column.title for column in columns], size, beside=whole + 2)
        fills = not self.app.native_ansi_color
        table = HeatView(self._heads.texts, rows, self._values(view), fills, size, self._heads.lines)
        self.query_one(HeatTable).show(table, self._start)
        self._start = None
        self._show_key(view)
        self._show_detail()

    def _values(self, view: ResultsView) -> tuple[float, ...]:
        """What the fills stand for: levels, or in a skills framework fifths of an area's skills, as in reports."""
        if view.framework.is_skills and self._area is None:
            return tuple(fifths / 5 for fifths in range(6))
        return tuple(float(level.value) for level in view.framework.scale)

    def on_resize(self) -> None:
        if self._view:
            self.show(self._view)

    def _cell_size(self, rows: Sequence[HeatRow], columns: int) -> int:
        """The widest cells that leave every team and column in sight."""
        high = self.screen.has_class("-wide") and len(rows) * 3 + MOST_LINES + 1 + BELOW <= self.size.height
        names = max((cell_len(row.title) for row in rows), default=0)
        whole = max((len(row.whole) for row in rows), default=0)
        return cell_size(self.size.width - GUTTER, names, whole, columns, high=high)

    def _columns(self) -> list[Column]:
        view = self._view
        if view is None:
            return []
        if self._area is None:
            return [column for column in view.service.columns if column.kind == "area" and column.depth == 1]
        below = {item.id for item in view.framework.every_area[self._area].each_capability()}
        return [column for column in view.service.columns if column.id in below]

    def action_areas(self) -> None:
        self.toggle()

    def toggle(self) -> None:
        """Between areas and the capabilities of the area under the cursor."""
        columns = self._columns()
        if self._view is None or not columns:
            return
        table = self.query_one(HeatTable)
        if self._area is None:
            self._area, table.column = columns[table.column].id, 0
        else:
            area, self._area = self._area, None
            table.column = [column.id for column in self._columns()].index(area)
        self.show(self._view)

    def close(self) -> bool:
        """Back from capabilities to areas; false where areas are shown."""
        if self._area is None:
            return False
        self.toggle()
        return True

    def on_row_list_chosen(self, event: HeatTable.Chosen) -> None:
        event.stop()
        if self._area is None:
            self.toggle()
        elif self._view is not None and self.node is not None:
            self.post_message(self.Opened(self.node, self._view.ids[event.key]))

    def on_heat_table_moved(self) -> None:
        self._show_detail()

    @property
    def node(self) -> str | None:
        """The node of the cell under the cursor."""
        columns = self._columns()
        return columns[self.query_one(HeatTable).column].id if columns else None

    def figures(self, view: ResultsView) -> Results:
        """Those of the team under the cursor."""
        team = self.query_one(HeatTable).cursor_key
        return view.results if team is None else view.of_team(team)

    # below the table -----------------------------------------------------------

    def _show_key(self, view: ResultsView) -> None:
        """What the fills mean; and what the headings do, where they are letters and there is room."""
        width = max(40, self.size.width - 4)
        if view.framework.is_skills and self._area is None:
            lines = [label("share of skills at target, of those that are scored and have one")]
        else:
            lines = [key_strip([level.name for level in view.framework.scale], view.labels, width)]
        names = [
            line((f"{code} ", "$text-primary"), label(column.title))
            for code, column in zip(self._heads.texts, self._columns(), strict=True)
        ]
        legend = packed(names, width) if self._heads.coded else []
        table, blank = self.query_one(HeatTable), [Content("")]
        room = self.size.height - len(table.rows) * table.row_height - table.head_height - BELOW
        wide = self.screen.has_class("-wide")
        if legend and len(legend) + wide <= room:
            lines += [*(blank if wide else []), *legend]
        if room > 0 and not wide:
            lines += blank
        self.query_one("#heat-key", Static).update(Content("\n").join(lines))

    def _show_detail(self) -> None:
        view, node, team = self._view, self.node, self.query_one(HeatTable).cursor_key
        if view is not None and node is not None and team is not None:
            lines = said(view, team, node, wide=self.screen.has_class("-wide"))
            self.query_one("#heat-detail", Static).update(Content("\n").join(lines))
