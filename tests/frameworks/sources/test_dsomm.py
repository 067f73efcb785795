"""DSOMM's model.yaml, new and old: activities, dependencies, progress, what is left out."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from maturity_tui.assessments import Assessment, roll_up
from maturity_tui.frameworks.models import Framework, areas_by_depth
from maturity_tui.frameworks.sources.untyped import points
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

BUILD = "a340f46b-6360-4cb8-847b-a0d3483d0001"
SIGN = "a340f46b-6360-4cb8-847b-a0d3483d0002"
LOGS = "a340f46b-6360-4cb8-847b-a0d3483d0003"
META = {"meta": {"version": "5.0.1", "released": "2026-08-21", "publisher": "https://example.org"}}


def activity(uuid: str | None, level: int, **more: Any) -> dict[str, Any]:
    """An activity of the published shape."""
    return ({"uuid": uuid} if uuid else {}) | {
        "risk": "It may break.", "measure": "Do it.", "level": level, "usefulness": 3,
        "difficultyOfImplementation": {"knowledge": 2, "time": 1, "resources": 1},
        "implementation": [{"uuid": "x", "name": "A tool", "tags": [], "url": "https://example.org"}, "In words."],
        "references": {"samm2": ["I-SB-1-A"], "iso27001-2022": [5.1, "8.31"], "openCRE": ["https://example.org/c"]},
        "isImplemented": False, "evidence": "", "comments": "", "tags": ["none"],
    } | more  # fmt: skip


def model() -> dict[str, Any]:
    return {
        "Build and Deployment": {
            "Build": {
                "Defined build": activity(BUILD, 1, assessment="- Show it\n  at work.\n- Show who may.\n"),
                "Signing": activity(SIGN, 2, dependsOn=[BUILD], tags=["ci", "signing"]),
            },
        },
        "Information Gathering": {"Logging": {"Logs": activity(LOGS, 1, tags=["ci"])}},
    }


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return write(tmp_path / "model.yaml", (META, model()))


def test_two_documents_are_dimensions_parts_and_activities(new: Path) -> None:
    assert found_to_be(new) == "dsomm"
    assert claimed_by(new) == ["dsomm"]
    reading = read(new)
    framework = reading.framework
    assert framework.reference == "dsomm@5.0.1"
    assert areas_by_depth(framework) == (2, 2)
    assert list(framework.capabilities) == [BUILD, SIGN, LOGS]
    assert [area.id for area in framework.areas] == ["build-and-deployment", "information-gathering"]
    assert framework.areas[0].areas[0].id == "build-and-deployment.build"
    assert reading.warnings == ()


def test_an_activity_keeps_what_it_says(new: Path) -> None:
    framework = read(new).framework
    item = framework.capabilities[SIGN]
    assert (item.title, item.level) == ("Signing", 2)
    assert [(need.capability, need.slack) for need in item.needs] == [(BUILD, 0)]
    assert (item.description, item.guidance) == ("Risk: It may break.", "Do it.")
    assert framework.capabilities[BUILD].evidence == ("Show it at work.", "Show who may.")
    assert [(one.standard, one.ref) for one in item.references] == [
        ("samm2", "I-SB-1-A"), ("iso27001-2022", "5.1"), ("iso27001-2022", "8.31"),
        ("openCRE", "https://example.org/c"),
    ]  # fmt: skip


def test_tags_are_groups_except_the_one_that_means_none(new: Path) -> None:
    framework = read(new).framework
    assert [group.title for group in framework.groups] == ["ci", "signing"]
    assert [item.groups for item in framework.capabilities.values()] == [(), ("ci", "signing"), ("ci",)]


def test_what_is_not_the_model_is_counted_by_name(new: Path) -> None:
    found = skipped(read(new))
    assert found["activity: implementation"] == 6
    assert (found["activity: usefulness"], found["activity: difficultyOfImplementation"]) == (3, 3)
    assert (found["meta: released"], found["meta: publisher"]) == (1, 1)
    assert "activity: isImplemented" not in found
    assert "activity: comments" not in found


def test_somebodys_assessment_in_the_file_is_counted(tmp_path: Path) -> None:
    data = model()
    data["Information Gathering"]["Logging"]["Logs"] |= {"isImplemented": True, "evidence": "See the wiki."}
    found = skipped(read(write(tmp_path / "m.yaml", data)))
    assert (found["activity: isImplemented"], found["activity: evidence"]) == (1, 1)


def test_a_chapter_that_ends_in_zero_stays_that_chapter(tmp_path: Path) -> None:
    path = write(tmp_path / "m.yaml", model())
    path.write_text(path.read_text().replace("- 5.1\n", "- 5.10\n"))
    assert read(path).framework.capabilities[BUILD].references[1].ref == "5.10"


def old() -> dict[str, Any]:
    """One document, dependencies by name, some activities without a uuid."""
    return {
        "Build": {
            "Parts": {
                "First thing": activity(None, 1),
                "Second": activity(SIGN, 2, dependsOn=["first  THING", "Second", "Nowhere", "First thing"],
                                   comment="Mind the gap.", meta={"implementationGuide": "Go slowly."}),
            }
        }
    }  # fmt: skip


def test_an_older_file_names_dependencies_by_name_and_has_no_version(tmp_path: Path) -> None:
    path = write(tmp_path / "generated.yaml", old())
    assert found_to_be(path) == "dsomm"
    reading = read(path)
    assert reading.framework.version == reading.origin.date.isoformat()
    item = reading.framework.capabilities[SIGN]
    assert [need.capability for need in item.needs] == ["first-thing"]
    assert item.guidance == "Do it.\n\nGo slowly.\n\nMind the gap."
    assert any("Second depends on Nowhere, which is not in the file" in text for text in reading.warnings)
    assert skipped(reading)["dependency"] == 2


def test_meta_may_stand_in_the_same_document(tmp_path: Path) -> None:
    framework = read(write(tmp_path / "m.yaml", META | model())).framework
    assert framework.version == "5.0.1"
    assert areas_by_depth(framework) == (2, 2)


def test_what_meta_says_is_no_dimension(tmp_path: Path) -> None:
    assert not {"version", "dimension"} & set(skipped(read(write(tmp_path / "m.yaml", META | model()))))


def test_a_reference_that_is_still_to_be_found_is_counted(tmp_path: Path) -> None:
    data = model()
    data["Build and Deployment"]["Build"]["Signing"]["references"] = {
        "samm2": ["TODO", "I-SB-2-A"],
        "more": [],
    }
    reading = read(write(tmp_path / "m.yaml", data))
    assert [one.ref for one in reading.framework.capabilities[SIGN].references] == ["I-SB-2-A"]
    assert skipped(reading)["reference: samm2"] == 1


def test_activities_that_depend_on_each_other_are_read(tmp_path: Path) -> None:
    data = model()
    data["Build and Deployment"]["Build"]["Defined build"]["dependsOn"] = [SIGN]
    framework = read(write(tmp_path / "m.yaml", data)).framework
    assert framework.capabilities[BUILD].needs[0].capability == SIGN
    assert is_sound(framework)


def test_two_activities_with_one_uuid_are_both_kept(tmp_path: Path) -> None:
    data = model()
    data["Information Gathering"]["Logging"]["Logs"]["uuid"] = BUILD
    reading = read(write(tmp_path / "m.yaml", data))
    assert list(reading.framework.capabilities) == [BUILD, SIGN, f"{BUILD}.2"]
    assert any("Two activities have the uuid" in text for text in reading.warnings)


def values(framework: Framework) -> list[tuple[float, str]]:
    return [(level.value, level.name) for level in framework.scale]


def test_without_a_definition_progress_has_the_three_steps_of_our_own(new: Path) -> None:
    assert values(read(new).framework) == [
        (0, "Not implemented"), (0.5, "Partly implemented"), (1, "Implemented"),
    ]  # fmt: skip


def test_the_steps_of_progress_are_those_that_meta_defines(tmp_path: Path) -> None:
    steps = {
        "Implemented": "100%",
        "Backlog": "0%",
        "Started": "30%",
        "Half": {"score": 0.5, "definition": "So so"},
    }
    meta = {"meta": {"version": "1", "progressDefinition": steps}}
    framework = read(write(tmp_path / "m.yaml", (meta, model()))).framework
    assert values(framework) == [(0, "Backlog"), (0.3, "Started"), (0.5, "Half"), (1, "Implemented")]
    assert framework.scale[2].meaning == "So so"


@pytest.mark.parametrize("step", ["130%", "-1%", "some", None, {"score": "x"}])
def test_a_step_that_is_no_share_is_refused(tmp_path: Path, step: Any) -> None:
    meta = {"meta": {"version": "1", "progressDefinition": {"Done": "100%", "Odd": step}}}
    assert "from 0% to 100%" in str(refused(write(tmp_path / "m.yaml", (meta, model())), "dsomm"))


def test_every_node_is_the_mean_of_what_lies_below(new: Path) -> None:
    framework = read(new).framework
    base = {"id": "o/r/t/dsomm", "team": "t", "round": {"id": "r", "title": "R"}}
    scores = {BUILD: {"agreed": 1}, SIGN: {"agreed": 0.5}, LOGS: {"agreed": 0}}
    pin = {"id": "dsomm", "version": framework.version}
    results = roll_up(framework, Assessment.model_validate(base | {"framework": pin, "scores": scores}))
    assert results.by_id["build-and-deployment.build"].score == Fraction(3, 4)
    assert results.whole.score == Fraction(3, 8)


def test_what_is_no_activity_is_counted(tmp_path: Path) -> None:
    data = model() | {"Remark": "text", "Empty": {"Part": {"Nothing": None, "Odd": "text"}}}
    reading = read(write(tmp_path / "m.yaml", data))
    assert areas_by_depth(reading.framework) == (2, 2)
    found = skipped(reading)
    assert (found["Remark"], found["Odd"], found["dimension"]) == (1, 1, 1)


@pytest.mark.parametrize(
    "data",
    [{"a": {"b": {"c": {"level": 1}}}}, {"a": [{"b": 1}]}, [1], "text", None, {"a": {"b": {"c": "level"}}}],
)
def test_other_files_are_not_claimed_and_say_why(tmp_path: Path, data: Any) -> None:
    path = write(tmp_path / "m.yaml", data)
    assert "dsomm" not in claimed_by(path)
    assert "There is no activity in the file" in str(refused(path, "dsomm"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"level": "high"}, "A number is wanted here; found 'high'"),
        ({"level": 1.5}, "A whole number is wanted here"),
        ({"references": ["x"]}, "Keys and values are wanted here; found a list"),
        ({"risk": {"a": 1}}, "A text is wanted here"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused_at_its_place(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    data = model()
    data["Information Gathering"]["Logging"]["Logs"] |= change
    error = refused(write(tmp_path / "m.yaml", data), "dsomm")
    assert said in str(error)
    assert error.path.startswith("Information Gathering")
    assert error.line is not None
    assert error.line > 1


def test_a_text_that_is_too_long_is_cut_and_said(tmp_path: Path) -> None:
    data = model()
    data["Information Gathering"]["Logging"]["Logs"]["measure"] = "long " * 5_000
    reading = read(write(tmp_path / "m.yaml", data))
    assert len(reading.framework.capabilities[LOGS].guidance) <= 20_000
    assert any("longer than 20,000 characters" in text for text in reading.warnings)


def test_points_are_lines_and_go_on_where_they_are_indented() -> None:
    assert points("- One\n  more.\n\n* Two\nThanks: us\n-\n- ") == ["One more.", "Two", "Thanks: us"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=mutated(META | model()))
def test_nonsense_is_refused_or_read_but_never_breaks(data: Any) -> None:
    with tempfile.TemporaryDirectory() as root:
        reads_or_refuses(write(Path(root) / "m.yaml", data), "dsomm")
