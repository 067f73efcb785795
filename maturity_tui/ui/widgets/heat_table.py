"""Teams × nodes: a figure in every cell, a cursor that moves both ways. Data down, messages up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from textual.content import Content
from textual.message import Message

from maturity_tui.ui.draw import NAME, HeatCell, heat_row, label, line, pad
from maturity_tui.ui.draw.heat import NARROW, WIDE
from maturity_tui.ui.keys import bind, hidden
from maturity_tui.ui.widgets.row import Row
from maturity_tui.ui.widgets.row_list import RowList


@dataclass(frozen=True)
class HeatRow:
    """One team: its title, a cell for each column, and its figure over all."""

    key: str
    title: str
    cells: tuple[HeatCell, ...]
    whole: str


@dataclass(frozen=True)
class HeatView:
    """The table: headings, rows, and the values of the scale that the fills stand for."""

    heads: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    values: tuple[float, ...]
    fills: bool = True
    size: int = WIDE


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
        self.row_height = 3 if view.size != NARROW and view.fills else 1
        self._draw(row)

    def _draw(self, row: str | None = None) -> None:
        rows = [Row(item.key, partial(self._row, item), text=item.title) for item in self._view.rows]
        self.set_rows(
            rows, cursor=row or self.cursor_key, head=self._headings, empty="No team is scored in this round."
        )

    # drawing -------------------------------------------------------------------

    @property
    def _pitch_of_cell(self) -> int:
        return self._view.size + 1

    def _name_width(self) -> int:
        return max([len(item.title) for item in self._view.rows], default=0) + 2

    def _window(self, width: int) -> range:
        """The columns that have room, the one under the cursor among them."""
        room = max(1, (width - self._name_width() - 6) // self._pitch_of_cell)
        count = len(self._view.heads)
        self._first = max(0, min(self._first, self.column, max(0, count - room)))
        self._first = max(self._first, self.column - room + 1)
        return range(self._first, min(count, self._first + room))

    def _headings(self, width: int) -> Content:
        shown = self._window(width)
        size = self._pitch_of_cell
        heads = [
            pad(
                (self._view.heads[at], "bold $text-primary" if at == self.column else "$muted"),
                size,
                "center",
            )
            for at in shown
        ]
        more = (" …" if shown.stop < len(self._view.heads) else "  ", "$muted")
        return line(pad(label("Team"), self._name_width()), *heads, more, pad(label("All"), 4, "right"))

    def _row(self, row: HeatRow, width: int) -> list[Content]:
        view, shown = self._view, self._window(width)
        cursor = self.column - shown.start if row.key == self.cursor_key else None
        cells = [row.cells[at] for at in shown]
        lines = heat_row(cells, view.values, cursor=cursor, size=view.size, fills=view.fills)
        name = pad((row.title, NAME), self._name_width() - 1)
        blank = " " * (self._name_width() - 1)
        middle = len(lines) // 2
        return [
            line(name, content, " ", pad((row.whole, "bold"), 4, "right"))
            if at == middle
            else line(blank, content)
            for at, content in enumerate(lines)
        ]

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
        if 0 <= column < len(self._view.heads):
            self.column = column
            self._draw()
            self._say()
