"""A line of votes, and what the room's votes say: the middle, the spread, what to suggest as agreed score.

Levels are ordinal, so the middle is the lower median, never a mean. `x` (does not know) is no level.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from maturity_tui.assessments.models import DOES_NOT_KNOW, Confidence, Perspective, Rating, Score
from maturity_tui.frameworks.values import Number, clean_line, exact

_SEPARATORS = re.compile(r"[\s,]+")
_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)", re.ASCII)
SURENESS = {"?": Confidence.LOW, "!": Confidence.HIGH}
"""What may stand after a vote: `2?` is an unsure two, `2!` a sure one."""


def parse_votes(line: str, levels: Sequence[Number]) -> tuple[Rating, ...]:
    """The ratings that a line such as `1 2? 2 x 3!` holds, in its order; an empty line holds none.

    Raises ValueError, with a sentence for the person who typed it, for what is not one of `levels` or `x`.
    """
    return tuple(_vote(word, levels) for word in _SEPARATORS.split(line) if word)


def lower_median(levels: Sequence[Number]) -> Number | None:
    """The middle level; of two middle ones the lower. None where there is none."""
    return sorted(levels)[(len(levels) - 1) // 2] if levels else None


def spread(levels: Sequence[Number]) -> Number | None:
    """How far the highest lies above the lowest, in levels. None where there is none."""
    if not levels:
        return None
    width = exact(max(levels)) - exact(min(levels))
    return width.numerator if width.denominator == 1 else float(width)


def distribution(given: Sequence[Number], levels: Sequence[Number]) -> dict[Number, int]:
    """For each level of the scale, in its order, how often it was given."""
    counts = Counter(given)
    return {level: counts[level] for level in levels}


def levels_by(
    score: Score, raters: Mapping[str, Perspective], perspective: Perspective
) -> tuple[Number, ...]:
    """The levels that raters of one perspective gave; those who do not know are left out."""
    return tuple(
        rating.level
        for rater, rating in score.ratings.items()
        if rating.level is not None and raters.get(rater) is perspective
    )


def suggested(score: Score, raters: Mapping[str, Perspective]) -> Number | None:
    """What to suggest as agreed score: the lower median of the team's ratings; None where it gave none."""
    return lower_median(levels_by(score, raters, Perspective.TEAM))


def _vote(word: str, levels: Sequence[Number]) -> Rating:
    if word.casefold() == DOES_NOT_KNOW:
        return Rating()
    sure, number = SURENESS.get(word[-1]), word.rstrip("?!") if word[-2:-1] not in SURENESS else word
    if _NUMBER.fullmatch(number) and len(number) < 30:
        value = exact(int(number) if number.lstrip("-").isdigit() else float(number))
        for level in levels:
            if exact(level) == value:
                return Rating(level=level, confidence=sure)
    shown = clean_line(word)
    shown = shown if len(shown) <= 20 else f"{shown[:19]}…"
    known = ", ".join(map(str, levels))
    raise ValueError(f"“{shown}” is not a vote here: use {known}, or x for “does not know”.")
