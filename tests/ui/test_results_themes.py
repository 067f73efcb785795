"""Teams × themes: figures in cells, a sentence below, and gap by theme in a few lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Static

from maturity_tui.analysis.gap.by_theme import by_theme
from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.base import MaturityScreen, styles
from maturity_tui.ui.screens.results.gaps import Gaps
from maturity_tui.ui.screens.results.screen import ResultsScreen
from maturity_tui.ui.screens.results.theme_lines import theme_lines
from maturity_tui.ui.screens.results.themes import EVERYBODY, ThemeHeat
from maturity_tui.ui.screens.results.view import ResultsView, read_results
from maturity_tui.ui.widgets.heat_table import HeatTable
from tests.ui.council import NARROW, WIDE, assessment_of, council, seen, until

pytestmark = [pytest.mark.ui, pytest.mark.store]

View = Callable[..., ResultsView]


@pytest.fixture
def view_of(tmp_path: Path) -> View:
    path = council(tmp_path)

    def read(
        team: str = "service-operations", framework: str = "digital-service", **change: Any
    ) -> ResultsView:
        with Store.open(path) as store:
            if change:
                owner = store.organisation()
                assert owner is not None
                store.change_organisation(owner.changed(**change))
            return read_results(store, assessment_of(team, framework))

    return read


class Page(MaturityScreen):
    """The page on a screen of its own."""

    CSS_PATH = styles("results")

    def __init__(self, view: ResultsView) -> None:
        super().__init__()
        self.view = view

    def body(self) -> ComposeResult:
        yield ThemeHeat("themes")

    def on_mount(self) -> None:
        self.query_one(ThemeHeat).show(self.view)
        self.query_one(HeatTable).focus()


def showing(view: ResultsView, tmp_path: Path) -> MaturityApp:
    class Showing(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(Page(view))

    return Showing(str(tmp_path / "none.db"))


async def drawn(pilot: Pilot[Any]) -> str:
    await until(pilot, lambda: "Team" in seen(pilot) or "No themes" in seen(pilot), "the table")
    await pilot.pause()
    return seen(pilot)


def row(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if name in line and "·" not in line.split(name)[0])


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_every_cell_has_the_figure_that_is_worked_out(
    view_of: View, tmp_path: Path, size: tuple[int, int]
) -> None:
    view = view_of()
    table = by_theme(view.others, view.organisation.ambition)
    async with showing(view, tmp_path).run_test(size=size) as pilot:
        text = await drawn(pilot)
        for team in table.teams:
            line = next(
                one
                for one in text.splitlines()
                if one.strip("▌ ").startswith(view.organisation.team_title(team))
            )
            for theme in table.themes:
                figure = table.cell(team, theme.id)
                if figure.share is None:
                    assert "·" in line
                else:
                    share = f"{int(figure.share * 100 + 1 / 2)} %"
                    assert (f"{figure.met}/{figure.scored}" if size == WIDE else share) in line
            whole = table.of_team(team)
            assert line.rstrip().endswith(f"{whole.met}/{whole.scored}")
        assert "All teams" in text
        assert "…" not in text


async def test_the_sentence_says_what_the_cell_under_the_cursor_hides(view_of: View, tmp_path: Path) -> None:
    async with showing(view_of(), tmp_path).run_test(size=NARROW) as pilot:
        await drawn(pilot)
        page = pilot.app.screen.query_one(ThemeHeat)
        assert "Service operations · Services residents choose to use" in seen(pilot)
        assert "1 of 10 targets met. The mean gap is 2.2; weighted by priority 3" in " ".join(
            seen(pilot).split()
        )
        await pilot.press("right", "G")
        await until(pilot, lambda: "All teams · Safe systems that stay up" in seen(pilot))
        assert "24 of 71 targets met, 25 not scored. The mean gap, teams counting alike, is 0.9" in (
            " ".join(seen(pilot).split())
        )
        assert page.theme is not None
        assert page.theme.id == "safe-and-steady"
        assert page.node is None
        assert pilot.app.screen.query_one(HeatTable).cursor_key == EVERYBODY
        title, said = page.explained(pilot.app.screen.view) or ("", "")  # type: ignore[attr-defined]
        assert title == "Safe systems that stay up"
        assert said.endswith("Priority 3, from points: directors 40, members 30, staff 20.")


async def test_without_themes_it_says_how_to_add_them(view_of: View, tmp_path: Path) -> None:
    async with showing(view_of(ambition=()), tmp_path).run_test(size=NARROW) as pilot:
        assert "No themes yet" in await drawn(pilot)
        assert not pilot.app.screen.query_one(HeatTable).display
        assert str(pilot.app.screen.query_one("#theme-detail", Static).content) == ""
        assert pilot.app.screen.query_one(ThemeHeat).explained(pilot.app.screen.view) is None  # type: ignore[attr-defined]


async def test_a_framework_that_no_theme_speaks_of_says_so(view_of: View, tmp_path: Path) -> None:
    view = view_of("digital-services", "ddat")
    async with showing(view, tmp_path).run_test(size=WIDE) as pilot:
        await drawn(pilot)
        assert "The theme sets no target for any of its skills in scope." in seen(pilot)


def test_gap_by_theme_in_lines_the_heaviest_first(view_of: View) -> None:
    view = view_of()
    table = by_theme(view.others, view.organisation.ambition)
    lines = [one.plain.rstrip() for one in theme_lines(view, 110)]
    assert lines[0].startswith("By theme, 7 teams")
    assert [line.split("  ")[0] for line in lines[1:]] == [theme.title for theme in table.heaviest_first()]
    first = table.heaviest_first()[0]
    over = table.over[first.id]
    assert f"{over.met}/{over.scored}" in lines[1]
    assert all(len(one.plain) <= 60 for one in theme_lines(view, 60))


def test_more_themes_than_room_are_counted_and_none_give_no_lines(view_of: View) -> None:
    assert [one.plain for one in theme_lines(view_of(), 80, most=3)][-1] == "2 more"
    assert theme_lines(view_of("digital-services", "ddat"), 80) == []
    assert theme_lines(view_of(ambition=()), 80) == []


async def test_enter_on_our_own_cell_lists_the_gaps_of_its_theme(tmp_path: Path) -> None:
    path = council(tmp_path)
    with Store.open(path) as store:
        themes = store.organisation().ambition  # type: ignore[union-attr]
    app = MaturityApp(path)
    async with app.run_test(size=WIDE) as pilot:
        screen = ResultsScreen(assessment_of("service-operations", "digital-service"), "themes")
        await app.push_screen(screen)
        await until(pilot, lambda: screen.page.query_one(HeatTable).cursor_key is not None)
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(screen.page, Gaps) and bool(screen.page.shown()))
        gaps = screen.page
        assert isinstance(gaps, Gaps)
        assert gaps.theme == themes[1].id
        assert all(themes[1].id in gap.themes for gap in gaps.shown())


async def test_enter_on_another_team_s_cell_says_whose_gaps_are_listed(tmp_path: Path) -> None:
    app = MaturityApp(council(tmp_path))
    async with app.run_test(size=NARROW) as pilot:
        screen = ResultsScreen(assessment_of("service-operations", "digital-service"), "themes")
        await app.push_screen(screen)
        await until(pilot, lambda: screen.page.query_one(HeatTable).cursor_key is not None)
        await pilot.press("down", "enter")
        await until(pilot, lambda: "Gaps are listed for Service operations" in seen(pilot))
        assert isinstance(screen.page, ThemeHeat)
