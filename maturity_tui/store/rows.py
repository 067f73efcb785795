"""Between the tables and the flat form of an assessment. Knows sessions; decides nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select
from sqlmodel import Session

from maturity_tui.assessments.models import DOES_NOT_KNOW, Assessment
from maturity_tui.frameworks.values import exact
from maturity_tui.store.flat import Flat, portable, references
from maturity_tui.store.tables import AssessmentRecord, RatingRecord, ScoreRecord, TextRecord


@dataclass(frozen=True)
class Held:
    """An assessment as it is on disk: the value, its flat form with numbered texts, and the row's version."""

    value: Assessment
    flat: Flat
    texts: dict[int, str]
    version: int


def stamp(at: dt.datetime) -> str:
    """A moment as the tables hold it: UTC, to the microsecond, so that text order is time order."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def moment(text: str) -> dt.datetime:
    """The inverse of `stamp`."""
    return dt.datetime.fromisoformat(text)


def to_json(value: Any) -> str:
    """JSON without spaces, letters as they are."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def load(session: Session, record: AssessmentRecord) -> Held:
    """Read an assessment whole."""
    flat: Flat = {
        "framework": pin_of(record),
        "round": _round(record),
        "scope": json.loads(record.scope),
        "status": record.status,
        **{f"raters/{rater}": perspective for rater, perspective in json.loads(record.raters).items()},
        **_scores(session, record.id),
        **_ratings(session, record.id),
    }
    if ideas := json.loads(record.ideas):
        flat["ideas"] = ideas
    if upgraded := json.loads(record.upgraded):
        flat["upgraded"] = upgraded
    texts = load_texts(session, record.id, references(list(flat.values())))
    return Held(value_of(record, flat, texts), flat, texts, record.version)


def value_of(record: AssessmentRecord, flat: Flat, texts: dict[int, str]) -> Assessment:
    """The assessment that a flat form stands for."""
    return Assessment.model_validate({"id": record.id, "team": record.team, **portable(flat, texts)})


def pin_of(record: AssessmentRecord) -> dict[str, str]:
    """The framework that a row is made with, as the flat form has it."""
    return {"id": record.framework_id, "version": record.framework_version, "sha256": record.sha256}


def load_texts(session: Session, assessment: str, numbers: Iterable[int]) -> dict[int, str]:
    """The texts of an assessment with these numbers."""
    wanted = set(numbers)
    if not wanted:
        return {}
    query = select(TextRecord.id, TextRecord.content).where(TextRecord.assessment == assessment)  # type: ignore[call-overload]
    return {number: content for number, content in session.execute(query) if number in wanted}


def _round(record: AssessmentRecord) -> dict[str, Any]:
    dates = {"from": record.round_begins, "to": record.round_ends}
    return {"id": record.round_id, "title": record.round_title} | {
        key: day for key, day in dates.items() if day
    }


def whole(number: float | None) -> int | float | None:
    """A number as the core writes it: 2, not 2.0."""
    return int(number) if number is not None and exact(number).denominator == 1 else number


def _scores(session: Session, assessment: str) -> Flat:
    flat: Flat = {}
    table = ScoreRecord.__table__  # type: ignore[attr-defined]
    for row in session.execute(select(table).where(table.c.assessment == assessment)).mappings():
        prefix = f"scores/{row['capability']}/"
        fields = {
            "agreed": whole(row["agreed"]),
            "not_applicable": _numbered(row["not_applicable"]),
            "confidence": row["confidence"],
            "target": whole(row["target"]),
            "note": _numbered(row["note"]),
            "evidence": json.loads(row["evidence"]) or None,
        }
        fields |= {
            f"comments/{rater}": _numbered(text) for rater, text in json.loads(row["comments"]).items()
        }
        flat |= {prefix + name: value for name, value in fields.items() if value is not None}
    return flat


def _numbered(number: int | None) -> dict[str, int] | None:
    return None if number is None else {"text": number}


def _ratings(session: Session, assessment: str) -> Flat:
    """The ratings in force: each rater's last for each capability, unless it withdraws."""
    table = RatingRecord.__table__  # type: ignore[attr-defined]
    last = (
        select(func.max(table.c.id))
        .where(table.c.assessment == assessment)
        .group_by(table.c.capability, table.c.rater)
    )
    query = select(table).where(table.c.id.in_(last), table.c.withdrawn == 0).order_by(table.c.id)
    return {
        f"scores/{row['capability']}/ratings/{row['rater']}": rating_json(row["level"], row["confidence"])
        for row in session.execute(query).mappings()
    }


