"""`maturity inputs`: what can be put in, own and shipped; which of it suits the gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.input_changes import CHANGES
from maturity_tui.cli.session import Session, json_option, pass_session, unknown
from maturity_tui.cli.speak import as_json, count, line, note, share, table, tidy

if TYPE_CHECKING:
    from maturity_tui.analysis.inputs.interventions import Intervention
    from maturity_tui.analysis.inputs.suggest import Suggestion
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store import Store

LONGEST = 80
MOST_SUGGESTED = 10
FROM = {"own": "own", "shipped": "the app", "instead": "own, for the app's"}


@click.group()
def inputs() -> None:
    """List, suggest, check, add and remove inputs: training, capacity, technology.

    Inputs of your own stand beside the shipped ones; one with the id of a shipped one stands in its place.
    """


for command in CHANGES:
    inputs.add_command(command)


@inputs.command("list")
@click.option("--own", is_flag=True, help="Only your own.")
@json_option
@pass_session
def list_(session: Session, own: bool, json_: bool) -> None:
    """List all inputs, the shipped ones and your own."""
    with session.store() as store:
        every = [(item, origin) for item, origin in known(store) if origin != "shipped" or not own]
    if json_:
        as_json([input_data(item, origin) for item, origin in every])
        return
    rows = [
        (item.id, item.kind, item.title, amount(item.cost.once), amount(item.cost.per_year), FROM[origin])
        for item, origin in every
    ]
    table(("Input", "Kind", "Title", "Once", "A year", "From"), rows, right=(3, 4), longest=LONGEST)
    if not rows:
        line("There are no inputs of your own yet. `maturity inputs template -o FILE` begins some.")


@inputs.command()
@click.argument("which", metavar="ID")
@json_option
@pass_session
def show(session: Session, which: str, json_: bool) -> None:
    """Show all that is known of an input: effects, costs, needs, and what the figures rest on."""
    with session.store() as store:
        every = {item.id: (item, origin) for item, origin in known(store)}
    if which not in every:
        raise unknown("input", which, sorted(every), "`maturity inputs list` shows what there is.")
    item, origin = every[which]
    if json_:
        as_json(input_data(item, origin))
        return
    line(f"{tidy(item.title)} ({item.id})")
    for name, text in facts(item, origin):
        line(f"  {name:<13} {text}")
    rows = [
        (effect.capability, *(f"{part:.2f}" for part in effect.share), coverage_words(effect.coverage))
        for effect in item.effects
    ]
    table(("Capability", "Low", "Likely", "High", "Coverage"), rows, right=(1, 2, 3), longest=LONGEST)


def facts(item: Intervention, origin: str) -> list[tuple[str, str]]:
    """What is said of an input, but for its effects; nothing for what is not said."""
    cost, basis = item.cost, item.basis
    paid = [(cost.once, "once"), (cost.per_year, "a year"), (cost.per_person, "for each person covered")]
    money = ", ".join(f"{amount(value)} {when}" for value, when in paid if value)
    days = ", ".join(f"{value:g}" for value in item.person_days)
    beside = ", ".join(f"{one.with_} ({one.share:g})" for one in item.synergies)
    rows = [
        ("from", FROM[origin]),
        ("kind", str(item.kind)),
        ("cost", f"{cost.currency} {money}" if money else "nothing"),
        ("quarters", str(item.quarters)),
        ("person-days", days),
        ("probability", share(item.probability)),
        ("earliest", item.earliest or ""),
        ("needs", ", ".join(item.needs.all)),
        ("needs one of", ", ".join(item.needs.any)),
        ("excludes", ", ".join(item.excludes)),
        ("better with", beside),
        ("repeats", item.repeat_of or ""),
        ("grade", {"V": "V, seen in the source", "R": "R, recalled", "J": "J, judgement"}[basis.grade]),
        ("note", tidy(basis.note)),
        ("source", tidy(basis.source)),
    ]
    return [(name, text) for name, text in rows if text]


def coverage_words(coverage: Any) -> str:
    """How far an effect reaches: a share, or one for each team."""
    if isinstance(coverage, float | int):
        return share(coverage)
    return ", ".join(f"{tidy(team)} {share(value)}" for team, value in coverage.items()) or "nobody"


@inputs.command()
@click.argument("which", metavar="[ID]", required=False)
@click.option(
    "--most", type=click.IntRange(min=1), default=MOST_SUGGESTED, show_default=True, help="How many."
)
@json_option
@pass_session
def suggest(session: Session, which: str | None, most: int, json_: bool) -> None:
    """Suggest inputs for the gaps of ID (an assessment, a team with those below it, a round; by default the latest).

    A first look, before anything is chosen: weighted gap × share × coverage × chance of delivery, and what that costs.
    """
    from maturity_tui.cli.what_if import the_assessments
    from maturity_tui.store.input_ground import suggested

    with session.store() as store:
        pairs, notes = the_assessments(store, which, None)
        framework = pairs[0][1]
        library = store.library(pairs[0][0].organisation)
        found = suggested(store, framework, [one for one, _ in pairs], library)
    for text in notes:
        note(f"Note: {text}")
    names = names_of(framework)
    titles = {item.id: item.title for item in library}
    if json_:
        as_json([suggestion_data(one, names, titles) for one in found[:most]])
    else:
        show_suggestions(found, most, names, titles, framework, len(pairs))


def suggestion_data(one: Suggestion, names: dict[str, str], titles: dict[str, str]) -> dict[str, Any]:
    """A suggestion as its JSON says it."""
    from maturity_tui.analysis.inputs.suggest import reason

    return {**one.as_json(), "reason": reason(one, names, titles)}


def show_suggestions(
    found: tuple[Suggestion, ...], most: int, names: dict[str, str], titles: dict[str, str],
    framework: Framework, teams: int,
) -> None:  # fmt: skip
    """The ranking, and below it a reason for each."""
    from maturity_tui.analysis.inputs.suggest import reason

    if not found:
        line("No input acts on a capability with a gap. Targets make gaps; `maturity gap` shows them.")
        return
    line(f"Suggested for the gaps of {count(teams, 'assessment')} · {tidy(framework.title)}")
    rows = [
        (
            at,
            one.input.id,
            share(one.part),
            amount(one.cost),
            "–" if one.per_cost is None else f"{one.per_cost:.3f}",
        )
        for at, one in enumerate(found[:most], start=1)
    ]
    currency = found[0].input.cost.currency
    headings = ("", "Input", "Of the gap", f"{currency}, 8 quarters", f"Levels per {currency} 10k")
    table(headings, rows, right=(0, 2, 3, 4), longest=LONGEST)
    line()
    for at, one in enumerate(found[:most], start=1):
        line(f"{at}. {tidy(reason(one, names, titles))}")
    line()
    line(
        "Before anything is chosen, and without time, bands and prerequisites: `maturity project` has all of these."
    )


def names_of(framework: Framework) -> dict[str, str]:
    """Capabilities as people call them: `B3 Leadership and management`."""
    codes = framework.codes
    return {id: f"{codes.get(id, '')} {item.title}".strip() for id, item in framework.capabilities.items()}


def known(store: Store) -> list[tuple[Intervention, str]]:
    """Every input that a scenario sees, and where it comes from."""
    own = {item.id for item in store.inputs().inputs}
    shipped = {item.id for item in store.catalogue.inputs()}
    return [
        (item, "shipped" if item.id not in own else "instead" if item.id in shipped else "own")
        for item in store.library()
    ]


def input_data(item: Intervention, origin: str) -> dict[str, Any]:
    """An input as its file holds it, and where it comes from."""
    return {
        "from": "shipped" if origin == "shipped" else "own",
        **item.model_dump(mode="json", by_alias=True),
    }


def amount(value: float) -> str:
    """An amount of money, to the unit; nothing for none."""
    return f"{value:,.0f}" if value else "–"
