"""`maturity share`: one assessment as an anonymised file for other organisations; what is in it is shown first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli import session as terminal
from maturity_tui.cli.failures import Failure
from maturity_tui.cli.session import Session, found_one, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, line, note, tidy

if TYPE_CHECKING:
    from maturity_tui.store.sharing import Prepared


@click.command()
@click.argument("which", metavar="ID")
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Otherwise shared-FRAMEWORK-….yaml, here.",
)
@click.option("--yes", is_flag=True, help="Write it without being asked.")
@click.option("--preview", is_flag=True, help="Show all that would be in it; write nothing.")
@click.option(
    "--same-as",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An earlier shared file: take its id, so that others count the two as one.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there and differs.")
@json_option
@pass_session
def share(
    session: Session, which: str, file: Path | None, yes: bool, preview: bool, same_as: Path | None,
    force: bool, json_: bool,
) -> None:  # fmt: skip
    """Write the assessment ID as an anonymised file that other organisations may see.

    No names, no ids of anyone, no free text; the profile and the numbers of raters in bands. All that is in it is shown
    first. Each file gets a new random id, so that two of them are not linked unless --same-as says so.
    """
    if yes and preview:
        raise click.UsageError("Give --yes or --preview, not both.", click.get_current_context())
    asks = not (yes or preview or json_) and terminal.in_a_terminal()
    if not (yes or preview or asks):
        raise click.UsageError(
            "Nothing was written: nobody can be asked here. Look with --preview, then give --yes.",
            click.get_current_context(),
        )
    from maturity_tui.store.sharing import prepared, write_shared

    with session.store() as store:
        made = prepared(store, found_one(store, which), same_as)
        say_beside(made)
        if not json_ and not yes:
            show(made)
        if asks and not click.confirm("Write it?", default=False, err=True):
            raise Failure("Nothing was written.")
        path = None if preview else write_shared(store, made, file or Path(made.name), force=force)
    if json_:
        as_json({"file": None if path is None else str(path), "shared": shared_data(made)})
    elif path is not None:
        levels = count(len(made.shared.levels), "level")
        line(f"Wrote {tidy(path)}: {levels}, no names, no text. `--preview` shows all of it.")


def shared_data(made: Prepared) -> dict[str, Any]:
    """The file with its own keys."""
    data: dict[str, Any] = made.shared.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {"schema": made.shared.format, **data}


def say_beside(made: Prepared) -> None:
    """What should be known about it and is no part of the file."""
    if made.is_draft:
        note("Note: this assessment is a draft still. The file does not say so.")
    if made.is_own_framework:
        note(
            "Note: the framework is your own: ids of its areas and capabilities are in the file. See whom they name."
        )


def show(made: Prepared) -> None:
    """Everything that is in the file, in words."""
    from maturity_tui.assessments.sharing.anonymise import account

    for text in account(made.shared, made.framework):
        line(text)
