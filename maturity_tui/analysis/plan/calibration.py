"""How many lie inside their 9 in 10, and whether that is in keeping with 9 in 10."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

EXPECTED = 0.9
_TAIL = 0.025
CAUTION = (
    "Scores of one team and one input move together, so this many say less than as many that do not: "
    "take an interval as the least doubt there is."
)


def binomial_interval(inside: int, of: int, tail: float = _TAIL) -> tuple[float, float]:
    """The shares between which the true one lies, 95 in 100 (Clopper & Pearson 1934: exact, never too narrow)."""
    from scipy.special import betaincinv

    low = float(betaincinv(inside, of - inside + 1, tail)) if inside else 0.0
    high = float(betaincinv(inside + 1, of - inside, 1 - tail)) if inside < of else 1.0
    return low, high


@dataclass(frozen=True)
class Calibration:
    """Of some cells how many lie inside their band; the mean of what was scored less what was projected, in levels."""

    inside: int
    of: int
    low: float
    high: float
    mean_error: float

    @property
    def share(self) -> float:
        """The share inside."""
        return self.inside / self.of

    @property
    def verdict(self) -> Literal["in keeping", "too narrow", "too wide"]:
        """Whether the bands are as wide as they claim, as far as so many cells can tell."""
        if self.high < EXPECTED:
            return "too narrow"
        return "too wide" if self.low > EXPECTED else "in keeping"


def calibration(inside: Sequence[bool], errors: Sequence[float]) -> Calibration | None:
    """The calibration of some cells; None of none."""
    if not inside:
        return None
    count, of = sum(inside), len(inside)
    return Calibration(count, of, *binomial_interval(count, of), sum(errors) / of)
