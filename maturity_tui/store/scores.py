"""Changing assessments: create, score, raters, ideas, status, upgrade, undo, redo. Each is one journal entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session

from maturity_tui.assessments.check import faults
from maturity_tui.assessments.models import Assessment, Idea, Perspective, Score, Status
from maturity_tui.assessments.upgrade.plan import Settlement, UpgradeError, plan
from maturity_tui.frameworks.canonical import canonical_json, digest
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.errors import StoreError
from maturity_tui.store.flat import Flat, differing, flat_assessment, flat_ideas, flat_raters, flat_score
from maturity_tui.store.journal import Entry, enter, next_redo, next_undo, now, turn
from maturity_tui.store.past import PastRating
from maturity_tui.store.rows import Held, stamp
from maturity_tui.store.tables import AssessmentRecord, FrameworkRecord, OrganisationRecord


def pinned(assessment: Assessment, framework: Framework, sha256: str) -> Assessment:
    """The assessment with its framework's digest. Raises StoreError where it names another framework."""
    pin = assessment.framework
    if pin.reference != framework.reference or pin.sha256 not in (None, sha256):
        raise StoreError(
            f"{assessment.id} was made with {pin.reference}; this is other content of {framework.reference}."
        )
    return assessment if pin.sha256 else assessment.changed(framework=pin.changed(sha256=sha256))


def keep_framework(session: Session, framework: Framework, sha256: str | None = None) -> bool:
    """Keep a framework's content under its digest; whether it was new."""
    sha256 = sha256 or digest(framework)
    if session.get(FrameworkRecord, sha256) is not None:
        return False
    record = FrameworkRecord(
        sha256=sha256,
        id=framework.id,
        version=framework.version,
        title=framework.title,
        kind=str(framework.kind),
        content=canonical_json(framework),
        added_at=stamp(now()),
    )
    session.add(record)
    session.flush()
    return True


def create(
    session: Session, assessment: Assessment, past: tuple[PastRating, ...] | None = None
) -> tuple[AssessmentRecord, Entry]:
    """Begin an assessment, with all that it already holds. Its framework must be kept already.

    `past` holds the ratings as they were given, which end at those that it holds.
    """
    if session.get(OrganisationRecord, assessment.organisation) is None:
        raise StoreError(
            f"There is no organisation {assessment.organisation!r} yet. Save or import it first."
        )
    if session.get(AssessmentRecord, assessment.id) is not None:
        raise StoreError(f"There is an assessment {assessment.id} already. Open it, or choose another round.")
    at = stamp(now())
    record = AssessmentRecord(
        id=assessment.id,
        organisation=assessment.organisation,
        team=assessment.team,
        round_id=assessment.round.id,
        round_title=assessment.round.title,
        framework_id=assessment.framework.id,
        framework_version=assessment.framework.version,
        sha256=assessment.framework.sha256 or "",
        scope='"all"',
        status=str(assessment.status),
        raters="{}",
        ideas="[]",
        version=0,
        created_at=at,
        changed_at=at,
        scored=0,
        applicable=0,
    )
    session.add(record)
    session.flush()
    return record, enter(
        session, record, None, flat_assessment(assessment), "created", value=assessment, past=past
    )


def unlocked(held: Held) -> Held:
    """What is held, if it may change. Raises StoreError where it is signed off."""
    if held.value.is_locked:
        raise StoreError(f"{held.value.id} is signed off, and nothing in it changes. Reopen it first.")
    return held


def save_score(
    session: Session,
    record: AssessmentRecord,
    held: Held,
    framework: Framework,
    capability: str,
    score: Score,
    based_on: Score | None,
) -> Entry | None:
    """Replace what is held about one capability; None where nothing differs."""
    old = unlocked(held).value.score(capability)
    if based_on is not None and based_on != old:
        raise StoreError(f"Someone else changed {capability} meanwhile. Look at it again, then save.")
    if score == old:
        return None
    check_score(held.value, framework, capability, score)
    paths = flat_score(capability, old), flat_score(capability, score)
    return enter_difference(session, record, held, *paths, "score", held.value.with_score(capability, score))


def enter_difference(
    session: Session,
    record: AssessmentRecord,
    held: Held,
    old: Flat,
    new: Flat,
    kind: str,
    value: Assessment | None = None,
    note: str = "",
) -> Entry | None:
    """Write the paths in which two flat forms (with plain texts) differ; None where they do not."""
    wanted = {path: new.get(path) for path in differing(old, new)}
    return enter(session, record, held, wanted, kind, value=value, note=note) if wanted else None


