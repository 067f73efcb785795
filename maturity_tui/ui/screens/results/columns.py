"""Results, overview: the columns of its table, and what they leave for names and bars."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len

from maturity_tui.assessments.figures import NodeFigure
from maturity_tui.ui.draw import Column, Layout, axis, even, fit
from maturity_tui.ui.screens.results.view import ResultsView

BAR = 11
ALL, ALL_AT_TARGET = ("none", "all"), ("none", "all at target")
LEAST_NAME = 20


class Shape(NamedTuple):
    """What all rows have in common: the cells of codes and names, whether rows stand apart, which columns there are."""

    code: int
    names: int
    airy: bool
    skills: bool
    opened: bool
    targets: bool
    labels: tuple[str, ...]


def indent_of(node: NodeFigure, code: int) -> int:
    """The cells before a node's name: those of the areas it lies in, and of its code."""
    return 2 * max(0, node.depth - 1) + code


def shape_of(view: ResultsView, nodes: Sequence[NodeFigure], width: int, *, opened: bool) -> Shape:
    """The shape for a list of `width` cells of these nodes and the whole; airy where no name needs two lines."""
    codes, whole = view.framework.codes, view.results.whole
    code = max(3, *(len(codes.get(node.id, "")) + 1 for node in nodes)) if nodes else 3
    bare = Shape(code, 0, True, view.framework.is_skills, opened, bool(view.study.targets), view.labels)
    natural = max((_natural(node, code) for node in nodes), default=0)
    # Rather the title of the whole in two lines than columns lost to it.
    natural = max(natural, min(_natural(whole, code), _room(bare, width, every=True)))
    names = min(natural, max(LEAST_NAME, _room(bare, width, every=False)))
    fits = all(_natural(node, code) <= names for node in [*nodes, whole])
    return bare._replace(names=names, airy=fits)


def _natural(node: NodeFigure, code: int) -> int:
    return indent_of(node, code) + cell_len(node.title)


def _room(shape: Shape, width: int, *, every: bool) -> int:
    """What names have beside all columns, or beside those that always stay; less the gutter and a scroll bar."""
    columns = [one for one in _every(shape, _least(shape)) if every or not one.drop]
    return width - 3 - sum(one.width + one.gap for one in columns)


def _least(shape: Shape) -> int:
    """The narrowest bar: two cells a level where there are few."""
    steps = len(shape.labels) - 1
    return max(BAR, 2 * steps + 1) if steps < 8 else BAR


@lru_cache(maxsize=8)
def columns(width: int, shape: Shape) -> Layout:
    """The columns that have room, and as much bar as is left, on which the levels stand evenly."""
    least = _least(shape)
    narrow = fit(_every(shape, least), width)
    left = width - sum(narrow.widths) - sum(one.gap for one in narrow.columns[1:])
    levels = 2 if shape.skills and not shape.opened else len(shape.labels)
    return fit(_every(shape, max(least, even(least + left, levels))), width)


def _every(shape: Shape, bar_width: int) -> list[Column]:
    spread_width = max(6, len(shape.labels))
    name = Column("name", "Area", shape.names)
    scored = Column("scored", "Scored", 6, "right", drop=4)
    # On touching rows one spread would run into the next.
    counts = [Column("spread", "Spread", spread_width, drop=3)] if shape.airy else []
    if not shape.skills:
        wanted = [Column("target", "Target", 6, "right", drop=2), Column("gap", "Gap", 4, "right")]
        wanted = wanted if shape.targets else []
        return [
            name,
            Column("now", "Now", 5, "right"),
            Column("bar", axis(bar_width, shape.labels, inside=True), bar_width),
            *wanted,
            Column("lowest", "Lowest", 6, "right"),
            scored,
            *counts,
        ]
    ends = ALL_AT_TARGET if bar_width > len("".join(ALL_AT_TARGET)) else ALL
    first = [name, Column("share", "At target", 9, "right")]
    drawn = Column("bar", axis(bar_width, ends, inside=True), bar_width)
    if not shape.opened:
        return [*first, drawn, scored, *counts]
    # Only skills have levels, targets and gaps; their areas have a share.
    now, target = Column("now", "Now", 3, "right"), Column("target", "Target", 6, "right", drop=1)
    return [*first, now, drawn, target, Column("gap", "Gap", 3, "right", drop=2), scored, *counts]
