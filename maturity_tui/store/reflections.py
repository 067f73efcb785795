"""Bringing a survey in: new raters with their ratings and comments, one entry of the journal; no file comes in twice.

What is remembered of a survey is the file's digest and, of each respondent who can be told from others, a hash keyed
with a secret of this database. An import that was undone is not remembered: its raters are gone.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from maturity_tui.assessments.check import faults
from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.survey.reflect import reflected
from maturity_tui.assessments.survey.values import Survey
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.errors import StoreError
from maturity_tui.store.flat import flat_assessment
from maturity_tui.store.journal import Entry
from maturity_tui.store.remembered import remember, remembered
from maturity_tui.store.rows import Held
from maturity_tui.store.scores import enter_difference, unlocked
from maturity_tui.store.tables import AssessmentRecord, RatingRecord

KIND = "survey"
_KEY = "survey/key"
TWICE = "This file was brought in before, and nothing in it is new: {file}."


@dataclass(frozen=True)
class Earlier:
    """What was brought in before: files by their digests, respondents by their marks, and the key of those."""

    key: str
    files: frozenset[str]
    marks: frozenset[str]


def earlier(session: Session, assessment: Assessment) -> Earlier:
    """The surveys whose raters are there."""
    found = _in_force(session, assessment)
    key = remembered(session, _KEY)
    return Earlier(
        key if isinstance(key, str) else "",
        frozenset(str(one["file"]) for one in found),
        frozenset(str(mark) for one in found for mark in one["marks"]),
    )


def make_key(session: Session) -> None:
    """Make the secret of this database, once."""
    if not isinstance(remembered(session, _KEY), str):
        remember(session, _KEY, secrets.token_hex(32))


def reflect(
    session: Session, record: AssessmentRecord, held: Held, framework: Framework, survey: Survey, again: bool
) -> Entry | None:
    """Add a survey's respondents. Raises StoreError where the file, or one of them, came in before."""
    before = unlocked(held).value
    known = earlier(session, before)
    marks = sorted({one.mark for one in survey.respondents if one.mark})
    if not again and (survey.digest in known.files or known.marks & set(marks)):
        raise StoreError(TWICE.format(file=survey.file))
    after = reflected(before, survey.respondents, _ever(session, record.id))
    for fault in faults(after, framework):
        raise StoreError(f"{fault.message}. {fault.hint}".strip())
    entry = enter_difference(
        session, record, held, flat_assessment(before), flat_assessment(after), KIND, after
    )
    raters = [rater for rater in after.raters if rater not in before.raters]
    kept = [*_in_force(session, before), {"file": survey.digest, "raters": raters, "marks": marks}]
    remember(session, _place(before), kept)
    return entry


def _place(assessment: Assessment) -> str:
    return f"survey/brought-in/{assessment.id}"


def _in_force(session: Session, assessment: Assessment) -> list[dict[str, Any]]:
    """What is remembered of imports that were not undone; what cannot be read is forgotten."""
    kept = remembered(session, _place(assessment))
    fields = {"file", "raters", "marks"}
    whole = (
        [one for one in kept if isinstance(one, dict) and one.keys() == fields]
        if isinstance(kept, list)
        else []
    )
    return [one for one in whole if set(one["raters"]) & set(assessment.raters)]


def _ever(session: Session, assessment: str) -> frozenset[str]:
    """All who ever rated: an id that was undone is not given to somebody else."""
    table = RatingRecord.__table__  # type: ignore[attr-defined]
    query = select(table.c.rater).where(table.c.assessment == assessment).distinct()
    return frozenset(session.execute(query).scalars())
