"""A framework from a file: shown before it is kept, kept or not, seen in the list, taken away again."""

from __future__ import annotations

import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.frameworks.sources import read_source
from maturity_tui.store import Catalogue
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.frameworks import importing as framework_import
from maturity_tui.ui.screens.frameworks.importing import ImportPreview
from maturity_tui.ui.screens.frameworks.remove import RemoveDialog
from maturity_tui.ui.screens.frameworks.screen import FrameworksScreen
from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.screens.import_files import is_an_organisation_s
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.text_dialog import TextDialog
from tests.ui.council import NARROW, WIDE, app_on, at_home, council, seen, shows, until, words
from tests.ui.framework_case import OWN, asked_for, browsing, page_text, rows

pytestmark = [pytest.mark.ui, pytest.mark.store]
BOTH = pytest.mark.parametrize("size", [NARROW, WIDE])


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "bakery.yaml"
    file.write_text(OWN)
    return file


async def previewed(pilot: Pilot[Any], file: Path) -> ImportPreview:
    await asked_for(pilot, file)
    await until(pilot, lambda: isinstance(pilot.app.screen, ImportPreview), "the preview")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, ImportPreview)
    return screen


async def browser(pilot: Pilot[Any]) -> None:
    await shows(pilot, "Digital strategy")


def references() -> list[str]:
    return [entry.reference for entry in Catalogue().entries()]


@BOTH
async def test_what_was_read_is_shown_before_it_is_kept(path: str, own: Path, size: tuple[int, int]) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await browser(pilot)
        await previewed(pilot, own)
        text = page_text(app)
        for said in (
            "own@1",
            "from bakery.yaml of",
            "SHA-256",
            "1 area",
            "2 capabilities",
            "Left out nothing",
        ):
            assert said in text
        assert "It is new here." in text
        assert "House rules The bakers Internal: for use inside the organisation only" in text
        assert "nothing is kept yet" in words(pilot)
        assert "own@1" not in references()


@BOTH
async def test_enter_keeps_it_and_it_is_in_the_list_with_its_source(
    path: str, own: Path, size: tuple[int, int]
) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await browser(pilot)
        await previewed(pilot, own)
        await pilot.press("enter")
        await shows(pilot, "Added own@1.")
        await until(pilot, lambda: rows(app).cursor_key == "own@1")
        await until(pilot, lambda: "Imported bakery.yaml of" in page_text(app))
        assert "Small bakeries Up to three ovens." in page_text(app)
        assert "What we hold to be true of a bakery." in page_text(app)
        await pilot.press("slash", *"crust", "enter", "enter")
        await until(pilot, lambda: rows(app).cursor_key == "own@1#bread.crust")
        await until(pilot, lambda: "The outside of a loaf." in page_text(app))
        assert "Guidance Listen to it. Groups Small bakeries" in page_text(app)
        assert "It crackles." in page_text(app)
    [kept] = [one.path for one in Catalogue().entries() if one.reference == "own@1"]
    assert kept is not None
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


@BOTH
async def test_esc_keeps_nothing(path: str, own: Path, size: tuple[int, int]) -> None:
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await browser(pilot)
        await previewed(pilot, own)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, FrameworksScreen))
        assert "own@1" not in {row.key for row in rows(app).rows}
    assert "own@1" not in references()


async def test_what_was_skipped_and_what_is_doubtful_is_said(
    path: str, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from maturity_tui.frameworks.sources import Reading, Skipped

    def read(file: Path) -> Reading:
        found = read_source(file)
        return Reading(
            found.framework,
            found.origin,
            (Skipped("recipe [/]", 1204, "not what a model is"),),
            ("Is it ripe?",),
        )

    monkeypatch.setattr(framework_import, "_read", read)
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await browser(pilot)
        await previewed(pilot, own)
        assert "1,204 recipe [/]: not what a model is" in page_text(app)
        assert "To know ! Is it ripe?" in page_text(app)


async def test_the_preview_says_what_would_become_of_what_is_there(path: str, own: Path) -> None:
    catalogue = Catalogue()
    catalogue.keep(read_source(own))
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await browser(pilot)
        screen = await previewed(pilot, own)
        assert "It is here already, word for word" in page_text(app)
        await pilot.press("enter")
        await pilot.pause()
        assert app.screen is screen
        await pilot.press("escape")
        own.write_text(OWN.replace("Crumb", "The crumb"))
        await previewed(pilot, own)
        assert "It replaces what was imported before" in page_text(app)
        await pilot.press("enter")
        await shows(pilot, "Updated own@1")
        own.write_text(OWN.replace('version: "1"', 'version: "2"'))
        await previewed(pilot, own)
        assert "It is another version of a framework that is here" in page_text(app)
        await pilot.press("enter")
        await shows(pilot, "Added own@2")
        assert {"own@1", "own@2"} <= {row.key for row in rows(app).rows}


@pytest.mark.parametrize(
    "content", ["a: [1, 2", "just words", OWN.replace("kind", "x").replace("scale:", "scales:")]
)
async def test_a_broken_file_is_a_whole_sentence_and_nothing_comes_in(
    path: str, tmp_path: Path, content: str
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(content)
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await browser(pilot)
        before = references()
        await asked_for(pilot, wrong)
        await until(
            pilot, lambda: "wrong.yaml" in "".join(words(pilot).split()) and "Import" not in seen(pilot)
        )
        assert "…" not in "".join(row for row in seen(pilot).splitlines() if "!" in row)
        if isinstance(app.screen, TextDialog):
            await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, FrameworksScreen))
        assert references() == before


