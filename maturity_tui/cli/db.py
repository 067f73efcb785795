"""`maturity db`: where the database is, whether it is sound, and a copy of it."""

from __future__ import annotations

from pathlib import Path

import click

from maturity_tui.cli.failures import FAILED
from maturity_tui.cli.session import Session, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, line, note, tidy


@click.group()
def db() -> None:
    """Say where the database is; check it; back it up."""


@db.command()
@json_option
@pass_session
def path(session: Session, json_: bool) -> None:
    """Print the database in force (a URL without user and password)."""
    from maturity_tui.store.place import spoken

    where = spoken(session.url)
    if json_:
        as_json({"path": where})
    else:
        line(tidy(where))


@db.command()
@json_option
@click.pass_context
def check(ctx: click.Context, json_: bool) -> None:
    """Check the database: its file, its references, and every value in it."""
    session = ctx.find_object(Session) or Session()
    with session.store() as store:
        faults = store.check()
    if json_:
        as_json({"clean": not faults, "faults": list(faults)})
    elif not faults:
        line("The database is clean.")
    else:
        for fault in faults:
            line(f"  {tidy(fault)}")
        note(f"{count(len(faults), 'fault')} found. `maturity db backup FILE` keeps a copy before you go on.")
    if faults:
        ctx.exit(FAILED)


@db.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@pass_session
def backup(session: Session, file: Path, force: bool) -> None:
    """Copy the database to FILE, also while it is in use; the copy is checked."""
    with session.store() as store:
        written = store.backup(file, force=force)
    line(f"Backed up to {tidy(written)}.")