def rating_json(level: float | None, confidence: str | None) -> Any:
    """A rating as the portable form writes it."""
    written = DOES_NOT_KNOW if level is None else whole(level)
    return {"level": written, "confidence": confidence} if confidence else written


def write(
    session: Session,
    record: AssessmentRecord,
    flat: Flat,
    patch: Flat,
    change: int,
    at: str,
    ratings: bool = True,
) -> None:
    """Bring the tables from a state to the one after a patch. `flat` is the state after it.

    Without `ratings`, those that the patch holds were put into the table already.
    """
    touched: dict[str, set[str]] = {}
    for path in patch:
        if path.startswith("scores/"):
            _, capability, field = path.split("/", 2)
            touched.setdefault(capability, set()).add(field.split("/")[0])
    if ratings:
        _write_ratings(session, record.id, patch, change, at)
    _write_scores(
        session, record.id, [item for item, fields in touched.items() if fields != {"ratings"}], flat, at
    )
    _write_assessment(record, flat, at)


def _write_ratings(session: Session, assessment: str, patch: Flat, change: int, at: str) -> None:
    """Follow the ratings that the patch holds by new ones; one that it takes away, by a withdrawal."""
    lines = []
    for path, value in patch.items():
        above, _, rater = path.rpartition("/ratings/")
        if not above.startswith("scores/"):
            continue
        parts = value if isinstance(value, dict) else {"level": value}
        lines.append(
            {
                "assessment": assessment,
                "capability": above.removeprefix("scores/"),
                "rater": rater,
                "level": None if parts["level"] == DOES_NOT_KNOW else parts["level"],
                "confidence": parts.get("confidence"),
                "withdrawn": int(value is None),
                "change": change,
                "at": at,
            }
        )
    if lines:
        session.execute(insert(RatingRecord.__table__), lines)  # type: ignore[attr-defined]


def _write_scores(session: Session, assessment: str, capabilities: list[str], flat: Flat, at: str) -> None:
    table = ScoreRecord.__table__  # type: ignore[attr-defined]
    query = select(ScoreRecord).where(table.c.assessment == assessment, table.c.capability.in_(capabilities))
    kept = {record.capability: record for record in session.execute(query).scalars()} if capabilities else {}
    held: dict[str, dict[str, Any]] = {capability: {} for capability in capabilities}
    for path, value in flat.items():
        if path.startswith("scores/"):
            _, capability, field = path.split("/", 2)
            if capability in held and not field.startswith("ratings/"):
                held[capability][field] = value
    for capability, fields in held.items():
        record = kept.get(capability)
        if fields:
            record = record or ScoreRecord(
                assessment=assessment, capability=capability, version=0, changed_at=at
            )
            _fill_score(record, fields, at)
            session.add(record)
        elif record is not None:
            session.delete(record)


def _fill_score(record: ScoreRecord, fields: dict[str, Any], at: str) -> None:
    for name in ("agreed", "confidence", "target"):
        setattr(record, name, fields.get(name))
    for name in ("not_applicable", "note"):
        setattr(record, name, fields[name]["text"] if name in fields else None)
    record.evidence = to_json(fields.get("evidence", []))
    record.comments = to_json(_below(fields, "comments/", lambda value: value["text"]))
    record.version, record.changed_at = record.version + 1, at


def _write_assessment(record: AssessmentRecord, flat: Flat, at: str) -> None:
    occasion, pin = flat["round"], flat["framework"]
    record.framework_version, record.sha256 = pin["version"], pin["sha256"]
    record.round_title = occasion["title"]
    record.round_begins, record.round_ends = occasion.get("from"), occasion.get("to")
    record.scope, record.status = to_json(flat["scope"]), flat["status"]
    record.raters = to_json(_below(flat, "raters/", lambda value: value))
    record.ideas = to_json(flat.get("ideas", []))
    record.upgraded = to_json(flat.get("upgraded", []))
    record.version, record.changed_at = record.version + 1, at


def _below(flat: Flat, prefix: str, part: Callable[[Any], Any]) -> dict[str, Any]:
    return {path.removeprefix(prefix): part(value) for path, value in flat.items() if path.startswith(prefix)}
