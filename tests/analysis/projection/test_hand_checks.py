"""The figures that anybody can check by hand, on one cell or two."""

from __future__ import annotations

import math
from typing import Any

import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.projection.projection import project
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarters_from

KNOWN = Assumptions.default()


@pytest.fixture
def at(make_framework: Any, make_baseline: Any) -> Any:
    """A baseline of one cell, `c`, at a level, on a scale (from 0 to 5 unless said)."""

    def build(level: float, scale: Any = (0, 1, 2, 3, 4, 5), **fields: Any) -> Any:
        return make_baseline(make_framework(["c"], scale), {"c": level}, **fields)

    return build


def test_half_of_what_is_left_is_closed(at: Any, make_input: Any, run: Any) -> None:
    projection = run(at(2), make_input("i", {"c": 0.5}))
    assert projection.level("t", "c") == pytest.approx(3.5, abs=1e-12)


def test_two_inputs_each_close_a_share_of_what_is_left(at: Any, make_input: Any, run: Any) -> None:
    projection = run(at(2), make_input("i", {"c": 0.5}), make_input("j", {"c": 0.2}))
    assert projection.level("t", "c") == pytest.approx(5 - 3 * 0.5 * 0.8, abs=1e-12) == pytest.approx(3.8)


@pytest.mark.parametrize("level", [0, 1, 2, 2.3, 0.1 + 0.2, 4.999, 5])
def test_nothing_leaves_exactly_what_there_is(at: Any, run: Any, level: float) -> None:
    projection = run(at(level))
    assert projection.overall.mean == (float(level),) * 8
    assert projection.level("t", "c", 0) == level


@pytest.mark.parametrize(("level", "gain"), [(0, 0.41), (2, 0.71)])
def test_technology_lifts_the_middle_of_the_scale_more_easily_than_the_bottom(
    at: Any, make_input: Any, level: int, gain: float
) -> None:
    everyone = KNOWN.with_overrides({"technology.adoption": 0.999, "technology.adoption_quarters": 0.25})
    chosen = [ChosenInput(make_input("k", {"c": 0.25}, kind="technology"), "2027-Q1")]
    projection = project(at(level), chosen, quarters_from("2027-Q1", 8), everyone)
    assert projection.gain == pytest.approx(gain, abs=0.005)


def test_no_band_is_filled_faster_than_those_below_it(at: Any, make_input: Any, run: Any) -> None:
    bands = KNOWN.with_overrides({"capacity.ramp": [1, 1, 1], "capacity.bands": [0.5, 1, 0.2, 1, 1]})
    found = run(at(0), make_input("i", {"c": 0.5}), assumptions=bands)
    expected = 2 * (1 - 0.5**0.5) + 3 * (1 - 0.5**0.2)
    assert found.gain == pytest.approx(expected, abs=1e-12)
    above = run(at(3), make_input("i", {"c": 0.5}), assumptions=bands)
    assert above.gain == pytest.approx(2 * 0.5, abs=1e-12)


def test_the_first_band_counts_only_what_lies_above_the_score(at: Any, make_input: Any, run: Any) -> None:
    bands = KNOWN.with_overrides({"capacity.ramp": [1, 1, 1], "capacity.bands": [1, 1, 0.5, 0.4, 0.3]})
    found = run(at(1.5), make_input("i", {"c": 0.6}), assumptions=bands)
    expected = 0.5 * 0.6 + sum(1 - 0.4**ease for ease in (0.5, 0.4, 0.3))
    assert found.gain == pytest.approx(expected, abs=1e-12)


