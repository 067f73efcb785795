"""A whole workshop by keyboard: forty capabilities, eight raters, hidden votes, and a break in the middle."""

from __future__ import annotations

import random
from pathlib import Path
from statistics import median_low
from typing import Any

import pytest
from textual.events import Paste

from maturity_tui.ui.screens.score import keeping as score_keeping
from maturity_tui.ui.screens.score.screen import ScoreScreen
from tests.ui.score_case import catalogue, database, kept, seen
from tests.ui.workshop_case import (
    Hands,
    begin,
    entered,
    in_workshop,
    on_disk,
    remembered,
    seats,
    vote,
)

pytestmark = [pytest.mark.ui, pytest.mark.store, pytest.mark.slow]

NARROW, WIDE = (80, 24), (120, 40)
SEATS = [seat.rater for seat in seats()]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("MATURITY_DB", raising=False)
    monkeypatch.setattr(score_keeping, "PAINT_FIRST", 0)


class Script:
    """What the room will do, by a seed: votes on each capability, and a digit where it does not follow them."""

    def __init__(self, items: tuple[str, ...], seed: int) -> None:
        chance = random.Random(seed)
        self.votes = {item: [chance.choice("0112223345x") for _ in SEATS] for item in items}
        self.digits = {item: str(chance.randrange(6)) if chance.random() < 0.3 else "" for item in items}

    def ratings(self, item: str) -> dict[str, int | None]:
        return {rater: None if v == "x" else int(v) for rater, v in zip(SEATS, self.votes[item], strict=True)}

    def agreed(self, item: str) -> int:
        """Reckoned apart from the app: a digit, else the lower median of those who knew."""
        known = [int(vote) for vote in self.votes[item] if vote != "x"]
        return int(self.digits[item]) if self.digits[item] else median_low(known)


def core() -> tuple[str, ...]:
    return catalogue().load("digital-service").core


async def one_round(pilot: Any, screen: ScoreScreen, script: Script, clock: Hands) -> None:
    """Ask, vote, reveal, discuss, agree."""
    item = screen.here
    if core().index(item) % 2:
        await vote(pilot, script.votes[item])
    else:
        await vote(pilot, ())
        pilot.app.screen.post_message(Paste(" ".join(script.votes[item])))
        await pilot.pause()
    assert "8 of 8 voted" in seen(pilot)
    await pilot.press("escape")
    shown = seen(pilot)
    assert "8 of 8 voted" in shown
    for betrayed in ("  spread", "suggested", "please speak", ": speak"):
        assert betrayed not in shown
    view = screen.ladder.view
    assert view.votes_note == "8 of 8 voted"
    assert not any(row.votes for row in view.levels)
    await pilot.press("V")
    given = [int(vote) for vote in script.votes[item] if vote != "x"]
    assert [row.votes for row in screen.ladder.view.levels] == [given.count(level) for level in range(6)]
    assert screen.ladder.cursor_value == median_low(given)
    if max(given) - min(given) >= 2:
        assert "highest" in seen(pilot)
    clock.now += 100 + len(given)
    await pilot.press(script.digits[item] or "enter")


def as_scripted(path: Path, one: str, script: Script) -> None:
    held = on_disk(path, one)
    for item in core():
        score = held.score(item)
        assert {rater: rating.level for rater, rating in score.ratings.items()} == script.ratings(item), item
        assert score.agreed == script.agreed(item), item


async def half(pilot: Any, screen: ScoreScreen, script: Script, clock: Hands, count: int) -> list[str]:
    """So many rounds; the capabilities in the order in which they came up."""
    went = []
    for _ in range(count):
        went.append(screen.here)
        await one_round(pilot, screen, script, clock)
    return went


async def test_forty_capabilities_eight_raters_and_a_break_in_the_middle(path: Path) -> None:
    before = {item: {"agreed": at % 5} for at, item in enumerate(core())}
    one = database(path, before=before, raters={})
    script, clock = Script(core(), 7), Hands()
    async with in_workshop(path, one, clock).run_test(size=WIDE) as pilot:
        screen = await entered(pilot, running=False)
        await begin(pilot, screen, order="gap")
        assert screen.workshop is not None
        agenda = screen.workshop.agenda
        assert sorted(agenda) == sorted(core())
        assert agenda != core()
        assert await half(pilot, screen, script, clock, 20) == list(agenda[:20])
        await vote(pilot, script.votes[agenda[20]][:5])
        clock.now += 42
        spent, on_table = screen.workshop.clock.at(clock.now), screen.workshop.on_table(clock.now)
        assert spent > 20 * 100
        assert on_table == 42
    # The app is gone in the middle of a round: what was cast is on disk, and the clock stands.
    assert len(on_disk(path, one).score(agenda[20]).ratings) == 5
    room = remembered(path, one)
    assert room is not None
    assert not room.clock.is_running

    clock.now += 3600  # the coffee break is nobody's time
    async with in_workshop(path, one, clock).run_test(size=NARROW) as pilot:
        screen = await entered(pilot, running=False)
        assert screen.here == agenda[20]
        assert screen.workshop is not None
        assert screen.workshop.clock.at(clock.now) == spent
        assert screen.workshop.on_table(clock.now) == on_table
        assert "paused: space goes on" in seen(pilot)
        assert "5 of 8 voted" in seen(pilot)
        assert not any(row.votes for row in screen.ladder.view.levels)
        await pilot.press("space")
        await vote(pilot, script.votes[agenda[20]][5:], "enter")
        await pilot.press(script.digits[agenda[20]] or "enter")
        assert await half(pilot, screen, script, clock, 19) == list(agenda[21:])
        await kept(screen, pilot)
        assert "last blank capability" in seen(pilot)
        assert screen.sheet is not None
        assert screen.sheet.scored == (40, 40)
    as_scripted(path, one, script)
    assert set(on_disk(path, one).raters) == set(SEATS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "maturity.db"
