"""Moving to another version: what has a home moves, what is in doubt is asked, nothing is lost or made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maturity_tui.assessments.check import faults
from maturity_tui.assessments.models import Assessment, Rating, Score
from maturity_tui.assessments.portable import write_assessment
from maturity_tui.assessments.upgrade.plan import Doubt, Fate, Plan, Settlement, UpgradeError, plan
from maturity_tui.frameworks.canonical import digest
from maturity_tui.frameworks.models import Framework

move, take, leave = Settlement.move, Settlement.take_level, Settlement.leave

NAMES = ["None", "Some", "Much", "All"]


def framework(version: str, items: dict[str, Any], names: list[str] = NAMES, **fields: Any) -> Framework:
    """A version with one area `x`, and items by id: a title, or fields."""
    listed = [
        {"id": id, "title": id, **({"title": given} if isinstance(given, str) else given)}
        for id, given in items.items()
    ]
    return Framework.model_validate(
        {
            "id": "small", "version": version, "title": "Small", "licence": {"name": "CC0"},
            "scale": [{"value": value, "name": name} for value, name in enumerate(names)],
            "areas": [{"id": "x", "title": "X", "capabilities": listed}], **fields,
        }
    )  # fmt: skip


def assessment(made_with: Framework, scores: dict[str, Any], **fields: Any) -> Assessment:
    return Assessment.model_validate(
        {
            "id": "org/r/t/small", "team": "t", "round": {"id": "r", "title": "R"},
            "framework": {"id": "small", "version": made_with.version, "sha256": digest(made_with)},
            "raters": {"t1": "team", "t2": "team", "text": "user"}, "scores": scores, **fields,
        }
    )  # fmt: skip


RICH = {
    "agreed": 3, "confidence": "high", "target": 3, "note": "A note",
    "evidence": [{"what": "A log", "when": "2026-01-01"}],
    "ratings": {"t1": {"level": 3, "confidence": "low"}, "t2": 1, "text": "x"}, "comments": {"text": "So"},
}  # fmt: skip


def moved(
    old: Framework, new: Framework, scores: dict[str, Any], *settlements: Settlement, **fields: Any
) -> Plan:
    made = plan(assessment(old, scores, **fields), old, new, settlements)
    assert list(faults(made.result, new)) == []
    return made


def record(made: Plan) -> dict[str, Score]:
    return dict(made.result.upgraded[-1].kept)


# What has a home


def test_the_same_id_moves_unchanged_and_an_alias_leads_on() -> None:
    old = framework("1", {"a": "A", "b": "B"})
    new = framework("2", {"a": "A", "b2": "B"}, aliases={"b": "b2"})
    made = moved(old, new, {"a": RICH, "b": RICH})
    assert [(step.old, step.fate, step.new) for step in made.steps] == [
        ("a", Fate.UNCHANGED, ("a",)),
        ("b", Fate.ALIAS, ("b2",)),
    ]
    assert made.decisions == ()
    assert made.result.scores["b2"] == Score.model_validate(RICH) == made.result.scores["a"]
    assert made.result.framework.version == "2"
    assert made.result.framework.sha256 == digest(new)
    assert made.result.upgraded[0].came_from == made.assessment.framework
    assert record(made) == {}


def test_aliases_lead_back_too() -> None:
    old = framework("1", {"a": "A"})
    new = framework("2", {"a2": "A"}, aliases={"a": "a2"})
    assert moved(new, old, {"a2": {"agreed": 1}}).result.score("a").agreed == 1


def test_the_same_content_changes_nothing() -> None:
    one = framework("1", {"a": "A"})
    before = assessment(one, {"a": RICH})
    made = plan(before, one, one)
    assert made.is_same
    assert made.result is before


def test_the_same_version_with_other_content_is_a_move() -> None:
    old, new = framework("1", {"a": "A"}), framework("1", {"a": "B"})
    assert moved(old, new, {"a": RICH}).result.framework.sha256 == digest(new)


def test_not_applicable_moves_along() -> None:
    old, new = framework("1", {"a": "A"}), framework("2", {"a2": "A"}, aliases={"a": "a2"})
    assert (
        moved(old, new, {"a": {"not_applicable": "Others do"}}).result.score("a2").not_applicable
        == "Others do"
    )


def test_a_listed_scope_and_ideas_move_along() -> None:
    old = framework("1", {"a": "A", "b": "B", "gone": "Quite different"})
    new = framework("2", {"a2": "A", "b": "B"}, aliases={"a": "a2"})
    ideas = [{"about": about, "text": "An idea"} for about in ("a", "gone", "x")] + [{"text": "General"}]
    made = moved(old, new, {}, scope=["a", "gone"], ideas=ideas)
    assert made.result.scope == ("a2",)
    assert [idea.about for idea in made.result.ideas] == ["a2", "gone", "x", None]
    assert record(made) == {"gone": Score()}
    assert made.open == ()
    assert (made.enters, made.leaves) == ((), ("gone",))


def test_core_stays_core_and_what_enters_and_leaves_is_told() -> None:
    old = framework("1", {"a": {"core": True}, "b": {}})
    new = framework("2", {"a": {}, "b": {"core": True}})
    made = moved(old, new, {"a": {"agreed": 1}}, scope="core")
    assert made.result.scope == "core"
    assert (made.enters, made.leaves) == (("b",), ("a",))
    assert made.result.score("a").agreed == 1


# Decisions


def test_what_is_gone_goes_into_the_record_whole() -> None:
    old, new = framework("1", {"a": "A", "gone": "Quite different"}), framework("2", {"a": "A"})
    made = moved(old, new, {"gone": RICH})
    (decision,) = made.open
    assert (decision.doubt, decision.name) == (Doubt.REMOVED, "gone")
    assert record(made) == {"gone": Score.model_validate(RICH)}
    assert made.result.scores == {}


def test_new_items_of_like_titles_are_offered_and_one_or_both_can_be_named() -> None:
    old = framework("1", {"data": "Data management"})
    new = framework("2", {"d1": "Data management plans", "d2": "Data asset management", "z": "Zebra"})
    scores = {"data": RICH}
    made = moved(old, new, scores)
    (decision,) = made.open
    assert decision.doubt is Doubt.SPLIT
    assert [one.settlements for one in decision.choices] == [
        (move("data", "d1"),), (move("data", "d2"),), (move("data", "d1", "d2"),), (leave("data"),),
    ]  # fmt: skip
    assert decision.default is decision.choices[-1]
    assert made.result.scores == {}
    both = moved(
        old, new, scores, move("data", "d1", "d2"), scope=["data"], ideas=[{"about": "data", "text": "I"}]
    )
    assert both.open == ()
    assert both.result.scores == {"d1": Score.model_validate(RICH), "d2": Score.model_validate(RICH)}
    assert both.result.scope == ("d1", "d2")
    assert both.result.ideas[0].about == "d1"
    assert record(both) == {}


def test_an_alias_to_an_area_offers_what_is_in_it() -> None:
    old, new = framework("1", {"a": "A"}), framework("2", {"p": "P", "q": "Q"}, aliases={"a": "x"})
    (decision,) = moved(old, new, {"a": {"agreed": 1}}).open
    assert [one.settlements[0].to for one in decision.choices] == [("p",), ("q",), ("p", "q"), ()]


def test_of_two_that_became_one_none_is_taken_unless_it_is_settled() -> None:
    old = framework("1", {"a": "A", "b": "B"})
    new = framework("2", {"n": "N"}, aliases={"a": "n", "b": "n"})
    scores = {"a": {"agreed": 1, "note": "of a"}, "b": {"agreed": 3}}
    made = moved(old, new, scores)
    (decision,) = made.open
    assert (decision.doubt, decision.olds, decision.name) == (Doubt.MERGE, ("a", "b"), "a+b")
    assert made.result.scores == {}
    assert record(made) == made.assessment.scores
    settled = moved(old, new, scores, move("b", "n"))
    assert settled.open == ()
    assert settled.result.scores == {"n": Score(agreed=3)}
    assert record(settled) == {"a": Score(agreed=1, note="of a")}
    alone = moved(old, new, scores, leave("a"))
    assert alone.open == ()
    assert alone.result.scores == {"n": Score(agreed=3)}


def test_what_stands_under_the_id_itself_stays_when_another_joins_it() -> None:
    old = framework("1", {"a": "A", "b": "B"})
    new = framework("2", {"b": "B"}, aliases={"a": "b"})
    made = moved(old, new, {"a": {"agreed": 1}, "b": {"agreed": 3}})
    assert made.result.scores == {"b": Score(agreed=3)}
    assert record(made) == {"a": Score(agreed=1)}
    assert len(made.open) == 1
    other = moved(old, new, {"a": {"agreed": 1}, "b": {"agreed": 3}}, move("a", "b"))
    assert other.result.scores == {"b": Score(agreed=1)}
    assert record(other) == {"b": Score(agreed=3)}


def test_a_lost_level_leaves_a_blank_and_the_rest_moves() -> None:
    old, new = framework("1", {"a": {}}), framework("2", {"a": {"defined": [0, 1, 2]}})
    made = moved(old, new, {"a": RICH})
    (decision,) = made.open
    assert (decision.doubt, decision.level, decision.name) == (Doubt.LOST_LEVEL, 3, "a@3")
    assert [one.settlements for one in decision.choices] == [
        (take("a", 3, 2),), (take("a", 3, 1),), (take("a", 3, 0),), (leave("a", 3),),
    ]  # fmt: skip
    held = made.result.score("a")
    assert (held.agreed, held.confidence, held.target) == (None, None, None)
    assert (held.note, held.evidence, held.comments) == (
        "A note",
        made.assessment.score("a").evidence,
        {"text": "So"},
    )
    assert dict(held.ratings) == {"t2": Rating(level=1), "text": Rating()}
    assert record(made) == {
        "a": Score.model_validate(
            {
                "agreed": 3,
                "confidence": "high",
                "target": 3,
                "ratings": {"t1": {"level": 3, "confidence": "low"}},
            }
        )
    }
    assert made.steps[0].fate is Fate.PARTLY


def test_a_level_that_is_taken_for_a_lost_one_leaves_what_was_said_in_the_record() -> None:
    old, new = framework("1", {"a": {}}), framework("2", {"a": {"defined": [0, 1, 2]}})
    made = moved(old, new, {"a": RICH}, take("a", 3, 2))
    assert made.open == ()
    held = made.result.score("a")
    assert (held.agreed, held.target, held.ratings["t1"]) == (2, 2, Rating(level=2, confidence="low"))
    assert held.confidence == "high"
    assert record(made)["a"].agreed == 3
    assert made.steps[0].fate is Fate.SETTLED


def test_a_target_may_lie_between_the_levels_and_not_outside_them() -> None:
    old = framework("1", {"a": {}, "b": {}})
    new = framework("2", {"a": {"defined": [0, 3]}, "b": {"defined": [1, 2]}})
    made = moved(old, new, {"a": {"target": 2}, "b": {"target": 3}})
    assert made.result.score("a").target == 2
    assert [one.name for one in made.open] == ["b@3"]


def test_a_renumbered_scale_is_asked_and_offers_the_same_name_first() -> None:
    old, new = (
        framework("1", {"a": {}}),
        framework("2", {"a": {}}, names=["Nothing", "None", "Some", "Much", "All"]),
    )
    made = moved(old, new, {"a": {"agreed": 2}})
    (decision,) = made.open
    assert decision.choices[0].settlements == (take("a", 2, 3),)
    assert "has the value 3 now" in decision.sentence
    assert made.result.scores == {}
    assert record(made) == {"a": Score(agreed=2)}


def test_a_level_with_another_name_at_the_same_value_stays() -> None:
    old, new = (
        framework("1", {"a": {}}),
        framework("2", {"a": {}}, names=["None", "A little", "Much!", "All"]),
    )
    made = moved(old, new, {"a": {"agreed": 1}})
    assert (made.open, made.result.score("a").agreed) == ((), 1)


def test_an_answer_with_another_text_is_asked() -> None:
    def version(number: str, *texts: str) -> Framework:
        answers = [{"value": value / 4, "text": text} for value, text in enumerate(texts)]
        return framework(number, {"a": {"answers": answers}})

    old = version("1", "No", "For some", "For most")
    scores = {"a": {"agreed": 0.25, "ratings": {"t1": 0.5}}}
    assert moved(old, version("2", "no.", "For some", "For most!"), scores).open == ()
    made = moved(old, version("2", "No", "For a few", "For most"), scores)
    (decision,) = made.open
    assert (decision.doubt, decision.level) == (Doubt.ANSWER, 0.25)
    assert made.result.score("a").agreed is None
    assert moved(old, version("2", "No", "For a few", "For most"), scores, take("a", 0.25, 0.25)).result.score(
        "a"
    ).agreed == 0.25  # fmt: skip


def test_keeping_what_has_a_home_blanks_it() -> None:
    old, new = framework("1", {"a": "A"}), framework("2", {"a": "A", "b": "B"})
    made = moved(old, new, {"a": RICH}, leave("a"), scope=["a"])
    assert made.result.scores == {}
    assert record(made) == {"a": Score.model_validate(RICH)}
    assert made.result.scope == ("a",)


# Settlements that do not fit


@pytest.mark.parametrize(
    ("settlement", "said"),
    [
        (move("aa", "a"), "holds nothing about 'aa'"),
        (move("a", "aaa"), "has no capability 'aaa'"),
        (take("a", 3, 7), "cannot be scored at 7"),
        (take("a", 1, 1), "nothing to settle at level 1"),
        (move("a", "b"), "takes the score of b"),
    ],
)
def test_a_settlement_that_does_not_fit_is_refused(settlement: Settlement, said: str) -> None:
    old, new = framework("1", {"a": {}, "b": {}}), framework("2", {"a": {"defined": [0, 1]}, "b": {}})
    with pytest.raises(UpgradeError, match=said):
        moved(old, new, {"a": {"agreed": 3}, "b": {"agreed": 1}}, settlement)


def test_two_settlements_that_contradict_are_refused() -> None:
    old, new = framework("1", {"a": {}}), framework("2", {"b": {}, "c": {}})
    for pair in ((move("a", "b"), move("a", "c")), (take("a", 3, 1), take("a", 3, 2))):
        with pytest.raises(UpgradeError, match="settled twice"):
            moved(old, new, {"a": {"agreed": 3}}, *pair)


def test_signed_off_and_another_framework_are_refused() -> None:
    old, new = framework("1", {"a": {}}), framework("2", {"a": {}})
    with pytest.raises(UpgradeError, match="signed off"):
        moved(old, new, {}, status="signed-off")
    with pytest.raises(UpgradeError, match="another framework"):
        moved(old, new.changed(id="big"), {})


# The file


def test_without_a_move_the_file_is_as_it_was() -> None:
    text = write_assessment(assessment(framework("1", {"a": {}}), {"a": RICH}))
    assert "upgraded" not in text


def test_a_rater_of_the_record_is_among_the_raters() -> None:
    old, new = framework("1", {"a": {}}), framework("2", {"b": {}})
    made = moved(old, new, {"a": {"ratings": {"t1": 2}}})
    with pytest.raises(ValueError, match="t1"):
        made.result.changed(raters={})


# Nothing is lost, whatever the versions

ITEMS = ["a", "b", "c", "d"]
LEVELS = st.sampled_from([0, 1, 2, 3])
SCORES = st.dictionaries(
    st.sampled_from(ITEMS),
    st.one_of(
        st.builds(
            Score, agreed=st.none() | LEVELS, target=st.none() | LEVELS, note=st.sampled_from(["", "note"]),
            confidence=st.sampled_from([None, "low"]),
            ratings=st.dictionaries(st.sampled_from(["t1", "t2"]), LEVELS, max_size=2),
        ),
        st.just(Score(not_applicable="No")),
    ),
)  # fmt: skip


@st.composite
def versions(draw: Callable[..., Any]) -> tuple[Framework, Framework]:
    kept = draw(st.lists(st.sampled_from([*ITEMS, "n1", "n2"]), unique=True, min_size=1))
    items = {id: {"defined": draw(st.none() | st.sets(LEVELS, min_size=1).map(sorted))} for id in kept}
    gone = [id for id in ITEMS if id not in kept]
    aliases = {id: draw(st.sampled_from([*kept, "x"])) for id in gone if draw(st.booleans())}
    names = draw(st.sampled_from([NAMES, ["Much", "None", "Some", "All"], ["No", "A bit", "More", "Most"]]))
    return framework("1", {id: {} for id in ITEMS}), framework("2", items, names, aliases=aliases)


def parts(item: str, score: Score) -> set[tuple[Any, ...]]:
    """All that a score says, piece by piece."""
    said = {(name, getattr(score, name)) for name in ("agreed", "not_applicable", "target", "note")}
    said |= {("rating", rater, rating.level) for rater, rating in score.ratings.items()}
    return {piece for piece in said if piece[-1] not in (None, "")}


@settings(max_examples=150, deadline=None)
@given(pair=versions(), scores=SCORES, data=st.data())
def test_every_old_score_is_under_a_capability_of_the_new_one_or_in_the_record(
    pair: tuple[Framework, Framework], scores: dict[str, Score], data: st.DataObject
) -> None:
    old, new = pair
    held = {item: score for item, score in scores.items() if not score.is_empty}
    settlements: tuple[Settlement, ...] = ()
    made = moved(old, new, held)
    while made.open and data.draw(st.booleans()):
        settlements += data.draw(st.sampled_from(made.open[0].choices)).settlements
        made = moved(old, new, held, *settlements)
    kept = record(made)
    for step in made.steps:
        stands = set().union(*(parts(home, made.result.score(home)) for home in step.new), set())
        said = parts(step.old, step.held)
        assert said <= stands | parts(step.old, kept.get(step.old, Score()))
        if not settlements:
            assert stands <= said, "something was made up"
    assert set(made.result.scores) <= {home for step in made.steps for home in step.new}
    assert not any(score.is_empty for score in made.result.scores.values())
    assert Assessment.model_validate_json(made.result.model_dump_json(by_alias=True)) == made.result


@settings(max_examples=60, deadline=None)
@given(pair=versions(), scores=SCORES)
def test_the_choices_of_a_decision_settle_it(
    pair: tuple[Framework, Framework], scores: dict[str, Score]
) -> None:
    """Each of them, one decision after the other: a person never comes to a question without an answer."""
    old, new = pair
    held = {item: score for item, score in scores.items() if not score.is_empty}
    made = moved(old, new, held)
    for decision in made.open:
        assert decision.default in decision.choices
        for choice in decision.choices:
            after = moved(old, new, held, *choice.settlements)
            assert decision.name not in {one.name for one in after.open}
