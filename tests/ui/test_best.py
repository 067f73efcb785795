"""Best for a budget: the search is heard, stopped and answered; its points are walked; one is taken over."""

from __future__ import annotations

import threading
from itertools import combinations
from pathlib import Path

import pytest

from maturity_tui.analysis.projection.projection import candidates, project
from maturity_tui.store import Store
from maturity_tui.ui.palette import commands
from maturity_tui.ui.screens.best.screen import BestScreen
from maturity_tui.ui.screens.what_if.screen import WhatIfScreen
from maturity_tui.ui.widgets.form_dialog import FormDialog
from maturity_tui.ui.widgets.text_dialog import TextDialog
from tests.ui import what_if_case as case
from tests.ui.best_case import (
    BOARD,
    OBSERVED,
    OFFICE,
    REGISTER,
    Search,
    asked,
    search,
    settled,
    shows,
    until,
    words,
)

__all__ = ["search"]

pytestmark = [pytest.mark.ui, pytest.mark.store]

SIZES = pytest.mark.parametrize("size", case.SIZES)


def chosen(screen: WhatIfScreen) -> set[str]:
    return {choice.input for choice in case.scenario_of(screen).inputs}


@SIZES
async def test_the_best_is_taken_over_as_one_change_and_undone(
    tmp_path: Path, size: tuple[int, int], search: Search
) -> None:
    path = case.database(tmp_path)
    async with case.asking(path).run_test(size=size) as pilot:
        below, screen = await asked(pilot)
        await settled(pilot, screen)
        assert search.wishes[0].once == 60_000
        assert "Best for £60k, proved within 0.1 %" in words(pilot)
        assert "Register of applications" in words(pilot)
        assert "◆ £60k" in words(pilot)
        before = case.scenario_of(below)
        await pilot.press("enter")
        await case.settled(pilot)
        assert pilot.app.screen is below
        after = case.scenario_of(below)
        assert chosen(below) == {REGISTER, BOARD}
        assert after.limits.once == 60_000
        expected = case.apart(path, after)
        assert case.figures_of(below) == pytest.approx(expected.overall.mean, abs=1e-12)
        assert "best for £60k, proved within 0.1 %" in words(pilot)

        await case.press(pilot, "u")
        assert case.scenario_of(below) == before
        assert "Undone: taking the best for £60k." in words(pilot)
        assert "proved within" not in words(pilot)
        await case.press(pilot, "ctrl+r")
        assert case.scenario_of(below) == after
        below.inputs.move_to(BOARD)
        await case.press(pilot, "space")
        assert chosen(below) == {REGISTER}
        assert "proved within" not in words(pilot)


@SIZES
async def test_the_best_so_far_is_shown_with_its_gap_and_kept_when_stopped(
    tmp_path: Path, size: tuple[int, int], search: Search
) -> None:
    search.gate.clear()
    async with case.asking(case.database(tmp_path)).run_test(size=size) as pilot:
        _, screen = await asked(pilot)
        await shows(pilot, "best so far +0.0", "proved within 13 %", "Small data office", "esc stop")
        assert not screen.findings.is_done
        await pilot.press("escape")
        await settled(pilot, screen)
        assert pilot.app.screen is screen
        assert screen.findings.is_stopped
        assert search.curves == 0
        assert "stopped; best so far proved within 13 %" in words(pilot)
        plan = screen.plan
        assert plan is not None
        assert plan.ids == (OFFICE,)
        await pilot.press("i")
        await shows(pilot, "Stopped early, proved within 13 %: no set within these limits does better than")
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, WhatIfScreen), "what-if")


@SIZES
async def test_points_are_walked_and_each_shows_its_own(
    tmp_path: Path, size: tuple[int, int], search: Search
) -> None:
    path = case.database(tmp_path)
    async with case.asking(path).run_test(size=size) as pilot:
        _, screen = await asked(pilot)
        await settled(pilot, screen)
        # The point for 60,000 is the best itself.
        assert [plan.budget for plan in screen.findings.plans] == [0, 20_000, None, 120_000]
        await pilot.press("right", "right")
        assert screen.plan is not None
        assert set(screen.plan.ids) == {REGISTER, BOARD, OBSERVED}
        assert "Best for £120k, proved within 0.2 %" in words(pilot)
        assert "Observability platform" in words(pilot)
        assert "£94k once" in words(pilot)
        await pilot.press("left", "left", "left", "left", "h")
        assert screen.plan is not None
        assert screen.plan.ids == ()
        assert "Best for £0" in words(pilot)
        assert "Nothing: no input is affordable or of use." in words(pilot)


