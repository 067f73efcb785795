"""From a scenario to the inputs that take part, and every reason why one cannot."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario, quarter_index, quarter_name
from maturity_tui.frameworks.check import Fault, nearest
from maturity_tui.frameworks.door import PathKey

Coverage = float | Mapping[str, float] | None


@dataclass(frozen=True)
class ChosenInput:
    """An input with its start quarter, and a coverage that replaces its effects' own where one is given."""

    input: Intervention
    start: str
    coverage: Coverage = None

    @property
    def id(self) -> str:
        """The input's id."""
        return self.input.id

    @cached_property
    def begins(self) -> int:
        """The index of its first quarter."""
        return quarter_index(self.start)

    @property
    def order(self) -> tuple[int, str]:
        """Earlier starts first, then by id: what is computed does not depend on the order of choosing."""
        return self.begins, self.input.id

    @property
    def delivered(self) -> int:
        """The index of the first quarter after delivery."""
        return self.begins + self.input.quarters

    def coverage_in(self, team: str, own: float) -> float:
        """The coverage in a team, where the effect's own is `own`.

        One number counts in each team that the effect reaches at all; a map counts for the teams that it
        names.
        """
        if self.coverage is None or (own == 0 and not isinstance(self.coverage, Mapping)):
            return own
        return self.coverage.get(team, 0.0) if isinstance(self.coverage, Mapping) else float(self.coverage)


def start_of(choice: Choice | None, item: Intervention, scenario_start: str) -> str:
    """When a choice starts: as it says, else with the scenario, but not before the input can."""
    if choice is not None and choice.start is not None:
        return choice.start
    return max(scenario_start, item.earliest or scenario_start)


def choices_of(
    scenario: Scenario, library: Iterable[Intervention]
) -> tuple[tuple[ChosenInput, ...], tuple[str, ...]]:
    """The scenario's inputs, and a sentence for each that the library does not have."""
    known = {item.id: item for item in library}
    chosen = tuple(
        ChosenInput(
            known[choice.input], start_of(choice, known[choice.input], scenario.start), choice.coverage
        )
        for choice in scenario.inputs
        if choice.input in known
    )
    missing = [choice.input for choice in scenario.inputs if choice.input not in known]
    return chosen, tuple(
        f"There is no input {item!r} in the library. {nearest(item, known)}".rstrip() for item in missing
    )


def taking_part(chosen: Sequence[ChosenInput]) -> tuple[tuple[ChosenInput, ...], tuple[str, ...]]:
    """The inputs that can be together, and a sentence for each that is left out.

    Of two that exclude each other the one that starts later (else the later id) is left out; then, again
    and again, each whose needs are not among those that remain. The order of choosing does not matter.
    """
    notes: list[str] = []
    kept: list[ChosenInput] = []
    barred: dict[str, str] = {}
    for choice in sorted(chosen, key=lambda item: item.order):
        ids = {other.id for other in kept} if choice.input.excludes else ()
        against = barred.get(choice.id) or next(
            (other for other in choice.input.excludes if other in ids), ""
        )
        if against:
            notes.append(f"{choice.id} is left out: it and {against} exclude each other.")
            continue
        kept.append(choice)
        barred.update(dict.fromkeys(choice.input.excludes, choice.id))
    while True:
        ids = {choice.id for choice in kept}
        lacking = {choice.id: why for choice in kept if (why := unmet(choice.input, ids))}
        if not lacking:
            return tuple(kept), tuple(notes)
        notes += [f"{item} is left out: it needs {why}." for item, why in lacking.items()]
        kept = [choice for choice in kept if choice.id not in lacking]


def exclude(one: Intervention, other: Intervention) -> bool:
    """Whether two inputs cannot be chosen together; one of them saying so is enough."""
    return one.id in other.excludes or other.id in one.excludes


def unmet(item: Intervention, ids: Collection[str]) -> str:
    """What an input still needs, in words; "" where its needs are met."""
    missing = [other for other in item.needs.all if other not in ids]
    if missing:
        return " and ".join(missing)
    if item.needs.any and not any(other in ids for other in item.needs.any):
        return " or ".join(item.needs.any)
    return ""


