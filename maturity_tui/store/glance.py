"""What the home screen shows, read by plain `sqlite3`: it is there before SQLAlchemy is imported.

Reads the figures that the store keeps beside each assessment; computes nothing but means over teams.
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


class OrganisationRow(NamedTuple):
    """An organisation, and whether it is the current one."""

    id: str
    title: str
    current: bool


class RoundRow(NamedTuple):
    """A round that has assessments."""

    id: str
    title: str


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


class ServiceRow(NamedTuple):
    """The mean over the teams scored on the round's main framework; teams count alike."""

    framework: str
    framework_title: str
    teams_scored: int
    teams: int
    scored: int
    applicable: int
    score: float | None
    target: float | None
    gap: float | None
    floor: float | None
    levels: tuple[tuple[float, str], ...]


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
    service, main = _service(connection, found, content)
    return Glance(identity, organisation["title"], rounds, chosen, _teams(content, found, main), service)


def _organisation(connection: sqlite3.Connection) -> sqlite3.Row | None:
    row: sqlite3.Row | None = connection.execute(
        """SELECT o.id, o.title, o.content FROM organisation o
           LEFT JOIN setting s ON s.key = 'organisation' AND s.value = o.id
           ORDER BY s.value IS NULL, o.changed_at DESC LIMIT 1"""
    ).fetchone()
    return row


def _rounds(connection: sqlite3.Connection, organisation: str) -> tuple[RoundRow, ...]:
    rows = connection.execute(
        """SELECT round_id, max(round_title) AS title FROM assessment WHERE organisation = ?
           GROUP BY round_id ORDER BY min(coalesce(round_begins, created_at)), round_id""",
        (organisation,),
    )
    return tuple(RoundRow(row["round_id"], row["title"]) for row in rows)


def _assessments(connection: sqlite3.Connection, organisation: str, round_id: str) -> list[sqlite3.Row]:
    return connection.execute(
        f"""SELECT {_COLUMNS} FROM assessment a JOIN framework f ON f.sha256 = a.sha256
            WHERE a.organisation = ? AND a.round_id = ? ORDER BY a.id""",
        (organisation, round_id),
    ).fetchall()


def _current_teams(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The teams that are assessed: those with nobody below them that have not ended."""
    teams: list[dict[str, Any]] = content.get("teams", [])
    parents = {team.get("parent") for team in teams}
    return [team for team in teams if team["id"] not in parents and not team.get("to")]


def _teams(content: dict[str, Any], found: Sequence[sqlite3.Row], main: str) -> tuple[TeamRow, ...]:
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
        for team in _current_teams(content)
        if team["id"] not in started
    ]
    return tuple(
        sorted(rows, key=lambda row: (row.framework != main, order.get(row.team, len(order)), row.framework))
    )


def _service(
    connection: sqlite3.Connection, found: Sequence[sqlite3.Row], content: dict[str, Any]
) -> tuple[ServiceRow | None, str]:
    """The mean over teams of what can be compared: one maturity framework at one version."""
    rows = _on_main_framework(found)
    if not rows:
        return None, ""
    framework = connection.execute(
        "SELECT title, content FROM framework WHERE sha256 = ?", (rows[0]["sha256"],)
    ).fetchone()
    scale = json.loads(framework["content"])["scale"]
    elsewhere = {row["team"] for row in found} - {row["team"] for row in rows}
    teams = ({row["team"] for row in rows} | {team["id"] for team in _current_teams(content)}) - elsewhere
    floors = [row["floor"] for row in rows if row["floor"] is not None]
    main = rows[0]["framework"]
    service = ServiceRow(
        framework=main,
        framework_title=framework["title"],
        teams_scored=sum(row["score"] is not None for row in rows),
        teams=len(teams),
        scored=sum(row["scored"] for row in rows),
        applicable=sum(row["applicable"] for row in rows),
        score=_mean([row["score"] for row in rows]),
        target=_mean([row["target"] for row in rows]),
        gap=_mean([row["gap"] for row in rows]),
        floor=min(floors, default=None),
        levels=tuple((level["value"], level["name"]) for level in scale),
    )
    return service, main


def _on_main_framework(found: Sequence[sqlite3.Row]) -> Sequence[sqlite3.Row]:
    """The assessments on the framework that most teams are on: of equals, where most is scored, then by id."""
    groups: dict[str, list[sqlite3.Row]] = {}
    for row in found:
        if row["kind"] == "maturity":
            groups.setdefault(row["sha256"], []).append(row)
    return min(
        groups.values(),
        key=lambda rows: (-len(rows), -sum(row["scored"] for row in rows), rows[0]["framework"]),
        default=(),
    )


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
