"""Agreement between raters: published figures, an oracle that counts pair by pair, and what is said where."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments.agreement.agreement import Agreement, Seen, agreement, by_disagreement
from maturity_tui.assessments.agreement.alpha import alpha, interval
from maturity_tui.assessments.models import Assessment
from maturity_tui.frameworks import Framework, door, framework_from

Units = list[list[float]]

# K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C: four observers, twelve units.
KRIPPENDORFF = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
# A. F. Hayes, K. Krippendorff, Answering the Call for a Standard Reliability Measure for Coding Data (2007), table 1:
# five observers, forty newspaper articles, 0 a sure loser … 3 a likely winner.
HAYES = (
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 111.1 212.2 1233.",
    "1101. 000.0 0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2",
    "222.2 22.12 2222. 111.1",
)


def units_of(observers: tuple[str, ...]) -> Units:
    rows = [row.split() for row in observers]
    return [[int(value) for value in unit if value != "."] for unit in zip(*rows, strict=True)]


HAYES_UNITS: Units = [
    [int(value) for value in unit if value != "."] for line in HAYES for unit in line.split()
]


# the formula -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("units", "published"),
    [(units_of(KRIPPENDORFF), "0.815"), (HAYES_UNITS, "0.7598")],
    ids=["Krippendorff 2011", "Hayes and Krippendorff 2007"],
)
def test_published_ordinal_alphas(units: Units, published: str) -> None:
    found = alpha(units)
    assert found is not None
    assert f"{float(found):.{len(published) - 2}f}" == published


def ordinal(first: float, second: float, margins: Counter[float]) -> Fraction:
    """The published difference function, summed level by level."""
    low, high = sorted((first, second))
    between = sum(count for level, count in margins.items() if low <= level <= high)
    return (between - Fraction(margins[low] + margins[high], 2)) ** 2


def oracle(units: Units) -> Fraction | None:
    """Alpha from the coincidence matrix, counted pair by pair."""
    paired = [unit for unit in units if len(unit) > 1]
    coincidences: Counter[tuple[float, float]] = Counter()
    shares: dict[tuple[float, float], Fraction] = {}
    for unit in paired:
        for pair in itertools.permutations(unit, 2):
            coincidences[pair] += 1
            shares[pair] = shares.get(pair, Fraction(0)) + Fraction(1, len(unit) - 1)
    margins: Counter[float] = Counter()
    for (level, _), share in shares.items():
        margins[level] += share  # type: ignore[assignment]
    n = sum(margins.values())
    observed = sum(share * ordinal(*pair, margins) for pair, share in shares.items())
    expected = sum(
        margins[one] * margins[two] * ordinal(one, two, margins) for one in margins for two in margins
    )
    return 1 - (n - 1) * Fraction(observed) / expected if expected else None


LEVELS = st.sampled_from([0, 0.25, 0.5, 1, 2, 3, 5])
UNITS = st.lists(st.lists(LEVELS, max_size=5), max_size=7)


@given(UNITS)
def test_alpha_is_what_counting_every_pair_gives(units: Units) -> None:
    assert alpha(units) == oracle(units)


@given(UNITS, st.randoms(use_true_random=False))
def test_alpha_does_not_care_who_gave_what_nor_in_which_order(units: Units, random: Any) -> None:
    shuffled = [random.sample(unit, len(unit)) for unit in units]
    random.shuffle(shuffled)
    assert alpha(shuffled) == alpha(units)


@given(UNITS)
def test_only_the_order_of_levels_matters(units: Units) -> None:
    assert alpha([[level**3 + 7 for level in unit] for unit in units]) == alpha(units)


@given(UNITS, LEVELS)
def test_a_unit_with_one_level_changes_nothing(units: Units, alone: float) -> None:
    assert alpha([*units, [alone], []]) == alpha(units)


@given(st.lists(st.tuples(LEVELS, st.integers(2, 5)), min_size=2, max_size=7))
def test_where_everyone_agrees_alpha_is_one_or_undefined(agreed: list[tuple[float, int]]) -> None:
    found = alpha([[level] * raters for level, raters in agreed])
    assert found == (None if len({level for level, _ in agreed}) == 1 else 1)


# the interval --------------------------------------------------------------------------------


def test_the_interval_is_the_same_each_time_and_holds_alpha() -> None:
    found = interval(HAYES_UNITS)
    assert found is not None
    assert found == interval(HAYES_UNITS)
    assert found != interval(HAYES_UNITS, seed=1)
    # A hand-rolled bootstrap of units, with the oracle's formula, by Python's own generator.
    import random

    generator = random.Random(5)
    drawn = sorted(float(alpha(generator.choices(HAYES_UNITS, k=40)) or 0) for _ in range(1000))
    assert found.low == pytest.approx(drawn[25], abs=0.02)
    assert found.high == pytest.approx(drawn[975], abs=0.02)
    assert found.low < 0.7598 < found.high < 1
    assert found.without == 0


def test_every_resample_of_the_interval_is_the_formula() -> None:
    """With one resample both ends are the alpha of that very resample."""
    import numpy as np

    units = units_of(KRIPPENDORFF)[:11]  # those that can be paired
    paired = [unit for unit in units if len(unit) > 1]
    for seed in range(20):
        found = interval(units, seed=seed, resamples=1)
        times = np.random.default_rng(seed).multinomial(len(paired), [1 / len(paired)] * len(paired), size=1)[
            0
        ]
        wanted = oracle([unit for unit, count in zip(paired, times, strict=True) for _ in range(count)])
        assert found is not None
        assert wanted is not None
        assert found.low == pytest.approx(float(wanted), abs=1e-9)


def test_resamples_without_variation_are_counted_and_left_out() -> None:
    """All five draws fall on the two units of one level, or on those of the other: 2 × .4⁵ = 2.05 in 100."""
    found = interval([[1, 1], [1, 1], [1, 2], [2, 2], [2, 2]])
    assert found is not None
    assert found.without == pytest.approx(0.0205, abs=0.01)


def test_where_most_resamples_would_have_no_alpha_there_is_no_interval() -> None:
    assert interval([[1, 1]] * 9 + [[1, 2]]) is None  # .9^10 = 35 in 100 resamples have no variation
    assert interval([[1, 2]]) is None
    assert interval([[1, 1]] * 9) is None
    assert interval([]) is None


def test_numpy_is_read_only_for_an_interval() -> None:
    code = (
        "import sys; from maturity_tui.assessments.agreement.alpha import alpha; "
        "import maturity_tui.assessments.agreement.agreement; alpha([[1, 2], [1, 1]]); sys.exit('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# an assessment ---------------------------------------------------------------------------------

FRAMEWORK = """\
schema: maturity/framework@1
id: own
version: "2"
title: Own framework
kind: {kind}
licence: {{name: CC-BY-4.0}}
scale: [{{value: 0, name: A}}, {{value: 0.5, name: B}}, {{value: 1, name: C}}, {{value: 3, name: D}}]
areas:
  - id: one
    title: One
    areas:
      - {{id: inner, title: Inner, capabilities: [{{id: a, title: A}}, {{id: b, title: B, defined: [0.5, 1]}}]}}
    capabilities: [{{id: c, title: C}}, {{id: d, title: D}}]
  - {{id: two, title: Two, capabilities: [{{id: e, title: E}}, {{id: f, title: F}}]}}
