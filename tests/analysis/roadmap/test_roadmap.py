"""The roadmap against every way to start: small instances, all limits, evaluated by the model itself."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import pytest

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.inputs.interventions import Intervention
from maturity_tui.analysis.projection.model import Model
from maturity_tui.analysis.roadmap.roadmap import Roadmap
from maturity_tui.analysis.roadmap.starting import roadmap
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import Choice, Scenario, quarters_from
from tests.analysis.conftest import build_assessment, build_framework, build_input

START, QUARTERS, EXACT = "2027-Q2", 4, 1e-9
NAMES = "abcde"


def model_of(random_: random.Random, *, gated: bool, **overrides: Any) -> Model:
    """Two teams, four capabilities, perhaps resting on each other in a circle."""
    from maturity_tui.analysis.projection.baseline import baseline_of

    ids = ["p", "q", "r", "s"]
    needs = {"p": {"q": 0.5}, "q": {"r": 0.0}, "r": {"p": 1.0}} if gated else {}
    framework = build_framework({item: {"needs": needs.get(item, {})} for item in ids})
    teams = {
        team: build_assessment(framework, {item: random_.randint(0, 4) for item in ids}, team)
        for team in "tu"
    }
    baseline = baseline_of(framework, [(one, ()) for one in teams.values()], {"t": 10, "u": 4})
    assumptions = Assumptions.default().with_overrides(overrides)
    return Model(baseline, quarters_from(START, QUARTERS), assumptions)


def library_of(random_: random.Random, count: int) -> list[Intervention]:
    """Inputs of all kinds: one needs another, one any of two, one repeats, one works better beside another."""
    found = []
    for at in range(count):
        quarters = random_.choice((1, 1, 2))
        fields: dict[str, Any] = {
            "quarters": quarters,
            "person_days": [random_.randint(0, 9) for _ in range(quarters)],
            "cost": {"once": random_.randint(0, 50), "per_year": random_.randint(0, 40)},
        }
        if at == 1:
            fields["needs"] = {"all": ["a"]}
        if at == 3:
            fields["needs"] = {"any": ["a", "c"]}
        if at == 2:
            fields["synergies"] = [{"with": "a", "share": 0.3}]
        if at == 4:
            fields |= {"repeat_of": "a", "needs": {"all": ["a"]}}
        kind = "training" if at in (0, 4) else random_.choice(("training", "capacity", "technology"))
        reach = random_.sample("pqrs", 2)
        shares = {item: sorted(random_.uniform(0.05, 0.6) for _ in range(3)) for item in reach}
        if random_.random() < 0.3:
            fields["earliest"] = "2027-Q3"
        found.append(build_input(NAMES[at], shares, kind, **fields))
    return found


def scenario_of(library: Sequence[Intervention], **fields: Any) -> Scenario:
    return Scenario.model_validate(
        {
            "id": "s", "title": "S", "start": START, "horizon": QUARTERS,
            "inputs": [Choice(input=item.id) for item in library], **fields,
        }
    )  # fmt: skip


def every_way(
    library: Sequence[Intervention], outlay: float | None, limits: Any
) -> Iterator[list[ChosenInput]]:
    """All starts within the limits, by counting only."""
    quarters = quarters_from(START, QUARTERS)
    for starts in product(range(QUARTERS), repeat=len(library)):
        at = {item.id: start for item, start in zip(library, starts, strict=True)}
        done = {item.id: at[item.id] + item.quarters for item in library}
        if any(item.earliest and quarters[at[item.id]] < item.earliest for item in library):
            continue
        if any(at[item.id] < done[need] for item in library for need in item.needs.all):
            continue
        if any(
            item.needs.any and all(need not in done or at[item.id] < done[need] for need in item.needs.any)
            for item in library
        ):
            continue
        days = [0.0] * (QUARTERS + 20)
        for item in library:
            for step, asked in enumerate(item.person_days):
                days[at[item.id] + step] += asked
            if item.kind == "capacity":
                for step in range(2):
                    days[done[item.id] + step] += 11
        if limits.get("person_days") is not None and max(days[:QUARTERS]) > limits["person_days"]:
            continue
        recurring: dict[str, float] = {}
        paid: dict[str, float] = {}
        for item in library:
            year = quarters[at[item.id]][:4]
            paid[year] = paid.get(year, 0.0) + float(item.cost.once)
            for quarter in quarters[at[item.id] :]:
                recurring[quarter[:4]] = recurring.get(quarter[:4], 0.0) + float(item.cost.per_year) / 4
        if limits.get("per_year") is not None and max(recurring.values(), default=0) > limits["per_year"]:
            continue
        whole = {year: paid.get(year, 0) + recurring.get(year, 0) for year in {*paid, *recurring}}
        if outlay is not None and max(whole.values(), default=0) > outlay:
            continue
        yield [ChosenInput(item, quarters[at[item.id]]) for item in library]


def worth(model: Model, chosen: Sequence[ChosenInput], aim: str) -> float:
    """The rise of the overall figure, by the model: its mean over the quarters, or at the last."""
    rise = model.figures.overall(model.run(chosen).final) - model.figures.overall_now
    return float(rise.mean() if aim == "path" else rise[-1])


CASES = [(seed, aim, gated) for seed in range(6) for aim in ("path", "horizon") for gated in (False, True)]


@pytest.mark.parametrize(("seed", "aim", "gated"), CASES)
def test_it_is_the_best_of_every_way_to_start(seed: int, aim: Any, gated: bool) -> None:
    random_ = random.Random(seed)
    model, library = model_of(random_, gated=gated), library_of(random_, 5 if seed % 2 else 4)
    limits: dict[str, Any] = {"person_days": random_.choice((14, 20, 26))}
    outlay = None
    if seed % 3 == 1:
        limits["per_year"] = 60
    if seed % 3 == 2:
        outlay = 130.0
    ways = list(every_way(library, outlay, limits))
    found = roadmap(
        model, scenario_of(library, limits=limits), library, aim=aim, outlay=outlay, tolerance=EXACT
    )
    if not ways:
        assert found.unfit
        return
    best = max(worth(model, way, aim) for way in ways)
    assert found.unfit == ()
    assert found.gain == pytest.approx(best, abs=1e-8)
    assert found.upper_bound >= best - 1e-10
    assert found.proved_gap <= 1e-7
    assert worth(model, found.chosen, aim) == pytest.approx(found.gain, abs=1e-12)
    assert starts(found) in [{one.id: one.start for one in way} for way in ways]


def test_some_of_those_instances_have_a_way_and_some_limit_rules_ways_out() -> None:
    counts = []
    for seed in range(6):
        random_ = random.Random(seed)
        model_of(random_, gated=False)
        library = library_of(random_, 5 if seed % 2 else 4)
        limits = {"person_days": random_.choice((14, 20, 26))}
        counts.append((len(list(every_way(library, None, limits))), len(list(every_way(library, None, {})))))
    assert sum(some > 1 for some, _ in counts) >= 4
    assert any(some < every for some, every in counts)


def small(*inputs: Intervention, days: float | None = None, **fields: Any) -> Roadmap:
    """The roadmap of some inputs on one capability at level 1."""
    from maturity_tui.analysis.projection.baseline import baseline_of

    framework = build_framework(["p", "q"])
    baseline = baseline_of(framework, [(build_assessment(framework, {"p": 1, "q": 1}), ())])
    model = Model(baseline, quarters_from(START, QUARTERS), Assumptions.default())
    asked = {name: fields.pop(name) for name in ("aim", "stop", "heard", "outlay") if name in fields}
    scenario = scenario_of(inputs, limits={"person_days": days}, **fields)
    return roadmap(model, scenario, inputs, tolerance=EXACT, **asked)


def starts(found: Roadmap) -> dict[str, str]:
    return {one.id: one.start for one in found.whole}


def test_training_that_fades_is_held_late_for_the_horizon_and_early_for_the_path() -> None:
    course = build_input("a", {"p": 0.3}, "training")
    assert starts(small(course, aim="path")) == {"a": START}
    assert starts(small(course, aim="horizon")) == {"a": "2028-Q1"}


def test_one_at_a_time_where_the_days_are_for_one() -> None:
    strong = build_input("a", {"p": 0.4}, "technology", person_days=[10])
    weak = build_input("b", {"q": 0.1}, "technology", person_days=[10])
    assert starts(small(weak, strong, days=10)) == {"a": START, "b": "2027-Q3"}


def test_a_limit_that_is_filled_exactly_is_kept() -> None:
    parts = [build_input(name, {"p": 0.1}, "training", person_days=[0.1]) for name in "abc"]
    assert set(starts(small(*parts, days=0.3)).values()) == {START}


def test_what_fits_nowhere_is_named_and_stays() -> None:
    fits = build_input("a", {"p": 0.2}, "training", person_days=[5])
    huge = build_input("b", {"p": 0.2}, "training", person_days=[50])
    found = small(fits, huge, days=10, inputs=[{"input": "a"}, {"input": "b", "start": "2027-Q4"}])
    assert found.unfit == ("b",)
    assert starts(found) == {"a": START, "b": "2027-Q4"}
    assert found.proved_gap <= 1e-7


def test_what_needs_what_fits_nowhere_fits_nowhere_either() -> None:
    huge = build_input("a", {"p": 0.2}, "training", person_days=[50])
    after = build_input("b", {"p": 0.2}, "training", needs={"all": ["a"]})
    other = build_input("c", {"q": 0.2}, "training", person_days=[9])
    assert set(small(huge, after, other, days=10).unfit) == {"a", "b"}


def test_what_has_begun_keeps_its_start() -> None:
    one = build_input("a", {"p": 0.3}, "technology", person_days=[10])
    other = build_input("b", {"p": 0.3}, "technology", person_days=[10])
    inputs = [{"input": "a", "start": "2027-Q3", "status": "started"}, {"input": "b", "start": "2027-Q3"}]
    assert starts(small(one, other, days=10, inputs=inputs)) == {"a": "2027-Q3", "b": START}
    course = build_input("a", {"p": 0.3}, "training")
    late = small(course, inputs=[{"input": "a", "start": "2027-Q3", "status": "done"}], aim="horizon")
    assert starts(late) == {"a": "2027-Q3"}


def test_what_does_nothing_starts_as_early_as_it_can() -> None:
    some = build_input("b", {"p": 0.3}, "technology", person_days=[10])
    idle = [build_input(item, {}, "technology", person_days=[10]) for item in "ac"]
    found = starts(small(idle[0], some, idle[1], days=10))
    assert found["b"] == START
    assert {found["a"], found["c"]} == {"2027-Q3", "2027-Q4"}


def test_money_by_year_moves_what_costs_most_into_the_next() -> None:
    dear = build_input("a", {"p": 0.2}, "technology", cost={"once": 100})
    other = build_input("b", {"p": 0.2}, "technology", cost={"once": 90})
    found = small(dear, other, outlay=100.0)
    assert sorted(start[:4] for start in starts(found).values()) == ["2027", "2028"]
    assert max(found.paid.values()) <= 100


def test_it_stops_when_told_and_keeps_what_it_has() -> None:
    inputs = [build_input(name, {"p": 0.2}, "technology", person_days=[5]) for name in "abcd"]
    found = small(*inputs, days=10, stop=lambda: True)
    assert found.stopped
    assert len(starts(found)) == 4


def test_the_answers_that_are_heard_only_get_better() -> None:
    random_ = random.Random(3)
    model, library = model_of(random_, gated=True), library_of(random_, 4)
    heard: list[Roadmap] = []
    found = roadmap(model, scenario_of(library), library, tolerance=EXACT, heard=heard.append)
    assert heard
    assert [one.gain for one in heard] == sorted(one.gain for one in heard)
    assert heard[-1].gain == pytest.approx(found.gain, abs=1e-12)


def test_it_says_the_same_twice() -> None:
    random_ = random.Random(5)
    model, library = model_of(random_, gated=True), library_of(random_, 5)
    one, other = (roadmap(model, scenario_of(library), library) for _ in range(2))
    assert (starts(one), one.gain, one.upper_bound) == (starts(other), other.gain, other.upper_bound)


def test_nothing_chosen_has_an_empty_roadmap() -> None:
    found = small()
    assert (found.gain, found.upper_bound, found.proved_gap, found.phases) == (0, 0, 0, ())


def test_an_input_named_twice_counts_once() -> None:
    course = build_input("a", {"p": 0.3}, "technology", person_days=[10])
    assert starts(small(course, days=10, inputs=[{"input": "a"}, {"input": "a"}])) == {"a": START}


def test_it_is_never_worse_than_the_starts_as_they_were_and_says_what_those_came_to() -> None:
    random_ = random.Random(8)
    model, library = model_of(random_, gated=False), library_of(random_, 3)
    for late in ("2027-Q3", "2027-Q4", "2028-Q1"):
        inputs = [{"input": item.id, "start": late if item.id == "c" else None} for item in library]
        found = roadmap(model, scenario_of(library, inputs=inputs), library, tolerance=0.5)
        was = [ChosenInput(item, late if item.id == "c" else item.earliest or START) for item in library]
        assert found.gain_before == pytest.approx(worth(model, was, "path"), abs=1e-12)
        assert found.at_end_before == pytest.approx(worth(model, was, "horizon"), abs=1e-12)
        assert found.gain >= worth(model, was, "path") or "b" in found.moved