async def test_each_plan_has_its_true_rise_and_what_it_would_lose(tmp_path: Path, search: Search) -> None:
    path = case.database(tmp_path)
    async with case.asking(path).run_test(size=(120, 40)) as pilot:
        below, screen = await asked(pilot)
        await settled(pilot, screen)
        plan = screen.plan
        assert plan is not None
        await pilot.press("enter")
        await case.settled(pilot)
        expected = case.apart(path, case.scenario_of(below))
        assert plan.rise == pytest.approx(expected.gain, abs=1e-12)
        assert plan.once == expected.costs.once
        assert plan.yearly == expected.costs.per_year
        assert plan.days == max(expected.person_days.demand)
        taken = {gain.input: gain.gain for gain in expected.gains if gain.chosen}
        assert dict(plan.gains) == pytest.approx(taken, abs=1e-12)


@SIZES
async def test_a_plan_is_compared_with_what_is_chosen_now(
    tmp_path: Path, size: tuple[int, int], search: Search
) -> None:
    async with case.asking(case.database(tmp_path)).run_test(size=size) as pilot:
        below = await case.opened(pilot)
        for item in (REGISTER, OFFICE):
            below.inputs.move_to(item)
            await case.press(pilot, "space")
        _, screen = await asked(pilot)
        await settled(pilot, screen)
        rows = [row.strip("│ ▌") for row in case.seen(pilot).splitlines()]
        marks = {
            name: row[0]
            for row in rows
            for name in ("Shared pipeline", "Small data", "Register of")
            if name in row
        }
        assert marks == {"Shared pipeline": "+", "Small data": "−", "Register of": "■"}
        assert "1 added, 1 kept, 1 left out" in words(pilot)
        await pilot.press("i")
        await shows(pilot, "Against what is chosen now:", "£6k more once")
        await pilot.press("escape", "left")
        assert screen.plan is not None
        assert screen.plan.ids == (OFFICE,)


async def test_the_sampled_mean_is_said_beside_the_proof(tmp_path: Path, search: Search) -> None:
    async with case.asking(case.database(tmp_path)).run_test(size=(120, 40)) as pilot:
        _, screen = await asked(pilot)
        await settled(pilot, screen)
        assert "Proved for independent inputs; the sampled mean of the rise differs by −0.003." in words(
            pilot
        )
        await pilot.press("left")
        assert "the sampled mean was not worked out for this one" in words(pilot)


@pytest.mark.parametrize(("presses", "objective"), [(1, "targets"), (2, "count"), (3, "floor")])
async def test_every_objective_has_its_unit(
    tmp_path: Path, search: Search, presses: int, objective: str
) -> None:
    path = case.database(tmp_path)
    async with case.asking(path).run_test(size=(120, 40)) as pilot:
        below, screen = await asked(pilot)
        await settled(pilot, screen)
        await pilot.press("L")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await pilot.press("tab", "tab", "tab", *["right"] * presses, "ctrl+s")
        await until(pilot, lambda: len(search.wishes) == 2, "another search")
        await settled(pilot, screen)
        assert str(search.wishes[1].objective) == objective
        said = words(pilot)
        await pilot.press("enter")
        await case.settled(pilot)
        found = case.apart(path, case.scenario_of(below))
        pairs = list(zip(found.baseline.cells, found.levels.final[:, -1].tolist(), strict=True))
        reached = sum(cell.target is not None and level >= cell.target for cell, level in pairs)
        lowest = min(level for _, level in pairs)
        # What the objective's own figure is: of the cheapest way there is its cost, which the search gives.
        expected = {
            "targets": "Cheapest to all targets, proved within",
            "count": f"Most at target for £60k, proved within 0.1 % {reached} at target",
            "floor": f"lowest {lowest:.2f} ",
        }[objective]
        assert expected.split(" % ")[0] in said
        assert expected.split(" % ")[-1] in said


