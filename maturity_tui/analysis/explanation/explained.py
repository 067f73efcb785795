"""All that explains a projection, as one value: what screens, commands and reports show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from maturity_tui.analysis.explanation.contributions import Contributions, contributions
from maturity_tui.analysis.explanation.information import Information
from maturity_tui.analysis.explanation.moments import Moments, moments
from maturity_tui.analysis.explanation.portfolios import DRAWS, Wishes, value_of_information
from maturity_tui.analysis.explanation.tornado import Tornado, tornado
from maturity_tui.analysis.explanation.waiting import Waiting, waiting
from maturity_tui.analysis.projection.projection import Gated, Projection
from maturity_tui.analysis.uncertainty.sample import SEED

Stop = Callable[[], bool] | None


@dataclass(frozen=True)
class Explanation:
    """Who contributes, what moves the figure, what is held back, what waiting costs, what is worth knowing better.

    `moments` is None where a figure is not linear; `information` where it was not asked for.
    """

    contributions: Contributions
    tornado: Tornado
    moments: Moments | None
    waiting: Waiting
    gated: tuple[Gated, ...]
    information: Information | None = None

    def as_json(self) -> dict[str, Any]:
        """Plain values, under the key `explanation` of `project`."""
        return {
            "contributions": self.contributions.as_json(),
            "tornado": self.tornado.as_json(),
            "indices": None if self.moments is None else self.moments.as_json(),
            "held_back": [vars(one) for one in self.gated],
            "a_months_wait": self.waiting.as_json(),
            "value_of_information": None if self.information is None else self.information.as_json(),
        }


def explained(projection: Projection, *, seed: int = SEED, stop: Stop = None) -> Explanation:
    """The explanation of a projection, all but the value of information. Raises `Stopped` once `stop` says so."""
    model, chosen = projection.model, projection.chosen
    parts = contributions(model, chosen, seed=seed, stop=stop)
    bars = tornado(model, chosen, stop=stop)
    return Explanation(parts, bars, moments(model, chosen), waiting(model, chosen), projection.gated)


def informed(
    projection: Projection, wishes: Wishes, *, seed: int = SEED, draws: int = DRAWS, stop: Stop = None
) -> Information | None:
    """The value of information of a projection; None where nothing is chosen. Raises `Stopped` once `stop` says so."""
    if not projection.chosen:
        return None
    return value_of_information(
        projection.model, projection.chosen, wishes, seed=seed, draws=draws, stop=stop
    )
