"""Results, blind spots: the team beside the others, who may not be told apart, and the way in for a survey."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.screens.results.screen import ResultsScreen
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.screens.survey.path import PathPrompt
from maturity_tui.ui.widgets.row_list import RowList
from tests.assessments.survey_case import DESK, INCIDENTS
from tests.ui.council import NARROW, WIDE, seen, shows, until, words
from tests.ui.score_case import database

pytestmark = [pytest.mark.ui, pytest.mark.store]

RATERS = {
    f"{letter}{at}": who
    for letter, who in (("t", "team"), ("u", "user"), ("s", "stakeholder"))
    for at in range(1, 7)
}
SCORES = {
    DESK: {
        "agreed": 3,
        "ratings": {**{f"u{at}": 1 for at in range(1, 7)}, **{f"s{at}": 5 for at in range(1, 5)}},
        "comments": {"u1": "Zip [/] slow", "s1": "All well"},
    },
    INCIDENTS: {"agreed": 2, "ratings": {**{f"u{at}": 2 for at in range(1, 6)}, **{f"s{at}": 3 for at in range(1, 6)}},
                "comments": {"u1": "Fine"}},
}  # fmt: skip


def blind(path: Path, **fields: Any) -> MaturityApp:
    one = database(path, raters=RATERS, **fields)

    class OnResults(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(ResultsScreen(one, "blind"))

    return OnResults(str(path))


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_furthest_apart_stand_first_with_arrows_and_a_picture(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with blind(tmp_path / "a.db", scores=SCORES).run_test(size=size) as pilot:
        await shows(
            pilot,
            "H1 Service desk and requests",
            f"2 of 2 {'blind' if size == NARROW else 'are blind spots'}",
        )
        lines = seen(pilot).splitlines()
        first = next(line for line in lines if "H1 Service desk" in line)
        second = next(line for line in lines if "H2 Incident" in line)
        assert lines.index(first) < lines.index(second)
        assert first.split()[-3:] == ["1", "▼2", "–"]
        assert second.split()[-4:] == ["2", "·", "3", "▲1"]
        assert "U━" in first
        assert "●U" in second
        assert "…" not in next(line for line in lines if "Stakeholders" in line)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_four_stakeholders_are_nowhere_and_no_comment_gives_them_away(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """They all said 5. The comment of a user is not called one: the other would then be a stakeholder's."""
    async with blind(tmp_path / "a.db", scores=SCORES).run_test(size=size) as pilot:
        await shows(
            pilot, "stakeholders: fewer than 5 gave a level", "Zip [/] slow" if size == WIDE else "All well"
        )
        said = [line.strip("│ ") for line in seen(pilot).splitlines() if "All well" in line or "Zip" in line]
        assert said
        assert all(line.startswith("user or stakeholder") for line in said)
        row = next(line for line in seen(pilot).splitlines() if "H1 Service desk" in line)
        assert "5" not in row
        await pilot.press("down")
        await shows(pilot, "Fine")
        assert any(line.split()[:1] == ["user"] for line in seen(pilot).replace("│", " ").splitlines())


async def test_i_says_how_the_difference_came_about(tmp_path: Path) -> None:
    async with blind(tmp_path / "a.db", scores=SCORES).run_test(size=NARROW) as pilot:
        await shows(pilot, "H1 Service desk and requests")
        await pilot.press("i")
        await shows(
            pilot,
            "The team agreed on 3; half or more of 6 users say 1 or less (the lower median), 2 steps lower.",
            "no score is changed by it.",
            "2 of 2 compared are blind spots.",
        )


async def test_enter_goes_to_the_capability(tmp_path: Path) -> None:
    async with blind(tmp_path / "a.db", scores=SCORES).run_test(size=NARROW) as pilot:
        await shows(pilot, "H1 Service desk and requests")
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ScoreScreen))
        await shows(pilot, "When something breaks for residents")


async def test_an_empty_tab_teaches_and_n_asks_for_the_file(tmp_path: Path) -> None:
    async with blind(tmp_path / "a.db").run_test(size=NARROW) as pilot:
        await shows(
            pilot, "Nobody outside the team can be compared with it yet.", "n brings in what it exports"
        )
        await pilot.press("n")
        await until(pilot, lambda: isinstance(pilot.app.screen, PathPrompt))


async def test_too_few_is_said_and_nothing_of_them(tmp_path: Path) -> None:
    few = {DESK: {"agreed": 3, "ratings": {"u1": 0, "u2": 0, "u3": 0, "u4": 0}, "comments": {"u1": "Hidden"}}}
    async with blind(tmp_path / "a.db", scores=few).run_test(size=NARROW) as pilot:
        await shows(pilot, "Others rated 1 capability, but fewer than 5 of a perspective gave a level there")
        assert not pilot.app.screen.query_one("#blind-rows", RowList).rows
        assert "Hidden" not in words(pilot)


async def test_after_a_find_n_finds_and_undo_turns_only_surveys(tmp_path: Path) -> None:
    async with blind(tmp_path / "a.db", scores=SCORES).run_test(size=NARROW) as pilot:
        await shows(pilot, "H1 Service desk and requests")
        await pilot.press("slash", *"in", "enter")
        await shows(pilot, "H2 Incident and problem management")
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ResultsScreen)
        await pilot.press("escape", "u")
        await shows(pilot, "There is nothing to undo.")
    with Store.open(str(tmp_path / "a.db")) as store:
        one = store.assessments("north")[0].id
        store.save_score(one, DESK, store.assessment(one).score(DESK).changed(agreed=4))

    class Again(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(ResultsScreen(one, "blind"))

    async with Again(str(tmp_path / "a.db")).run_test(size=NARROW) as pilot:
        await shows(pilot, "H1 Service desk and requests")
        await pilot.press("u")
        await shows(pilot, "The last change was no survey")
    with Store.open(str(tmp_path / "a.db")) as store:
        assert store.assessment(one).score(DESK).agreed == 4
