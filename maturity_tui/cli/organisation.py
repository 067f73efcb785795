"""`maturity organisation`: who is assessed and what they aim at; its changes, undone and done again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.lazy import Lazy, LazyGroup
from maturity_tui.cli.session import Session, json_option, pass_session, the_organisation
from maturity_tui.cli.speak import as_json, count, line, note, number, shorten, table, tidy

if TYPE_CHECKING:
    from maturity_tui.assessments.organisation import Organisation, Theme
    from maturity_tui.store import SavedOrganisation, Store

C = TypeVar("C")
WORDS = {
    "title": "the name",
    "profile": "the profile",
    "teams": "the teams",
    "ambition": "the ambition",
    "organisation": "several parts of the organisation",
    "import": "the import",
}
HEADINGS = ("Theme", "Id", "Priority", "Share", "By", "Targets")


@click.group(
    cls=LazyGroup,
    lazy=(
        Lazy("show", "Print profile, teams, themes and targets.", "organisation", "show"),
        Lazy("set", "Set one fact of the profile, such as residents.", "organisation", "set_"),
        Lazy("theme", "Add, change and remove themes; set their targets.", "theme", "theme"),
        Lazy("priorities", "Make the themes' priorities from what groups gave.", "priorities", "priorities"),
        Lazy("undo", "Take back the last change of the organisation.", "organisation", "undo"),
        Lazy("redo", "Bring back what undo took.", "organisation", "redo"),
    ),
)
def organisation() -> None:
    """Show and change an organisation: its profile, its themes with their priorities and targets."""


def organisation_option(command: C) -> C:
    """`--organisation`, on everything that reads or changes one."""
    option: Any = click.option(
        "--organisation", "named", metavar="ID|TITLE", help="Which one; otherwise the current one."
    )
    result: C = option(command)
    return result


def chosen(store: Store, named: str | None) -> Organisation:
    """The organisation that is named, else the current one. Raises Failure where there is none."""
    found = store.organisation(the_organisation(store, named) if named else None)
    if found is None:
        raise Failure(
            "There is no organisation yet. `maturity import FOLDER` reads one, `maturity assessments new` begins one."
        )
    return found


def keep(store: Store, old: Organisation, new: Organisation, said: str) -> None:
    """Keep a change that was based on `old`, and say it."""
    if store.change_organisation(new, based_on=old) is None:
        line("Nothing was changed: it is so already.")
        return
    line(said)
    note("`maturity organisation undo` takes it back.")


# reading ------------------------------------------------------------------------------


@click.command()
@organisation_option
@json_option
@pass_session
def show(session: Session, named: str | None, json_: bool) -> None:
    """Print profile, teams, themes and targets, and how each theme's priority was made."""
    with session.store() as store:
        owner = chosen(store, named)
    if json_:
        as_json(organisation_data(owner))
    else:
        show_text(owner)


def organisation_data(owner: Organisation) -> dict[str, Any]:
    """The organisation as its JSON says it: as its file, with shares and sentences beside the priorities."""
    from maturity_tui.assessments.ambition.priority_words import shares_of_weight
    from maturity_tui.assessments.profile import profile_facts

    data = owner.model_dump(mode="json", by_alias=True)
    shares = shares_of_weight(owner.ambition)
    themes = [theme_data(theme, shares.get(theme.id)) for theme in owner.ambition]
    kept = {key: data[key] for key in ("id", "title", "profile")}
    return kept | {"facts": list(profile_facts(owner.profile)), "teams": data["teams"], "ambition": themes}


def theme_data(theme: Theme, share: Any) -> dict[str, Any]:
    """One theme as its JSON says it."""
    from maturity_tui.assessments.ambition.priority_words import how_made

    data = theme.model_dump(mode="json", by_alias=True)
    source = data.pop("priority_from")
    return data | {"share": number(share), "how": how_made(theme), "priority_from": source}


def show_text(owner: Organisation) -> None:
    """The organisation as text: the themes by priority, how their weights were made, their targets."""
    from maturity_tui.assessments.ambition.priority_words import (
        by_priority,
        how_made,
        percent,
        shares_of_weight,
    )
    from maturity_tui.assessments.profile import profile_facts

    line(f"{tidy(owner.title)} ({owner.id}) · {count(len(owner.teams), 'team')}")
    facts = profile_facts(owner.profile)
    line(" · ".join(tidy(fact) for fact in facts) or "No profile yet: `maturity organisation set KEY VALUE`.")
    if not owner.ambition:
        line("No themes yet: `maturity organisation theme add TITLE`.")
        return
    shares, themes = shares_of_weight(owner.ambition), by_priority(owner.ambition)
    rows = [
        (
            tidy(theme.title), theme.id, f"{theme.priority:g}",
            percent(shares[theme.id]) if shares else "–", theme.by or "", len(theme.targets),
        )
        for theme in themes
    ]  # fmt: skip
    line()
    table(HEADINGS, rows, right=(2, 3, 5))
    line()
    for theme in themes:
        line(f"{tidy(theme.title)}: {how_made(theme)}")
    line()
    targets = [(theme.id, key, f"{value:g}") for theme in themes for key, value in theme.targets.items()]
    table(("Theme", "Area or capability", "Target"), targets, right=(2,))


# changing -----------------------------------------------------------------------------


@click.command("set")
@click.argument("key")
@click.argument("value")
@organisation_option
@pass_session
def set_(session: Session, key: str, value: str, named: str | None) -> None:
    """Set one fact of the profile; an empty VALUE takes it away.

    KEY is title, kind, residents, staff_in_scope, in_house (85 %), yearly_budget (24m), currency, sites, or platforms
    (with ; between them).
    """
    from maturity_tui.assessments.profile import ProfileError, profile_facts, with_profile

    with session.store() as store:
        owner = chosen(store, named)
        try:
            new = with_profile(owner, key, value)
        except ProfileError as error:
            raise click.UsageError(str(error)) from None
        facts = " · ".join(tidy(fact) for fact in profile_facts(new.profile))
        keep(store, owner, new, f"{tidy(new.title)}: {facts or 'no profile'}")


@click.command()
@organisation_option
@json_option
@pass_session
def undo(session: Session, named: str | None, json_: bool) -> None:
    """Take back the last change of profile, teams or themes, of whichever run."""
    _turn(session, named, "undo", json_)


@click.command()
@organisation_option
@json_option
@pass_session
def redo(session: Session, named: str | None, json_: bool) -> None:
    """Bring back what undo took, unless something was done since."""
    _turn(session, named, "redo", json_)


def _turn(session: Session, named: str | None, way: str, json_: bool) -> None:
    with session.store() as store:
        owner = chosen(store, named)
        turn = store.undo_organisation if way == "undo" else store.redo_organisation
        saved = turn(owner.id)
    if json_:
        as_json(turned_data(owner.id, saved))
    elif saved is None:
        line(f"There is nothing to {way}: {shorten(owner.title)}.")
    else:
        again = "Undone" if way == "undo" else "Done again"
        line(f"{again}: {WORDS[saved.kind]} of {shorten(saved.organisation.title)}.")


def turned_data(id: str, saved: SavedOrganisation | None) -> dict[str, Any]:
    """What an undo or redo did, as its JSON says it."""
    if saved is None:
        return {"id": id, "done": False, "kind": None, "at": None}
    return {"id": id, "done": True, "kind": saved.kind, "at": saved.at.isoformat()}
