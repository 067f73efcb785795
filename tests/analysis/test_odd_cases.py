"""Odd cases against the oracle: rules that step, repeats, pairs, exclusions, shares and starts at their limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.projection.baseline import baseline_of
from maturity_tui.analysis.projection.projection import Projection, project, scenario_model
from maturity_tui.analysis.roadmap.starting import roadmap
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import Scenario, quarters_from
from maturity_tui.analysis.uncertainty.sample import DRAWS, sample, with_bands
from maturity_tui.assessments.portable import read_assessment
from maturity_tui.frameworks.door import read_file
from maturity_tui.frameworks.load import load_framework
from tests.analysis.oracle import Oracle
from tests.analysis.oracle_draws import Draws
from tests.analysis.oracle_ground import Take, number_of
from tests.analysis.worked_case import EXAMPLE, TOP, library, organisation

START = "2027-Q1"
COUNT = 8000
# Means are over twelve nodes (§4), the oracle's over four times as many: the widest ranges differ by less than this.
NODES = 1e-6
ALL = "abcdef"
NEEDS: dict[str, dict[str, Any]] = {
    "a": {"weight": 2}, "b": {"needs": {"a": 0.5}}, "c": {"needs": {"b": 0, "d": 0.25}},
    "d": {"weight": 3, "needs": {"c": 0.1}}, "e": {}, "f": {"needs": {"e": 1}},
}  # fmt: skip
AREAS = [
    {"id": "x", "capabilities": ["a", "b", "c"], "weight": 2},
    {"id": "y", "capabilities": ["d", "e", "f"]},
]
SCORES: dict[str, dict[str, Any]] = {
    "t": {"a": 1, "b": 2, "c": 3, "d": 0, "e": 4, "f": 5},
    "u": {"a": 2, "b": None, "c": 1, "d": "not ours", "e": 3, "f": 2},
    "v": {"a": 4, "b": None, "c": None, "d": None, "e": 3, "f": 2},
}
COURSE: dict[str, Any] = {
    "a": [0.1, 0.3, 0.5], "c": [0.2, 0.4, 0.6],
    "d": {"share": [0.3, 0.5, 0.7], "coverage": {"t": 0.5, "u": 1}},
}  # fmt: skip
USUAL: dict[str, dict[str, Any]] = {
    "course": {"effects": COURSE, "kind": "training", "quarters": 2, "probability": 0.8, "person_days": [3, 4]},
    "again": {
        "effects": COURSE, "kind": "training", "probability": 0.8, "repeat_of": "course", "needs": {"all": ["course"]},
    },
    "people": {
        "effects": {"b": [0.1, 0.2, 0.6], "c": [0.5, 0.6, 0.9], "e": [0, 0, 0.3]}, "probability": 0.7,
        "synergies": [{"with": "course", "share": 0.4}],
    },
    "tool": {
        "effects": {"d": [0.6, 0.8, 0.95], "f": [0.3, 0.3, 0.3], "c": [0, 0.1, 0.2]}, "kind": "technology",
        "quarters": 2, "probability": 0.6,
    },
}  # fmt: skip


def everywhere(share: Sequence[float]) -> dict[str, dict[str, Any]]:
    return {
        "tool": {"effects": dict.fromkeys(ALL, share), "kind": "technology", "probability": 0.9},
        "course": {"effects": dict.fromkeys("abc", share), "kind": "training"},
    }


UNLIKE = {
    "p": {"effects": {"a": 0.5}, "excludes": ["q"]},
    "q": {"effects": {"a": 0.4}},
    "r": {"effects": {"b": 0.4}, "needs": {"all": ["q"]}},
    "s": {"effects": {"c": 0.4}, "needs": {"any": ["r", "p"]}},
}
NOWHERE = {
    "tool": {
        "effects": {one: {"share": [0.1, 0.2, 0.3], "coverage": 0} for one in ALL},
        "kind": "technology",
    },
    "course": {"effects": {"a": {"share": [0.1, 0.2, 0.3], "coverage": {"u": 0.5}}}, "kind": "training"},
}
EARLIER = {"course": "2026-Q2", "people": "2026-Q1", "tool": "2025-Q4", "again": "2026-Q4"}
CASES: dict[str, dict[str, Any]] = {
    **{rule: {"rule": rule} for rule in ("mean", "weighted-mean", "lowest", "sum")},
    "calibrated": {"calibrated": True},
    "begun before": {"starts": EARLIER, "scores": {"t": SCORES["t"]}},
    "one quarter": {"quarters": 1},
    "never delivered": {"inputs": {key: {**one, "probability": 0} for key, one in USUAL.items()}},
    "no share": {"inputs": everywhere([0, 0, 0])},
    "the largest share": {"inputs": everywhere([0.95, 0.95, 0.95])},
    "the widest share": {"inputs": everywhere([0, 0.4, 0.95])},
    "no coverage": {"inputs": NOWHERE, "coverage": {"tool": 0.7, "course": 0.9}},
    "coverage by team": {
        "inputs": NOWHERE, "coverage": {"tool": {"t": 0.7}, "course": {"t": 0.3, "elsewhere": 1}},
    },
    "at the top": {"scores": {team: dict.fromkeys(ALL, 5) for team in "tu"}},
    "excluded, q stays": {"inputs": UNLIKE, "starts": {"p": "2027-Q2"}},
    "excluded, p stays": {"inputs": UNLIKE, "starts": {"q": "2027-Q2"}},
}  # fmt: skip
LATER = {"again": "2027-Q4", "tool": "2027-Q2"}


@pytest.fixture
def both(make_framework: Any, make_assessment: Any, make_input: Any) -> Any:
    """A case as the product projects it, and as the oracle reads it."""

    def build(
        rule: str = "mean", inputs: Mapping[str, Any] = USUAL, scores: Mapping[str, Any] = SCORES,
        starts: Mapping[str, str] = LATER, coverage: Mapping[str, Any] | None = None, quarters: int = 8,
        calibrated: bool = False,
    ) -> tuple[Projection, Oracle, list[Take]]:  # fmt: skip
        framework = make_framework(NEEDS, areas=AREAS, rollup=rule)
        held = [make_assessment(framework, one, team) for team, one in scores.items()]
        made = [make_input(key, **one) for key, one in inputs.items()]
        wide = coverage or {}
        chosen = [ChosenInput(one, starts.get(one.id, START), wide.get(one.id)) for one in made]
        assumptions = Assumptions.default()
        projected = project(
            baseline_of(framework, [(one, ()) for one in held], {}, assumptions), chosen,
            quarters_from(START, quarters), assumptions, calibrated=calibrated,
        )  # fmt: skip
        nobody = SimpleNamespace(ambition=(), teams=())
        mine = Oracle(framework, held, nobody, START, quarters, calibrated=calibrated)
        takes = [Take(one.input, number_of(one.start), one.coverage) for one in chosen]
        return projected, mine, mine.together(takes)

    return build


def off(projection: Projection, mine: Oracle, takes: Sequence[Take]) -> list[Any]:
    """Nodes that the two do not agree on."""
    figures, now = mine.figures(mine.levels(takes)), mine.figures(mine.m0[:, None])
    several = len(mine.teams) > 1
    nodes = {(one.team, one.id): one for one in projection.nodes}
    assert nodes.keys() == {key for key in figures if several or key[0] is not None}
    return [
        key
        for key, one in nodes.items()
        if np.abs(np.array(one.mean) - figures[key]).max() > NODES or abs(one.now - now[key][0]) > 1e-12
    ]


@pytest.mark.parametrize("name", CASES)
def test_every_node_is_the_oracles(both: Any, name: str) -> None:
    projection, mine, takes = both(**CASES[name])
    assert {one.item.id for one in takes} == {one.id for one in projection.chosen}
    assert off(projection, mine, takes) == []
    assert projection.person_days.demand == pytest.approx(mine.days(takes))


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["mean", "lowest", "sum", "begun before", "the widest share", "never delivered"]
)
def test_the_draws_have_the_means_of_the_oracles(both: Any, name: str) -> None:
    projection, mine, takes = both(**CASES[name])
    last = len(mine.quarters) - 1
    free = mine.figures(Draws(mine, takes, COUNT, seed=3).levels(last))
    found = with_bands(projection, sample(projection.model, projection.chosen))
    assert [
        (one.team, one.id)
        for one in found.nodes
        if abs(one.mean[last] - free[one.team, one.id].mean())
        > 5 * free[one.team, one.id].std() * np.sqrt(1 / COUNT + 1 / DRAWS) + 1e-5
    ] == []


def skills() -> tuple[Scenario, Projection, Oracle, list[Take]]:
    framework = load_framework(TOP / "frameworks/ddat/ddat.yaml")
    held = [read_assessment(read_file(EXAMPLE / "2026-autumn/digital-services.ddat.yaml"))]
    ids = ("training.test-engineering-academy", "capacity.test-engineers", "capacity.data-apprentices")
    scenario = Scenario.model_validate(
        {"id": "s", "title": "S", "start": START, "inputs": [{"input": one} for one in ids]}
    )
    model = scenario_model(scenario, baseline_of(framework, [(held[0], organisation().ambition)]))
    takes = [Take(library()[one], number_of(START)) for one in ids]
    chosen = [ChosenInput(library()[one], START) for one in ids]
    return scenario, project(model, chosen), Oracle(framework, held, organisation(), START, 8), takes


def test_skills_are_shares_at_target_in_the_example_too() -> None:
    _, projection, mine, takes = skills()
    assert off(projection, mine, takes) == []
    assert 0 < projection.now < projection.overall.mean[-1] < 1


@pytest.mark.parametrize("aim", ["path", "horizon"])
def test_a_roadmap_tells_the_rise_of_the_figure_also_where_that_moves_in_steps(aim: Any) -> None:
    scenario, projection, mine, takes = skills()
    found = roadmap(projection.model, scenario, library().values(), aim=aim)
    starts = {one.id: number_of(one.start) for one in found.whole}
    moved = [Take(one.item, starts[one.item.id]) for one in takes]
    shares = mine.figures(mine.levels(moved))["digital-services", mine.framework.id] - projection.now
    told = found.as_json()
    assert told["gain"] == pytest.approx(shares.mean() if aim == "path" else shares[-1], abs=1e-12)
    assert told["gain_at_end"] == pytest.approx(shares[-1], abs=1e-12)
    assert told["upper_bound"] is None
    assert abs(found.gain - told["gain"]) > 0.01  # what is searched for is another figure, and not shown
