"""The append-only journal: what changed, and when. Undo and redo are read from it, and survive a restart."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from maturity_tui.assessments.models import Assessment
from maturity_tui.store.flat import (
    Flat,
    patched,
    references,
    renumbered,
    texts_in,
    with_references,
    with_texts,
)
from maturity_tui.store.past import PastRating, keep_history
from maturity_tui.store.rows import Held, load_texts, moment, stamp, to_json, value_of, write
from maturity_tui.store.tables import AssessmentRecord, ChangeRecord, TextRecord
from maturity_tui.store.turns import Standing, standing
from maturity_tui.store.values import Change

UNDOABLE = frozenset({"score", "raters", "ideas", "scope", "import", "upgrade", "survey"})


@dataclass(frozen=True)
class Entry:
    """A change that was written: what is held now, its number and its time."""

    held: Held
    change: int
    at: dt.datetime


def now() -> dt.datetime:
    """The time in UTC."""
    return dt.datetime.now(dt.UTC)


class Texts:
    """Keeps the free texts of one assessment; one that stays in its place keeps its number."""

    def __init__(self, session: Session, assessment: str, known: Mapping[int, str]) -> None:
        self.session = session
        self.assessment = assessment
        self.known = dict(known)

    def referred(self, wanted: Mapping[str, Any], flat: Flat, moving: bool = False) -> Flat:
        """The values of paths with their texts numbered; a text that stood in its path keeps its number.

        Where texts are `moving` between paths, each keeps its number on the way: one that is erased in its new
        place is erased in its old one too, and undo does not bring it back.
        """
        new: list[TextRecord] = []
        leaving = self._leaving(wanted, flat) if moving else {}

        def keep(text: str, here: Mapping[str, int]) -> int:
            if text in here:
                return here[text]
            if numbers := leaving.get(text):
                return numbers.pop() if len(numbers) > 1 else numbers[0]
            new.append(TextRecord(assessment=self.assessment, content=str(text)))
            return -len(new)

        found = {}
        for path, value in wanted.items():
            found[path] = with_references(value, partial(keep, here=self._here(path, flat)))
        numbers = self._numbers(new)
        return {path: renumbered(value, numbers) for path, value in found.items()}

    def _here(self, path: str, flat: Flat) -> dict[str, int]:
        return {self.known[number]: number for number in references(flat.get(path))}

    def _leaving(self, wanted: Mapping[str, Any], flat: Flat) -> dict[str, list[int]]:
        """The numbers of the texts that do not stay in their paths, by text."""
        found: dict[str, list[int]] = {}
        for path, value in wanted.items():
            staying = set(texts_in(value))
            for number in references(flat.get(path)):
                if self.known[number] not in staying:
                    found.setdefault(self.known[number], []).append(number)
        return found

    def add(self, text: str) -> int:
        """Keep a text; its number."""
        return self._numbers([TextRecord(assessment=self.assessment, content=text)])[-1]

    def _numbers(self, records: list[TextRecord]) -> dict[int, int]:
        """Keep new texts, all at once: the number of each, by its place (-1, -2, …)."""
        self.session.add_all(records)
        self.session.flush()
        numbers = {
            -place: record.id for place, record in enumerate(records, start=1) if record.id is not None
        }
        self.known |= {numbers[-place]: record.content for place, record in enumerate(records, start=1)}
        return numbers


def enter(
    session: Session,
    record: AssessmentRecord,
    held: Held | None,
    wanted: Mapping[str, Any],
    kind: str,
    *,
    value: Assessment | None = None,
    note: str = "",
    past: tuple[PastRating, ...] | None = None,
) -> Entry:
    """Write a change: the journal's entry, and the tables. `wanted`: the paths that differ; None removes.

    `value` is the assessment as it is after the change, where the caller has it (it saves reading it anew);
    `past` holds the ratings as they were given, where they are not those of `wanted` alone.
    """
    flat = held.flat if held else {}
    texts = Texts(session, record.id, held.texts if held else {})
    after = texts.referred(wanted, flat, moving=kind == "upgrade")
    change = _entry(session, record.id, flat, after, kind)
    change.note = texts.add(note) if note else None
    return _kept(session, record, flat, texts, change, value, past)


def turn(session: Session, record: AssessmentRecord, held: Held, of: ChangeRecord, kind: str) -> Entry:
    """Write the undo or the redo of a change: its paths go back to what they were, or forward."""
    patch: Flat = json.loads(of.before if kind == "undo" else of.after)
    texts = Texts(session, record.id, held.texts | load_texts(session, record.id, references(patch)))
    change = _entry(session, record.id, held.flat, patch, kind)
    change.of = of.id
    return _kept(session, record, held.flat, texts, change, None, None)


def _entry(session: Session, assessment: str, flat: Flat, after: Flat, kind: str) -> ChangeRecord:
    before = {path: flat.get(path) for path in after}
    return ChangeRecord(
        assessment=assessment, at=stamp(now()), kind=kind, before=to_json(before), after=to_json(after)
    )


def _kept(
    session: Session,
    record: AssessmentRecord,
    flat: Flat,
    texts: Texts,
    change: ChangeRecord,
    value: Assessment | None,
    past: tuple[PastRating, ...] | None,
) -> Entry:
    session.add(change)
    session.flush()
    assert change.id is not None
    if past is not None:
        keep_history(session, record.id, past, change.id)
    after = json.loads(change.after)
    new = patched(flat, after)
    write(session, record, new, after, change.id, change.at, ratings=past is None)
    held = Held(value or value_of(record, new, texts.known), new, texts.known, record.version)
    return Entry(held, change.id, moment(change.at))


def next_undo(session: Session, assessment: str) -> ChangeRecord | None:
    """The change that an undo would take back: the last that is not undone."""
    number = _standing(session, assessment).next_undo
    return session.get(ChangeRecord, number) if number is not None else None


def next_redo(session: Session, assessment: str) -> ChangeRecord | None:
    """The change that a redo would bring back; none once something new was done after the undo."""
    number = _standing(session, assessment).next_redo
    return session.get(ChangeRecord, number) if number is not None else None


def _standing(session: Session, assessment: str) -> Standing:
    query = (
        select(ChangeRecord.id, ChangeRecord.kind, ChangeRecord.of)  # type: ignore[call-overload]
        .where(ChangeRecord.assessment == assessment)
        .order_by(ChangeRecord.id)
    )
    entries = ((number, kind, of) for number, kind, of in session.execute(query))
    return standing(entries, UNDOABLE.__contains__)


def history(session: Session, assessment: str) -> tuple[Change, ...]:
    """All entries, oldest first, with their texts."""
    query = select(ChangeRecord).where(ChangeRecord.assessment == assessment).order_by(ChangeRecord.id)  # type: ignore[arg-type]
    records = session.execute(query).scalars().all()
    table = TextRecord.__table__  # type: ignore[attr-defined]
    rows = session.execute(select(table.c.id, table.c.content).where(table.c.assessment == assessment))
    texts = {row.id: row.content for row in rows}
    return tuple(_change(record, texts) for record in records)


def _change(record: ChangeRecord, texts: Mapping[int, str]) -> Change:
    assert record.id is not None
    return Change(
        id=record.id,
        at=moment(record.at),
        kind=record.kind,
        before=with_texts(json.loads(record.before), texts),
        after=with_texts(json.loads(record.after), texts),
        of=record.of,
        note=texts[record.note] if record.note else "",
    )


def last_change(session: Session, assessment: str) -> int:
    """The number of the last entry."""
    table = ChangeRecord.__table__  # type: ignore[attr-defined]
    return session.execute(select(func.max(table.c.id)).where(table.c.assessment == assessment)).scalar() or 0
