"""The portable form: whatever a person enters is written, read and written again without a change.

All files of an organisation's folder together, here at the top of the core, because they share one writer.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from maturity_tui.analysis.inputs.interventions import InputLibrary
from maturity_tui.analysis.scenarios.scenario import Scenario
from maturity_tui.analysis.schemas import all_schemas
from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.organisation import Organisation
from maturity_tui.assessments.portable import (
    assessment_file,
    framework_file,
    read_assessment,
    read_organisation,
    scenario_file,
    write_assessment,
    write_organisation,
    write_portable,
)
from maturity_tui.assessments.sharing.shared import Shared
from maturity_tui.frameworks import Framework, door, framework_from, load_framework
from maturity_tui.frameworks.load import value_from
from maturity_tui.frameworks.values import Value, clean_line

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "assessments").rglob("*.yaml"))
MODELS: dict[str, type[Value]] = {
    "organisation": Organisation,
    "inputs": InputLibrary,
    "assessment": Assessment,
    "scenario": Scenario,
    "shared": Shared,
}
VALIDATORS = {name: Draft202012Validator(schema) for name, schema in all_schemas().items()}
NASTY = [
    "no", "1e3", "0x1f", "12:30", "- a", "# x", "null", "2026-10-05", " spaces around ", "🧭 café 👩‍💻",
    "a: b", 'say "so"',
    "it's", "one\ntwo\n\n  three", "x" * 10_000, "word, " * 1_500, "<<<<<<< x", "=======", ">>>>>>> x",
    "\u202eevil",
    "שלום עולם", "مرحبا: ١", "a\r\nb", "tab\there", "[/]", "\x1b[2Jx", "{}", "[]", "~", "true", "y", "@x",
    "`x`", "%x", "&a",
    "*a", "!x", "|", ">", "?", "x:", ":x", "a #b", "\\n", "'", '"', "=1+1", "é\u0301", "\u00a0x\u00a0", "…",
    "-", "---", "a\n---\nb",
    "a\n<<<<<<< x\nb", "\ufeffx", "x\u2028y", "0", "-0.0", "+1", "1_000", "0o17", ".inf", ".5", "1.", "NaN",
    "<<", "=", "on",
]  # fmt: skip


any_text = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
# An escape may take what follows it along: a name must have something left.
names = any_text.map(lambda text: f"{text}.").filter(clean_line)
ids = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,12}", fullmatch=True) | st.sampled_from(
    ["no", "1e3", "0x1f", "12", "null", "2026-10-05", "1.5", "y", "true", "t2", "t10"]
)
numbers = st.integers(-5, 10) | st.floats(-5, 10).map(lambda value: round(value, 3)) | st.floats(-1e15, 1e15)
shares = st.floats(0, 1)
dates = st.dates(dt.date(1, 1, 1))
quarters = st.builds("{:04d}-Q{}".format, st.integers(0, 9999), st.integers(1, 4))
money = st.integers(0, 10**15) | st.floats(0, 1e15)


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def optional(required: dict[str, Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=fields)


frameworks_pins = optional({"id": ids, "version": names}, sha256=some(st.just("0f" * 32)))
ratings = (
    numbers
    | st.just("x")
    | optional({"level": numbers | st.just("x")}, confidence=st.sampled_from(["low", "high"]))
)
evidence = optional({"what": names}, when=some(dates), link=any_text, owner=any_text)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    raters = draw(
        st.dictionaries(ids, st.sampled_from(["team", "user", "stakeholder", "reviewer"]), max_size=4)
    )

    def by_rater(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
        known = sorted(raters)
        return st.dictionaries(st.sampled_from(known), values, max_size=4) if known else st.just({})

    score = optional(
        {},
        confidence=some(st.sampled_from(["low", "medium", "high"])),
        target=some(numbers),
        note=any_text,
        evidence=st.lists(evidence, max_size=3),
        ratings=by_rater(ratings),
        comments=by_rater(any_text),
        agreed=some(numbers),
    ) | optional({"not_applicable": names}, note=any_text)
    team, round_id, framework = draw(ids), draw(ids), draw(frameworks_pins)
    begins, ends = sorted([draw(dates), draw(dates)])
    return Assessment.model_validate(
        {
            "id": f"own/{round_id}/{team}/{framework['id']}",
            "team": team,
            "round": {"id": round_id, "title": draw(names), "from": begins, "to": ends},
            "framework": framework,
            "scope": draw(st.sampled_from(["core", "all"]) | st.lists(ids, max_size=3)),
            "status": draw(st.sampled_from(["draft", "agreed", "signed-off"])),
            "raters": raters,
            "scores": draw(st.dictionaries(ids, score, max_size=4)),
            "ideas": draw(
                st.lists(
                    optional({"text": names}, kind=st.sampled_from(["idea", "blocker"]), about=some(ids)),
                    max_size=3,
                )
            ),
        }
    )


@st.composite
def organisations(draw: st.DrawFn) -> Organisation:
    profile = optional(
        {}, kind=any_text, residents=some(st.integers(0, 10**9)), in_house=some(shares),
        yearly_budget=some(money),
        currency=st.just("EUR"), sites=some(st.integers(0, 99)),
        platforms=st.lists(any_text, max_size=4),
    )  # fmt: skip
    teams = draw(st.lists(ids, max_size=4, unique=True))
    theme = optional(
        {"title": names}, by=some(quarters), priority=st.integers(0, 9) | st.floats(0, 9),
        priority_from=some(optional({"method": names}, groups=st.dictionaries(ids, numbers, max_size=3))),
        targets=st.dictionaries(ids, numbers, max_size=4),
    )  # fmt: skip
    themes = draw(st.lists(ids, max_size=3, unique=True))
    return Organisation.model_validate(
        {
            "id": draw(ids),
            "title": draw(names),
            "profile": draw(profile),
            "teams": [
                {
                    "id": team,
                    "title": draw(names),
                    "parent": draw(some(st.sampled_from(teams[:index]))) if index else None,
                    "from": draw(some(dates)),
                    "to": draw(some(dates)),
                    "followed_by": draw(st.lists(st.sampled_from(teams), max_size=2)),
                    "headcount": draw(some(st.integers(0, 999))),
                }
                for index, team in enumerate(teams)
            ],
            "ambition": [{"id": theme_id, **draw(theme)} for theme_id in themes],
        }
    )


coverage = shares | st.dictionaries(ids, shares, max_size=3)
triples = st.lists(st.floats(0, 0.95), min_size=3, max_size=3).map(sorted)


@st.composite
def libraries(draw: st.DrawFn) -> InputLibrary:
    def one(input_id: str) -> dict[str, Any]:
        days = draw(st.lists(st.floats(0, 1000) | st.integers(0, 1000), min_size=1, max_size=4))
        return {
            "id": input_id,
            "quarters": len(days),
            "person_days": draw(st.sampled_from([days, []])),
            **draw(
                optional(
                    {"kind": st.sampled_from(["training", "capacity", "technology"]), "title": names},
                    cost=optional({}, once=money, per_year=money, per_person=money),
                    probability=shares,
                    effects=st.lists(
                        optional({"capability": ids, "share": triples}, coverage=coverage), max_size=3
                    ),
                    needs=optional({}, all=st.lists(ids, max_size=2), any=st.lists(ids, max_size=2)),
                    excludes=st.lists(ids, max_size=2),
                    earliest=some(quarters),
                    dip=some(shares),
                    synergies=st.lists(optional({"with": ids, "share": st.floats(0, 0.95)}), max_size=2),
                    repeat_of=some(ids),
                    basis=optional({}, grade=st.sampled_from("VRJ"), note=any_text, source=any_text),
                )
            ),
        }

    return InputLibrary.model_validate(
        {"inputs": [one(name) for name in draw(st.lists(ids, max_size=3, unique=True))]}
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    choice = optional(
        {"input": ids}, start=some(quarters), coverage=some(coverage), owner=any_text, due=some(quarters),
        status=some(st.sampled_from(["planned", "started", "done", "stopped"])),
        actual=some(optional({}, start=some(quarters), cost=some(money), coverage=some(shares))),
    )  # fmt: skip
    return Scenario.model_validate(
        draw(
            optional(
                {"id": ids, "title": names, "start": quarters},
                adopted=some(dates),
                baseline=optional({}, round=some(ids), teams=st.just("all") | st.lists(ids, max_size=3)),
                horizon=st.integers(1, 80),
                limits=optional(
                    {}, once=some(money), per_year=some(money),
                    person_days=some(st.floats(0, 9) | st.dictionaries(quarters, st.floats(0, 9))),
                ),
                must=st.lists(ids, max_size=3),
                discount_rate=shares,
                calibrated=st.booleans(),
                assumptions=st.dictionaries(any_text, numbers | st.booleans() | st.lists(numbers)),
                inputs=st.lists(choice, max_size=3),
            )
        )
    )  # fmt: skip


def check_round_trip(value: Value) -> None:
    text = write_portable(value)
    document = door.read_bytes(text.encode())
    name = next(name for name, model in MODELS.items() if isinstance(value, model))
    assert not list(VALIDATORS[name].iter_errors(json.loads(json.dumps(document.data))))
    again = value_from(type(value), document, f"maturity/{name}@1")
    assert again == value
    assert write_portable(again) == text


quietly = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@quietly
@given(assessments())
def test_an_assessment_survives_writing(value: Assessment) -> None:
    check_round_trip(value)


@quietly
@given(organisations())
def test_an_organisation_survives_writing(value: Organisation) -> None:
    check_round_trip(value)


@quietly
@given(libraries())
def test_a_library_of_inputs_survives_writing(value: InputLibrary) -> None:
    check_round_trip(value)


@quietly
@given(scenarios())
def test_a_scenario_survives_writing(value: Scenario) -> None:
    check_round_trip(value)


@given(any_text)
@example("x" * 19_999)
def test_a_note_is_cleaned_once_and_then_stays_as_it_is(text: str) -> None:
    assessment = own_assessment(scores={"a.b": {"note": text, "evidence": [{"what": f"x{text}"}]}})
    note = assessment.score("a.b").note
    assert note == note.strip()
    assert not set(note) & {"\x1b", "\r", "\u202e", "\ufeff"}
    check_round_trip(assessment)


def own_assessment(**fields: Any) -> Assessment:
    return Assessment.model_validate(
        {
            "id": "own/2026/it/digital-service",
            "team": "it",
            "round": {"id": "2026", "title": "2026"},
            "framework": {"id": "digital-service", "version": "2026.1"},
            **fields,
        }
    )


def test_scores_read_and_diff_well() -> None:
    raters = {"t1": "team", "t2": "team", "t10": "team", "u1": "user"}
    first = {
        "agreed": 2, "confidence": "medium", "target": 4, "note": "One line.\nAnd another: with a colon.",
        "evidence": [{"what": "Three major-incident reviews", "when": "2026-09-30"}, {"what": "A log"}],
        "ratings": {"u1": 1, "t10": 2, "t2": "x", "t1": {"level": 1, "confidence": "low"}},
        "comments": {"u1": "no"},
    }  # fmt: skip
    value = own_assessment(
        raters=raters,
        scores={"b.two": first, "a.one": {"not_applicable": "Run by others"}, "a.three": {"agreed": 0}},
    )
    assert write_assessment(value) == (
        "# yaml-language-server: $schema=../../../frameworks/schema/assessment.json\n"
        "schema: maturity/assessment@1\n"
        "id: own/2026/it/digital-service\n"
        "team: it\n"
        'round: {id: "2026", title: "2026"}\n'
        'framework: {id: digital-service, version: "2026.1"}\n'
        "raters: {t1: team, t2: team, t10: team, u1: user}\n"
        "scores:\n"
        "  a.one: {not_applicable: Run by others}\n"
        "  a.three: {agreed: 0}\n"
        "  b.two:\n"
        "    agreed: 2\n"
        "    confidence: medium\n"
        "    target: 4\n"
        "    note: |-\n"
        "      One line.\n"
        "      And another: with a colon.\n"
        "    evidence:\n"
        "      - {what: Three major-incident reviews, when: 2026-09-30}\n"
        "      - {what: A log}\n"
        "    ratings: {t1: {level: 1, confidence: low}, t2: x, t10: 2, u1: 1}\n"
        '    comments: {u1: "no"}\n'
    )


def test_ratings_stay_on_one_line_however_many_raters() -> None:
    raters = {f"t{number}": "team" for number in range(40)}
    ratings = {rater: {"level": 3, "confidence": "high"} for rater in raters}
    text = write_assessment(own_assessment(raters=raters, scores={"a.b": {"agreed": 3, "ratings": ratings}}))
    assert len([line for line in text.splitlines() if "confidence: high" in line]) == 1


def test_a_changed_score_changes_one_line() -> None:
    scores = {f"a.c{number}": {"agreed": 2, "target": 3} for number in range(5)}
    before = write_assessment(own_assessment(scores=scores)).splitlines()
    scores["a.c3"] = {"agreed": 3, "target": 3}
    after = write_assessment(own_assessment(scores=scores)).splitlines()
    assert [(old, new) for old, new in zip(before, after, strict=True) if old != new] == [
        ("    agreed: 2", "    agreed: 3")
    ]


def test_a_file_re_ordered_by_hand_is_written_in_canonical_form() -> None:
    text = write_assessment(
        own_assessment(raters={"t1": "team"}, scores={"a": {"agreed": 1}, "b": {"agreed": 2}})
    )
    moved = """\
