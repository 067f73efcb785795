"""What the what-if screen says in words: what an input adds and why, what one figure is made of, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from textual.content import Content

from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.projection.projection import Gated, Projection, project
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarter_index, quarter_name
from maturity_tui.ui.draw import change, line, money, packed, wrap
from maturity_tui.ui.draw.numbers import rounded
from maturity_tui.ui.screens.what_if.view import Answer, InputView, overload, spoken

if TYPE_CHECKING:
    from maturity_tui.analysis.roadmap.roadmap import Roadmap

NOTHING = 5e-5
GRADES = {"V": "seen in the source", "R": "recalled, to be checked", "J": "judgement"}


@dataclass(frozen=True, eq=False)
class InputEffect:
    """What one input does beside all that is chosen: where, what gates it, what a quarter's wait changes."""

    beside: Projection
    where: tuple[tuple[str, str, float, float], ...]
    """Capability, the team where it rises most, its rise there, its part of the gain; the largest part first."""
    gated: tuple[Gated, ...]
    gain: float
    later: float | None


def effect_of(answer: Answer, item: str) -> InputEffect:
    """What an input adds to the others that are chosen: three projections, each of a millisecond or two."""
    projection, view = answer.projection, answer.inputs[item]
    others = [choice for choice in projection.chosen if choice.id != item]
    own = next((choice for choice in projection.chosen if choice.id == item), None)
    choice = own or ChosenInput(view.item, view.start)
    beside = projection if own else project(projection.model, [*others, choice])
    taken = beside if any(one.id == item for one in beside.chosen) else projection
    without = project(projection.model, others) if own else projection
    rise = taken.levels.final[:, -1] - without.levels.final[:, -1]
    reached = {effect.capability for effect in view.item.effects}
    gated = tuple(one for one in taken.gated if one.capability in reached)
    gain = taken.overall.mean[-1] - without.overall.mean[-1]
    return InputEffect(
        taken, _where(answer, rise.tolist()), gated, gain, _later(answer, others, choice, taken)
    )


def _where(answer: Answer, rise: Sequence[float]) -> tuple[tuple[str, str, float, float], ...]:
    found: dict[str, list[tuple[float, str, float]]] = {}
    for cell, step in zip(answer.setting.baseline.cells, rise, strict=True):
        if step > NOTHING:
            found.setdefault(cell.capability, []).append((step, cell.team, step * cell.weight))
    rows = [
        (key, max(items)[1], max(items)[0], sum(share for *_, share in items)) for key, items in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: -row[3]))


def _later(answer: Answer, others: list[ChosenInput], choice: ChosenInput, now: Projection) -> float | None:
    """What starting a quarter later changes at the last quarter-end; None where there is no later quarter."""
    start = quarter_index(choice.start) + 1
    if start > quarter_index(now.quarters[-1]) or choice.id not in {one.id for one in now.chosen}:
        return None
    moved = project(now.model, [*others, replace(choice, start=quarter_name(start))])
    return moved.overall.mean[-1] - now.overall.mean[-1]


# An input, in a few lines ------------------------------------------------------


def about(answer: Answer, item: str, effect: InputEffect, width: int) -> list[Content]:
    """The input under the cursor: its name, what it adds by when and where, what gates it, how it is known."""
    view = answer.inputs[item]
    name, cost = line((view.item.title, "bold")), line((cost_words(answer, view), "$muted"))
    lines = packed([name, cost], width)
    told = [
        _adds(answer, view, effect),
        *_gates(answer, effect),
        *_waits(answer, effect),
        *_bonds(answer, view),
    ]
    for row in wrap(" ".join(told), width):
        lines.append(line(row))
    return [*lines, *_basis(view.item, width)]


def _basis(item: Intervention, width: int) -> list[Content]:
    style = "bold $text-warning" if item.basis.grade == "J" else "bold"
    mark = f"{item.basis.grade} {GRADES[item.basis.grade]}"
    note = " ".join(
        part for part in (item.basis.note, item.basis.source and f"({item.basis.source})") if part
    )
    rows = wrap(f"{mark}: {note}" if note else f"{mark}.", width)
    first = line((rows[0][: len(mark)], style), (rows[0][len(mark) :], "$muted"))
    return [first, *(line((row, "$muted")) for row in rows[1:])]


def _adds(answer: Answer, view: InputView, effect: InputEffect) -> str:
    verb = "Adds" if view.chosen else "Would add"
    size = _size(answer, effect.gain)
    if not effect.where:
        return f"{verb} nothing by {answer.end}: {_why_nothing(answer, view)}."
    if answer.is_skills:
        best = " and ".join(answer.ground.named(row[0]) for row in effect.where[:2])
        points = f"{verb} {size} points" if size else "Brings no further skill to its target"
        return f"{points} by {answer.end}; it lifts {best} most."
    best = " and ".join(
        f"{answer.ground.named(key)} ({change(step, 2)})" for key, _, step, _ in effect.where[:2]
    )
    added = f"{verb} {size or 'next to nothing'} by {answer.end}"
    return f"{added}, most of it in {best}." if answer.is_light else f"{added}; it lifts {best} most."


def _size(answer: Answer, gain: float) -> str:
    """A gain without its sign; empty where it rounds to nothing."""
    text = rounded(gain * answer.factor, answer.places)
    return text if text.strip("0.") else ""


