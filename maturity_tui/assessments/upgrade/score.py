"""What of one score stands under its new item, and what goes into the record. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maturity_tui.assessments.models import Rating, Score
from maturity_tui.assessments.upgrade.levels import Ladder
from maturity_tui.frameworks.values import Number

# By level in doubt, the level that it is taken for; None: it goes into the record.
Takes = Mapping[Number, Number | None]


@dataclass(frozen=True)
class Split:
    """A score on its new item. `out` holds what does not stand as it was said; `blanked`: some of it nowhere."""

    stands: Score
    out: Score
    blanked: bool


def split_score(held: Score, ladder: Ladder, takes: Takes) -> Split:
    """Hold a score against the levels of its new item."""
    agreed = _placed(held.agreed, ladder, takes)
    target = _placed(held.target, ladder, takes, target=True)
    placed = {rater: _placed(rating.level, ladder, takes) for rater, rating in held.ratings.items()}
    ratings = {
        rater: rating.changed(level=placed[rater])
        for rater, rating in held.ratings.items()
        if rating.level is None or placed[rater] is not None
    }
    moved = {rater: rating for rater, rating in held.ratings.items() if rating.level != placed[rater]}
    gone = held.agreed is not None and agreed is None
    out = Score(
        agreed=held.agreed if held.agreed != agreed else None,
        confidence=held.confidence if held.agreed != agreed else None,
        target=held.target if held.target != target else None,
        ratings=moved,
    )
    confidence = None if gone else held.confidence
    stands = held.changed(agreed=agreed, confidence=confidence, target=target, ratings=ratings)
    blanked = gone or (held.target is not None and target is None) or len(ratings) < len(held.ratings)
    return Split(stands, out, blanked)


def _placed(value: Number | None, ladder: Ladder, takes: Takes, target: bool = False) -> Number | None:
    if value is None or ladder.doubt(value, target) is None:
        return value
    return takes.get(value)


def together(parts: Sequence[Split]) -> Score:
    """What goes into the record of one score that went to several items."""
    ratings: dict[str, Rating] = {}
    fields: dict[str, object] = {}
    for part in parts:
        ratings |= part.out.ratings
        for name in ("agreed", "confidence", "target"):
            if getattr(part.out, name) is not None:
                fields[name] = getattr(part.out, name)
    return Score.model_validate({**fields, "ratings": ratings})


def said(score: Score) -> str:
    """A score in a few words: its level, n/a, or that there is none."""
    if score.not_applicable is not None:
        return "n/a"
    return "no score" if score.agreed is None else f"{score.agreed}"
