"""The one report model: what a report says, as frozen values that know no format.

Every format is a rendering of these values, so that a figure cannot differ between two of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Literal

Scalar = str | int | float | Fraction | dt.date | None


class Kind(StrEnum):
    """What stands in a column, and so how it is aligned and formatted."""

    TEXT = "text"
    ID = "id"
    LEVEL = "level"
    SCORE = "score"
    GAP = "gap"
    NUMBER = "number"
    CHANGE = "change"
    COUNT = "count"
    SHARE = "share"
    MONEY = "money"
    DATE = "date"

    @property
    def numeric(self) -> bool:
        """Whether figures stand here, to be aligned right."""
        return self not in (Kind.TEXT, Kind.ID)


class Use(StrEnum):
    """Where a table belongs: on pages that are read, in files that are computed with, or in both."""

    BOTH = "both"
    PAGE = "page"
    DATA = "data"


@dataclass(frozen=True)
class Step:
    """One named step of the ramp that cells are filled with."""

    value: Fraction
    label: str
    name: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table.

    `filled`: its cells take the fill of their step; `step`: all that hold a figure above 0 take this one.
    `wide`: long text stands here. `data_only`: left out on pages.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    unit: str = ""
    filled: bool = False
    step: int | None = None
    wide: bool = False
    data_only: bool = False


@dataclass(frozen=True)
class Cell:
    """A value and how it reads. `bound` is "at least" or "at most"; `mark` is small text after the figure."""

    value: Scalar = None
    display: str = "–"
    bound: str = ""
    step: int | None = None
    mark: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A sentence or a few. Tone `warning` is what a reader must know before using the figures."""

    text: str
    tone: Literal["lead", "plain", "quiet", "warning"] = "plain"
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Bullets:
    """Short statements, one a line."""

    items: tuple[str, ...]
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True)
class Fact:
    """One headline figure."""

    key: str
    label: str
    cell: Cell
    note: str = ""
    tone: Literal["now", "target", "gap", "plain"] = "plain"
    figure: Kind = Kind.SCORE


@dataclass(frozen=True)
class Facts:
    """Headline figures side by side."""

    id: str
    items: tuple[Fact, ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Table:
    """Rows under typed columns; the first column names the row. `totals` are the rows set apart."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    use: Use = Use.BOTH
    ramp: tuple[Step, ...] = ()
    totals: frozenset[int] = frozenset()
    dense: bool = False
    kind: Literal["table"] = "table"

    def on_page(self) -> Table:
        """This table without the columns that only files to compute with need."""
        shown = [index for index, column in enumerate(self.columns) if not column.data_only]
        if len(shown) == len(self.columns):
            return self
        rows = tuple(tuple(row[index] for index in shown) for row in self.rows)
        return replace(self, columns=tuple(self.columns[index] for index in shown), rows=rows)


@dataclass(frozen=True)
class Bar:
    """One row of a bar chart: now, and where it is to be."""

    label: str
    now: Fraction | None
    now_display: str
    target: Fraction | None = None
    target_display: str = ""
    floor: Fraction | None = None
    floor_display: str = ""
    strong: bool = False


@dataclass(frozen=True)
class BarChart:
    """Now and target on one axis, with the words that say the same. `table` names the table that holds its
    figures."""

    id: str
    title: str
    alternative: str
    low: Fraction
    high: Fraction
    ticks: tuple[Step, ...]
    bars: tuple[Bar, ...]
    table: str = ""
    kind: Literal["bars"] = "bars"


@dataclass(frozen=True)
class Band:
    """A range at each point in time."""

    name: str
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class FanChart:
    """A line over quarters, from now on, with bands if they were computed, and the target across."""

    id: str
    title: str
    alternative: str
    points: tuple[str, ...]
    mean: tuple[float, ...]
    target: float | None
    low: float
    high: float
    ticks: tuple[Step, ...]
    end_display: str = ""
    target_display: str = ""
    bands: tuple[Band, ...] = ()
    table: str = ""
    kind: Literal["fan"] = "fan"


Block = Paragraph | Bullets | Facts | Table | BarChart | FanChart


@dataclass(frozen=True)
class Section:
    """A part of the report with a heading of its own."""

    id: str
    title: str
    blocks: tuple[Block, ...]

    def tables(self, *uses: Use) -> Iterator[Table]:
        """The tables for these uses (for all where none is named), in their order."""
        for block in self.blocks:
            if isinstance(block, Table) and (not uses or block.use in uses):
                yield block


@dataclass(frozen=True)
class Cover:
    """Who, what and when: the first thing that is read. `facts` are label and text."""

    organisation: str
    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """A whole report. `digest` is the SHA-256 of the data that it was made from, the same in every format."""

    cover: Cover
    sections: tuple[Section, ...]
    generated_at: dt.datetime
    version: str
    digest: str

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        """Every block with its section."""
        for section in self.sections:
            for block in section.blocks:
                yield section, block

    def table(self, table_id: str) -> Table:
        """One table by its id. Raises KeyError."""
        for section in self.sections:
            for table in section.tables():
                if table.id == table_id:
                    return table
        raise KeyError(table_id)
