"""Assessments to score: databases made for one test, and the app that opens one of them on its score screen."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from textual.pilot import Pilot

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import Catalogue, Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.score.screen import ScoreScreen
from tests.ui.stage import text_of

RATERS = {f"t{place}": "team" for place in range(1, 7)} | {f"u{place}": "user" for place in range(1, 6)}
CORE = "north/2026-autumn/data/digital-service"
LAST = "north/2025-autumn/data/digital-service"


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """The shipped frameworks, compiled once."""
    return Catalogue(cache=Path(mkdtemp()))


def organisation() -> Organisation:
    """One team and two themes."""
    return Organisation.model_validate(
        {
            "id": "north", "title": "Northwick City Council",
            "teams": [{"id": "data", "title": "Data and insight"}],
            "ambition": [
                {"id": "first", "title": "Services residents choose to use", "targets": {"people": 4, "users": 4}},
                {"id": "skilled", "title": "Skilled people", "targets": {"people": 3, "architecture-communication": 3}},
            ],
        }
    )  # fmt: skip


def assessment(framework: Framework, round_id: str = "2026-autumn", **fields: Any) -> Assessment:
    """An assessment by that team."""
    begins = f"{round_id[:4]}-10-05"
    data = {
        "id": f"north/{round_id}/data/{framework.id}", "team": "data", "scope": "core", "raters": RATERS,
        "round": {"id": round_id, "title": f"Autumn {round_id[:4]}", "from": begins},
        "framework": {"id": framework.id, "version": framework.version},
    }  # fmt: skip
    return Assessment.model_validate(data | fields)


def database(
    path: Path, framework: Framework | str = "digital-service", before: Any = None, **fields: Any
) -> str:
    """A database with one assessment, and the round before it where its scores are given; its id."""
    chosen = framework if isinstance(framework, Framework) else catalogue().load(framework)
    with Store.open(str(path)) as store:
        store.save_organisation(organisation())
        if before is not None:
            store.create(assessment(chosen, "2025-autumn", scores=before), chosen)
        return store.create(assessment(chosen, **fields), chosen).id


def own_framework(levels: int = 6, **capability: Any) -> Framework:
    """A small framework of two areas with a scale of so many levels."""
    scale = [
        {"value": value, "name": f"Level {value}", "meaning": f"What {value} means"}
        for value in range(levels)
    ]
    names = ("one", "two", "three")
    areas = [
        {
            "id": area,
            "title": f"Area {area}",
            "capabilities": [
                {"id": f"{area}.{name}", "title": f"Number {name}", **capability} for name in names
            ],
        }
        for area in ("a", "b")
    ]
    head = {"id": "own", "version": "1", "title": "Our own", "licence": {"name": "CC0"}}
    return Framework.model_validate({**head, "scale": scale, "areas": areas})


def scoring(
    path: Path, assessment_id: str, capability: str | None = None, theme: str | None = None
) -> MaturityApp:
    """The app on a database, with its score screen on top."""

    class Scoring(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(ScoreScreen(assessment_id, capability))

    return Scoring(str(path), theme)


async def opened(pilot: Pilot[Any]) -> ScoreScreen:
    """The score screen, once it has been read."""
    for _ in range(400):
        screen = pilot.app.screen
        if isinstance(screen, ScoreScreen) and screen.here:
            await pilot.pause()
            return screen
        await pilot.pause(0.01)
    raise AssertionError("the score screen did not open: " + "\n".join(text_of(pilot.app)))


async def kept(screen: ScoreScreen, pilot: Pilot[Any]) -> None:
    """Everything that was typed is on disk, or was refused."""
    await pilot.pause()
    await screen.all_kept()
    await pilot.pause()


def seen(pilot: Pilot[Any]) -> str:
    """The text on the screen."""
    return "\n".join(text_of(pilot.app))


def picture(theme: str) -> MaturityApp:
    """As in the aim: some scored, votes in, last round, users."""
    path = Path(mkdtemp()) / "p.db"
    framework = catalogue().load("digital-service")
    core = framework.core
    people = [item for item in core if item.startswith("people")]
    scores: dict[str, Any] = {
        item: {"agreed": at % 4, "confidence": "medium"}
        for at, item in enumerate(core[: core.index(people[0])], start=1)
    }
    scores[people[0]], scores[people[1]] = {"agreed": 2}, {"agreed": 1}
    scores[people[2]] = {
        "confidence": "medium",
        "ratings": {
            "t1": 1,
            "t2": 2,
            "t3": 2,
            "t4": 2,
            "t5": 3,
            "t6": 4,
            **{f"u{n}": 1 for n in range(1, 6)},
        },
        "evidence": [{"what": "staff survey", "when": "2026-03-01"}],
    }
    scores[people[3]] = {"ratings": {"t1": 2}}
    scores[people[4]] = {"not_applicable": "Run by others"}
    one = database(
        path,
        before={item: {"agreed": 1} for item in people},
        scores=scores,
        ideas=[
            {"kind": "blocker", "about": people[2], "text": "a"},
            {"kind": "blocker", "about": people[2], "text": "b"},
            {"about": people[2], "text": "c"},
        ],
    )
    return scoring(path, one, people[2], theme)
