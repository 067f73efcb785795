"""What each column of a survey is probably taken for: a guess, to be shown and changed, never to be relied on.

A question is known by its id, its code at the start (`B3`), its title or the framework's own question, with the form's
words around them. Likeness is offered as a suggestion, and never taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from maturity_tui.assessments.survey.answers import Answers
from maturity_tui.assessments.survey.table import Sheet
from maturity_tui.assessments.survey.values import Columns, Taken, Use
from maturity_tui.frameworks.check import nearest
from maturity_tui.frameworks.models import Framework

_WORDS = re.compile(r"[^\W_]+(?:[.\-][^\W_]+)*")
_ASKED_FIRST = re.compile(r"^\s*(?:q(?:uestion)?\s*\d+\s*[.:)\-–]|\d+\s*[.:)]|\[)\s*", re.IGNORECASE)
_COMMENT = re.compile(
    r"^(?:why|comments?|reasons?|feedback|notes?|please (?:explain|comment|tell)|tell us|what makes you|"
    r"any(?:thing)? (?:other |else|comments?|more)|can you (?:say|tell)|explain)\b"
    r"|\b(?:comments?|your reasons?|please explain|say why|tell us (?:more|why)|free text)\b",
    re.IGNORECASE,
)
_RESPONDENT = re.compile(
    r"^(?:id|(?:respondent|response|user|unique|participant|submission) ?(?:id|no|number)|userid|userno|respondentid|"
    r"responseid|e-?mail(?: address)?|user ?name|your e-?mail(?: address)?)$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"^(?:start(?:ed)?(?: (?:time|date))?|completion time|completed(?: (?:time|date|at))?|"
    r"end(?:ed)?(?: (?:time|date))?|"
    r"timestamp|time|date|submitted(?: at| on)?|(?:start|end|recorded|submit) ?date|date (?:created|modified)|"
    r"last modified time)$",
    re.IGNORECASE,
)
_CODED = re.compile(r"\(?[A-Z]{1,3}\d{1,3}\b|[a-z][a-z0-9\-]*\.[a-z]")
_EITHER = re.compile(r"\busers?\b.*\bstakeholders?\b", re.IGNORECASE | re.DOTALL)
_PERSPECTIVE = re.compile(
    r"\b(?:perspective|stakeholders?|are you an?\b|your role|which group|relationship)", re.I
)


class Questions:
    """The capabilities of a framework by all that a form may ask for them with."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._exact: dict[str, set[str]] = {}
        self._within: dict[str, set[str]] = {}
        self._codes = {framework.codes[item].casefold(): item for item in framework.capabilities}
        self._ids = {item.casefold(): item for item in framework.capabilities}
        self._ids |= {
            old.casefold(): new for old, new in framework.aliases.items() if new in framework.capabilities
        }
        for item in framework.capabilities.values():
            for text in filter(None, (item.title, item.question)):
                self._within.setdefault(_words(text), set()).add(item.id)

    def about(self, header: str) -> str | None:
        """The capability that a question is about; None where it is about none, or about several."""
        asked = _ASKED_FIRST.sub("", header)
        ids = {self._ids[word.casefold()] for word in _ids_in(header) if word.casefold() in self._ids}
        coded = self._coded(asked)
        titled = self._titled(_words(header))
        for found in (ids, titled):
            if len(found) == 1:
                item = next(iter(found))
                return item if coded in (None, item) else None
            if len(found) > 1:
                return coded if coded in found else None
        return coded

    def suggestion(self, header: str) -> str:
        """The capability whose title is most like a question: a sentence, or nothing."""
        titles = {item.title: item.id for item in self.framework.capabilities.values()}
        hint = nearest(_ASKED_FIRST.sub("", header), titles)
        for title, item in titles.items():
            if hint == f"Did you mean {title!r}?":
                return f"Is it {self.framework.codes[item]} {title}?"
        return ""

    def named(self, text: str) -> str | None:
        """The capability that a person names by id, code or title."""
        word = text.strip().casefold()
        return self._ids.get(word) or self._codes.get(word) or self.about(text)

    def _coded(self, asked: str) -> str | None:
        first = re.match(r"\(?([A-Za-z]{1,3}\d{1,3})\b", asked)
        within = re.findall(r"[(\[]([A-Za-z]{1,3}\d{1,3})[)\]]", asked)
        within += re.findall(r"\b(?:on|about|for)\s+([A-Z]{1,3}\d{1,3})\b", asked)
        for word in [*([first[1]] if first else []), *within]:
            if word.casefold() in self._codes:
                return self._codes[word.casefold()]
        return None

    def _titled(self, words: str) -> set[str]:
        """The capabilities whose title or question stands in the words; of one within another, the longer."""
        found = [text for text in self._within if f" {text} " in f" {words} "]
        longest = [text for text in found if not any(text != other and text in other for other in found)]
        return {item for text in longest for item in self._within[text]}


