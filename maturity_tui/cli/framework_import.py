"""`maturity frameworks import` and `remove`: other people's frameworks, read as they are published."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.session import Session, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, line, note, tidy

if TYPE_CHECKING:
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.frameworks.sources import Reading

# Seconds after which it is said that something is under way.
SLOW = 0.5
# As maturity_tui.frameworks.sources.FORMATS has them; a test holds the two together. Importing it costs `--help` 0.2 s.
FORMATS = ("maturity", "samm", "dsomm", "ciso-assistant", "dma", "sfia", "ddat", "template")
SAID = {
    "added": "Added {reference}.",
    "updated": "Updated {reference}: it replaces what was imported before.",
    "unchanged": "{reference} was imported before, and has not changed.",
    "preview": "{reference} could be imported; nothing was kept.",
}


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--as", "format_", metavar="FORMAT", type=click.Choice(FORMATS),
    help=f"What it is, where its content does not tell: {', '.join(FORMATS)}.",
)  # fmt: skip
@click.option("--version", metavar="VERSION", help="The version to keep it under, instead of the source's.")
@click.option("--preview", is_flag=True, help="Show what would be read and left out; keep nothing.")
@json_option
def import_(path: Path, format_: str | None, version: str | None, preview: bool, json_: bool) -> None:
    """Read the framework in a file or folder, in its own published format.

    It is kept in your data folder, readable by you alone, for every database. A newer file of the same framework
    and version replaces it; assessments keep what they were made with.
    """
    from maturity_tui.frameworks.sources import read_source
    from maturity_tui.store import Catalogue

    catalogue = Catalogue()
    with said_if_slow(f"Reading {tidy(path.name)} …"):
        reading = read_source(path, format_, shipped=catalogue.shipped_framework, version=version)
    status = "preview" if preview else catalogue.keep(reading).status
    if json_:
        as_json(reading_data(reading, status))
        return
    show_reading(reading)
    line()
    line(SAID[status].format(reference=reading.framework.reference))


@click.command()
@click.argument("which", metavar="ID@VERSION")
@pass_session
def remove(session: Session, which: str) -> None:
    """Take an imported framework away. Assessments that use it keep their copy."""
    from maturity_tui.store import Catalogue

    Catalogue().remove(which)
    line(f"Removed {tidy(which)}.")


@contextmanager
def said_if_slow(text: str) -> Iterator[threading.Timer]:
    """Say on stderr what is under way, where it takes longer than a person would wait without wondering."""
    timer = threading.Timer(SLOW, note, [text])
    timer.daemon = True
    timer.start()
    try:
        yield timer
    finally:
        timer.cancel()


def counts_data(framework: Framework) -> dict[str, Any]:
    """The counts of `frameworks list`, and how many areas there are at each depth, the top areas first."""
    from maturity_tui.frameworks.models import areas_by_depth

    return {**framework.counts(), "areas_by_depth": list(areas_by_depth(framework))}


def reading_data(reading: Reading, status: str) -> dict[str, Any]:
    """What was read, as its JSON says it."""
    framework, origin = reading.framework, reading.origin
    return {
        "id": framework.id,
        "version": framework.version,
        "title": framework.title,
        "kind": str(framework.kind),
        "format": origin.format,
        "status": status,
        "counts": counts_data(framework),
        "skipped": [{"kind": one.kind, "count": one.count, "reason": one.reason} for one in reading.skipped],
        "warnings": list(reading.warnings),
        "source": {"file": origin.file, "date": origin.date.isoformat(), "sha256": origin.sha256},
        "licence": framework.licence.model_dump(mode="json"),
    }


def show_reading(reading: Reading) -> None:
    """What was read, what was left out and why, and under what licence it stands."""
    framework, origin = reading.framework, reading.origin
    counts = counts_data(framework)
    line(f"{tidy(framework.title)} ({tidy(framework.reference)}, {framework.kind})")
    line(f"Read as {origin.format} from {tidy(origin.file)} of {origin.date}, SHA-256 {origin.sha256[:12]}…")
    depths = " › ".join(str(number) for number in counts["areas_by_depth"])
    parts = [f"areas {depths}", count(counts["capabilities"], framework.noun, framework.nouns)]
    named = {"attributes": "attribute", "roles": "role", "role_levels": "role level"}
    parts += [count(counts[key], one) for key, one in named.items() if counts[key]]
    parts += [count(counts["requirements"], "requirement")] if counts["requirements"] else []
    parts += [count(counts["dependencies"], "dependency", "dependencies")] if counts["dependencies"] else []
    line(f"In it: {', '.join(parts)}.")
    if reading.skipped:
        line("Left out:")
    for one in reading.skipped:
        line(f"  {one.count:>6,} × {tidy(one.kind)}: {tidy(one.reason)}")
    for sentence in reading.warnings:
        note(f"Note: {sentence}")
    licence = framework.licence
    inside = " For use inside the organisation only." if licence.redistribution == "internal" else ""
    line(f"Licence: {tidy(licence.name)}. {tidy(licence.attribution)}".rstrip() + inside)
