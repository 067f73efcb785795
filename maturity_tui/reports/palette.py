"""The colours of reports: blue is what is, gold is what is wanted, pink needs a second look.

The same values as the application's light and dark themes (a test holds the two together); paper takes the
light ones.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from maturity_tui.reports.model import Step


class Fill(NamedTuple):
    """A fill and the text colour that can be read on it."""

    ground: str
    text: str


class Colours(NamedTuple):
    """The tokens that reports use, as #rrggbb."""

    background: str
    surface: str
    panel: str
    line: str
    foreground: str
    muted: str
    primary: str
    current: str
    projected: str
    band: str
    band_wide: str
    target: str
    warning: str


LIGHT = Colours(
    "#f4f6f9", "#fdfdfe", "#e3eaf4", "#bac5d4", "#18202c", "#505c6d",
    "#1c5cc0", "#2462c6", "#123f86", "#c5daf5", "#e2edfa", "#7d5100", "#9c1a6b",
)  # fmt: skip
DARK = Colours(
    "#0f131a", "#151a23", "#222b3a", "#364254", "#e6eaf1", "#a0acbd",
    "#7db8ff", "#5c9ff0", "#b5dcff", "#2b4b70", "#1c2f47", "#f2c45c", "#ff9cc8",
)  # fmt: skip


def _fills(dark_text: str, light_text: str, first: str, second: str) -> tuple[Fill, ...]:
    before = tuple(Fill(f"#{fill}", dark_text) for fill in first.split())
    return before + tuple(Fill(f"#{fill}", light_text) for fill in second.split())


LIGHT_RAMPS = {
    6: _fills("#0e1420", "#ffffff", "e6f2fe a3cffd 6cabeb", "2772b6 0c4c82 0c2a47"),
    7: _fills("#0e1420", "#ffffff", "e6f2fe b0d5fd 7eb8f3 559ade", "246fb2 0c4c82 0c2a47"),
    4: _fills("#0e1420", "#ffffff", "d9eafd 77b3f0", "246fb2 0b3255"),
}
DARK_RAMPS = {
    6: _fills("#ffffff", "#0b0f16", "0c2842 0b497e 246fb2", "5197dc 8ac0f7 d3e7fd"),
    7: _fills("#ffffff", "#0b0f16", "0c2842 093f6c 115793 2772b6", "5197dc 8ac0f7 d3e7fd"),
    4: _fills("#ffffff", "#0b0f16", "0b2f50 1c66a7", "65a6e8 cde4fd"),
}


def slot(count: int, index: int) -> tuple[int, int]:
    """Where step `index` of `count` sits on the ramps there are: (size, step). Other sizes borrow the ramp
    of seven."""
    index = max(0, min(index, count - 1))
    if count in LIGHT_RAMPS:
        return count, index
    if count < 2:
        return 7, 6
    return 7, (index * 12 + (count - 1)) // (2 * (count - 1))


def fill(count: int, index: int, *, dark: bool = False) -> Fill:
    """The fill of one step of a scale of `count` steps."""
    size, step = slot(count, index)
    return (DARK_RAMPS if dark else LIGHT_RAMPS)[size][step]


def step_of(value: Fraction, ramp: tuple[Step, ...]) -> int:
    """The step whose fill a mean takes: rounded half up on the steps' own values."""
    return max((i for i in range(1, len(ramp)) if value * 2 >= ramp[i - 1].value + ramp[i].value), default=0)
