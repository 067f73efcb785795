"""`maturity scenarios compare`: scenarios side by side, on the same scores and with the same random numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from maturity_tui.cli.bands import HIGHEST_SEED
from maturity_tui.cli.failures import Failure
from maturity_tui.cli.organisation import organisation_option
from maturity_tui.cli.scenarios import owner_of, the_saved
from maturity_tui.cli.session import Session, json_option, pass_session
from maturity_tui.cli.speak import as_json, figure, line, note, share, table, tidy
from maturity_tui.cli.what_if import (
    Question,
    looks_like_file,
    sentences,
    the_assessments,
    the_library,
    the_scenario,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maturity_tui.analysis.inputs.interventions import Intervention
    from maturity_tui.analysis.scenarios.comparison import Comparison
    from maturity_tui.analysis.scenarios.scenario import Scenario
    from maturity_tui.cli.what_if import Pairs
    from maturity_tui.store import Store

MOST = 4
MOST_DRAWS = 65_536
LONGEST = 20


@click.command()
@click.argument("which", metavar="A B…", nargs=-1, required=True)
@click.option(
    "--on", "on", metavar="ID", help="The scores that all start from: an assessment, a team or a round."
)
@click.option("--library", metavar="FILE", help="Take inputs from this file alone.")
@click.option("--seed", type=click.IntRange(0, HIGHEST_SEED), help="The seed of the random numbers.")
@click.option("--draws", type=click.IntRange(64, MOST_DRAWS), help="How many draws.  [default: 8192]")
@organisation_option
@json_option
@pass_session
def compare(
    session: Session, which: tuple[str, ...], on: str | None, library: str | None, seed: int | None,
    draws: int | None, named: str | None, json_: bool,
) -> None:  # fmt: skip
    """Print scenarios A, B (up to four) side by side. Each is a saved one's id or name, or a scenario's file.

    All start from the same scores: those that the scenarios name, or those of --on. Every input has the same
    random numbers in each, so that a difference is that of the choices.
    """
    from maturity_tui.analysis.scenarios.comparison_words import comparison_json

    if not 2 <= len(which) <= MOST:
        raise click.UsageError(f"Name two to four scenarios; found {len(which)}.")
    with session.store() as store:
        compared, known = read(store, which, on, library, seed, draws, owner_of(store, named))
    for text in all_notes(compared):
        note(f"Note: {text}")
    if json_:
        as_json(comparison_json(compared, known))
    else:
        show(compared, known)


def read(
    store: Store, which: Sequence[str], on: str | None, library: str | None, seed: int | None,
    draws: int | None, owner: str | None,
) -> tuple[Comparison, Mapping[str, Intervention]]:  # fmt: skip
    """The scenarios that are named, projected, sampled and held against each other."""
    from maturity_tui.analysis.assumptions.assumptions import Assumptions
    from maturity_tui.analysis.projection.baseline import baseline_of
    from maturity_tui.analysis.scenarios.choices import choices_of
    from maturity_tui.analysis.scenarios.comparison import compare as held_against
    from maturity_tui.analysis.scenarios.comparison import side_of
    from maturity_tui.analysis.uncertainty.sample import DRAWS, SEED

    scenarios = [named(store, one, on, owner) for one in which]
    if len({one.id for one in scenarios}) < len(scenarios):
        raise Failure("A scenario is named twice; a comparison with itself says nothing.")
    pairs = the_scores(store, scenarios, on)
    first, framework = pairs[0]
    organisation = store.organisation(first.organisation)
    ambition = organisation.ambition if organisation else ()
    headcount = {team.id: team.headcount for team in organisation.teams} if organisation else {}
    items = the_library(store, first.organisation, library)
    sides = []
    with sentences():
        for one in scenarios:
            _, missing = choices_of(one, items)
            if missing:
                raise Failure(f"“{tidy(one.title)}”: {missing[0]}")
            assumptions = Assumptions.default().with_overrides(one.assumptions)
            baseline = baseline_of(framework, [(held, ambition) for held, _ in pairs], headcount, assumptions)
            sides.append(
                side_of(one, items, baseline, seed=SEED if seed is None else seed, draws=draws or DRAWS)
            )
        return held_against(sides), {item.id: item for item in items}


def named(store: Store, text: str, on: str | None, owner: str | None) -> Scenario:
    """The scenario that an id, a name or a file names."""
    if looks_like_file(text) and text not in {one.id for one in store.scenarios(owner)}:
        found = the_scenario(store, Question(on, scenario=text))
        assert found is not None
        return found
    return the_saved(store, text, owner)[0]


def the_scores(store: Store, scenarios: Sequence[Scenario], on: str | None) -> Pairs:
    """The assessments that all start from. Raises Failure where the scenarios do not name the same ones."""
    every = [the_assessments(store, on, one) for one in (scenarios[:1] if on else scenarios)]
    ids = [{held.id for held, _ in pairs} for pairs, _ in every]
    for one, its in zip(scenarios, ids, strict=False):
        if its != ids[0]:
            raise Failure(
                f"“{tidy(scenarios[0].title)}” and “{tidy(one.title)}” do not start from the same scores, so their "
                "figures cannot be held against each other. Name the scores for all of them with --on."
            )
    for text in every[0][1]:
        note(f"Note: {text}")
    return every[0][0]


def all_notes(compared: Comparison) -> tuple[str, ...]:
    """What is not like with like; then what each projection left out, said once."""
    from maturity_tui.analysis.scenarios.comparison_words import cautions

    own = (text for side in compared.sides for text in side.projection.notes)
    return tuple(dict.fromkeys((*cautions(compared), *own)))


def show(compared: Comparison, known: Mapping[str, Intervention]) -> None:
    """The figures in columns, which is better, then the inputs and what is assumed otherwise."""
    from maturity_tui.analysis.scenarios.comparison_words import value_said, versus_words, what_draws_hold

    titles = columns(compared)
    right = range(1, len(titles) + 2)
    table(
        (f"End of {compared.quarter}", "Now", *titles),
        [*areas(compared), *money_and_days(compared)],
        right=right,
    )
    line()
    for one in compared.versus:
        line(tidy(versus_words(compared, one)))
    line(what_draws_hold(compared))
    line()
    table(("Input, and its start", "", *titles), inputs(compared, known), longest=46)
    if compared.assumed:
        line()
        rows = [(one.name, "", *(value_said(value) for value in one.values)) for one in compared.assumed]
        table(("Assumed otherwise", "", *titles), rows)


def columns(compared: Comparison) -> list[str]:
    """What stands above the columns: the scenarios' names, or numbers for long ones, which are told first."""
    names = [tidy(side.title) for side in compared.sides]
    if max(map(len, names)) <= LONGEST:
        return names
    for at, name in enumerate(names, start=1):
        line(f"{at} {name}")
    line()
    return [str(at) for at in range(1, len(names) + 1)]


