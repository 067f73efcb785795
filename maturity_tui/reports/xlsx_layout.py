"""How much room things take on a sheet: columns in characters, rows in lines, charts in pixels."""

from __future__ import annotations

from maturity_tui.reports.model import BarChart, FanChart, Table


def width(table: Table, index: int) -> float:
    """How wide a column is, in characters, for its heading and what stands in it."""
    column = table.columns[index]
    if runs_on(table, index):
        return 9
    longest = max((len(f"{row[index].display} {row[index].mark}".strip()) for row in table.rows), default=0)
    words = max((len(word) for word in column.title.split()), default=0)
    if column.wide:
        return min(max(30, longest + 2), 64)
    if column.kind.numeric:
        return max(9, words + 3, min(longest + 3, 20))
    return min(max(words + 3, longest + 3), 44)


def runs_on(table: Table, index: int) -> bool:
    """Whether a column runs across all that is free to its right: long text in a short table's last
    column."""
    return table.columns[index].wide and index == len(table.columns) - 1


def shown(table: Table) -> int:
    """How many columns pages show: those that only computing needs stand to their right."""
    return max(
        (index for index, column in enumerate(table.columns, start=1) if not column.data_only), default=1
    )


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters."""
    room = max(1, int(width))
    return sum(max(1, -(-len(part) // room)) for part in text.split("\n"))


FAN = 340


def height(chart: BarChart | FanChart) -> int:
    """How high a chart is, in pixels."""
    if isinstance(chart, FanChart):
        return FAN
    return 110 + 34 * max(len(chart.bars), 2)
