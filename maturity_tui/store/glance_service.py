"""Home's figure over the teams of a round, from the figures kept beside each assessment.

By the rules of `assessments.organisation_rollup`, which cannot be imported here, since it would cost the first paint:
tests hold the two together. Standard library only.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from maturity_tui.store.glance import RoundRow

# What must be scored for a team to count, as numerator and denominator: `assessments.coverage`.
COVERED = (4, 5)


class ServiceRow(NamedTuple):
    """The mean over the teams covered on the round's main framework; teams count alike.

    `left_out` says of the other teams in a few words how many are left out, and why.
    """

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
    left_out: tuple[str, ...] = ()


def teams_then(content: dict[str, Any], chosen: RoundRow | None) -> list[dict[str, Any]]:
    """The teams to be assessed in a round: those then there with nobody then there below them."""
    first = chosen.begins if chosen else None
    last = (chosen.ends or chosen.begins) if chosen else None
    there = [
        team
        for team in content.get("teams", [])
        if not (team.get("to") and (first is None or team["to"] < first))
        and not (team.get("from") and last is not None and team["from"] > last)
    ]
    parents = {team.get("parent") for team in there}
    return [team for team in there if team["id"] not in parents]


def service_of(
    connection: sqlite3.Connection, found: Sequence[sqlite3.Row], content: dict[str, Any],
    chosen: RoundRow | None, there: Sequence[dict[str, Any]],
) -> tuple[ServiceRow | None, str]:  # fmt: skip
    """The mean over teams of what can be compared: one maturity framework at one version, scored far enough."""
    rows = _on_main_framework(found)
    if not rows:
        return None, ""
    framework = connection.execute(
        "SELECT title, content FROM framework WHERE sha256 = ?", (rows[0]["sha256"],)
    ).fetchone()
    scale = json.loads(framework["content"])["scale"]
    main = rows[0]["framework"]
    same = [row for row in found if row["framework"].partition("@")[0] == main.partition("@")[0]]
    gone = _succeeded(content, chosen, {row["team"] for row in same})
    rows = [row for row in rows if row["team"] not in gone]
    teams = ({row["team"] for row in same} | {team["id"] for team in there}) - gone
    counted = [row for row in rows if row["score"] is not None and _covered(row)]
    reasons = {
        f"below {100 * COVERED[0] // COVERED[1]} % scored": len(rows) - len(counted),
        "on another version": len({row["team"] for row in same} - gone) - len(rows),
        "without an assessment": len(teams - {row["team"] for row in same}),
    }
    service = ServiceRow(
        framework=main,
        framework_title=framework["title"],
        teams_scored=len(counted),
        teams=len(teams),
        scored=sum(row["scored"] for row in counted),
        applicable=sum(row["applicable"] for row in counted),
        score=_mean([row["score"] for row in counted]),
        target=_mean([row["target"] for row in counted]),
        gap=_mean([row["gap"] for row in counted]),
        floor=min((row["floor"] for row in counted if row["floor"] is not None), default=None),
        levels=tuple((level["value"], level["name"]) for level in scale),
        left_out=tuple(f"{count} {reason}" for reason, count in reasons.items() if count),
    )
    return service, main


def _covered(row: sqlite3.Row) -> bool:
    """Whether so much is scored that the figure is the team's."""
    return bool(row["scored"] and row["scored"] * COVERED[1] >= row["applicable"] * COVERED[0])


def _succeeded(content: dict[str, Any], chosen: RoundRow | None, assessed: set[str]) -> set[str]:
    """Teams that ended by the end of the round and are followed by one that is assessed in it."""
    last = (chosen.ends or chosen.begins) if chosen else None
    return {
        team["id"]
        for team in content.get("teams", [])
        if team.get("to") and (last is None or team["to"] <= last)
        and assessed & set(team.get("followed_by", ()))
    }  # fmt: skip


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
