"""`maturity report`: one report, in one of the formats, into one file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.open_votes import open_votes
from maturity_tui.cli.session import Session, found, pass_session
from maturity_tui.cli.speak import line, note, shorten, tidy
from maturity_tui.cli.what_if import Question, ask

if TYPE_CHECKING:
    from maturity_tui.reports import Material
    from maturity_tui.store import Store

FORMATS = ("xlsx", "html", "md", "csv", "json")


@click.command()
@click.argument("which", metavar="ID")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Otherwise as FILE ends.")
@click.option(
    "-o", "--output", "file", required=True, metavar="FILE", type=click.Path(dir_okay=False, path_type=Path)
)
@click.option("--title", help="The report's title.")
@click.option("--scenario", metavar="ID|FILE", help="Show what this scenario would do, too.")
@click.option("--library", metavar="FILE", help="Take inputs from this file alone.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@pass_session
def report(
    session: Session, which: str, format_: str | None, file: Path, title: str | None,
    scenario: str | None, library: str | None, force: bool,
) -> None:  # fmt: skip
    """Write the report of ID (an assessment, a team with those below it, or a round) to FILE."""
    chosen = format_ or from_name(file)
    from maturity_tui.reports import build_report, write_report

    with session.store() as store:
        material = material_of(store, which, Question(which, None, scenario, library=library))
    note(f"Writing {shorten(file)} …")
    line(f"Wrote {tidy(write_report(build_report(material, title), chosen, file, force=force))}.")


def material_of(store: Store, which: str, question: Question) -> Material:
    """What the report is made from: the assessments, and a projection where a scenario is named."""
    from maturity_tui.reports import Material
    from maturity_tui.reports.reckoned import reckoned

    ids = found(store, which)
    assessments = tuple((open_votes(store, one), store.framework_of(one)) for one in ids)
    owner = store.organisation(assessments[0][0].organisation)
    if owner is None:
        raise Failure("The organisation of these assessments is missing. `maturity db check` says more.")
    now = dt.datetime.now(dt.UTC)
    if question.scenario is None:
        return Material(owner, assessments, now)
    answer = ask(store, question, with_gains=True)
    for text in answer.notes:
        note(f"Note: {text}")
    return reckoned(Material(owner, assessments, now, answer.projection, answer.scenario), answer.library)


def from_name(file: Path) -> str:
    """The format that a file's name ends in. Raises a usage error for any other."""
    from maturity_tui.reports.errors import ReportError
    from maturity_tui.reports.write import format_of

    try:
        return format_of(file)
    except ReportError as error:
        raise click.UsageError(str(error)) from None