@SIZES
async def test_what_cannot_be_is_said_in_place_with_the_key_that_helps(
    tmp_path: Path, size: tuple[int, int], search: Search
) -> None:
    search.refusal = "The must-haves cost £120k once and the limit is £60k: £60k more is wanted."
    async with case.asking(case.database(tmp_path)).run_test(size=size) as pilot:
        _, screen = await asked(pilot)
        await settled(pilot, screen)
        assert f"{search.refusal} L changes what is sought." in words(pilot)
        assert "no set of inputs fits" in words(pilot)
        await pilot.press("left", "right", "enter", "space", "i", "tab", "tab")
        assert pilot.app.screen is screen
        search.refusal = ""
        await pilot.press("L")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await pilot.press("ctrl+s")
        await shows(pilot, "Best for £60k")


async def test_an_input_is_ruled_out_then_asked_for_then_free(tmp_path: Path, search: Search) -> None:
    async with case.asking(case.database(tmp_path)).run_test(size=(80, 24)) as pilot:
        below, screen = await asked(pilot)
        await settled(pilot, screen)
        screen.list.move_to(BOARD)
        for must, must_not in (((), (BOARD,)), ((BOARD,), ())):
            screen.list.move_to(BOARD)
            await pilot.press("space")
            await settled(pilot, screen)
            assert (search.wishes[-1].must, search.wishes[-1].must_not) == (must, must_not)
        assert "“Shared pipeline and portfolio board” must be in." in words(pilot)
        assert "1 must be in" in words(pilot)
        await pilot.press("enter")
        await case.settled(pilot)
        assert case.scenario_of(below).must == (BOARD,)


async def test_coming_back_shows_what_was_found_without_searching_again(
    tmp_path: Path, search: Search
) -> None:
    async with case.asking(case.database(tmp_path)).run_test(size=(80, 24)) as pilot:
        _, screen = await asked(pilot)
        await settled(pilot, screen)
        await pilot.press("enter")
        await case.settled(pilot)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, BestScreen), "the screen")
        again = pilot.app.screen
        assert isinstance(again, BestScreen)
        await settled(pilot, again)
        assert (len(search.wishes), search.curves) == (1, 1)
        assert len(again.findings.plans) == 4
        await pilot.press("enter")
        assert "It is what is chosen now: nothing changes." in words(pilot)
        await pilot.press("escape")
        await case.settled(pilot)
        await case.press(pilot, "right")  # another start is another question
        await pilot.press("o")
        await until(pilot, lambda: len(search.wishes) == 2, "another search")


async def test_to_leave_ends_the_search_and_no_thread_is_left(tmp_path: Path, search: Search) -> None:
    search.gate.clear()
    async with case.asking(case.database(tmp_path)).run_test(size=(80, 24)) as pilot:
        _, screen = await asked(pilot)
        await shows(pilot, "best so far")
        screen.dismiss(None)
        await until(pilot, lambda: search.ended == 1, "the end of the search")
        await until(
            pilot,
            lambda: "optimiser" not in {one.name for one in threading.enumerate()},
            "the end of its thread",
        )
        assert isinstance(pilot.app.screen, WhatIfScreen)


async def test_the_newest_question_is_the_one_answered(tmp_path: Path, search: Search) -> None:
    search.gate.clear()
    async with case.asking(case.database(tmp_path)).run_test(size=(80, 24)) as pilot:
        _, screen = await asked(pilot)
        await shows(pilot, "best so far")
        await pilot.press("L")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await pilot.press("end", *["backspace"] * 5, *"90k", "ctrl+s")
        await until(pilot, lambda: search.ended == 1 and len(search.wishes) == 2, "the second search alone")
        search.gate.set()
        await settled(pilot, screen)
        assert search.wishes[1].once == 90_000
        assert "Best for £90k" in words(pilot)


async def test_a_stopped_curve_keeps_its_points_and_goes_on_when_asked_again(
    tmp_path: Path, search: Search
) -> None:
    search.path.clear()
    async with case.asking(case.database(tmp_path)).run_test(size=(80, 24)) as pilot:
        _, screen = await asked(pilot)
        await shows(pilot, "1 of 20 budgets")
        await pilot.press("escape")
        await settled(pilot, screen)
        assert len(screen.findings.curve) == 1
        assert screen.findings.is_stopped
        search.path.set()
        await pilot.press("escape", "o")
        await until(
            pilot,
            lambda: pilot.app.screen is not screen and isinstance(pilot.app.screen, BestScreen),
            "again",
        )
        again = pilot.app.screen
        assert isinstance(again, BestScreen)
        await settled(pilot, again)
        assert (len(again.findings.curve), len(search.wishes), search.curves) == (4, 1, 2)


