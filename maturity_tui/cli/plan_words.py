"""How a plan stands, as text and as JSON."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from maturity_tui.cli.speak import line, share, table, tidy

if TYPE_CHECKING:
    from maturity_tui.analysis.plan.standing import PlanStanding, Standing
    from maturity_tui.workshop.plan_reading import PlanGround

LONGEST = 80
NOTHING = "–"


def standing_data(ground: PlanGround, found: PlanStanding, day: dt.date) -> dict[str, Any]:
    """How a plan stands as its JSON says it."""
    scenario = ground.scenario
    return {
        "scenario": scenario.id,
        "title": scenario.title,
        "adopted": str(scenario.adopted),
        "on": str(day),
        "round": ground.round.id,
        "quarters": list(found.quarters),
        "overall": {"now": found.now, "planned": list(found.planned), "stands": list(found.stands)},
        "at_end": found.at_end,
        "level_quarters": found.level_quarters,
        "cost": {
            "currency": found.currency,
            "planned": found.planned_cost,
            "spent": found.spent,
            "expected": found.expected_cost,
        },
        "inputs": [_input(one) for one in found.inputs],
        "notes": list(found.notes),
    }


def _input(one: Standing) -> dict[str, Any]:
    late, choice = one.late, one.late.choice
    return {
        "input": one.id, "title": late.input.title, "kind": late.input.kind.value, "owner": choice.owner,
        "status": late.status, "planned": late.planned, "due": late.due, "start": late.start or None,
        "late": late.is_late, "delay": late.delay, "overdue": late.overdue,
        "cost": {"planned": one.planned_cost, "spent": one.spent},
        "at_end": one.at_end, "level_quarters": one.level_quarters,
    }  # fmt: skip


def show_standing(ground: PlanGround, found: PlanStanding) -> None:
    """The inputs with what is late of them, then what it costs in maturity and in money."""
    scenario, framework = ground.scenario, ground.held[0][1]
    line(
        f"{tidy(scenario.title)} · adopted {scenario.adopted} · as of {found.on} · from {tidy(ground.round.title)}"
    )
    headings = ("Input", "Owner", "Status", "Planned", "Start", "Due", "Late", "Spent", "of", "Costs")
    rows = [_row(one, shares=framework.is_skills) for one in found.inputs]
    table(headings, rows, right=(7, 8, 9), longest=LONGEST)
    shown = share if framework.is_skills else "{:.2f}".format
    line()
    line(
        f"By the end of {found.quarters[-1]}: {shown(found.planned[-1])} as planned, "
        f"{shown(found.stands[-1])} as it stands; {shown(found.now)} at the start."
    )
    unit = "percentage-point-quarters" if framework.is_skills else "level-quarters"
    line(
        f"What is late, stopped or smaller costs {quarters(found.level_quarters, framework.is_skills)} {unit}: "
        "the difference, added up over the quarters."
    )
    if found.currency is not None:
        line(
            f"Money once: {found.currency} {found.spent:,.0f} spent; it comes to {found.expected_cost:,.0f} "
            f"of {found.planned_cost:,.0f} planned."
        )
    if found.unstated:
        line(f"Not stated what it cost: {', '.join(found.unstated)}.")


def quarters(value: float, shares: bool) -> str:
    """A sum over quarters, to the hundredth (shares in percentage points)."""
    text = f"{value * 100:.1f}" if shares else f"{value:.2f}"
    return text.removeprefix("-") if not float(text) else text


def _row(one: Standing, *, shares: bool) -> tuple[str, ...]:
    late = one.late
    return (
        one.id,
        late.choice.owner or NOTHING,
        late.status,
        late.planned,
        late.start or NOTHING,
        late.due,
        how_late(one),
        NOTHING if one.spent is None else f"{one.spent:,.0f}",
        f"{one.planned_cost:,.0f}",
        quarters(one.level_quarters, shares),
    )


def how_late(one: Standing) -> str:
    """`2 q, overdue 1 q`; a dash for what is not late."""
    late = one.late
    if not late.is_late:
        return NOTHING
    parts = [f"{late.delay} q"] if late.delay else []
    return ", ".join([*parts, f"overdue {late.overdue} q"] if late.overdue else parts)
