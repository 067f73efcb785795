"""The Data Maturity Assessment: paths as ids, statements by level, the lowest score wins."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from maturity_tui.assessments import Assessment, roll_up
from maturity_tui.frameworks.models import Rule, areas_by_depth
from tests.frameworks.sources.published import (
    claimed_by,
    found_to_be,
    is_sound,
    mutated,
    read,
    reads_or_refuses,
    refused,
    skipped,
    write,
)

NAMES = ["Beginning", "Emerging", "Learning"]


def question(text: str, *levels: Any) -> dict[str, Any]:
    statements = [
        {"text": f"At {level} it is so ({n})", "associatedLevel": level} for n, level in enumerate(levels)
    ]
    return {"text": text, "statements": statements}


def assessment(**more: Any) -> dict[str, Any]:
    return {
        "title": "Data Check 2026",
        "levels": NAMES,
        "dimensions": [
            {"title": "Knowing", "description": "What is known.", "activities": [
                {"title": "Uses", "questions": [question("Who uses data?", 1, 2, 3), question("What for?", 1, 3)]},
                {"title": "Leads", "questions": [question("Who leads?", 1, 1, 2)]},
            ]},
            {"title": "Sharing", "activities": [{"title": "Uses", "questions": [question("Who sees it?", 1, 2, 3)]}]},
        ],
    } | more  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "dma.json", assessment())


def test_dimensions_activities_and_questions_have_paths_as_ids(file: Path) -> None:
    assert found_to_be(file) == "dma"
    assert claimed_by(file) == ["dma"]
    framework = read(file).framework
    assert (framework.id, framework.title) == ("data-check-2026", "Data Check 2026")
    assert areas_by_depth(framework) == (2, 3)
    assert list(framework.every_area) == [
        "knowing",
        "knowing.uses",
        "knowing.leads",
        "sharing",
        "sharing.uses",
    ]
    assert list(framework.capabilities) == [
        "knowing.uses.q1", "knowing.uses.q2", "knowing.leads.q1", "sharing.uses.q1",
    ]  # fmt: skip


def test_statements_are_the_descriptors_of_their_levels(file: Path) -> None:
    framework = read(file).framework
    assert [(level.value, level.name) for level in framework.scale] == list(enumerate(NAMES, start=1))
    item = framework.capabilities["knowing.leads.q1"]
    assert (item.title, item.question) == ("Who leads?", "Who leads?")
    assert dict(item.levels) == {1: "At 1 it is so (0)\nAt 1 it is so (1)", 2: "At 2 it is so (2)"}


def test_a_level_without_a_statement_may_still_be_scored(file: Path) -> None:
    framework = read(file).framework
    assert [level.value for level in framework.levels_of(framework.capabilities["knowing.leads.q1"])] == [
        1,
        2,
        3,
    ]


def test_the_lowest_score_wins_at_every_node(file: Path) -> None:
    framework = read(file).framework
    assert {area.rollup for area in framework.every_area.values()} == {Rule.LOWEST} == {framework.rollup}
    scores = {"knowing.uses.q1": 3, "knowing.uses.q2": 2, "knowing.leads.q1": 3}
    base = {"id": "o/r/t/data-check-2026", "team": "t", "round": {"id": "r", "title": "R"}}
    pin = {"id": framework.id, "version": framework.version}
    held = {item: {"agreed": value} for item, value in scores.items()}
    results = roll_up(framework, Assessment.model_validate(base | {"framework": pin, "scores": held}))
    assert results.by_id["knowing"].score == 2
    assert (results.whole.score, results.whole.bound) == (2, "at most")


@pytest.mark.parametrize(
    ("levels", "named", "scale"),
    [
        (NAMES, "Emerging", [1, 2, 3]),
        (NAMES, "2", [1, 2, 3]),
        ([{"name": name, "value": n * 10} for n, name in enumerate(NAMES)], 10, [0, 10, 20]),
        ([{"title": name, "level": n} for n, name in enumerate(NAMES, 1)], "emerging", [1, 2, 3]),
        ({"1": "Beginning", "2": "Emerging", "3": "Learning"}, 2, [1, 2, 3]),
    ],
)
def test_levels_may_be_names_or_say_their_number(
    tmp_path: Path, levels: Any, named: Any, scale: list[int]
) -> None:
    data = assessment(levels=levels)
    data["dimensions"] = [
        {"title": "D", "activities": [{"title": "A", "questions": [question("Q?", named)]}]}
    ]
    framework = read(write(tmp_path / "d.json", data)).framework
    assert [level.value for level in framework.scale] == scale
    assert list(framework.capabilities["d.a.q1"].levels) == [scale[1]]


def test_levels_count_from_0_where_the_statements_do(tmp_path: Path) -> None:
    data = assessment()
    data["dimensions"] = [
        {"title": "D", "activities": [{"title": "A", "questions": [question("Q?", 0, 1, 2)]}]}
    ]
    framework = read(write(tmp_path / "d.json", data)).framework
    assert [level.value for level in framework.scale] == [0, 1, 2]
    assert len(framework.capabilities["d.a.q1"].levels) == 3


def test_a_statement_of_no_level_is_counted(tmp_path: Path) -> None:
    data = assessment()
    data["dimensions"][1]["activities"][0]["questions"][0]["statements"] += [
        {"text": "Beyond", "associatedLevel": 9}, {"text": "Nowhere"},
    ]  # fmt: skip
    assert skipped(read(write(tmp_path / "d.json", data)))["statement"] == 2


def test_own_ids_are_kept_and_long_ones_stay_within_bounds(tmp_path: Path) -> None:
    data = assessment()
    data["dimensions"][1] |= {"id": 7}
    data["dimensions"][0]["title"] = "A title " * 30
    framework = read(write(tmp_path / "d.json", data)).framework
    assert "7.uses.q1" in framework.capabilities
    assert max(map(len, framework.capabilities)) < 120


def test_without_title_version_or_licence_the_file_speaks_and_nothing_is_passed_on(tmp_path: Path) -> None:
    data = assessment()
    del data["title"]
    reading = read(write(tmp_path / "our check.json", data))
    framework = reading.framework
    assert (framework.id, framework.title) == ("dma", "our check")
    assert framework.version == reading.origin.date.isoformat()
    assert framework.licence.redistribution == "internal"
    assert len(reading.warnings) == 2


def test_version_and_licence_are_taken_where_they_are_given(tmp_path: Path) -> None:
    framework = read(write(tmp_path / "d.json", assessment(version="1.10", license="OGL v3.0"))).framework
    assert (framework.version, framework.licence.name) == ("1.10", "OGL v3.0")


def test_what_holds_no_question_and_unknown_keys_are_counted(tmp_path: Path) -> None:
    data = assessment(owner="x")
    data["dimensions"] += [{"title": "Empty", "activities": []}]
    data["dimensions"][0]["activities"][0]["questions"][0]["userAnswer"] = {"a": 1}
    found = skipped(read(write(tmp_path / "d.json", data)))
    assert (found["dimension"], found["assessment: owner"], found["question: userAnswer"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"levels": []}, "The file names no levels"),
        ({"levels": None}, "The file names no levels"),
        ({"dimensions": []}, "The file holds no question"),
        ({"dimensions": {"a": 1}}, "A list is wanted here"),
        ({"dimensions": [{"title": "D", "activities": "none"}]}, "A list is wanted here"),
    ],
)
def test_a_file_that_says_too_little_is_refused(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    assert said in str(refused(write(tmp_path / "d.json", assessment(**change)), "dma"))


@pytest.mark.parametrize(
    "data", [[], {"levels": [1]}, {"dimensions": [1], "levels": []}, {"dimensions": []}, "x"]
)
def test_other_files_are_not_claimed(tmp_path: Path, data: Any) -> None:
    assert claimed_by(write(tmp_path / "d.json", data)) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=mutated(assessment(version=2)))
def test_nonsense_is_refused_or_read_but_never_breaks(data: Any) -> None:
    with tempfile.TemporaryDirectory() as root:
        reads_or_refuses(write(Path(root) / "d.json", data), "dma")


def test_what_comes_out_is_sound(file: Path) -> None:
    assert is_sound(read(file).framework)
