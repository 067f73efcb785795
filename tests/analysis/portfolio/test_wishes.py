"""What cannot be, in a sentence that says what would free it; repeats and pairs; the frontier."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.portfolio.best import (
    NoPortfolioError,
    Objective,
    Portfolio,
    Wish,
    best,
    gain_of,
    with_sampled_difference,
)  # fmt: skip
from maturity_tui.analysis.portfolio.frontier import frontier
from maturity_tui.analysis.projection.baseline import Baseline, Cell
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import Scenario, quarters_from
from tests.analysis.optimiser.oracle import council

QUARTERS = quarters_from("2027-Q1", 8)


def an_input(name: str, capability: str = "a", share: float = 0.4, **fields: Any) -> Intervention:
    effect = {"capability": capability, "share": [share] * 3}
    body = {"id": name, "kind": "technology", "title": name, "effects": [effect], **fields}
    if "once" in body:
        body["cost"] = {"once": body.pop("once"), "currency": body.pop("currency", "GBP")}
    return Intervention.model_validate(body)


def scenario(**fields: Any) -> Scenario:
    return Scenario.model_validate({"id": "s", "title": "S", "start": "2027-Q1", "horizon": 8, **fields})


def model(*cells: Cell, needs: Any = None, **assumptions: Any) -> Model:
    held = cells or (Cell("t", "a", 1.0, 3.0, weight=0.5), Cell("t", "b", 2.0, 3.0, weight=0.5))
    return Model(Baseline(held, needs or {}), QUARTERS, Assumptions.default().with_overrides(assumptions))


def found(
    library: list[Intervention], on: Model | None = None, asked: Scenario | None = None, **wish: Any
) -> Portfolio:
    wish.setdefault("tolerance", 1e-9)
    return best(on or model(), library, asked or scenario(), Wish(**wish))


def refusal(library: list[Intervention], on: Model | None = None, **wish: Any) -> str:
    with pytest.raises(NoPortfolioError) as caught:
        found(library, on, **wish)
    sentence = str(caught.value)
    assert sentence.endswith((".", "?"))
    return sentence


def test_must_haves_beyond_the_budget_are_told_with_what_is_lacking_and_what_could_go() -> None:
    library = [an_input("cloud", once=100_000), an_input("portal", once=20_000), an_input("wiki", once=5)]
    said = refusal(library, once=100_000, must=("cloud", "portal"))
    assert "at least 120,000 once" in said
    assert "the limit is 100,000" in said
    assert "allow 20,000 more, or take out cloud or portal" in said
    assert found(library, once=120_000, must=("cloud", "portal")).ids == ("cloud", "portal")


def test_what_a_must_have_needs_counts_too() -> None:
    library = [an_input("cloud", once=50, needs={"all": ["network"]}), an_input("network", once=60)]
    assert "at least 110 once, and the limit is 100: allow 10 more" in refusal(
        library, once=100, must=("cloud",)
    )


def test_person_days_that_are_short_are_told_by_quarter() -> None:
    library = [an_input("cloud", quarters=2, person_days=[10, 32])]
    said = refusal(library, person_days={"2027-Q1": 20.0, "2027-Q2": 20.0}, must=("cloud",))
    assert "32 person-days in 2027-Q2, and the limit is 20: allow 12 more" in said


def test_limits_that_bind_only_together_are_told_together() -> None:
    # One of two is needed: the cheap one takes too many days, the other too much money.
    library = [
        an_input("base", needs={"any": ["cheap", "quick"]}),
        an_input("cheap", once=10, person_days=[50]),
        an_input("quick", once=90, person_days=[5]),
    ]
    said = refusal(library, once=20, person_days=10.0, must=("base",))
    assert "Each limit alone would do" in said
    assert (
        "70 more once (the limit is 20)" in said or "40 more person-days in 2027-Q1 (the limit is 10)" in said
    )


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"must": ("cloud",), "must_not": ("cloud",)}, "cloud must be in, and cloud must not be"),
        (
            {"must": ("cloud",), "must_not": ("network",)},
            "cloud must be in and needs network, and network must not be",
        ),
        ({"must": ("cloud", "paper")}, "cloud and paper exclude each other"),
        ({"must": ("clout",)}, "Did you mean 'cloud'?"),
        ({"must_not": ("clout",)}, "There is no input 'clout'"),
        ({"must": ("lonely",)}, "needs elsewhere, which is not in the library"),
        (
            {"must": ("either",), "must_not": ("cloud", "paper")},
            "needs cloud or paper, of which none can be chosen",
        ),
        ({"once": -1.0}, "must be a number from 0 up"),
        ({"once": float("nan")}, "must be a number from 0 up"),
        ({"per_year": float("inf")}, "must be a number from 0 up"),
        ({"once": 1e15}, "more than can be counted exactly"),
        ({"person_days": {"2027-Q1": -3.0}}, "person-days in 2027-Q1 is -3"),
        ({"tolerance": 2.0}, "must lie between 0 and 1"),
        ({"by": "2031-Q1"}, "outside the horizon, which runs from 2027-Q1 to 2028-Q4"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_in_a_sentence(wish: dict[str, Any], words: str) -> None:
    library = [
        an_input("cloud", needs={"all": ["network"]}),
        an_input("network"),
        an_input("paper", excludes=["cloud"]),
        an_input("lonely", needs={"all": ["elsewhere"]}),
        an_input("either", needs={"any": ["cloud", "paper"]}),
    ]
    assert words in refusal(library, **wish)


def test_nothing_to_choose_from_and_sums_that_overflow_are_refused() -> None:
    assert "holds no inputs" in refusal([])
    assert "dear costs 1e+15" in refusal([an_input("dear", once=1e15)])


def test_money_in_two_currencies_is_not_added_up() -> None:
    library = [an_input("here", once=5), an_input("there", once=5, currency="EUR")]
    assert "priced in EUR and GBP" in refusal(library, once=10)
    assert found(library).ids == ("here", "there")


def test_targets_that_cannot_be_had_together_are_told() -> None:
    library = [an_input("one", "a", 0.9, excludes=["two"]), an_input("two", "b", 0.9)]
    said = refusal(library, model(Cell("t", "a", 1, 2), Cell("t", "b", 1, 2)), objective=Objective.TARGETS)
    assert "reaches every target" in said


def test_targets_beyond_the_budget_are_told_with_what_is_lacking() -> None:
    library = [an_input("one", "a", 0.9, once=50), an_input("two", "b", 0.9, once=70)]
    on = model(Cell("t", "a", 1, 2), Cell("t", "b", 1, 2))
    said = refusal(library, on, objective=Objective.TARGETS, once=100)
    assert "To reach every target takes at least 120 once, and the limit is 100: allow 20 more." in said


def test_a_target_at_the_top_is_named_and_left_out() -> None:
    library = [an_input("one", "a", 0.9, once=50), an_input("two", "b", 0.9, once=70)]
    on = model(Cell("t", "a", 1, 2), Cell("t", "b", 1, 5))
    portfolio = found(library, on, objective=Objective.TARGETS)
    assert portfolio.ids == ("one",)
    assert portfolio.value == pytest.approx(50)
    assert any("out of reach of all inputs together (b)" in note for note in portfolio.notes)


@pytest.mark.parametrize("objective", [Objective.TARGETS, Objective.COUNT])
def test_without_a_target_there_is_said_to_be_none_and_nothing_costs_nothing(objective: Objective) -> None:
    on = model(Cell("t", "a", 1.0, None, weight=1.0))
    best_one = found([an_input("cloud", once=100)], on, objective=objective, once=1000)
    assert best_one.ids == ()
    assert "No target is set for what is scored, so there is none to reach." in best_one.notes
    assert (str(best_one.value), str(best_one.bound)) == ("0.0", "0.0")


def all_gains(on: Model, library: list[Intervention]) -> dict[tuple[str, ...], float]:
    """Every set's gain by the model itself, whose arithmetic has tests of its own."""
    sets = itertools.chain.from_iterable(
        itertools.combinations(library, size) for size in range(len(library) + 1)
    )
    return {
        tuple(item.id for item in one): gain_of(on, [ChosenInput(item, "2027-Q1") for item in one], 7)
        for one in sets
    }


