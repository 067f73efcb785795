"""`maturity minutes`: what happened in the workshops of an assessment, from its journal."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.session import Session, found_one, json_option, pass_session
from maturity_tui.cli.speak import as_json, line, shorten, tidy

if TYPE_CHECKING:
    from maturity_tui.store import Store
    from maturity_tui.workshop.minutes.values import Minutes

FORMATS = ("md", "html", "json", "txt")
LAST = "last"


class Day(click.ParamType[dt.date]):
    """A day, as 2026-11-25."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        try:
            return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{shorten(value, 40)!r} is no day: write it as 2026-11-25.", param, ctx)


@click.command()
@click.argument("which", metavar="ID")
@click.option("--session", "number", metavar="N|last", help="One session by its number, or the last.")
@click.option("--from", "since", metavar="DATE", type=Day(), help="Sessions from this day on.")
@click.option("--to", "until", metavar="DATE", type=Day(), help="Sessions up to this day.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Otherwise as FILE ends, or md.")
@click.option("-o", "--output", "file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@json_option
@pass_session
def minutes(
    session: Session, which: str, number: str | None, since: dt.date | None, until: dt.date | None,
    format_: str | None, file: Path | None, force: bool, json_: bool,
) -> None:  # fmt: skip
    """Print the minutes of ID: what was talked about, voted, agreed, undone and left blank, session by session.

    A pause of more than 60 minutes begins another session. Nobody is named, and no vote is told with who gave it.
    """
    if number is not None and (since or until):
        raise click.UsageError("Give either --session, or --from and --to.")
    chosen = chosen_format(format_, file, json_)
    with session.store() as store:
        told = chosen_sessions(read(store, found_one(store, which)), number, since, until)
    if file is not None:
        from maturity_tui.reports.write import write_bytes

        line(f"Wrote {tidy(write_bytes(rendered(told, chosen), file.expanduser(), force))}.")
    elif chosen == "json":
        from maturity_tui.workshop.minutes.files import as_data

        as_json(as_data(told))
    else:
        line(rendered(told, chosen).decode().rstrip("\n"))


def chosen_format(format_: str | None, file: Path | None, json_: bool) -> str:
    """The format: as asked, else as the file's name ends, else Markdown. Raises a usage error."""
    if json_ and format_ not in (None, "json"):
        raise click.UsageError(f"--json and --format {format_} say two things: leave one out.")
    if json_ or format_:
        return format_ or "json"
    if file is None:
        return "md"
    ending = {"htm": "html", "markdown": "md"}.get(file.suffix[1:].lower(), file.suffix[1:].lower())
    if ending not in FORMATS:
        raise click.UsageError(
            f"{shorten(file.name)!r} does not say which format: end it in .{', .'.join(FORMATS)}."
        )
    return ending


def read(store: Store, one: str) -> Minutes:
    """All minutes of an assessment."""
    from maturity_tui.workshop.minutes.reading import read_minutes

    return read_minutes(store, one)


def chosen_sessions(
    told: Minutes, number: str | None, since: dt.date | None, until: dt.date | None
) -> Minutes:
    """Those that were asked for."""
    try:
        if number is not None:
            wanted = str(told.of) if number.strip().casefold() == LAST else number.strip()
            if not wanted.isascii() or not wanted.isdecimal() or len(wanted) > 9:
                raise click.UsageError(f"--session is a number or {LAST!r}, not {shorten(number, 40)!r}.")
            return told.only(int(wanted))
        return told.between(since, until, None) if since or until else told
    except ValueError as error:
        raise Failure(str(error)) from None


def rendered(told: Minutes, format: str) -> bytes:
    """The minutes' bytes in a format: the reports' own, or ours."""
    from maturity_tui.workshop.minutes.files import own_bytes

    own = own_bytes(told, format)
    if own is not None:
        return own
    from maturity_tui.reports.told import told_report
    from maturity_tui.reports.write import render
    from maturity_tui.workshop.minutes.words import written

    return render(told_report(written(told), dt.datetime.now(dt.UTC)), format)
