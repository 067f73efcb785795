"""Figures as a report writes them: half up, a dash for nothing, ASCII minus, units beside the figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction

from maturity_tui.frameworks.values import exact

Figure = int | float | Fraction

NOTHING = "–"
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}


def precise(value: Figure) -> Fraction:
    """The value as it is written: 2.35 is 2.35, not the binary fraction beside it."""
    return exact(value) if isinstance(value, int | float) else value


def rounded(value: Figure, places: int = 1) -> str:
    """So many decimals, half away from zero."""
    units = int(abs(precise(value)) * 10**places + Fraction(1, 2))
    whole, rest = divmod(units, 10**places)
    text = f"{whole}.{rest:0{places}d}" if places else str(whole)
    return f"-{text}" if value < 0 and units else text


def score(value: Figure | None) -> str:
    """A mean, score or gap: one decimal; `–` where nothing was scored."""
    return NOTHING if value is None else rounded(value)


def level(value: Figure | None) -> str:
    """A single level as its scale writes it: 2, 0.25."""
    if value is None:
        return NOTHING
    number = precise(value)
    return str(number.numerator) if number.denominator == 1 else f"{float(number):g}"


def signed(value: Figure | None, places: int = 1) -> str:
    """A change: +0.3, -0.2, 0.0."""
    if value is None:
        return NOTHING
    text = rounded(value, places)
    return f"+{text}" if value > 0 and text.strip("0.") else text


def percent(share: Figure | None) -> str:
    """A share from 0 to 1 as `80 %`."""
    return NOTHING if share is None else f"{rounded(precise(share) * 100, 0)} %"


def symbol(currency: str) -> str:
    """£ for GBP; the code itself where no sign is common."""
    return _SYMBOLS.get(currency, f"{currency} ")


def money(value: Figure | None, currency: str = "GBP") -> str:
    """£36,000."""
    if value is None:
        return NOTHING
    whole = int(rounded(value, 0))
    return f"{'-' if whole < 0 else ''}{symbol(currency)}{abs(whole):,}"


def day(date: dt.date | None) -> str:
    """2 November 2026."""
    return NOTHING if date is None else f"{date.day} {date:%B %Y}"


def moment(when: dt.datetime) -> str:
    """2 November 2026, 14:02 UTC."""
    zone = f" {when.tzname()}" if when.tzname() else ""
    return f"{day(when.date())}, {when:%H:%M}{zone}"


def counted(count: int, one: str, many: str = "") -> str:
    """1 rater, 2 raters, no rater."""
    return f"{count or 'no'} {one if count <= 1 else many or one + 's'}"


def listed(items: Sequence[str], join: str = "and") -> str:
    """a, b and c."""
    return f"{', '.join(items[:-1])} {join} {items[-1]}" if len(items) > 1 else "".join(items)
