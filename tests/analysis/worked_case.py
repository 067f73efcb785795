"""The worked example's scenarios, projected by the product, each beside an oracle that has read the same files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.library import join_libraries, read_inputs
from maturity_tui.analysis.projection.baseline import Baseline, baseline_of
from maturity_tui.analysis.projection.projection import Projection, project_scenario
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import SCENARIO_SCHEMA, Scenario
from maturity_tui.assessments.portable import read_assessment, read_organisation
from maturity_tui.frameworks.door import read_file
from maturity_tui.frameworks.load import load_framework, value_from
from tests.analysis.oracle import Oracle
from tests.analysis.oracle_ground import Take, number_of

TOP = Path(__file__).parents[2]
EXAMPLE = TOP / "assessments/northwick"
FRAMEWORK = load_framework(TOP / "frameworks/best-practice/digital-service.yaml")
SCENARIOS = ("balanced", "first-year", "people-first")


@cache
def organisation() -> Any:
    return read_organisation(read_file(EXAMPLE / "organisation.yaml"))


@cache
def library() -> dict[str, Any]:
    files = (TOP / "frameworks/best-practice/inputs.yaml", EXAMPLE / "inputs.yaml")
    return {item.id: item for item in join_libraries(*(read_inputs(read_file(one)).inputs for one in files))}


@cache
def assessments(round_id: str) -> tuple[Any, ...]:
    files = sorted((EXAMPLE / round_id).glob(f"*.{FRAMEWORK.id}.yaml"))
    return tuple(read_assessment(read_file(one)) for one in files)


def baseline(round_id: str, scenario: Scenario) -> Baseline:
    assumptions = Assumptions.default().with_overrides(scenario.assumptions)
    people = {team.id: team.headcount for team in organisation().teams}
    pairs = [(one, organisation().ambition) for one in assessments(round_id)]
    return baseline_of(FRAMEWORK, pairs, people, assumptions)


def oracle(round_id: str, scenario: Scenario, start: str = "", horizon: int = 0) -> Oracle:
    return Oracle(
        FRAMEWORK, assessments(round_id), organisation(), start or scenario.start, horizon or scenario.horizon,
        scenario.assumptions, scenario.calibrated,
    )  # fmt: skip


def taken(chosen: Sequence[ChosenInput]) -> list[Take]:
    return [Take(one.input, number_of(one.start), one.coverage) for one in chosen]


@dataclass(frozen=True, eq=False)
class Case:
    """A scenario of the example, projected, and the oracle with its own reading of what takes part."""

    scenario: Scenario
    projection: Projection
    oracle: Oracle
    takes: list[Take]

    def last(self) -> Oracle:
        """The oracle of the last quarter alone: enough for gains, and fast."""
        end = self.scenario.start[:4], self.scenario.start[5:]
        assert end[1] == "Q1"
        assert self.scenario.horizon == 8
        return oracle(self.scenario.baseline.round or "", self.scenario, f"{int(end[0]) + 1}-Q4", 1)


@cache
def case_of(name: str) -> Case:
    scenario = value_from(Scenario, read_file(EXAMPLE / f"scenarios/{name}.yaml"), SCENARIO_SCHEMA)
    round_id = scenario.baseline.round or ""
    projected = project_scenario(scenario, library().values(), baseline(round_id, scenario), with_gains=False)
    mine = oracle(round_id, scenario)
    takes = [
        Take(library()[one.input], number_of(one.start or scenario.start), one.coverage)
        for one in scenario.inputs
    ]
    return Case(scenario, projected, mine, mine.together(takes))
