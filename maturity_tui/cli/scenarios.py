"""`maturity scenarios`: what was saved under a name; listed, shown, copied, renamed, deleted, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli import session as terminal
from maturity_tui.cli.failures import Failure
from maturity_tui.cli.lazy import Lazy, LazyGroup
from maturity_tui.cli.organisation import organisation_option
from maturity_tui.cli.session import Session, json_option, pass_session, the_organisation, unknown
from maturity_tui.cli.speak import as_json, count, line, note, shorten, table, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_tui.analysis.inputs.interventions import Intervention
    from maturity_tui.analysis.scenarios.scenario import Scenario
    from maturity_tui.store import Store


@click.group(
    cls=LazyGroup,
    lazy=(
        Lazy("list", "List the saved scenarios.", "scenarios", "list_"),
        Lazy("show", "Print a scenario: inputs, limits, what is assumed otherwise.", "scenarios", "show"),
        Lazy("copy", "Save a scenario once more, under another name.", "scenarios", "copy"),
        Lazy("rename", "Give a scenario another name.", "scenarios", "rename"),
        Lazy("delete", "Delete a scenario.", "scenarios", "delete"),
        Lazy("compare", "Print two scenarios or more side by side.", "scenarios_compare", "compare"),
    ),
)
def scenarios() -> None:
    """Saved scenarios: sets of inputs with start quarters, as what-if keeps them."""


def owner_of(store: Store, named: str | None) -> str | None:
    """The id of the organisation that is named; None: the current one."""
    return the_organisation(store, named) if named else None


def the_saved(store: Store, id: str, owner: str | None) -> tuple[Scenario, tuple[Scenario, ...]]:
    """The scenario that an id or a title names, and all of them. Raises Failure where there is none."""
    every = store.scenarios(owner)
    wanted = id.strip().casefold()
    found = next((one for one in every if one.id == id.strip()), None) or next(
        (one for one in every if one.title.casefold() == wanted), None
    )
    if found is None:
        raise unknown(
            "scenario", id, [one.id for one in every], "`maturity scenarios list` shows what there is."
        )
    return found, every


# reading ------------------------------------------------------------------------------


@click.command("list")
@organisation_option
@json_option
@pass_session
def list_(session: Session, named: str | None, json_: bool) -> None:
    """List the saved scenarios, by name."""
    with session.store() as store:
        every = store.scenarios(owner_of(store, named))
    if json_:
        as_json([row_data(one) for one in every])
    elif every:
        rows = [
            (tidy(one.title), one.id, origin(one), span(one), len(one.inputs), one.adopted or "")
            for one in every
        ]
        table(("Scenario", "Id", "Starts from", "Quarters", "Inputs", "Adopted"), rows, right=(4,))
    else:
        line("No scenario is saved.")
        note("What-if (w in the app) saves one with s; `maturity import` reads one from a file.")


def row_data(one: Scenario) -> dict[str, Any]:
    """A scenario in the list, as its JSON says it."""
    return {
        "id": one.id,
        "title": one.title,
        "baseline": one.baseline.model_dump(mode="json"),
        "start": one.start,
        "horizon": one.horizon,
        "inputs": [choice.input for choice in one.inputs],
        "assumptions": sorted(one.assumptions),
        "calibrated": one.calibrated,
        "adopted": one.adopted.isoformat() if one.adopted else None,
    }


def origin(one: Scenario) -> str:
    """Which scores a scenario starts from."""
    base = one.baseline
    where = base.assessment or base.round or "latest round"
    return where if base.teams == "all" else f"{where}, {count(len(base.teams), 'team')}"


def span(one: Scenario) -> str:
    """The quarters that it looks at."""
    from maturity_tui.analysis.scenarios.scenario import quarters_from

    last = quarters_from(one.start, one.horizon)[-1]
    return one.start if last == one.start else f"{one.start} to {last}"


@click.command()
@click.argument("id", metavar="ID")
@organisation_option
@json_option
@pass_session
def show(session: Session, id: str, named: str | None, json_: bool) -> None:
    """Print the scenario ID (or its name). --json prints it with the keys of its file."""
    with session.store() as store:
        owner = owner_of(store, named)
        found, _ = the_saved(store, id, owner)
        known = {item.id: item for item in store.library(owner)}
    if json_:
        as_json(
            {"schema": found.format, **found.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
        )
        return
    line(f"{tidy(found.title)} ({found.id}) · from {origin(found)} · {span(found)}")
    rows = [input_row(choice.input, choice.start, choice.owner, found, known) for choice in found.inputs]
    table(("Input", "Id", "Start", "Owner"), rows)
    for text in told(found):
        line(text)


def input_row(
    item: str, start: str | None, owner: str, scenario: Scenario, known: dict[str, Intervention]
) -> tuple[str, ...]:
    """A chosen input; one that the library does not have is said to be missing."""
    from maturity_tui.analysis.scenarios.choices import start_of

    if item not in known:
        return "(not in the library)", item, start or "", tidy(owner)
    begins = start or start_of(None, known[item], scenario.start)
    return tidy(known[item].title), item, begins, tidy(owner)


def told(scenario: Scenario) -> Iterator[str]:
    """Limits, what must and must not be, and every assumption that is not the default, with what it was."""
    from maturity_tui.analysis.assumptions.assumptions import Assumptions
    from maturity_tui.analysis.scenarios.comparison_words import value_said

    limits = scenario.limits.model_dump(mode="json", exclude_none=True)
    if limits:
        line()
    for name, limit in limits.items():
        said = (
            ", ".join(f"{key} {value:g}" for key, value in limit.items())
            if isinstance(limit, dict)
            else f"{limit:g}"
        )
        yield f"Limit {name.replace('_', ' ')}: {said}."
    for name, ids in (("Must have", scenario.must), ("Must not have", scenario.must_not)):
        if ids:
            yield f"{name}: {', '.join(ids)}."
    defaults = Assumptions.default().by_name
    for name, value in scenario.assumptions.items():
        was = f", was {value_said(defaults[name].value)}" if name in defaults else ", which there is not"
        yield f"Assumed otherwise: {tidy(name)} {value_said(value)}{was}."
    if scenario.calibrated:
        yield "The team's ranges are taken as calibrated: they are not widened."


# changing -----------------------------------------------------------------------------


@click.command()
@click.argument("id", metavar="ID")
@click.argument("title")
@organisation_option
@pass_session
def copy(session: Session, id: str, title: str, named: str | None) -> None:
    """Save the scenario ID once more as TITLE: the same choices, and nothing of what was done."""
    from maturity_tui.analysis.scenarios.names import copied

    with session.store() as store:
        owner = owner_of(store, named)
        found, every = the_saved(store, id, owner)
        made = store.save_scenario(allowed(copied, found, title, every), owner)
    line(f"Saved “{tidy(made.title)}” ({made.id}), a copy of “{tidy(found.title)}”.")


@click.command()
@click.argument("id", metavar="ID")
@click.argument("title")
@organisation_option
@pass_session
def rename(session: Session, id: str, title: str, named: str | None) -> None:
    """Call the scenario ID TITLE from now on. Its id stays, so that files and commands still find it."""
    from maturity_tui.analysis.scenarios.names import renamed

    with session.store() as store:
        owner = owner_of(store, named)
        found, every = the_saved(store, id, owner)
        made = store.save_scenario(allowed(renamed, found, title, every), owner)
    line(f"“{tidy(found.title)}” is called “{tidy(made.title)}” now; its id is still {made.id}.")


def allowed(make: Any, found: Scenario, title: str, every: tuple[Scenario, ...]) -> Scenario:
    """What a change of name makes. Raises Failure where the name is taken, or none can be kept."""
    from pydantic import ValidationError

    try:
        made: Scenario = make(found, title, every)
    except ValidationError as error:
        reason = error.errors(include_input=False)[0]["msg"]
        raise Failure(f"{shorten(title)!r} cannot be a scenario's name: {reason}.") from None
    except ValueError as error:
        raise Failure(str(error)) from None
    return made


@click.command()
@click.argument("id", metavar="ID")
@organisation_option
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_session
def delete(session: Session, id: str, named: str | None, yes: bool) -> None:
    """Delete the scenario ID. It is asked first; in a script, --yes is needed."""
    with session.store() as store:
        owner = owner_of(store, named)
        found, _ = the_saved(store, id, owner)
        name = f"“{tidy(found.title)}” ({found.id}), {count(len(found.inputs), 'input')},"
        if found.adopted:
            name += f" the plan adopted on {found.adopted} with all that was done,"
        if not yes and not terminal.in_a_terminal():
            raise Failure(
                f"{name} is not deleted: add --yes. Nothing brings it back, except a backup or an export."
            )
        if not yes and not click.confirm(f"Delete {name} for good?", default=False, err=True):
            line("Nothing was deleted.")
            return
        store.delete_scenario(found.id, owner)
    line(f"Deleted {name.rstrip(',')}.")
