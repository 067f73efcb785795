"""What holds for every baseline and every set of inputs."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_tui.analysis.assumptions.assumptions import Assumptions
from maturity_tui.analysis.projection.baseline import Baseline
from maturity_tui.analysis.projection.projection import Projection, marginal_gains, project
from maturity_tui.analysis.scenarios.choices import ChosenInput
from maturity_tui.analysis.scenarios.scenario import quarters_from
from maturity_tui.assessments.rollup import roll_up
from maturity_tui.assessments.teams.service import over_teams

QUARTERS = quarters_from("2027-Q1", 6)
NAMES = tuple("abcdefgh")
TEAMS = ("t", "u")
RULES = ("mean", "weighted-mean", "sum", "lowest")
LEVELS = (0, 1, 2, 3, 4, 5)
many = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])

level = st.none() | st.just("Run by others") | st.integers(0, 5) | st.integers(0, 50).map(lambda n: n / 10)
scores = st.fixed_dictionaries({team: st.fixed_dictionaries(dict.fromkeys(NAMES, level)) for team in TEAMS})
share = st.lists(st.integers(0, 95).map(lambda n: n / 100), min_size=3, max_size=3).map(sorted)
coverage = st.integers(0, 10).map(lambda n: n / 10)
effect = st.fixed_dictionaries(
    {"share": share, "coverage": coverage | st.fixed_dictionaries({"t": coverage})}
)
needs = st.dictionaries(
    st.sampled_from(NAMES), st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2), max_size=2), max_size=6
).map(
    lambda web: {
        cell: {need: slack for need, slack in of.items() if need != cell} for cell, of in web.items()
    }
)
tree = st.tuples(*[st.sampled_from(RULES)] * 4)
weights = st.lists(st.integers(0, 4).map(lambda n: n / 2), min_size=len(NAMES) + 3, max_size=len(NAMES) + 3)


@st.composite
def inputs(draw: st.DrawFn) -> list[dict[str, Any]]:
    count = draw(st.integers(1, 5))
    return [
        {
            "item": f"i{number}",
            "effects": draw(st.dictionaries(st.sampled_from(NAMES), effect, max_size=4)),
            "kind": draw(st.sampled_from(("training", "capacity", "technology"))),
            "quarters": draw(st.integers(1, 3)),
            "probability": draw(st.sampled_from((1.0, 0.8))),
            "synergies": [{"with": f"i{draw(st.integers(0, 4))}", "share": 0.2}]
            if draw(st.booleans())
            else [],
            "start": draw(st.sampled_from(QUARTERS[:4])),
        }
        for number in range(count)
    ]


@st.composite
def frameworks(draw: st.DrawFn, rules: st.SearchStrategy[tuple[str, ...]] = tree) -> dict[str, Any]:
    rules, heavy = draw(rules), draw(weights)
    return {
        "capabilities": {
            name: {"needs": of, "weight": heavy[place]}
            for place, (name, of) in enumerate((name, draw(needs).get(name, {})) for name in NAMES)
        },
        "rollup": rules[0],
        "areas": [
            {"id": "x", "capabilities": list("abc"), "rollup": rules[1], "weight": heavy[-1]},
            {
                "id": "y", "capabilities": list("de"), "rollup": rules[2], "weight": heavy[-2],
                "areas": [{"id": "z", "capabilities": list("fgh"), "rollup": rules[3], "weight": heavy[-3]}],
            },
        ],
    }  # fmt: skip


@pytest.fixture(scope="session")
def built(make_framework: Any, make_baseline: Any, make_input: Any) -> Any:
    """A baseline, or None where nothing is scored, and the choices."""

    def build(
        shape: dict[str, Any], held: Any, given: list[dict[str, Any]], up: float = 0
    ) -> tuple[Baseline | None, list[ChosenInput]]:
        framework = make_framework(
            shape["capabilities"], [one + up for one in LEVELS], shape["areas"], rollup=shape["rollup"]
        )
        lifted = {
            team: {name: one + up if isinstance(one, int | float) else one for name, one in of.items()}
            for team, of in held.items()
        }
        try:
            baseline = make_baseline(framework, lifted)
        except ValueError:
            baseline = None
        return baseline, [choice(make_input, one) for one in given]

    return build


def choice(make_input: Any, one: dict[str, Any], **changed: Any) -> ChosenInput:
    fields = {**one, **changed}
    start, item, effects = fields.pop("start"), fields.pop("item"), fields.pop("effects")
    return ChosenInput(make_input(item, effects, **fields), start)


def run(baseline: Baseline, chosen: list[ChosenInput], **fields: Any) -> Projection:
    return project(baseline, chosen, QUARTERS, **fields)


@many
@given(shape=frameworks(), held=scores, given=inputs())
def test_every_level_stays_between_what_it_is_now_and_the_top(
    built: Any, shape: Any, held: Any, given: Any
) -> None:
    baseline, chosen = built(shape, held, given)
    if baseline is None:
        return
    levels = run(baseline, chosen).levels
    for place, cell in enumerate(baseline.cells):
        assert cell.score <= levels.final[place].min()
        assert levels.final[place].max() <= levels.free[place].max() <= cell.high
        assert (levels.final[place] <= levels.free[place]).all()


@many
@given(shape=frameworks(), held=scores, given=inputs())
def test_with_no_inputs_every_figure_is_that_of_the_results(
    built: Any, shape: Any, held: Any, given: Any
) -> None:
    baseline, _ = built(shape, held, given)
    if baseline is None:
        return
    found = run(baseline, [])
    over = over_teams(baseline.results).mean if len(baseline.results) > 1 else None
    if over is None:  # one team, or none that is scored far enough: whatever is scored counts
        over = over_teams(baseline.results, threshold=Fraction(0)).mean
    assert set(found.overall.mean) == {float(over or 0)}
    by_team = {(node.team, node.id): node for node in found.nodes}
    for team, results in baseline.results.items():
        for figure in results.nodes:
            if figure.score is None:
                assert (team, figure.id) not in by_team
            else:
                assert (
                    set(by_team[team, figure.id].mean)
                    == {by_team[team, figure.id].now}
                    == {float(figure.score)}
                )


@many
@given(shape=frameworks(), held=scores, given=inputs())
def test_every_figure_is_the_roll_up_of_the_projected_levels(
    built: Any, make_assessment: Any, shape: Any, held: Any, given: Any
) -> None:
    baseline, chosen = built(shape, held, given)
    if baseline is None:
        return
    found = run(baseline, chosen)
    for team in baseline.teams:
        lifted = {
            name: found.level(team, name) if (team, name) in baseline.place else one
            for name, one in held[team].items()
        }
        figures = roll_up(baseline.framework, make_assessment(baseline.framework, lifted, team)).by_id  # type: ignore[arg-type]
        for node in found.nodes:
            if node.team == team:
                assert node.mean[-1] == pytest.approx(float(figures[node.id].score), abs=1e-9)


@many
@given(shape=frameworks(), held=scores, given=inputs(), which=st.integers(0, 4))
def test_more_of_any_dose_is_never_worse_gate_included(
    built: Any, make_input: Any, shape: Any, held: Any, given: Any, which: int
) -> None:
    baseline, chosen = built(shape, held, given)
    if baseline is None:
        return
    one = given[which % len(given)]
    rest = [item for item in chosen if item.id != one["item"]]
    more = choice(make_input, one, effects=_covered(one["effects"], lambda stated: min(1, stated + 0.3)))
    none, less, greater = run(baseline, rest), run(baseline, chosen), run(baseline, [*rest, more])
    assert (less.levels.final >= none.levels.final - 1e-12).all()
    assert (greater.levels.final >= less.levels.final - 1e-12).all()
    assert all(high >= low - 1e-12 for high, low in zip(greater.overall.mean, less.overall.mean, strict=True))


@many
@given(shape=frameworks(), held=scores, given=inputs(), shuffle=st.randoms())
def test_the_order_of_choosing_does_not_matter(
    built: Any, shape: Any, held: Any, given: Any, shuffle: Any
) -> None:
    baseline, chosen = built(shape, held, given)
    if baseline is None:
        return
    turned = list(chosen)
    shuffle.shuffle(turned)
    assert run(baseline, turned).overall.mean == run(baseline, chosen).overall.mean


@many
@given(shape=frameworks(), held=scores, given=inputs(), part=st.sampled_from((0.5, 0.3, 0.9)))
def test_two_parts_of_a_dose_equal_the_whole(
    built: Any, make_input: Any, shape: Any, held: Any, given: Any, part: float
) -> None:
    """For shares that are known and inputs that are sure: two halves of another would be two draws."""
    sure = [{**one, "probability": 1.0, "synergies": [], "effects": _sure(one["effects"])} for one in given]
    baseline, chosen = built(shape, held, sure)
    if baseline is None:
        return
    split = [
        choice(
            make_input, one, item=f"{one['item']}.{name}", effects=_covered(one["effects"], factor.__mul__)
        )
        for one in sure
        for name, factor in (("a", part), ("b", 1 - part))
    ]
    together, apart = run(baseline, chosen), run(baseline, split)
    assert apart.overall.mean == pytest.approx(together.overall.mean, abs=1e-12)


def _sure(effects: dict[str, Any]) -> dict[str, Any]:
    return {name: {**body, "share": [body["share"][1]] * 3} for name, body in effects.items()}


def _covered(effects: dict[str, Any], change: Callable[[float], float]) -> dict[str, Any]:
    def changed(stated: Any) -> Any:
        return (
            {team: change(one) for team, one in stated.items()}
            if isinstance(stated, dict)
            else change(stated)
        )

    return {name: {**body, "coverage": changed(body["coverage"])} for name, body in effects.items()}


# A sum moves by as many levels as it has parts: beside others below a `lowest`, which of them is lowest changes.
alike = tree.filter(lambda rules: not {"sum", "lowest"} <= set(rules))


@many
@given(shape=frameworks(alike), held=scores, given=inputs(), dips=st.booleans())
def test_moving_the_scale_up_by_one_moves_every_level_and_no_gain(
    built: Any, shape: Any, held: Any, given: Any, dips: bool
) -> None:
    low, chosen = built(shape, held, given)
    high, _ = built(shape, held, given, up=1)
    if low is None or high is None:
        return
    known = Assumptions.default().with_overrides({"dip.on": dips, "dip.size": 0.1})
    one, other = run(low, chosen, assumptions=known), run(high, chosen, assumptions=known)
    assert other.levels.final - 1 == pytest.approx(one.levels.final, abs=1e-9)
    assert other.gain == pytest.approx(one.gain, abs=1e-9)


@many
@given(shape=frameworks(), held=scores, given=inputs())
def test_each_inputs_gain_is_the_difference_that_it_makes(
    built: Any, shape: Any, held: Any, given: Any
) -> None:
    baseline, chosen = built(shape, held, given)
    if baseline is None:
        return
    taken, others = chosen[: len(chosen) // 2], chosen[len(chosen) // 2 :]
    whole = run(baseline, taken)
    gains = {gain.input: gain for gain in marginal_gains(whole.model, taken, chosen)}
    for one in taken:
        without = run(baseline, [item for item in taken if item is not one])
        assert gains[one.id].gain == pytest.approx(whole.gain - without.gain, abs=1e-12)
        assert gains[one.id].chosen
    for one in others:
        assert gains[one.id].gain == pytest.approx(run(baseline, [*taken, one]).gain - whole.gain, abs=1e-12)
        assert not gains[one.id].chosen
