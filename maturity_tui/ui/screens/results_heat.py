"""Results, heat map: teams × areas, and from an area its capabilities. A sentence below says what a cell hides."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.assessments.service import Column
from maturity_tui.ui.draw import HeatCell, figure, join, key_strip, label, line, score, wrap
from maturity_tui.ui.draw.heat import MIDDLE, NARROW, WIDE
from maturity_tui.ui.screens.results_view import ResultsView, figure_text
from maturity_tui.ui.widgets.heat_table import HeatRow, HeatTable, HeatView

# Lines below the table and above its rows; cells for the figure over all, edges and scroll bar.
BELOW = 11
ALL = 9


class Heat(Vertical):
    """The table, its key, and the sentence about the cell under the cursor."""

    @dataclass
    class Opened(Message):
        """A capability's cell was opened."""

        team: str
        capability: str

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._view: ResultsView | None = None
        self._area: str | None = None
        self._start: str | None = None

    def compose(self) -> ComposeResult:
        yield HeatTable(id="heat-table")
        yield Static(id="heat-key")
        yield Static(id="heat-detail")

    def show(self, view: ResultsView) -> None:
        """Draw these results; the cursor begins on the assessment's own team."""
        if self._view is None:
            self._start = view.study.assessment.team
        self._view = view
        wide, fills = self.screen.has_class("-wide"), not self.app.native_ansi_color
        values = (
            (0.0, 0.5, 1.0)
            if view.framework.is_skills
            else tuple(float(level.value) for level in view.framework.scale)
        )
        if self._area and view.framework.is_skills:
            values = tuple(float(level.value) for level in view.framework.scale)
        rows = tuple(_row(view, team, self._columns()) for team in view.service.teams)
        heads = tuple(view.framework.codes.get(column.id, column.id) for column in self._columns())
        size = (
            self._cell_size(len(rows), len(heads), max([len(row.title) for row in rows], default=0))
            if wide
            else NARROW
        )
        self.query_one(HeatTable).show(HeatView(heads, rows, values, fills, size), self._start)
        self._start = None
        self._show_key(view)
        self._show_detail()

    def on_resize(self) -> None:
        if self._view:
            self.show(self._view)

    def _cell_size(self, rows: int, columns: int, names: int) -> int:
        """The widest cells that leave every team and column in sight; narrow ones where none do."""
        if rows * 3 + BELOW > self.size.height:
            return NARROW
        room = self.size.width - names - ALL
        return next((size for size in (WIDE, MIDDLE) if (size + 1) * columns <= room), NARROW)

    def _columns(self) -> list[Column]:
        view = self._view
        if view is None:
            return []
        if self._area is None:
            return [column for column in view.service.columns if column.kind == "area" and column.depth == 1]
        below = {item.id for item in view.framework.every_area[self._area].each_capability()}
        return [column for column in view.service.columns if column.id in below]

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
        else:
            self.post_message(self.Opened(event.key, self._columns()[self.query_one(HeatTable).column].id))

    def on_heat_table_moved(self) -> None:
        self._show_detail()

    @property
    def node(self) -> str | None:
        """The node of the cell under the cursor."""
        columns = self._columns()
        return columns[self.query_one(HeatTable).column].id if columns else None

    # below the table -----------------------------------------------------------

    def _show_key(self, view: ResultsView) -> None:
        scale = view.framework.scale
        width = max(40, self.size.width - 4)
        names = " · ".join(
            f"{view.framework.codes.get(column.id, '')} {column.title}" for column in self._columns()
        )
        strip = key_strip([level.name for level in scale], [f"{level.value:g}" for level in scale], width)
        shown = (
            [label("share of skills at target")]
            if view.framework.is_skills and self._area is None
            else [strip]
        )
        rows = [label(text) for text in wrap(names, width)][:4] if self.screen.has_class("-wide") else []
        self.query_one("#heat-key", Static).update(Content("\n").join([*shown, *rows]))

    def _show_detail(self) -> None:
        view, node, team = self._view, self.node, self.query_one(HeatTable).cursor_key
        if view is None or node is None or team is None:
            return
        cell = view.service.cell(team, node)
        title = line((view.organisation.team_title(team), "bold"), " · ", (view.named(node), "bold"))
        rows = [title] if cell is None else [title, join([*_figures(cell)]), _sentence(view, team, node)]
        if cell is not None and self.screen.has_class("-wide"):
            rows = [join(rows[:2]), rows[2]]
        self.query_one("#heat-detail", Static).update(Content("\n").join(rows))


def _row(view: ResultsView, team: str, columns: list[Column]) -> HeatRow:
    whole = view.service.cell(team, view.framework.id)
    cells = tuple(_cell(view.service.cell(team, column.id)) for column in columns)
    return HeatRow(team, view.organisation.team_title(team), cells, figure_text(whole) if whole else "–")


def _cell(node: NodeFigure | None) -> HeatCell:
    if node is None or node.score is None:
        return HeatCell(None)
    if node.kind == "capability":
        return HeatCell(float(node.score), text=f"{node.display:^3}")
    return HeatCell(float(node.score), "" if node.floor is None else f"{float(node.floor):g}")


def _figures(node: NodeFigure) -> list[Content]:
    floor = None if node.floor is None else float(node.floor)
    return [
        line((f"{node.rule or 'agreed'} ", "$muted"), (node.display, "bold")),
        line(("lowest ", "$muted"), (figure(floor, 0), "bold")) if node.kind != "capability" else Content(""),
        line(("scored ", "$muted"), f"{node.scored} of {node.applicable}"),
    ]


def _sentence(view: ResultsView, team: str, node: str) -> Content:
    """What holds the cell down, and how it stands among the teams."""
    mine = view.service.cell(team, node)
    others = [view.service.cell(other, node) for other in view.service.teams if other != team]
    scores = [cell.score for cell in others if cell is not None and cell.score is not None]
    if mine is None or mine.score is None:
        return label("Nothing is scored here yet.")
    lower, higher = sum(value < mine.score for value in scores), sum(value > mine.score for value in scores)
    place = (
        "No team is lower."
        if not lower
        else "No team is higher."
        if not higher
        else f"{higher} higher, {lower} lower."
    )
    service = next((column.service for column in view.service.columns if column.id == node), None)
    mean = (
        f" Mean of {service.teams_scored} teams {score(service.mean)}."
        if service and service.mean is not None and not view.framework.is_skills
        else ""
    )
    return line(_held_down(view, team, node), place, mean)


def _held_down(view: ResultsView, team: str, node: str) -> str:
    area = view.framework.every_area.get(node)
    if area is None:
        return ""
    cells = [view.service.cell(team, item.id) for item in area.each_capability()]
    scored = sorted(
        (cell for cell in cells if cell and cell.score is not None), key=lambda cell: cell.score or 0
    )
    if len(scored) < 2 or scored[0].score == scored[-1].score:
        return ""
    low = [f"{cell.display} {view.named(cell.id)}" for cell in scored[:2] if cell.score == scored[0].score]
    return f"Held down by {' and '.join(low)}. "
