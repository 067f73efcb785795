"""The journal of an organisation: each change of its profile, its teams, its themes. Append-only.

An entry holds the parts that differ, whole: an organisation has four of them (title, profile, teams, ambition).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from maturity_tui.assessments.organisation import Organisation
from maturity_tui.store.journal import now
from maturity_tui.store.rows import moment, stamp, to_json
from maturity_tui.store.tables import OrganisationChangeRecord
from maturity_tui.store.turns import standing
from maturity_tui.store.values import Change

PARTS = ("title", "profile", "teams", "ambition")
# It was there before there was anything to go back to.
NOT_UNDOABLE = frozenset({"created"})

Parts = Mapping[str, Any]


def record(
    session: Session, before: Organisation | None, after: Organisation, kind: str = "", of: int | None = None
) -> OrganisationChangeRecord:
    """Write what differs. Without a kind it is the name of the part, or `organisation` where several differ."""
    old, new = _parts(before), _parts(after)
    differing = [part for part in PARTS if old.get(part) != new.get(part)]
    change = OrganisationChangeRecord(
        organisation=after.id,
        at=stamp(now()),
        kind=kind or _kind(before, differing),
        before=to_json({part: old.get(part) for part in differing}),
        after=to_json({part: new.get(part) for part in differing}),
        of=of,
    )
    session.add(change)
    session.flush()
    return change


def _kind(before: Organisation | None, differing: list[str]) -> str:
    if before is None:
        return "created"
    return differing[0] if len(differing) == 1 else "organisation"


def _parts(organisation: Organisation | None) -> dict[str, Any]:
    """The parts as JSON holds them; what has its default is not there."""
    if organisation is None:
        return {}
    found = organisation.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {part: found[part] for part in PARTS if part in found}


def patched(organisation: Organisation, parts: Parts) -> Organisation:
    """The organisation with these parts; one that is None has its default again."""
    data = organisation.model_dump(mode="json", by_alias=True, exclude_defaults=True) | dict(parts)
    return Organisation.model_validate_json(
        to_json({key: value for key, value in data.items() if value is not None})
    )


def turn(
    session: Session, organisation: Organisation, of: OrganisationChangeRecord, kind: str
) -> Organisation:
    """The organisation as it is after an undo or a redo of a change; nothing is written yet."""
    return patched(organisation, json.loads(of.before if kind == "undo" else of.after))


def next_turn(session: Session, organisation: str, kind: str) -> OrganisationChangeRecord | None:
    """The change that an undo (or a redo) would turn; None where there is none."""
    table = OrganisationChangeRecord.__table__  # type: ignore[attr-defined]
    query = (
        select(table.c.id, table.c.kind, table.c.of)
        .where(table.c.organisation == organisation)
        .order_by(table.c.id)
    )
    entries = ((row.id, row.kind, row.of) for row in session.execute(query))
    found = standing(entries, lambda one: one not in NOT_UNDOABLE)
    number = found.next_undo if kind == "undo" else found.next_redo
    return session.get(OrganisationChangeRecord, number) if number is not None else None


def history(session: Session, organisation: str) -> tuple[Change, ...]:
    """All entries, oldest first."""
    return tuple(_change(entry) for entry in _entries(session, organisation))


def _entries(session: Session, organisation: str) -> Iterable[OrganisationChangeRecord]:
    table = OrganisationChangeRecord.__table__  # type: ignore[attr-defined]
    query = select(OrganisationChangeRecord).where(table.c.organisation == organisation).order_by(table.c.id)
    return session.execute(query).scalars().all()


def _change(entry: OrganisationChangeRecord) -> Change:
    assert entry.id is not None
    before, after = json.loads(entry.before), json.loads(entry.after)
    return Change(id=entry.id, at=moment(entry.at), kind=entry.kind, before=before, after=after, of=entry.of)


def is_as_told(session: Session, organisation: Organisation) -> bool:
    """Whether the last that the journal says of each part is what is in force."""
    told: dict[str, Any] = {}
    for entry in _entries(session, organisation.id):
        told |= json.loads(entry.after)
    held = _parts(organisation)
    return all(held.get(part) == value for part, value in told.items())
