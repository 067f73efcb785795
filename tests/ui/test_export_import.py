"""Writing a report or a folder, and reading one in: every format, what is there already, what cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from maturity_tui.store import Store
from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.widgets.choice import Checks, Choice
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.prompt import Prompt
from maturity_tui.ui.widgets.text_dialog import TextDialog
from tests.ui.council import NARROW, TITLE, WIDE, app_on, assessment_of, at_home, council, seen, shows, until

pytestmark = [pytest.mark.ui, pytest.mark.store]

BEGINS = {
    "xlsx": b"pk",
    "html": b"<!doctype html",
    "md": b"#",
    "csv": b"",
    "json": b"{",
}


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


async def form(pilot: Pilot[Any]) -> FormDialog:
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
    await pilot.pause()
    screen = pilot.app.screen
    assert isinstance(screen, FormDialog)
    return screen


async def asked(pilot: Pilot[Any], where: Path, kind: str = "xlsx") -> FormDialog:
    await pilot.press("x")
    screen = await form(pilot)
    screen.query_one("#field-format", Choice).value = kind
    screen.query_one("#field-path", Input).value = str(where)
    return screen


# out -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(BEGINS))
async def test_every_format_is_written_and_where_it_is_is_said(path: str, tmp_path: Path, kind: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await asked(pilot, tmp_path / "report", kind)
        await pilot.press("ctrl+s")
        await shows(pilot, "Wrote")
        await shows(pilot, f"report.{kind}")
        assert isinstance(app.screen, HomeScreen)
    content = (tmp_path / f"report.{kind}").read_bytes()
    assert content.lower().removeprefix(b"\xef\xbb\xbf").startswith(BEGINS[kind])
    assert len(content) > 500


async def test_the_format_is_chosen_by_arrows_and_the_ending_is_not_doubled(
    path: str, tmp_path: Path
) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        await pilot.press("x")
        screen = await form(pilot)
        await pilot.press("right", "right")
        assert screen.query_one("#field-format", Choice).value == "md"
        screen.query_one("#field-path", Input).value = str(tmp_path / "note.md")
        await pilot.press("ctrl+s")
        await shows(pilot, "Wrote")
    assert [one.name for one in tmp_path.glob("note*")] == ["note.md"]
    assert "Service operations" in (tmp_path / "note.md").read_text()


async def test_all_teams_of_the_round(path: str, tmp_path: Path) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        screen = await asked(pilot, tmp_path / "all", "json")
        screen.query_one("#field-what", Choice).value = "round"
        await pilot.press("ctrl+s")
        await shows(pilot, "Wrote")
    text = (tmp_path / "all.json").read_text()
    assert json.loads(text)
    for team in ("Cyber security", "Business partnering", "Data and insight"):
        assert team in text


async def test_what_is_there_is_kept_until_replace_is_ticked(path: str, tmp_path: Path) -> None:
    there = tmp_path / "report.md"
    there.write_text("My notes")
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await asked(pilot, there, "md")
        await pilot.press("ctrl+s")
        await shows(pilot, "exists already and was kept", "tick “replace”")
        assert there.read_text() == "My notes"
        screen = await form(pilot)
        assert screen.query_one("#field-path", Input).value == str(there)
        assert screen.query_one("#field-format", Choice).value == "md"
        screen.query_one("#field-force", Checks).focus()
        await pilot.press("space", "ctrl+s")
        await shows(pilot, "Wrote")
    assert "Service operations" in there.read_text()


@pytest.mark.parametrize("where", ["/proc/none/report", "\0", "~nobody-of-that-name/x", "x" * 5000, ""])
async def test_a_place_that_cannot_be_written_is_a_sentence(path: str, where: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        screen = await asked(pilot, Path("/"), "md")
        screen.query_one("#field-path", Input).value = where
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "! " in seen(pilot), "a sentence")
        assert "Wrote" not in seen(pilot)
        await form(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_the_folder_that_is_written_can_be_read_in(path: str, tmp_path: Path) -> None:
    folder, other = tmp_path / "northwick", tmp_path / "other.db"
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await asked(pilot, folder, "folder")
        await pilot.press("ctrl+s")
        await shows(pilot, "Wrote")
    assert (folder / "organisation.yaml").is_file()
    app = app_on(str(other))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await read_in(pilot, str(folder))
        await shows(pilot, "Read 15 assessments")
        await shows(pilot, TITLE, "Service operations")
    with Store.open(path) as first, Store.open(str(other)) as second:
        assert first.organisation() == second.organisation()
        ids = {row.id for row in first.assessments()}
        assert ids == {row.id for row in second.assessments()}
        assert all(first.assessment(one) == second.assessment(one) for one in ids)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_folder_is_of_the_whole_organisation_and_says_so(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        await pilot.press("x")
        screen = await form(pilot)
        what, where = screen.query_one("#field-what", Choice), screen.query_one("#field-path", Input)
        assert where.value.endswith("/service-operations-2026-autumn")
        await pilot.press("tab", "right", "shift+tab")
        assert where.value.endswith("/northwick-2026-autumn")
        await pilot.press("left")
        assert screen.answers()["format"] == "folder"
        await shows(pilot, "■ all of Northwick City Council")
        assert "this assessment" not in seen(pilot)
        assert where.value.endswith("/northwick")
        await pilot.press("right")
        await shows(pilot, "■ all teams of the round")
        where.value = "/my/own"
        await pilot.press("left")
        await pilot.pause()
        assert (what.value, where.value) == ("all", "/my/own")


async def test_the_folder_is_that_of_the_assessment_s_organisation(path: str, tmp_path: Path) -> None:
    from maturity_tui.assessments.organisation import Organisation
    from maturity_tui.ui.screens.export import write

    with Store.open(path) as store:
        store.save_organisation(Organisation(id="other", title="Other"))
        store.use_organisation("other")
        answers: dict[str, str | bool] = {
            "format": "folder",
            "what": "all",
            "path": str(tmp_path / "out"),
            "force": False,
        }
        write(store, assessment_of("service-operations"), answers, None, None)
    assert "id: northwick" in (tmp_path / "out" / "organisation.yaml").read_text()


async def test_two_assessments_of_a_team_have_two_names(path: str) -> None:
    from maturity_tui.ui.screens.export import what_is_known

    with Store.open(path) as store:
        names = [
            what_is_known(store, assessment_of("digital-services", framework)).names["one"]
            for framework in ("digital-service", "ddat")
        ]
    assert names == ["digital-services-2026-autumn-digital-service", "digital-services-2026-autumn-ddat"]


# in ---------------------------------------------------------------------------------------


async def read_in(pilot: Pilot[Any], where: str) -> None:
    await pilot.press("i")
    await until(pilot, lambda: isinstance(pilot.app.screen, Prompt), "the prompt")
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = where
    await pilot.press("enter")


@pytest.mark.parametrize("where", ["/no/such/folder", "~nobody-of-that-name", "[/]", "x" * 5000])
async def test_what_is_not_there_is_refused_while_it_is_typed(tmp_path: Path, where: str) -> None:
    app = app_on(str(tmp_path / "own.db"))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await read_in(pilot, where)
        await shows(pilot, "There is no such folder or file.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


@pytest.mark.parametrize(
    "content", ["a: [1, 2", "just words", "schema: maturity/9\nid: x\n", "\x00\x01", "&a [*a]", "{" * 3000]
)
async def test_a_file_that_is_wrong_is_a_sentence_and_nothing_comes_in(tmp_path: Path, content: str) -> None:
    wrong, own = tmp_path / "wrong.yaml", tmp_path / "own.db"
    wrong.write_text(content)
    app = app_on(str(own))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await read_in(pilot, str(wrong))
        await shows(pilot, "! ", "wrong.yaml")
        if isinstance(app.screen, TextDialog):  # a sentence too long for the line of keys
            await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert "nothing here yet" in seen(pilot)
    with Store.open(str(own)) as store:
        assert store.organisation() is None


async def test_an_empty_path_and_esc_do_nothing(tmp_path: Path) -> None:
    app = app_on(str(tmp_path / "own.db"))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, Prompt))
        await pilot.press("enter")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert "nothing here yet" in seen(pilot)


async def test_the_database_is_never_replaced_though_asked_to(path: str, tmp_path: Path) -> None:
    """Under the name of a report, as a link to it."""
    before, link = Path(path).read_bytes(), tmp_path / "a.md"
    link.symlink_to(path)
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        screen = await asked(pilot, link, "md")
        screen.query_one("#field-force", Checks).value = True
        await pilot.press("ctrl+s")
        await shows(pilot, "is a database (SQLite), which no other file may replace.")
    assert link.is_symlink()
    assert Path(path).read_bytes()[:100] == before[:100]
