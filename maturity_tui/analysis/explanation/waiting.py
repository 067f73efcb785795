"""What it costs a month to wait: all starts a quarter later, and a third of what that changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarter_name

MONTHS = 3


@dataclass(frozen=True)
class Waiting:
    """A month's wait: by how much the figure at the last quarter-end falls (rises, where negative: what fades would
    be fresher then), and the level-months lost until then, levels added up month by month."""

    at_the_end: float
    level_months: float

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {"lost_at_the_end": self.at_the_end, "level_months_lost": self.level_months}


def waiting(model: Model, chosen: Sequence[ChosenInput]) -> Waiting:
    """What a month's wait with all that is chosen costs, as a third of a quarter's."""
    later = [replace(choice, start=quarter_name(choice.begins + 1)) for choice in chosen]
    now, then = (model.figures.overall(model.run(inputs).final) for inputs in (chosen, later))
    lost = now - then
    return Waiting(float(lost[-1]) / MONTHS, float(lost.sum()))
