"""What-if's bands: they follow the line, are those of `project`, and never those of another scenario."""

from __future__ import annotations

import asyncio
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.analysis.uncertainty.sample import Sampled, Stopped, sample
from maturity_tui.ui.draw.numbers import score
from maturity_tui.ui.screens.what_if import chart
from maturity_tui.ui.screens.what_if.figures import often, span
from maturity_tui.ui.screens.what_if.screen import WhatIfScreen
from maturity_tui.ui.screens.what_if.view import Answer
from maturity_tui.ui.widgets.fan_chart import FanChart
from tests.ui.what_if_case import SIZES, asking, database, opened, press, seen, settled

pytestmark = [pytest.mark.ui, pytest.mark.store]
DRAWS = 256


def quickly(answer: Answer, unwanted: Event) -> Sampled:
    """The bands of fewer draws."""
    projection, order = answer.projection, [item.id for item in answer.ground.library]
    return sample(
        projection.model, projection.chosen, order=order, draws=DRAWS, stop=unwanted.is_set, nodes=False
    )


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart, "PAUSE", 0)
    monkeypatch.setattr(chart, "drawn", quickly)


async def with_bands(pilot: Pilot[Any], screen: WhatIfScreen) -> Sampled:
    """The bands, once they are there."""
    for _ in range(1000):
        await settled(pilot)
        if screen.sampled is not None:
            await pilot.pause()
            return screen.sampled
        await asyncio.sleep(0.01)
    raise AssertionError("no band came: " + seen(pilot))


@pytest.mark.parametrize("size", SIZES)
async def test_bands_follow_a_choice_and_are_those_of_the_library(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with asking(database(tmp_path)).run_test(size=size) as pilot:
        screen = await opened(pilot)
        assert "9 in 10" not in seen(pilot)
        await press(pilot, "space", "down", "space")
        sampled = await with_bands(pilot, screen)
        assert screen.answer is not None
        projection = screen.answer.projection
        order = [item.id for item in screen.answer.ground.library]
        again = sample(projection.model, projection.chosen, order=order, draws=DRAWS)
        assert sampled.overall.mean == pytest.approx(again.overall.mean, abs=1e-6)
        assert again.overall.p5
        assert again.overall.p95
        low, high = span(again.overall.p5[-1], again.overall.p95[-1])
        assert f"9 in 10 {low}–{high}" in seen(pilot)
        assert f"{score(again.overall.mean[-1])} likely" in seen(pilot)
        assert screen.answer.setting.target is not None
        reached = often(again.chance(screen.answer.setting.target))
        said = "target" if screen.wide else score(screen.answer.setting.target)
        assert f"{said} in {reached}" in seen(pilot)
        fan = screen.query_one("#chart", FanChart)._fan
        assert fan is not None
        assert fan.outer is not None
        assert list(fan.outer[1]) == pytest.approx([projection.now, *again.overall.p95], abs=1e-6)
        assert fan.inner is not None
        assert list(fan.inner[0])[1:] == pytest.approx(list(again.overall.p20 or ()), abs=1e-6)


async def test_what_changes_takes_the_band_away_until_the_new_one_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, begun = Event(), Event()
    gate.set()

    def held(answer: Answer, unwanted: Event) -> Sampled:
        begun.set()
        gate.wait(10)
        return quickly(answer, unwanted)

    monkeypatch.setattr(chart, "drawn", held)
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space")
        before = await with_bands(pilot, screen)
        gate.clear()
        begun.clear()
        await press(pilot, "down", "space")
        assert screen.sampled is None
        assert "9 in 10" not in seen(pilot)
        fan = screen.query_one("#chart", FanChart)._fan
        assert fan is not None
        assert (fan.outer, fan.inner) == (None, None)
        gate.set()
        after = await with_bands(pilot, screen)
        assert after.overall != before.overall
        await press(pilot, "space", "up", "space")
        assert "9 in 10" not in seen(pilot)


async def test_of_keys_in_a_row_only_the_last_is_drawn_to_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    gate = Event()

    def noted(answer: Answer, unwanted: Event) -> Sampled:
        gate.wait(10)
        try:
            found = quickly(answer, unwanted)
        except Stopped:
            ended.append("stopped")
            raise
        ended.append("drawn")
        return found

    monkeypatch.setattr(chart, "drawn", noted)
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space")
        await press(pilot, "down", "space")
        await press(pilot, "down", "space")
        gate.set()
        sampled = await with_bands(pilot, screen)
        assert ended in (["stopped", "drawn"], ["drawn"])
        assert screen.answer is not None
        assert len(screen.answer.projection.chosen) == 3
        projection = screen.answer.projection
        order = [item.id for item in screen.answer.ground.library]
        again = sample(projection.model, projection.chosen, order=order, draws=DRAWS, nodes=False)
        assert sampled.overall == again.overall


async def test_i_says_how_sure_and_what_that_takes_for_granted(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(120, 60)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space")
        await with_bands(pilot, screen)
        await press(pilot, "i")
        said = " ".join(seen(pilot).replace("│", " ").split())
        assert "How sure: by Q4 2028 9 in 10 of 256 draws lie from" in said
        assert "if the assumptions do: ranges of shares widened 2 times" in said
        assert "correlated by 0.3" in said
        assert "Seed 20270101" in said


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.0, "no draw"), (0.001, "few draws"), (0.2, "2 of 10 draws"), (0.96, "most draws"),
        (0.94, "9 of 10 draws"), (1.0, "every draw"),
    ],
)  # fmt: skip
def test_no_draw_and_every_draw_are_said_only_where_it_is_so(chance: float, words: str) -> None:
    assert often(chance) == words


def test_a_narrow_range_shows_a_second_decimal() -> None:
    assert span(2.21, 2.32) == ("2.21", "2.32")
    assert span(2.1, 2.6) == ("2.1", "2.6")
