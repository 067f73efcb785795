"""The values that moving an assessment to another version of its framework speaks in. `upgrade` makes them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from maturity_tui.assessments.models import Assessment, Score
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number


class UpgradeError(ValueError):
    """A move that cannot be made, or a settlement that does not fit; the message is a whole sentence."""


class Doubt(StrEnum):
    """Why a person has to say where something goes."""

    REMOVED = "removed"
    SPLIT = "split"
    MERGE = "merge"
    LOST_LEVEL = "lost level"
    ANSWER = "answer changed"


class Fate(StrEnum):
    """What becomes of what is held about one item."""

    UNCHANGED = "unchanged"
    ALIAS = "moved by alias"
    SETTLED = "as settled"
    PARTLY = "partly in the record"
    KEPT = "kept in the record"


@dataclass(frozen=True)
class Settlement:
    """One decision of a person. `old` is an id that the assessment holds.

    Without a `level` it is about the whole item: it goes `to` one or several ids, or (none) into the record. With
    one, about what stands at that level: it is taken for the level `take`, or (None) goes into the record.
    """

    old: str
    to: tuple[str, ...] = ()
    level: Number | None = None
    take: Number | None = None

    @classmethod
    def move(cls, old: str, *new: str) -> Settlement:
        """What is held about an old id goes to one new id, or to each of several."""
        return cls(old, to=new)

    @classmethod
    def take_level(cls, old: str, level: Number, take: Number) -> Settlement:
        """What stands at a level that is in doubt is taken for another level (or for the same one)."""
        return cls(old, level=level, take=take)

    @classmethod
    def leave(cls, old: str, level: Number | None = None) -> Settlement:
        """All that is held about an old id, or what stands at a level of it, goes into the record."""
        return cls(old, level=level)


@dataclass(frozen=True)
class Choice:
    """One way to settle a decision: how it reads, and the settlements that it comes to."""

    label: str
    settlements: tuple[Settlement, ...]


@dataclass(frozen=True)
class Decision:
    """Something that the two versions leave open. `default` is one of the `choices`, and loses nothing.

    `olds` are the ids held that it is about (several in a merge), `level` the level in doubt, if it is one.
    """

    doubt: Doubt
    olds: tuple[str, ...]
    sentence: str
    choices: tuple[Choice, ...]
    default: Choice
    level: Number | None = None
    settled: bool = False

    @property
    def name(self) -> str:
        """How a command names it: `OLD`, `OLD@LEVEL`, `OLD+OTHER`."""
        olds = "+".join(self.olds)
        return olds if self.level is None else f"{olds}@{self.level}"


@dataclass(frozen=True)
class Step:
    """Where what is held about one item goes: to `new` ids, and (`kept`, None: nothing) into the record."""

    old: str
    title: str
    held: Score
    fate: Fate
    new: tuple[str, ...]
    kept: Score | None


@dataclass(frozen=True)
class Plan:
    """All that a move would do, under the settlements so far; `result` is the assessment after it.

    `enters` and `leaves` are ids that take part only in the newer, or only in the older, version. What is not settled
    goes by its decision's default.
    """

    assessment: Assessment
    old: Framework
    new: Framework
    steps: tuple[Step, ...]
    decisions: tuple[Decision, ...]
    enters: tuple[str, ...]
    leaves: tuple[str, ...]
    result: Assessment

    @property
    def open(self) -> tuple[Decision, ...]:
        """The decisions that nobody settled yet."""
        return tuple(one for one in self.decisions if not one.settled)

    @property
    def is_same(self) -> bool:
        """The versions are one: nothing would change."""
        return self.result == self.assessment
