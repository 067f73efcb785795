"""What a report says of a projection beyond its means: ranges from draws, and what explains it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from maturity_tui.analysis.explanation.explained import explained
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.uncertainty.sample import SEED, sample, with_bands
from maturity_tui.reports.material import Material


def reckoned(material: Material, library: Iterable[Intervention], *, seed: int | None = None) -> Material:
    """The material with its projection sampled and explained; as it is where there is no projection.

    With the library that the scenario sees, its inputs have the random numbers that they have everywhere else, so
    that the report shows the screen's figures. The seed is the projection's own, where it has one.
    """
    projection = material.projection
    if projection is None:
        return material
    chosen_seed = next((one for one in (seed, projection.seed) if one is not None), SEED)
    order = tuple(item.id for item in library)
    sampled = sample(projection.model, projection.chosen, seed=chosen_seed, order=order)
    return replace(
        material,
        projection=with_bands(projection, sampled),
        explanation=explained(projection, seed=chosen_seed),
        draws=len(sampled.draws),
    )