def test_of_inputs_that_repeat_one_another_only_the_most_at_work_counts() -> None:
    library = [
        an_input("course", kind="training", once=10),
        an_input("again", kind="training", once=10, repeat_of="course", quarters=6),
        an_input("other", share=0.2, once=10),
    ]
    gains = all_gains(model(), library)
    affordable = {ids: gain for ids, gain in gains.items() if len(ids) <= 2}
    portfolio = found(library, once=20)
    assert portfolio.gain == pytest.approx(max(affordable.values()), abs=1e-9)
    assert portfolio.ids == ("again", "other")
    assert portfolio.proved_gap <= 1e-7
    assert gains["course", "again"] == pytest.approx(gains["again",])


def test_a_named_pair_is_worth_more_than_its_two() -> None:
    library = [
        an_input("one", "a", 0.2, once=10, synergies=[{"with": "two", "share": 0.6}]),
        an_input("two", "a", 0.2, once=10),
        an_input("three", "a", 0.3, once=10),
    ]
    gains = all_gains(model(), library)
    portfolio = found(library, once=20)
    assert portfolio.ids == ("one", "two")
    assert portfolio.gain == pytest.approx(gains["one", "two"], abs=1e-9)
    assert portfolio.proved_gap <= 1e-7
    # Without the pair the third would be in.
    plain = [an_input("one", "a", 0.2, once=10), *library[1:]]
    assert "three" in found(plain, once=20).ids


