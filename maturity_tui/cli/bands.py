"""How sure a projection is, for `maturity project`: percentiles by draws, and what they say in a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from maturity_tui.cli.speak import figure, share
from maturity_tui.cli.what_if import Answer

if TYPE_CHECKING:
    from maturity_tui.analysis.projection.projection import Projection, Row

# As in `analysis/uncertainty/sample.py`, which is imported only where it draws.
USUAL, MOST = 8192, 131_072
HIGHEST_SEED = 2**32 - 1
# A range narrower than this shows a second decimal, as on screen.
NARROW = 0.25


def band_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--seed` and `--draws` to a command."""
    draws = click.option(
        "--draws", type=click.IntRange(0, MOST), default=USUAL, show_default=True, metavar="N",
        help="Draws behind the ranges, rounded up to a power of two; 0: means by the plain formula, no ranges.",
    )  # fmt: skip
    seed = click.option(
        "--seed", type=click.IntRange(0, HIGHEST_SEED), metavar="N",
        help="Begin the draws with another number.  [default: always the same]",
    )  # fmt: skip
    return seed(draws(command))


def with_ranges(answer: Answer, seed: int | None, draws: int) -> Answer:
    """The answer with its percentiles, and the seed that they come from; as it is where none are wanted."""
    if not draws:
        return answer
    from maturity_tui.analysis.uncertainty.sample import SEED, sample, with_bands

    projection = answer.projection
    order = [item.id for item in answer.library]
    wanted = SEED if seed is None else seed
    drawn = sample(projection.model, projection.chosen, seed=wanted, draws=draws, order=order)
    return replace(answer, projection=with_bands(projection, drawn), draws=len(drawn.draws))


def range_words(projection: Projection) -> str:
    """`9 in 10 2.8–3.3, 6 in 10 2.9–3.2 by the end of 2028-Q4`; empty where nothing was drawn."""
    overall = projection.overall
    if overall.p5 is None or overall.p95 is None or overall.p20 is None or overall.p80 is None:
        return ""
    shown = share if projection.baseline.is_skills else figure

    def span(low: Row, high: Row) -> str:
        if not projection.baseline.is_skills and high[-1] - low[-1] < NARROW:
            return f"{low[-1]:.2f}–{high[-1]:.2f}"
        return f"{shown(low[-1])}–{shown(high[-1])}"

    return (
        f"9 in 10 {span(overall.p5, overall.p95)}, 6 in 10 {span(overall.p20, overall.p80)} "
        f"by the end of {projection.quarters[-1]}, if the assumptions hold."
    )
