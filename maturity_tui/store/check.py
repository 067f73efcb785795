"""Is the database sound? SQLite's own checks, and what must hold between the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from sqlalchemy import select, text
from sqlmodel import Session

from maturity_tui.analysis.inputs.interventions import InputLibrary
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.teams.summary import summarise
from maturity_tui.frameworks.canonical import digest, from_json
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import Value
from maturity_tui.store.figures import FIGURES
from maturity_tui.store.flat import Flat, patched
from maturity_tui.store.organisation_journal import is_as_told
from maturity_tui.store.rows import load, pin_of
from maturity_tui.store.tables import (
    AssessmentRecord,
    ChangeRecord,
    FrameworkRecord,
    InputsRecord,
    OrganisationRecord,
    ScenarioRecord,
)


def problems(session: Session) -> Iterator[str]:
    """Every problem, as a sentence. Nothing is changed."""
    if session.get_bind().dialect.name == "sqlite":
        yield from _sqlite(session)
    organisations: dict[str, Organisation] = {}
    for kept in session.execute(select(OrganisationRecord)).scalars():
        try:
            organisations[kept.id] = Organisation.model_validate_json(kept.content)
            as_told = is_as_told(session, organisations[kept.id])
        except (ValidationError, ValueError):
            yield f"The organisation {kept.id} cannot be read."
            continue
        if not as_told:
            yield f"What is in force for {kept.id} is not what its journal says."
    frameworks: dict[str, Framework] = {}
    for item in session.execute(select(FrameworkRecord)).scalars():
        try:
            frameworks[item.sha256] = from_json(item.content)
            sound = digest(frameworks[item.sha256]) == item.sha256
        except ValidationError:
            sound = False
        if not sound:
            yield f"The framework {item.id}@{item.version} is not what its digest says."
    yield from _plans(session)
    for record in session.execute(select(AssessmentRecord)).scalars():
        yield from _assessment(
            session, record, frameworks.get(record.sha256), organisations.get(record.organisation)
        )


def _plans(session: Session) -> Iterator[str]:
    for library in session.execute(select(InputsRecord)).scalars():
        if not _reads(InputLibrary, library.content):
            yield f"The inputs of {library.organisation} cannot be read."
    for scenario in session.execute(select(ScenarioRecord)).scalars():
        if not _reads(Scenario, scenario.content):
            yield f"The scenario {scenario.id} of {scenario.organisation} cannot be read."


def _reads(model: type[Value], content: str) -> bool:
    try:
        model.model_validate_json(content)
    except ValidationError:
        return False
    return True


def _sqlite(session: Session) -> Iterator[str]:
    for (line,) in session.execute(text("PRAGMA integrity_check(20)")):
        if line != "ok":
            yield f"SQLite's check of the file: {line}."
    for table, row, parent, _ in session.execute(text("PRAGMA foreign_key_check")):
        yield f"Row {row} of {table} points to a row of {parent} that is not there."


def _assessment(
    session: Session, record: AssessmentRecord, framework: Framework | None, organisation: Organisation | None
) -> Iterator[str]:
    try:
        held = load(session, record)
        journal = told(session, record.id)
    except (ValueError, KeyError, TypeError):
        yield f"The assessment {record.id} cannot be read."
        return
    # Journals that began before versions could change say nothing of the framework: it was that of the row.
    if {"framework": pin_of(record)} | journal != held.flat:
        yield f"What is in force for {record.id} is not what its journal says."
    if framework is None or organisation is None:
        return
    if framework.reference != held.value.framework.reference:
        yield f"{record.id} says {held.value.framework.reference}, and pins the content of {framework.reference}."
        return
    summary = summarise(framework, held.value, organisation.ambition)
    if [getattr(summary, name) for name in FIGURES] != _kept(record):
        yield f"The figures kept for {record.id} are not those of its scores."


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
