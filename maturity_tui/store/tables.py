"""The tables, as SQLModel. `migrations/` makes them; a test holds the two together.

Free text (notes, reasons, evidence, comments, ideas) stands in `text` alone. Scores and the journal hold its
number, so that a text can be erased in one place and no undo brings it back.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, Index, Integer, Text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class Base(SQLModel, registry=registry()):
    """What this database's tables have in common: metadata of their own, not SQLModel's shared one."""


class OrganisationRecord(Base, table=True):
    """An organisation: its whole value as JSON."""

    __tablename__ = "organisation"
    id: str = Field(primary_key=True, sa_type=Text)
    title: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    version: int
    changed_at: str = Field(sa_type=Text)


class OrganisationChangeRecord(Base, table=True):
    """One entry of an organisation's journal; append-only, and turned by entries as `change` is."""

    __tablename__ = "organisation_change"
    __table_args__ = (
        Index("ix_organisation_change_organisation_id", "organisation", "id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    organisation: str = Field(foreign_key="organisation.id", sa_type=Text)
    at: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)
    of: int | None = Field(default=None, foreign_key="organisation_change.id")


class FrameworkRecord(Base, table=True):
    """A framework's canonical JSON under its digest. Never changed: what was pinned stays as it was."""

    __tablename__ = "framework"
    sha256: str = Field(primary_key=True, sa_type=Text)
    id: str = Field(sa_type=Text)
    version: str = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    added_at: str = Field(sa_type=Text)


class AssessmentRecord(Base, table=True):
    """One assessment without its scores, and the figures that lists show (kept in the same transaction)."""

    __tablename__ = "assessment"
    id: str = Field(primary_key=True, sa_type=Text)
    organisation: str = Field(foreign_key="organisation.id", index=True, sa_type=Text)
    team: str = Field(sa_type=Text)
    round_id: str = Field(sa_type=Text)
    round_title: str = Field(sa_type=Text)
    round_begins: str | None = Field(default=None, sa_type=Text)
    round_ends: str | None = Field(default=None, sa_type=Text)
    framework_id: str = Field(sa_type=Text)
    framework_version: str = Field(sa_type=Text)
    sha256: str = Field(foreign_key="framework.sha256", sa_type=Text)
    scope: str = Field(sa_type=Text)
    status: str = Field(sa_type=Text)
    raters: str = Field(sa_type=Text)
    ideas: str = Field(sa_type=Text)
    upgraded: str = Field(default="[]", sa_type=Text)
    version: int
    created_at: str = Field(sa_type=Text)
    changed_at: str = Field(sa_type=Text)
    scored: int
    applicable: int
    score: float | None = Field(default=None, sa_type=Double)
    target: float | None = Field(default=None, sa_type=Double)
    gap: float | None = Field(default=None, sa_type=Double)
    floor: float | None = Field(default=None, sa_type=Double)
    minimum: float | None = Field(default=None, sa_type=Double)
    maximum: float | None = Field(default=None, sa_type=Double)


class TextRecord(Base, table=True):
    """A piece of free text. `erased_at` says that its content was erased, and when.

    Whoever erases one counts up the assessment's version, so that no writer goes on with what it had read.
    """

    __tablename__ = "text"
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    assessment: str = Field(foreign_key="assessment.id", index=True, sa_type=Text)
    content: str = Field(sa_type=Text)
    erased_at: str | None = Field(default=None, sa_type=Text)


class ScoreRecord(Base, table=True):
    """What is in force for one capability; its ratings stand in `rating`."""

    __tablename__ = "score"
    assessment: str = Field(primary_key=True, foreign_key="assessment.id", sa_type=Text)
    capability: str = Field(primary_key=True, sa_type=Text)
    agreed: float | None = Field(default=None, sa_type=Double)
    not_applicable: int | None = Field(default=None, foreign_key="text.id")
    confidence: str | None = Field(default=None, sa_type=Text)
    target: float | None = Field(default=None, sa_type=Double)
    note: int | None = Field(default=None, foreign_key="text.id")
    evidence: str = Field(default="[]", sa_type=Text)
    comments: str = Field(default="{}", sa_type=Text)
    version: int
    changed_at: str = Field(sa_type=Text)


class ChangeRecord(Base, table=True):
    """One entry of the journal; append-only. Undo and redo are entries too, and name the one they turn."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_assessment_id", "assessment", "id"), {"sqlite_autoincrement": True})
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    assessment: str = Field(foreign_key="assessment.id", sa_type=Text)
    at: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)
    of: int | None = Field(default=None, foreign_key="change.id")
    note: int | None = Field(default=None, foreign_key="text.id")


class RatingRecord(Base, table=True):
    """One rating; append-only: the last of a rater for a capability is in force, unless it withdraws.

    No level means that the rater does not know. Raters are opaque ids; there is no free text here.
    """

    __tablename__ = "rating"
    __table_args__ = (
        Index("ix_rating_in_force", "assessment", "capability", "rater", "id"),
        {"sqlite_autoincrement": True},
    )
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    assessment: str = Field(foreign_key="assessment.id", sa_type=Text)
    capability: str = Field(sa_type=Text)
    rater: str = Field(sa_type=Text)
    level: float | None = Field(default=None, sa_type=Double)
    confidence: str | None = Field(default=None, sa_type=Text)
    withdrawn: int = 0
    change: int = Field(foreign_key="change.id")
    at: str = Field(sa_type=Text)


class InputsRecord(Base, table=True):
    """An organisation's own inputs, as one value."""

    __tablename__ = "inputs"
    organisation: str = Field(primary_key=True, foreign_key="organisation.id", sa_type=Text)
    content: str = Field(sa_type=Text)
    version: int
    changed_at: str = Field(sa_type=Text)


class ScenarioRecord(Base, table=True):
    """A scenario, as one value."""

    __tablename__ = "scenario"
    organisation: str = Field(primary_key=True, foreign_key="organisation.id", sa_type=Text)
    id: str = Field(primary_key=True, sa_type=Text)
    title: str = Field(sa_type=Text)
    content: str = Field(sa_type=Text)
    version: int
    changed_at: str = Field(sa_type=Text)


class SettingRecord(Base, table=True):
    """Small facts about the database, such as which organisation is the current one."""

    __tablename__ = "setting"
    key: str = Field(primary_key=True, sa_type=Text)
    value: str = Field(sa_type=Text)
