"""Several teams' results side by side: the whole service, and the heat map's table.

Only what is scored far enough is counted (`coverage`), in each node by itself: a team may have scored one area and have
another to come. Teams count alike unless they are given weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maturity_tui.assessments.figures import NodeFigure, Results
from maturity_tui.assessments.means import weighted_mean
from maturity_tui.assessments.rules import ONE
from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD, is_covered


@dataclass(frozen=True)
class ServiceFigure:
    """One node over the teams that count: mean, lowest and highest of their figures, the lowest floor, the coverage.

    `teams_scored` of the `teams` count; the others are `left_out`. `mean`, `low`, `high` are None where none counts. In
    a skills framework the figures are shares at target, a skill's the share of teams, and there is no floor.
    """

    mean: Fraction | None
    low: Fraction | None
    high: Fraction | None
    floor: Fraction | None
    teams_scored: int
    teams: int
    scored: int
    applicable: int
    left_out: tuple[str, ...] = ()


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


def over_teams(
    results: Mapping[str, Results],
    node: str | None = None,
    *,
    threshold: Fraction = COVERAGE_THRESHOLD,
    weights: Mapping[str, Fraction] | None = None,
) -> ServiceFigure:
    """One node's figure over all teams; without a node, the whole's. With weights, those without one are left out."""
    counted: dict[str, tuple[NodeFigure, Fraction]] = {}
    for team, held in results.items():
        figure = held.by_id.get(node) if node else held.whole
        value = value_of(held, figure, threshold)
        if figure is not None and value is not None and (weights is None or weights.get(team)):
            counted[team] = figure, value
    values = [value for _, value in counted.values()]
    floors = [figure.floor for figure, _ in counted.values() if figure.floor is not None]
    skills = any(held.framework.is_skills for held in results.values())
    shares = [(ONE if weights is None else weights[team], value) for team, (_, value) in counted.items()]
    return ServiceFigure(
        mean=weighted_mean(shares) if shares else None,
        low=min(values, default=None), high=max(values, default=None),
        floor=None if skills else min(floors, default=None),
        teams_scored=len(counted), teams=len(results),
        scored=sum(figure.scored for figure, _ in counted.values()),
        applicable=sum(figure.applicable for figure, _ in counted.values()),
        left_out=tuple(team for team in results if team not in counted),
    )  # fmt: skip


def value_of(
    results: Results, figure: NodeFigure | None, threshold: Fraction = COVERAGE_THRESHOLD
) -> Fraction | None:
    """What one team's node counts with; None where it does not count. A skill at target is 1, else 0."""
    if figure is None or not is_covered(figure.scored, figure.applicable, threshold):
        return None
    if results.framework.is_skills and figure.kind == "capability":
        return Fraction(figure.at_target) if figure.with_target else None
    return figure.score


def heat_map(results: Mapping[str, Results], *, threshold: Fraction = COVERAGE_THRESHOLD) -> HeatMap:
    """Every node that any team has, in the framework's order, whole first, and each team's figure for it."""
    cells = {(team, node.id): node for team, held in results.items() for node in held.nodes}
    columns = tuple(
        Column(node.id, node.title, node.kind, node.depth, over_teams(results, node.id, threshold=threshold))
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
