"""The worked example's best portfolio and roadmaps, by the oracle's own sums, and searches that try to beat them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from maturity_tui.analysis.portfolio.best import best
from maturity_tui.analysis.portfolio.wish import Wish
from maturity_tui.analysis.roadmap.starting import roadmap
from maturity_tui.analysis.scenarios.scenario import Scenario
from tests.analysis.oracle import Oracle
from tests.analysis.oracle_ground import Take, number_of
from tests.analysis.worked_case import Case, case_of, library, taken

BUDGET = 250_000


def may_be(mine: Oracle, scenario: Scenario, takes: Sequence[Take]) -> bool:
    """Whether a set keeps what a scenario says of it, with the budget of this test."""
    ids, limits = {one.item.id for one in takes}, scenario.limits
    if not ids.issuperset(scenario.must) or ids.intersection(scenario.must_not):
        return False
    if len(mine.together(takes)) < len(takes) or sum(map(mine.once, takes)) > BUDGET:
        return False
    days = limits.person_days
    supply = [days[f"{quarter // 4}-Q{quarter % 4 + 1}"] for quarter in mine.quarters]  # type: ignore[index]
    within = all(asked <= most + 1e-9 for asked, most in zip(mine.days(takes), supply, strict=True))
    return within and max(mine.by_year(takes).values()) <= (limits.per_year or 0) + 1e-9


def neighbours(takes: Sequence[Take], pool: Sequence[Take]) -> Iterator[list[Take]]:
    """Each set that has one more, one fewer, or one exchanged."""
    rest = [one for one in pool if one not in takes]
    yield from ([*takes, more] for more in rest)
    for less in takes:
        kept = [one for one in takes if one is not less]
        yield kept
        yield from ([*kept, more] for more in rest)


def climbed(ready: Case, last: Oracle, pool: Sequence[Take]) -> float:
    """The gain that a greedy start comes to, by what each more yields for its money, and then by exchanges."""
    takes = [one for one in pool if one.item.id in ready.scenario.must]
    gain = last.gain(takes)
    while True:
        more = [
            ((last.gain(next_) - gain) / (1 + ready.oracle.once(one) + one.item.cost.per_year), next_)
            for one in pool
            if one not in takes and may_be(ready.oracle, ready.scenario, next_ := [*takes, one])
        ]
        better = max(more, key=lambda one: one[0], default=(0.0, takes))
        if better[0] <= 0:
            break
        takes, gain = better[1], last.gain(better[1])
    while True:
        allowed = (one for one in neighbours(takes, pool) if may_be(ready.oracle, ready.scenario, one))
        exchanged = next((one for one in allowed if last.gain(one) > gain + 1e-9), None)
        if exchanged is None:
            return gain
        takes, gain = exchanged, last.gain(exchanged)


@pytest.mark.slow
def test_the_best_for_a_budget_is_as_good_as_it_says_and_no_search_finds_better() -> None:
    ready = case_of("balanced")
    last = ready.last()
    found = best(
        ready.projection.model,
        library().values(),
        ready.scenario,
        Wish.of(ready.scenario, once=BUDGET),
    )
    chosen = {one.item.id: one for one in taken(found.chosen)}
    takes = list(chosen.values())
    assert may_be(ready.oracle, ready.scenario, takes)
    assert found.gain == pytest.approx(last.gain(takes), abs=1e-9)
    assert found.cost.once == pytest.approx(sum(map(ready.oracle.once, takes)))
    assert found.upper_bound is not None
    assert found.gain <= found.upper_bound + 1e-12
    assert found.proved_gap <= 0.001

    asked = {one.item.id: one for one in ready.takes}
    first = number_of(ready.scenario.start)
    pool = [
        chosen.get(id) or asked.get(id) or Take(item, max(first, number_of(item.earliest or "0000-Q1")))
        for id, item in library().items()
    ]
    around = [last.gain(one) for one in neighbours(takes, pool) if may_be(ready.oracle, ready.scenario, one)]
    assert len(around) > 50
    assert max(around) <= found.upper_bound + 1e-9
    reached = climbed(ready, last, pool)
    assert 0.9 * found.gain < reached <= found.upper_bound + 1e-9


@pytest.mark.slow
@pytest.mark.parametrize("name", ["balanced", "people-first"])
def test_the_roadmap_keeps_to_the_limits_by_other_sums_and_no_single_move_beats_its_bound(name: str) -> None:
    ready = case_of(name)
    mine, limits = ready.oracle, ready.scenario.limits
    found = roadmap(ready.projection.model, ready.scenario, library().values())
    takes = taken(found.whole)
    assert found.unfit == ()
    assert {one.item.id for one in takes} == {one.item.id for one in ready.takes}

    def fits(some: Sequence[Take]) -> bool:
        supply = limits.person_days or {}
        days = zip(mine.quarters, mine.days(some), strict=True)
        starts = {one.item.id: one for one in some}
        return (
            all(asked <= supply[f"{at // 4}-Q{at % 4 + 1}"] + 1e-9 for at, asked in days)  # type: ignore[index]
            and max(mine.by_year(some).values()) <= (limits.per_year or 0) + 1e-9
            and all(one.start >= number_of(one.item.earliest or "0000-Q1") for one in some)
            and all(
                one.start >= starts[need].start + starts[need].item.quarters
                for one in some
                for need in one.item.needs.all
            )
        )

    def mean_rise(some: Sequence[Take]) -> float:
        return float((mine.weights @ (mine.levels(some) - mine.m0[:, None])).mean())

    assert fits(takes)
    assert found.gain == pytest.approx(mean_rise(takes), abs=1e-9)
    assert found.at_end == pytest.approx(mine.gain(takes), abs=1e-9)
    moved = [
        [Take(one.item, start, one.coverage) if one is move else one for one in takes]
        for move in takes
        for start in mine.quarters
    ]
    allowed = [mean_rise(some) for some in moved if fits(some)]
    assert len(allowed) > len(takes)
    assert max(allowed) <= found.upper_bound + 1e-9
