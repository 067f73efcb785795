"""What a projection says of a node and of a cell: figures over the quarters, percentiles, what is held back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Row = tuple[float, ...]


@dataclass(frozen=True)
class Band:
    """One figure a quarter-end: its mean, and its percentiles where they were sampled."""

    mean: Row
    p5: Row | None = None
    p20: Row | None = None
    p50: Row | None = None
    p80: Row | None = None
    p95: Row | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values; null where not computed."""
        rows = {name: getattr(self, name) for name in ("mean", "p5", "p20", "p50", "p80", "p95")}
        return {name: None if row is None else list(row) for name, row in rows.items()}


@dataclass(frozen=True)
class NodeBand:
    """A node of one team (None: of all teams together): its figure now and at each quarter-end."""

    id: str
    team: str | None
    kind: str
    now: float
    mean: Row
    p5: Row | None = None
    p95: Row | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values; null where not computed."""
        p5, p95 = (None if row is None else list(row) for row in (self.p5, self.p95))
        return {
            "id": self.id,
            "team": self.team,
            "now": self.now,
            "mean": list(self.mean),
            "p5": p5,
            "p95": p95,
        }


@dataclass(frozen=True)
class Gated:
    """A cell that a prerequisite holds back at the last quarter-end, by how many levels, and which one."""

    team: str
    capability: str
    by: str
    held_back: float
