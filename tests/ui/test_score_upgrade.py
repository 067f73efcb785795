"""The score screen, when undo takes back the move to another version of the framework."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.store import Store
from tests.ui.score_case import database, opened, own_framework, scoring, seen

pytestmark = [pytest.mark.ui, pytest.mark.store]


async def test_undoing_a_move_to_another_version_shows_the_version_that_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path, old = tmp_path / "m.db", own_framework()
    first, second = old.areas
    more = second.changed(capabilities=(*second.capabilities, {"id": "b.four", "title": "Brand new"}))
    new = old.changed(version="2", areas=(first, more))
    one = database(path, old, scope="all", scores={"a.one": {"agreed": 2}})
    with Store.open(str(path)) as store:
        store.upgrade(one, new)
    async with scoring(path, one).run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        assert "of 7" in seen(pilot)
        await pilot.press("u")
        for _ in range(200):
            await pilot.pause(0.01)
            if "of 6" in seen(pilot):
                break
        assert "of 6" in seen(pilot)
        assert "another version; it is own@1 now" in seen(pilot)
        assert screen.sheet is not None
        await pilot.press("3")
        for _ in range(200):
            await pilot.pause(0.01)
            if "✓ saved" in seen(pilot):
                break
    with Store.open(str(path)) as store:
        assert store.assessment(one).framework.version == "1"
        assert store.check() == ()