async def test_without_a_budget_the_curve_is_drawn_all_the_same(tmp_path: Path, search: Search) -> None:
    async with case.asking(case.database(tmp_path)).run_test(size=(80, 24)) as pilot:
        await case.opened(pilot)
        await pilot.press("o")
        await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the form")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, BestScreen), "the screen")
        screen = pilot.app.screen
        assert isinstance(screen, BestScreen)
        await settled(pilot, screen)
        assert search.wishes[0].once is None
        assert "no limit of money" in words(pilot)
        assert "Best without a limit" in words(pilot)


async def test_with_nothing_to_choose_from_there_is_no_search(
    tmp_path: Path, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "library", lambda self, organisation=None: ())
    async with case.asking(case.database(tmp_path)).run_test(size=(80, 24)) as pilot:
        await case.opened(pilot)
        await pilot.press("o")
        await shows(pilot, "nothing to choose from")
        assert search.wishes == []


async def test_help_and_footer_name_its_keys(tmp_path: Path, search: Search) -> None:
    async with case.asking(case.database(tmp_path)).run_test(size=(120, 40)) as pilot:
        below = await case.opened(pilot)
        assert below is pilot.app.screen
        assert "o best for a budget" in case.seen(pilot).splitlines()[-1]
        assert "Best for a budget (o)" in {command.title for command in commands(pilot.app, below)}
        _, screen = await asked(pilot)
        await settled(pilot, screen)
        for words_ in ("enter take over", "←→ budget", "space must, must not", "L what for", "i how sure"):
            assert words_ in case.seen(pilot).splitlines()[-1]
        await pilot.press("question_mark")
        await shows(pilot, "Help: Best for a budget", "the square is what is chosen now", "larger budget")
        await pilot.press("escape", "i")
        await until(pilot, lambda: isinstance(pilot.app.screen, TextDialog), "the words")


SOME = (
    "training.product-academy", "training.accessibility-clinic", "capacity.service-designers",
    "technology.service-measures", "technology.observability", REGISTER, BOARD,
)  # fmt: skip


async def test_the_true_search_finds_what_counting_all_sets_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = case.database(tmp_path)
    with Store.open(str(path)) as store:
        few = tuple(item for item in store.library() if item.id in SOME)
    assert len(few) == len(SOME)
    assert not any(item.needs.all or item.needs.any or item.excludes for item in few)
    monkeypatch.setattr(Store, "library", lambda self, organisation=None: few)
    monkeypatch.setattr("maturity_tui.ui.screens.best.finder.sampled_mean", lambda *asked: None)
    async with case.asking(path).run_test(size=(120, 40)) as pilot:
        below, screen = await asked(pilot)
        await settled(pilot, screen)
        assert screen.findings.is_whole
        plans = screen.findings.plans
        await pilot.press("enter")
        await case.settled(pilot)
        assert below.answer is not None
        every = below.answer.projection.model
    sets = [ids for count in range(len(few) + 1) for ids in combinations(few, count)]
    worth = {
        frozenset(item.id for item in ids): (
            sum(float(item.cost.once) for item in ids),
            project(every, candidates(ids, "2027-Q1")).gain,
        )
        for ids in sets
    }
    affordable = [gain for cost, gain in worth.values() if cost <= 60_000]
    best = worth[frozenset(chosen(below))]
    assert best[0] <= 60_000
    # Proved to a thousandth; each point of the curve to its own gap.
    assert best[1] >= max(affordable) * 0.999 - 1e-12
    assert below.answer.projection.gain == pytest.approx(best[1], abs=1e-12)
    for plan in plans:
        cost, gain = worth[frozenset(plan.ids)]
        assert (plan.once, plan.rise) == pytest.approx((cost, gain), abs=1e-9)
        budget = 60_000 if plan.budget is None else plan.budget
        highest = max(gain for cost, gain in worth.values() if cost <= budget + 1e-6)
        assert highest <= plan.upper + 1e-9
        assert gain >= highest * (1 - plan.gap) - 1e-9
