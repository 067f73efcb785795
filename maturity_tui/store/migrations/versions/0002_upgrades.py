"""Assessments that moved to another version of their framework: where from, and what they left in the record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the one column; what is there was never upgraded."""
    op.add_column("assessment", sa.Column("upgraded", sa.Text(), nullable=False, server_default="[]"))
