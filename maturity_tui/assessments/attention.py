"""What wants a second look before an assessment is shared: blanks, old evidence, raters far apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from maturity_tui.assessments.models import Assessment, Perspective, Score, Status
from maturity_tui.assessments.scope import in_scope
from maturity_tui.frameworks.models import Framework

STALE_AFTER_DAYS = 365
FAR_APART = 3


class Reason(StrEnum):
    """Why something wants a look, in the order in which it is said."""

    NOT_STARTED = "not started"
    LEFT_TO_SCORE = "left to score"
    STALE_EVIDENCE = "stale evidence"
    FAR_APART = "raters far apart"
    TO_SIGN_OFF = "to sign off"
    AGREED = "agreed, to be signed off"


@dataclass(frozen=True)
class Attention:
    """One reason, and the capabilities that it is about in the framework's order."""

    reason: Reason
    capabilities: tuple[str, ...]
    pieces: int


def attention(framework: Framework, assessment: Assessment, today: dt.date) -> tuple[Attention, ...]:
    """Everything about one assessment that wants a look on a given day."""
    scope = in_scope(framework, assessment.scope)
    blank = tuple(item for item in scope if assessment.score(item).is_blank)
    found: list[Attention] = []
    if blank:
        reason = Reason.NOT_STARTED if len(blank) == len(scope) else Reason.LEFT_TO_SCORE
        found.append(Attention(reason, blank, len(blank)))
    stale = {item: count for item in scope if (count := stale_pieces(assessment.score(item), today))}
    if stale:
        found.append(Attention(Reason.STALE_EVIDENCE, tuple(stale), sum(stale.values())))
    apart = tuple(
        item for item in scope if team_range(assessment.score(item), assessment.raters) >= FAR_APART
    )
    if apart:
        found.append(Attention(Reason.FAR_APART, apart, len(apart)))
    if not blank and assessment.status is Status.DRAFT:
        found.append(Attention(Reason.TO_SIGN_OFF, (), 0))
    if assessment.status is Status.AGREED:
        found.append(Attention(Reason.AGREED, (), 0))
    return tuple(found)


def stale_pieces(score: Score, today: dt.date) -> int:
    """How many pieces of evidence are older than a year."""
    limit = today - dt.timedelta(days=STALE_AFTER_DAYS)
    return sum(piece.when is not None and piece.when < limit for piece in score.evidence)


def team_range(score: Score, raters: Mapping[str, Perspective]) -> float:
    """How many levels lie between the team's lowest and highest rating; 0 with fewer than two."""
    levels = list(_team_levels(score, raters))
    return max(levels) - min(levels) if len(levels) > 1 else 0


def _team_levels(score: Score, raters: Mapping[str, Perspective]) -> Iterator[float]:
    for rater, rating in score.ratings.items():
        if rating.level is not None and raters.get(rater) is Perspective.TEAM:
            yield rating.level