def guess(sheet: Sheet, framework: Framework, answers: Mapping[str, str] | None = None) -> Columns:
    """What each column is probably taken for."""
    questions, reader = Questions(framework), Answers(framework, answers)
    taken: list[Taken] = []
    for column, header in enumerate(sheet.headers):
        cells = [cell for row in sheet.rows if (cell := row.cell(column))]
        taken.append(_guessed(header, cells, taken, questions, reader))
    return Columns(tuple(taken), dict(answers or {}))


def _guessed(
    header: str, cells: Sequence[str], before: Sequence[Taken], questions: Questions, reader: Answers
) -> Taken:
    plain = " ".join(header.split()).strip(" :*?")
    if _RESPONDENT.match(plain):
        return Taken(Use.RESPONDENT)
    if _TIME.match(plain):
        return Taken(Use.TIME)
    item = questions.about(header)
    if item is not None:
        words = _COMMENT.search(_ASKED_FIRST.sub("", header))
        rated = any(one == Taken(Use.RATING, item) for one in before)
        answered = _share(cells, lambda cell: reader.is_answer(item, cell))
        if (words and answered < 0.5) or (rated and answered < 0.5) or (words and rated):
            return Taken(Use.COMMENT, item)
        return Taken(Use.RATING, item)
    if _is_perspective(header, cells, before, reader):
        return Taken(Use.PERSPECTIVE)
    if before and before[-1].use is Use.RATING and _COMMENT.search(_ASKED_FIRST.sub("", header)):
        return Taken(Use.COMMENT, before[-1].capability)
    return Taken()


def _is_perspective(header: str, cells: Sequence[str], before: Sequence[Taken], reader: Answers) -> bool:
    if any(one.use is Use.PERSPECTIVE for one in before):
        return False
    said = _share(cells, lambda cell: reader.perspective(cell) is not None)
    return (
        said == 1
        or (said > 0 and bool(_EITHER.search(header)))
        or (said > 0.5 and bool(_PERSPECTIVE.search(header)))
    )


def unknown_question(header: str, cells: Sequence[str], questions: Questions, reader: Answers) -> bool:
    """Whether a column that is taken for nothing asks for a level all the same, of something that is not known here.

    Bare figures may be anything (years, a postcode): they count where the question looks like one of ours.
    """
    first = next(iter(questions.framework.capabilities))
    levels = [cell for cell in cells if _level(reader, first, cell)]
    if not cells or len(levels) * 2 <= len(cells):
        return False
    if any(not cell.strip().isdigit() for cell in levels):
        return True
    return bool(_CODED.match(_ASKED_FIRST.sub("", header)) or questions.suggestion(header))


def _level(reader: Answers, item: str, cell: str) -> bool:
    try:
        rating = reader.rating(item, cell)
    except ValueError:
        return False
    return rating is not None and rating.level is not None


def _share(cells: Sequence[str], true: Callable[[str], bool]) -> float:
    """Of the cells that hold something, the share for which it is true; 0 where none does."""
    return sum(map(true, cells)) / len(cells) if cells else 0.0


def _words(text: str) -> str:
    """The words of a text, one space between."""
    return " ".join(_WORDS.findall(text.casefold().replace("’", "'")))


def _ids_in(text: str) -> list[str]:
    """What may be ids: words with points, hyphens or underscores in them, and words in capitals (`PROG`)."""
    words = [word.strip(".-_") for word in re.findall(r"[A-Za-z0-9][A-Za-z0-9_.\-]*", text)]
    return [word for word in words if re.search(r"[._\-]", word) or (len(word) > 3 and word.isupper())]
