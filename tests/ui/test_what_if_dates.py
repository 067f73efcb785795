"""What-if's dates: the best starts come as they are found, are proved, are one step to undo; phases have headings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.analysis.roadmap.roadmap import Roadmap
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.ui.screens.what_if import dates
from maturity_tui.ui.screens.what_if.screen import WhatIfScreen
from maturity_tui.ui.screens.what_if.view import Answer
from tests.ui.what_if_case import SIZES, asking, database, opened, press, scenario_of, seen

pytestmark = [pytest.mark.ui, pytest.mark.store]

FIRST, AGAIN, OTHER = (
    "training.security-awareness",
    "training.security-awareness-refresher",
    "training.data-owners",
)
Heard = Callable[[Roadmap], None]
Stop = Callable[[], bool]


async def chosen(pilot: Pilot[Any]) -> WhatIfScreen:
    """The screen with a course, its refresher, which needs it, and another course."""
    screen = await opened(pilot)
    for item in (AGAIN, OTHER):
        screen.inputs.move_to(item)
        await press(pilot, "space")
    assert {choice.input for choice in scenario_of(screen).inputs} == {FIRST, AGAIN, OTHER}
    return screen


def starts(scenario: Scenario) -> dict[str, str]:
    return {choice.input: choice.start or scenario.start for choice in scenario.inputs}


def headings(screen: WhatIfScreen) -> list[str]:
    return [row.key.removeprefix("phase:") for row in screen.roadmap.rows if row.heading]


@pytest.mark.parametrize("size", SIZES)
async def test_the_best_starts_are_proved_said_and_undone_in_one_step(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with asking(database(tmp_path)).run_test(size=size) as pilot:
        screen = await chosen(pilot)
        await press(pilot, "d", *"40", "enter")
        found = starts(scenario_of(screen))
        assert screen.answer is not None
        assert not any(screen.answer.projection.person_days.overload)
        assert found[AGAIN] > found[FIRST]
        shown = " ".join(seen(pilot).split())
        assert "Starts now: " in shown
        assert "on average over the quarters (it was " in shown
        await press(pilot, "tab")
        assert "Roadmap · proved within 0." in seen(pilot)
        assert "so far" not in seen(pilot)
        await press(pilot, "d")
        assert starts(scenario_of(screen)) == found
        assert "No start moves." in seen(pilot)
        await press(pilot, "u")
        assert "proved" not in seen(pilot).split("Undone")[0]
        assert scenario_of(screen).limits.person_days == 40
        assert starts(scenario_of(screen)) != found


@pytest.mark.parametrize("size", SIZES)
async def test_the_roadmap_has_the_foundations_first_where_there_is_room(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with asking(database(tmp_path)).run_test(size=size) as pilot:
        screen = await chosen(pilot)
        await press(pilot, "tab")
        wide = size[0] >= 120
        assert headings(screen) == (["Foundations", "Builds on them", "On their own"] if wide else [])
        rows = [row.key for row in screen.roadmap.rows if not row.heading]
        assert set(rows) == {FIRST, AGAIN, OTHER}
        if wide:
            assert rows == [FIRST, AGAIN, OTHER]
        screen.roadmap.move_to(AGAIN)
        await press(pilot, "enter")
        shown = " ".join(seen(pilot).replace("│", " ").split())
        assert (
            "phase builds on others. “Security awareness refresher” needs “Security awareness for all staff”"
            in shown
        )


async def test_what_stands_alone_has_no_headings(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        screen.inputs.move_to(OTHER)
        await press(pilot, "space", "tab")
        assert headings(screen) == []


def searching_for_ever(answer: Answer, scenario: Scenario, heard: Heard, stop: Stop) -> Roadmap:
    """A search that has an answer at once, then a better one, and goes on until it is stopped."""
    from dataclasses import replace

    from maturity_tui.analysis.roadmap.starting import roadmap

    model = dates.model_apart(answer)
    heard(roadmap(model, scenario, answer.ground.library, aim="horizon"))
    found = roadmap(model, scenario, answer.ground.library)
    heard(replace(found, upper_bound=found.gain / 0.9))
    stop.__self__.wait(20)  # type: ignore[attr-defined]  # the event that is asked
    return replace(found, upper_bound=found.gain / 0.9, stopped=True)


async def until(pilot: Pilot[Any], text: str) -> None:
    """Some turns of the loop, until a text is shown."""
    import asyncio

    for _ in range(1000):
        if text in seen(pilot):
            return
        await asyncio.sleep(0.01)
    raise AssertionError(seen(pilot))


async def test_a_better_answer_is_shown_while_it_looks_on_and_d_leaves_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await chosen(pilot)
        before = starts(scenario_of(screen))
        monkeypatch.setattr(dates, "best_starts", searching_for_ever)
        await pilot.press("d", *"40", "enter")
        await until(pilot, "so far within 10.0 %, d stops")
        await until(pilot, "draft kept")
        assert starts(scenario_of(screen)) != before
        await press(pilot, "d")
        shown = " ".join(seen(pilot).split())
        assert "Stopped. " in shown
        assert "Roadmap · proved within 10.0 %" in shown
        await press(pilot, "u")
        assert starts(scenario_of(screen)) == before


async def test_a_change_meanwhile_ends_the_search_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = remembering(monkeypatch)
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await chosen(pilot)
        await pilot.press("d", *"40", "enter")
        await until(pilot, "so far within 10.0 %, d stops")
        assert not asked[0]()
        screen.inputs.move_to(OTHER)
        await press(pilot, "space")
        assert asked[0]()
        assert {choice.input for choice in scenario_of(screen).inputs} == {FIRST, AGAIN}
        assert "Roadmap ──" in seen(pilot)
        assert "Stopped" not in seen(pilot)


async def test_leaving_the_screen_ends_the_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = remembering(monkeypatch)
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        await chosen(pilot)
        await pilot.press("d", *"40", "enter")
        await until(pilot, "so far within")
        await press(pilot, "escape")
        assert asked[0]()


def remembering(monkeypatch: pytest.MonkeyPatch) -> list[Stop]:
    """The search that never ends in the place of the true one; what it asks whether to stop."""
    asked: list[Stop] = []

    def search(answer: Answer, scenario: Scenario, heard: Heard, stop: Stop) -> Roadmap:
        asked.append(stop)
        return searching_for_ever(answer, scenario, heard, stop)

    monkeypatch.setattr(dates, "best_starts", search)
    return asked