def _why_nothing(answer: Answer, view: InputView) -> str:
    model = answer.projection.model
    choice = ChosenInput(view.item, view.start)
    if view.blocked:
        return "as things stand it takes no part"
    if not len(model.doses.of(choice).cells):
        return f"it reaches no {answer.ground.framework.noun} that is scored here"
    if not any(model.doses.activations(choice)):
        return "it is not at work by then"
    return "what it would lift is held back, or has no room"


def _gates(answer: Answer, effect: InputEffect) -> Iterator[str]:
    rows: dict[tuple[str, str], list[str]] = {}
    for one in effect.gated:
        rows.setdefault((one.capability, one.by), []).append(one.team)
    for (capability, by), teams in list(rows.items())[:1]:
        where = _teams(answer, teams) if answer.whole else ""
        yield f"{answer.ground.named(capability)} is held back by {answer.ground.named(by)}{where}."


def _teams(answer: Answer, teams: Sequence[str]) -> str:
    return (
        f" in {answer.ground.organisation.team_title(teams[0])}"
        if len(teams) == 1
        else f" in {len(teams)} teams"
    )


def _waits(answer: Answer, effect: InputEffect) -> Iterator[str]:
    if effect.later is None:
        return
    if size := _size(answer, abs(effect.later)):
        yield f"A quarter's wait {'loses' if effect.later < 0 else 'gains'} {size} by then."


def _bonds(answer: Answer, view: InputView) -> Iterator[str]:
    """What it needs or excludes, where that matters now."""
    if view.chosen or not view.blocked:
        return
    ids = {one.item.id for one in answer.chosen}
    needs = [title(answer, other) for other in view.item.needs.all if other not in ids]
    any_of = [title(answer, other) for other in view.item.needs.any]
    against = [
        one for one in answer.chosen if view.item.id in one.item.excludes or one.item.id in view.item.excludes
    ]
    if against:
        yield f"It and “{against[0].item.title}”, which is chosen, exclude each other."
    elif needs:
        yield f"It needs {' and '.join(needs)}: space adds that too."
    elif any_of:
        yield f"It needs {' or '.join(any_of)}: space adds one too."


def title(answer: Answer, item: str) -> str:
    """An input's title in quotation marks; its id where the library has none."""
    known = answer.ground.known.get(item)
    return f"“{known.title}”" if known else item


def nothing_reaches(answer: Answer, only: str | None) -> str:
    """What stands in the place of a list without rows: what is not there, and what would be."""
    ground, framework = answer.ground, answer.ground.framework
    scored = (cell.capability for cell in answer.setting.baseline.cells)
    example = framework.resolve(only) if only else next(scored)
    own = f"inputs.yaml holds it, with an effect such as {{capability: {example}, share: [0.1, 0.2, 0.3]}}"
    if only:
        return f"No input reaches {ground.named(only)}. One of your own would: I makes it, or {own}. z shows all."
    others = "z shows those for other frameworks."
    return f"No input is for {framework.title}. One of your own would be: I makes it, or {own}. {others}"


def cost_words(answer: Answer, view: InputView) -> str:
    """What an input costs, in words."""
    once, yearly = (money(value, answer.symbol) for value in (view.once, view.yearly))
    if not view.yearly:
        return f"{once} once"
    return f"{once} once, {yearly} a year" if view.once else f"{yearly} a year"


def overload_words(answer: Answer) -> str:
    """The quarters with too many person-days, in a sentence; empty where there are none."""
    over = overload(answer)
    if not over:
        return ""
    some = [f"{spoken(quarter)} for {asked:.0f} of {there:.0f}" for quarter, (asked, there) in over.items()]
    more = f" and {len(some) - 2} more quarters" if len(some) > 2 else ""
    first = some[0].replace(" for ", " asks for ", 1)
    return f"{', '.join([f'{first} days', *some[1:2]])}{more}: d finds starts that fit."


def within(found: Roadmap) -> str:
    """How near the starts are proved to be to the best there can be; empty where nothing is proved yet."""
    gap = found.proved_gap
    return f"within {ceil(round(gap * 1000, 6)) / 10:.1f} %" if gap < 1 else ""


def dated_words(answer: Answer, found: Roadmap) -> str:
    """What looking for the best starts led to: over the quarters, which is what it looks for, and at the end."""
    moved = list(found.moved.items())
    some = [f"{title(answer, item)} to {spoken(quarter)}" for item, quarter in moved[:2]]
    more = f" and {len(moved) - 2} more" if len(moved) > 2 else ""
    said = f"Starts now: {', '.join(some)}{more}." if moved else "No start moves."
    if found.unfit:
        others = f" and {len(found.unfit) - 1} more" if len(found.unfit) > 1 else ""
        fits = "fit" if others else "fits"
        said += f" {title(answer, found.unfit[0])}{others} {fits} nowhere within the limits."
    stopped, proved = "Stopped. " if found.stopped else "", within(found)
    gain, end, gained, ended = (
        f"{value * answer.factor:+.{1 if answer.is_skills else 3}f}"
        for value in (found.rise, found.at_end, found.rise_before, found.at_end_before)
    )
    was, then = (f" (it was {gained})", f" (it was {ended})") if moved else ("", "")
    proved += " by the mean rise of levels" if proved and found.in_steps else ""
    return (
        f"{said} {stopped}{'Points' if answer.is_skills else 'Levels'}: {gain} on average over the quarters{was}"
        f"{f', proved {proved}' if proved else ''}; {end} by {answer.end}{then}."
    )
