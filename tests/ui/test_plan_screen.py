"""The plan screen: what is late and at what cost, what is noted, adopted, released; a later round held against it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.plan.correction import Correction
from maturity_tui.analysis.plan.standing import PlanStanding
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario
from maturity_tui.store import Store
from maturity_tui.ui.app import MaturityApp
from maturity_tui.ui.places import open_place
from maturity_tui.ui.screens.plan.backtest import text as written
from maturity_tui.ui.screens.plan.forms import fields, quarter_of, said, share_of
from maturity_tui.ui.screens.plan.screen import PlanScreen
from maturity_tui.ui.screens.plan.tested import BackTestDialog
from maturity_tui.ui.screens.what_if.screen import WhatIfScreen
from maturity_tui.ui.screens.what_if.view import named, read_ground, to_keep
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.row_list import RowList
from maturity_tui.workshop.plan_reading import read_plan
from tests.ui.council import NARROW, WIDE, app_on, assessment_of, council, seen, shows, until, words
from tests.ui.test_results import results_of, row_of

pytestmark = [pytest.mark.ui, pytest.mark.store]
TODAY = dt.date(2026, 11, 25)
EXERCISE = "training.cyber-exercise"


class _Date(dt.date):
    @classmethod
    def today(cls) -> dt.date:  # type: ignore[override]
        return TODAY


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The council's database, on a day that stays."""
    still = SimpleNamespace(date=_Date, datetime=dt.datetime)
    monkeypatch.setattr("maturity_tui.ui.screens.plan.screen.dt", still)
    monkeypatch.setattr("maturity_tui.ui.screens.home.waiting.dt", still)
    return council(tmp_path)


def on_plan(path: str, plan: str | None = None) -> MaturityApp:
    """The app with the plan on top."""

    class OnPlan(MaturityApp):
        def on_ready(self) -> None:
            self.push_screen(PlanScreen(plan))

    return OnPlan(path)


def stored(path: str, plan: str = "first-year") -> Scenario:
    with Store.open(path) as store:
        return store.scenario(plan)


def choice(path: str, item: str = EXERCISE) -> Choice:
    return next(one for one in stored(path).inputs if one.input == item)


def standing(path: str) -> PlanStanding:
    with Store.open(path) as store:
        return read_plan(store, "first-year").standing(TODAY)


async def fill(pilot: Pilot[Any], **values: str) -> None:
    """Fill the form that is open, and keep it."""
    for key, value in values.items():
        pilot.app.screen.query_one(f"#field-{key}", Input).value = value
    await pilot.press("ctrl+s")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_each_input_says_how_late_it_is_and_what_that_costs(path: str, size: tuple[int, int]) -> None:
    found = standing(path)
    async with on_plan(path).run_test(size=size) as pilot:
        await shows(
            pilot, "First year", f"{found.level_quarters:.2f} level-quarters fewer", "3 late, 1 stopped"
        )
        register = next(one for one in found.inputs if one.id == "technology.application-register")
        row = row_of(pilot, "Register of applications and contracts")
        assert "overdue 1 q" in row
        assert row.rstrip().endswith(f"{register.level_quarters:.2f}")
        assert "!" in row
        assert "stopped" in row_of(pilot, "Buying and contract management course")
        assert "…" not in seen(pilot)
        assert pilot.app.screen.query_one(RowList).find("Cyber incident")
        await shows(pilot, "Q4 2026 is the earliest still possible")
        await pilot.press("i")
        await shows(
            pilot, f"{found.planned[-1]:.3f}", f"{found.stands[0]:.3f}", f"−{found.level_quarters:.3f}"
        )


