"""Is the database sound? SQLite's own checks, and what must hold between the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select, text
from sqlmodel import Session

from maturity_tui.assessments.summary import summarise
from maturity_tui.frameworks.canonical import digest, from_json
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import holdings
from maturity_tui.store.figures import FIGURES
from maturity_tui.store.flat import Flat, patched
from maturity_tui.store.rows import Held, load
from maturity_tui.store.tables import AssessmentRecord, ChangeRecord, FrameworkRecord


def problems(session: Session) -> Iterator[str]:
    """Every problem, as a sentence. Nothing is changed."""
    if session.get_bind().dialect.name == "sqlite":
        yield from _sqlite(session)
    frameworks: dict[str, Framework] = {}
    for kept in session.execute(select(FrameworkRecord)).scalars():
        try:
            frameworks[kept.sha256] = from_json(kept.content)
        except ValidationError:
            yield f"The framework {kept.id}@{kept.version} cannot be read."
            continue
        if digest(frameworks[kept.sha256]) != kept.sha256:
            yield f"The framework {kept.id}@{kept.version} is not what its digest says."
    for record in session.execute(select(AssessmentRecord)).scalars():
        yield from _assessment(session, record, frameworks.get(record.sha256))


def _sqlite(session: Session) -> Iterator[str]:
    for (line,) in session.execute(text("PRAGMA integrity_check(20)")):
        if line != "ok":
            yield f"SQLite's check of the file: {line}."
    for table, row, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield f"Row {row} of {table} points to a row of {parent} that is not there."


def _assessment(session: Session, record: AssessmentRecord, framework: Framework | None) -> Iterator[str]:
    try:
        held = load(session, record)
    except (ValidationError, ValueError, KeyError):
        yield f"The assessment {record.id} cannot be read."
        return
    if told(session, record.id) != held.flat:
        yield f"What is in force for {record.id} is not what its journal says."
    if framework is not None and _figures(session, record, held, framework) != _kept(record):
        yield f"The figures kept for {record.id} are not those of its scores."


def _figures(session: Session, record: AssessmentRecord, held: Held, framework: Framework) -> list[Any]:
    organisation = holdings.organisation(session, record.organisation)
    summary = summarise(framework, held.value, organisation.ambition if organisation else ())
    return [getattr(summary, name) for name in FIGURES]


def _kept(record: AssessmentRecord) -> list[Any]:
    return [getattr(record, name) for name in FIGURES]


def told(session: Session, assessment: str) -> Flat:
    """What the journal alone says is in force: all entries, one after the other."""
    table = ChangeRecord.__table__  # type: ignore[attr-defined]
    query = select(table.c.after).where(table.c.assessment == assessment).order_by(table.c.id)
    flat: Flat = {}
    for (after,) in session.execute(query):
        flat = patched(flat, json.loads(after))
    return flat
