"""Votes that are hidden on the score screen stay hidden everywhere: the one rule, for all that read.

Other screens, commands and reports are held to it. The portable folder and the database are not: they are the data
itself, and an export that left votes out would lose them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_tui.assessments.models import Assessment
from maturity_tui.workshop.keeping import load
from maturity_tui.workshop.session import Workshop

if TYPE_CHECKING:
    from maturity_tui.store import Store


def without_hidden(assessment: Assessment, workshop: Workshop | None) -> Assessment:
    """The assessment as it may be shown: without the ratings of what the room has votes on that are hidden.

    What was answered before, as in a survey, stays where nobody in the room has voted yet.
    """
    if workshop is None:
        return assessment
    seated = workshop.setup.perspectives.keys()
    open_ = {
        item: score.changed(ratings={}) if score.ratings.keys() & seated and workshop.hides(item) else score
        for item, score in assessment.scores.items()
    }
    return assessment.changed(scores={item: score for item, score in open_.items() if not score.is_empty})


def shown(store: Store, assessment: str) -> Assessment:
    """An assessment of the store as it may be shown. Raises StoreError where there is none."""
    return without_hidden(store.assessment(assessment), load(store, assessment))
