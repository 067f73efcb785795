"""One projected level in a sentence, with its arithmetic."""

from __future__ import annotations

from math import expm1

from maturity_tui.analysis.projection.projection import Projection
from maturity_tui.analysis.scenarios.choices import ChosenInput

SMALL = 5e-4


def explain(projection: Projection, team: str, capability: str, quarter: str | None = None) -> str:
    """How a cell comes to its level at a quarter-end (the last one), so that it can be checked by hand.

    Raises ValueError, in a sentence, for a cell that takes no part or a quarter outside the horizon.
    """
    place = projection.baseline.place.get((team, capability))
    if place is None:
        raise ValueError(f"{capability} takes no part for {team}: it is blank, not applicable or unknown.")
    column = column_of(projection, quarter)
    cell = projection.baseline.cells[place]
    free = float(projection.levels.free[place, column])
    title, end = projection.baseline.title(capability), projection.quarters[column]
    if free - cell.score < SMALL:
        return f"{title} stays at {cell.score:g} to the end of {end}: no input at work by then reaches it."
    sums = " + ".join(_bands(projection, place, column))
    text = f"{title} rises from {cell.score:g} to {free:.2f} by the end of {end}: {cell.score:g} + {sums}"
    if because := "; ".join(_inputs(projection, place, column)):
        text += f", from {because}"
    return text + _after(projection, place, column) + "."


def column_of(projection: Projection, quarter: str | None) -> int:
    """Where a quarter (None: the last) stands. Raises ValueError, in a sentence, for one outside the horizon."""
    if quarter is None:
        return len(projection.quarters) - 1
    if quarter not in projection.quarters:
        first, last = projection.quarters[0], projection.quarters[-1]
        raise ValueError(f"{quarter} is outside the horizon, which runs from {first} to {last}.")
    return projection.quarters.index(quarter)


def _bands(projection: Projection, place: int, column: int) -> list[str]:
    """`1.0 × 36 %` for each band that has room; neighbours that fill alike are taken together."""
    model = projection.model
    strength, _ = model.total(model.contributions(projection.chosen), len(model.quarters))
    filled = [-expm1(-float(x)) for x in strength[place, :, column]]
    rows: list[tuple[float, float]] = []
    for room, share in zip(model.doses.bands.room[place].tolist(), filled, strict=True):
        if room <= 0:
            continue
        if rows and abs(rows[-1][1] - share) < SMALL:
            rows[-1] = rows[-1][0] + room, share
        else:
            rows.append((room, share))
    return [f"{room:.4g} × {100 * share:.1f} %" for room, share in rows]


def _inputs(projection: Projection, place: int, column: int) -> list[str]:
    """Each input at work, with the share that it closes on average, its coverage and its activation."""
    found = []
    for choice in projection.chosen:
        active = projection.model.doses.activations(choice)[column]
        for effect in choice.input.effects if active else ():
            if text := _effect(projection, choice, effect.capability, place):
                found.append(f"{text} × {active:.2f} at work{_late(projection, choice, column)}")
    return found


def _late(projection: Projection, choice: ChosenInput, column: int) -> str:
    """How likely it is to be late, and what is then at work."""
    doses = projection.model.doses
    if not doses.late:
        return ""
    active = doses.activations(choice, doses.late_quarters)[column]
    return f", or {active:.2f} with a chance of {100 * doses.late:.0f} % that it is late"


def _effect(projection: Projection, choice: ChosenInput, capability: str, place: int) -> str:
    cell = projection.baseline.cells[place]
    framework = projection.baseline.framework
    if (framework.resolve(capability) if framework else capability) != cell.capability:
        return ""
    effect = next(item for item in choice.input.effects if item.capability == capability)
    coverage = choice.coverage_in(cell.team, effect.coverage_of(cell.team))
    if not coverage:
        return ""
    share = projection.model.doses.share(effect).mean
    chance = choice.input.probability
    sure = "" if chance == 1 else f" × {100 * chance:.0f} % chance"
    return f"{choice.id} (share {share:.2f} × coverage {coverage:.2g}{sure})"


def _after(projection: Projection, place: int, column: int) -> str:
    """What the gate takes away, and the dip."""
    model = projection.model
    free = projection.levels.free[:, column]
    held = float(model.gate.held(projection.levels.free, model.doses.bands.score)[place, column])
    final = float(projection.levels.final[place, column])
    text = ""
    if free[place] - held > SMALL and (by := model.gate.tightest(place, free)) is not None:
        title = projection.baseline.title(projection.baseline.cells[by].capability)
        text = f"; {title} holds it back to {held:.2f}"
    if held - final > SMALL:
        text += f"; a dip while people change over leaves {final:.2f}"
    return text