def test_the_bands_are_fifths_of_the_scale_whatever_its_levels(at: Any, make_input: Any, run: Any) -> None:
    bands = KNOWN.with_overrides({"capacity.ramp": [1, 1, 1], "capacity.bands": [1, 0.8, 0.6, 0.4, 0.2]})
    found = run(at(2, scale=(1, 2, 3, 4)), make_input("i", {"c": 0.5}), assumptions=bands)
    fifth, into = 0.6, (2 - 1) / 0.6 - 1
    rooms = [fifth * (1 - into), fifth, fifth, fifth]
    expected = sum(room * (1 - 0.5**ease) for room, ease in zip(rooms, (0.8, 0.6, 0.4, 0.2), strict=True))
    assert found.gain == pytest.approx(expected, abs=1e-12)


def test_a_level_on_a_bands_edge_stands_in_the_band_above_whatever_rounding_says(
    at: Any, make_input: Any, run: Any
) -> None:
    bands = KNOWN.with_overrides({"capacity.ramp": [1, 1, 1], "capacity.bands": [0.1, 0.1, 0.1, 1, 1]})
    scale = (0, 0.2, 0.4, 0.6, 0.8, 1)  # .6 / (1/5) is 2.9999999999999996
    found = run(at(0.6, scale=scale), make_input("i", {"c": 0.5}), assumptions=bands)
    assert found.gain == pytest.approx(0.2, abs=1e-9)


def test_coverage_is_a_share_of_the_dose(at: Any, make_input: Any, run: Any) -> None:
    projection = run(at(2), make_input("i", {"c": {"share": 0.5, "coverage": 0.6}}))
    assert projection.gain == pytest.approx(3 * (1 - 0.5**0.6), abs=1e-12)


def test_a_chance_of_delivery_counts_in_the_mean(at: Any, make_input: Any, run: Any) -> None:
    projection = run(
        at(2), make_input("i", {"c": 0.5}, probability=0.8), make_input("j", {"c": 0.2}, probability=0.5)
    )
    left = 3 * (0.2 + 0.8 * 0.5) * (0.5 + 0.5 * 0.8)
    assert projection.level("t", "c") == pytest.approx(5 - left, abs=1e-12)


def test_training_fades_and_a_later_quarter_is_lower(at: Any, make_input: Any, run: Any) -> None:
    flat = KNOWN.with_overrides({"training.bands": [1] * 5})
    found = run(at(2), make_input("i", {"c": 0.5}, kind="training", quarters=2), assumptions=flat, quarters=4)
    at_work = (0.5, 1, 0.3 + 0.7 * 2 ** (-1 / (8 / 3)), 0.3 + 0.7 * 2 ** (-2 / (8 / 3)))
    assert found.overall.mean == pytest.approx([5 - 3 * 0.5**a for a in at_work], abs=1e-12)


def test_the_start_moves_the_whole_course_by_so_many_quarters(at: Any, make_input: Any) -> None:
    item = make_input("i", {"c": 0.5}, kind="training", quarters=2)
    early = project(at(2), [ChosenInput(item, "2027-Q1")], quarters_from("2027-Q1", 8))
    late = project(at(2), [ChosenInput(item, "2027-Q4")], quarters_from("2027-Q1", 8))
    assert late.overall.mean[:3] == (2, 2, 2)
    assert late.overall.mean[3:] == early.overall.mean[:5]


def test_a_range_widened_about_its_mode_has_the_mean_that_is_printed(
    at: Any, make_input: Any, run: Any
) -> None:
    item = make_input("i", {"c": [0.1, 0.2, 0.35]})
    wide, calibrated = run(at(0), item), run(at(0), item, calibrated=True)
    for found, factor in ((wide, 2), (calibrated, 1)):
        share = found.model.doses.share(item.effects[0])
        assert found.gain == pytest.approx(
            5 * share.mean, abs=1e-9
        )  # a full dose of a share e closes e on average
        assert found.model.doses.widening == factor
    assert wide.gain > calibrated.gain


