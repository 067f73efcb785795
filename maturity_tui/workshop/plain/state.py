"""The plain conversation's values: where it is, what it wants done, what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from maturity_tui.assessments.models import Idea, Rating, Score
from maturity_tui.workshop.plain.sheet import Sheet


class Asked(Enum):
    """What the next line answers."""

    LEVEL = "level"
    AGREED = "agreed score"
    REASON = "reason"
    NOTE = "note"
    IDEA = "idea"
    BLOCKER = "blocker"
    WHAT = "evidence"
    WHEN = "from when"
    WHERE = "where"
    OWNER = "who keeps it"


@dataclass(frozen=True)
class State:
    """Where the conversation is: a capability, and what was asked about it."""

    sheet: Sheet
    here: str
    asked: Asked = Asked.LEVEL
    given: tuple[str, ...] = ()
    """What was answered of a piece of evidence so far."""

    def asking(self, asked: Asked, *given: str) -> State:
        """The same place, with another question."""
        return replace(self, asked=asked, given=given)

    def at(self, item: str) -> State:
        """At a capability, asking for its level."""
        return replace(self, here=item, asked=Asked.LEVEL, given=())

    @property
    def score(self) -> Score:
        """What is held about the capability that is asked for."""
        return self.sheet.score(self.here)

    @property
    def code(self) -> str:
        return self.sheet.code(self.here)

    @property
    def is_begun(self) -> bool:
        """Whether something was answered that is not kept yet."""
        return bool(self.given)


@dataclass(frozen=True)
class Put:
    """Change some fields of a capability's score, which was `seen`."""

    item: str
    seen: Score
    update: Mapping[str, Any]
    onward: bool = False
    """Whether another capability is asked for next."""


@dataclass(frozen=True)
class Cast:
    """Replace the team's votes on a capability; those who are new join."""

    item: str
    seen: Score
    votes: tuple[Rating, ...]


@dataclass(frozen=True)
class Catch:
    """Keep an idea or a blocker."""

    idea: Idea


@dataclass(frozen=True)
class Turn:
    """Take the last change back, or bring it back."""

    back: bool


Wish = Put | Cast | Catch | Turn


@dataclass(frozen=True)
class Reply:
    """What is said, where the conversation is then, and what is to be done first (then there is an answer to it)."""

    state: State
    said: tuple[str, ...] = ()
    wish: Wish | None = None
    refused: bool = False
    over: bool = False
