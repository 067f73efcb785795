"""`optimise`: the JSON that programs rely on, the gap proved, limits kept, and sentences for what cannot be."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

ONE = "2026-autumn/service-operations/digital-service"
KEYS = {
    "selected", "gain", "upper_bound", "proved_gap", "cost", "person_days", "frontier", "roadmap",
    "sampled_difference", "assumptions",
}  # fmt: skip
LIBRARY = """
schema: maturity/inputs@1
inputs:
  - {id: a, kind: technology, title: A, quarters: 1, person_days: [20], cost: {once: 60, per_year: 4},
     effects: [{capability: operations.incidents, share: [0.2, 0.3, 0.4]}]}
  - {id: b, kind: technology, title: B, quarters: 1, person_days: [20], cost: {once: 50, per_year: 8},
     effects: [{capability: operations.change, share: [0.2, 0.3, 0.4]}]}
  - {id: c, kind: technology, title: C, quarters: 1, person_days: [20], cost: {once: 40},
     needs: {all: [a]}, effects: [{capability: operations.service-desk, share: [0.3, 0.5, 0.6]}]}
  - {id: d, kind: training, title: D, quarters: 2, person_days: [90, 90], cost: {once: 10}, excludes: [b],
     effects: [{capability: operations.incidents, share: [0.1, 0.2, 0.3]}]}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Four inputs, of which every selection can be looked at."""
    path = tmp_path / "small.yaml"
    path.write_text(LIBRARY)
    return path


def asked(example: Any, small: Path, *more: object, **extra: Any) -> Any:
    return example("optimise", ONE, "--library", small, "--start", "2027-Q1", "--quarters", 6, *more, **extra)


def asked_project(example: Any, small: Path, some: Iterable[str], *more: object) -> list[float]:
    """What `project` says of some inputs."""
    names = ",".join(some)
    found = example(
        "project",
        ONE,
        "--inputs",
        names,
        "--library",
        small,
        "--start",
        "2027-Q1",
        "--quarters",
        6,
        "--json",
        *more,
    )
    return found.json["overall"]["mean"]


def gain_of(small: Path, some: Iterable[str], **starts: str) -> float:
    """The rise by the end of some inputs, by the closed form, from what is in the database."""
    from maturity_tui.analysis.inputs.library import read_inputs
    from maturity_tui.analysis.projection.baseline import baseline_of
    from maturity_tui.analysis.projection.projection import project_scenario
    from maturity_tui.analysis.scenarios.scenario import Scenario
    from maturity_tui.frameworks.door import read_file
    from maturity_tui.store import Store

    with Store.open(os.environ["MATURITY_DB"]) as store:
        one = f"northwick/{ONE}"
        baseline = baseline_of(
            store.framework_of(one), [(store.assessment(one), store.organisation().ambition)]
        )
    inputs = [{"input": item, "start": starts.get(item)} for item in some]
    scenario = Scenario(id="s", title="S", start="2027-Q1", horizon=6, inputs=inputs)
    found = project_scenario(scenario, read_inputs(read_file(small)).inputs, baseline)
    return found.overall.mean[-1] - found.now


def test_its_json_has_the_keys_that_programs_rely_on(example, small) -> None:
    data = asked(example, small, "--budget", 100, "--frontier", 3, "--roadmap", "--json").json
    assert data.keys() >= KEYS
    assert data["cost"].keys() >= {"once", "by_year"}
    assert data["proved_gap"] <= 0.001
    assert data["proved_gap"] == pytest.approx(
        (data["upper_bound"] - data["gain"]) / data["upper_bound"], abs=1e-12
    )
    assert list(data["person_days"]) == ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4", "2028-Q1", "2028-Q2"]
    assert [row["name"] for row in data["assumptions"]].count("training.share") == 1
    assert len(data["frontier"]) == 3
    assert {one["input"] for one in data["roadmap"]["inputs"]} == set(data["selected"])


def test_it_is_the_best_of_every_selection_that_the_budget_allows(example, small) -> None:
    data = asked(example, small, "--budget", 110, "--json", "--tolerance", 0).json
    cost = {"a": 60, "b": 50, "c": 40, "d": 10}
    best = (0.0, set())
    for count in range(1, 5):
        for some in combinations("abcd", count):
            if (
                sum(cost[item] for item in some) > 110
                or {"b", "d"} <= set(some)
                or ("c" in some and "a" not in some)
            ):
                continue
            best = max(best, (gain_of(small, some), set(some)), key=lambda one: one[0])
    assert set(data["selected"]) == best[1]
    assert data["gain"] == pytest.approx(best[0], abs=1e-12)
    assert data["cost"]["once"] == sum(cost[item] for item in data["selected"])


def test_must_and_must_not_are_kept(example, small) -> None:
    free = asked(example, small, "--budget", "1k", "--json").json["selected"]
    assert "b" in free
    assert "b" not in asked(example, small, "--budget", "1k", "--must-not", "b", "--json").json["selected"]
    assert "d" in asked(example, small, "--budget", "1k", "--must", "d", "--json").json["selected"]


def test_the_limits_of_a_scenario_are_taken_and_options_go_before_them(example, small, tmp_path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(
        "{schema: maturity/scenario@1, id: s, title: S, start: 2027-Q1, horizon: 6, limits: {once: 10}, must: [d]}"
    )
    given = ("optimise", ONE, "--library", small, "--scenario", file, "--json")
    assert example(*given).json["selected"] == ["d"]
    assert len(example(*given, "--budget", 200, "--must", "").json["selected"]) == 3


def test_a_roadmap_keeps_to_the_days_of_each_quarter(example, small) -> None:
    data = asked(
        example, small, "--budget", 150, "--person-days", 20, "--must-not", "d", "--roadmap", "--json"
    ).json
    starts = {one["input"]: one["start"] for one in data["roadmap"]["inputs"]}
    assert set(starts) == {"a", "b", "c"}
    assert len(set(starts.values())) == 3
    assert starts["a"] < starts["c"]
    assert max(data["person_days"].values()) == 20
    assert data["roadmap"]["proved_gap"] <= 0.001
    assert data["starts"] == starts


def test_what_has_no_start_within_the_days_is_ruled_out_and_said(example, small) -> None:
    said = asked(example, small, "--budget", 10, "--person-days", 50, "--roadmap", "--json")
    assert said.json["selected"] == []
    assert "Ruled out, as no start keeps to the limits of each quarter and year: d." in said.json["notes"]


def test_a_must_have_without_a_start_is_a_sentence(example, small) -> None:
    said = asked(example, small, "--budget", 60, "--person-days", 50, "--roadmap", "--must", "d", code=1)
    assert "d must be in, and no start keeps to the limits" in said.err


def test_money_in_a_calendar_year_moves_starts(example, small) -> None:
    data = asked(
        example, small, "--budget", 120, "--must", "a,b", "--roadmap", "--in-a-year", 70, "--json"
    ).json["roadmap"]
    assert {one["start"][:4] for one in data["inputs"] if one["input"] in "ab"} == {"2027", "2028"}
    assert max(data["paid_by_year"].values()) <= 70


def test_people_read_what_is_selected_and_what_is_proved(example, small) -> None:
    said = asked(example, small, "--budget", 100, "--roadmap", "--frontier", 2)
    assert "Proved: nothing within these limits gains more than " in said.out
    assert "Proved for independent inputs; the sampled mean differs by " in said.out
    assert "Roadmap · mean rise over the quarters" in said.out
    assert "Foundations\n" in said.out
    assert "“C” needs “A” delivered first." in said.out
    assert "best so far 0." in said.err
    assert "frontier 2 of 2: " in said.err


def test_the_bars_of_a_roadmap_say_delivery_and_use(example, small) -> None:
    rows = asked(example, small, "--budget", 100, "--must", "c", "--roadmap").out.splitlines()
    assert next(row for row in rows if row.startswith("K A")) == "K A  == ·· ·· ·· ·· ··"
    assert next(row for row in rows if row.startswith("K C")) == "K C     == ·· ·· ·· ··"
    assert rows[rows.index("     2027        2028") + 1] == "     Q1 Q2 Q3 Q4 Q1 Q2"


def test_it_is_saved_as_a_scenario_and_projects_to_what_was_said(example, small) -> None:
    data = asked(example, small, "--budget", 100, "--roadmap", "--save", "Best for 100", "--json")
    assert "Saved as the scenario best-for-100." in data.err
    again = example("project", ONE, "--scenario", "best-for-100", "--library", small, "--json").json
    assert {one["input"]: one["start"] for one in again["inputs"]} == data.json["starts"]
    expected = gain_of(small, data.json["selected"], **data.json["starts"])
    assert data.json["roadmap"]["gain_at_end"] == pytest.approx(expected, abs=1e-12)
    taken = asked(example, small, "--budget", 100, "--save", "Best for 100", code=1)
    assert "There is a scenario best-for-100 already." in taken.err


def test_the_sampled_difference_is_what_project_says_less_the_gain(example, small) -> None:
    data = asked(example, small, "--budget", 60, "--json", "--seed", 7).json
    means = asked_project(example, small, data["selected"], "--seed", 7)
    now = example("results", ONE, "--json").json["nodes"][0]["score"]
    assert data["seed"] == 7
    assert data["sampled_difference"] == pytest.approx(means[-1] - now - data["gain"], abs=1e-6)
    assert data["sampled_difference"] != 0


def test_without_a_scenario_it_looks_as_far_as_the_ambition(example) -> None:
    data = example("optimise", ONE, "--budget", 0, "--json").json
    assert data["by"] == "2028-Q4"


def test_a_round_is_taken_as_one_service(example, small) -> None:
    round_ = example("optimise", "2026-autumn", "--library", small, "--budget", 100, "--json")
    assert round_.json["gain"] > 0
    assert "Assessments with ddat are left out" in round_.err


def test_the_same_question_has_the_same_answer(example, small) -> None:
    once, again = (asked(example, small, "--budget", 100, "--roadmap", "--json").json for _ in range(2))
    assert once == again


def test_ctrl_c_ends_the_search_and_prints_the_best_so_far(example, small, monkeypatch) -> None:
    from maturity_tui.cli import best_of

    def heard_and_interrupted(self: Any, _so_far: Any) -> None:
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(best_of.Progress, "__call__", heard_and_interrupted)
    before = signal.getsignal(signal.SIGINT)
    data = asked(example, small, "--budget", 100, "--json").json
    assert data["stopped"]
    assert "The search was stopped: this is the best so far." in data["notes"]
    assert data["selected"]
    assert signal.getsignal(signal.SIGINT) == before


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        ((), 2, "Nothing limits what may be spent: give --budget"),
        (("--budget", "-5"), 2, "'-5' is not an amount from 0 to"),
        (("--budget", "nan"), 2, "'nan' is not an amount"),
        (("--budget", "much"), 2, "'much' is no amount. Give one such as 250000 or 250k."),
        (("--budget", "1e15"), 2, "is not an amount"),
        (("--budget", "5", "--must", "aa"), 1, "There is no input 'aa'."),
        (("--budget", "5", "--must", "a", "--must-not", "a"), 2, "a must be in and must not"),
        (("--budget", "5", "--must", "a"), 1, "limit"),
        (("--budget", "500", "--must", "b,d"), 1, "exclude"),
        (("--budget", "5", "--in-a-year", "5"), 2, "--in-a-year is about start quarters"),
        (("--budget", "5", "--frontier", "1"), 2, "--frontier"),
        (("--budget", "5", "--tolerance", "1"), 2, "--tolerance"),
    ],
)
def test_what_cannot_be_is_a_sentence(example, small, options, code, sentence) -> None:
    said = asked(example, small, *options, code=code)
    assert sentence in said.err
    assert said.out == ""
