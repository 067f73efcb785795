"""What is hidden in a workshop is shown on no screen; what is open, or was never voted on in the room, is."""

from __future__ import annotations

from typing import Any

from maturity_tui.assessments import Assessment, Perspective
from maturity_tui.workshop.guard import without_hidden
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Seat, Setup, seats_for

ROOM = Workshop(setup=Setup(seats=(Seat(rater="t1"), Seat(rater="t2"))))


def assessed(**scores: Any) -> Assessment:
    base = {"id": "o/r/t/f", "team": "t", "round": {"id": "r", "title": "R"}}
    pinned = {"framework": {"id": "f", "version": "1"}, "scores": scores}
    return Assessment.model_validate(base | pinned | {"raters": {"t1": "team", "t2": "team", "u1": "user"}})


def test_hidden_votes_are_left_out_and_all_else_stays() -> None:
    held = assessed(
        a={"ratings": {"t1": 1, "t2": 5, "u1": 0}, "note": "n"}, b={"ratings": {"t1": 2}}, c={"agreed": 3}
    )
    seen = without_hidden(held, ROOM)
    assert dict(seen.scores) == dict(assessed(a={"note": "n"}, c={"agreed": 3}).scores)
    assert seen.raters == held.raters


def test_what_was_revealed_is_shown() -> None:
    held = assessed(a={"ratings": {"t1": 1}}, b={"ratings": {"t1": 2}})
    assert list(without_hidden(held, ROOM.with_revealed("a")).scores) == ["a"]
    assert without_hidden(held, ROOM.with_revealed("a").with_hidden("a")).scores == {}


def test_answers_to_a_survey_are_shown_until_the_room_votes() -> None:
    held = assessed(a={"ratings": {"u1": 1}})
    assert without_hidden(held, ROOM) == held


def test_nothing_is_hidden_without_a_workshop_or_where_it_hides_nothing() -> None:
    held = assessed(a={"ratings": {"t1": 1}})
    for room in (None, Workshop(), ROOM.with_setup(ROOM.setup.changed(hidden=False))):
        assert without_hidden(held, room) == held


def test_who_answered_a_survey_is_given_no_seat() -> None:
    wanted = {Perspective.TEAM: 3, Perspective.USER: 2}
    seats = seats_for(assessed(), wanted, seated=())
    assert [seat.rater for seat in seats] == ["t1", "t2", "t3", "u2", "u3"]
    again = seats_for(assessed(), {Perspective.USER: 2}, seated=("u1",))
    assert [seat.rater for seat in again] == ["u1", "u2"]
