"""The one repository: hands out core values, takes changes. The work is in the modules beside.

A Store belongs to one thread at a time; a lock makes a slip harmless, not fast. The screen opens one in its
writer thread, which takes changes in order, and may open a second one for reading: WAL lets it read while the
first writes, and it sees what was committed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from maturity_tui.assessments.models import Assessment, Idea, Perspective, Score, Status
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.upgrade.plan import Settlement
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.models import Framework
from maturity_tui.store import check, export, holdings, journal, place, scores
from maturity_tui.store.backup import back_up
from maturity_tui.store.catalogue import Entry, find_entry
from maturity_tui.store.errors import StoreError
from maturity_tui.store.find import find
from maturity_tui.store.folder import read_path
from maturity_tui.store.intake import Intake
from maturity_tui.store.organisation_changes import OrganisationChanges
from maturity_tui.store.planning import Planning
from maturity_tui.store.reflecting import Reflecting
from maturity_tui.store.remembering import Remembering
from maturity_tui.store.values import AssessmentRow, Change, Imported, Saved


class Store(OrganisationChanges, Planning, Reflecting, Remembering):
    """The only door to the database. `Store.open(url)`; use it as a context manager, or `close` it."""

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
        """The organisation's assessments (the current one's): latest round first, teams in tree order."""
        with self._session(reading=True) as session:
            return holdings.assessments(session, organisation)

    def assessment(self, id: str) -> Assessment:
        """An assessment, whole. Raises StoreError where there is none."""
        with self._session(reading=True) as session:
            return self._load(session, id)[1].value

    def find(self, text: str, organisation: str | None = None) -> tuple[str, ...]:
        """The assessments that a text means: an id or part of one; a team, with all below; a round.

        Empty where it means nothing. A team stands for its latest round. What means nothing in the organisation
        (the current one's) may begin with the id of another.
        """
        with self._session(reading=True) as session:
            first = text.strip().strip("/").partition("/")[0]
            for id in (organisation, first or None):
                rows, whole = holdings.assessments(session, id), holdings.organisation(session, id)
                if ids := find(text, rows, whole):
                    return ids
            return ()

    def framework_of(self, id: str) -> Framework:
        """The framework that an assessment was made with, as it was then."""
        with self._session(reading=True) as session:
            return self._framework(session, holdings.record(session, id).sha256)

    def create(self, assessment: Assessment, framework: Framework) -> Assessment:
        """Begin an assessment and pin its framework. Raises StoreError where there is one already."""
        whole = scores.pinned(assessment, framework, digest(framework))
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
        if status not in list(Status):
            raise StoreError(f"There is no status {status!r}. It is one of {', '.join(Status)}.")
        wanted = Status(status)
        return self._change(
            id, lambda session, record, held: scores.set_status(session, record, held, wanted, note)
        )

    def upgrade(
        self,
        id: str,
        framework: Framework,
        settlements: Iterable[Settlement] = (),
        *,
        based_on: Assessment | None = None,
    ) -> Saved:
        """Move to another version of the framework, as `assessments.upgrade.plan` says; one change, undoable.

        What is not settled goes by its default. With `based_on`, only if that is what is on disk still.
        """
        settled = tuple(settlements)
        return self._change(
            id,
            lambda session, record, held: scores.upgrade(
                session, record, held, self._framework(session, record.sha256), framework, settled, based_on
            ),
        )

    def undo(self, id: str) -> Saved | None:
        """Take back the last change but that of the status, of whichever run; None: none left."""
        return self._turn(id, scores.undo)

    def redo(self, id: str) -> Saved | None:
        """Bring back what undo took, unless something was done since."""
        return self._turn(id, scores.redo)

    def history(self, id: str) -> tuple[Change, ...]:
        """The journal of an assessment, oldest first."""
        with self._session(reading=True) as session:
            holdings.record(session, id)
            return journal.history(session, id)

    # Frameworks

    def frameworks(self) -> tuple[Entry, ...]:
        """The shipped frameworks, the imported ones, then those that only this database holds."""
        found = self.catalogue.entries()
        known = {entry.reference for entry in found}
        with self._session(reading=True) as session:
            own = holdings.framework_entries(session)
        return found + tuple(entry for entry in own if entry.reference not in known)

    def framework(self, reference: str) -> Framework:
        """A framework by `id` (the latest version) or `id@version`. Raises StoreError with the nearest."""
        entry = find_entry(self.frameworks(), reference)
        if entry.source != "own":
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
            for entry in intake.entries:
                self._hold(entry.held)
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
