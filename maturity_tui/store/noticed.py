"""What an import takes in but speaks of: a sentence each. Reads values, and no database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from maturity_tui.assessments.models import Assessment, Score
from maturity_tui.assessments.organisation import Organisation, Theme
from maturity_tui.assessments.scope import in_scope, scores_held
from maturity_tui.assessments.targets import aims_at, highest_level, lowest_level
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Number

MOST_NAMED = 5


def targets(ambition: Iterable[Theme], frameworks: Sequence[Framework]) -> Iterator[str]:
    """Targets for what no framework in use has, and those outside the scale of one that has it."""
    known: set[str] = set()
    for framework in frameworks:
        known |= {*framework.capabilities, *framework.every_area, *framework.aliases}
    for theme in ambition:
        for key in theme.targets:
            id = key.rpartition(":")[2]
            if known and id not in known:
                sentence = f"The theme {theme.id} sets a target for {key!r}, which no framework in use has."
                yield f"{sentence} {nearest(id, known)}".strip()
        for framework in frameworks:
            for id, target in aims_at(framework, theme):
                scale = _scale(framework, id)
                if scale is not None and not scale[0] <= target <= scale[1]:
                    yield (
                        f"The theme {theme.id} sets the target {target} for {id!r}, which lies outside its scale"
                        f" in {framework.reference}: that runs from {scale[0]} to {scale[1]}."
                    )


def _scale(framework: Framework, id: str) -> tuple[Number, Number] | None:
    """The lowest and the highest level of a capability, or of anything below an area."""
    now = framework.resolve(id)
    if now in framework.capabilities:
        items = [framework.capabilities[now]]
    elif now in framework.every_area:
        items = list(framework.every_area[now].each_capability())
    else:
        return None
    if not items:
        return None
    return (
        min(lowest_level(framework, item) for item in items),
        max(highest_level(framework, item) for item in items),
    )


def out_of_scope(assessment: Assessment, framework: Framework) -> Iterator[str]:
    """What an assessment holds about capabilities that do not take part in it."""
    scope = set(in_scope(framework, assessment.scope))
    held = scores_held(framework, assessment)
    outside = [item for item, score in held.items() if item not in scope and score != Score()]
    if outside:
        more = len(outside) - MOST_NAMED
        named = ", ".join(outside[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        yield (
            f"{assessment.id} holds scores for {named}, outside its scope: they are kept, and count nowhere."
            " Add them to its scope, or take them out."
        )


def another_organisation(before: Organisation | None, now: Organisation | None) -> Iterator[str]:
    """That an import made another organisation the current one."""
    if before is not None and now is not None and before.id != now.id:
        yield (
            f"{now.title} ({now.id}) is the current organisation now. {before.title} ({before.id}) is kept:"
            f" full ids ({before.id}/…) name its assessments everywhere, `--organisation {before.id}` is for"
            " list and export, and the app's palette has an entry for each organisation."
        )
