"""The palette: our own actions, each once, in a frame as our dialogs have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandPalette
from textual.pilot import Pilot

from maturity_tui.ui.palette import commands
from maturity_tui.ui.screens.score.screen import ScoreScreen
from tests.ui.council import NARROW, WIDE, app_on, council, seen, shows, until

pytestmark = [pytest.mark.ui, pytest.mark.store]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


def listed(pilot: Pilot[Any]) -> list[str]:
    """The names of what the palette offers on the screen that is shown."""
    return [command.title for command in commands(pilot.app, pilot.app.screen)]  # type: ignore[arg-type]


@pytest.mark.parametrize("keys", [(), ("r",), ("r", "x"), ("enter",), ("down", "enter", "b")])
async def test_only_our_own_actions_are_listed_each_once(path: str, keys: tuple[str, ...]) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Service operations", "Waiting for you")
        for key in keys:
            before = app.screen
            await pilot.press(key)
            if key != "down":
                await until(pilot, lambda before=before: app.screen is not before, f"a screen after {key}")
            await pilot.pause(0.2)
        names = listed(pilot)
        assert len(names) == len(set(names))
        assert not [name for name in names if "super+" in name or "selected text" in name or "cursor" in name]
        assert "Theme: light" in names


async def test_a_digit_says_which_score_it_sets(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Service operations", "Waiting for you")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen))
        await shows(pilot, "votes")
        assert [f"Score {digit} ({digit})" in listed(pilot) for digit in range(6)] == [True] * 6


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_it_is_framed_and_leaves_the_screen_at_its_sides(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Service operations", "Waiting for you")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await shows(pilot, "Compare (=)")
        rows = seen(pilot).splitlines()
        assert any("╭" + "─" * 68 + "╮" in row for row in rows)
        assert any("╰" + "─" * 68 + "╯" in row for row in rows)


async def test_a_place_that_has_a_key_here_is_offered_once(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Service operations", "Waiting for you")
        names = listed(pilot)
        assert [name for name in names if name.startswith("Ambition")] == ["Ambition (M)"]
        assert "Teams of the organisation" not in names
        assert "Share this assessment" in names
