"""An assessment in one line, and several teams side by side."""

from fractions import Fraction
from typing import Any

from maturity_tui.assessments import Assessment, Results, Theme, heat_map, over_teams, roll_up, summarise
from maturity_tui.frameworks import Framework

MODEL = Framework.model_validate(
    {
        "schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "licence": {"name": "x"},
        "scale": [{"value": value, "name": f"Level {value}"} for value in range(6)],
        "areas": [
            {"id": "a", "title": "A", "capabilities": [
                {"id": "a1", "title": "A1", "weight": 3}, {"id": "a2", "title": "A2"},
            ]},
            {"id": "b", "title": "B", "capabilities": [{"id": "b1", "title": "B1"}]},
        ],
    }
)  # fmt: skip
THEME = Theme(id="aim", title="Aim", targets={"a": 4})


def assessment(scores: dict[str, Any], **more: Any) -> Assessment:
    held = {name: value if isinstance(value, dict) else {"agreed": value} for name, value in scores.items()}
    pin = {"id": "f", "version": "1"}
    base = {"id": "o/r/t/f", "team": "t", "round": {"id": "r", "title": "R"}, "framework": pin}
    return Assessment.model_validate(base | {"scores": held} | more)


def rolled(scores: dict[str, Any], **more: Any) -> Results:
    return roll_up(MODEL, assessment(scores, **more), (THEME,))


# Summary


def test_a_summary_has_the_whole_in_floats() -> None:
    summary = summarise(MODEL, assessment({"a1": 2, "a2": 3, "b1": 1}), (THEME,))
    assert (summary.scored, summary.applicable) == (3, 3)
    assert (summary.score, summary.floor, summary.minimum, summary.maximum) == (1.75, 1, 0, 5)
    assert all(type(value) is float for value in (summary.score, summary.floor, summary.gap, summary.target))


def test_target_and_gap_are_joined_as_the_rules_join_the_scores() -> None:
    scores = {"a1": {"agreed": 2, "target": 3}, "a2": {"agreed": 2, "target": 5}, "b1": 1}
    alike = summarise(MODEL, assessment(scores), ())
    assert (alike.target, alike.gap) == (4, 2)
    weighted = summarise(MODEL.changed(rollup="weighted-mean"), assessment(scores), ())
    assert (weighted.target, weighted.gap) == (3.5, 1.5)


def test_the_target_counts_blanks_and_the_gap_does_not() -> None:
    summary = summarise(MODEL, assessment({"a1": 2, "b1": {"target": 1}}), (THEME,))
    assert summary.target == ((4 + 4) / 2 + 1) / 2
    assert summary.gap == 2


def test_what_is_not_applicable_has_neither_target_nor_gap() -> None:
    aside = {"not_applicable": "Elsewhere", "target": 5}
    summary = summarise(MODEL, assessment({"a1": 2, "a2": aside}), (THEME,))
    assert (summary.target, summary.gap) == (4, 2)


def test_a_score_above_its_target_does_not_make_up_for_another_below() -> None:
    scores = {"a1": {"agreed": 3, "target": 4}, "a2": {"agreed": 5, "target": 0}}
    summary = summarise(MODEL, assessment(scores), ())
    assert summary.gap == 0.5


def test_without_scores_and_targets_there_are_no_figures() -> None:
    summary = summarise(MODEL, assessment({}), ())
    assert (summary.score, summary.floor, summary.target, summary.gap) == (None, None, None, None)
    assert (summary.scored, summary.applicable, summary.maximum) == (0, 3, 5)


def test_what_is_out_of_scope_has_no_part_in_a_summary() -> None:
    summary = summarise(MODEL, assessment({"a1": 2, "a2": 0}, scope=["a1"]), (THEME,))
    assert (summary.scored, summary.applicable, summary.target, summary.gap) == (1, 1, 4, 2)


def test_a_skills_framework_is_summed_up_as_a_share() -> None:
    summary = summarise(MODEL.changed(kind="skills"), assessment({"a1": 4, "a2": 1}), (THEME,))
    assert (summary.score, summary.minimum, summary.maximum) == (0.5, 0, 1)
    assert (summary.floor, summary.target, summary.gap) == (None, None, None)


# Over teams


def test_teams_count_alike_whatever_they_scored() -> None:
    teams = {"one": rolled({"a1": 4, "a2": 4, "b1": 4}), "two": rolled({"a1": 1}), "three": rolled({})}
    figure = over_teams(teams, threshold=Fraction())
    assert (figure.mean, figure.low, figure.high, figure.floor) == (Fraction(5, 2), 1, 4, 1)
    assert (figure.teams_scored, figure.teams, figure.scored, figure.applicable) == (2, 3, 4, 6)
    assert figure.left_out == ("three",)


def test_a_team_that_has_scored_too_little_does_not_count() -> None:
    figure = over_teams({"one": rolled({"a1": 4, "a2": 4, "b1": 4}), "two": rolled({"a1": 1, "a2": 1})})
    assert (figure.mean, figure.floor, figure.teams_scored, figure.left_out) == (4, 4, 1, ("two",))


def test_one_node_over_all_teams() -> None:
    teams = {"one": rolled({"b1": 4}), "two": rolled({"b1": 1, "a1": 5})}
    figure = over_teams(teams, "b")
    assert (figure.mean, figure.low, figure.high, figure.teams_scored) == (Fraction(5, 2), 1, 4, 2)


def test_no_team_and_no_score_give_no_figure() -> None:
    for teams in ({}, {"one": rolled({})}):
        figure = over_teams(teams)
        assert (figure.mean, figure.low, figure.high, figure.floor, figure.teams_scored) == (None,) * 4 + (0,)


def test_a_heat_map_is_teams_by_nodes() -> None:
    table = heat_map({"one": rolled({"a1": 4, "a2": 2}), "two": rolled({"a1": 1})})
    assert table.teams == ("one", "two")
    assert [column.id for column in table.columns] == ["f", "a", "a1", "a2", "b", "b1"]
    assert [column.depth for column in table.columns] == [0, 1, 2, 2, 1, 2]
    cell = table.cell("one", "a")
    assert cell is not None
    assert (cell.score, cell.floor) == (3, 2)
    assert [column.service.mean for column in table.columns][:3] == [None, 3, Fraction(5, 2)]
    loose = heat_map({"one": rolled({"a1": 4, "a2": 2}), "two": rolled({"a1": 1})}, threshold=Fraction())
    assert [column.service.mean for column in loose.columns][:3] == [2, 2, Fraction(5, 2)]


def test_a_team_has_no_cell_for_what_is_out_of_its_scope() -> None:
    table = heat_map({"one": rolled({"b1": 1}, scope=["b1"]), "two": rolled({}, scope=["a2", "b1"])})
    assert [column.id for column in table.columns] == ["f", "a", "a2", "b", "b1"]
    assert table.cell("one", "a2") is None
    assert table.cell("two", "a2") is not None
    assert table.columns[1].service.teams == 2


def test_columns_stand_in_the_framework_s_order_whichever_team_has_them() -> None:
    late, early = rolled({"b1": 1}, scope=["b1"]), rolled({}, scope=["a2"])
    for teams in ({"one": late, "two": early}, {"one": early, "two": late}):
        assert [column.id for column in heat_map(teams).columns] == ["f", "a", "a2", "b", "b1"]