def check_score(assessment: Assessment, framework: Framework, capability: str, score: Score) -> None:
    """Refuse what the framework does not know. Raises StoreError."""
    if capability not in framework.capabilities:
        hint = nearest(capability, framework.capabilities)
        raise StoreError(f"{framework.reference} has no {framework.noun} {capability!r}. {hint}".strip())
    try:
        alone = assessment.changed(scores={capability: score})
    except ValidationError as error:
        raise StoreError(first_sentence(error)) from None
    for fault in faults(alone, framework):
        raise StoreError(f"{fault.message}. {fault.hint}".strip())


def first_sentence(error: ValidationError) -> str:
    """The first of pydantic's errors as a sentence, without the input."""
    text = error.errors(include_input=False, include_url=False)[0]["msg"].removeprefix("Value error, ")
    return f"{text[:1].upper()}{text[1:]}."


def set_raters(
    session: Session, record: AssessmentRecord, held: Held, raters: Mapping[str, Perspective]
) -> Entry | None:
    """Replace the raters and their perspectives. One who has rated or commented cannot be left out."""
    try:
        unlocked(held).value.changed(raters=dict(raters))
    except ValidationError as error:
        raise StoreError(first_sentence(error)) from None
    return enter_difference(
        session, record, held, flat_raters(held.value.raters), flat_raters(raters), "raters"
    )


def save_ideas(session: Session, record: AssessmentRecord, held: Held, ideas: Sequence[Idea]) -> Entry | None:
    """Replace the ideas and blockers."""
    old = flat_ideas(unlocked(held).value.ideas)
    return enter_difference(session, record, held, old, flat_ideas(ideas), "ideas")


def set_scope(session: Session, record: AssessmentRecord, held: Held, scope: Any) -> Entry | None:
    """Replace the scope: core, all, or the capabilities that take part."""
    try:
        new = unlocked(held).value.changed(scope=scope)
    except ValidationError as error:
        raise StoreError(first_sentence(error)) from None
    old, wanted = (
        value if isinstance(value, str) else list(value) for value in (held.value.scope, new.scope)
    )
    return enter_difference(session, record, held, {"scope": old}, {"scope": wanted}, "scope")


def upgrade(
    session: Session,
    record: AssessmentRecord,
    held: Held,
    old: Framework,
    new: Framework,
    settlements: Iterable[Settlement],
    based_on: Assessment | None,
) -> Entry | None:
    """Move to another version of the framework, which is kept; None where it is the one in use.

    With `based_on`, only if that is what is on disk still: what was settled fits nothing else.
    """
    if based_on is not None and based_on != unlocked(held).value:
        raise StoreError("Someone else changed the assessment meanwhile. Look at the plan again, then save.")
    try:
        planned = plan(held.value, old, new, settlements)
    except UpgradeError as error:
        raise StoreError(str(error)) from None
    if planned.is_same:
        return None
    for fault in faults(planned.result, new):
        raise StoreError(f"{fault.message}. {fault.hint}".strip())
    keep_framework(session, new, planned.result.framework.sha256)
    before, after = flat_assessment(held.value), flat_assessment(planned.result)
    return enter_difference(session, record, held, before, after, "upgrade", planned.result)


def set_status(
    session: Session, record: AssessmentRecord, held: Held, status: Status, note: str
) -> Entry | None:
    """Move to a status. Leaving “signed off” is recorded as reopening; neither is undone by undo."""
    kind = "reopened" if held.value.is_locked else "status"
    old, new = {"status": str(held.value.status)}, {"status": str(status)}
    return enter_difference(session, record, held, old, new, kind, note=note)


def undo(session: Session, record: AssessmentRecord, held: Held) -> Entry | None:
    """Take back the last change; None where there is none."""
    change = next_undo(session, unlocked(held).value.id)
    return turn(session, record, held, change, "undo") if change else None


def redo(session: Session, record: AssessmentRecord, held: Held) -> Entry | None:
    """Bring back what undo last took; None where there is nothing, or something was done since."""
    change = next_redo(session, unlocked(held).value.id)
    return turn(session, record, held, change, "redo") if change else None
