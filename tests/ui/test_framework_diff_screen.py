"""Two frameworks held together on screen: chosen from a list, changes by kind, each before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from maturity_tui.frameworks.sources import read_source
from maturity_tui.store import Catalogue
from maturity_tui.ui.screens.frameworks.changes import written
from maturity_tui.ui.screens.frameworks.diff import DiffScreen
from maturity_tui.ui.screens.frameworks.pick import FrameworkPick
from maturity_tui.ui.screens.frameworks.screen import FrameworksScreen
from tests.ui.council import NARROW, WIDE, council, seen, shows, until, words
from tests.ui.framework_case import OWN, browsing, page_text, rows

pytestmark = [pytest.mark.ui, pytest.mark.store]

NEWER = (
    OWN.replace('version: "1"', 'version: "2"')
    .replace("The outside of a loaf.", "The outside of any loaf.")
    .replace("{id: bread.crumb, title: Crumb}", "{id: bread.smell, title: 'Smell [/]'}")
)


@pytest.fixture
def path(tmp_path: Path) -> str:
    for name, text in (("one.yaml", OWN), ("two.yaml", NEWER)):
        (tmp_path / name).write_text(text)
        Catalogue().keep(read_source(tmp_path / name))
    return council(tmp_path)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_two_versions_are_held_together_from_the_older_to_the_newer(
    path: str, size: tuple[int, int]
) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Digital strategy")
        rows(app).move_to("own@2")
        await until(pilot, lambda: "Imported" in page_text(app))
        await pilot.press("equals_sign")
        await until(pilot, lambda: isinstance(app.screen, FrameworkPick))
        await shows(pilot, "Compare own@2 with", "own@1")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DiffScreen))
        await shows(pilot, "own@1 → own@2", "Smell [/]")
        assert "1 capability new" in page_text(app)
        drawn = {row.text: row.key for row in rows(app).rows if row.text}
        rows(app).move_to(drawn["Smell [/]"])
        await until(pilot, lambda: page_text(app).startswith("New · capability"))
        rows(app).move_to(drawn["Crumb"])
        await until(pilot, lambda: page_text(app).startswith("Gone · capability"))
        rows(app).move_to(drawn["Crust"])
        await until(pilot, lambda: page_text(app).startswith("Reworded"))
        assert "Before The outside of a loaf. Now The outside of any loaf." in page_text(app)
        await shows(pilot, "Licence: House rules · internal use only")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, FrameworksScreen))


async def test_any_two_can_be_held_together_and_esc_chooses_none(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        await pilot.press("equals_sign")
        await until(pilot, lambda: isinstance(app.screen, FrameworkPick))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, FrameworksScreen))
        await pilot.press("equals_sign", "enter")
        await shows(pilot, "digital-service@2026.1 →", "changes")
        await pilot.press("j", "j", "G", "tab", "pagedown", "question_mark")
        await shows(pilot, "Help")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, FrameworksScreen))


async def test_nothing_differs_is_said(path: str) -> None:
    one = Catalogue().load("own@1")
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital strategy")
        app.push_screen(DiffScreen(one, one))
        await shows(pilot, "nothing differs")
        assert "Nothing differs." in page_text(app)
        assert "New" not in words(pilot)
        assert seen(pilot)


def test_a_value_is_written_as_a_person_reads_it() -> None:
    assert written({"name": "x", "levels": [1, 2], "open": True, "none": None}) == (
        "name: x\nlevels: 1, 2\nopen: yes\nnone: "
    )
    assert written(None) == ""
