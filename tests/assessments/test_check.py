"""An assessment held against its framework."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from maturity_tui.assessments.check import faults, settle
from maturity_tui.assessments.models import Assessment
from maturity_tui.assessments.portable import assessment_file, read_assessment
from maturity_tui.frameworks import Framework, digest, door, framework_from, load_framework

ROOT = Path(__file__).parents[2]
FRAMEWORK = """\
schema: maturity/framework@1
id: own
version: "2"
title: Own framework
kind: skills
licence: {name: CC-BY-4.0}
scale: [{value: 1, name: A}, {value: 2, name: B}, {value: 3, name: C}, {value: 4, name: D}]
areas:
  - id: one
    title: One
    capabilities:
      - {id: one.first, title: First}
      - {id: one.second, title: Second, defined: [2, 3]}
      - {id: one.third, title: Third, answers: [{value: 0.5, text: Half}, {value: 0, text: None}]}
aliases: {one.old: one.first}
"""


@pytest.fixture
def framework() -> Framework:
    return framework_from(door.read_text(FRAMEWORK))


def assessment(**fields: Any) -> Assessment:
    return Assessment.model_validate(
        {
            "id": "org/r/team/own",
            "team": "team",
            "round": {"id": "r", "title": "R"},
            "framework": {"id": "own", "version": "2"},
            "raters": {"t1": "team"},
            **fields,
        }
    )


def test_an_assessment_that_fits_has_no_faults(framework: Framework) -> None:
    scores = {
        "one.first": {"agreed": 1, "target": 4, "ratings": {"t1": "x"}},
        "one.second": {"agreed": 3, "ratings": {"t1": 2}},
        "one.third": {"agreed": 0.5, "target": 0.25},
    }
    ideas = [{"text": "An idea", "about": "one"}, {"text": "Another"}, {"text": "x", "about": "one.old"}]
    assert list(faults(assessment(scores=scores, scope=["one.first"], ideas=ideas), framework)) == []


@pytest.mark.parametrize(
    ("fields", "path", "message", "hint"),
    [
        (
            {"scores": {"one.frist": {"agreed": 1}}},
            ("scores", "one.frist"),
            "Own framework has no skill 'one.frist'",
            "Did you mean 'one.first'?",
        ),
        (
            {"scores": {"one.second": {"agreed": 4}}},
            ("scores", "one.second", "agreed"),
            "one.second cannot be scored at 4",
            "Its levels are 2, 3.",
        ),
        (
            {"scores": {"one.first": {"agreed": 2.5}}},
            ("scores", "one.first", "agreed"),
            "one.first cannot be scored at 2.5",
            "Its levels are 1, 2, 3, 4.",
        ),
        (
            {"scores": {"one.third": {"agreed": 1}}},
            ("scores", "one.third", "agreed"),
            "one.third cannot be scored at 1",
            "Its levels are 0, 0.5.",
        ),
        (
            {"scores": {"one.second": {"ratings": {"t1": {"level": 1, "confidence": "low"}}}}},
            ("scores", "one.second", "ratings", "t1"),
            "one.second cannot be scored at 1",
            "Its levels are 2, 3.",
        ),
        (
            {"scores": {"one.first": {"target": 5}}},
            ("scores", "one.first", "target"),
            "The target 5 lies outside the scale of one.first",
            "It runs from 1 to 4.",
        ),
        ({"scope": ["one.first", "one.4th"]}, ("scope", 1), "Own framework has no skill 'one.4th'", None),
        (
            {"ideas": [{"text": "x"}, {"text": "x", "about": "two"}]},
            ("ideas", 1, "about"),
            "Own framework has no skill 'two'",
            None,
        ),
        (
            {"scores": {"one.old": {"agreed": 1}, "one.first": {"agreed": 2}}},
            ("scores", "one.first"),
            "one.first is scored twice, as one.old and as one.first",
            "Keep one of them.",
        ),
    ],
)
def test_what_does_not_fit_is_named_at_its_place(
    framework: Framework, fields: dict[str, Any], path: tuple[Any, ...], message: str, hint: str | None
) -> None:
    (fault,) = faults(assessment(**fields), framework)
    assert (fault.path, fault.message) == (path, message)
    assert hint is None or fault.hint == hint


def test_an_assessment_of_another_framework_is_said_to_be_one(framework: Framework) -> None:
    other = assessment(id="org/r/team/other", framework={"id": "other", "version": "2"})
    (fault,) = faults(other, framework)
    assert fault.message == "This is an assessment of other, not of own"


def test_an_older_id_is_settled_everywhere(framework: Framework) -> None:
    old = assessment(
        scores={"one.old": {"agreed": 1}},
        scope=["one.old", "one.first", "one.second"],
        ideas=[{"text": "x", "about": "one.old"}, {"text": "y"}],
    )
    new = settle(old, framework)
    assert list(faults(old, framework)) == []
    assert new.score("one.first").agreed == 1
    assert set(new.scores) == {"one.first"}
    assert new.scope == ("one.first", "one.second")
    assert [idea.about for idea in new.ideas] == ["one.first", None]
    assert settle(new, framework) is new


def test_where_both_ids_stand_the_newer_is_kept(framework: Framework) -> None:
    for order in (["one.old", "one.first"], ["one.first", "one.old"]):
        both = assessment(scores={item: {"agreed": 2 if item == "one.first" else 1} for item in order})
        assert settle(both, framework).score("one.first").agreed == 2


@pytest.mark.parametrize(
    "path", sorted((ROOT / "assessments").glob("*/*/*.*.yaml")), ids=lambda path: path.stem
)
def test_the_worked_example_fits_the_frameworks_that_it_pins(path: Path) -> None:
    held = read_assessment(door.read_file(path))
    files = (ROOT / "frameworks").glob(f"*/{held.framework.id}.yaml")
    shipped = [load_framework(file) for file in files]
    assert [framework.reference for framework in shipped] == [held.framework.reference]
    assert held.framework.sha256 == digest(shipped[0])
    assert list(faults(held, shipped[0])) == []
    assert path.name == Path(assessment_file(held)).name
