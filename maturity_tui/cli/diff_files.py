"""What `maturity diff` reads: a file, an organisation's folder, or nothing (/dev/null); and the titles to use."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maturity_tui.cli.failures import Failure

if TYPE_CHECKING:
    from maturity_tui.assessments.difference.names import Change, Names
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.frameworks.values import Value
    from maturity_tui.store.folder import Folder

# The kind of the one change that a file came or went.
FILE = "file"
LONGEST_LINE = 400
NOWHERE = {os.devnull, "/dev/null"}


@dataclass(frozen=True)
class Side:
    """One of the two: the values by the names that their differences stand under (a file's is ""); empty: nothing."""

    values: dict[str, Value]
    is_folder: bool = False


def read_side(path: Path, called: str = "") -> Side:
    """Read one side. Raises FrameworkError for what cannot be used; `called`: its name, where git copied it."""
    if str(path) in NOWHERE:
        return Side({})
    if path.is_dir():
        from maturity_tui.store.folder import read_path

        return Side(dict(_named(read_path(path))), is_folder=True)
    from maturity_tui.cli.check_file import read_value
    from maturity_tui.frameworks.door import read_file
    from maturity_tui.frameworks.errors import FrameworkError

    try:
        return Side({"": read_value(read_file(path))})
    except FrameworkError as error:
        error.file = called or error.file
        raise


def differences_of(old: Side, new: Side, names: Names) -> dict[str, tuple[Change, ...]]:
    """What changed, by the name of each file. Raises Failure for two sides that are not of one kind."""
    from maturity_tui.assessments.difference.sentences import kind_of, set_differences

    if old.values and new.values and old.is_folder != new.is_folder:
        raise Failure("One is a folder, the other a file: name two folders, or two files of one kind.")
    one, other = old.values.get(""), new.values.get("")
    if one is not None and other is not None and kind_of(one) != kind_of(other):
        raise Failure(
            f"One file is of the kind {kind_of(one)}, the other {kind_of(other)}: name two of one kind."
        )
    return set_differences(old.values, new.values, names)


def names_for(sides: Iterable[Side], given: Framework | None) -> Names:
    """Titles from the framework that was given, and from those that the folders hold or that are known here."""
    from maturity_tui.assessments.difference.names import Names

    frameworks = list(_frameworks(sides))
    return Names.of(*frameworks, *([given] if given else []))


def _frameworks(sides: Iterable[Side]) -> Iterator[Framework]:
    from maturity_tui.assessments.models import Assessment
    from maturity_tui.assessments.organisation import Organisation
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store.catalogue import Catalogue
    from maturity_tui.store.errors import StoreError

    values = [value for side in sides for value in side.values.values()]
    catalogue = Catalogue()
    wanted: dict[str, None] = {}
    for value in values:
        if isinstance(value, Assessment):
            wanted |= dict.fromkeys((value.framework.id, value.framework.reference))
        elif isinstance(value, Organisation) and any(theme.targets for theme in value.ambition):
            wanted |= dict.fromkeys(
                entry.reference for entry in catalogue.shipped() if entry.kind == "maturity"
            )
    for reference in wanted:
        with suppress(StoreError):  # what is not known here is told by its ids
            yield catalogue.load(reference)
    yield from (value for value in values if isinstance(value, Framework))


def _named(folder: Folder) -> Iterator[tuple[str, Value]]:
    for organisation in folder.organisations:
        yield "organisation", organisation.value
    for assessment in folder.assessments:
        yield f"assessment {assessment.value.id}", assessment.value
    for scenario in folder.scenarios:
        yield f"scenario {scenario.value.id}", scenario.value
    for library in folder.inputs:
        yield "inputs", library.value
    for framework in folder.frameworks:
        yield f"framework {framework.value.reference}", framework.value


def plain_difference(old: Path, new: Path) -> Iterator[str]:
    """Two files line by line, for what is no file of the app."""
    from difflib import unified_diff

    before, after = _lines(old), _lines(new)
    yield from map(_harmless, unified_diff(before, after, "before", "after", lineterm=""))


def _harmless(text: str) -> str:
    """A line with its indentation, without what a terminal would obey."""
    return "".join(char for char in text if char.isprintable() or char == "\t")[:LONGEST_LINE]


def _lines(path: Path) -> list[str]:
    if str(path) in NOWHERE or not path.is_file():
        return []
    return path.read_bytes()[:8_000_000].decode("utf-8", "replace").splitlines()
