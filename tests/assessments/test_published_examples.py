"""What the publishers of other models print about their own scoring comes out to the last digit.

Rules and figures are facts of the named sources; where one cuts its figure off, ours keeps the exact value and rounds
it once, half up, at display.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from maturity_tui.frameworks import Framework
from tests.assessments.test_rollup import NA, answered, area, cap, rolled, top

# OWASP SAMM 2: answers 0, .25, .5, 1; a level is the mean of its streams, a practice the sum of its levels,
# a function the mean of its practices, the whole the mean of the functions.


def samm(functions: int = 5, practices: int = 3) -> Framework:
    def practice(name: str) -> dict[str, object]:
        levels = [
            area(
                f"{name}{n}",
                *(answered(f"{name}{n}{stream}", 0, 0.25, 0.5, 1) for stream in "ab"),
                rollup="mean",
            )
            for n in (1, 2, 3)
        ]
        return area(name, *levels, rollup="sum")

    return top(
        *(
            area(f"f{f}", *(practice(f"f{f}p{p}") for p in range(practices)), rollup="mean")
            for f in range(functions)
        )
    )


def answers(name: str, *pairs: tuple[float, float]) -> dict[str, float]:
    """The answers of both streams at levels 1, 2, 3."""
    return {
        f"{name}{n}{stream}": pair[at] for n, pair in enumerate(pairs, 1) for at, stream in enumerate("ab")
    }


def test_samm_from_answers_to_the_whole() -> None:
    given = {
        **answers("f0p0", (1, 0.5), (0.5, 0.25), (0, 0)),
        **answers("f0p1", (1, 1), (1, 1), (1, 1)),
        **answers("f0p2", (0, 0), (0, 0), (0, 0)),
        **answers("f1p0", (0.25, 0.25), (0.25, 0.25), (0.25, 0.25)),
        **answers("f1p1", (0.5, 0.5), (0.5, 0.5), (0, 0)),
        **answers("f1p2", (1, 0.25), (0, 0), (0, 0)),
    }
    results = rolled(samm(functions=2), given)
    practice = {name: results.by_id[name].score for name in ("f0p0", "f0p1", "f0p2", "f1p0", "f1p1", "f1p2")}
    assert practice == {
        "f0p0": Fraction("1.125"), "f0p1": 3, "f0p2": 0,
        "f1p0": Fraction("0.75"), "f1p1": 1, "f1p2": Fraction("0.625"),
    }  # fmt: skip
    assert results.by_id["f0"].score == Fraction("1.375")
    assert results.by_id["f1"].score == Fraction("2.375") / 3  # a sheet that cuts off shows 0.79
    assert results.by_id["f1"].display == "0.8"
    assert results.whole.score == (Fraction("1.375") + Fraction("2.375") / 3) / 2
    assert results.whole.maximum == 3


def test_samm_a_question_nobody_answered_is_no_no() -> None:
    given = answers("f0p0", (1, 0.5), (0.5, 0.25), (0, 0))
    del given["f0p03b"]
    blank = rolled(samm(functions=1, practices=1), given).by_id["f0p0"]
    assert (blank.scored, blank.applicable) == (5, 6)
    assert blank.score == Fraction("1.125")
    del given["f0p03a"]
    assert rolled(samm(functions=1, practices=1), given).by_id["f0p0"].display == "at least 1.1"


# C2M2 2.1: practices are not (0), partially (1), largely (2) or fully (3) implemented; a domain is at a level when all
# practices of this level and of those below are largely or fully implemented. Its document's own illustration: a domain
# of four practices at level 1 and six at level 2 needs all four for level 1, and all ten for level 2.


def domain(first: list[int], second: list[int], third: list[int]) -> Fraction | None:
    tagged = (
        [(1, score) for score in first] + [(2, score) for score in second] + [(3, score) for score in third]
    )
    items = [answered(f"c{n}", 0, 1, 2, 3, level=level) for n, (level, _) in enumerate(tagged)]
    model = top(area("domain", *items, rollup="cumulative", threshold="L"))
    return rolled(model, {f"c{n}": score for n, (_, score) in enumerate(tagged)}).by_id["domain"].score


@pytest.mark.parametrize(
    ("first", "second", "third", "level"),
    [
        ([2, 2, 2, 2], [0] * 6, [0], 1),
        ([3, 3, 3, 1], [3] * 6, [3], 0),  # one practice partially implemented at level 1, and nothing counts
        ([3, 3, 3, 3], [3, 3, 3, 3, 3, 1], [3], 1),  # nine of ten are not ten
        ([3, 2, 3, 2], [2, 3, 2, 3, 2, 3], [1], 2),
        ([2] * 4, [2] * 6, [2], 3),
        ([0] * 4, [0] * 6, [0], 0),
    ],
)
def test_c2m2_levels_are_cumulative(
    first: list[int], second: list[int], third: list[int], level: int
) -> None:
    assert domain(first, second, third) == level


# ISO/IEC 33020: process attributes 1.1; 2.1, 2.2; 3.1, 3.2; 4.1, 4.2; 5.1, 5.2, each rated N, P, L or F (to 15, 50, 85,
# 100 %). A process is at a level when its attributes there are L or F, and all of the levels below are F.

ATTRIBUTES = (1, 2, 2, 3, 3, 4, 4, 5, 5)
PERCENT = {"N": 10, "P": 40, "L": 80, "F": 95}


@pytest.mark.parametrize(
    ("ratings", "level"),
    [
        ("P NN NN NN NN", 0),
        ("L NN NN NN NN", 1),
        ("F NN NN NN NN", 1),
        ("L LL NN NN NN", 1),  # level 1 must be F before level 2 counts
        ("F LL NN NN NN", 2),
        ("F LP NN NN NN", 1),
        ("F FL LL NN NN", 2),
        ("F FF LL NN NN", 3),
        ("F FF FF LF NN", 4),
        ("F FF FF FF LL", 5),
        ("F FF FF FF FF", 5),
        ("F FF PF FF FF", 2),
        ("N FF FF FF FF", 0),
    ],
)
def test_33020_capability_levels(ratings: str, level: int) -> None:
    rated = ratings.replace(" ", "")
    items = [answered(f"pa{n}", *range(101), level=tag) for n, tag in enumerate(ATTRIBUTES)]
    model = top(area("process", *items, rollup="nplf"))
    found = rolled(model, {f"pa{n}": PERCENT[one] for n, one in enumerate(rated)}).by_id["process"]
    assert (found.score, found.maximum) == (level, 5)


# Weighted means, as risk and control libraries print them: Σ weight × score ÷ Σ weight of what applies.


def test_a_weighted_mean_leaves_out_the_weight_of_what_does_not_apply() -> None:
    items = [cap("a", weight=3), cap("b", weight=2), cap("c", weight=5)]
    model = top(area("x", *items, rollup="weighted-mean"))
    assert rolled(model, {"a": 4, "b": 1, "c": 2}).by_id["x"].score == Fraction(24, 10)
    without = rolled(model, {"a": 4, "b": 1, "c": NA}).by_id["x"]
    assert without.score == Fraction(14, 5)
    assert (without.scored, without.applicable) == (2, 2)
