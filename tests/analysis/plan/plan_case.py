"""Plans by hand: one capability or a few, ease and activation of 1, so that a projection is one multiplication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.projection.baseline import Baseline, Cell
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.assessments.models import Round

FLAT = {
    **{f"{kind}.bands": [1, 1, 1, 1, 1] for kind in ("training", "capacity", "technology")},
    "capacity.ramp": [1, 1, 1],
    "training.floor": 1,
}


def item(
    id: str, kind: str = "training", share: float = 0.5, on: Sequence[str] = ("a",), **fields: Any
) -> Intervention:
    effects = [{"capability": one, "share": [share] * 3} for one in on]
    return Intervention.model_validate({"id": id, "kind": kind, "title": id, "effects": effects, **fields})


def plan(*inputs: Mapping[str, Any], **fields: Any) -> Scenario:
    body = {
        "id": "plan", "title": "Plan", "adopted": "2025-12-01", "start": "2026-Q1", "horizon": 4,
        "assumptions": FLAT, "inputs": list(inputs), **fields,
    }  # fmt: skip
    return Scenario.model_validate(body)


def cells(scores: Mapping[str, float], sd: float = 0.35, team: str = "t") -> tuple[Cell, ...]:
    return tuple(Cell(team, id, score, sd=sd, weight=1 / len(scores)) for id, score in scores.items())


def baseline(scores: Mapping[str, float], sd: float = 0.35, **fields: Any) -> Baseline:
    return Baseline(cells(scores, sd), round="first", **fields)


def round_on(ends: str, begins: str | None = None) -> Round:
    return Round.model_validate({"id": "later", "title": "Later", "from": begins or ends, "to": ends})


@dataclass(frozen=True)
class Bands:
    """P5 and P95 by team and capability."""

    nodes: Mapping[tuple[str | None, str], tuple[tuple[float, ...], tuple[float, ...]]]


def noise_only(model: Model, chosen: Sequence[ChosenInput]) -> Bands:
    """The mean, and the normal distribution of the scores' doubt about it: exact where shares are known."""
    z = NormalDist().inv_cdf(0.95)
    level = model.run(chosen).final
    return Bands(
        {
            (cell.team, cell.capability): (tuple(level[at] - z * cell.sd), tuple(level[at] + z * cell.sd))
            for at, cell in enumerate(model.baseline.cells)
        }
    )
