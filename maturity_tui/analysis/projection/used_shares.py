"""What became of each effect's range: the mean share that the projection counts with, beside what was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from maturity_tui.analysis.inputs.interventions import Effect
from maturity_tui.analysis.projection.doses import Doses
from maturity_tui.analysis.scenarios.choices import ChosenInput


@dataclass(frozen=True)
class UsedShare:
    """One effect: its range as given, and the mean of the share at full dose after widening and cut.

    The chance of delivery, the coverage and the bands' ease are not in it.
    """

    input: str
    capability: str
    low: float
    likely: float
    high: float
    mean: float

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`, where they stand under their input."""
        return {
            "capability": self.capability, "low": self.low, "likely": self.likely, "high": self.high,
            "mean": self.mean,
        }  # fmt: skip


def used_shares(doses: Doses, chosen: Sequence[ChosenInput]) -> tuple[UsedShare, ...]:
    """The share of each effect that reaches a scored capability, in the order of the inputs."""
    return tuple(
        _used(doses, choice, effect)
        for choice in chosen
        for effect in choice.input.effects
        if doses.reaches(choice, effect)
    )


def _used(doses: Doses, choice: ChosenInput, effect: Effect) -> UsedShare:
    low, likely, high = effect.share
    return UsedShare(choice.id, effect.capability, low, likely, high, doses.share(effect).mean)
