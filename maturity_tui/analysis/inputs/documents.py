"""Inputs in a YAML file, read so that every fault is said at its place, and the good can be told from the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.inputs.library import check_inputs, read_inputs
from maturity_tui.frameworks.door import Document, PathKey
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.load import at_place


@dataclass(frozen=True)
class DocumentFault:
    """Something in a YAML file that does not hold. `input`: the id of the input that it keeps out."""

    error: FrameworkError
    input: str = ""

    def __str__(self) -> str:
        """A whole sentence, with file, line and column."""
        return str(self.error)

    def as_json(self) -> dict[str, Any]:
        """Plain values; lines and columns count from 1."""
        error = self.error
        return {
            "line": error.line, "column": error.column, "path": error.path or None,
            "input": self.input or None, "message": error.message, "hint": error.hint or None,
        }  # fmt: skip


@dataclass(frozen=True)
class DocumentReading:
    """What a file holds. `good`: those that could be taken though others cannot."""

    good: tuple[Intervention, ...]
    faults: tuple[DocumentFault, ...]


def read_document(
    document: Document, capabilities: Collection[str], others: Iterable[Intervention] = ()
) -> DocumentReading:
    """Every input of a document that is right, and every fault. Raises FrameworkError where it holds none."""
    items = _items(document)
    beside = tuple(others)
    faults: list[DocumentFault] = []
    found: list[Intervention] = []
    where: dict[str, int] = {}
    for index, data in enumerate(items):
        part = _part(document, data, index)
        item = _read(part, index, faults)
        if item is not None and item.id in where:
            twice = f"The input {item.id!r} stands twice"
            error = document.error(twice, ("inputs", index, "id"), "Keep one of them.")
            faults.append(DocumentFault(error, item.id))
        elif item is not None:
            where[item.id] = index
            found.append(item)
    named = {str(data.get("id")) for data in items if isinstance(data, dict)}
    broken = tuple(_stub(id) for id in sorted(named - where.keys()) if _stub(id) is not None)
    for fault in check_inputs(found, capabilities, (*beside, *(one for one in broken if one))):
        item = found[int(fault.path[1])]
        path: PathKey = ("inputs", where[item.id], *fault.path[2:])
        faults.append(DocumentFault(document.error(fault.message, path, fault.hint), item.id))
    faults.sort(key=lambda one: (one.error.line or 0, one.error.column or 0))
    wrong = {fault.input for fault in faults}
    return DocumentReading(
        _whole([item for item in found if item.id not in wrong], capabilities, beside), tuple(faults)
    )


def _items(document: Document) -> list[Any]:
    """The entries of the list, whatever they hold. Raises FrameworkError where the file as such is not right."""
    data = document.data
    shell = {key: value for key, value in data.items() if key != "inputs"} if isinstance(data, dict) else data
    listed = data.get("inputs", []) if isinstance(data, dict) else []
    if not isinstance(listed, list):
        shell = data
    read_inputs(Document(shell, document.file, document.marks, document.written, document.alias))
    return listed


def _part(document: Document, data: Any, index: int) -> Document:
    """One entry as a document of its own, its places those of the file."""
    start: PathKey = ("inputs", index)
    marks = {path[2:]: mark for path, mark in document.marks.items() if path[:2] == start}
    written = {path[2:]: text for path, text in document.written.items() if path[:2] == start}
    return Document(data, document.file, marks, written)


def _read(part: Document, index: int, faults: list[DocumentFault]) -> Intervention | None:
    try:
        return Intervention.model_validate(part.data)
    except ValidationError as error:
        found = at_place(error, part, Intervention)
    path = f"inputs[{index}]" + ("." if found.path and found.path[0] != "[" else "") + found.path
    placed = FrameworkError(
        found.message, file=found.file, line=found.line, column=found.column, path=path, hint=found.hint
    )
    id = part.data.get("id", "") if isinstance(part.data, dict) else ""
    faults.append(DocumentFault(placed, str(id)))
    return None


def _stub(id: str) -> Intervention | None:
    """Stands for an input with a fault of its own, so that nobody is told that there is no such input."""
    try:
        return Intervention.model_validate({"id": id, "kind": "training", "title": id})
    except ValidationError:
        return None


def _whole(
    items: list[Intervention], capabilities: Collection[str], others: tuple[Intervention, ...]
) -> tuple[Intervention, ...]:
    """Those that hold together without the rest."""
    while gone := {items[int(fault.path[1])].id for fault in check_inputs(items, capabilities, others)}:
        items = [item for item in items if item.id not in gone]
    return tuple(items)


__all__ = ["DocumentFault", "DocumentReading", "read_document"]
