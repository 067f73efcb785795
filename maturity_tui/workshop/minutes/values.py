"""What minutes say, as frozen values that know no format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from maturity_tui.assessments.models import Idea, Perspective


@dataclass(frozen=True)
class Happening:
    """One entry of the journal in words. `undone`: it was, and was not done again."""

    at: dt.datetime
    change: int
    kind: str
    words: str
    items: tuple[str, ...] = ()
    undone: bool = False


@dataclass(frozen=True)
class Topic:
    """A capability that was talked about in a session, and what came of it."""

    at: dt.datetime
    item: str
    code: str
    title: str
    was: str
    now: str
    settled: bool
    """Whether the score, or its being applicable, is another than before."""
    reason: str = ""
    """Why it is not applicable, where that was settled."""
    votes: tuple[str, ...] = ()
    rounds: int = 0
    """How often votes were taken."""
    beside: tuple[str, ...] = ()
    """Confidence, target, evidence, note, comments, as far as they changed."""


@dataclass(frozen=True)
class Session:
    """One sitting: from its first entry to its last."""

    number: int
    began: dt.datetime
    ended: dt.datetime
    happenings: tuple[Happening, ...]
    topics: tuple[Topic, ...]
    """In the order in which they were first touched."""
    took_part: Mapping[Perspective, int]
    """How many of each perspective gave a rating or a comment."""
    caught: tuple[Idea, ...]
    """The ideas and blockers that came up, and are held at its end."""
    caught_words: tuple[str, ...]
    decisions: tuple[str, ...]
    other: tuple[str, ...]
    """What else changed: raters, scope, import, version."""
    undone: tuple[str, ...]
    blank: tuple[str, ...]
    """What is left blank at its end, as code and title."""
    scored: int
    applicable: int


@dataclass(frozen=True)
class Minutes:
    """All sessions of an assessment, or some of them."""

    assessment: str
    organisation: str
    team: str
    round: str
    framework: str
    sessions: tuple[Session, ...]
    of: int
    """How many sessions there were in all."""

    def only(self, number: int) -> Minutes:
        """One session. Raises ValueError, with a sentence, where there is none of this number."""
        found = tuple(one for one in self.sessions if one.number == number)
        if not found:
            raise ValueError(f"There is no session {number}: there {_were(self.of)}.")
        return replace(self, sessions=found)

    def between(self, since: dt.date | None, until: dt.date | None, zone: dt.tzinfo | None) -> Minutes:
        """The sessions that touch these days, in local time. Raises ValueError where there is none."""
        found = tuple(
            one
            for one in self.sessions
            if (since is None or one.ended.astimezone(zone).date() >= since)
            and (until is None or one.began.astimezone(zone).date() <= until)
        )
        if not found:
            raise ValueError(f"No session lies between these days: there {_were(self.of)} in all.")
        return replace(self, sessions=found)


def _were(count: int) -> str:
    return "was one session" if count == 1 else f"were {count} sessions"
