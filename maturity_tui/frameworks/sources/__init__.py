"""Other communities' formats, read as they are published: what a file is, and the framework that it holds.

Each format is a module with `TITLE`, `claims(handed)` (cheap: is it this?) and `read(handed, notes, shipped)`.
Knows no database; reads nothing but the file or folder that it is handed.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol

from maturity_tui.frameworks.check import faults
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.sources.handed import Handed
from maturity_tui.frameworks.sources.reading import Notes, Origin, Reading, Shipped, Skipped

# In the order in which they are asked. The names are those of `--as`.
FORMATS = ("maturity", "samm", "dsomm", "ciso-assistant", "dma", "sfia", "ddat", "template")


class Format(Protocol):
    """What each format's module offers."""

    TITLE: str

    def claims(self, handed: Handed) -> bool:
        """Whether this is of the format, by its content."""

    def read(self, handed: Handed, notes: Notes, shipped: Shipped) -> Framework:
        """The framework that it holds. Raises FrameworkError."""


def format_named(name: str) -> Format:
    """The module of a format. Raises KeyError."""
    if name not in FORMATS:
        raise KeyError(name)
    module: Format = import_module(f"{__name__}.{name.replace('-', '_')}")
    return module


def read_source(
    path: Path, format: str | None = None, *, shipped: Shipped = lambda _: None, version: str | None = None
) -> Reading:
    """Read a framework from a file or folder of any known format, told by its content unless it is named.

    `version` replaces the one that is read or made up. Raises FrameworkError.
    """
    handed = Handed(path)
    name = format or detect(handed)
    notes = Notes()
    framework = format_named(name).read(handed, notes, shipped)
    if version is not None:
        framework = framework.changed(version=version)
    for fault in faults(framework):
        where = " › ".join(str(part) for part in fault.path)
        raise FrameworkError(fault.message, file=str(path), path=where, hint=fault.hint)
    origin = Origin(handed.name, handed.date, handed.sha256, name)
    return Reading(framework, origin, notes.skipped, notes.warnings)


def detect(handed: Handed) -> str:
    """The name of the format. Raises FrameworkError where it is none of them."""
    for name in FORMATS:
        if format_named(name).claims(handed):
            return name
    titles = "; ".join(f"{name} ({format_named(name).TITLE})" for name in FORMATS)
    raise FrameworkError(
        "This is none of the formats that can be read", file=str(handed.path), hint=f"They are {titles}."
    )


__all__ = [
    "FORMATS", "Format", "Handed", "Notes", "Origin", "Reading", "Shipped", "Skipped", "detect", "format_named",
    "read_source",
]  # fmt: skip
