"""Checking one file by itself, whatever it says that it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maturity_tui.cli.session import did_you_mean
from maturity_tui.cli.speak import count

if TYPE_CHECKING:
    from maturity_tui.frameworks.door import Document
    from maturity_tui.frameworks.values import Value


@dataclass(frozen=True)
class Checked:
    """What was found in one file: what it is, or its first fault."""

    file: str
    kind: str = ""
    id: str | None = None
    says: str = ""
    fault: str = ""

    def data(self) -> dict[str, Any]:
        """As its JSON says it."""
        return {
            "file": self.file,
            "valid": not self.fault,
            "kind": self.kind or None,
            "id": self.id,
            "fault": self.fault or None,
        }


def checked(path: Path) -> Checked:
    """Read one file through the guarded door, and check it whole."""
    from maturity_tui.frameworks.door import read_file
    from maturity_tui.frameworks.errors import FrameworkError

    try:
        return _of(read_file(path), str(path))
    except FrameworkError as error:
        return Checked(str(path), fault=str(error))


def _of(document: Document, file: str) -> Checked:
    declared = document.data.get("schema") if isinstance(document.data, dict) else None
    kind = str(declared).removeprefix("maturity/").partition("@")[0]
    readers = _readers()
    if declared is not None and kind not in readers:
        raise document.error(
            f"The file's schema is {str(declared)[:80]!r}, which is not known", ("schema",),
            did_you_mean(kind, readers).strip() or f"There are {', '.join(readers)}.",
        )  # fmt: skip
    value = readers.get(kind, readers["framework"])(document)
    return Checked(file, kind, getattr(value, "id", None), f"a sound file ({kind}){_about(value)}.")


def _about(value: Any) -> str:
    """A few words on what the file holds."""
    from maturity_tui.frameworks import Framework

    if isinstance(value, Framework):
        counts = value.counts()
        skills = count(counts["capabilities"], value.noun, value.nouns)
        return f": {value.reference}, {count(counts['areas'], 'area')}, {skills}"
    name = getattr(value, "id", None)
    return f": {name}" if name else ""


def _readers() -> dict[str, Callable[[Document], Value]]:
    from maturity_tui.frameworks.load import framework_from, value_from

    def plain(model: type[Value], name: str) -> Callable[[Document], Value]:
        return lambda document: value_from(model, document, f"maturity/{name}@1")

    return {"framework": framework_from} | {name: plain(model, name) for name, model in _models().items()}


def _models() -> dict[str, type[Value]]:
    """The formats of the floors above frameworks."""
    from maturity_tui.analysis.interventions import InputLibrary
    from maturity_tui.analysis.scenario import Scenario
    from maturity_tui.assessments.models import Assessment
    from maturity_tui.assessments.organisation import Organisation
    from maturity_tui.frameworks.standards import Standards

    return {
        "standards": Standards, "organisation": Organisation, "assessment": Assessment,
        "inputs": InputLibrary, "scenario": Scenario,
    }  # fmt: skip
