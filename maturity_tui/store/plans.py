"""Keeping an organisation's own inputs and its scenarios: whole values, each with a version."""

from __future__ import annotations

import json

from pydantic import ValidationError
from sqlalchemy import select
from sqlmodel import Session

from maturity_tui.analysis.inputs.interventions import InputLibrary
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.values import Value
from maturity_tui.store import holdings, remembered
from maturity_tui.store.errors import StoreError
from maturity_tui.store.journal import now
from maturity_tui.store.rows import stamp
from maturity_tui.store.tables import InputsRecord, ScenarioRecord

# No id of a scenario can begin so: a draft is in nobody's list, in no folder, and in no file's way.
DRAFT = "draft/"
# What the own inputs were before the last change, by organisation: they have no journal.
BEFORE = "inputs/"


def organisation_id(session: Session, organisation: str | None) -> str:
    """The id of an organisation that exists; by default the current one. Raises StoreError."""
    found = holdings.organisation(session, organisation)
    if found is None:
        what = f"organisation {organisation!r}" if organisation else "organisation yet"
        raise StoreError(f"There is no {what}. Save or import it first.")
    return found.id


def as_json(value: Value) -> str:
    """A value as JSON, defaults left out."""
    return value.model_dump_json(by_alias=True, exclude_defaults=True)


def inputs(session: Session, organisation: str | None) -> InputLibrary:
    """The organisation's own inputs; an empty library where it has none."""
    wanted = organisation or holdings.current(session)
    record = session.get(InputsRecord, wanted) if wanted else None
    return InputLibrary.model_validate_json(record.content) if record else InputLibrary()


def save_inputs(session: Session, organisation: str | None, library: InputLibrary) -> bool:
    """Replace the organisation's own inputs, and remember what they were; whether that changed anything."""
    owner, content = organisation_id(session, organisation), as_json(library)
    record = session.get(InputsRecord, owner)
    if record is None:
        record = InputsRecord(organisation=owner, content="", version=0, changed_at="")
        session.add(record)
    if record.content == content:
        return False
    before = record.content or as_json(InputLibrary())
    remembered.remember(session, BEFORE + owner, json.loads(before))
    record.content, record.version, record.changed_at = content, record.version + 1, stamp(now())
    return True


def restore_inputs(session: Session, organisation: str | None) -> InputLibrary | None:
    """Put the own inputs back as they were before the last change; doing it again puts that change back.

    None where nothing was changed, or what was before cannot be read any more.
    """
    owner = organisation_id(session, organisation)
    try:
        held = remembered.remembered(session, BEFORE + owner)
        before = InputLibrary.model_validate(held) if held is not None else None
    except ValidationError:
        before = None
    if before is not None:
        save_inputs(session, owner, before)
    return before


def scenarios(session: Session, organisation: str | None) -> tuple[Scenario, ...]:
    """The organisation's scenarios, by title."""
    wanted = organisation or holdings.current(session)
    table = ScenarioRecord.__table__  # type: ignore[attr-defined]
    named = (table.c.organisation == wanted) & ~table.c.id.startswith(DRAFT, autoescape=True)
    query = select(table.c.content).where(named).order_by(table.c.title, table.c.id)
    return tuple(Scenario.model_validate_json(content) for (content,) in session.execute(query))


def scenario(session: Session, id: str, organisation: str | None) -> Scenario:
    """One scenario. Raises StoreError, with the nearest id, where there is none."""
    wanted = organisation or holdings.current(session)
    record = session.get(ScenarioRecord, (wanted, id)) if wanted else None
    if record is None:
        known = [item.id for item in scenarios(session, wanted)]
        raise StoreError(f"There is no scenario {id!r}. {nearest(id, known)}".strip())
    return Scenario.model_validate_json(record.content)


def save_scenario(session: Session, organisation: str | None, scenario: Scenario) -> bool:
    """Keep a scenario under its id; whether that changed anything."""
    return _keep(session, organisation, scenario.id, scenario)


def draft(session: Session, organisation: str, of: str) -> Scenario | None:
    """What was being worked on and was not saved under a name; `of` says on which scores. None: nothing."""
    record = session.get(ScenarioRecord, (organisation, DRAFT + of))
    try:
        return Scenario.model_validate_json(record.content) if record else None
    except ValidationError:  # `db check` names it; whoever works on goes on afresh
        return None


def keep_draft(session: Session, organisation: str, of: str, scenario: Scenario | None) -> None:
    """Keep what is being worked on, in the place of what was kept before; None clears it away."""
    if scenario is not None:
        _keep(session, organisation, DRAFT + of, scenario)
    elif (record := session.get(ScenarioRecord, (organisation, DRAFT + of))) is not None:
        session.delete(record)


def _keep(session: Session, organisation: str | None, id: str, scenario: Scenario) -> bool:
    owner, content = organisation_id(session, organisation), as_json(scenario)
    record = session.get(ScenarioRecord, (owner, id))
    if record is None:
        record = ScenarioRecord(organisation=owner, id=id, title="", content="", version=0, changed_at="")
        session.add(record)
    if record.content == content:
        return False
    record.title, record.content = scenario.title, content
    record.version, record.changed_at = record.version + 1, stamp(now())
    return True


def delete_scenario(session: Session, organisation: str | None, id: str) -> None:
    """Take a scenario away. Raises StoreError where there is none."""
    found = scenario(session, id, organisation)
    owner = organisation_id(session, organisation)
    session.delete(session.get(ScenarioRecord, (owner, found.id)))
