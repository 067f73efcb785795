"""An open database: its engine, its transactions, what was read from it last. `Store` is built on this."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from typing import Self

from pydantic import ValidationError
from sqlmodel import Session

from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import holdings, journal, place
from maturity_tui.store.access import may_be_changed
from maturity_tui.store.catalogue import Catalogue
from maturity_tui.store.engine import engine_for, prepare_file, sentences
from maturity_tui.store.errors import StoreError, may_only_be_read
from maturity_tui.store.figures import keep_figures
from maturity_tui.store.migrate import bring_up_to_date
from maturity_tui.store.rows import Held, load, moment
from maturity_tui.store.tables import AssessmentRecord
from maturity_tui.store.values import Saved

Work = Callable[[Session, AssessmentRecord, Held], journal.Entry | None]

MOST_HELD = 32


class Opened:
    """An open database. Use it as a context manager, or `close` it."""

    def __init__(self, url: str, catalogue: Catalogue | None = None) -> None:
        """Open the database at this URL, and make or migrate it where needed. Raises StoreError.

        A file that may not be written to is opened for reading: then every change raises StoreError.
        """
        self.url = url
        self.where = place.spoken(url)
        path = place.sqlite_path(url)
        self.read_only = path is not None and not may_be_changed(path)
        self._engine = engine_for(url)
        self._lock = threading.RLock()
        self._held: dict[str, Held] = {}
        self._frameworks: dict[str, Framework] = {}
        self.catalogue = catalogue or Catalogue()
        try:
            if path is not None:
                prepare_file(path)
            bring_up_to_date(self._engine, url)
        except BaseException:
            self._engine.dispose()
            raise

    @classmethod
    def open(cls, url: str | None = None, catalogue: Catalogue | None = None) -> Self:
        """Open a database: an SQLAlchemy URL or a path; by default MATURITY_DB, else the user's own."""
        return cls(place.database_url(url), catalogue)

    def close(self) -> None:
        """Close all connections. Nothing is pending: each change was committed before its method returned."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _session(self, reading: bool) -> Iterator[Session]:
        """One transaction: committed at the end, or nothing of it is kept. A writer waits for its turn."""
        if self.read_only and not reading:
            raise StoreError(may_only_be_read(self.where))
        engine = self._engine.execution_options(reading=True) if reading else self._engine
        with self._lock, sentences(self.where), Session(engine, expire_on_commit=False) as session:
            try:
                yield session
                session.commit()
            except (ValidationError, JSONDecodeError) as error:
                # Values are checked before they are written: something else wrote what cannot be read.
                self._held.clear()
                raise StoreError(
                    f"{self.where} holds something that cannot be read. Run a check, or restore a backup."
                ) from error
            except BaseException:
                # What was read in a transaction that is not kept must not be taken for what is on disk.
                self._held.clear()
                raise

    def _turn(self, id: str, work: Work) -> Saved | None:
        entry = self._work(id, work)
        return self._remember(entry) if entry else None

    def _change(self, id: str, work: Work) -> Saved:
        entry = self._work(id, work)
        return self._remember(entry) if entry else self._unchanged(id)

    def _work(self, id: str, work: Work) -> journal.Entry | None:
        with self._session(reading=False) as session:
            record, held = self._load(session, id)
            entry = work(session, record, held)
            if entry:
                self._keep_figures(session, record, entry.held)
        return entry

    def _remember(self, entry: journal.Entry) -> Saved:
        self._hold(entry.held)
        return Saved(entry.held.value, entry.at, entry.change)

    def _unchanged(self, id: str) -> Saved:
        with self._session(reading=True) as session:
            record, held = self._load(session, id)
            return Saved(held.value, moment(record.changed_at), journal.last_change(session, id))

    def _load(self, session: Session, id: str) -> tuple[AssessmentRecord, Held]:
        """The row and the value; read anew only if another writer changed it since."""
        record = holdings.record(session, id)
        held = self._held.get(id)
        if held is None or held.version != record.version:
            held = self._hold(load(session, record))
        return record, held

    def _hold(self, held: Held) -> Held:
        """Remember what was read or written last; not more than a handful, so that memory stays flat."""
        self._held.pop(held.value.id, None)
        self._held[held.value.id] = held
        if len(self._held) > MOST_HELD:
            del self._held[next(iter(self._held))]
        return held

    def _framework(self, session: Session, sha256: str) -> Framework:
        if sha256 not in self._frameworks:
            self._frameworks[sha256] = holdings.pinned_framework(session, sha256)
        return self._frameworks[sha256]

    def _keep_figures(self, session: Session, record: AssessmentRecord, held: Held) -> None:
        organisation = holdings.organisation(session, record.organisation)
        ambition = organisation.ambition if organisation else ()
        keep_figures(record, self._framework(session, record.sha256), held.value, ambition)

    def _refresh_figures(self, session: Session, organisation: Organisation) -> None:
        for record in holdings.records(session, organisation.id):
            _, held = self._load(session, record.id)
            keep_figures(record, self._framework(session, record.sha256), held.value, organisation.ambition)
