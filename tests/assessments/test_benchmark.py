"""One among others: quartiles as two other libraries reckon them, and only like beside like."""

from __future__ import annotations

import statistics
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maturity_tui.assessments import Assessment, Organisation
from maturity_tui.assessments.sharing.anonymise import share
from maturity_tui.assessments.sharing.benchmark import Benchmark, benchmark, method_of, quartiles
from maturity_tui.assessments.sharing.benchmark_files import LIKE, LikeError
from maturity_tui.assessments.sharing.shared import Shared
from maturity_tui.frameworks import Framework

values = st.lists(st.fractions(0, 5, max_denominator=60), min_size=3, max_size=30)


def model(**more: Any) -> Framework:
    return Framework.model_validate(
        {
            "schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "licence": {"name": "CC"},
            "scale": [{"value": value, "name": f"Level {value}"} for value in range(6)],
            "areas": [
                {"id": area, "title": area.upper(), "capabilities": [
                    {"id": f"{area}{n}", "title": f"{area}{n}", "core": n == 1} for n in range(1, 6)
                ]}
                for area in "ab"
            ],
        }
        | more
    )  # fmt: skip


MODEL = model()
ITEMS = tuple(MODEL.capabilities)
COUNTER = iter(range(1, 100_000))


def file(
    level: int | dict[str, int], framework: Framework = MODEL, *, profile: Any = None, **more: Any
) -> Shared:
    levels = dict.fromkeys(ITEMS, level) if isinstance(level, int) else level
    held = Assessment.model_validate(
        {
            "id": f"o/r/t/{framework.id}", "team": "t", "round": {"id": "r", "title": "R"},
            "framework": {"id": framework.id, "version": framework.version},
            "scores": {item: {"agreed": at} for item, at in levels.items()},
        }
        | more
    )  # fmt: skip
    owner = Organisation.model_validate({"id": "o", "title": "O", "profile": profile or {}})
    return share(owner, held, framework, f"{next(COUNTER):032x}")


def other(level: int | dict[str, int], framework: Framework = MODEL, **more: Any) -> Shared:
    """Somebody else's: of an earlier quarter, so that it never says the same as one's own."""
    return file(level, framework, **{"round": {"id": "r", "title": "R", "to": "2020-02-02"}} | more)


def placed(own: Shared, *others: Shared, framework: Framework = MODEL, **more: Any) -> Benchmark:
    return benchmark(framework, own, [(f"{n}.yaml", one) for n, one in enumerate(others)], **more)


def reasons(held: Benchmark) -> dict[str, str]:
    return {one.file: one.reason for one in held.left_out}


# The method, by others' code


@given(values)
def test_linear_quartiles_are_those_of_statistics_and_of_numpy(found: list[Fraction]) -> None:
    ours = quartiles(found, "linear")
    assert [ours.lower, ours.median, ours.upper] == statistics.quantiles(found, n=4, method="inclusive")
    theirs = np.quantile([float(value) for value in found], [0, 0.25, 0.5, 0.75, 1])
    assert [
        float(x) for x in (ours.lowest, ours.lower, ours.median, ours.upper, ours.highest)
    ] == pytest.approx(theirs)


@given(values)
def test_ranked_quartiles_are_numpys_inverted_cdf_and_somebodys_figure(found: list[Fraction]) -> None:
    ours = quartiles(found, "nearest rank")
    theirs = np.quantile([float(value) for value in found], [0.25, 0.5, 0.75], method="inverted_cdf")
    assert [float(x) for x in (ours.lower, ours.median, ours.upper)] == pytest.approx(theirs)
    assert {ours.lower, ours.median, ours.upper} <= set(found)


@pytest.mark.parametrize(
    ("rule", "method"),
    [
        ("mean", "linear"), ("weighted-mean", "linear"), ("sum", "linear"), ("share at target", "linear"),
        ("lowest", "nearest rank"), ("staged", "nearest rank"),
        ("cumulative", "nearest rank"), ("nplf", "nearest rank"),
    ],
)  # fmt: skip
def test_a_level_is_not_interpolated(rule: str, method: str) -> None:
    assert method_of(rule) == method


# Placing


def test_one_is_placed_in_every_area_and_in_the_whole() -> None:
    own = file({item: 4 if item < "b" else 1 for item in ITEMS})
    held = placed(own, *(other(level) for level in (1, 2, 3, 4)))
    assert [(node.id, node.own, node.others) for node in held.nodes] == [
        ("f", 2.5, 4),
        ("a", 4, 4),
        ("b", 1, 4),
    ]
    whole, a, b = held.nodes
    assert whole.quartiles is not None
    assert (whole.quartiles.lower, whole.quartiles.median, whole.quartiles.upper) == (1.75, 2.5, 3.25)
    assert (whole.below, whole.same, whole.above) == (2, 0, 2)
    assert (a.below, a.same, a.above, a.place) == (3, 1, 0, "highest quarter")
    assert (whole.place, b.place) == ("at the median", "lowest quarter")


@pytest.mark.parametrize(
    ("level", "said"), [(2, "below the median"), (4, "above the median"), (3, "at the median")]
)
def test_between_the_quartiles_the_median_decides(level: int, said: str) -> None:
    assert placed(file(level), *(other(n) for n in (1, 2, 3, 4, 5))).whole.place == said


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_others_have_no_quartiles(count: int) -> None:
    held = placed(file(2), *(other(1 + n) for n in range(count)))
    assert [(node.quartiles, node.others, node.place) for node in held.nodes] == [(None, count, "")] * 3


