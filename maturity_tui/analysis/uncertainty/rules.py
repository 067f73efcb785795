"""The roll-up rules on rows of draws: what `assessments/rules.py` says of one assessment, for thousands at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from maturity_tui.assessments.figures import Results
from maturity_tui.assessments.rules import BOUNDS, FULLY, LARGELY, NOT, WHOLLY
from maturity_tui.frameworks.models import Area, Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.float32]

# A level on a bound but for the rounding of a float32 lies on it.
_ROUNDING = 1e-6


@dataclass(frozen=True, eq=False)
class _Part:
    """A child as its parent's rule reads it; without a row it is blank."""

    row: Draws | None
    weight: float
    applicable: bool


def rolled_up(results: Results, rows: Mapping[str, Draws]) -> dict[str, Draws]:
    """A row of draws for every node of a team that has a figure, from those of its scored capabilities."""
    framework = results.framework
    parts = {
        item: _Part(rows.get(item), float(capability.weight), results.by_id[item].applicable > 0)
        for item, capability in framework.capabilities.items()
        if item in results.by_id
    }
    below: dict[str, list[str]] = {item: [item] for item in parts}
    for area, children in _inside_out(results):
        rule = area.rollup or framework.rollup
        below[area.id] = [leaf for child in children for leaf in below[child]]
        if rule.by_level:
            row = _by_level(results, rule, area.threshold, {leaf: parts[leaf] for leaf in below[area.id]})
        else:
            row = _joined(rule, [parts[child] for child in children])
        applicable = any(parts[child].applicable for child in children)
        parts[area.id] = _Part(row, float(area.weight), applicable)
    return {item: part.row for item, part in parts.items() if part.row is not None}


def _inside_out(results: Results) -> Iterator[tuple[Area, list[str]]]:
    """Every area that has a figure, the innermost first and the whole last, with its children that have one."""
    framework = results.framework

    def visit(area: Area) -> Iterator[tuple[Area, list[str]]]:
        for child in area.areas:
            yield from visit(child)
        if area.id in results.by_id:
            children = [*(child.id for child in area.areas), *(item.id for item in area.capabilities)]
            yield area, [item for item in children if item in results.by_id]

    yield from visit(Area(id=framework.id, title=framework.title, areas=framework.areas))


def _joined(rule: Rule, parts: Sequence[_Part]) -> Draws | None:
    import numpy as np

    weighted = rule is Rule.WEIGHTED_MEAN
    used = [
        (part.row, part.weight if weighted else 1.0)
        for part in parts
        if part.row is not None and part.applicable and (part.weight or not weighted)
    ]
    if not used:
        return None
    if rule is Rule.LOWEST:
        return reduce(np.minimum, (row for row, _ in used))
    whole = 1.0 if rule is Rule.SUM else sum(weight for _, weight in used)
    return reduce(np.add, (row * np.float32(weight / whole) for row, weight in used))


def _by_level(
    results: Results, rule: Rule, threshold: str | None, leaves: Mapping[str, _Part]
) -> Draws | None:
    """The highest level whose items, and all below it, are met as far as the rule wants."""
    import numpy as np

    own, before = _wanted(rule, threshold)
    rows = [part.row for part in leaves.values() if part.row is not None and part.applicable]
    tags = {leaf: results.framework.capabilities[leaf].level for leaf in leaves}
    counted = [(leaf, level) for leaf, level in tags.items() if level is not None and leaves[leaf].applicable]
    if not rows or not counted:
        return None
    top = max(level for _, level in counted)
    found = np.full(len(rows[0]), top, dtype=np.float32)
    for leaf, level in counted:
        row = leaves[leaf].row
        grades = np.full(len(found), NOT - 1) if row is None else _grades(results, leaf, row)
        cap = np.where(grades >= own, level, level - 1)
        np.minimum(found, np.where(grades >= max(own, before), top, cap), out=found)
    return found


def _wanted(rule: Rule, threshold: str | None) -> tuple[int, int]:
    """The grade that a level's own items need, and that of all levels before it."""
    if rule is Rule.STAGED:
        return WHOLLY, WHOLLY
    if rule is Rule.NPLF:
        return LARGELY, FULLY
    stated = "NPLF".index(threshold or "L")
    return stated, stated


def _grades(results: Results, leaf: str, row: Draws) -> Draws:
    import numpy as np

    figure = results.by_id[leaf]
    low, high = float(figure.minimum), float(figure.maximum)
    share = (row - np.float32(low)) / np.float32(high - low) if high > low else np.ones_like(row)
    grades = reduce(np.add, ((share > float(bound) + _ROUNDING).astype(np.float32) for bound in BOUNDS))
    return np.where(share >= 1, np.float32(WHOLLY), grades)
