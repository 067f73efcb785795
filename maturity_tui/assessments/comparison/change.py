"""What has changed since earlier rounds of the same team: per node was → is, per capability its moves.

Nodes are compared on what the rounds have in common (`compare`), so that no figure moves because more was scored or the
framework was changed. What was scored for the first time, or is no more, is said by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from maturity_tui.assessments.comparison import words
from maturity_tui.assessments.comparison.compare import (
    CompareError,
    CompareLine,
    Comparison,
    Held,
    Side,
    compare_assessments,
)
from maturity_tui.assessments.figures import one_decimal
from maturity_tui.assessments.models import EMPTY_SCORE, Score
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.scope import in_scope, scores_held
from maturity_tui.assessments.teams.occasion import in_time
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number, exact


class Moved(StrEnum):
    """What became of a capability's score."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "newly scored"
    GONE = "not scored now"
    NONE = "not scored"
    OTHER = "not comparable"


@dataclass(frozen=True)
class Move:
    """One capability from the round before to this one. `outside`: it is not among what both rounds have."""

    capability: str
    title: str
    moved: Moved
    was: Number | None
    now: Number | None
    target_was: Number | None
    target_now: Number | None
    outside: bool = False

    @property
    def steps(self) -> Fraction | None:
        """How far it moved, signed; None where it was scored in one round alone, or on other levels."""
        return (
            None
            if self.was is None or self.now is None or self.outside
            else exact(self.now) - exact(self.was)
        )

    @property
    def target_moved(self) -> bool:
        """Whether the assessment's own target is another than in the round before."""
        return self.target_was != self.target_now


@dataclass(frozen=True)
class Change:
    """The last of several rounds against the one before it. `series` holds all rounds, oldest first."""

    before: Comparison
    series: Comparison
    moves: tuple[Move, ...]

    @cached_property
    def by_id(self) -> dict[str, Move]:
        """Every capability's move by its id."""
        return {move.capability: move for move in self.moves}

    @property
    def framework(self) -> Framework:
        """The version in which the rounds are compared."""
        return self.before.framework

    @property
    def rounds(self) -> tuple[str, ...]:
        """The titles of all rounds, oldest first."""
        return tuple(side.assessment.round.title for side in self.series.sides)

    def line(self, node: str) -> CompareLine | None:
        """A node's figures in the round before and in this one."""
        return self.before.by_id.get(node)

    def difference(self, node: str) -> Fraction | None:
        """How far a node's figure moved, signed; None where one of the two has none."""
        line = self.line(node)
        return line.against(1) if line else None

    def of(self, moved: Moved) -> tuple[Move, ...]:
        """The capabilities with this fate; of those that moved the furthest first."""
        found = [move for move in self.moves if move.moved is moved]
        return tuple(sorted(found, key=lambda move: -abs(move.steps or Fraction())))

    def history(self, node: str) -> tuple[Fraction | None, ...]:
        """A node's figure in each round, oldest first, over what all rounds have in common."""
        line = self.series.by_id.get(node)
        return line.values if line else ()

    def below(self, node: str) -> tuple[Move, ...]:
        """The moves of the capabilities of a node, in the framework's order."""
        paths = self.framework.paths
        return tuple(
            move
            for move in self.moves
            if node in (self.framework.id, move.capability)
            or any(area.id == node for area in paths.get(move.capability, ()))
        )

    def explain(self, node: str) -> str:
        """How a node moved, in sentences."""
        return explain(self, node)


def change_of(held: Sequence[Held], ambition: Sequence[Theme] = ()) -> Change:
    """The change over the rounds of one team, in whatever order they come. Raises CompareError."""
    ordered = sorted(held, key=lambda one: in_time(one[0]))
    if len({one.team for one, _ in ordered}) > 1:
        raise CompareError("These are assessments of several teams: a change is that of one team.")
    if len(ordered) < 2:
        raise CompareError("There is no earlier round to compare with.")
    before = compare_assessments(ordered[-2:], ambition)
    series = before if len(ordered) == 2 else _series(ordered, before, ambition)
    return Change(before, series, tuple(_moves(before)))


def _series(ordered: Sequence[Held], before: Comparison, ambition: Sequence[Theme]) -> Comparison:
    """All rounds; where an early one has nothing in common with the others, those after it."""
    for start in range(len(ordered) - 2):
        try:
            return compare_assessments(ordered[start:], ambition)
        except CompareError:
            continue
    return before


