"""What each theme still lacks: by hand, and held against the list of gaps."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.analysis.gap.by_theme import by_theme, targets_of
from maturity_tui.analysis.gap.gap import gaps
from maturity_tui.assessments import Assessment, Results, Theme, roll_up
from maturity_tui.frameworks import Framework

DATA: dict[str, Any] = {
    "id": "f", "version": "1", "title": "F", "licence": {"name": "x"},
    "scale": [{"value": value, "name": f"Level {value}"} for value in range(6)],
    "areas": [
        {"id": "a", "title": "A", "capabilities": [
            {"id": "a1", "title": "A1", "weight": 3}, {"id": "a2", "title": "A2", "defined": [0, 1, 2]},
        ]},
        {"id": "b", "title": "B", "capabilities": [{"id": "b1", "title": "B1"}, {"id": "b2", "title": "B2"}]},
    ],
}  # fmt: skip
MODEL = Framework.model_validate(DATA)


def aim(name: str, priority: float, **targets: float) -> Theme:
    return Theme(id=name, title=name, priority=priority, targets=targets)


def assessment(scores: dict[str, Any], team: str = "t") -> Assessment:
    held = {
        item: {"not_applicable": score} if isinstance(score, str) else {"agreed": score}
        for item, score in scores.items()
    }
    pin = {"id": "f", "version": "1"}
    base = {"id": f"o/r/{team}/f", "team": team, "round": {"id": "r", "title": "R"}, "framework": pin}
    return Assessment.model_validate(base | {"scores": held})


def rolled(ambition: list[Theme], **teams: dict[str, Any]) -> dict[str, Results]:
    return {team: roll_up(MODEL, assessment(scores, team), ambition) for team, scores in teams.items()}


def test_a_cell_by_hand() -> None:
    """x wants 4 of a1, at most 2 of a2 (it goes no higher), 3 of b1. a1 at 1 lacks 3 at weight 3, a2 is met, b1 is
    blank: the mean gap is 9 ÷ 4, weighted 9 × 2."""
    ambition = [aim("x", 2, a=4, b1=3)]
    table = by_theme(rolled(ambition, t={"a1": 1, "a2": 2}), ambition)
    cell = table.cell("t", "x")
    assert targets_of(MODEL, ambition[0]) == {"a1": 4, "a2": 2, "b1": 3}
    assert (cell.wanted, cell.scored, cell.met, cell.share) == (3, 2, 1, Fraction(1, 2))
    assert (cell.gap, cell.weighted) == (Fraction(9, 4), 18)
    assert table.items["x"] == ("a1", "a2", "b1")


def test_a_capabilitys_own_target_comes_before_its_areas() -> None:
    assert targets_of(MODEL, aim("x", 1, a=4, a1=2)) == {"a1": 2, "a2": 2}


def test_a_theme_is_held_against_what_it_wants_itself() -> None:
    """Another theme wants more of b1; the first is met all the same."""
    ambition = [aim("x", 1, b1=2), aim("y", 1, b1=5)]
    table = by_theme(rolled(ambition, t={"b1": 3}), ambition)
    assert (table.cell("t", "x").met, table.cell("t", "x").gap) == (1, 0)
    assert (table.cell("t", "y").met, table.cell("t", "y").gap) == (0, 2)


def test_over_teams_counts_add_up_and_teams_count_alike() -> None:
    """One team lacks 4 in one thing, the other 1 and 1 in two: (4 + 1) ÷ 2, not 6 ÷ 3. Weighted (4 + 2) ÷ 2."""
    ambition = [aim("x", 1, b=5)]
    table = by_theme(rolled(ambition, one={"b1": 1}, two={"b1": 4, "b2": 4}, none={}), ambition)
    over = table.over["x"]
    assert (over.wanted, over.scored, over.met) == (6, 3, 0)
    assert (over.gap, over.weighted) == (Fraction(5, 2), 3)
    assert table.cell("none", "x").gap is None
    assert table.cell("none", "x").share is None


def test_what_does_not_apply_is_not_wanted() -> None:
    ambition = [aim("x", 1, b=5)]
    cell = by_theme(rolled(ambition, t={"b1": "Run by others", "b2": 5}), ambition).cell("t", "x")
    assert (cell.wanted, cell.scored, cell.met) == (1, 1, 1)


def test_the_themes_of_a_team_together() -> None:
    ambition = [aim("x", 1, b1=5), aim("y", 2, b1=5, b2=3)]
    team = by_theme(rolled(ambition, t={"b1": 4, "b2": 3}), ambition).of_team("t")
    assert (team.wanted, team.scored, team.met, team.gap, team.weighted) == (3, 3, 1, None, 3)


def test_the_heaviest_theme_comes_first() -> None:
    ambition = [aim("light", 1, b1=5), aim("heavy", 3, b1=5), aim("unscored", 9, b2=5)]
    table = by_theme(rolled(ambition, t={"b1": 4}), ambition)
    assert [theme.id for theme in table.heaviest_first()] == ["heavy", "light", "unscored"]


def test_skills_have_counts_and_no_mean_of_levels() -> None:
    skills = Framework.model_validate({**DATA, "kind": "skills"})
    ambition = [aim("x", 1, b=3)]
    results = {"t": roll_up(skills, assessment({"b1": 3, "b2": 1}), ambition)}
    cell = by_theme(results, ambition).cell("t", "x")
    assert (cell.scored, cell.met, cell.gap, cell.weighted) == (2, 1, None, None)


def test_different_frameworks_are_not_held_side_by_side() -> None:
    other = Framework.model_validate({**DATA, "version": "2"})
    later = assessment({"b1": 3}, "two").changed(framework={"id": "f", "version": "2"})
    results = rolled([], one={"b1": 3}) | {"two": roll_up(other, later, [])}
    with pytest.raises(ValueError, match="different frameworks"):
        by_theme(results, [])


def test_nothing_gives_nothing() -> None:
    assert by_theme({}, [aim("x", 1, b=3)]).over["x"].share is None
    assert by_theme(rolled([], t={"b1": 1}), []).themes == ()


@given(
    scores=st.dictionaries(st.sampled_from(["a1", "b1", "b2"]), st.integers(0, 5)),
    targets=st.dictionaries(st.sampled_from(["a", "a1", "b", "b2"]), st.integers(0, 5), min_size=1),
    priority=st.integers(0, 4),
)
def test_with_one_theme_alone_it_is_the_list_of_gaps(
    scores: dict[str, int], targets: dict[str, int], priority: int
) -> None:
    ambition = [aim("x", priority, **targets)]
    held = assessment(scores)
    listed = gaps(MODEL, held, ambition)
    cell = by_theme({"t": roll_up(MODEL, held, ambition)}, ambition).cell("t", "x")
    assert cell.scored == len(listed)
    assert cell.met == sum(not gap.gap for gap in listed)
    assert (cell.weighted or 0) == sum(gap.weighted for gap in listed)
