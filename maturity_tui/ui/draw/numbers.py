"""Figures as they are read: one decimal, half up, a dash for nothing, a true minus."""

from __future__ import annotations

from fractions import Fraction

from ..glyphs import GLYPHS

Number = int | float | Fraction


def exact(value: Number) -> Fraction:
    """The value as it would be written: 2.35 is 2.35, not the binary fraction beside it."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def rounded(value: Number, places: int) -> str:
    """The absolute value with so many decimals, half up."""
    scale = 10**places
    units = int(abs(exact(value)) * scale + Fraction(1, 2))
    whole, rest = divmod(units, scale)
    return f"{whole}.{rest:0{places}d}" if places else str(whole)


def figure(value: Number | None, places: int = 1) -> str:
    """A number, with a true minus; `–` where there is none."""
    if value is None:
        return GLYPHS.nothing
    text = rounded(value, places)
    return f"{GLYPHS.minus}{text}" if value < 0 and text.strip("0.") else text


def score(value: Number | None, places: int = 1) -> str:
    """A score, mean or gap: one decimal, or `–` where nothing was scored."""
    return figure(value, places)


def change(value: Number | None, places: int = 1) -> str:
    """A difference, signed; `·` where there is none."""
    if value is None:
        return GLYPHS.nothing
    text = rounded(value, places)
    if not text.strip("0."):
        return GLYPHS.none
    return f"{'+' if value > 0 else GLYPHS.minus}{text}"


def money(value: Number | None, symbol: str = "£") -> str:
    """£950, £36k, £1.2m; the thousand rounds half up."""
    if value is None:
        return GLYPHS.nothing
    sign = GLYPHS.minus if value < 0 else ""
    size = abs(exact(value))
    if size < 1000:
        return f"{sign}{symbol}{rounded(size, 0)}"
    if size < 999_500:
        return f"{sign}{symbol}{rounded(size / 1000, 0)}k"
    return f"{sign}{symbol}{rounded(size / 1_000_000, 1)}m"


def percent(share: Number | None, places: int = 0) -> str:
    """A share from 0 to 1 as `80 %`."""
    return GLYPHS.nothing if share is None else f"{figure(exact(share) * 100, places)} %"


def span(low: Number | None, high: Number | None, places: int = 1) -> str:
    """A range, `2.8–3.3`; one figure where both ends read alike."""
    first, last = figure(low, places), figure(high, places)
    return first if first == last else f"{first}{GLYPHS.nothing}{last}"


def counted(number: int, noun: str) -> str:
    """`1 team`, `3 teams`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def count_of(done: int, total: int) -> str:
    """`58/59`"""
    return f"{done}/{total}"
