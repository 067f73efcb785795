"""How the figures of the results came about, in sentences: of whatever team of the round."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from maturity_tui.analysis.gap.study import Study
from maturity_tui.assessments.figures import NodeFigure, Results, one_decimal
from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD, in_per_cent
from maturity_tui.assessments.teams.figures import Reason
from maturity_tui.frameworks.models import Rule

if TYPE_CHECKING:
    from maturity_tui.ui.screens.results.view import ResultsView

GAPS_NOTE = "Gaps are rounded from exact gaps; a surplus in one offsets no gap in another."
SHORT_REASONS = {
    Reason.COVERAGE: f"below {in_per_cent(COVERAGE_THRESHOLD)} scored",
    Reason.VERSION: "another version",
    Reason.NO_FIGURE: "no figure here",
    Reason.NO_ASSESSMENT: "no assessment",
}


def explained(view: ResultsView, results: Results, item: str, explain: Callable[[Results, str], str]) -> str:
    """How a figure came about: an area's from what it reads, a capability's from its ratings; of whatever team."""
    study = view.study_of(results)
    if item not in view.framework.capabilities:
        return explain(results, item) + _gap_explained(view, study, item)
    node, name = results.by_id.get(item), view.named(item)
    if node is None:
        return f"{name} is not in the scope of {study.team}'s assessment."
    score = study.assessment.score(item)
    if score.not_applicable is not None:
        return f"{name} is set aside by {study.team} as not applicable: {score.not_applicable}"
    whose = "the team" if study is view.study else study.team
    votes = _votes(view, study, item)
    wanted = _wanted(view, study, item)
    if node.score is None:
        said = f" The votes of {whose} are {votes}." if votes else ""
        return f"{name} is not scored by {study.team} yet.{said}{wanted}"
    said = f" after votes of {votes}" if votes else ""
    return f"{name} is {_said(view, item, node)}, as {whose} agreed{said}.{wanted}"


def _votes(view: ResultsView, study: Study, item: str) -> str:
    """What the raters of a team said, in their order."""
    raters = study.assessment.raters
    return ", ".join(
        view.level_said(item, rating.level) if rating.level is not None else "x"
        for rater, rating in study.assessment.score(item).ratings.items()
        if raters.get(rater) == "team"
    )


def _wanted(view: ResultsView, study: Study, item: str) -> str:
    """The target in force, and whose it is."""
    target = study.targets.get(item)
    if target is None:
        return ""
    whose = "its own" if target.own else "that of " + "; ".join(view.titles(target.themes))
    return f" The target {view.level_said(item, target.value)} is {whose}."


def left_out_said(view: ResultsView, node: str) -> str:
    """Which teams of the round do not stand in the mean of a node, in a few words; "" where all do, or one is alone."""
    if len(view.service.teams) < 2:
        return ""
    out = view.rollup.left_out(node) if view.rollup is not None else ()
    groups: dict[str, list[str]] = {}
    for one in out:
        if one.reason in SHORT_REASONS:
            groups.setdefault(SHORT_REASONS[one.reason], []).append(view.organisation.team_title(one.team))
    said = [f"{', '.join(teams)} ({why})" for why, teams in groups.items()]
    return f"Left out: {'; '.join(said)}." if said else ""


def _said(view: ResultsView, item: str, node: NodeFigure) -> str:
    return node.display if node.score is None else view.level_said(item, node.score)


def _gap_explained(view: ResultsView, study: Study, item: str) -> str:
    node = study.results.by_id.get(item)
    gap = study.gap(node) if node else None
    if node is None or gap is None:
        return ""
    below = study.below[item]
    count = sum(one.capability in below for one in study.gaps)
    mean = "weighted mean" if node.rule == Rule.WEIGHTED_MEAN else "mean"
    nouns = view.framework.nouns if count > 1 else view.framework.noun
    have = "are scored and have" if count > 1 else "is scored and has"
    return (
        f" Its gap is {one_decimal(gap)}: the {mean} of the gaps of the {count} {nouns} that {have} a target."
        f" {GAPS_NOTE}"
    )
