"""The plan screen's rows: an input with owner, dates and status, what is late of it, what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from textual.content import Content

from maturity_tui.analysis.plan.standing import Standing
from maturity_tui.ui.draw import NAME, Column, Layout, figure, fit, label, line, money, wrap
from maturity_tui.ui.draw.text import Part
from maturity_tui.ui.glyphs import GLYPHS
from maturity_tui.ui.screens.plan.view import PlanView

WIDEST = 150
MARKS = {"planned": "nobody", "started": "partly", "done": "scored", "stopped": "not_applicable"}


@lru_cache(maxsize=16)
def layout(width: int, names: tuple[str, ...], owners: tuple[str, ...]) -> Layout:
    """The columns that have room: the owner and the money go first."""
    columns = [
        Column("mark", "", 1),
        Column("name", "Input", flex=True, gap=1),
        Column("owner", "Owner", drop=5),
        Column("status", "Status", 7),
        Column("planned", "Planned", 7, drop=4),
        Column("start", "Start", 7, drop=1),
        Column("due", "Due", 7, drop=2),
        Column("late", "Late", 11),
        Column("spent", "Spent", 12, "right", drop=3),
        Column("costs", "Costs", 6, "right"),
    ]
    return fit(columns, min(width, WIDEST), {"name": names, "owner": owners})


def head(view: PlanView, width: int) -> Content:
    """The headings."""
    return layout(width, *texts(view)).head()


def texts(view: PlanView) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names and owners, to be measured."""
    found = view.standing.inputs
    return tuple(one.late.input.title for one in found), tuple(owner(one) for one in found)


def plan_row(view: PlanView, one: Standing, width: int) -> Content:
    """One input: its status as mark and word, when, how late, at what cost in maturity."""
    late = one.late
    calm = "$muted" if late.status in ("done", "stopped") else ""
    cells: dict[str, Part] = {
        "mark": mark(one),
        "name": (late.input.title, NAME),
        "owner": label(owner(one)),
        "status": (late.status, calm),
        "planned": label(brief(late.planned)),
        "start": brief(late.start) if late.start else label(GLYPHS.nothing),
        "due": (brief(late.due), "$text-warning" if late.overdue else "$muted"),
        "late": how_late(one),
        "spent": _spent(view, one),
        "costs": costs(one.level_quarters, view.is_skills),
    }
    return layout(width, *texts(view)).row(cells)


def mark(one: Standing) -> Content:
    """The status as a shape; what waits for somebody is marked."""
    if one.late.waits:
        return line((GLYPHS.stale, "$warning"))
    name = MARKS[one.late.status]
    return line((getattr(GLYPHS, name), "$success" if name == "scored" else "$muted"))


def owner(one: Standing) -> str:
    """Who sees to it, a role without its word for one."""
    return one.late.choice.owner.removeprefix("role:").replace("-", " ")


def how_late(one: Standing) -> Part:
    """`2 quarters`, `overdue 1`; empty where it is not late."""
    late = one.late
    if late.overdue:
        return line((f"overdue {late.overdue} q", "$text-warning"))
    return (
        line(f"{late.delay} quarter{'' if late.delay == 1 else 's'}") if late.delay and late.is_late else ""
    )


def costs(value: float, shares: bool = False) -> Part:
    """What it takes away, in level-quarters (shares: percentage points); a gain has a minus."""
    text = figure(value * 100 if shares else value, 1 if shares else 2)
    return label(GLYPHS.none) if not text.strip("0.") else text


def brief(quarter: str) -> str:
    """`Q1 2027`."""
    year, _, part = quarter.partition("-")
    return f"{part} {year}"


def _spent(view: PlanView, one: Standing) -> Part:
    planned = money(one.planned_cost, view.symbol)
    if one.spent is None:
        return label(f"of {planned}") if one.planned_cost else ""
    return line(money(one.spent, view.symbol), (f" of {planned}", "$muted"))


def summary(view: PlanView, width: int) -> list[Content]:
    """What it costs, in levels and in money: the sentences above the list."""
    found, many = view.standing, 100 if view.is_skills else 1
    unit = " %" if view.is_skills else ""
    planned, stands = (f"{figure(value * many, 2)}{unit}" for value in (found.planned[-1], found.stands[-1]))
    end = brief(found.quarters[-1])
    first = f"By the end of {end} {planned} was planned; as it stands it will be {stands}."
    return [line(row) for row in wrap(first, width)] + [
        label(row) for text in (_lost(view), _money(view)) if text for row in wrap(text, width)
    ]


def _lost(view: PlanView) -> str:
    found = view.standing
    value = found.level_quarters * (100 if view.is_skills else 1)
    unit = "percentage-point-quarters" if view.is_skills else "level-quarters"
    late, stopped = len(found.late), len(found.stopped)
    if not late and not stopped and abs(value) < 0.005:
        return "Nothing is late, stopped or smaller than was planned."
    told = f"{late} late, {stopped} stopped"
    return f"{told}: {figure(value, 2)} {unit} fewer than planned, summed over the quarters."


def _money(view: PlanView) -> str:
    found = view.standing
    if found.currency is None:
        return "Costs are in several currencies, and are not added up." if found.inputs else ""
    spent, come, planned = (
        money(value, view.symbol) for value in (found.spent, found.expected_cost, found.planned_cost)
    )
    more = f" Of {len(found.unstated)} begun it is not stated." if found.unstated else ""
    return f"Once: {spent} spent; it comes to {come} of {planned} planned.{more}"


def detail(view: PlanView, one: Standing) -> str:
    """One input in sentences: who, when, how late, what that takes away, and what brings it back."""
    late = one.late
    parts = [f"{late.input.title}, {late.input.kind.value}: {_when(one)}."]
    if owner(one):
        parts.append(f"{owner(one).capitalize()} sees to it.")
    if late.choice.actual is not None and late.choice.actual.coverage is not None:
        parts.append(
            f"It reached {late.choice.actual.coverage:.0%} instead of what was planned.".replace("%", " %")
        )
    if abs(one.level_quarters) >= 0.005:
        verb = "costs" if one.level_quarters > 0 else "adds"
        parts.append(
            f"That it is not as planned {verb} {figure(abs(one.level_quarters), 2)} level-quarters, "
            f"and {figure(abs(one.at_end), 2)} of a level at the end."
            if not view.is_skills
            else f"That it is not as planned {verb} {figure(abs(one.at_end * 100), 1)} % at target at the end."
        )
    return " ".join(parts)


def _when(one: Standing) -> str:
    late = one.late
    planned = f"planned for {brief(late.planned)}"
    match late.status:
        case "stopped":
            return f"{planned}, stopped"
        case "planned":
            return (
                f"{planned}, not begun; {brief(late.start)} is the earliest still possible"
                if late.delay
                else planned
            )
        case "done":
            return f"{planned}, done, due {brief(late.due)}" + (
                f"; it began {_by(late.delay)} late" if late.delay else ""
            )
    overdue = f", overdue by {_by(late.overdue)}" if late.overdue else ""
    return f"{planned}, started, due {brief(late.due)}{overdue}"


def _by(quarters: int) -> str:
    return f"{quarters} quarter{'' if quarters == 1 else 's'}"


def notes(view: PlanView) -> Sequence[str]:
    """What was left out, in sentences."""
    return view.standing.notes
