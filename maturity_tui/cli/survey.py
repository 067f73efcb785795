"""`maturity assessments survey`: the questions to ask users and stakeholders, to paste into a form."""

from __future__ import annotations

from pathlib import Path

import click

from maturity_tui.cli.session import Session, found_one, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, line, note, tidy

KINDS = (".csv", ".md")


@click.command()
@click.argument("which", metavar="ID")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A .csv or .md file; else it is printed.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@json_option
@pass_session
def survey(session: Session, which: str, output: Path | None, force: bool, json_: bool) -> None:
    """Write the questions for users and stakeholders of ID: each capability with its levels, and why.

    Ask them with any form; `maturity assessments reflect` reads what it exports.
    """
    from maturity_tui.assessments.survey.questions import as_markdown, as_rows, questions

    if output is not None and output.suffix.lower() not in KINDS:
        raise click.UsageError(
            f"Questions are written as .csv or .md; {output.suffix or 'no ending'} is neither."
        )
    with session.store() as store:
        one = found_one(store, which)
        assessment, framework = store.assessment(one), store.framework_of(one)
        owner = store.organisation(assessment.organisation)
    found = questions(framework, assessment)
    if json_:
        keys = ("question", "help", "choices", "capability", "required")
        values = [(q.text, q.help, list(q.choices), q.capability or None, q.required) for q in found]
        as_json([dict(zip(keys, each, strict=True)) for each in values])
        return
    teams = {team.id: team.title for team in owner.teams} if owner else {}
    team = teams.get(assessment.team, assessment.team)
    title = tidy(f"How do you see {team}? {framework.title}, {assessment.round.title}")
    page = as_markdown(title, found)
    if output is None:
        line(page)
        return
    from maturity_tui.reports.csv_files import csv_bytes
    from maturity_tui.reports.write import write_bytes

    data = csv_bytes(as_rows(found)) if output.suffix.lower() == ".csv" else page.encode()
    write_bytes(data, output.expanduser(), force)
    line(f"Wrote {count(len(found), 'question')} to {tidy(output)}.")
    note(f"When the answers are in: `maturity assessments reflect {one} FILE`.")
