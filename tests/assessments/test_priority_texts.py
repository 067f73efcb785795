"""What groups gave, as people type it and as their files hold it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments.ambition.priorities import Method, PriorityError, gather
from maturity_tui.assessments.ambition.priority_texts import as_lines, from_lines, from_mapping, from_rows
from maturity_tui.assessments.organisation import Organisation, Theme

THEMES = (Theme(id="easy", title="Easy to use"), Theme(id="safe", title="Safe and steady"))


@pytest.mark.parametrize(
    "text", ["directors 60 40", "directors: 60 40", "Directors = 60, 40", "\n directors:60;40 \n\n"]
)
def test_a_line_is_a_group_and_its_numbers(text: str) -> None:
    assert from_lines(text, THEMES).groups == {"directors": {"easy": 60, "safe": 40}}


def test_a_group_may_weigh_more_and_have_a_name_of_several_words() -> None:
    found = from_lines("Cabinet members × 2: 60 40\nstaff 1.5 8.5", THEMES)
    assert found.groups == {"cabinet-members": {"easy": 60, "safe": 40}, "staff": {"easy": 1.5, "safe": 8.5}}
    assert found.weights == {"cabinet-members": 2}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("directors 60", "directors has 1 number for 2 themes"),
        ("directors", "'directors': write the group and then its numbers."),
        ("60 40", "names no group"),
        ("directors 60 40\ndirectors 50 50", "The group directors stands there twice."),
        ("directors 60 many", "write the group and then its numbers"),
        ("x" * 5000 + "1" * 5000, "write the group"),
    ],
)
def test_a_line_that_is_none_is_said(text: str, said: str) -> None:
    with pytest.raises(PriorityError) as error:
        from_lines(text, THEMES)
    assert said in str(error.value)
    assert len(str(error.value)) < 200


def test_a_table_names_themes_by_id_or_title_in_any_order() -> None:
    rows = [["Group", "Safe and steady", "EASY", "weight"], ["Directors", "40", "60", "2"], ["", "", ""]]
    found = from_rows(rows, THEMES)
    assert found.groups == {"directors": {"safe": 40, "easy": 60}}
    assert found.weights == {"directors": 2}


def test_an_empty_cell_is_nothing() -> None:
    assert from_rows([["", "easy", "safe"], ["staff", "", "10"]], THEMES).groups == {"staff": {"safe": 10}}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "The table is empty"),
        ([["", "eazy", "safe"], ["x", "1", "2"]], "There is no theme 'eazy'. Did you mean 'easy'?"),
        ([["", "easy", "Easy to use"], ["x", "1", "2"]], "Two columns are for easy."),
        ([["", "easy", "safe"], ["x", "1", "many"]], "'many', from x for safe, is no number."),
        ([["", "easy", "safe"], ["x", "1", "2"], ["x", "1", "2"]], "The group x stands there twice."),
        ([["", "easy", "safe"], ["", "1", "2"]], "names no group"),
    ],
)
def test_a_table_that_is_none_is_said(rows: list[list[str]], said: str) -> None:
    with pytest.raises(PriorityError) as error:
        from_rows(rows, THEMES)
    assert said in str(error.value)


def test_a_map_by_group_is_the_same() -> None:
    found = from_mapping({"directors": {"easy": 60, "safe": 40, "weight": 2}}, THEMES)
    assert found.groups == {"directors": {"easy": 60, "safe": 40}}
    assert found.weights == {"directors": 2}


@pytest.mark.parametrize("data", [None, [], {"x": 3}, {"x": {"easy": True}}, {"x": {"easy": "60"}}])
def test_a_map_of_anything_else_is_refused(data: object) -> None:
    with pytest.raises(PriorityError):
        from_mapping(data, THEMES)


@given(
    rows=st.dictionaries(
        st.sampled_from(["directors", "members", "staff"]),
        st.lists(st.sampled_from([0, 1, 2.5, 30]), min_size=2, max_size=2).filter(any),
        min_size=1,
    ),
    heavy=st.booleans(),
)
def test_what_was_kept_can_be_changed_and_kept_again(rows: dict[str, list[float]], heavy: bool) -> None:
    whole = {group: sum(row) for group, row in rows.items()}
    given_ = {
        group: {"easy": row[0] * 60 / whole[group], "safe": 60 - row[0] * 60 / whole[group]}
        for group, row in rows.items()
        if (row[0] * 60 / whole[group]).is_integer()
    }
    if not given_:
        return
    weights = {next(iter(given_)): 2} if heavy and len(given_) > 1 else {}
    gathered = gather(THEMES, Method.POINTS, given_, weights=weights)
    kept = gathered.put_into(Organisation(id="o", title="O", ambition=THEMES)).ambition
    again = from_lines(as_lines(kept), kept)
    assert gather(THEMES, Method.POINTS, again.groups, weights=again.weights).themes == gathered.themes


def test_what_was_not_gathered_has_no_lines() -> None:
    assert as_lines(THEMES) == ""
    assert as_lines(()) == ""
