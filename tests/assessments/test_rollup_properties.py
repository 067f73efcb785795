"""What holds for every tree and all scores, and an oracle that works each rule out in another way."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from maturity_tui.assessments import Assessment, Results, Score, Theme, roll_up
from maturity_tui.frameworks import Area, Capability, Framework

ALL = ["mean", "weighted-mean", "sum", "lowest", "staged", "cumulative", "nplf"]
LINEAR = ["mean", "weighted-mean", "sum"]
RANGES: list[tuple[float, ...]] = [(0, 0.25, 0.5, 1), (1, 2, 3), tuple(range(0, 101, 5)), (7,)]
Case = tuple[Framework, dict[str, Score]]

quick = settings(max_examples=50, deadline=None)


@st.composite
def capabilities(draw: st.DrawFn, name: str) -> dict[str, Any]:
    item: dict[str, Any] = {"id": name, "title": name, "level": draw(st.integers(1, 4))}
    item["weight"] = draw(st.sampled_from([1, 1, 2, 0.5, 3, 0]))
    values = draw(st.sampled_from([None, *RANGES]))
    if values:
        item["answers"] = [{"value": value, "text": f"Answer {value}"} for value in values]
    return item


@st.composite
def areas(draw: st.DrawFn, name: str, rules: list[str], depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {"id": name, "title": name, "rollup": draw(st.sampled_from(rules))}
    found["weight"] = draw(st.sampled_from([1, 1, 2, 0.5, 0]))
    found["threshold"] = draw(st.sampled_from([None, "N", "P", "L", "F"]))
    nested = draw(st.integers(0, 2)) if depth else 0
    found["areas"] = [draw(areas(f"{name}.{n}", rules, depth - 1)) for n in range(nested)]
    items = draw(st.integers(0 if nested else 1, 3))
    found["capabilities"] = [draw(capabilities(f"{name}.c{n}")) for n in range(items)]
    return found


@st.composite
def frameworks(draw: st.DrawFn, rules: list[str] = ALL) -> Framework:
    tops = [draw(areas(f"a{n}", rules, 2)) for n in range(draw(st.integers(1, 3)))]
    return framework(tops, draw(st.sampled_from(rules)))


def framework(tops: list[dict[str, Any]], rule: str) -> Framework:
    scale = [{"value": value, "name": f"Level {value}"} for value in range(6)]
    base = {"schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "scale": scale}
    return Framework.model_validate(base | {"licence": {"name": "x"}, "rollup": rule, "areas": tops})


def assessed(scores: dict[str, Score]) -> Assessment:
    pin = {"id": "f", "version": "1"}
    base = {"id": "o/r/t/f", "team": "t", "round": {"id": "r", "title": "R"}, "framework": pin}
    return Assessment.model_validate(base | {"scores": scores})


@st.composite
def cases(draw: st.DrawFn, rules: list[str] = ALL) -> Case:
    """A framework, and for each capability a score, a blank or N/A."""
    model = draw(frameworks(rules))
    scores = {}
    for item, capability in model.capabilities.items():
        values = [level.value for level in model.levels_of(capability)]
        agreed = st.sampled_from(values).map(lambda value: Score(agreed=value))
        aside = st.sampled_from([Score(), Score(not_applicable="Elsewhere")])
        scores[item] = draw(st.one_of(agreed, agreed, agreed, aside))
    return model, scores


def rolled(model: Framework, scores: dict[str, Score]) -> Results:
    return roll_up(model, assessed(scores))


def without(area: Area, gone: set[str]) -> Area | None:
    """The area without some capabilities; None where nothing is left."""
    nested = tuple(left for child in area.areas if (left := without(child, gone)))
    items = tuple(item for item in area.capabilities if item.id not in gone)
    return area.changed(areas=nested, capabilities=items) if nested or items else None


@quick
@given(cases())
def test_a_figure_lies_between_its_minimum_and_maximum(case: Case) -> None:
    for node in rolled(*case).nodes:
        assert node.minimum <= node.maximum
        assert node.score is None or node.minimum <= node.score <= node.maximum


@quick
@given(cases(), st.data())
def test_raising_a_score_never_lowers_a_figure(case: Case, data: st.DataObject) -> None:
    model, scores = case
    known = [item for item, score in scores.items() if score.agreed is not None]
    assume(known)
    item = data.draw(st.sampled_from(known))
    higher = [lv.value for lv in model.levels_of(model.capabilities[item]) if lv.value > scores[item].agreed]
    assume(higher)
    after = rolled(model, scores | {item: Score(agreed=data.draw(st.sampled_from(higher)))})
    for before in rolled(model, scores).nodes:
        now = after.by_id[before.id].score
        assert (before.score is None) == (now is None)
        assert before.score is None or now is None or now >= before.score


@quick
@given(cases())
def test_not_applicable_equals_leaving_the_item_out(case: Case) -> None:
    model, scores = case
    gone = {item for item, score in scores.items() if score.not_applicable}
    left = tuple(area for top in model.areas if (area := without(top, gone)))
    assume(gone and left)
    smaller = rolled(model.changed(areas=left), {item: s for item, s in scores.items() if item not in gone})
    whole = rolled(model, scores)
    for node in smaller.nodes:
        same = whole.by_id[node.id]
        assert (node.score, node.bound, node.floor, node.scored, node.applicable) == (
            same.score, same.bound, same.floor, same.scored, same.applicable,
        )  # fmt: skip
        assert (node.minimum, node.maximum) == (same.minimum, same.maximum)
    assert smaller.weights == whole.weights


@quick
@given(cases(["mean", "weighted-mean"]))
def test_under_means_a_blank_figures_as_though_it_were_left_out(case: Case) -> None:
    model, scores = case
    gone = Score(not_applicable="Elsewhere")
    aside = {item: gone if score.is_blank else score for item, score in scores.items()}
    left, right = rolled(model, scores), rolled(model, aside)
    for node in left.nodes:
        assert node.score == right.by_id[node.id].score
        assert node.scored == right.by_id[node.id].scored
        assert node.bound is None


def turned(area: Area) -> Area:
    return area.changed(
        areas=tuple(turned(child) for child in reversed(area.areas)), capabilities=area.capabilities[::-1]
    )


@quick
@given(cases())
def test_the_order_of_children_does_not_matter(case: Case) -> None:
    model, scores = case
    other = rolled(model.changed(areas=tuple(turned(area) for area in reversed(model.areas))), scores)
    here = rolled(model, scores)
    assert here.by_id == other.by_id
    assert here.weights == other.weights


def shifted(area: Area, by: int) -> Area:
    def move(item: Capability) -> Capability:
        answers = tuple(answer.changed(value=answer.value + by) for answer in item.answers)
        return item.changed(answers=answers)

    items = tuple(move(item) for item in area.capabilities)
    return area.changed(areas=tuple(shifted(child, by) for child in area.areas), capabilities=items)


@quick
@given(cases(["mean", "weighted-mean", "lowest"]), st.integers(-3, 7))
def test_a_shifted_scale_shifts_means_and_lowest(case: Case, by: int) -> None:
    model, scores = case
    scale = tuple(level.changed(value=level.value + by) for level in model.scale)
    moved = model.changed(scale=scale, areas=tuple(shifted(area, by) for area in model.areas))
    after = {i: s if s.agreed is None else Score(agreed=s.agreed + by) for i, s in scores.items()}
    there = rolled(moved, after)
    for node in rolled(model, scores).nodes:
        same = there.by_id[node.id]
        assert same.score == (None if node.score is None else node.score + by)
        assert (same.minimum, same.maximum) == (node.minimum + by, node.maximum + by)


@quick
@given(cases())
def test_weights_sum_to_one(case: Case) -> None:
    results = rolled(*case)
    if results.whole.score is not None:
        assert sum(results.weights.values()) == 1
    assert all(weight >= 0 for weight in results.weights.values())


@quick
@given(cases(LINEAR))
def test_weighted_scores_give_the_whole_for_linear_rules(case: Case) -> None:
    results = rolled(*case)
    whole = results.whole.score
    assert results.is_linear
    assume(whole is not None)
    joined = sum(weight * (results.by_id[item].score or 0) for item, weight in results.weights.items())
    assert results.factor * joined == whole


@quick
@given(cases(["mean", "weighted-mean"]))
def test_under_means_the_factor_is_one(case: Case) -> None:
    assert rolled(*case).factor == 1


@quick
@given(cases())
def test_coverage_adds_up(case: Case) -> None:
    model, scores = case
    results = rolled(model, scores)
    for area in model.every_area.values():
        below = [scores[item.id] for item in area.each_capability()]
        figure = results.by_id[area.id]
        assert figure.scored == sum(score.agreed is not None for score in below)
        assert figure.applicable == sum(score.not_applicable is None for score in below)
        assert figure.scored <= figure.applicable
        agreed = [Fraction(str(score.agreed)) for score in below if score.agreed is not None]
        assert figure.floor == min(agreed, default=None)


def fillings(model: Framework, scores: dict[str, Score]) -> Iterator[dict[str, Score]]:
    """The scores with all blanks at their lowest, and with all at their highest."""
    for end in (0, -1):
        ends = {name: model.levels_of(item)[end].value for name, item in model.capabilities.items()}
        yield {name: Score(agreed=ends[name]) if score.is_blank else score for name, score in scores.items()}


@quick
@given(cases(["sum", "lowest", "staged", "cumulative", "nplf"]))
def test_bounds_keep_their_word_however_blanks_are_filled(case: Case) -> None:
    model, scores = case
    here = rolled(model, scores)
    areas = [area for area in model.every_area.values() if not area.areas or area.rollup.by_level]
    for filled in fillings(model, scores):
        there = rolled(model, filled)
        for area in areas:
            before, after = here.by_id[area.id], there.by_id[area.id]
            if before.score is not None:
                assert before.bound != "at least" or after.score >= before.score
                assert before.bound != "at most" or after.score <= before.score
                assert before.bound is not None or after.score == before.score


# The oracle: each rule by level from its definition, level by level, in words instead of numbers

PASSES = {"staged": ("100", "100"), "nplf": ("LF", "F"), **{f"cumulative-{t}": (t, t) for t in "NPLF"}}


def in_words(share: Fraction | None) -> str:
    if share is None:
        return "?"
    percent = share * 100
    for word, highest in (("N", 15), ("P", 50), ("L", 85)):
        if percent <= highest:
            return word
    return "F" if percent < 100 else "100"


def share_of(agreed: float | None, values: list[Fraction]) -> Fraction | None:
    if agreed is None:
        return None
    if len(values) == 1:
        return Fraction(1)
    return (Fraction(str(agreed)) - values[0]) / (values[-1] - values[0])


def good_enough(word: str, wanted: str) -> bool:
    order = ["N", "P", "L", "F", "100"]
    if word == "?":
        return False
    return order.index(word) >= order.index({"LF": "L"}.get(wanted, wanted))


def by_definition(rule: str, threshold: str | None, items: list[tuple[int, str]]) -> int:
    key = f"cumulative-{threshold or 'L'}" if rule == "cumulative" else rule
    own, below = PASSES[key]
    best = 0
    for level in range(1, max(tag for tag, _ in items) + 1):
        at_level = all(good_enough(word, own) for tag, word in items if tag == level)
        beneath = all(good_enough(word, below) for tag, word in items if tag < level)
        if at_level and beneath:
            best = level
    return best


@settings(max_examples=150, deadline=None)
@given(cases(["staged", "cumulative", "nplf"]))
def test_rules_by_level_agree_with_their_definition(case: Case) -> None:
    model, scores = case
    results = rolled(model, scores)
    for area in model.every_area.values():
        words = []
        for item in area.each_capability():
            values = [Fraction(str(level.value)) for level in model.levels_of(item)]
            score = scores[item.id]
            if score.not_applicable is None:
                words.append((item.level, in_words(share_of(score.agreed, values))))
        known = any(word != "?" for _, word in words)
        expected = by_definition(str(area.rollup), area.threshold, words) if known else None
        assert results.by_id[area.id].score == expected


@quick
@given(cases(["mean"]), st.integers(0, 5))
def test_the_share_at_target_is_a_count_over_a_count(case: Case, level: int) -> None:
    model, scores = case
    model = model.changed(kind="skills")
    theme = Theme(id="aim", title="Aim", targets=dict.fromkeys(model.capabilities, level))
    whole = roll_up(model, assessed(scores), (theme,)).whole
    scored = [score.agreed for score in scores.values() if score.agreed is not None]
    met = sum(agreed >= level for agreed in scored)
    assert whole.score == (Fraction(met, len(scored)) if scored else None)


@pytest.mark.parametrize("rule", ALL)
def test_two_roll_ups_of_the_same_are_the_same(rule: str) -> None:
    items = [{"id": f"c{n}", "title": "C", "level": n + 1} for n in range(3)]
    model = framework([{"id": "a", "title": "A", "capabilities": items}], rule)
    scores = {f"c{n}": Score(agreed=n) for n in range(3)}
    assert rolled(model, scores) == rolled(model, scores)
