"""Phases: foundations first, then what builds on them, each with its reason in a sentence.

One input builds on another where it needs it or repeats it, or where, without the other, a prerequisite would
hold back what it lifts. Needs always count. What the gate ties counts from the strongest tie on, as long as it
closes no circle: of two inputs that help each other the one that the other rests on more comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from maturity_tui.analysis.projection.model import Levels, Model
from maturity_tui.analysis.scenarios.choices import ChosenInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# A tie that holds no cell back by a fiftieth of a level decides nothing.
LEAST_HELD = 0.02


class Part(StrEnum):
    """What an input is to the others."""

    FOUNDATION = "foundation"
    BUILDS = "builds"
    ALONE = "alone"

    @property
    def heading(self) -> str:
        """The heading over its inputs."""
        return {"foundation": "Foundations", "builds": "Builds on them", "alone": "On their own"}[self.value]


@dataclass(frozen=True)
class Phase:
    """Where an input stands: 1 for foundations and what stands alone, one more than the last that it builds on."""

    input: str
    number: int
    part: Part
    reason: str
    on: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Tie:
    """`above` builds on `below`; `strength` is infinite for a need, else the levels that a gate would hold."""

    above: str
    below: str
    strength: float
    words: str


def phases_of(model: Model, chosen: Sequence[ChosenInput]) -> tuple[Phase, ...]:
    """The phase of each chosen input, the foundations first, then in the order that they were given."""
    titles = {choice.id: choice.input.title for choice in chosen}
    ties = _without_circles([*_needs(chosen, titles), *sorted(_gates(model, chosen, titles), key=_strongest)])
    below: dict[str, list[_Tie]] = {choice.id: [] for choice in chosen}
    above: dict[str, list[_Tie]] = {choice.id: [] for choice in chosen}
    for tie in ties:
        below[tie.above].append(tie)
        above[tie.below].append(tie)
    numbers = {item: _number(item, below) for item in titles}
    found = [_phase(item, numbers[item], below[item], above[item]) for item in titles]
    return tuple(sorted(found, key=lambda one: (one.part is Part.ALONE, one.number)))


def _phase(item: str, number: int, below: Sequence[_Tie], above: Sequence[_Tie]) -> Phase:
    on = tuple(tie.below for tie in below)
    if below:
        return Phase(item, number, Part.BUILDS, below[0].words, on)
    if above:
        more = f" So do {len(above) - 1} more." if len(above) > 1 else ""
        return Phase(item, number, Part.FOUNDATION, f"Something builds on it. {above[0].words}{more}")
    return Phase(item, number, Part.ALONE, "Nothing chosen builds on it, and it builds on nothing chosen.")


def _number(item: str, below: Mapping[str, Sequence[_Tie]]) -> int:
    return 1 + max((_number(tie.below, below) for tie in below[item]), default=0)


def _strongest(tie: _Tie) -> tuple[float, str, str]:
    return -tie.strength, tie.above, tie.below


def _without_circles(ties: Sequence[_Tie]) -> list[_Tie]:
    """The ties in order, but those that would close a circle, and of several between two the first."""
    kept: list[_Tie] = []
    for tie in ties:
        if tie.below not in _over(tie.above, kept) and (tie.above, tie.below) not in {
            (one.above, one.below) for one in kept
        }:
            kept.append(tie)
    return kept


def _over(item: str, ties: Sequence[_Tie]) -> set[str]:
    """The input and all that build on it, at first or second hand."""
    found, ahead = {item}, [item]
    while ahead:
        here = ahead.pop()
        more = {tie.above for tie in ties if tie.below == here} - found
        found |= more
        ahead += more
    return found


def _needs(chosen: Sequence[ChosenInput], titles: Mapping[str, str]) -> Iterator[_Tie]:
    """What the inputs themselves say: needs, one of several where only one is there, and repeats."""
    for choice in chosen:
        item = choice.input
        for other in item.needs.all:
            if other in titles:
                yield _Tie(
                    item.id, other, float("inf"), f"“{item.title}” needs “{titles[other]}” delivered first."
                )
        there = [other for other in item.needs.any if other in titles]
        if len(there) == 1:
            words = f"“{item.title}” needs one of several, and “{titles[there[0]]}” is the one chosen."
            yield _Tie(item.id, there[0], float("inf"), words)
        if item.repeat_of in titles and item.repeat_of is not None:
            words = f"“{item.title}” refreshes “{titles[item.repeat_of]}”."
            yield _Tie(item.id, item.repeat_of, float("inf"), words)


def _gates(model: Model, chosen: Sequence[ChosenInput], titles: Mapping[str, str]) -> Iterator[_Tie]:
    """What the gate ties: without the one, cells that the other lifts would be held back further."""
    import numpy as np

    if not len(model.gate.cells) or len(chosen) < 2:
        return
    whole = model.run(chosen)
    held = whole.free - whole.final
    reach = {choice.id: set(model.doses.of(choice).cells.tolist()) for choice in chosen}
    for below in chosen:
        without = model.run([one for one in chosen if one is not below])
        more = ((without.free - without.final) - held).max(axis=1)
        for cell in np.flatnonzero(more > LEAST_HELD).tolist():
            gate = _holding(model, cell, without)
            if gate is None or gate not in reach[below.id]:
                continue
            for above in chosen:
                if above is not below and cell in reach[above.id]:
                    words = _gate_words(model, titles[above.id], titles[below.id], cell, gate)
                    yield _Tie(above.id, below.id, float(more[cell]), words)


def _holding(model: Model, cell: int, levels: Levels) -> int | None:
    """The cell that holds one back in the quarter in which it is held most."""
    column = int((levels.free[cell] - levels.final[cell]).argmax())
    return model.gate.tightest(cell, levels.free[:, column])


def _gate_words(model: Model, above: str, below: str, cell: int, gate: int) -> str:
    cells, title = model.baseline.cells, model.baseline.title
    lifted, rests_on = title(cells[cell].capability), title(cells[gate].capability)
    return f"“{above}” lifts {lifted}, which rests on {rests_on}; “{below}” lifts that."
