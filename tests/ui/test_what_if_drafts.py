"""What is worked on in what-if and has no name outlives the app."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.store import Store
from maturity_tui.ui.screens.what_if.view import UNNAMED
from tests.ui.what_if_case import (
    ONE,
    SIZES,
    asking,
    database,
    figures_of,
    opened,
    press,
    scenario_of,
    seen,
    settled,
)

pytestmark = pytest.mark.ui

KEY = "2026-autumn/digital-service"


def draft(path: Path) -> object:
    with Store.open(str(path)) as store:
        return store.draft("northwick", KEY)


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_chosen_is_there_after_the_app_was_left(tmp_path: Path, size: tuple[int, int]) -> None:
    path = database(tmp_path)
    app = asking(path)
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space", "down", "down", "space", "right")
        assert "✓ draft kept" in seen(pilot)
        before, figures = scenario_of(screen), figures_of(screen)
        await pilot.press("down", "space", "space", "ctrl+q")
    app.keeper.close()
    assert app.keeper.lost == []
    async with asking(path).run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert scenario_of(screen).inputs == before.inputs
        assert figures_of(screen) == figures
        assert "✓ draft kept" in seen(pilot)
        await press(pilot, "S")
        assert "What if" not in seen(pilot)
        await press(pilot, "escape", "u")
        assert "nothing to undo" in seen(pilot)


async def test_leaving_at_once_loses_nothing(tmp_path: Path) -> None:
    path = database(tmp_path)
    app = asking(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot)
        await pilot.press("space", "down", "down", "space", "ctrl+q")
    app.keeper.close()
    async with asking(path).run_test(size=(80, 24)) as pilot:
        assert len(scenario_of(await opened(pilot)).inputs) == 2


async def test_a_draft_goes_with_its_last_choice_and_when_it_gets_a_name(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with asking(path).run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        await press(pilot, "space")
        assert draft(path) is not None
        await press(pilot, "space")
        assert "nothing chosen" in seen(pilot)
        assert draft(path) is None
        await press(pilot, "space", "s", *"Bid", "enter")
        assert "✓ saved" in seen(pilot)
        await settled(pilot)
        assert draft(path) is None


async def test_changes_to_what_was_saved_are_kept_beside_it(tmp_path: Path) -> None:
    path = database(tmp_path)
    async with asking(path).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "S", "enter", "end", "space")
        assert "✓ changes kept as a draft" in seen(pilot)
        changed = scenario_of(screen)
    with Store.open(str(path)) as store:
        assert store.scenario("balanced").inputs != changed.inputs
    async with asking(path).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        assert scenario_of(screen).inputs == changed.inputs
        assert "what-if “Balanced”" in seen(pilot)
        assert "✓ changes kept as a draft" in seen(pilot)
        await press(pilot, "n")
        assert scenario_of(screen).id == UNNAMED
        assert draft(path) is None


async def test_a_draft_of_one_team_comes_back_for_one_team(tmp_path: Path) -> None:
    path = database(tmp_path)
    for _ in range(2):
        async with asking(path).run_test(size=(120, 40)) as pilot:
            await opened(pilot)
            if draft(path) is None:
                await press(pilot, "m", "space")
            assert "› Service operations, Autumn 2026 › what-if" in seen(pilot)
    assert ONE in str(draft(path))


async def test_a_scenario_that_cannot_be_answered_costs_no_draft(tmp_path: Path) -> None:
    path = database(tmp_path)
    with Store.open(str(path)) as store:
        store.save_scenario(store.scenario("balanced").changed(id="a", title="A", assumptions={"bogus": 1}))
    async with asking(path).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space")
        before = scenario_of(screen)
        await press(pilot, "S", "home", "enter")
        assert "There is no assumption 'bogus'" in seen(pilot)
        assert scenario_of(screen) == before
        assert getattr(draft(path), "inputs", ()) == before.inputs
        assert "✓ draft kept" in seen(pilot)
