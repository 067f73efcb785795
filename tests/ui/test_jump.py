"""Jump mode: a letter over everything that can be gone to, on every screen, and nothing done by any other key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.screens.results.screen import ResultsScreen
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.jump import Jump
from maturity_tui.ui.widgets.tab_strip import TabStrip
from tests.ui.council import NARROW, WIDE, app_on, at_home, council, seen, shows, until

pytestmark = [pytest.mark.ui, pytest.mark.store]
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


async def jumps(pilot: Pilot[Any]) -> str:
    await pilot.press("ctrl+o")
    await until(pilot, lambda: isinstance(pilot.app.screen, Jump), "the letters")
    await pilot.pause()
    return seen(pilot)


@SIZES
async def test_a_letter_goes_to_a_pane_and_another_back(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        text = await jumps(pilot)
        assert " a " in text
        assert " s " in text
        assert "Service operations"[3:] in text  # what is below is still read
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.focused is not None
        assert app.focused.id == "waiting-rows"
        await jumps(pilot)
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.focused.id == "team-rows"


@SIZES
async def test_tabs_have_a_letter_each(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        await pilot.press("r")
        await shows(pilot, "Strategy and governance")
        strip = app.screen.query_one(TabStrip)
        await jumps(pilot)
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, ResultsScreen))
        assert strip.active == strip.tabs[2].id


async def test_any_other_key_only_ends_it(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen) and app.screen.here)
        here, focused, before = app.screen.here, app.focused, seen(pilot)
        for key in ("escape", "3", "ctrl+o", "down", "space"):
            await jumps(pilot)
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, ScoreScreen))
            assert (app.screen.here, app.focused) == (here, focused)
        await until(pilot, lambda: seen(pilot) == before, "nothing was scored")


async def test_in_a_form_it_goes_from_field_to_field_and_types_nothing(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.focused)
        form = app.screen
        fields = list(form.focus_chain)
        texts = [widget.value for widget in fields if isinstance(widget, Input)]
        assert isinstance(fields[0], Input | TextArea) or len(fields) > 1
        await jumps(pilot)
        await pilot.press("s")
        await until(pilot, lambda: app.screen is form)
        assert app.focused is fields[1]
        assert [widget.value for widget in fields if isinstance(widget, Input)] == texts


async def test_another_size_ends_it(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        await jumps(pilot)
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: isinstance(app.screen, HomeScreen), "the letters are gone")
