"""`maturity plan backtest`: a later round held against what was projected, given what was actually done."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.failures import Failure
from maturity_tui.cli.plan import ground_of
from maturity_tui.cli.session import Session, json_option, pass_session
from maturity_tui.cli.speak import as_json, count, figure, level, line, note, table, tidy
from maturity_tui.cli.what_if import sentences

if TYPE_CHECKING:
    from maturity_tui.analysis.plan.calibration import Calibration
    from maturity_tui.analysis.plan.correction import Correction
    from maturity_tui.analysis.plan.tested import BackTest
    from maturity_tui.store import Store
    from maturity_tui.workshop.plan_reading import PlanGround

SHOWN = 12


@click.command()
@click.argument("scenario", required=False)
@click.option("--round", "round_", metavar="ROUND", help="The later round.  [default: the latest]")
@click.option("--accept", is_flag=True, help="Write the suggested correction into the assumptions.")
@click.option("--into", metavar="SCENARIO", help="With --accept: into another scenario, for what is to come.")
@json_option
@pass_session
def backtest(
    session: Session, scenario: str | None, round_: str | None, accept: bool, into: str | None, json_: bool
) -> None:
    """Hold a later round against what SCENARIO (by default the plan adopted last) projected for it.

    The projection is of what was actually done. The correction is a suggestion: nothing changes without --accept.
    """
    from maturity_tui.analysis.plan.correction import suggest

    if into and not accept:
        raise click.UsageError("--into says where --accept writes the correction: give both.")
    with session.store() as store:
        ground = ground_of(store, scenario)
        with sentences():
            found = ground.back_test(round_)
            suggested = suggest(found)
        written = accepted(store, ground, suggested, into) if accept else None
    for text in (*found.done.left_out, *found.done.notes):
        note(f"Note: {text}")
    if json_:
        as_json(back_test_data(found, suggested, written))
    else:
        show(ground, found, suggested)
        told = f"Written into the assumptions of {written}." if written else ""
        line(told or ("--accept writes this into the assumptions." if suggested.overrides else ""))


def accepted(store: Store, ground: PlanGround, suggested: Correction, into: str | None) -> str:
    """Write the correction; the id of the scenario that now has it."""
    if not suggested.overrides:
        raise Failure(f"There is no correction to accept. {' '.join(suggested.why)}".strip())
    owner = ground.organisation.id
    held = store.scenario(into, owner) if into else ground.scenario
    made = held.changed(assumptions={**held.assumptions, **suggested.overrides})
    return store.save_scenario(made, owner).id


def back_test_data(found: BackTest, suggested: Correction, written: str | None) -> dict[str, Any]:
    """A back-test as its JSON says it."""
    then, projected, now = found.overall
    return {
        "scenario": found.scenario.id,
        "round": found.round.id,
        "quarter": found.quarter,
        "done": [{"input": one.id, "start": one.start} for one in found.done.chosen],
        "not_done": list(found.done.left_out),
        "overall": {"was": then, "projected": projected, "now": now},
        "calibration": {
            "all": _calibration(found.whole),
            "reached": _calibration(found.touched),
            "by_kind": {kind.value: _calibration(one) for kind, one in found.by_kind.items()},
        },
        "drift": found.drift,
        "cells": [
            {
                "team": one.team, "capability": one.capability, "was": one.was, "projected": one.projected,
                "p5": one.low, "p95": one.high, "now": one.now, "inside": one.inside,
                "reached_by": sorted(one.reached_by),
            }
            for one in found.cells
        ],
        "left_out": [vars(one) for one in found.left_out],
        "correction": {"assumptions": suggested.overrides, "why": list(suggested.why), "written": written},
    }  # fmt: skip


def _calibration(one: Calibration | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "inside": one.inside, "of": one.of, "share": one.share, "low": one.low, "high": one.high,
        "mean_error": one.mean_error, "verdict": one.verdict,
    }  # fmt: skip


def show(ground: PlanGround, found: BackTest, suggested: Correction) -> None:
    """The figures together, how many lie inside, the cells outside, what is suggested."""
    then, projected, now = (figure(value) for value in found.overall)
    line(f"{tidy(found.scenario.title)} · {tidy(found.round.title)} against the end of {found.quarter}")
    line(
        f"Over {count(len(found.cells), 'cell')} of both rounds: {then} then, {projected} projected, {now} found."
    )
    line()
    groups = [("all cells", found.whole), ("reached by an input", found.touched)]
    groups += [(f"by {kind.value} alone", one) for kind, one in found.by_kind.items()]
    rows = [_group(name, one) for name, one in groups if one is not None]
    table(
        ("In their 9 in 10", "Inside", "of", "Share", "95 in 100", "Error", ""), rows, right=(1, 2, 3, 4, 5)
    )
    _outside(ground, found)
    _left_out(ground, found)
    from maturity_tui.analysis.plan.calibration import CAUTION

    line()
    for text in (*suggested.why, CAUTION):
        line(text)
    for name, value in suggested.overrides.items():
        line(f"  {name}: {value:g}")


def _group(name: str, one: Calibration) -> tuple[str, ...]:
    verdict = {
        "in keeping": "as it should be",
        "too narrow": "bands too narrow",
        "too wide": "bands too wide",
    }
    interval = f"{one.low:.2f}–{one.high:.2f}"
    return (
        name, str(one.inside), str(one.of), f"{one.share:.2f}", interval, f"{one.mean_error:+.2f}",
        verdict[one.verdict],
    )  # fmt: skip


def _outside(ground: PlanGround, found: BackTest) -> None:
    rows = [
        (
            ground.organisation.team_title(one.team), one.capability, level(one.was),
            f"{one.projected:.1f} ({one.low:.{one.places}f}–{one.high:.{one.places}f})", level(one.now),
        )
        for one in found.outside[:SHOWN]
    ]  # fmt: skip
    if rows:
        line()
        table(("Outside", "Capability", "Was", "Projected", "Found"), rows, right=(2, 3, 4))
    if (more := len(found.outside) - SHOWN) > 0:
        line(f"… and {more} more; --json has all of them.")


def _left_out(ground: PlanGround, found: BackTest) -> None:
    counts = Counter((one.team, one.why) for one in found.left_out)
    for (team, why), how_many in counts.items():
        whole = any(one.team == team and one.capability is None for one in found.left_out)
        what = "" if whole else f"{count(how_many, 'capability', 'capabilities')} "
        note(f"Left out: {tidy(ground.organisation.team_title(team))}, {what}{why}.")
