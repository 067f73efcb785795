"""What inputs are held against: the capabilities that they may act on, and the gaps that they might close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from maturity_tui.analysis.gap.gap import Gap, gaps
from maturity_tui.analysis.inputs.suggest import Suggestion, suggest
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.store.errors import StoreError

if TYPE_CHECKING:
    from maturity_tui.analysis.inputs.interventions import Intervention
    from maturity_tui.assessments.models import Assessment
    from maturity_tui.frameworks.models import Framework
    from maturity_tui.store.store import Store

Skills = Mapping[str, tuple[str, ...]]


def capability_titles(store: Store, references: Iterable[str] = ()) -> dict[str, dict[str, str]]:
    """Titles of capabilities by id, under the title of each framework: of those named, else of all there are.

    A framework that cannot be read is left out: it is said where frameworks are listed.
    """
    found: dict[str, dict[str, str]] = {}
    for reference in references or [entry.reference for entry in store.frameworks()]:
        try:
            framework = store.framework(reference)
        except (FrameworkError, StoreError):
            continue
        items = found.setdefault(framework.title, {})
        items.update({id: item.title for id, item in framework.capabilities.items()})
    return found


def used_frameworks(store: Store) -> tuple[str, ...]:
    """The frameworks that the current organisation's assessments are made with, the most used first."""
    rows = store.assessments()
    counts: dict[str, int] = {}
    for row in rows:
        reference = store.framework_of(row.id).reference
        counts[reference] = counts.get(reference, 0) + 1
    return tuple(sorted(counts, key=lambda one: -counts[one]))


def flat(titles: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Titles by id, whatever framework they are of."""
    return {id: title for items in titles.values() for id, title in items.items()}


def suggested(
    store: Store, framework: Framework, assessments: Sequence[Assessment], library: Iterable[Intervention]
) -> tuple[Suggestion, ...]:
    """The inputs that suit the gaps of some assessments of one framework."""
    owner = store.organisation(assessments[0].organisation) if assessments else None
    ambition = owner.ambition if owner else ()
    found: list[Gap] = []
    for one in assessments:
        found += gaps(framework, one, ambition)
    headcount = {team.id: team.headcount for team in owner.teams} if owner else {}
    held = {one.team: headcount.get(one.team) for one in assessments}
    return suggest(framework, found, library, headcount=held, skills=skills_of(store, framework))


def skills_of(store: Store, framework: Framework) -> Skills:
    """The skills that each capability rests on, by the crosswalk to DDaT; none where none can be read."""
    from maturity_tui.store.crosswalks import Crosswalks

    known = Crosswalks(store.catalogue)
    try:
        return {
            id: tuple(tie.name for tie in known.skills_for(id, framework.id, to="ddat"))
            for id in framework.capabilities
        }
    except (FrameworkError, StoreError):
        return {}
