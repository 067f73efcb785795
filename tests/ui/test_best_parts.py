"""Best for a budget, in parts: what is asked anew, what is taken over, what words say of a proof; and work aside."""

from __future__ import annotations

import asyncio
from threading import Event, current_thread
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.analysis.scenarios.scenario import Choice, Limits, Scenario
from maturity_tui.ui.aside import aside
from maturity_tui.ui.screens.best.form import sought_fields, turned, with_sought
from maturity_tui.ui.screens.best.view import Findings, Plan, Sought, difference, question, with_plan
from maturity_tui.ui.screens.best.words import bound_words, least_words, sentences, within

BARE = Scenario(id="one", title="One", start="2027-Q1")
ANSWER: Any = SimpleNamespace(setting=object(), places=2, factor=1, is_skills=False, symbol="£")


def plan(*ids: str, once: float = 0, value: float = 0, gains: dict[str, float] | None = None) -> Plan:
    return Plan(ids, value, value, 0, value, once, 0, gains=gains or {})


# words ----------------------------------------------------------------------------------


@given(st.floats(0, 0.98))
def test_a_proof_never_reads_nearer_than_it_is(gap: float) -> None:
    words = within(gap)
    if words == "proved best":
        assert gap <= 1e-9
        return
    said = float(words.removeprefix("proved within ").removesuffix(" %")) / 100
    assert said >= gap - 1e-9
    assert said <= gap + (0.0011 if gap < 0.1 else 0.0101)


def test_without_a_bound_nothing_is_said_to_be_proved() -> None:
    assert within(1.0) == "nothing proved yet"
    assert within(0.00042) == "proved within 0.1 %"
    assert within(0.0) == "proved best"


@pytest.mark.parametrize(
    ("light", "said"),
    [(True, "does better."), (False, "raises the mean of the levels more.")],
)
def test_where_the_roll_up_is_no_mean_only_the_mean_is_proved(light: bool, said: str) -> None:
    answer: Any = SimpleNamespace(**vars(ANSWER), is_light=light)
    first = next(sentences(answer, Findings(Sought(BARE)), plan("a", value=0.1)))
    assert first == f"Proved best: no set within these limits {said}"


@given(st.floats(0.0001, 4.9))
def test_a_bound_is_written_at_least_as_high_as_it_is(upper: float) -> None:
    assert float(bound_words(ANSWER, "gain", upper).lstrip("+·") or 0) >= upper - 1e-8


@pytest.mark.parametrize(
    ("cost", "said"), [(987.6, "£987"), (310_900, "£310k"), (1_290_000, "£1.2m"), (999_900, "£900k")]
)
def test_a_least_cost_is_rounded_down(cost: float, said: str) -> None:
    assert least_words(ANSWER, cost) == said


# values ----------------------------------------------------------------------------------


def test_what_was_chosen_keeps_its_start_and_the_rest_comes_and_goes() -> None:
    before = BARE.changed(inputs=(Choice(input="b", start="2027-Q3", owner="Ann"), Choice(input="a")))
    after = with_plan(before, plan("a", "c", "b"))
    assert after.inputs == (
        Choice(input="b", start="2027-Q3", owner="Ann"),
        Choice(input="a"),
        Choice(input="c"),
    )
    assert with_plan(before, plan()).inputs == ()


def test_what_is_added_kept_and_left_out_by_what_each_adds() -> None:
    now = plan("a", "b", "x", "y", gains={"x": 0.1, "y": 0.3})
    found = difference(plan("a", "b", "c", "d", gains={"a": 0.1, "b": 0.2, "c": 0.3, "d": 0.4}), now)
    assert (found.added, found.kept, found.removed) == (("d", "c"), ("b", "a"), ("y", "x"))


def test_the_points_lie_by_cost_and_the_best_stands_for_its_own_point() -> None:
    best = plan("b", "a", once=5, value=2)
    curve = (
        plan(),
        plan("a", "b", once=5, value=2),
        plan("a", "b", "c", once=9, value=3),
        plan("a", once=2, value=1),
    )
    found = Findings(Sought(BARE), best=best, curve=curve).plans
    assert [one.once for one in found] == [0, 2, 5, 9]
    assert found[2] is best


