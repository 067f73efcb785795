"""What moves it: the pane beside the roadmap, its rows, and what each of them explains."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.analysis.explanation.contributions import contributions
from maturity_tui.analysis.explanation.waiting import Waiting
from maturity_tui.ui.screens.what_if.drivers_rows import driver_rows, waits_words
from maturity_tui.ui.screens.what_if.drivers_words import row_words
from maturity_tui.ui.screens.what_if.screen import WhatIfScreen
from tests.ui.what_if_case import SIZES, SKILLS, apart, asking, database, opened, press, scenario_of, seen

pytestmark = [pytest.mark.ui, pytest.mark.store]


async def explained(pilot: Pilot[Any], screen: WhatIfScreen) -> None:
    """The pane is filled to its last row."""
    for _ in range(1500):
        await pilot.pause()
        found = screen._drivers
        if found is not None and found.answer is screen.answer and found.information is not None:
            await pilot.pause()
            return
        await asyncio.sleep(0.01)
    raise AssertionError("nothing was explained: " + seen(pilot))


def shown(screen: WhatIfScreen) -> list[str]:
    """All rows of the pane, as text."""
    listing = screen.drivers_pane.listing
    return [piece.plain for row in listing.rows for piece in row.lines(listing.size.width - 3)]


@pytest.mark.parametrize("size", SIZES)
async def test_what_each_brings_sums_to_the_gain_and_each_row_explains_itself(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = database(tmp_path)
    async with asking(path).run_test(size=size) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space", "down", "down", "space", "tab", "tab")
        await explained(pilot, screen)
        text = "\n".join(shown(screen))
        projection = apart(path, scenario_of(screen))
        parts = contributions(projection.model, projection.chosen)
        found = [float(value) for value in re.findall(r"[━╸─]+ \+(0\.\d{3})$", text, re.MULTILINE)]
        assert found == pytest.approx([part.part for part in parts.parts], abs=6e-4)
        assert f"sum +{projection.gain:.3f}" in text
        assert "Today's scores" in text
        assert "Being drawn" not in text
        assert all(len(row) <= size[0] for row in seen(pilot).splitlines())
        await press(pilot, "enter")
        assert "over every order in which the inputs could come in" in " ".join(seen(pilot).split())
        await press(pilot, "escape", "end", "i")
        assert "with the same chance" in " ".join(seen(pilot).split())


async def test_the_pane_follows_what_is_chosen_and_only_when_it_is_looked_at(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space")
        assert screen._drivers is None
        assert screen.query_one("#roadmap-pane").display
        await press(pilot, "tab", "tab")
        assert not screen.query_one("#roadmap-pane").display
        await explained(pilot, screen)
        first = shown(screen)
        await press(pilot, "tab", "down", "space")
        await explained(pilot, screen)
        assert shown(screen) != first
        await press(pilot, "u", "u")
        assert "Nothing is chosen yet" in seen(pilot)
        await press(pilot, "tab")
        assert screen.query_one("#roadmap-pane").display


async def test_the_keys_act_on_the_input_that_the_row_is_about(tmp_path: Path) -> None:
    async with asking(database(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "space", "down", "down", "space", "tab", "tab")
        await explained(pilot, screen)
        rows = [
            row.key
            for row in screen.drivers_pane.listing.rows
            if row.key.startswith("part:") and not row.heading
        ]
        await press(pilot, "down")
        assert screen.drivers_pane.listing.cursor_key == rows[1]
        await press(pilot, "right")
        assert {choice.input: choice.start for choice in scenario_of(screen).inputs}[
            rows[1].partition(":")[2]
        ] == "2027-Q2"


async def test_skills_are_said_in_points_and_every_row_has_words(tmp_path: Path) -> None:
    async with asking(database(tmp_path), SKILLS).run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "z")
        screen.inputs.move_to("capacity.data-stewards")
        await press(pilot, "space", "tab", "tab")
        await explained(pilot, screen)
        drivers = screen._drivers
        assert drivers is not None
        for row in driver_rows(drivers, 40):
            if not row.heading:
                title, words = row_words(drivers, row.key)
                assert title
                assert words
        assert waits_words(drivers.answer, Waiting(0.01, 0.2)) == (
            f"It costs 1.00 points by {drivers.answer.end}; until then it costs 20.00 point-months."
        )
        assert waits_words(drivers.answer, Waiting(-0.01, 0.2)).startswith("It gains 1.00 points")
        assert waits_words(drivers.answer, Waiting(0.0, 0.0)).startswith("It changes next to nothing")
