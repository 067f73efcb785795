"""What a projection starts from: the cells (team, capability) that one round scored, and what gates them.

Blank and N/A cells take no part and do not gate; both are listed in `left_out`. Over several teams a figure is
that of the roll-up: a team that is not scored far enough in a node does not count in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import sqrt
from statistics import stdev
from typing import Literal

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.assessments.models import Assessment, Confidence, Perspective, Score
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.rollup import Results, roll_up
from maturity_tui.assessments.scope import in_scope, scores_held
from maturity_tui.assessments.targets import targets_in_force
from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD
from maturity_tui.assessments.teams.service import value_of
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import exact

Why = Literal["blank", "not applicable"]


@dataclass(frozen=True)
class Cell:
    """One capability of one team: its agreed score, target, and range, in levels of its own scale.

    `weight` is its share in the figure for all teams, 0 where its team does not count there; `sd` the
    uncertainty of its score, which widens bands only.
    """

    team: str
    capability: str
    score: float
    target: float | None = None
    low: float = 0.0
    high: float = 5.0
    weight: float = 1.0
    sd: float = 0.35


@dataclass(frozen=True)
class LeftOut:
    """A capability of a team that takes no part, and why."""

    team: str
    capability: str
    why: Why


@dataclass(frozen=True, eq=False)
class Baseline:
    """The cells, teams in their order and capabilities in the framework's, and what holds between them.

    `needs`: for each capability those that it rests on, with the levels that it may run ahead of them.
    `results`: each team's figures, exact; without them the weights of the cells make the one overall figure.
    Two baselines are the same only if they are one object, so that what is prepared for one can be kept.
    """

    cells: tuple[Cell, ...]
    needs: Mapping[str, tuple[tuple[str, float], ...]] = field(default_factory=dict)
    framework: Framework | None = None
    results: Mapping[str, Results] = field(default_factory=dict)
    headcount: Mapping[str, int | None] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    round: str = ""

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """The teams, in their order; where results are known also one whose every capability is blank."""
        return tuple(self.results) or tuple(dict.fromkeys(cell.team for cell in self.cells))

    @cached_property
    def place(self) -> dict[tuple[str, str], int]:
        """Where the cell of a (team, capability) stands."""
        return {(cell.team, cell.capability): index for index, cell in enumerate(self.cells)}

    @cached_property
    def rows(self) -> dict[str, tuple[int, ...]]:
        """For each capability where its cells stand, over all teams."""
        found: dict[str, list[int]] = {}
        for index, cell in enumerate(self.cells):
            found.setdefault(cell.capability, []).append(index)
        return {capability: tuple(places) for capability, places in found.items()}

    @cached_property
    def threshold(self) -> Fraction:
        """How much of a node a team must have scored to count in it over several teams."""
        return threshold_of(self.results)

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """The teams that count in the figure for all of them."""
        return counted_teams(self.results) if self.results else self.teams

    def value(self, team: str, node: str) -> Fraction | None:
        """What a team counts with in a node over all teams; None where it does not count."""
        results = self.results[team]
        return value_of(results, results.by_id.get(node), self.threshold)

    @property
    def is_skills(self) -> bool:
        """Whether cells are skills, and figures are shares at target."""
        return self.framework is not None and self.framework.is_skills

    def title(self, capability: str) -> str:
        """A capability's title; its id where no framework is known."""
        item = self.framework.capabilities.get(capability) if self.framework else None
        return item.title if item else capability


def baseline_of(
    framework: Framework,
    assessments: Iterable[tuple[Assessment, Sequence[Theme]]],
    headcount: Mapping[str, int | None] | None = None,
    assumptions: Assumptions | None = None,
) -> Baseline:
    """The baseline of one round: assessments of different teams, each with the ambition behind it.

    Raises ValueError, in a sentence, where they do not belong together or nothing is scored.
    """
    pairs = tuple(assessments)
    _refuse(framework, tuple(assessment for assessment, _ in pairs))
    results = {one.team: roll_up(framework, one, ambition) for one, ambition in pairs}
    if all(result.whole.score is None for result in results.values()):
        raise ValueError(_nothing(framework))
    counted = counted_teams(results)
    known = assumptions or Assumptions.default()
    cells = tuple(
        cell
        for one, ambition in pairs
        for cell in _cells(framework, one, ambition, results[one.team], counted, known)
    )
    return Baseline(
        cells, needs_of(framework), framework, results,
        headcount={one.team: (headcount or {}).get(one.team) for one, _ in pairs},
        left_out=tuple(item for one, _ in pairs for item in _left_out(framework, one)),
        round=pairs[0][0].round.id,
    )  # fmt: skip


