"""Roll-up: from the agreed scores of one assessment to a figure for every node, in exact rationals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from maturity_tui.assessments.figures import (
    SHARE_AT_TARGET,
    Bound,
    Branch,
    NodeFigure,
    NodeKind,
    Results,
    as_written,
    one_decimal,
)
from maturity_tui.assessments.models import EMPTY_SCORE, Assessment
from maturity_tui.assessments.organisation import Theme
from maturity_tui.assessments.rules import ONE, ZERO, Item, Part, combine, grade, reached
from maturity_tui.assessments.scope import in_scope, scores_held
from maturity_tui.assessments.targets import highest_level, lowest_level, targets_in_force
from maturity_tui.frameworks.models import Area, Capability, Framework, Rule
from maturity_tui.frameworks.values import exact


def roll_up(framework: Framework, assessment: Assessment, ambition: Sequence[Theme] = ()) -> Results:
    """All figures of one assessment. The ambition matters for skills frameworks only (share at target)."""
    return _Walk(framework, assessment, ambition).results()


class _Walk:
    """One walk over the tree; figures, and the capabilities seen so far, are collected on the way."""

    def __init__(self, framework: Framework, assessment: Assessment, ambition: Sequence[Theme]) -> None:
        self.framework = framework
        self.scope = frozenset(in_scope(framework, assessment.scope))
        self.held = scores_held(framework, assessment)
        self.aims: Mapping[str, Fraction] = {}
        if framework.is_skills:
            targets = targets_in_force(framework, assessment, ambition)
            self.aims = {item: exact(target.value) for item, target in targets.items()}
        self.figures: list[NodeFigure] = []
        self.leaves: list[Branch] = []
        self.items: list[Item] = []

    def results(self) -> Results:
        """Walk from the framework, taken as the area above all others."""
        framework = self.framework
        top = Area.model_construct(
            id=framework.id, title=framework.title, rollup=framework.rollup, areas=framework.areas
        )
        tree = self.node(top, 0) or self.nothing(top)
        return Results(framework, tuple(self.figures), tree)

    def node(self, area: Area, depth: int) -> Branch | None:
        """An area and all below it; None, and no figure, where nothing in it is in scope."""
        place, start = len(self.figures), len(self.leaves)
        below = [self.node(child, depth + 1) for child in area.areas]
        below += [self.leaf(item, depth + 1) for item in area.capabilities if item.id in self.scope]
        children = tuple(child for child in below if child is not None)
        if not children:
            return None
        if self.framework.is_skills:
            branch = self.share_at_target(area, depth, children, start)
        else:
            branch = self.joined(area, depth, children, start)
        self.figures.insert(place, branch.figure)
        return branch

    def leaf(self, item: Capability, depth: int) -> Branch:
        """A capability: its own score and range."""
        held = self.held.get(item.id, EMPTY_SCORE)
        agreed, applicable = held.agreed, held.not_applicable is None
        low, high = lowest_level(self.framework, item), highest_level(self.framework, item)
        score = None if agreed is None else exact(agreed)
        part = Part(score, exact(low), exact(high), applicable, exact(item.weight))
        aim = None if score is None else self.aims.get(item.id)
        figure = NodeFigure(
            item.id, item.title, "capability", depth, "", score, score, part.minimum, part.maximum,
            int(score is not None), int(applicable), None,
            int(aim is not None and score is not None and score >= aim), int(aim is not None),
        )  # fmt: skip
        branch = Branch(figure, part, Rule.MEAN)
        self.figures.append(figure)
        self.leaves.append(branch)
        self.items.append(Item(item.level, None if agreed is None else grade(agreed, low, high), applicable))
        return branch

    def joined(self, area: Area, depth: int, children: tuple[Branch, ...], start: int) -> Branch:
        """What the area's rule makes of its children, or of all items below."""
        rule = area.rollup or self.framework.rollup
        read = tuple(self.leaves[start:]) if rule.by_level else children
        if rule.by_level:
            part = reached(rule, self.items[start:], area.threshold)
        else:
            part = combine(rule, [child.part for child in children])
        floors = [child.figure.floor for child in children if child.figure.floor is not None]
        figure = _figure(area, depth, str(rule), part, children, min(floors, default=None))
        return Branch(figure, part._replace(weight=exact(area.weight)), rule, read)

    def share_at_target(self, area: Area, depth: int, children: tuple[Branch, ...], start: int) -> Branch:
        """The share at target of the skills below that are scored and have one: never a mean of levels."""
        counted = tuple(leaf for leaf in self.leaves[start:] if leaf.figure.with_target)
        met = sum(leaf.figure.at_target for leaf in counted)
        part = Part(Fraction(met, len(counted)) if counted else None, ZERO, ONE)
        return Branch(_figure(area, depth, SHARE_AT_TARGET, part, children), part, Rule.MEAN, counted)

    def nothing(self, top: Area) -> Branch:
        """The whole where nothing at all is in scope."""
        rule = SHARE_AT_TARGET if self.framework.is_skills else str(self.framework.rollup)
        part = Part(None, ZERO, ZERO, applicable=False)
        branch = Branch(_figure(top, 0, rule, part, ()), part, Rule.MEAN)
        self.figures.append(branch.figure)
        return branch


def _figure(
    area: Area, depth: int, rule: str, part: Part, children: tuple[Branch, ...], floor: Fraction | None = None
) -> NodeFigure:
    """The figure of an area, or of the whole at depth 0, with the coverage that its children add up to."""
    below = [child.figure for child in children]
    kind: NodeKind = "area" if depth else "framework"
    return NodeFigure(
        area.id, area.title, kind, depth, rule, part.score, floor, part.minimum, part.maximum,
        scored=sum(figure.scored for figure in below),
        applicable=sum(figure.applicable for figure in below),
        bound=_bound(part),
        at_target=sum(figure.at_target for figure in below),
        with_target=sum(figure.with_target for figure in below),
    )  # fmt: skip


def _bound(part: Part) -> Bound | None:
    """Which way the figure may still move; None where it may move both ways, or not at all."""
    if part.rises == part.falls:
        return None
    return "at least" if part.rises else "at most"


__all__ = ["Bound", "NodeFigure", "NodeKind", "Results", "as_written", "one_decimal", "roll_up"]
