"""A spreadsheet of inputs, read whole: every input that is right, and every fault at its cell."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from maturity_tui.analysis.inputs.interventions import InputKind, Intervention
from maturity_tui.analysis.inputs.library import check_inputs
from maturity_tui.analysis.inputs.sheet.columns import FIELDS, Columns, effects_in, inputs_in, relations_in
from maturity_tui.analysis.inputs.sheet.drafts import Draft
from maturity_tui.analysis.inputs.sheet.faults import Place, SheetFault
from maturity_tui.analysis.inputs.sheet.formulas import Cell, without_value
from maturity_tui.analysis.inputs.sheet.rows import Gathered
from maturity_tui.frameworks.door import shorten
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.sources.tables import Table, tables_of

MOST_ROWS = 20_000
Formulas = Mapping[str, Mapping[Cell, str]]


@dataclass(frozen=True)
class SheetReading:
    """What a file holds. `inputs`: all of them where there is no fault; `good`: those that can be taken anyway.

    `faults` in the order of the file; `kept_out` says of each input that is not among the good why, in a
    sentence; `ignored` names the sheets that were not read.
    """

    inputs: tuple[Intervention, ...]
    good: tuple[Intervention, ...]
    faults: tuple[SheetFault, ...] = ()
    kept_out: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()


def read_sheet(
    data: bytes, file: str, capabilities: Mapping[str, str], others: Iterable[Intervention] = ()
) -> SheetReading:
    """The inputs of a workbook or of separated text. Raises FrameworkError for a file that is neither.

    `capabilities`: titles by id, of all that effects may name. `others`: inputs that these may refer to.
    """
    return read_tables(tables_of(data, file), file, capabilities, others, without_value(data))


def read_tables(
    tables: Sequence[Table],
    file: str,
    capabilities: Mapping[str, str],
    others: Iterable[Intervention] = (),
    formulas: Formulas | None = None,
) -> SheetReading:
    """The inputs of tables. Raises FrameworkError where none of them is of inputs."""
    found = [(table, inputs_in(table), effects_in(table), relations_in(table)) for table in tables]
    if not any(columns for _, columns, _, _ in found):
        wanted = ", ".join(FIELDS[name] for name in ("id", "kind", "title"))
        raise FrameworkError(
            f"No row has the headings {wanted}", file=file,
            hint="`maturity inputs template` writes a sheet to fill in.",
        )  # fmt: skip
    if sum(len(table.rows) for table in tables) > MOST_ROWS * 3:
        raise FrameworkError(f"There are more than {MOST_ROWS:,} rows", file=file)
    gathered = Gathered(capabilities)
    for _, columns, _, _ in found:
        if columns:
            gathered.inputs(columns)
    for _, inputs, effects, relations in found:
        if effects and not inputs:
            gathered.effects(effects)
        if relations:
            gathered.relations(relations)
    _note_formulas(gathered, [one for _, *every in found for one in every if one], formulas or {})
    read = {id(one.table) for _, *every in found for one in every if one}
    ignored = tuple(table.sheet for table in tables if id(table) not in read and any(map(any, table.rows)))
    return replace(
        _checked(gathered, capabilities, tuple(others), [table.sheet for table in tables]), ignored=ignored
    )


def _note_formulas(gathered: Gathered, headers: Iterable[Columns], formulas: Formulas) -> None:
    """A cell of a formula without a value reads as blank: say so, in each row that is used."""
    owners = {(draft.place.sheet, draft.place.row): draft for draft in gathered.drafts.values()}
    seen = set()
    for columns in headers:
        headings = {at: columns.table.rows[columns.row][at] for at in columns.at.values()}
        for (row, column), what in sorted(formulas.get(columns.table.sheet, {}).items()):
            place = Place(columns.table.sheet, row, column, headings.get(column, ""))
            if row <= columns.row or column not in headings or (place.sheet, row, column) in seen:
                continue
            seen.add((place.sheet, row, column))
            owner = owners.get((place.sheet, row)) or _owner_of(gathered, columns, row)
            hint = "Open the file in a spreadsheet and save it, or type the figure."
            fault = SheetFault(place, f"Here is {what}", hint, owner.id if owner else "")
            (owner.faults if owner else gathered.faults).append(fault)


def _owner_of(gathered: Gathered, columns: Columns, row: int) -> Draft | None:
    """The input that a row of effects or relations names."""
    cells = columns.table.rows[row] if row < len(columns.table.rows) else ()
    return next((gathered.drafts[cell] for cell in cells if cell in gathered.drafts), None)


def _checked(
    gathered: Gathered,
    capabilities: Collection[str],
    others: tuple[Intervention, ...],
    sheets: Sequence[str],
) -> SheetReading:
    """Build every draft, hold them against one another, and say what can be taken."""
    drafts = gathered.drafts
    built = {id: made for id, draft in drafts.items() if (made := draft.built()) is not None}
    # What has a fault of its own is there all the same: nobody is told that there is no such input.
    stubs = tuple(_stub(draft) for id, draft in drafts.items() if id not in built)
    _hold_together(tuple(built.values()), capabilities, (*others, *(one for one in stubs if one)), drafts)
    faults = [*gathered.faults, *(fault for draft in drafts.values() for fault in draft.faults)]
    sound = tuple(made for id, made in built.items() if not drafts[id].faults)
    good, left = _without_the_rest(sound, capabilities, others)
    kept_out = {id: str(draft.faults[0]) for id, draft in drafts.items() if draft.faults} | left
    order = {sheet: at for at, sheet in enumerate(sheets)}
    ordered = sorted(faults, key=lambda one: (order.get(one.place.sheet, 0), one.place.row, one.place.column))
    return SheetReading(() if faults else good, good, tuple(_once(ordered)), kept_out)


def _once(faults: Iterable[SheetFault]) -> Iterator[SheetFault]:
    """Each fault once: a cell is not blamed twice in the same words, nor called missing where it cannot be read."""
    seen: set[tuple[str, int, int]] = set()
    found = list(faults)
    telling = {_cell(one) for one in found if not one.message.endswith("is missing")}
    for one in found:
        if one.message.endswith("is missing") and _cell(one) in telling:
            continue
        if _cell(one) not in seen:
            seen.add(_cell(one))
            yield one


def _cell(fault: SheetFault) -> tuple[str, int, int]:
    return fault.place.sheet, fault.place.row, fault.place.column


def _stub(draft: Draft) -> Intervention | None:
    kind = draft.data.get("kind")
    try:
        return Intervention(id=draft.id, title=draft.id, kind=InputKind(str(kind)))
    except ValueError:
        try:
            return Intervention(id=draft.id, title=draft.id, kind=InputKind.TRAINING)
        except ValueError:
            return None


def _hold_together(
    built: tuple[Intervention, ...],
    capabilities: Collection[str],
    others: tuple[Intervention, ...],
    drafts: Mapping[str, Draft],
) -> None:
    """What inputs say of one another, each fault at the cell that says it."""
    for fault in check_inputs(built, capabilities, others):
        draft = drafts[built[int(fault.path[1])].id]
        draft.fault(draft.at(tuple(fault.path[2:])), fault.message, fault.hint)


def _without_the_rest(
    sound: tuple[Intervention, ...], capabilities: Collection[str], others: tuple[Intervention, ...]
) -> tuple[tuple[Intervention, ...], dict[str, str]]:
    """Those that can be taken though others cannot, and why each of the rest is left behind with them."""
    left: dict[str, str] = {}
    while faults := list(check_inputs(sound, capabilities, others)):
        gone = {sound[int(fault.path[1])].id: fault for fault in faults}
        left |= {id: shorten(f"{fault.message}.", 300) for id, fault in gone.items()}
        sound = tuple(item for item in sound if item.id not in gone)
    return sound, left
