"""The app around the screens: themes, sizes, leaving, and what is said when the store fails."""

from __future__ import annotations

import asyncio
import random
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import Input

from maturity_tui.store import Store, StoreError
from maturity_tui.ui import themes
from maturity_tui.ui.app import MaturityApp, run
from maturity_tui.ui.keeper import Keeper
from maturity_tui.ui.palette import TITLES
from maturity_tui.ui.screens.frameworks.screen import FrameworksScreen
from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.screens.results.screen import ResultsScreen
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.help import HelpScreen
from maturity_tui.ui.widgets.prompt import Prompt
from tests.ui.council import (
    NARROW,
    PATIENCE,
    WIDE,
    app_on,
    assessment_of,
    at_home,
    council,
    seen,
    shows,
    until,
)
from tests.ui.score_case import opened, scoring

pytestmark = [pytest.mark.ui, pytest.mark.store]

INSIGHT = assessment_of("data-insight")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


def agreed(path: str, *items: str) -> list[Any]:
    with Store.open(path) as store:
        held = store.assessment(INSIGHT)
        return [held.score(item).agreed for item in items]


# themes ----------------------------------------------------------------------------------


async def from_palette(pilot: Pilot[Any], text: str) -> None:
    """Find an action by its name and do it."""
    await pilot.press("ctrl+p")
    await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette), "the palette")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = text
    await shows(pilot, text)
    await pilot.press("down", "enter")
    await until(pilot, lambda: not isinstance(pilot.app.screen, CommandPalette), "the palette is closed")


