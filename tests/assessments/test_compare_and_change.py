"""Assessments side by side, across versions of a framework; and what changed between a team's rounds."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments.comparison.change import Moved, change_of
from maturity_tui.assessments.comparison.compare import CompareError, Held, compare_assessments
from maturity_tui.assessments.models import Round
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.frameworks import Framework
from tests.assessments.test_organisation_rollup import (
    AUTUMN,
    ITEMS,
    MODEL,
    SKILLS,
    SPRING,
    assessment,
    every,
    levels,
    model,
    quick,
    score,
)


def changed(**capabilities: Any) -> Framework:
    """A newer version: `old` is renamed to `new`, others as they are, with changes."""
    fresh = model("3")
    areas = []
    for area in fresh.areas:
        items = [item.changed(**capabilities.get(item.id, {})) for item in area.capabilities]
        areas.append(area.changed(capabilities=tuple(item for item in items if item.title != "gone")))
    aliases = {old: new["id"] for old, new in capabilities.items() if "id" in new}
    return fresh.changed(areas=tuple(areas), aliases=aliases)


def test_figures_differences_and_where_they_differ_most() -> None:
    found = compare_assessments([assessment("x", every(2) | {"a1": 5}), assessment("y", every(3))])
    line = found.by_id["a"]
    assert line.values == (3, 3)
    assert (line.spread, found.by_id["b"].against(1), found.by_id["a1"].against(1)) == (0, 1, -2)
    assert [one.node.id for one in found.furthest_apart("capability", 2)] == ["a1", "a2"]
    assert found.left_out == ()


def test_only_what_all_have_scored_is_compared_and_the_rest_is_said() -> None:
    """The second has the low ones still to come: nothing differs because of it."""
    one, other = assessment("x", every(4) | {"a1": 0}), assessment("y", {"a2": 4, "a3": 4, "b1": 4})
    found = compare_assessments([one, other])
    assert found.compared == ("a2", "a3", "b1")
    assert found.whole.values == (4, 4)
    assert (
        "2 capabilities are not scored in all of them (blank or not applicable) and left out."
        in found.left_out
    )


def test_scopes_that_differ_are_said() -> None:
    one, its = assessment("x", every(2))
    found = compare_assessments([(one.changed(scope=("a1", "b1")), its), assessment("y", every(3))])
    assert found.compared == ("a1", "b1")
    assert found.left_out == ("3 capabilities are not in the scope of all of them and left out.",)


def test_over_versions_what_was_renamed_is_the_same_and_what_is_new_or_gone_is_left_out() -> None:
    newer = changed(a1={"id": "a1.renamed"}, b2={"title": "gone"})
    found = compare_assessments(
        [
            assessment("x", every(2) | {"a1": 5}),
            assessment("y", {"a1.renamed": 1, "a2": 2, "a3": 2, "b1": 2}, its=newer),
        ]
    )
    assert found.framework is newer
    assert found.by_id["a1.renamed"].values == (5, 1)
    assert "b2" not in found.by_id
    assert found.left_out == (
        "Versions 2 and 3 of f are compared by the ids and rules of 3, and only the capabilities that all of them"
        " have.",
        "Left out, because 3 does not have it: b2.",
    )


def test_what_two_became_and_what_changed_its_levels_has_nothing_to_be_held_against() -> None:
    merged = changed(a2={"title": "gone"}).changed(aliases={"a2": "a1"})
    answers = [{"value": 0, "text": "No"}, {"value": 1, "text": "Yes"}]
    other = changed(b1={"answers": answers})
    for newer, lost in ((merged, "a1"), (other, "b1")):
        second = assessment("y", dict.fromkeys(newer.capabilities, 1), its=newer)
        found = compare_assessments([assessment("x", every(2)), second])
        assert lost not in found.by_id
        assert any("not every version has it as one and the same" in note for note in found.left_out)


def test_skills_differ_in_shares_and_levels_have_names() -> None:
    aims = {"target": 3}
    one = {item: {"agreed": 5, **aims} for item in ITEMS}
    two = {item: {"agreed": 1, **aims} for item in ITEMS}
    found = compare_assessments([assessment("x", one, its=SKILLS), assessment("y", two, its=SKILLS)])
    assert found.by_id["a"].values == (1, 0)
    assert "100 percentage points apart" in found.explain("a", ("X", "Y"))
    assert "X Level 5, Y Level 1" in found.explain("a1", ("X", "Y"))


def test_a_line_is_explained() -> None:
    found = compare_assessments([assessment("x", every(2)), assessment("y", every(3) | {"a1": None})])
    assert found.explain("a", ("X", "Y")) == (
        "A A: X 2.0 (scored 3 of 3), Y 3.0 (scored 2 of 3). They lie 1 level apart. "
        "Over the 2 capabilities that all have scored."
    )


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ([assessment("x", every(1))], "two assessments or more"),
        ([assessment("x", every(1))] * 2, "named twice"),
        ([assessment("x", every(1)), assessment("x", every(1), its=model(id="g"))], "one framework"),
        ([assessment("x", {"a1": 1}), assessment("y", {"b1": 1})], "in common that all of them have scored"),
    ],
)
def test_what_cannot_be_held_together_is_a_sentence(held: list[Held], said: str) -> None:
    with pytest.raises(CompareError, match=said):
        compare_assessments(held)


@quick
@given(st.lists(st.fixed_dictionaries(dict.fromkeys(ITEMS, levels)), min_size=2, max_size=4))
def test_each_side_is_rolled_up_over_exactly_what_all_have_scored(scores: list[dict[str, Any]]) -> None:
    held = [assessment(f"t{at}", {k: score(v) for k, v in one.items()}) for at, one in enumerate(scores)]
    common = [item for item in ITEMS if all(isinstance(one[item], int) for one in scores)]
    if not common:
        with pytest.raises(CompareError):
            compare_assessments(held)
        return
    found = compare_assessments(held)
    for at, one in enumerate(scores):
        alone = roll_up(MODEL, assessment("t", {item: one[item] for item in common})[0].changed(scope=common))
        assert found.whole.values[at] == alone.whole.score
    again = compare_assessments(held[::-1])
    assert [line.values[::-1] for line in again.lines] == [line.values for line in found.lines]


# change ------------------------------------------------------------------------------


def test_what_rose_fell_stayed_came_and_went() -> None:
    before = assessment("x", {"a1": 1, "a2": 3, "a3": 2, "b1": 4}, SPRING)
    after = assessment("x", {"a1": 3, "a2": 2, "a3": 2, "b2": 5})
    found = change_of([after, before])
    assert [found.by_id[item].moved for item in ITEMS] == [
        Moved.UP, Moved.DOWN, Moved.SAME, Moved.GONE, Moved.NEW,
    ]  # fmt: skip
    assert found.rounds == ("Spring", "Autumn")
    assert found.difference("a") == Fraction(1, 3)
    assert found.difference("b") is None
    assert found.explain("a") == (
        "A A: 2.0 in Spring, 2.3 in Autumn: up 0.3. Over the 3 capabilities that both rounds have scored. "
        "Of its capabilities: 1 up, 1 down, 1 same."
    )
    assert "none of its capabilities is scored in both rounds" in found.explain("b")


def test_to_score_more_is_no_change() -> None:
    before = assessment("x", {"a1": 2}, SPRING)
    found = change_of([before, assessment("x", {"a1": 2, "a2": 5, "a3": 0})])
    assert found.difference("a") == 0


def test_a_moved_target_is_said() -> None:
    before = assessment("x", every(2) | {"a1": {"agreed": 2, "target": 3}}, SPRING)
    found = change_of([before, assessment("x", every(2) | {"a1": {"agreed": 2, "target": 4}})])
    assert [move.capability for move in found.moves if move.target_moved] == ["a1"]
    assert found.explain("a1").endswith("Its own target was 3 and is 4.")


def test_several_rounds_are_a_series_and_the_change_is_the_last() -> None:
    winter = Round.model_validate({"id": "r0", "title": "Winter", "from": "2025-12-01"})
    held = [assessment("x", every(at), one) for at, one in ((1, winter), (4, AUTUMN), (2, SPRING))]
    found = change_of(held)
    assert found.history("a") == (1, 2, 4)
    assert found.difference("a") == 2
    assert found.rounds == ("Winter", "Spring", "Autumn")


def test_what_one_version_alone_has_is_new_or_gone_and_another_scale_is_not_compared() -> None:
    answers = [{"value": 0, "text": "No"}, {"value": 1, "text": "Yes"}]
    newer = changed(a1={"id": "a1.renamed"}, b1={"answers": answers}, b2={"title": "gone"})
    after = assessment("x", {"a1.renamed": 4, "a2": 2, "b1": 1}, its=newer)
    found = change_of([assessment("x", every(2), SPRING), after])
    assert found.by_id["a1.renamed"].steps == 2
    assert found.by_id["b1"].moved is Moved.OTHER
    assert (found.by_id["b1"].steps, found.by_id["b2"].moved) == (None, Moved.GONE)
    assert "in no area's figure here" in found.explain("b2")


def test_a_first_round_and_another_team_are_sentences() -> None:
    with pytest.raises(CompareError, match="no earlier round"):
        change_of([assessment("x", every(1))])
    with pytest.raises(CompareError, match="one team"):
        change_of([assessment("x", every(1)), assessment("y", every(1))])
