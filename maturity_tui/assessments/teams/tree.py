"""Changing the tree of teams: add, rename, move, end, say how many people. Pure; what is wrong is a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from maturity_tui.assessments.begin import as_id, known_team
from maturity_tui.assessments.organisation import Organisation, Team
from maturity_tui.frameworks.values import clean_line

LONGEST_NAME = 200
NO_DAY = "A day is written year-month-day, such as 2027-03-31."


class TeamError(ValueError):
    """The tree cannot be changed so; a sentence."""


@dataclass(frozen=True)
class TeamFacts:
    """What can be said of a team, as it is typed."""

    title: str
    parent: str | None = None
    begins: str = ""
    ends: str = ""
    followed_by: str = ""
    headcount: str = ""


def facts_of(organisation: Organisation, team: Team) -> TeamFacts:
    """What a team's facts look like when they are typed."""
    return TeamFacts(
        team.title, team.parent, str(team.begins or ""), str(team.ends or ""),
        ", ".join(_name(organisation, id) for id in team.followed_by),
        "" if team.headcount is None else str(team.headcount),
    )  # fmt: skip


def _name(organisation: Organisation, id: str) -> str:
    """How a team is named in a list with commas: by its title, where that means it alone."""
    title = organisation.team_title(id)
    known = known_team(organisation, title)
    return title if known is not None and known.id == id and "," not in title else id


def add_team(organisation: Organisation, facts: TeamFacts) -> tuple[Organisation, Team]:
    """The organisation with a new team, and the team; its id is made of its name. Raises TeamError."""
    title = _title(organisation, facts.title, None)
    try:
        id = as_id(title)
    except ValueError as error:
        raise TeamError(str(error)) from None
    # Files are named by ids, and some systems know no capitals in the names of files.
    taken, made, number = {one.casefold() for one in organisation.team_by_id}, id, 2
    while made.casefold() in taken:
        made, number = f"{id}-{number}", number + 1
    team = _team(organisation, made, title, facts)
    return organisation.changed(teams=(*organisation.teams, team)), team


def change_team(organisation: Organisation, id: str, facts: TeamFacts) -> Organisation:
    """The organisation with what is said of a team replaced; its id, and so its assessments, stay. Raises TeamError."""
    team = _team(organisation, id, _title(organisation, facts.title, id), facts)
    return organisation.changed(teams=tuple(team if one.id == id else one for one in organisation.teams))


def remove_team(organisation: Organisation, id: str) -> Organisation:
    """The organisation without a team. Raises TeamError where others stand below it or follow into it."""
    title = organisation.team_title(id)
    if below := organisation.children(id):
        raise TeamError(
            f"{below[0].title} stands below {title}: move it first, or give {title} a day on which it ends."
        )
    for other in organisation.teams:
        if id in other.followed_by:
            raise TeamError(f"{other.title} is followed by {title}: change that first.")
    return organisation.changed(teams=tuple(one for one in organisation.teams if one.id != id))


def may_stand_below(organisation: Organisation, id: str | None) -> Sequence[Team]:
    """The teams under which a team may be put: all but itself and those below it."""
    own = {team.id for team in organisation.below(id)} if id is not None else set()
    return [team for team in organisation.teams if team.id not in own]


def read_day(text: str) -> dt.date | None:
    """A day as it is typed; None for nothing. Raises TeamError."""
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise TeamError(f"“{clean_line(text)[:24]}” is no day. {NO_DAY}") from None


def read_headcount(text: str) -> int | None:
    """A number of people; None for nothing. Raises TeamError."""
    if not text.strip():
        return None
    if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) <= 9):
        raise TeamError(f"“{clean_line(text)[:24]}” is no number of people, such as 24.")
    return int(text)


def read_followers(organisation: Organisation, id: str, text: str) -> tuple[str, ...]:
    """The ids of the teams that a list of names means. Raises TeamError, with the name, for an unknown one."""
    found: list[str] = []
    for name in (clean_line(part) for part in text.split(",")):
        if not name:
            continue
        team = known_team(organisation, name)
        if team is None:
            raise TeamError(
                f"There is no team “{name[:40]}”: name teams as they are called here, with commas."
            )
        if team.id == id:
            raise TeamError(f"{team.title} cannot be followed by itself.")
        found.append(team.id)
    return tuple(dict.fromkeys(found))


def _title(organisation: Organisation, text: str, id: str | None) -> str:
    title = clean_line(text)
    if not title:
        raise TeamError("Name the team.")
    if len(title) > LONGEST_NAME:
        raise TeamError(f"That is too long for a name: at most {LONGEST_NAME} characters.")
    # Only living teams must differ: a name may come back after its first team has ended.
    for other in organisation.teams:
        if other.id != id and other.title.casefold() == title.casefold() and other.ends is None:
            raise TeamError(f"There is a team {other.title} already.")
    return title


def _team(organisation: Organisation, id: str, title: str, facts: TeamFacts) -> Team:
    begins, ends = read_day(facts.begins), read_day(facts.ends)
    if begins and ends and ends < begins:
        raise TeamError("The team ends before it begins.")
    followers = read_followers(organisation, id, facts.followed_by)
    if followers and ends is None:
        raise TeamError("Who follows is said of a team that has ended: give the day on which it ends too.")
    if facts.parent is not None:
        known = id if id in organisation.team_by_id else None
        if facts.parent not in {team.id for team in may_stand_below(organisation, known)}:
            raise TeamError("A team cannot stand below itself, or below a team of its own.")
    return Team.model_validate(
        {
            "id": id, "title": title, "parent": facts.parent, "from": begins, "to": ends,
            "followed_by": followers, "headcount": read_headcount(facts.headcount),
        }
    )  # fmt: skip
