"""Ideas and blockers as one list."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments.ideas import (
    THE_WHOLE,
    Caught,
    Order,
    about_typed,
    arranged,
    caught,
    counted,
    counts,
    replaced,
)
from maturity_tui.assessments.models import Assessment, Idea
from maturity_tui.assessments.organisation import Theme
from maturity_tui.frameworks import Framework, door, framework_from

FRAMEWORK = """\
schema: maturity/framework@1
id: own
version: "1"
title: Own framework
licence: {name: CC0}
scale: [{value: 0, name: A}, {value: 1, name: B}, {value: 2, name: C}]
areas:
  - id: one
    title: One
    areas: [{id: inner, title: Inner, capabilities: [{id: a, title: Alpha}]}]
    capabilities: [{id: b, title: Beta}]
  - {id: two, title: Two, capabilities: [{id: c, title: Gamma}, {id: d, title: Delta}]}
aliases: {old-c: c}
"""
THEMES = (
    Theme(id="first", title="First", targets={"d": 2}),
    Theme(id="second", title="Second", targets={"inner": 1, "d": 1}),
)
CAUGHT = [
    ("idea", None, "on the whole"),
    ("blocker", "d", "on d"),
    ("idea", "b", "on b"),
    ("idea", "two", "on area two"),
    ("blocker", "old-c", "on c, by its old id"),
    ("idea", "a", "on a"),
    ("idea", "b", "on b again"),
]


def framework() -> Framework:
    return framework_from(door.read_text(FRAMEWORK))


def every(said: list[Any] = CAUGHT) -> tuple[Caught, ...]:
    ideas = [
        {"kind": kind, "text": text, **({"about": about} if about else {})} for kind, about, text in said
    ]
    assessment = Assessment.model_validate(
        {
            "id": "org/r/team/own", "team": "team", "round": {"id": "r", "title": "R"}, "ideas": ideas,
            "framework": {"id": "own", "version": "1"},
        }
    )  # fmt: skip
    return caught(framework(), assessment, THEMES, "The team")


def texts(found: tuple[Caught, ...]) -> list[str]:
    return [one.idea.text for one in found]


def test_each_knows_what_it_is_about() -> None:
    found = {one.idea.text: one for one in every()}
    assert (found["on a"].name, found["on a"].area, found["on a"].themes) == ("A1 Alpha", "One", ("Second",))
    assert (found["on c, by its old id"].about, found["on c, by its old id"].name) == ("c", "B1 Gamma")
    assert found["on d"].themes == ("First", "Second")
    assert (found["on area two"].name, found["on area two"].themes) == ("B Two", ("First", "Second"))
    whole = found["on the whole"]
    assert (whole.about, whole.name, whole.area, whole.themes) == (None, THE_WHOLE, "", ())
    assert {one.team for one in found.values()} == {"The team"}
    assert [one.place for one in every()] == list(range(7))


@pytest.mark.parametrize(
    ("order", "wanted"),
    [
        (Order.AREA, ["on a", "on b", "on b again", "on area two", "on c, by its old id", "on d", "on the whole"]),
        (Order.KIND, ["on c, by its old id", "on d", "on a", "on b", "on b again", "on area two", "on the whole"]),
        (Order.THEME, ["on area two", "on d", "on a", "on b", "on b again", "on c, by its old id", "on the whole"]),
        (Order.CAUGHT, [text for _, _, text in CAUGHT]),
    ],
)  # fmt: skip
def test_a_list_is_sorted_as_asked_and_what_is_alike_stays(order: Order, wanted: list[str]) -> None:
    assert texts(arranged(every(), order)) == wanted


def test_only_one_kind_may_be_asked_for() -> None:
    assert texts(arranged(every(), Order.AREA, "blocker")) == ["on c, by its old id", "on d"]
    assert len(arranged(every(), Order.AREA, "idea")) == 5


def test_counts_name_what_there_is() -> None:
    assert counts(every()) == {"blocker": 2, "idea": 5}
    assert counted(every()) == "2 blockers, 5 ideas"
    assert counted(every([("idea", None, "x")])) == "1 idea"
    assert counted(()) == ""


IDEAS = st.lists(st.sampled_from([Idea(text=text) for text in "abc"]), max_size=6)


@given(IDEAS, st.sampled_from([Idea(text=text) for text in "abcd"]))
def test_one_is_added_changed_or_taken_away_and_the_others_stay(ideas: list[Idea], one: Idea) -> None:
    new = Idea(kind="blocker", text="new")
    assert replaced(ideas, None, new) == (*ideas, new)
    changed, gone = replaced(ideas, one, new), replaced(ideas, one, None)
    if one not in ideas:
        assert changed is None
        assert gone is None
    else:
        assert changed is not None
        assert gone is not None
        at = ideas.index(one)
        assert changed == (*ideas[:at], new, *ideas[at + 1 :])
        assert gone == (*ideas[:at], *ideas[at + 1 :])


@pytest.mark.parametrize(
    ("typed", "about"),
    [("a1", "a"), ("B2 Delta", "d"), (" gamma ", "c"), ("gam", "c"), ("one", "one"), ("inner", "inner"),
     ("", None), ("  ", None), ("the whole", None)],
)  # fmt: skip
def test_what_it_is_about_may_be_typed_by_code_id_or_part_of_a_name(typed: str, about: str | None) -> None:
    assert about_typed(framework(), typed) == (about, "")


def test_a_code_that_is_another_s_id_is_not_guessed() -> None:
    """`a` is the code of an area and the id of a capability."""
    assert about_typed(framework(), "a")[1] == "“a” is in 2 names (A1 Alpha; A One): type its code."


def test_what_means_nothing_or_several_is_said() -> None:
    assert about_typed(framework(), "zeta") == (
        None, "No capability is called “zeta”: type its code or part of its name; nothing means the whole."
    )  # fmt: skip
    found, sentence = about_typed(framework(), "ta")
    assert found is None
    assert sentence == "“ta” is in 2 names (A2 Beta; B2 Delta): type its code."
