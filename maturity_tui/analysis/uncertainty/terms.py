"""What chosen inputs do, split into what is random and what is not: strengths by draw, doses by cell and quarter.

A *source* is one row of draws: the strength −ln(1 − e) of one share of an input, 0 where it is not delivered. Late
and in time are two sources, of which a draw has one. A dose says how much of a source a cell gets in a band and
quarter. A *term* adds its sources up; where an input is repeated, each repeat is a member, and at each moment the
largest counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from maturity_tui.analysis.assumptions.assumptions import BANDS
from maturity_tui.analysis.projection.families import Pair, families, pairs_of
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.shares import Pert
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.uncertainty.numbers import Numbers
from maturity_tui.analysis.uncertainty.quantiles import Chances

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Draws = NDArray[np.float32]

Member = dict[int, "Array"]
"""By source the doses of one capability: its cells × bands × quarters."""


@dataclass(frozen=True)
class Term:
    """What one input (with its repeats), or a named pair, does to the cells of one capability."""

    members: tuple[Member, ...]

    @property
    def is_linear(self) -> bool:
        """Whether it is one sum of sources."""
        return len(self.members) == 1


class Sources:
    """Rows of draws, each made when it is first asked for."""

    def __init__(self, numbers: Numbers, late: float) -> None:
        self.numbers = numbers
        self.late = late
        self.rows: list[Draws] = []
        self._known: dict[object, int] = {}
        self._chances: dict[str, Chances] = {}

    def states(self) -> tuple[bool, ...]:
        """Whether an input is late: no, or no and yes."""
        return (False, True) if self.late else (False,)

    def input(self, family: str, share: Pert, probability: float, late: bool) -> int:
        """The strength of an input's share where it is delivered, and late or not."""
        key = (family, share, probability, late)
        if key not in self._known:
            self._known[key] = self._add(_strength(self._chance(family).shares(share)) * self._here(*key))
        return self._known[key]

    def pair(self, pair: Pair, chances: tuple[float, float], late: tuple[bool, bool]) -> int:
        """The strength of a pair's synergy where both are delivered, each late or not."""
        import numpy as np

        strength = _strength(np.full(self.numbers.draws, pair.share))
        for name, chance, state in zip((pair.one, pair.other), chances, late, strict=True):
            strength *= self._here(name, None, chance, state)
        return self._add(strength)

    def is_late(self, family: str) -> Array:
        """1 in the draws in which an input is late, else 0."""
        import numpy as np

        return np.asarray(self.numbers.delay(family) < self.late, dtype=float)

    def _here(self, family: str, _: object, probability: float, late: bool) -> Array:
        """1 in the draws in which an input is delivered, and late or not; else 0."""
        import numpy as np

        here = np.ones(self.numbers.draws)
        if probability < 1:
            here *= self.numbers.delivery(family) < probability
        if self.late:
            here *= self.is_late(family) if late else 1 - self.is_late(family)
        return here

    def _chance(self, family: str) -> Chances:
        if family not in self._chances:
            self._chances[family] = Chances(self.numbers.share(family))
        return self._chances[family]

    def _add(self, row: Array) -> int:
        import numpy as np

        self.rows.append(row.astype(np.float32))
        return len(self.rows) - 1


def terms_of(model: Model, chosen: Sequence[ChosenInput], sources: Sources) -> dict[str, list[Term]]:
    """For each capability that is reached the terms that add up there."""
    grouped = families(chosen)
    found: dict[str, list[Term]] = {}
    doses: dict[tuple[str, bool], dict[str, Array]] = {}
    for name, choices in grouped.items():
        for late in sources.states():
            members = [_member(model, name, choice, sources, late) for choice in choices]
            doses[name, late] = {}
            for capability in dict.fromkeys(key for member in members for key in member):
                parts = [member[capability] for member in members if capability in member]
                doses[name, late][capability] = _largest(dose for part in parts for dose in part.values())
                found.setdefault(capability, []).append(_term(parts))
    for pair in pairs_of(grouped):
        for capability, term in _pair_terms(pair, grouped, doses, sources):
            found.setdefault(capability, []).append(term)
    return found


def _member(
    model: Model, family: str, choice: ChosenInput, sources: Sources, late: bool
) -> dict[str, Member]:
    """By capability what one choice does."""
    import numpy as np

    doses, baseline = model.doses, model.baseline
    active = np.array(doses.activations(choice, doses.late_quarters if late else 0))
    found: dict[str, Member] = {}
    for effect in choice.input.effects:
        cells, coverage = doses.reach(choice, effect)
        if not len(cells):
            continue
        capability = baseline.cells[cells[0]].capability
        rows = baseline.rows[capability]
        dose = np.zeros((len(rows), BANDS, len(active)))
        here = np.searchsorted(rows, cells)
        dose[here] = np.multiply.outer(doses.bands.ease[choice.input.kind][cells] * coverage[:, None], active)
        source = sources.input(family, doses.share(effect), choice.input.probability, late)
        member = found.setdefault(capability, {})
        member[source] = member[source] + dose if source in member else dose
    return found


def _term(members: Sequence[Member]) -> Term:
    """One member where all repeats draw on one source: then the larger dose counts, whatever is drawn."""
    used = {source for member in members for source in member}
    if len(members) > 1 and len(used) == 1:
        (source,) = used
        return Term(({source: _largest(member[source] for member in members)},))
    return Term(tuple(members))


def _pair_terms(
    pair: Pair,
    grouped: Mapping[str, Sequence[ChosenInput]],
    doses: Mapping[tuple[str, bool], Mapping[str, Array]],
    sources: Sources,
) -> Iterator[tuple[str, Term]]:
    """y ≤ x_i, x_j: the synergy at the lesser of the two doses, for each way in which the two are late."""
    import numpy as np

    one, other = (
        max(choice.input.probability for choice in grouped[name]) for name in (pair.one, pair.other)
    )
    for late in product(sources.states(), sources.states()):
        here, there = doses[pair.one, late[0]], doses[pair.other, late[1]]
        both = [capability for capability in here if capability in there]
        source = sources.pair(pair, (one, other), late) if both else -1
        for capability in both:
            yield capability, Term(({source: np.minimum(here[capability], there[capability])},))


def _largest(doses: Iterator[Array]) -> Array:
    from functools import reduce

    import numpy as np

    return reduce(np.maximum, doses)


def _strength(shares: Array) -> Array:
    import numpy as np

    return np.asarray(-np.log1p(-shares))
