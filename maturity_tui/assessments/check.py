"""What must hold between an assessment and the framework it is made with."""

from __future__ import annotations

from collections.abc import Iterator

from maturity_tui.assessments.models import Assessment, Score
from maturity_tui.frameworks.check import Fault, nearest
from maturity_tui.frameworks.door import PathKey
from maturity_tui.frameworks.models import Capability, Framework
from maturity_tui.frameworks.values import Number


def faults(assessment: Assessment, framework: Framework) -> Iterator[Fault]:
    """Every fault, in the order of the file. An id that the framework knows as an older one is none."""
    if assessment.framework.id != framework.id:
        yield Fault(
            ("framework", "id"), f"This is an assessment of {assessment.framework.id}, not of {framework.id}"
        )
    if not isinstance(assessment.scope, str):
        for index, capability in enumerate(assessment.scope):
            yield from _known(capability, framework, ("scope", index))
    seen: dict[str, str] = {}
    for capability, score in assessment.scores.items():
        path: PathKey = ("scores", capability)
        now = framework.resolve(capability)
        if now in seen:
            yield Fault(
                path, f"{now} is scored twice, as {seen[now]} and as {capability}", "Keep one of them."
            )
        seen[now] = capability
        yield from _known(capability, framework, path)
        if item := framework.capabilities.get(now):
            yield from _score(score, item, framework, path)
    for index, idea in enumerate(assessment.ideas):
        if idea.about is None or idea.about in assessment.gone:
            continue
        if framework.resolve(idea.about) not in framework.every_area:
            yield from _known(idea.about, framework, ("ideas", index, "about"))


def settle(assessment: Assessment, framework: Framework) -> Assessment:
    """The assessment with older ids replaced by those in force; where both stand, the newer is kept."""
    scores = {framework.resolve(old): score for old, score in assessment.scores.items()}
    scores |= {item: score for item, score in assessment.scores.items() if framework.resolve(item) == item}
    changes: dict[str, object] = {"scores": scores}
    if not isinstance(assessment.scope, str):
        changes["scope"] = tuple(dict.fromkeys(framework.resolve(item) for item in assessment.scope))
    changes["ideas"] = tuple(
        idea.changed(about=framework.resolve(idea.about)) if idea.about else idea for idea in assessment.ideas
    )
    settled = assessment.changed(**changes)
    return assessment if settled == assessment else settled


def _known(capability: str, framework: Framework, path: PathKey) -> Iterator[Fault]:
    if framework.resolve(capability) not in framework.capabilities:
        hint = nearest(capability, [*framework.capabilities, *framework.aliases])
        yield Fault(path, f"{framework.title} has no {framework.noun} {capability!r}", hint)


def _score(score: Score, item: Capability, framework: Framework, path: PathKey) -> Iterator[Fault]:
    levels = [level.value for level in framework.levels_of(item)]
    yield from _scoreable(score.agreed, levels, item, (*path, "agreed"))
    if score.target is not None and not levels[0] <= score.target <= levels[-1]:
        message = f"The target {score.target} lies outside the scale of {item.id}"
        yield Fault((*path, "target"), message, f"It runs from {levels[0]} to {levels[-1]}.")
    for rater, rating in score.ratings.items():
        yield from _scoreable(rating.level, levels, item, (*path, "ratings", rater))


def _scoreable(
    level: Number | None, levels: list[Number], item: Capability, path: PathKey
) -> Iterator[Fault]:
    if level is not None and level not in levels:
        yield Fault(
            path, f"{item.id} cannot be scored at {level}", f"Its levels are {', '.join(map(str, levels))}."
        )
