"""Among others, on screen; and a file for others, of which all is shown before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from maturity_tui.assessments.sharing.benchmark import Placed, quartiles
from maturity_tui.assessments.sharing.shared import read_shared
from maturity_tui.frameworks.door import read_file
from maturity_tui.store.place import shipped_folder
from maturity_tui.ui.places import open_place
from maturity_tui.ui.screens.sharing.benchmark import BenchmarkForm, BenchmarkScreen, files_of, what_is_wrong
from maturity_tui.ui.screens.sharing.benchmark_rows import strip
from maturity_tui.ui.screens.sharing.share import ShareDialog
from maturity_tui.ui.widgets.row_list import RowList
from tests.ui.council import (
    NARROW,
    TEAM,
    WIDE,
    app_on,
    assessment_of,
    at_home,
    council,
    seen,
    shows,
    until,
    words,
)

SHARED = shipped_folder("assessments") / "shared"
ONE = assessment_of(TEAM)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return council(tmp_path)


async def with_files(pilot: Pilot[Any], text: str) -> None:
    """Fill in the form that asks for files, and keep it."""
    app = pilot.app
    await until(pilot, lambda: isinstance(app.screen, BenchmarkForm), "the form")
    app.screen.query_one("#field-files", TextArea).text = text
    await pilot.press("ctrl+s")


# The strip


def placed(own: float | None, others: Sequence[int]) -> Placed:
    found = quartiles([Fraction(value) for value in others], "linear") if others else None
    mine = None if own is None else Fraction(own)
    return Placed(
        "a", "A", "area", 1, "mean", "linear", mine, len(others), 0, 0, 0, found, Fraction(0), Fraction(5)
    )


@pytest.mark.parametrize(("own", "drawn"), [(None, "·" * 21), (0, "●" + "·" * 20)])
def test_a_strip_without_others_is_only_the_scale(own: float | None, drawn: str) -> None:
    assert strip(placed(own, ()), 21).plain == drawn


def test_a_strip_has_range_middle_half_median_and_ones_own_place() -> None:
    """Of 1 to 5 the quartiles are 2, 3 and 4; on 21 cells a level is four of them."""
    assert strip(placed(0, (1, 2, 3, 4, 5)), 21).plain == "●···────━━━━┃━━━━────"
    assert strip(placed(5, (1, 2, 3, 4, 5)), 21).plain == "····────━━━━┃━━━━───●"
    assert strip(placed(3, (1, 2, 3, 4, 5)), 21).plain == "····────━━━━●━━━━────"
    assert strip(placed(None, (2, 2, 2)), 21).plain == "········┃············"


# Which files


def test_a_star_stands_for_any_name_and_a_folder_is_refused(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "c.txt"):
        (tmp_path / name).write_text("")
    assert files_of(f"{tmp_path}/*.yaml\n\n {tmp_path}/c.txt ") == [
        tmp_path / name for name in ("a.yaml", "b.yaml", "c.txt")
    ]
    assert files_of("/nowhere/*.yaml") == [Path("/nowhere/*.yaml")]
    assert "is a folder: name the files in it" in what_is_wrong(str(tmp_path))
    assert what_is_wrong("  \n") == "Name at least one shared file."
    assert what_is_wrong(f"{tmp_path}/a.yaml") == ""


# On screen


@pytest.mark.ui
@pytest.mark.store
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_one_is_seen_among_the_others_area_by_area(path: str, size: tuple[int, int]) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        open_place(app, "benchmark", ONE)
        await with_files(pilot, str(SHARED))
        await shows(pilot, "is a folder")
        await with_files(pilot, f"{SHARED}/*.yaml")
        await until(pilot, lambda: isinstance(app.screen, BenchmarkScreen), "the screen")
        await shows(
            pilot, "4 others · 1 left out", "Yours is 2.0", "council-5.yaml", "Its scope is core, yours all."
        )
        rows = app.screen.query_one(RowList)
        assert rows.move_to("operations")
        await shows(pilot, "Yours is 2.6. 2 of 4 others lie below, 0 at the same, 2 above: below the median.")
        (row,) = [line for line in seen(pilot).splitlines() if "Service operations and resilience" in line]
        assert "●" in row
        assert "┃" in row or "━" in row
        assert " 4" in row
        await pilot.press("i")
        await shows(pilot, "Quartiles are linear between two others.", "esc closes")
        await pilot.press("escape", "equals_sign")
        await until(pilot, lambda: isinstance(app.screen, BenchmarkForm), "the form again")
        assert app.screen.query_one("#field-files", TextArea).text == f"{SHARED}/*.yaml"
        await with_files(pilot, f"{SHARED}/council-1.yaml\n{SHARED}/council-2.yaml")
        await shows(pilot, "2 others", "fewer than three others, so there are no quartiles")
        assert "┃" not in "".join(line for line in seen(pilot).splitlines() if "Cyber security" in line)


@pytest.mark.ui
@pytest.mark.store
async def test_likeness_that_the_profile_does_not_tell_is_refused_in_the_form(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)

        def forget(store: Any) -> None:
            owner = store.organisation()
            store.save_organisation(owner.changed(profile=owner.profile.changed(kind="A kind of our own")))

        await app.keeper.ask(forget)
        open_place(app, "benchmark", ONE)
        await until(pilot, lambda: isinstance(app.screen, BenchmarkForm), "the form")
        app.screen.query_one("#field-like").value = "kind"  # type: ignore[attr-defined]
        await with_files(pilot, f"{SHARED}/*.yaml")
        await shows(pilot, "Your own profile does not say kind")
        assert isinstance(app.screen, BenchmarkForm)


@pytest.mark.ui
@pytest.mark.store
@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_all_that_is_in_the_file_is_shown_before_it_is_written(
    path: str, size: tuple[int, int]
) -> None:
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        open_place(app, "share", ONE)
        await until(pilot, lambda: isinstance(app.screen, ShareDialog), "the account")
        await shows(pilot, "What would be in the file", "Raters: team 5 to 9, user 5 to 9.")
        assert "Northwick" not in words(pilot)
        await pilot.press(*["pagedown"] * 12)
        await shows(pilot, "Not in it: names and ids of the organisation")
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, ShareDialog), "left")
        assert list(Path.cwd().iterdir()) == []
        open_place(app, "share", ONE)
        await until(pilot, lambda: isinstance(app.screen, ShareDialog), "the account again")
        await pilot.press("enter")
        await shows(pilot, "Write the shared file", "shared-digital-service-")
        await pilot.press("ctrl+s")
        await shows(pilot, "Wrote")
        (file,) = Path.cwd().iterdir()
        assert read_shared(read_file(file)).levels["operations.incidents"] == 2


@pytest.mark.ui
@pytest.mark.store
async def test_what_may_not_be_shared_is_said_and_nothing_is_asked(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        empty = assessment_of("data-insight")

        def clear(store: Any) -> None:
            held = store.assessment(empty)
            for item, score in held.scores.items():
                store.save_score(empty, item, score.changed(agreed=None))

        await app.keeper.ask(clear)
        open_place(app, "share", empty)
        await shows(pilot, "there is nothing to share")
        assert not isinstance(app.screen, ShareDialog)
