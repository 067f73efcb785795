"""Help: for what has the focus, from every screen and every dialog, and closed without losing anything."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.widgets.choice import Choice
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.help import HelpScreen
from maturity_tui.ui.widgets.prompt import Prompt
from tests.ui.council import NARROW, WIDE, app_on, at_home, council, seen, shows, until

pytestmark = [pytest.mark.ui, pytest.mark.store]

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


async def helps(pilot: Pilot[Any]) -> str:
    await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen), "help")
    await pilot.pause()
    return seen(pilot)


def title(text: str) -> str:
    return next(row for row in text.splitlines() if "Help: " in row).partition("Help: ")[2].split(" ─")[0]


# what it says ----------------------------------------------------------------------------


@SIZES
@pytest.mark.parametrize(
    ("keys", "name", "own"),
    [
        ((), "Home › Teams", "What we learned"),
        (("tab",), "Home › Waiting for you", "What we learned"),
        (("r",), "Results", "Switch between areas and capabilities"),
        (("enter",), "Score › A1 Digital strategy", "Type what everyone voted"),
        (("w",), "What-if › Inputs", "Choose it, or leave it out"),
    ],
)
async def test_what_it_is_for_and_its_own_keys_come_first(
    path: str, size: tuple[int, int], keys: tuple[str, ...], name: str, own: str
) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        for key in keys:
            before = seen(pilot)
            await pilot.press(key)
            await until(pilot, lambda before=before: seen(pilot) != before)
            await pilot.pause(0.3)
        await pilot.press("question_mark")
        text = await helps(pilot)
        assert title(text) == name
        assert own in text
        assert "Moving" not in text or text.index(own) < text.index("Moving")
        assert text.index("Here") < text.index(own)


async def test_an_empty_home_says_how_to_begin(tmp_path: Path) -> None:
    app = app_on(str(tmp_path / "none.db"))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await pilot.press("question_mark")
        text = await helps(pilot)
        assert title(text) == "Home"
        assert "Nothing is here yet." in text
        assert "Open the worked example" in text
        assert "Each row is a team" not in text
        assert "round before" not in text


async def test_g_and_shift_g_go_to_its_ends(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("question_mark")
        first = await helps(pilot)
        assert "Leave; all is saved" not in first
        await pilot.press("G")
        await until(pilot, lambda: "Leave; all is saved" in seen(pilot), "the end")
        await pilot.press("g")
        await until(pilot, lambda: seen(pilot) == first, "the beginning")
        await pilot.press("j", "j", "k")
        await until(pilot, lambda: seen(pilot) != first, "a line on")


# from a dialog -----------------------------------------------------------------------------


@SIZES
async def test_f1_in_a_form_helps_and_esc_closes_only_the_help(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.pause()
        form = app.screen
        await pilot.press(*"abc", "question_mark")
        typed = app.focused
        assert isinstance(typed, Input)
        assert typed.value.endswith("abc?")
        await pilot.press("f1")
        text = await helps(pilot)
        assert title(text) == "New assessment"
        assert "Keep all of it" in text
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is form)
        assert typed.has_focus
        assert typed.value.endswith("abc?")
        await pilot.press("tab")
        assert isinstance(app.focused, Choice)
        await pilot.press("question_mark")
        assert "left and right change it" in await helps(pilot)
        await pilot.press("question_mark")
        await until(pilot, lambda: app.screen is form)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_f1_in_a_prompt_and_in_lines_of_text(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("down", "enter")
        await shows(pilot, "E3 Data catalogue")
        await pilot.press("slash", "f1")
        assert title(await helps(pilot)) == "Find a capability"
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await pilot.press("escape", "m")
        await until(pilot, lambda: isinstance(app.focused, TextArea), "the note")
        await pilot.press("question_mark", "f1")
        assert title(await helps(pilot)).startswith("Note on E3")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.focused, TextArea), "the note again")
        assert app.focused.text == "?"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("keys", "name"),
    [
        (("down", "r", "i"), ""),
        (("w", "a"), "What is assumed"),
        (("w", "S"), "Saved scenarios"),
        (("down", "enter", "i"), "How this figure comes about"),
    ],
)
async def test_help_in_the_other_dialogs(path: str, keys: tuple[str, ...], name: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(0.6)
        dialog = app.screen
        await pilot.press("question_mark")
        text = await helps(pilot)
        assert not name or title(text) == name
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is dialog)
