"""One workshop: its clocks, what was revealed, what it refuses, and that a restart goes on."""

from __future__ import annotations

import pytest

from maturity_tui.assessments import Perspective
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Seat, Setup

SEATS = (Seat(rater="t1"), Seat(rater="t2"))


def test_time_on_a_capability_counts_only_while_the_clock_runs() -> None:
    room = Workshop().begun(0).turned_to("a", 0)
    room = room.toggled(60)
    assert room.on_table(1000) == 60
    room = room.toggled(1000).turned_to("b", 1030)
    assert (room.spent["a"], room.on_table(1040)) == (90, 10)


def test_who_comes_back_to_a_capability_goes_on_with_its_time() -> None:
    room = Workshop().begun(0).turned_to("a", 0).turned_to("b", 50).turned_to("a", 60)
    assert room.on_table(70) == 60


def test_turning_to_what_is_on_the_table_changes_nothing() -> None:
    room = Workshop().begun(0).turned_to("a", 0)
    assert room.turned_to("a", 40) is room


def test_votes_are_hidden_until_revealed_and_again_when_taken_anew() -> None:
    room = Workshop(setup=Setup(seats=SEATS))
    assert not room.is_open("a")
    shown = room.with_revealed("a")
    assert shown.is_open("a")
    assert not shown.is_open("b")
    assert not shown.with_hidden("a").is_open("a")


def test_without_hiding_everything_is_open() -> None:
    assert Workshop(setup=Setup(seats=SEATS, hidden=False)).is_open("a")


def test_names_are_chosen_before_the_first_vote_or_never() -> None:
    room, named = Workshop(), Setup(named=True)
    assert room.with_setup(named).setup.named
    with pytest.raises(ValueError, match="without names"):
        room.with_votes().with_setup(named)
    # Names may be given up at any time.
    assert not room.with_setup(named).with_votes().with_setup(Setup()).setup.named


def test_a_workshop_survives_being_written_down() -> None:
    setup = Setup(seats=(*SEATS, Seat(rater="u1", perspective=Perspective.USER)), core_only=True)
    room = Workshop(setup=setup).begun(0).turned_to("a", 5).with_revealed("a").with_votes()
    again = Workshop.model_validate_json(room.model_dump_json(exclude_defaults=True))
    assert again == room


def test_what_passed_while_nobody_looked_is_not_counted() -> None:
    room = Workshop().begun(0).stopped_at(600)
    assert room.clock.at(90_000) == 600


def test_the_pace_is_that_of_the_session() -> None:
    room = Workshop(setup=Setup(session_seconds=1000)).begun(0)
    found = room.pace(done=5, left=10, now=500)
    assert found is not None
    assert (found.ends, found.too_many) == (1500, 5)


def test_two_seats_are_two_raters() -> None:
    with pytest.raises(ValueError, match="same rater"):
        Setup(seats=(SEATS[0], SEATS[0]))
