"""What changed is said in sentences; nothing that changed goes unsaid, and nothing is said where nothing did."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_tui.assessments import Assessment, Organisation
from maturity_tui.assessments.difference.names import Names
from maturity_tui.assessments.difference.sentences import came, differences, set_differences
from maturity_tui.frameworks import Framework
from maturity_tui.frameworks.values import Value

FRAMEWORK = Framework.model_validate(
    {
        "schema": "maturity/framework@1", "id": "f", "version": "1", "title": "F", "licence": {"name": "CC"},
        "scale": [{"value": value, "name": f"Level {value}"} for value in range(6)],
        "aliases": {"ops.old": "ops.incidents"},
        "areas": [{"id": "ops", "title": "Operations", "capabilities": [
            {"id": "ops.incidents", "title": "Incident and problem management"},
            {"id": "ops.change", "title": "Change management"},
        ]}],
    }
)  # fmt: skip
NAMES = Names.of(FRAMEWORK)


def assessment(**more: Any) -> Assessment:
    base = {
        "id": "o/r/t/f", "team": "t", "round": {"id": "r", "title": "R"}, "framework": {"id": "f", "version": "1"},
        "raters": {"t1": "team", "u1": "user"},
    }  # fmt: skip
    return Assessment.model_validate(base | more)


def said(old: Value, new: Value, names: Names = NAMES) -> list[str]:
    return [change.sentence for change in differences(old, new, names)]


def of_score(old: dict[str, Any], new: dict[str, Any]) -> str:
    (sentence,) = said(assessment(scores={"ops.incidents": old}), assessment(scores={"ops.incidents": new}))
    title, _, rest = sentence.partition(": ")
    assert title == "Incident and problem management"
    return rest


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ({"agreed": 2, "confidence": "low"}, {"agreed": 3, "confidence": "medium"},
         "agreed 2 → 3, confidence low → medium"),
        ({"note": "x"}, {"note": "x", "agreed": 0}, "agreed blank → 0"),
        ({"agreed": 2, "target": 3}, {"target": 4}, "agreed 2 → blank, target 3 → 4"),
        ({"agreed": 2}, {"not_applicable": "Run elsewhere"}, "agreed 2 → blank, n/a: “Run elsewhere”"),
        ({"not_applicable": "No"}, {"agreed": 1}, "agreed blank → 1, no longer n/a"),
        ({"not_applicable": "No"}, {"not_applicable": "Not here"}, "reason for n/a No → “Not here”"),
        ({"agreed": 1, "confidence": "low"}, {"agreed": 1}, "confidence low → not said"),
        ({"agreed": 1}, {"agreed": 1, "target": 0.5}, "target none → 0.5"),
        ({"evidence": [{"what": "Reviews"}]}, {"evidence": [{"what": "Runbook"}]},
         "evidence removed: “Reviews”, evidence added: “Runbook”"),
        ({"evidence": [{"what": "Reviews"}]}, {"evidence": [{"what": "Reviews", "when": dt.date(2026, 9, 30)}]},
         "evidence “Reviews” when added: 2026-09-30"),
        ({"evidence": [{"what": "a"}, {"what": "b"}]}, {"evidence": [{"what": "b"}, {"what": "a"}]},
         "evidence in another order"),
        ({"evidence": [{"what": "a"}] * 2}, {"evidence": [{"what": "a"}]}, "evidence removed: “a”"),
        ({"ratings": {"t1": 2}}, {"ratings": {"t1": "x", "u1": {"level": 1, "confidence": "low"}}},
         "rating of t1 2 → x, rating of u1 added: 1 (low)"),
        ({"ratings": {"t1": 2}, "agreed": 1}, {"agreed": 1}, "rating of t1 removed: 2"),
        ({"note": "Nights are covered"}, {"note": "Nights are not covered"},
         "note “Nights are covered” → “Nights are not covered”"),
        ({"note": "x" * 80}, {"note": "x" * 81}, "note reads differently"),
        ({"agreed": 1}, {"agreed": 1, "comments": {"u1": "I never hear back."}},
         "comment of u1 added: “I never hear back.”"),
    ],
)  # fmt: skip
def test_what_changed_in_a_score_is_one_sentence(
    old: dict[str, Any], new: dict[str, Any], sentence: str
) -> None:
    assert of_score(old, new) == sentence


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ({"status": "draft"}, {"status": "signed-off"}, ["Status draft → signed-off"]),
        ({"scope": "core"}, {"scope": "all"}, ["Scope core → all"]),
        ({"scope": "all"}, {"scope": ["ops.change"]}, ["Scope all → a choice of 1"]),
        ({"scope": ["ops.change"]}, {"scope": ["ops.incidents"]},
         ["Scope: Change management taken out", "Scope: Incident and problem management taken in"]),
        ({}, {"raters": {"t1": "stakeholder", "t2": "team"}},
         ["Rater t1: team → stakeholder", "Rater u1 gone (user)", "Rater t2 added (team)"]),
        ({}, {"framework": {"id": "f", "version": "2"}}, ["Framework f@1 → f@2"]),
        ({}, {"framework": {"id": "f", "version": "1", "sha256": "ab" * 32}},
         ["Framework f@1: content no digest → abababababab"]),
        ({}, {"round": {"id": "r", "title": "R", "to": dt.date(2026, 11, 2)}}, ["Round to added: 2026-11-02"]),
        ({}, {"id": "p/r/t/f"}, ["Organisation o → p"]),
        ({}, {"id": "o/r/s/f", "team": "s"}, ["Team t → s"]),
        ({}, {"ideas": [{"kind": "blocker", "about": "ops.change", "text": "One person."}]},
         ["Blocker added (Change management): “One person.”"]),
        ({"ideas": [{"text": "Pair up"}]}, {}, ["Idea gone: “Pair up”"]),
        ({"scores": {"ops.change": {"agreed": 1}}}, {"scores": {"ops.change": {"agreed": 1}, "zz": {"agreed": 1}}},
         ["zz: agreed blank → 1"]),
        ({}, {"upgraded": [{"from": {"id": "f", "version": "0"}, "kept": {"ops.gone": {"agreed": 2}}}]},
         ["Record of the move from f@0 added, 1 kept in it"]),
    ],
)  # fmt: skip
def test_what_changed_in_an_assessment(
    old: dict[str, Any], new: dict[str, Any], sentences: list[str]
) -> None:
    assert said(assessment(**old), assessment(**new)) == sentences


def organisation(**more: Any) -> Organisation:
    base = {
        "id": "o",
        "title": "O",
        "teams": [{"id": "it", "title": "IT"}, {"id": "web", "title": "Web team"}],
    }
    return Organisation.model_validate(base | more)


@pytest.mark.parametrize(
    ("old", "new", "sentences"),
    [
        ({"title": "Riverside"}, {"title": "Riverside Council"}, ["Title Riverside → “Riverside Council”"]),
        ({"profile": {"staff_in_scope": 60}}, {"profile": {"staff_in_scope": 70, "platforms": ["Ledger"]}},
         ["Profile staff in scope 60 → 70", "Profile platforms added: Ledger"]),
        ({}, {"teams": [{"id": "it", "title": "IT"}, {"id": "web", "title": "Web team", "parent": "it",
                                                              "headcount": 8}]},
         ["Team Web team: parent added: it, headcount added: 8"]),
        ({}, {"teams": [{"id": "it", "title": "IT"}, {"id": "data", "title": "Data"}]},
         ["Team Web team gone", "Team Data added"]),
        ({}, {"teams": [{"id": "web", "title": "Web team"}, {"id": "it", "title": "IT"}]}, ["Teams in another order"]),
        ({"ambition": [{"id": "easy", "title": "Easy", "targets": {"ops": 3, "f:ops.change": 4}}]},
         {"ambition": [{"id": "easy", "title": "Easy", "priority": 2, "targets": {"ops": 4}}]},
         ["Theme Easy: priority 1 → 2, target of Operations 3 → 4, target of Change management removed: 4"]),
        ({}, {"ambition": [{"id": "easy", "title": "Easy"}]}, ["Theme Easy added"]),
    ],
)  # fmt: skip
def test_what_changed_in_an_organisation(
    old: dict[str, Any], new: dict[str, Any], sentences: list[str]
) -> None:
    assert said(organisation(**old), organisation(**new)) == sentences


def test_without_the_framework_ids_are_said_and_an_older_id_has_the_title_of_the_newer() -> None:
    one, two = assessment(scores={"ops.old": {"agreed": 1}}), assessment(scores={"ops.old": {"agreed": 2}})
    assert said(one, two, Names()) == ["ops.old: agreed 1 → 2"]
    assert said(one, two) == ["Incident and problem management: agreed 1 → 2"]


def test_capabilities_come_in_the_order_of_the_framework() -> None:
    scores = {item: {"agreed": 1} for item in ("zz", "ops.change", "ops.incidents")}
    found = differences(assessment(), assessment(scores=scores), NAMES)
    assert [change.about for change in found] == ["ops.incidents", "ops.change", "zz"]
    assert {change.kind for change in found} == {"scores"}


def test_versions_of_a_framework_are_told_as_frameworks_diff_tells_them() -> None:
    newer = FRAMEWORK.changed(version="2")
    assert said(FRAMEWORK, newer) == ["Version 1 → 2"]
    renamed = newer.changed(title="G")
    assert any("F" in sentence and "G" in sentence for sentence in said(FRAMEWORK, renamed)[1:])


def test_two_kinds_are_not_compared() -> None:
    with pytest.raises(ValueError, match="assessment and organisation"):
        differences(assessment(), organisation())


def test_files_that_came_and_went() -> None:
    one, two = assessment(), assessment(status="agreed")
    found = set_differences({"a": one, "b": one, "c": one}, {"b": one, "c": two, "d": organisation()}, NAMES)
    assert {name: [change.sentence for change in changes] for name, changes in found.items()} == {
        "a": ["Gone: assessment o/r/t/f, draft, 0 scored or n/a."],
        "c": ["Status draft → agreed"],
        "d": ["New file: organisation O, 2 teams, 0 themes."],
    }
    alone = organisation().changed(teams=organisation().teams[:1])
    assert came(alone).sentence == "New file: organisation O, 1 team, 0 themes."


# Whatever changes

few = st.sampled_from(["a", "b", "it", "web", "ops"])
texts = st.sampled_from(["", "x", "A longer text.", "y" * 70, "y" * 69 + "z", "0"])
levels = st.none() | st.sampled_from([0, 1, 2.5])


def optional(required: dict[str, Any], **fields: Any) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=fields)


scores = st.dictionaries(
    few,
    optional(
        {},
        agreed=levels,
        target=levels,
        note=texts,
        confidence=st.sampled_from([None, "low", "high"]),
        ratings=st.dictionaries(
            st.sampled_from(["t1", "u1"]), st.sampled_from([1, 2, "x", {"level": 1, "confidence": "low"}])
        ),
        comments=st.dictionaries(st.sampled_from(["t1", "u1"]), texts),
        evidence=st.lists(
            optional(
                {"what": st.sampled_from(["p", "q"])},
                link=texts,
                owner=texts,
                when=st.sampled_from([None, dt.date(2026, 1, 1)]),
            ),
            max_size=3,
        ),
    )
    | st.just({"not_applicable": "No"}),
    max_size=3,
)
assessments = st.builds(
    assessment,
    scope=st.sampled_from(["all", "core", ["a", "b"], ["b", "a"], ["a", "a"], []]),
    status=st.sampled_from(["draft", "agreed"]),
    raters=st.sampled_from([{"t1": "team", "u1": "user"}, {"u1": "user", "t1": "team", "t2": "team"}]),
    framework=st.sampled_from([{"id": "f", "version": "1"}, {"id": "f", "version": "1", "sha256": "0" * 64}]),
    scores=scores,
    ideas=st.lists(
        optional({"text": st.sampled_from(["p", "q"])}, kind=st.sampled_from(["idea", "blocker"]), about=few),
        max_size=3,
    ),
    upgraded=st.lists(
        optional(
            {"from": st.just({"id": "f", "version": "0"})}, kept=st.sampled_from([{}, {"a": {"agreed": 1}}])
        ),
        max_size=2,
    ),
)
organisations = st.builds(
    organisation,
    profile=optional(
        {}, kind=texts, sites=levels.map(lambda x: x and 3), platforms=st.lists(texts, max_size=2)
    ),
    teams=st.lists(few, max_size=3, unique=True).flatmap(
        lambda ids: st.tuples(
            *(
                optional(
                    {"id": st.just(one), "title": st.sampled_from(["P", "Q"])},
                    headcount=levels.map(lambda x: x and 2),
                )
                for one in ids
            )
        )
    ),
    ambition=st.lists(few, max_size=3, unique=True).flatmap(
        lambda ids: st.tuples(
            *(
                optional(
                    {"id": st.just(one), "title": st.sampled_from(["P", "Q"])},
                    priority=st.integers(0, 2),
                    targets=st.dictionaries(few, st.integers(0, 3), max_size=2),
                    priority_from=st.sampled_from(
                        [None, {"method": "points"}, {"method": "points", "groups": {"a": 3}}]
                    ),
                )
                for one in ids
            )
        )
    ),
)
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(old: Value, new: Value) -> None:
    assert differences(old, old.model_copy(), NAMES) == ()
    found = differences(old, new, NAMES)
    assert bool(found) is (old != new)
    assert all(change.sentence and "\n" not in change.sentence for change in found)
    assert not any("no words" in change.sentence for change in found)


@often
@given(assessments, assessments)
def test_two_assessments_differ_in_words_where_they_differ(old: Assessment, new: Assessment) -> None:
    check(old, new)


@often
@given(organisations, organisations)
def test_two_organisations_differ_in_words_where_they_differ(old: Organisation, new: Organisation) -> None:
    check(old, new)


@often
@given(assessments, scores)
def test_one_changed_part_is_said(old: Assessment, changed: dict[str, Any]) -> None:
    check(old, old.changed(scores=changed))
