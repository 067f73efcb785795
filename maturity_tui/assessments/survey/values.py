"""What reading a survey gives: what each column is taken for, who answered what, and what is wrong where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from maturity_tui.assessments.models import Perspective, Rating


class SurveyError(Exception):
    """A survey that cannot be used at all; `str(error)` is a sentence for a person."""


class Use(StrEnum):
    """What a column of a survey is taken for."""

    RATING = "rating"
    COMMENT = "comment"
    PERSPECTIVE = "perspective"
    RESPONDENT = "respondent"
    """Tells one respondent from another (an address, a number). Compared, never kept."""
    TIME = "time"
    IGNORED = "ignored"


@dataclass(frozen=True)
class Taken:
    """What one column is taken for; ratings and comments are about a capability."""

    use: Use = Use.IGNORED
    capability: str | None = None


@dataclass(frozen=True)
class Columns:
    """What each column is taken for, in the order of the columns, and what the survey's own words stand for."""

    columns: tuple[Taken, ...]
    answers: Mapping[str, str] = field(default_factory=dict)

    def taken(self, column: int, taken: Taken) -> Columns:
        """The same with one column taken for something else."""
        return Columns((*self.columns[:column], taken, *self.columns[column + 1 :]), self.answers)

    def using(self, use: Use) -> tuple[int, ...]:
        """The columns with a use."""
        return tuple(at for at, one in enumerate(self.columns) if one.use is use)

    def as_data(self) -> dict[str, Any]:
        """As JSON can hold it."""
        columns = [[str(one.use), one.capability] for one in self.columns]
        return {"columns": columns, "answers": dict(self.answers)}

    @classmethod
    def of_data(cls, data: Any, columns: int) -> Columns | None:
        """What `as_data` gave; None where it is none for so many columns (it was only remembered)."""
        try:
            taken = tuple(Taken(Use(use), capability) for use, capability in data["columns"])
            answers = {str(text): str(meant) for text, meant in data["answers"].items()}
        except (TypeError, ValueError, KeyError, AttributeError):
            return None
        return cls(taken, answers) if len(taken) == columns else None


@dataclass(frozen=True)
class Problem:
    """Something that cannot be brought in, and where. `column` is its name for sentences.

    With `fatal` nothing of the file can be; otherwise the cell, the row or the column can be left out.
    """

    message: str
    row: int | None = None
    column: str = ""
    fatal: bool = False

    def __str__(self) -> str:
        place = ", ".join(filter(None, (f"row {self.row}" if self.row else "", self.column)))
        said = f"{place}: {self.message}" if place else self.message
        return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '?')) else '.'}"


@dataclass(frozen=True)
class Respondent:
    """What one person answered. `mark` tells whether the same person answers again; it names nobody."""

    row: int
    perspective: Perspective
    ratings: Mapping[str, Rating]
    comments: Mapping[str, str]
    mark: str = ""


@dataclass(frozen=True)
class Survey:
    """A survey as it was read: what is good in it, and all that is not."""

    file: str
    digest: str
    headers: tuple[str, ...]
    mapping: Columns
    respondents: tuple[Respondent, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    before: int = 0
    """How many of those who answered came in with an earlier survey."""

    @property
    def fatal(self) -> tuple[Problem, ...]:
        """The problems because of which nothing of it can be brought in."""
        return tuple(problem for problem in self.problems if problem.fatal)

    @property
    def ratings(self) -> int:
        """How many ratings, those of people who do not know among them."""
        return sum(len(one.ratings) for one in self.respondents)

    @property
    def comments(self) -> int:
        """How many comments."""
        return sum(len(one.comments) for one in self.respondents)

    def of(self, perspective: Perspective) -> int:
        """How many respondents are of a perspective."""
        return sum(one.perspective is perspective for one in self.respondents)
