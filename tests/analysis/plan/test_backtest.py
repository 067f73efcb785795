"""The back-test: bands and factors against what is known in closed form; intervals against published figures."""

from __future__ import annotations

from math import log, sqrt
from statistics import NormalDist
from typing import Any

import pytest

from maturity_tui.analysis.plan.backtest import back_test
from maturity_tui.analysis.plan.calibration import binomial_interval, calibration
from maturity_tui.analysis.plan.correction import fitted, suggest
from maturity_tui.analysis.plan.done import done_until, last_quarter_end
from maturity_tui.analysis.plan.tested import Held
from maturity_tui.analysis.projection.baseline import Baseline, Cell
from tests.analysis.plan.plan_case import FLAT, baseline, cells, item, noise_only, plan, round_on

HALF = item("half", share=0.5, quarters=1, probability=0.5)
DONE = {"input": "half", "status": "done", "actual": {"start": "2026-Q1"}}
LATER = round_on("2026-11-02", "2026-10-05")


def held_against(
    scores: dict[str, float], now: dict[str, float], *inputs: Any, library: Any = (HALF,), **more: Any
) -> Any:
    before, after = baseline(scores, **more), baseline(now, **more)
    return back_test(plan(*inputs), library, before, after, LATER, noise_only)


def test_a_band_is_written_so_that_the_score_lies_where_it_lies() -> None:
    def held(low: float, high: float) -> Held:
        return Held("a", "c", 1, 1.0, low, high, now=2)

    assert [held(0.1, 1.97).places, held(0.1, 1.997).places, held(0.1, 1.9).places, held(0.1, 2.02).places] == [
        2, 3, 1, 1,
    ]  # fmt: skip


# what was done --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ends", "quarter"),
    [
        ("2026-11-02", "2026-Q3"),
        ("2026-12-31", "2026-Q4"),
        ("2026-12-30", "2026-Q3"),
        ("2027-01-01", "2026-Q4"),
    ],
)
def test_a_round_is_held_against_the_last_quarter_that_was_over(ends: str, quarter: str) -> None:
    assert last_quarter_end(round_on(ends)) == quarter


def test_only_what_was_done_by_then_counts() -> None:
    library = [item(name, quarters=1) for name in ("done", "stopped", "idle", "late", "vague")]
    scenario = plan(
        {"input": "done", "status": "done", "actual": {"start": "2026-Q2", "coverage": 0.6}},
        {"input": "stopped", "status": "stopped", "actual": {"start": "2026-Q1"}},
        {"input": "idle", "status": "planned"},
        {"input": "late", "status": "started", "actual": {"start": "2026-Q4"}},
        {"input": "vague", "status": "done"},
    )
    found = done_until(scenario, library, "2026-Q3")
    assert [(one.id, one.start, one.coverage) for one in found.chosen] == [
        ("vague", "2026-Q1", None), ("done", "2026-Q2", 0.6),
    ]  # fmt: skip
    assert len(found.left_out) == 3
    assert len(found.notes) == 1
    assert "vague" in found.notes[0]


def test_of_what_is_done_the_chance_that_it_fails_is_over() -> None:
    assert done_until(plan(DONE), [HALF], "2026-Q3").chosen[0].input.probability == 1
    started = {**DONE, "status": "started"}
    assert done_until(plan(started), [HALF], "2026-Q3").chosen[0].input.probability == 0.5


def test_what_is_not_done_yet_was_not_delivered_by_then() -> None:
    desk = item("desk", kind="technology", quarters=2)
    found = done_until(plan({"input": "desk", "status": "started"}), [desk], "2026-Q3").chosen[0]
    assert found.start == "2026-Q3"
    assert found.delivered > 2026 * 4 + 2


def test_a_round_that_came_before_the_plan_or_has_no_dates_is_refused_in_a_sentence() -> None:
    held = baseline({"a": 2})
    with pytest.raises(ValueError, match="before the plan's first quarter"):
        back_test(plan(DONE), [HALF], held, held, round_on("2026-03-02"), noise_only)
    with pytest.raises(ValueError, match="no dates"):
        back_test(plan(DONE), [HALF], held, held, LATER.changed(begins=None, ends=None), noise_only)


# inside and outside ----------------------------------------------------------------------


