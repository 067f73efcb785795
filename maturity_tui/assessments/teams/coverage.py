"""How much of an assessment must be scored before its figure stands beside others.

Four fifths: then blanks that lie a whole level off what is scored move a mean by at most a fifth of a level, which is
less than what one reads out of a comparison. Below it a figure is of what was scored first, not of the team. The
threshold is a choice, and every roll-up takes another.
"""

from __future__ import annotations

from fractions import Fraction

COVERAGE_THRESHOLD = Fraction(4, 5)


def is_covered(scored: int, applicable: int, threshold: Fraction = COVERAGE_THRESHOLD) -> bool:
    """Whether so many of the applicable are enough; nothing scored never is."""
    return scored > 0 and scored * threshold.denominator >= applicable * threshold.numerator


def coverage(scored: int, applicable: int) -> Fraction | None:
    """The share that is scored; None where nothing is applicable."""
    return Fraction(scored, applicable) if applicable else None


def read_threshold(text: str) -> Fraction:
    """A threshold as people write it: 0.8, 80 %, 80%. Raises ValueError with a sentence."""
    word = text.strip()
    try:
        value = Fraction(word.removesuffix("%").strip()) if len(word) <= 20 else None
    except (ValueError, ZeroDivisionError):
        value = None
    if value is not None and word.endswith("%"):
        value /= 100
    if value is None or not 0 <= value <= 1:
        raise ValueError("The threshold is a share from 0 to 1, such as 0.8 or 80%.")
    return value


def in_per_cent(share: Fraction) -> str:
    """A share in whole per cent, half up; 99.6 % is not 100 %, and something is never 0 %."""
    whole = int(share * 100 + Fraction(1, 2))
    if share < 1:
        whole = min(whole, 99)
    return f"{max(whole, 1) if share > 0 else 0} %"
