"""CISO Assistant's libraries: the tree, scores, groups, questions, licences, and what is refused."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from maturity_tui.assessments import Assessment, roll_up
from maturity_tui.frameworks.models import Framework, Rule, areas_by_depth
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

NODE = "urn:tester:risk:req_node:sample-1.0:"


def node(own: str, parent: str | None = None, *, assessable: bool = True, **more: Any) -> dict[str, Any]:
    """A requirement of the published shape."""
    above = {"parent_urn": NODE + parent} if parent else {}
    depth = {"depth": 1 if parent is None else 2}
    return {"urn": NODE + own, "assessable": assessable} | depth | above | more


def heading(own: str, parent: str | None = None, **more: Any) -> dict[str, Any]:
    return node(own, parent, assessable=False, **more)


def library(*nodes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A library with one framework; keyword arguments are the framework's."""
    framework = {"urn": "urn:tester:risk:framework:sample-1.0", "ref_id": "Sample-1.0", "name": "A sample"}
    return {
        "urn": "urn:tester:risk:library:sample-1.0", "locale": "en", "ref_id": "Sample-1.0", "name": "A library",
        "description": "For trying out.", "copyright": "Kept by somebody", "version": 3, "provider": "us",
        "packager": "us", "objects": {"framework": framework | more | {"requirement_nodes": list(nodes)}},
    }  # fmt: skip


SMALL = (
    heading("gv", ref_id="GV", name="Govern", description="Who decides."),
    node("gv.1", "gv", ref_id="GV.1", name="Decide", description="Decide it.", annotation="Ask around."),
    node("gv.2", "gv", ref_id="GV.2", description="Write it down."),
)


def made(tmp_path: Path, *nodes: dict[str, Any], **more: Any) -> Framework:
    return read(write(tmp_path / "lib.yaml", library(*nodes, **more))).framework


def test_a_library_is_known_and_becomes_areas_and_capabilities(tmp_path: Path) -> None:
    path = write(tmp_path / "lib.yaml", library(*SMALL))
    assert found_to_be(path) == "ciso-assistant"
    assert claimed_by(path) == ["ciso-assistant"]
    framework = read(path).framework
    assert (framework.reference, framework.title) == ("sample-1.0@3", "A sample")
    assert framework.description == "For trying out."
    assert areas_by_depth(framework) == (1,)
    assert framework.areas[0].title == "Govern"
    assert framework.areas[0].description == "Who decides."
    item = framework.capabilities["gv.1"]
    assert (item.title, item.description, item.guidance) == ("Decide", "Decide it.", "Ask around.")
    assert [(one.standard, one.ref) for one in item.references] == [("A sample", "GV.1")]
    assert (framework.rollup, item.weight) == (Rule.MEAN, 1)


def test_a_nameless_node_has_its_code_or_its_beginning_for_a_title(tmp_path: Path) -> None:
    long = "The first sentence goes on and on " * 6
    question = {"q": {"type": "text", "text": "Is it so?"}}
    framework = made(
        tmp_path, heading("a", name="A"), node("a.1", "a", ref_id="A.1", description="Text"),
        node("a.2", "a", description=f"{long}\nSecond line"), node("a.3", "a", questions=question), node("a.4", "a"),
    )  # fmt: skip
    titles = [item.title for item in framework.capabilities.values()]
    assert titles[0] == "A.1"
    assert titles[1].startswith("The first sentence")
    assert titles[1].endswith("…")
    assert len(titles[1]) <= 91
    assert titles[2:] == ["Is it so?", "a.4"]


def test_depth_is_uneven_and_order_stays(tmp_path: Path) -> None:
    framework = made(
        tmp_path, heading("b", name="B"), heading("b.1", "b", name="B1"), node("b.1.1", "b.1", name="Deep"),
        node("b.2", "b", name="Shallow"), heading("a", name="A"), node("a.1", "a", name="Last"),
    )  # fmt: skip
    assert areas_by_depth(framework) == (2, 1)
    assert [area.title for area in framework.areas] == ["B", "A"]
    assert list(framework.capabilities) == ["b.1.1", "b.2", "a.1"]


def test_a_node_that_is_scored_and_has_others_below_is_an_area_and_a_capability(tmp_path: Path) -> None:
    framework = made(
        tmp_path, node("a", name="Both", description="Said once.", weight=2), node("a.1", "a", name="Below")
    )
    [area] = framework.areas
    assert (area.id, area.title, area.description) == ("a.area", "Both", "")
    assert [item.id for item in area.capabilities] == ["a", "a.1"]
    assert area.capabilities[0].description == "Said once."
    assert (area.weight, area.capabilities[0].weight, framework.rollup) == (1, 2, Rule.WEIGHTED_MEAN)