def test_a_cost_for_each_person_counts_as_money_once() -> None:
    baseline = Baseline((Cell("t", "a", 1.0, weight=1.0),), headcount={"t": 40})
    on = Model(baseline, QUARTERS, Assumptions.default())
    library = [
        Intervention.model_validate({
            "id": "course", "kind": "training", "title": "Course", "cost": {"once": 100, "per_person": 10},
            "effects": [{"capability": "a", "share": [0.3, 0.3, 0.3], "coverage": 0.5}],
        })
    ]  # fmt: skip
    assert found(library, on, once=299).ids == ()
    assert found(library, on, once=300).ids == ("course",)


def test_the_gain_counts_at_the_quarter_that_is_asked_for() -> None:
    # One is at work at once and fades, the other comes late and stays.
    library = [
        an_input("early", kind="training", once=10, share=0.5),
        an_input("late", kind="technology", once=10, share=0.5, quarters=4),
    ]
    flat = model(**{f"{kind}.bands": [1, 1, 1, 1, 1] for kind in ("training", "technology")})
    assert found(library, flat, once=10, by="2027-Q2").ids == ("early",)
    assert found(library, flat, once=10).ids == ("late",)


def test_starts_and_coverage_of_the_scenario_are_kept() -> None:
    library = [an_input("one", once=10), an_input("two", share=0.39, once=10)]
    asked = scenario(inputs=[{"input": "one", "start": "2028-Q4"}, {"input": "two", "coverage": 0.9}])
    portfolio = found(library, None, asked, once=10)
    assert portfolio.ids == ("two",)
    assert portfolio.chosen[0].coverage == 0.9


def test_an_input_that_adds_nothing_to_the_count_is_not_bought() -> None:
    library = [an_input("one", "a", 0.9, once=50), an_input("two", "b", 0.05, once=70)]
    on = model(Cell("t", "a", 1, 2), Cell("t", "b", 1, 4))
    wish = Wish(Objective.COUNT, tolerance=1e-9)
    portfolio = best(on, library, scenario(), wish, start=("one", "two"))
    assert portfolio.ids == ("one",)
    assert portfolio.value == 1


def test_inputs_that_repeat_one_another_are_both_bought_where_each_reaches_what_the_other_does_not() -> None:
    library = [
        an_input("course", "a", kind="training", once=10),
        an_input("again", "b", kind="training", once=10, repeat_of="course"),
    ]
    portfolio = found(library, once=20)
    assert portfolio.ids == ("course", "again")
    assert portfolio.gain == pytest.approx(all_gains(model(), library)["course", "again"], abs=1e-9)


