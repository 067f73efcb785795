"""Who may be told apart: users and stakeholders are never broken down where fewer than five of them
answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from maturity_tui.assessments import Assessment, Perspective, Rating

FEWEST = 5
GUARDED = frozenset({Perspective.USER, Perspective.STAKEHOLDER})
TOGETHER = "user or stakeholder"


class Given(NamedTuple):
    """One rating that may be shown."""

    rater: str
    perspective: Perspective
    rating: Rating


def shown(assessment: Assessment, capability: str) -> tuple[Given, ...]:
    """The ratings of one capability that may be shown one by one, by rater."""
    given = assessment.score(capability).ratings
    found = [
        Given(rater, assessment.raters[rater], given[rater]) for rater in assessment.raters if rater in given
    ]
    return tuple(item for item in found if may_show(assessment, capability, item.perspective))


def may_show(assessment: Assessment, capability: str, perspective: Perspective) -> bool:
    """Whether a perspective's answers on a capability may be broken down: five of it gave a level there."""
    if perspective not in GUARDED:
        return True
    ratings = assessment.score(capability).ratings.items()
    levels = [
        rater
        for rater, rating in ratings
        if rating.level is not None and assessment.raters[rater] is perspective
    ]
    return len(levels) >= FEWEST


def withheld(assessment: Assessment) -> Iterator[tuple[str, Perspective, int]]:
    """Capability, perspective and number of ratings for all that is not broken down."""
    for capability, score in assessment.scores.items():
        for perspective in sorted(GUARDED):
            count = sum(assessment.raters[rater] is perspective for rater in score.ratings)
            if count and not may_show(assessment, capability, perspective):
                yield capability, perspective, count


def comment_from(assessment: Assessment, rater: str) -> str:
    """Where a comment comes from: never who; and not even the perspective where fewer than five are of it."""
    perspective = assessment.raters[rater]
    if perspective not in GUARDED:
        return str(perspective)
    return str(perspective) if list(assessment.raters.values()).count(perspective) >= FEWEST else TOGETHER
