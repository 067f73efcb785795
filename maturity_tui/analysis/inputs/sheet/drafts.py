"""An input as it comes together from cells: plain data as a YAML file would hold it, and the cell of each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.inputs.sheet.faults import Place, SheetFault
from maturity_tui.analysis.inputs.sheet.values import CellError
from maturity_tui.frameworks.door import PathKey, shorten
from maturity_tui.frameworks.sentences import sentence


@dataclass
class Draft:
    """One input; `places` say where each part of `data` stands, `faults` what is wrong with it."""

    id: str
    place: Place
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[PathKey, Place] = field(default_factory=dict)
    faults: list[SheetFault] = field(default_factory=list)
    effects: dict[str, int] = field(default_factory=dict)
    """The place of each capability's effect among the effects."""

    def fault(self, place: Place, message: str, hint: str = "") -> None:
        """Note a fault."""
        self.faults.append(SheetFault(place, message, hint, self.id))

    def read(self, place: Place, text: str, parse: Callable[[str], Any]) -> Any:
        """What a cell says; None, with the fault noted, where it cannot be read."""
        try:
            return parse(text)
        except CellError as error:
            self.fault(place, error.message, error.hint)
            return None

    def put(self, path: tuple[str, ...], value: Any, place: Place) -> None:
        """Set a part of the data."""
        here = self.data
        for part in path[:-1]:
            here = here.setdefault(part, {})
        here[path[-1]] = value
        self.places[path] = place

    def add(self, path: tuple[str, ...], value: Any, place: Place) -> None:
        """Add to a list of the data."""
        here: Any = self.data
        for part in path[:-1]:
            here = here.setdefault(part, {})
        items = here.setdefault(path[-1], [])
        self.places[*path, len(items)] = place
        items.append(value)

    def at(self, path: PathKey) -> Place:
        """The cell of a part; else of the first part in it, or of the nearest around it."""
        below = (place for known, place in self.places.items() if path and known[: len(path)] == path)
        if path not in self.places and (first := next(below, None)) is not None:
            return first
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.place)

    def built(self) -> Intervention | None:
        """The input, if nothing is wrong with it; else None, and its faults say why."""
        try:
            made = Intervention.model_validate(self.data)
        except ValidationError as error:
            # A cell that could not be read is said already; what is missing for it is no second fault.
            known = {fault.place for fault in self.faults}
            self.faults += [fault for fault in self._faults_of(error) if fault.place not in known]
            return None
        return None if self.faults else made

    def _faults_of(self, error: ValidationError) -> Iterator[SheetFault]:
        seen = set()
        # Of what a value may be, a bound that it passes says more than a kind that it is not of.
        details = sorted(error.errors(include_url=False), key=lambda one: one["type"].endswith("_type"))
        for detail in details:
            if detail["type"] == "value_error" and self.faults:
                continue  # low above high, a figure for each quarter: said already, at the cell
            path = tuple(
                part for part in detail["loc"] if not str(part)[:1].isupper() and "[" not in str(part)
            )
            place = self.at(path)
            if place in seen:
                continue
            seen.add(place)
            message, hint = sentence(detail, ())
            if detail["type"] == "missing":
                message = f"{str(detail['loc'][-1]).capitalize()} is missing"
            elif isinstance(detail["input"], str | int | float):
                message = f"{message}; found {shorten(repr(detail['input']))}"
            yield SheetFault(place, message, hint or _percent(path, detail["input"]), self.id)


def _percent(path: PathKey, value: Any) -> str:
    """A hint for a share that was typed in per cent."""
    is_share = "share" in path or "coverage" in path or path[-1:] == ("probability",)
    if is_share and isinstance(value, int | float) and 2 <= value <= 100:
        return f"{value:g} per cent is written {value / 100:g}, or {value:g} %."
    return ""
