"""The ambition screen's forms, as data: a theme, the organisation's profile; and what their answers make."""

from __future__ import annotations

from collections.abc import Callable

from maturity_tui.assessments.ambition.themes import AmbitionError, add_theme, change_theme, quarter
from maturity_tui.assessments.organisation import Organisation, Theme
from maturity_tui.assessments.profile import FIELDS, ProfileError, as_typed, with_profile
from maturity_tui.frameworks.values import Number
from maturity_tui.ui.widgets.form_dialog import Answers, Field
from maturity_tui.ui.widgets.prompt import Check

PROFILE_HINTS = {
    "kind": "Such as city council; benchmarks say which are alike.",
    "in_house": "Such as 85 %; the rest is outsourced.",
    "yearly_budget": "Of what is in scope, such as 24m.",
    "currency": "Three capitals, such as GBP.",
    "platforms": "With ; between them.",
}


def theme_fields(theme: Theme | None) -> list[Field]:
    """Title, quarter and priority; those of a theme, or empty for a new one."""
    by_hand = "Its weight beside the others."
    if theme is not None and theme.priority_from is not None:
        by_hand = "Another number is set by hand, and takes the place of what the groups gave."
    return [
        Field("title", "Title", value=theme.title if theme else "", check=_wanted("A theme needs a title.")),
        Field(
            "by", "By when", value=(theme.by or "") if theme else "", hint="A quarter, such as 2028-Q4; may be empty.",
            check=_wrong_quarter,
        ),
        Field(
            "priority", "Priority", value=f"{theme.priority:g}" if theme else "1", hint=by_hand, check=wrong_priority
        ),
    ]  # fmt: skip


def with_theme(organisation: Organisation, theme: Theme | None, answers: Answers) -> Organisation:
    """The organisation with what the form says. Raises AmbitionError."""
    title, by = str(answers["title"]), str(answers["by"])
    priority = number_of(str(answers["priority"]))
    if theme is None:
        return add_theme(organisation, title, by=by, priority=priority)[0]
    return change_theme(organisation, theme.id, title=title, by=by, priority=priority)


def profile_fields(organisation: Organisation) -> list[Field]:
    """The name and every fact of the profile, as they are typed."""
    return [
        Field(
            key, title, value=as_typed(organisation, key), hint=PROFILE_HINTS.get(key, ""),
            check=_fits(organisation, key),
        )
        for key, title in FIELDS.items()
    ]  # fmt: skip


def with_facts(organisation: Organisation, answers: Answers) -> Organisation:
    """The organisation with what the form says; what was left as it stood stays as it is. Raises ProfileError."""
    for key, answer in answers.items():
        if str(answer) != as_typed(organisation, key):
            organisation = with_profile(organisation, key, str(answer))
    return organisation


def number_of(text: str) -> Number:
    """A priority as typed. Raises ValueError."""
    value = float(text.replace(",", "."))
    return int(value) if value.is_integer() else value


def wrong_priority(text: str) -> str:
    """What is wrong with a priority, in a sentence."""
    try:
        value = number_of(text)
    except (ValueError, OverflowError):
        return "A priority is a number, such as 3 or 2.5."
    return "" if 0 <= value <= 1_000_000 else "A priority is 0 or more, and at most a million."


def _wrong_quarter(text: str) -> str:
    return _said(lambda: quarter(text))


def _fits(organisation: Organisation, key: str) -> Check:
    return lambda text: _said(lambda: with_profile(organisation, key, text))


def _said(work: Callable[[], object]) -> str:
    try:
        work()
    except (AmbitionError, ProfileError) as error:
        return str(error)
    return ""


def _wanted(sentence: str) -> Check:
    return lambda text: "" if text.strip() else sentence
