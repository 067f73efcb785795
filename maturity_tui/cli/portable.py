"""`maturity import` and `maturity export`: an organisation as a folder of YAML files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.session import Session, json_option, pass_session, the_organisation
from maturity_tui.cli.speak import as_json, count, line, note, shorten, tidy

if TYPE_CHECKING:
    from maturity_tui.store import Imported


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--force", is_flag=True, help="Replace signed-off assessments that differ, too.")
@json_option
@pass_session
def import_(session: Session, path: Path, force: bool, json_: bool) -> None:
    """Read PATH: an organisation's folder, or one file (assessment, framework, inputs, scenario).

    Nothing is read in part: where a file has a fault, it is named with its line, and nothing is changed.
    """
    note(f"Reading {shorten(path)} …")
    with session.store(begins=True) as store:
        result = store.import_path(path, force=force)
    data = imported(result)
    for text in data["warnings"]:
        note(f"Note: {text}")
    if json_:
        as_json(data)
        return
    parts = [
        count(len(data["assessments"]), "assessment"),
        count(len(data["frameworks"]), "framework"),
        count(len(data["inputs"]), "input"),
        count(len(data["scenarios"]), "scenario"),
    ]
    line(f"Imported {', '.join(parts)}.")
    for name in data["skipped"]:
        line(f"  skipped {tidy(name)}")


def imported(result: Imported) -> dict[str, Any]:
    """What an import brought, as its JSON says it."""
    return {
        "assessments": list(result.assessments),
        "frameworks": list(result.frameworks),
        "inputs": list(result.inputs),
        "scenarios": list(result.scenarios),
        "skipped": list(result.skipped),
        "warnings": list(result.warnings),
    }


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--organisation", metavar="ID", help="Whose folder; otherwise the current organisation's.")
@click.option("--history", is_flag=True, help="With every rating, in order, with its time.")
@click.option("--force", is_flag=True, help="Write over files that are there and differ.")
@json_option
@pass_session
def export(
    session: Session, folder: Path, organisation: str | None, history: bool, force: bool, json_: bool
) -> None:
    """Write the organisation into FOLDER, as files that people can read, compare and send."""
    with session.store() as store:
        owner = None if organisation is None else the_organisation(store, organisation)
        paths = store.export_folder(folder, force=force, organisation=owner, history=history)
    if json_:
        as_json([str(path) for path in paths])
    else:
        line(f"Exported {count(len(paths), 'file')} to {tidy(folder)}.")