def check_scenario(
    scenario: Scenario, library: Iterable[Intervention], teams: Collection[str] = ()
) -> Iterator[Fault]:
    """Every fault of a scenario against a library (and, where they are given, the ids of the teams)."""
    items = tuple(library)
    known = {item.id: item for item in items}
    chosen, _ = choices_of(scenario, items)
    yield from _unknown(scenario, known)
    yield from _set(scenario, chosen)
    yield from _dates(scenario, known)
    yield from _teams(scenario, teams)
    yield from _priced(chosen)
    yield from check_assumptions(scenario)


def _unknown(scenario: Scenario, known: Mapping[str, Intervention]) -> Iterator[Fault]:
    named: list[tuple[PathKey, str]] = [
        (("inputs", place, "input"), choice.input) for place, choice in enumerate(scenario.inputs)
    ]
    named += [(("must", place), item) for place, item in enumerate(scenario.must)]
    named += [(("must_not", place), item) for place, item in enumerate(scenario.must_not)]
    for path, item in named:
        if item not in known:
            yield Fault(path, f"There is no input {item!r} in the library", nearest(item, known))


def _set(scenario: Scenario, chosen: Sequence[ChosenInput]) -> Iterator[Fault]:
    """What may not be chosen, or not without something else."""
    ids = {choice.id for choice in chosen}
    places = {choice.input: place for place, choice in enumerate(scenario.inputs)}
    for index, one in enumerate(chosen):
        for other in chosen[:index]:
            if exclude(one.input, other.input):
                message = f"{other.id} and {one.id} exclude each other"
                yield Fault(("inputs", places[one.id], "input"), message, "Take one of them out.")
        if why := unmet(one.input, ids):
            yield Fault(
                ("inputs", places[one.id], "input"),
                f"{one.id} needs {why}",
                "Choose that too, or take this out.",
            )
    for place, choice in enumerate(scenario.inputs):
        if choice.input in scenario.must_not:
            yield Fault(("inputs", place, "input"), f"{choice.input} is chosen, and must not be")


def _dates(scenario: Scenario, known: Mapping[str, Intervention]) -> Iterator[Fault]:
    first = quarter_index(scenario.start)
    for place, choice in enumerate(scenario.inputs):
        item = known.get(choice.input)
        if item is None or choice.start is None:
            continue
        path = ("inputs", place, "start")
        start = quarter_index(choice.start)
        if start < first:
            yield Fault(
                path, f"{item.id} starts in {choice.start}, before the scenario does in {scenario.start}"
            )
        elif start >= first + scenario.horizon:
            last = quarter_name(first + scenario.horizon - 1)
            yield Fault(path, f"{item.id} starts in {choice.start}, after the last quarter, {last}")
        if item.earliest is not None and choice.start < item.earliest:
            yield Fault(path, f"{item.id} starts in {choice.start}; it cannot before {item.earliest}")


def _teams(scenario: Scenario, teams: Collection[str]) -> Iterator[Fault]:
    if not teams:
        return
    if scenario.baseline.teams != "all":
        for place, team in enumerate(scenario.baseline.teams):
            if team not in teams:
                yield Fault(("baseline", "teams", place), f"There is no team {team!r}", nearest(team, teams))
    for place, choice in enumerate(scenario.inputs):
        for team in choice.coverage if isinstance(choice.coverage, Mapping) else ():
            if team not in teams:
                yield Fault(
                    ("inputs", place, "coverage", team), f"There is no team {team!r}", nearest(team, teams)
                )


def check_assumptions(scenario: Scenario) -> Iterator[Fault]:
    """Every assumption of a scenario that there is not, or that cannot have its value."""
    known = Assumptions.default()
    for name, value in scenario.assumptions.items():
        if name not in known.by_name:
            yield Fault(
                ("assumptions", name), f"There is no assumption {name!r}", nearest(name, known.by_name)
            )
            continue
        try:
            known.with_overrides({name: value})
        except ValueError as error:
            yield Fault(("assumptions", name), str(error).rstrip("."))


def _priced(chosen: Sequence[ChosenInput]) -> Iterator[Fault]:
    if message := mixed_currencies(chosen):
        yield Fault(
            ("inputs",), message, "Costs are added up and never converted: price them in one currency."
        )


def mixed_currencies(chosen: Iterable[ChosenInput]) -> str:
    """Where the chosen inputs are priced in several currencies, a sentence without its full stop; else ""."""
    used = sorted({choice.input.cost.currency for choice in chosen})
    return f"The chosen inputs are priced in {' and '.join(used)}" if len(used) > 1 else ""
