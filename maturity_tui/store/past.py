"""The history of ratings as a file: a line of JSON each, in order, with its time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import insert, select
from sqlmodel import Session

from maturity_tui.assessments.models import Assessment, Rating
from maturity_tui.frameworks.errors import FrameworkError
from maturity_tui.frameworks.values import ItemId
from maturity_tui.store.rows import moment, rating_json, stamp, to_json
from maturity_tui.store.tables import RatingRecord

HISTORY_SUFFIX = ".history.jsonl"
_ID: TypeAdapter[str] = TypeAdapter(ItemId)


@dataclass(frozen=True)
class PastRating:
    """One rating as it was given; None where the rater took it back."""

    at: str
    capability: str
    rater: str
    rating: Rating | None


def write_history(session: Session, assessment: str) -> str:
    """All ratings of an assessment, oldest first, as lines of JSON; "" where there are none."""
    table = RatingRecord.__table__  # type: ignore[attr-defined]
    query = select(table).where(table.c.assessment == assessment).order_by(table.c.id)
    return "".join(to_json(_line(row)) + "\n" for row in session.execute(query).mappings())


def _line(row: Any) -> dict[str, Any]:
    rating = None if row["withdrawn"] else rating_json(row["level"], row["confidence"])
    return {"at": row["at"], "capability": row["capability"], "rater": row["rater"], "rating": rating}


def read_history(path: Path, assessment: Assessment) -> tuple[PastRating, ...]:
    """The ratings in a history file. Raises FrameworkError where they do not end at the assessment's."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise FrameworkError(f"The history cannot be read: {error}", file=str(path)) from None
    past = tuple(_past(line, str(path), number) for number, line in enumerate(lines, start=1) if line.strip())
    last = {(item.capability, item.rater): item.rating for item in past}
    ends = {place: rating for place, rating in last.items() if rating is not None}
    stands = {
        (capability, rater): rating
        for capability, score in assessment.scores.items()
        for rater, rating in score.ratings.items()
    }
    if ends != stands:
        raise FrameworkError(
            f"The history does not end at the ratings of {assessment.id}",
            file=str(path),
            line=len(lines) or 1,
            hint="Export both again, or leave the history out.",
        )
    return past


def _past(line: str, file: str, number: int) -> PastRating:
    try:
        data = json.loads(line)
        rating = None if data["rating"] is None else Rating.model_validate(data["rating"])
        at = stamp(moment(data["at"]))
        return PastRating(
            at, _ID.validate_python(data["capability"]), _ID.validate_python(data["rater"]), rating
        )
    except (ValueError, ValidationError, KeyError, TypeError, RecursionError):
        raise FrameworkError(
            "This line is no rating", file=file, line=number, column=1,
            hint='It should be {"at": …, "capability": …, "rater": …, "rating": …}.',
        ) from None  # fmt: skip


def keep_history(session: Session, assessment: str, past: tuple[PastRating, ...], change: int) -> None:
    """Put past ratings into the table, with their times."""
    lines = [
        {
            "assessment": assessment,
            "capability": item.capability,
            "rater": item.rater,
            "level": item.rating.level if item.rating else None,
            "confidence": item.rating.confidence if item.rating else None,
            "withdrawn": int(item.rating is None),
            "change": change,
            "at": item.at,
        }
        for item in past
    ]
    if lines:
        session.execute(insert(RatingRecord.__table__), lines)  # type: ignore[attr-defined]
