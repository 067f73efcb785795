"""A new assessment: what the form asks, what it makes, and what it refuses."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from maturity_tui.store import Store
from maturity_tui.ui.screens.home.screen import HomeScreen
from maturity_tui.ui.screens.new_assessment import _this_season
from maturity_tui.ui.screens.score.screen import ScoreScreen
from maturity_tui.ui.widgets.choice import Choice
from maturity_tui.ui.widgets.form_dialog import FormDialog
from tests.ui.council import NARROW, WIDE, app_on, at_home, council, seen, shows, until, words

pytestmark = [pytest.mark.ui, pytest.mark.store]


async def asked(pilot: Pilot[Any]) -> None:
    """From home to the form."""
    await pilot.press("n")
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
    await pilot.pause()


def fill(pilot: Pilot[Any], **texts: str) -> None:
    for name, text in texts.items():
        pilot.app.screen.query_one(f"#field-{name}", Input).value = text


async def scoring(pilot: Pilot[Any]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, ScoreScreen), "the score screen")
    await shows(pilot, "0–5 score")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_first_one_asks_whose_it_is_and_opens_to_be_scored(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = str(tmp_path / "own.db")
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "worked example")
        await asked(pilot)
        assert "Organisation" in seen(pilot)
        await pilot.press(*"Our council", "tab", *"Web team", "tab", "tab")
        fill(pilot, round="Autumn 2026")
        await pilot.press("enter")
        await scoring(pilot)
        assert "A1 Digital strategy" in seen(pilot)
        assert "capability 1 of 40" in words(pilot) or "0 of 3" in words(pilot)
        await pilot.press("escape")
        await shows(pilot, "Our council", "Web team", "0/40")
    with Store.open(path) as store:
        (row,) = store.assessments()
        assert row.id == "our-council/autumn-2026/web-team/digital-service"
        assert store.assessment(row.id).round.title == "Autumn 2026"
        assert store.check() == ()


async def test_all_of_it_can_be_chosen_and_another_framework(tmp_path: Path) -> None:
    path = council(tmp_path)
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await asked(pilot)
        fill(pilot, team="Web development", round="Winter 2026")
        await pilot.press("tab", "tab", "tab", "right", "ctrl+s")
        await scoring(pilot)
        await shows(pilot, "Web development › Winter 2026")
    with Store.open(path) as store:
        made = store.assessments()[0]
        assert (made.team, made.round, made.applicable) == ("web-development", "winter-2026", 59)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_only_a_framework_that_marks_a_core_offers_it(tmp_path: Path, size: tuple[int, int]) -> None:
    path = council(tmp_path)
    app = app_on(path)
    async with app.run_test(size=size) as pilot:
        await at_home(pilot)
        await asked(pilot)
        await shows(pilot, "■ the core of it (the short workshop)")
        frameworks = app.screen.query_one("#field-framework", Choice)
        while not frameworks.value.startswith("ddat@"):
            await pilot.press("tab" if not frameworks.has_focus else "right")
        name = next(name for key, name in frameworks.options if key == frameworks.value)
        await until(pilot, lambda: "the core of it" not in seen(pilot), "no core")
        assert "■ all of it" in seen(pilot)
        assert f"‹ {name} ›" in seen(pilot), "names are never cut"
        row = next(row for row in seen(pilot).splitlines() if name in row)
        count, at = (
            len(frameworks.options),
            [key for key, _ in frameworks.options].index(frameworks.value) + 1,
        )
        rest = row.partition(" ›")[2].strip(" │")
        assert rest in (f"{at} of {count}", f"{at}/{count}", "")
        await pilot.press("left", "right", "left")
        await shows(pilot, "all of it")
        frameworks.value = next(key for key, _ in frameworks.options if key.startswith("digital-service@"))
        await shows(pilot, "■ the core of it (the short workshop)")
        frameworks.value = next(key for key, _ in frameworks.options if key.startswith("ddat@"))
        fill(pilot, round="Winter 2026")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen), "the score screen")
    with Store.open(path) as store:
        assert store.assessment(store.assessments()[0].id).scope == "all"


async def test_a_known_team_and_round_are_found_whatever_their_capitals(tmp_path: Path) -> None:
    path = council(tmp_path)
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await asked(pilot)
        fill(pilot, team="CYBER security", round="AUTUMN 2026")
        await pilot.press("tab", "right", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen), "the score screen")
    with Store.open(path) as store:
        owner = store.organisation()
        assert owner is not None
        assert len([team for team in owner.teams if team.title.casefold() == "cyber security"]) == 1
        assert len({row.round for row in store.assessments()}) == 2


async def test_the_same_again_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = council(tmp_path)
    with Store.open(path) as store:
        before = len(store.assessments())
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await asked(pilot)
        await pilot.press("ctrl+s")
        await shows(
            pilot, "Service operations has an assessment with", "in this round already: open that one."
        )
    with Store.open(path) as store:
        assert len(store.assessments()) == before


@pytest.mark.parametrize(
    ("team", "said"),
    [
        ("", "Name the team."),
        ("   ", "Name the team."),
        ("!!!", "The name makes no id"),
        ("x" * 10_000, "at most 200 characters"),
    ],
)
async def test_a_name_that_is_none_is_refused_and_nothing_is_made(
    tmp_path: Path, team: str, said: str
) -> None:
    path = str(tmp_path / "own.db")
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await asked(pilot)
        fill(pilot, organisation="Our council", team=team)
        await pilot.press("ctrl+s")
        await shows(pilot, said)
        assert isinstance(app.screen, FormDialog)
        assert app.focused is not None
        assert app.focused.id == "field-team"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    with Store.open(path) as store:
        assert store.organisation() is None


async def test_esc_makes_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "own.db")
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "worked example")
        await asked(pilot)
        await pilot.press(*"Our council", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    with Store.open(path) as store:
        assert store.organisation() is None


async def test_n_twice_opens_one_form(tmp_path: Path) -> None:
    app = app_on(council(tmp_path))
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        for _ in range(4):
            app.simulate_key("n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.pause(0.3)
        assert sum(isinstance(screen, FormDialog) for screen in app.screen_stack) == 1


async def test_a_failure_of_the_store_keeps_what_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from maturity_tui.store import StoreError

    def full(self: Store, *args: Any) -> Any:
        raise StoreError(
            "There is no room left for the database. Nothing was saved; make room and try again."
        )

    path = council(tmp_path)
    app = app_on(path)
    monkeypatch.setattr(Store, "create", full)
    async with app.run_test(size=NARROW) as pilot:
        await at_home(pilot)
        await asked(pilot)
        fill(pilot, team="Web development", round="Winter 2026")
        await pilot.press("ctrl+s")
        await shows(pilot, "There is no room left")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert app.screen.query_one("#field-team", Input).value == "Web development"
        monkeypatch.undo()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ScoreScreen))


@pytest.mark.parametrize(
    ("month", "season"), [(1, "Winter"), (4, "Spring"), (8, "Summer"), (10, "Autumn"), (12, "Winter")]
)
def test_the_round_is_named_after_the_season(
    month: int, season: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Then(dt.date):
        @classmethod
        def today(cls) -> Then:
            return cls(2026, month, 5)

    from maturity_tui.ui.screens import new_assessment

    monkeypatch.setattr(new_assessment.dt, "date", Then)
    assert _this_season() == f"{season} 2026"
