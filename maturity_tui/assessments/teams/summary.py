"""An assessment in one line: what lists of assessments show, as plain floats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_tui.assessments.figures import Results
from maturity_tui.assessments.means import tree_means
from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.targets import targets_in_force
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import exact


@dataclass(frozen=True)
class Summary:
    """The whole of one assessment; None where there is no figure.

    `target` is the mean over the applicable capabilities that have a target, `gap` over those that are scored
    too, by the weights that the scores have in the tree. In a skills framework `score` is the share of skills at target
    (0 to 1), and target and gap are None: they would be means of levels.
    """

    scored: int
    applicable: int
    score: float | None
    floor: float | None
    target: float | None
    gap: float | None
    maximum: float | None
    minimum: float | None


def summarise(framework: Framework, assessment: Assessment, ambition: Sequence[Theme]) -> Summary:
    """The figures of one assessment's whole, rolled up exactly and given as floats."""
    results = roll_up(framework, assessment, ambition)
    whole = results.whole
    targets, gaps = targets_and_gaps(results, assessment, ambition)
    target, gap = targets.get(framework.id), gaps.get(framework.id)
    return Summary(
        whole.scored, whole.applicable, _float(whole.score), _float(whole.floor), _float(target), _float(gap),
        _float(whole.maximum), _float(whole.minimum),
    )  # fmt: skip


def targets_and_gaps(
    results: Results, assessment: Assessment, ambition: Sequence[Theme]
) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """For the whole, each area and each capability that has any, the mean target and the mean gap.

    Empty in a skills framework, where they would be means of levels.
    """
    if results.framework.is_skills:
        return {}, {}
    targets: dict[str, Fraction] = {}
    gaps: dict[str, Fraction] = {}
    for item, target in targets_in_force(results.framework, assessment, ambition).items():
        node = results.by_id.get(item)
        if node is None or not node.applicable:
            continue
        targets[item] = exact(target.value)
        if node.score is not None:
            gaps[item] = max(targets[item] - node.score, Fraction())
    return tree_means(results.framework, targets), tree_means(results.framework, gaps)


def _float(number: Fraction | None) -> float | None:
    return None if number is None else float(number)
