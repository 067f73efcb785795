"""The worked example as a database for one test, and the app on it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from textual.pilot import Pilot

from maturity_tui.store import Store
from maturity_tui.store.place import shipped_folder
from maturity_tui.ui.app import MaturityApp
from tests.ui.stage import text_of

NARROW, WIDE = (80, 24), (120, 40)
TITLE = "Northwick City Council"
ROUND, TEAM = "2026-autumn", "service-operations"
# Seconds. The machine may be busy with other tests; nothing waits so long unless something is wrong.
PATIENCE = 8.0


def assessment_of(team: str, framework: str = "digital-service", round_id: str = ROUND) -> str:
    return f"northwick/{round_id}/{team}/{framework}"


@lru_cache(maxsize=1)
def _imported() -> Path:
    path = Path(mkdtemp()) / "northwick.db"
    with Store.open(str(path)) as store:
        store.import_path(shipped_folder("assessments") / "northwick")
    return path


def council(folder: Path) -> str:
    """A database of the test's own with the council in it; its path."""
    path = folder / "council.db"
    shutil.copy(_imported(), path)
    return str(path)


def seen(pilot: Pilot[Any]) -> str:
    """The text on the screen."""
    return "\n".join(text_of(pilot.app))


def words(pilot: Pilot[Any]) -> str:
    """The words on the screen, however they are broken into lines."""
    return " ".join(seen(pilot).replace("│", " ").split())


async def until(pilot: Pilot[Any], true: Callable[[], object], what: str = "") -> None:
    """Let the app go on until it is so; at most `PATIENCE`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        await pilot.pause()
        if true():
            return
        await pilot.pause(0.02)
    raise AssertionError(f"never so: {what}\n{seen(pilot)}")


async def shows(pilot: Pilot[Any], *texts: str) -> None:
    """Until the screen shows all of these, in whatever lines; a long path may be folded anywhere."""
    wanted = ["".join(text.split()) for text in texts]
    await until(
        pilot, lambda: all(text in "".join(words(pilot).split()) for text in wanted), f"shown {texts}"
    )


async def at_home(pilot: Pilot[Any]) -> None:
    """Until the home screen has its figures and knows what waits."""
    await shows(pilot, "Service operations", "is next")


def app_on(path: str, theme: str | None = None) -> MaturityApp:
    return MaturityApp(path, theme)
