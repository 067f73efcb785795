"""Several organisations in one database: the palette leads from one to the other."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from maturity_tui.assessments.organisation import Organisation
from maturity_tui.store import Store
from tests.ui.council import TITLE, WIDE, app_on, at_home, council, shows, until, words

pytestmark = [pytest.mark.ui, pytest.mark.store]

OTHER = "Riverside [/] Borough"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """The worked example, and another organisation, which is the current one."""
    path = council(tmp_path)
    with Store.open(path) as store:
        store.save_organisation(Organisation(id="riverside", title=OTHER))
    return path


async def test_the_palette_has_each_organisation_and_home_follows(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, OTHER)
        await pilot.press("ctrl+p")
        await shows(pilot, "Search")
        await pilot.press(*"organisation")
        await shows(pilot, f"Organisation: {TITLE}", "Organisation: Riverside (/) Borough")
        await pilot.press(*": north")
        await until(pilot, lambda: "Organisation: Riverside" not in words(pilot))
        await pilot.press("enter")
        await at_home(pilot)
        await shows(pilot, f"{TITLE} is the current organisation now.")
        assert OTHER not in words(pilot)
    with Store.open(path) as store:
        current = store.organisation()
        assert current is not None
        assert current.id == "northwick"


async def test_the_whole_palette_is_shown_whatever_a_title_holds(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=(120, 120)) as pilot:
        await shows(pilot, OTHER)
        await pilot.press("ctrl+p")
        await shows(pilot, "Organisation: Riverside (/) Borough")


async def test_one_organisation_needs_no_entry(tmp_path: Path) -> None:
    app = app_on(council(tmp_path))
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert titles
        assert not any(title.startswith("Organisation") for title in titles)


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_database_that_may_not_be_written_to_is_shown_at_home(path: str) -> None:
    """In a child without root's rights, who may write anywhere."""
    import asyncio

    with tempfile.TemporaryDirectory() as text:
        copy = Path(text) / "closed.db"
        shutil.copy(path, copy)
        with Store.open(str(copy)) as store:
            store.use_organisation("northwick")
        # As ourselves first: what is imported on the way may lie where only we can read.
        asyncio.run(_told(copy, "Borough is the current organisation now"))
        with Store.open(str(copy)) as store:
            store.use_organisation("northwick")
        copy.chmod(0o444)
        copy.parent.chmod(0o555)
        child = os.fork()
        if child == 0:
            code = 99
            try:
                if os.geteuid() == 0:
                    os.setgid(65534)
                    os.setuid(65534)
                code = asyncio.run(_told(copy, "may be read but not changed"))
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        copy.parent.chmod(0o755)


async def _told(path: Path, answer: str) -> int:
    """0 where home shows its figures and what waits, and answers so when another organisation is chosen."""
    app = app_on(str(path))
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        other = next(one for one in app.get_system_commands(app.screen) if "Riverside" in one.title)
        await other.callback()
        await shows(pilot, answer)
    app.keeper.close()
    return 0
