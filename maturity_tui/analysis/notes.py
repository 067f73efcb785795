"""What a projection leaves out or cannot show, each in a sentence: nothing is passed over in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from maturity_tui.analysis.baseline import Baseline
from maturity_tui.analysis.choices import ChosenInput
from maturity_tui.analysis.demand import PersonDays
from maturity_tui.analysis.model import Model
from maturity_tui.analysis.scenario import Choice, Scenario
from maturity_tui.frameworks.check import nearest

QUARTERS_A_YEAR = 4


def notes_of(
    model: Model, chosen: Sequence[ChosenInput], overall: Sequence[float], days: PersonDays
) -> tuple[str, ...]:
    """Every sentence that belongs beside a projection."""
    found = [note for choice in chosen for note in _about(model, choice)]
    found += _order(chosen)
    found += _overload(model, days)
    found += _rare(model, overall)
    return (*found, *baseline_notes(model.baseline))


def scenario_notes(scenario: Scenario, chosen: Sequence[ChosenInput]) -> tuple[str, ...]:
    """What a scenario says that the projection does not take as it stands: starts moved, and what was done."""
    return (*_moved(scenario, chosen), *_done(scenario))


def _moved(scenario: Scenario, chosen: Sequence[ChosenInput]) -> Iterator[str]:
    """Inputs that start later than the scenario, though it names no start for them."""
    stated = {choice.input for choice in scenario.inputs if choice.start is not None}
    for choice in chosen:
        if choice.id not in stated and choice.start != scenario.start:
            usual = f"not with the scenario in {scenario.start}"
            yield f"{choice.id} starts in {choice.start}, its earliest, and {usual}."


def _done(scenario: Scenario) -> Iterator[str]:
    told = [f"{choice.input} ({how})" for choice in scenario.inputs if (how := _how_it_went(choice))]
    if told:
        yield (
            "What was actually done is not part of this projection, which takes each input as planned: "
            f"{_some(told)}."
        )


def _how_it_went(choice: Choice) -> str:
    """What a plan says of an input's fate that a projection does not read, in words; "" for nothing."""
    stated = choice.actual.model_dump(exclude_none=True) if choice.actual else {}
    actual = f"actual {', '.join(stated)}" if stated else ""
    return "; ".join(part for part in ("stopped" if choice.status == "stopped" else "", actual) if part)


@lru_cache(maxsize=8)
def baseline_notes(baseline: Baseline) -> tuple[str, ...]:
    """What holds whatever is chosen: cells left out, prerequisites without score, targets out of reach."""
    found: list[str] = []
    for why, count in sorted(Counter(item.why for item in baseline.left_out).items()):
        cells = "capability takes" if count == 1 else "capabilities take"
        found.append(f"{count} {why} {cells} no part, and gate{'s' if count == 1 else ''} nothing.")
    loose = _ungated(baseline)
    if loose:
        found.append(f"Not gated, as the prerequisite has no score: {_some(loose)}.")
    tops = sum(cell.target is not None and cell.score < cell.high <= cell.target for cell in baseline.cells)
    if tops:
        verb = "target is" if tops == 1 else "targets are"
        found.append(f"{tops} {verb} the top of the scale, which inputs alone approach and never reach.")
    return tuple(found)


def _ungated(baseline: Baseline) -> list[str]:
    return [
        f"{cell.capability} by {need} ({cell.team})"
        for cell in baseline.cells
        for need, _ in baseline.needs.get(cell.capability, ())
        if (cell.team, need) not in baseline.place
    ]


def _some(items: Sequence[str], shown: int = 3) -> str:
    more = len(items) - shown
    return "; ".join(items[:shown]) + (f"; and {more} more" if more > 0 else "")


def _about(model: Model, choice: ChosenInput) -> Iterator[str]:
    """One input: what it acts on that is not there, and when it is too late or too early."""
    baseline = model.baseline
    framework = baseline.framework
    for effect in choice.input.effects:
        capability = framework.resolve(effect.capability) if framework else effect.capability
        if framework is not None and capability not in framework.capabilities:
            hint = nearest(capability, framework.capabilities)
            missing = f"{choice.id} acts on {effect.capability!r}, which {framework.reference} does not have."
            yield f"{missing} {hint}".rstrip()
    start, first, last = choice.begins, int(model.doses.quarters[0]), int(model.doses.quarters[-1])
    if start > last:
        yield f"{choice.id} starts in {choice.start}, after the last quarter: it has no effect yet."
    elif not len(model.doses.of(choice).cells):
        yield f"{choice.id} reaches no scored capability: it has no effect."
    if start < first:
        yield f"{choice.id} starts in {choice.start}, before the first: the scores may hold part of it."
    if choice.input.earliest is not None and choice.start < choice.input.earliest:
        yield f"{choice.id} starts in {choice.start}; it cannot before {choice.input.earliest}."


def _order(chosen: Sequence[ChosenInput]) -> Iterable[str]:
    """Inputs that start before what they need is delivered."""
    delivered = {choice.id: choice.delivered for choice in chosen}
    for choice in chosen:
        for need in choice.input.needs.all:
            if need in delivered and choice.begins < delivered[need]:
                yield f"{choice.id} starts before {need}, which it needs, is delivered."


def _overload(model: Model, days: PersonDays) -> Iterable[str]:
    over = [quarter for quarter, more in zip(model.quarters, days.overload, strict=True) if more > 0]
    if over:
        yield f"More person-days are asked for than there are in {', '.join(over)}; all are assumed found."


def _rare(model: Model, overall: Sequence[float]) -> Iterable[str]:
    """The sanity flag: so fast a rise over a whole organisation has rarely been seen."""
    rare = model.assumptions.by_name["rise.rare_levels_a_year"]
    if model.baseline.is_skills or isinstance(rare.value, tuple):
        return
    path = [model.figures.overall_now, *overall]
    rises = [path[min(end + QUARTERS_A_YEAR, len(path) - 1)] - path[end] for end in range(len(path) - 1)]
    if max(rises, default=0) > rare.value:
        levels = f"{rare.value:g} level{'' if rare.value == 1 else 's'}"
        yield f"A rise of more than {levels} in 12 months over a whole organisation is rare ({rare.source})."
