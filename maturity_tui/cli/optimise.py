"""`maturity optimise`: the best inputs for a budget, with the gap proved; the frontier; the roadmap."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.bands import HIGHEST_SEED
from maturity_tui.cli.best_of import Found, Search, refuse_taken, save, search
from maturity_tui.cli.best_read import Limits, Read, read
from maturity_tui.cli.session import Session, json_option, pass_session
from maturity_tui.cli.speak import as_json, note, shorten
from maturity_tui.cli.what_if import Question

if TYPE_CHECKING:
    from maturity_tui.analysis.portfolio.wish import Wish

OBJECTIVES = ("gain", "targets", "count", "floor")
MOST = 1e12


class Amount(click.ParamType):  # type: ignore[type-arg]  # generic only in click's stubs
    """`250000`, `250,000`, `250k` or `1.2m`."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The amount. Fails, in a sentence, for what is none."""
        if isinstance(value, float):
            return value
        low = str(value).casefold().replace(",", "").lstrip("£€$").strip()
        factor = {"k": 1_000, "m": 1_000_000}.get(low[-1:], 1)
        try:
            amount = float(low[:-1] if factor > 1 else low) * factor
        except ValueError:
            self.fail(f"{shorten(value, 40)!r} is no amount. Give one such as 250000 or 250k.", param, ctx)
        if not isfinite(amount) or not 0 <= amount <= MOST:
            self.fail(f"{shorten(value, 40)!r} is not an amount from 0 to {MOST:,.0f}.", param, ctx)
        return amount


AMOUNT = Amount()


@click.command()
@click.argument("which", metavar="[ID]", required=False)
@click.option("--budget", type=AMOUNT, metavar="N", help="What may be spent once, such as 250000 or 250k.")
@click.option("--per-year", type=AMOUNT, metavar="N", help="What running costs may come to in a year.")
@click.option(
    "--person-days", type=AMOUNT, metavar="N", help="The person-days that there are in each quarter."
)
@click.option("--must", metavar="ID,ID…", help="Inputs that must be in.")
@click.option("--must-not", metavar="ID,ID…", help="Inputs that must not be in.")
@click.option(
    "--objective",
    type=click.Choice(OBJECTIVES),
    default="gain",
    show_default=True,
    help="The highest gain, the least cost to reach all targets, the most at target, the best lowest level.",
)
@click.option("--frontier", "points", type=click.IntRange(2, 100), metavar="N", help="What N budgets buy.")
@click.option("--roadmap", "with_roadmap", is_flag=True, help="The best start quarters for what is selected.")
@click.option(
    "--aim",
    type=click.Choice(("path", "horizon")),
    default="path",
    show_default=True,
    help="What starts are best for: the mean over the quarters, or the last.",
)
@click.option(
    "--in-a-year",
    type=AMOUNT,
    metavar="N",
    help="With --roadmap: all that may be paid in one calendar year.",
)
@click.option("--scenario", metavar="ID|FILE", help="Take limits, must-haves, start and quarters from it.")
@click.option("--library", metavar="FILE", help="Take inputs from this file alone.")
@click.option("--start", metavar="QUARTER", help="The first quarter, such as 2027-Q1.")
@click.option(
    "--quarters",
    type=click.IntRange(1, 80),
    help="How many quarters; the gain counts at the last.  [default: to the last theme's `by`, else 8]",
)
@click.option(
    "--tolerance",
    type=click.FloatRange(0, 1, max_open=True),
    default=0.001,
    show_default=True,
    help="The gap at which the search ends.",
)
@click.option("--seed", type=click.IntRange(0, HIGHEST_SEED), help="The seed of the sampled mean.")
@click.option("--save", "name", metavar="NAME", help="Keep what is found as a scenario.")
@json_option
@pass_session
def optimise(
    session: Session, which: str | None, budget: float | None, per_year: float | None,
    person_days: float | None, must: str | None, must_not: str | None, objective: str, points: int | None,
    with_roadmap: bool, aim: str, in_a_year: float | None, scenario: str | None, library: str | None,
    start: str | None, quarters: int | None, tolerance: float, seed: int | None, name: str | None, json_: bool,
) -> None:  # fmt: skip
    """The best inputs for ID (an assessment, a team with those below it, or a round; by default the latest round).

    The gap to the best there can be is proved and printed. Ctrl+C ends the search and prints the best so far.
    """
    if in_a_year is not None and not with_roadmap:
        raise click.UsageError("--in-a-year is about start quarters: give --roadmap too.")
    limits = Limits(budget, per_year, in_a_year, person_days, must, must_not)
    with session.store() as store:
        found_ = read(store, Question(which, None, scenario, start, quarters, library), limits)
        if name is not None:
            refuse_taken(store, found_.organisation, name)
    wish = the_wish(found_, objective, tolerance)
    asked = Search(objective, tolerance, points or 0, with_roadmap, aim, seed)
    found = search(found_, asked, wish, in_a_year)
    for text in every_note(found_, found):
        note(f"Note: {text}")
    if json_:
        as_json(optimise_data(found_, found))
    else:
        from maturity_tui.cli.optimise_text import show

        show(found_, found)
    if name is not None:
        note(f"Saved as the scenario {save(session, found_, found, name)}.")


