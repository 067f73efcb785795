"""Keys of the user's own in the app: in force from the first paint, and shown in footer, help and palette."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.ui.key_list import every_key, every_screen, screen_name
from maturity_tui.ui.palette import commands
from maturity_tui.ui.screens.results.screen import ResultsScreen
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.widgets.help import HelpScreen
from tests.ui.council import NARROW, WIDE, app_on, at_home, council, seen, shows, until

pytestmark = [pytest.mark.ui, pytest.mark.store]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def write(text: str) -> None:
        file = tmp_path / "mine.yaml"
        file.write_text("schema: maturity/settings@1\n" + text, encoding="utf-8")
        monkeypatch.setenv("MATURITY_SETTINGS", str(file))

    return write


def footer(pilot: Pilot[Any]) -> str:
    return seen(pilot).splitlines()[-1]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_key_of_ones_own_works_and_is_shown_everywhere(
    path: str, settings: Any, size: tuple[int, int]
) -> None:
    settings("keys: {results: U, back: ctrl+w}\n")
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        assert "U results" in footer(pilot)
        assert "r results" not in footer(pilot)
        assert "Results (U)" in [command.title for command in commands(app, app.screen)]
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await shows(pilot, "U What we learned")
        await pilot.press("ctrl+w")
        await until(pilot, lambda: not isinstance(app.screen, HelpScreen))
        await pilot.press("r")
        await pilot.pause()
        assert not isinstance(app.screen, ResultsScreen)
        await pilot.press("U")
        await until(pilot, lambda: isinstance(app.screen, ResultsScreen))
        await pilot.press("escape")  # esc stays beside what was chosen
        await at_home(pilot)


async def test_what_cannot_be_used_is_said_and_the_rest_applies(path: str, settings: Any) -> None:
    settings("keys: {undo: ctrl+z, votes: j, nix: a}\n")
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "mine.yaml: There is no action 'nix'.")
        await shows(pilot, "1 more: `maturity doctor` says all.")
        assert app._keymap == {"undo": "ctrl+z"}
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen) and app.screen.here)
        screen, item = app.screen, app.screen.here
        before = screen.sheet.score(item).agreed  # type: ignore[union-attr]
        await pilot.press("5")
        await until(pilot, lambda: screen.sheet.score(item).agreed == 5, "scored")  # type: ignore[union-attr]
        await screen.all_kept()
        await pilot.press("ctrl+z")
        await until(pilot, lambda: screen.sheet.score(item).agreed == before, "taken back")  # type: ignore[union-attr]


async def test_a_digit_that_was_moved_is_not_named_in_the_range(path: str, settings: Any) -> None:
    settings("keys: {score-0: f2}\n")
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen) and app.screen.here)
        assert "f2" in footer(pilot)
        assert "0–5" not in footer(pilot)


async def test_the_theme_of_the_settings_is_put_on(path: str, settings: Any) -> None:
    settings("theme: light\n")
    async with app_on(path).run_test(size=NARROW) as pilot:
        assert pilot.app.theme == "maturity-light"
    async with app_on(path, "maturity-contrast").run_test(size=NARROW) as pilot:
        assert pilot.app.theme == "maturity-contrast"


async def test_a_file_that_cannot_be_read_is_one_sentence(path: str, settings: Any) -> None:
    settings("keys: [\n")
    async with app_on(path).run_test(size=NARROW) as pilot:
        await shows(pilot, "mine.yaml: The settings were not read")
        await pilot.press("r")
        await shows(pilot, "Strategy and governance")


KEYS_TO_SCREENS = {
    "Home": "", "Results": "r", "Score": "enter", "What-if": "w", "Frameworks": "f", "Export form": "x",
}  # fmt: skip


@pytest.mark.parametrize(("name", "key"), KEYS_TO_SCREENS.items())
async def test_the_list_of_keys_and_the_palette_know_all_that_a_screen_does(
    path: str, name: str, key: str
) -> None:
    """`maturity keys` is made from classes; what is really bound on the screen is the judge of it."""
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        if key:
            await pilot.press(key)
            await until(pilot, lambda: screen_name(type(app.screen)) == name, name)
            await pilot.pause(0.3)
        rows = await asyncio.to_thread(every_key)
        listed = {row.id for row in rows if row.screen in (name, "everywhere")}
        bound = {one.binding.id for one in app.screen.active_bindings.values() if one.binding.id}
        assert bound - listed == set()
        titles = {command.title for command in commands(app, app.screen)}
        named = {one.binding for one in app.screen.active_bindings.values() if one.enabled and one.binding.id}
        begins = {
            one.id: one.description[:1].upper() + one.description[1:] for one in named if one.description
        }
        missing = {
            id for id, words in begins.items()
            if id != "actions" and not any(title.startswith(words) for title in titles)
        }  # fmt: skip
        assert missing == set()


def test_every_binding_of_every_screen_has_an_id_and_says_what_it_does() -> None:
    for screen in every_screen():
        for base in screen.__mro__:
            if base.__module__.startswith("maturity_tui"):
                for binding in base.__dict__.get("BINDINGS", ()):
                    assert binding.id, (base.__name__, binding)
                    assert binding.tooltip, (base.__name__, binding)
                    assert binding.description, (base.__name__, binding)
