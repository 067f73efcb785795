"""The figures that lists show, kept beside each assessment in the transaction that changes it."""

from __future__ import annotations

from collections.abc import Sequence

from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Theme
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.tables import AssessmentRecord

FIGURES = ("scored", "applicable", "score", "target", "gap", "floor", "minimum", "maximum")


def keep_figures(
    record: AssessmentRecord, framework: Framework, assessment: Assessment, ambition: Sequence[Theme]
) -> bool:
    """Put the summary of an assessment into its row; whether that changed anything."""
    from maturity_tui.assessments.teams.summary import summarise

    summary = summarise(framework, assessment, ambition)
    changed = False
    for name in FIGURES:
        figure = getattr(summary, name)
        if getattr(record, name) != figure:
            setattr(record, name, figure)
            changed = True
    return changed
