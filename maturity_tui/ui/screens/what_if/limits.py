"""The form for what may be spent, what days there are, and which quarters are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.choosing import started
from maturity_tui.analysis.scenarios.scenario import (
    Limits,
    Scenario,
    quarter_index,
    quarter_name,
    quarters_from,
)
from maturity_tui.ui.screens.what_if.view import spoken
from maturity_tui.ui.widgets.form_dialog import Answers, Field

DAYS = "Person-days a quarter"
MONEY_HINT = "Such as 250k; empty: no limit."
DAYS_HINT = "One number for all quarters, or one for each; - for no limit."
MOST_DAYS = 1e6
FIRST_YEAR, LAST_YEAR = 1900, 2200
NO_LIMIT = "-"
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
        Field(
            "discount", "Discount rate a year, %", value=_per_cent(scenario.discount_rate), check=_wrong_rate,
            hint="By how much later money counts less.",
        ),
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
    days = [None if part == NO_LIMIT else money_of(part) for part in _parts(str(answers["days"]))]
    quarters = quarters_from(start, horizon)
    person_days: Any = None
    if len(days) == 1:
        person_days = days[0]
    elif days:
        given = zip(quarters, days, strict=False)
        person_days = {quarter: most for quarter, most in given if most is not None} or None
    once, per_year = (money_of(text) if (text := str(answers[key])) else None for key in ("once", "per_year"))
    changed = scenario.changed(
        limits=Limits(once=once, per_year=per_year, person_days=person_days), start=start, horizon=horizon,
        discount_rate=_rate(str(answers.get("discount", _per_cent(scenario.discount_rate)))),
    )  # fmt: skip
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
    quarters = quarters_from(scenario.start, scenario.horizon)
    given = [_amount(days[quarter]) if quarter in days else NO_LIMIT for quarter in quarters]
    while given and given[-1] == NO_LIMIT:
        given.pop()
    # One number alone would be read as that of all quarters.
    return " ".join([*given, NO_LIMIT] if len(given) == 1 < len(quarters) else given)


def _parts(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _wrong_amount(text: str) -> str:
    try:
        if text:
            money_of(text)
    except ValueError:
        return "An amount is wanted here, such as 250000 or 250k."
    return ""


def _wrong_days(text: str) -> str:
    for part in _parts(text):
        if part != NO_LIMIT and (_wrong_amount(part) or money_of(part) > MOST_DAYS):
            return "Days are wanted here, from 0 to a million: 200, or 200 200 160 160."
    return ""


def _quarter(text: str) -> str:
    """`Q1 2027` or `2027-Q1`. Raises ValueError."""
    parts = sorted(text.upper().replace("-", " ").split())
    index = quarter_index("-".join(parts))
    if not FIRST_YEAR <= index // 4 <= LAST_YEAR:
        raise ValueError(text)
    return quarter_name(index)


def _wrong_quarter(text: str) -> str:
    try:
        _quarter(text)
    except ValueError:
        return "A quarter is wanted here, such as Q1 2027."
    return ""


def _per_cent(rate: float) -> str:
    return f"{rate * 100:.10g}"


def _rate(text: str) -> float:
    """`3.5` or `3.5 %` is 0.035. Raises ValueError."""
    rate = float(text.removesuffix("%").strip() or "0")
    if not 0 <= rate <= 100:
        raise ValueError(text)
    return round(rate / 100, 12)


def _wrong_rate(text: str) -> str:
    try:
        _rate(text)
    except ValueError:
        return "A rate from 0 to 100 is wanted here, such as 3.5."
    return ""


def _wrong_horizon(text: str) -> str:
    plain = text.isascii() and text.isdigit() and len(text) < 3
    return "" if plain and 1 <= int(text) <= 80 else "From 1 to 80 quarters."