def test_a_cell_is_held_against_its_projection_and_the_doubt_about_both_scores() -> None:
    found = held_against({"a": 2}, {"a": 3}, DONE).cells[0]
    # 2 + 3 × (1 − .5), and a step of 1 rounded to a whole level.
    far = NormalDist().inv_cdf(0.95) * sqrt(0.35**2 + 0.35**2 + 1 / 12)
    assert found.projected == pytest.approx(3.5)
    assert (found.low, found.high) == pytest.approx((3.5 - far, 3.5 + far))
    assert found.inside
    assert found.error == pytest.approx(-0.5)


def test_what_never_began_proves_nothing() -> None:
    found = held_against({"a": 2}, {"a": 2}, {"input": "half", "status": "planned"})
    assert found.cells[0].projected == 2
    assert found.cells[0].inside
    assert found.touched is None


def test_cells_outside_are_listed_the_furthest_first() -> None:
    found = held_against({"a": 2, "b": 1, "c": 1}, {"a": 2, "b": 4, "c": 1}, DONE)
    assert [one.capability for one in found.outside] == ["b", "a"]
    assert (found.whole.inside, found.whole.of) == (1, 3)
    assert found.whole.mean_error == pytest.approx((-1.5 + 3 + 0) / 3)
    assert found.overall == pytest.approx((4 / 3, 5.5 / 3, 7 / 3))


def test_a_rounded_level_does_not_fall_outside_a_band_by_rounding_alone() -> None:
    """2.5 projected and both scores sure: 2 and 3 are as near as a whole level can come."""
    exact = item("exact", share=0.25, quarters=1)
    for now in (2, 3):
        test = held_against({"a": 5 / 3}, {"a": now}, {**DONE, "input": "exact"}, library=(exact,), sd=0.15)
        assert test.cells[0].projected == pytest.approx(2.5)
        assert test.cells[0].inside, now


def test_cells_that_only_one_round_has_or_on_another_scale_are_listed() -> None:
    before = Baseline((*cells({"a": 2, "b": 2, "c": 2}), *cells({"a": 2}, team="gone")), round="first")
    other = Cell("t", "b", 2, high=7)
    after = Baseline((*cells({"a": 2}), other, *cells({"a": 1}, team="new")), round="later")
    found = back_test(plan(DONE), [HALF], before, after, LATER, noise_only)
    assert [(one.team, one.capability) for one in found.cells] == [("t", "a")]
    assert {(one.team, one.capability, one.why) for one in found.left_out} == {
        ("t", "b", "on another scale now"), ("t", "c", "not scored again"),
        ("gone", None, "no scores in the later round"), ("new", None, "no scores in the first round"),
    }  # fmt: skip
    with pytest.raises(ValueError, match="Nothing is scored"):
        back_test(plan(DONE), [HALF], before, baseline({"z": 1}), LATER, noise_only)


def test_kinds_are_told_apart_only_where_they_stand_alone() -> None:
    desk = item("desk", kind="capacity", on=("b", "c"), quarters=1)
    found = held_against(
        {"a": 2, "b": 2, "c": 2}, {"a": 3, "b": 3, "c": 5}, DONE, {**DONE, "input": "desk"},
        {**DONE, "input": "both"}, library=(HALF, desk, item("both", on=("c",), quarters=1)),
    )  # fmt: skip
    assert {kind.value: one.of for kind, one in found.by_kind.items()} == {"training": 1, "capacity": 1}


# calibration ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "of", "low", "high"),
    [(9, 10, 0.5550, 0.9975), (0, 10, 0.0, 0.3085), (10, 10, 0.6915, 1.0), (1, 20, 0.0013, 0.2487)],
)
def test_the_interval_is_clopper_and_pearsons(inside: int, of: int, low: float, high: float) -> None:
    assert binomial_interval(inside, of) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_leaves_two_and_a_half_in_a_hundred_on_either_side() -> None:
    from math import comb

    low, high = binomial_interval(7, 12)
    assert sum(comb(12, k) * low**k * (1 - low) ** (12 - k) for k in range(7, 13)) == pytest.approx(0.025)
    assert sum(comb(12, k) * high**k * (1 - high) ** (12 - k) for k in range(8)) == pytest.approx(0.025)


