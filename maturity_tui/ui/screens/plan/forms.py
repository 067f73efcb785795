"""The plan screen's forms: what is noted about an input, and the day on which a scenario is adopted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from maturity_tui.analysis.plan.lateness import STATUSES, Lateness
from maturity_tui.analysis.scenarios.scenario import quarter_index
from maturity_tui.ui.screens.plan.rows import brief
from maturity_tui.ui.widgets.form_dialog import Answers, Field

QUARTER = "A quarter is wanted here, such as Q1 2027; or leave it empty."
MONEY = "An amount is wanted here, such as 13100 or 13k; or leave it empty."
SHARE = "A share from 0 to 1 is wanted here, such as 0.7; or leave it empty."
DAY = "A day is wanted here, such as 2026-11-25."


def fields(late: Lateness) -> list[Field]:
    """What can be noted about an input."""
    choice, actual = late.choice, late.choice.actual
    start = brief(actual.start) if actual and actual.start else ""
    cost = f"{actual.cost:.12g}" if actual and actual.cost is not None else ""
    coverage = f"{actual.coverage:.12g}" if actual and actual.coverage is not None else ""
    return [
        Field("status", "Status", "choice", late.status, [(one, one) for one in STATUSES]),
        Field("start", "Started in", value=start, check=_check(quarter_of, QUARTER),
              hint=f"Planned for {brief(late.planned)}; empty: as planned."),
        Field("due", "Due in", value=brief(late.due), check=_check(quarter_of, QUARTER)),
        Field("owner", "Owner", value=choice.owner, hint="A role, not a name."),
        Field("cost", "It cost, once", value=cost, check=_check(money_of, MONEY)),
        Field("coverage", "It reached", value=coverage, check=_check(share_of, SHARE),
              hint="A share of those it was for, 0 to 1; empty: as planned."),
    ]  # fmt: skip


def said(late: Lateness, answers: Answers) -> dict[str, Any]:
    """What a form says, as `noted` takes it; a due quarter that was only shown, and not stated, stays unstated."""
    text = {key: str(value).strip() for key, value in answers.items()}
    due = quarter_of(text["due"]) if text["due"] else None
    return {
        "status": text["status"],
        "start": quarter_of(text["start"]) if text["start"] else None,
        "due": late.choice.due if due == late.due else due,
        "owner": text["owner"] or None,
        "cost": money_of(text["cost"]) if text["cost"] else None,
        "coverage": share_of(text["coverage"]) if text["coverage"] else None,
    }


def adopting(today: dt.date) -> list[Field]:
    """The day from which a scenario is the plan."""
    hint = (
        "From then on owners, dates, status and what was done are kept. In the plan, backspace takes it back."
    )
    return [
        Field("day", "Adopted on", value=today.isoformat(), check=_check(day_of, DAY, empty=False), hint=hint)
    ]


def day_of(text: str) -> dt.date:
    """A day such as 2026-11-25. Raises ValueError."""
    return dt.date.fromisoformat(text.strip())


def quarter_of(text: str) -> str:
    """A quarter as people or files write it. Raises ValueError."""
    parts = text.strip().upper().replace("-", " ").split()
    first, second = parts if len(parts) == 2 else ("", "")
    name = f"{second}-{first}" if first.startswith("Q") else f"{first}-{second}"
    quarter_index(name)
    return name


def money_of(text: str) -> float:
    """An amount; `13k` is 13,000. Raises ValueError."""
    from maturity_tui.ui.screens.what_if.limits import money_of as amount

    return amount(text)


def share_of(text: str) -> float:
    """A share from 0 to 1. Raises ValueError."""
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError
    return value


def _check(read: Any, wrong: str, *, empty: bool = True) -> Any:
    def check(text: str) -> str:
        if empty and not text.strip():
            return ""
        try:
            read(text)
        except ValueError:
            return wrong
        return ""

    return check
