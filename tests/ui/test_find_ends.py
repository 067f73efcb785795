"""Esc after a find ends the find, on every screen that finds; the next one goes back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from maturity_tui.ui.screens.home.screen import HomeScreen
from tests.ui.council import NARROW, app_on, at_home, council, seen, shows, until

pytestmark = [pytest.mark.ui, pytest.mark.store]


@pytest.mark.parametrize(
    ("keys", "ready", "word"),
    [
        (("down", "enter"), "E3 Data catalogue", "service"),
        (("down", "r", "tab", "tab"), "Weighted", "data"),
        (("down", "w"), "Inputs", "a"),
        (("M",), "Themes", "trusted"),
        (("O",), "is left out", "cyber"),
    ],
)
async def test_the_first_esc_ends_the_find(
    tmp_path: Path, keys: tuple[str, ...], ready: str, word: str
) -> None:
    app: Any = app_on(council(tmp_path))
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.5)
        screen = app.screen
        await pilot.press("slash")
        await until(pilot, lambda: app.screen is not screen, "the prompt")
        await pilot.pause()
        await pilot.press(*word, "enter")
        await until(pilot, lambda: app.screen is screen, f"found on {ready}")
        await pilot.press("escape")
        await shows(pilot, "The find is over: esc again goes back.")
        assert app.screen is screen
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen), seen(pilot))


async def test_what_is_not_found_needs_no_ending(tmp_path: Path) -> None:
    app = app_on(council(tmp_path))
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("down", "enter")
        await shows(pilot, "E3 Data catalogue")
        await pilot.press("slash")
        await shows(pilot, "Find a capability")
        await pilot.press(*"nowhere", "enter")
        await shows(pilot, "is called “nowhere”")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