def test_a_target_that_only_inputs_that_exclude_each_other_reach_is_left_out_by_name() -> None:
    # 1 → 3 needs both of what closes at most half of the gap, and they exclude each other.
    library = [
        an_input("one", "a", 0.6, once=10, excludes=["two"]),
        an_input("two", "a", 0.6, once=10),
        an_input("three", "b", 0.9, once=30),
    ]
    on = model(Cell("t", "a", 1, 3.5), Cell("t", "b", 1, 2))
    portfolio = found(library, on, objective=Objective.TARGETS)
    assert portfolio.ids == ("three",)
    assert any(
        "any inputs that can be chosen together (a): the other one counts" in note for note in portfolio.notes
    )


def test_the_search_is_heard_of_by_ids_and_can_be_stopped() -> None:
    case = council(1, 10)
    heard = []
    wish = Wish(tolerance=1e-9, **case.limits)
    portfolio = best(case.model, case.library, case.scenario, wish, heard=heard.append)
    assert heard[-1].ids == portfolio.ids
    assert heard[-1].gain == pytest.approx(portfolio.gain)
    stopped = best(case.model, case.library, case.scenario, wish, stop=lambda: True)
    assert stopped.stopped
    assert stopped.gain <= portfolio.gain <= portfolio.bound + 1e-9


def test_a_bigger_budget_never_buys_less_along_the_frontier() -> None:
    case = council(2, 10)
    limits = {**case.limits, "once": None}
    points = list(frontier(case.model, case.library, case.scenario, Wish(**limits), points=8))
    assert len(points) == 8
    assert points[0].budget == 0
    assert points[0].gain == 0
    assert points[-1].budget == points[-1].cost <= sum(float(item.cost.once) for item in case.library)
    gains = [point.gain for point in points]
    assert gains == sorted(gains)
    assert all(point.cost <= point.budget + 1e-6 for point in points)
    assert sorted(point.proved_gap for point in points)[4] <= 0.005
    for point in points:
        within = case.gains[(case.once <= point.budget + 1e-6)]
        assert within.max() <= point.upper + 1e-7 or point.budget > case.limits["once"]


def test_the_frontier_comes_a_point_at_a_time_and_can_be_stopped() -> None:
    case = council(2, 8)
    taken: list[float] = []
    points = frontier(
        case.model, case.library, case.scenario, Wish(), points=20, stop=lambda: len(taken) >= 3
    )
    taken.extend([next(points).budget])
    for point in points:
        taken.append(point.budget)
    assert len(taken) == 3


def test_the_frontier_begins_with_what_the_must_haves_cost() -> None:
    library = [
        an_input("cloud", once=50, needs={"all": ["network"]}),
        an_input("network", once=60),
        an_input("wiki", once=5),
    ]
    points = list(frontier(model(), library, scenario(), Wish(must=("cloud",)), points=3))
    assert [point.budget for point in points] == pytest.approx([110, 112.5, 115])
    assert points[0].ids == ("cloud", "network")


def test_no_budget_of_the_frontier_is_spent_on_what_another_limit_rules_out() -> None:
    library = [
        an_input("course", share=0.2, cost={"once": 10, "per_year": 10, "currency": "GBP"}),
        an_input("clinic", share=0.3, cost={"once": 30, "per_year": 20, "currency": "GBP"}),
        an_input("platform", share=0.4, cost={"once": 5000, "per_year": 900, "currency": "GBP"}),
    ]
    points = list(frontier(model(), library, scenario(), Wish(per_year=30), points=5))
    assert [point.budget for point in points] == pytest.approx([0, 10, 20, 30, 40])
    assert set(points[-1].ids) == {"clinic", "course"}


def test_the_sampled_difference_is_small_and_filled_in_when_asked() -> None:
    pytest.importorskip("maturity_tui.analysis.uncertainty.sample")
    library = [an_input("one"), an_input("two", "b", 0.3)]
    portfolio = found(library)
    assert portfolio.sampled_difference is None
    filled = with_sampled_difference(portfolio, model(), library)
    assert filled.sampled_difference is not None
    assert abs(filled.sampled_difference) < 0.01
