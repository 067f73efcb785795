"""Reading and keeping what is not a score: organisations, frameworks, lists of assessments, settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.canonical import from_json
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import organisation_journal
from maturity_tui.store.catalogue import Entry, version_order
from maturity_tui.store.errors import StoreError
from maturity_tui.store.journal import now
from maturity_tui.store.rows import moment, stamp
from maturity_tui.store.tables import (
    AssessmentRecord,
    FrameworkRecord,
    OrganisationChangeRecord,
    OrganisationRecord,
    SettingRecord,
)
from maturity_tui.store.values import AssessmentRow

CURRENT = "organisation"


@lru_cache(maxsize=8)
def _organisation_from(content: str) -> Organisation:
    return Organisation.model_validate_json(content)


def current(session: Session) -> str | None:
    """The id of the current organisation."""
    setting = session.get(SettingRecord, CURRENT)
    return setting.value if setting else None


def use_organisation(session: Session, id: str) -> None:
    """Make an organisation the current one."""
    setting = session.get(SettingRecord, CURRENT)
    if setting is None:
        session.add(SettingRecord(key=CURRENT, value=id))
    elif setting.value != id:
        setting.value = id


def organisation(session: Session, id: str | None = None) -> Organisation | None:
    """An organisation; without an id the current one."""
    wanted = id or current(session)
    record = session.get(OrganisationRecord, wanted) if wanted else None
    return _organisation_from(record.content) if record else None


def organisations(session: Session) -> tuple[Organisation, ...]:
    """All of them, by title."""
    records = session.execute(select(OrganisationRecord)).scalars()
    return tuple(
        _organisation_from(record.content) for record in sorted(records, key=lambda record: record.title)
    )


def save_organisation(session: Session, organisation: Organisation, kind: str = "") -> bool:
    """Keep an organisation and make it the current one; whether it differs from what was kept."""
    record = session.get(OrganisationRecord, organisation.id)
    changed = record is None or record.content != _content(organisation)
    if changed:
        put_organisation(session, organisation, "" if record is None else kind)
    use_organisation(session, organisation.id)
    return changed


def put_organisation(
    session: Session, organisation: Organisation, kind: str = "", of: int | None = None
) -> OrganisationChangeRecord:
    """Keep an organisation, and write the change into its journal."""
    record = session.get(OrganisationRecord, organisation.id)
    before = _organisation_from(record.content) if record is not None else None
    if record is None:
        record = OrganisationRecord(id=organisation.id, title="", content="", version=0, changed_at="")
        session.add(record)
    record.title, record.content = organisation.title, _content(organisation)
    record.version, record.changed_at = record.version + 1, stamp(now())
    session.flush()
    return organisation_journal.record(session, before, organisation, kind, of)


def _content(organisation: Organisation) -> str:
    return organisation.model_dump_json(by_alias=True, exclude_defaults=True)


def record(session: Session, id: str) -> AssessmentRecord:
    """The row of an assessment. Raises StoreError, with the nearest id, where there is none."""
    found = session.get(AssessmentRecord, id)
    if found is None:
        known = session.execute(select(AssessmentRecord.id)).scalars().all()  # type: ignore[call-overload]
        raise StoreError(f"There is no assessment {id!r}. {nearest(id, known)}".strip())
    return found


def records(session: Session, organisation: str) -> Sequence[AssessmentRecord]:
    """The rows of an organisation's assessments, by id."""
    query = select(AssessmentRecord).where(AssessmentRecord.organisation == organisation)  # type: ignore[arg-type]
    return session.execute(query.order_by(AssessmentRecord.id)).scalars().all()


def pinned_framework(session: Session, sha256: str) -> Framework:
    """A framework by the digest of its content. Raises StoreError where it is not kept."""
    kept = session.get(FrameworkRecord, sha256)
    if kept is None:
        raise StoreError(f"The framework with the digest {sha256[:12]}… is not in the database. Run a check.")
    return from_json(kept.content)


def assessments(session: Session, organisation_id: str | None) -> tuple[AssessmentRow, ...]:
    """Lines for lists: latest round first, then teams in tree order, then frameworks."""
    whole = organisation(session, organisation_id)
    if whole is None:
        return ()
    order = {team: place for place, team in enumerate(tree_order(whole))}
    table, kept = AssessmentRecord.__table__, FrameworkRecord.__table__  # type: ignore[attr-defined]
    query = (
        select(table, kept.c.kind)
        .join(kept, kept.c.sha256 == table.c.sha256)
        .where(table.c.organisation == whole.id)
        .order_by(table.c.framework_id)
    )
    rows = [_line(row, whole) for row in session.execute(query).mappings()]
    rows.sort(key=lambda pair: order.get(pair[1].team, len(order)))
    rows.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(row for _, row in rows)


def tree_order(organisation: Organisation) -> Iterator[str]:
    """The ids of all teams, each before those below it."""
    for top in organisation.children(None):
        for team in organisation.below(top.id):
            yield team.id


def _line(row: Any, organisation: Organisation) -> tuple[tuple[str, str], AssessmentRow]:
    team_title = organisation.team_title(row["team"])
    figures = {name: row[name] for name in ("score", "target", "gap", "floor", "minimum", "maximum")}
    return (row["round_begins"] or "", row["round_id"]), AssessmentRow(
        id=row["id"], title=f"{team_title}, {row['round_title']}", team=row["team"], round=row["round_id"],
        framework=f"{row['framework_id']}@{row['framework_version']}", status=row["status"],
        scored=row["scored"], applicable=row["applicable"], changed_at=moment(row["changed_at"]),
        team_title=team_title, round_title=row["round_title"], kind=row["kind"], **figures,
    )  # fmt: skip


def framework_entries(session: Session) -> tuple[Entry, ...]:
    """The frameworks that are kept, one for each reference, by id and version."""
    table = FrameworkRecord.__table__  # type: ignore[attr-defined]
    query = select(table.c.id, table.c.version, table.c.title, table.c.kind).order_by(table.c.added_at)
    found = {(row.id, row.version): _entry(row) for row in session.execute(query)}
    return tuple(sorted(found.values(), key=lambda entry: (entry.id, version_order(entry.version))))


def _entry(row: Any) -> Entry:
    return Entry(row.id, row.version, row.title, row.kind, None, "own")


def latest_content(session: Session, entry: Entry) -> str:
    """The digest of the content of a reference that was added last."""
    table = FrameworkRecord.__table__  # type: ignore[attr-defined]
    query = select(table.c.sha256).where(table.c.id == entry.id, table.c.version == entry.version)
    return str(session.execute(query.order_by(table.c.added_at.desc(), table.c.sha256)).scalars().first())
