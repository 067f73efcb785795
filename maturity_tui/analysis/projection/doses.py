"""What each chosen input does to each cell: doses by band and quarter, and the strength that they come to.

A *dose* is coverage × ease of the band × activation, in [0, 1]; a *strength* is −ln E[F], with F the
share of the gap that is left, and strengths add up. What one choice does is independent of all others, so
it is computed once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import Effect, InputKind, Intervention
from maturity_tui.analysis.projection.activation import activations
from maturity_tui.analysis.projection.bands import Bands
from maturity_tui.analysis.projection.baseline import Baseline
from maturity_tui.analysis.projection.contribution import Contribution, added, nothing
from maturity_tui.analysis.projection.shares import Pert, perts, strength
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarter_index

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]

# Some 40 kB each for seven teams and twelve quarters: a search over starts must not fill the memory.
MOST_KEPT = 512


class Doses:
    """The contributions of choices to the cells of one baseline, over given quarters; each computed once."""

    def __init__(
        self, baseline: Baseline, quarters: Sequence[str], assumptions: Assumptions, calibrated: bool = False
    ) -> None:
        import numpy as np

        self.baseline = baseline
        self.assumptions = assumptions
        self.widening = 1.0 if calibrated else assumptions.number("range.widening")
        self.bands = Bands(baseline, assumptions)
        self.quarters = np.array([quarter_index(quarter) for quarter in quarters])
        self.late = assumptions.number("duration.late")
        self.late_quarters = round(assumptions.number("duration.late_quarters"))
        self._kept: dict[object, tuple[ChosenInput, Contribution]] = {}

    def of(self, choice: ChosenInput) -> Contribution:
        """What one choice does. The choice is kept beside it, so that an edited input is another input."""
        key = (id(choice.input), choice.start, _key(choice))
        kept = self._kept.get(key)
        if kept is None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            # Not read again from the store: another thread may have cleared it meanwhile.
            kept = self._kept[key] = choice, self._computed(choice)
        return kept[1]

    def share(self, effect: Effect) -> Pert:
        """The distribution of an effect's share, as it is used: widened unless the team is calibrated."""
        return perts([effect.share], self.widening)[effect.share]

    def reaches(self, choice: ChosenInput, effect: Effect) -> bool:
        """Whether an effect reaches any cell of the baseline."""
        return bool(len(self.reach(choice, effect)[0]))

    def prepare(self, inputs: Iterable[Intervention]) -> None:
        """Solve the shares of many inputs together, which costs no more than those of a few."""
        perts({effect.share for item in inputs for effect in item.effects}, self.widening)

    def activations(self, choice: ChosenInput, late: int = 0) -> tuple[float, ...]:
        """The activation of a choice at each quarter-end, where it is delivered so many quarters late."""
        ks = (int(quarter) - choice.begins + 1 for quarter in self.quarters)
        return activations(choice.input.kind, ks, choice.input.quarters + late, self.assumptions)

    def _computed(self, choice: ChosenInput) -> Contribution:
        import numpy as np

        parts = [self._effect(choice, effect) for effect in choice.input.effects]
        parts = [part for part in parts if len(part.cells)]
        if not parts:
            return nothing(len(self.quarters))
        joined = added(parts)
        dip = self.dip(choice)
        if dip is not None and self.late:
            dip = dip + self.late * (np.asarray(self.dip(choice, self.late_quarters)) - dip)
        return Contribution(joined.cells, joined.strength, joined.dose, dip)

    def _effect(self, choice: ChosenInput, effect: Effect) -> Contribution:
        import numpy as np

        cells, coverage = self.reach(choice, effect)
        ease = self.bands.ease[choice.input.kind][cells] * coverage[:, None]
        # Few pairs of coverage and ease differ: each is worked out once.
        levels, where = np.unique(ease, return_inverse=True)
        doses = np.multiply.outer(levels, self.activations(choice))
        strengths = strength(self.share(effect), doses, choice.input.probability)
        if self.late:
            late = np.multiply.outer(levels, self.activations(choice, self.late_quarters))
            lost = np.expm1(-strength(self.share(effect), late, choice.input.probability))
            strengths = -np.log1p(np.expm1(-strengths) * (1 - self.late) + lost * self.late)
            doses = doses + self.late * (late - doses)
        where = where.reshape(ease.shape)
        return Contribution(cells, strengths[where], doses[where])

    def reach(self, choice: ChosenInput, effect: Effect) -> tuple[Places, Array]:
        """The cells that an effect reaches, and its coverage there."""
        import numpy as np

        framework = self.baseline.framework
        capability = framework.resolve(effect.capability) if framework else effect.capability
        rows = self.baseline.rows.get(capability, ())
        teams = [self.baseline.cells[row].team for row in rows]
        coverage = np.array(
            [choice.coverage_in(team, effect.coverage_of(team)) for team in teams], dtype=float
        )
        reached = np.flatnonzero(coverage > 0)
        return np.array(rows, dtype=np.intp)[reached], coverage[reached]

    def dip(self, choice: ChosenInput, late: int = 0) -> Array | None:
        """The dip, where it is turned on: in the quarters after delivery, as far as the input reaches."""
        import numpy as np

        size = dip_size(choice.input, self.assumptions)
        if not size:
            return None
        since = self.quarters - choice.delivered - late
        during = (since >= 0) & (since < self.assumptions.number("dip.quarters"))
        coverage: dict[int, float] = {}
        for effect in choice.input.effects:
            for cell, share in zip(*self.reach(choice, effect), strict=True):
                coverage[int(cell)] = max(coverage.get(int(cell), 0.0), float(share))
        return np.multiply.outer(size * np.array([coverage[cell] for cell in sorted(coverage)]), during)


def dip_size(item: Intervention, assumptions: Assumptions) -> float:
    """How large a dip an input brings: 0 unless dips are on; its own, else the assumed one for technology."""
    if not assumptions.number("dip.on"):
        return 0.0
    if item.dip is not None:
        return item.dip
    return assumptions.number("dip.size") if item.kind is InputKind.TECHNOLOGY else 0.0


def _key(choice: ChosenInput) -> object:
    coverage = choice.coverage
    return tuple(sorted(coverage.items())) if isinstance(coverage, Mapping) else coverage
