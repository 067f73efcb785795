"""Home's rows: what waits, with its words and its key; teams on skills frameworks; one of a thing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from maturity_tui.assessments.models import Status
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.store import Store
from maturity_tui.ui.screens.home.rows import waiting_row
from maturity_tui.ui.waiting import Waiting, waiting
from tests.ui.council import NARROW, WIDE, app_on, assessment_of, at_home, council, seen, shows
from tests.ui.score_case import CORE, catalogue, database, own_framework

pytestmark = [pytest.mark.ui, pytest.mark.store]

SIZES = pytest.mark.parametrize("size", [NARROW, WIDE])


def row_of(text: str, name: str) -> str:
    return next(row for row in text.splitlines() if name in row)


def below(text: str) -> str:
    return text.partition("Waiting for you")[2]


# what waits ------------------------------------------------------------------------------


async def test_what_is_agreed_still_waits_to_be_signed_off(tmp_path: Path) -> None:
    path, framework = tmp_path / "m.db", own_framework()
    one = database(
        path, framework, scores={item: {"agreed": 2} for item in framework.capabilities}, scope="all"
    )
    async with app_on(str(path)).run_test(size=NARROW) as pilot:
        await shows(pilot, "all is scored: agree it, then sign it off")
    with Store.open(str(path)) as store:
        store.set_status(one, Status.AGREED)
    async with app_on(str(path)).run_test(size=NARROW) as pilot:
        await shows(pilot, "agreed: open it, then A signs it off")
        assert "Nothing waits" not in seen(pilot)
    with Store.open(str(path)) as store:
        store.set_status(one, Status.SIGNED_OFF)
    async with app_on(str(path)).run_test(size=NARROW) as pilot:
        await shows(pilot, "Nothing waits: every assessment of this round is signed off.")


async def test_a_team_that_has_not_begun_waits_too(tmp_path: Path) -> None:
    path, framework = tmp_path / "m.db", own_framework()
    one = database(
        path, framework, scores={item: {"agreed": 2} for item in framework.capabilities}, scope="all"
    )
    with Store.open(str(path)) as store:
        owner = store.organisation()
        assert owner is not None
        data = owner.model_dump(mode="json", by_alias=True)
        data["teams"].append({"id": "web", "title": "Web"})
        store.save_organisation(Organisation.model_validate(data))
        store.set_status(one, Status.SIGNED_OFF)
    async with app_on(str(path)).run_test(size=NARROW) as pilot:
        await shows(pilot, "not started: its assessment is to be begun")
        await pilot.press("tab", "enter")
        await shows(pilot, "New assessment", "Web")


@SIZES
async def test_each_waiting_line_names_its_key(tmp_path: Path, size: tuple[int, int]) -> None:
    async with app_on(council(tmp_path)).run_test(size=size) as pilot:
        await at_home(pilot)
        rows = [row for row in below(seen(pilot)).splitlines() if any(mark in row for mark in "▸≠✓!")]
        assert len(rows) >= 6
        assert all("enter" in row for row in rows)


async def test_a_long_name_is_whole_where_there_is_room(tmp_path: Path) -> None:
    async with app_on(council(tmp_path)).run_test(size=WIDE) as pilot:
        await at_home(pilot)
        text = below(seen(pilot))
        assert "raters three levels apart on G9 Governance and assurance (accessibility) " in text
        assert "…" not in text


async def test_a_name_without_room_gives_way_to_its_code(tmp_path: Path) -> None:
    async with app_on(council(tmp_path)).run_test(size=NARROW) as pilot:
        await at_home(pilot)
        text = below(seen(pilot))
        assert "18 left; E3 Data catalogue is next" in text
        assert "raters three levels apart on G9 " in text
        assert "…" not in text


def test_what_is_left_comes_before_what_is_to_be_signed_off(tmp_path: Path) -> None:
    with Store.open(council(tmp_path)) as store:
        lines = waiting(store, "2026-autumn", "digital-service", dt.date(2026, 11, 18))
    assert [line.assessment for line in lines[:2]] == [
        assessment_of("digital-services"),
        assessment_of("data-insight"),
    ]
    assert [line.mark for line in lines[:4]] == ["▸", "▸", "✓", "✓"]


def test_a_row_is_as_wide_as_it_is_told() -> None:
    item = Waiting("日本語" * 20, ("word " * 40, "w"), "score", "▸", False, None, None)
    for width in (30, 77, 112):
        assert waiting_row(item, 120, width).cell_length == width


# one of a thing --------------------------------------------------------------------------


@SIZES
async def test_one_team_is_a_team(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "m.db"
    framework = catalogue().load("digital-service")
    database(path, scores={framework.core[0]: {"agreed": 2}})
    async with app_on(str(path)).run_test(size=size) as pilot:
        await shows(pilot, "is next")
        text = seen(pilot)
        assert "Autumn 2026 · 1 team\n" in text
        said = "1 below 80 % scored" if size == WIDE else "1 left out"
        assert f"mean of 0 of 1 team: {said}\n" in text
        await pilot.press("r")
        await shows(pilot, "Strategy and governance")
        await pilot.press("tab")
        await shows(pilot, "scored 1 of")
        assert "1 teams" not in seen(pilot)


# skills ----------------------------------------------------------------------------------


@SIZES
@pytest.mark.parametrize(("scored", "said"), [(0, "nothing scored yet"), (1, "none has a target")])
async def test_a_team_on_a_skills_framework_has_words_that_fit(
    tmp_path: Path, size: tuple[int, int], scored: int, said: str
) -> None:
    path, framework = tmp_path / "m.db", catalogue().load("ddat")
    scores = {item: {"agreed": 2} for item in [*framework.capabilities][:scored]}
    assert database(path, framework, scope="all", scores=scores) != CORE
    async with app_on(str(path)).run_test(size=size) as pilot:
        await shows(pilot, "is next" if scored else "is first")
        row = row_of(seen(pilot), "Data and insight")
        assert said in row
        assert "…" not in row


async def test_the_share_at_target_says_what_it_is_at_both_sizes(tmp_path: Path) -> None:
    path = council(tmp_path)
    for size in (NARROW, WIDE):
        async with app_on(path).run_test(size=size) as pilot:
            await at_home(pilot)
            assert " %  of skills at target" in row_of(seen(pilot), "Digital services · ddat")
