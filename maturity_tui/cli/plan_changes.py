"""`maturity plan adopt`, `set`, `release`: what is decided and noted about a plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.optimise import AMOUNT, MOST
from maturity_tui.cli.plan import DAY, ground_of, refuse_unknown, the_day
from maturity_tui.cli.session import Session, pass_session
from maturity_tui.cli.speak import count, line, note, shorten, tidy
from maturity_tui.cli.what_if import YEARS, sentences

STATUSES = ("planned", "started", "done", "stopped")


@click.command()
@click.argument("scenario")
@click.option("--on", type=DAY, metavar="DATE", help="Adopted on this day.  [default: today]")
@pass_session
def adopt(session: Session, scenario: str, on: dt.datetime | None) -> None:
    """Make SCENARIO, a saved one, the plan: from then on owners, dates, status and what was done are kept."""
    from maturity_tui.workshop.plan_reading import adopt as keep
    from maturity_tui.workshop.plan_reading import read_plan

    with session.store() as store:
        refuse_unknown(store, scenario)
        ground = read_plan(store, scenario)
        if ground.scenario.adopted is not None:
            raise Failure(f"{tidy(scenario)} is adopted already, since {ground.scenario.adopted}.")
        if not ground.scenario.inputs:
            raise Failure(f"{tidy(scenario)} has no inputs: there is nothing to decide on yet.")
        made = keep(store, ground, the_day(on))
    line(
        f"Adopted {tidy(made.title)} on {made.adopted}: {count(len(made.inputs), 'input')} from {made.start}."
    )
    note(f"`maturity plan release {made.id}` takes it back.")


@click.command()
@click.argument("scenario")
@pass_session
def release(session: Session, scenario: str) -> None:
    """Make the plan SCENARIO a scenario again. What was noted stays in it."""
    from maturity_tui.workshop.plan_reading import release as keep

    with session.store() as store:
        made = keep(store, ground_of(store, scenario))
    line(f"{tidy(made.title)} is a scenario again, and no plan.")


@click.command("set")
@click.argument("scenario")
@click.argument("input_", metavar="INPUT")
@click.option("--owner", help="Who sees to it: a role, not a name.")
@click.option("--due", metavar="QUARTER", help="When it is to be done, such as 2027-Q2.")
@click.option("--status", type=click.Choice(STATUSES), help="How it stands.")
@click.option("--start", metavar="QUARTER", help="When it actually started.")
@click.option("--cost", metavar="MONEY", help="What it actually cost, once.")
@click.option("--coverage", metavar="SHARE", help="How far it actually reached, 0 to 1.")
@pass_session
def set_(session: Session, /, scenario: str, input_: str, **given: str | None) -> None:
    """Note about INPUT of the plan SCENARIO who sees to it, how it stands, what was done. Empty takes away."""
    from maturity_tui.analysis.plan.noting import noted
    from maturity_tui.analysis.scenarios.scenario import quarter_of

    said = {name: read(name, text) for name, text in given.items() if text is not None}
    if not said:
        options = ", ".join(f"--{name}" for name in given)
        raise click.UsageError(f"Say what to note: {options}.")
    with session.store() as store:
        ground = ground_of(store, scenario)
        with sentences():
            made = noted(ground.scenario, input_, ground.known, quarter_of(dt.date.today()), said)
        if made == ground.scenario:
            line("Nothing was changed: it is so already.")
            return
        store.save_scenario(made, ground.organisation.id)
    line(f"Noted: {tidy(input_)}, {', '.join(_told(name, value) for name, value in said.items())}.")


def _told(name: str, value: Any) -> str:
    if value is None:
        return f"no {name}"
    return f"{name} {f'{value:,.2f}'.removesuffix('.00') if name == 'cost' else tidy(value)}"


def read(name: str, text: str) -> Any:
    """What an option's text means; None for an empty one. Raises a usage error for what it cannot."""
    if not text.strip():
        if name == "status":
            raise click.UsageError(f"--status wants one of {', '.join(STATUSES)}.")
        return None
    if name in ("due", "start"):
        return _quarter(name, text)
    if name == "cost":
        return _cost(text)
    if name == "coverage":
        return _share(text)
    return text.strip()


def _quarter(name: str, text: str) -> str:
    from maturity_tui.analysis.scenarios.scenario import quarter_index

    wanted = text.strip().upper()
    try:
        if quarter_index(wanted) // 4 in YEARS:
            return wanted
    except ValueError:
        pass
    raise click.UsageError(f"--{name} wants a quarter such as 2027-Q1, not {shorten(text, 40)!r}.")


def _cost(text: str) -> float:
    try:
        return AMOUNT.convert(text, None, None)
    except click.UsageError:
        wanted = f"an amount such as 13100 or 13.1k, at most {MOST:,.0f}"
        raise click.UsageError(f"--cost wants {wanted}, not {shorten(text, 40)!r}.") from None


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise click.UsageError(
            f"--coverage wants a share from 0 to 1, such as 0.7, not {shorten(text, 40)!r}."
        )
    return value