def test_what_is_scored_at_the_top_is_gathered_under_the_frameworks_name(tmp_path: Path) -> None:
    framework = made(
        tmp_path, node("one", name="One"), heading("x", name="X"), node("x.1", "x"), node("two", name="Two")
    )
    assert [(area.id, area.title) for area in framework.areas] == [
        ("sample-1.0.requirements", "A sample"), ("x", "X"),
    ]  # fmt: skip
    assert [item.id for item in framework.areas[0].capabilities] == ["one", "two"]


def test_a_heading_without_requirements_is_kept_as_text(tmp_path: Path) -> None:
    path = write(tmp_path / "lib.yaml", library(
        heading("foreword", name="Foreword", description="Read this."), *SMALL,
        heading("gv.note", "gv", description="A remark."), heading("gv.1.note", "gv.1", name="Inner remark"),
    ))  # fmt: skip
    reading = read(path)
    framework = reading.framework
    assert framework.description == "For trying out.\n\nForeword\nRead this."
    assert framework.areas[0].description == "Who decides.\n\nA remark."
    assert framework.capabilities["gv.1"].description == "Decide it.\n\nInner remark"
    assert skipped(reading)["heading without requirements"] == 3


# Joining


def test_parents_are_found_whatever_the_case_and_wherever_they_stand(tmp_path: Path) -> None:
    child = node("A.1", None, name="Child") | {"parent_urn": (NODE + "a").upper(), "depth": 2}
    framework = made(tmp_path, child, heading("A", name="Parent"))
    assert framework.areas[0].title == "Parent"
    assert list(framework.capabilities) == ["A.1"]


def test_without_parents_depth_joins(tmp_path: Path) -> None:
    nodes = [
        heading("a", name="A"),
        heading("b", name="B") | {"depth": 2},
        node("c", name="C") | {"depth": 3},
    ]
    assert areas_by_depth(made(tmp_path, *nodes)) == (1, 1)


def test_a_parent_that_is_not_there_is_said_and_the_node_stands_at_the_top(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "lib.yaml", library(*SMALL, node("lost", "nowhere", name="Lost"))))
    assert [area.title for area in reading.framework.areas] == ["Govern", "A sample"]
    assert any("nowhere, which is not there" in text for text in reading.warnings)


@pytest.mark.parametrize("circle", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_parents_that_form_a_circle_are_refused(tmp_path: Path, circle: list[str]) -> None:
    nodes = [heading(own, circle[index - 1], name=own) for index, own in enumerate(circle)]
    error = refused(write(tmp_path / "lib.yaml", library(*SMALL, *nodes)), "ciso-assistant")
    assert "form a circle" in str(error)
    assert error.line is not None


def test_more_levels_than_can_be_written_are_refused(tmp_path: Path) -> None:
    chain = [heading("n0", name="0"), *(heading(f"n{n}", f"n{n - 1}", name=str(n)) for n in range(1, 3000))]
    error = refused(write(tmp_path / "lib.yaml", library(*chain, node("leaf", "n2999"))), "ciso-assistant")
    assert "nested too deeply (at most 15 levels)" in str(error)


def test_ids_are_the_ends_of_urns_made_safe_and_unique(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "lib.yaml", library(
        heading("a", name="A"), node("a b:(1)", "a"), node("x", "a"), node("x", "a"), node("x.2", "a"),
        {"assessable": True, "ref_id": "R 7", "parent_urn": NODE + "a"},
    )))  # fmt: skip
    assert list(reading.framework.capabilities) == ["a-b-1", "x", "x.3", "x.2", "R-7"]
    assert any("Two requirements have the id x; the second is x.3" in text for text in reading.warnings)


def test_a_node_of_the_frameworks_own_id_gives_way(tmp_path: Path) -> None:
    framework = made(tmp_path, node("sample-1.0", name="Same"))
    assert list(framework.capabilities) == ["sample-1.0.2"]


# Scores


def scale(framework: Framework) -> list[tuple[float, str]]:
    return [(level.value, level.name) for level in framework.scale]


def test_without_scores_every_whole_number_to_100_can_be_given(tmp_path: Path) -> None:
    framework = made(tmp_path, *SMALL)
    assert scale(framework) == [(value, str(value)) for value in range(101)]


