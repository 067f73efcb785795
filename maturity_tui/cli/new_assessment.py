"""`maturity assessments new`: begin an assessment; organisation and team are made where there are none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.session import Session, did_you_mean, json_option, pass_session, unknown
from maturity_tui.cli.speak import as_json, count, line, note, shorten, tidy

if TYPE_CHECKING:
    from maturity_tui.assessments.models import Round, Scope
    from maturity_tui.assessments.organisation import Organisation, Team
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store import Store

DAY = click.DateTime(formats=["%Y-%m-%d"])
Days = tuple[dt.datetime | None, dt.datetime | None]


@click.command()
@click.option("--team", required=True, help="The team's id (or its title).")
@click.option("--framework", "reference", required=True, metavar="ID", help="What it is scored against.")
@click.option("--round", "round_", required=True, metavar="ID", help="The occasion, such as 2026-autumn.")
@click.option(
    "--scope", default="core", show_default=True, metavar="core|all|ID,…",
    help="Which capabilities: ids of capabilities, areas or groups.",
)  # fmt: skip
@click.option("--round-title", help="The round's title.")
@click.option("--from", "begins", type=DAY, help="The round's first day.")
@click.option("--to", "ends", type=DAY, help="The round's last day.")
@click.option("--organisation", metavar="ID|TITLE", help="Whose team it is; made where there is none.")
@click.option("--team-title", help="Add the team, with this title, where it is not known.")
@json_option
@pass_session
def new(
    session: Session, team: str, reference: str, round_: str, scope: str, round_title: str | None,
    begins: dt.datetime | None, ends: dt.datetime | None, organisation: str | None, team_title: str | None,
    json_: bool,
) -> None:  # fmt: skip
    """Begin an assessment, and print its id."""
    from maturity_tui.assessments.begin import begun

    with session.store(begins=True) as store:
        framework = store.framework(tidy(reference))
        owner, member = team_of(the_organisation(store, organisation), team, team_title)
        occasion = the_round(store, owner, round_, round_title, (begins, ends))
        assessment = begun(owner, member, framework, occasion, the_scope(framework, scope))
        if any(row.id == assessment.id for row in store.assessments(owner.id)):
            raise Failure(f"There is an assessment {assessment.id} already. Score it, or name another round.")
        if owner != store.organisation(owner.id):
            store.save_organisation(owner)
        made = store.create(assessment, framework)
        row = next(row for row in store.assessments(owner.id) if row.id == made.id)
    if json_:
        from maturity_tui.cli.assessments import row_data

        as_json(row_data(row))
        return
    line(made.id)
    items = count(row.applicable, framework.noun, framework.nouns)
    note(f"{items} to score: `maturity assessments score {made.id} …`")


def the_organisation(store: Store, named: str | None) -> Organisation:
    """The organisation that is named, or the current one; a new one where there is none of that name."""
    from maturity_tui.assessments.organisation import Organisation

    title = tidy(named or "")
    current = store.organisation()
    if not title and current is not None:
        return current
    every = store.organisations()
    for known in every:
        if title.casefold() in (known.id.casefold(), known.title.casefold()):
            return known
    if did_you_mean(title, [known.id for known in every]):
        raise unknown("organisation", title, [known.id for known in every])
    title = title or "Our organisation"
    return Organisation(id=as_id(title.lower()), title=title)


def team_of(owner: Organisation, named: str, title: str | None) -> tuple[Organisation, Team]:
    """The organisation with the team in it, and the team; an unknown one is added only where asked for."""
    from maturity_tui.assessments.begin import known_team, with_team

    name = tidy(named)
    if known_team(owner, name) is None and owner.teams and title is None:
        hint = did_you_mean(name, [team.id for team in owner.teams])
        raise Failure(
            f"{shorten(owner.title)} has no team {shorten(name)!r}.{hint} To add it, give its --team-title."
        )
    try:
        return with_team(owner, tidy(title or name), name)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def the_round(store: Store, owner: Organisation, named: str, title: str | None, days: Days) -> Round:
    """The round; title and dates are those given, else those of its other assessments."""
    from maturity_tui.assessments.models import Round

    name = as_id(tidy(named))
    begins, ends = (day.date() if day else None for day in days)
    for row in store.assessments(owner.id):
        if row.round == name:
            known = store.assessment(row.id).round
            title, begins, ends = title or known.title, begins or known.begins, ends or known.ends
            break
    dates = {"from": begins, "to": ends}
    return Round.model_validate({"id": name, "title": tidy(title or named), **dates})


def the_scope(framework: Framework, named: str) -> Scope:
    """core, all, or the ids that are named; an area's stands for all that is below it, a group's for its members."""
    if named.strip() == "core":
        return "core"
    if named.strip() == "all":
        return "all"
    chosen: dict[str, None] = {}
    for part in filter(None, (part.strip() for part in named.split(","))):
        item = framework.resolve(part)
        if item in framework.every_area:
            chosen |= dict.fromkeys(below.id for below in framework.every_area[item].each_capability())
        elif item in framework.capabilities:
            chosen[item] = None
        elif members := framework.in_group(part):
            chosen |= dict.fromkeys(members)
        else:
            groups = [group.id for group in framework.groups]
            raise unknown(framework.noun, part, [*framework.capabilities, *framework.every_area, *groups])
    if not chosen:
        raise click.UsageError("--scope names nothing. Give core, all, or ids with commas between them.")
    return tuple(item for item in framework.capabilities if item in chosen)


def as_id(name: str) -> str:
    """An id for a name. Raises a usage error where it makes none."""
    from maturity_tui.assessments.begin import as_id as made_of

    try:
        return made_of(name)
    except ValueError:
        raise click.UsageError(f"{shorten(name)!r} makes no id. Use letters, digits and hyphens.") from None
