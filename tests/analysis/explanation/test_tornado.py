"""The tornado's bars: what projecting again with one thing changed says."""

from __future__ import annotations

from typing import Any

import pytest
from scipy import stats

from maturity_tui.analysis.explanation.tornado import Bar, tornado
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.shares import pert
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.uncertainty.sample import Stopped


def bars_of(found: Any) -> dict[tuple[str, str], Bar]:
    return {(bar.name, bar.kind): bar for bar in found.bars}


def test_a_share_goes_from_its_fifth_to_its_ninety_fifth_percentile(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    """From 2 of 5, r = a = 1: the figure is 2 + 3e; uncalibrated, so that .1 to .5 about .3 becomes -.1 to .7, cut."""
    projection = run(make_baseline(make_framework(["a"]), {"a": 2}), make_input("x", {"a": [0.1, 0.3, 0.5]}))
    share = pert(0.1, 0.3, 0.5, 2.0)
    dist = stats.beta(1 + 4 * share.skew, 5 - 4 * share.skew, share.lower, share.upper - share.lower)
    bar = bars_of(tornado(projection.model, projection.chosen))["x", "share"]
    assert (bar.low, bar.high) == pytest.approx((dist.ppf(0.05), dist.ppf(0.95)))
    mean = float(dist.mean())
    assert (bar.at_low, bar.at_high) == pytest.approx((3 * (bar.low - mean), 3 * (bar.high - mean)))  # type: ignore[operator]


def test_a_delivery_goes_from_never_to_surely(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    projection = run(
        make_baseline(make_framework(["a"]), {"a": 2}), make_input("x", {"a": 0.5}, probability=0.8)
    )
    bar = bars_of(tornado(projection.model, projection.chosen))["x", "delivery"]
    assert (bar.at_low, bar.at_high) == pytest.approx((-1.2, 0.3))


def test_an_assumption_goes_from_its_low_to_its_high(instance: Any) -> None:
    model, chosen = instance(31, 6, gated=True)

    def last(name: str, value: float) -> float:
        again = Model(model.baseline, model.quarters, model.assumptions.with_overrides({name: value}))
        return float(again.figures.overall(again.run(chosen).final)[-1])

    now = float(model.figures.overall(model.run(chosen).final)[-1])
    found = tornado(model, chosen)
    checked = 0
    for bar in found.bars:
        if bar.kind == "assumption":
            entry = model.assumptions.by_name[bar.name]
            assert (bar.low, bar.high) == (entry.low, entry.high)
            assert bar.at_low == pytest.approx(last(bar.name, entry.low) - now, abs=1e-12)
            assert bar.at_high == pytest.approx(last(bar.name, entry.high) - now, abs=1e-12)
            checked += 1
    assert checked >= 4
    swings = [bar.swing for bar in found.bars]
    assert swings == sorted(swings, reverse=True)


def test_training_fades_faster_with_the_shorter_half_life(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any, flat_assumptions: Any
) -> None:
    """By hand: floor 0, three quarters after delivery, share one half: 5 − 3·.5^(2^(−9/months))."""
    assumptions = flat_assumptions.with_overrides({"training.floor": 0})
    item = make_input("x", {"a": 0.5}, kind="training")
    projection = run(
        make_baseline(make_framework(["a"]), {"a": 2}), item, quarters=4, assumptions=assumptions
    )
    bar = bars_of(tornado(projection.model, projection.chosen))["training.half_life_months", "assumption"]

    def level(months: float) -> float:
        return 5 - 3 * 0.5 ** (2 ** (-9 / months))

    assert (bar.at_low, bar.at_high) == pytest.approx((level(6.5) - level(8), level(13) - level(8)))


def test_scores_move_the_figure_by_their_own_range_and_what_has_none_is_listed(
    make_framework: Any, make_baseline: Any, make_input: Any, run: Any
) -> None:
    """Two capabilities of equal weight, each held with medium confidence: sd = .35 / √2."""
    projection = run(make_baseline(make_framework(["a", "b"]), {"a": 2, "b": 1}), make_input("x", {"a": 0.5}))
    found = tornado(projection.model, projection.chosen)
    bar = bars_of(found)["scores", "scores"]
    assert bar.at_high == pytest.approx(1.6449 * 0.35 / 2**0.5, abs=1e-4)
    assert bar.at_low == -bar.at_high
    assert {"capacity.ramp", "training.bands", "technology.bands", "capacity.bands"} <= set(found.no_range)
    assert not {"training.share", "rise.rare_levels_a_year"} & set(found.no_range)
    assert "dip.size" in found.still  # the dip is off
    assert not {bar.name for bar in found.bars} & {*found.still, *found.no_range}


def test_the_models_own_doses_are_left_alone_and_the_work_can_be_stopped(instance: Any) -> None:
    model, chosen = instance(31, 4)
    kept = [model.doses.of(choice) for choice in chosen]
    before = len(model.doses._kept)
    tornado(model, chosen)
    assert len(model.doses._kept) == before
    assert all(model.doses.of(choice) is part for choice, part in zip(chosen, kept, strict=True))
    with pytest.raises(Stopped):
        tornado(model, [ChosenInput(choice.input, choice.start) for choice in chosen], stop=lambda: True)
