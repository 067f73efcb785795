"""Who may be told apart: users and stakeholders are never broken down where fewer than five of them
answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from maturity_tui.assessments import Assessment, Perspective, Rating, blind_spots
from maturity_tui.assessments.blind_spots import FEWEST, GUARDED, TOGETHER

__all__ = ["FEWEST", "GUARDED", "TOGETHER", "Given", "comment_from", "may_show", "shown", "withheld"]


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
    return blind_spots.may_show(assessment.score(capability), assessment.raters, perspective)


def withheld(assessment: Assessment) -> Iterator[tuple[str, Perspective, int]]:
    """Capability, perspective and number of ratings for all that is not broken down."""
    for capability, score in assessment.scores.items():
        for perspective in sorted(GUARDED):
            count = sum(assessment.raters[rater] is perspective for rater in score.ratings)
            if count and not may_show(assessment, capability, perspective):
                yield capability, perspective, count


def comment_from(assessment: Assessment, capability: str, rater: str) -> str:
    """Where a comment comes from: never who, and users and stakeholders apart only where both may be shown."""
    return blind_spots.said_by(assessment.score(capability), assessment.raters, rater)
