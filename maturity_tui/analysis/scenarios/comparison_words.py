"""What a comparison of scenarios comes to, in sentences, and as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from maturity_tui.analysis.assumptions.assumption import Quantity
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.comparison import Assumed, Comparison, Side, Versus

Says = Callable[[str], str]
# From here on, tenths would claim that it is certain.
NEARLY = 0.95


def in_draws(share: float) -> str:
    """A share of draws, as people say it: `8 of 10 draws`, near the ends `97 of 100 draws`."""
    if share in (0.0, 1.0):
        return "every draw" if share else "no draw"
    if share >= NEARLY or 1 - share >= NEARLY:
        return f"{min(99, max(1, int(share * 100 + 0.5)))} of 100 draws"
    return f"{int(share * 10 + 0.5)} of 10 draws"


def versus_words(comparison: Comparison, versus: Versus, said: Says | None = None) -> str:
    """Which of two is better, in how many draws, and by how much. `said` writes quarters as people say them."""
    if versus.better < 1 - versus.better - versus.alike:
        versus = versus.turned
    one, other = (f"“{comparison.sides[at].title}”" for at in (versus.one, versus.other))
    if versus.alike == 1.0:
        return f"{one} and {other} come to the same in every draw."
    end = (said or str)(comparison.quarter)
    text = f"By the end of {end}, {one} stands higher than {other} in {in_draws(versus.better)}"
    if versus.alike:
        text += f", as high in {in_draws(versus.alike)}"
    low, high = (difference(comparison, value) for value in (versus.p5, versus.p95))
    return f"{text}; 9 in 10 differences lie from {low} to {high}, the mean is {difference(comparison, versus.mean)}."


def cautions(comparison: Comparison, said: Says | None = None) -> tuple[str, ...]:
    """What keeps the figures from being like with like, and what the draws leave out; empty where nothing does."""
    return tuple(_cautions(comparison, said or str))


def _cautions(comparison: Comparison, said: Says) -> Iterator[str]:
    if comparison.matters:
        names = ", ".join(one.name for one in comparison.matters)
        yield (
            f"Not like with like: the scenarios do not assume the same of {names}. Part of a difference in "
            "figures is a difference in what is assumed."
        )
    ends = {side.projection.quarters[-1] for side in comparison.sides}
    if len(ends) > 1:
        yield (
            f"They look ahead to {' and '.join(said(end) for end in sorted(ends))}: all figures are of the end of "
            f"{said(comparison.quarter)}, the last quarter that all look at. Costs and person-days are of each "
            "one's own quarters."
        )
    starts = {side.projection.quarters[0] for side in comparison.sides}
    if len(starts) > 1:
        yield f"They begin in {' and '.join(said(start) for start in sorted(starts))}: the later one has had less time."
    if len({side.scenario.discount_rate for side in comparison.sides}) > 1:
        yield "Their present values are discounted at different rates."
    currencies = {side.projection.costs.currency for side in comparison.sides if side.projection.chosen}
    if len(currencies - {None}) > 1:
        yield f"They are priced in {' and '.join(sorted(one for one in currencies if one))}: costs are not converted."


def what_draws_hold(comparison: Comparison) -> str:
    """What the random numbers are, so that anyone can draw them again."""
    side = comparison.sides[0]
    return (
        f"{len(side.draws):,} draws, seed {side.projection.seed}; each input has the same random numbers in every "
        "scenario. The doubt about today's scores is the same for all, and takes no part in a difference."
    )


def difference(comparison: Comparison, value: float) -> str:
    """A difference of overall figures, signed: levels to the hundredth, shares in percentage points."""
    scaled, places = (value * 100, 1) if comparison.is_skills else (value, 2)
    text = f"{abs(scaled):.{places}f}"
    sign = "" if not float(text) else "+" if scaled > 0 else "−"
    return f"{sign}{text}{' pp' if comparison.is_skills else ''}"


def value_said(value: Quantity | bool) -> str:
    """A value of an assumption as it is written."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(f"{part:g}" for part in (value if isinstance(value, tuple) else (value,)))


def comparison_json(comparison: Comparison, known: Mapping[str, Intervention]) -> dict[str, Any]:
    """A comparison as `scenarios compare --json` prints it."""
    return {
        "quarter": comparison.quarter,
        "now": comparison.now,
        "scenarios": [_side(comparison, side) for side in comparison.sides],
        "versus": [
            {
                "scenario": comparison.sides[one.one].scenario.id,
                "other": comparison.sides[one.other].scenario.id,
                "better": one.better,
                "alike": one.alike,
                "difference": {"mean": one.mean, "p5": one.p5, "p95": one.p95},
            }
            for one in comparison.versus
        ],
        "inputs": [
            {
                "id": item,
                "title": known[item].title if item in known else item,
                "starts": [side.inputs.get(item) for side in comparison.sides],
            }
            for item in every_input(comparison)
        ],
        "areas": [
            {"id": line.id, "title": line.title, "now": line.now, "means": list(line.means)}
            for line in comparison.lines
        ],
        "assumptions": [_assumed(one) for one in comparison.assumed],
        "notes": list(cautions(comparison)),
        "draws": len(comparison.sides[0].draws),
        "seed": comparison.sides[0].projection.seed,
    }


def every_input(comparison: Comparison) -> tuple[str, ...]:
    """The inputs of all sides, each once, in the order of the sides."""
    return tuple(dict.fromkeys(item for side in comparison.sides for item in side.inputs))


def _side(comparison: Comparison, side: Side) -> dict[str, Any]:
    projection, band = side.projection, comparison.band(side)
    most, quarter = side.peak
    return {
        "id": side.scenario.id,
        "title": side.title,
        "mean": comparison.end(side),
        "p5": band[0] if band else None,
        "p95": band[1] if band else None,
        "gain": comparison.end(side) - comparison.now,
        "quarters": list(projection.quarters),
        "overall": list(projection.overall.mean),
        "cost": projection.costs.as_json(),
        "person_days": {"peak": most, "quarter": quarter, "overload": side.overload},
        "only": list(comparison.only(side)),
        "notes": list(projection.notes),
    }


def _assumed(one: Assumed) -> dict[str, Any]:
    return {
        "name": one.name,
        "values": [list(value) if isinstance(value, tuple) else value for value in one.values],
    }
