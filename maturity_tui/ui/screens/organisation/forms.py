"""The organisation screen's form: what is said of a team, as it is typed."""

from __future__ import annotations

from collections.abc import Callable

from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.teams.tree import (
    TeamError,
    TeamFacts,
    may_stand_below,
    read_day,
    read_followers,
    read_headcount,
)
from maturity_tui.ui.widgets.form_dialog import Answers, Field
from maturity_tui.ui.widgets.prompt import Check

TOP = "-"


def team_fields(organisation: Organisation, team: str | None, facts: TeamFacts) -> list[Field]:
    """The fields for a team that is there, or for a new one."""
    above = [(one.id, one.title) for one in may_stand_below(organisation, team)]
    id = team or ""
    return [
        Field("title", "Name", value=facts.title),
        Field(
            "parent", "Stands under", "choice", value=facts.parent or TOP,
            choices=[(TOP, "no team: at the top"), *above],
        ),
        Field("headcount", "People", value=facts.headcount, check=_checked(read_headcount)),
        Field(
            "begins", "From", value=facts.begins, hint="Days are written 2026-04-01; empty: not known.",
            check=_checked(read_day),
        ),
        Field("ends", "Until", value=facts.ends, hint="Empty: it goes on.", check=_checked(read_day)),
        Field(
            "followed_by", "Followed by", value=facts.followed_by,
            hint="Teams by name, with commas, where it has ended and others took over.",
            check=_checked(lambda text: read_followers(organisation, id, text)),
        ),
    ]  # fmt: skip


def facts_from(answers: Answers) -> TeamFacts:
    """What the form says."""
    said = {key: str(value) for key, value in answers.items()}
    parent = said.pop("parent")
    return TeamFacts(parent=None if parent == TOP else parent, **said)


def _checked(read: Callable[[str], object]) -> Check:
    """What is wrong with a text that is to be read, in a sentence."""

    def check(text: str) -> str:
        try:
            read(text)
        except TeamError as error:
            return str(error)
        return ""

    return check