async def test_what_is_noted_is_saved_shown_and_undone(path: str) -> None:
    before = choice(path)
    async with on_plan(path).run_test(size=NARROW) as pilot:
        await shows(pilot, "First year", "Cyber incident")
        await pilot.press("G", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await pilot.press("right")
        await fill(pilot, start="q4 2026", cost="6.1k", coverage="0.5")
        await shows(pilot, "It reached 50 % instead")
        held = choice(path)
        assert held.actual is not None
        assert (held.status, held.actual.start, held.actual.cost, held.actual.coverage) == (
            "started", "2026-Q4", 6100, 0.5,
        )  # fmt: skip
        assert (held.due, held.owner) == (before.due, before.owner)
        await pilot.press("u")
        await shows(pilot, "Undone: what was noted")
        assert choice(path) == before
        await pilot.press("ctrl+r")
        await until(pilot, lambda: choice(path) == held, "done again")


async def test_what_cannot_be_is_said_in_the_form_and_nothing_is_kept(path: str) -> None:
    before = choice(path)
    async with on_plan(path).run_test(size=NARROW) as pilot:
        await shows(pilot, "First year", "Cyber incident")
        await pilot.press("G", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await fill(pilot, coverage="70")
        await shows(pilot, "A share from 0 to 1")
        await fill(pilot, coverage="", due="Q1 2026")
        await shows(pilot, "would be due in 2026-Q1, before it starts")
        assert pilot.app.screen.query_one("#field-due", Input).value == "Q1 2026"
        await pilot.press("escape")
        assert choice(path) == before


async def test_a_release_makes_it_a_scenario_again_and_u_adopts_it(path: str) -> None:
    async with on_plan(path).run_test(size=NARROW) as pilot:
        await shows(pilot, "First year", "Cyber incident")
        await pilot.press("backspace")
        await shows(pilot, "Nothing is decided yet")
        assert stored(path).adopted is None
        assert choice(path).due == "2026-Q4"
        await pilot.press("u")
        await shows(pilot, "adopted 1 Dec 2025")
        assert stored(path).adopted == dt.date(2025, 12, 1)


async def test_a_later_round_is_held_against_it_and_the_correction_taken_over_by_hand(path: str) -> None:
    async with on_plan(path).run_test(size=WIDE) as pilot:
        await shows(pilot, "First year", "Cyber incident")
        await pilot.press("B")
        await until(pilot, lambda: isinstance(pilot.app.screen, BackTestDialog), "the back-test")
        with Store.open(path) as store:
            found = read_plan(store, "first-year").back_test()
        assert found.whole is not None
        assert f"{found.whole.inside} of {found.whole.of} inside" in words(pilot)
        assert "Suggested: training.factor" in words(pilot)
        with Store.open(path) as store:
            text = written(read_plan(store, "first-year"), found, Correction()).plain
        assert "“Buying and contract management course” was stopped." in text
        assert not stored(path).assumptions
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "training.factor" in stored(path).assumptions, "taken over")
        await pilot.press("u")
        await until(pilot, lambda: not stored(path).assumptions, "taken back")


async def test_a_saved_scenario_is_adopted_from_what_if(path: str) -> None:
    app = app_on(path)
    async with app.run_test(size=NARROW) as pilot:
        await shows(pilot, "Service operations")
        open_place(app, "what-if", assessment_of("service-operations"))
        await shows(pilot, "Inputs")
        await until(pilot, lambda: isinstance(app.screen, WhatIfScreen) and app.screen.answer, "the answer")
        await pilot.press("space", "D")
        await shows(pilot, "Only what is saved can be decided on")
        app.screen._open("balanced")  # type: ignore[attr-defined]
        await until(pilot, lambda: app.screen.answer.scenario.id == "balanced", "opened")  # type: ignore[attr-defined]
        await pilot.press("D")
        await until(pilot, lambda: isinstance(app.screen, FormDialog), "when to adopt it")
        await fill(pilot, day="soon")
        await shows(pilot, "A day is wanted here")
        await fill(pilot, day="2026-11-24")
        await shows(pilot, "adopted 24 Nov 2026", "Nothing is late")
        held = stored(path, "balanced")
        assert held.adopted == dt.date(2026, 11, 24)
        assert {one.status for one in held.inputs} == {"planned"}
        await pilot.press("right")
        await shows(pilot, "First year", "Cyber incident")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, WhatIfScreen), "back")
        await pilot.press("D")
        await until(pilot, lambda: isinstance(app.screen, PlanScreen), "the plan at once")


