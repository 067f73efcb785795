"""Alembic's way in: migrates the connection that it is handed, inside the transaction open on it."""

from __future__ import annotations

from alembic import context

from maturity_tui.store import tables

target_metadata = tables.Base.metadata


def run() -> None:
    """Migrate. The caller began the transaction (on SQLite with an explicit BEGIN) and commits it."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=target_metadata, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()


run()