def test_the_number_of_others_is_that_of_each_area() -> None:
    """One file has too little scored in area b: it counts for the whole and for a, not for b."""
    thin = file(dict.fromkeys((*ITEMS[:5], *ITEMS[5:8]), 2))
    held = placed(file(2), thin, file(1), file(3), file(4))
    assert [node.others for node in held.nodes] == [4, 4, 3]


# Like with like


def test_unlike_files_are_left_out_each_with_its_reason() -> None:
    other, newer = model(id="g"), model(title="F, reworded")
    held = placed(
        file(2),
        file(1, other),
        file(1, newer),
        file(dict.fromkeys(ITEMS[:7], 1)),
        file(1, scope="core"),
        file(3),
    )
    assert held.compared == ("4.yaml",)
    assert reasons(held) == {
        "0.yaml": "It is on g@1, not on f@1.",
        "1.yaml": "It is on another version or content of f (1).",
        "2.yaml": "Only 7 of 10 are scored, less than 80 %.",
        "3.yaml": "Its scope is core, yours all.",
    }


def test_four_fifths_are_enough() -> None:
    assert placed(file(2), file(dict.fromkeys(ITEMS[:8], 1))).compared == ("0.yaml",)


def test_a_file_whose_figures_are_not_its_levels_is_left_out() -> None:
    made = file(1)
    forged = made.changed(whole=made.whole.changed(score=5))
    assert "not those that its levels make" in reasons(placed(file(2), forged))["0.yaml"]


def test_ones_own_files_are_no_others() -> None:
    own = file(2)
    earlier = file(1)
    sibling = file(4)
    held = placed(own, earlier, own.changed(id="f" * 32), sibling, ours=(earlier.id,), siblings=(sibling.id,))
    assert held.compared == held.siblings == ("2.yaml",)
    assert "it is your own" in reasons(held)["0.yaml"]
    assert "the same as your own" in reasons(held)["1.yaml"]


def test_what_is_meant_to_be_one_counts_once_the_latest() -> None:
    first = file(1, round={"id": "r", "title": "R", "to": "2026-01-05"})
    later = file(3, round={"id": "r", "title": "R", "to": "2026-11-05"}).changed(id=first.id)
    for others in ((first, later), (later, first)):
        held = placed(file(2), *others)
        assert [node.above for node in held.nodes] == [1, 1, 1]
        assert list(reasons(held).values()) == [f"It has the id of {held.compared[0]}, which counts instead."]


def test_two_files_that_say_the_same_count_once() -> None:
    one = file(3)
    held = placed(file(2), one, one.changed(id="e" * 32))
    assert held.compared == ("0.yaml",)
    assert reasons(held) == {"1.yaml": "It says the same as 0.yaml, and counts once."}


def test_a_file_that_counts_for_nothing_takes_nobody_s_place() -> None:
    good = file(3)
    forged = good.changed(whole=good.whole.changed(score=5))
    thin = file({"a1": 2}).changed(id=good.id, quarter="2030-Q1")
    for others in ([("bad", forged), ("good", good)], [("good", good), ("bad", thin)]):
        held = benchmark(MODEL, file(2), others)
        assert held.compared == ("good",)
        assert [one.file for one in held.left_out] == ["bad"]
        assert "counts" not in held.left_out[0].reason


def test_the_likes_of_one_may_be_chosen_by_band() -> None:
    own = file(2, profile={"staff_in_scope": 300, "yearly_budget": 2e6})
    near = file(1, profile={"staff_in_scope": 480, "yearly_budget": 3e6})
    large = file(3, profile={"staff_in_scope": 2000, "yearly_budget": 2e6})
    euros = file(4, profile={"staff_in_scope": 300, "yearly_budget": 2e6, "currency": "EUR"})
    assert placed(own, near, large, euros).compared == ("0.yaml", "1.yaml", "2.yaml")
    held = placed(own, near, large, euros, file(5), like=("staff", "budget"))
    assert held.compared == ("0.yaml",)
    assert "staff: 1000 and more, yours 250 to 499" in reasons(held)["1.yaml"]
    assert "budget: 1 to 5 million EUR, yours 1 to 5 million GBP" in reasons(held)["2.yaml"]
    assert "staff: not told" in reasons(held)["3.yaml"]


@pytest.mark.parametrize("name", [*LIKE, "colour"])
def test_likeness_that_cannot_be_told_is_an_error(name: str) -> None:
    with pytest.raises(LikeError, match=name):
        placed(file(2), file(1), like=(name,))


def test_with_too_little_scored_one_has_no_place_and_the_others_still_do() -> None:
    held = placed(file(dict.fromkeys(ITEMS[:5], 2)), *(other(n) for n in (1, 2, 3)))
    assert held.own_is_thin
    assert [node.own for node in held.nodes] == [None, 2, None]
    assert held.whole.quartiles is not None
    assert held.whole.place == ""


def test_a_skills_framework_is_placed_by_its_share_at_target() -> None:
    skills = model(kind="skills")
    targets = {item: {"agreed": 3, "target": 3} for item in ITEMS}
    own = file({}, skills, scores=targets)
    others = [
        file({}, skills, scores=targets | {ITEMS[n]: {"agreed": 1, "target": 3} for n in range(k)})
        for k in (1, 2, 3)
    ]
    held = placed(own, *others, framework=skills)
    assert (held.whole.own, held.whole.below, held.whole.place) == (1, 3, "highest quarter")
