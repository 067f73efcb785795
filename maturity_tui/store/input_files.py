"""A file of inputs, of whatever form: YAML, a workbook, separated text. Read whole; nothing is kept here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_tui.analysis.inputs.interventions import InputLibrary, Intervention
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.store.errors import StoreError

if TYPE_CHECKING:
    from maturity_tui.analysis.inputs.documents import DocumentFault
    from maturity_tui.analysis.inputs.sheet.faults import SheetFault


@dataclass(frozen=True)
class InputFile:
    """What a file holds. `good`: all of its inputs where there is no fault, else those that could be taken anyway.

    `kept_out` says of each of the others why, in a sentence; `ignored` names sheets that were not read.
    """

    path: Path
    good: tuple[Intervention, ...]
    faults: tuple[SheetFault | DocumentFault, ...] = ()
    kept_out: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every fault with its place, the file in front."""
        name = str(self.path)
        said = (str(fault) for fault in self.faults)
        return tuple(text if text.startswith(name) else f"{name}: {text}" for text in said)


def read_input_file(
    path: Path, capabilities: Mapping[str, str], others: Iterable[Intervention] = ()
) -> InputFile:
    """Read a file of inputs. Raises FrameworkError where it is none.

    `capabilities`: titles by id, of all that effects may name. `others`: inputs that these may refer to.
    """
    handed = Handed(path)
    if handed.is_folder:
        raise FrameworkError("This is a folder, and a file of inputs is wanted", file=str(path))
    known = {item.id: item for item in others}
    if handed.is_table(handed.names[0]):
        from maturity_tui.analysis.inputs.sheet.reading import read_sheet

        sheet = read_sheet(handed.read(handed.names[0]), path.name, capabilities, known.values())
        return InputFile(path, sheet.good, sheet.faults, sheet.kept_out, sheet.ignored)
    from maturity_tui.analysis.inputs.documents import read_document
    from maturity_tui.frameworks.door import read_file

    found = read_document(read_file(path), capabilities, known.values())
    kept_out = {fault.input: str(fault) for fault in reversed(found.faults) if fault.input}
    return InputFile(path, found.good, found.faults, kept_out)


@dataclass(frozen=True)
class Merged:
    """Own inputs after some came in: which are new, which took another's place, which were there word for word."""

    library: InputLibrary
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    before_shipped: tuple[str, ...] = ()


def merged(own: InputLibrary, new: Iterable[Intervention], shipped: Iterable[Intervention] = ()) -> Merged:
    """The own inputs with others: of two with one id the new one counts, in the place of the old."""
    items = {item.id: item for item in own.inputs}
    incoming = {item.id: item for item in new}
    known = {item.id for item in shipped}
    return Merged(
        InputLibrary(inputs=tuple((items | incoming).values())),
        tuple(id for id in incoming if id not in items),
        tuple(id for id, item in incoming.items() if id in items and items[id] != item),
        tuple(id for id, item in incoming.items() if items.get(id) == item),
        tuple(id for id in incoming if id in known and id not in items),
    )


def without(own: InputLibrary, id: str, rest: Iterable[Intervention]) -> InputLibrary:
    """The own inputs less one. Raises StoreError where others need it, and no shipped one takes its place.

    `rest`: the shipped inputs, one of which may have the same id.
    """
    left = tuple(item for item in own.inputs if item.id != id)
    if id not in {item.id for item in rest}:
        using = [item.title for item in left if _refers_to(item, id)]
        if using:
            verb = "refers" if len(using) == 1 else "refer"
            raise StoreError(f"{' and '.join(using[:3])} {verb} to it. Change or remove that first.")
    return InputLibrary(inputs=left)


def _refers_to(item: Intervention, id: str) -> bool:
    beside = (one.with_ for one in item.synergies)
    return id in {*item.needs.all, *item.needs.any, *item.excludes, *beside, item.repeat_of}
