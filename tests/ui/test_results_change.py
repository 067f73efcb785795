"""Results: the tab on what changed, and cells of the heat map that are other teams'."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from maturity_tui.assessments.models import Score
from maturity_tui.store import Store
from maturity_tui.ui.screens.results import screen as screen_module
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.workshop.side_by_side import read_change
from tests.ui.council import NARROW, WIDE, assessment_of, council, seen, shows, until
from tests.ui.score_case import assessment, database, own_framework
from tests.ui.test_results import results_of, row_of

pytestmark = [pytest.mark.ui, pytest.mark.store]
DIGITAL = assessment_of("digital-services")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_areas_stand_was_and_is_with_shape_and_sign(path: str, size: tuple[int, int]) -> None:
    with Store.open(path) as store:
        found = read_change(store, DIGITAL)
    assert found.line("strategy") is not None
    async with results_of(path, DIGITAL, "change").run_test(size=size) as pilot:
        await shows(pilot, "since Autumn 2025", "Changes are rounded from exact figures")
        row = row_of(pilot, "A Strategy and governance")
        assert "2.2    2.8  ▲ +0.6" in row
        assert "▲ 3" in row
        assert "▲ 2  ▼ 1" in row_of(pilot, "D Product and delivery")
        assert "–      –" in row_of(pilot, "I Cyber security")
        await shows(pilot, "18 capabilities are not scored in all of them")


async def test_z_shows_the_capabilities_and_enter_goes_to_one(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[Any] = []
    monkeypatch.setattr(screen_module, "open_place", lambda app, *where: went.append(where))
    async with results_of(path, DIGITAL, "change").run_test(size=WIDE) as pilot:
        await shows(pilot, "A Strategy and governance")
        await pilot.press("z")
        await shows(pilot, "A2 Portfolio and prioritisation")
        assert "▲ +1" in row_of(pilot, "A2 Portfolio and prioritisation")
        assert "▼ −1" in row_of(pilot, "D3 Multidisciplinary teams")
        rows = pilot.app.screen.query_one("#change-rows", RowList)
        assert rows.find("Data catalogue")
        await pilot.pause()
        assert "not now" in row_of(pilot, "E3 Data catalogue")
        await pilot.press("i")
        await shows(pilot, "in Autumn 2025, not scored in Autumn 2026.")
        await pilot.press("escape", "enter")
        await until(pilot, lambda: went)
        assert went == [("score", DIGITAL, "data.catalogue")]


async def test_a_first_round_teaches_what_would_stand_here(path: str) -> None:
    async with results_of(path, assessment_of("digital-services", "ddat"), "change").run_test(
        size=NARROW
    ) as pilot:
        await shows(pilot, "There is no earlier round of this team with this framework yet.")
        await pilot.press("z", "i", "enter")
        assert "Change" in seen(pilot)


async def test_more_than_two_rounds_are_a_small_series(tmp_path: Path) -> None:
    path, framework = tmp_path / "m.db", own_framework()
    scores = {item: {"agreed": 3} for item in framework.capabilities}
    one = database(
        path, framework, before={item: {"agreed": 1} for item in scores}, scores=scores, scope="all"
    )
    with Store.open(str(path)) as store:
        first = assessment(
            framework, "2024-autumn", scope="all", scores={item: {"agreed": 0} for item in scores}
        )
        store.create(first, framework)
        store.save_score(one, "a.one", Score(agreed=3, target=4))
    async with results_of(str(path), one, "change").run_test(size=WIDE) as pilot:
        await shows(pilot, "Rounds", "A Area a")
        assert "▁▂▅" in row_of(pilot, "A Area a")
        await pilot.press("z")
        await shows(pilot, "◆ moved")


# the heat map's other cells ---------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_heat_map_says_who_is_left_out_of_the_mean(path: str, size: tuple[int, int]) -> None:
    async with results_of(path, DIGITAL, "heat").run_test(size=size) as pilot:
        await shows(pilot, "Business partnering", "Left out: Data and insight (below 80 % scored).")
        await pilot.press("right", "right", "right", "right", "right", "right", "right", "right")
        await shows(pilot, "Left out: Digital services, Data and insight (below 80 % scored).")


async def test_a_team_on_another_version_is_not_in_the_map_and_said(path: str) -> None:
    theirs = assessment_of("programme-delivery")
    with Store.open(path) as store:
        store.upgrade(theirs, store.framework_of(theirs).changed(version="2027.1"))
    async with results_of(path, DIGITAL, "heat").run_test(size=WIDE) as pilot:
        await shows(pilot, "Business partnering", "Programme delivery (another version)")
        assert not any("Programme delivery" in row and "▾" in row for row in seen(pilot).splitlines())


async def test_another_team_s_capability_says_its_own_votes_and_target(path: str) -> None:
    security = assessment_of("cyber-security")
    with Store.open(path) as store:
        held = store.assessment(security)
        team = [rater for rater, kind in held.raters.items() if kind == "team"]
        said = held.score("strategy.direction").ratings
        votes = ", ".join(f"{said[rater].level:g}" for rater in said if rater in team)
    async with results_of(path, assessment_of("infrastructure-cloud"), "heat").run_test(size=NARROW) as pilot:
        await shows(pilot, "Cyber security")
        await pilot.press("down", "enter", "i")
        await shows(
            pilot,
            f"as Cyber security agreed after votes of {votes}.",
            "The target 3 is that of Skilled people, money well spent.",
        )


async def test_a_blank_cell_does_not_say_that_anyone_agreed(path: str) -> None:
    async with results_of(path, assessment_of("data-insight"), "heat").run_test(size=NARROW) as pilot:
        await shows(pilot, "Data and insight")
        await pilot.press("enter", "i")
        await shows(pilot, "A1 Digital strategy is not scored by Data and insight yet.")