@pytest.mark.parametrize(
    ("inside", "of", "verdict"),
    [(9, 10, "in keeping"), (60, 100, "too narrow"), (200, 200, "too wide"), (2, 3, "in keeping")],
)
def test_few_cells_do_not_speak_against_nine_in_ten(inside: int, of: int, verdict: str) -> None:
    found = calibration([True] * inside + [False] * (of - inside), [0.5] * of)
    assert found is not None
    assert found.verdict == verdict
    assert found.mean_error == pytest.approx(0.5)
    assert calibration([], []) is None


# the correction ---------------------------------------------------------------------------


MANY = [f"c{index}" for index in range(40)]


def made_with(factors: dict[str, float], *items: Any, sd: float = 0.05) -> Any:
    """A later round that came out exactly as these factors on each kind's strength would have it."""
    scores = dict.fromkeys(MANY, 1.0)
    now = {}
    for name, score in scores.items():
        strength = sum(
            factors.get(one.kind, 1.0) * -log(1 - effect.share[1])
            for one in items
            for effect in one.effects
            if effect.capability == name
        )
        now[name] = 5 - (5 - score) * 2.718281828459045**-strength
    done = [{**DONE, "input": one.id} for one in items]
    return held_against(scores, now, *done, library=items, sd=sd)


def test_a_factor_is_found_again_kind_by_kind() -> None:
    training, desk = item("t", on=MANY[:20], quarters=1), item("d", kind="capacity", on=MANY[20:], quarters=1)
    found = {fit.kinds: fit for fit in fitted(made_with({"training": 0.6, "capacity": 1.4}, training, desk))}
    assert {kinds[0].value for kinds in found} == {"training", "capacity"}
    by_kind = {kinds[0].value: fit.factor for kinds, fit in found.items()}
    assert by_kind == pytest.approx({"training": 0.6, "capacity": 1.4}, abs=0.04)


def test_kinds_that_reach_the_same_cells_get_one_factor() -> None:
    training, desk = (
        item("t", on=MANY, quarters=1),
        item("d", kind="capacity", on=MANY, share=0.3, quarters=1),
    )
    found = fitted(made_with({"training": 0.5, "capacity": 0.5}, training, desk))
    assert len(found) == 1
    assert found[0].factor == pytest.approx(0.5, abs=0.02)
    correction = suggest(made_with({"training": 0.5, "capacity": 0.5}, training, desk), noise_only)
    assert correction.overrides["training.factor"] == correction.overrides["capacity.factor"]


def test_what_rose_without_any_input_is_not_put_to_the_inputs_account() -> None:
    """Every cell rose by half a level, and the inputs did just what was assumed on top of that."""
    training = item("t", on=MANY[:20], quarters=1)
    now = {name: (3.0 if name in MANY[:20] else 1.0) + 0.5 for name in MANY}
    scores = dict.fromkeys(MANY, 1.0)
    test = held_against(scores, now, {**DONE, "input": "t"}, library=(training,), sd=0.05)
    assert test.drift == pytest.approx(0.5)
    assert fitted(test)[0].factor == pytest.approx(1.0, abs=0.01)
    assert "+0.50" in suggest(test, noise_only).why[0]


def test_where_every_cell_was_reached_nothing_can_be_taken_off() -> None:
    test = made_with({}, item("t", on=MANY, quarters=1))
    assert test.drift is None
    assert "counted as the inputs'" in suggest(test, noise_only).why[0]


def test_a_factor_is_drawn_towards_one_by_hand() -> None:
    """One cell's slope g and miss r, n times: (n·g·r/sd² + (f0 − 1)/τ²) / (n·g²/sd² + 1/τ²), for a small share."""
    small = item("s", on=MANY[:5], share=0.01, quarters=1)
    test = held_against(
        dict.fromkeys(MANY[:5], 1.0), dict.fromkeys(MANY[:5], 1.5), {**DONE, "input": "s"}, library=(small,)
    )
    variance = 0.35**2 + 0.35**2 + 1 / 12
    slope, tau = 4 * 0.01, 0.5 / 1.6448536
    miss = 0.5 - slope
    by_hand = 1 + (5 * slope * miss / variance) / (5 * slope**2 / variance + 1 / tau**2)
    assert fitted(test)[0].factor == pytest.approx(by_hand, abs=0.006)
    assert 1 < by_hand < 1.2  # ten times as much was seen: five unsure cells hardly move it


