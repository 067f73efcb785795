"""Organisation: the tree of teams with figures over those that count, and the tree's own changes. And comparisons."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.places import open_place
from maturity_tui.ui.screens.compare.screen import CompareScreen
from maturity_tui.ui.screens.organisation import screen as screen_module
from maturity_tui.ui.screens.organisation.screen import OrganisationScreen
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.workshop.side_by_side import read_rollup
from tests.ui.council import NARROW, WIDE, assessment_of, council, seen, shows, until, words

pytestmark = [pytest.mark.ui, pytest.mark.store]
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])
TREE = "› IT and digital"
OPERATIONS, SECURITY = assessment_of("service-operations"), assessment_of("cyber-security")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


def on(path: str, screen: type[OrganisationScreen] = OrganisationScreen) -> MaturityApp:
    class OnTeams(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(screen())

    return OnTeams(path)


def comparing(path: str, *ids: str) -> MaturityApp:
    class Comparing(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(CompareScreen(ids))

    return Comparing(path)


def row_of(pilot: Pilot[Any], name: str) -> str:
    return next(row for row in seen(pilot).splitlines() if name in row)


def teams(path: str) -> dict[str, Any]:
    with Store.open(path) as store:
        owner = store.organisation()
        assert owner is not None
        return dict(owner.team_by_id)


@SIZES
async def test_each_row_has_mean_range_lowest_coverage_and_teams_and_who_is_left_out(
    path: str, size: tuple[int, int]
) -> None:
    with Store.open(path) as store:
        over = read_rollup(store).figure().over
    assert (over.teams_scored, over.teams) == (5, 7)
    async with on(path).run_test(size=size) as pilot:
        await shows(pilot, TREE, "Digital services is left out: 41 of 59 scored (69 %), below 80 %.")
        row = row_of(pilot, TREE)
        assert all(figure in row for figure in (" 2.2 ", "2.0–2.5", " 1 ", " 100 % ", "5 of 7"))
        assert "41 of 59 scored, 69 %: too little" in row_of(pilot, "Digital services ")
        assert "ended 31 March 2025: now Digital services" in row_of(pilot, "Web team ")
        assert " 2.5 " in row_of(pilot, "Cyber security")


async def test_enter_narrows_to_a_team_s_own_and_then_opens_results(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[Any] = []
    monkeypatch.setattr(screen_module, "open_place", lambda app, *where: went.append(where))
    async with on(path).run_test(size=NARROW) as pilot:
        await shows(pilot, TREE)
        await pilot.press("enter")
        await shows(pilot, "Organisation › IT and digital")
        await pilot.press("down", "enter")
        await until(pilot, lambda: went)
        assert went == [("results", OPERATIONS)]
        await pilot.press("escape")
        await until(pilot, lambda: "Organisation › IT and digital" not in seen(pilot))
        assert isinstance(pilot.app.screen, OrganisationScreen)


async def test_a_team_without_results_says_why(path: str) -> None:
    async with on(path).run_test(size=NARROW) as pilot:
        await shows(pilot, TREE)
        await pilot.press("down", "down", "enter")
        await shows(pilot, "Web team has no results of its own here: ended 31 March 2025")


async def test_rounds_frameworks_areas_and_headcount_have_keys(path: str) -> None:
    async with on(path).run_test(size=NARROW) as pilot:
        await shows(pilot, TREE, "5 of 7")
        await pilot.press("left")
        await shows(pilot, "Autumn 2025", "7 of 7")
        await pilot.press("left")
        await shows(pilot, "There is no earlier round.")
        await pilot.press("right")
        await shows(pilot, "Autumn 2026")
        await pilot.press("tab")
        await shows(pilot, "At target", "Service operations is left out: it has no assessment with ddat")
        await pilot.press("tab", "z")
        await shows(pilot, "A Strategy and governance", "6 of 7")
        assert "J Commercial, finance and sustainability " in seen(pilot)
        await pilot.press("z", "H")
        await shows(pilot, "teams count by their headcount")
        await pilot.press("i")
        await shows(pilot, "the mean of 5 of 7 teams, weighted by headcount", "The lowest anywhere is 1")


async def test_a_team_is_added_changed_ended_and_undone(path: str) -> None:
    async with on(path).run_test(size=NARROW) as pilot:
        await shows(pilot, TREE)
        await pilot.press("n")
        await shows(pilot, "A new team", "IT and digital")
        pilot.app.screen.query_one("#field-title", Input).value = "Maps [/] and addresses"
        pilot.app.screen.query_one("#field-headcount", Input).value = "12"
        await pilot.press("ctrl+s")
        await shows(pilot, "Maps [/] and addresses is added: u takes that back.")
        assert teams(path)["maps-and-addresses"].parent == "it-digital"
        await pilot.press("E")
        await shows(pilot, "Stands under")
        pilot.app.screen.query_one("#field-ends", Input).value = "2026-09-30"
        pilot.app.screen.query_one("#field-followed_by", Input).value = "Nobody we know"
        await pilot.press("ctrl+s")
        await shows(pilot, "There is no team “Nobody we know”")
        pilot.app.screen.query_one("#field-followed_by", Input).value = "data and insight"
        await pilot.press("ctrl+s")
        await shows(pilot, "ended 30 September 2026: now Data and insight")
        assert teams(path)["maps-and-addresses"].followed_by == ("data-insight",)
        await pilot.press("u", "u")
        await until(pilot, lambda: "maps-and-addresses" not in teams(path), "both taken back")
        await until(pilot, lambda: "Maps [/]" not in words(pilot))


async def test_a_team_with_assessments_or_others_below_is_not_taken_away(path: str) -> None:
    before = teams(path)
    async with on(path).run_test(size=NARROW) as pilot:
        await shows(pilot, TREE)
        await pilot.press("backspace")
        await shows(pilot, "Service operations stands below IT and digital: move it first")
        await pilot.press("down", "backspace")
        await shows(pilot, "service-operations has assessments, and would be gone.")
    assert teams(path) == before


async def test_without_an_organisation_no_key_is_offered_that_does_nothing(tmp_path: Path) -> None:
    async with on(str(tmp_path / "m.db")).run_test(size=NARROW) as pilot:
        await shows(pilot, "There is no organisation yet: n at home begins an assessment")
        assert "new team" not in seen(pilot)


async def test_without_teams_the_screen_teaches(tmp_path: Path) -> None:
    from maturity_tui.assessments.organisation import Organisation

    path = str(tmp_path / "m.db")
    with Store.open(path) as store:
        store.save_organisation(Organisation(id="o", title="Council"))
    async with on(path).run_test(size=NARROW) as pilot:
        await shows(pilot, "No teams yet: n adds one.", "Nothing is assessed in this round.")
        await pilot.press("i", "z", "E", "enter", "tab")
        assert isinstance(pilot.app.screen, OrganisationScreen)


LONG = "A team with a name of sixty characters, no more and no less"


def with_a_long_name(path: str) -> None:
    with Store.open(path) as store:
        owner = store.organisation()
        assert owner is not None
        one = owner.team_by_id["cyber-security"].changed(title=LONG)
        store.save_organisation(
            owner.changed(teams=[one if team.id == one.id else team for team in owner.teams])
        )


async def test_a_long_name_is_never_cut_and_takes_no_column_from_the_others(path: str) -> None:
    with_a_long_name(path)
    async with on(path).run_test(size=NARROW) as pilot:
        await shows(pilot, TREE, "A team with a name", "sixty characters,", "People")
        assert "…" not in seen(pilot)
        assert "ended 31 March 2025: now Digital services" in row_of(pilot, "Web team ")
        assert row_of(pilot, "Business partnering").rstrip().endswith(" 38")
        await pilot.press("z")
        await shows(pilot, "J Commercial, finance and sustainability")
        assert "J Commercial, finance and sustainability" in seen(pilot)
        assert "People " not in row_of(pilot, "Area  ")
        await pilot.press("tab")
        await shows(pilot, "Government Digital and Data", "Quality assurance testing (QAT)")
        assert "…" not in seen(pilot)


async def test_figures_stay_near_their_names_on_a_very_wide_screen(path: str) -> None:
    with_a_long_name(path)
    async with on(path).run_test(size=(200, 60)) as pilot:
        await shows(pilot, TREE, LONG)
        rows = [row for row in seen(pilot).splitlines()[3:-1] if row.strip()]
        assert max(map(len, rows)) <= 126
        await pilot.resize_terminal(*NARROW)
        await shows(pilot, "sixty characters,")
        assert "…" not in seen(pilot)


# compare ---------------------------------------------------------------------------------


@SIZES
async def test_two_teams_stand_side_by_side_with_shape_and_sign(path: str, size: tuple[int, int]) -> None:
    async with comparing(path, OPERATIONS, SECURITY).run_test(size=size) as pilot:
        await shows(pilot, "1 Service operations", "2 Cyber security", "39 capabilities scored by all")
        assert "2.4    3.6 ▲ +1.2" in row_of(pilot, "I Cyber security")
        assert "1.5    1.0 ▼ −0.5" in row_of(pilot, "C Users and services")
        await shows(
            pilot, "Differences are rounded from exact figures.",
            "19 capabilities are not in the scope of all of them and left out.",
        )  # fmt: skip
        await pilot.press("z")
        await shows(pilot, "A1 Digital strategy")
        await pilot.press("i")
        await shows(
            pilot, "A Strategy and governance: Service operations 2.3 (scored 5 of 5), Cyber security 2.7"
        )


async def test_the_others_are_chosen_from_a_list_that_can_be_narrowed(path: str) -> None:
    class Asking(MaturityApp):
        def on_ready(self) -> None:
            open_place(self, "compare", OPERATIONS)

    async with Asking(path).run_test(size=NARROW) as pilot:
        await shows(pilot, "Compare with", "Digital services")
        assert "ddat" not in words(pilot)
        await pilot.press("space", "slash", *"cyber")
        rows = pilot.app.screen.query_one("#compare-others", RowList)
        await until(pilot, lambda: len(rows.rows) == 2)
        await pilot.press("enter", "space", "enter")
        await shows(pilot, "1 Service operations", "2 Digital services", "3 Cyber security")


async def test_what_has_nothing_in_common_is_said(path: str) -> None:
    ddat = assessment_of("digital-services", "ddat")
    async with comparing(path, OPERATIONS, ddat).run_test(size=NARROW) as pilot:
        await shows(pilot, "only assessments of one framework are compared.")
        await pilot.press("z", "i", "enter")
        assert isinstance(pilot.app.screen, CompareScreen)
