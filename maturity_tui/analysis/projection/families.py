"""Inputs that count together: an input with its refreshers, and named pairs that work better beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.projection.contribution import Contribution
from maturity_tui.analysis.projection.shares import Pert, strength
from maturity_tui.analysis.scenarios.choices import ChosenInput


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
