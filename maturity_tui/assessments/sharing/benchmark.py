"""One assessment among others' shared files: quartiles of every area and of the whole, like with like.

Quartiles of means and shares are by linear interpolation that counts the lowest and the highest in (type 7 of Hyndman
and Fan, 1996). Where the rule's figure is itself a level (`lowest`, `staged`, `cumulative`, `nplf`) they are by nearest
rank (type 1): then a quartile is a figure that one of the others has.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Literal

from maturity_tui.assessments.figures import SHARE_AT_TARGET, NodeFigure, Results
from maturity_tui.assessments.rules import LINEAR
from maturity_tui.assessments.sharing.benchmark_files import LeftOut, check_likeness, each_once, why_not
from maturity_tui.assessments.sharing.shared import Shared, results_of
from maturity_tui.assessments.teams.coverage import COVERAGE_THRESHOLD, is_covered
from maturity_tui.frameworks.models import Framework

# With fewer, a quartile would be somebody's own figure.
FEWEST_OTHERS = 3

Method = Literal["linear", "nearest rank"]


@dataclass(frozen=True)
class Quartiles:
    """Where a quarter, a half and three quarters of the others lie, between their lowest and highest."""

    lowest: Fraction
    lower: Fraction
    median: Fraction
    upper: Fraction
    highest: Fraction


@dataclass(frozen=True)
class Placed:
    """A node: one's own figure (None: none, or too little scored), and the others'.

    `others` have a figure here that rests on enough; `quartiles` is None with fewer than three of them.
    """

    id: str
    title: str
    kind: str
    depth: int
    rule: str
    method: Method
    own: Fraction | None
    others: int
    below: int
    same: int
    above: int
    quartiles: Quartiles | None
    minimum: Fraction
    maximum: Fraction

    @property
    def place(self) -> str:
        """In which part of the others one's own figure lies, in words; empty where it cannot be said."""
        if self.own is None or self.quartiles is None:
            return ""
        found = self.quartiles
        if self.own < found.lower:
            return "lowest quarter"
        if self.own > found.upper:
            return "highest quarter"
        if self.own == found.median:
            return "at the median"
        return "below the median" if self.own < found.median else "above the median"


@dataclass(frozen=True)
class Benchmark:
    """Every area and the whole, the files that were compared, and those that were not.

    `siblings` are those of the compared that come from other teams of one's own organisation.
    """

    framework: Framework
    nodes: tuple[Placed, ...]
    compared: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    coverage: Fraction
    siblings: tuple[str, ...] = ()

    @property
    def whole(self) -> Placed:
        """The whole."""
        return self.nodes[0]

    @property
    def own_is_thin(self) -> bool:
        """Whether too little of one's own is scored for a place among others."""
        return self.coverage < COVERAGE_THRESHOLD


def benchmark(
    framework: Framework,
    own: Shared,
    others: Sequence[tuple[str, Shared]],
    *,
    like: Sequence[str] = (),
    ours: Collection[str] = (),
    siblings: Collection[str] = (),
) -> Benchmark:
    """Place one's own among others' files.

    `like` names keys of LIKE; `ours` are ids of files of the same team, which are no others; `siblings` those of other
    teams of the organisation, which are.

    Raises LikeError where one's own profile does not tell what is asked for.
    """
    check_likeness(own, like)
    results = results_of(own, framework)
    kept: dict[str, Results] = {}
    left: list[LeftOut] = []
    # Each once only among those that can be used: a file that counts for nothing takes nobody's place.
    reasons = [why_not(framework, own, shared, like, ours) for _, shared in others]
    once = each_once([other for other, reason in zip(others, reasons, strict=True) if not reason])
    for (file, shared), reason in zip(others, reasons, strict=True):
        said = reason or next(once)[2]
        if said:
            left.append(LeftOut(file, said))
        else:
            kept[file] = results_of(shared, framework)
    nodes = tuple(_placed(node, list(kept.values())) for node in results.nodes if node.kind != "capability")
    near = tuple(file for file, shared in others if file in kept and shared.id in siblings)
    return Benchmark(framework, nodes, tuple(kept), tuple(left), own.coverage, near)


def quartiles(values: Sequence[Fraction], method: Method) -> Quartiles:
    """The quartiles of at least one value."""
    ordered = sorted(values)
    pick = _between if method == "linear" else _ranked
    lower, median, upper = (pick(ordered, Fraction(part, 4)) for part in (1, 2, 3))
    return Quartiles(ordered[0], lower, median, upper, ordered[-1])


def method_of(rule: str) -> Method:
    """How the quartiles of a rule's figures are taken."""
    return "linear" if rule in LINEAR or rule == SHARE_AT_TARGET else "nearest rank"


def _between(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    place = share * (len(ordered) - 1)
    at = int(place)
    if at + 1 == len(ordered):
        return ordered[at]
    return ordered[at] + (place - at) * (ordered[at + 1] - ordered[at])


def _ranked(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _placed(own: NodeFigure, others: Sequence[Results]) -> Placed:
    method = method_of(own.rule)
    found = [node for results in others if (node := results.by_id.get(own.id)) is not None]
    values = [value for node in found if (value := _told_enough(node)) is not None]
    mine = _told_enough(own)
    enough = len(values) >= FEWEST_OTHERS
    return Placed(
        own.id, own.title, own.kind, own.depth, own.rule, method, mine, len(values),
        below=sum(mine is not None and value < mine for value in values),
        same=sum(mine is not None and value == mine for value in values),
        above=sum(mine is not None and value > mine for value in values),
        quartiles=quartiles(values, method) if enough else None,
        minimum=own.minimum, maximum=own.maximum,
    )  # fmt: skip


def _told_enough(node: NodeFigure) -> Fraction | None:
    """A figure that rests on enough to stand beside others."""
    return node.score if is_covered(node.scored, node.applicable) else None
