"""Findings in what capabilities rest on: levels that no projection can reach, needs that hold nothing, circles.

A projection lets a capability run ahead of what it needs by `slack`, and holds it there (analysis/projection/gate.py).
"""

from __future__ import annotations

import heapq
from collections import Counter, deque
from collections.abc import Iterator
from fractions import Fraction

from maturity_tui.frameworks.check import each_item
from maturity_tui.frameworks.door import PathKey
from maturity_tui.frameworks.findings import Finding, ends, listed, named, number
from maturity_tui.frameworks.models import Capability, Framework
from maturity_tui.frameworks.values import exact


def ceilings(framework: Framework) -> dict[str, Fraction]:
    """The highest figure that each capability can reach in a projection, given what it rests on, at any hand."""
    resting: dict[str, list[tuple[str, Fraction]]] = {}
    for item in framework.capabilities.values():
        for need in item.needs:
            resting.setdefault(need.capability, []).append((item.id, exact(need.slack)))
    limits = {item.id: exact(ends(framework, item)[1]) for item in framework.capabilities.values()}
    waiting = [(limit, id) for id, limit in limits.items()]
    heapq.heapify(waiting)
    while waiting:  # Dijkstra 1959: the lowest ceiling is settled first
        limit, id = heapq.heappop(waiting)
        if limit > limits[id]:
            continue
        for above, slack in resting.get(id, ()):
            if limit + slack < limits.get(above, limit):
                limits[above] = limit + slack
                heapq.heappush(waiting, (limits[above], above))
    return limits


def out_of_reach(framework: Framework) -> Iterator[Finding]:
    """Needs whose end lies so low that some levels of the capability can never be reached."""
    limits = ceilings(framework)
    for path, item in each_item(framework):
        for index, need in enumerate(item.needs):
            limit = limits[need.capability] + exact(need.slack)
            lost = [level.value for level in framework.levels_of(item) if exact(level.value) > limit]
            if not lost:
                continue
            other = framework.capabilities[need.capability]
            own = limits[other.id] == exact(ends(framework, other)[1])
            why = "ends at" if own else "by what it rests on itself cannot pass"
            message = (
                f"{named(item.title)} cannot reach level{'s' * (len(lost) > 1)} "
                f"{listed([number(value) for value in lost])} in a projection: it needs {named(other.title)}, "
                f"which {why} {number(float(limits[other.id]))}, and may run ahead of it by {number(need.slack)}."
            )
            yield Finding("unreachable-need", "warning", item.id, message, _at(path, index))


def idle_needs(framework: Framework) -> Iterator[Finding]:
    """Needs that can never hold anything back, and needs that stand twice."""
    for path, item in each_item(framework):
        _, highest = ends(framework, item)
        counts: Counter[str] = Counter()
        for index, need in enumerate(item.needs):
            other = framework.capabilities[need.capability]
            counts[other.id] += 1
            if counts[other.id] == 2:
                message = f"{named(item.title)} needs {named(other.title)} twice; the smaller slack holds."
                yield Finding("repeated-need", "warning", item.id, message, _at(path, index))
            elif exact(ends(framework, other)[0]) + exact(need.slack) >= exact(highest):
                message = (
                    f"{named(item.title)} needs {named(other.title)}, but is never held back by it: it ends at "
                    f"{number(highest)}, and may run ahead by {number(need.slack)}."
                )
                yield Finding("idle-need", "note", item.id, message, _at(path, index))


def circles(framework: Framework) -> Iterator[Finding]:
    """Needs that lead back to where they began: allowed, and shown once each with the shortest way round."""
    seen: set[str] = set()
    together = _knots(framework)
    for path, item in each_item(framework):
        if item.id in seen or item.id not in together:
            continue
        knot = together[item.id]
        seen |= knot
        way = _way_round(framework, item, knot)
        ids = [need.capability for need in item.needs]
        message = f"Needs that go in a circle: {' → '.join([item.id, *way])}."
        yield Finding("circle", "note", item.id, message, _at(path, ids.index(way[0])))


def _way_round(framework: Framework, start: Capability, knot: frozenset[str]) -> list[str]:
    """The shortest way from a capability back to itself, itself last."""
    before: dict[str, str] = {}
    queue = deque([start.id])
    while start.id not in before:
        here = queue.popleft()
        for need in framework.capabilities[here].needs:
            if need.capability in knot and need.capability not in before:
                before[need.capability] = here
                queue.append(need.capability)
    way = [start.id]
    while before[way[-1]] != start.id:
        way.append(before[way[-1]])
    return way[::-1]


def _knots(framework: Framework) -> dict[str, frozenset[str]]:
    """For each capability that lies on a circle, all that can be reached from it and lead back to it."""
    search = _Search(
        {id: [need.capability for need in one.needs] for id, one in framework.capabilities.items()}
    )
    for id in framework.capabilities:
        search.begin(id)
    return {id: knot for knot in search.knots if len(knot) > 1 for id in knot}


class _Search:
    """Tarjan's search for what hangs together in circles (1972); no recursion, as a chain may be very long."""

    def __init__(self, ways: dict[str, list[str]]) -> None:
        self.ways = ways
        self.knots: list[frozenset[str]] = []
        self.order: dict[str, int] = {}
        self.low: dict[str, int] = {}  # of those only that are not in a knot yet
        self.stack: list[str] = []

    def begin(self, root: str) -> None:
        """Walk from one item, unless it was met before."""
        work = [] if root in self.order else [self.meet(root)]
        while work:
            here, rest = work[-1]
            step = next((id for id in rest if id not in self.order or id in self.low), None)
            if step is None:
                work.pop()
                self.leave(here, work[-1][0] if work else None)
            elif step in self.order:
                self.low[here] = min(self.low[here], self.order[step])
            else:
                work.append(self.meet(step))

    def meet(self, id: str) -> tuple[str, Iterator[str]]:
        """Number an item that is seen for the first time."""
        self.order[id] = self.low[id] = len(self.order)
        self.stack.append(id)
        return id, iter(self.ways[id])

    def leave(self, here: str, above: str | None) -> None:
        """All ways from an item are walked: cut its knot off the stack if it is the first of it."""
        if above is not None:
            self.low[above] = min(self.low[above], self.low[here])
        if self.low[here] == self.order[here]:
            knot = [self.stack.pop()]
            while knot[-1] != here:
                knot.append(self.stack.pop())
            self.knots.append(frozenset(knot))
            for id in knot:
                del self.low[id]


def core_on_others(framework: Framework) -> Iterator[Finding]:
    """Capabilities of the short workshop that rest on some that it leaves out."""
    for path, item in each_item(framework):
        for index, need in enumerate(item.needs if item.core else ()):
            other = framework.capabilities[need.capability]
            if not other.core:
                message = (
                    f"{named(item.title)} is core and needs {named(other.title)}, which is not: the short workshop "
                    f"scores the one without the other."
                )
                yield Finding("core-on-other", "note", item.id, message, _at(path, index))


def _at(path: PathKey, index: int) -> PathKey:
    return (*path, "needs", index, "capability")
