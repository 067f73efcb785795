"""A survey of users and stakeholders, from the bytes of its export to ratings and comments of nobody in particular.

What is good and what is not come out side by side; whoever asked decides whether the good alone is brought in. Names
and addresses tell respondents apart while the file is read, and go no further.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from maturity_tui.assessments.models import Assessment, Perspective, Rating
from maturity_tui.assessments.scope import in_scope
from maturity_tui.assessments.survey.answers import Answers
from maturity_tui.assessments.survey.columns import Questions, unknown_question
from maturity_tui.assessments.survey.table import Sheet, SheetRow, read_sheet
from maturity_tui.assessments.survey.values import Columns, Problem, Respondent, Survey, Use
from maturity_tui.frameworks.models import Framework
from maturity_tui.frameworks.values import LONGEST_TEXT, clean

_NOBODY = frozenset({"", "anonymous", "anonymous user", "none", "n/a", "-", "not recorded", "guest"})


def open_sheet(data: bytes, file: str, framework: Framework) -> Sheet:
    """The sheet of an export, its questions found by the framework's. Raises SurveyError."""
    questions = Questions(framework)
    known: dict[str, bool] = {}

    def number_known(row: Sequence[str]) -> int:
        for cell in row:
            if cell not in known:
                known[cell] = 0 < len(cell) < 1_000 and questions.about(cell) is not None
        return sum(known[cell] for cell in row)

    return read_sheet(data, file, number_known)


def read_survey(
    sheet: Sheet,
    columns: Columns,
    framework: Framework,
    assessment: Assessment,
    *,
    perspective: Perspective | None = None,
    key: str = "",
    known: frozenset[str] = frozenset(),
) -> Survey:
    """Who answered what. With `perspective` all are of it, whatever a column says.

    `key` makes the marks of respondents; those in `known` answered in an earlier import, and are problems.
    """
    reading = _Reading(sheet, columns, framework, assessment, perspective, key)
    problems = [*reading.column_problems()]
    found = [one for row in sheet.rows if (one := reading.respondent(row)) is not None]
    problems += [*sheet.problems, *reading.problems]
    kept, again = _once(found, known)
    answered = tuple(one for one in kept if one.ratings or one.comments)
    before = sum(bool(one.mark) and one.mark in known for one in found)
    if not answered and not any(problem.fatal for problem in problems):
        nobody = "All who answered were brought in before" if before else "Nobody in it answered anything"
        problems.append(Problem(f"{nobody}, so there is nothing to bring in", fatal=True))
    notes = list(sheet.notes)
    if silent := len(kept) - len(answered):
        notes.append(f"{silent} answered nothing and {'is' if silent == 1 else 'are'} left out.")
    every = sorted([*problems, *again], key=lambda one: (not one.fatal, one.row is not None, one.row or 0))
    return Survey(
        sheet.file, sheet.digest, sheet.headers, columns, answered, tuple(every), tuple(notes), before
    )


@dataclass(frozen=True)
class _Answered(Respondent):
    """A respondent with what tells whether it is somebody who answered before."""

    same: tuple[str, ...] = ()


