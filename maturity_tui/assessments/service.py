"""Several teams' results side by side: the whole service, and the heat map's table. Teams count alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_tui.assessments.figures import NodeFigure, Results


@dataclass(frozen=True)
class ServiceFigure:
    """One node over all teams: mean, lowest and highest of their figures, the lowest floor, the coverage.

    `teams_scored` of the `teams` have a figure. `mean`, `low`, `high` are None where none has.
    """

    mean: Fraction | None
    low: Fraction | None
    high: Fraction | None
    floor: Fraction | None
    teams_scored: int
    teams: int
    scored: int
    applicable: int


@dataclass(frozen=True)
class Column:
    """A node of the heat map, with its figure over all teams."""

    id: str
    title: str
    kind: str
    depth: int
    service: ServiceFigure


@dataclass(frozen=True)
class HeatMap:
    """Teams × nodes. A team that has no such node (out of its scope) has no cell there: `cell` gives None."""

    teams: tuple[str, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], NodeFigure]

    def cell(self, team: str, node: str) -> NodeFigure | None:
        """One team's figure for one node."""
        return self.cells.get((team, node))


def over_teams(results: Mapping[str, Results], node: str | None = None) -> ServiceFigure:
    """One node's figure over all teams; without a node, the whole's."""
    found = [team.by_id.get(node) if node else team.whole for team in results.values()]
    figures = [figure for figure in found if figure is not None]
    scores = [figure.score for figure in figures if figure.score is not None]
    floors = [figure.floor for figure in figures if figure.floor is not None]
    return ServiceFigure(
        mean=sum(scores, Fraction()) / len(scores) if scores else None,
        low=min(scores, default=None), high=max(scores, default=None), floor=min(floors, default=None),
        teams_scored=len(scores), teams=len(results),
        scored=sum(figure.scored for figure in figures),
        applicable=sum(figure.applicable for figure in figures),
    )  # fmt: skip


def heat_map(results: Mapping[str, Results]) -> HeatMap:
    """Every node that any team has, in the framework's order, whole first, and each team's figure for it."""
    cells = {(team, node.id): node for team, held in results.items() for node in held.nodes}
    columns = tuple(
        Column(node.id, node.title, node.kind, node.depth, over_teams(results, node.id))
        for node in _in_order(tuple(results.values()))
    )
    return HeatMap(tuple(results), columns, cells)


def _in_order(results: Sequence[Results]) -> list[NodeFigure]:
    """Each node once, as its first team has it, in the order of the first framework that knows it."""
    order: dict[str, int] = {}
    for held in results:
        for item in _ids(held):
            order.setdefault(item, len(order))
    found = {node.id: node for held in reversed(results) for node in held.nodes}
    return sorted(found.values(), key=lambda node: order[node.id])


def _ids(results: Results) -> list[str]:
    """The ids of a framework's nodes in the order of the results."""
    framework, ids = results.framework, [results.framework.id]
    seen: set[str] = set()
    for item, path in framework.paths.items():
        for step in (*(area.id for area in path), item):
            if step not in seen:
                seen.add(step)
                ids.append(step)
    return ids