def test_without_bounds_the_scores_that_have_names_are_the_scale(tmp_path: Path) -> None:
    names = [
        {"score": score, "name": name} for score, name in enumerate(("Initial", "Repeatable", "Defined"), 1)
    ]
    reading = read(write(tmp_path / "l.yaml", library(*SMALL, scores_definition=names)))
    assert scale(reading.framework) == [(1, "Initial"), (2, "Repeatable"), (3, "Defined")]
    assert any("those with names are taken, 1 to 3" in text for text in reading.warnings)


DEFINED = [
    {"score": 1, "name": "Low", "description": "Little."},
    {"score": 3, "name": "High", "description": None},
]


@pytest.mark.parametrize("definition", [DEFINED, {"scale": DEFINED, "aggregation": "mean"}])
def test_the_definition_names_scores_within_the_range(tmp_path: Path, definition: Any) -> None:
    framework = made(tmp_path, *SMALL, min_score=1, max_score=3, scores_definition=definition)
    assert scale(framework) == [(1, "Low"), (2, "2"), (3, "High")]
    assert framework.scale[0].meaning == "Little."


def test_scores_add_up_where_the_definition_says_so(tmp_path: Path) -> None:
    definition = {"scale": DEFINED, "aggregation": "sum"}
    framework = made(tmp_path, *SMALL, min_score=1, max_score=3, scores_definition=definition)
    assert framework.rollup is Rule.SUM


def test_a_score_outside_the_range_is_counted(tmp_path: Path) -> None:
    path = write(tmp_path / "l.yaml", library(*SMALL, min_score=0, max_score=2, scores_definition=DEFINED))
    reading = read(path)
    assert scale(reading.framework) == [(0, "0"), (1, "Low"), (2, "2")]
    assert skipped(reading)["score"] == 1


