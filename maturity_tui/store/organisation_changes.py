"""Changing an organisation: checked against what hangs on it, undoable across restarts."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session

from maturity_tui.assessments.organisation import Organisation
from maturity_tui.store import holdings, organisation_journal
from maturity_tui.store.errors import StoreError
from maturity_tui.store.opened import Opened
from maturity_tui.store.rows import moment
from maturity_tui.store.tables import AssessmentRecord, OrganisationChangeRecord
from maturity_tui.store.values import Change, SavedOrganisation


class OrganisationChanges(Opened):
    """The store's methods for changes of an organisation; each returns after COMMIT."""

    def change_organisation(
        self, new: Organisation, *, based_on: Organisation | None = None
    ) -> SavedOrganisation | None:
        """Replace an organisation; None where nothing differs. Figures follow a changed ambition.

        With `based_on`, only if that is what is on disk still: two people never overwrite each other unseen. Raises
        StoreError for a team that is taken away although it has assessments.
        """
        with self._session(reading=False) as session:
            old = _held(session, new.id)
            if based_on is not None and based_on != old:
                raise StoreError(f"Someone else changed {old.title} meanwhile. Look at it again, then save.")
            if new == old:
                return None
            return self._put(session, old, new)

    def undo_organisation(self, id: str) -> SavedOrganisation | None:
        """Take back the last change of an organisation, of whichever run; None: none left."""
        return self._turn_organisation(id, "undo")

    def redo_organisation(self, id: str) -> SavedOrganisation | None:
        """Bring back what undo took, unless something was done since."""
        return self._turn_organisation(id, "redo")

    def organisation_history(self, id: str) -> tuple[Change, ...]:
        """The journal of an organisation, oldest first; what was changed before there was one is not in it."""
        with self._session(reading=True) as session:
            _held(session, id)
            return organisation_journal.history(session, id)

    def _turn_organisation(self, id: str, kind: str) -> SavedOrganisation | None:
        with self._session(reading=False) as session:
            old = _held(session, id)
            of = organisation_journal.next_turn(session, id, kind)
            if of is None:
                return None
            return self._put(session, old, organisation_journal.turn(session, old, of, kind), kind, of)

    def _put(
        self,
        session: Session,
        old: Organisation,
        new: Organisation,
        kind: str = "",
        of: OrganisationChangeRecord | None = None,
    ) -> SavedOrganisation:
        _refuse_orphans(session, old, new)
        entry = holdings.put_organisation(session, new, kind, of.id if of else None)
        if new.ambition != old.ambition:
            self._refresh_figures(session, new)
        turned = of.kind if of else entry.kind
        assert entry.id is not None
        return SavedOrganisation(new, moment(entry.at), entry.id, turned)


def _held(session: Session, id: str) -> Organisation:
    found = holdings.organisation(session, id)
    if found is None:
        raise StoreError(f"There is no organisation {id!r}.")
    return found


def _refuse_orphans(session: Session, old: Organisation, new: Organisation) -> None:
    """Raise for a team that has assessments and would be gone."""
    table = AssessmentRecord.__table__  # type: ignore[attr-defined]
    query = select(table.c.team).where(table.c.organisation == new.id).distinct().order_by(table.c.team)
    for team in session.execute(query).scalars():
        if team in old.team_by_id and team not in new.team_by_id:
            raise StoreError(
                f"The team {team} has assessments, and would be gone. Nothing was changed; give it an end date"
                " instead."
            )