def test_the_same_question_is_known_whatever_is_chosen() -> None:
    other = BARE.changed(inputs=(Choice(input="a"),), title="Other", id="other")
    assert question(ANSWER, other) == question(ANSWER, BARE)


@pytest.mark.parametrize(
    "other",
    [
        BARE.changed(limits=Limits(once=5)),
        BARE.changed(must=("a",)),
        BARE.changed(must_not=("a",)),
        BARE.changed(horizon=5),
        BARE.changed(calibrated=True),
        BARE.changed(assumptions={"training.floor": 0.2}),
        BARE.changed(inputs=(Choice(input="a", start="2027-Q2"),)),
        BARE.changed(inputs=(Choice(input="a", coverage=0.5),)),
    ],
)
def test_another_question_is_another(other: Scenario) -> None:
    assert question(ANSWER, other) != question(ANSWER, BARE)


def test_other_scores_are_another_question() -> None:
    other: Any = SimpleNamespace(setting=object())
    assert question(other, BARE) != question(ANSWER, BARE)


# the form -----------------------------------------------------------------------------------


def test_the_form_gives_back_what_it_was_given() -> None:
    scenario = BARE.changed(
        limits=Limits(once=250_000, per_year=9, person_days={"2027-Q1": 3.0}), horizon=2, must=("a",)
    )
    sought = Sought(scenario, "floor")
    answers = {field.key: field.value for field in sought_fields(sought)}
    again = with_sought(sought, answers, {})
    assert again.objective == "floor"
    assert again.scenario.limits.once == 250_000
    assert again.scenario.limits.per_year == 9
    assert again.scenario.must == ("a",)
    changed = with_sought(sought, answers | {"once": "1.5m", "per_year": "", "objective": "gain"}, {})
    assert (changed.scenario.limits.once, changed.scenario.limits.per_year) == (1_500_000, None)
    assert (changed.scenario.start, changed.scenario.horizon) == (BARE.start, 2)


@pytest.mark.parametrize(
    ("inside", "steps"),
    [
        (True, [((), ("a",)), (("a",), ()), ((), ())]),
        (False, [(("a",), ()), ((), ("a",)), ((), ())]),
    ],
)
def test_a_wish_goes_round(inside: bool, steps: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> None:
    scenario = BARE.changed(must=("m",), must_not=("n",))
    for must, must_not in steps:
        scenario = turned(scenario, "a", inside=inside)
        assert (scenario.must, scenario.must_not) == (("m", *must), ("n", *must_not))


# aside ------------------------------------------------------------------------------------


async def test_work_aside_is_heard_in_order_and_answers() -> None:
    heard: list[tuple[int, bool]] = []
    here = current_thread()
    names = []

    def work(tell: Any) -> str:
        names.append((current_thread().name, current_thread().daemon))
        for at in range(5):
            tell(at)
        return "done"

    stop = Event()
    said = await aside(work, lambda at: heard.append((at, current_thread() is here)), stop, "search")
    assert said == "done"
    assert heard == [(at, True) for at in range(5)]
    assert names == [("search", True)]


async def test_work_aside_that_fails_fails_here() -> None:
    def work(tell: Any) -> None:
        raise ValueError("no way")

    with pytest.raises(ValueError, match="no way"):
        await aside(work, print, Event())


async def test_whoever_no_longer_waits_stops_the_work_and_hears_nothing() -> None:
    stop, begun, heard = Event(), Event(), list[int]()
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()

    def work(tell: Any) -> int:
        begun.set()
        stop.wait(10)
        tell(1)
        loop.call_soon_threadsafe(ended.set)
        return 2

    task = asyncio.create_task(aside(work, heard.append, stop))
    await asyncio.to_thread(begun.wait, 10)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert stop.is_set()
    await asyncio.wait_for(ended.wait(), 10)
    assert heard == []