def test_a_requirement_with_a_range_of_its_own_has_answers_of_its_own(tmp_path: Path) -> None:
    own = {"min_score": 0, "max_score": 1, "scores_definition": [{"score": 1, "name": "Done"}]}
    framework = made(tmp_path, heading("a", name="A"), node("a.1", "a", **own), max_score=4)
    answers = framework.capabilities["a.1"].answers
    assert [(answer.value, answer.text) for answer in answers] == [(0, "0"), (1, "Done")]
    named = {
        "scores_definition": [{"score": score, "name": name} for score, name in ((2, "Begun"), (3, "Done"))]
    }
    framework = made(tmp_path, heading("a", name="A"), node("a.1", "a", **named), max_score=4)
    answers = framework.capabilities["a.1"].answers
    assert [(answer.value, answer.text) for answer in answers] == [(2, "Begun"), (3, "Done")]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"min_score": 5, "max_score": 1}, "The lowest score, 5, is above the highest, 1"),
        ({"max_score": 10_000_000}, "too many scores"),
        ({"min_score": 0.5}, "A whole number is wanted here"),
        ({"scores_definition": "some"}, "A list is wanted here"),
        ({"requirement_nodes": None}, "holds no requirement that can be assessed"),
    ],
)
def test_scores_that_cannot_be_used_are_refused(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    data = library(*SMALL)
    data["objects"]["framework"] |= change
    assert said in str(refused(write(tmp_path / "lib.yaml", data), "ciso-assistant"))


def test_weights_weigh(tmp_path: Path) -> None:
    framework = made(
        tmp_path, heading("a", name="A"), node("a.1", "a", weight=3), node("a.2", "a"), max_score=4
    )
    base = {"id": "o/r/t/sample-1.0", "team": "t", "round": {"id": "r", "title": "R"}}
    scores = {"a.1": {"agreed": 4}, "a.2": {"agreed": 2}}
    pin = {"id": "sample-1.0", "version": "3"}
    results = roll_up(framework, Assessment.model_validate(base | {"framework": pin, "scores": scores}))
    assert results.whole.score == Fraction(7, 2)


def test_a_weight_that_is_none_is_said_and_weighs_one(tmp_path: Path) -> None:
    reading = read(write(tmp_path / "lib.yaml", library(heading("a", name="A"), node("a.1", "a", weight=-2))))
    assert reading.framework.rollup is Rule.MEAN
    assert any("a.1 weighs -2" in text for text in reading.warnings)


# Groups


def test_implementation_groups_are_groups_and_undefined_ones_are_added(tmp_path: Path) -> None:
    definition = [
        {"ref_id": "Silver", "name": "Silver tier", "description": "More"},
        {"ref_id": "_DEPENDS_ON_x"},
    ]
    reading = read(write(tmp_path / "lib.yaml", library(
        heading("a", name="A"), node("a.1", "a", implementation_groups=["Silver", "SIlver", "_DEPENDS_ON_x"]),
        node("a.2", "a", implementation_groups="Silver, Gold"), implementation_groups_definition=definition,
    )))  # fmt: skip
    framework = reading.framework
    assert [(group.id, group.title) for group in framework.groups] == [
        ("Silver", "Silver tier"), ("DEPENDS_ON_x", "_DEPENDS_ON_x"), ("SIlver", "SIlver"), ("Gold", "Gold"),
    ]  # fmt: skip
    assert framework.capabilities["a.1"].groups == ("Silver", "SIlver", "DEPENDS_ON_x")
    assert framework.capabilities["a.2"].groups == ("Silver", "Gold")
    assert sum("is not defined" in text for text in reading.warnings) == 2


# Questions


def choices(*pairs: Any) -> list[dict[str, Any]]:
    return [
        {"urn": f"c{n}", "value": text} | ({} if score is None else {"add_score": score})
        for n, (text, score) in enumerate(pairs)
    ]


def asking(tmp_path: Path, questions: Any) -> Any:
    reading = read(write(tmp_path / "lib.yaml", library(
        heading("a", name="A"), node("a.1", "a", name="N", questions=questions), max_score=5,
    )))  # fmt: skip
    return reading.framework.capabilities["a.1"], skipped(reading)


SCORED = {"type": "unique_choice", "text": "Is it so?",
          "choices": choices(("No", 0), ("Partly", 2), ("Unknown", 0), ("Yes", 4), ("Not here", None))}  # fmt: skip
FREE = {"type": "text", "text": "Why?"}
MANY = {"type": "multiple_choice", "text": "Which?", "choices": choices(("One", 1), ("Two", 2))}


@pytest.mark.parametrize("questions", [{"q1": SCORED}, [SCORED]])
def test_one_question_with_scores_is_how_the_requirement_is_scored(tmp_path: Path, questions: Any) -> None:
    item, found = asking(tmp_path, questions)
    assert item.question == "Is it so?"
    assert [(answer.value, answer.text) for answer in item.answers] == [
        (0, "No / Unknown"), (2, "Partly"), (4, "Yes"),
    ]  # fmt: skip
    assert item.guidance == "- Not here"
    assert found["choice without a score"] == 1


def test_other_questions_beside_it_are_kept_in_words(tmp_path: Path) -> None:
    item, found = asking(tmp_path, {"q1": FREE, "q2": SCORED, "q3": MANY})
    assert len(item.answers) == 3
    assert item.guidance == "- Not here\n\nWhy?\n\nWhich?\n- One\n- Two"
    assert found["question without scores"] == 2


def test_a_question_without_scores_is_the_question_and_is_scored_on_the_scale(tmp_path: Path) -> None:
    plain = {"type": "unique_choice", "text": "Is it so?", "depends_on": {"question": "q"},
             "choices": [{"value": "Non", "color": "#000", "select_implementation_groups": ["x", "y"]},
                         {"value": "Oui", "description": "All of it"}]}  # fmt: skip
    item, found = asking(tmp_path, {"q": plain})
    assert (item.question, item.answers) == ("Is it so?", ())
    assert item.guidance == "- Non\n- Oui: All of it"
    assert (found["choice: color"], found["choice: select_implementation_groups"]) == (1, 2)
    assert (found["question: depends_on"], found["question without scores"]) == (1, 1)


def test_several_questions_with_scores_are_scored_on_the_scale(tmp_path: Path) -> None:
    item, found = asking(tmp_path, {"q1": SCORED, "q2": SCORED | {"text": "And that?"}})
    assert (item.question, item.answers) == ("", ())
    assert item.guidance.count("- Partly") == 2
    assert found["question with scores"] == 2


def test_one_score_for_all_choices_is_no_way_to_score(tmp_path: Path) -> None:
    item, _ = asking(tmp_path, {"q": SCORED | {"choices": choices(("A", 1), ("B", 1))}})
    assert item.answers == ()


# The library


def test_what_else_the_library_holds_is_counted_by_name(tmp_path: Path) -> None:
    data = library(*SMALL)
    data["objects"] |= {"threats": [{}, {}], "reference_controls": [{}], "risk_matrix": {"a": 1}}
    data["translations"] = {"fr": {"name": "Une bibliothèque"}}
    data["objects"]["framework"]["requirement_nodes"][1] |= {
        "threats": ["t1", "t2"], "reference_controls": ["c"], "importance": "mandatory",
        "translations": {"fr": {"name": "Décider"}},
    }  # fmt: skip
    found = skipped(read(write(tmp_path / "lib.yaml", data)))
    assert (found["threats"], found["reference_controls"], found["risk_matrix"]) == (2, 1, 1)
    assert (found["requirement: threats"], found["requirement: translations"]) == (2, 1)
    assert (found["requirement: importance"], found["library: translations"], found["library: locale"]) == (
        1,
        1,
        1,
    )


@pytest.mark.parametrize(
    ("objects", "held"),
    [
        ({"threats": [{}, {}], "risk_matrix": [{}]}, "it holds 2 threats, 1 risk_matrix"),
        ({}, "it holds nothing"),
        ({"framework": None, "metrics": {"a": 1}}, "it holds 1 metrics"),
    ],
)
def test_a_library_without_a_framework_is_refused_with_what_it_holds(
    tmp_path: Path, objects: dict[str, Any], held: str
) -> None:
    path = write(tmp_path / "lib.yaml", library() | {"objects": objects})
    assert claimed_by(path) == ["ciso-assistant"]
    assert f"This library holds no framework; {held}" in str(refused(path, "ciso-assistant"))


@pytest.mark.parametrize("key", ["framework", "frameworks"])
def test_of_several_frameworks_the_first_is_read(tmp_path: Path, key: str) -> None:
    data = library(*SMALL)
    first = data["objects"].pop("framework")
    data["objects"][key] = [first, first | {"ref_id": "Other"}]
    reading = read(write(tmp_path / "lib.yaml", data))
    assert reading.framework.id == "sample-1.0"
    assert skipped(reading)["framework"] == 1
    assert any("holds 2 frameworks" in text for text in reading.warnings)


def test_aliases_as_their_writer_leaves_them_are_resolved(tmp_path: Path) -> None:
    shared = ["Silver"]
    nodes = [heading("a", name="A"), *(node(f"a.{n}", "a", implementation_groups=shared) for n in range(3))]
    path = write(tmp_path / "lib.yaml", library(*nodes))
    assert "*id001" in path.read_text()
    assert found_to_be(path) == "ciso-assistant"
    assert {item.groups for item in read(path).framework.capabilities.values()} == {("Silver",)}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("CC BY-SA 4.0 - Some Foundation", "open"),
        ("This document is public domain.", "open"),
        ("Licensed under the Apache License,\n  Version 2.0", "open"),
        ("Contains information under the Open Government Licence v3.0", "open"),
        ("Licence Ouverte / Etalab", "open"),
        ("CC BY-NC-SA 4.0", "internal"), ("CC BY-ND 4.0", "internal"),
        ("Creative Commons Attribution-NonCommercial-NoDerivatives", "internal"),
        ("All rights reserved. Partly in the public domain.", "internal"),
        ("This is not in the public domain", "internal"),
        ("© Standards Body", "internal"), ("", "internal"), (None, "internal"),
    ],
)  # fmt: skip
def test_only_terms_that_are_clearly_open_let_the_content_be_passed_on(
    tmp_path: Path, text: str | None, terms: str
) -> None:
    licence = read(write(tmp_path / "l.yaml", library(*SMALL) | {"copyright": text})).framework.licence
    assert licence.redistribution == terms
    assert licence.attribution == (text or "")


