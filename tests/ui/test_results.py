"""Results: "what did we learn?" Three tabs, what their figures are, where their keys lead."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from maturity_tui.analysis.gap.study import Study
from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.screens.results import screen as screen_module
from maturity_tui.ui.screens.results.page import PAGES
from maturity_tui.ui.screens.results.screen import ResultsScreen
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.widgets.row_list import RowList
from tests.ui.council import NARROW, WIDE, assessment_of, at_home, council, seen, shows, until, words
from tests.ui.score_case import database, own_framework

pytestmark = [pytest.mark.ui, pytest.mark.store]

Went = list[tuple[Any, ...]]


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


@pytest.fixture
def went(monkeypatch: pytest.MonkeyPatch) -> Went:
    gone: Went = []
    monkeypatch.setattr(screen_module, "open_place", lambda app, *where: gone.append(where))
    return gone


def results_of(path: str, one: str, tab: str = "overview") -> MaturityApp:
    class OnResults(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(ResultsScreen(one, tab))

    return OnResults(path)


def study(path: str, one: str) -> Study:
    with Store.open(path) as store:
        held = store.assessment(one)
        owner = store.organisation(held.organisation)
        assert owner is not None
        return Study.of(held, store.framework_of(one), owner)


def row_of(pilot: Pilot[Any], name: str) -> str:
    return next(row for row in seen(pilot).splitlines() if name in row)


def at(pilot: Pilot[Any], which: str) -> str | None:
    return pilot.app.screen.query_one(which, RowList).cursor_key


DIGITAL, OPERATIONS = assessment_of("digital-services"), assessment_of("service-operations")


# overview ------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_areas_stand_with_mean_lowest_and_coverage_side_by_side(
    path: str, size: tuple[int, int]
) -> None:
    app = results_of(path, DIGITAL)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "A Strategy and governance", "mean · 41 of 59 scored · 18 raters")
        assert re.search(r"Strategy and governance +2\.8 .* 0\.6 +2\b", seen(pilot))
        assert re.search(r"Cyber security +– .*– +–", seen(pilot))
        assert ("Furthest from target" if size == WIDE else " Furthest ") in seen(pilot)
        assert "! evidence over a year old: 3" in seen(pilot)


async def test_every_area_s_figure_is_the_roll_up_s(path: str) -> None:
    figures = study(path, DIGITAL).results
    app = results_of(path, DIGITAL)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "A Strategy and governance")
        for node in [figures.whole, *(node for node in figures.nodes if node.kind == "area")]:
            row = row_of(pilot, f" {node.title} ")
            assert f" {node.display} " in row
            assert f"{node.scored}/{node.applicable}" in row


async def test_enter_opens_an_area_and_then_a_capability(path: str, went: Went) -> None:
    app = results_of(path, DIGITAL)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "A Strategy and governance")
        await pilot.press("enter")
        await shows(pilot, "A5 Standards in use")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: went)
        assert went == [("score", DIGITAL, "strategy.portfolio")]
        await pilot.press("up", "up", "enter")
        await until(pilot, lambda: "A5 Standards" not in row_list_text(pilot))


def row_list_text(pilot: Pilot[Any]) -> str:
    return "\n".join(
        row.text for row in pilot.app.screen.query_one("#overview-rows", RowList).rows
    ) + "\n".join(str(row.key) for row in pilot.app.screen.query_one("#overview-rows", RowList).rows)


async def test_z_opens_all_areas_and_closes_them(path: str) -> None:
    app = results_of(path, DIGITAL)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "A Strategy and governance")
        rows = pilot.app.screen.query_one("#overview-rows", RowList)
        closed = len(rows.rows)
        await pilot.press("z")
        await until(pilot, lambda: len(rows.rows) == closed + 59)
        await pilot.press("z")
        await until(pilot, lambda: len(rows.rows) == closed)


# heat map --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_heat_map_has_every_team_of_the_round_and_begins_at_ours(
    path: str, size: tuple[int, int]
) -> None:
    app = results_of(path, DIGITAL)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "A Strategy and governance")
        await pilot.press("tab")
        await shows(pilot, "Infrastructure and cloud", "Business partnering")
        assert at(pilot, "#heat-table") == "digital-services"
        assert "2.8" in row_of(pilot, "Digital services  ")
        assert "Digital services · A Strategy and governance" in words(pilot)
        assert "Held down by 2 A3 Decision rights and assurance" in words(pilot)


async def test_the_sentence_below_follows_the_cell(path: str) -> None:
    app = results_of(path, DIGITAL, "heat")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital services · A Strategy and governance")
        await pilot.press("right", "right", "down")
        await shows(pilot, "Infrastructure and cloud · C Users and services", "No team is lower.")
        await pilot.press("G", "g", "left", "left", "left", "left")
        await shows(pilot, "Service operations · A Strategy and governance")


async def test_columns_without_room_are_reached_by_moving(path: str) -> None:
    app = results_of(path, assessment_of("digital-services", "ddat"), "heat")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital services · B Data")
        await pilot.press("right", "right", "right", "right", "z")
        await shows(pilot, "Digital services · G1 Agile research practices")
        assert " G1 " in row_of(pilot, "Team  ")
        assert "…" in row_of(pilot, "Team  ")
        await pilot.press(*["right"] * 16)
        await until(pilot, lambda: " G1 " not in row_of(pilot, "Team  "))
        assert "…" not in row_of(pilot, "Team  ")


async def test_enter_opens_an_area_s_capabilities_then_scores_and_esc_closes_them(
    path: str, went: Went
) -> None:
    app = results_of(path, DIGITAL, "heat")
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "Digital services · A Strategy")
        await pilot.press("right", "enter")
        await shows(pilot, "B5", "Digital services · B1 Workforce planning and hiring")
        await pilot.press("right", "up", "enter")
        await until(pilot, lambda: went)
        assert went == [("score", OPERATIONS, "people.learning")]
        await pilot.press("escape")
        await shows(pilot, "Service operations · B People, skills and change")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_team_without_scores_has_dots_and_says_so(path: str) -> None:
    app = results_of(path, assessment_of("data-insight"), "heat")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Data and insight · A Strategy", "Nothing is scored here yet.")
        assert "·" in row_of(pilot, "Data and insight  ")
        await pilot.press("i")
        await shows(pilot, "no figure")


# gaps --------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_gaps_stand_in_the_order_of_their_weight(path: str, size: tuple[int, int]) -> None:
    wanted = [gap.capability for gap in study(path, DIGITAL).gaps if gap.gap > 0]
    app = results_of(path, DIGITAL, "gaps")
    async with app.run_test(size=size) as pilot:
        await shows(pilot, f"{len(wanted)} gaps", "D1 Product management")
        rows = app.screen.query_one("#gap-rows", RowList).rows
        assert [row.key for row in rows] == wanted
        assert "gap 1 × weight 1 × priority 5 = 5.0" in words(pilot)
        await pilot.press("down")
        await shows(pilot, "D3 Multidisciplinary teams")


async def test_t_shows_one_theme_after_the_other(path: str) -> None:
    held = study(path, DIGITAL)
    app = results_of(path, DIGITAL, "gaps")
    async with app.run_test(size=WIDE) as pilot:
        total = sum(gap.gap > 0 for gap in held.gaps)
        await shows(pilot, f"{total} gaps")
        for theme in held.organisation.ambition:
            count = sum(gap.gap > 0 and theme.id in gap.themes for gap in held.gaps)
            await pilot.press("t")
            await shows(pilot, f"{count} gaps · {theme.title}", f"These are the gaps of “{theme.title}”.")
        await pilot.press("t")
        await shows(pilot, f"{total} gaps", "These are the gaps of all themes, and the team's own.")


async def test_enter_scores_the_gap_and_w_carries_it_into_what_if(path: str, went: Went) -> None:
    app = results_of(path, DIGITAL, "gaps")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "D1 Product management")
        await pilot.press("enter", "down", "w", "x")
        await until(pilot, lambda: len(went) == 3)
        assert went == [
            ("score", DIGITAL, "delivery.product"),
            ("what-if", DIGITAL, "delivery.teams"),
            ("export", DIGITAL),
        ]


async def test_without_targets_the_list_says_how_to_set_one(tmp_path: Path) -> None:
    one = database(tmp_path / "own.db", own_framework(), scope="all", scores={"a.one": {"agreed": 2}})
    app = results_of(str(tmp_path / "own.db"), one, "gaps")
    async with app.run_test(size=NARROW) as pilot:
        await shows(
            pilot, "No targets yet: t on the score screen sets one; the themes of the ambition set many."
        )
        assert "0 gaps" not in seen(pilot)
        assert "Weighted" not in seen(pilot)
        assert "t theme" not in seen(pilot)


# all tabs ----------------------------------------------------------------------------------------


async def test_tab_goes_round_and_shift_tab_back(path: str) -> None:
    app = results_of(path, DIGITAL)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "A Strategy and governance")
        every = [page.id for page in PAGES]
        for key, tab in [*(("tab", one) for one in [*every[1:], every[0]]), ("shift+tab", every[-1])]:
            await pilot.press(key)
            await until(pilot, lambda tab=tab: app.screen.query_one(f"#{tab}").display)
            keys = seen(pilot).splitlines()[-1]
            assert ("t theme" in keys) == (tab == "gaps")


async def test_explain_says_how_the_figure_came_about(path: str) -> None:
    app = results_of(path, DIGITAL)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "A Strategy and governance")
        await pilot.press("i")
        await shows(pilot, "A Strategy and governance is 2.8: the mean of its 5 capabilities")
        await pilot.press("i", "tab", "tab")
        await shows(pilot, "gaps", "Held by")
        await pilot.press("i")
        await shows(pilot, "D1 Product management is 3, as the team agreed")
        await pilot.press("escape")
        assert isinstance(app.screen, ResultsScreen)


async def test_find_goes_to_a_row_and_on(path: str) -> None:
    app = results_of(path, DIGITAL)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "A Strategy and governance")
        await pilot.press("slash", *"service", "enter")
        await until(pilot, lambda: at(pilot, "#overview-rows") == "users")
        await pilot.press("n")
        await until(pilot, lambda: at(pilot, "#overview-rows") == "operations")
        await pilot.press("N")
        await until(pilot, lambda: at(pilot, "#overview-rows") == "users")
        await pilot.press("slash", *"zzz", "enter")
        await shows(pilot, "“zzz” is not in this list.")


async def test_a_skills_framework_shows_shares_and_no_means(path: str) -> None:
    one = assessment_of("digital-services", "ddat")
    gaps = [gap for gap in study(path, one).gaps if gap.gap > 0]
    app = results_of(path, one)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "share at target", "At target")
        await pilot.press("tab")
        await shows(pilot, "share of skills at target")
        await pilot.press("tab")
        await shows(pilot, f"{len(gaps)} gaps", "B32 Performance measurement", "Practitioner")


@pytest.mark.parametrize("tab", ["overview", "heat", "gaps"])
async def test_an_empty_assessment_has_no_figures_and_no_fault(tmp_path: Path, tab: str) -> None:
    one = database(tmp_path / "empty.db")
    app = results_of(str(tmp_path / "empty.db"), one, tab)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "0 of 40 scored")
        await pilot.press("i", "escape", "z", "z", "down", "i")
        assert "0.0" not in seen(pilot)


@pytest.mark.parametrize("levels", [2, 11])
async def test_scales_of_two_and_of_eleven_levels(tmp_path: Path, levels: int) -> None:
    scores = {"a.one": {"agreed": 1, "target": levels - 1}, "b.two": {"agreed": 0, "target": 1}}
    one = database(tmp_path / "own.db", own_framework(levels), scope="all", scores=scores)
    for size in (NARROW, WIDE):
        app = results_of(str(tmp_path / "own.db"), one)
        async with app.run_test(size=size) as pilot:
            await shows(pilot, "Area a", "2 of 6 scored")
            await pilot.press("z", "tab")
            await shows(pilot, "Data and insight")
            await pilot.press("enter", "tab")
            await shows(pilot, "gap", "Held by")


async def test_what_was_scored_from_here_is_seen_on_the_way_back(path: str) -> None:
    app = results_of(path, DIGITAL, "gaps")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "D1 Product management")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen))
        await shows(pilot, "D1 Product management", "0–5 score")
        await pilot.press("5")
        await shows(pilot, "✓ saved")
        await pilot.press("escape")
        await shows(pilot, "22 gaps ")
        assert at(pilot, "#gap-rows") != "delivery.product"


async def test_an_assessment_that_is_gone_is_a_sentence(path: str) -> None:
    app = results_of(path, "northwick/2026-autumn/nobody/digital-service")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "! There is no assessment")
        await pilot.press("tab", "i", "z", "down", "enter", "t", "slash", "escape", "w", "x", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await at_home(pilot)
