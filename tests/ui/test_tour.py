"""The tour: offered once where nothing is yet and in the worked example, never in the way, always in the palette."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.store import Store
from maturity_tui.ui.keys import keys
from maturity_tui.ui.palette import commands
from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.screens.tour import STEPS, TourScreen
from tests.ui.council import NARROW, WIDE, app_on, at_home, council, seen, shows, until

pytestmark = [pytest.mark.ui, pytest.mark.store]
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])
LINE = "T a tour in four steps"


@SIZES
async def test_an_empty_home_offers_it_until_it_was_seen(tmp_path: Path, size: tuple[int, int]) -> None:
    path = str(tmp_path / "none.db")
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "worked example", LINE)
        assert isinstance(app.screen, HomeScreen)  # a line, not something in the way
        await pilot.press("T")
        for at, step in enumerate(STEPS):
            await shows(pilot, f"A tour, {at + 1} of 4: {step.title}")
            assert len(seen(pilot).splitlines()) <= size[1]
            await pilot.press("enter")
        await until(
            pilot, lambda: isinstance(app.screen, HomeScreen) and "four steps" not in seen(pilot), "no line"
        )
    app.keeper.close()
    async with app_on(path).run_test(size=size) as pilot:
        await shows(pilot, "worked example")
        await pilot.pause(0.5)
        assert "four steps" not in seen(pilot)
        await pilot.press("T")
        await until(pilot, lambda: isinstance(pilot.app.screen, TourScreen), "again, by its key")


async def test_esc_skips_it_at_any_step_and_left_goes_back(tmp_path: Path) -> None:
    path = str(tmp_path / "none.db")
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, LINE)
        await pilot.press("T", "right", "space", "left")
        await shows(pilot, "2 of 4: results")
        await pilot.press("left", "left", "left")
        await shows(pilot, "1 of 4: score")
        await pilot.press("escape")
        await until(
            pilot, lambda: isinstance(app.screen, HomeScreen) and "four steps" not in seen(pilot), "no line"
        )
    app.keeper.close()
    with Store.open(path) as store:
        assert store.remembered("tour") == "seen"


async def test_the_worked_example_says_once_that_there_is_one(tmp_path: Path) -> None:
    path = str(tmp_path / "none.db")
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await pilot.press("d")
        await shows(pilot, "New here? T takes you through it in four steps.")
        await pilot.press("down")
        await until(pilot, lambda: "New here" not in seen(pilot), "it goes with the next key")
    example = app.url
    app.keeper.close()
    async with app_on(example).run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.pause(0.5)
        assert "New here" not in seen(pilot)


async def test_nobody_else_is_bothered_but_the_palette_has_it(tmp_path: Path) -> None:
    app = app_on(council(tmp_path))
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        assert "four steps" not in seen(pilot)
        for key in ("", "r", "w"):
            if key:
                await pilot.press(key)
                await pilot.pause(0.3)
            assert "Tour (T)" in [command.title for command in commands(app, app.screen)]


async def test_the_keys_it_names_are_those_in_force(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.yaml").write_text("schema: maturity/settings@1\nkeys: {votes: ctrl+t, tour: Z}\n")
    monkeypatch.setenv("MATURITY_SETTINGS", str(tmp_path / "mine.yaml"))
    app = app_on(str(tmp_path / "none.db"))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Z a tour in four steps")
        await pilot.press("Z")
        await shows(pilot, "ctrl+t there: what everyone voted")


def test_every_action_it_names_is_one() -> None:
    assert len(STEPS) == 4
    assert {id for step in STEPS for id, _ in step.keys} <= set(keys())
