"""How a workshop is arranged from what was wished for, without a terminal."""

from __future__ import annotations

from typing import Any

import pytest

from maturity_tui.assessments.models import Perspective
from maturity_tui.ui.screens.score.workshop_desk import Ground, Wish, arranged
from maturity_tui.workshop.session import Workshop
from maturity_tui.workshop.setup import Order, Setup
from tests.ui.score_case import assessment, own_framework

OWN = own_framework()


def arrange(running: Workshop | None = None, team: int = 2, fields: Any = None, **setup: Any) -> Workshop:
    held = assessment(OWN, scope="all", raters={"t1": "team", "t2": "team"}, **(fields or {}))
    wish = Wish({Perspective.TEAM: team}, Setup(**setup))
    return arranged(held, Ground(OWN, (), {}), running, wish)


def test_by_area_it_goes_by_the_framework() -> None:
    assert arrange().agenda == ()


def test_what_was_settled_before_is_open_and_no_part_of_the_pace() -> None:
    scores = {
        "a.one": {"agreed": 2, "ratings": {"t1": 2}},
        "b.two": {"not_applicable": "no"},
        "b.one": {"note": "n"},
    }
    room = arrange(fields={"scores": scores})
    assert room.settled == room.revealed == {"a.one", "b.two"}


def test_the_order_is_settled_when_it_begins_and_no_vote_moves_it() -> None:
    apart = {"scores": {"b.one": {"ratings": {"t1": 0, "t2": 5}}}}
    room = arrange(order=Order.DISAGREEMENT, fields=apart)
    assert room.agenda[0] == "b.one"
    assert room.with_votes().with_revealed("a.one").agenda == room.agenda


def test_another_order_keeps_clock_and_what_was_revealed() -> None:
    room = arrange().begun(100.0).with_revealed("a.two")
    other = arrange(room, order=Order.GAP)
    assert other.clock == room.clock
    assert other.revealed == room.revealed
    assert len(other.agenda) == 6


@pytest.mark.parametrize("team", [1, 2, 3])
def test_votes_that_were_given_without_names_never_get_one(team: int) -> None:
    voted = {"scores": {"a.one": {"ratings": {"t1": 2}}}}
    with pytest.raises(ValueError, match="before the first vote"):
        arrange(team=team, named=True, fields=voted)
    assert arrange(team=team, named=True).setup.named