def _moves(compared: Comparison) -> list[Move]:
    """Every capability in the scope of both rounds; then those that only one has, or that changed their levels."""
    was, now = compared.sides
    moves = [
        _move(compared.framework, item, was.moved.score(item), now.moved.score(item))
        for item in compared.shared
    ]
    before, after = _outside(compared, was), _outside(compared, now)
    for item in [*after, *(item for item in before if item not in after)]:
        framework, id = (now.framework, after[item][0]) if item in after else (was.framework, before[item][0])
        old = before[item][1] if item in before else EMPTY_SCORE
        new = after[item][1] if item in after else EMPTY_SCORE
        moves.append(_move(framework, id, old, new, outside=True))
    return moves


def _outside(compared: Comparison, side: Side) -> dict[str, tuple[str, Score]]:
    """By its id in the version compared, what a side has scored beside what is shared: its own id, and the score."""
    held = scores_held(side.framework, side.assessment)
    found: dict[str, tuple[str, Score]] = {}
    for item in in_scope(side.framework, side.assessment.scope):
        id = compared.framework.resolve(item)
        if id not in compared.shared and held.get(item, EMPTY_SCORE).agreed is not None:
            found.setdefault(id, (item, held[item]))
    return found


def _move(framework: Framework, item: str, was: Score, now: Score, *, outside: bool = False) -> Move:
    title, moved = framework.capabilities[item].title, _moved(was.agreed, now.agreed)
    if outside and was.agreed is not None and now.agreed is not None:
        moved = Moved.OTHER
    return Move(item, title, moved, was.agreed, now.agreed, was.target, now.target, outside)


def _moved(was: Number | None, now: Number | None) -> Moved:
    if was is None or now is None:
        return Moved.NONE if was is now else Moved.NEW if was is None else Moved.GONE
    return Moved.SAME if was == now else Moved.UP if now > was else Moved.DOWN


def explain(change: Change, node: str) -> str:
    """Was → is; for an area how many capabilities went which way; for a capability its target."""
    before, now = (side.assessment.round.title for side in change.before.sides)
    move = change.by_id.get(node)
    if move is not None:
        return f"{_named(change, move)}: {_one(change, move, before, now)}"
    below = change.below(node)
    counts = [
        f"{sum(move.moved is moved for move in below)} {moved}"
        for moved in (Moved.UP, Moved.DOWN, Moved.SAME, Moved.NEW, Moved.GONE, Moved.OTHER)
        if any(move.moved is moved for move in below)
    ]
    nouns = change.framework.nouns
    of = f" Of its {nouns}: {', '.join(counts)}." if counts else ""
    return f"{words.named(change.framework, node)}: {_area(change, node, before, now)}{of}"


def _area(change: Change, node: str, before: str, now: str) -> str:
    line, noun, nouns = change.line(node), change.framework.noun, change.framework.nouns
    if line is None:
        return f"none of its {nouns} is scored in both rounds."
    was, is_ = (words.shown(change.framework, figure) for figure in line.figures)
    moved, count = line.against(1), line.node.applicable
    text = f"{was} in {before}, {is_} in {now}"
    if moved is not None and not line.shares:
        far = one_decimal(abs(moved))
        text += f": {'the same' if not moved else f'up {far}' if moved > 0 else f'down {far}'}"
    return f"{text}. Over the {count} {noun if count == 1 else nouns} that both rounds have scored."


def _named(change: Change, move: Move) -> str:
    known = move.capability in change.framework.capabilities
    return words.named(change.framework, move.capability) if known else move.title


def _one(change: Change, move: Move, before: str, now: str) -> str:
    def said(value: Number | None, nothing: str = "not scored") -> str:
        known = move.capability in change.framework.capabilities
        if value is None:
            return nothing
        return words.level_name(change.framework, move.capability, value) if known else f"{value:g}"

    text = f"{said(move.was)} in {before}, {said(move.now)} in {now}."
    if move.outside:
        text += " It is not among what both rounds have, and is in no area's figure here."
    if move.target_moved:
        text += (
            f" Its own target was {said(move.target_was, 'not set')}"
            f" and is {said(move.target_now, 'not set')}."
        )
    return text