@pytest.mark.parametrize("data", [[], "x", None, {"objects": {}}, {"urn": "x", "objects": []}, {"urn": "x"}])
def test_other_files_are_not_claimed(tmp_path: Path, data: Any) -> None:
    assert claimed_by(write(tmp_path / "l.yaml", data)) == []


def test_a_file_that_is_not_yaml_is_claimed_by_nobody(tmp_path: Path) -> None:
    path = tmp_path / "l.yaml"
    path.write_text("a: [1\nb: }")
    assert claimed_by(path) == []


FULL = library(
    *SMALL, node("both", name="Both", weight=2), node("both.1", "both", questions={"q1": SCORED, "q2": FREE}),
    node("own", "gv", min_score=0, max_score=1, scores_definition=DEFINED, implementation_groups=["Silver", "Odd"]),
    min_score=0, max_score=3, scores_definition=DEFINED,
    implementation_groups_definition=[{"ref_id": "Silver", "name": "Silver tier"}],
)  # fmt: skip


def test_what_comes_out_is_sound(tmp_path: Path) -> None:
    assert is_sound(read(write(tmp_path / "l.yaml", FULL)).framework)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=mutated(FULL))
def test_nonsense_is_refused_or_read_but_never_breaks(data: Any) -> None:
    with tempfile.TemporaryDirectory() as root:
        reads_or_refuses(write(Path(root) / "l.yaml", data), "ciso-assistant")
