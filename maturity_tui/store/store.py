"""The one repository: opens the database, hands out core values, takes changes. The work is in the modules beside.

A Store belongs to one thread at a time; a lock makes a slip harmless, not fast. The screen opens one in its
writer thread, which takes changes in order, and may open a second one for reading: WAL lets it read while the
first writes, and it sees what was committed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlmodel import Session

from maturity_tui.analysis.interventions import InputLibrary, Intervention
from maturity_tui.analysis.library import join_libraries
from maturity_tui.analysis.scenario import Scenario
from maturity_tui.assessments.models import Assessment, Idea, Perspective, Score, Status
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import check, export, holdings, journal, place, plans, scores
from maturity_tui.store.backup import back_up
from maturity_tui.store.catalogue import Catalogue, Entry, find_entry
from maturity_tui.store.engine import engine_for, prepare_file, sentences
from maturity_tui.store.errors import StoreError
from maturity_tui.store.figures import keep_figures
from maturity_tui.store.find import find
from maturity_tui.store.folder import read_path
from maturity_tui.store.intake import Intake
from maturity_tui.store.migrate import bring_up_to_date
from maturity_tui.store.rows import Held, load, moment
from maturity_tui.store.tables import AssessmentRecord
from maturity_tui.store.values import AssessmentRow, Change, Imported, Saved

Work = Callable[[Session, AssessmentRecord, Held], journal.Entry | None]


class Store:
    """An open database. Use it as a context manager, or `close` it."""

    def __init__(self, url: str, catalogue: Catalogue | None = None) -> None:
        """Open the database at this URL, and make or migrate it where needed. Raises StoreError."""
        self.url = url
        self.where = place.spoken(url)
        path = place.sqlite_path(url)
        if path is not None:
            prepare_file(path)
        self._engine = engine_for(url)
        self._lock = threading.RLock()
        self._held: dict[str, Held] = {}
        self._frameworks: dict[str, Framework] = {}
        self.catalogue = catalogue or Catalogue()
        try:
            bring_up_to_date(self._engine, url)
        except BaseException:
            self._engine.dispose()
            raise

    @classmethod
    def open(cls, url: str | None = None, catalogue: Catalogue | None = None) -> Store:
        """Open a database: an SQLAlchemy URL or a path; by default MATURITY_DB, else the user's own."""
        return cls(place.database_url(url), catalogue)

    def close(self) -> None:
        """Close all connections. Nothing is pending: each change was committed before its method returned."""
        self._engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _session(self, reading: bool) -> Iterator[Session]:
        """One transaction: committed at the end, or nothing of it kept. A writer waits for its turn first."""
        with self._lock, sentences(self.where):
            engine = self._engine.execution_options(reading=True) if reading else self._engine
            with Session(engine, expire_on_commit=False) as session:
                try:
                    yield session
                    session.commit()
                except BaseException:
                    # What was read inside a transaction that is not kept must not be taken for what is on disk.
                    self._held.clear()
                    raise

    # Organisations

    def organisation(self, id: str | None = None) -> Organisation | None:
        """An organisation by its id; by default the current one (the last imported, saved or used)."""
        with self._session(reading=True) as session:
            return holdings.organisation(session, id)

    def organisations(self) -> tuple[Organisation, ...]:
        """All organisations, by title."""
        with self._session(reading=True) as session:
            return holdings.organisations(session)

    def save_organisation(self, organisation: Organisation) -> Organisation:
        """Keep an organisation and make it the current one; figures follow a changed ambition."""
        with self._session(reading=False) as session:
            if holdings.save_organisation(session, organisation):
                self._refresh_figures(session, organisation)
        return organisation

    def use_organisation(self, id: str) -> None:
        """Make an organisation the current one."""
        with self._session(reading=False) as session:
            if holdings.organisation(session, id) is None:
                raise StoreError(f"There is no organisation {id!r}.")
            holdings.use_organisation(session, id)

    # Assessments

    def assessments(self, organisation: str | None = None) -> tuple[AssessmentRow, ...]:
        """The assessments of an organisation (by default the current), latest round first, teams in tree order."""
        with self._session(reading=True) as session:
            return holdings.assessments(session, organisation)

    def assessment(self, id: str) -> Assessment:
        """An assessment, whole. Raises StoreError where there is none."""
        with self._session(reading=True) as session:
            return self._load(session, id)[1].value

    def find(self, text: str, organisation: str | None = None) -> tuple[str, ...]:
        """The assessments that a text means: an id or part of one, a team (its latest round, and all below), a round.

        Empty where it means nothing.
        """
        with self._session(reading=True) as session:
            rows = holdings.assessments(session, organisation)
            return find(text, rows, holdings.organisation(session, organisation))

    def framework_of(self, id: str) -> Framework:
        """The framework that an assessment was made with, as it was then."""
        with self._session(reading=True) as session:
            return self._framework(session, holdings.record(session, id).sha256)

    def create(self, assessment: Assessment, framework: Framework) -> Assessment:
        """Begin an assessment and pin its framework. Raises StoreError where there is one already."""
        whole = scores.pinned(assessment, framework)
        for capability, score in whole.scores.items():
            scores.check_score(whole, framework, capability, score)
        with self._session(reading=False) as session:
            scores.keep_framework(session, framework)
            record, entry = scores.create(session, whole)
            self._keep_figures(session, record, entry.held)
            holdings.use_organisation(session, whole.organisation)
        return self._remember(entry).assessment

    # Changes: each returns after COMMIT, and raises StoreError where the assessment is signed off

    def save_score(self, id: str, capability: str, score: Score, *, based_on: Score | None = None) -> Saved:
        """Replace what is held about one capability.

        With `based_on`, only if that is what is on disk still: two people never overwrite each other unseen.
        """
        return self._change(
            id,
            lambda session, record, held: scores.save_score(
                session, record, held, self._framework(session, record.sha256), capability, score, based_on
            ),
        )

    def set_raters(self, id: str, raters: Mapping[str, Perspective]) -> Saved:
        """Replace the raters (opaque ids) and the perspective of each."""
        return self._change(
            id, lambda session, record, held: scores.set_raters(session, record, held, raters)
        )

    def save_ideas(self, id: str, ideas: Sequence[Idea]) -> Saved:
        """Replace the ideas and blockers."""
        return self._change(id, lambda session, record, held: scores.save_ideas(session, record, held, ideas))

    def set_scope(self, id: str, scope: Any) -> Saved:
        """Replace the scope: `core`, `all`, or the capabilities that take part."""
        return self._change(id, lambda session, record, held: scores.set_scope(session, record, held, scope))

    def set_status(self, id: str, status: Status | str, note: str = "") -> Saved:
        """Move to a status; leaving “signed off” is recorded as reopening, with the note."""
        wanted = Status(status)
        return self._change(
            id, lambda session, record, held: scores.set_status(session, record, held, wanted, note)
        )

    def undo(self, id: str) -> Saved | None:
        """Take back the last change to scores, raters, ideas or scope, of this run or before; None: none left."""
        return self._turn(id, scores.undo)

    def redo(self, id: str) -> Saved | None:
        """Bring back what undo took, unless something was done since."""
        return self._turn(id, scores.redo)

    def history(self, id: str) -> tuple[Change, ...]:
        """The journal of an assessment, oldest first."""
        with self._session(reading=True) as session:
            holdings.record(session, id)
            return journal.history(session, id)

    # Inputs and scenarios; the organisation is the current one unless named

    def inputs(self, organisation: str | None = None) -> InputLibrary:
        """The organisation's own inputs."""
        with self._session(reading=True) as session:
            return plans.inputs(session, organisation)

    def save_inputs(self, library: InputLibrary, organisation: str | None = None) -> InputLibrary:
        """Replace the organisation's own inputs."""
        with self._session(reading=False) as session:
            plans.save_inputs(session, organisation, library)
        return library

    def library(self, organisation: str | None = None) -> tuple[Intervention, ...]:
        """All inputs that a scenario sees: the shipped ones and the organisation's own, which win over them."""
        return join_libraries(self.catalogue.inputs(), self.inputs(organisation).inputs)

    def scenarios(self, organisation: str | None = None) -> tuple[Scenario, ...]:
        """The organisation's scenarios, by title."""
        with self._session(reading=True) as session:
            return plans.scenarios(session, organisation)

    def scenario(self, id: str, organisation: str | None = None) -> Scenario:
        """A scenario. Raises StoreError where there is none."""
        with self._session(reading=True) as session:
            return plans.scenario(session, id, organisation)

    def save_scenario(self, scenario: Scenario, organisation: str | None = None) -> Scenario:
        """Keep a scenario under its id."""
        with self._session(reading=False) as session:
            plans.save_scenario(session, organisation, scenario)
        return scenario

    def delete_scenario(self, id: str, organisation: str | None = None) -> None:
        """Take a scenario away. Raises StoreError where there is none."""
        with self._session(reading=False) as session:
            plans.delete_scenario(session, organisation, id)

    # Frameworks

    def frameworks(self) -> tuple[Entry, ...]:
        """The shipped frameworks, then those of the database's own that do not ship."""
        shipped = self.catalogue.entries()
        known = {entry.reference for entry in shipped}
        with self._session(reading=True) as session:
            own = holdings.framework_entries(session)
        return shipped + tuple(entry for entry in own if entry.reference not in known)

    def framework(self, reference: str) -> Framework:
        """A framework by `id` (the latest version) or `id@version`. Raises StoreError with the nearest."""
        entry = find_entry(self.frameworks(), reference)
        if entry.source == "shipped":
            return self.catalogue.load(entry.reference)
        with self._session(reading=True) as session:
            return self._framework(session, holdings.latest_content(session, entry))

    # The folder, backup, check

    def import_path(self, path: Path | str, *, force: bool = False) -> Imported:
        """Take in a folder or a file: all of it, in one transaction, or nothing.

        Raises FrameworkError, at its place, for what cannot be used. A signed-off assessment that differs is
        refused unless forced.
        """
        folder = read_path(Path(path))
        with self._session(reading=False) as session:
            intake = Intake(session, folder, self.catalogue, force)
            imported = intake.run()
            for organisation in intake.touched():
                self._refresh_figures(session, organisation)
        self._held.clear()
        return imported

    def export_folder(
        self, path: Path | str, force: bool = False, *, organisation: str | None = None, history: bool = False
    ) -> tuple[Path, ...]:
        """Write the organisation as its folder; what is there and differs is kept unless forced.

        With `history`, every rating in order, with its time, stands beside its assessment.
        """
        with self._session(reading=True) as session:
            files = dict(export.texts(session, organisation, self.catalogue, history))
        return export.write_folder(Path(path), files, force)

    def backup(self, path: Path | str, *, force: bool = False) -> Path:
        """A verified copy of the database (SQLite only), made while it is in use."""
        source = place.sqlite_path(self.url)
        if source is None:
            raise StoreError(f"{self.where} is no SQLite file: back it up with its own tools.")
        return back_up(source, Path(path), force=force)

    def check(self) -> tuple[str, ...]:
        """What is wrong in the database, a sentence each; empty where it is sound."""
        with self._session(reading=True) as session:
            return tuple(check.problems(session))

    # What all of them do

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
        self._held[entry.held.value.id] = entry.held
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
            held = self._held[id] = load(session, record)
        return record, held

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
