"""The form for what may be spent, what days there are, and which quarters are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_tui.analysis.choosing import started
from maturity_tui.analysis.interventions import Intervention
from maturity_tui.analysis.scenario import Limits, Scenario, quarter_index, quarter_name, quarters_from
from maturity_tui.ui.screens.what_if.view import spoken
from maturity_tui.ui.widgets.form_dialog import Answers, Field

DAYS = "Person-days a quarter"
MONEY_HINT = "Such as 250k; empty: no limit."
DAYS_HINT = "One number for all quarters, or one for each."
NO_DAYS = "Starts can be moved to fit only where it is known how many days there are."


def limit_fields(scenario: Scenario) -> list[Field]:
    """What may be spent, what days there are, and which quarters are looked at."""
    limits = scenario.limits
    return [
        Field("once", "Money once", value=_amount(limits.once), check=_wrong_amount, hint=MONEY_HINT),
        Field("per_year", "Money a year", value=_amount(limits.per_year), check=_wrong_amount),
        Field("days", DAYS, value=_days(scenario), check=_wrong_days, hint=DAYS_HINT),
        Field("start", "First quarter", value=spoken(scenario.start), check=_wrong_quarter),
        Field("horizon", "Quarters", value=str(scenario.horizon), check=_wrong_horizon),
    ]  # fmt: skip


def days_field(scenario: Scenario) -> Field:
    """The person-days alone, where they must be known."""
    return Field(
        "days", DAYS, value=_days(scenario), check=lambda text: _wrong_days(text) if text else NO_DAYS
    )


def with_days(scenario: Scenario, text: str, known: Mapping[str, Intervention]) -> Scenario:
    """The scenario with other person-days, and all else as it was."""
    answers: Answers = {field.key: field.value for field in limit_fields(scenario)}
    return with_limits(scenario, answers | {"days": text}, known)


def with_limits(scenario: Scenario, answers: Answers, known: Mapping[str, Intervention]) -> Scenario:
    """The scenario with what the form says; with its first quarter all starts that are given move along."""
    start, horizon = _quarter(str(answers["start"])), int(str(answers["horizon"]))
    shift = quarter_index(start) - quarter_index(scenario.start)
    days = [money_of(part) for part in str(answers["days"]).replace(",", " ").split()]
    quarters = quarters_from(start, horizon)
    person_days: Any = None
    if days:
        person_days = days[0] if len(days) == 1 else dict(zip(quarters, days, strict=False))
    once, per_year = (money_of(text) if (text := str(answers[key])) else None for key in ("once", "per_year"))
    changed = scenario.changed(
        limits=Limits(once=once, per_year=per_year, person_days=person_days), start=start, horizon=horizon
    )
    for choice in scenario.inputs:
        if shift and choice.start is not None and choice.input in known:
            moved = quarter_name(quarter_index(choice.start) + shift)
            changed = started(changed, known[choice.input], moved)
    return changed


def money_of(text: str) -> float:
    """`250k` is 250,000, `1.2m` 1,200,000. Raises ValueError."""
    low = text.casefold().replace(",", "").lstrip("£€$").strip()
    factor = {"k": 1_000, "m": 1_000_000}.get(low[-1:], 1)
    value = float(low.rstrip("km")) * factor
    if not 0 <= value <= 1e15:
        raise ValueError(text)
    return value


def _amount(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _days(scenario: Scenario) -> str:
    days = scenario.limits.person_days
    if days is None or isinstance(days, float | int):
        return _amount(days)
    return " ".join(
        _amount(days.get(quarter, 0)) for quarter in quarters_from(scenario.start, scenario.horizon)
    )


def _wrong_amount(text: str) -> str:
    try:
        if text:
            money_of(text)
    except ValueError:
        return "An amount is wanted here, such as 250000 or 250k."
    return ""


def _wrong_days(text: str) -> str:
    return next((_wrong_amount(part) for part in text.replace(",", " ").split() if _wrong_amount(part)), "")


def _quarter(text: str) -> str:
    """`Q1 2027` or `2027-Q1`. Raises ValueError."""
    parts = sorted(text.upper().replace("-", " ").split())
    return quarter_name(quarter_index("-".join(parts)))


def _wrong_quarter(text: str) -> str:
    try:
        _quarter(text)
    except ValueError:
        return "A quarter is wanted here, such as Q1 2027."
    return ""


def _wrong_horizon(text: str) -> str:
    return "" if text.isdigit() and 1 <= int(text) <= 80 else "From 1 to 80 quarters."
