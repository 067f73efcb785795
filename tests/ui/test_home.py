"""Home: "where were we?" What it shows, where its keys lead, and its first run."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.store import Store
from maturity_tui.store.glance import glance
from maturity_tui.ui import places
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.home.rows import _when
from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.widgets.row_list import RowList
from tests.ui.council import (
    NARROW,
    PATIENCE,
    TITLE,
    WIDE,
    app_on,
    assessment_of,
    at_home,
    council,
    seen,
    shows,
    until,
)

pytestmark = [pytest.mark.ui, pytest.mark.store]

Went = list[tuple[Any, ...]]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


@pytest.fixture
def went(monkeypatch: pytest.MonkeyPatch) -> Went:
    """Where the keys led: place, assessment, capability, team."""
    gone: Went = []

    def go(
        _app: object, place: str, one: str | None, item: str | None = None, *, team: str | None = None
    ) -> None:
        gone.append((place, one, item, team))

    monkeypatch.setattr(places, "open_place", go)
    return gone


def row_of(text: str, name: str) -> str:
    return next(row for row in text.splitlines() if name in row)


# what it shows -------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_team_stands_with_its_figures(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        text = seen(pilot)
        assert TITLE in text
        assert "Autumn 2026 · 7 teams" in text
        row = row_of(text, "Service operations")
        assert all(figure in row for figure in ("57/57 ✓", " 2.0 ", " 3.5 ", " 1.5 "))
        assert "41/59" in row_of(text, "Digital services ")
        assert "68 %" in row_of(text, "Digital services · ddat")
        # Two teams have scored too little to count; what they have is in their rows.
        said = "2 below 80 % scored" if size == WIDE else "2 left out"
        assert f"mean of 5 of 7 teams: {said}" in text
        assert "now 2.2" in text
        assert "coverage 100 %" in text


async def test_the_figures_are_the_store_s(path: str) -> None:
    app = app_on(path)
    held = glance(Path(path))
    assert held is not None
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        keys = [row.key for row in app.screen.query_one("#team-rows", RowList).rows]
        assert keys == [row.assessment for row in held.teams]


async def test_what_waits_is_said_with_its_reason_and_enter_opens_it(path: str, went: Went) -> None:
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await at_home(pilot)
        text = seen(pilot)
        assert "18 left to score; E3 Data catalogue is next" in text
        assert "3 pieces of evidence older than a year" in text
        assert "raters three levels apart on 4; A4 Risk and compliance is one" in text
        await pilot.press("tab", "enter")
        await until(pilot, lambda: went)
        assert went[0][:3] == ("score", assessment_of("digital-services"), "data.catalogue")


async def test_the_figures_are_there_before_the_store_is(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, really = threading.Event(), Store.open

    def late(url: str | None = None) -> Store:
        gate.wait(PATIENCE)
        return really(url)

    monkeypatch.setattr(Store, "open", late)
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "57/57")
        assert "left to score" not in seen(pilot)
        gate.set()
        await shows(pilot, "left to score")


# where its keys lead ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "place"), [("enter", "score"), ("r", "results"), ("w", "what-if"), ("x", "export")]
)
async def test_a_key_opens_the_team_under_the_cursor(path: str, went: Went, key: str, place: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.press("down", "down", key)
        await until(pilot, lambda: went)
        assert went == [(place, assessment_of("infrastructure-cloud"), None, "infrastructure-cloud")]


@pytest.mark.parametrize(("key", "place"), [("f", "frameworks"), ("n", "new")])
async def test_a_key_that_is_about_no_team(path: str, went: Went, key: str, place: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await until(pilot, lambda: went)
        assert went[0][:2] == (place, None)


async def test_left_and_right_show_another_round(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("left")
        await shows(pilot, "Autumn 2025", "59/59")
        assert "ddat" not in seen(pilot)
        await pilot.press("left")
        await shows(pilot, "There is no earlier round.")
        await pilot.press("right")
        await shows(pilot, "Autumn 2026", "41/59")


async def test_a_team_without_an_assessment_begins_one(path: str, went: Went) -> None:
    with Store.open(path) as store:
        owner = store.organisation()
        assert owner is not None
        data = owner.model_dump(mode="json", by_alias=True)
        data["teams"].append({"id": "web", "title": "Web"})
        store.save_organisation(type(owner).model_validate(data))
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        assert "not started" in row_of(seen(pilot), " Web ")
        app.screen.query_one("#team-rows", RowList).move_to("team:web")
        await pilot.press("r")
        await shows(pilot, "Web has not started: enter begins its assessment.")
        await pilot.press("enter")
        await until(pilot, lambda: went)
        assert went == [("new", None, None, "web")]


async def test_what_was_scored_meanwhile_is_seen_on_the_way_back(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await pilot.press("down", "down", "down", "down", "enter")
        await shows(pilot, "A1 Digital strategy", "0–5 score")
        await pilot.press("3")
        await shows(pilot, "✓ saved")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await until(pilot, lambda: "5/40" in row_of(seen(pilot), "Data and insight"))
        await shows(pilot, "35 left")


@pytest.mark.parametrize(("days", "said"), [(0, "today"), (1, "yesterday"), (40, ""), (800, "20")])
def test_a_moment_is_said_as_people_say_it(days: int, said: str) -> None:
    moment = dt.datetime.now().astimezone() - dt.timedelta(days=days)
    text = _when(moment.isoformat())
    assert said in text
    assert days < 2 or f"{moment.day} {moment:%b}" in text


# the first run ---------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_an_empty_home_says_what_this_is_and_what_to_press(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_on(str(tmp_path / "none.db"))
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Score how well your team does what it does", "a new assessment of your own")
        keys = seen(pilot).splitlines()[-1]
        assert "d worked example" in keys
        assert "i import" in keys
        assert "score" not in keys
        await pilot.press("enter", "r", "x", "left", "w", "down", "tab")
        assert isinstance(app.screen, HomeScreen)


async def test_d_opens_the_worked_example_and_leaves_the_own_database_alone(tmp_path: Path) -> None:
    own = tmp_path / "own.db"
    app = app_on(str(own))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await pilot.press("d")
        await at_home(pilot)
        assert TITLE in seen(pilot)
        await pilot.press("enter")
        await shows(pilot, "signed off")
    with Store.open(str(own)) as store:
        assert store.organisation() is None


async def test_n_begins_an_assessment(tmp_path: Path) -> None:
    app = app_on(str(tmp_path / "none.db"))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await pilot.press("n")
        await shows(pilot, "New assessment", "Organisation")


async def test_i_imports(tmp_path: Path) -> None:
    app = app_on(str(tmp_path / "none.db"))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await pilot.press("i")
        await shows(pilot, "folder as `maturity export` writes it")


async def test_an_organisation_without_assessments_says_which_key_begins_one(tmp_path: Path) -> None:
    path = str(tmp_path / "one.db")
    with Store.open(path) as store:
        owner = {"id": "north", "title": "North", "teams": []}
        from maturity_tui.assessments.organisation import Organisation

        store.save_organisation(Organisation.model_validate(owner))
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "North", "no rounds yet", "n begins an assessment")
        await pilot.press("enter", "r")
        await shows(pilot, "There is no assessment yet")


# what cannot be read -----------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_file_that_is_no_database_is_a_sentence(tmp_path: Path, size: tuple[int, int]) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear council, " * 500)
    app = app_on(str(letter))
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "not a database of this app, or it is damaged")
        await says_so_whatever_is_pressed(app, pilot)
    assert letter.read_text() == "Dear council, " * 500


async def says_so_whatever_is_pressed(app: MaturityApp, pilot: Pilot[Any]) -> None:
    for key in ("n", "f"):
        await pilot.press(key)
        await shows(pilot, "not a database of this app")
        await pilot.press("escape")
    assert isinstance(app.screen, HomeScreen)


async def test_a_newer_database_is_a_sentence(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await until(pilot, lambda: "newer" in seen(pilot))
        assert isinstance(app.screen, HomeScreen)


async def test_what_no_longer_waits_is_not_opened(path: str, went: Went) -> None:
    """Enter was pressed on a line just as the list was read again and is shorter."""
    async with app_on(path).run_test(size=NARROW) as pilot:
        await at_home(pilot)
        rows = pilot.app.screen.query_one("#waiting-rows", RowList)
        pilot.app.screen.post_message(RowList.Chosen(rows, 40, "40"))
        await pilot.press("tab", "down", "enter")
        await until(pilot, lambda: went)
        assert [where[:2] for where in went] == [("score", assessment_of("data-insight"))]
