"""What the store hands out beside the core's own values. Standard library only at import."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from maturity_tui.assessments.models import Assessment
    from maturity_tui.assessments.organisation import Organisation


@dataclass(frozen=True)
class Saved:
    """What is on disk after a change: the assessment as it now is, when, and the change's number."""

    assessment: Assessment
    at: dt.datetime
    change: int


@dataclass(frozen=True)
class SavedOrganisation:
    """What is on disk after a change: the organisation as it now is, when, the change's number, and its kind.

    `kind` is title, profile, teams, ambition, organisation (several of these) or import; of an undo or a redo, that
    of the change that was turned.
    """

    organisation: Organisation
    at: dt.datetime
    change: int
    kind: str


@dataclass(frozen=True)
class AssessmentRow:
    """One line of a list of assessments, with the figures kept for it; None where there is no figure.

    `framework` is id@version. Where `kind` is "skills", `score` is the share of skills at target (0 to 1).
    """

    id: str
    title: str
    team: str
    round: str
    framework: str
    status: str
    scored: int
    applicable: int
    score: float | None
    target: float | None
    gap: float | None
    floor: float | None
    minimum: float | None
    maximum: float | None
    changed_at: dt.datetime
    team_title: str = ""
    round_title: str = ""
    kind: str = "maturity"


@dataclass(frozen=True)
class Change:
    """One entry of the journal. Paths are those of the portable form, joined by `/`; None: there is none.

    `kind` is created, score, raters, ideas, scope, import, upgrade, survey, status, reopened, undo or redo; `of` is
    the change that an undo or a redo speaks about.
    """

    id: int
    at: dt.datetime
    kind: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    of: int | None = None
    note: str = ""

    @property
    def capabilities(self) -> tuple[str, ...]:
        """The capabilities that the change touched."""
        found = {
            path.split("/")[1]: None for path in [*self.before, *self.after] if path.startswith("scores/")
        }
        return tuple(found)


@dataclass(frozen=True)
class Imported:
    """What an import took in: ids; `skipped` is what was there already, or is none of the app's files."""

    assessments: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    organisations: tuple[str, ...] = field(default=())
