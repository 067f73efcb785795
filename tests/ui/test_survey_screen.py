"""Bring in survey answers: the file, what each column is taken for, what is wrong; then all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from maturity_tui.assessments.models import Assessment
from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.results.screen import ResultsScreen
from maturity_tui.ui.screens.survey.path import PathPrompt, completed, wrong
from maturity_tui.ui.screens.survey.pick import SurveyPick
from maturity_tui.ui.screens.survey.screen import SurveyScreen
from tests.assessments.survey_case import DESK, H1, H2, SURVEYS, table
from tests.ui.council import NARROW, WIDE, seen, shows, until
from tests.ui.score_case import database

pytestmark = [pytest.mark.ui, pytest.mark.store]

WHO = "User or stakeholder?"


def held(path: Path) -> Assessment:
    with Store.open(str(path)) as store:
        return store.assessment(store.assessments("north")[0].id)


def app_on(path: Path) -> MaturityApp:
    one = database(path, scores={DESK: {"agreed": 3}})

    class OnResults(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(ResultsScreen(one, "blind"))

    return OnResults(str(path))


async def opened(pilot: Pilot[Any], file: Path) -> None:
    """The survey screen with a file."""
    await shows(pilot, "n brings in what it exports")
    await pilot.press("n")
    await until(pilot, lambda: isinstance(pilot.app.screen, PathPrompt))
    pilot.app.screen.query_one(Input).value = str(file)
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, SurveyScreen), "the survey is shown")


def written(path: Path, *rows: tuple[str, ...]) -> Path:
    path.write_bytes(table(*rows))
    return path


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_survey_is_shown_brought_in_by_enter_and_taken_back_by_u(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with app_on(tmp_path / "a.db").run_test(size=size) as pilot:
        await opened(pilot, SURVEYS / "ms_forms.xlsx")
        await shows(pilot, "Bring in", "7 respondents (5 users, 2 stakeholders)", "Every answer can be read.")
        await shows(pilot, "levels of H1", "tells people apart, not kept", "column F says it")
        before = held(tmp_path / "a.db")
        await pilot.press("enter")
        await shows(
            pilot, "Brought in 7 respondents", "u takes it back", "H2 Incident and problem management"
        )
        after = held(tmp_path / "a.db")
        assert len(after.raters) == len(before.raters) + 7
        await pilot.press("u")
        await shows(pilot, "Undone: the survey that was brought in.")
        assert held(tmp_path / "a.db") == before


async def test_a_column_is_taken_for_something_else_by_typing_its_name(tmp_path: Path) -> None:
    rows = [(WHO, "How quick is help?", "So?"), *[("User", "1", "Slow")] * 5]
    async with app_on(tmp_path / "a.db").run_test(size=NARROW) as pilot:
        await opened(pilot, written(tmp_path / "s.csv", *rows))
        await shows(pilot, "Nothing can come in yet", "No column is taken for a capability")
        await pilot.press("enter")
        await shows(pilot, "No column is taken for a capability: say which is.")
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SurveyPick))
        await pilot.press(*"desk level")
        await shows(pilot, "levels of H1 Service desk and requests")
        assert "comments on H1" not in seen(pilot)
        await pilot.press("enter")
        await shows(pilot, "Column B: levels of H1 Service desk and requests.", "5 respondents (5 users)")
        await pilot.press("g", "enter")
        await shows(pilot, "Brought in 5 respondents")
    assert len(held(tmp_path / "a.db").score(DESK).ratings) == 5


async def test_what_is_wrong_is_listed_and_the_good_comes_in_when_it_is_left_out(tmp_path: Path) -> None:
    rows = [(WHO, H1, H2), ("User", "7", "2"), ("Neither", "1", "1"), ("Stakeholder", "2", "1")]
    async with app_on(tmp_path / "a.db").run_test(size=NARROW) as pilot:
        await opened(pilot, written(tmp_path / "s.csv", *rows))
        await shows(pilot, "Leave out 2 problems, bring in", "2 respondents (1 user, 1 stakeholder)")
        await shows(pilot, "Row 2, column B “H1 Service desk and requests”: “7” is no level here: use 0–5.")
        await shows(pilot, "“Neither” is neither user nor stakeholder.")
        before = held(tmp_path / "a.db")
        await pilot.press("enter")
        await shows(pilot, "Brought in 2 respondents")
    assert len(held(tmp_path / "a.db").raters) == len(before.raters) + 2


async def test_esc_brings_nothing_in(tmp_path: Path) -> None:
    async with app_on(tmp_path / "a.db").run_test(size=NARROW) as pilot:
        await opened(pilot, SURVEYS / "ms_forms.xlsx")
        before = held(tmp_path / "a.db")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, ResultsScreen))
    assert held(tmp_path / "a.db") == before


async def test_whose_view_it_is_can_be_said_for_all(tmp_path: Path) -> None:
    async with app_on(tmp_path / "a.db").run_test(size=NARROW) as pilot:
        await opened(pilot, written(tmp_path / "s.csv", (H1,), ("3",)))
        await shows(pilot, "No column says who is a user")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, SurveyPick))
        await pilot.press(*"stake", "enter")
        await shows(pilot, "all are stakeholders", "1 respondent (1 stakeholder)")


async def test_a_file_that_came_in_before_says_so_and_comes_in_again_if_wished(tmp_path: Path) -> None:
    async with app_on(tmp_path / "a.db").run_test(size=NARROW) as pilot:
        await opened(pilot, written(tmp_path / "s.csv", (WHO, H1), ("User", "3")))
        await pilot.press("enter")
        await shows(pilot, "Brought in 1 respondent")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, PathPrompt))
        pilot.app.screen.query_one(Input).value = str(tmp_path / "s.csv")
        await pilot.press("enter")
        await shows(pilot, "This file was brought in before", "Bring in once more")
        await pilot.press("down", "enter")
        await shows(pilot, "▸ Bring in   1 respondent")
        await pilot.press("g", "enter")
        await shows(pilot, "Brought in 1 respondent")
    assert sum(who == "user" for who in held(tmp_path / "a.db").raters.values()) == 5 + 2


async def test_what_is_no_survey_is_said_and_nothing_opens(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_bytes(b'"User or stakeholder?","H1 Serv')
    async with app_on(tmp_path / "a.db").run_test(size=NARROW) as pilot:
        await shows(pilot, "n brings in what it exports")
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, PathPrompt))
        pilot.app.screen.query_one(Input).value = str(tmp_path / "s.csv")
        await pilot.press("enter")
        await shows(pilot, "a quotation mark is opened and never closed")


async def test_no_name_and_no_address_is_on_the_screen(tmp_path: Path) -> None:
    rows = [
        ("Name", "Email", WHO, H1),
        ("Ann Smith", "ann@x.org", "User", "3"),
        ("Ben Jones", "b@x.org", "User", "2"),
    ]
    async with app_on(tmp_path / "a.db").run_test(size=WIDE) as pilot:
        await opened(pilot, written(tmp_path / "s.csv", *rows))
        await shows(pilot, "2 respondents", "Such as")
        assert not [word for word in ("Ann", "Smith", "x.org", "Ben") if word in seen(pilot)]


def test_a_path_is_completed_to_folders_and_tables(tmp_path: Path) -> None:
    for name in ("survey.csv", "survey.docx", "other.xlsx", ".hidden.csv"):
        (tmp_path / name).write_text("x")
    (tmp_path / "surveys").mkdir()
    assert completed(f"{tmp_path}/sur") == f"{tmp_path}/survey.csv"
    assert completed(f"{tmp_path}/surveys") == f"{tmp_path}/surveys/"
    assert completed(f"{tmp_path}/o") == f"{tmp_path}/other.xlsx"
    assert completed(f"{tmp_path}/survey.d") is None
    assert completed(f"{tmp_path}/nothing/here") is None
    assert completed("\0") is None
    assert wrong(str(tmp_path)) == "This is a folder: name the file in it."
    assert wrong(f"{tmp_path}/none.csv") == "There is no such file."
    assert wrong("\0") == "There is no such file."
    assert wrong(f"{tmp_path}/survey.csv") == ""
