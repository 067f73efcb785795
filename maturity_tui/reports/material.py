"""What a report is made from, and what is worked out from it once for all sections."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from maturity_tui import __version__
from maturity_tui.analysis.explanation.explained import Explanation
from maturity_tui.analysis.gap.study import Study
from maturity_tui.analysis.projection.projection import Projection
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.assessments import (
    Assessment,
    NodeFigure,
    Organisation,
)
from maturity_tui.frameworks import Framework, digest
from maturity_tui.frameworks.values import clean_line, exact
from maturity_tui.reports.errors import ReportError


@dataclass(frozen=True)
class Material:
    """Core values that a report is made from, and when and by what version it is made.

    `projection` (and the `scenario` that it is of) is for the section on inputs; without it there is none.
    `explanation` says why it is so, `draws` how many draws its ranges come from, where there are any.
    """

    organisation: Organisation
    assessments: tuple[tuple[Assessment, Framework], ...]
    generated_at: dt.datetime
    projection: Projection | None = None
    scenario: Scenario | None = None
    explanation: Explanation | None = None
    draws: int | None = None
    version: str = __version__


@dataclass(frozen=True)
class Group:
    """The assessments made with one framework."""

    framework: Framework
    studies: tuple[Study, ...]

    @cached_property
    def on_scale(self) -> bool:
        """Whether every area can be read on the framework's own scale; else areas are shown as shares of
        their range."""
        low, high = exact(self.framework.scale[0].value), exact(self.framework.scale[-1].value)
        nodes = [node for study in self.studies for node in (study.whole, *study.areas())]
        return not self.framework.is_skills and all(
            low <= node.minimum and node.maximum <= high for node in nodes
        )

    def value(self, node: NodeFigure | None) -> Fraction | None:
        """A node's figure on this group's axis: its score, or its share of its own range."""
        if node is None or node.score is None or self.on_scale:
            return node.score if node else None
        width = node.maximum - node.minimum
        return (node.score - node.minimum) / width if width else Fraction(1)


def groups(material: Material) -> tuple[Group, ...]:
    """The assessments by framework, in the order given. Raises ReportError where there is none."""
    if not material.assessments:
        raise ReportError("There is nothing to report: name at least one assessment.")
    found: dict[str, list[Study]] = {}
    for assessment, framework in material.assessments:
        study = Study(assessment, framework, material.organisation, _label(material, assessment, framework))
        found.setdefault(digest(framework), []).append(study)
    return tuple(Group(studies[0].framework, tuple(studies)) for studies in found.values())


def _label(material: Material, assessment: Assessment, framework: Framework) -> str:
    """The team; the round too where it stands in several, the framework where it was scored on several in a round."""
    of_team = [(one, its) for one, its in material.assessments if one.team == assessment.team]
    parts = [material.organisation.team_title(assessment.team)]
    if len({one.round.id for one, _ in of_team}) > 1:
        parts.append(assessment.round.title)
    if len({its.reference for one, its in of_team if one.round.id == assessment.round.id}) > 1:
        parts.append(framework.title)
    return clean_line(" · ".join(parts))


def data_digest(material: Material) -> str:
    """SHA-256 of the canonical JSON of the data: the same data give the same digest, whatever the format or
    the day."""
    data = {
        "organisation": material.organisation,
        "assessments": sorted((item for item, _ in material.assessments), key=lambda item: item.id),
        "frameworks": sorted({digest(framework) for _, framework in material.assessments}),
        "projection": material.projection.as_json() if material.projection else None,
        "scenario": material.scenario,
    }
    text = json.dumps(data, default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """What JSON cannot hold by itself."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return dict(value) if isinstance(value, Mapping) else str(value)