async def test_the_palette_changes_the_theme_and_what_is_seen_stays(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        before = seen(pilot)
        for name, title in [*TITLES.items()][1:3]:
            await from_palette(pilot, f"Theme: {title}")
            await until(pilot, lambda name=name: app.theme == name, name)
            await until(pilot, lambda: seen(pilot) == before, "the same words")


async def test_the_palette_names_the_actions_that_have_a_key_here(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        await from_palette(pilot, "Frameworks")
        await until(pilot, lambda: isinstance(app.screen, FrameworksScreen))


@pytest.mark.parametrize("theme", themes.NAMES)
async def test_every_theme_shows_home(path: str, theme: str) -> None:
    app = app_on(path, theme)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        assert app.theme == theme
        assert "57/57" in seen(pilot)


async def test_the_terminal_s_own_theme_sets_no_colour_of_its_own(path: str) -> None:
    app = app_on(path, "maturity-terminal")
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        colours = {
            colour.name
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None and colour.triplet is not None
        }
        assert colours == set()


async def test_a_theme_that_there_is_not_is_the_dark_one(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATURITY_THEME", "purple [/]")
    async with app_on(path).run_test(size=NARROW) as pilot:
        await at_home(pilot)
        assert pilot.app.theme == "maturity-dark"


@pytest.mark.parametrize("theme", ["maturity-terminal", "maturity-light"])
async def test_no_color_shows_everything_in_greys(
    path: str, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_on(path, theme)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        assert app.theme != "maturity-terminal"
        await pilot.press("r")
        await shows(pilot, "Strategy and governance")
        await pilot.press("tab")
        await shows(pilot, "Infrastructure and cloud")
        strips = app.screen._compositor.render_strips()
        filters = [one for one in app._filters if one.enabled]
        assert filters
        for one in filters:
            strips = [strip.apply_filter(one, app.screen.background_colors[1]) for strip in strips]
        triplets = {
            colour.triplet
            for strip in strips
            for segment in strip
            if segment.style
            for colour in (segment.style.color, segment.style.bgcolor)
            if colour is not None and colour.triplet is not None
        }
        assert triplets
        assert all(one.red == one.green == one.blue for one in triplets)


# sizes -----------------------------------------------------------------------------------


async def test_too_small_says_so_and_grows_back_to_where_it_was(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("down", "down")
        for size in ((79, 24), (80, 23), (10, 3), (1, 1)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: "Team" not in seen(pilot), f"no list at {size}")
        await pilot.resize_terminal(79, 24)
        await shows(pilot, "Needs 80 × 24, this is 79 × 24")
        await pilot.resize_terminal(*WIDE)
        await at_home(pilot)
        await pilot.press("enter")
        await shows(pilot, "Infrastructure and cloud › Autumn 2026")


@pytest.mark.parametrize("key", ["n", "x", "question_mark", "ctrl+p"])
async def test_resized_while_a_dialog_is_open(path: str, key: str) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        await pilot.press(key)
        kinds = (FormDialog, HelpScreen, CommandPalette)
        await until(pilot, lambda: isinstance(app.screen, kinds), "the dialog")
        dialog = app.screen
        for size in (NARROW, (40, 10), WIDE, NARROW):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert app.screen is dialog
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await at_home(pilot)
        assert app.screen.has_class("-narrow")


@pytest.mark.parametrize("tab", [0, 1, 2])
async def test_results_are_drawn_anew_at_another_size(path: str, tab: int) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        await pilot.press("down", "r")
        await shows(pilot, "Strategy and governance")
        await pilot.press(*["tab"] * tab)
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: all(len(row) <= 80 for row in seen(pilot).splitlines()))
        await pilot.resize_terminal(*WIDE)
        await until(pilot, lambda: any(len(row) > 100 for row in seen(pilot).splitlines()))


# leaving ---------------------------------------------------------------------------------


async def test_ctrl_q_with_a_save_under_way_keeps_it(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, really = threading.Event(), Store.save_score

    def slow(self: Store, *args: Any, **more: Any) -> Any:
        gate.wait(PATIENCE)
        return really(self, *args, **more)

    monkeypatch.setattr(Store, "save_score", slow)
    app = scoring(Path(path), INSIGHT, "strategy.direction")
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        items = [screen.here, screen.sheet.following(screen.here, True)]  # type: ignore[union-attr]
        await pilot.press("2", "3", "ctrl+q")
        assert "✓ saved" not in seen(pilot)
        assert agreed(path, *items) == [None, None]
        gate.set()
    app.keeper.close()
    assert agreed(path, *items) == [2, 3]


def test_what_fails_after_the_screens_are_gone_is_said_on_the_terminal(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gate = threading.Event()

    def fails(store: Store) -> None:
        gate.wait(PATIENCE)
        raise StoreError("There is no room left.")

    async def leave_at_once(self: MaturityApp, **_: Any) -> None:
        asking = asyncio.ensure_future(self.keeper.ask(fails))
        await asyncio.sleep(0)
        asking.cancel()

    monkeypatch.setattr(MaturityApp, "run_async", leave_at_once)
    monkeypatch.setattr(
        Keeper,
        "close",
        lambda self, really=Keeper.close: (setattr(self, "_closing", True), gate.set(), really(self)),
    )
    assert run(path) == 1
    assert capsys.readouterr().err == "What was under way at the end was not done: There is no room left.\n"


async def test_ctrl_q_is_answered_after_the_keys_before_it(path: str) -> None:
    app = scoring(Path(path), INSIGHT)
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        item = screen.here
        for key in ("4", "ctrl+q"):
            app.simulate_key(key)
        await until(pilot, lambda: app._exit)
    app.keeper.close()
    assert agreed(path, item) == [4]


@pytest.mark.parametrize("key", ["n", "x", "question_mark", "ctrl+p"])
async def test_ctrl_q_leaves_from_a_dialog(path: str, key: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press(key)
        await until(pilot, lambda: not isinstance(app.screen, HomeScreen))
        await pilot.press("ctrl+q")
        await until(pilot, lambda: app._exit)
    assert app.return_code == 0


async def test_esc_and_q_at_home_leave_nothing(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press(*["escape", "q"] * 5)
        assert isinstance(app.screen, HomeScreen)
        assert not app._exit


# keys that are held ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("r", ResultsScreen),
        ("enter", ScoreScreen),
        ("f", FrameworksScreen),
        ("x", FormDialog),
        ("question_mark", HelpScreen),
    ],
)
async def test_a_key_that_is_held_opens_one_screen_and_esc_leaves_it(path: str, key: str, kind: type) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        for _ in range(11):  # odd: ? closes what it opens
            app.simulate_key(key)
        await until(pilot, lambda: any(isinstance(screen, kind) for screen in app.screen_stack))
        await pilot.pause(0.2)
        assert sum(isinstance(screen, kind) for screen in app.screen_stack) == 1
        for _ in range(12):
            app.simulate_key("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await at_home(pilot)


KEYS = [
    *"bcefghijklmnoqrstuvwxz.GN0123456789-=/?*[]:",
    *["enter", "tab", "escape", "down", "right", "backspace"] * 3,
]
KEYS += [
    "shift+tab",
    "pagedown",
    "home",
    "end",
    "delete",
    "ctrl+s",
    "ctrl+r",
    "ctrl+z",
    "ctrl+c",
    "ctrl+p",
    "space",
]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_a_cat_on_the_keyboard_breaks_nothing(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)  # it may well write a report
    chance = random.Random(seed)
    app = app_on(path)
    async with app.run_test(size=chance.choice([NARROW, WIDE])) as pilot:
        await at_home(pilot)
        for _ in range(20):
            for key in chance.choices(KEYS, k=8):
                app.simulate_key(key)
            await pilot.pause(0.01)
        end = time.monotonic() + 3 * PATIENCE
        # What the cat began may open its screen late, also over home.
        while not (isinstance(app.screen, HomeScreen) and "Service operations" in seen(pilot)):
            assert time.monotonic() < end, seen(pilot)
            await pilot.press("escape")
            await pilot.pause(0.02)
    app.keeper.close()
    with Store.open(path) as store:
        assert store.check() == ()


# when the store fails ---------------------------------------------------------------------


async def test_a_store_that_cannot_be_opened_is_a_sentence_wherever_it_is_needed(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "The database is locked by another program. Try again."

    def broken(url: str | None = None) -> Store:
        raise StoreError(said)

    monkeypatch.setattr(Store, "open", broken)
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "57/57", said)
        for key in ("enter", "r", "f", "n"):
            await pilot.press("down", key)
            await shows(pilot, said)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        monkeypatch.undo()
        await pilot.press("r")
        await shows(pilot, "Strategy and governance")


async def test_a_database_that_goes_away_is_a_sentence_and_nothing_is_shown_as_saved(path: str) -> None:
    app = scoring(Path(path), INSIGHT)
    async with app.run_test(size=WIDE) as pilot:
        await opened(pilot)
        other = sqlite3.connect(path)
        other.execute("DROP TABLE score")
        other.commit()
        other.close()
        await pilot.press("3")
        await shows(pilot, "was not saved")
        assert "✓ saved" not in seen(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_what_is_written_by_another_app_is_seen_on_the_way_back(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("f")
        await shows(pilot, "Digital strategy")
        with Store.open(path) as other:
            other.save_score(
                INSIGHT, "strategy.portfolio", other.assessment(INSIGHT).score("x").changed(agreed=1)
            )
        await pilot.press("escape")
        await shows(pilot, "5/40")


async def test_the_crash_screen_tells_no_locals(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    secret = "what a person said about their team"

    class Breaks(MaturityApp):
        def on_ready(self) -> None:
            words = secret
            raise RuntimeError(f"broken with {len(words)}")

    app = Breaks(path)
    with pytest.raises(RuntimeError, match="broken"):
        async with app.run_test(size=NARROW) as pilot:
            await pilot.pause()
    assert secret not in "".join(capsys.readouterr())


async def test_a_prompt_is_left_alone_by_the_screen_s_keys(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("r")
        await shows(pilot, "Strategy and governance")
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await pilot.press(*"wxfq?12")
        assert app.screen.query_one(Input).value == "wxfq?12"


async def test_a_key_that_comes_while_the_app_is_left_ends_nothing_in_a_traceback(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        kept = list(app._screen_stack)
        try:
            app._screen_stack.clear()
            await app.on_event(events.Key("j", "j"))
        finally:
            app._screen_stack.extend(kept)
        await pilot.pause()
        assert app._exception is None
