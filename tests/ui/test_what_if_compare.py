"""Scenarios side by side on screen: chosen, projected on the same scores, read row by row, at both sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from maturity_tui.analysis.scenarios.comparison import compare, side_of
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.store import Store
from maturity_tui.ui.draw.lines_plot import lines_plot
from maturity_tui.ui.screens.what_if.compare_pick import ScenarioPick, to_compare
from maturity_tui.ui.screens.what_if.comparison import ScenarioComparison
from maturity_tui.ui.screens.what_if.desk import State
from maturity_tui.ui.widgets.row_list import RowList
from tests.ui.what_if_case import asking, opened, press, round_of, seen, settled, two_saved

QUARTERS = [("Q1", "2027"), ("Q2", "2027"), ("Q3", "2027"), ("Q4", "2027")]


async def shown(pilot: Pilot[None]) -> ScenarioComparison:
    """The comparison, once it stands there."""
    for _ in range(200):
        await settled(pilot)
        screen = pilot.app.screen
        if isinstance(screen, ScenarioComparison) and screen.found is not None:
            await pilot.pause()
            return screen
    raise AssertionError("no comparison: " + seen(pilot))


def row(pilot: Pilot[None], name: str) -> list[str]:
    """The cells of a row on screen, by how the row begins."""
    found = [line.lstrip(" ▌") for line in seen(pilot).splitlines() if line.lstrip(" ▌").startswith(name)]
    return found[0].removeprefix(name).split() if found else []


@pytest.mark.ui
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_two_saved_ones_stand_side_by_side(tmp_path: Path, size: tuple[int, int]) -> None:
    path = two_saved(tmp_path)
    with Store.open(str(path)) as store:
        library, saved = store.library(), store.scenarios()
    expected = compare([side_of(one, library, round_of(path)) for one in saved])
    async with asking(path).run_test(size=size) as pilot:
        await opened(pilot)
        await press(pilot, "equals_sign")
        assert isinstance(pilot.app.screen, ScenarioPick)
        await press(pilot, "enter")
        screen = await shown(pilot)
        assert screen.found is not None
        assert [side.title for side in screen.found.sides] == ["Balanced", "People first"]
        assert screen.found.versus == expected.versus
        ends = [f"{expected.end(side):.2f}" for side in expected.sides]
        assert row(pilot, "The whole, likely")[-2:] == ends
        assert row(pilot, "Once") == ["£248k", "£222k"]
        assert row(pilot, "Present value")[0].startswith("£")
        assert "seed 20270101" in seen(pilot)
        assert "Not like with like" not in seen(pilot)
        rows = screen.query_one(RowList)
        inputs = [one.key for one in rows.rows if one.key.startswith("input/")]
        # What both have stands last; two inputs are shared, one of them starts elsewhen.
        assert inputs[-2:] == ["input/training.data-owners", "input/training.leadership-development"]
        await press(pilot, "i")
        assert "“Balanced” stands higher than “People first” in 9 of 10 draws" in " ".join(
            seen(pilot).replace("│", " ").split()
        )


@pytest.mark.ui
async def test_what_is_chosen_now_can_be_compared_and_other_assumptions_are_said(tmp_path: Path) -> None:
    path = two_saved(tmp_path)
    async with asking(path).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        screen.inputs.move_to("training.incident-command")
        await press(pilot, "space", "equals_sign")
        assert "■ What is chosen now" in seen(pilot)
        await press(pilot, "enter")
        found = (await shown(pilot)).found
        assert found is not None
        assert [side.title for side in found.sides] == ["What is chosen now", "Balanced"]
        # The example's scenarios assume that technology takes six quarters.
        assert [one.name for one in found.matters] == ["technology.adoption_quarters"]
        assert "Not like with like" in seen(pilot)
        assert "tab lines" in seen(pilot)
        await press(pilot, "tab")
        assert "tab figures" in seen(pilot)
        assert f"1 {found.end(found.sides[0]):.2f}" in seen(pilot)
        assert f"2 {found.end(found.sides[1]):.2f}" in seen(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is screen


@pytest.mark.ui
async def test_three_at_most_and_two_at_least(tmp_path: Path) -> None:
    path = two_saved(tmp_path)
    with Store.open(str(path)) as store:
        for count in (1, 2):
            store.save_scenario(store.scenario("balanced").changed(id=f"b{count}", title=f"Balanced {count}"))
    async with asking(path).run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await press(pilot, "equals_sign", "up", "space", "enter")
        assert "It takes two" in seen(pilot)
        await press(pilot, "space", "down", "space", "down", "space", "down", "space")
        assert "3 stand beside each other at most" in seen(pilot)
        await press(pilot, "enter")
        found = (await shown(pilot)).found
        assert found is not None
        assert len(found.sides) == 3
        # The three are one and the same, so they end alike in every draw.
        assert row(pilot, "Higher than 1 in") == ["no", "draw", "no", "draw"]
        assert row(pilot, "As high as 1 in") == ["all", "draws", "all", "draws"]


@pytest.mark.ui
async def test_where_there_is_nothing_to_compare_with_it_is_said(tmp_path: Path) -> None:
    path = two_saved(tmp_path)
    with Store.open(str(path)) as store:
        store.delete_scenario("balanced")
    async with asking(path).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "equals_sign")
        assert pilot.app.screen is screen
        assert "It takes two scenarios to compare" in seen(pilot)


def scenario(id: str, **fields: object) -> Scenario:
    return Scenario.model_validate({"id": id, "title": id.upper(), "start": "2027-Q1", **fields})


def test_what_is_chosen_now_comes_first_and_once() -> None:
    saved = (scenario("a"), scenario("b"))
    chosen = [{"input": "x"}]
    assert to_compare(State(scenario("what-if")), saved) == saved
    assert [one.title for one in to_compare(State(scenario("what-if", inputs=chosen)), saved)] == [
        "What is chosen now", "A", "B",
    ]  # fmt: skip
    assert [one.id for one in to_compare(State(saved[1], kept=saved[1]), saved)] == ["b", "a"]
    changed = to_compare(State(saved[1].changed(inputs=chosen), kept=saved[1]), saved)
    assert [one.title for one in changed] == ["B, as it is now", "A", "B"]
    assert len({one.id for one in changed}) == 3


# the lines ---------------------------------------------------------------------------------


def plotted(*curves: list[float], height: int = 14, **more: float) -> list[str]:
    return [line.plain for line in lines_plot(curves, QUARTERS, 60, height, **more)]


def test_each_line_ends_at_its_number_and_figure_the_highest_above() -> None:
    rows = plotted([1, 1.2, 1.4, 1.6, 1.8], [1, 1.4, 1.8, 2.2, 2.6])
    ends = [row.split()[-2:] for row in rows if row[-6:].strip().startswith(("1 ", "2 "))]
    assert ends == [["2", "2.60"], ["1", "1.80"]]
    assert {len(row) <= 60 for row in rows} == {True}


def test_lines_are_told_apart_without_colour() -> None:
    """The first is whole, the second has gaps; where both lie on each other the first is seen."""
    rows = plotted([1, 1, 1, 1, 1], [2, 2, 2, 2, 2])
    strokes = [row[5:48] for row in rows if any(mark in row[5:48] for mark in "▁━▔")]
    assert " " in strokes[0].strip()
    assert " " not in strokes[1].strip()
    alike = [
        row[5:48] for row in plotted([1, 2, 2, 2, 2], [1, 2, 2, 2, 2]) if any(m in row[5:48] for m in "▁━▔")
    ]
    assert " " not in alike[0].strip()


def test_ends_that_meet_stand_below_each_other() -> None:
    rows = plotted([1, 2, 2, 2, 2], [1, 2, 2, 2, 2], [1, 2, 2, 2, 2])
    ends = [row.split()[-2] for row in rows if row.rstrip().endswith("2.00")]
    assert sorted(ends) == ["1", "2", "3"]


def test_a_low_chart_keeps_within_its_height() -> None:
    for height in (5, 8, 12, 20):
        assert len(plotted([1, 2, 2, 2, 3], [1, 1, 1, 1, 1], height=height, target=3.0)) == height
