"""A fault in a spreadsheet: the cell, what is wrong there, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Place:
    """A cell, counted from 0; a column of -1 is the whole row. The one table of a CSV file has no sheet."""

    sheet: str
    row: int
    column: int = -1
    heading: str = ""

    def __str__(self) -> str:
        """`Effects, row 3, column E (High)`."""
        parts = [self.sheet] if self.sheet else []
        parts.append(f"row {self.row + 1}")
        if self.column >= 0:
            parts.append(f"column {letters(self.column)}" + (f" ({self.heading})" if self.heading else ""))
        return ", ".join(parts)


@dataclass(frozen=True)
class SheetFault:
    """Something that does not hold, and where. `input`: the id of the input that it keeps out."""

    place: Place
    message: str
    hint: str = ""
    input: str = ""

    def __str__(self) -> str:
        """A whole sentence with its place."""
        return f"{self.place}: {self.message}.{' ' + self.hint if self.hint else ''}"

    def as_json(self) -> dict[str, Any]:
        """Plain values; rows and columns as a spreadsheet counts them."""
        place = self.place
        return {
            "sheet": place.sheet or None, "row": place.row + 1,
            "column": letters(place.column) if place.column >= 0 else None,
            "heading": place.heading or None, "input": self.input or None,
            "message": self.message, "hint": self.hint or None,
        }  # fmt: skip


def letters(column: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
