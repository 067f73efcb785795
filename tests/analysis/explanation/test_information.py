"""The value of information: what can be worked out by hand for two portfolios and two states."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from maturity_tui.analysis.explanation.information import information, sentence
from maturity_tui.analysis.explanation.portfolios import (
    CHOSEN,
    Wishes,
    portfolios,
    value_of_information,
    wishes_of,
)
from maturity_tui.analysis.explanation.waiting import waiting
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import Limits, Scenario
from maturity_tui.analysis.uncertainty.sample import Stopped

SIZE = 4000
NAMES: dict[str, str] = {"sure": "the sure thing", "bold": "the bold one"}


def two_states() -> tuple[Any, Any]:
    """`bold` gives 3 where its input is delivered (half of all draws), else 1; `sure` gives 2.2 always."""
    delivered = np.arange(SIZE) % 2 == 0
    return {"sure": np.full(SIZE, 2.2), "bold": np.where(delivered, 3.0, 1.0)}, delivered


def test_two_portfolios_in_two_states_by_hand() -> None:
    """Means 2.2 and 2.0; knowing gives (3 + 2.2) / 2 = 2.6: worth .4, all of it in the one input."""
    draws, delivered = two_states()
    place = np.random.default_rng(1).random(SIZE)
    found = information(draws, {"x": np.where(delivered, place, -1.0), "idle": place})
    assert found.best == "sure"
    assert found.perfect == pytest.approx(0.4)
    assert [one.best_in for one in found.wins] == [0.5, 0.5]
    turned = information({name: draws[name] for name in reversed(draws)}, {})
    assert (turned.best, turned.perfect) == ("sure", pytest.approx(0.4))
    assert not found.decided
    values = {one.input: one.value for one in found.inputs}
    assert values["x"] == pytest.approx(0.4, abs=0.02)
    assert values.get("idle", 0.0) <= 0.02
    said = sentence(found, {**NAMES, "x": "X"})
    assert said.startswith(
        "the sure thing has the best mean and is best in 50 of 100 draws against 1 other that costs no more. "
        "Knowing all beforehand would add 0.400 on average, knowing X alone 0.3"
    )
    assert "would add 40.00 points on average" in sentence(found, NAMES, 100)


def test_a_continuous_outcome_by_hand() -> None:
    """`bold` gives 4u, `sure` 2: knowing u is worth E max(4u, 2) − 2 = .5."""
    u = (np.arange(SIZE) + 0.5) / SIZE
    found = information({"sure": np.full(SIZE, 2.0), "bold": 4 * u - 1e-9}, {"x": u})
    assert found.perfect == pytest.approx(0.5, abs=1e-6)
    assert 0.45 < found.inputs[0].value <= 0.5  # what noise could give is taken off: rather too low


def test_where_one_wins_in_every_draw_nothing_is_worth_measuring() -> None:
    u = np.linspace(0, 1, SIZE)
    found = information({"sure": 2 + u, "bold": 1 + u}, {"x": u})
    assert found.decided
    assert (found.perfect, found.inputs) == (0, ())
    assert sentence(found, NAMES).startswith(
        "No need to measure more: in every draw the sure thing does at least"
    )


def test_noise_alone_is_worth_next_to_nothing() -> None:
    """Two equal portfolios that differ by noise: an outcome that has nothing to do with it tells nothing."""
    dice = np.random.default_rng(7)
    draws = {"a": dice.normal(size=SIZE), "b": dice.normal(size=SIZE)}
    found = information(draws, {"idle": dice.random(SIZE)})
    assert found.perfect > 0.5
    assert all(one.value < 0.05 for one in found.inputs)


@pytest.fixture
def market(make_framework: Any, make_baseline: Any, make_input: Any, run: Any) -> Any:
    """Three inputs of cost 10, 10 and 30 on one capability; the first is chosen."""
    made = [
        make_input(name, {"a": share}, cost={"once": once})
        for name, share, once in (
            ("x", [0.1, 0.3, 0.5], 10),
            ("y", [0.0, 0.2, 0.7], 10),
            ("z", [0.5, 0.6, 0.7], 30),
        )
    ]
    projection = run(make_baseline(make_framework(["a"]), {"a": 2}), made[0])
    return projection.model, projection.chosen, tuple(ChosenInput(one, "2027-Q1") for one in made)


def test_only_what_costs_no_more_is_a_candidate(market: Any) -> None:
    model, chosen, offered = market
    dear = (offered[2],)
    found, left_out = portfolios(model, chosen, Wishes(offered=offered, saved={"dear": dear}))
    assert set(found) == {CHOSEN, "y for x"}
    assert left_out == ("dear is not compared: it costs more.",)
    more, none = portfolios(model, chosen, Wishes(Limits(once=30), offered=offered, saved={"dear": dear}))
    assert set(more) == {CHOSEN, "dear", "y for x", "with y too"}
    assert none == ()


def test_what_must_be_in_is_never_exchanged_and_what_must_not_never_comes(market: Any) -> None:
    model, chosen, offered = market
    limits = Limits(once=50)
    held, _ = portfolios(model, chosen, Wishes(limits, must=("x",), must_not=("z",), offered=offered))
    assert set(held) == {CHOSEN, "with y too"}


def test_prices_in_several_currencies_are_not_compared(market: Any, make_input: Any) -> None:
    model, chosen, offered = market
    euro = ChosenInput(make_input("e", {"a": 0.1}, cost={"once": 1, "currency": "EUR"}), "2027-Q1")
    found, left_out = portfolios(model, (*chosen, euro), Wishes(offered=offered))
    assert set(found) == {CHOSEN}
    assert "several currencies" in left_out[0]


def test_draws_are_compared_under_the_same_chance(market: Any) -> None:
    """With any sampler: here the toy gives the chosen 1 and all others their number of inputs less one, and noise."""
    model, chosen, offered = market
    noise = np.random.default_rng(3).normal(size=64)
    found = value_of_information(
        model, chosen, Wishes(offered=offered), sampler=lambda inputs: noise + (1 if inputs == chosen else 0)
    )
    assert found.decided
    assert found.best == CHOSEN
    with pytest.raises(Stopped):
        value_of_information(
            model, chosen, Wishes(offered=offered), sampler=lambda inputs: noise, stop=lambda: True
        )


def test_the_sampler_and_the_outcomes_share_their_random_numbers(market: Any) -> None:
    """x against y at one price: which is better hangs on both, and to know both outcomes is to know all."""
    model, chosen, offered = market
    found = value_of_information(model, chosen, Wishes(offered=offered))
    assert not found.decided
    values = {one.input: one.value for one in found.inputs}
    assert set(values) == {"x", "y"}
    assert 0.1 * found.perfect < max(values.values()) < 1.02 * found.perfect


def test_saved_scenarios_are_candidates_by_their_title(market: Any) -> None:
    _, _, offered = market
    scenario = Scenario(id="now", title="Now", start="2027-Q1")
    other = Scenario.model_validate(
        {"id": "b", "title": "Plan B", "start": "2027-Q1", "inputs": [{"input": "y"}]}
    )
    found = wishes_of(scenario, offered, [scenario, other])
    assert {name: [one.id for one in inputs] for name, inputs in found.saved.items()} == {"Plan B": ["y"]}


def test_a_months_wait_is_a_third_of_a_quarters(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    """Capacity halves the gap of 3 one quarter after its start: 0, 1.5, 1.5; a quarter later 0, 0, 1.5."""
    projection = run(make_baseline(make_framework(["a"]), {"a": 2}), make_input("x", {"a": 0.5}), quarters=3)
    found = waiting(projection.model, projection.chosen)
    assert (found.at_the_end, found.level_months) == pytest.approx((0.0, 1.5))
    short = run(make_baseline(make_framework(["a"]), {"a": 2}), make_input("x", {"a": 0.5}), quarters=2)
    assert waiting(short.model, short.chosen).at_the_end == pytest.approx(0.5)
