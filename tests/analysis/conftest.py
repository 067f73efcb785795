"""Builders for the tests of the analysis: small frameworks, assessments, inputs and baselines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.projection.baseline import Baseline, baseline_of
from maturity_tui.analysis.projection.projection import Projection, project
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarters_from
from maturity_tui.assessments.models import Assessment
from maturity_tui.frameworks.models import Framework

START = "2027-Q1"
FLAT = {f"{kind}.bands": [1, 1, 1, 1, 1] for kind in ("training", "capacity", "technology")}
"""Every band as easy as every other."""

Make = Callable[..., Any]


def build_framework(
    capabilities: Mapping[str, Mapping[str, Any]] | Sequence[str],
    scale: Sequence[float] = (0, 1, 2, 3, 4, 5),
    areas: Sequence[Mapping[str, Any]] | None = None,
    **fields: Any,
) -> Framework:
    """A framework with one area `all`, or with the given areas (whose `capabilities` are ids)."""
    items = capabilities if isinstance(capabilities, Mapping) else {item: {} for item in capabilities}
    made = {
        item: {
            **body, "id": item, "title": item.upper(),
            "needs": [{"capability": need, "slack": slack} for need, slack in body.get("needs", {}).items()],
        }
        for item, body in items.items()
    }  # fmt: skip

    def area(one: Mapping[str, Any]) -> dict[str, Any]:
        below = {"areas": [area(child) for child in one.get("areas", ())]}
        return {
            "title": one["id"],
            **one,
            **below,
            "capabilities": [made[item] for item in one.get("capabilities", ())],
        }

    return Framework.model_validate(
        {
            "id": "small", "version": "1", "title": "Small", "licence": {"name": "MIT"},
            "scale": [{"value": value, "name": f"level {value}"} for value in scale],
            "areas": [area(one) for one in areas or [{"id": "all", "capabilities": list(made)}]],
            **fields,
        }
    )  # fmt: skip


def build_assessment(
    framework: Framework, scores: Mapping[str, Any], team: str = "t", **fields: Any
) -> Assessment:
    """An assessment; a score is a level, None (blank), a reason why it is not applicable, or a whole map."""
    held = {
        item: score
        if isinstance(score, Mapping)
        else {"not_applicable": score}
        if isinstance(score, str)
        else {"agreed": score}
        for item, score in scores.items()
    }
    return Assessment.model_validate(
        {
            "id": f"org/r1/{team}/{framework.id}", "team": team, "round": {"id": "r1", "title": "One"},
            "framework": {"id": framework.id, "version": framework.version}, "scores": held, **fields,
        }
    )  # fmt: skip


def build_input(item: str, effects: Mapping[str, Any], kind: str = "capacity", **fields: Any) -> Intervention:
    """An input; an effect is a share that is known, or [low, likely, high], or a whole map.

    Capacity with the ramp of `flat_assumptions` is fully at work one quarter after its delivery.
    """
    made = []
    for capability, effect in effects.items():
        body = dict(effect) if isinstance(effect, Mapping) else {"share": effect}
        share = body["share"]
        body["share"] = share if isinstance(share, list | tuple) else [share, share, share]
        made.append({"capability": capability, **body})
    return Intervention.model_validate({"id": item, "kind": kind, "title": item, "effects": made, **fields})


@pytest.fixture(scope="session")
def make_framework() -> Make:
    """Builds a small framework."""
    return build_framework


@pytest.fixture(scope="session")
def make_assessment() -> Make:
    """Builds an assessment of a framework."""
    return build_assessment


@pytest.fixture(scope="session")
def make_input() -> Make:
    """Builds an input."""
    return build_input


@pytest.fixture(scope="session")
def make_baseline() -> Make:
    """Builds a baseline from scores by team (or of one team `t`)."""

    def build(framework: Framework, scores: Mapping[str, Any], **fields: Any) -> Baseline:
        by_team = (
            scores
            if all(isinstance(value, Mapping) and "agreed" not in value for value in scores.values())
            else {"t": scores}
        )
        return baseline_of(
            framework,
            [(build_assessment(framework, held, team), ()) for team, held in by_team.items()],
            **fields,
        )

    return build


@pytest.fixture(scope="session")
def flat_assumptions() -> Any:
    """Bands equally easy, newcomers at full output at once, training that never fades: r = 1, a = 1."""
    from maturity_tui.analysis.assumptions.assumptions import Assumptions

    overrides = {**FLAT, "capacity.ramp": [1, 1, 1], "training.floor": 1}
    return Assumptions.default().with_overrides(overrides)


@pytest.fixture(scope="session")
def run(flat_assumptions: Any) -> Callable[..., Projection]:
    """Projects inputs that all start in the first of eight quarters, with r = 1 and a = 1."""

    def projected(baseline: Baseline, *inputs: Intervention, quarters: int = 8, **fields: Any) -> Projection:
        chosen = [ChosenInput(item, START) for item in inputs]
        fields.setdefault("assumptions", flat_assumptions)
        return project(baseline, chosen, quarters_from(START, quarters), **fields)

    return projected
