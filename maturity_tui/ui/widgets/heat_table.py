"""Teams × nodes: a figure in every cell, a cursor that moves both ways. Data down, messages up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message

from maturity_tui.ui.draw import NAME, HeatCell, heat_row, label, line, pad
from maturity_tui.ui.draw.heat import NARROW, TIGHT, WIDE
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList

ALL = "All"
EMPTY = "No team is scored in this round yet: enter on a team at home begins."


@dataclass(frozen=True)
class HeatRow:
    """One team: its title, a cell for each column, and its figure over all."""

    key: str
    title: str
    cells: tuple[HeatCell, ...]
    whole: str


@dataclass(frozen=True)
class HeatView:
    """The table: headings, rows, and the values of the scale that the fills stand for.

    Headings are centred over their cells; in several lines each begins over its cell and has room for as many cells.
    """

    heads: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    values: tuple[float, ...]
    fills: bool = True
    size: int = WIDE
    head_lines: int = 1


class HeatTable(RowList):
    """The heat map. Columns that have no room are reached by moving to them."""

    BINDINGS = [*hidden("left", "right"), bind("open", "choose", label="open cell")]

    @dataclass
    class Moved(Message):
        """The cursor is on another cell."""

        table: HeatTable
        row: str
        column: int

        @property
        def control(self) -> HeatTable:
            return self.table

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, open_label="open cell")
        self._view = HeatView((), (), ())
        self.column = 0
        self._first = 0

    def show(self, view: HeatView, row: str | None = None) -> None:
        """Draw this table; the cursor stays where it was as far as it can."""
        self._view = view
        self.column = max(0, min(self.column, len(view.heads) - 1))
        self.row_height = 3 if view.size > NARROW and view.fills else 1
        self.head_height = view.head_lines
        self._draw(row)

    def _draw(self, row: str | None = None) -> None:
        rows = [Row(item.key, partial(self._row, item), text=item.title) for item in self._view.rows]
        self.set_rows(rows, cursor=row or self.cursor_key, head=self._headings, empty=EMPTY)

    # drawing -------------------------------------------------------------------

    @property
    def _pitch_of_cell(self) -> int:
        return self._view.size + 1

    @property
    def _gap(self) -> int:
        """The cells beside names and figures, which tight cells take for themselves."""
        return 0 if self._view.size == TIGHT else 1

    def _name_width(self) -> int:
        return max([cell_len(item.title) for item in self._view.rows], default=0) + self._gap

    def _all_width(self) -> int:
        return max([len(ALL), *(len(item.whole) for item in self._view.rows)]) + self._gap

    def _window(self, width: int) -> range:
        """The columns that have room, the one under the cursor among them."""
        fixed = self._name_width() + 1 + self._all_width()
        room = max(1, (width - fixed) // self._pitch_of_cell)
        count = len(self._view.heads)
        self._first = max(0, min(self._first, self.column, max(0, count - room)))
        self._first = max(self._first, self.column - room + 1)
        return range(self._first, min(count, self._first + room))

    def _headings(self, width: int) -> list[Content]:
        shown, lines = self._window(width), self._view.head_lines
        # The last heading stands in the first line, where it may go on over the figures of all.
        rows = [[at for at in shown if (shown.stop - 1 - at) % lines == row] for row in range(lines)]
        drawn = [self._heads(columns, shown) for columns in rows]
        room = len(shown) * self._pitch_of_cell
        more = (GLYPHS.more if shown.stop < len(self._view.heads) else " ", "$muted")
        last = line(
            pad(label("Team"), self._name_width()),
            pad(drawn[-1], room),
            more,
            pad(label(ALL), self._all_width(), "right"),
        )
        above = room + 1 + self._all_width()
        return [*(line(" " * self._name_width(), pad(row, above)) for row in drawn[:-1]), last]

    def _heads(self, columns: Sequence[int], shown: range) -> Content:
        """The headings of these columns in one line."""
        drawn = line("")
        for at in columns:
            style = "bold $text-primary" if at == self.column else "$muted"
            head = line((self._view.heads[at], style))
            start = (at - shown.start) * self._pitch_of_cell + 1
            if self._view.head_lines == 1:
                head = pad(head, self._view.size, "center")
            drawn = line(drawn, " " * (start - drawn.cell_length), head)
        return drawn

    def _row(self, row: HeatRow, width: int) -> list[Content]:
        view, shown = self._view, self._window(width)
        cursor = self.column - shown.start if row.key == self.cursor_key else None
        cells = [row.cells[at] for at in shown]
        lines = heat_row(cells, view.values, cursor=cursor, size=view.size, fills=view.fills)
        name = pad((row.title, NAME), self._name_width())
        blank = " " * self._name_width()
        middle = len(lines) // 2
        return [
            line(name, content, pad((row.whole, "bold"), self._all_width(), "right"))
            if at == middle
            else line(blank, content)
            for at, content in enumerate(lines)
        ]

    def cursor_spot(self) -> Offset:
        """The cell under the cursor, on the line of its figure."""
        at = super().cursor_spot()
        shown = self._window(self.scrollable_content_region.width - self.indent)
        x = self.indent + self._name_width() + (self.column - shown.start) * self._pitch_of_cell + 1
        return at + Offset(x + (self._view.size - 1) // 2, self.row_height // 2)

    def on_click(self, event: events.Click) -> None:
        """The first click moves to a cell, a click on the cell under the cursor opens it."""
        column, before = self._column_at(event.x), (self.cursor_key, self.column)
        if column is not None and event.y >= self._top:
            index = (event.y - self._top + self.scroll_offset.y) // self._pitch
            if index in self._stops.at:
                self._sideways(column - self.column)
                self._move(index)
        event.prevent_default()
        if column is not None and before == (self.cursor_key, self.column):
            super().on_click(event)

    def _column_at(self, x: int) -> int | None:
        """The column of a cell at this place, if there is one."""
        shown = self._window(self.scrollable_content_region.width - self.indent)
        start = self.indent + self._name_width()
        at = shown.start + (x - start) // self._pitch_of_cell
        return at if x >= start and at in shown else None

    # moving --------------------------------------------------------------------

    def _move(self, index: int) -> None:
        before = self.cursor_key
        super()._move(index)
        if before is not None and before != self.cursor_key:
            self._again(before)
            self._say()

    def _again(self, key: str) -> None:
        """Draw one row anew: the bright edge of the cursor's cell comes or goes."""
        for item in self._view.rows:
            if item.key in (key, self.cursor_key):
                self.update_row(item.key, partial(self._row, item))

    def _say(self) -> None:
        if self.cursor_key is not None:
            self.post_message(self.Moved(self, self.cursor_key, self.column))

    def action_left(self) -> None:
        self._sideways(-1)

    def action_right(self) -> None:
        self._sideways(1)

    def _sideways(self, step: int) -> None:
        column = self.column + step
        if step and 0 <= column < len(self._view.heads):
            self.column = column
            self._draw()
            self._tell_terminal()
            self._say()
