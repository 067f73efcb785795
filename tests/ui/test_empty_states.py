"""An empty list says what fills it, by its key or its command; nothing is left blank."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.results.screen import ResultsScreen
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.ui.widgets.tab_strip import TabStrip
from tests.ui.council import NARROW, WIDE, seen, shows, until
from tests.ui.pictures import settled
from tests.ui.score_case import database, own_framework

pytestmark = [pytest.mark.ui, pytest.mark.store]
# A key on its own, such as `n` or `ctrl+s`; or a command to type.
NAMES_A_KEY = re.compile(r"(?<![\w’'])(enter|esc|space|tab|[b-zB-HJ-Z*=]|ctrl\+\w)(?![\w’'])|`maturity ")


def empty_lists(pilot: Pilot[Any]) -> dict[str, str]:
    """What the empty lists that are shown say, by their id."""
    lists = [rows for rows in pilot.app.screen.query(RowList) if rows.region and rows.display]
    return {rows.id or type(rows).__name__: rows._empty.plain for rows in lists if not rows.rows}


@pytest.fixture
def path(tmp_path: Path) -> str:
    """An organisation with one assessment in which nothing is scored."""
    file = tmp_path / "new.db"
    database(file, own_framework(), scope="all")
    return str(file)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_tab_of_results_says_how_it_is_filled(path: str, size: tuple[int, int]) -> None:
    app = MaturityApp(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Data and insight", "not started")
        await pilot.press("r")
        await until(pilot, lambda: isinstance(app.screen, ResultsScreen))
        checked = 0
        for _ in app.screen.query_one(TabStrip).tabs:
            await settled(pilot)
            for name, words in empty_lists(pilot).items():
                checked += 1
                assert NAMES_A_KEY.search(words), f"{name} says {words!r}\n{seen(pilot)}"
                assert " ".join(words.split()[:3]) in seen(pilot)
            await pilot.press("tab")
        assert checked >= 2


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_what_if_and_its_dialogs_say_how_they_are_filled(path: str, size: tuple[int, int]) -> None:
    app = MaturityApp(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Data and insight", "not started")
        await pilot.press("w")
        await settled(pilot)
        await pilot.press("S")
        await shows(pilot, "Nothing is saved yet: s saves what is chosen.")
        await pilot.press("escape")
        await settled(pilot)
        for name, words in empty_lists(pilot).items():
            assert words, f"{name} is blank\n{seen(pilot)}"


async def test_an_empty_home_and_a_search_without_hits_say_what_to_do(path: str, tmp_path: Path) -> None:
    async with MaturityApp(str(tmp_path / "none.db")).run_test(size=NARROW) as pilot:
        await shows(pilot, "d the worked example", "n a new assessment", "i import a folder")
    app = MaturityApp(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Data and insight")
        await pilot.press("f")
        await settled(pilot)
        await pilot.press("slash", *"zzzqqq")
        await settled(pilot)
        for name, words in empty_lists(pilot).items():
            assert NAMES_A_KEY.search(words), f"{name} says {words!r}"
