"""`maturity plan`: a scenario that was decided on, how it stands, and what a later round says of its projection."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.lazy import Lazy, LazyGroup
from maturity_tui.cli.session import Session, json_option, pass_session, unknown
from maturity_tui.cli.speak import as_json, count, line, note, table, tidy
from maturity_tui.cli.what_if import sentences

if TYPE_CHECKING:
    from maturity_tui.store import Store
    from maturity_tui.workshop.plan_reading import PlanGround

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(
    cls=LazyGroup,
    lazy=(
        Lazy("adopt", "Make a scenario the plan.", "plan_changes", "adopt"),
        Lazy("list", "List the plans.", "plan", "list_"),
        Lazy("show", "Print how a plan stands: what is late, and what that costs.", "plan", "show"),
        Lazy("set", "Note owner, dates, status, and what was done.", "plan_changes", "set_"),
        Lazy("backtest", "Hold a later round against what was projected.", "plan_backtest", "backtest"),
        Lazy("release", "Make a plan a scenario again.", "plan_changes", "release"),
    ),
)
def plan() -> None:
    """After the decision: a scenario that is adopted is a plan, with owners, dates, status and what was done."""


def ground_of(store: Store, named: str | None) -> PlanGround:
    """The plan that is named, else the one adopted last. Fails where it is none."""
    from maturity_tui.workshop.plan_reading import plans_of, read_plan

    if named is None:
        plans = plans_of(store)
        if not plans:
            raise Failure("No scenario is adopted yet. `maturity plan adopt SCENARIO` makes one the plan.")
        return read_plan(store, plans[0])
    refuse_unknown(store, named)
    ground = read_plan(store, named)
    if ground.scenario.adopted is None:
        raise Failure(f"{tidy(named)} is not adopted. `maturity plan adopt {tidy(named)}` makes it the plan.")
    return ground


def refuse_unknown(store: Store, named: str) -> None:
    """Fail where there are scenarios and none of that id."""
    known = [item.id for item in store.scenarios()]
    if known and named not in known:
        raise unknown("scenario", named, known, "`maturity scenarios list` shows what there is.")


def the_day(on: dt.datetime | None) -> dt.date:
    """The day that is asked about; today where none is."""
    return on.date() if on else dt.date.today()


@click.command("list")
@json_option
@pass_session
def list_(session: Session, json_: bool) -> None:
    """List the plans of the current organisation, the one adopted last first."""
    from maturity_tui.analysis.plan.lateness import lateness
    from maturity_tui.analysis.scenarios.scenario import quarter_of
    from maturity_tui.workshop.plan_reading import plans_of

    with session.store() as store:
        plans = plans_of(store)
        known = {item.id: item for item in store.library()} if plans else {}
    now = quarter_of(dt.date.today())
    data: list[dict[str, Any]] = [
        {
            "id": one.id,
            "title": one.title,
            "adopted": str(one.adopted),
            "round": one.baseline.round,
            "start": one.start,
            "inputs": len(one.inputs),
            "late": sum(item.is_late for item in lateness(one, known, now)),
        }
        for one in plans
    ]
    if json_:
        as_json(data)
        return
    table(
        ("Plan", "Title", "Adopted", "From", "Inputs", "Late"),
        [(one["id"], one["title"], one["adopted"], one["start"], one["inputs"], one["late"]) for one in data],
        right=(4, 5),
    )
    if not data:
        line("No scenario is adopted yet.")
        note("`maturity plan adopt SCENARIO` makes one the plan.")


@click.command()
@click.argument("scenario", required=False)
@click.option("--on", type=DAY, metavar="DATE", help="As of this day, such as 2026-11-25.  [default: today]")
@json_option
@pass_session
def show(session: Session, scenario: str | None, on: dt.datetime | None, json_: bool) -> None:
    """Print how SCENARIO stands (by default the plan adopted last): what is late, and what that costs."""
    from maturity_tui.cli.plan_words import show_standing, standing_data

    with session.store() as store:
        ground = ground_of(store, scenario)
    day = the_day(on)
    with sentences():
        found = ground.standing(day)
    for text in found.notes:
        note(f"Note: {text}")
    if json_:
        as_json(standing_data(ground, found, day))
    else:
        show_standing(ground, found)
        line()
        line(f"{count(len(found.late), 'input is', 'inputs are')} late, {len(found.stopped)} stopped.")
