"""What-if on the worked example: a database for each test, the app on it, and the same projection worked out apart."""

from __future__ import annotations

import asyncio
import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from textual.pilot import Pilot

from maturity_tui.analysis.inputs.interventions import InputLibrary, Intervention
from maturity_tui.analysis.projection.baseline import Baseline, baseline_of
from maturity_tui.analysis.projection.projection import Projection, project_scenario
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.store import Catalogue, Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.what_if.screen import WhatIfScreen
from tests.ui.stage import text_of

EXAMPLE = Path(__file__).parents[2] / "assessments" / "northwick"
ROUND = "2026-autumn"
ONE = f"northwick/{ROUND}/service-operations/digital-service"
SKILLS = f"northwick/{ROUND}/digital-services/ddat"
SIZES = [(80, 24), (120, 40)]


@lru_cache(maxsize=1)
def _example() -> Path:
    """The example's database, filled once."""
    path = Path(mkdtemp()) / "example.db"
    with Store.open(str(path), Catalogue(cache=path.parent)) as store:
        store.import_path(EXAMPLE)
    return path


def database(folder: Path, *own: dict[str, Any]) -> Path:
    """A database of the example, with inputs of one's own added."""
    path = folder / "what-if.db"
    shutil.copy(_example(), path)
    if own:
        with Store.open(str(path)) as store:
            held = store.inputs().inputs
            store.save_inputs(InputLibrary(inputs=(*held, *map(Intervention.model_validate, own))))
    return path


def two_saved(folder: Path) -> Path:
    """A database of the example with two saved scenarios, “Balanced” and “People first”, and no other."""
    path = database(folder)
    with Store.open(str(path)) as store:
        for one in store.scenarios():
            if one.id not in ("balanced", "people-first"):
                store.delete_scenario(one.id)
    return path


def asking(path: Path, assessment: str = ONE, capability: str | None = None) -> MaturityApp:
    """The app on a database, with the what-if screen on top."""

    class Asking(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(WhatIfScreen(assessment, capability))

    return Asking(str(path))


async def opened(pilot: Pilot[Any]) -> WhatIfScreen:
    """The screen, once it has an answer or says why it has none."""
    for _ in range(1000):
        screen = pilot.app.screen
        if isinstance(screen, WhatIfScreen) and (screen.answer or "Reading" not in seen(pilot)):
            await settled(pilot)
            return screen
        await asyncio.sleep(0.01)
    raise AssertionError("the screen did not open: " + seen(pilot))


async def settled(pilot: Pilot[Any]) -> None:
    """All that was begun is done: workers too."""
    for _ in range(500):
        await pilot.pause()
        busy = [
            worker
            for worker in pilot.app.workers
            if worker.group in {"answer", "read", "save", "explain", "dates", "phases"}
        ]
        if not any(worker.is_running for worker in busy):
            break
        await asyncio.sleep(0.01)
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def seen(pilot: Pilot[Any]) -> str:
    """The text on the screen."""
    return "\n".join(text_of(pilot.app))


def scenario_of(screen: WhatIfScreen) -> Scenario:
    assert screen.answer is not None
    return screen.answer.scenario


def figures_of(screen: WhatIfScreen) -> tuple[float, ...]:
    """The overall figure at each quarter-end, as the screen has it."""
    assert screen.answer is not None
    return screen.answer.projection.overall.mean


def round_of(path: Path, framework: str = "digital-service") -> Baseline:
    """The baseline of the whole round, put together by hand."""
    with Store.open(str(path)) as store:
        owner = store.organisation()
        assert owner is not None
        rows = [row for row in store.assessments() if row.round == ROUND and row.id.endswith(f"/{framework}")]
        pairs = [(store.assessment(row.id), owner.ambition) for row in rows]
        headcount = {team.id: team.headcount for team in owner.teams}
        return baseline_of(store.framework_of(rows[0].id), pairs, headcount)


def apart(path: Path, scenario: Scenario) -> Projection:
    """The projection of a scenario on the whole round, without the screen."""
    with Store.open(str(path)) as store:
        library = store.library()
    return project_scenario(scenario, library, round_of(path))