class _Reading:
    """One reading of a sheet; collects what is wrong."""

    def __init__(
        self,
        sheet: Sheet,
        columns: Columns,
        framework: Framework,
        assessment: Assessment,
        perspective: Perspective | None,
        key: str,
    ) -> None:
        self.sheet, self.columns, self.framework = sheet, columns, framework
        self.scope = frozenset(in_scope(framework, assessment.scope))
        self.perspective, self.key = perspective, key.encode()
        self.reader = Answers(framework, columns.answers)
        self.problems: list[Problem] = []
        self.rated = self._usable(Use.RATING)
        self.commented = self._usable(Use.COMMENT)

    def _usable(self, use: Use) -> dict[int, str]:
        """The columns of a use whose capability takes part; of ratings, the first on each capability."""
        found: dict[int, str] = {}
        for column in self.columns.using(use):
            item = self.columns.columns[column].capability
            twice = use is Use.RATING and item in found.values()
            if item in self.scope and not twice:
                found[column] = str(item)
        return found

    # columns

    def column_problems(self) -> Iterator[Problem]:
        """What is wrong with columns as wholes, and with the survey as a whole."""
        first: dict[str | None, int] = {}
        questions = Questions(self.framework)
        for column, taken in enumerate(self.columns.columns):
            title, item = self.sheet.title(column), taken.capability
            if taken.use in (Use.RATING, Use.COMMENT) and item not in self.framework.capabilities:
                noun = self.framework.noun
                yield Problem(
                    f"it is taken for {item}, which is no {noun} of {self.framework.title}", column=title
                )
            elif taken.use in (Use.RATING, Use.COMMENT) and item not in self.scope:
                yield Problem(f"{self.named(item)} is not in the scope of this assessment", column=title)
            elif taken.use is Use.RATING and item in first:
                other = self.sheet.title(first[item])
                yield Problem(f"it is taken for {self.named(item)}, as is {other}", column=title)
            elif taken.use is Use.IGNORED and unknown_question(
                self.sheet.headers[column], self.cells(column), questions, self.reader
            ):
                said = f"its answers are levels, but it asks for no {self.framework.noun} that is known here."
                hint = questions.suggestion(self.sheet.headers[column])
                yield Problem(f"{said} {hint}".strip(), column=title)
            if taken.use is Use.RATING:
                first.setdefault(item, column)
        yield from self._whole()

    def _whole(self) -> Iterator[Problem]:
        if not self.rated and not self.commented:
            yield Problem(f"No column is taken for a {self.framework.noun}: say which is", fatal=True)
        elif self.perspective is None and not self.columns.using(Use.PERSPECTIVE):
            yield Problem(
                "No column says who is a user and who a stakeholder: say which does, or who all are",
                fatal=True,
            )

    def cells(self, column: int) -> list[str]:
        """What stands in a column, blanks left out."""
        return [cell for row in self.sheet.rows if (cell := row.cell(column))]

    def named(self, item: str | None) -> str:
        """`B3 Leadership and management`."""
        known = self.framework.capabilities.get(item or "")
        return f"{self.framework.codes[known.id]} {known.title}" if known else str(item)

    # rows

    def respondent(self, row: SheetRow) -> _Answered | None:
        """What one row says; None where it does not say whose view it is."""
        ratings: dict[str, Rating] = {}
        comments: dict[str, str] = {}
        for column, item in self.rated.items():
            try:
                rating = self.reader.rating(item, row.cell(column))
            except ValueError as error:
                self._wrong(str(error), row, column)
                continue
            if rating is not None:
                ratings[item] = rating
        for column, item in self.commented.items():
            text = clean(row.cell(column))
            if len(text) > LONGEST_TEXT:
                self._wrong(
                    f"it is {len(text):,} characters long; at most {LONGEST_TEXT:,} are kept", row, column
                )
            elif text:
                comments[item] = f"{comments[item]}\n{text}" if item in comments else text
        who = self._who(row) if ratings or comments else self.perspective or Perspective.USER
        if who is None:
            return None
        same, mark = self._same(row, ratings, comments)
        return _Answered(row.number, who, ratings, comments, mark, same)

    def _who(self, row: SheetRow) -> Perspective | None:
        if self.perspective is not None or not self.columns.using(Use.PERSPECTIVE):
            return self.perspective
        column = self.columns.using(Use.PERSPECTIVE)[0]
        who, text = self.reader.perspective(row.cell(column)), row.cell(column)
        if who is None:
            shown = text if len(text) <= 30 else f"{text[:29]}…"
            said = (
                f"“{shown}” is neither user nor stakeholder"
                if text
                else "it does not say user or stakeholder"
            )
            self._wrong(said, row, column)
        return who

    def _same(
        self, row: SheetRow, ratings: Mapping[str, Rating], comments: Mapping[str, str]
    ) -> tuple[tuple[str, ...], str]:
        """What somebody who answers again has in common with the first time (any one is enough), and the mark.

        The mark is a keyed hash of the best of it: an address, else a number and the time. A number alone tells
        nobody apart between two surveys, for every form begins at 1.
        """
        columns = self.columns.using(Use.RESPONDENT)
        said = {column: row.cell(column).strip().casefold() for column in columns}
        named = [f"{column}={text}" for column, text in said.items() if text not in _NOBODY]
        times = [row.cell(column) for column in self.columns.using(Use.TIME)][:1]
        answers = sorted((item, str(one.level)) for item, one in ratings.items())
        timed = [f"{time} {answers} {sorted(comments.items())}" for time in times if time]
        address = [text for text in said.values() if "@" in text]
        told = "".join(address[:1]) or (repr([*named, *timed]) if timed else "")
        mark = hmac.new(self.key, told.encode(), hashlib.sha256).hexdigest() if told and self.key else ""
        return (*named, *timed), mark

    def _wrong(self, message: str, row: SheetRow, column: int) -> None:
        self.problems.append(Problem(message, row=row.number, column=self.sheet.title(column)))


def _once(found: Sequence[_Answered], known: frozenset[str]) -> tuple[list[Respondent], list[Problem]]:
    """Each respondent once, the last answer of each; and who answered before, here or in an earlier import."""
    last: dict[str, int] = {}
    for one in found:
        last |= dict.fromkeys(one.same, one.row)
    kept: list[Respondent] = []
    problems: list[Problem] = []
    for one in found:
        later = max((last[text] for text in one.same), default=one.row)
        if later > one.row:
            problems.append(
                Problem(f"the same respondent answers again in row {later}; the last answer counts", one.row)
            )
        elif one.mark and one.mark in known:
            problems.append(Problem("this respondent was brought in before", one.row))
        else:
            kept.append(Respondent(one.row, one.perspective, one.ratings, one.comments, one.mark))
    return kept, problems