async def test_it_is_said_when_reading_takes_long_and_who_has_gone_on_meets_no_preview(
    path: str, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def read(file: Path) -> object:
        go_on.wait()
        return read_source(file)

    monkeypatch.setattr(framework_import, "_read", read)
    monkeypatch.setattr(framework_import, "SLOW", 0.01)
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await browser(pilot)
        await asked_for(pilot, own)
        await shows(pilot, "Reading bakery.yaml …")
        await pilot.press("down", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        go_on.set()
        await shows(pilot, "bakery.yaml has been read, and nothing is kept")
        assert isinstance(app.screen, HomeScreen)


# from home ----------------------------------------------------------------------------


async def test_home_s_import_of_a_framework_goes_by_the_preview(tmp_path: Path, own: Path) -> None:
    app = app_on(str(tmp_path / "own.db"))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await previewed(pilot, own)
        await pilot.press("enter")
        await shows(pilot, "Added own@1.")
        assert isinstance(app.screen, HomeScreen)
    assert "own@1" in references()


def test_an_organisation_s_files_are_known_by_what_they_say(tmp_path: Path, own: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "notes.yaml").write_text("words: only\n")
    assert not is_an_organisation_s(own)
    assert not is_an_organisation_s(folder)
    (folder / "deep" / "inputs.yaml").write_text("# mine\nschema: maturity/inputs@1\ninputs: []\n")
    assert is_an_organisation_s(folder)
    assert is_an_organisation_s(folder / "deep" / "inputs.yaml")
    (tmp_path / "one.json").write_text('{"schema": "maturity/assessment@1"}')
    assert is_an_organisation_s(tmp_path / "one.json")


# away again ---------------------------------------------------------------------------


@BOTH
async def test_an_imported_framework_is_removed_once_that_was_confirmed(
    path: str, own: Path, size: tuple[int, int]
) -> None:
    Catalogue().keep(read_source(own))
    app = browsing(path)
    async with app.run_test(size=size) as pilot:
        await browser(pilot)
        rows(app).move_to("own@1")
        await until(pilot, lambda: "Imported" in page_text(app))
        await shows(pilot, "del remove")
        await pilot.press("backspace")
        await until(pilot, lambda: isinstance(app.screen, RemoveDialog))
        await shows(pilot, "No assessment uses it.", "Import bakery.yaml again to have it back.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, FrameworksScreen))
        assert "own@1" in references()
        await pilot.press("backspace", "enter")
        await shows(pilot, "Removed own@1.")
        await until(pilot, lambda: "own@1" not in {row.key for row in rows(app).rows})
    assert "own@1" not in references()


async def test_what_ships_cannot_be_removed(path: str) -> None:
    app: MaturityApp = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await browser(pilot)
        assert "remove" not in seen(pilot)
        await pilot.press("backspace")
        await pilot.pause()
        assert isinstance(app.screen, FrameworksScreen)


async def test_an_imported_file_that_somebody_broke_is_said_and_the_others_are_there(
    path: str, own: Path
) -> None:
    kept = Catalogue().keep(read_source(own)).path
    kept.write_text("schema: maturity/framework@1\nid: [")
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "! An imported framework cannot be read")
        assert "Maturity of a digital and IT service" in seen(pilot)


async def test_i_asks_once_however_long_it_is_held(path: str) -> None:
    app = browsing(path)
    async with app.run_test(size=NARROW) as pilot:
        await browser(pilot)
        app.simulate_key("i")
        app.simulate_key("i")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, FrameworksScreen))


async def test_an_organisation_s_folder_is_taken_in_as_before(path: str, tmp_path: Path) -> None:
    from maturity_tui.store import Store

    with Store.open(path) as store:
        store.export_folder(tmp_path / "folder")
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("f")
        await browser(pilot)
        await asked_for(pilot, tmp_path / "folder")
        await shows(pilot, "Read nothing new")
