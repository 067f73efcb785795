"""What a projection leaves out or cannot show, each in a sentence: nothing is passed over in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from maturity_tui.analysis.projection.baseline import Baseline
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.demand import Costs, PersonDays
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario
from maturity_tui.assessments.teams.coverage import in_per_cent
from maturity_tui.frameworks.check import nearest

QUARTERS_A_YEAR = 4
HALF_A_PENNY = 0.005


def notes_of(
    model: Model, chosen: Sequence[ChosenInput], overall: Sequence[float], days: PersonDays
) -> tuple[str, ...]:
    """Every sentence that belongs beside a projection."""
    found = [note for choice in chosen for note in _about(model, choice)]
    found += _order(chosen)
    found += _overload(model, days)
    found += _rare(model, overall)
    return (*found, *baseline_notes(model.baseline))


def scenario_notes(scenario: Scenario, chosen: Sequence[ChosenInput], costs: Costs) -> tuple[str, ...]:
    """What a scenario says that the projection does not keep to, or does not take as it stands: what must or must
    not be in, limits on money, starts moved, and what was done."""
    wanted = _must(scenario, chosen)
    return (*wanted, *_money(scenario, costs), *_moved(scenario, chosen), *_done(scenario))


def _must(scenario: Scenario, chosen: Sequence[ChosenInput]) -> Iterator[str]:
    """What the scenario settles about single inputs, and is not so."""
    ids = {choice.id for choice in chosen}
    for item in scenario.must:
        if item not in ids:
            yield f"The scenario says that {item} must be in, and it takes no part."
    for item in scenario.must_not:
        if item in ids:
            yield f"The scenario says that {item} must not be in, and it is."


def _money(scenario: Scenario, costs: Costs) -> Iterator[str]:
    """Limits on money that are passed: once, and in each year."""
    limits = scenario.limits
    if costs.once is None or costs.per_year is None:  # several currencies: said elsewhere
        return
    if limits.once is not None and (over := _over(costs.once, limits.once)):
        yield f"The cost once is {_sum(costs, costs.once)}, {over} over the limit of {_amount(limits.once)}."
    if limits.per_year is None:
        return
    limit = _amount(limits.per_year)
    years = [
        f"{over} in {year}" for year, cost in costs.by_year.items() if (over := _over(cost, limits.per_year))
    ]
    if years:
        yield f"The yearly cost is over the limit of {_sum(costs, limits.per_year)}: {_some(years, 8)}."
    elif over := _over(costs.per_year, limits.per_year):
        told = f"The yearly cost is {_sum(costs, costs.per_year)} when all inputs run"
        yield f"{told}, {over} over the limit of {limit}; within these quarters no year is."


def _over(cost: float, limit: float) -> str:
    """By how much a cost is over a limit; "" where it is not, but for the rounding of a sum."""
    return _amount(cost - limit) if cost - limit >= HALF_A_PENNY else ""


def _sum(costs: Costs, value: float) -> str:
    return f"{costs.currency or ''} {_amount(value)}".strip()


def _amount(value: float) -> str:
    return f"{value:,.2f}".removesuffix(".00")


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
    found: list[str] = list(_not_counted(baseline))
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


def _not_counted(baseline: Baseline) -> Iterator[str]:
    """Teams that the figure over several teams leaves out, as the roll-up does."""
    if len(baseline.results) < 2:
        return
    if not baseline.threshold:
        yield "No team is scored far enough to stand beside others, so whatever is scored counts."
        return
    wholes = {team: results.whole for team, results in baseline.results.items()}
    left = [
        f"{team} ({whole.scored} of {whole.applicable} scored)"
        for team, whole in wholes.items()
        if baseline.value(team, whole.id) is None
    ]
    if left:
        enough = f"less than {in_per_cent(baseline.threshold)} of {'its' if len(left) == 1 else 'their'} capabilities"
        yield f"Not in the figure over all teams, with {enough} scored: {_some(left, 8)}."


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
