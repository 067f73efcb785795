"""How sure a projection is, by command: percentiles with their seed, the line that people read, means alone."""

from __future__ import annotations

import re

import pytest

ONE = "northwick/2026-autumn/service-operations/digital-service"
SKILLS = "northwick/2026-autumn/digital-services/ddat"
FEW = ("--quarters", "2", "--draws", "256")


def test_percentiles_stand_around_the_mean_of_every_node(example) -> None:
    data = example("project", ONE, "--scenario", "balanced", *FEW, "--json").json
    overall = data["overall"]
    for row in zip(*(overall[name] for name in ("p5", "p20", "p50", "p80", "p95")), strict=True):
        assert list(row) == sorted(row)
        assert row[0] < row[-1]
    whole = data["nodes"][0]
    assert (whole["mean"], whole["p5"], whole["p95"]) == (overall["mean"], overall["p5"], overall["p95"])
    for node in data["nodes"]:
        assert node["p5"][-1] <= node["mean"][-1] <= node["p95"][-1]
    assert data["seed"] == 20270101


def test_a_seed_gives_the_same_again_and_another_gives_others(example) -> None:
    one, again, other = (
        example("project", ONE, "--scenario", "balanced", *FEW, "--seed", seed, "--json").json
        for seed in ("7", "7", "8")
    )
    assert one == again
    assert (one["seed"], other["seed"]) == (7, 8)
    assert one["overall"]["p95"] != other["overall"]["p95"]


def test_without_draws_there_are_means_by_the_formula_and_nothing_else(example) -> None:
    call = ("project", ONE, "--scenario", "balanced", "--quarters", "2", "--draws", "0")
    data = example(*call, "--json").json
    assert data["seed"] is None
    assert {name for name, row in data["overall"].items() if row is not None} == {"mean"}
    assert all(node["p5"] is None for node in data["nodes"])
    assert "9 in 10" not in example(*call).out
    drawn = example("project", ONE, "--scenario", "balanced", "--quarters", "2", "--json").json
    assert drawn["overall"]["mean"] == pytest.approx(data["overall"]["mean"], abs=0.02)


@pytest.mark.parametrize(("which", "unit"), [(ONE, ""), (SKILLS, " %")])
def test_people_read_two_ranges_by_the_end(example, which: str, unit: str) -> None:
    said = example("project", which, *FEW, "--start", "2027-Q1").out
    shown = rf"([\d.]+){unit}–([\d.]+){unit}"
    found = re.search(
        rf"^9 in 10 {shown}, 6 in 10 {shown} by the end of 2027-Q2, if the assumptions hold\.$", said, re.M
    )
    assert found is not None
    wide_low, wide_high, low, high = map(float, found.groups())
    assert wide_low <= low <= high <= wide_high
    assert wide_low < wide_high


@pytest.mark.parametrize(("option", "value"), [("--seed", "-1"), ("--draws", "-5"), ("--draws", "many")])
def test_what_is_no_seed_or_number_of_draws_is_refused(example, option: str, value: str) -> None:
    assert option in example("project", ONE, option, value, code=2).err