def threshold_of(results: Mapping[str, Results]) -> Fraction:
    """The roll-up's threshold where it leaves anyone of several teams; else whatever is scored counts."""
    if len(results) > 1 and any(_counts(one, COVERAGE_THRESHOLD) for one in results.values()):
        return COVERAGE_THRESHOLD
    return Fraction(0)


def counted_teams(results: Mapping[str, Results]) -> tuple[str, ...]:
    """The teams that count in the figure for the whole."""
    threshold = threshold_of(results)
    return tuple(team for team, one in results.items() if _counts(one, threshold))


def _counts(results: Results, threshold: Fraction) -> bool:
    return value_of(results, results.whole, threshold) is not None


def needs_of(framework: Framework) -> dict[str, tuple[tuple[str, float], ...]]:
    """For each capability that rests on others: those, and the levels that it may run ahead of them."""
    return {
        item.id: tuple((framework.resolve(need.capability), float(need.slack)) for need in item.needs)
        for item in framework.capabilities.values()
        if item.needs
    }


def score_sd(score: Score, raters: Mapping[str, Perspective], assumptions: Assumptions) -> float:
    """The uncertainty of an agreed score, in levels: by confidence, or the team's spread if wider.

    A score without a stated confidence counts as held with medium confidence.
    """
    stated = assumptions.number(f"score.sd_{score.confidence or Confidence.MEDIUM}")
    levels = [
        float(rating.level)
        for rater, rating in score.ratings.items()
        if rating.level is not None and raters.get(rater) is Perspective.TEAM
    ]
    return max(stated, stdev(levels) / sqrt(len(levels))) if len(levels) > 1 else stated


def _refuse(framework: Framework, assessments: Sequence[Assessment]) -> None:
    if not assessments:
        raise ValueError("There is no assessment to start from.")
    rounds = list(dict.fromkeys(one.round.id for one in assessments))
    if len(rounds) > 1:
        raise ValueError(
            f"The assessments come from several rounds ({', '.join(rounds)}): a baseline is one round's."
        )
    seen: set[str] = set()
    for one in assessments:
        if one.framework.id != framework.id:
            raise ValueError(
                f"{one.id} was made with {one.framework.reference}, not with {framework.reference}."
            )
        if one.team in seen:
            raise ValueError(f"There are two assessments of the team {one.team}: a baseline has one of each.")
        seen.add(one.team)


def _nothing(framework: Framework) -> str:
    if framework.is_skills:
        return "No skill is both scored and given a target, so there is no share at target to project."
    return "Nothing is scored yet, so there is nothing to project: agree some scores first."


def _cells(
    framework: Framework,
    assessment: Assessment,
    ambition: Sequence[Theme],
    results: Results,
    counted: Sequence[str],
    assumptions: Assumptions,
) -> Iterable[Cell]:
    held = scores_held(framework, assessment)
    targets = targets_in_force(framework, assessment, ambition)
    share = Fraction(1, len(counted)) if assessment.team in counted else Fraction(0)
    for item in in_scope(framework, assessment.scope):
        figure = results.by_id[item]
        if figure.score is None:
            continue
        target = targets.get(item)
        yield Cell(
            assessment.team, item, float(figure.score),
            None if target is None else float(target.value),
            float(figure.minimum), float(figure.maximum),
            float(results.weights.get(item, Fraction(0)) * share),
            score_sd(held[item], assessment.raters, assumptions),
        )  # fmt: skip


def _left_out(framework: Framework, assessment: Assessment) -> Iterable[LeftOut]:
    held = scores_held(framework, assessment)
    for item in in_scope(framework, assessment.scope):
        score = held.get(item)
        if score is not None and score.not_applicable is not None:
            yield LeftOut(assessment.team, item, "not applicable")
        elif score is None or score.agreed is None:
            yield LeftOut(assessment.team, item, "blank")


def exact_score(baseline: Baseline, cell: Cell) -> Fraction:
    """A cell's score as it was written, where its team's results are known."""
    results = baseline.results.get(cell.team)
    figure = results.by_id[cell.capability].score if results else None
    return exact(cell.score) if figure is None else figure
