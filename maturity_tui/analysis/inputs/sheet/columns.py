"""What the sheets and columns of a spreadsheet of inputs are called. The reader finds them by their words."""

from __future__ import annotations

from typing import Final

from maturity_tui.frameworks.sources.tables import Table, key

HOW_TO: Final = "How to"
INPUTS: Final = "Inputs"
EFFECTS: Final = "Effects"
RELATIONS: Final = "Relations"
CAPABILITIES: Final = "Capabilities"

FIELDS: Final = {
    "id": "Id",
    "kind": "Kind",
    "title": "Title",
    "once": "Cost once",
    "per_year": "Cost a year",
    "per_person": "Cost a person",
    "currency": "Currency",
    "quarters": "Quarters",
    "person_days": "Person-days",
    "probability": "Probability",
    "earliest": "Earliest",
    "dip": "Dip",
    "repeat_of": "Repeats",
    "grade": "Grade",
    "note": "Note",
    "source": "Source",
}
LINKS: Final = {
    "all": "Needs all of",
    "any": "Needs one of",
    "excludes": "Excludes",
    "synergies": "Works better with",
}
"""In a CSV file columns of lists; in a workbook the words of the sheet of relations."""
EFFECT: Final = {
    "capability": "Capability",
    "low": "Low",
    "likely": "Likely",
    "high": "High",
    "coverage": "Coverage",
    "team": "Team",
}
OF_INPUT: Final = "Input"
RELATION: Final = "Relation"
OTHER: Final = "Other input"
SHARE: Final = "Share"
CAPABILITY_TITLE: Final = "Capability title"

# Where an input's columns lie in its data; those that are not here have their own name.
PATHS: Final[dict[str, tuple[str, ...]]] = {
    "once": ("cost", "once"),
    "per_year": ("cost", "per_year"),
    "per_person": ("cost", "per_person"),
    "currency": ("cost", "currency"),
    "grade": ("basis", "grade"),
    "note": ("basis", "note"),
    "source": ("basis", "source"),
    "all": ("needs", "all"),
    "any": ("needs", "any"),
}

_INPUTS_NEED = ("id", "kind", "title")


class Columns:
    """A table's header: the columns by the words above them."""

    def __init__(self, table: Table, row: int) -> None:
        self.table = table
        self.row = row
        self.at: dict[str, int] = {}
        for column, cell in enumerate(table.rows[row]):
            if cell:
                self.at.setdefault(key(cell), column)

    def column(self, heading: str) -> int | None:
        """The column under a heading; None where there is none."""
        return self.at.get(key(heading))

    def has(self, *headings: str) -> bool:
        """Whether all of these are there."""
        return all(self.column(heading) is not None for heading in headings)

    @property
    def has_effects(self) -> bool:
        """Whether effects stand in its rows."""
        return self.has(*(EFFECT[name] for name in ("capability", "low", "likely", "high")))


def inputs_in(table: Table) -> Columns | None:
    """The header of a table of inputs; None where it is none."""
    return _found(table, *(FIELDS[name] for name in _INPUTS_NEED))


def effects_in(table: Table) -> Columns | None:
    """The header of a table of effects; None where it is none."""
    return _found(table, OF_INPUT, EFFECT["capability"], EFFECT["low"], EFFECT["likely"], EFFECT["high"])


def relations_in(table: Table) -> Columns | None:
    """The header of a table of relations; None where it is none."""
    return _found(table, OF_INPUT, RELATION, OTHER)


def _found(table: Table, *headings: str) -> Columns | None:
    row = table.header(headings)
    return None if row is None else Columns(table, row)
