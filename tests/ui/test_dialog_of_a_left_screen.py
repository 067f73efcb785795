"""A dialogue that is asked for by a screen that is being taken away at that moment: the app goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.base import MaturityScreen
from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.widgets.form_dialog import Field, FormDialog
from tests.ui.council import WIDE, app_on, at_home, council, until

pytestmark = [pytest.mark.ui, pytest.mark.store]


class Asking(MaturityScreen):
    """Asks in the turn of the loop in which it is left."""

    def leave_asking(self) -> None:
        self.run_worker(self._ask(), group="dialogue")

    async def _ask(self) -> None:
        self.dismiss(None)
        await self.app.push_screen_wait(FormDialog("Anything", [Field("a", "A")]))


async def test_the_app_goes_on_where_a_screen_asks_as_it_is_left(tmp_path: Path) -> None:
    app: MaturityApp = app_on(council(tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        screen = Asking()
        await app.push_screen(screen)
        screen.leave_asking()
        await asyncio.wait_for(until(pilot, lambda: screen not in app.screen_stack), 20)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert app.is_running


async def test_an_answer_that_comes_as_the_app_is_left_ends_nothing_in_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app closes its screens from the top: one below has lost its widgets, and still stands among them."""
    app: MaturityApp = app_on(council(tmp_path))

    async def late() -> None:
        monkeypatch.setattr(app, "_running", False)
        screen.query_one("#taken-away-already")

    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        screen = app.screen
        await screen.run_worker(late(), exit_on_error=False).wait()
        monkeypatch.undo()
