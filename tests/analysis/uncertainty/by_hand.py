"""One draw worked out by hand: plain loops over the formula, SciPy's own quantiles, the gate step by step."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from scipy.stats import beta

from maturity_tui.analysis.projection.activation import activation
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.projection.shares import pert
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.uncertainty.numbers import Numbers


def levels_by_hand(
    model: Model, chosen: Sequence[ChosenInput], numbers: Numbers, draw: int, quarter: int
) -> list[float]:
    """Each cell's level in one draw at the end of one quarter."""
    baseline, known = model.baseline, model.assumptions
    late_by = int(known.number("duration.late_quarters"))
    family = {choice.id: choice.input.repeat_of or choice.id for choice in chosen}
    late = {name: bool(numbers.delay(name)[draw] < known.number("duration.late")) for name in family.values()}

    def dose(choice: ChosenInput, team: str, capability: str, start: int, band: int) -> float:
        found = 0.0
        for effect in choice.input.effects:
            if effect.capability == capability:
                ease = min(known.bands(choice.input.kind)[start : band + 1])
                quarters = choice.input.quarters + late_by * late[family[choice.id]]
                k = int(model.doses.quarters[quarter]) - choice.begins + 1
                cover = choice.coverage_in(team, effect.coverage_of(team))
                found = max(found, cover * ease * activation(choice.input.kind, k, quarters, known))
        return found

    def here(choice: ChosenInput) -> bool:
        return bool(numbers.delivery(family[choice.id])[draw] < choice.input.probability)

    def strength(choice: ChosenInput, capability: str) -> float:
        (effect,) = (one for one in choice.input.effects if one.capability == capability)
        share = pert(*effect.share, 1 if model.calibrated else known.number("range.widening"))
        if share.upper <= share.lower:
            return -log(1 - share.mode)
        width = share.upper - share.lower
        u = (share.mode - share.lower) / width
        drawn = beta.ppf(
            numbers.share(family[choice.id])[draw], 1 + 4 * u, 5 - 4 * u, loc=share.lower, scale=width
        )
        return -log(1 - float(drawn))

    def filled(team: str, capability: str, start: int, band: int) -> float:
        reached = [
            choice for choice in chosen if any(one.capability == capability for one in choice.input.effects)
        ]
        best: dict[str, float] = {}
        doses: dict[str, float] = {}
        for choice in reached:
            name, size = family[choice.id], dose(choice, team, capability, start, band)
            doses[name] = max(doses.get(name, 0.0), size)
            best[name] = max(best.get(name, 0.0), size * strength(choice, capability) * here(choice))
        total = sum(best.values())
        for choice in chosen:
            for synergy in choice.input.synergies:
                other = next((one for one in chosen if one.id == synergy.with_), None)
                if other is not None and here(choice) and here(other):
                    lesser = min(doses.get(choice.id, 0.0), doses.get(other.id, 0.0))
                    total += lesser * -log(1 - synergy.share)
        return total

    levels = []
    for cell in baseline.cells:
        width = (cell.high - cell.low) / 5
        start = min(4, int((cell.score - cell.low) / width + 1e-9))
        level = cell.score
        for band in range(start, 5):
            bottom = max(cell.score, cell.low + band * width)
            room = cell.low + (band + 1) * width - bottom
            level += room * (1 - exp(-filled(cell.team, cell.capability, start, band)))
        levels.append(level)
    return _dipped(model, chosen, late, quarter, _gated(model, levels))


def _gated(model: Model, levels: list[float]) -> list[float]:
    """Pull down what runs too far ahead, one slack after the other, until nothing does."""
    baseline, held = model.baseline, list(levels)
    for _ in range(len(held) + 1):
        for capability, needs in baseline.needs.items():
            for need, slack in needs:
                for team in baseline.teams:
                    c, p = baseline.place.get((team, capability)), baseline.place.get((team, need))
                    if c is not None and p is not None:
                        ahead = max(slack, baseline.cells[c].score - baseline.cells[p].score)
                        held[c] = min(held[c], held[p] + ahead)
    return held


def _dipped(
    model: Model, chosen: Sequence[ChosenInput], late: dict[str, bool], quarter: int, levels: list[float]
) -> list[float]:
    known = model.assumptions
    if not known.number("dip.on"):
        return levels
    found = []
    for cell, level in zip(model.baseline.cells, levels, strict=True):
        total = 0.0
        for choice in chosen:
            reach = [one for one in choice.input.effects if one.capability == cell.capability]
            begun = choice.delivered + int(known.number("duration.late_quarters")) * late[choice.id]
            since = int(model.doses.quarters[quarter]) - begun
            if reach and choice.input.kind == "technology" and 0 <= since < known.number("dip.quarters"):
                total += known.number("dip.size") * max(one.coverage_of(cell.team) for one in reach)
        found.append(cell.low + (level - cell.low) * exp(-total))
    return found
