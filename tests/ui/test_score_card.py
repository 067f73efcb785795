"""The card of one capability at both sizes: every text of the ladder, and the facts in the room that there is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from maturity_tui.store import Store
from maturity_tui.ui.draw import wrap
from maturity_tui.ui.screens.score.card import facts
from maturity_tui.ui.screens.score.view import Sheet
from tests.ui.council import NARROW, WIDE, assessment_of, council
from tests.ui.score_case import RATERS, catalogue, opened, scoring, seen
from tests.ui.test_score_view import a_sheet

pytestmark = [pytest.mark.ui, pytest.mark.store]

LONG = "Somebody wrote down at length why this is so, and what would have to happen first"


def told(width: int, height: int = 3, **score: Any) -> list[str]:
    """The facts of a capability that holds this, as rows."""
    raters = RATERS | {f"n{at}": "team" for at in range(40)}
    sheet: Sheet = a_sheet(scores={"a.one": score}, raters=raters)
    return [row.rstrip() for row in facts(sheet, "a.one", None, width, height).plain.splitlines()]


def votes(*levels: int) -> dict[str, Any]:
    return {"ratings": {f"n{at}": level for at, level in enumerate(levels)}}


# the ladder ------------------------------------------------------------------------------


async def test_every_text_of_every_capability_is_in_sight_where_it_is_wide(tmp_path: Path) -> None:
    """The worked example at 120 × 40: nothing below the edge while rows about the ladder are empty."""
    framework = catalogue().load("digital-service")
    app = scoring(Path(council(tmp_path)), assessment_of("digital-services"))
    async with app.run_test(size=WIDE) as pilot:
        screen = await opened(pilot)
        for item in framework.capabilities:
            screen.show(item)
            await pilot.pause()
            assert screen.ladder.max_scroll_y == 0, item
            lowest = wrap(framework.capabilities[item].levels[5], 61)[-1]
            assert lowest in seen(pilot), item


async def test_air_stays_where_there_is_room(tmp_path: Path) -> None:
    app = scoring(Path(council(tmp_path)), assessment_of("digital-services"), "data.catalogue")
    async with app.run_test(size=(160, 55)) as pilot:
        screen = await opened(pilot)
        rows = [row.plain for row, _ in screen.ladder._lines]
        assert not rows[0].strip()
        assert len(rows) < screen.ladder.size.height


async def test_what_cannot_fit_says_so(tmp_path: Path) -> None:
    app = scoring(Path(council(tmp_path)), assessment_of("digital-services"), "data.catalogue")
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await opened(pilot)
        assert screen.ladder.max_scroll_y > 0 or "…" in seen(pilot)


# the facts -------------------------------------------------------------------------------


def test_votes_are_shown_where_there_is_room_and_counted_where_there_is_none() -> None:
    few = votes(1, 1, 1, 2, 2, 2, 3, 3)
    assert told(78, **few)[0] == "Votes       1 1 1 2 2 2 3 3  spread 2  highest and lowest, please speak"
    assert told(69, **few)[0] == "Votes       1 1 1 2 2 2 3 3  spread 2  highest, lowest: speak"
    many = votes(*[1, 2, 3] * 13)
    assert told(78, **many)[0] == (
        "Votes       39 votes  from 1 to 3, spread 2  highest and lowest, please speak"
    )
    assert told(40, **many)[0].startswith("Votes       39 votes  spread 2")
    assert told(69, **votes(2))[0] == "Votes       2"


def test_a_note_alone_has_the_row() -> None:
    rows = told(100, note=LONG)
    assert rows[1] == f"Note        {LONG}"
    assert told(69, note=LONG)[1].endswith("…")
    assert len(told(69, note=LONG)[1]) > 60


def test_what_stands_beside_a_short_fact_has_the_rest_of_the_row() -> None:
    rows = told(69, **votes(2), confidence="high", evidence=[{"what": LONG}], note="short")
    assert rows[1].startswith("Confidence  high  Evidence    Somebody")
    assert len(rows[1]) == 69


def test_columns_stand_in_line_where_nothing_is_cut() -> None:
    rows = told(69, **votes(2), confidence="high", note="short", target=3)
    assert rows[1].index("Evidence") == rows[2].index("Target") == 35


async def test_the_name_of_a_theme_is_whole_or_not_there(tmp_path: Path) -> None:
    path = council(tmp_path)
    with Store.open(path) as store:
        owner = store.organisation()
    assert owner is not None
    titles = [theme.title for theme in owner.ambition]
    for size in (NARROW, WIDE):
        app = scoring(Path(path), assessment_of("digital-services"), "data.catalogue")
        async with app.run_test(size=size) as pilot:
            screen = await opened(pilot)
            for item in catalogue().load("digital-service").capabilities:
                screen.show(item)
                await pilot.pause()
                row = next((row for row in seen(pilot).splitlines() if "Target  " in row), "")
                said = row[row.find("Target  ") :] or "our own"
                assert "…" not in said, item
                whole = any(title in said for title in titles)
                assert whole or re.search(r"of \d themes?|our own|◆", said), said
