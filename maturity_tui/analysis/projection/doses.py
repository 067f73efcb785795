"""What each chosen input does to each cell: doses by band and quarter, and the strength that they come to.

A *dose* is coverage × ease of the band × activation, in [0, 1]; a *strength* is −ln E[F], with F the
share of the gap that is left, and strengths add up. What one choice does is independent of all others, so
it is computed once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maturity_tui.analysis.assumptions.assumptions import BANDS, Assumptions
from maturity_tui.analysis.inputs.interventions import Effect, InputKind, Intervention
from maturity_tui.analysis.projection.activation import activations
from maturity_tui.analysis.projection.baseline import Baseline
from maturity_tui.analysis.projection.shares import Pert, perts, strength
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarter_index

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Places = NDArray[np.intp]

# A level such as .6 on a scale from 0 to 1 stands on a band's edge, whatever the rounding of .6 × 5 says.
_EDGE = 1e-9
# Some 40 kB each for seven teams and twelve quarters: a search over starts must not fill the memory.
MOST_KEPT = 512


@dataclass(frozen=True, eq=False)
class Contribution:
    """What one input, or several that count as one, does: `cells` it reaches (rising), and for each of
    them, band (lowest first) and column its strength and dose; `dip` is its dip's size by cell and
    column, None without one.
    """

    cells: Places
    strength: Array
    dose: Array
    dip: Array | None = None

    def at(self, column: int) -> Contribution:
        """The same, in one column alone."""
        pick = slice(column, None) if column == -1 else slice(column, column + 1)
        dip = None if self.dip is None else self.dip[:, pick]
        return Contribution(self.cells, self.strength[..., pick], self.dose[..., pick], dip)


class Bands:
    """The five bands of each cell's scale: the room above the score, and how easily each kind fills it."""

    def __init__(self, baseline: Baseline, assumptions: Assumptions) -> None:
        import numpy as np

        cells = baseline.cells
        self.score = np.array([cell.score for cell in cells], dtype=float)
        self.low = np.array([cell.low for cell in cells], dtype=float)
        self.high = np.array([cell.high for cell in cells], dtype=float)
        width = (self.high - self.low) / BANDS
        tops = self.low[:, None] + width[:, None] * np.arange(1, BANDS + 1)
        tops[:, -1] = self.high
        self.room = np.clip(tops - np.maximum(self.score, self.low)[:, None], 0, width[:, None])
        above = np.divide(
            self.score - self.low, width, out=np.full(len(cells), BANDS, dtype=float), where=width > 0
        )
        self.band = np.clip(np.floor(above + _EDGE), 0, BANDS - 1).astype(np.intp)
        # What a back-test found a kind to be worth lies in its ease, so that whoever reads doses has it.
        self.ease = {
            kind: eases(assumptions.bands(kind))[self.band] * assumptions.number(f"{kind}.factor")
            for kind in InputKind
        }


def eases(by_band: Sequence[float]) -> Array:
    """r*[m, b]: the smallest r from the band of the score, m, up to b. Bands below m have no room."""
    import numpy as np

    table = np.tile(np.array(by_band, dtype=float), (BANDS, 1))
    for start in range(BANDS):
        table[start, start:] = np.minimum.accumulate(table[start, start:])
    return table


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


def nothing(columns: int) -> Contribution:
    """What an input does that reaches no cell."""
    import numpy as np

    empty = np.zeros((0, BANDS, columns))
    return Contribution(np.zeros(0, dtype=np.intp), empty, empty)


def added(parts: Sequence[Contribution]) -> Contribution:
    """Several effects of one input: strengths add up, and the larger dose counts where two meet."""
    import numpy as np

    return _merged(parts, np.add)


def largest(parts: Sequence[Contribution]) -> Contribution:
    """An input and its refreshers: at each moment the one that is most at work counts."""
    import numpy as np

    return parts[0] if len(parts) == 1 else _merged(parts, np.maximum)


def _merged(parts: Sequence[Contribution], join: np.ufunc) -> Contribution:
    import numpy as np

    cells, where = np.unique(np.concatenate([part.cells for part in parts]), return_inverse=True)
    shape = (len(cells), *parts[0].strength.shape[1:])
    strengths, doses, dip = np.zeros(shape), np.zeros(shape), np.zeros((shape[0], shape[-1]))
    join.at(strengths, where, np.concatenate([part.strength for part in parts]))
    np.maximum.at(doses, where, np.concatenate([part.dose for part in parts]))
    if all(part.dip is None for part in parts):
        return Contribution(cells, strengths, doses)
    dips = [np.zeros(part.strength[:, 0].shape) if part.dip is None else part.dip for part in parts]
    np.maximum.at(dip, where, np.concatenate(dips))
    return Contribution(cells, strengths, doses, dip)


@dataclass(frozen=True)
class Pair:
    """Two inputs that work better together: the share that their synergy closes, and the chance of both."""

    one: str
    other: str
    share: float
    probability: float

    def contribution(self, one: Contribution, other: Contribution) -> Contribution:
        """y ≤ x_i, x_j: the synergy at the lesser of the two doses, in the cells that both reach."""
        import numpy as np

        cells, here, there = np.intersect1d(one.cells, other.cells, assume_unique=True, return_indices=True)
        dose = np.minimum(one.dose[here], other.dose[there])
        return Contribution(
            cells, strength(Pert(self.share, self.share, self.share), dose, self.probability), dose
        )


def families(chosen: Iterable[ChosenInput]) -> dict[str, list[ChosenInput]]:
    """The choices by what they repeat: an input, its refreshers and the same input again count as one."""
    choices = tuple(chosen)
    known = {choice.id: choice.input for choice in choices}
    found: dict[str, list[ChosenInput]] = {}
    for choice in choices:
        found.setdefault(family_of(choice.input, known), []).append(choice)
    return found


def family_of(item: Intervention, known: Mapping[str, Intervention]) -> str:
    """The input that one repeats, in the end; itself where it repeats none."""
    seen = {item.id}
    here = item
    while here.repeat_of is not None and here.repeat_of not in seen:
        seen.add(here.repeat_of)
        if here.repeat_of not in known:
            return here.repeat_of
        here = known[here.repeat_of]
    return here.id if here.repeat_of is None else min(seen)


def pairs_of(grouped: Mapping[str, Sequence[ChosenInput]]) -> list[Pair]:
    """The named pairs among families; one that both sides name counts once, with the larger share."""
    known = {choice.id: choice.input for choices in grouped.values() for choice in choices}
    chance = {name: max(choice.input.probability for choice in choices) for name, choices in grouped.items()}
    shares: dict[tuple[str, str], float] = {}
    for name, choices in grouped.items():
        for synergy in (synergy for choice in choices for synergy in choice.input.synergies):
            other = family_of(known[synergy.with_], known) if synergy.with_ in known else synergy.with_
            if other in grouped and other != name:
                pair = min(name, other), max(name, other)
                shares[pair] = max(shares.get(pair, 0.0), synergy.share)
    return [
        Pair(one, other, share, chance[one] * chance[other]) for (one, other), share in sorted(shares.items())
    ]


def _key(choice: ChosenInput) -> object:
    coverage = choice.coverage
    return tuple(sorted(coverage.items())) if isinstance(coverage, Mapping) else coverage
