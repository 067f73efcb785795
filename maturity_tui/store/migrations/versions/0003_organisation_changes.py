"""Changes to an organisation: what it was before and after each, so that they can be undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLE = "organisation_change"


def upgrade() -> None:
    """Make the one table, append-only as the journal of assessments is; what was changed before is not known."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("organisation", sa.Text(), sa.ForeignKey("organisation.id"), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("of", sa.Integer(), sa.ForeignKey(f"{TABLE}.id"), nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_organisation_change_organisation_id", TABLE, ["organisation", "id"])
    if op.get_bind().dialect.name == "sqlite":
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f'CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON "{TABLE}"'
                " BEGIN SELECT RAISE(ABORT, 'append-only'); END"
            )
