"""The saved scenarios on screen: copied, renamed, deleted and brought back; what-if goes on with what is left."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from maturity_tui.store import Store
from tests.ui.what_if_case import asking, opened, press, scenario_of, seen, two_saved

pytestmark = pytest.mark.ui


def titles(path: Path) -> list[str]:
    """What is saved, by name."""
    with Store.open(str(path)) as store:
        return [one.title for one in store.scenarios()]


async def name(pilot: Pilot[None], text: str) -> None:
    """Write a name and take it."""
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "enter")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_copy_rename_delete_and_bring_back(tmp_path: Path, size: tuple[int, int]) -> None:
    path = two_saved(tmp_path)
    async with asking(path).run_test(size=size) as pilot:
        await opened(pilot)
        await press(pilot, "S", "C")
        assert pilot.app.screen.query_one(Input).value == "Balanced, copy"
        await press(pilot, "enter")
        assert titles(path) == ["Balanced", "Balanced, copy", "People first"]
        assert "Saved “Balanced, copy”." in seen(pilot)
        await press(pilot, "E")
        await name(pilot, "People first")
        assert "There is a scenario “People first” already" in seen(pilot)
        await name(pilot, "Steady")
        assert titles(path) == ["Balanced", "People first", "Steady"]
        await press(pilot, "backspace")
        assert titles(path) == ["Balanced", "People first"]
        assert "Deleted “Steady”: u brings it back." in seen(pilot)
        await press(pilot, "u")
        assert titles(path) == ["Balanced", "People first", "Steady"]
        await press(pilot, "u")
        assert "Nothing was deleted here." in seen(pilot)
    with Store.open(str(path)) as store:
        assert store.scenario("balanced-copy").inputs == tuple(
            choice.changed(status=None) for choice in store.scenario("balanced").inputs
        )


async def test_what_is_open_takes_its_new_name_over_and_is_a_draft_once_deleted(tmp_path: Path) -> None:
    path = two_saved(tmp_path)
    async with asking(path).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "S", "enter")
        assert "as saved" in seen(pilot)
        inputs = scenario_of(screen).inputs
        await press(pilot, "S", "E")
        await name(pilot, "Steady")
        await press(pilot, "escape")
        assert "what-if “Steady”" in seen(pilot)
        assert "as saved" in seen(pilot)
        await press(pilot, "S", "backspace", "escape")
        assert titles(path) == ["People first"]
        assert scenario_of(screen).inputs == inputs
        assert "as saved" not in seen(pilot)
        await press(pilot, "right", "u")
        assert "as saved" not in seen(pilot)
        await press(pilot, "s")
        await name(pilot, "Steady")
        assert titles(path) == ["People first", "Steady"]
        assert "saved" in seen(pilot)