async def test_home_says_what_of_a_plan_is_late_and_enter_opens_it(path: str) -> None:
    with Store.open(path) as store:
        for row in store.assessments():
            if row.round == "2026-autumn" and row.status != "signed-off":
                store.set_status(row.id, "signed-off")
    app = app_on(path)
    async with app.run_test(size=WIDE) as pilot:
        await shows(pilot, "2 late inputs of the plan to see to")
        rows = app.screen.query_one("#waiting-rows", RowList)
        rows.focus()
        assert rows.find("First year")
        await pilot.press("enter")
        await shows(pilot, "adopted 1 Dec 2025")


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_change_since_last_round_stands_beside_what_was_projected(
    path: str, size: tuple[int, int]
) -> None:
    team = "service-operations"
    with Store.open(path) as store:
        found = read_plan(store, "first-year").back_test()
    held = [one for one in found.cells if one.team == team]
    inside = sum(one.inside for one in held)
    async with results_of(path, assessment_of(team), "change").run_test(size=size) as pilot:
        await shows(pilot, f"First year, given what was done by Q3 2026: {inside} of {len(held)} inside")
        far = next(one for one in found.outside if one.team == team)
        assert f"found {far.now:g}" in words(pilot)
        if size == WIDE:
            assert f"{inside}/{len(held)} in" in row_of(pilot, "Maturity of a digital and IT service")
            await pilot.press("z")
            title = next(one.title for one in _capabilities(path, team) if one.id == far.capability)
            await until(pilot, lambda: f"{far.projected:.1f} ≠" in seen(pilot), f"{title} is marked")
            rows = pilot.app.screen.query_one("#change-rows", RowList)
            assert rows.find(title)
            await pilot.press("i")
            await shows(pilot, f"{far.now:g} lies outside")


def test_a_plan_saved_under_another_name_is_a_scenario_and_under_its_own_keeps_its_scores(path: str) -> None:
    with Store.open(path) as store:
        ground = read_ground(store, assessment_of("service-operations"))
    plan = stored(path)
    other = named(plan, "Second try", ground.scenarios)
    assert (other.id, other.adopted) == ("second-try", None)
    assert {one.status for one in other.inputs} == {None}
    assert named(plan, plan.title, ground.scenarios) == plan
    assert to_keep(plan, ground, whole=True).baseline.round == "2025-autumn"
    assert to_keep(other, ground, whole=True).baseline.round == "2026-autumn"


def test_a_due_quarter_that_was_only_shown_stays_unstated() -> None:
    from maturity_tui.analysis.plan.lateness import lateness

    course = Intervention.model_validate({"id": "c", "kind": "training", "title": "C", "quarters": 2})
    held = Scenario.model_validate({"id": "p", "title": "P", "start": "2026-Q1", "inputs": [{"input": "c"}]})
    late = lateness(held, {"c": course}, "2026-Q1")[0]
    shown = {field.key: field.value for field in fields(late)}
    assert shown["due"] == "Q2 2026"
    assert said(late, shown)["due"] is None
    assert said(late, {**shown, "due": "Q3 2026"})["due"] == "2026-Q3"


def test_what_was_noted_is_shown_to_the_last_pound_and_kept_as_it_is() -> None:
    from maturity_tui.analysis.plan.lateness import lateness

    course = Intervention.model_validate({"id": "c", "kind": "training", "title": "C", "quarters": 2})
    body = {"input": "c", "status": "done", "actual": {"cost": 1_234_567.89, "coverage": 0.12345678}}
    held = Scenario.model_validate({"id": "p", "title": "P", "start": "2026-Q1", "inputs": [body]})
    late = lateness(held, {"c": course}, "2026-Q1")[0]
    again = said(late, {field.key: field.value for field in fields(late)})
    assert (again["cost"], again["coverage"]) == (1_234_567.89, 0.12345678)


def _capabilities(path: str, team: str) -> Any:
    with Store.open(path) as store:
        return store.framework_of(assessment_of(team)).capabilities.values()


@pytest.mark.parametrize(
    ("text", "quarter"), [("Q1 2027", "2027-Q1"), ("2027-q1", "2027-Q1"), ("2027 Q4", "2027-Q4")]
)
def test_a_quarter_is_read_as_people_and_files_write_it(text: str, quarter: str) -> None:
    assert quarter_of(text) == quarter


@pytest.mark.parametrize("text", ["Q5 2027", "2027", "", "soon", "Q1"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="quarter"):
        quarter_of(text)
    with pytest.raises(ValueError):  # noqa: PT011
        share_of("1.2")
