"""A survey's respondents as raters of an assessment: opaque ids, with a perspective, and nothing else of a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from maturity_tui.assessments.models import Assessment, Perspective, Rating
from maturity_tui.assessments.survey.values import Respondent

LETTERS = {Perspective.USER: "u", Perspective.STAKEHOLDER: "s", Perspective.REVIEWER: "r"}


def reflected(assessment: Assessment, respondents: Sequence[Respondent], used: frozenset[str]) -> Assessment:
    """The assessment with the respondents as new raters: u1, u2 …; `used` are ids that were taken at any time."""
    raters = dict(assessment.raters)
    ratings: dict[str, dict[str, Rating]] = {}
    comments: dict[str, dict[str, str]] = {}
    fresh = {who: _fresh(letter, used | set(raters)) for who, letter in LETTERS.items()}
    for one in respondents:
        rater = next(fresh[one.perspective])
        raters[rater] = one.perspective
        for item, rating in one.ratings.items():
            ratings.setdefault(item, {})[rater] = rating
        for item, text in one.comments.items():
            comments.setdefault(item, {})[rater] = text
    scores = dict(assessment.scores)
    for item in {**ratings, **comments}:
        score = assessment.score(item)
        scores[item] = score.changed(
            ratings={**score.ratings, **ratings.get(item, {})},
            comments={**score.comments, **comments.get(item, {})},
        )
    return assessment.changed(raters=raters, scores=scores)


def _fresh(letter: str, used: frozenset[str] | set[str]) -> Iterator[str]:
    """Ids that nobody ever had."""
    return (name for number in count(1) if (name := f"{letter}{number}") not in used)
