"""A workshop's clocks: time spent, time left, and when it ends at this pace. Told the time, never asks for it.

Times are seconds since the epoch, so that a clock can be kept and gone on with another day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import ceil, floor
from typing import Annotated

from pydantic import Field

from maturity_tui.frameworks.values import FiniteFloat, Value

FEWEST_FOR_A_PACE = 3
"""A pace from fewer capabilities than this says more about the first of them than about the day."""


class Clock(Value):
    """Time spent, and since when it runs (None: it is paused)."""

    spent: Annotated[FiniteFloat, Field(ge=0)] = 0.0
    since: FiniteFloat | None = None

    @property
    def is_running(self) -> bool:
        return self.since is not None

    def at(self, now: float) -> float:
        """Seconds spent by then. A clock that was set back takes nothing away."""
        return self.spent + (max(0.0, now - self.since) if self.since is not None else 0.0)

    def started(self, now: float) -> Clock:
        return self if self.is_running else Clock(spent=self.spent, since=now)

    def paused(self, now: float) -> Clock:
        return Clock(spent=self.at(now))


@dataclass(frozen=True)
class Pace:
    """When the agenda is done at this pace, and how many capabilities are too many for the session."""

    ends: float
    too_many: int


def pace(done: int, left: int, spent: float, allowed: float, now: float) -> Pace | None:
    """What so many done in so many seconds mean for those left; None where there is too little to go by.

    `allowed`: the seconds of the session (0: no end), of which `spent` are gone.
    """
    if done < FEWEST_FOR_A_PACE or spent <= 0 or left <= 0:
        return None
    each = spent / done
    fit = floor((allowed - spent) / each + 1e-9) if allowed > spent else 0
    return Pace(now + each * left, max(0, left - fit) if allowed else 0)


def pace_words(found: Pace) -> str:
    """“at this pace you finish at 15:40; 9 too many”, in the machine's own time."""
    # Rounded up to the minute: who is told 15:40 is not to be there at 15:40 and 50 seconds.
    ends = dt.datetime.fromtimestamp(ceil(found.ends / 60) * 60)
    more = f"; {found.too_many} too many" if found.too_many else ""
    return f"at this pace you finish at {ends:%H:%M}{more}"


def minutes(seconds: float) -> str:
    """02:41, or 1:02:41 from an hour on; whole seconds that are over."""
    whole = int(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60:02}:{rest % 60:02}"


def hours(seconds: float) -> str:
    """0:41:10: as a session's clock is read."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
