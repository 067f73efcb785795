"""Reading an organisation's folder, or one file of it: every document by its schema, checked by itself.

What the documents must be to each other, and to the database, `intake` checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from maturity_tui.analysis.inputs.interventions import InputLibrary
from maturity_tui.analysis.inputs.library import read_inputs
from maturity_tui.analysis.scenarios.scenario import SCENARIO_SCHEMA, Scenario
from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.portable import read_assessment, read_organisation
from maturity_tui.frameworks import door
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.load import framework_from, value_from
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Value
from maturity_tui.store.past import HISTORY_SUFFIX

SUFFIXES = {".yaml", ".yml", ".json"}
# Files of the app that may lie about but are no part of an organisation.
ELSEWHERE = {"maturity/standards@1", "maturity/crosswalk@1", "maturity/source@1", "maturity/shared@1"}
MOST_FILES = 20_000

V = TypeVar("V", bound=Value)


@dataclass(frozen=True)
class Found(Generic[V]):
    """A value and the document that it came from."""

    value: V
    document: door.Document


@dataclass
class Folder:
    """What was found, by kind, in the order of the files' names."""

    organisations: list[Found[Organisation]] = field(default_factory=list)
    assessments: list[Found[Assessment]] = field(default_factory=list)
    frameworks: list[Found[Framework]] = field(default_factory=list)
    inputs: list[Found[InputLibrary]] = field(default_factory=list)
    scenarios: list[Found[Scenario]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it was ours; an organisation, a scenario or a framework alone is something."""
        return not (
            self.organisations or self.assessments or self.frameworks or self.inputs or self.scenarios
        )

    @property
    def organisation(self) -> Organisation | None:
        """The one organisation, if the folder holds it."""
        return self.organisations[0].value if self.organisations else None


def read_path(path: Path) -> Folder:
    """Read a folder or a file. Raises FrameworkError for the first thing that cannot be used."""
    folder = Folder()
    if path.is_dir():
        for file in _files(path):
            _take(folder, file, str(file.relative_to(path)), alone=False)
        if folder.is_empty:
            raise FrameworkError(
                "The folder holds nothing of an organisation", file=str(path),
                hint="`maturity export` writes one; `maturity frameworks import` reads frameworks of other formats.",
            )  # fmt: skip
    else:
        _take(folder, path, path.name, alone=True)
    _one_of_each(folder)
    return folder


def _files(root: Path) -> Iterator[Path]:
    """The files that may be ours, in order of their names; not what is hidden, or a link."""
    count = 0
    for path in sorted(root.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        if path.suffix.lower() in SUFFIXES and not hidden and not path.is_symlink() and path.is_file():
            count += 1
            if count > MOST_FILES:
                raise FrameworkError(f"There are more than {MOST_FILES:,} files here", file=str(root))
            yield path


def _take(folder: Folder, path: Path, name: str, alone: bool) -> None:
    document = door.read_file(path)
    schema = document.data.get("schema") if isinstance(document.data, dict) else None
    match schema:
        case "maturity/organisation@1":
            folder.organisations.append(Found(read_organisation(document), document))
        case "maturity/assessment@1":
            folder.assessments.append(Found(read_assessment(document), document))
        case "maturity/framework@1":
            folder.frameworks.append(Found(framework_from(document), document))
        case "maturity/inputs@1":
            folder.inputs.append(Found(read_inputs(document), document))
        case "maturity/scenario@1":
            folder.scenarios.append(Found(value_from(Scenario, document, SCENARIO_SCHEMA), document))
        case _:
            _take_other(folder, document, schema, name, alone)


def _take_other(folder: Folder, document: door.Document, schema: object, name: str, alone: bool) -> None:
    """A file of nobody's is skipped; one that says it is ours, or that was named by itself, is an error."""
    ours = isinstance(schema, str) and schema.startswith("maturity/") and schema not in ELSEWHERE
    if ours or alone:
        said = f"The file's schema is {schema!r}" if schema else "The file does not say what it is"
        raise document.error(
            said, ("schema",),
            "Import takes maturity/organisation@1, assessment@1, framework@1, inputs@1 and scenario@1; "
            "`maturity frameworks import` reads frameworks of other formats.",
        )  # fmt: skip
    folder.skipped.append(name)


def _one_of_each(folder: Folder) -> None:
    for found in folder.organisations[1:]:
        first = folder.organisations[0].document.file
        raise found.document.error(
            f"There is an organisation in {first} already", ("id",), "Import one at a time."
        )
    for library in folder.inputs[1:]:
        first = folder.inputs[0].document.file
        raise library.document.error(
            f"There are inputs in {first} already", ("inputs",), "Join the two files."
        )
    _twice(folder.assessments)
    _twice(folder.scenarios)


def _twice(items: list[Found[Assessment]] | list[Found[Scenario]]) -> None:
    seen: dict[str, str] = {}
    for found in items:
        if found.value.id in seen:
            raise found.document.error(f"{found.value.id} stands in {seen[found.value.id]} already", ("id",))
        seen[found.value.id] = found.document.file


def history_file(found: Found[Assessment]) -> Path:
    """Where the history of an assessment lies, if it was exported."""
    return Path(found.document.file).with_suffix(HISTORY_SUFFIX)