def test_a_synergy_works_as_far_as_the_lesser_of_the_two_doses(at: Any, make_input: Any, run: Any) -> None:
    one = make_input("i", {"c": {"share": 0.5, "coverage": 0.4}}, synergies=[{"with": "j", "share": 0.3}])
    other = make_input("j", {"c": {"share": 0.2, "coverage": 0.9}})
    left = 3 * 0.5**0.4 * 0.8**0.9 * 0.7**0.4
    assert run(at(2), one, other).level("t", "c") == pytest.approx(5 - left, abs=1e-12)
    assert run(at(2), one).level("t", "c") == pytest.approx(5 - 3 * 0.5**0.4, abs=1e-12)


def test_a_synergy_that_both_name_counts_once(at: Any, make_input: Any, run: Any) -> None:
    one = make_input("i", {"c": 0.5}, synergies=[{"with": "j", "share": 0.3}])
    other = make_input("j", {"c": 0.2}, synergies=[{"with": "i", "share": 0.2}])
    assert run(at(2), one, other).level("t", "c") == pytest.approx(5 - 3 * 0.5 * 0.8 * 0.7, abs=1e-12)


def test_a_synergy_needs_both_to_be_delivered(at: Any, make_input: Any, run: Any) -> None:
    one = make_input("i", {"c": 0.0}, probability=0.5, synergies=[{"with": "j", "share": 0.4}])
    other = make_input("j", {"c": 0.0}, probability=0.5)
    assert run(at(0), one, other).gain == pytest.approx(5 * 0.25 * 0.4, abs=1e-12)


def test_of_an_input_and_its_refresher_the_one_that_is_more_at_work_counts(at: Any, make_input: Any) -> None:
    first = make_input("i", {"c": 0.5}, kind="training")
    again = make_input("again", {"c": 0.5}, kind="training", repeat_of="i")
    quarters, flat = quarters_from("2027-Q1", 8), KNOWN.with_overrides({"training.bands": [1] * 5})
    both = project(at(0), [ChosenInput(first, "2027-Q1"), ChosenInput(again, "2027-Q4")], quarters, flat)
    alone = project(at(0), [ChosenInput(first, "2027-Q1")], quarters, flat)
    assert both.overall.mean[:3] == alone.overall.mean[:3]
    assert both.overall.mean[3:] == alone.overall.mean[:5]  # it starts again, and does not add up


def test_the_same_input_chosen_again_is_its_own_refresher(at: Any, make_input: Any) -> None:
    item = make_input("i", {"c": 0.5}, kind="training")
    quarters = quarters_from("2027-Q1", 8)
    twice = project(at(0), [ChosenInput(item, "2027-Q1"), ChosenInput(item, "2027-Q1")], quarters)
    once = project(at(0), [ChosenInput(item, "2027-Q1")], quarters)
    assert twice.overall.mean == once.overall.mean


def test_a_dip_lowers_what_is_above_the_bottom_for_two_quarters_after_delivery(
    at: Any, make_input: Any, run: Any
) -> None:
    item = make_input("i", {"c": {"share": 0.0, "coverage": 0.5}}, dip=0.1, quarters=2)
    on = KNOWN.with_overrides({"dip.on": 1})
    found = run(at(3, scale=(1, 2, 3, 4, 5, 6)), item, assumptions=on, quarters=6)
    low = 1 + 2 * math.exp(-0.1 * 0.5)
    assert found.overall.mean == pytest.approx([3, 3, low, low, 3, 3], abs=1e-12)
    assert run(at(3), item).overall.mean == (3,) * 8


def test_dips_are_assumed_of_technology_alone_unless_an_input_states_its_own(
    at: Any, make_input: Any, run: Any
) -> None:
    on = KNOWN.with_overrides({"dip.on": 1})
    for kind, dips in (("technology", True), ("training", False), ("capacity", False)):
        found = run(at(5), make_input("i", {"c": 0.2}, kind=kind), assumptions=on)
        assert (min(found.overall.mean) < 5) is dips
    assert (
        run(at(5), make_input("i", {"c": 0.2}, kind="technology", dip=0), assumptions=on).overall.mean
        == (5,) * 8
    )
