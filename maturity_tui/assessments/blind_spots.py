"""Blind spots: where users, stakeholders or reviewers see a team otherwise than it sees itself.

Beside the agreed score, never averaged into it. A perspective is shown where at least five of it gave a level on a
capability, and only as itself: no sum is made over perspectives, since what is hidden could be taken from it again.
Levels are ordinal, so the middle is the lower median, and the difference is counted in steps of the scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from maturity_tui.assessments.models import Assessment, Perspective, Score
from maturity_tui.assessments.scope import in_scope, scores_held
from maturity_tui.assessments.votes import distribution, levels_by, lower_median
from maturity_tui.frameworks.models import Area, Framework
from maturity_tui.frameworks.values import Number

FEWEST = 5
"""So many of a perspective must have given a level on a capability before anything of it is shown there."""
THRESHOLD = 1
"""So many steps of the scale apart is a blind spot."""
ASKED = (Perspective.USER, Perspective.STAKEHOLDER, Perspective.REVIEWER)
GUARDED = frozenset({Perspective.USER, Perspective.STAKEHOLDER})
"""Those of whom nothing is told apart below FEWEST, comments too; a reviewer speaks under an own name."""
TOGETHER = "user or stakeholder"


def answered(score: Score, raters: Mapping[str, Perspective], who: Perspective) -> int:
    """How many of a perspective gave a level; those who do not know are not counted."""
    return len(levels_by(score, raters, who))


def may_show(score: Score, raters: Mapping[str, Perspective], who: Perspective) -> bool:
    """Whether a perspective's answers on a capability may be told apart from others."""
    return who not in GUARDED or answered(score, raters, who) >= FEWEST


def said_by(score: Score, raters: Mapping[str, Perspective], rater: str) -> str:
    """Where a comment comes from: never who, and users and stakeholders apart only where both may be shown.

    Were one named and the other not, a comment without a name would be the other's.
    """
    who = raters.get(rater, Perspective.TEAM)
    if who not in GUARDED:
        return str(who)
    spoke = {raters.get(one, Perspective.TEAM) for one in score.comments} & GUARDED
    return str(who) if all(may_show(score, raters, one) for one in spoke | {who}) else TOGETHER


@dataclass(frozen=True)
class View:
    """How one perspective sees a capability. `difference`: its middle less the agreed score, in steps."""

    perspective: Perspective
    middle: Number
    counts: Mapping[Number, int]
    answers: int
    unknown: int
    difference: int | None

    @property
    def direction(self) -> str:
        """higher, lower or alike; "" where there is no agreed score."""
        if self.difference is None:
            return ""
        return "lower" if self.difference < 0 else "higher" if self.difference > 0 else "alike"

    @property
    def is_blind_spot(self) -> bool:
        """Whether the team and this perspective are as far apart as the threshold."""
        return self.difference is not None and abs(self.difference) >= THRESHOLD


@dataclass(frozen=True)
class Seen:
    """One capability by the team and by the others. `hidden`: perspectives of which too few gave a level."""

    capability: str
    agreed: Number | None
    views: tuple[View, ...]
    hidden: tuple[Perspective, ...] = ()

    @property
    def size(self) -> int | None:
        """The largest distance, in steps; None where nothing can be compared."""
        return max((abs(view.difference) for view in self.views if view.difference is not None), default=None)

    @property
    def is_blind_spot(self) -> bool:
        """Whether any perspective is as far from the team as the threshold."""
        return any(view.is_blind_spot for view in self.views)


@dataclass(frozen=True)
class AreaSpots:
    """Of an area: how many capabilities can be compared, and how many of those are blind spots."""

    area: str
    compared: int
    blind: int

    @property
    def share(self) -> float | None:
        """Blind spots among those compared; None where there are none. A count, and no part of any score."""
        return self.blind / self.compared if self.compared else None


@dataclass(frozen=True)
class BlindSpots:
    """An assessment's capabilities that somebody else rated too: the furthest apart first."""

    rows: tuple[Seen, ...]
    areas: tuple[AreaSpots, ...]
    too_few: tuple[str, ...]
    """Capabilities that others rated, of whom too few gave a level for anything to be shown."""

    @property
    def blind(self) -> tuple[Seen, ...]:
        """The rows that are blind spots."""
        return tuple(row for row in self.rows if row.is_blind_spot)

    @cached_property
    def by_capability(self) -> dict[str, Seen]:
        """The rows by the ids of their capabilities."""
        return {row.capability: row for row in self.rows}


def blind_spots(framework: Framework, assessment: Assessment) -> BlindSpots:
    """Compare the agreed scores with the views of the others, for all that is in scope."""
    held, scope = scores_held(framework, assessment), in_scope(framework, assessment.scope)
    seen = [_seen(framework, item, held.get(item, Score()), assessment.raters) for item in scope]
    rows = [row for row in seen if row.views]
    # By size; of one size those whom others see lower first; what has no agreed score last.
    rows.sort(key=_order)
    few = tuple(row.capability for row in seen if row.hidden and not row.views)
    areas = tuple(_area(area, rows) for area in framework.areas)
    return BlindSpots(tuple(rows), tuple(one for one in areas if one.compared), few)


def _seen(framework: Framework, item: str, score: Score, raters: Mapping[str, Perspective]) -> Seen:
    """Nothing is compared with what the team set aside."""
    if score.not_applicable is not None:
        return Seen(item, None, ())
    views, hidden = [], []
    for who in ASKED:
        if answered(score, raters, who) >= FEWEST:
            views.append(_view(framework, item, score, raters, who))
        elif any(raters.get(rater) is who for rater in score.ratings):
            hidden.append(who)
    return Seen(item, score.agreed, tuple(views), tuple(hidden))


def _view(
    framework: Framework, item: str, score: Score, raters: Mapping[str, Perspective], who: Perspective
) -> View:
    levels = levels_by(score, raters, who)
    middle = lower_median(levels)
    assert middle is not None
    known = [level.value for level in framework.levels_of(framework.capabilities[item])]
    everyone = sum(raters.get(rater) is who for rater in score.ratings)
    steps = _steps(framework, item)
    apart = None
    if score.agreed in steps and middle in steps and score.agreed is not None:
        apart = steps[middle] - steps[score.agreed]
    return View(who, middle, distribution(levels, known), len(levels), everyone - len(levels), apart)


def _steps(framework: Framework, item: str) -> dict[Number, int]:
    """The place of each level: among the capability's own answers, or on the scale."""
    capability = framework.capabilities[item]
    levels = framework.levels_of(capability) if capability.answers else framework.scale
    return {level.value: place for place, level in enumerate(levels)}


def _order(row: Seen) -> tuple[int, int]:
    lowest = min((view.difference for view in row.views if view.difference is not None), default=0)
    return 1 if row.size is None else -row.size, lowest


def _area(area: Area, rows: Iterable[Seen]) -> AreaSpots:
    below = {item.id for item in area.each_capability()}
    compared = [row for row in rows if row.capability in below and row.size is not None]
    return AreaSpots(area.id, len(compared), sum(row.is_blind_spot for row in compared))
