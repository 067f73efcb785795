"""Why this number: any projected figure in one sentence, with arithmetic that adds up."""

from __future__ import annotations

from maturity_tui.analysis.explanation.level import SMALL, column_of, explain
from maturity_tui.analysis.projection.nodes import Node, teams_of
from maturity_tui.analysis.projection.projection import Projection
from maturity_tui.frameworks.check import nearest

MOST_NAMED = 4


def explain_node(projection: Projection, team: str | None, node: str, quarter: str | None = None) -> str:
    """How a capability, an area or the whole comes to its figure at a quarter-end (the last one); `team` None: over
    all teams. Raises ValueError, in a sentence, for what has no figure or a quarter outside the horizon."""
    baseline = projection.baseline
    wanted = baseline.framework.resolve(node) if baseline.framework else node
    team = baseline.teams[0] if team is None and len(baseline.teams) == 1 and baseline.results else team
    place, found = _find(projection, team, wanted, node)
    column = column_of(projection, quarter)
    if found.cell is not None and found.team is not None:
        return explain(projection, found.team, found.id, quarter)
    now, then = found.now, float(projection.model.figures.of_nodes(projection.levels.final)[place, column])
    title, end = _title(projection, found), projection.quarters[column]
    if projection.baseline.is_skills:
        return _skills(projection, found, (now, then), column)
    if abs(then - now) < SMALL:
        back = _held_back(projection, place, column)
        why = (
            "prerequisites hold back all that would move it"
            if back >= SMALL
            else "no input at work by then moves it"
        )
        return f"{title} stays at {now:.2f} to the end of {end}: {why}."
    verb = "rises" if then > now else "falls"
    text = f"{title} {verb} from {now:.2f} to {then:.2f} by the end of {end}: "
    if projection.model.figures.matrix is None:
        return text + _by_rule(projection, found, column)
    return text + _as_sum(projection, place, (now, then), column)


def _find(projection: Projection, team: str | None, wanted: str, asked: str) -> tuple[int, Node]:
    nodes = projection.model.figures.nodes
    for place, node in enumerate(nodes):
        if node.id == wanted and node.team == team:
            return place, node
    known = sorted({node.id for node in nodes if node.team == team})
    if not known:
        teams = projection.baseline.teams
        hint = nearest(team or "", teams) or f"It is of {', '.join(teams)}."
        raise ValueError(f"There is no team {team!r} in the projection. {hint}")
    whose = f" for {team}" if team else ""
    hint = nearest(asked, known)
    raise ValueError(f"{asked} has no figure{whose}: it is blank, not applicable or unknown. {hint}".rstrip())


def _title(projection: Projection, node: Node) -> str:
    framework = projection.baseline.framework
    if framework is None or node.id == framework.id:
        name = "The whole" if node.kind == "framework" else node.id
    else:
        area = framework.every_area.get(node.id)
        name = area.title if area else projection.baseline.title(node.id)
    teams = teams_of(node, projection.baseline) or projection.baseline.teams
    if node.team is not None or len(projection.baseline.teams) < 2:
        return name
    return f"{name} over {len(teams)} teams" if len(teams) > 1 else f"{name} in {teams[0]} alone"


def _held_back(projection: Projection, place: int, column: int) -> float:
    """How much higher a node would stand but for prerequisites; 0 where its rule is not linear."""
    model, free = projection.model, projection.levels.free
    if model.figures.matrix is None:
        return 0.0
    held = model.gate.held(free, model.doses.bands.score)
    return float(model.figures.matrix[place] @ (free - held)[:, column])


def _as_sum(projection: Projection, place: int, ends: tuple[float, float], column: int) -> str:
    """`2.10 + 0.75, the sum of rise × weight: …`, the largest first; several teams' cells are taken together."""
    levels, score = projection.levels, projection.model.figures.score
    assert projection.model.figures.matrix is not None
    weights = projection.model.figures.matrix[place]
    rise = (levels.final[:, column] - score) * weights
    sums: dict[str, tuple[float, float]] = {}
    for cell, part, weight in zip(projection.baseline.cells, rise.tolist(), weights.tolist(), strict=True):
        before = sums.get(cell.capability, (0.0, 0.0))
        sums[cell.capability] = before[0] + part, before[1] + weight
    rows = sorted(((name, *both) for name, both in sums.items() if abs(both[0]) >= SMALL / 10), key=_size)
    named = [f"{projection.baseline.title(name)} {part / weight:.3f} × {weight:.3f}"
             for name, part, weight in rows[:MOST_NAMED]]  # fmt: skip
    if more := rows[MOST_NAMED:]:
        named.append(f"{len(more)} more {sum(part for _, part, _ in more):.3f}")
    now, then = ends
    said = f"{now:.3f} {'+' if then >= now else '−'} {abs(then - now):.3f}"
    text = f"{said}, the sum of rise × weight: {' + '.join(named)}"
    back = _held_back(projection, place, column)
    return text + (f"; prerequisites hold back another {back:.3f}" if back >= SMALL else "") + "."


def _size(row: tuple[str, float, float]) -> float:
    return -abs(row[1])


def _by_rule(projection: Projection, node: Node, column: int) -> str:
    """What the rule reads: the figures of the parts, or of the teams."""
    baseline, figures = projection.baseline, projection.model.figures
    found = figures.of_nodes(projection.levels.final)[:, column].tolist()
    value = {(one.team, one.id): figure for one, figure in zip(figures.nodes, found, strict=True)}
    if node.team is None and len(baseline.teams) > 1:
        teams = [f"{team} {value[team, node.id]:.2f}" for team in teams_of(node, baseline)]
        return f"the mean of the teams' figures: {', '.join(teams)}."
    team = node.team or baseline.teams[0]
    framework = baseline.framework
    assert framework is not None
    area = framework.every_area.get(node.id)
    rule = (area.rollup if area else None) or framework.rollup
    below = [(one.id, one.title) for one in (area.areas if area else framework.areas)]
    below += [(one.id, one.title) for one in (area.capabilities if area else ())]
    parts = [f"{title} {value[team, item]:.2f}" for item, title in below if (team, item) in value]
    return f"the rule “{rule}” applied to {', '.join(parts)}."


def _skills(projection: Projection, node: Node, ends: tuple[float, float], column: int) -> str:
    """How many of a node's skills are at target, and which come to be."""
    now, then = (f"{100 * end:.0f} %" for end in ends)
    title, end = _title(projection, node), projection.quarters[column]
    matrix, figures = projection.model.figures.matrix, projection.model.figures
    assert matrix is not None
    row = matrix[figures.nodes.index(node)]
    bar, level = figures.target - SMALL / 1e6, projection.levels.final[:, column]
    new = [cell for cell, pull, reached, before in zip(
        projection.baseline.cells, row.tolist(), (level >= bar).tolist(), (figures.score >= bar).tolist(),
        strict=True) if pull and reached and not before]  # fmt: skip
    if not new:
        return f"{title} stays at {now} of skills at target to the end of {end}: no further skill comes to its target."
    several = node.team is None and len(projection.baseline.teams) > 1
    names = [projection.baseline.title(one.capability) + (f" ({one.team})" if several else "") for one in new]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    verb = "come to their targets" if len(names) > 1 else "comes to its target"
    said = f"{', '.join(names[:MOST_NAMED])}{more} {verb}"
    return f"{title} goes from {now} to {then} of skills at target by the end of {end}: {said}."