aliases: {{old-a: a}}
"""
RATERS = {"t1": "team", "t2": "team", "t3": "team", "u1": "user", "s1": "stakeholder", "r1": "reviewer"}


def framework(kind: str = "skills") -> Framework:
    rollup = "" if kind == "skills" else "rollup: mean\n"
    return framework_from(door.read_text(FRAMEWORK.format(kind=kind) + rollup))


def assessed(scope: Any = "all", **ratings: Any) -> Assessment:
    """An assessment; `a="0 1 x"` are the votes of t1, t2, t3, and a map is what it is."""
    scores = {
        item.replace("_", "-"): given
        if isinstance(given, dict)
        else {"ratings": {f"t{at}": _level(word) for at, word in enumerate(given.split(), start=1)}}
        for item, given in ratings.items()
    }
    return Assessment.model_validate(
        {
            "id": "org/r/team/own", "team": "team", "round": {"id": "r", "title": "R"}, "scope": scope,
            "framework": {"id": "own", "version": "2"}, "raters": RATERS, "scores": scores,
        }
    )  # fmt: skip


def _level(word: str) -> Any:
    return word if word == "x" else float(word)


def of(assessment: Assessment, kind: str = "skills") -> Agreement:
    return agreement(framework(kind), assessment)


def test_only_the_team_s_levels_count() -> None:
    team = assessed(a="0 1 x", b="0.5 1", c="3 3")
    others = assessed(
        a={"ratings": {"t1": 0, "t2": 1, "t3": "x", "u1": 3, "s1": 3, "r1": 0}}, b="0.5 1", c="3 3",
        d={"ratings": {"t1": 1, "u1": 3, "r1": 0}},
    )  # fmt: skip
    assert of(others).whole == of(team).whole
    assert of(team).whole.alpha == oracle([[0, 1], [0.5, 1], [3, 3]])


def test_not_applicable_counts_nowhere_and_an_old_id_counts_as_the_new_one() -> None:
    aside = {"ratings": {"t1": 0, "t2": 3}, "not_applicable": "Elsewhere"}
    assert of(assessed(a="0 1", c="1 1", d=aside)) == of(assessed(old_a="0 1", c="1 1"))


def test_areas_stand_beneath_the_whole_each_with_its_own_alpha() -> None:
    found = of(assessed(a="0 1", b="0.5 0.5", c="3 3", e="0 0.5", f="1"))
    assert [(node.id, node.depth, node.capabilities) for node in found.nodes] == [
        ("own", 0, 4), ("one", 1, 3), ("inner", 2, 2), ("two", 1, 1),
    ]  # fmt: skip
    assert found.by_id["one"].alpha == oracle([[0, 1], [0.5, 0.5], [3, 3]])
    assert found.by_id["inner"].alpha == oracle([[0, 1], [0.5, 0.5]])
    assert found.by_id["two"].alpha is None
    assert (found.whole.pairs, found.whole.equal, found.whole.raters) == (4, 2, 2)


def test_what_is_out_of_scope_has_no_part_in_it() -> None:
    found = of(assessed(scope=["e", "f"], a="0 3", e="1 1", f="3 3"))
    assert [node.id for node in found.nodes] == ["own", "two"]
    assert found.whole.alpha == 1
    assert [one.id for one in found.capabilities] == ["e", "f"]


def test_all_agree_where_everyone_gives_the_same_level_everywhere() -> None:
    found = of(assessed(a="1 1 1", b="1 1 1", c="1 1 1", d="1 1 1", e="1 1 1")).whole
    assert (found.alpha, found.interval, found.words) == (None, None, "all agree")


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ({}, "not rated by two"),
        ({"a": "1", "b": "1"}, "not rated by two"),
        ({"a": "1 3"}, "too few to compare"),
        ({"a": "1 1"}, "all agree (few)"),
        ({"a": "1 1", "b": "0.5 0.5"}, "raters see it alike (few)"),
        ({"a": "0 3", "b": "1 0.5"}, "differently (few)"),
    ],
)
def test_few_and_none_are_said(ratings: dict[str, str], words: str) -> None:
    assert of(assessed(**ratings)).whole.words == words


def test_the_words_follow_the_customary_limits() -> None:
    """.800 is alike, .667 mostly, and what is just below is not."""
    from maturity_tui.assessments.agreement import agreement as module

    units: list[Any] = [(0, 1), (1, 1)]
    said = [module._seen(Fraction(at, 1000), units) for at in (1000, 800, 799, 667, 666, -500)]
    alike, mostly, differently = Seen.ALIKE, Seen.MOSTLY, Seen.DIFFERENTLY
    assert said == [alike, alike, mostly, mostly, differently, differently]


def test_five_capabilities_and_three_raters_are_not_few_and_have_an_interval() -> None:
    enough = assessed(a="0 0 0", b="1 1 1", c="3 3 1", d="0 0 0", e="1 1 1")
    found = of(enough).whole
    assert not found.few
    assert found.interval is not None
    assert found.interval.low <= float(found.alpha or 0) <= found.interval.high
    four = of(assessed(a="0 0.5 0", b="1 1 1", c="3 3 1", d="0 0 0.5")).whole
    assert four.few
    assert four.interval is None
    assert of(assessed(a="0 0", b="1 1", c="3 1", d="0 0", e="1 1")).whole.few


@pytest.mark.parametrize("kind", ["skills", "maturity"])
def test_a_skills_framework_works_as_any(kind: str) -> None:
    ratings = {"a": "0 1 3", "b": "0.5 1 1", "c": "3 3 3"}
    assert of(assessed(**ratings), kind).whole.alpha == oracle([[0, 1, 3], [0.5, 1, 1], [3, 3, 3]])


# the order of discussion ------------------------------------------------------------------------


def test_what_is_furthest_apart_is_discussed_first() -> None:
    votes = assessed(a="1 1 1", b="0.5 1 1", c="0 3 3", d="0 0 3", e="1 0 1", f="1")
    assert by_disagreement(framework(), votes)[-2:] == ("a", "f")
    assert set(by_disagreement(framework(), votes)[:2]) == {"c", "d"}
    assert of(votes).apart[-1].id == "b"
    assert [one.id for one in of(votes).capabilities] == list(by_disagreement(framework(), votes))


def test_without_votes_the_framework_s_order_stands() -> None:
    assert by_disagreement(framework(), assessed()) == ("a", "b", "c", "d", "e", "f")
    assert by_disagreement(framework(), assessed(scope=["e", "a"])) == ("a", "e")


def test_a_tie_goes_to_the_wider_spread_and_then_to_the_framework_s_order() -> None:
    """All four levels are given equally often, so that 0 to 1 and 1 to 3 are the same two ranks apart."""
    votes = assessed(a="0 0.5", b="0.5 1", c="1 3", d="0 3")
    found = {one.id: one for one in of(votes).capabilities}
    assert found["a"].apart == found["b"].apart == found["c"].apart
    assert by_disagreement(framework(), votes) == ("d", "c", "a", "b", "e", "f")


@given(st.lists(st.lists(st.sampled_from(["0", "0.5", "1", "3", "x"]), min_size=3, max_size=3), min_size=5))
def test_one_less_the_mean_distance_is_alpha(rows: list[list[str]]) -> None:
    """So the list says where alpha comes from: each capability counts by its ratings."""
    votes = assessed(**{item: " ".join(row) for item, row in zip("acdef", rows, strict=False)})
    found = of(votes)
    held = [one for one in found.capabilities if one.apart is not None]
    count = sum(len(one.levels) for one in held)
    if found.whole.alpha is None:
        assert len(held) < 2 or not any(one.apart for one in held)
    else:
        mean = sum((len(one.levels) * (one.apart or 0) for one in held), Fraction(0)) / count
        assert found.whole.alpha == 1 - mean
