"""How long the optimiser takes: CPU seconds, the gap that was proved, and when the first answer had a proved gap.

python benchmarks/optimiser.py            all of them
python benchmarks/optimiser.py made_60    one of them
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maturity_tui.analysis.inputs.interventions import Intervention
    from maturity_tui.analysis.optimiser.cover import CoverProblem
    from maturity_tui.analysis.projection.model import Model
    from maturity_tui.analysis.scenarios.scenario import Scenario

ROOT = Path(__file__).parents[1]
BANDS = 5
EASE = ((1, 1, 0.8, 0.4, 0.15), (0.6, 0.8, 1, 0.7, 0.4), (0.3, 0.6, 1, 1, 0.8))


def made(inputs: int, cells: int, seed: int = 1) -> CoverProblem:
    """A made-up problem: inputs of three kinds that each reach a few cells, a budget of 30 %, person-days in four
    quarters, needs and excludes."""
    import numpy as np

    from maturity_tui.analysis.optimiser.cover import CoverProblem, Row

    random = np.random.default_rng(seed)
    kind = random.integers(0, 3, inputs)
    score = random.integers(0, 4, cells)
    reach = random.integers(3, 9, inputs) * max(1, cells // 50)
    strength = np.zeros((inputs, cells))
    for one in range(inputs):
        reached = random.choice(cells, min(cells, int(reach[one])), replace=False)
        strength[one, reached] = -np.log1p(-random.uniform(0.05, 0.5, len(reached)))
    weight = random.uniform(0.5, 1.5, cells)
    weight /= weight.sum()
    values, columns = [], []
    for cell in range(cells):
        for band in range(int(score[cell]), BANDS):
            ease = np.array([min(EASE[k][score[cell] : band + 1]) for k in kind])
            values.append(weight[cell])
            columns.append(strength[:, cell] * ease)
    cost = random.integers(5, 100, inputs).astype(float)
    rows = [Row(dict(enumerate(cost)), high=cost.sum() * 0.3, name="once")]
    for _ in range(4):
        days = random.integers(0, 20, inputs) * (random.random(inputs) < 0.4)
        rows.append(Row({i: float(d) for i, d in enumerate(days) if d}, high=float(days.sum()) * 0.4))
    rows += [Row({i + 1: 1.0, i: -1.0}, high=0.0) for i in range(0, inputs - 1, 6)]
    rows += [Row({i: 1.0, i + 1: 1.0}, high=1.0) for i in range(3, inputs - 1, 10)]
    return CoverProblem(np.array(values), np.array(columns).T, rows)


def worked_example(quarters: int = 8) -> tuple[Model, tuple[Intervention, ...], Scenario]:
    """The worked example's whole service: seven teams, the shipped inputs and the council's own."""
    from maturity_tui.analysis.assumptions.assumptions import Assumptions
    from maturity_tui.analysis.inputs.library import join_libraries, read_inputs
    from maturity_tui.analysis.projection.baseline import baseline_of
    from maturity_tui.analysis.projection.model import Model
    from maturity_tui.analysis.scenarios.scenario import Scenario, quarters_from
    from maturity_tui.assessments.portable import read_assessment, read_organisation
    from maturity_tui.frameworks import door, load_framework

    council = ROOT / "assessments/northwick"
    framework = load_framework(ROOT / "frameworks/best-practice/digital-service.yaml")
    organisation = read_organisation(door.read_file(council / "organisation.yaml"))
    files = sorted((council / "2026-autumn").glob("*.digital-service.yaml"))
    held = [(read_assessment(door.read_file(file)), organisation.ambition) for file in files]
    assumptions = Assumptions.default()
    headcount = {team.id: team.headcount for team in organisation.teams}
    baseline = baseline_of(framework, held, headcount, assumptions)
    shipped, own = ROOT / "frameworks/best-practice/inputs.yaml", council / "inputs.yaml"
    library = join_libraries(*(read_inputs(door.read_file(file)).inputs for file in (shipped, own)))
    scenario = Scenario.model_validate({"id": "s", "title": "S", "start": "2027-Q1", "horizon": quarters})
    return Model(baseline, quarters_from("2027-Q1", quarters), assumptions), library, scenario


def timed(work: Callable[[Callable[[Any], None]], Any]) -> dict[str, float]:
    """CPU seconds in all and until the first answer with a proved gap, and the gap in the end."""
    began = time.process_time()
    first: list[float] = []

    def heard(progress: Any) -> None:
        if progress.proved_gap < 1 and not first:
            first.append(time.process_time() - began)

    answer = work(heard)
    took = time.process_time() - began
    return {"cpu": round(took, 2), "first": round(first[0], 2) if first else took, "gap": answer.proved_gap}


def made_60(seed: int = 1) -> dict[str, float]:
    """60 inputs × 150 cells, to 0.1 %."""
    from maturity_tui.analysis.optimiser.cover import maximise

    problem = made(60, 150, seed)
    return timed(lambda heard: maximise(problem, tolerance=0.001, heard=heard))


def made_200(seed: int = 1) -> dict[str, float]:
    """200 inputs × 300 cells, to 0.3 %."""
    from maturity_tui.analysis.optimiser.cover import maximise

    problem = made(200, 300, seed)
    return timed(lambda heard: maximise(problem, tolerance=0.003, heard=heard))


def service(budget: float = 250_000, tolerance: float = 0.003) -> dict[str, float]:
    """The worked example's whole service, all inputs, to 0.3 %."""
    from maturity_tui.analysis.portfolio.best import Wish, best

    model, library, scenario = worked_example()
    wish = Wish(once=budget, tolerance=tolerance)
    return timed(lambda heard: best(model, library, scenario, wish, heard=heard))


def frontier_20() -> dict[str, float]:
    """Twenty points of the worked example's frontier: CPU seconds, the median gap and the largest."""
    import statistics

    from maturity_tui.analysis.portfolio.best import Wish
    from maturity_tui.analysis.portfolio.frontier import frontier

    model, library, scenario = worked_example()
    began = time.process_time()
    gaps = [point.proved_gap for point in frontier(model, library, scenario, Wish(), points=20)]
    return {
        "cpu": round(time.process_time() - began, 2), "median gap": statistics.median(gaps), "largest gap": max(gaps),
    }  # fmt: skip


ALL = {work.__name__: work for work in (made_60, made_200, service, frontier_20)}


def main(names: list[str]) -> None:
    """Print a line of JSON for each."""
    for name in names or list(ALL):
        what, _, seed = name.partition(":")
        found = ALL[what](int(seed)) if seed else ALL[what]()
        print(json.dumps({"what": name, **found}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
