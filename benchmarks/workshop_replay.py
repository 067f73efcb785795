#!/usr/bin/env python3
"""Two hours of a workshop at speed: whether memory stays flat.

    .venv/bin/python benchmarks/workshop_replay.py [--rounds 20] [--capabilities 40] [--seed 1]

A seeded room of eight votes on every capability, hidden, reveals, agrees, and does so again and again, round after
round; the clock is turned by hand. Prints resident memory after each quarter, and the end beside the first quarter.
Answers 1 where it grew by more than 5 %.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
LIMIT = 1.05
SEATS = 8


def resident() -> float:
    """Resident memory of this process, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("no resident memory in /proc/self/status")


class Clock:
    """Turned by hand."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def prepared(folder: Path, capabilities: int) -> tuple[str, str]:
    """A database with an assessment and a workshop; its path and the assessment's id."""
    from inside import assessment_of, framework_of, organisation

    from maturity_tui.store import Store
    from maturity_tui.workshop import keeping
    from maturity_tui.workshop.session import Workshop
    from maturity_tui.workshop.setup import Seat, Setup

    path = str(folder / "replay.db")
    with Store.open(path) as store:
        framework = framework_of(capabilities)
        store.save_organisation(organisation())
        made = store.create(assessment_of(framework, agreed=False), framework)
        seats = tuple(Seat(rater=f"t{place}") for place in range(1, SEATS + 1))
        keeping.keep(store, made.id, Workshop(setup=Setup(seats=seats)))
    return path, made.id


async def round_of(pilot: Any, screen: Any, clock: Clock, dice: random.Random) -> None:
    """Everybody votes anew on what is shown, it is revealed and agreed."""
    await pilot.press("v")
    for _ in range(SEATS):
        pilot.app.simulate_key(dice.choice("012345x"))
    await pilot.press("enter")
    for _ in range(9):
        clock.now += 1
        screen.tick()
    await pilot.press(str(dice.randrange(6)))


async def replay(path: str, one: str, rounds: int, capabilities: int, seed: int) -> list[float]:
    """Resident memory after each quarter of the rounds."""
    from maturity_tui.ui.app import MaturityApp
    from maturity_tui.ui.screens.score.screen import ScoreScreen

    clock, dice, found = Clock(), random.Random(seed), []
    app = MaturityApp(path)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = ScoreScreen(one, now=clock)
        await app.push_screen(screen)
        while not screen.here:
            await pilot.pause(0.01)
        await pilot.press("space")
        whole = rounds * capabilities
        for at in range(1, whole + 1):
            await round_of(pilot, screen, clock, dice)
            if at % capabilities == 0:
                assert screen.sheet is not None
                screen.show(screen.sheet.agenda[0])
            if at % max(1, whole // 4) == 0:
                await screen.all_kept()
                gc.collect()
                found.append(resident())
                print(f"{at:>5} of {whole} rounds of votes   {found[-1]:7.1f} MB", flush=True)
    app.keeper.close()
    return found


def main() -> int:
    """Replay, print, and answer 1 where memory grew."""
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--rounds", type=int, default=20)
    parse.add_argument("--capabilities", type=int, default=40)
    parse.add_argument("--seed", type=int, default=1)
    options = parse.parse_args()
    from maturity_tui.ui.screens.score import keeping as score_keeping

    score_keeping.PAINT_FIRST = 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="maturity-replay-") as folder:
        path, one = prepared(Path(folder), options.capabilities)
        found = asyncio.run(replay(path, one, options.rounds, options.capabilities, options.seed))
    ratio = found[-1] / found[0]
    met = "met" if ratio <= LIMIT else "NOT MET"
    print(
        f"{'memory at the end / after the first quarter':<58}{ratio:>9.3f} ×        limit {LIMIT:>7.2f}   {met}"
    )
    print(f"{time.monotonic() - began:.0f} s")
    return 0 if ratio <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
