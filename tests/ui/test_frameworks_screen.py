"""Frameworks: "what does good look like?" Browse, read level by level, find across all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.frameworks import FrameworksScreen
from maturity_tui.ui.screens.home import HomeScreen
from maturity_tui.ui.widgets.row_list import RowList
from tests.ui.council import NARROW, WIDE, council, seen, shows, until, words
from tests.ui.score_case import catalogue

pytestmark = [pytest.mark.ui, pytest.mark.store]

MAIN = "digital-service@2026.1"


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


def browsing(path: str) -> MaturityApp:
    class Browsing(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(FrameworksScreen())

    return Browsing(path)


def rows(app: MaturityApp) -> RowList:
    return app.screen.query_one("#rows", RowList)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_framework_is_listed_and_the_first_is_open(path: str, size: tuple[int, int]) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Maturity of a digital and IT service", "Digital strategy")
        tops = [row.key for row in rows(app).rows if "#" not in row.key]
        assert sorted(tops) == sorted(entry.reference for entry in catalogue().entries())
        assert "Licence" in words(pilot) or size == NARROW
        assert MAIN in seen(pilot) or size == NARROW


async def test_the_page_says_what_every_level_looks_like(path: str) -> None:
    framework = catalogue().load("digital-service")
    item = framework.capabilities["strategy.portfolio"]
    app = browsing(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("down", "down")
        await shows(pilot, "A2 Portfolio and prioritisation")
        page = "".join(row[49:] + " " for row in seen(pilot).splitlines())
        text = " ".join(page.replace("│", " ").split())
        assert item.question in text
        for level in framework.scale:
            assert level.name in text
            assert item.levels[level.value][:60] in text


async def test_the_framework_s_page_says_who_uses_it_and_under_which_licence(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Used by", "Service operations, Autumn 2026", "Licence", "CC BY 4.0")


async def test_enter_closes_and_opens(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("enter")
        await until(pilot, lambda: len(rows(app).rows) == len(catalogue().entries()))
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(rows(app).rows) == len(catalogue().entries()) + 6)
        assert "A2   Fix our plumbing" in seen(pilot)


async def test_tab_reads_on_and_the_page_scrolls(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("down", "tab")
        before = seen(pilot)
        await pilot.press("pagedown")
        await until(pilot, lambda: seen(pilot) != before)
        await pilot.press("tab", "down")
        await shows(pilot, "Portfolio and prioritisation")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_find_looks_through_all_of_them_and_esc_shows_all_again(
    path: str, size: tuple[int, int]
) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *"test engineering", "enter")
        await until(pilot, lambda: rows(app).cursor_key == f"{MAIN}#engineering.testing")
        await pilot.press("n", "n", "N", "n", "n", "n")
        await shows(pilot, "E5 Test engineering")
        await pilot.press("enter")
        await until(pilot, lambda: any(row.key == MAIN for row in rows(app).rows))
        assert "ddat" in str(rows(app).cursor_key)
        await pilot.press("slash", *"zzzz", "enter")
        await shows(pilot, "Nothing is found for “zzzz”.", "all again.")
        await pilot.press("enter", "n", "down", "escape")
        await until(pilot, lambda: any(row.key == MAIN for row in rows(app).rows))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_word_of_a_descriptor_is_found(path: str) -> None:
    framework = catalogue().load("digital-service")
    app = browsing(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *"hallways", "enter")
        found = {
            item.id
            for item in framework.capabilities.values()
            if "hallways" in " ".join(item.levels.values())
        }
        await until(
            pilot, lambda: {row.key.partition("#")[2] for row in rows(app).rows if not row.heading} == found
        )
        assert found
        assert re.search(rf"{len(found)} found for “hallways”", words(pilot))


async def test_roles_say_what_they_require(path: str) -> None:
    framework = catalogue().load("ddat")
    role = framework.roles[0]
    app = browsing(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("slash", *"business", "enter")
        await until(pilot, lambda: any("#role:" in row.key for row in rows(app).rows))
        at = next(row.key for row in rows(app).rows if "#role:" in row.key)
        rows(app).move_to(at)
        held = next(one for one in framework.roles if one.id == at.partition("role:")[2])
        await shows(pilot, held.levels[0].title)
    assert role.levels


async def test_nothing_breaks_before_they_are_read(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from maturity_tui.store import StoreError
    from maturity_tui.ui.screens import frameworks

    def broken(store: Store) -> object:
        raise StoreError("The frameworks cannot be read. Install the app again.")

    monkeypatch.setattr(frameworks, "read_all", broken)
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "! The frameworks cannot be read.")
        await pilot.press("enter", "n", "down", "tab", "slash", *"x", "enter", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
