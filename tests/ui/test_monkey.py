"""Random keys, seeded: nothing crashes, no work is dropped half begun, and undo gives back what was there.

Fifty runs of a thousand keys are `benchmarks/monkey.py`; here a little of it, at both sizes.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest

from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from tests.ui import monkey
from tests.ui.council import NARROW, assessment_of, at_home, council

pytestmark = [pytest.mark.ui, pytest.mark.store]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
async def test_random_keys_break_nothing_that_undo_cannot_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)  # it may well write a report
    seen: set[str] = set()
    assert await monkey.run(council(tmp_path), seed, 240, seen) == []
    assert len(seen) > 3  # it came about


def test_a_change_that_undo_cannot_mend_is_found(tmp_path: Path) -> None:
    path = council(tmp_path)
    before = monkey.held(path)
    one = assessment_of("data-insight")
    with Store.open(path) as store:
        score = store.assessment(one).score("strategy.portfolio")
        store.save_score(one, "strategy.portfolio", score.changed(agreed=1))
    assert monkey.held(path) != before
    assert monkey.faults(path, before) == []  # undone
    before[one]["scores"]["strategy.portfolio"] = {"agreed": 5}
    assert monkey.faults(path, before) == [f"{one}: scores is not as it was"]


def test_a_change_of_the_organisation_that_undo_cannot_mend_is_found(tmp_path: Path) -> None:
    path = council(tmp_path)
    before = monkey.held(path)
    with Store.open(path) as store:
        owner = store.organisation()
        assert owner is not None
        store.change_organisation(owner.changed(title="Another"))
    assert monkey.held(path) != before
    assert monkey.faults(path, before) == []  # undone
    before[owner.id]["title"] = "A third"
    assert monkey.faults(path, before) == [f"{owner.id} is not as it was"]


def test_a_run_begins_on_every_screen_there_is() -> None:
    screens = {one.screen for one in monkey.starts()}
    assert {
        "JournalScreen",
        "CompareScreen",
        "BenchmarkScreen",
        "SurveyScreen",
        "VoteDialog",
        "DiffScreen",
    } <= screens
    assert len(screens) <= 50


def test_the_keys_are_the_same_for_a_seed_and_reach_everything() -> None:
    first, again = (list(monkey.keys(random.Random(7), 1000)) for _ in range(2))
    assert first == again
    assert first != list(monkey.keys(random.Random(8), 1000))
    assert set(monkey.LEADS) <= Counter(first).keys()
    assert not {"ctrl+q"} & {*monkey.LEADS, *monkey.OTHERS}


async def test_work_that_never_began_is_not_missed(tmp_path: Path) -> None:
    """What a screen was about to do when it was left: its coroutine is closed, not dropped."""

    async def work() -> None:
        await asyncio.sleep(0)

    app = MaturityApp(council(tmp_path))
    with monkey.unawaited() as warned:
        async with app.run_test(size=NARROW) as pilot:
            await at_home(pilot)
            for place in (app, app.screen):
                for _ in range(3):
                    place.run_worker(work(), group="once", exclusive=True)
            await pilot.pause()
    assert warned == []