@pytest.mark.parametrize(("truth", "limit"), [(0.0, 0.25), (6.0, 2.0)])
def test_a_factor_keeps_within_its_limits(truth: float, limit: float) -> None:
    test = made_with({"training": truth}, item("t", on=MANY, share=0.4, quarters=1), sd=0.01)
    found = fitted(test)[0].factor
    assert found == limit or (truth > 1 and 1.9 < found <= 2.0)


def test_too_few_cells_suggest_nothing_and_say_so() -> None:
    found = suggest(held_against({"a": 2}, {"a": 2}, DONE), noise_only)
    assert found.overrides == {}
    assert "too few" in found.why[0]


def test_what_came_out_as_projected_suggests_nothing() -> None:
    found = suggest(made_with({}, item("t", on=MANY, quarters=1), sd=0.35), noise_only)
    assert "training.factor" not in found.overrides
    assert any("about what was assumed" in one for one in found.why)


def test_ranges_are_widened_only_where_too_few_lie_inside() -> None:
    """Bands as wide as the ranges are widened: half the cells missed by .9, so that a factor cannot mend it."""

    def wide(model: Any, chosen: Any) -> Any:
        factor = model.assumptions.number("range.widening")
        level = model.run(chosen).final[:, -1]
        return type("Bands", (), {"nodes": {
            (cell.team, cell.capability): ((level[at] - 0.2 * factor,), (level[at] + 0.2 * factor,))
            for at, cell in enumerate(model.baseline.cells)
        }})()  # fmt: skip

    training = item("t", on=MANY, quarters=1)
    now = {name: 3 + (0.9 if index % 2 else -0.9) for index, name in enumerate(MANY)}
    test = back_test(
        plan({**DONE, "input": "t"}),
        [training],
        baseline(dict.fromkeys(MANY, 1.0)),
        baseline(now),
        LATER,
        wide,
    )
    found = suggest(test, wide)
    assert test.whole is not None
    assert test.whole.verdict == "too narrow"
    assert found.overrides["range.widening"] == 5.0
    calm = back_test(
        plan({**DONE, "input": "t"}), [training], baseline(dict.fromkeys(MANY, 1.0)),
        baseline(dict.fromkeys(MANY, 3.0) | dict.fromkeys(MANY[:4], 4.0)), LATER, wide,
    )  # fmt: skip
    assert "range.widening" not in suggest(calm, wide).overrides


def test_a_factor_acts_on_the_strength_and_one_changes_nothing() -> None:
    from maturity_tui.analysis.assumptions.assumptions import Assumptions
    from maturity_tui.analysis.projection.projection import project
    from maturity_tui.analysis.scenarios.choices import ChosenInput

    known = Assumptions.default().with_overrides(FLAT)
    chosen = [ChosenInput(item("half", share=0.5, quarters=1), "2026-Q1")]

    def level(**factors: float) -> float:
        given = known.with_overrides({f"{kind}.factor": value for kind, value in factors.items()})
        return project(baseline({"a": 2}), chosen, ["2026-Q1"], given).overall.mean[0]

    assert level() == level(training=1) == pytest.approx(3.5)
    assert level(training=2) == pytest.approx(5 - 3 * 0.25)
    assert level(capacity=2) == pytest.approx(3.5)


@pytest.mark.slow
def test_the_samplers_bands_hold_the_factor_and_both_rounds_doubt() -> None:
    """One share that is known: the sampler's 9 in 10 is then the normal distribution's, about the same level."""
    from maturity_tui.analysis.plan.backtest import usual_sampler

    scenario = plan(DONE, assumptions={**FLAT, "training.factor": 0.5})
    before, after = baseline({"a": 2}), baseline({"a": 3})
    drawn = back_test(scenario, [HALF], before, after, LATER, usual_sampler).cells[0]
    exact = back_test(scenario, [HALF], before, after, LATER, noise_only).cells[0]
    assert exact.projected == drawn.projected == pytest.approx(5 - 3 * 0.5**0.5)
    assert (drawn.low, drawn.high) == pytest.approx((exact.low, exact.high), abs=0.02)
