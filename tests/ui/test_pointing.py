"""The terminal's own cursor follows the focus, so that braille displays and terminal readers do; so does the mouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widget import Widget

from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.widgets.choice import Choice
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.heat_table import HeatTable
from maturity_tui.ui.widgets.level_ladder import LevelLadder
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.ui.widgets.tab_strip import TabStrip
from tests.ui.council import NARROW, WIDE, app_on, at_home, council, seen, shows, until

pytestmark = [pytest.mark.ui, pytest.mark.store]
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


def under(pilot: Pilot[Any]) -> str:
    """What a reader finds from the terminal's cursor on."""
    at = pilot.app.cursor_position
    return seen(pilot).splitlines()[at.y][at.x :]


async def reads(pilot: Pilot[Any], text: str) -> None:
    await until(pilot, lambda: text in under(pilot), f"{text!r} under the cursor, there is {under(pilot)!r}")


@SIZES
async def test_in_lists_it_is_on_the_row(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        await reads(pilot, "Service operations")
        await pilot.press("j")
        await reads(pilot, "Digital services")
        await pilot.press("G")
        await reads(pilot, "Digital services · ddat")
        await pilot.press("tab")
        await reads(pilot, "18 left")
        await pilot.press("question_mark")
        await pilot.pause(0.1)
        await pilot.press("escape")
        await reads(pilot, "18 left")
        await pilot.press("shift+tab")
        await reads(pilot, "Digital services · ddat")
        await pilot.resize_terminal(100, 30)
        await reads(pilot, "Digital services · ddat")


@SIZES
async def test_on_the_ladder_it_is_on_the_level(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen) and app.screen.here)
        await pilot.press("g")
        await reads(pilot, "Not started")
        await pilot.press("j")
        await reads(pilot, "Ad hoc")


@SIZES
async def test_in_the_heat_map_it_is_on_the_figure_of_the_cell(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        await pilot.press("r")
        await shows(pilot, "Strategy and governance")
        await pilot.press("tab")
        await until(pilot, lambda: isinstance(app.focused, HeatTable), "the heat map")
        table = app.focused
        assert isinstance(table, HeatTable)
        for key in ("g", "l", "l", "j", "h"):
            await pilot.press(key)
            await pilot.pause()
            row = next(row for row in table._view.rows if row.key == table.cursor_key)
            figure = f"{row.cells[table.column].mean:.1f}"
            at = app.cursor_position
            cell = seen(pilot).splitlines()[at.y][at.x - 4 : at.x + 5]
            assert figure in cell, (key, figure, cell)


async def test_in_a_form_it_is_on_the_field(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.focused)
        for _ in app.screen.focus_chain:
            await pilot.pause(0.1)
            focused = app.focused
            assert isinstance(focused, Widget)
            assert focused.region.contains_point(app.cursor_position), focused
            if isinstance(focused, Choice):
                assert under(pilot).strip()
            await pilot.press("tab")


# the mouse: it works, and is never needed ----------------------------------------------------


@SIZES
async def test_a_click_on_a_row_goes_there_and_another_opens_it(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        rows = app.screen.query_one("#team-rows", RowList)
        y = next(at for at, text in enumerate(seen(pilot).splitlines()) if "Infrastructure and cloud" in text)
        spot = Offset(10, y) - rows.region.offset
        await pilot.click(rows, offset=spot)
        await until(pilot, lambda: rows.cursor == 2, "the third row")
        await pilot.click(rows, offset=spot)
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen), "opened")


@SIZES
async def test_a_click_on_a_tab_a_cell_and_a_level(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        await pilot.press("r")
        await shows(pilot, "Strategy and governance")
        strip = app.screen.query_one(TabStrip)
        await pilot.click(
            strip, offset=strip.spots()[1][1] + strip.content_region.offset - strip.region.offset
        )
        await until(pilot, lambda: isinstance(app.focused, HeatTable), "the heat map")
        table = app.focused
        assert isinstance(table, HeatTable)
        await pilot.press("g", "j", "l", "l")
        await pilot.pause()
        spot, wanted = app.cursor_position, (table.cursor_key, table.column)
        await pilot.press("g", "h", "h")
        await pilot.pause()
        assert (table.cursor_key, table.column) != wanted
        await pilot.click(offset=spot)
        await until(pilot, lambda: (table.cursor_key, table.column) == wanted, "the cell")
        await pilot.press("escape")
        await at_home(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen) and app.screen.here)
        ladder = app.screen.query_one(LevelLadder)
        await pilot.press("g")
        await pilot.pause()
        y = next(at for at, text in enumerate(seen(pilot).splitlines()) if "Emerging" in text)
        await pilot.click(ladder, offset=Offset(8, y - ladder.region.y))
        await until(pilot, lambda: ladder.cursor_value == 2, "the level")


@pytest.mark.parametrize("pair", [("j", "k"), ("down", "up")])
async def test_every_list_takes_arrows_and_letters_and_g_and_shift_g(
    path: str, pair: tuple[str, str]
) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        for way in ("", "f", "r", "w"):
            if way:
                await pilot.press(way)
                await until(pilot, lambda: not isinstance(app.screen, type(app.screen_stack[0])), way)
                await until(pilot, lambda: isinstance(app.focused, RowList) and app.focused.rows, "a list")
            rows = app.focused
            assert isinstance(rows, RowList)
            await pilot.press("g")
            first = rows.cursor
            await pilot.press(pair[0])
            assert rows.cursor > first
            await pilot.press(pair[1])
            assert rows.cursor == first
            await pilot.press("G")
            assert rows.cursor == rows._stops.at[-1]
            if way:
                await pilot.press("escape")
                await at_home(pilot)
