"""The rows of a spreadsheet of inputs, gathered into drafts: inputs first, then their effects and relations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from maturity_tui.analysis.inputs.sheet import values
from maturity_tui.analysis.inputs.sheet.checks import SHARES, count_days, in_order
from maturity_tui.analysis.inputs.sheet.columns import (
    EFFECT,
    FIELDS,
    LINKS,
    OF_INPUT,
    OTHER,
    PATHS,
    RELATION,
    SHARE,
    Columns,
)
from maturity_tui.analysis.inputs.sheet.drafts import Draft
from maturity_tui.analysis.inputs.sheet.faults import Place, SheetFault
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.sources.tables import key

Read = Callable[[str], Any]
NUMBERS = ("once", "per_year", "per_person", "quarters", "probability", "dip")
_READ: dict[str, Read] = dict.fromkeys(NUMBERS, values.number)
_READ |= {"person_days": values.days, "earliest": values.quarter}
_READ |= {"kind": str.lower, "grade": str.upper, "currency": str.upper}


@dataclass(frozen=True)
class Row:
    """One row under a header."""

    columns: Columns
    number: int

    def place(self, heading: str = "") -> Place:
        """The cell under a heading, or the row."""
        column = self.columns.column(heading)
        return Place(self.columns.table.sheet, self.number, -1 if column is None else column, heading)

    def get(self, heading: str) -> str:
        """The cell under a heading; empty where there is none."""
        column, cells = self.columns.column(heading), self.columns.table.rows[self.number]
        if column is None or column >= len(cells):
            return ""
        text = cells[column]
        return text if self.columns.table.sheet else values.unguarded(text)


class Gathered:
    """The drafts of a file, in its order, and the faults that belong to none of them."""

    def __init__(self, capabilities: Mapping[str, str]) -> None:
        self.drafts: dict[str, Draft] = {}
        self.faults: list[SheetFault] = []
        self._capabilities = capabilities

    # inputs ----------------------------------------------------------------------------

    def inputs(self, columns: Columns) -> None:
        """Take the inputs of a table in; where effects stand in its rows, those too."""
        here: Draft | None = None
        first: Row | None = None
        for row in rows_of(columns):
            id = row.get(FIELDS["id"])
            if here is None or first is None or not self._goes_on(row, id, here, first):
                here, first = self._input(row, id), row
            if here is not None and columns.has_effects and row.get(EFFECT["capability"]):
                self._effect(here, row)

    def _goes_on(self, row: Row, id: str, here: Draft, first: Row) -> bool:
        """Whether a row only adds an effect to the input above."""
        if not row.columns.has_effects or id not in ("", here.id) or not row.get(EFFECT["capability"]):
            return False
        for heading in (*FIELDS.values(), *LINKS.values()):
            text = row.get(heading)
            if text not in ("", first.get(heading)):
                here.fault(row.place(heading), f"{here.id} says something else in row {first.number + 1}")
        return True

    def _input(self, row: Row, id: str) -> Draft | None:
        place = row.place(FIELDS["id"])
        if not id:
            self.faults.append(SheetFault(place, "The id is missing", "Each input has an id of its own."))
            return None
        if (known := self.drafts.get(id)) is not None:
            known.fault(place, f"The input {id!r} stands twice, first in {known.place}", "Keep one of them.")
            return None
        draft = self.drafts[id] = Draft(id, place)
        for name, heading in FIELDS.items():
            text = row.get(heading)
            if text and (value := draft.read(row.place(heading), text, _READ.get(name, str))) is not None:
                draft.put(PATHS.get(name, (name,)), value, row.place(heading))
        count_days(draft, row.place(FIELDS["person_days"]))
        for name, heading in LINKS.items():
            self._listed(draft, name, row.get(heading), row.place(heading))
        return draft

    def _listed(self, draft: Draft, name: str, text: str, place: Place) -> None:
        """Other inputs in one cell."""
        for part in values.listed(text):
            value = draft.read(place, part, values.with_share) if name == "synergies" else part
            if value is not None:
                draft.add(PATHS.get(name, (name,)), value, place)

    # effects ---------------------------------------------------------------------------

    def effects(self, columns: Columns) -> None:
        """Take the effects of a table in; a blank input is the one above."""
        above = ""
        for row in rows_of(columns):
            above = row.get(OF_INPUT) or above
            draft = self._owner(row, above)
            if draft is not None and self._has(draft, row, EFFECT["capability"]):
                self._effect(draft, row)

    def _owner(self, row: Row, id: str) -> Draft | None:
        draft = self.drafts.get(id)
        if draft is None:
            place = row.place(OF_INPUT)
            message = f"There is no input {shorten(id)!r} in this file" if id else "The input is missing"
            self.faults.append(SheetFault(place, message, nearest(id, self.drafts), id))
        return draft

    def _has(self, draft: Draft, row: Row, heading: str) -> bool:
        if not row.get(heading):
            draft.fault(row.place(heading), f"{heading} is missing")
        return bool(row.get(heading))

    def _effect(self, draft: Draft, row: Row) -> None:
        place = row.place(EFFECT["capability"])
        name = draft.read(
            place, row.get(EFFECT["capability"]), lambda text: values.capability(text, self._capabilities)
        )
        if name is None:  # said; what else is wrong with the row is said all the same
            name = row.get(EFFECT["capability"])
        if name in draft.effects:
            self._for_another_team(draft, row, name)
            return
        index = draft.effects[name] = len(draft.data.get("effects", ()))
        draft.add(("effects",), {"capability": name, "share": []}, place)
        effect = draft.data["effects"][index]
        draft.places["effects", index, "capability"] = place
        shares = [self._share(draft, row, EFFECT[part]) for part in SHARES]
        effect["share"] = [0 if share is None else share for share in shares]
        for at, part in enumerate(SHARES):
            draft.places["effects", index, "share", at] = row.place(EFFECT[part])
        in_order(draft, [row.place(EFFECT[part]) for part in SHARES], shares)
        self._coverage(draft, row, effect, index)

    def _share(self, draft: Draft, row: Row, heading: str) -> float | None:
        if not self._has(draft, row, heading):
            return None
        found: float | None = draft.read(row.place(heading), row.get(heading), values.number)
        return found

    def _coverage(self, draft: Draft, row: Row, effect: dict[str, Any], index: int) -> None:
        """How far it reaches: everywhere alike, or in the team that the row names."""
        heading, team = EFFECT["coverage"], row.get(EFFECT["team"])
        text = row.get(heading)
        value = draft.read(row.place(heading), text, values.number) if text else 1.0
        if value is None:
            return
        path = ("effects", index, "coverage")
        if not team:
            effect["coverage"] = value
            draft.places[path] = row.place(heading)
        else:
            effect.setdefault("coverage", {})[team] = value
            draft.places[*path, team] = row.place(heading)

    def _for_another_team(self, draft: Draft, row: Row, name: str) -> None:
        """A further row of an effect: how far it reaches in another team."""
        index, team = draft.effects[name], row.get(EFFECT["team"])
        effect = draft.data["effects"][index]
        known = effect.get("coverage")
        if not team or not isinstance(known, dict) or team in known:
            named = f"{draft.id} names {name} twice" + (f" for {team}" if team and known else "")
            draft.fault(
                row.place(EFFECT["capability"]),
                named,
                "Keep one of the rows, or give each a team of its own.",
            )
            return
        for at, part in enumerate(SHARES):
            text = row.get(EFFECT[part])
            value = draft.read(row.place(EFFECT[part]), text, values.number) if text else None
            if value is not None and value != effect["share"][at]:
                draft.fault(row.place(EFFECT[part]), f"{name} has another share in a row above")
        self._coverage(draft, row, effect, index)

    # relations -------------------------------------------------------------------------

    def relations(self, columns: Columns) -> None:
        """Take in what inputs need, exclude, and work better with."""
        names = {key(words): name for name, words in LINKS.items()}
        above = ""
        for row in rows_of(columns):
            above = row.get(OF_INPUT) or above
            draft = self._owner(row, above)
            if draft is None or not self._has(draft, row, RELATION) or not self._has(draft, row, OTHER):
                continue
            name = names.get(key(row.get(RELATION)))
            if name is None:
                words = ", ".join(LINKS.values())
                found = repr(shorten(row.get(RELATION)))
                draft.fault(row.place(RELATION), f"Here should be one of {words}; found {found}")
                continue
            self._relation(draft, row, name)

    def _relation(self, draft: Draft, row: Row, name: str) -> None:
        place, other = row.place(OTHER), row.get(OTHER)
        path = PATHS.get(name, (name,))
        if name != "synergies":
            draft.add(path, other, place)
        elif (share := self._share(draft, row, SHARE)) is not None:
            draft.add(path, {"with": other, "share": share}, place)
            draft.places["synergies", len(draft.data["synergies"]) - 1, "share"] = row.place(SHARE)


def rows_of(columns: Columns) -> Iterator[Row]:
    """The rows below a header that are not blank."""
    for number in range(columns.row + 1, len(columns.table.rows)):
        if any(columns.table.rows[number]):
            yield Row(columns, number)
