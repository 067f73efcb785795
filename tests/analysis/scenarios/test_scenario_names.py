"""What scenarios are called: titles are told apart, ids stay, a copy is one of its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.analysis.scenarios.names import UNNAMED, copied, id_for, renamed, title_of_copy
from maturity_tui.analysis.scenarios.scenario import Scenario


def scenario(title: str, id: str = "", **fields: object) -> Scenario:
    return Scenario.model_validate(
        {"id": id or title.casefold(), "title": title, "start": "2027-Q1", **fields}
    )


BALANCED, OTHER = scenario("Balanced"), scenario("Other")
KNOWN = (BALANCED, OTHER)


def test_a_new_name_keeps_the_id_and_all_else() -> None:
    made = renamed(BALANCED, " Steady ", KNOWN)
    assert made == BALANCED.changed(title="Steady")
    assert renamed(BALANCED, "balanced", KNOWN).title == "balanced"


@pytest.mark.parametrize("title", ["Other", "OTHER ", "", "  "])
def test_a_name_that_is_taken_or_empty_is_refused(title: str) -> None:
    for make in (renamed, copied):
        with pytest.raises(ValueError, match=r"“O(ther|THER)” already|A name is wanted"):
            make(BALANCED, title, KNOWN)


def test_a_copy_has_the_choices_and_nothing_of_what_was_done() -> None:
    done = {"input": "a", "start": "2027-Q2", "owner": "role:x", "status": "done", "actual": {"cost": 5}}
    made = copied(scenario("Done", inputs=[done], must=["a"], adopted="2026-12-01"), "Again", KNOWN)
    assert (made.id, made.title, made.must) == ("again", "Again", ("a",))
    assert made.inputs[0].model_dump(exclude_defaults=True) == {
        "input": "a",
        "start": "2027-Q2",
        "owner": "role:x",
    }
    assert made.adopted is None
    with pytest.raises(ValueError, match="“Balanced” already"):
        copied(BALANCED, "Balanced", KNOWN)


def test_copies_are_counted() -> None:
    first = scenario("Balanced, copy", "c1")
    assert title_of_copy(BALANCED, KNOWN) == "Balanced, copy"
    assert title_of_copy(BALANCED, (*KNOWN, first)) == "Balanced, copy 2"
    assert title_of_copy(BALANCED, (*KNOWN, first, scenario("balanced, COPY 2", "c2"))) == "Balanced, copy 3"


@given(st.lists(st.text(max_size=120), max_size=6))
def test_every_title_gives_an_id_that_is_valid_and_of_its_own(titles: list[str]) -> None:
    made: list[Scenario] = []
    for title in titles:
        made.append(scenario("x", id=id_for(title, made)))
    ids = [one.id for one in made]
    assert len(set(ids)) == len(ids)
    assert UNNAMED not in ids
