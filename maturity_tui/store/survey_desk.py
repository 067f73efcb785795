"""A survey on its way in: what its columns are taken for, changed step by step, and then all of it or nothing.

Values and questions to the store; command line and screen show them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from maturity_tui.assessments.models import Assessment, Perspective
from maturity_tui.assessments.survey.columns import guess
from maturity_tui.assessments.survey.survey import open_sheet, read_survey
from maturity_tui.assessments.survey.table import Sheet
from maturity_tui.assessments.survey.values import Columns, Problem, Survey, Taken, Use
from maturity_tui.frameworks.models import Framework
from maturity_tui.store.errors import StoreError
from maturity_tui.store.reflections import KIND, TWICE, Earlier
from maturity_tui.store.values import Saved

if TYPE_CHECKING:
    from maturity_tui.store.store import Store


@dataclass(frozen=True)
class SurveyDesk:
    """A sheet and how it is read. `remembered`: its columns were settled in an earlier import."""

    sheet: Sheet
    columns: Columns
    framework: Framework
    assessment: Assessment
    earlier: Earlier
    perspective: Perspective | None = None
    again: bool = False
    remembered: bool = False

    @cached_property
    def survey(self) -> Survey:
        """What is in it, read so."""
        return read_survey(
            self.sheet,
            self.columns,
            self.framework,
            self.assessment,
            perspective=self.perspective,
            key=self.earlier.key,
            known=frozenset() if self.again else self.earlier.marks,
        )

    @property
    def came_before(self) -> bool:
        """Whether this very file was brought in, and is not to come in again."""
        return not self.again and self.sheet.digest in self.earlier.files

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that stands against it, what stands against all of it first."""
        if self.came_before:
            return (Problem(TWICE.format(file=self.sheet.file), fatal=True),)
        return self.survey.problems

    @property
    def fatal(self) -> bool:
        """Whether nothing of it can come in as it is."""
        return any(problem.fatal for problem in self.problems)

    def taken(self, column: int, taken: Taken) -> SurveyDesk:
        """The same with one column taken for something else; only one says whose view it is."""
        columns = self.columns
        if taken.use is Use.PERSPECTIVE:
            for other in columns.using(Use.PERSPECTIVE):
                columns = columns.taken(other, Taken())
        return replace(self, columns=columns.taken(column, taken))

    def answered(self, answers: Mapping[str, str]) -> SurveyDesk:
        """The same with words of the survey's own that stand for levels; columns not settled yet are guessed anew."""
        columns = Columns(self.columns.columns, {**self.columns.answers, **answers})
        return replace(
            self, columns=columns if self.remembered else guess(self.sheet, self.framework, columns.answers)
        )

    def seen_by(self, perspective: Perspective | None) -> SurveyDesk:
        """The same with all respondents of one perspective; None: a column says so."""
        return replace(self, perspective=perspective)


def open_desk(store: Store, id: str, data: bytes, file: str, *, afresh: bool = False) -> SurveyDesk:
    """An export read for an assessment. Its columns are taken as the last time, or guessed.

    Raises SurveyError for what is no survey, and StoreError where nothing may change.
    """
    assessment, framework = store.assessment(id), store.framework_of(id)
    if assessment.is_locked:
        raise StoreError(f"{id} is signed off, and nothing in it changes. Reopen it first.")
    sheet = open_sheet(data, file, framework)
    kept = None if afresh else Columns.of_data(store.remembered(_place(sheet, framework)), len(sheet.headers))
    columns = kept or guess(sheet, framework)
    return SurveyDesk(sheet, columns, framework, assessment, store.surveys(id), remembered=kept is not None)


def bring_in(store: Store, desk: SurveyDesk, *, keep_good: bool = False) -> Saved:
    """Bring all of it in, or with `keep_good` what is good of it. Raises StoreError, and then nothing has changed."""
    problems = desk.problems
    if desk.fatal:
        raise StoreError(str(problems[0]))
    if problems and not keep_good:
        raise StoreError(f"Nothing was brought in. {counted(len(problems))} in the way: {problems[0]}")
    saved = store.reflect(desk.assessment.id, desk.survey, again=desk.again)
    store.remember(_place(desk.sheet, desk.framework), desk.columns.as_data())
    return saved


def turn(store: Store, id: str, *, back: bool) -> str:
    """Undo (`back`) or redo the last change where it was a survey; a sentence about what was done."""
    from maturity_tui.store.journal import UNDOABLE
    from maturity_tui.store.turns import standing

    history = {entry.id: entry for entry in store.history(id)}
    stands = standing(((one.id, one.kind, one.of) for one in history.values()), UNDOABLE.__contains__)
    number = stands.next_undo if back else stands.next_redo
    if number is None:
        return f"There is nothing to {'undo' if back else 'do again'}."
    if history[number].kind != KIND:
        return f"The last change was no survey: {'u' if back else 'ctrl+r'} on the score screen turns it."
    store.undo(id) if back else store.redo(id)
    return f"{'Undone' if back else 'Done again'}: the survey that was brought in."


def counted(problems: int) -> str:
    """`One problem is`, `3 problems are`."""
    return "One problem is" if problems == 1 else f"{problems:,} problems are"


def _place(sheet: Sheet, framework: Framework) -> str:
    """Where columns are remembered: for the same questions, asked for the same framework."""
    headers = hashlib.sha256("\0".join(sheet.headers).encode()).hexdigest()[:24]
    return f"survey/columns/{framework.id}/{headers}"
