"""Checking one file by itself, whatever it says that it is, or a framework in another community's format."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from maturity_tui.cli.session import did_you_mean
from maturity_tui.cli.speak import count

if TYPE_CHECKING:
    from maturity_tui.frameworks.door import Document
    from maturity_tui.frameworks.lint import Finding
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.frameworks.values import Value


@dataclass(frozen=True)
class Placed:
    """A finding, and where it stands in the file; nowhere for files that are not in our own form."""

    finding: Finding
    line: int | None = None
    column: int | None = None

    def says(self, file: str) -> str:
        """A line in the form that editors make clickable."""
        place = file if self.line is None else f"{file}:{self.line}:{self.column}"
        return f"{place}: {self.finding.severity}: {self.finding.message}"

    def data(self) -> dict[str, Any]:
        """As its JSON says it."""
        one = self.finding
        return {
            "kind": one.kind, "severity": one.severity, "item": one.item, "message": one.message,
            "line": self.line, "column": self.column,
        }  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """What was found in one file: what it is, and what its author may want to look at; or its first fault."""

    file: str
    kind: str = ""
    id: str | None = None
    says: str = ""
    fault: str = ""
    findings: tuple[Placed, ...] = ()

    def data(self) -> dict[str, Any]:
        """As its JSON says it."""
        return {
            "file": self.file,
            "valid": not self.fault,
            "kind": self.kind or None,
            "id": self.id,
            "fault": self.fault or None,
            "findings": [one.data() for one in self.findings],
        }


def checked(path: Path) -> Checked:
    """Read one file (of another format: file or folder) through the guarded door, and check it whole."""
    from maturity_tui.frameworks.errors import FrameworkError

    try:
        return _checked(path)
    except FrameworkError as error:
        return Checked(str(path), fault=str(error))


def _checked(path: Path) -> Checked:
    from maturity_tui.frameworks.door import read_file
    from maturity_tui.frameworks.errors import FrameworkError
    from maturity_tui.frameworks.sources import Handed, detect

    if path.is_dir() or _is_table(path):
        return _of_foreign(path, detect(Handed(path)))
    try:
        document = read_file(path)
    except FrameworkError:
        # Other formats may hold what our own may not: several documents, aliases, a workbook's bytes.
        if name := _foreign_format(path):
            return _of_foreign(path, name)
        raise
    says_what_it_is = isinstance(document.data, dict) and "schema" in document.data
    name = None if says_what_it_is else _foreign_format(path)
    return _of_foreign(path, name) if name else _of(document, str(path))


def _foreign_format(path: Path) -> str | None:
    """The name of the other community's format that a file is in; None where it is in none that is known."""
    from maturity_tui.frameworks.errors import FrameworkError
    from maturity_tui.frameworks.sources import Handed, detect

    try:
        name = detect(Handed(path))
    except FrameworkError:
        return None
    return None if name == "maturity" else name


def _is_table(path: Path) -> bool:
    from maturity_tui.frameworks.sources.handed import TABLES

    return path.suffix.lower() in TABLES and path.is_file()


def _of_foreign(path: Path, name: str) -> Checked:
    from maturity_tui.frameworks.sources import read_source
    from maturity_tui.store import Catalogue

    framework = read_source(path, name, shipped=Catalogue().shipped_framework).framework
    found = tuple(Placed(finding) for finding in _lint(framework))
    says = f"a sound file (framework, in the format {name}){_about(framework)}."
    return Checked(str(path), "framework", framework.id, says, findings=found)


def _lint(framework: Framework) -> list[Finding]:
    """What its author may want to look at, held against the standards that ship, where they do."""
    from maturity_tui.frameworks.errors import FrameworkError
    from maturity_tui.frameworks.lint import lint
    from maturity_tui.frameworks.standards import load_standards
    from maturity_tui.store.place import shipped_folder

    standards = None
    if any(item.references for item in framework.capabilities.values()):
        with suppress(FrameworkError):  # a build may leave them out
            standards = load_standards(shipped_folder("frameworks") / "best-practice" / "standards.yaml")
    return list(lint(framework, standards))


def _placed(framework: Framework, document: Document) -> tuple[Placed, ...]:
    """The findings in the order of the file."""
    found = []
    for finding in _lint(framework):
        at = document.error("", finding.path)
        found.append(Placed(finding, at.line, at.column))
    return tuple(sorted(found, key=lambda one: (one.line or 0, one.column or 0)))


def read_value(document: Document) -> Value:
    """The value that a document holds, whatever it says that it is. Raises FrameworkError."""
    declared = document.data.get("schema") if isinstance(document.data, dict) else None
    kind = str(declared).removeprefix("maturity/").partition("@")[0]
    readers = _readers()
    if declared is not None and kind not in readers:
        raise document.error(
            f"The file's schema is {str(declared)[:80]!r}, which is not known", ("schema",),
            did_you_mean(kind, readers).strip() or f"There are {', '.join(readers)}.",
        )  # fmt: skip
    return readers.get(kind, readers["framework"])(document)


def _of(document: Document, file: str) -> Checked:
    from maturity_tui.frameworks import Framework

    value = read_value(document)
    declared = document.data.get("schema") if isinstance(document.data, dict) else None
    kind = str(declared).removeprefix("maturity/").partition("@")[0]
    findings = _placed(value, document) if isinstance(value, Framework) else ()
    says = f"a sound file ({kind}){_about(value)}."
    return Checked(file, kind, getattr(value, "id", None), says, findings=findings)


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
    from maturity_tui.frameworks.crosswalk import crosswalk_from
    from maturity_tui.frameworks.load import framework_from, value_from

    def plain(model: type[Value], name: str) -> Callable[[Document], Value]:
        return lambda document: value_from(model, document, f"maturity/{name}@1")

    whole = {"framework": framework_from, "crosswalk": crosswalk_from, "scenario": _scenario_from}
    return {name: plain(model, name) for name, model in _models().items()} | whole


def _scenario_from(document: Document) -> Value:
    """A scenario whose assumptions there are, and can have their values: it can be projected."""
    from maturity_tui.analysis.scenarios.choices import check_assumptions
    from maturity_tui.analysis.scenarios.scenario import SCENARIO_SCHEMA, Scenario
    from maturity_tui.frameworks.load import value_from

    scenario = value_from(Scenario, document, SCENARIO_SCHEMA)
    for fault in check_assumptions(scenario):
        raise document.error(fault.message, fault.path, fault.hint)
    return scenario


def _models() -> dict[str, type[Value]]:
    """The formats of the floors above frameworks."""
    from maturity_tui.analysis.inputs.interventions import InputLibrary
    from maturity_tui.analysis.scenarios.scenario import Scenario
    from maturity_tui.assessments.models import Assessment
    from maturity_tui.assessments.organisation import Organisation
    from maturity_tui.assessments.sharing.shared import Shared
    from maturity_tui.frameworks.standards import Standards

    return {
        "standards": Standards, "organisation": Organisation, "assessment": Assessment,
        "inputs": InputLibrary, "scenario": Scenario, "shared": Shared,
    }  # fmt: skip
