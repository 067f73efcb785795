"""Below 80 × 24 nothing can be seen: nothing is done either, but to leave or to make room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.help import HelpScreen
from tests.ui.council import NARROW, WIDE, app_on, at_home, council, seen, shows, until
from tests.ui.score_case import database, kept, opened, scoring

pytestmark = [pytest.mark.ui, pytest.mark.store]

SMALL = (60, 15)


async def shrunk(pilot: Pilot[Any]) -> None:
    await pilot.resize_terminal(*SMALL)
    await shows(pilot, "Needs 80 × 24, this is 60 × 15")


async def grown(pilot: Pilot[Any], size: tuple[int, int], back: str) -> None:
    await pilot.resize_terminal(*size)
    await shows(pilot, back)
    await pilot.pause()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_no_key_scores_or_moves_what_is_not_seen(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "m.db"
    app = scoring(path, database(path))
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        here = screen.here
        await shrunk(pilot)
        rows = [row for row in seen(pilot).splitlines() if row.strip()]
        assert len(rows) <= 2, "only the sentence: no row of areas above it"
        await pilot.press("3", "3", "l", "v", "f1", "escape", "ctrl+p", "x", "tab")
        app.post_message(events.Paste("3 3"))
        await kept(screen, pilot)
        assert app.screen is screen
        assert not screen.sheet.disk  # type: ignore[union-attr]
        await grown(pilot, size, "Digital strategy")
        assert screen.here == here
        await pilot.press("4")
        await kept(screen, pilot)
        assert screen.sheet.score(here).agreed == 4  # type: ignore[union-attr]


async def test_it_says_how_to_go_on_without_a_screen(tmp_path: Path) -> None:
    async with app_on(council(tmp_path)).run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await shrunk(pilot)
        await shows(pilot, "ctrl+q", "maturity score ID --plain")


async def test_ctrl_q_leaves(tmp_path: Path) -> None:
    app = app_on(council(tmp_path))
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await shrunk(pilot)
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)
    assert app.return_code == 0


@pytest.mark.parametrize(
    ("key", "kind", "words"),
    [
        ("n", FormDialog, "Scored against"),
        ("question_mark", HelpScreen, "Each row is a team"),
        ("ctrl+p", CommandPalette, "Compare (=)"),
    ],
)
async def test_a_dialog_waits_as_it_was(tmp_path: Path, key: str, kind: type, words: str) -> None:
    app = app_on(council(tmp_path))
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, kind))
        await shows(pilot, words)
        dialog, focused = app.screen, app.focused
        await shrunk(pilot)
        assert words not in seen(pilot)
        await pilot.press("a", "b", "escape", "enter", "ctrl+s", "tab")
        assert app.screen is dialog
        await grown(pilot, NARROW, words)
        await until(pilot, lambda: app.focused is focused, "the focus where it was")
        if isinstance(focused, Input):
            before = focused.value
            await pilot.press("z")
            assert focused.value == f"{before}z"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_begun_too_small_it_takes_keys_once_there_is_room(tmp_path: Path) -> None:
    app = app_on(council(tmp_path))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Needs 80 × 24")
        await pilot.press("down", "enter")
        await pilot.resize_terminal(*NARROW)
        await at_home(pilot)
        await pilot.press("down", "enter")
        await shows(pilot, "E3 Data catalogue")
