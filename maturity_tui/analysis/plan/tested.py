"""What a back-test finds: each cell beside its band, what was left out, and how they come out together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from maturity_tui.analysis.inputs.interventions import InputKind
from maturity_tui.analysis.plan.calibration import Calibration, calibration
from maturity_tui.analysis.plan.done import Done
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.assessments.models import Round

FEWEST = 5
"""Cells of a sort before anything is said of them."""
Row = tuple[float, ...]


class Sampled(Protocol):
    """What is needed of the sampler's answer: P5 and P95 at each quarter-end, by team and node."""

    @property
    def nodes(self) -> Mapping[tuple[str | None, str], tuple[Row, Row]]: ...


Sampler = Callable[[Model, Sequence[ChosenInput]], Sampled]


@dataclass(frozen=True)
class Held:
    """One cell of both rounds. `reached_by`: the kinds of input that had an effect on it by then."""

    team: str
    capability: str
    was: float
    projected: float
    low: float
    high: float
    now: float
    reached_by: frozenset[InputKind] = frozenset()

    @property
    def inside(self) -> bool:
        """Whether the later score lies within its band."""
        return self.low <= self.now <= self.high

    @property
    def places(self) -> int:
        """The fewest decimals of the band by which the later score is seen to lie on the side where it lies."""
        return next(
            (at for at in (1, 2) if (round(self.low, at) <= self.now <= round(self.high, at)) == self.inside),
            3,
        )

    @property
    def error(self) -> float:
        """The later score less what was projected."""
        return self.now - self.projected


@dataclass(frozen=True)
class NotHeld:
    """A cell (a whole team, where there is no capability) that is not compared, and why."""

    team: str
    capability: str | None
    why: str


@dataclass(frozen=True, eq=False)
class BackTest:
    """A later round against the projection. `model` is that of the one quarter, with both rounds' doubts."""

    scenario: Scenario
    round: Round
    quarter: str
    done: Done
    cells: tuple[Held, ...]
    left_out: tuple[NotHeld, ...]
    model: Model
    overall: tuple[float, float, float]
    """The mean over the cells compared, by their weights: then, as projected, now."""

    @property
    def whole(self) -> Calibration | None:
        """Over all cells."""
        return _calibrated(self.cells)

    @property
    def touched(self) -> Calibration | None:
        """Over the cells that an input reached."""
        return _calibrated([one for one in self.cells if one.reached_by])

    @property
    def drift(self) -> float | None:
        """How far, on average, the cells moved that no input reached: what would have come about without any. None:
        too few to tell."""
        alone = [one.now - one.was for one in self.cells if not one.reached_by]
        return sum(alone) / len(alone) if len(alone) >= FEWEST else None

    @property
    def by_kind(self) -> dict[InputKind, Calibration]:
        """Over the cells that inputs of one kind alone reached: only there a kind can be told apart."""
        found = {
            kind: _calibrated([one for one in self.cells if one.reached_by == {kind}]) for kind in InputKind
        }
        return {kind: one for kind, one in found.items() if one is not None}

    @property
    def outside(self) -> tuple[Held, ...]:
        """The cells outside their band, the furthest first."""
        return tuple(sorted((one for one in self.cells if not one.inside), key=lambda one: -abs(one.error)))


def _calibrated(cells: Sequence[Held]) -> Calibration | None:
    return calibration([one.inside for one in cells], [one.error for one in cells])
