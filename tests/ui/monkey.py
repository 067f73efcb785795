"""Random keys over the whole app, by a seed; and whether what was there before can still be had by undo.

Used by the tests for a little of it, and by `benchmarks/monkey.py` for fifty runs of a thousand keys.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from maturity_tui.store import Store, StoreError
from maturity_tui.ui.app import MaturityApp
from tests.ui.council import NARROW, WIDE, until
from tests.ui.pictures import PICTURES, Picture, walked

SIZES = (NARROW, WIDE)
OTHER_SIZES = (NARROW, WIDE, (100, 30), (200, 60), (79, 24), (40, 10), (120, 35), NARROW, WIDE)
# The keys that lead somewhere come oftener, and so does what leaves a dialog: else a run ends in the first form.
LEADS = ("enter", "tab", "escape", "escape", "down", "j", "r", "w", "f", "right", "space")
OTHERS = (
    *"abcdefghijklmnopqrstuvwxyzABCDEGHJLMNOPRSTVW0123456789-=/?*.[]:<>+#é",
    "up", "left", "home", "end", "pageup", "pagedown", "backspace", "delete", "shift+tab", "f1",
    "ctrl+o", "ctrl+p", "ctrl+r", "ctrl+s", "ctrl+z", "ctrl+c", "ctrl+b", "ctrl+f", "ctrl+a", "ctrl+k",
)  # fmt: skip
BURST = 8
RESIZE_EVERY = 12
"""In bursts."""


def keys(chance: random.Random, count: int) -> Iterator[str]:
    """So many random keys."""
    for _ in range(count):
        yield chance.choice(LEADS if chance.random() < 0.4 else OTHERS)


async def play(pilot: Pilot[Any], chance: random.Random, count: int, seen: set[str]) -> None:
    """Press keys in bursts, as a cat does; resize now and then; note which screens were reached."""
    app = pilot.app
    typed = list(keys(chance, count))
    for burst in range(0, count, BURST):
        for key in typed[burst : burst + BURST]:
            app.simulate_key(key)
        await pilot.pause()
        seen.add(type(app.screen).__name__)
        if burst // BURST % RESIZE_EVERY == RESIZE_EVERY - 1:
            await pilot.resize_terminal(*chance.choice(OTHER_SIZES))


def starts() -> tuple[Picture, ...]:
    """One way to each screen that has a picture of the worked example: chance alone finds half of them."""
    apart = {"=two.yaml", "=60k"}  # a file that is not there, and a search that only the pictures have
    found = {one.screen: one for one in PICTURES if one.database == "council" and not apart & set(one.steps)}
    return tuple(found[screen] for screen in sorted(found))


async def run(
    path: str, seed: int, count: int, seen: set[str] | None = None, start: Picture | None = None
) -> list[str]:
    """One run on a database, from home or another screen; what was not as it should be, in sentences.

    A crash of the app raises.
    """
    chance = random.Random(seed)
    before = held(path)
    app = MaturityApp(path)
    with unawaited() as warned:
        async with app.run_test(size=SIZES[seed % 2]) as pilot:
            await until(pilot, lambda: app.screen.query("#team-rows"))
            if start is not None:
                await walked(pilot, start)
            await play(pilot, chance, count, set() if seen is None else seen)
            await pilot.resize_terminal(*NARROW)
            # What was begun may open its screen late, also over home.
            await until(
                pilot, lambda: (app.simulate_key("escape"), len(app.screen_stack) == 1)[1], "home again"
            )
        app.keeper.close()
    return [*app.keeper.lost, *warned, *faults(path, before)]


def held(path: str) -> dict[str, Any]:
    """Organisations and assessments as they are, without what has its own way back (the status) or only dates them."""
    with Store.open(path) as store:
        owners = store.organisations()
        ids = [row.id for one in owners for row in store.assessments(one.id)]
        return {one.id: one.model_dump(mode="json") for one in owners} | {
            id: _plain(store.assessment(id)) for id in ids
        }


def _plain(assessment: Any) -> Any:
    return assessment.model_dump(mode="json", exclude={"status", "changed", "agreed", "signed_off"})


def faults(path: str, before: dict[str, Any]) -> list[str]:
    """What is broken, or is not as it was once everything has been undone."""
    found: list[str] = []
    with Store.open(path) as store:
        found += store.check()
        owners = {one.id for one in store.organisations()}
        for id, was in before.items():
            if id in owners:
                found += _owner_faults(store, id, was)
                continue
            try:
                store.set_status(id, "draft")
            except StoreError as error:
                found += [] if "already" in str(error) or "draft" in str(error) else [f"{id}: {error}"]
            for _ in range(5000):
                if store.undo(id) is None:
                    break
            now = _plain(store.assessment(id))
            found += [f"{id}: {name} is not as it was" for name in was if now.get(name) != was[name]]
    return found


def _owner_faults(store: Store, id: str, was: dict[str, Any]) -> list[str]:
    """As for an assessment. A team for which an assessment was begun stays: to begin one is not undone."""
    try:
        while store.undo_organisation(id) is not None:
            pass
    except StoreError as error:
        return [] if "assessment" in str(error) else [f"{id}: {error}"]
    now = store.organisation(id)
    return [] if now is not None and now.model_dump(mode="json") == was else [f"{id} is not as it was"]


@contextmanager
def unawaited() -> Iterator[list[str]]:
    """The coroutines that were begun and dropped while this goes on."""
    import gc

    said: list[str] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", RuntimeWarning)
        yield said
        gc.collect()
    said += [str(one.message) for one in caught if "never awaited" in str(one.message)]


def fresh(folder: Path, source: str, seed: int) -> str:
    """A copy of a database for one run."""
    import shutil

    path = folder / f"run-{seed}.db"
    shutil.copy(source, path)
    return str(path)
