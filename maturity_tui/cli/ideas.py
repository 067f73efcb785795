"""`maturity ideas`: what came up and what is in the way, listed, sorted, written to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from maturity_tui.cli.session import Session, found, json_option, pass_session
from maturity_tui.cli.speak import as_json, line, note, tidy

if TYPE_CHECKING:
    from maturity_tui.assessments.ideas import Caught, Kind
    from maturity_tui.store import Store

FORMATS = ("csv", "md")
ORDERS = ("area", "kind", "theme", "caught")


@click.command()
@click.argument("which", metavar="ID")
@click.option("--kind", type=click.Choice(("idea", "blocker")), help="Only these.")
@click.option(
    "--sort", "order", type=click.Choice(ORDERS), default="area", show_default=True,
    help="By area, by kind, by the theme that wants it raised, or as they were caught.",
)  # fmt: skip
@json_option
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Print, or write, a file of this kind.")
@click.option("-o", "--output", "file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@pass_session
def ideas(
    session: Session, which: str, kind: str | None, order: str, json_: bool, format_: str | None,
    file: Path | None, force: bool,
) -> None:  # fmt: skip
    """Print the ideas and blockers of ID: an assessment, a team (with those below it) or a round."""
    chosen = _format(format_, file)
    if json_ and chosen:
        raise click.UsageError("--json and a file are two answers: choose one of them.")
    with session.store() as store:
        ids = found(store, which)
        every = listed(store, ids, order, kind)
    if json_:
        as_json([as_data(one) for one in every])
    elif chosen:
        _write(every, chosen, file, force)
    else:
        show(every, several=len(ids) > 1)


def _format(format_: str | None, file: Path | None) -> str | None:
    """The format asked for, or the one that the file's name ends in."""
    if format_ or file is None:
        return format_
    ending = {"markdown": "md"}.get(file.suffix[1:].lower(), file.suffix[1:].lower())
    if ending not in FORMATS:
        raise click.UsageError(
            f"“{tidy(file.name)}” does not say which format is wanted; end it in .csv or .md."
        )
    return ending


def listed(store: Store, ids: tuple[str, ...], order: str, kind: str | None) -> tuple[Caught, ...]:
    """The ideas and blockers of several assessments as one list."""
    from maturity_tui.assessments.ideas import Order, arranged, caught

    every: list[Caught] = []
    for one in ids:
        held = store.assessment(one)
        owner = store.organisation(held.organisation)
        title = owner.team_title(held.team) if owner else held.team
        every += caught(store.framework_of(one), held, owner.ambition if owner else (), title)
    return arranged(every, Order(order), cast("Kind | None", kind))


def as_data(one: Caught) -> dict[str, Any]:
    """One of them as its JSON says it."""
    return {
        "kind": one.idea.kind,
        "about": one.about,
        "name": one.name,
        "area": one.area,
        "themes": list(one.themes),
        "team": one.team,
        "text": one.idea.text,
        "assessment": one.assessment,
    }


def _write(every: tuple[Caught, ...], format_: str, file: Path | None, force: bool) -> None:
    from maturity_tui.reports.ideas_files import render
    from maturity_tui.reports.write import write_bytes

    data = render(every, format_, "Ideas and blockers")
    if file is None:
        click.echo(data.decode(), nl=False)
    else:
        line(f"Wrote {tidy(write_bytes(data, file.expanduser(), force))}.")


def show(every: tuple[Caught, ...], several: bool) -> None:
    """The list as text: what it is about, then its words."""
    from maturity_tui.assessments.ideas import counted

    for one in every:
        where = f" · {tidy(one.team)}" if several else ""
        line(f"{one.idea.kind}: {tidy(one.name)}{where}")
        line(f"  {tidy(one.idea.text)}")
    if every:
        line(f"{counted(every)}.")
        return
    line("No ideas or blockers.")
    note("b on the score screen catches one at any moment.")