framework: {version: "2026.1", id: digital-service}
scores: {b: {agreed: 2.0}, "a": {agreed: 1}}   # by hand
ideas: []
scope: all
raters: {"t1": team}
round:
  title: '2026'
  id: "2026"
team: it
id: own/2026/it/digital-service
schema: maturity/assessment@1
"""
    assert write_assessment(read_assessment(door.read_text(moved))) == text


def test_an_organisation_reads_back_through_its_own_door() -> None:
    value = Organisation(id="own", title="Own")
    assert read_organisation(door.read_text(write_organisation(value))) == value


def test_every_file_has_its_place() -> None:
    framework = load_framework(ROOT / "frameworks/best-practice/digital-service.yaml")
    assert assessment_file(own_assessment()) == "2026/it.digital-service.yaml"
    assert scenario_file("balanced") == "scenarios/balanced.yaml"
    assert framework_file(framework) == "frameworks/digital-service@2026.1.yaml"
    assert (
        framework_file(framework.changed(version="../..\\x y")) == "frameworks/digital-service@..-..-x-y.yaml"
    )


def test_a_framework_of_ones_own_survives_writing() -> None:
    framework = load_framework(ROOT / "frameworks/best-practice/local-digital-declaration.yaml")
    text = write_portable(framework)
    assert text.startswith("# yaml-language-server: $schema=../../../frameworks/schema/framework.json\n")
    assert framework_from(door.read_text(text)) == framework


def test_what_is_no_file_is_refused() -> None:
    framework: Framework = load_framework(ROOT / "frameworks/best-practice/local-digital-declaration.yaml")
    with pytest.raises(ValueError, match="Licence is not kept in a file of its own"):
        write_portable(framework.licence)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_worked_example_is_in_canonical_form(path: Path) -> None:
    document = door.read_file(path)
    kind = document.data["schema"].removeprefix("maturity/").split("@")[0]
    value = value_from(MODELS[kind], document, document.data["schema"])
    assert write_portable(value) == path.read_text(encoding="utf-8")
