"""The nodes that a projection reports, and what the roll-up rules make of a team's levels.

This is the bridge to the results: their figures are the start of every node, their rules the only ones used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from maturity_tui.analysis.projection.baseline import Baseline
from maturity_tui.assessments.rollup import NodeFigure, Results
from maturity_tui.assessments.rules import ONE, ZERO, Item, Part, coefficients, combine, grade, reached
from maturity_tui.frameworks.models import Area, Framework
from maturity_tui.frameworks.values import exact

Shares = dict[str, Fraction]
Scored = list[tuple[str, NodeFigure, Fraction]]


@dataclass(frozen=True)
class Node:
    """A node of one team, or of all teams together (`team` is None): what it is, and its figure now."""

    id: str
    team: str | None
    kind: str
    now: float
    cell: int | None = None


def nodes_of(baseline: Baseline) -> tuple[Node, ...]:
    """All teams together first (the whole, areas, capabilities), then each team's own."""
    if not baseline.results:
        return _plain_nodes(baseline)
    scored: dict[str, Scored] = {}
    for team, results in baseline.results.items():
        for figure in results.nodes:
            if (value := baseline.value(team, figure.id)) is not None:
                scored.setdefault(figure.id, []).append((team, figure, value))
    together = tuple(
        Node(item, None, found[0][1].kind, float(sum((value for *_, value in found), ZERO) / len(found)))
        for item in _order(baseline)
        if (found := scored.get(item))
    )
    own = tuple(
        Node(figure.id, team, figure.kind, float(figure.score), baseline.place.get((team, figure.id)))
        for team, results in baseline.results.items()
        for figure in results.nodes
        if figure.score is not None
    )
    return together + own


def teams_of(node: Node, baseline: Baseline) -> list[str]:
    """The teams that a node's figure is of: its own, or all that count in it."""
    if node.team is not None:
        return [node.team]
    return [team for team in baseline.results if baseline.value(team, node.id) is not None]


def shares_of(baseline: Baseline, team: str) -> dict[str, Shares]:
    """For each node of a team how far a step of each capability moves it, where rules are linear."""
    results = baseline.results[team]
    framework = results.framework
    found: dict[str, Shares] = {item: {item: ONE} for item in framework.capabilities}
    for area, children in _walk(results):
        if framework.is_skills:
            below = [item for child in children for item in found[child] if _has_target(baseline, team, item)]
            found[area.id] = {item: Fraction(1, len(below)) for item in below}
            continue
        pulls = coefficients(area.rollup or framework.rollup, [_part(results, child) for child in children])
        found[area.id] = {
            item: pull * share
            for child, pull in zip(children, pulls, strict=True)
            if pull
            for item, share in found[child].items()
        }
    return found


def by_rule(results: Results, levels: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """The score of every node that has one, by the rules, for given levels of a team's capabilities."""
    framework = results.framework
    leaves = [item for item in framework.capabilities if item in results.by_id]
    parts = {item: _part(results, item)._replace(score=levels.get(item)) for item in leaves}
    below: dict[str, list[str]] = {item: [item] for item in leaves}
    for area, children in _walk(results):
        rule = area.rollup or framework.rollup
        below[area.id] = [leaf for child in children for leaf in below[child]]
        if rule.by_level:
            items = [_item(framework, leaf, parts[leaf]) for leaf in below[area.id]]
            made = reached(rule, items, area.threshold)
        else:
            made = combine(rule, [parts[child] for child in children])
        parts[area.id] = made._replace(weight=exact(area.weight))
    return {item: part.score for item, part in parts.items() if part.score is not None}


def _plain_nodes(baseline: Baseline) -> tuple[Node, ...]:
    now = sum(cell.weight * cell.score for cell in baseline.cells)
    cells = (
        Node(cell.capability, cell.team, "capability", cell.score, place)
        for place, cell in enumerate(baseline.cells)
    )
    return (Node("overall", None, "framework", now), *cells)


def _order(baseline: Baseline) -> list[str]:
    """The ids of the framework's nodes in the order of the results: each area followed by what lies in it."""
    found: list[str] = []

    def visit(area: Area) -> None:
        found.append(area.id)
        for child in area.areas:
            visit(child)
        found.extend(item.id for item in area.capabilities)

    if baseline.framework is not None:
        visit(_top(baseline.framework))
    return found


def _top(framework: Framework) -> Area:
    return Area(id=framework.id, title=framework.title, areas=framework.areas)


def _walk(results: Results) -> list[tuple[Area, list[str]]]:
    """Every area that has a figure, with its children that have one; the innermost first, the whole last."""
    found: list[tuple[Area, list[str]]] = []

    def visit(area: Area) -> None:
        for child in area.areas:
            visit(child)
        below = [child.id for child in area.areas] + [item.id for item in area.capabilities]
        if area.id in results.by_id:
            found.append((area, [item for item in below if item in results.by_id]))

    visit(_top(results.framework))
    return found


def _part(results: Results, item: str) -> Part:
    """A node as its parent's rule sees it."""
    figure = results.by_id[item]
    framework = results.framework
    source = framework.capabilities.get(item) or framework.every_area[item]
    applicable = figure.applicable > 0
    return Part(figure.score, figure.minimum, figure.maximum, applicable, exact(source.weight))


def _item(framework: Framework, leaf: str, part: Part) -> Item:
    """A capability as the rules by level see it."""
    level = framework.capabilities[leaf].level
    if part.score is None:
        return Item(level, None, part.applicable)
    return Item(level, grade(float(part.score), float(part.minimum), float(part.maximum)), part.applicable)


def _has_target(baseline: Baseline, team: str, item: str) -> bool:
    place = baseline.place.get((team, item))
    return place is not None and baseline.cells[place].target is not None
