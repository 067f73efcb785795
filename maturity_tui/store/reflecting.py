"""The store's part in surveys: what came in before, and taking one in."""

from __future__ import annotations

from maturity_tui.assessments.survey.values import Survey
from maturity_tui.store import reflections
from maturity_tui.store.opened import Opened
from maturity_tui.store.reflections import Earlier
from maturity_tui.store.values import Saved


class Reflecting(Opened):
    """Users' and stakeholders' reflections, for the Store to inherit."""

    def surveys(self, id: str) -> Earlier:
        """The surveys that were brought into an assessment, and the key that marks of respondents are made with."""
        with self._session(reading=True) as session:
            found = reflections.earlier(session, self._load(session, id)[1].value)
        if found.key or self.read_only:
            return found
        with self._session(reading=False) as session:
            reflections.make_key(session)
            return reflections.earlier(session, self._load(session, id)[1].value)

    def reflect(self, id: str, survey: Survey, *, again: bool = False) -> Saved:
        """Add the good respondents of a survey as new raters, with ratings and comments: one change, undoable.

        Raises StoreError where the file, or one of its respondents, came in before, unless `again`.
        """
        return self._change(
            id,
            lambda session, record, held: reflections.reflect(
                session, record, held, self._framework(session, record.sha256), survey, again
            ),
        )
