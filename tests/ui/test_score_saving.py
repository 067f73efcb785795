"""What the header of the score screen says while changes are on their way to the disk: never that all is saved."""

from __future__ import annotations

import re
import threading
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.store import Store
from tests.ui.council import NARROW, WIDE
from tests.ui.score_case import database, kept, opened, scoring, seen

pytestmark = [pytest.mark.ui, pytest.mark.store]

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])
PATIENCE = 8


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Opens the way to the disk for everything after the first score."""
    opens, save, undo = threading.Event(), Store.save_score, Store.undo
    saves: list[str] = []

    def slow_save(self: Store, one: str, item: str, *args: Any, **more: Any) -> Any:
        if saves:
            opens.wait(PATIENCE)
        saves.append(item)
        return save(self, one, item, *args, **more)

    def slow_undo(self: Store, *args: Any, **more: Any) -> Any:
        opens.wait(PATIENCE)
        return undo(self, *args, **more)

    monkeypatch.setattr(Store, "save_score", slow_save)
    monkeypatch.setattr(Store, "undo", slow_undo)
    return opens


def header(pilot: Any) -> str:
    return seen(pilot).splitlines()[0]


@SIZES
async def test_what_was_saved_is_said_only_when_nothing_is_on_its_way(
    tmp_path: Path, gate: threading.Event, size: tuple[int, int]
) -> None:
    path = tmp_path / "m.db"
    app = scoring(path, database(path))
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        await pilot.press("3")
        await kept(screen, pilot)
        before = header(pilot)
        assert re.search(r"✓ saved \d\d:\d\d:\d\d$", before)
        await pilot.press(*"333")
        assert "✓ saved" not in header(pilot)
        assert "… saving 3" in header(pilot)
        assert header(pilot).index("draft") == before.index("draft")
        gate.set()
        await kept(screen, pilot)
        assert re.search(r"✓ saved \d\d:\d\d:\d\d$", header(pilot))


async def test_an_undo_is_on_its_way_too(tmp_path: Path, gate: threading.Event) -> None:
    path = tmp_path / "m.db"
    app = scoring(path, database(path))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        await pilot.press("3")
        await kept(screen, pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "… saving 1" in header(pilot)
        gate.set()
        await kept(screen, pilot)
        assert "✓ saved" in header(pilot)


async def test_the_first_change_says_saving_before_anything_is_saved(
    tmp_path: Path, monkeypatch: Any
) -> None:
    opens, save = threading.Event(), Store.save_score

    def slow(self: Store, *args: Any, **more: Any) -> Any:
        opens.wait(PATIENCE)
        return save(self, *args, **more)

    monkeypatch.setattr(Store, "save_score", slow)
    path = tmp_path / "m.db"
    app = scoring(path, database(path))
    async with app.run_test(size=NARROW) as pilot:
        screen = await opened(pilot)
        assert "sav" not in header(pilot)
        await pilot.press("3")
        assert "… saving 1" in header(pilot)
        opens.set()
        await kept(screen, pilot)
        assert "✓ saved" in header(pilot)
