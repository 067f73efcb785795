"""A workshop's clocks and its pace, told the time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.workshop.clock import Clock, Pace, minutes, pace, pace_words

SECONDS = st.integers(0, 10_000).map(float)


def test_a_paused_clock_stands_still() -> None:
    clock = Clock().started(100).paused(130)
    assert clock.at(130) == clock.at(9999) == 30
    assert not clock.is_running
    assert clock.started(200).at(210) == 40


def test_starting_twice_or_pausing_twice_changes_nothing() -> None:
    assert Clock().started(100).started(150).at(160) == 60
    assert Clock().started(100).paused(130).paused(190).at(200) == 30


def test_a_clock_that_is_set_back_takes_nothing_away() -> None:
    assert Clock(spent=30).started(100).at(40) == 30


@given(st.lists(SECONDS, min_size=1, max_size=8))
def test_only_what_runs_counts(spans: list[float]) -> None:
    clock, now = Clock(), 0.0
    for index, span in enumerate(spans):
        clock = clock.started(now) if index % 2 == 0 else clock.paused(now)
        now += span
    assert clock.at(now) == sum(spans[::2])


def test_the_pace_of_the_plan() -> None:
    # 20 done in 40 minutes: two minutes each. 40 left want 80 minutes, and 62 are there: 31 fit, 9 are too many.
    found = pace(done=20, left=40, spent=2400, allowed=2400 + 62 * 60, now=0)
    assert found == Pace(ends=80 * 60, too_many=9)


def test_a_pace_wants_some_to_go_by() -> None:
    assert pace(2, 10, 600, 7200, 0) is None
    assert pace(3, 10, 0, 7200, 0) is None
    assert pace(3, 0, 600, 7200, 0) is None


def test_nothing_is_too_many_without_an_end_and_all_is_after_it() -> None:
    endless, over = pace(5, 10, 500, 0, 0), pace(5, 10, 500, 400, 0)
    assert endless is not None
    assert over is not None
    assert (endless.too_many, over.too_many) == (0, 10)


@given(st.integers(3, 50), st.integers(1, 50), st.integers(1, 9000), st.integers(1, 9000))
def test_what_fits_fits_and_one_more_does_not(done: int, left: int, spent: int, allowed: int) -> None:
    found = pace(done, left, spent, allowed, 0)
    assert found is not None
    fit, room = left - found.too_many, max(0, allowed - spent)
    assert fit * spent <= room * done + 1e-6 * done
    assert found.too_many == 0 or (fit + 1) * spent > room * done


def test_the_pace_in_words() -> None:
    ends = dt.datetime(2026, 11, 2, 15, 39, 1).timestamp()
    assert pace_words(Pace(ends, 9)) == "at this pace you finish at 15:40; 9 too many"
    assert pace_words(Pace(ends - 1, 0)) == "at this pace you finish at 15:39"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "00:00"), (161.9, "02:41"), (3599, "59:59"), (3761, "1:02:41")]
)
def test_time_in_words(seconds: float, said: str) -> None:
    assert minutes(seconds) == said
