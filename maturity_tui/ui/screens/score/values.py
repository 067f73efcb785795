"""The values that the score screen and its half in the store's thread hand to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from maturity_tui.assessments.blind_spots import FEWEST
from maturity_tui.assessments.figures import Results
from maturity_tui.assessments.models import Assessment, Idea, Perspective, Score, Status
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.targets import TargetInForce
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number
from maturity_tui.workshop.session import Workshop

__all__ = ["FEWEST", "Group", "Kept", "Opened", "State", "Votes", "groups_of"]


class State(Enum):
    """How far a capability is."""

    SCORED = "scored"
    SAVING = "being saved"
    FAILED = "not saved"
    PARTLY = "votes in"
    BLANK = "blank"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True)
class Opened:
    """All that is read when the screen opens."""

    assessment: Assessment
    framework: Framework
    organisation: str
    team: str
    themes: tuple[Theme, ...]
    aims: Mapping[str, TargetInForce]
    """What the themes want, by capability; the assessment's own targets are in its scores."""
    before: Mapping[str, Number]
    """The agreed scores of the round before, of the same team and framework."""
    before_round: str
    results: Results
    changed_at: dt.datetime | None
    notes_before: Mapping[str, str] = field(default_factory=dict)
    """What was noted in the round before."""
    workshop: Workshop | None = None
    """The one under way, as it was last kept: its clock stands."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Of those who sit in the room, where the team chose names."""


@dataclass(frozen=True)
class Kept:
    """What is on disk after a change: only the scores that differ from what was there before."""

    at: dt.datetime
    scores: Mapping[str, Score]
    raters: Mapping[str, Perspective]
    ideas: tuple[Idea, ...]
    status: Status
    results: Results | None = None
    """None where another change waits behind this one: the last of them brings the figures."""
    touched: tuple[str, ...] = ()
    said: str = ""
    workshop: Workshop | None = None
    """The one under way, as it is kept now: somebody else may have changed it."""


@dataclass(frozen=True)
class Group:
    """A top area and its capabilities in scope; nested areas are `sections` with a title of their own."""

    id: str
    letter: str
    title: str
    members: tuple[str, ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Votes:
    """What the room voted, without who."""

    levels: tuple[Number, ...]
    unknown: int
    suggested: Number | None
    spread: Number


def groups_of(framework: Framework, place: Mapping[str, int]) -> list[Group]:
    """The top areas that have something in scope."""
    found = []
    for area in framework.areas:
        members = tuple(item.id for item in area.each_capability() if item.id in place)
        if members:
            sections = tuple(_sections(framework, members))
            found.append(Group(area.id, framework.codes[area.id], area.title, members, sections))
    return found


def _sections(framework: Framework, members: Sequence[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Runs of capabilities under one nested area, with its title ("" directly below the top)."""
    runs: list[tuple[str, list[str]]] = []
    for item in members:
        below = framework.paths[item][1:]
        title = below[-1].title if below else ""
        if not runs or runs[-1][0] != title:
            runs.append((title, []))
        runs[-1][1].append(item)
    return [(title, tuple(items)) for title, items in runs]