def the_wish(read_: Read, objective: str, tolerance: float) -> Wish:
    """What is wished for. A usage error where nothing limits what may be spent."""
    from maturity_tui.analysis.portfolio.wish import Objective, Wish

    wish = Wish.of(read_.scenario, Objective(objective), tolerance=tolerance)
    if objective != "targets" and wish.once is None and wish.per_year is None and wish.person_days is None:
        raise click.UsageError(
            "Nothing limits what may be spent: give --budget, --per-year or --person-days, "
            "or a --scenario with limits."
        )
    return wish


def every_note(read_: Read, found: Found) -> tuple[str, ...]:
    """What was left out, and why; what the search says of itself."""
    roadmap = found.roadmap.notes if found.roadmap else ()
    costs, yearly = found.portfolio.cost, read_.scenario.limits.per_year
    running = (
        ("Running costs are not limited: --per-year limits them.",)
        if costs.per_year and yearly is None
        else ()
    )
    stopped = ("The search was stopped: this is the best so far.",) if found.stopped else ()
    return tuple(
        dict.fromkeys((*read_.notes, *found.portfolio.notes, *found.notes, *roadmap, *running, *stopped))
    )


def optimise_data(read_: Read, found: Found) -> dict[str, Any]:
    """What was found as its JSON says it."""
    portfolio, model = found.portfolio, read_.model
    starts = {choice.id: choice.start for choice in portfolio.chosen}
    if found.roadmap is not None:
        starts |= {choice.id: choice.start for choice in found.roadmap.whole}
    days = found.roadmap.days if found.roadmap else portfolio.person_days
    costs = found.roadmap.costs if found.roadmap else portfolio.cost
    return {
        "objective": str(portfolio.objective),
        "selected": list(portfolio.ids),
        "gain": portfolio.gain,
        "upper_bound": finite(portfolio.upper_bound),
        "proved_gap": portfolio.proved_gap,
        "value": finite(portfolio.value),
        "bound": finite(portfolio.bound),
        "by": portfolio.by,
        "starts": starts,
        "cost": {"once": costs.once, "by_year": dict(costs.by_year), "currency": costs.currency},
        "person_days": dict(zip(model.quarters, days.demand, strict=True)),
        "frontier": [point.as_json() for point in found.points] if found.points else None,
        "roadmap": found.roadmap.as_json() if found.roadmap else None,
        "sampled_difference": found.sampled_difference,
        "seed": found.seed,
        "stopped": found.stopped,
        "notes": list(every_note(read_, found)),
        "assumptions": model.assumptions.as_json(),
    }


def finite(value: float | None) -> float | None:
    """A figure that JSON can hold; null where nothing is proved."""
    return None if value is None or not isfinite(value) else value
