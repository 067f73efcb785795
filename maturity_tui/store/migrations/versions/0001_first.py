"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# As in schema_version.py; written out here because a migration never changes after its release.
APPLICATION_ID = 0x6D747569
APPEND_ONLY = ("rating", "change")


def upgrade() -> None:
    """Make all tables."""
    _values()
    _assessments()
    _journal()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for table in APPEND_ONLY:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f'CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON "{table}"'
                    " BEGIN SELECT RAISE(ABORT, 'append-only'); END"
                )


def _text(name: str, *constraints: sa.ForeignKey, null: bool = False, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), *constraints, nullable=null, primary_key=key)


def _number(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Double(), nullable=True)


def _whole(name: str, *constraints: sa.ForeignKey, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), *constraints, nullable=null)


def _values() -> None:
    op.create_table(
        "organisation",
        _text("id", key=True), _text("title"), _text("content"), _whole("version"), _text("changed_at"),
    )  # fmt: skip
    op.create_table(
        "framework",
        _text("sha256", key=True), _text("id"), _text("version"), _text("title"), _text("kind"),
        _text("content"), _text("added_at"),
    )  # fmt: skip
    op.create_table(
        "inputs",
        _text("organisation", sa.ForeignKey("organisation.id"), key=True),
        _text("content"), _whole("version"), _text("changed_at"),
    )  # fmt: skip
    op.create_table(
        "scenario",
        _text("organisation", sa.ForeignKey("organisation.id"), key=True), _text("id", key=True),
        _text("title"), _text("content"), _whole("version"), _text("changed_at"),
    )  # fmt: skip
    op.create_table("setting", _text("key", key=True), _text("value"))


def _assessments() -> None:
    op.create_table(
        "assessment",
        _text("id", key=True), _text("organisation", sa.ForeignKey("organisation.id")), _text("team"),
        _text("round_id"), _text("round_title"),
        _text("round_begins", null=True), _text("round_ends", null=True),
        _text("framework_id"), _text("framework_version"), _text("sha256", sa.ForeignKey("framework.sha256")),
        _text("scope"), _text("status"), _text("raters"), _text("ideas"),
        _whole("version"), _text("created_at"), _text("changed_at"),
        _whole("scored"), _whole("applicable"),
        _number("score"), _number("target"), _number("gap"), _number("floor"),
        _number("minimum"), _number("maximum"),
    )  # fmt: skip
    op.create_index("ix_assessment_organisation", "assessment", ["organisation"])
    op.create_table(
        "text",
        sa.Column("id", sa.Integer(), primary_key=True),
        _text("assessment", sa.ForeignKey("assessment.id")), _text("content"), _text("erased_at", null=True),
    )  # fmt: skip
    op.create_index("ix_text_assessment", "text", ["assessment"])
    op.create_table(
        "score",
        _text("assessment", sa.ForeignKey("assessment.id"), key=True), _text("capability", key=True),
        _number("agreed"), _whole("not_applicable", sa.ForeignKey("text.id"), null=True),
        _text("confidence", null=True), _number("target"),
        _whole("note", sa.ForeignKey("text.id"), null=True),
        _text("evidence"), _text("comments"), _whole("version"), _text("changed_at"),
    )  # fmt: skip


def _journal() -> None:
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), primary_key=True),
        _text("assessment", sa.ForeignKey("assessment.id")), _text("at"), _text("kind"),
        _text("before"), _text("after"),
        _whole("of", sa.ForeignKey("change.id"), null=True),
        _whole("note", sa.ForeignKey("text.id"), null=True),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("ix_change_assessment_id", "change", ["assessment", "id"])
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), primary_key=True),
        _text("assessment", sa.ForeignKey("assessment.id")), _text("capability"), _text("rater"),
        _number("level"), _text("confidence", null=True), _whole("withdrawn"),
        _whole("change", sa.ForeignKey("change.id")), _text("at"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    op.create_index("ix_rating_in_force", "rating", ["assessment", "capability", "rater", "id"])