def areas(compared: Comparison) -> list[tuple[str, ...]]:
    """The whole with its band and gain, then the areas."""
    from maturity_tui.analysis.scenarios.comparison_words import difference

    said = share if compared.is_skills else figure
    fine = share if compared.is_skills else hundredths
    whole, *rest = compared.lines
    bands = [compared.band(side) for side in compared.sides]
    rows = [
        (whole.title, fine(whole.now), *map(fine, whole.means)),
        ("  9 in 10", "", *("–" if band is None else f"{fine(band[0])}–{fine(band[1])}" for band in bands)),
        ("  gain", "", *(difference(compared, mean - whole.now) for mean in whole.means)),
    ]
    return rows + [(tidy(one.title), said(one.now), *map(said, one.means)) for one in rest]


def money_and_days(compared: Comparison) -> list[tuple[str, ...]]:
    """Cost once and a year, the most person-days in a quarter, and those that are lacking."""
    costs = [side.projection.costs for side in compared.sides]
    currency = next((cost.currency for cost in costs if cost.currency), "") or ""
    peaks = [side.peak for side in compared.sides]
    return [
        (f"Once, {currency}".rstrip(", "), "", *(amount(cost.once) for cost in costs)),
        (f"A year, {currency}".rstrip(", "), "", *(amount(cost.per_year) for cost in costs)),
        (f"Present value, {currency}".rstrip(", "), "", *(amount(cost.present_value) for cost in costs)),
        ("Most person-days a quarter", "", *(f"{days:.0f} ({quarter})" for days, quarter in peaks)),
        ("Person-days lacking", "", *(f"{side.overload:.0f}" for side in compared.sides)),
    ]


def hundredths(value: float) -> str:
    """A figure to the hundredth: what scenarios differ by is often less than a tenth."""
    return f"{value:.2f}"


def amount(value: float | None) -> str:
    """An amount of money, to the unit; a dash where it was not added up."""
    return "–" if value is None else f"{value:,.0f}"


def inputs(compared: Comparison, known: Mapping[str, Intervention]) -> list[tuple[str, ...]]:
    """Every input with its start on each side; a dot where a side does not have it."""
    from maturity_tui.analysis.scenarios.comparison_words import every_input

    return [
        (
            tidy(known[item].title if item in known else item), "",
            *(side.inputs.get(item, "·") for side in compared.sides),
        )
        for item in every_input(compared)
    ]  # fmt: skip
