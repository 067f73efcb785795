"""What the home screen shows, read by plain `sqlite3`: it is there before SQLAlchemy is imported.

Reads the figures that the store keeps beside each assessment; computes nothing but means over teams
(`glance_service`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from maturity_tui.store import schema_version
from maturity_tui.store.access import reading_uri
from maturity_tui.store.errors import StoreError, plain_errors
from maturity_tui.store.glance_service import ServiceRow, service_of, teams_then


class OrganisationRow(NamedTuple):
    """An organisation, and whether it is the current one."""

    id: str
    title: str
    current: bool


class RoundRow(NamedTuple):
    """A round that has assessments, with its dates as they are written."""

    id: str
    title: str
    begins: str | None = None
    ends: str | None = None


class TeamRow(NamedTuple):
    """A team and one of its assessments in the round; without one, the team has not started."""

    team: str
    title: str
    assessment: str | None
    framework: str
    kind: str
    status: str
    scored: int
    applicable: int
    score: float | None
    target: float | None
    gap: float | None
    floor: float | None
    minimum: float | None
    maximum: float | None
    changed_at: str


@dataclass(frozen=True)
class Glance:
    """The home screen's figures for one round of the current organisation."""

    organisation: str
    title: str
    rounds: tuple[RoundRow, ...]
    round: RoundRow | None
    teams: tuple[TeamRow, ...]
    service: ServiceRow | None


_COLUMNS = """a.team, a.id AS assessment, a.framework_id || '@' || a.framework_version AS framework,
    f.kind AS kind, a.status, a.scored, a.applicable, a.score, a.target, a.gap, a.floor, a.minimum, a.maximum,
    a.changed_at, a.sha256"""


def glance(path: Path, round_id: str | None = None) -> Glance | None:
    """What is in the database, in one round (the latest where none is named).

    None where there is nothing yet, or the store has to migrate it first. Raises StoreError where the file
    cannot be read as this app's database, or is newer than this app.
    """
    with _opened(path) as connection:
        return _read(connection, round_id) if connection else None


def organisations(path: Path) -> tuple[OrganisationRow, ...]:
    """All organisations, by title; none where `glance` is None. Raises StoreError as it does."""
    with _opened(path) as connection:
        if connection is None or (current := _organisation(connection)) is None:
            return ()
        rows = connection.execute("SELECT id, title FROM organisation ORDER BY title, id")
        return tuple(OrganisationRow(row["id"], row["title"], row["id"] == current["id"]) for row in rows)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection | None]:
    """The file, open for reading; None where it is not there, or the store has to migrate it first."""
    with plain_errors(str(path)):
        if not path.exists():
            yield None
            return
        with closing(sqlite3.connect(reading_uri(path), uri=True, timeout=5)) as connection:
            connection.row_factory = sqlite3.Row
            revision = schema_version.revision_of(connection)
            if complaint := schema_version.complaint(revision, str(path)):
                raise StoreError(complaint)
            yield connection if revision in schema_version.AT_A_GLANCE else None


def _read(connection: sqlite3.Connection, round_id: str | None) -> Glance | None:
    organisation = _organisation(connection)
    if organisation is None:
        return None
    identity, content = organisation["id"], json.loads(organisation["content"])
    rounds = _rounds(connection, identity)
    chosen = next((item for item in rounds if item.id == round_id), rounds[-1] if rounds else None)
    found = _assessments(connection, identity, chosen.id) if chosen else []
    there = teams_then(content, chosen)
    service, main = service_of(connection, found, content, chosen, there)
    return Glance(
        identity, organisation["title"], rounds, chosen, _teams(content, found, main, there), service
    )


def _organisation(connection: sqlite3.Connection) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        """SELECT o.id, o.title, o.content FROM organisation o
           LEFT JOIN setting s ON s.key = 'organisation' AND s.value = o.id
           ORDER BY s.value IS NULL, o.changed_at DESC LIMIT 1"""
    ).fetchone()
    return row


def _rounds(connection: sqlite3.Connection, organisation: str) -> tuple[RoundRow, ...]:
    rows = connection.execute(
        """SELECT round_id, max(round_title) AS title, min(round_begins) AS begins, max(round_ends) AS ends
           FROM assessment WHERE organisation = ?
           GROUP BY round_id ORDER BY min(coalesce(round_begins, created_at)), round_id""",
        (organisation,),
    )
    return tuple(RoundRow(row["round_id"], row["title"], row["begins"], row["ends"]) for row in rows)


def _assessments(connection: sqlite3.Connection, organisation: str, round_id: str) -> list[sqlite3.Row]:
    return connection.execute(
        f"""SELECT {_COLUMNS} FROM assessment a JOIN framework f ON f.sha256 = a.sha256
            WHERE a.organisation = ? AND a.round_id = ? ORDER BY a.id""",
        (organisation, round_id),
    ).fetchall()


def _teams(
    content: dict[str, Any], found: Sequence[sqlite3.Row], main: str, there: Sequence[dict[str, Any]]
) -> tuple[TeamRow, ...]:
    titles = {team["id"]: team["title"] for team in content.get("teams", [])}
    order = {team: index for index, team in enumerate(titles)}
    rows = [
        TeamRow(
            title=titles.get(row["team"], row["team"]),
            **{key: value for key, value in dict(row).items() if key != "sha256"},
        )
        for row in found
    ]
    started = {row.team for row in rows}
    rows += [
        TeamRow(
            team["id"], team["title"], None, main, "maturity", "", 0, 0, None, None, None, None, 0, None, ""
        )
        for team in there
        if team["id"] not in started
    ]
    return tuple(
        sorted(rows, key=lambda row: (row.framework != main, order.get(row.team, len(order)), row.framework))
    )


__all__ = ["Glance", "OrganisationRow", "RoundRow", "ServiceRow", "TeamRow", "glance", "organisations"]
