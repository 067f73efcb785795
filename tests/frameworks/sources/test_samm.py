"""SAMM's folder of files: its tree and its scoring, what is missing, what is left out."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maturity_tui.assessments import Assessment, Results, roll_up
from maturity_tui.frameworks import Framework
from maturity_tui.frameworks.models import Rule, areas_by_depth
from maturity_tui.frameworks.sources.samm_files import model_of
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

Files = dict[str, dict[str, Any]]
TEXTS = ("No", "Yes, here and there", "Yes, in half of it", "Yes, throughout")


def id_of(*parts: Any) -> str:
    """32 digits that name what they stand for."""
    return "".join(f"{ord(char):02x}" for char in "-".join(map(str, parts)))[:32].ljust(32, "0")


def answer_set(letter: str, *texts: str) -> dict[str, Any]:
    values = [
        {"text": text, "value": value, "weight": 1, "order": order}
        for order, (text, value) in enumerate(zip(texts, (0, 0.25, 0.5, 1), strict=True))
    ]
    return {"id": id_of("set", letter), "values": values, "type": "AnswerSet"}


def model(functions: int = 2, practices: int = 1, levels: int = 3) -> Files:
    """A model of the published shape: two streams a practice, one question a stream and level."""
    files: Files = {
        "answer_sets/A.yml": answer_set("A", *TEXTS),
        "answer_sets/B.yml": answer_set("B", "No", "Yes, some", "Yes, many", "Yes, all"),
    }
    for n in range(1, levels + 1):
        files[f"maturity_levels/{n}.yml"] = {"id": id_of("m", n), "number": n, "description": f"Stage {n}."}
    for f in range(functions):
        files[f"business_functions/F{f}.yml"] = {
            "model": "SAMM20", "id": id_of("f", f), "name": f"Function {f}", "description": "What it is.\n",
            "color": "#228B22", "logo": "https://example.org/x.png", "order": functions - f, "type": "Function",
        }  # fmt: skip
        for p in range(practices):
            files |= practice(f, p, levels)
    return files


def practice(f: int, p: int, levels: int) -> Files:
    files: Files = {
        f"security_practices/F{f}-P{p}.yml": {
            "function": id_of("f", f), "id": id_of("p", f, p), "name": f"Practice {f}.{p}", "shortName": f"P{p}",
            "shortDescription": "In short.", "longDescription": "At length.\n", "order": p + 1,
            "assignee": "A. Person", "progress": 50, "type": "Practice",
        },
    }  # fmt: skip
    for s, letter in enumerate("AB"):
        files[f"streams/F{f}-P{p}-{letter}.yml"] = {
            "practice": id_of("p", f, p), "id": id_of("s", f, p, letter), "name": f"Stream {letter}",
            "letter": letter, "description": "Why.", "order": s + 1, "type": "Stream",
        }  # fmt: skip
    for n in range(1, levels + 1):
        files[f"practice_levels/F{f}-P{p}-{n}.yml"] = {
            "practice": id_of("p", f, p), "maturityLevel": id_of("m", n), "id": id_of("pl", f, p, n),
            "objective": f"Aim {n}.", "type": "PracticeLevel",
        }  # fmt: skip
        for letter in "AB":
            files |= activity(f, p, n, letter)
    return files


def activity(f: int, p: int, n: int, letter: str) -> Files:
    name = f"F{f}-P{p}-{n}-{letter}.yml"
    return {
        f"activities/{name}": {
            "stream": id_of("s", f, p, letter), "level": id_of("pl", f, p, n), "id": id_of("a", f, p, n, letter),
            "title": f"Do {n}{letter}", "benefit": "It helps", "shortDescription": "Do it.",
            "longDescription": "Do it well.\n", "results": None, "metrics": None, "costs": None,
            "personnel": None, "notes": None, "relatedActivities": None, "type": "Activity",
        },
        f"questions/{name}": {
            "activity": id_of("a", f, p, n, letter), "answerSet": id_of("set", "A" if letter == "A" else "B"),
            "id": id_of("q", f, p, n, letter), "text": f"Do you do {n}{letter}?", "order": 1,
            "quality": ["You wrote it down", "You keep to it"], "type": "Question",
        },
    }  # fmt: skip


def folder(root: Path, files: Files) -> Path:
    for name, data in files.items():
        write(root / name, data)
    return root


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return folder(tmp_path / "model", model())


def test_the_model_is_functions_practices_levels_and_questions(small: Path) -> None:
    framework = read(small).framework
    assert (framework.id, framework.version, framework.title) == ("samm", "2.0", "OWASP SAMM")
    assert areas_by_depth(framework) == (2, 2, 6)
    assert len(framework.capabilities) == 12
    function = framework.areas[0]
    assert function.title == "Function 1"  # by their order, not by their names
    assert (framework.rollup, function.rollup) == (Rule.MEAN, Rule.MEAN)
    [only] = function.areas
    assert (only.rollup, only.description) == (Rule.SUM, "At length.")
    assert [level.title for level in only.areas] == ["Level 1", "Level 2", "Level 3"]
    assert {level.rollup for level in only.areas} == {Rule.MEAN}
    assert only.areas[0].description == "Aim 1."
    assert framework.description == "Level 1: Stage 1.\nLevel 2: Stage 2.\nLevel 3: Stage 3."


def test_a_question_is_scored_by_the_answers_of_its_set_under_its_own_id(small: Path) -> None:
    framework = read(small).framework
    item = framework.capabilities[id_of("q", 1, 0, 2, "A")]
    assert (item.title, item.question, item.level) == ("Do 2A", "Do you do 2A?", 2)
    assert item.description == "Do it well.\n\nBenefit: It helps"
    assert item.guidance == "You wrote it down\nYou keep to it"
    assert [(answer.value, answer.text) for answer in item.answers] == list(
        zip((0, 0.25, 0.5, 1), TEXTS, strict=True)
    )
    assert [(level.value, level.name) for level in framework.scale] == [
        (0, "No"), (0.25, "0.25"), (0.5, "0.5"), (1, "1"),
    ]  # fmt: skip


def test_a_stream_is_a_group_across_the_levels_of_its_practice(small: Path) -> None:
    framework = read(small).framework
    stream = id_of("s", 1, 0, "B")
    assert next(group.title for group in framework.groups if group.id == stream) == "Practice 1.0: Stream B"
    assert sum(stream in item.groups for item in framework.capabilities.values()) == 3


def rolled(framework: Framework, scores: dict[str, float]) -> Results:
    base = {"id": "o/r/t/samm", "team": "t", "round": {"id": "r", "title": "R"}}
    pin = {"id": "samm", "version": "2.0"}
    held = {item: {"agreed": value} for item, value in scores.items()}
    return roll_up(framework, Assessment.model_validate(base | {"framework": pin, "scores": held}))


ANSWERS = {(1, "A"): 1, (1, "B"): 0.5, (2, "A"): 0.5, (2, "B"): 0.25, (3, "A"): 0, (3, "B"): 0}


def test_the_hand_check_of_the_design(small: Path) -> None:
    framework = read(small).framework
    results = rolled(
        framework, {id_of("q", 1, 0, n, letter): value for (n, letter), value in ANSWERS.items()}
    )
    levels = [results.by_id[id_of("pl", 1, 0, n)].score for n in (1, 2, 3)]
    assert levels == [Fraction(3, 4), Fraction(3, 8), 0]
    practice = results.by_id[id_of("p", 1, 0)]
    assert (practice.score, practice.maximum, practice.bound) == (Fraction(9, 8), 3, None)
    assert results.by_id[id_of("f", 1)].score == Fraction(9, 8)
    assert (results.whole.scored, results.whole.applicable) == (6, 12)


def test_a_blank_is_nothing_answered_and_shows_as_coverage(small: Path) -> None:
    framework = read(small).framework
    answered = {id_of("q", 1, 0, n, letter): value for (n, letter), value in ANSWERS.items() if n < 3}
    practice = rolled(framework, answered).by_id[id_of("p", 1, 0)]
    assert practice.score == Fraction(9, 8)
    assert (practice.scored, practice.applicable, practice.bound) == (4, 6, "at least")
    assert practice.display == "at least 1.1"


def test_a_stream_that_asks_twice_counts_once(tmp_path: Path) -> None:
    files = model(1)
    files["questions/second.yml"] = files["questions/F0-P0-1-A.yml"] | {"id": id_of("again"), "order": 2}
    framework = read(folder(tmp_path, files)).framework
    level = framework.every_area[id_of("pl", 0, 0, 1)]
    [twice] = level.areas
    assert [item.id for item in twice.capabilities] == [id_of("q", 0, 0, 1, "A"), id_of("again")]
    scores = {id_of("q", 0, 0, 1, "A"): 1, id_of("again"): 0, id_of("q", 0, 0, 1, "B"): 1}
    assert rolled(framework, scores).by_id[level.id].score == Fraction(3, 4)


def test_answers_stand_in_the_order_that_they_name(tmp_path: Path) -> None:
    files = model(1)
    files["answer_sets/A.yml"]["values"].reverse()
    item = read(folder(tmp_path, files)).framework.capabilities[id_of("q", 0, 0, 1, "A")]
    assert [answer.text for answer in item.answers] == list(TEXTS)


@pytest.mark.parametrize("above", ["", "model", "core-2.2/model"])
def test_the_model_is_found_from_the_folders_above_it(tmp_path: Path, above: str) -> None:
    folder(tmp_path / above, model())
    write(tmp_path / "guidance" / "streams" / "x.yml", {"id": "x"})
    assert found_to_be(tmp_path) == "samm"
    assert claimed_by(tmp_path) == ["samm"]
    assert len(read(tmp_path).framework.capabilities) == 12


def test_the_model_wins_over_a_translated_copy_beside_it() -> None:
    names = [f"{top}/{kind}/a.yml" for top in ("de", "model") for kind in
             ("questions", "answer_sets", "practice_levels")]  # fmt: skip
    assert model_of(names) == "model/"
    assert model_of([f"a/b/c/{name}" for name in names]) is None
    assert model_of(["questions/a.yml", "answer_sets/a.yml"]) is None


def test_what_lies_beside_the_model_is_counted_by_folder_and_not_opened(tmp_path: Path) -> None:
    folder(tmp_path / "model", model())
    for name in (
        "de/D-SA-1-A.yml",
        "de/x/y.yml",
        "model/drafts/a.yml",
        "model/streams/readme.md",
        "README.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{ this is [ not YAML")
    found = skipped(read(tmp_path))
    assert found["file in de/"] == 2
    assert (found["file in model/drafts/"], found["file in model/streams/"], found["file"]) == (1, 1, 1)


def test_keys_without_a_place_are_counted_by_name_and_empty_ones_are_not(small: Path) -> None:
    found = skipped(read(small))
    assert (found["business function: color"], found["business function: logo"]) == (2, 2)
    assert found["security practice: assignee"] == 2
    assert found["activity: shortDescription"] == 12
    assert "activity: metrics" not in found


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("questions/F0-P0-1-A.yml", "activity"), ("questions/F0-P0-1-A.yml", "answerSet"),
        ("activities/F0-P0-1-A.yml", "stream"), ("activities/F0-P0-1-A.yml", "level"),
        ("streams/F0-P0-A.yml", "practice"), ("practice_levels/F0-P0-1.yml", "practice"),
        ("practice_levels/F0-P0-1.yml", "maturityLevel"), ("security_practices/F0-P0.yml", "function"),
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_names_the_file_and_the_id(tmp_path: Path, file: str, key: str) -> None:
    files = model(1)
    files[file][key] = "f" * 32
    error = refused(folder(tmp_path, files), "samm")
    assert error.file.endswith(file)
    assert "f" * 32 in str(error)
    del files[file][key]
    assert f"`{key}`" in str(refused(folder(tmp_path, files), "samm"))


def test_a_link_to_another_kind_of_file_leads_nowhere(tmp_path: Path) -> None:
    files = model(1)
    files["questions/F0-P0-1-A.yml"]["answerSet"] = id_of("f", 0)
    assert "There is no answer set with the id" in str(refused(folder(tmp_path, files), "samm"))


def test_an_id_that_stands_twice_names_both_files(tmp_path: Path) -> None:
    files = model(1)
    files["questions/copy.yml"] = dict(files["questions/F0-P0-1-A.yml"])
    error = refused(folder(tmp_path, files), "samm")
    assert "copy.yml" in str(error)
    assert "F0-P0-1-A.yml" in str(error)


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        ("questions/F0-P0-1-A.yml", {"id": None}, "The question has no id"),
        ("answer_sets/A.yml", {"values": []}, "has no answers"),
        ("answer_sets/A.yml", {"values": [{"text": "No"}]}, "An answer has no value"),
        ("answer_sets/A.yml", {"values": [{"value": 1}, {"value": 1}]}, "have the value 1"),
        ("maturity_levels/1.yml", {"number": None}, "has no number"),
        ("maturity_levels/1.yml", {"number": "one"}, "A number is wanted here"),
    ],
)
def test_a_file_that_does_not_say_enough_is_refused(
    tmp_path: Path, file: str, change: dict[str, Any], said: str
) -> None:
    files = model(1)
    files[file] |= change
    error = refused(folder(tmp_path, files), "samm")
    assert said in str(error)
    assert file in str(error)


@pytest.mark.parametrize(
    ("named", "version"), [("SAMM20", "2.0"), ("SAMM21", "2.1"), ("SAMM 2.2", "2.2"), ("SAMM2.1.1", "2.1.1")]
)
def test_the_version_is_what_the_functions_say(tmp_path: Path, named: str, version: str) -> None:
    files = model(1)
    files["business_functions/F0.yml"]["model"] = named
    assert read(folder(tmp_path, files)).framework.version == version


def test_a_model_that_does_not_say_its_version_has_the_date_of_its_files(tmp_path: Path) -> None:
    files = model(1)
    del files["business_functions/F0.yml"]["model"]
    reading = read(folder(tmp_path, files))
    assert reading.framework.version == reading.origin.date.isoformat()
    assert any("does not say its version" in text for text in reading.warnings)


def test_what_holds_no_question_is_left_out_and_counted(tmp_path: Path) -> None:
    files = model()
    gone = [name for name in files if name.startswith("questions/F0") or name == "questions/F1-P0-3-A.yml"]
    reading = read(folder(tmp_path, {name: data for name, data in files.items() if name not in gone}))
    assert areas_by_depth(reading.framework) == (1, 1, 3)
    found = skipped(reading)
    assert (found["activity"], found["practice level"], found["business function"]) == (7, 3, 1)


def test_an_id_of_digits_alone_stays_as_it_is_written(tmp_path: Path) -> None:
    files = model(1)
    text = "00345678901234567890123456789012"
    path = folder(tmp_path, files)
    question = path / "questions/F0-P0-1-A.yml"
    old = id_of("q", 0, 0, 1, "A")
    question.write_text(question.read_text().replace(f"'{old}'", text).replace(old, text))
    assert text in read(path).framework.capabilities


def test_a_comment_and_a_document_mark_do_not_matter(tmp_path: Path) -> None:
    path = folder(tmp_path, model(1))
    for file in path.rglob("*.yml"):
        file.write_text("---\n# ====\n#Unique identifier\n" + file.read_text() + "\n#end\n")
    assert len(read(path).framework.capabilities) == 6


def test_the_published_size_reads_whole(tmp_path: Path) -> None:
    framework = read(folder(tmp_path, model(5, 3))).framework
    assert areas_by_depth(framework) == (5, 15, 45)
    assert len(framework.capabilities) == 90
    assert is_sound(framework)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files=mutated(model(1, levels=1)), data=st.data())
def test_nonsense_is_refused_or_read_but_never_breaks(files: Any, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as root:
        path = Path(root)
        (path / "questions").mkdir()
        for name, content in (files if isinstance(files, dict) else {}).items():
            if isinstance(name, str) and name.strip().endswith(".yml"):
                write(path / name.strip(), content)
        reads_or_refuses(path, "samm")
