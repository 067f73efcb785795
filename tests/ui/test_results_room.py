"""Results: no name is cut, every column has its place, and what a figure means stands beside it."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from maturity_tui.ui.screens.results.heads import heads
from maturity_tui.ui.screens.results.view import GAPS_NOTE
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.ui.widgets.sentence import Sentence
from tests.ui.council import NARROW, WIDE, assessment_of, council, seen, shows, until, words
from tests.ui.score_case import database, own_framework
from tests.ui.test_results import results_of, row_of, study

pytestmark = [pytest.mark.ui, pytest.mark.store]
SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])
DIGITAL = assessment_of("digital-services")


@pytest.fixture
def path(tmp_path: Path) -> str:
    return council(tmp_path)


# overview ------------------------------------------------------------------------------


@SIZES
async def test_no_name_on_the_overview_is_cut(path: str, size: tuple[int, int]) -> None:
    app = results_of(path, DIGITAL)
    async with app.run_test(size=size) as pilot:
        await shows(
            pilot, "J Commercial, finance and sustainability", "Maturity of a digital and IT service",
            "B1 Workforce planning and hiring", "A5 Standards in use", "Strongest",
            "evidence over a year old: 3",
        )  # fmt: skip
        assert "…" not in seen(pilot)
        assert re.search(r"E3 Data catalogue and 17 more not *\n? *(scored)?", seen(pilot))


async def test_a_name_that_is_longer_than_its_column_goes_on_below(path: str) -> None:
    app = results_of(path, assessment_of("digital-services", "ddat"))
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Government Digital and Data", "Profession Capability Framework")
        assert "…" not in seen(pilot)


@SIZES
async def test_levels_stand_evenly_over_the_bars(path: str, size: tuple[int, int]) -> None:
    app = results_of(path, DIGITAL)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "A Strategy and governance")
        head = row_of(pilot, "Area   ")
        places = [head.index(f" {level}") for level in range(6)]
        assert len({right - left for left, right in pairwise(places)}) == 1
        # A whole target stands under its level.
        assert row_of(pilot, "B  People, skills").index("◆") == places[4] + 1


@SIZES
async def test_a_note_says_how_gaps_come_about(path: str, size: tuple[int, int]) -> None:
    app = results_of(path, DIGITAL)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "A Strategy and governance", GAPS_NOTE)
        assert any(GAPS_NOTE in row for row in seen(pilot).splitlines())
        await pilot.press("i")
        await shows(
            pilot, "Its gap is 0.6: the mean of the gaps of the 5 capabilities that are scored and have a target.",
            GAPS_NOTE,
        )  # fmt: skip
        assert words(pilot).count("Its gap") == 1


@SIZES
async def test_without_targets_the_overview_says_what_sets_them(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    one = database(tmp_path / "own.db", own_framework(), scope="all", scores={"a.one": {"agreed": 2}})
    app = results_of(str(tmp_path / "own.db"), one)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "No targets yet: t on the score screen sets one;", "the ambition set many.")
        assert "Target" not in seen(pilot)
        assert "Gap" not in row_of(pilot, "Area   ")
        assert GAPS_NOTE not in words(pilot)


# heat map --------------------------------------------------------------------------------


async def test_ten_areas_have_room_in_eighty_columns(path: str) -> None:
    app = results_of(path, DIGITAL, "heat")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Digital services · A Strategy")
        head = row_of(pilot, "Team  ")
        assert "…" not in head
        assert re.search(r"A +B +C +D +E +F +G +H +I +J +All$", head.rstrip())
        assert "J Commercial, finance and sustainability" in seen(pilot)


@SIZES
async def test_the_heading_all_ends_over_its_figures(path: str, size: tuple[int, int]) -> None:
    app = results_of(path, DIGITAL, "heat")
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "Digital services · A Strategy")
        ends = {
            len(row_of(pilot, name).rstrip())
            for name in ("Team  ", "Infrastructure and cloud ", "Business partnering ")
        }
        assert len(ends) == 1


async def test_wide_headings_are_short_names_each_over_its_cell(path: str) -> None:
    app = results_of(path, DIGITAL, "heat")
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "A Strategy", "C Users and services", "H Service operations", "J Commercial")
        cells = row_of(pilot, "Infrastructure and cloud ")
        # The figure of a cell stands one to the right of where its heading begins.
        figures = [match.start() for match in re.finditer(r"\d\.\d▾", cells)]
        for at, name in enumerate(
            ("A Strategy", "B People", "C Users", "D Product", "E Data", "F Architecture")
        ):
            assert row_of(pilot, f" {name}").index(f" {name}") + 2 == figures[at]


@pytest.mark.parametrize(
    ("titles", "size", "texts", "lines"),
    [
        (["Data", "Work"], 8, ("A Data", "B Work"), 1),
        (["Data and information", "Work"], 8, ("A Data", "B Work"), 1),
        (["People, skills and change", "Users"], 8, ("A People", "B Users"), 1),
        (["Coaching in an agile environment", "x" * 12], 7, ("A Coaching in an agile", f"B {'x' * 12}"), 3),
        (["x" * 60, "Work"], 8, ("A", "B"), 1),
        (["Data", "Work"], 5, ("A", "B"), 1),
    ],
)
def test_a_short_name_is_words_that_have_room(
    titles: list[str], size: int, texts: tuple[str, ...], lines: int
) -> None:
    found = heads(["A", "B"], titles, size, beside=8)
    assert (found.texts, found.lines, found.coded) == (texts, lines, texts == ("A", "B"))


async def test_one_team_is_not_held_against_others(tmp_path: Path) -> None:
    one = database(tmp_path / "own.db", own_framework(), scope="all", scores={"a.one": {"agreed": 2}})
    app = results_of(str(tmp_path / "own.db"), one, "heat")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Data and insight · A Area a", "mean 2.0")
        for said in ("No team", "Mean of", "1 teams", "Left out"):
            assert said not in words(pilot)
        await pilot.press("tab", "i")
        await shows(pilot, "There is no figure under the cursor.")


# gaps --------------------------------------------------------------------------------------


async def test_a_descriptor_that_goes_on_says_so(path: str) -> None:
    app = results_of(path, DIGITAL, "gaps")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "D1 Product management", "Why it is here")
        for name in (" Now ", " Target "):
            assert row_of(pilot, name).rstrip().endswith("…")
        assert "Services residents choose to use; 1 more" in seen(pilot)


async def test_the_themes_of_a_gap_are_whole_and_told_apart(path: str) -> None:
    app = results_of(path, DIGITAL, "gaps")
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "D1 Product management")
        assert "Services residents choose to use; Skilled people, money well spent" in seen(pilot)
        assert "…" not in seen(pilot)


async def test_explaining_a_gap_names_the_themes_whose_target_it_is(path: str) -> None:
    held = study(path, DIGITAL)
    wanted = next(
        gap
        for gap in held.gaps
        if gap.gap > 0 and len(gap.themes) == 1 and not held.targets[gap.capability].own
    )
    themes = {theme.id: theme.title for theme in held.organisation.ambition}
    app = results_of(path, DIGITAL, "gaps")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "D1 Product management")
        app.screen.query_one("#gap-rows", RowList).move_to(wanted.capability)
        await pilot.press("i")
        await shows(pilot, f"The target {wanted.target:g} is that of {themes[wanted.themes[0]]}.")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Sentence))
        await pilot.press("g", "i")
        await shows(pilot, "Weighted: gap 1 × weight 1 × priority 5 = 5.0.")


async def test_i_on_a_held_gap_says_what_holds_it(path: str) -> None:
    app = results_of(path, assessment_of("service-operations"), "gaps")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "D1 Product management")
        app.screen.query_one("#gap-rows", RowList).move_to("users.interaction")
        await pilot.press("i")
        await shows(
            pilot,
            "Weighted: gap 2 × weight 1 × priority 3 = 6.0.",
            "cannot rise further until C1 User research does.",
        )


@pytest.mark.parametrize(
    ("tab", "shown", "note"),
    [
        ("blind", "B5 Change and adoption", "5 of 10 blind"),
        ("agreement", "All areas", "alpha 0.55"),
        ("change", "C Users and services", "since Autumn 2025"),
        ("ideas", "B4 Culture", "2 blockers, 3 ideas"),
    ],
)
async def test_what_stands_beside_the_tabs_is_never_cut(path: str, tab: str, shown: str, note: str) -> None:
    app = results_of(path, assessment_of("service-operations"), tab)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, shown, note)
        assert row_of(pilot, "Overview ").endswith(f" {note}")


async def test_the_gaps_of_one_theme_are_counted_in_few_words(path: str) -> None:
    app = results_of(path, assessment_of("service-operations"), "gaps")
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "50 gaps")
        await pilot.press("t")
        await shows(pilot, "10 gaps of 1 theme", "These are the gaps of “Services residents choose to use”.")


async def test_text_is_not_wider_than_one_can_read(path: str) -> None:
    for tab, which in (
        ("gaps", "Now "),
        ("blind", "Three weeks"),
        ("heat", "Held down by"),
        ("change", "Changes are"),
    ):
        app = results_of(path, assessment_of("service-operations"), tab)
        async with app.run_test(size=(200, 60)) as pilot:
            await shows(pilot, which)
            assert len(row_of(pilot, which).strip(" │")) <= 115
