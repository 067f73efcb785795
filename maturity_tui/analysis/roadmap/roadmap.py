"""The roadmap: what is chosen stays, and each input gets the start quarter that is best within the limits.

Best is, with the aim `path`, the mean over the quarters of the rise of the overall figure: the area under its
curve, so that a benefit counts from the quarter in which it comes. With the aim `horizon` only the last quarter
counts. Training fades, so that the two differ: for the horizon alone a course held late is worth more.

The start is `schedule`, which answers at once; then the programme of `starts`, with its gap proved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, Literal

from maturity_tui.analysis.optimiser.terms import gap_of
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.roadmap.phases import Phase, phases_of
from maturity_tui.analysis.roadmap.starts import once_in
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.demand import Costs, PersonDays, costs_of, person_days
from maturity_tui.analysis.scenarios.scenario import Scenario

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Aim = Literal["path", "horizon"]
Stop = Callable[[], bool]
AIMS = {"path": "mean rise over the quarters", "horizon": "rise at the last quarter-end"}


@dataclass(frozen=True, eq=False)
class Roadmap:
    """Start quarters for what is chosen, how good they are, and how much better any could be at most.

    `gain` and `upper_bound` are what the search counts; `rise` and `at_end` are the overall figure's own, over the
    quarters as the aim counts them and at the last quarter-end. Where `in_steps`, the search counts the mean of levels.
    `gain_before` is that of the starts as they were, whether they keep to the limits or not.
    `unfit`: what fits nowhere within the limits; it stays where it was, and takes no part in the gap.
    """

    model: Model
    scenario: Scenario
    chosen: tuple[ChosenInput, ...]
    aim: Aim
    gain: float
    upper_bound: float
    moved: Mapping[str, str] = field(default_factory=dict)
    unfit: tuple[str, ...] = ()
    stopped: bool = False
    notes: tuple[str, ...] = ()
    gain_before: float = 0.0
    whole: tuple[ChosenInput, ...] = ()
    before: tuple[ChosenInput, ...] = ()

    @property
    def proved_gap(self) -> float:
        """(upper − gain) / upper."""
        return gap_of(self.gain, self.upper_bound)

    @cached_property
    def phases(self) -> tuple[Phase, ...]:
        """Foundations first, then what builds on them."""
        return phases_of(self.model, self.whole)

    @property
    def in_steps(self) -> bool:
        """Whether the overall figure is not linear in the levels, so that `gain` is not its rise."""
        return self.model.figures.matrix is None or self.model.baseline.is_skills

    @cached_property
    def rise(self) -> float:
        """The rise of the overall figure, over the quarters as the aim counts them."""
        return self._rise(self.chosen) if self.in_steps else self.gain

    @cached_property
    def rise_before(self) -> float:
        """The same with the starts as they were."""
        fits = [one for one in self.before if one.id not in self.unfit]
        return self._rise(fits) if self.in_steps else self.gain_before

    @cached_property
    def at_end(self) -> float:
        """The rise of the overall figure at the last quarter-end, of all that is chosen."""
        return self._at_end(self.whole)

    @cached_property
    def at_end_before(self) -> float:
        """The same with the starts as they were."""
        return self._at_end(self.before)

    def _at_end(self, chosen: Sequence[ChosenInput]) -> float:
        return float(self._rises(chosen)[-1])

    def _rise(self, chosen: Sequence[ChosenInput]) -> float:
        return float(self._rises(chosen).mean()) if self.aim == "path" else self._at_end(chosen)

    def _rises(self, chosen: Sequence[ChosenInput]) -> Array:
        figures = self.model.figures
        return figures.overall(self.model.run(chosen).final) - figures.overall_now

    @property
    def days(self) -> PersonDays:
        """Person-days by quarter against their supply."""
        limits = self.scenario.limits
        return person_days(self.whole, self.model.quarters, self.model.assumptions, limits)

    @property
    def costs(self) -> Costs:
        """Money once and by year."""
        return costs_of(self.whole, self.model.quarters, self._headcount)[0]

    @property
    def paid(self) -> dict[str, float]:
        """All that is paid in each calendar year: once where an input starts, and what recurs."""
        again = self.costs.by_year
        return {year: once_in(self.whole, year, self._headcount) + paid for year, paid in again.items()}

    @property
    def _headcount(self) -> dict[str, int | None]:
        return {team: self.model.baseline.headcount.get(team) for team in self.model.baseline.teams}

    def as_json(self) -> dict[str, Any]:
        """The `roadmap` of `optimise`."""
        starts = {choice.id: choice for choice in self.whole}
        return {
            "aim": self.aim,
            "gain": self.rise,
            "upper_bound": self.upper_bound if isfinite(self.upper_bound) and not self.in_steps else None,
            "proved_gap": self.proved_gap if isfinite(self.upper_bound) else None,
            "gain_at_end": self.at_end,
            "inputs": [_as_json(phase, starts[phase.input], self.unfit) for phase in self.phases],
            "person_days": dict(zip(self.model.quarters, self.days.demand, strict=True)),
            "supply": dict(zip(self.model.quarters, self.days.supply, strict=True)),
            "paid_by_year": self.paid,
            "unfit": list(self.unfit),
            "stopped": self.stopped,
            "notes": list(self.notes),
        }


def _as_json(phase: Phase, choice: ChosenInput, unfit: Sequence[str]) -> dict[str, Any]:
    return {
        "input": choice.id,
        "start": choice.start,
        "quarters": choice.input.quarters,
        "phase": phase.number,
        "part": str(phase.part),
        "builds_on": list(phase.on),
        "reason": phase.reason,
        "fits": choice.id not in unfit,
    }
