"""The whole way at 80 × 24, by keyboard alone: begin, score the core, read the results, ask what if, write it down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from maturity_tui.store import Store
from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.screens.results.screen import ResultsScreen
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.widgets.choice import Choice
from maturity_tui.ui.widgets.form_dialog import FormDialog
from tests.ui.council import NARROW, WIDE, app_on, seen, shows, until
from tests.ui.score_case import catalogue

pytestmark = [pytest.mark.ui, pytest.mark.store]

FORMATS = ("xlsx", "html", "md", "csv", "json", "folder")
ONE = "our-council/autumn-2026/web-team/digital-service"


async def go_to(pilot: Pilot[Any], kind: type, *keys: str) -> None:
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(pilot.app.screen, kind), kind.__name__)


async def begin(pilot: Pilot[Any]) -> None:
    await shows(pilot, "a new assessment of your own")
    await go_to(pilot, FormDialog, "n")
    await pilot.press(
        *"Our council", "tab", *"Web team", "tab", "tab", *["backspace"] * 20, *"Autumn 2026", "enter"
    )
    await until(pilot, lambda: isinstance(pilot.app.screen, ScoreScreen), "the score screen")
    await shows(pilot, "A1 Digital strategy")


async def score_all(pilot: Pilot[Any]) -> None:
    for place in range(40):
        await pilot.press(str(1 + place % 3))
    await shows(pilot, "✓ saved")
    screen = pilot.app.screen
    assert isinstance(screen, ScoreScreen)
    await screen.all_kept()
    await go_to(pilot, HomeScreen, "escape")
    await shows(pilot, "40/40 ✓")


async def read(pilot: Pilot[Any]) -> None:
    await go_to(pilot, ResultsScreen, "r")
    await shows(pilot, "mean · 40 of 40 scored", "Strategy and governance")
    await pilot.press("tab")
    await shows(pilot, "Web team · A Strategy and governance")
    await pilot.press("tab")
    await shows(pilot, "No targets yet: t on the score screen sets one")
    await pilot.press("shift+tab", "shift+tab")
    await shows(pilot, "J Commercial, finance and sustainability")
    await pilot.press("enter", "down")
    await shows(pilot, "enter score it")
    await go_to(pilot, ScoreScreen, "enter")
    await shows(pilot, "0–5 score")
    await pilot.press("t")
    await until(pilot, lambda: pilot.app.screen.query(Input), "the target's prompt")
    await pilot.press("4", "enter")
    await shows(pilot, "✓ saved")
    await go_to(pilot, ResultsScreen, "escape")
    await pilot.press("tab", "tab")
    await shows(pilot, "1 gap", "A1 Digital strategy")


async def ask_what_if(pilot: Pilot[Any]) -> None:
    from maturity_tui.ui.screens.what_if.screen import WhatIfScreen

    await go_to(pilot, WhatIfScreen, "w")
    await until(pilot, lambda: "£" in seen(pilot), "inputs with their cost")
    before = seen(pilot)
    await pilot.press("space")
    await until(pilot, lambda: seen(pilot) != before, "an input that is chosen changes something")
    for _ in range(6):
        if isinstance(pilot.app.screen, ResultsScreen):
            break
        await pilot.press("escape")
    await until(pilot, lambda: isinstance(pilot.app.screen, ResultsScreen), "back at the results")


async def write_down(pilot: Pilot[Any], folder: Path) -> None:
    for place, kind in enumerate(FORMATS):
        await go_to(pilot, FormDialog, "x")
        await pilot.press(*["right"] * place)
        assert pilot.app.screen.query_one("#field-format", Choice).value == kind
        pilot.app.screen.query_one("#field-path", Input).value = str(folder / "out")
        await pilot.press("ctrl+s")
        written = folder / ("out" if kind == "folder" else f"out.{kind}")
        await until(pilot, written.exists, f"{written.name} is written")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultsScreen), "back at the results")
        await shows(pilot, f"Wrote {written}")


@pytest.mark.slow
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_from_nothing_to_every_report(tmp_path: Path, size: tuple[int, int]) -> None:
    path, out = tmp_path / "own.db", tmp_path / "out"
    out.mkdir()
    app = app_on(str(path))
    async with app.run_test(size=size) as pilot:
        await begin(pilot)
        await score_all(pilot)
        await read(pilot)
        await ask_what_if(pilot)
        await write_down(pilot, out)
        await go_to(pilot, HomeScreen, "escape")
        await shows(pilot, "Our council", "Web team", "40/40 ✓")
        await pilot.press("ctrl+q")
    app.keeper.close()
    with Store.open(str(path)) as store:
        held = store.assessment(ONE)
        core = catalogue().load("digital-service").core
        assert [held.score(item).agreed for item in core] == [1 + place % 3 for place in range(40)]
        assert sum(held.score(item).target == 4 for item in core) == 1
        assert store.check() == ()
    assert (out / "out" / "organisation.yaml").is_file()
    assert "Web team" in (out / "out.md").read_text()
