"""How far the overall figure would stray, and which input makes it: variance and Sobol indices, without a draw.

The figure is linear in products over inputs, U − Σ_k V_k Π_i F_ik with k over cells and bands, so that for independent
inputs its variance is Σ_kl V_k V_l (Π_i E[F_ik F_il] − Π_i E[F_ik] E[F_il]). All shares of one input lie at the same
quantile: it goes well or badly as a whole. With M the means, R the product over inputs of the ratios
r_i[k,l] = E[F_ik F_il] / (E[F_ik] E[F_il]), and W = V·M,

    variance          Σ W_k W_l (R − 1)
    first-order of i  Σ W_k W_l (r_i − 1)         what is left to vary if only i is unknown
    total of i        Σ W_k W_l (R − R / r_i)     what would go if i alone were known

It answers for inputs that are independent (execution correlation 0) and for levels before anything holds them back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from maturity_tui.analysis.explanation.factors import Factor, factors_of
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


@dataclass(frozen=True)
class Index:
    """One input (with its refreshers): the part of the variance that it makes by itself, and with all it meets."""

    input: str
    first: float
    total: float

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {"input": self.input, "first_order": self.first, "total": self.total}


@dataclass(frozen=True)
class Moments:
    """The overall figure at the last quarter-end: the standard deviation that inputs make, and the one that today's
    scores add. `exact`: nothing is held back, no refresher or named pair comes in."""

    sd: float
    noise: float
    indices: tuple[Index, ...]
    exact: bool = True

    def as_json(self) -> dict[str, Any]:
        """Plain values for the JSON of `project`."""
        return {
            "sd_of_inputs": self.sd, "sd_of_scores": self.noise, "exact": self.exact,
            "assumes": "independent inputs, levels before prerequisites hold them back",
            "indices": [index.as_json() for index in self.indices],
        }  # fmt: skip


def moments(model: Model, chosen: Sequence[ChosenInput]) -> Moments | None:
    """The moments at the last quarter-end, the largest index first; None where the figure is not linear in levels."""
    import numpy as np

    if model.figures.matrix is None or model.baseline.is_skills:
        return None
    weights = model.figures.matrix[0]
    sds = np.array([cell.sd for cell in model.baseline.cells])
    noise = sqrt(float(((weights * sds) ** 2).sum()))
    terms = factors_of(model, chosen)
    worth = terms.worth * np.exp(-terms.shared)
    for factor in terms.factors:
        worth[factor.terms] *= factor.mean
    joint = np.ones((len(worth), len(worth)))
    for factor in terms.factors:
        joint[np.ix_(factor.terms, factor.terms)] *= factor.ratio
    variance = float(worth @ (joint - 1) @ worth)
    indices = [_index(factor, worth, joint, variance) for factor in terms.factors]
    ranked = tuple(sorted(indices, key=lambda index: (-index.total, index.input)))
    return Moments(sqrt(max(0.0, variance)), noise, ranked, terms.exact)


def _index(factor: Factor, worth: Array, joint: Array, variance: float) -> Index:
    import numpy as np

    if variance <= 0:
        return Index(factor.input, 0.0, 0.0)
    own, ratio = worth[factor.terms], factor.ratio
    beside = joint[np.ix_(factor.terms, factor.terms)]
    first = float(own @ (ratio - 1) @ own) / variance
    return Index(factor.input, first, float(own @ (beside - beside / ratio) @ own) / variance)
